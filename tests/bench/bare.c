/* SPDX-License-Identifier: MIT
 *
 * bare - the least that a server over SQLite can be: the same rule written in C, one commit for
 * what came in one turn.
 *
 * bare FILE SOCKET: answers "claim ID PERSON" and "redeem ID PERSON VOUCHER", a line each, with
 * the settings of store/file.c.
 */
#include <signal.h>
#include <sqlite3.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#define CLIENTS_MAX 1024

typedef struct client {
    int file;
    char line[400];
    size_t size;
    char answer[300];
    bool answered;
} client;

static sqlite3 *db;
static sqlite3_stmt *recall, *keep, *holds, *claims, *find, *redeems, *move, *begin, *commit;
static long serial;

static void must(int code, const char *doing)
{
    if (code == SQLITE_OK || code == SQLITE_ROW || code == SQLITE_DONE)
        return;
    fprintf(stderr, "bare: %s: %s\n", doing, db ? sqlite3_errmsg(db) : "");
    exit(1);
}

static sqlite3_stmt *prepare(const char *sql)
{
    sqlite3_stmt *statement;
    must(sqlite3_prepare_v3(db, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL), sql);
    return statement;
}

static void open_file(const char *path)
{
    must(sqlite3_open(path, &db), path);
    must(sqlite3_exec(db,
                      "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-65536;"
                      "PRAGMA wal_autocheckpoint=8000;"
                      "CREATE TABLE request (id TEXT PRIMARY KEY, answer TEXT) WITHOUT ROWID;"
                      "CREATE TABLE voucher (serial INTEGER PRIMARY KEY, person TEXT, state TEXT,"
                      " until TEXT, merchant TEXT, order_id TEXT);"
                      "CREATE UNIQUE INDEX held ON voucher (person);"
                      "CREATE TABLE account (name TEXT PRIMARY KEY, balance INTEGER) WITHOUT ROWID;"
                      "INSERT INTO account VALUES ('unclaimed', 1000000000000), ('outstanding', 0),"
                      " ('payable/S1', 0);",
                      NULL, NULL, NULL),
         path);
    recall = prepare("SELECT answer FROM request WHERE id = ?");
    keep = prepare("INSERT INTO request VALUES (?, ?)");
    holds = prepare("SELECT 1 FROM voucher WHERE person = ?");
    claims = prepare("INSERT INTO voucher VALUES (?, ?, 'claimed', '2021-12-10', NULL, NULL)");
    find = prepare("SELECT person, state FROM voucher WHERE serial = ?");
    redeems = prepare("UPDATE voucher SET state = 'redeemed', merchant = 'S1', order_id = ?2"
                      " WHERE serial = ?1");
    move = prepare("UPDATE account SET balance = balance + ?2 WHERE name = ?1");
    begin = prepare("BEGIN IMMEDIATE");
    commit = prepare("COMMIT");
}

static void step(sqlite3_stmt *statement)
{
    must(sqlite3_step(statement), sqlite3_sql(statement));
    sqlite3_reset(statement);
}

static void move_money(const char *from, const char *to)
{
    sqlite3_bind_text(move, 1, from, -1, SQLITE_STATIC);
    sqlite3_bind_int(move, 2, -3000);
    step(move);
    sqlite3_bind_text(move, 1, to, -1, SQLITE_STATIC);
    sqlite3_bind_int(move, 2, 3000);
    step(move);
}

static void claim(client *c, const char *person)
{
    sqlite3_bind_text(holds, 1, person, -1, SQLITE_STATIC);
    bool held = sqlite3_step(holds) == SQLITE_ROW;
    sqlite3_reset(holds);
    if (held) {
        strcpy(c->answer, "no already_claimed\n");
        return;
    }
    sqlite3_bind_int64(claims, 1, ++serial);
    sqlite3_bind_text(claims, 2, person, -1, SQLITE_STATIC);
    step(claims);
    move_money("unclaimed", "outstanding");
    snprintf(c->answer, sizeof c->answer, "ok \"%ld\"%200s\n", serial, "");
}

static void redeem(client *c, const char *person, const char *voucher, const char *order)
{
    sqlite3_bind_int64(find, 1, atol(voucher));
    bool fits = sqlite3_step(find) == SQLITE_ROW &&
                strcmp((const char *)sqlite3_column_text(find, 0), person) == 0 &&
                strcmp((const char *)sqlite3_column_text(find, 1), "claimed") == 0;
    sqlite3_reset(find);
    if (!fits) {
        strcpy(c->answer, "no not_held\n");
        return;
    }
    sqlite3_bind_int64(redeems, 1, atol(voucher));
    sqlite3_bind_text(redeems, 2, order, -1, SQLITE_STATIC);
    step(redeems);
    move_money("outstanding", "payable/S1");
    snprintf(c->answer, sizeof c->answer, "ok \"%s\"%200s\n", voucher, "");
}

static void answer(client *c)
{
    char verb[10], id[64], person[64], voucher[40] = "";
    if (sscanf(c->line, "%9s %63s %63s %39s", verb, id, person, voucher) < 3) {
        strcpy(c->answer, "no sense\n");
        return;
    }
    sqlite3_bind_text(recall, 1, id, -1, SQLITE_STATIC);
    bool known = sqlite3_step(recall) == SQLITE_ROW;
    if (known)
        snprintf(c->answer, sizeof c->answer, "%s", sqlite3_column_text(recall, 0));
    sqlite3_reset(recall);
    if (known)
        return;
    if (strcmp(verb, "claim") == 0)
        claim(c, person);
    else
        redeem(c, person, voucher, id);
    sqlite3_bind_text(keep, 1, id, -1, SQLITE_STATIC);
    sqlite3_bind_text(keep, 2, c->answer, -1, SQLITE_STATIC);
    step(keep);
}

static bool hear(client *c)
{
    ssize_t size = read(c->file, c->line + c->size, sizeof c->line - 1 - c->size);
    if (size <= 0) {
        close(c->file);
        free(c);
        return false;
    }
    c->size += (size_t)size;
    if (c->line[c->size - 1] != '\n')
        return false;
    c->line[c->size - 1] = '\0';
    c->size = 0;
    return true;
}

static void serve(int poller, int door)
{
    struct epoll_event events[CLIENTS_MAX];
    client *asked[CLIENTS_MAX];
    for (;;) {
        int count = epoll_wait(poller, events, CLIENTS_MAX, -1), lines = 0;
        for (int i = 0; i < count; i++) {
            client *c = events[i].data.ptr;
            if (c) {
                if (hear(c))
                    asked[lines++] = c;
                continue;
            }
            c = calloc(1, sizeof *c);
            c->file = accept(door, NULL, NULL);
            struct epoll_event event = {.events = EPOLLIN, .data.ptr = c};
            epoll_ctl(poller, EPOLL_CTL_ADD, c->file, &event);
        }
        if (lines == 0)
            continue;
        step(begin);
        for (int i = 0; i < lines; i++)
            answer(asked[i]);
        step(commit);
        for (int i = 0; i < lines; i++)
            if (write(asked[i]->file, asked[i]->answer, strlen(asked[i]->answer)) < 0)
                asked[i]->answered = false;
    }
}

int main(int count, char **words)
{
    if (count != 3)
        return 1;
    signal(SIGPIPE, SIG_IGN);
    open_file(words[1]);
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    snprintf(address.sun_path, sizeof address.sun_path, "%s", words[2]);
    int door = socket(AF_UNIX, SOCK_STREAM, 0), poller = epoll_create1(0);
    struct epoll_event event = {.events = EPOLLIN};
    if (bind(door, (struct sockaddr *)&address, sizeof address) != 0 || listen(door, 512) != 0)
        return 1;
    epoll_ctl(poller, EPOLL_CTL_ADD, door, &event);
    serve(poller, door);
    return 0;
}

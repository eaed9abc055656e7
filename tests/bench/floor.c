/* SPDX-License-Identifier: MIT
 *
 * floor - how long SQLite alone takes for the rows that a run of claims left in a register.
 *
 * floor MADE PLANNED WORK REQUESTS: takes into memory the rows that MADE has beyond PLANNED, then
 * writes them into WORK, a copy of PLANNED: with the settings of store/file.c, and a commit for
 * each 256 KiB of the file REQUESTS, as `bylaw call` does. A claim is its two entries, its voucher,
 * its request, and its money moved. Prints the seconds from opening WORK to having closed it.
 */
#include <sqlite3.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define READ_SIZE 262144
#define COLUMNS   10

/* One value as SQLite gave it: text and blobs lie at `at`. */
typedef struct value {
    int type;
    int size;
    int64_t number;
    char *at;
} value;

typedef struct rows {
    value *values;
    size_t count;
    size_t room;
    int columns;
} rows;

static sqlite3 *db;

static void must(int code, const char *doing)
{
    if (code == SQLITE_OK || code == SQLITE_ROW || code == SQLITE_DONE)
        return;
    fprintf(stderr, "floor: %s: %s\n", doing, db ? sqlite3_errmsg(db) : sqlite3_errstr(code));
    exit(1);
}

static void *must_have(void *memory)
{
    if (memory)
        return memory;
    fputs("floor: no memory\n", stderr);
    exit(1);
}

static void open_file(const char *path)
{
    must(sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL), path);
    must(sqlite3_exec(db,
                      "PRAGMA trusted_schema=OFF; PRAGMA foreign_keys=ON;"
                      "PRAGMA synchronous=FULL; PRAGMA cell_size_check=ON; PRAGMA journal_mode=WAL;"
                      "PRAGMA secure_delete=OFF; PRAGMA cache_size=-65536;"
                      "PRAGMA wal_autocheckpoint=8000;",
                      NULL, NULL, NULL),
         path);
}

static sqlite3_stmt *prepare(const char *sql)
{
    sqlite3_stmt *statement;
    must(sqlite3_prepare_v3(db, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL), sql);
    return statement;
}

static value copy_value(sqlite3_stmt *from, int column)
{
    value v = {.type = sqlite3_column_type(from, column)};
    if (v.type == SQLITE_INTEGER) {
        v.number = sqlite3_column_int64(from, column);
    } else if (v.type != SQLITE_NULL) {
        const void *bytes = sqlite3_column_blob(from, column);
        v.size = sqlite3_column_bytes(from, column);
        v.at = must_have(malloc((size_t)v.size + 1));
        memcpy(v.at, bytes, (size_t)v.size);
    }
    return v;
}

static rows read_rows(const char *sql, int64_t after)
{
    sqlite3_stmt *query = prepare(sql);
    rows list = {.columns = sqlite3_column_count(query)};
    if (sqlite3_bind_parameter_count(query))
        must(sqlite3_bind_int64(query, 1, after), sql);
    while (sqlite3_step(query) == SQLITE_ROW) {
        if (list.count == list.room) {
            list.room = list.room ? list.room * 2 : 1024;
            size_t bytes = list.room * (size_t)list.columns * sizeof(value);
            list.values = must_have(realloc(list.values, bytes));
        }
        value *row = list.values + list.count++ * (size_t)list.columns;
        for (int i = 0; i < list.columns; i++)
            row[i] = copy_value(query, i);
    }
    must(sqlite3_finalize(query), sql);
    return list;
}

static const value *row_at(const rows *list, size_t place)
{
    return list->values + place * (size_t)list->columns;
}

static void run(sqlite3_stmt *statement, const value *values, const int *columns, int count)
{
    for (int i = 0; i < count; i++) {
        const value *v = &values[columns ? columns[i] : i];
        if (v->type == SQLITE_INTEGER)
            must(sqlite3_bind_int64(statement, i + 1, v->number), "binding");
        else if (v->type == SQLITE_TEXT)
            must(sqlite3_bind_text(statement, i + 1, v->at, v->size, SQLITE_STATIC), "binding");
        else if (v->type == SQLITE_BLOB)
            must(sqlite3_bind_blob(statement, i + 1, v->at, v->size, SQLITE_STATIC), "binding");
        else
            must(sqlite3_bind_null(statement, i + 1), "binding");
    }
    must(sqlite3_step(statement), "writing");
    sqlite3_reset(statement);
}

/* How many lines each read of the file completes. */
static size_t *read_groups(const char *path, size_t *count)
{
    static char block[READ_SIZE];
    size_t *groups = NULL;
    size_t size;
    FILE *file = must_have(fopen(path, "r"));
    *count = 0;
    while ((size = fread(block, 1, sizeof block, file)) > 0) {
        groups = must_have(realloc(groups, (*count + 1) * sizeof *groups));
        groups[*count] = 0;
        for (size_t i = 0; i < size; i++)
            groups[*count] += block[i] == '\n';
        ++*count;
    }
    fclose(file);
    return groups;
}

static double seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

/* Columns of an entry: seq book at kind subject facts debit credit amount hash. */
static void write_claims(const rows *entries, const rows *vouchers, const rows *requests,
                         const size_t *groups, size_t group_count)
{
    sqlite3_stmt *entry = prepare("INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    sqlite3_stmt *voucher = prepare("INSERT INTO voucher VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    sqlite3_stmt *request = prepare("INSERT INTO request VALUES (?, ?)");
    sqlite3_stmt *take =
        prepare("UPDATE account SET balance = balance - ?3 WHERE book = ?1 AND name = ?2");
    sqlite3_stmt *give = prepare("INSERT INTO account VALUES (?, ?, ?) ON CONFLICT (book, name)"
                                 " DO UPDATE SET balance = balance + excluded.balance");
    sqlite3_stmt *touch = prepare("UPDATE book SET last_at = ?2 WHERE id = ?1");
    sqlite3_stmt *begin = prepare("BEGIN IMMEDIATE"), *commit = prepare("COMMIT");
    size_t claim = 0;
    for (size_t g = 0; g < group_count; g++) {
        run(begin, NULL, NULL, 0);
        for (size_t last = claim + groups[g]; claim < last; claim++) {
            const value *claimed = row_at(entries, 2 * claim);
            run(entry, claimed, NULL, COLUMNS);
            run(voucher, row_at(vouchers, claim), NULL, COLUMNS);
            run(take, claimed, (int[]){1, 6, 8}, 3);
            run(give, claimed, (int[]){1, 7, 8}, 3);
            run(touch, claimed, (int[]){1, 2}, 2);
            run(entry, row_at(entries, 2 * claim + 1), NULL, COLUMNS);
            run(request, row_at(requests, claim), NULL, 2);
        }
        run(commit, NULL, NULL, 0);
    }
    sqlite3_stmt *all[] = {entry, voucher, request, take, give, touch, begin, commit};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        sqlite3_finalize(all[i]);
}

int main(int count, char **arguments)
{
    if (count != 5) {
        fputs("usage: floor MADE PLANNED WORK REQUESTS\n", stderr);
        return 1;
    }
    open_file(arguments[2]);
    rows last = read_rows("SELECT max(seq) FROM entry", 0);
    int64_t after = last.values[0].number;
    sqlite3_close(db);
    open_file(arguments[1]);
    rows entries = read_rows("SELECT * FROM entry WHERE seq > ? ORDER BY seq", after);
    rows vouchers = read_rows("SELECT v.* FROM entry e CROSS JOIN voucher v"
                              " ON v.book = e.book AND v.person = e.facts ->> 'person'"
                              " AND v.round = CAST(subject AS INTEGER) AND v.face ="
                              " CAST(substr(subject, instr(subject, '-') + 1) AS INTEGER)"
                              " WHERE kind = 'claimed' AND seq > ? ORDER BY seq",
                              after);
    rows requests = read_rows("SELECT r.* FROM entry e CROSS JOIN request r ON r.id = e.subject"
                              " WHERE e.kind = 'answered' AND e.seq > ? ORDER BY seq",
                              after);
    sqlite3_close(db);
    size_t group_count;
    size_t *groups = read_groups(arguments[4], &group_count);
    double start = seconds();
    open_file(arguments[3]);
    write_claims(&entries, &vouchers, &requests, groups, group_count);
    must(sqlite3_close(db), "closing");
    printf("%.6f\n", seconds() - start);
    return 0;
}

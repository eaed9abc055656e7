/* SPDX-License-Identifier: MIT */
#define _GNU_SOURCE /* accept4 */

#include "app/server.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#define DOOR_MAX 2
#define BACKLOG  512

typedef struct door {
    bl_server *server;
    int file;
    bl_watch *watch;
} door;

struct bl_server {
    bl_loop *loop;
    bl_playbill *playbill;
    const bl_clock *clock;
    bl_clock steady;
    int64_t full_at; /* by the steady clock: the running group takes no more then */
    bl_server_setting setting;
    door doors[DOOR_MAX];
    size_t door_count;
    bl_caller *callers;
    int64_t client_count;
    uint64_t group; /* number of the running one */
    bool writes;    /* the running group has a writing transaction */
    bool reads;     /* or one that only reads */
    int64_t answered;
    bool stopped;
};

static void on_session(void *context, bool readable, bool writable)
{
    bl_caller *caller = context;
    if (writable)
        bl_caller_send(caller);
    if (readable && !caller->lost)
        bl_caller_read(caller);
}

static void welcome(bl_server *server, int file)
{
    int on = 1;
    bl_err err = {0};
    bl_caller *caller = calloc(1, sizeof *caller);
    setsockopt(file, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    if (!caller ||
        bl_watch_open(server->loop, file, on_session, caller, &caller->watch, &err) != BL_OK) {
        free(caller);
        close(file);
        return;
    }
    caller->file = file;
    caller->next = server->callers;
    server->callers = caller;
    server->client_count++;
    bl_watch_want(caller->watch, true, false);
}

static void turn_away(int file)
{
    static const char words[] =
        "{\"ok\":false,\"error\":{\"code\":\"busy\",\"message\":\"there are "
        "as many clients as may be; try again later\",\"cite\":\"-\"}}\n";
    ssize_t size = send(file, words, sizeof words - 1, MSG_NOSIGNAL | MSG_DONTWAIT);
    (void)size;
    close(file);
}

static void on_door(void *context, bool readable, bool writable)
{
    door *d = context;
    (void)writable;
    while (readable && !d->server->stopped) {
        int file = accept4(d->file, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);
        if (file < 0) {
            /* Without room for more files nobody comes in before somebody has left. */
            if (errno == EMFILE || errno == ENFILE)
                bl_watch_want(d->watch, false, false);
            return;
        }
        if (d->server->client_count >= d->server->setting.clients)
            turn_away(file);
        else
            welcome(d->server, file);
    }
}

static bl_status listen_at(bl_server *server, int file, const struct sockaddr *address,
                           socklen_t size, const char *what, bl_err *err)
{
    if (bind(file, address, size) != 0 || listen(file, BACKLOG) != 0) {
        int code = errno;
        close(file);
        return bl_fail(err, code == EADDRINUSE ? BL_CONFLICT : BL_IO, "can't listen at %s: %s",
                       what, strerror(code));
    }
    door *d = &server->doors[server->door_count];
    *d = (door){.server = server, .file = file};
    bl_status status = bl_watch_open(server->loop, file, on_door, d, &d->watch, err);
    if (status != BL_OK) {
        close(file);
        return status;
    }
    server->door_count++;
    bl_watch_want(d->watch, true, false);
    return BL_OK;
}

/* A socket that nobody listens at is what a killed runner left. */
static bl_status remove_left_over(const struct sockaddr_un *address, bl_err *err)
{
    struct stat found;
    if (lstat(address->sun_path, &found) != 0)
        return BL_OK;
    int file = S_ISSOCK(found.st_mode) ? socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0) : -1;
    bool refused = file >= 0 &&
                   connect(file, (const struct sockaddr *)address, sizeof *address) != 0 &&
                   errno == ECONNREFUSED;
    if (file >= 0)
        close(file);
    if (!refused || unlink(address->sun_path) != 0)
        return bl_fail(err, BL_CONFLICT, "%s: something is there already", address->sun_path);
    return BL_OK;
}

static bl_status open_unix(bl_server *server, bl_err *err)
{
    const char *path = server->setting.path;
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    if (strlen(path) >= sizeof address.sun_path)
        return bl_fail(err, BL_INVALID, "%s: a socket's path has at most %zu bytes", path,
                       sizeof address.sun_path - 1);
    strcpy(address.sun_path, path);
    bl_status status = remove_left_over(&address, err);
    if (status != BL_OK)
        return status;
    int file = socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    mode_t before = umask(0117); /* for its owner and their group */
    status = listen_at(server, file, (struct sockaddr *)&address, sizeof address, path, err);
    umask(before);
    return status;
}

static bl_status open_port(bl_server *server, bl_err *err)
{
    char what[40];
    int on = 1;
    struct sockaddr_in address = {.sin_family = AF_INET,
                                  .sin_port = htons((uint16_t)server->setting.port),
                                  .sin_addr = {htonl(INADDR_LOOPBACK)}};
    int file = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    setsockopt(file, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    snprintf(what, sizeof what, "127.0.0.1:%d", (int)server->setting.port);
    return listen_at(server, file, (struct sockaddr *)&address, sizeof address, what, err);
}

bl_status bl_server_open(const bl_server_setting *setting, bl_loop *loop, bl_playbill *playbill,
                         const bl_clock *clock, bl_server **out, bl_err *err)
{
    bl_server *server = calloc(1, sizeof *server);
    if (!server)
        return bl_fail(err, BL_NO_MEMORY, "no memory for a server");
    *server = (bl_server){.loop = loop,
                          .playbill = playbill,
                          .clock = clock,
                          .steady = bl_clock_make_moving(1, 1),
                          .setting = *setting};
    bl_status status = setting->path ? open_unix(server, err) : BL_OK;
    if (status == BL_OK && setting->port > 0)
        status = open_port(server, err);
    if (status != BL_OK) {
        bl_server_close(server);
        return status;
    }
    *out = server;
    return BL_OK;
}

void bl_server_stop(bl_server *server)
{
    if (server->stopped)
        return;
    for (size_t i = 0; i < server->door_count; i++) {
        bl_watch_close(server->doors[i].watch);
        close(server->doors[i].file);
    }
    if (server->setting.path && server->door_count > 0)
        unlink(server->setting.path);
    server->stopped = true;
    for (bl_caller *s = server->callers; s; s = s->next) {
        s->deaf = true;
        bl_caller_send(s);
    }
}

void bl_server_close(bl_server *server)
{
    if (!server)
        return;
    bl_server_stop(server);
    for (bl_caller *s = server->callers, *next; s; s = next) {
        next = s->next;
        bl_caller_deinit(s);
        free(s);
    }
    free(server);
}

bool bl_server_is_quiet(const bl_server *server)
{
    for (const bl_caller *s = server->callers; s; s = s->next)
        if (!s->lost && (s->output.size > 0 || bl_caller_waits(s)))
            return false;
    return true;
}

int64_t bl_server_count(const bl_server *server)
{
    return server->answered;
}

/* Makes sure of the transaction that what comes next may need. One that only reads gives way to one
 * that writes: nothing is lost with it. */
static bl_status enter(bl_server *server, bl_effect effect, bl_err *err)
{
    bl_ledger *ledger = server->playbill->ledger;
    bool writes = effect == BL_EFFECT_CHANGES;
    if (effect == BL_EFFECT_PURE || server->writes || (server->reads && !writes))
        return BL_OK;
    if (server->reads)
        bl_ledger_rollback(ledger);
    server->reads = false;
    bl_status status = bl_ledger_begin(ledger, writes, err);
    if (status != BL_OK)
        return status;
    server->writes = writes;
    server->reads = !writes;
    server->group++;
    return BL_OK;
}

/* What the answers are worth is decided by their commit. */
static bl_status leave(bl_server *server, bl_status status, bl_err *err)
{
    bl_ledger *ledger = server->playbill->ledger;
    if (status == BL_OK && server->writes)
        status = bl_ledger_commit(ledger, err);
    else if (server->reads || server->writes)
        bl_ledger_rollback(ledger);
    server->reads = server->writes = false;
    return status;
}

/* The register may be busy, and then the line stays where it is. */
static bl_status answer_line(bl_server *server, bl_caller *caller, bool *taken, bl_err *err)
{
    bl_errand asked;
    *taken = false;
    bl_status status = enter(server, bl_caller_effect(caller, server->playbill), err);
    if (status != BL_OK)
        return status;
    *taken = bl_caller_take(caller, server->playbill, &asked);
    if (!*taken || !asked.function)
        return BL_OK;
    if (asked.function->effect != BL_EFFECT_PURE && asked.play->group != server->group) {
        status = bl_notice_join(asked.play->notice, err);
        asked.play->group = server->group;
    }
    bl_moment now = {bl_clock_now(server->clock)};
    if (status == BL_OK)
        status = bl_notice_answer(asked.play->notice, asked.function, asked.request, now,
                                  &caller->output, err);
    bl_buffer_add_char(&caller->output, '\n');
    server->answered++;
    return status == BL_OK ? bl_buffer_status(&caller->output, err) : status;
}

static bool is_full(const bl_server *server, int room)
{
    return room <= 0 || bl_clock_now(&server->steady) >= server->full_at;
}

/* A caller's share of a group. */
static bl_status answer_share(bl_server *server, bl_caller *caller, int *room, bl_err *err)
{
    bl_status status = BL_OK;
    int share = BL_SERVER_SHARE;
    while (status == BL_OK && share-- > 0 && !is_full(server, *room) && !caller->lost &&
           bl_caller_waits(caller)) {
        bool taken;
        status = answer_line(server, caller, &taken, err);
        *room -= taken;
    }
    return status;
}

/* Who comes behind `last` is first the next time. */
static void rotate(bl_server *server, bl_caller *last)
{
    bl_caller *tail = last;
    if (!last->next)
        return;
    while (tail->next)
        tail = tail->next;
    tail->next = server->callers;
    server->callers = last->next;
    last->next = NULL;
}

/* Nobody has a second group before everybody had one. */
static bl_status answer_group(bl_server *server, bl_err *err)
{
    int room = BL_SERVER_GROUP;
    bl_status status = BL_OK;
    bl_caller *last = NULL;
    server->full_at = bl_clock_now(&server->steady) + BL_SERVER_GROUP_MS * (BL_SECOND / 1000);
    for (bl_caller *s = server->callers; status == BL_OK && s && !is_full(server, room);
         s = s->next) {
        status = answer_share(server, s, &room, err);
        last = s;
    }
    if (last)
        rotate(server, last);
    return status;
}

static void part_with(bl_server *server, bl_caller *caller)
{
    server->client_count--;
    bl_caller_deinit(caller);
    free(caller);
    for (size_t i = 0; !server->stopped && i < server->door_count; i++)
        bl_watch_want(server->doors[i].watch, true, false);
}

/* Sends what was answered, and parts with those who are through. */
static void send_all(bl_server *server, bool *more)
{
    bl_caller **link = &server->callers;
    while (*link) {
        bl_caller *s = *link;
        if (s->output.size > s->committed) {
            s->committed = s->output.size;
            bl_caller_send(s);
        }
        bool waits = bl_caller_waits(s);
        *more = *more || (waits && !s->lost);
        if (!s->lost && !(s->ended && s->output.size == 0 && !waits)) {
            link = &s->next;
            continue;
        }
        *link = s->next;
        part_with(server, s);
    }
}

bl_status bl_server_answer(bl_server *server, bool *more, bl_err *err)
{
    *more = false;
    bl_status status = answer_group(server, err);
    bool busy = status == BL_BUSY && !server->writes; /* what was answered by then holds */
    status = leave(server, busy ? BL_OK : status, err);
    if (status == BL_OK)
        send_all(server, more);
    return busy && status == BL_OK ? BL_BUSY : status;
}

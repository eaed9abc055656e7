/* SPDX-License-Identifier: MIT
 * server.h - the socket of a runner: many clients, whose requests share commits.
 *
 * What came from all clients in one turn of the loop is a group: one transaction, one commit, and
 * only then the answers. Nobody waits for company: while one group is being committed, the next one
 * gathers. One client has no more than BL_SERVER_SHARE requests in a group, so that none keeps the
 * others waiting, and a group is full as well when it took BL_SERVER_GROUP_MS: what is slow is the
 * notice's own work.
 *
 * Layer: app. Uses: app/caller, base/clock.
 */
#pragma once

#include "app/caller.h"
#include "base/clock.h"

#define BL_SERVER_SHARE    64
#define BL_SERVER_GROUP    1000 /* requests of a group */
#define BL_SERVER_GROUP_MS 50

typedef struct bl_server bl_server;

typedef struct bl_server_setting {
    const char *path; /* of the Unix socket, or NULL */
    int64_t port;     /* on 127.0.0.1; -1: none */
    int64_t clients;  /* at most */
} bl_server_setting;

/* Listens. What is left of a socket that nobody listens at is removed; BL_CONFLICT when somebody
 * does. All that is given is lent. */
BL_MUST_USE bl_status bl_server_open(const bl_server_setting *setting, bl_loop *loop,
                                     bl_playbill *playbill, const bl_clock *clock, bl_server **out,
                                     bl_err *err);
/* NULL is fine. Before the loop is closed. */
void bl_server_close(bl_server *server);
/* Answers a group, if anything waits. `*more` is set when something still does. BL_BUSY: nothing
 * was answered, try again. After any other failure some outcome may be unknown: everything must
 * end. */
BL_MUST_USE bl_status bl_server_answer(bl_server *server, bool *more, bl_err *err);
/* Hears nothing new. */
void bl_server_stop(bl_server *server);
/* Whether every client has its answers. */
bool bl_server_is_quiet(const bl_server *server);
/* Requests answered so far. */
int64_t bl_server_count(const bl_server *server);

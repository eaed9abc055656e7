/* SPDX-License-Identifier: MIT
 * caller.h - a client of a runner: its requests as they come, its answers as they go.
 *
 * A client says which function it asks, and then sends requests as `bylaw call` reads them, one
 * JSON object a line; each line gets one line of answer, in order:
 *   {"call":"consumption_vouchers.claim"}                     all that follow
 *   {"call":"consumption_vouchers.status","at":"..."}         this one only
 * The member "call" stands first. Requests wait while a client does not take its answers.
 *
 * Layer: app. Uses: app/lines, app/playbill, host/loop.
 */
#pragma once

#include "app/lines.h"
#include "app/playbill.h"
#include "host/loop.h"

#define BL_CALLER_BEHIND_MAX (1u << 20) /* bytes of answers that a client has not taken */

/* Which function is asked. */
typedef struct bl_target {
    char name[BL_ID_SIZE_MAX]; /* "notice.function", or "" */
    bl_play *play;             /* NULL: there is none now */
    const bl_function *function;
    uint64_t changes; /* of the playbill, when it was looked up */
} bl_target;

typedef struct bl_caller {
    int file;
    bl_watch *watch;
    bl_lines lines;
    bl_buffer output; /* answers not sent yet */
    size_t sent;      /* bytes of them that were */
    size_t committed; /* bytes of them whose transaction is over */
    bl_target target;
    bool deaf;  /* nothing more is read of it */
    bool ended; /* sends nothing any more */
    bool lost;  /* takes nothing any more */
    struct bl_caller *next;
} bl_caller;

/* A request with its function. */
typedef struct bl_errand {
    bl_play *play;
    const bl_function *function;
    bl_text request;
} bl_errand;

/* Reads what has come. */
void bl_caller_read(bl_caller *caller);
/* Sends what may be sent, as far as the client takes it. */
void bl_caller_send(bl_caller *caller);
/* Whether a line could be answered now. */
bool bl_caller_waits(const bl_caller *caller);
/* What the next line may do, at most. */
bl_effect bl_caller_effect(bl_caller *caller, const bl_playbill *playbill);
/* Takes the next line. False when there is none; a line that is answered at once has its answer in
 * the output, and `out->function` is NULL. */
bool bl_caller_take(bl_caller *caller, bl_playbill *playbill, bl_errand *out);
void bl_caller_deinit(bl_caller *caller);

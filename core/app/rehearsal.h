/* SPDX-License-Identifier: MIT
 * rehearsal.h - a notice living through a season on a scripted clock.
 *
 * The notice's own jobs come by the agenda that `bylaw run` has; at one moment they come before
 * whatever the players added. Every request goes the way that `bylaw call` sends it. A step is a
 * group of events in one transaction; whoever asked may act on an answer at once, for everybody
 * here is one process and a group that is not committed takes all that followed from it along.
 *
 * It knows nothing of what the notice is about; players do. Refusals are answers like any other:
 * they are counted by function, code and cite.
 *
 * Layer: app. Uses: app/agenda, app/reply, base/clock, domain/schedule.
 */
#pragma once

#include <jansson.h>

#include "app/agenda.h"
#include "app/reply.h"
#include "base/clock.h"
#include "domain/schedule.h"

#define BL_REHEARSAL_GROUP    1000 /* events of one transaction         */
#define BL_REHEARSAL_REFUSALS 256  /* kinds of refusal that are counted */
#define BL_REHEARSAL_CODE_MAX 64

typedef struct bl_rehearsal bl_rehearsal;

/* Who takes part beside the notice. `act` hears of each event that it added, at its moment. */
typedef struct bl_player {
    bl_status (*act)(void *context, bl_rehearsal *rehearsal, const bl_job *event, bl_err *err);
    void *context;
} bl_player;

/* A refused job is no failure: the notice said no to itself, and the report tells why. */
typedef enum bl_job_state {
    BL_JOB_WAITING, /* not due by the end */
    BL_JOB_SKIPPED, /* was due before the start */
    BL_JOB_DONE,
    BL_JOB_REFUSED,
    BL_JOB_FAILED /* in the script */
} bl_job_state;

/* What became of one of the notice's jobs, at the last of its moments that came. */
typedef struct bl_job_outcome {
    bl_job_state state;
    bl_moment due;
    int64_t count;                    /* of its moments */
    char code[BL_REHEARSAL_CODE_MAX]; /* of a refusal or a failure */
} bl_job_outcome;

/* How often a function refused for one reason. */
typedef struct bl_refusal {
    const bl_function *function;
    char code[BL_REHEARSAL_CODE_MAX];
    char cite[BL_REHEARSAL_CODE_MAX];
    char message[160]; /* of the first one */
    int64_t count;
} bl_refusal;

/* Players read it and fill `request`; the rest is for this room and for the report. */
struct bl_rehearsal {
    bl_notice *notice;
    bl_moment from;
    bl_moment until;
    bl_clock clock;
    bl_agenda *agenda;    /* what the notice does by itself */
    bl_schedule schedule; /* what players do */
    bl_player player;     /* `act` NULL: nobody */
    bl_job_outcome *jobs; /* by the place of the notice's job */
    int64_t *accepted;    /* by the place of the function     */
    bl_refusal refusals[BL_REHEARSAL_REFUSALS];
    size_t refusal_count;
    int64_t asked;
    int64_t repeated;  /* requests sent again with their id       */
    int64_t differed;  /* of those, answered otherwise than first */
    bl_buffer request; /* scratch of whoever asks */
    bl_buffer answer;
};

/* The notice has its register attached; both are lent until deinit. Takes the notice's jobs in. */
BL_MUST_USE bl_status bl_rehearsal_init(bl_rehearsal *rehearsal, bl_notice *notice,
                                        bl_ledger *ledger, bl_moment from, bl_moment until,
                                        bl_err *err);
/* Also after an init that failed. */
void bl_rehearsal_deinit(bl_rehearsal *rehearsal);

/* When something is due next; false when nothing is by the end. */
bool bl_rehearsal_next(const bl_rehearsal *rehearsal, bl_moment *out);
/* One group of what is due up to `bound`; `*done` when nothing more is due by the end. */
BL_MUST_USE bl_status bl_rehearsal_step(bl_rehearsal *rehearsal, bl_moment bound, bool *done,
                                        bl_err *err);

/* For players, from within `act` and before the first step. Adds an event, `what` above 0; one that
 * is past, or after the end, is left out. */
BL_MUST_USE bl_status bl_rehearsal_add(bl_rehearsal *rehearsal, bl_moment due, int64_t what,
                                       int64_t detail, bl_err *err);
/* Where the clock stands. */
bl_moment bl_rehearsal_now(const bl_rehearsal *rehearsal);
/* Begins `request`, "{" and its id with a comma behind it. In front of what the words say the id
 * has the notice's name, so that two notices can be rehearsed into one register. */
void bl_rehearsal_open_request(bl_rehearsal *rehearsal, const char *format, ...) BL_PRINTF(2, 3);
/* Asks what `request` holds of the function of that name, which there must be. `*answer`, without
 * its reasons, is the caller's to json_decref. */
BL_MUST_USE bl_status bl_rehearsal_ask(bl_rehearsal *rehearsal, const char *function,
                                       json_t **answer, bl_err *err);
/* Sends the last request again and looks whether the answer is the same, byte for byte. */
BL_MUST_USE bl_status bl_rehearsal_repeat(bl_rehearsal *rehearsal, const char *function,
                                          bl_err *err);

/* Outside of steps: what a pure or reading function answers now, uncounted. */
BL_MUST_USE bl_status bl_rehearsal_read(bl_rehearsal *rehearsal, const char *function,
                                        const char *request, json_t **answer, bl_err *err);

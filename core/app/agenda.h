/* SPDX-License-Identifier: MIT
 * agenda.h - what the jobs of notices have to do, and when.
 *
 * Whoever has a clock, real or scripted, asks when something is due next and lets it be done then.
 * A moment is settled in the transaction of its effect (domain/diary.h), so it happens once. What
 * came BL_AGENDA_GRACE or more before its doing was missed, and the job's own rule says what
 * becomes of it. A clock that was set back finds everything settled that was.
 *
 * A notice that fails does so alone: its moment stays owed and is tried again, after a pause that
 * doubles each time up to BL_AGENDA_PAUSE_MAX.
 *
 * Layer: app. Uses: host/notice, domain/diary.
 */
#pragma once

#include <jansson.h>

#include "host/notice.h"

#define BL_AGENDA_GRACE     (60 * BL_SECOND)
#define BL_AGENDA_PAUSE_MAX BL_HOUR

typedef struct bl_agenda bl_agenda;

/* Something that became of a job's moment. */
typedef struct bl_doing {
    const bl_notice *notice;
    const bl_notice_job *job;
    const bl_note *note;
    const json_t *answer; /* NULL when nothing was asked or the script failed before */
    bool missed;
} bl_doing;

/* Told of each within the transaction that settles it. */
typedef void bl_agenda_tell(void *context, const bl_doing *doing);

/* The ledger and the notices are lent. BL_NO_MEMORY. */
BL_MUST_USE bl_status bl_agenda_open(bl_ledger *ledger, bl_agenda_tell *tell, void *context,
                                     bl_agenda **out, bl_err *err);
/* NULL is fine. */
void bl_agenda_close(bl_agenda *agenda);

/* Each of these happens in a writing transaction of the ledger. */

/* Takes the jobs of a notice in; new ones owe the moments after `since`. Jobs that the diary has
 * and the notice does not are dropped. */
BL_MUST_USE bl_status bl_agenda_add(bl_agenda *agenda, bl_notice *notice, bl_moment since,
                                    bl_err *err);
/* Looks for events that jobs of the notice follow. */
BL_MUST_USE bl_status bl_agenda_look(bl_agenda *agenda, const bl_notice *notice, bl_moment now,
                                     bl_err *err);
/* Does what was due first, if it is due; nothing while bl_agenda_next is later than `now`. After a
 * failure the transaction must be rolled back and the agenda closed. */
BL_MUST_USE bl_status bl_agenda_step(bl_agenda *agenda, bl_moment now, bl_err *err);

/* Outside of transactions as well. To be told now and then what time it is, where a clock may be
 * set: a pause gets no longer by it. */
void bl_agenda_mind_clock(bl_agenda *agenda, bl_moment now);
/* What failed is tried again without a further pause: the notice is another one now. */
void bl_agenda_retry(bl_agenda *agenda, const bl_notice *notice, bl_moment now);
/* Forgets a notice's jobs. */
void bl_agenda_remove(bl_agenda *agenda, const bl_notice *notice);
/* Whether any of its jobs follows events. */
bool bl_agenda_follows(const bl_agenda *agenda, const bl_notice *notice);
/* When something is to be done next; `*found` is false when nothing is. */
bl_moment bl_agenda_next(const bl_agenda *agenda, bool *found);

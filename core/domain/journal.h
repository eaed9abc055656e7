/* SPDX-License-Identifier: MIT
 * journal.h - the promise that a request has one answer.
 *
 * A request is known by its id. The first answer given to it is kept with the request itself and
 * is given again, byte for byte, to the same request; the same id with another function or other
 * fields is refused by whoever asks.
 *
 * Layer: domain. Uses: domain/ledger.
 */
#pragma once

#include "domain/ledger.h"

typedef enum bl_recall {
    BL_RECALL_NEW,  /* the id was never answered                            */
    BL_RECALL_SAME, /* this very request was: the answer is in `answer`     */
    BL_RECALL_OTHER /* the id was used for another function or other fields */
} bl_recall;

/* Looks a request up. `function` is "notice.function", `request` its fields in their one canonical
 * form, the moment and the id left out. `answer` is filled for BL_RECALL_SAME only. */
BL_MUST_USE bl_status bl_journal_recall(bl_ledger *ledger, bl_text id, bl_text function,
                                        bl_text request, bl_recall *out, bl_buffer *answer,
                                        bl_err *err);
/* Keeps an answer (a JSON object). BL_CONFLICT when the id has one. */
BL_MUST_USE bl_status bl_journal_keep(bl_ledger *ledger, bl_moment at, bl_text id, bl_text function,
                                      bl_text request, bl_text answer, bl_err *err);

extern const bl_kind bl_journal_kinds[];

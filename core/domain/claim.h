/* SPDX-License-Identifier: MIT
 * claim.h - an application for one line of one applicant in one year, until it is paid or over.
 *
 * A claim is SERIES-YEAR-SERIAL ("IE-2021-000001"), serials from 1 in the order of filing within
 * series and year. Its states are the notice's own words, and its facts, materials and notes are
 * JSON that only the notice understands.
 *
 * A budget (budget.h) binds a claim's payable sum or nothing, pays what it bound or nothing, and
 * what is due back is never more than what was paid: grant.h moves the money. While it is bound,
 * neither the sum nor the budget changes. Claims that find no money wait in their budget's queue;
 * one with money doesn't wait.
 *
 * Whether something may happen is the notice's to decide; here it happens or is a BL_CONFLICT.
 *
 * Layer: domain. Uses: domain/budget.
 */
#pragma once

#include "domain/budget.h"

#define BL_CLAIM_SERIES_MAX 16 /* bytes: letters A to Z and digits */
#define BL_CLAIM_ID_MAX     64 /* bytes, the final NUL included */

/* What an id says. */
typedef struct bl_claim_key {
    char series[BL_CLAIM_SERIES_MAX + 1];
    int64_t year;   /* zero or more */
    int64_t serial; /* above zero; no claim has 0 */
} bl_claim_key;

/* An amount that may be unknown yet. */
typedef struct bl_sum {
    bool known;      /* or there is none */
    bl_money amount; /* zero or more */
} bl_sum;

/* Texts are views; `at` is NULL where there is none. */
typedef struct bl_claim {
    char id[BL_CLAIM_ID_MAX]; /* as above */
    bl_claim_key key;
    bl_text applicant;
    bl_text item;      /* what is applied for */
    bl_text line;      /* and which of its lines */
    bl_text unit;      /* whose applicant it is, or none */
    bl_text state;     /* the notice's word */
    bl_text facts;     /* JSON: what was applied with */
    bl_text materials; /* JSON, a list */
    bl_text notes;     /* JSON: what only the notice knows */
    bl_sum gross;
    bl_sum payable;
    bl_money committed;   /* bound by the budget: payable or nothing; stays when it is paid */
    bl_money disbursed;   /* paid */
    bl_money recover_due; /* to come back in all */
    bl_money recovered;   /* came back of that */
    bl_text budget;       /* or none */
    int64_t queue_place;  /* from 1; 0: does not wait */
    bl_moment last_at;    /* of its last event */
} bl_claim;

/* Why a claim changes, as its history lists it. */
typedef struct bl_claim_event {
    bl_text function; /* of the notice */
    bl_text actor;    /* who called it */
    bl_text document; /* or none */
} bl_claim_event;

typedef enum bl_queueing {
    BL_QUEUE_STAYS,
    BL_QUEUE_LAST,  /* behind all that wait for its budget */
    BL_QUEUE_FIRST, /* before them */
    BL_QUEUE_LEAVE
} bl_queueing;

/* What becomes of a claim; a text of nothing (`at` NULL) stays as it was. */
typedef struct bl_claim_change {
    bl_text state;
    bl_text unit;
    bl_text facts; /* this and the next two: JSON */
    bl_text materials;
    bl_text notes;
    bl_text budget;
    bool drops_budget;    /* it has none from now on */
    bool changes_gross;   /* to `gross` */
    bool changes_payable; /* to `payable` */
    bool changes_due;     /* to `recover_due` */
    bl_sum gross;
    bl_sum payable;
    bl_money recover_due;
    bl_queueing queueing;
} bl_claim_change;

/* Opens the query of one claim; take it with `next`, close the query as any other. Views die with
 * the row. An id that names nothing gives no row. */
BL_MUST_USE bl_status bl_claim_open(bl_query *query, bl_ledger *ledger, int64_t book, bl_text id,
                                    bl_err *err);
/* Of any query for claims. */
BL_MUST_USE bl_status bl_claim_next(bl_query *query, bl_claim *out, bool *row, bl_err *err);

/* The key of the next claim of the series and year. BL_INVALID when they can be none. */
BL_MUST_USE bl_status bl_claim_next_key(bl_ledger *ledger, int64_t book, bl_text series,
                                        int64_t year, bl_claim_key *out, bl_err *err);
/* Files `claim` as the next of series and year: applicant, item, line, unit, state, facts,
 * materials, notes, gross, payable and budget are read, id and key are filled in. */
BL_MUST_USE bl_status bl_claim_file(bl_ledger *ledger, int64_t book, bl_moment at, bl_text series,
                                    int64_t year, bl_claim *claim, const bl_claim_event *event,
                                    bl_err *err);
/* BL_CONFLICT for what must not change while money is bound, and for a queue of no budget. */
BL_MUST_USE bl_status bl_claim_change_to(bl_ledger *ledger, int64_t book, bl_moment at, bl_text id,
                                         const bl_claim_change *change, const bl_claim_event *event,
                                         bl_err *err);

/* False when the id can name no claim. */
bool bl_claim_read_id(bl_text id, bl_claim_key *out);
/* Its key, or one that no claim has. */
bl_claim_key bl_claim_key_of(bl_text id);
/* The key in the first three columns of a row; false when no claim can have it. */
bool bl_claim_read_key(const bl_query *query, bl_claim_key *out);
/* As above. */
void bl_claim_write_id(const bl_claim_key *key, char out[BL_CLAIM_ID_MAX]);

/* For kinds of entries that change a claim: BL_CONFLICT, "can't be WHAT as it stands", unless the
 * statement that gave `status` changed one row. */
BL_MUST_USE bl_status bl_claim_require_changed(bl_ledger *ledger, const bl_entry *entry,
                                               bl_status status, const char *what, bl_err *err);

/* SQL for the rows of one claim, whose book is ?1 and whose key ?2 to ?4. */
#define BL_CLAIM_KEY " WHERE book = ?1 AND series = ?2 AND year = ?3 AND serial = ?4"
/* SQL of the rows that bl_claim_next takes; a condition on the table claim may follow. */
#define BL_CLAIM_ROW                                                                               \
    "SELECT series, year, serial, applicant, item, line, unit, state, facts, materials, notes,"    \
    " gross, payable, committed, disbursed, recover_due, recovered, budget,"                       \
    " CASE WHEN queued IS NULL THEN 0 ELSE (SELECT count(*) FROM claim before"                     \
    "  WHERE before.book = claim.book AND before.budget = claim.budget"                            \
    "  AND before.queued <= claim.queued) END,"                                                    \
    " last_at FROM claim"

extern const bl_kind bl_claim_kinds[];

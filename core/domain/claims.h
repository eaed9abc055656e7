/* SPDX-License-Identifier: MIT
 * claims.h - many claims at once, and what became of one: lists, queues, totals, histories.
 *
 * Open a query, take its rows with the matching `next`, close it as any other. Views die with the
 * row. Lists and totals use an index when an applicant, a budget, or series and year are given.
 *
 * Layer: domain. Uses: domain/claim.
 */
#pragma once

#include "domain/claim.h"

/* Which claims: each that is given must fit; `at` NULL is any. */
typedef struct bl_claim_filter {
    bl_text applicant; /* whose */
    bl_text series;    /* as its id begins */
    bl_text item;      /* what for */
    bl_text budget;    /* charged to it */
    bl_text states;    /* a JSON list of texts */
    bool has_year;     /* `year` must fit */
    int64_t year;
} bl_claim_filter;

/* Claims that share item and state. */
typedef struct bl_claim_total {
    bl_text item;   /* which all have */
    bl_text state;  /* and are in */
    int64_t claims; /* how many; the rest are sums of what is known of them */
    bl_money gross;
    bl_money payable;
    bl_money committed; /* what was disbursed included */
    bl_money disbursed;
    bl_money waiting;     /* payable of those in a queue */
    bl_money recover_due; /* in all */
    bl_money recovered;   /* of that */
} bl_claim_total;

/* One line of a claim's history: an event and the states around it. */
typedef struct bl_claim_step {
    bl_moment at;
    bl_claim_event event; /* what was done */
    bl_text before;       /* none when it was filed */
    bl_text after;        /* the same when it stayed */
} bl_claim_step;

/* By series, year and serial; take them with bl_claim_next. */
BL_MUST_USE bl_status bl_claims_open(bl_query *query, bl_ledger *ledger, int64_t book,
                                     const bl_claim_filter *filter, bl_err *err);
/* Those that wait for a budget, in order; take them with bl_claim_next. */
BL_MUST_USE bl_status bl_claims_open_queue(bl_query *query, bl_ledger *ledger, int64_t book,
                                           bl_text budget, bl_err *err);
/* By item and state, in byte order. */
BL_MUST_USE bl_status bl_claims_open_totals(bl_query *query, bl_ledger *ledger, int64_t book,
                                            const bl_claim_filter *filter, bl_err *err);
BL_MUST_USE bl_status bl_claim_total_next(bl_query *query, bl_claim_total *out, bool *row,
                                          bl_err *err);
/* In the order of what happened; nothing for an id that names nothing. */
BL_MUST_USE bl_status bl_claim_history_open(bl_query *query, bl_ledger *ledger, int64_t book,
                                            bl_text id, bl_err *err);
BL_MUST_USE bl_status bl_claim_step_next(bl_query *query, bl_claim_step *out, bool *row,
                                         bl_err *err);

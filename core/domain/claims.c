/* SPDX-License-Identifier: MIT */
#include "domain/claims.h"

bl_status bl_claims_open_queue(bl_query *query, bl_ledger *ledger, int64_t book, bl_text budget,
                               bl_err *err)
{
    return bl_query_open(query, bl_ledger_db(ledger), err,
                         BL_CLAIM_ROW " WHERE book = ?1 AND budget = ?2 AND queued IS NOT NULL"
                                      " ORDER BY queued",
                         "ix", book, budget);
}

/* Ways to the same claims by different indexes. */
#define FITTING                                                                                    \
    " AND (?2 IS NULL OR applicant = ?2) AND (?3 IS NULL OR series = ?3)"                          \
    " AND (?4 < 0 OR year = ?4) AND (?5 IS NULL OR item = ?5) AND (?6 IS NULL OR budget = ?6)"     \
    " AND (?7 IS NULL OR state IN (SELECT value FROM json_each(?7)))"
#define IN_ORDER     " ORDER BY series, year, serial"
#define OF_APPLICANT " WHERE book = ?1 AND applicant = ?2" FITTING
#define OF_BUDGET    " WHERE book = ?1 AND budget = ?6" FITTING
#define OF_YEAR      " WHERE book = ?1 AND series = ?3 AND year = ?4" FITTING
#define OF_BOOK      " WHERE book = ?1" FITTING

static bl_status open_filtered(bl_query *query, bl_ledger *ledger, int64_t book,
                               const bl_claim_filter *filter, const char *const ways[4],
                               bl_err *err)
{
    int way = filter->applicant.at                    ? 0
              : filter->budget.at                     ? 1
              : filter->series.at && filter->has_year ? 2
                                                      : 3;
    return bl_query_open(query, bl_ledger_db(ledger), err, ways[way], "ixxixxx", book,
                         filter->applicant, filter->series,
                         filter->has_year ? filter->year : INT64_C(-1), filter->item,
                         filter->budget, filter->states);
}

bl_status bl_claims_open(bl_query *query, bl_ledger *ledger, int64_t book,
                         const bl_claim_filter *filter, bl_err *err)
{
    static const char *const ways[4] = {
        BL_CLAIM_ROW OF_APPLICANT IN_ORDER, BL_CLAIM_ROW OF_BUDGET IN_ORDER,
        BL_CLAIM_ROW OF_YEAR IN_ORDER, BL_CLAIM_ROW OF_BOOK IN_ORDER};
    return open_filtered(query, ledger, book, filter, ways, err);
}

#define TOTALS                                                                                     \
    "SELECT item, state, count(*), coalesce(sum(gross), 0), coalesce(sum(payable), 0),"            \
    " sum(committed), sum(disbursed),"                                                             \
    " coalesce(sum(payable) FILTER (WHERE queued IS NOT NULL), 0), sum(recover_due),"              \
    " sum(recovered) FROM claim"
#define BY_ITEM " GROUP BY item, state ORDER BY item, state"

bl_status bl_claims_open_totals(bl_query *query, bl_ledger *ledger, int64_t book,
                                const bl_claim_filter *filter, bl_err *err)
{
    static const char *const ways[4] = {TOTALS OF_APPLICANT BY_ITEM, TOTALS OF_BUDGET BY_ITEM,
                                        TOTALS OF_YEAR BY_ITEM, TOTALS OF_BOOK BY_ITEM};
    return open_filtered(query, ledger, book, filter, ways, err);
}

bl_status bl_claim_total_next(bl_query *query, bl_claim_total *out, bool *row, bl_err *err)
{
    bl_status status = bl_query_next(query, row, err);
    if (status == BL_OK && *row)
        *out = (bl_claim_total){.item = bl_query_text(query, 0),
                                .state = bl_query_text(query, 1),
                                .claims = bl_query_int(query, 2),
                                .gross = {bl_query_int(query, 3)},
                                .payable = {bl_query_int(query, 4)},
                                .committed = {bl_query_int(query, 5)},
                                .disbursed = {bl_query_int(query, 6)},
                                .waiting = {bl_query_int(query, 7)},
                                .recover_due = {bl_query_int(query, 8)},
                                .recovered = {bl_query_int(query, 9)}};
    return status;
}

bl_status bl_claim_history_open(bl_query *query, bl_ledger *ledger, int64_t book, bl_text id,
                                bl_err *err)
{
    bl_claim_key key = bl_claim_key_of(id);
    return bl_query_open(
        query, bl_ledger_db(ledger), err,
        "SELECT at, function, actor, document, before, after FROM claim_event" BL_CLAIM_KEY
        " ORDER BY n",
        "itii", book, key.series, key.year, key.serial);
}

bl_status bl_claim_step_next(bl_query *query, bl_claim_step *out, bool *row, bl_err *err)
{
    bl_status status = bl_query_next(query, row, err);
    if (status == BL_OK && *row)
        *out = (bl_claim_step){.at = {bl_query_int(query, 0)},
                               .event = {.function = bl_query_text(query, 1),
                                         .actor = bl_query_text(query, 2),
                                         .document = bl_query_text(query, 3)},
                               .before = bl_query_text(query, 4),
                               .after = bl_query_text(query, 5)};
    return status;
}

/* SPDX-License-Identifier: MIT
 * Money moves and the claim's row follows in one statement, whose conditions are all that must
 * hold; when they don't, no row changes and the entry is a conflict. */
#include "domain/grant.h"

#include <string.h>

enum { COMMITTED, RELEASED, DISBURSED, RECOVERED };

/* The row of a claim follows its money: `sql` sets it for the amount ?5 that went from ?6 to ?7. */
#define MOVED(set, condition, from, to)                                                            \
    "UPDATE claim SET " set ", last_at = max(last_at, ?8)" BL_CLAIM_KEY " AND " condition          \
    " AND ?6 = " from " AND ?7 = " to
#define POT(name) "'budget/' || budget || '/" name "'"

static bl_status follow(bl_ledger *ledger, const bl_entry *entry, const char *sql, const char *what,
                        bl_err *err)
{
    bl_claim_key key = bl_claim_key_of(entry->subject);
    bl_status status =
        bl_db_run(bl_ledger_db(ledger), err, sql, "itiiitti", entry->book, key.series, key.year,
                  key.serial, entry->amount.fen, entry->debit, entry->credit, entry->at.ns);
    return bl_claim_require_changed(ledger, entry, status, what, err);
}

static bl_status apply_committed(bl_ledger *ledger, const bl_entry *entry, const json_t *facts,
                                 bl_err *err)
{
    (void)facts;
    return follow(ledger, entry,
                  MOVED("committed = ?5, queued = NULL", "committed = 0 AND payable = ?5",
                        POT("free"), POT("committed")),
                  "bound to its budget", err);
}

static bl_status apply_released(bl_ledger *ledger, const bl_entry *entry, const json_t *facts,
                                bl_err *err)
{
    (void)facts;
    return follow(
        ledger, entry,
        MOVED("committed = 0", "disbursed = 0 AND committed = ?5", POT("committed"), POT("free")),
        "released", err);
}

static bl_status apply_disbursed(bl_ledger *ledger, const bl_entry *entry, const json_t *facts,
                                 bl_err *err)
{
    (void)facts;
    return follow(ledger, entry,
                  MOVED("disbursed = ?5", "disbursed = 0 AND committed = ?5", POT("committed"),
                        POT("disbursed")),
                  "paid", err);
}

static bl_status apply_recovered(bl_ledger *ledger, const bl_entry *entry, const json_t *facts,
                                 bl_err *err)
{
    (void)facts;
    bl_status status = follow(ledger, entry,
                              "UPDATE claim SET recovered = recovered + ?5,"
                              " last_at = max(last_at, ?8)" BL_CLAIM_KEY
                              " AND recovered + ?5 <= recover_due AND ?6 = '" BL_ACCOUNT_OUTSIDE
                              "' AND ?7 IN (" POT("free") ", " POT("recovered") ")",
                              "paid back that much", err);
    if (status == BL_OK)
        status = bl_db_run(bl_ledger_db(ledger), err,
                           "UPDATE budget SET recycled = recycled + ?2"
                           " WHERE book = ?1 AND ?3 = 'budget/' || name || '/free'",
                           "iit", entry->book, entry->amount.fen, entry->credit);
    return status;
}

const bl_kind bl_grant_kinds[] = {[COMMITTED] = {.name = "claim committed",
                                                 .apply = apply_committed,
                                                 .ways = {{"budget/", "budget/"}}},
                                  [RELEASED] = {.name = "claim released",
                                                .apply = apply_released,
                                                .ways = {{"budget/", "budget/"}}},
                                  [DISBURSED] = {.name = "claim disbursed",
                                                 .apply = apply_disbursed,
                                                 .ways = {{"budget/", "budget/"}}},
                                  [RECOVERED] = {.name = "claim recovered",
                                                 .apply = apply_recovered,
                                                 .ways = {{BL_ACCOUNT_OUTSIDE, "budget/"}}},
                                  {0}};

/* What moving a claim's money needs to know of it. */
typedef struct pots {
    bl_sum payable;
    bl_money committed;
    char budget[BL_BUDGET_NAME_MAX + 1];
} pots;

static bl_status find_pots(bl_ledger *ledger, int64_t book, bl_text id, pots *out, bl_err *err)
{
    bl_query query = {0};
    bl_claim claim;
    bool found = false;
    *out = (pots){0};
    bl_status status = bl_claim_open(&query, ledger, book, id, err);
    if (status == BL_OK)
        status = bl_claim_next(&query, &claim, &found, err);
    if (status == BL_OK && found && bl_budget_names(claim.budget)) {
        out->payable = claim.payable;
        out->committed = claim.committed;
        memcpy(out->budget, claim.budget.at, claim.budget.size);
    } else if (status == BL_OK) {
        status = bl_fail(err, BL_CONFLICT, "%.*s is no claim on a budget",
                         (int)bl_text_view_head(id, 100).size, id.at);
    }
    bl_query_close(&query);
    return status;
}

/* What an entry of the kind moves of the claim; `given` is what is recovered. */
static bl_money amount_of(const pots *claim, int kind, bl_money given)
{
    return kind == COMMITTED ? claim->payable.amount : kind == RECOVERED ? given : claim->committed;
}

/* Moves money of a claim between two pots of its budget; `from` NULL: from outside. */
static bl_status move(bl_ledger *ledger, int64_t book, bl_moment at, int kind, bl_text id,
                      const char *from, const char *to, bl_money given, bl_err *err)
{
    pots claim;
    char debit[BL_ACCOUNT_NAME_MAX] = BL_ACCOUNT_OUTSIDE, credit[BL_ACCOUNT_NAME_MAX];
    bl_status status = find_pots(ledger, book, id, &claim, err);
    if (status != BL_OK)
        return status;
    bl_text budget = bl_text_of(claim.budget);
    bl_money amount = amount_of(&claim, kind, given);
    if (amount.fen <= 0)
        return bl_fail(err, BL_CONFLICT, "claim %.*s has nothing to move", (int)id.size, id.at);
    status = bl_budget_account(credit, budget, to, err);
    if (status == BL_OK && from)
        status = bl_budget_account(debit, budget, from, err);
    if (status == BL_OK)
        status = bl_ledger_append(ledger,
                                  &(bl_entry){.kind = &bl_grant_kinds[kind],
                                              .book = book,
                                              .at = at,
                                              .subject = id,
                                              .debit = debit,
                                              .credit = credit,
                                              .amount = amount},
                                  err);
    return status;
}

bl_status bl_grant_commit(bl_ledger *ledger, int64_t book, bl_moment at, bl_text id, bl_err *err)
{
    return move(ledger, book, at, COMMITTED, id, "free", "committed", (bl_money){0}, err);
}

bl_status bl_grant_release(bl_ledger *ledger, int64_t book, bl_moment at, bl_text id, bl_err *err)
{
    return move(ledger, book, at, RELEASED, id, "committed", "free", (bl_money){0}, err);
}

bl_status bl_grant_disburse(bl_ledger *ledger, int64_t book, bl_moment at, bl_text id, bl_err *err)
{
    return move(ledger, book, at, DISBURSED, id, "committed", "disbursed", (bl_money){0}, err);
}

bl_status bl_grant_recover(bl_ledger *ledger, int64_t book, bl_moment at, bl_text id,
                           bl_money amount, bool recycle, bl_err *err)
{
    return move(ledger, book, at, RECOVERED, id, NULL, recycle ? "free" : "recovered", amount, err);
}

/* SPDX-License-Identifier: MIT */
#include "domain/budget.h"

#include <stdio.h>
#include <string.h>

enum { RAISED, LOWERED };

bool bl_budget_names(bl_text name)
{
    return name.size >= 1 && name.size <= BL_BUDGET_NAME_MAX &&
           memchr(name.at, '/', name.size) == NULL && memchr(name.at, '\0', name.size) == NULL;
}

bl_status bl_budget_account(char out[BL_ACCOUNT_NAME_MAX], bl_text name, const char *pot,
                            bl_err *err)
{
    if (!bl_budget_names(name))
        return bl_fail(err, BL_INVALID,
                       "a budget's name has 1 to %d bytes, none of them \"/\", unlike \"%.*s\"",
                       BL_BUDGET_NAME_MAX, (int)bl_text_view_head(name, 80).size, name.at);
    int size = snprintf(out, BL_ACCOUNT_NAME_MAX, "budget/%.*s/%s", (int)name.size, name.at, pot);
    BL_REQUIRE(size > 0 && size < BL_ACCOUNT_NAME_MAX);
    return BL_OK;
}

static bl_status balance(bl_ledger *ledger, int64_t book, const char *name, const char *pot,
                         bl_money *out, bl_err *err)
{
    char account[BL_ACCOUNT_NAME_MAX];
    bl_status status = bl_budget_account(account, bl_text_of(name), pot, err);
    return status == BL_OK ? bl_ledger_balance(ledger, book, account, out, err) : status;
}

static bl_status read_row(bl_ledger *ledger, int64_t book, const char *name, bl_budget *out,
                          bool *found, bl_err *err)
{
    bl_query query = {0};
    bl_status status = bl_query_open(&query, bl_ledger_db(ledger), err,
                                     "SELECT ceiling, recycled, last_at, own FROM budget"
                                     " WHERE book = ? AND name = ?",
                                     "it", book, name);
    if (status == BL_OK)
        status = bl_query_next(&query, found, err);
    if (status == BL_OK && *found) {
        out->ceiling.fen = bl_query_int(&query, 0);
        out->recycled.fen = bl_query_int(&query, 1);
        out->last_at.ns = bl_query_int(&query, 2);
        out->own.fen = bl_query_int(&query, 3);
    }
    bl_query_close(&query);
    return status;
}

bl_status bl_budget_find(bl_ledger *ledger, int64_t book, const char *name, bl_budget *out,
                         bool *found, bl_err *err)
{
    bl_money apart = {0};
    *out = (bl_budget){0};
    *found = false;
    bl_status status = read_row(ledger, book, name, out, found, err);
    if (status != BL_OK || !*found)
        return status;
    status = balance(ledger, book, name, "free", &out->free, err);
    if (status == BL_OK)
        status = balance(ledger, book, name, "committed", &out->committed, err);
    if (status == BL_OK)
        status = balance(ledger, book, name, "disbursed", &out->disbursed, err);
    if (status == BL_OK)
        status = balance(ledger, book, name, "recovered", &apart, err);
    if (status == BL_OK)
        status = bl_money_add(apart, out->recycled, &out->recovered, err);
    return status;
}

/* The money of the entry, if it moves any, goes between outside and what is free. */
static bl_status check_account(const bl_entry *entry, const char *ours, bl_err *err)
{
    char account[BL_ACCOUNT_NAME_MAX];
    if (!bl_budget_names(entry->subject))
        return bl_fail(err, BL_CONFLICT, "a budget has a name that none can have");
    bl_status status = bl_budget_account(account, entry->subject, "free", err);
    if (status == BL_OK && ours && strcmp(ours, account) != 0)
        return bl_fail(err, BL_CONFLICT, "money of budget %.*s moves in %s",
                       (int)entry->subject.size, entry->subject.at, ours);
    return status;
}

/* Whether the notice's own part of the ceiling changes. */
static bool is_own(const json_t *facts)
{
    return json_is_true(json_object_get(facts, "own"));
}

static bl_status apply_raised(bl_ledger *ledger, const bl_entry *entry, const json_t *facts,
                              bl_err *err)
{
    bl_status status = check_account(entry, entry->credit, err);
    if (status == BL_OK)
        status =
            bl_db_run(bl_ledger_db(ledger), err,
                      "INSERT INTO budget (book, name, ceiling, recycled, last_at, own)"
                      " VALUES (?1, ?2, ?3, 0, ?4, ?3) ON CONFLICT (book, name) DO UPDATE"
                      " SET ceiling = ceiling + excluded.ceiling,"
                      " last_at = max(last_at, excluded.last_at),"
                      " own = own + ?5 * excluded.own",
                      "ixiii", entry->book, entry->subject, entry->debit ? entry->amount.fen : 0,
                      entry->at.ns, (int64_t)is_own(facts));
    return status;
}

static bl_status apply_lowered(bl_ledger *ledger, const bl_entry *entry, const json_t *facts,
                               bl_err *err)
{
    bl_status status = check_account(entry, entry->debit, err);
    if (status == BL_OK)
        status =
            bl_db_run(bl_ledger_db(ledger), err,
                      "UPDATE budget SET ceiling = ceiling - ?3, last_at = max(last_at, ?4),"
                      " own = own - ?5 * ?3 WHERE book = ?1 AND name = ?2",
                      "ixiii", entry->book, entry->subject, entry->debit ? entry->amount.fen : 0,
                      entry->at.ns, (int64_t)is_own(facts));
    if (status == BL_OK && bl_db_changed(bl_ledger_db(ledger)) != 1)
        return bl_fail(err, BL_CONFLICT, "there is no budget %.*s", (int)entry->subject.size,
                       entry->subject.at);
    return status;
}

const bl_kind bl_budget_kinds[] = {[RAISED] = {.name = "budget raised",
                                               .reads_facts = true,
                                               .apply = apply_raised,
                                               .ways = {{BL_ACCOUNT_OUTSIDE, "budget/"}}},
                                   [LOWERED] = {.name = "budget lowered",
                                                .reads_facts = true,
                                                .apply = apply_lowered,
                                                .ways = {{"budget/", BL_ACCOUNT_OUTSIDE}}},
                                   {0}};

static bl_status append(bl_ledger *ledger, int64_t book, bl_moment at, int kind, const char *name,
                        bl_money amount, bool own, bl_text document, bl_err *err)
{
    char account[BL_ACCOUNT_NAME_MAX];
    bl_status status = bl_budget_account(account, bl_text_of(name), "free", err);
    if (status != BL_OK)
        return status;
    if (amount.fen < 0)
        return bl_fail(err, BL_INVALID, "budget %s can't change by less than nothing", name);
    bool moves = amount.fen > 0;
    const char *from = kind == RAISED ? BL_ACCOUNT_OUTSIDE : account;
    const char *to = kind == RAISED ? account : BL_ACCOUNT_OUTSIDE;
    bl_buffer facts = {0};
    bl_fact_add_text(&facts, "document", document);
    if (own)
        bl_fact_add_json(&facts, "own", bl_text_of("true"));
    return bl_ledger_append_taking(ledger,
                                   &(bl_entry){.kind = &bl_budget_kinds[kind],
                                               .book = book,
                                               .at = at,
                                               .subject = bl_text_of(name),
                                               .debit = moves ? from : NULL,
                                               .credit = moves ? to : NULL,
                                               .amount = amount},
                                   &facts, err);
}

bl_status bl_budget_raise(bl_ledger *ledger, int64_t book, bl_moment at, const char *name,
                          bl_money amount, bl_text document, bl_err *err)
{
    return append(ledger, book, at, RAISED, name, amount, false, document, err);
}

bl_status bl_budget_lower(bl_ledger *ledger, int64_t book, bl_moment at, const char *name,
                          bl_money amount, bl_text document, bl_err *err)
{
    return append(ledger, book, at, LOWERED, name, amount, false, document, err);
}

bl_status bl_budget_bring(bl_ledger *ledger, int64_t book, bl_moment at, const char *name,
                          bl_money own, bl_text document, bl_err *err)
{
    bl_budget now;
    bool found = false;
    bl_status status = bl_budget_find(ledger, book, name, &now, &found, err);
    if (status == BL_OK && (!found || own.fen > now.own.fen))
        return append(ledger, book, at, RAISED, name, (bl_money){own.fen - now.own.fen}, true,
                      document, err);
    bl_money less = {now.own.fen - own.fen};
    if (less.fen > now.free.fen)
        less = now.free;
    if (status != BL_OK || less.fen == 0)
        return status;
    return append(ledger, book, at, LOWERED, name, less, true, document, err);
}

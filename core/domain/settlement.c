/* SPDX-License-Identifier: MIT */
#include "domain/settlement.h"

#include <inttypes.h>

enum { ROUND_SETTLED, SETTLED, OFFSET, PAID, RECOVERED };

#define TAKINGS                                                                                    \
    "count(*), coalesce(sum(face), 0) * 100, coalesce(sum(tested - refunded), 0),"                 \
    " coalesce(sum(face) FILTER (WHERE settled_at IS NOT NULL), 0) * 100"                          \
    " FROM redemption JOIN round USING (book, round) WHERE state = 'standing' AND book = ?1"

#define TAKINGS_BY(who) "SELECT " who ", " TAKINGS " AND round = ?2 GROUP BY " who " ORDER BY " who

bl_status bl_takings_by_merchant(bl_query *query, bl_ledger *ledger, int64_t book, int64_t round,
                                 bl_err *err)
{
    return bl_query_open(query, bl_ledger_db(ledger), err, TAKINGS_BY("merchant"), "ii", book,
                         round);
}

bl_status bl_takings_by_sector(bl_query *query, bl_ledger *ledger, int64_t book, int64_t round,
                               bl_err *err)
{
    return bl_query_open(query, bl_ledger_db(ledger), err, TAKINGS_BY("sector"), "ii", book, round);
}

bl_status bl_takings_of_merchant(bl_query *query, bl_ledger *ledger, int64_t book, bl_text merchant,
                                 bl_err *err)
{
    return bl_query_open(query, bl_ledger_db(ledger), err,
                         "SELECT NULL, " TAKINGS " AND merchant = ?2", "ix", book, merchant);
}

bl_status bl_takings_next(bl_query *query, bl_takings *out, bool *row, bl_err *err)
{
    bl_status status = bl_query_next(query, row, err);
    if (status != BL_OK || !*row)
        return status;
    bl_text name = bl_query_text(query, 0);
    BL_REQUIRE(name.size < sizeof out->name);
    bl_text_copy(name, out->name, sizeof out->name);
    out->redemptions = bl_query_int(query, 1);
    out->face.fen = bl_query_int(query, 2);
    out->consumption.fen = bl_query_int(query, 3);
    out->settled.fen = bl_query_int(query, 4);
    return BL_OK;
}

static bl_status apply_round_settled(bl_ledger *ledger, const bl_entry *entry, const json_t *facts,
                                     bl_err *err)
{
    return bl_round_stamp(ledger, entry, facts,
                          "UPDATE round SET settled_at = ?3 WHERE book = ?1 AND round = ?2"
                          " AND closed_at IS NOT NULL AND settled_at IS NULL",
                          "settled", err);
}

const bl_kind bl_settlement_kinds[] = {
    [ROUND_SETTLED] = {.name = "round settled", .reads_facts = true, .apply = apply_round_settled},
    [SETTLED] = {.name = "settled", .ways = {{"payable/", "settled/"}}},
    [OFFSET] = {.name = "offset", .ways = {{"due_back/", "paid/"}}},
    [PAID] = {.name = "paid", .ways = {{"funder/", "paid/"}}},
    [RECOVERED] = {.name = "recovered", .ways = {{"due_back/", "funder/"}}},
    {0}};

/* Moves an amount on account of a merchant; nothing to move is fine. */
static bl_status move(bl_ledger *ledger, int64_t book, bl_moment at, int kind, const char *merchant,
                      const char *from, const char *to, bl_money amount, bl_err *err)
{
    if (amount.fen == 0)
        return BL_OK;
    return bl_ledger_append(ledger,
                            &(bl_entry){.kind = &bl_settlement_kinds[kind],
                                        .book = book,
                                        .at = at,
                                        .subject = bl_text_of(merchant),
                                        .debit = from,
                                        .credit = to,
                                        .amount = amount},
                            err);
}

/* Everything payable to the merchant in the round becomes settled; `*total` is what that was. */
static bl_status settle_faces(bl_ledger *ledger, int64_t book, bl_moment at, int64_t round,
                              const char *merchant, bl_money *total, bl_err *err)
{
    int64_t faces[BL_FACES_MAX];
    size_t count = 0;
    total->fen = 0;
    bl_status status = bl_round_faces(ledger, book, round, faces, &count, err);
    for (size_t i = 0; status == BL_OK && i < count; i++) {
        char from[BL_ACCOUNT_NAME_MAX], to[BL_ACCOUNT_NAME_MAX];
        bl_money held;
        bl_round_account(from, "payable", round, faces[i], merchant);
        bl_round_account(to, "settled", round, faces[i], merchant);
        status = bl_ledger_balance(ledger, book, from, &held, err);
        if (status == BL_OK)
            status = move(ledger, book, at, SETTLED, merchant, from, to, held, err);
        if (status == BL_OK)
            status = bl_money_add(*total, held, total, err);
    }
    return status;
}

bl_status bl_settle_merchant(bl_ledger *ledger, int64_t book, bl_moment at, int64_t round,
                             const char *merchant, bl_money offset, const bl_share *shares,
                             size_t count, bl_err *err)
{
    char paid[BL_ACCOUNT_NAME_MAX], owed[BL_ACCOUNT_NAME_MAX];
    bl_account_of(paid, BL_ACCOUNT_PAID, merchant);
    bl_account_of(owed, BL_ACCOUNT_DUE_BACK, merchant);
    bl_money total, covered = offset;
    bl_status status = settle_faces(ledger, book, at, round, merchant, &total, err);
    if (status == BL_OK)
        status = move(ledger, book, at, OFFSET, merchant, owed, paid, offset, err);
    for (size_t i = 0; status == BL_OK && i < count; i++) {
        char funder[BL_ACCOUNT_NAME_MAX];
        bl_account_of(funder, "funder", shares[i].funder);
        status = move(ledger, book, at, PAID, merchant, funder, paid, shares[i].amount, err);
        if (status == BL_OK)
            status = bl_money_add(covered, shares[i].amount, &covered, err);
    }
    if (status == BL_OK && covered.fen != total.fen)
        return bl_fail(err, BL_INVALID,
                       "%s is to be paid %" PRId64 " fen, but offset and shares make %" PRId64,
                       merchant, total.fen, covered.fen);
    return status;
}

bl_status bl_settle_round(bl_ledger *ledger, int64_t book, bl_moment at, int64_t round, bl_err *err)
{
    bl_buffer facts = {0};
    bl_fact_add_int(&facts, "round", round);
    return bl_round_append(ledger, book, at, &bl_settlement_kinds[ROUND_SETTLED], round, &facts,
                           err);
}

bl_status bl_recover(bl_ledger *ledger, int64_t book, bl_moment at, const char *merchant,
                     const bl_share *shares, size_t count, bl_err *err)
{
    char owed[BL_ACCOUNT_NAME_MAX];
    bl_account_of(owed, BL_ACCOUNT_DUE_BACK, merchant);
    bl_status status = BL_OK;
    for (size_t i = 0; status == BL_OK && i < count; i++) {
        char funder[BL_ACCOUNT_NAME_MAX];
        bl_account_of(funder, "funder", shares[i].funder);
        status = move(ledger, book, at, RECOVERED, merchant, owed, funder, shares[i].amount, err);
    }
    return status;
}

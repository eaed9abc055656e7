/* SPDX-License-Identifier: MIT */
#include "domain/laws.h"

bl_status bl_law_count(bl_ledger *ledger, int64_t book, bl_law *law, const char *sql, bl_err *err)
{
    bool found = false;
    bl_status status = bl_db_int(bl_ledger_db(ledger), err, &law->left, &found, sql, "i", book);
    law->holds = law->left == 0;
    return status;
}

static bl_status value(bl_ledger *ledger, int64_t book, bl_law *law, bl_money funded, bl_err *err)
{
    bool found = false;
    law->sums = true;
    law->left = funded.fen;
    bl_status status =
        bl_db_int(bl_ledger_db(ledger), err, &law->right, &found,
                  "SELECT coalesce(sum(balance), 0) FROM account WHERE book = ? AND"
                  " (name = 'available' OR name GLOB 'unclaimed/*' OR name GLOB 'outstanding/*' OR"
                  " name GLOB 'payable/*' OR name GLOB 'settled/*' OR name GLOB 'forfeited/*')",
                  "i", book);
    law->holds = law->left == law->right;
    return status;
}

/* What the funders gave less what came back, against what the stores hold or owe. */
static bl_status cash(bl_ledger *ledger, int64_t book, bl_law *law, bl_money funded, bl_err *err)
{
    bl_money outside, unspent, settled, due, budgets;
    bl_status status = bl_ledger_balance(ledger, book, BL_ACCOUNT_OUTSIDE, &outside, err);
    if (status == BL_OK)
        status = bl_ledger_sum(ledger, book, "funder/", &unspent, err);
    if (status == BL_OK)
        status = bl_ledger_sum(ledger, book, "settled/", &settled, err);
    if (status == BL_OK)
        status = bl_ledger_sum(ledger, book, "due_back/", &due, err);
    if (status == BL_OK)
        status = bl_ledger_sum(ledger, book, "budget/", &budgets, err);
    if (status != BL_OK)
        return status;
    law->sums = true;
    /* All that came from outside is the vouchers' value, the funders' commitments, and budgets. */
    law->left = -outside.fen - budgets.fen - funded.fen - unspent.fen;
    law->right = settled.fen + due.fen;
    law->holds = law->left == law->right && law->left >= 0 && law->left <= funded.fen;
    return BL_OK;
}

/* Vouchers counted by state, against the money in the accounts of their round and face. */
#define ROUND_VIOLATIONS                                                                           \
    "WITH counted AS (SELECT s.round, s.face, s.planned, r.closed_at IS NOT NULL AS closed,"       \
    "  count(v.serial) AS claimed, count(*) FILTER (WHERE v.state = 'claimed') AS unused,"         \
    "  count(*) FILTER (WHERE v.state = 'redeemed') AS redeemed,"                                  \
    "  count(*) FILTER (WHERE v.state = 'void') AS void"                                           \
    " FROM stock s JOIN round r USING (book, round) LEFT JOIN voucher v USING (book, round, face)" \
    " WHERE s.book = ?1 GROUP BY s.round, s.face)"                                                 \
    " SELECT count(*) FROM counted WHERE face * 100 * CASE WHEN closed THEN 0 ELSE planned -"      \
    "  claimed END <> " HELD(                                                                      \
        "unclaimed",                                                                               \
        "") " OR face * 100 * CASE WHEN closed THEN 0 ELSE"                                        \
            "  unused END <> " HELD("outstanding", "") " OR face * 100 * redeemed <> " HELD(       \
                "payable", "/*") " + " HELD("settled",                                             \
                                            "/*") " OR face * 100 * void <> " HELD("forfeited",    \
                                                                                   "")

#define HELD(name, rest)                                                                           \
    "(SELECT coalesce(sum(balance), 0) FROM account WHERE book = ?1 AND name GLOB"                 \
    " '" name "/' || round || '/' || face || '" rest "')"

static const char *const counts[BL_LAW_COUNT] = {
    NULL, /* value */
    ROUND_VIOLATIONS,
    "SELECT count(*) FROM stock s WHERE book = ? AND planned < (SELECT count(*) FROM voucher v"
    " WHERE v.book = s.book AND v.round = s.round AND v.face = s.face)",
    "SELECT count(*) FROM (SELECT 1 FROM voucher WHERE book = ? GROUP BY person, round, face"
    " HAVING count(*) > 1)",
    "SELECT count(*) FROM (SELECT v.state, count(r.n) AS standing FROM voucher v"
    " LEFT JOIN redemption r ON r.book = v.book AND r.round = v.round AND r.face = v.face"
    " AND r.serial = v.serial AND r.state = 'standing'"
    " WHERE v.book = ? GROUP BY v.round, v.face, v.serial) WHERE standing <> (state = 'redeemed')",
    "SELECT count(*) FROM (SELECT 1 FROM redemption WHERE book = ? GROUP BY merchant, order_id"
    " HAVING count(*) > 1)",
    NULL, /* cash */
    "SELECT count(*) FROM redemption WHERE book = ? AND refunded > paid"};

bl_status bl_laws_check(bl_ledger *ledger, int64_t book, bl_money funded, bl_law out[BL_LAW_COUNT],
                        bl_err *err)
{
    static const char *const names[BL_LAW_COUNT] = {"L1", "L2", "L3", "L4", "L5", "L6", "L7", "L8"};
    for (int i = 0; i < BL_LAW_COUNT; i++)
        out[i] = (bl_law){.name = names[i]};
    bl_status status = value(ledger, book, &out[0], funded, err);
    if (status == BL_OK)
        status = cash(ledger, book, &out[6], funded, err);
    for (int i = 0; status == BL_OK && i < BL_LAW_COUNT; i++)
        if (counts[i])
            status = bl_law_count(ledger, book, &out[i], counts[i], err);
    return status;
}

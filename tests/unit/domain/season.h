/* SPDX-License-Identifier: MIT
 * season.h - a register with one small campaign in it, for the tests of the domain.
 *
 * The campaign has 10,000 yuan, which two funders gave: the district 8,000 and the bank 2,000.
 * Everything happens in one transaction; `keep` ends a request in it.
 */
#pragma once

#include <stdio.h>

#include "../fact.h"
#include "domain/settlement.h"

#undef fact
#define fact(name) cmocka_unit_test_setup_teardown(name, enter, leave)

#define YUAN(amount) ((bl_money){(amount)*INT64_C(100)})

static bl_err err;
static bl_ledger *ledger;
static int64_t book;

/* A moment, in seconds from the start of the season. */
static inline bl_moment at(int64_t seconds)
{
    return (bl_moment){INT64_C(1638496800) * BL_SECOND + seconds * BL_SECOND};
}

static inline void must(bl_status status)
{
    if (status != BL_OK)
        fail_msg("%s", err.text);
}

static inline void keep(bl_status status)
{
    must(status);
    must(bl_ledger_keep(ledger, &err));
}

/* Refused for a conflict; the request is undone. */
#define assert_conflict(call)                                                                      \
    do {                                                                                           \
        assert_refused(call, BL_CONFLICT);                                                         \
        assert_ok(bl_ledger_undo(ledger, &err));                                                   \
    } while (0)

#define assert_holds(account, yuan) assert_int_equal(fen_of(account), (yuan)*INT64_C(100))

static inline int64_t fen_of(const char *account)
{
    bl_money amount;
    must(bl_ledger_balance(ledger, book, account, &amount, &err));
    return amount.fen;
}

static inline int64_t number(const char *sql)
{
    bl_query query = {0};
    bool row = false;
    must(bl_query_open(&query, bl_ledger_db(ledger), &err, sql, ""));
    must(bl_query_next(&query, &row, &err));
    int64_t value = row ? bl_query_int(&query, 0) : -1;
    bl_query_close(&query);
    return value;
}

static inline void open_season(const char *path)
{
    err = (bl_err){0};
    must(bl_ledger_open(path, BL_DB_CREATE, &ledger, &err));
    must(bl_ledger_begin(ledger, true, &err));
    must(bl_book_open(ledger, "season", at(0), &book, &err));
    must(bl_ledger_fund(ledger, book, at(0), "available", YUAN(10000), &err));
    must(bl_ledger_fund(ledger, book, at(0), "funder/district", YUAN(8000), &err));
    keep(bl_ledger_fund(ledger, book, at(0), "funder/bank", YUAN(2000), &err));
}

static inline int enter(void **state)
{
    (void)state;
    open_season(":memory:");
    return 0;
}

static inline int leave(void **state)
{
    (void)state;
    bl_ledger_close(ledger);
    ledger = NULL;
    return 0;
}

static inline bl_status plan(int64_t round, int64_t thirties, int64_t hundreds)
{
    bl_round terms = {.number = round, .claim_closes_at = at(100), .valid_until = at(1000)};
    bl_stock stock[] = {{.face = 30, .planned = thirties}, {.face = 100, .planned = hundreds}};
    return bl_round_plan(ledger, book, at(1), &terms, stock, 2, &err);
}

static inline bl_status claim(int64_t round, int64_t face, const char *person, bl_voucher *out)
{
    bl_round terms;
    must(bl_round_find(ledger, book, round, &terms, &err));
    return bl_voucher_claim(ledger, book, at(10), &terms, face, bl_text_of(person), out, &err);
}

static inline bl_voucher voucher(const char *id)
{
    bl_voucher found;
    bool there = false;
    must(bl_voucher_find(ledger, book, bl_text_of(id), &found, &there, &err));
    assert_true(there);
    return found;
}

static inline bl_redemption redemption(const char *id)
{
    bl_redemption found;
    bool there = false;
    must(bl_redemption_find(ledger, book, bl_text_of(id), &found, &there, &err));
    assert_true(there);
    return found;
}

static inline bl_status redeem(const char *id, const char *merchant, const char *order)
{
    bl_voucher used = voucher(id);
    bl_redemption made = {.tested = YUAN(600), .paid = YUAN(500), .sector = "retail"};
    strcpy(made.merchant, merchant);
    strcpy(made.order, order);
    return bl_voucher_redeem(ledger, book, at(20), &used, &made, &err);
}

static inline bl_status close_round(int64_t round)
{
    bl_money expired, unclaimed;
    return bl_round_close(ledger, book, at(1000), round, &expired, &unclaimed, &err);
}

/* Settles one merchant of a round at the funders' shares of its payable value, then the round. */
static inline void settle(int64_t round, const char *merchant, int64_t district, int64_t bank)
{
    bl_share shares[] = {{"district", YUAN(district)}, {"bank", YUAN(bank)}};
    must(bl_settle_merchant(ledger, book, at(1001), round, merchant, YUAN(0), shares, 2, &err));
    keep(bl_settle_round(ledger, book, at(1001), round, &err));
}

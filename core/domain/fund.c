/* SPDX-License-Identifier: MIT */
#include "domain/fund.h"

#include <string.h>

bl_status bl_funds_bring(const bl_funds *funds, bl_ledger *ledger, const char *name, bl_moment at,
                         int64_t *book, bl_err *err)
{
    bl_status status = bl_book_open(ledger, name, at, book, err);
    for (size_t i = 0; status == BL_OK && i < funds->count; i++)
        status =
            bl_ledger_fund(ledger, *book, at, funds->list[i].account, funds->list[i].amount, err);
    return status;
}

/* They stand right behind the entry that opened the book, so the log need not be read far. */
static bl_status read_kept(bl_ledger *ledger, int64_t book, bl_funds *out, bl_err *err)
{
    bl_query query = {0};
    bool row = false;
    out->count = 0;
    bl_status status = bl_query_open(
        &query, bl_ledger_db(ledger), err,
        "SELECT credit, amount FROM (SELECT kind, credit, amount FROM entry WHERE book = ?1"
        " ORDER BY seq LIMIT 1 + ?2) WHERE kind = 'funded'",
        "ii", book, (int64_t)BL_FUNDS_MAX);
    while (status == BL_OK && (status = bl_query_next(&query, &row, err)) == BL_OK && row) {
        bl_fund *fund = &out->list[out->count];
        bl_text account = bl_query_text(&query, 0);
        if (account.size >= sizeof fund->account || out->count == BL_FUNDS_MAX) {
            status = bl_fail(err, BL_CORRUPT, "the funds of a book can't be read");
            break;
        }
        bl_text_copy(account, fund->account, sizeof fund->account);
        fund->amount.fen = bl_query_int(&query, 1);
        out->count++;
    }
    bl_query_close(&query);
    return status;
}

/* All that is brought to an account. */
static bl_status sum(const bl_funds *funds, const char *account, bl_money *out, bl_err *err)
{
    bl_status status = BL_OK;
    out->fen = 0;
    for (size_t i = 0; status == BL_OK && i < funds->count; i++)
        if (strcmp(funds->list[i].account, account) == 0)
            status = bl_money_add(*out, funds->list[i].amount, out, err);
    return status;
}

static bl_status refuse(const char *account, bl_money kept, bl_money declared, bl_err *err)
{
    bl_buffer words = {0};
    bl_buffer_format(&words, "the register's book of this notice was opened with ");
    bl_money_write(kept, &words);
    bl_buffer_format(&words, " yuan in \"%s\", but the notice declares ", account);
    bl_money_write(declared, &words);
    bl_buffer_add_text(&words, " yuan");
    bl_status status = bl_buffer_status(&words, err);
    if (status == BL_OK)
        status = bl_fail(err, BL_CONFLICT, "%s", words.at);
    bl_buffer_deinit(&words);
    return status;
}

/* Whether each account of `listed` has the same in both. */
static bl_status compare(const bl_funds *listed, const bl_funds *kept, const bl_funds *declared,
                         bl_err *err)
{
    for (size_t i = 0; i < listed->count; i++) {
        bl_money before, now;
        bl_status status = sum(kept, listed->list[i].account, &before, err);
        if (status == BL_OK)
            status = sum(declared, listed->list[i].account, &now, err);
        if (status == BL_OK && before.fen != now.fen)
            status = refuse(listed->list[i].account, before, now, err);
        if (status != BL_OK)
            return status;
    }
    return BL_OK;
}

bl_status bl_funds_check(const bl_funds *funds, bl_ledger *ledger, int64_t book, bl_err *err)
{
    bl_funds kept;
    bl_status status = read_kept(ledger, book, &kept, err);
    if (status == BL_OK)
        status = compare(funds, &kept, funds, err);
    if (status == BL_OK)
        status = compare(&kept, &kept, funds, err);
    return status;
}

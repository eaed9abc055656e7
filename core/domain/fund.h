/* SPDX-License-Identifier: MIT
 * fund.h - the money that a notice brings into its book when it first gets one.
 *
 * A book is opened with its funds at once and never gets more, so a notice that declares others is
 * not the one that the book was opened for.
 *
 * Layer: domain. Uses: domain/ledger.
 */
#pragma once

#include "domain/ledger.h"

#define BL_FUNDS_MAX 16

typedef struct bl_fund {
    char account[BL_ACCOUNT_NAME_MAX];
    bl_money amount;
} bl_fund;

typedef struct bl_funds {
    bl_fund list[BL_FUNDS_MAX];
    size_t count;
} bl_funds;

/* Opens a book that there is none of yet and brings its funds in. */
BL_MUST_USE bl_status bl_funds_bring(const bl_funds *funds, bl_ledger *ledger, const char *name,
                                     bl_moment at, int64_t *book, bl_err *err);
/* BL_CONFLICT unless the book was opened with these funds; the words name the account and both
 * amounts. */
BL_MUST_USE bl_status bl_funds_check(const bl_funds *funds, bl_ledger *ledger, int64_t book,
                                     bl_err *err);

/* SPDX-License-Identifier: MIT
 * settlement.h - the cash side of a campaign: who pays the stores, and who owes it back.
 *
 * Accounts: funder/F holds what a funder committed and has not spent, paid/M what merchant M
 * received and may keep, due_back/M what it received and owes. What all funders spent is therefore
 * what all merchants hold, and paid/M equals M's settled value (round.h): an audit holds them
 * together.
 *
 * Layer: domain. Uses: domain/voucher.
 */
#pragma once

#include "domain/voucher.h"

typedef struct bl_share {
    const char *funder;
    bl_money amount; /* zero or more */
} bl_share;

/* What standing redemptions come to; which ones, the query says. */
typedef struct bl_takings {
    char name[BL_ID_SIZE_MAX + 1]; /* a merchant or a sector */
    int64_t redemptions;
    bl_money face;        /* sum of the faces                                */
    bl_money consumption; /* tested amounts less what was refunded           */
    bl_money settled;     /* the part of `face` that lies in settled rounds */
} bl_takings;

/* Takings of a round by merchant or by sector, in byte order. Close `query` as any other. */
BL_MUST_USE bl_status bl_takings_by_merchant(bl_query *query, bl_ledger *ledger, int64_t book,
                                             int64_t round, bl_err *err);
BL_MUST_USE bl_status bl_takings_by_sector(bl_query *query, bl_ledger *ledger, int64_t book,
                                           int64_t round, bl_err *err);
/* One merchant's over all rounds: one row, without a name. */
BL_MUST_USE bl_status bl_takings_of_merchant(bl_query *query, bl_ledger *ledger, int64_t book,
                                             bl_text merchant, bl_err *err);
BL_MUST_USE bl_status bl_takings_next(bl_query *query, bl_takings *out, bool *row, bl_err *err);

/* Settles a merchant's standing redemptions of a round: `offset` is taken off what it owes, the
 * funders pay the rest. BL_INVALID unless offset and shares make the merchant's payable value. */
BL_MUST_USE bl_status bl_settle_merchant(bl_ledger *ledger, int64_t book, bl_moment at,
                                         int64_t round, const char *merchant, bl_money offset,
                                         const bl_share *shares, size_t count, bl_err *err);
/* Ends the settlement of a round. BL_CONFLICT unless it is closed and was not settled. */
BL_MUST_USE bl_status bl_settle_round(bl_ledger *ledger, int64_t book, bl_moment at, int64_t round,
                                      bl_err *err);
/* Money that a merchant owed comes back to the funders. BL_CONFLICT when it is more than it owes.
 */
BL_MUST_USE bl_status bl_recover(bl_ledger *ledger, int64_t book, bl_moment at,
                                 const char *merchant, const bl_share *shares, size_t count,
                                 bl_err *err);

extern const bl_kind bl_settlement_kinds[];

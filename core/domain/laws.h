/* SPDX-License-Identifier: MIT
 * laws.h - what must hold of a campaign's money and vouchers at every moment.
 *
 * Each law is counted from the tables, by another road than the one that wrote them:
 *   L1 the total is what the accounts hold             L5 a voucher has at most one standing
 * redemption L2 each round and face adds up, value and number   L6 an order has at most one
 * redemption L3 no more was claimed than planned                L7 what was paid out is what stores
 * hold or owe L4 a person has one voucher a round and face       L8 no more was refunded than paid
 *
 * Layer: domain. Uses: domain/settlement.
 */
#pragma once

#include "domain/settlement.h"

#define BL_LAW_COUNT 8

typedef struct bl_law {
    const char *name; /* "L1" to "L8" */
    bool sums;        /* left and right are sums in fen; else left counts violations, right is 0 */
    int64_t left;
    int64_t right;
    bool holds;
} bl_law;

/* For laws that count: what `sql` finds of the book ?1 violates it. */
BL_MUST_USE bl_status bl_law_count(bl_ledger *ledger, int64_t book, bl_law *law, const char *sql,
                                   bl_err *err);
/* `funded` is what the notice put into the campaign. */
BL_MUST_USE bl_status bl_laws_check(bl_ledger *ledger, int64_t book, bl_money funded,
                                    bl_law out[BL_LAW_COUNT], bl_err *err);

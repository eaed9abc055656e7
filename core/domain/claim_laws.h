/* SPDX-License-Identifier: MIT
 * claim_laws.h - what must hold of budgets and the claims on them at every moment.
 *
 * Each law is counted from the tables, by another road than the one that wrote them:
 *   B1 a budget's free, committed and disbursed are its ceiling and what was recycled
 *   B2 what is committed is bound to claims       B5 no claim has more than it may
 *   B3 what is disbursed was paid on claims       B6 whoever waits has no money
 *   B4 what is recovered came back from claims
 *
 * Layer: domain. Uses: domain/claims, domain/grant, domain/objection, domain/laws.
 */
#pragma once

#include "domain/claims.h"
#include "domain/grant.h"
#include "domain/laws.h"
#include "domain/objection.h"

#define BL_CLAIM_LAW_COUNT 6

/* `left` of each counts violations, `right` is 0. */
BL_MUST_USE bl_status bl_claim_laws_check(bl_ledger *ledger, int64_t book,
                                          bl_law out[BL_CLAIM_LAW_COUNT], bl_err *err);

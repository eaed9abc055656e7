/* SPDX-License-Identifier: MIT
 * grant.h - the money of a claim: bound by its budget, let go, paid, and brought back.
 *
 * It moves between the accounts of the claim's budget (budget.h) and the claim's row follows:
 * committed, disbursed and recovered of a claim change in no other way.
 *
 * Layer: domain. Uses: domain/claim.
 */
#pragma once

#include "domain/claim.h"

/* The budget binds what is payable, and the claim leaves the queue. BL_CONFLICT when too little is
 * free, nothing is payable, or it is bound already. */
BL_MUST_USE bl_status bl_grant_commit(bl_ledger *ledger, int64_t book, bl_moment at, bl_text id,
                                      bl_err *err);
/* What is bound is free again. BL_CONFLICT when nothing is, or it was paid. */
BL_MUST_USE bl_status bl_grant_release(bl_ledger *ledger, int64_t book, bl_moment at, bl_text id,
                                       bl_err *err);
/* What is bound is paid. BL_CONFLICT when nothing is, or it was paid. */
BL_MUST_USE bl_status bl_grant_disburse(bl_ledger *ledger, int64_t book, bl_moment at, bl_text id,
                                        bl_err *err);
/* Money that is due comes back; recycled, it is free for other claims. BL_CONFLICT for more than is
 * due. */
BL_MUST_USE bl_status bl_grant_recover(bl_ledger *ledger, int64_t book, bl_moment at, bl_text id,
                                       bl_money amount, bool recycle, bl_err *err);

extern const bl_kind bl_grant_kinds[];

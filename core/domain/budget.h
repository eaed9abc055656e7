/* SPDX-License-Identifier: MIT
 * budget.h - a named pot of money that claims are paid from.
 *
 * A budget NAME has these accounts:
 *   budget/NAME/free       not bound yet      budget/NAME/committed  bound to claims, not paid
 *   budget/NAME/disbursed  paid on claims     budget/NAME/recovered  came back, and stays apart
 * No balance falls below zero, so claims never bind more than the ceiling. Of what came back, the
 * part that was recycled is free again. What first made a budget is the notice's own part of the
 * ceiling, which can be brought to another figure; what it is raised by later comes on top of it.
 *
 * Layer: domain. Uses: domain/ledger.
 */
#pragma once

#include "domain/ledger.h"

#define BL_BUDGET_NAME_MAX 64 /* bytes */

typedef struct bl_budget {
    bl_money ceiling; /* all that was raised, less what was lowered */
    bl_money own;     /* of the ceiling, the notice's own part */
    bl_money free;
    bl_money committed; /* and not disbursed */
    bl_money disbursed;
    bl_money recovered; /* recycled or not */
    bl_money recycled;
    bl_moment last_at; /* of its last raising or lowering */
} bl_budget;

/* Whether a text can name a budget: 1 to BL_BUDGET_NAME_MAX bytes, none of them "/" or NUL. */
bool bl_budget_names(bl_text name);
/* A name that was never raised is not trouble: `*found` is false. */
BL_MUST_USE bl_status bl_budget_find(bl_ledger *ledger, int64_t book, const char *name,
                                     bl_budget *out, bool *found, bl_err *err);

/* Brings money in, by a document; raising by nothing makes a budget of nothing, or only records.
 * BL_INVALID for a name that can be none. */
BL_MUST_USE bl_status bl_budget_raise(bl_ledger *ledger, int64_t book, bl_moment at,
                                      const char *name, bl_money amount, bl_text document,
                                      bl_err *err);
/* Takes free money out. BL_CONFLICT when there is less, or no such budget. */
BL_MUST_USE bl_status bl_budget_lower(bl_ledger *ledger, int64_t book, bl_moment at,
                                      const char *name, bl_money amount, bl_text document,
                                      bl_err *err);

/* Brings the notice's own part of the ceiling to `own`, as far as money is free where that is less;
 * appends nothing when it is that already. Makes the budget where there is none. */
BL_MUST_USE bl_status bl_budget_bring(bl_ledger *ledger, int64_t book, bl_moment at,
                                      const char *name, bl_money own, bl_text document,
                                      bl_err *err);

/* Writes "budget/NAME/POT"; BL_INVALID for a name that can be none. */
BL_MUST_USE bl_status bl_budget_account(char out[BL_ACCOUNT_NAME_MAX], bl_text name,
                                        const char *pot, bl_err *err);

extern const bl_kind bl_budget_kinds[];

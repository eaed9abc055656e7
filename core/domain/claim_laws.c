/* SPDX-License-Identifier: MIT */
#include "domain/claim_laws.h"

/* Every budget that has a row, a claim or an account. */
#define BUDGETS                                                                                    \
    "WITH named AS (SELECT name FROM budget WHERE book = ?1"                                       \
    "  UNION SELECT budget FROM claim WHERE book = ?1 AND committed > 0"                           \
    "  UNION SELECT substr(name, 8, instr(substr(name, 8), '/') - 1) FROM account"                 \
    "   WHERE book = ?1 AND name >= 'budget/' AND name < 'budget0')"

#define POT(pot)                                                                                   \
    "coalesce((SELECT balance FROM account WHERE book = ?1"                                        \
    "  AND account.name = 'budget/' || named.name || '/" pot "'), 0)"
#define ROW(column)                                                                                \
    "coalesce((SELECT " column " FROM budget WHERE book = ?1 AND budget.name = named.name), 0)"
#define CLAIMS(sum)                                                                                \
    "coalesce((SELECT sum(" sum ") FROM claim WHERE book = ?1 AND budget = named.name), 0)"

#define APART(left, right) BUDGETS " SELECT count(*) FROM named WHERE " left " <> " right

static const char *const counts[BL_CLAIM_LAW_COUNT] = {
    APART(POT("free") " + " POT("committed") " + " POT("disbursed"),
          ROW("ceiling") " + " ROW("recycled")),
    APART(POT("committed"), CLAIMS("committed - disbursed")),
    APART(POT("disbursed"), CLAIMS("disbursed")),
    APART(POT("recovered") " + " ROW("recycled"), CLAIMS("recovered")),
    "SELECT count(*) FROM claim WHERE book = ?1 AND NOT (0 <= recovered"
    " AND recovered <= recover_due AND recover_due <= disbursed AND disbursed IN (0, committed)"
    " AND (committed = 0 OR (payable IS NOT NULL AND committed = payable)))",
    "SELECT count(*) FROM claim WHERE book = ?1 AND queued IS NOT NULL"
    " AND (committed <> 0 OR budget IS NULL)",
};

bl_status bl_claim_laws_check(bl_ledger *ledger, int64_t book, bl_law out[BL_CLAIM_LAW_COUNT],
                              bl_err *err)
{
    static const char *const names[BL_CLAIM_LAW_COUNT] = {"B1", "B2", "B3", "B4", "B5", "B6"};
    bl_status status = BL_OK;
    for (int i = 0; status == BL_OK && i < BL_CLAIM_LAW_COUNT; i++) {
        out[i] = (bl_law){.name = names[i]};
        status = bl_law_count(ledger, book, &out[i], counts[i], err);
    }
    return status;
}

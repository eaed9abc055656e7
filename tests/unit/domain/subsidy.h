/* SPDX-License-Identifier: MIT
 * subsidy.h - claims on a budget of 1,000 yuan, "fund", for the tests of the domain.
 *
 * Built on season.h: same register, same book, everything in one transaction.
 */
#pragma once

#include "domain/claims.h"
#include "domain/grant.h"
#include "domain/objection.h"
#include "season.h"

#undef fact
#define fact(name) cmocka_unit_test_setup_teardown(name, enter_subsidy, leave)

static const bl_claim_event step = {.function = {"review", 6}, .actor = {"clerk", 5}};

static inline int enter_subsidy(void **state)
{
    enter(state);
    keep(bl_budget_raise(ledger, book, at(1), "fund", YUAN(1000), T("doc 1"), &err));
    return 0;
}

static inline bl_budget budget(const char *name)
{
    bl_budget found;
    bool there = false;
    must(bl_budget_find(ledger, book, name, &found, &there, &err));
    assert_true(there);
    return found;
}

static inline bl_claim a_claim(void)
{
    return (bl_claim){.applicant = T("A1"),
                      .item = T("rating"),
                      .line = T("rating:1"),
                      .state = T("applied"),
                      .facts = T("{\"sales\":{\"$yuan\":\"83.33\"}}"),
                      .materials = T("[\"report\"]"),
                      .notes = T("{}")};
}

static inline bl_status file_as(const char *series, int64_t year, bl_claim *claim)
{
    return bl_claim_file(ledger, book, at(10), bl_text_of(series), year, claim, &step, &err);
}

/* The n-th claim of a test is n. */
static inline const char *id_of(int n)
{
    static char ids[4][BL_CLAIM_ID_MAX];
    static int next;
    char *id = ids[next++ % 4];
    snprintf(id, BL_CLAIM_ID_MAX, "IE-2021-%06d", n);
    return id;
}

#define ID(n) bl_text_of(id_of(n))

/* Files a claim on the fund. */
static inline void file_payable(int64_t yuan)
{
    bl_claim claim = a_claim();
    claim.gross = claim.payable = (bl_sum){true, YUAN(yuan)};
    claim.budget = T("fund");
    keep(file_as("IE", 2021, &claim));
}

/* Its texts are good until the next reading. */
static inline bl_claim claim_of(const char *id)
{
    bl_query query = {0};
    bl_claim found;
    bool there = false;
    must(bl_claim_open(&query, ledger, book, bl_text_of(id), &err));
    must(bl_claim_next(&query, &found, &there, &err));
    assert_true(there);
    static char texts[8][200];
    bl_text *const views[] = {&found.applicant, &found.item,  &found.line,      &found.unit,
                              &found.state,     &found.facts, &found.materials, &found.notes};
    for (int i = 0; i < 8; i++) {
        if (!views[i]->at)
            continue;
        assert_true(views[i]->size < sizeof texts[i]);
        memcpy(texts[i], views[i]->at, views[i]->size);
        views[i]->at = texts[i];
    }
    static char name[BL_BUDGET_NAME_MAX + 1];
    if (found.budget.at) {
        memcpy(name, found.budget.at, found.budget.size);
        found.budget.at = name;
    }
    bl_query_close(&query);
    return found;
}

static inline bl_status change(int n, bl_claim_change to)
{
    return bl_claim_change_to(ledger, book, at(20), ID(n), &to, &step, &err);
}

static inline bl_status queue(int n, bl_queueing how)
{
    return change(n, (bl_claim_change){.queueing = how});
}

static inline bl_status commit(int n)
{
    return bl_grant_commit(ledger, book, at(30), ID(n), &err);
}

static inline bl_status release(int n)
{
    return bl_grant_release(ledger, book, at(40), ID(n), &err);
}

static inline bl_status disburse(int n)
{
    return bl_grant_disburse(ledger, book, at(50), ID(n), &err);
}

static inline bl_status demand(int n, int64_t yuan)
{
    return change(n, (bl_claim_change){.changes_due = true, .recover_due = YUAN(yuan)});
}

static inline bl_status recover(int n, int64_t yuan, bool recycle)
{
    return bl_grant_recover(ledger, book, at(60), ID(n), YUAN(yuan), recycle, &err);
}

#define assert_text(text, expected) assert_true(bl_text_equal(text, T(expected)))

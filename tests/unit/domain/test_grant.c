/* SPDX-License-Identifier: MIT */
#include "subsidy.h"

static void assert_fund(int64_t free, int64_t committed, int64_t disbursed, int64_t recovered)
{
    bl_budget found = budget("fund");
    assert_int_equal(found.free.fen, free * 100);
    assert_int_equal(found.committed.fen, committed * 100);
    assert_int_equal(found.disbursed.fen, disbursed * 100);
    assert_int_equal(found.recovered.fen, recovered * 100);
}

static void assert_claim(int n, int64_t committed, int64_t disbursed, int64_t recovered)
{
    bl_claim found = claim_of(id_of(n));
    assert_int_equal(found.committed.fen, committed * 100);
    assert_int_equal(found.disbursed.fen, disbursed * 100);
    assert_int_equal(found.recovered.fen, recovered * 100);
}

static void commitment_is_bound_to_its_claim_and_not_free(void **state)
{
    (void)state;
    file_payable(400);
    keep(commit(1));
    assert_fund(600, 400, 0, 0);
    assert_claim(1, 400, 0, 0);
    assert_int_equal(claim_of(id_of(1)).last_at.ns, at(30).ns);
}

static void whole_budget_may_be_committed_and_not_a_fen_more(void **state)
{
    (void)state;
    file_payable(600);
    file_payable(400);
    file_payable(1);
    keep(commit(1));
    keep(commit(2));
    assert_conflict(commit(3));
    assert_fund(0, 1000, 0, 0);
    assert_claim(3, 0, 0, 0);
}

static void claim_is_committed_once(void **state)
{
    (void)state;
    file_payable(400);
    keep(commit(1));
    assert_conflict(commit(1));
    keep(disburse(1));
    assert_conflict(commit(1));
    assert_fund(600, 0, 400, 0);
}

static void claim_without_a_sum_or_a_budget_is_not_committed(void **state)
{
    (void)state;
    bl_claim claim = a_claim();
    claim.budget = T("fund");
    keep(file_as("IE", 2021, &claim));
    claim = a_claim();
    claim.payable = (bl_sum){true, YUAN(5)};
    keep(file_as("IE", 2021, &claim));
    claim.budget = T("other");
    keep(file_as("IE", 2021, &claim));
    claim.budget = T("fund");
    claim.payable = (bl_sum){true, YUAN(0)};
    keep(file_as("IE", 2021, &claim));
    for (int i = 1; i <= 5; i++)
        assert_conflict(commit(i));
    assert_fund(1000, 0, 0, 0);
}

static void release_gives_back_what_was_bound(void **state)
{
    (void)state;
    file_payable(400);
    assert_conflict(release(1));
    keep(commit(1));
    keep(release(1));
    assert_fund(1000, 0, 0, 0);
    assert_claim(1, 0, 0, 0);
    assert_conflict(release(1));
    keep(commit(1));
    assert_fund(600, 400, 0, 0);
}

static void what_was_bound_is_paid_once(void **state)
{
    (void)state;
    file_payable(400);
    assert_conflict(disburse(1));
    keep(commit(1));
    keep(disburse(1));
    assert_fund(600, 0, 400, 0);
    assert_claim(1, 400, 400, 0);
    assert_conflict(disburse(1));
    assert_conflict(release(1));
}

static void paid_claim_is_no_source_for_another(void **state)
{
    (void)state;
    file_payable(400);
    file_payable(400);
    keep(commit(1));
    keep(commit(2));
    keep(disburse(1));
    assert_conflict(release(1));
    assert_fund(200, 400, 400, 0);
}

static void what_is_due_is_at_most_what_was_paid(void **state)
{
    (void)state;
    file_payable(400);
    keep(commit(1));
    assert_conflict(demand(1, 1));
    keep(disburse(1));
    assert_conflict(demand(1, 401));
    keep(demand(1, 400));
    assert_int_equal(claim_of(id_of(1)).recover_due.fen, 40000);
}

static void money_comes_back_up_to_what_is_due(void **state)
{
    (void)state;
    file_payable(400);
    keep(commit(1));
    keep(disburse(1));
    assert_conflict(recover(1, 1, false));
    keep(demand(1, 300));
    keep(recover(1, 200, false));
    assert_conflict(recover(1, 101, false));
    assert_conflict(recover(1, 0, false));
    assert_conflict(recover(1, -1, false));
    assert_fund(600, 0, 400, 200);
    assert_claim(1, 400, 400, 200);
    keep(recover(1, 100, false));
    assert_conflict(demand(1, 299));
    assert_holds("budget/fund/recovered", 300);
}

static void recycled_money_is_free_again(void **state)
{
    (void)state;
    file_payable(1000);
    file_payable(300);
    keep(commit(1));
    keep(disburse(1));
    keep(demand(1, 400));
    keep(recover(1, 100, false));
    assert_conflict(commit(2));
    keep(recover(1, 300, true));
    assert_fund(300, 0, 1000, 400);
    assert_int_equal(budget("fund").recycled.fen, 30000);
    assert_int_equal(budget("fund").ceiling.fen, 100000);
    keep(commit(2));
    assert_fund(0, 300, 1000, 400);
}

static void unknown_claim_has_no_money(void **state)
{
    (void)state;
    assert_conflict(commit(1));
    assert_conflict(release(1));
    assert_conflict(disburse(1));
    assert_conflict(recover(1, 1, true));
    assert_conflict(bl_grant_commit(ledger, book, at(1), T("x"), &err));
}

static bl_status forge(int kind, const char *from, const char *to, int64_t yuan)
{
    return bl_ledger_append(ledger,
                            &(bl_entry){.kind = &bl_grant_kinds[kind],
                                        .book = book,
                                        .at = at(5),
                                        .subject = ID(1),
                                        .debit = from,
                                        .credit = to,
                                        .amount = YUAN(yuan)},
                            &err);
}

#define POT(name) "budget/fund/" name

static void money_that_goes_another_way_is_a_conflict(void **state)
{
    (void)state;
    keep(bl_budget_raise(ledger, book, at(1), "other", YUAN(1000), T("d"), &err));
    file_payable(400);
    assert_conflict(forge(0, POT("free"), POT("committed"), 399));
    assert_conflict(forge(0, POT("free"), POT("disbursed"), 400));
    assert_conflict(forge(0, "budget/other/free", "budget/other/committed", 400));
    assert_conflict(forge(0, "budget/other/free", POT("committed"), 400));
    assert_conflict(forge(0, NULL, NULL, 0));
    keep(commit(1));
    assert_conflict(forge(1, POT("committed"), POT("free"), 399));
    assert_conflict(forge(1, POT("committed"), "budget/other/free", 400));
    assert_conflict(forge(2, POT("free"), POT("disbursed"), 400));
    assert_conflict(forge(2, POT("committed"), POT("recovered"), 400));
    keep(disburse(1));
    keep(demand(1, 400));
    assert_conflict(forge(3, "outside", "budget/other/free", 1));
    assert_conflict(forge(3, "outside", POT("committed"), 1));
    keep(forge(3, "outside", POT("free"), 1));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        fact(commitment_is_bound_to_its_claim_and_not_free),
        fact(whole_budget_may_be_committed_and_not_a_fen_more),
        fact(claim_is_committed_once),
        fact(claim_without_a_sum_or_a_budget_is_not_committed),
        fact(release_gives_back_what_was_bound),
        fact(what_was_bound_is_paid_once),
        fact(paid_claim_is_no_source_for_another),
        fact(what_is_due_is_at_most_what_was_paid),
        fact(money_comes_back_up_to_what_is_due),
        fact(recycled_money_is_free_again),
        fact(unknown_claim_has_no_money),
        fact(money_that_goes_another_way_is_a_conflict),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

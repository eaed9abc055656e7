/* SPDX-License-Identifier: MIT */
#include "domain/claim_laws.h"
#include "subsidy.h"

static bl_law laws[BL_CLAIM_LAW_COUNT];

/* 1 was paid and comes back in part, 2 is committed, 3 waits. */
static int enter_programme(void **state)
{
    enter_subsidy(state);
    for (int i = 0; i < 3; i++)
        file_payable(400);
    keep(commit(1));
    keep(disburse(1));
    keep(demand(1, 200));
    keep(recover(1, 50, false));
    keep(recover(1, 70, true));
    keep(commit(2));
    keep(queue(3, BL_QUEUE_LAST));
    must(bl_db_run(bl_ledger_db(ledger), &err, "PRAGMA ignore_check_constraints = ON", ""));
    return 0;
}

#define law_fact(name) cmocka_unit_test_setup_teardown(name, enter_programme, leave)

/* A change made as by somebody with another program at the file. */
#define tamper(sql) must(bl_db_run(bl_ledger_db(ledger), &err, sql, ""))

/* Just these laws are broken, each once: "B1 B4". */
static void assert_broken(const char *expected)
{
    char found[40] = "";
    must(bl_claim_laws_check(ledger, book, laws, &err));
    for (int i = 0; i < BL_CLAIM_LAW_COUNT; i++) {
        assert_int_equal(laws[i].holds, laws[i].left == 0);
        assert_int_equal(laws[i].right, 0);
        if (!laws[i].holds)
            snprintf(found + strlen(found), sizeof found - strlen(found), "%s%s",
                     found[0] ? " " : "", laws[i].name);
    }
    assert_string_equal(found, expected);
}

static void all_hold_in_a_programme_as_it_went(void **state)
{
    (void)state;
    assert_broken("");
}

static void laws_are_of_one_book(void **state)
{
    (void)state;
    tamper("INSERT INTO account VALUES (2, 'budget/fund/free', 5)");
    tamper("INSERT INTO budget VALUES (2, 'fund', 7, 0, 0, 0)");
    assert_broken("");
}

static void ceiling_that_was_not_brought_breaks_b1(void **state)
{
    (void)state;
    tamper("UPDATE budget SET ceiling = ceiling + 1");
    assert_broken("B1");
}

static void money_in_a_budget_that_nobody_raised_breaks_b1(void **state)
{
    (void)state;
    tamper("INSERT INTO account VALUES (1, 'budget/other/free', 5)");
    assert_broken("B1");
}

static void budget_removed_breaks_b1(void **state)
{
    (void)state;
    tamper("DELETE FROM budget");
    assert_broken("B1 B4");
}

static void commitment_of_no_claim_breaks_b2(void **state)
{
    (void)state;
    tamper("UPDATE account SET balance = balance - 100 WHERE name = 'budget/fund/free'");
    tamper("UPDATE account SET balance = balance + 100 WHERE name = 'budget/fund/committed'");
    assert_broken("B2");
}

static void claim_committed_without_money_breaks_b2(void **state)
{
    (void)state;
    tamper("UPDATE claim SET committed = payable, queued = NULL WHERE serial = 3");
    assert_broken("B2");
}

static void payment_on_no_claim_breaks_b3(void **state)
{
    (void)state;
    tamper("UPDATE account SET balance = balance - 100 WHERE name = 'budget/fund/free'");
    tamper("UPDATE account SET balance = balance + 100 WHERE name = 'budget/fund/disbursed'");
    assert_broken("B3");
}

static void recovery_from_no_claim_breaks_b4(void **state)
{
    (void)state;
    tamper("UPDATE account SET balance = balance + 1 WHERE name = 'budget/fund/recovered'");
    assert_broken("B4");
}

static void claim_that_has_more_than_it_may_breaks_b5(void **state)
{
    (void)state;
    static const char *const edits[] = {
        "UPDATE claim SET recover_due = 11999 WHERE serial = 1",
        "UPDATE claim SET recover_due = 40001 WHERE serial = 1",
        "UPDATE claim SET payable = 39999 WHERE serial = 2",
        "UPDATE claim SET payable = NULL WHERE serial = 2",
    };
    for (size_t i = 0; i < sizeof edits / sizeof edits[0]; i++) {
        must(bl_db_mark(bl_ledger_db(ledger), &err));
        must(bl_db_run(bl_ledger_db(ledger), &err, edits[i], ""));
        assert_broken("B5");
        must(bl_db_undo(bl_ledger_db(ledger), &err));
    }
}

static void waiting_claim_with_money_or_without_a_budget_breaks_b6(void **state)
{
    (void)state;
    tamper("UPDATE claim SET queued = 9 WHERE serial = 2");
    assert_broken("B6");
    tamper("UPDATE claim SET queued = NULL WHERE serial = 2");
    tamper("UPDATE claim SET budget = NULL WHERE serial = 3");
    assert_broken("B6");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        law_fact(all_hold_in_a_programme_as_it_went),
        law_fact(laws_are_of_one_book),
        law_fact(ceiling_that_was_not_brought_breaks_b1),
        law_fact(money_in_a_budget_that_nobody_raised_breaks_b1),
        law_fact(budget_removed_breaks_b1),
        law_fact(commitment_of_no_claim_breaks_b2),
        law_fact(claim_committed_without_money_breaks_b2),
        law_fact(payment_on_no_claim_breaks_b3),
        law_fact(recovery_from_no_claim_breaks_b4),
        law_fact(claim_that_has_more_than_it_may_breaks_b5),
        law_fact(waiting_claim_with_money_or_without_a_budget_breaks_b6),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

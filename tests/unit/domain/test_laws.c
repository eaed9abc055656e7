/* SPDX-License-Identifier: MIT */
#include "domain/laws.h"
#include "season.h"

static bl_law laws[BL_LAW_COUNT];

static void check(void)
{
    must(bl_laws_check(ledger, book, YUAN(10000), laws, &err));
}

/* Round 1 is settled and S1 owes for a voucher found to be fraud; round 2 runs. */
static int enter_season(void **state)
{
    static const char *const people[] = {"ann", "bo", "cy"};
    bl_voucher given;
    enter(state);
    keep(plan(1, 10, 2));
    for (int i = 0; i < 3; i++)
        keep(claim(1, 30, people[i], &given));
    keep(claim(1, 100, "ann", &given));
    keep(redeem("1-30-1", "S1", "o1"));
    keep(redeem("1-30-2", "S1", "o2"));
    keep(redeem("1-100-1", "S1", "o3"));
    bl_redemption over = redemption("1-30-2/1");
    keep(
        bl_redemption_refund(ledger, book, at(30), &over, YUAN(500), BL_REDEMPTION_RESTORED, &err));
    keep(close_round(1));
    settle(1, "S1", 104, 26);
    over = redemption("1-100-1/1");
    keep(bl_redemption_cancel(ledger, book, at(1500), &over, "cash_out", &err));
    keep(plan(2, 5, 5));
    keep(claim(2, 30, "ann", &given));
    keep(claim(2, 100, "ann", &given));
    keep(redeem("2-100-1", "S2", "o4"));
    return 0;
}

#define law_fact(name) cmocka_unit_test_setup_teardown(name, enter_season, leave)

/* A change made as by somebody with another program at the file. */
#define tamper(sql) must(bl_db_run(bl_ledger_db(ledger), &err, sql, ""))

/* The law sees so many violations. */
static void assert_broken(const char *name, int64_t violations)
{
    check();
    const bl_law *law = &laws[name[1] - '1'];
    assert_string_equal(law->name, name);
    assert_false(law->holds);
    assert_false(law->sums);
    assert_int_equal(law->left, violations);
    assert_int_equal(law->right, 0);
}

static void assert_apart(const char *name, int64_t left, int64_t right)
{
    check();
    const bl_law *law = &laws[name[1] - '1'];
    assert_false(law->holds);
    assert_true(law->sums);
    assert_int_equal(law->left, left);
    assert_int_equal(law->right, right);
}

static void assert_all_hold(void)
{
    check();
    for (int i = 0; i < BL_LAW_COUNT; i++)
        if (!laws[i].holds)
            fail_msg("%s", laws[i].name);
}

static void all_hold_in_a_season_as_it_was_played(void **state)
{
    (void)state;
    assert_all_hold();
    assert_int_equal(laws[0].left, 1000000);
    assert_int_equal(laws[0].right, 1000000);
    assert_int_equal(laws[6].left, 13000);
    assert_int_equal(laws[6].right, 13000);
}

static void all_hold_before_anything_happened(void **state)
{
    (void)state;
    assert_all_hold();
    assert_int_equal(laws[6].left, 0);
}

static void laws_are_of_one_book(void **state)
{
    (void)state;
    tamper("INSERT INTO account VALUES (2, 'available', 5)");
    tamper("INSERT INTO stock VALUES (2, 1, 30, 0)");
    tamper("INSERT INTO voucher VALUES (2, 1, 30, 1, 'x', 0, 0, 'redeemed', 0, 1)");
    assert_all_hold();
}

static void other_total_than_was_funded_breaks_l1(void **state)
{
    (void)state;
    must(bl_laws_check(ledger, book, YUAN(10001), laws, &err));
    assert_false(laws[0].holds);
    assert_false(laws[6].holds);
}

static void value_made_or_lost_breaks_l1(void **state)
{
    (void)state;
    tamper("UPDATE account SET balance = balance + 1 WHERE name = 'available'");
    assert_apart("L1", 1000000, 1000001);
    tamper("UPDATE account SET balance = balance - 2 WHERE name = 'available'");
    assert_apart("L1", 1000000, 999999);
}

static void value_moved_between_accounts_of_a_round_breaks_l2(void **state)
{
    (void)state;
    tamper("UPDATE account SET balance = balance - 3000 WHERE name = 'unclaimed/2/30'");
    tamper("UPDATE account SET balance = balance + 3000 WHERE name = 'outstanding/2/30'");
    assert_broken("L2", 1);
    assert_true(laws[0].holds);
}

static void voucher_in_another_state_than_its_value_breaks_l2(void **state)
{
    (void)state;
    tamper("UPDATE voucher SET state = 'void' WHERE round = 2 AND face = 30");
    assert_broken("L2", 1);
}

static void voucher_without_its_value_breaks_l2(void **state)
{
    (void)state;
    tamper("INSERT INTO voucher VALUES (1, 2, 30, 2, 'dee', 0, 0, 'claimed', 0, 0)");
    assert_broken("L2", 1);
}

static void value_left_in_a_closed_round_breaks_l2(void **state)
{
    (void)state;
    tamper("UPDATE account SET balance = 3000 WHERE name = 'outstanding/1/30'");
    tamper("UPDATE account SET balance = 3000 WHERE name = 'unclaimed/1/100'");
    assert_broken("L2", 2);
}

static void payable_of_another_round_is_not_taken_for_this_one(void **state)
{
    (void)state;
    tamper("UPDATE account SET name = 'payable/20/100/S2' WHERE name = 'payable/2/100/S2'");
    assert_broken("L2", 1);
    assert_true(laws[0].holds);
}

static void plan_below_what_was_claimed_breaks_l3(void **state)
{
    (void)state;
    tamper("UPDATE stock SET planned = 1 WHERE round = 2");
    check();
    assert_true(laws[2].holds);
    tamper("UPDATE stock SET planned = 0 WHERE round = 2");
    assert_broken("L3", 2);
}

static void second_voucher_of_a_person_breaks_l4(void **state)
{
    (void)state;
    tamper("DROP INDEX voucher_once_a_person");
    tamper("INSERT INTO voucher VALUES (1, 2, 30, 2, 'ann', 0, 0, 'claimed', 0, 0)");
    assert_broken("L4", 1);
}

static void redeemed_voucher_without_a_standing_redemption_breaks_l5(void **state)
{
    (void)state;
    tamper("UPDATE redemption SET state = 'ended' WHERE order_id = 'o4'");
    assert_broken("L5", 1);
}

static void standing_redemption_of_a_voucher_not_redeemed_breaks_l5(void **state)
{
    (void)state;
    tamper("UPDATE voucher SET state = 'claimed' WHERE round = 2 AND face = 100");
    assert_broken("L5", 1);
}

static void two_standing_redemptions_break_l5(void **state)
{
    (void)state;
    tamper("DROP INDEX redemption_stands_once");
    tamper("INSERT INTO redemption SELECT book, round, face, serial, 2, at, merchant, 'o5', sector,"
           " tested, paid, refunded, state, over_at FROM redemption WHERE order_id = 'o4'");
    assert_broken("L5", 1);
}

static void second_redemption_of_an_order_breaks_l6(void **state)
{
    (void)state;
    tamper("DROP INDEX redemption_once_an_order");
    tamper("UPDATE redemption SET order_id = 'o1' WHERE order_id = 'o2'");
    assert_broken("L6", 1);
}

static void pay_that_no_funder_gave_breaks_l7(void **state)
{
    (void)state;
    tamper("UPDATE account SET balance = balance + 1 WHERE name = 'funder/bank'");
    assert_apart("L7", 12999, 13000);
}

static void debt_struck_out_breaks_l7(void **state)
{
    (void)state;
    tamper("UPDATE account SET balance = 0 WHERE name = 'due_back/S1'");
    assert_apart("L7", 13000, 3000);
}

static void funders_with_more_than_they_gave_break_l7(void **state)
{
    (void)state;
    tamper("UPDATE account SET balance = 1000001 WHERE name = 'funder/bank'");
    tamper("UPDATE account SET balance = 0 WHERE name = 'funder/district'");
    tamper("UPDATE account SET balance = 0 WHERE name GLOB 'settled/*' OR name GLOB 'due_back/*'");
    assert_apart("L7", -1, 0);
}

static void refund_past_what_was_paid_breaks_l8(void **state)
{
    (void)state;
    tamper("PRAGMA ignore_check_constraints = ON");
    tamper("UPDATE redemption SET refunded = paid");
    check();
    assert_true(laws[7].holds);
    tamper("UPDATE redemption SET refunded = paid + 1 WHERE order_id = 'o4'");
    assert_broken("L8", 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        law_fact(all_hold_in_a_season_as_it_was_played),
        fact(all_hold_before_anything_happened),
        law_fact(laws_are_of_one_book),
        law_fact(other_total_than_was_funded_breaks_l1),
        law_fact(value_made_or_lost_breaks_l1),
        law_fact(value_moved_between_accounts_of_a_round_breaks_l2),
        law_fact(voucher_in_another_state_than_its_value_breaks_l2),
        law_fact(voucher_without_its_value_breaks_l2),
        law_fact(value_left_in_a_closed_round_breaks_l2),
        law_fact(payable_of_another_round_is_not_taken_for_this_one),
        law_fact(plan_below_what_was_claimed_breaks_l3),
        law_fact(second_voucher_of_a_person_breaks_l4),
        law_fact(redeemed_voucher_without_a_standing_redemption_breaks_l5),
        law_fact(standing_redemption_of_a_voucher_not_redeemed_breaks_l5),
        law_fact(two_standing_redemptions_break_l5),
        law_fact(second_redemption_of_an_order_breaks_l6),
        law_fact(pay_that_no_funder_gave_breaks_l7),
        law_fact(debt_struck_out_breaks_l7),
        law_fact(funders_with_more_than_they_gave_break_l7),
        law_fact(refund_past_what_was_paid_breaks_l8),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

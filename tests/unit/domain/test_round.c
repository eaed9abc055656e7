/* SPDX-License-Identifier: MIT */
#include "season.h"

static bl_round found(int64_t round)
{
    bl_round terms;
    must(bl_round_find(ledger, book, round, &terms, &err));
    return terms;
}

static bl_stock stock(int64_t round, int64_t face)
{
    bl_stock there;
    must(bl_stock_find(ledger, book, round, face, &there, &err));
    return there;
}

static void round_never_planned_is_found_unplanned(void **state)
{
    (void)state;
    bl_round round = found(7);
    assert_int_equal(round.number, 7);
    assert_false(round.planned || round.closed || round.settled);
    assert_int_equal(stock(7, 30).planned, 0);
    assert_int_equal(stock(7, 30).claimed, 0);
}

static void plan_moves_the_value_of_its_vouchers(void **state)
{
    (void)state;
    keep(plan(1, 10, 2));
    assert_holds("available", 9500);
    assert_holds("unclaimed/1/30", 300);
    assert_holds("unclaimed/1/100", 200);
    assert_int_equal(stock(1, 30).planned, 10);
    assert_int_equal(stock(1, 100).planned, 2);
    assert_int_equal(stock(1, 50).planned, 0);
    bl_round round = found(1);
    assert_true(round.planned);
    assert_false(round.closed || round.settled);
    assert_int_equal(round.claim_closes_at.ns, at(100).ns);
    assert_int_equal(round.valid_until.ns, at(1000).ns);
    assert_int_equal(round.planned_at.ns, at(1).ns);
}

static void later_plan_moves_the_difference_up_and_down(void **state)
{
    (void)state;
    keep(plan(1, 10, 2));
    keep(plan(1, 4, 5));
    assert_holds("available", 9380);
    assert_holds("unclaimed/1/30", 120);
    assert_holds("unclaimed/1/100", 500);
    keep(plan(1, 0, 0));
    assert_holds("available", 10000);
}

static void same_plan_again_moves_nothing_and_renews_its_terms(void **state)
{
    (void)state;
    keep(plan(1, 10, 2));
    int64_t moves = number("SELECT count(*) FROM entry WHERE amount IS NOT NULL");
    bl_round terms = {.number = 1, .claim_closes_at = at(200), .valid_until = at(2000)};
    bl_stock same[] = {{.face = 30, .planned = 10}, {.face = 100, .planned = 2}};
    keep(bl_round_plan(ledger, book, at(9), &terms, same, 2, &err));
    assert_int_equal(number("SELECT count(*) FROM entry WHERE amount IS NOT NULL"), moves);
    assert_int_equal(found(1).claim_closes_at.ns, at(200).ns);
    assert_int_equal(found(1).valid_until.ns, at(2000).ns);
    assert_int_equal(found(1).planned_at.ns, at(9).ns);
}

static void plan_may_use_what_the_same_plan_gives_back(void **state)
{
    (void)state;
    keep(plan(1, 0, 100));
    assert_holds("available", 0);
    keep(plan(1, 100, 70));
    assert_holds("available", 0);
    assert_holds("unclaimed/1/30", 3000);
}

static void plan_of_all_that_is_available_is_made_and_one_more_is_not(void **state)
{
    (void)state;
    assert_conflict(plan(1, 0, 101));
    assert_conflict(plan(1, 1, 100));
    assert_false(found(1).planned);
    keep(plan(1, 0, 100));
    assert_holds("available", 0);
    assert_conflict(plan(2, 1, 0));
}

static void claimed_vouchers_are_not_withdrawn(void **state)
{
    (void)state;
    bl_voucher given;
    keep(plan(1, 3, 0));
    keep(claim(1, 30, "a", &given));
    keep(claim(1, 30, "b", &given));
    assert_conflict(plan(1, 1, 0));
    keep(plan(1, 2, 0));
    assert_int_equal(stock(1, 30).planned, 2);
    assert_int_equal(stock(1, 30).claimed, 2);
}

static void negative_plan_is_a_conflict(void **state)
{
    (void)state;
    assert_conflict(plan(1, -1, 0));
    keep(plan(1, 1, 0));
    assert_conflict(plan(1, -1, 0));
}

static void value_of_a_plan_past_the_range_is_an_overflow(void **state)
{
    (void)state;
    assert_refused(plan(1, INT64_MAX / 1000, 0), BL_OVERFLOW);
    assert_ok(bl_ledger_undo(ledger, &err));
    assert_refused(plan(1, INT64_MAX, 0), BL_OVERFLOW);
    assert_ok(bl_ledger_undo(ledger, &err));
    assert_holds("available", 10000);
}

static void rounds_keep_their_stock_apart(void **state)
{
    (void)state;
    keep(plan(1, 5, 0));
    keep(plan(10, 7, 0));
    assert_int_equal(stock(1, 30).planned, 5);
    assert_int_equal(stock(10, 30).planned, 7);
    assert_holds("unclaimed/1/30", 150);
}

static void close_returns_what_is_unused_and_what_is_unclaimed(void **state)
{
    (void)state;
    bl_voucher given;
    bl_money expired, unclaimed;
    keep(plan(1, 10, 2));
    keep(claim(1, 30, "a", &given));
    keep(claim(1, 100, "a", &given));
    keep(claim(1, 100, "b", &given));
    keep(redeem("1-100-2", "S1", "o1"));
    keep(bl_round_close(ledger, book, at(1000), 1, &expired, &unclaimed, &err));
    assert_int_equal(expired.fen, 13000);
    assert_int_equal(unclaimed.fen, 27000);
    assert_holds("available", 9900);
    assert_holds("outstanding/1/30", 0);
    assert_holds("unclaimed/1/30", 0);
    assert_holds("payable/1/100/S1", 100);
    assert_true(found(1).closed);
    assert_false(found(1).settled);
}

static void close_twice_or_without_a_plan_is_a_conflict(void **state)
{
    (void)state;
    assert_conflict(close_round(1));
    keep(plan(1, 10, 2));
    keep(close_round(1));
    assert_conflict(close_round(1));
}

static void closed_round_gives_out_and_takes_back_nothing(void **state)
{
    (void)state;
    bl_voucher given;
    keep(plan(1, 10, 2));
    keep(claim(1, 30, "a", &given));
    keep(close_round(1));
    assert_conflict(claim(1, 30, "b", &given));
    assert_conflict(redeem("1-30-1", "S1", "o1"));
}

static void closed_round_is_not_planned_again(void **state)
{
    (void)state;
    keep(plan(1, 10, 2));
    keep(close_round(1));
    assert_conflict(plan(1, 11, 2));
    assert_conflict(plan(1, 10, 2));
    assert_conflict(plan(1, 9, 2));
    assert_holds("available", 10000);
}

static void faces_of_a_round_rise(void **state)
{
    (void)state;
    int64_t faces[BL_FACES_MAX];
    size_t count = 9;
    must(bl_round_faces(ledger, book, 1, faces, &count, &err));
    assert_int_equal(count, 0);
    bl_round terms = {.number = 1, .claim_closes_at = at(1), .valid_until = at(2)};
    bl_stock mixed[] = {{.face = 100, .planned = 1}, {.face = 9, .planned = 0}, {.face = 30}};
    keep(bl_round_plan(ledger, book, at(1), &terms, mixed, 3, &err));
    must(bl_round_faces(ledger, book, 1, faces, &count, &err));
    assert_int_equal(count, 3);
    assert_int_equal(faces[0], 9);
    assert_int_equal(faces[1], 30);
    assert_int_equal(faces[2], 100);
}

static void account_of_a_round_is_a_path(void **state)
{
    (void)state;
    char name[BL_ACCOUNT_NAME_MAX], merchant[BL_ACCOUNT_NAME_MAX];
    bl_round_account(name, "unclaimed", 1, 30, NULL);
    assert_string_equal(name, "unclaimed/1/30");
    bl_round_account(name, "payable", 12, 100, "S001");
    assert_string_equal(name, "payable/12/100/S001");
    memset(merchant, 'm', sizeof merchant - 1);
    merchant[sizeof merchant - 1] = '\0';
    assert_aborts(bl_round_account(name, "payable", 1, 30, merchant));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        fact(round_never_planned_is_found_unplanned),
        fact(plan_moves_the_value_of_its_vouchers),
        fact(later_plan_moves_the_difference_up_and_down),
        fact(same_plan_again_moves_nothing_and_renews_its_terms),
        fact(plan_may_use_what_the_same_plan_gives_back),
        fact(plan_of_all_that_is_available_is_made_and_one_more_is_not),
        fact(claimed_vouchers_are_not_withdrawn),
        fact(negative_plan_is_a_conflict),
        fact(value_of_a_plan_past_the_range_is_an_overflow),
        fact(rounds_keep_their_stock_apart),
        fact(close_returns_what_is_unused_and_what_is_unclaimed),
        fact(close_twice_or_without_a_plan_is_a_conflict),
        fact(closed_round_gives_out_and_takes_back_nothing),
        fact(closed_round_is_not_planned_again),
        fact(faces_of_a_round_rise),
        fact(account_of_a_round_is_a_path),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: MIT */
#include "season.h"

/* Round 1 is closed: S1 is to be paid 130 yuan, S2 30; a voucher of 30 used at S2 was restored. */
static int enter_closed(void **state)
{
    static const char *const people[] = {"ann", "bo", "cy", "di"};
    bl_voucher given;
    enter(state);
    keep(plan(1, 10, 2));
    for (int i = 0; i < 4; i++)
        keep(claim(1, 30, people[i], &given));
    keep(claim(1, 100, "ann", &given));
    keep(redeem("1-30-1", "S1", "o1"));
    keep(redeem("1-100-1", "S1", "o2"));
    keep(redeem("1-30-2", "S2", "o3"));
    keep(redeem("1-30-3", "S2", "o4"));
    bl_redemption over = redemption("1-30-3/1");
    keep(
        bl_redemption_refund(ledger, book, at(30), &over, YUAN(500), BL_REDEMPTION_RESTORED, &err));
    bl_redemption part = redemption("1-30-2/1");
    keep(bl_redemption_refund(ledger, book, at(31), &part, YUAN(7), BL_REDEMPTION_STANDING, &err));
    keep(close_round(1));
    return 0;
}

#define closed_fact(name) cmocka_unit_test_setup_teardown(name, enter_closed, leave)

static bl_status pay(const char *merchant, int64_t offset, int64_t district, int64_t bank)
{
    bl_share shares[] = {{"district", YUAN(district)}, {"bank", YUAN(bank)}};
    return bl_settle_merchant(ledger, book, at(1001), 1, merchant, YUAN(offset), shares, 2, &err);
}

static bl_status recover(const char *merchant, int64_t district, int64_t bank)
{
    bl_share shares[] = {{"district", YUAN(district)}, {"bank", YUAN(bank)}};
    return bl_recover(ledger, book, at(2000), merchant, shares, 2, &err);
}

static void owe(const char *id)
{
    bl_redemption over = redemption(id);
    keep(bl_redemption_cancel(ledger, book, at(1500), &over, "cash_out", &err));
}

static void assert_takings(bl_query *query, const char *name, int64_t redemptions, int64_t face,
                           int64_t consumption, int64_t settled)
{
    bl_takings takings;
    bool row = false;
    must(bl_takings_next(query, &takings, &row, &err));
    assert_true(row);
    assert_string_equal(takings.name, name);
    assert_int_equal(takings.redemptions, redemptions);
    assert_int_equal(takings.face.fen, face * 100);
    assert_int_equal(takings.consumption.fen, consumption * 100);
    assert_int_equal(takings.settled.fen, settled * 100);
}

static void assert_no_more(bl_query *query)
{
    bl_takings takings;
    bool row = true;
    must(bl_takings_next(query, &takings, &row, &err));
    assert_false(row);
    bl_query_close(query);
}

static void takings_are_of_standing_redemptions_by_merchant(void **state)
{
    (void)state;
    bl_query query = {0};
    must(bl_takings_by_merchant(&query, ledger, book, 1, &err));
    assert_takings(&query, "S1", 2, 130, 1200, 0);
    assert_takings(&query, "S2", 1, 30, 593, 0);
    assert_no_more(&query);
    must(bl_takings_by_merchant(&query, ledger, book, 2, &err));
    assert_no_more(&query);
}

static void takings_by_sector_cover_all_merchants(void **state)
{
    (void)state;
    bl_query query = {0};
    must(bl_takings_by_sector(&query, ledger, book, 1, &err));
    assert_takings(&query, "retail", 3, 160, 1793, 0);
    assert_no_more(&query);
}

static void takings_of_a_merchant_cover_all_rounds_in_one_row(void **state)
{
    (void)state;
    bl_query query = {0};
    bl_voucher given;
    must(pay("S1", 0, 104, 26));
    settle(1, "S2", 24, 6);
    keep(plan(2, 1, 0));
    keep(claim(2, 30, "ann", &given));
    keep(redeem("2-30-1", "S1", "o9"));
    must(bl_takings_of_merchant(&query, ledger, book, T("S1"), &err));
    assert_takings(&query, "", 3, 160, 1800, 130);
    assert_no_more(&query);
    must(bl_takings_of_merchant(&query, ledger, book, T("nobody"), &err));
    assert_takings(&query, "", 0, 0, 0, 0);
    assert_no_more(&query);
}

static void settlement_pays_a_merchant_from_the_funders(void **state)
{
    (void)state;
    keep(pay("S1", 0, 104, 26));
    assert_holds("payable/1/30/S1", 0);
    assert_holds("settled/1/30/S1", 30);
    assert_holds("settled/1/100/S1", 100);
    assert_holds("funder/district", 7896);
    assert_holds("funder/bank", 1974);
    assert_holds("paid/S1", 130);
    assert_holds("payable/1/30/S2", 30);
}

static void funder_may_pay_nothing(void **state)
{
    (void)state;
    keep(pay("S1", 0, 130, 0));
    assert_holds("funder/bank", 2000);
    assert_holds("paid/S1", 130);
}

static void shares_that_do_not_add_up_are_refused(void **state)
{
    (void)state;
    assert_refused(pay("S1", 0, 104, 27), BL_INVALID);
    assert_ok(bl_ledger_undo(ledger, &err));
    assert_refused(pay("S1", 0, 104, 25), BL_INVALID);
    assert_ok(bl_ledger_undo(ledger, &err));
    assert_refused(pay("nobody", 0, 1, 0), BL_INVALID);
    assert_ok(bl_ledger_undo(ledger, &err));
    assert_holds("paid/S1", 0);
    assert_holds("payable/1/100/S1", 100);
}

static void funder_pays_no_more_than_it_has(void **state)
{
    (void)state;
    bl_share shares[] = {{"nobody", YUAN(130)}};
    assert_conflict(bl_settle_merchant(ledger, book, at(1001), 1, "S1", YUAN(0), shares, 1, &err));
}

static void what_a_merchant_owes_is_taken_off_its_pay(void **state)
{
    (void)state;
    bl_voucher given;
    must(pay("S2", 0, 24, 6));
    settle(1, "S1", 104, 26);
    owe("1-30-2/1");
    keep(plan(2, 1, 1));
    keep(claim(2, 100, "ann", &given));
    keep(redeem("2-100-1", "S2", "o9"));
    keep(close_round(2));
    bl_share shares[] = {{"district", YUAN(56)}, {"bank", YUAN(14)}};
    assert_refused(bl_settle_merchant(ledger, book, at(2002), 2, "S2", YUAN(29), shares, 2, &err),
                   BL_INVALID);
    assert_ok(bl_ledger_undo(ledger, &err));
    keep(bl_settle_merchant(ledger, book, at(2002), 2, "S2", YUAN(30), shares, 2, &err));
    assert_holds("due_back/S2", 0);
    assert_holds("paid/S2", 100);
}

static void offset_past_what_is_owed_is_a_conflict(void **state)
{
    (void)state;
    assert_conflict(pay("S1", 1, 129, 0));
}

static void round_is_settled_once_and_only_when_closed(void **state)
{
    (void)state;
    bl_round round;
    keep(plan(2, 1, 0));
    assert_conflict(bl_settle_round(ledger, book, at(1), 2, &err));
    assert_conflict(bl_settle_round(ledger, book, at(1), 3, &err));
    keep(bl_settle_round(ledger, book, at(1001), 1, &err));
    must(bl_round_find(ledger, book, 1, &round, &err));
    assert_true(round.settled);
    assert_conflict(bl_settle_round(ledger, book, at(1002), 1, &err));
}

static void recovered_money_goes_back_to_the_funders(void **state)
{
    (void)state;
    must(pay("S2", 0, 24, 6));
    settle(1, "S1", 104, 26);
    owe("1-100-1/1");
    keep(recover("S1", 60, 15));
    assert_holds("due_back/S1", 25);
    assert_holds("paid/S1", 30);
    assert_holds("funder/district", 7932);
    keep(recover("S1", 20, 5));
    assert_holds("due_back/S1", 0);
}

static void recovering_more_than_is_owed_is_a_conflict(void **state)
{
    (void)state;
    assert_conflict(recover("S1", 1, 0));
    must(pay("S2", 0, 24, 6));
    settle(1, "S1", 104, 26);
    owe("1-100-1/1");
    assert_conflict(recover("S1", 80, 21));
    assert_conflict(recover("S2", 1, 0));
    assert_holds("due_back/S1", 100);
    keep(recover("S1", 80, 20));
}

static void share_below_nothing_is_a_conflict(void **state)
{
    (void)state;
    assert_conflict(pay("S1", 0, 131, -1));
    assert_conflict(recover("S1", -1, 1));
    assert_conflict(pay("S1", -1, 131, 0));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        closed_fact(takings_are_of_standing_redemptions_by_merchant),
        closed_fact(takings_by_sector_cover_all_merchants),
        closed_fact(takings_of_a_merchant_cover_all_rounds_in_one_row),
        closed_fact(settlement_pays_a_merchant_from_the_funders),
        closed_fact(funder_may_pay_nothing),
        closed_fact(shares_that_do_not_add_up_are_refused),
        closed_fact(funder_pays_no_more_than_it_has),
        closed_fact(what_a_merchant_owes_is_taken_off_its_pay),
        closed_fact(offset_past_what_is_owed_is_a_conflict),
        closed_fact(round_is_settled_once_and_only_when_closed),
        closed_fact(recovered_money_goes_back_to_the_funders),
        closed_fact(recovering_more_than_is_owed_is_a_conflict),
        closed_fact(share_below_nothing_is_a_conflict),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: MIT */
#include "season.h"

/* Round 1 planned; Ann has 1-30-1 and 1-100-1, Bo has 1-30-2. */
static int enter_claimed(void **state)
{
    bl_voucher given;
    enter(state);
    keep(plan(1, 10, 2));
    keep(claim(1, 30, "ann", &given));
    keep(claim(1, 100, "ann", &given));
    keep(claim(1, 30, "bo", &given));
    return 0;
}

#define claimed_fact(name) cmocka_unit_test_setup_teardown(name, enter_claimed, leave)

static bl_status refund(const char *id, int64_t yuan, bl_redemption_state becomes)
{
    bl_redemption made = redemption(id);
    return bl_redemption_refund(ledger, book, at(30), &made, YUAN(yuan), becomes, &err);
}

static bl_status cancel(const char *id)
{
    bl_redemption made = redemption(id);
    return bl_redemption_cancel(ledger, book, at(30), &made, "cash_out", &err);
}

static void claim_gives_the_next_serial_valid_as_the_round_is_now(void **state)
{
    (void)state;
    bl_voucher given;
    char id[BL_VOUCHER_ID_MAX];
    keep(claim(1, 30, "cy", &given));
    bl_voucher_write_id(&given, id);
    assert_string_equal(id, "1-30-3");
    bl_voucher kept = voucher("1-30-3");
    assert_string_equal(kept.person, "cy");
    assert_int_equal(kept.state, BL_VOUCHER_CLAIMED);
    assert_int_equal(kept.claimed_at.ns, at(10).ns);
    assert_int_equal(kept.valid_until.ns, at(1000).ns);
    assert_int_equal(kept.last_at.ns, at(10).ns);
    assert_int_equal(kept.uses, 0);
    assert_holds("outstanding/1/30", 90);
    assert_holds("unclaimed/1/30", 210);
}

static void voucher_keeps_the_validity_it_was_claimed_with(void **state)
{
    (void)state;
    bl_round terms = {.number = 1, .claim_closes_at = at(100), .valid_until = at(5000)};
    bl_stock same[] = {{.face = 30, .planned = 10}, {.face = 100, .planned = 2}};
    keep(bl_round_plan(ledger, book, at(15), &terms, same, 2, &err));
    assert_int_equal(voucher("1-30-1").valid_until.ns, at(1000).ns);
}

static void claim_past_the_stock_is_a_conflict(void **state)
{
    (void)state;
    bl_voucher given;
    keep(claim(1, 100, "bo", &given));
    assert_conflict(claim(1, 100, "cy", &given));
    assert_conflict(claim(1, 50, "cy", &given));
    assert_conflict(claim(2, 30, "cy", &given));
    assert_holds("outstanding/1/100", 200);
}

static void second_claim_of_a_person_is_a_conflict(void **state)
{
    (void)state;
    bl_voucher given;
    assert_conflict(claim(1, 30, "ann", &given));
    keep(plan(2, 1, 0));
    keep(claim(2, 30, "ann", &given));
}

static void person_whose_voucher_is_used_or_void_claims_no_other(void **state)
{
    (void)state;
    bl_voucher given;
    keep(redeem("1-30-1", "S1", "o1"));
    assert_conflict(claim(1, 30, "ann", &given));
    keep(cancel("1-30-1/1"));
    assert_conflict(claim(1, 30, "ann", &given));
}

static void face_of_nothing_or_less_is_a_conflict(void **state)
{
    (void)state;
    bl_voucher given;
    assert_conflict(claim(1, 0, "cy", &given));
    assert_conflict(claim(1, -30, "cy", &given));
}

static void id_that_is_not_written_as_we_write_it_names_nothing(void **state)
{
    (void)state;
    static const char *const ids[] = {"",
                                      "1",
                                      "1-30",
                                      "1-30-",
                                      "-30-1",
                                      "1--1",
                                      "01-30-1",
                                      "1-030-1",
                                      "1-30-01",
                                      "1-30-0",
                                      "0-30-1",
                                      "1-30-1/",
                                      "1-30-1/1",
                                      "1-30-1 ",
                                      " 1-30-1",
                                      "1-30-+1",
                                      "1-30--1",
                                      "1-30-1-1",
                                      "1/30/1",
                                      "1-30-9",
                                      "2-30-1",
                                      "1-50-1",
                                      "x-30-1",
                                      "1-30-1x",
                                      "1-30-99999999999999999999",
                                      "1-30-9223372036854775808",
                                      "1-30-18446744073709551617",
                                      "99999999999999999999-30-1",
                                      "1-30-1\n",
                                      "1\xEF\xBC\x8D"
                                      "30-1"};
    for (size_t i = 0; i < sizeof ids / sizeof ids[0]; i++) {
        bl_voucher none;
        bool there = true;
        assert_ok(bl_voucher_find(ledger, book, bl_text_of(ids[i]), &none, &there, &err));
        assert_false(there);
    }
    bl_voucher none;
    bool there = true;
    assert_ok(bl_voucher_find(ledger, book, T("1-30-1\0"), &none, &there, &err));
    assert_false(there);
    assert_ok(bl_voucher_find(ledger, book + 1, T("1-30-1"), &none, &there, &err));
    assert_false(there);
}

static void id_of_no_redemption_names_nothing(void **state)
{
    (void)state;
    static const char *const ids[] = {"",
                                      "1-30-1",
                                      "1-30-1/",
                                      "1-30-1/0",
                                      "1-30-1/01",
                                      "1-30-1/2",
                                      "1-30-2/1",
                                      "1-30-1-1",
                                      "1-30-1/1/",
                                      "/1",
                                      "1-30-1/99999999999999999999",
                                      "01-30-1/1"};
    keep(redeem("1-30-1", "S1", "o1"));
    for (size_t i = 0; i < sizeof ids / sizeof ids[0]; i++) {
        bl_redemption none;
        bool there = true;
        assert_ok(bl_redemption_find(ledger, book, bl_text_of(ids[i]), &none, &there, &err));
        assert_false(there);
    }
}

static void redemption_moves_the_face_to_the_merchant(void **state)
{
    (void)state;
    keep(redeem("1-30-1", "S1", "o1"));
    assert_holds("outstanding/1/30", 30);
    assert_holds("payable/1/30/S1", 30);
    bl_voucher used = voucher("1-30-1");
    assert_int_equal(used.state, BL_VOUCHER_REDEEMED);
    assert_int_equal(used.uses, 1);
    assert_int_equal(used.last_at.ns, at(20).ns);
    bl_redemption made = redemption("1-30-1/1");
    assert_string_equal(made.merchant, "S1");
    assert_string_equal(made.order, "o1");
    assert_string_equal(made.sector, "retail");
    assert_int_equal(made.tested.fen, 60000);
    assert_int_equal(made.paid.fen, 50000);
    assert_int_equal(made.refunded.fen, 0);
    assert_int_equal(made.state, BL_REDEMPTION_STANDING);
}

static void redeeming_twice_is_a_conflict(void **state)
{
    (void)state;
    keep(redeem("1-30-1", "S1", "o1"));
    assert_conflict(redeem("1-30-1", "S1", "o2"));
    assert_holds("outstanding/1/30", 30);
    assert_holds("payable/1/30/S1", 30);
}

static void redeeming_by_what_the_voucher_was_before_is_a_conflict(void **state)
{
    (void)state;
    bl_voucher stale = voucher("1-30-1");
    bl_redemption made = {.paid = YUAN(1), .merchant = "S1", .order = "o2", .sector = "retail"};
    keep(redeem("1-30-1", "S1", "o1"));
    assert_conflict(bl_voucher_redeem(ledger, book, at(21), &stale, &made, &err));
}

static void order_is_used_once_at_a_merchant(void **state)
{
    (void)state;
    bool used = true;
    must(bl_order_used(ledger, book, T("S1"), T("o1"), &used, &err));
    assert_false(used);
    keep(redeem("1-30-1", "S1", "o1"));
    assert_conflict(redeem("1-30-2", "S1", "o1"));
    keep(redeem("1-30-2", "S2", "o1"));
    must(bl_order_used(ledger, book, T("S1"), T("o1"), &used, &err));
    assert_true(used);
    must(bl_order_used(ledger, book, T("S1"), T("o"), &used, &err));
    assert_false(used);
}

static void order_stays_used_after_a_refund(void **state)
{
    (void)state;
    bool used = false;
    keep(redeem("1-30-1", "S1", "o1"));
    keep(refund("1-30-1/1", 500, BL_REDEMPTION_RESTORED));
    must(bl_order_used(ledger, book, T("S1"), T("o1"), &used, &err));
    assert_true(used);
    assert_conflict(redeem("1-30-1", "S1", "o1"));
}

static void partial_refund_leaves_the_redemption_standing(void **state)
{
    (void)state;
    keep(redeem("1-30-1", "S1", "o1"));
    keep(refund("1-30-1/1", 100, BL_REDEMPTION_STANDING));
    keep(refund("1-30-1/1", 400, BL_REDEMPTION_STANDING));
    bl_redemption made = redemption("1-30-1/1");
    assert_int_equal(made.state, BL_REDEMPTION_STANDING);
    assert_int_equal(made.refunded.fen, 50000);
    assert_holds("payable/1/30/S1", 30);
    assert_int_equal(voucher("1-30-1").state, BL_VOUCHER_REDEEMED);
    assert_int_equal(voucher("1-30-1").last_at.ns, at(30).ns);
}

static void refund_past_what_was_paid_is_a_conflict(void **state)
{
    (void)state;
    keep(redeem("1-30-1", "S1", "o1"));
    assert_conflict(refund("1-30-1/1", 501, BL_REDEMPTION_STANDING));
    keep(refund("1-30-1/1", 300, BL_REDEMPTION_STANDING));
    assert_conflict(refund("1-30-1/1", 201, BL_REDEMPTION_ENDED));
    assert_int_equal(redemption("1-30-1/1").refunded.fen, 30000);
}

static void restored_voucher_lives_again_and_is_redeemed_anew(void **state)
{
    (void)state;
    keep(redeem("1-30-1", "S1", "o1"));
    keep(refund("1-30-1/1", 500, BL_REDEMPTION_RESTORED));
    assert_int_equal(voucher("1-30-1").state, BL_VOUCHER_CLAIMED);
    assert_int_equal(redemption("1-30-1/1").state, BL_REDEMPTION_RESTORED);
    assert_int_equal(redemption("1-30-1/1").over_at.ns, at(30).ns);
    assert_holds("outstanding/1/30", 60);
    assert_holds("payable/1/30/S1", 0);
    keep(redeem("1-30-1", "S2", "o2"));
    assert_string_equal(redemption("1-30-1/2").merchant, "S2");
    assert_int_equal(voucher("1-30-1").uses, 2);
}

static void ended_redemption_voids_its_voucher(void **state)
{
    (void)state;
    keep(redeem("1-30-1", "S1", "o1"));
    keep(refund("1-30-1/1", 500, BL_REDEMPTION_ENDED));
    assert_int_equal(voucher("1-30-1").state, BL_VOUCHER_VOID);
    assert_int_equal(redemption("1-30-1/1").state, BL_REDEMPTION_ENDED);
    assert_holds("forfeited/1/30", 30);
    assert_holds("payable/1/30/S1", 0);
    assert_conflict(redeem("1-30-1", "S1", "o2"));
}

static void cancelled_redemption_voids_its_voucher(void **state)
{
    (void)state;
    keep(redeem("1-30-1", "S1", "o1"));
    keep(cancel("1-30-1/1"));
    assert_int_equal(voucher("1-30-1").state, BL_VOUCHER_VOID);
    assert_int_equal(redemption("1-30-1/1").state, BL_REDEMPTION_CANCELLED);
    assert_holds("forfeited/1/30", 30);
    assert_int_equal(number("SELECT facts = '{\"finding\":\"cash_out\"}' FROM entry"
                            " ORDER BY seq DESC LIMIT 1"),
                     1);
}

static void redemption_that_stands_no_more_is_not_refunded_nor_cancelled(void **state)
{
    (void)state;
    keep(redeem("1-30-1", "S1", "o1"));
    keep(redeem("1-30-2", "S1", "o2"));
    keep(refund("1-30-1/1", 500, BL_REDEMPTION_ENDED));
    assert_conflict(refund("1-30-1/1", 1, BL_REDEMPTION_STANDING));
    assert_conflict(refund("1-30-1/1", 1, BL_REDEMPTION_RESTORED));
    assert_conflict(cancel("1-30-1/1"));
    assert_holds("payable/1/30/S1", 30);
}

static void refund_does_not_cancel(void **state)
{
    (void)state;
    keep(redeem("1-30-1", "S1", "o1"));
    assert_aborts((void)!refund("1-30-1/1", 1, BL_REDEMPTION_CANCELLED));
}

static void ended_after_settlement_makes_the_merchant_owe(void **state)
{
    (void)state;
    keep(redeem("1-30-1", "S1", "o1"));
    keep(redeem("1-100-1", "S1", "o2"));
    keep(close_round(1));
    settle(1, "S1", 104, 26);
    assert_holds("settled/1/30/S1", 30);
    keep(refund("1-30-1/1", 500, BL_REDEMPTION_ENDED));
    assert_holds("settled/1/30/S1", 0);
    assert_holds("forfeited/1/30", 30);
    assert_holds("paid/S1", 100);
    assert_holds("due_back/S1", 30);
    keep(cancel("1-100-1/1"));
    assert_holds("due_back/S1", 130);
    assert_holds("paid/S1", 0);
}

static void ended_before_settlement_owes_nothing(void **state)
{
    (void)state;
    keep(redeem("1-30-1", "S1", "o1"));
    keep(close_round(1));
    keep(refund("1-30-1/1", 500, BL_REDEMPTION_ENDED));
    assert_holds("due_back/S1", 0);
}

static void vouchers_of_a_person_come_by_round_and_face(void **state)
{
    (void)state;
    bl_voucher given;
    bl_query query = {0};
    bool row;
    char id[BL_VOUCHER_ID_MAX], all[200] = "";
    keep(plan(10, 1, 0));
    keep(plan(2, 1, 0));
    keep(claim(10, 30, "ann", &given));
    keep(claim(2, 30, "ann", &given));
    must(bl_vouchers_of_person(&query, ledger, book, T("ann"), &err));
    while (bl_voucher_next(&query, &given, &row, &err) == BL_OK && row) {
        bl_voucher_write_id(&given, id);
        strcat(strcat(all, id), " ");
    }
    bl_query_close(&query);
    assert_string_equal(all, "1-30-1 1-100-1 2-30-1 10-30-1 ");
}

static void redemptions_of_a_voucher_come_in_order(void **state)
{
    (void)state;
    bl_query query = {0};
    bl_redemption made;
    bool row;
    int64_t n = 0;
    for (int i = 1; i <= 11; i++) {
        char order[16], id[BL_REDEMPTION_ID_MAX];
        snprintf(order, sizeof order, "o%d", i);
        snprintf(id, sizeof id, "1-30-1/%d", i);
        keep(redeem("1-30-1", "S1", order));
        keep(refund(id, 500, BL_REDEMPTION_RESTORED));
    }
    bl_voucher used = voucher("1-30-1");
    must(bl_redemptions_of_voucher(&query, ledger, book, &used, &err));
    while (bl_redemption_next(&query, &made, &row, &err) == BL_OK && row)
        assert_int_equal(made.n, ++n);
    bl_query_close(&query);
    assert_int_equal(n, 11);
}

static void redemptions_are_counted_by_round_and_state(void **state)
{
    (void)state;
    int64_t count;
    keep(redeem("1-30-1", "S1", "o1"));
    keep(redeem("1-30-2", "S1", "o2"));
    keep(refund("1-30-2/1", 500, BL_REDEMPTION_RESTORED));
    must(bl_redemption_count(ledger, book, 1, BL_REDEMPTION_STANDING, &count, &err));
    assert_int_equal(count, 1);
    must(bl_redemption_count(ledger, book, 1, BL_REDEMPTION_RESTORED, &count, &err));
    assert_int_equal(count, 1);
    must(bl_redemption_count(ledger, book, 1, BL_REDEMPTION_CANCELLED, &count, &err));
    assert_int_equal(count, 0);
    must(bl_redemption_count(ledger, book, 2, BL_REDEMPTION_STANDING, &count, &err));
    assert_int_equal(count, 0);
}

static bool held(const char *person, int64_t round, int64_t face)
{
    bool is = false;
    must(bl_voucher_held(ledger, book, bl_text_of(person), round, face, &is, &err));
    return is;
}

static void voucher_is_held_by_whoever_ever_had_one(void **state)
{
    (void)state;
    assert_true(held("ann", 1, 30));
    assert_false(held("bo", 1, 100));
    assert_false(held("ann", 2, 30));
    assert_false(held("an", 1, 30));
    keep(redeem("1-30-1", "S1", "o1"));
    keep(cancel("1-30-1/1"));
    assert_true(held("ann", 1, 30));
}

static void states_have_the_names_of_the_register(void **state)
{
    (void)state;
    assert_string_equal(bl_voucher_state_name(BL_VOUCHER_CLAIMED), "claimed");
    assert_string_equal(bl_voucher_state_name(BL_VOUCHER_REDEEMED), "redeemed");
    assert_string_equal(bl_voucher_state_name(BL_VOUCHER_VOID), "void");
    assert_string_equal(bl_redemption_state_name(BL_REDEMPTION_CANCELLED), "cancelled");
    assert_aborts(bl_voucher_state_name((bl_voucher_state)3));
    assert_aborts(bl_redemption_state_name((bl_redemption_state)4));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        claimed_fact(claim_gives_the_next_serial_valid_as_the_round_is_now),
        claimed_fact(voucher_keeps_the_validity_it_was_claimed_with),
        claimed_fact(claim_past_the_stock_is_a_conflict),
        claimed_fact(second_claim_of_a_person_is_a_conflict),
        claimed_fact(person_whose_voucher_is_used_or_void_claims_no_other),
        claimed_fact(face_of_nothing_or_less_is_a_conflict),
        claimed_fact(id_that_is_not_written_as_we_write_it_names_nothing),
        claimed_fact(id_of_no_redemption_names_nothing),
        claimed_fact(redemption_moves_the_face_to_the_merchant),
        claimed_fact(redeeming_twice_is_a_conflict),
        claimed_fact(redeeming_by_what_the_voucher_was_before_is_a_conflict),
        claimed_fact(order_is_used_once_at_a_merchant),
        claimed_fact(order_stays_used_after_a_refund),
        claimed_fact(partial_refund_leaves_the_redemption_standing),
        claimed_fact(refund_past_what_was_paid_is_a_conflict),
        claimed_fact(restored_voucher_lives_again_and_is_redeemed_anew),
        claimed_fact(ended_redemption_voids_its_voucher),
        claimed_fact(cancelled_redemption_voids_its_voucher),
        claimed_fact(redemption_that_stands_no_more_is_not_refunded_nor_cancelled),
        claimed_fact(refund_does_not_cancel),
        claimed_fact(ended_after_settlement_makes_the_merchant_owe),
        claimed_fact(ended_before_settlement_owes_nothing),
        claimed_fact(vouchers_of_a_person_come_by_round_and_face),
        claimed_fact(redemptions_of_a_voucher_come_in_order),
        claimed_fact(redemptions_are_counted_by_round_and_state),
        claimed_fact(voucher_is_held_by_whoever_ever_had_one),
        claimed_fact(states_have_the_names_of_the_register),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

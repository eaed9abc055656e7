/* SPDX-License-Identifier: MIT */
#include <math.h>

#include "../fact.h"
#include "value/money.h"

static const bl_money most = {BL_MONEY_FEN_MAX};
static const bl_money least = {-BL_MONEY_FEN_MAX};

static void assert_text(const char *text, int64_t fen)
{
    bl_err err = {0};
    bl_money amount = {-1};
    assert_ok(bl_money_from_text(bl_text_of(text), &amount, &err));
    assert_int_equal(amount.fen, fen);
}

static void money_from_yuan_goes_to_the_limit(void **state)
{
    (void)state;
    bl_err err = {0};
    bl_money amount;
    assert_ok(bl_money_from_yuan(-83, &amount, &err));
    assert_int_equal(amount.fen, -8300);
    assert_ok(bl_money_from_yuan(BL_MONEY_FEN_MAX / 100, &amount, &err));
    assert_int_equal(amount.fen, BL_MONEY_FEN_MAX);
    assert_refused(bl_money_from_yuan(BL_MONEY_FEN_MAX / 100 + 1, &amount, &err), BL_OVERFLOW);
    assert_refused(bl_money_from_yuan(-BL_MONEY_FEN_MAX / 100 - 1, &amount, &err), BL_OVERFLOW);
    assert_refused(bl_money_from_yuan(INT64_MIN, &amount, &err), BL_OVERFLOW);
    assert_refused(bl_money_from_yuan(INT64_MAX, &amount, &err), BL_OVERFLOW);
}

static void money_from_text_takes_what_people_write(void **state)
{
    (void)state;
    assert_text("24000", 2400000);
    assert_text("24,000", 2400000);
    assert_text("83.33", 8333);
    assert_text("0.5", 50);
    assert_text("-1,234,567.89", -123456789);
    assert_text("10000000000000000", BL_MONEY_FEN_MAX);
    assert_text("-10,000,000,000,000,000.00", -BL_MONEY_FEN_MAX);
}

static void money_from_text_refuses_a_third_decimal(void **state)
{
    (void)state;
    bl_err err = {0};
    bl_money amount;
    assert_refused(bl_money_from_text(T("83.333"), &amount, &err), BL_INVALID);
    assert_refused(bl_money_from_text(T("83.330"), &amount, &err), BL_INVALID);
}

static void money_from_text_refuses_other_words(void **state)
{
    (void)state;
    bl_err err = {0};
    bl_money amount;
    assert_refused(bl_money_from_text(T(""), &amount, &err), BL_INVALID);
    assert_refused(bl_money_from_text(T("100元"), &amount, &err), BL_INVALID);
    assert_refused(bl_money_from_text(T("24,00"), &amount, &err), BL_INVALID);
    assert_refused(bl_money_from_text(T("1e3"), &amount, &err), BL_INVALID);
}

static void money_from_text_refuses_past_the_limit(void **state)
{
    (void)state;
    bl_err err = {0};
    bl_money amount;
    assert_refused(bl_money_from_text(T("10000000000000000.01"), &amount, &err), BL_OVERFLOW);
    assert_refused(bl_money_from_text(T("-10000000000000000.01"), &amount, &err), BL_OVERFLOW);
    assert_refused(bl_money_from_text(T("9223372036854775807"), &amount, &err), BL_OVERFLOW);
}

static void money_from_double_takes_the_amount_that_was_written(void **state)
{
    (void)state;
    bl_err err = {0};
    bl_money amount;
    assert_ok(bl_money_from_double(83.33, &amount, &err));
    assert_int_equal(amount.fen, 8333);
    assert_ok(bl_money_from_double(-0.07, &amount, &err));
    assert_int_equal(amount.fen, -7);
    assert_ok(bl_money_from_double(1.10, &amount, &err));
    assert_int_equal(amount.fen, 110);
    assert_ok(bl_money_from_double(-0.0, &amount, &err));
    assert_int_equal(amount.fen, 0);
}

static void money_from_double_refuses_what_is_not_whole_fen(void **state)
{
    (void)state;
    bl_err err = {0};
    bl_money amount;
    assert_refused(bl_money_from_double(0.1 + 0.2, &amount, &err), BL_INVALID);
    assert_refused(bl_money_from_double(83.333, &amount, &err), BL_INVALID);
    assert_refused(bl_money_from_double(0.005, &amount, &err), BL_INVALID);
    assert_refused(bl_money_from_double(5e-324, &amount, &err), BL_INVALID);
    assert_refused(bl_money_from_double((double)NAN, &amount, &err), BL_INVALID);
}

/* 2^46 yuan is the first amount next to which two amounts are the same double. */
static void money_from_double_stops_where_two_amounts_are_one_double(void **state)
{
    (void)state;
    bl_err err = {0};
    bl_money amount;
    assert_ok(bl_money_from_double(70368744177663.99, &amount, &err));
    assert_int_equal(amount.fen, INT64_C(7036874417766399));
    bool collide = false;
    for (int64_t fen = INT64_C(7036874417766400); fen % 100 != 99; fen++)
        collide |= (double)fen / 100 == (double)(fen + 1) / 100;
    assert_true(collide);
    assert_refused(bl_money_from_double(0x1p46, &amount, &err), BL_OVERFLOW);
    assert_refused(bl_money_from_double(-0x1p46, &amount, &err), BL_OVERFLOW);
    assert_refused(bl_money_from_double(0x1p53 / 100, &amount, &err), BL_OVERFLOW);
    assert_refused(bl_money_from_double((double)INFINITY, &amount, &err), BL_OVERFLOW);
}

static void money_from_double_reads_back_every_amount_it_takes(void **state)
{
    (void)state;
    bl_err err = {0};
    int64_t step = 1;
    for (int64_t fen = 1; fen < INT64_C(7036874417766400); fen += step) {
        bl_money amount = {0};
        assert_ok(bl_money_from_double((double)fen / 100, &amount, &err));
        assert_int_equal(amount.fen, fen);
        step = fen / 1009 + 1;
    }
}

static void money_add_and_subtract_refuse_past_the_limit(void **state)
{
    (void)state;
    bl_err err = {0};
    bl_money sum = {7};
    assert_ok(bl_money_add(most, least, &sum, &err));
    assert_int_equal(sum.fen, 0);
    assert_ok(bl_money_subtract((bl_money){0}, most, &sum, &err));
    assert_int_equal(sum.fen, -BL_MONEY_FEN_MAX);
    assert_refused(bl_money_add(most, (bl_money){1}, &sum, &err), BL_OVERFLOW);
    assert_refused(bl_money_add(most, most, &sum, &err), BL_OVERFLOW);
    assert_refused(bl_money_add(least, (bl_money){-1}, &sum, &err), BL_OVERFLOW);
    assert_refused(bl_money_subtract(least, most, &sum, &err), BL_OVERFLOW);
    assert_int_equal(sum.fen, -BL_MONEY_FEN_MAX);
}

static void money_scale_rounds_as_named(void **state)
{
    (void)state;
    bl_err err = {0};
    bl_money amount;
    bl_ratio half = {1, 2};
    assert_ok(bl_money_scale((bl_money){-5}, half, BL_ROUND_HALF_UP, &amount, &err));
    assert_int_equal(amount.fen, -3);
    assert_ok(bl_money_scale((bl_money){-5}, half, BL_ROUND_DOWN, &amount, &err));
    assert_int_equal(amount.fen, -2);
    assert_ok(bl_money_scale(most, (bl_ratio){-1, 1}, BL_ROUND_DOWN, &amount, &err));
    assert_int_equal(amount.fen, -BL_MONEY_FEN_MAX);
    assert_refused(bl_money_scale(most, (bl_ratio){3, 2}, BL_ROUND_DOWN, &amount, &err),
                   BL_OVERFLOW);
    assert_refused(bl_money_scale(most, (bl_ratio){INT64_MAX, 1}, BL_ROUND_DOWN, &amount, &err),
                   BL_OVERFLOW);
}

static void money_divide_is_exact(void **state)
{
    (void)state;
    bl_err err = {0};
    bl_ratio share;
    assert_ok(bl_money_divide((bl_money){2500}, (bl_money){-10000}, &share, &err));
    assert_int_equal(share.numerator, -1);
    assert_int_equal(share.denominator, 4);
    assert_refused(bl_money_divide(most, (bl_money){0}, &share, &err), BL_INVALID);
}

static void money_past_the_limit_is_wrong_code(void **state)
{
    (void)state;
    bl_money beyond = {BL_MONEY_FEN_MAX + 1};
    bl_money sum;
    assert_aborts(if (bl_money_add(beyond, most, &sum, NULL) == BL_OK) _exit(1));
}

static void money_is_written_with_no_more_decimals_than_it_needs(void **state)
{
    (void)state;
    assert_written(bl_money_write((bl_money){8333}, &out), "83.33");
    assert_written(bl_money_write((bl_money){3000}, &out), "30");
    assert_written(bl_money_write((bl_money){50}, &out), "0.5");
    assert_written(bl_money_write((bl_money){-5}, &out), "-0.05");
    assert_written(bl_money_write((bl_money){0}, &out), "0");
    assert_written(bl_money_write(least, &out), "-10000000000000000");
}

static void money_for_people_is_grouped(void **state)
{
    (void)state;
    assert_written(bl_money_write_grouped((bl_money){123456780}, false, &out), "1,234,567.80");
    assert_written(bl_money_write_grouped((bl_money){100000}, true, &out), "1,000");
    assert_written(bl_money_write_grouped((bl_money){100000}, false, &out), "1,000.00");
    assert_written(bl_money_write_grouped((bl_money){99999}, true, &out), "999.99");
    assert_written(bl_money_write_grouped((bl_money){-5}, true, &out), "-0.05");
    assert_written(bl_money_write_grouped((bl_money){0}, true, &out), "0");
    assert_written(bl_money_write_grouped(most, true, &out), "10,000,000,000,000,000");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        fact(money_from_yuan_goes_to_the_limit),
        fact(money_from_text_takes_what_people_write),
        fact(money_from_text_refuses_a_third_decimal),
        fact(money_from_text_refuses_other_words),
        fact(money_from_text_refuses_past_the_limit),
        fact(money_from_double_takes_the_amount_that_was_written),
        fact(money_from_double_refuses_what_is_not_whole_fen),
        fact(money_from_double_stops_where_two_amounts_are_one_double),
        fact(money_from_double_reads_back_every_amount_it_takes),
        fact(money_add_and_subtract_refuse_past_the_limit),
        fact(money_scale_rounds_as_named),
        fact(money_divide_is_exact),
        fact(money_past_the_limit_is_wrong_code),
        fact(money_is_written_with_no_more_decimals_than_it_needs),
        fact(money_for_people_is_grouped),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

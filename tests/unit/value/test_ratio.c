/* SPDX-License-Identifier: MIT */
#include <math.h>

#include "../fact.h"
#include "value/ratio.h"

static void assert_ratio(bl_ratio ratio, int64_t numerator, int64_t denominator)
{
    assert_int_equal(ratio.numerator, numerator);
    assert_int_equal(ratio.denominator, denominator);
}

static bl_ratio make(int64_t numerator, int64_t denominator)
{
    bl_err err = {0};
    bl_ratio ratio = {0};
    assert_ok(bl_ratio_make(numerator, denominator, &ratio, &err));
    return ratio;
}

static void ratio_is_kept_in_lowest_terms_with_a_positive_denominator(void **state)
{
    (void)state;
    assert_ratio(make(6, 8), 3, 4);
    assert_ratio(make(6, -8), -3, 4);
    assert_ratio(make(-6, -8), 3, 4);
    assert_ratio(make(0, -5), 0, 1);
    assert_ratio(make(INT64_MIN, INT64_MIN), 1, 1);
    assert_ratio(make(INT64_MIN, 2), INT64_MIN / 2, 1);
    assert_ratio(make(INT64_MAX, INT64_MAX), 1, 1);
}

static void ratio_refuses_a_zero_denominator_and_terms_that_do_not_fit(void **state)
{
    (void)state;
    bl_err err = {0};
    bl_ratio ratio;
    assert_refused(bl_ratio_make(1, 0, &ratio, &err), BL_INVALID);
    assert_refused(bl_ratio_make(INT64_MIN, -1, &ratio, &err), BL_OVERFLOW);
    assert_refused(bl_ratio_make(1, INT64_MIN, &ratio, &err), BL_OVERFLOW);
}

static void ratio_from_text_is_exact(void **state)
{
    (void)state;
    bl_err err = {0};
    bl_ratio ratio;
    assert_ok(bl_ratio_from_text(T("-12.5"), &ratio, &err));
    assert_ratio(ratio, -25, 2);
    assert_ok(bl_ratio_from_text(T("0.000000001"), &ratio, &err));
    assert_ratio(ratio, 1, 1000000000);
    assert_refused(bl_ratio_from_text(T("0.0000000001"), &ratio, &err), BL_INVALID);
    assert_refused(bl_ratio_from_text(T("1e3"), &ratio, &err), BL_INVALID);
    assert_refused(bl_ratio_from_text(T("9223372036854775808"), &ratio, &err), BL_OVERFLOW);
}

static void ratio_from_double_is_the_decimal_that_was_written(void **state)
{
    (void)state;
    bl_err err = {0};
    bl_ratio ratio;
    assert_ok(bl_ratio_from_double(0.1, &ratio, &err));
    assert_ratio(ratio, 1, 10);
    assert_ok(bl_ratio_from_double(-12.345678901, &ratio, &err));
    assert_ratio(ratio, -12345678901, 1000000000);
    assert_ok(bl_ratio_from_double(1e15, &ratio, &err));
    assert_ratio(ratio, 1000000000000000, 1);
    assert_ok(bl_ratio_from_double(-0.0, &ratio, &err));
    assert_ratio(ratio, 0, 1);
}

static void ratio_from_double_refuses_what_no_short_decimal_says(void **state)
{
    (void)state;
    bl_err err = {0};
    bl_ratio ratio;
    assert_refused(bl_ratio_from_double(0.1 + 0.2, &ratio, &err), BL_INVALID);
    assert_refused(bl_ratio_from_double(1.0 / 3, &ratio, &err), BL_INVALID);
    assert_refused(bl_ratio_from_double(1e-10, &ratio, &err), BL_INVALID);
    assert_refused(bl_ratio_from_double((double)NAN, &ratio, &err), BL_INVALID);
    assert_refused(bl_ratio_from_double(1e15 + 1, &ratio, &err), BL_OVERFLOW);
    assert_refused(bl_ratio_from_double(-(double)INFINITY, &ratio, &err), BL_OVERFLOW);
}

static void ratio_operations_are_exact(void **state)
{
    (void)state;
    bl_err err = {0};
    bl_ratio r;
    assert_ok(bl_ratio_add(make(1, 3), make(1, 6), &r, &err));
    assert_ratio(r, 1, 2);
    assert_ok(bl_ratio_subtract(make(1, 3), make(1, 2), &r, &err));
    assert_ratio(r, -1, 6);
    assert_ok(bl_ratio_multiply(make(-2, 3), make(3, 4), &r, &err));
    assert_ratio(r, -1, 2);
    assert_ok(bl_ratio_divide(make(1, 3), make(-2, 3), &r, &err));
    assert_ratio(r, -1, 2);
    assert_refused(bl_ratio_divide(make(1, 3), make(0, 1), &r, &err), BL_INVALID);
}

static void ratio_operations_refuse_what_does_not_fit(void **state)
{
    (void)state;
    bl_err err = {0};
    bl_ratio r;
    bl_ratio most = make(INT64_MAX, 1);
    bl_ratio least = make(INT64_MIN, 1);
    bl_ratio finest = make(1, INT64_MAX);
    assert_refused(bl_ratio_add(most, make(1, 1), &r, &err), BL_OVERFLOW);
    assert_refused(bl_ratio_subtract(least, make(1, 1), &r, &err), BL_OVERFLOW);
    assert_refused(bl_ratio_subtract(make(INT64_MAX, 2), make(INT64_MIN, 1), &r, &err),
                   BL_OVERFLOW);
    assert_refused(bl_ratio_multiply(least, least, &r, &err), BL_OVERFLOW);
    assert_refused(bl_ratio_multiply(finest, make(1, 2), &r, &err), BL_OVERFLOW);
    assert_refused(bl_ratio_divide(most, finest, &r, &err), BL_OVERFLOW);
    assert_ok(bl_ratio_add(most, least, &r, &err));
    assert_ratio(r, -1, 1);
}

static void ratio_compare_is_exact_where_doubles_are_not(void **state)
{
    (void)state;
    bl_ratio a = make(INT64_MAX - 1, INT64_MAX);
    bl_ratio b = make(INT64_MAX - 2, INT64_MAX - 1);
    assert_int_equal(bl_ratio_compare(a, b), 1);
    assert_int_equal(bl_ratio_compare(b, a), -1);
    assert_int_equal(bl_ratio_compare(a, a), 0);
    assert_int_equal(bl_ratio_compare(make(-1, 2), make(1, 3)), -1);
}

static int64_t rounded(int64_t a, int64_t n, int64_t d, bl_rounding rounding)
{
    bl_err err = {0};
    int64_t out = 0;
    assert_ok(bl_round_product(a, n, d, rounding, &out, &err));
    return out;
}

static void roundings_go_their_way_on_both_sides_of_zero(void **state)
{
    (void)state;
    /* a third, a half after an odd number, a half after an even one, two thirds, a whole */
    static const int64_t cases[][6] = {/* n, d, half up, half even, down, up */
                                       {4, 3, 1, 1, 1, 2},
                                       {3, 2, 2, 2, 1, 2},
                                       {5, 2, 3, 2, 2, 3},
                                       {5, 3, 2, 2, 1, 2},
                                       {6, 3, 2, 2, 2, 2}};
    static const bl_rounding ways[] = {BL_ROUND_HALF_UP, BL_ROUND_HALF_EVEN, BL_ROUND_DOWN,
                                       BL_ROUND_UP};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        for (size_t way = 0; way < 4; way++) {
            const int64_t *c = cases[i];
            assert_int_equal(rounded(1, c[0], c[1], ways[way]), c[2 + way]);
            assert_int_equal(rounded(-1, c[0], c[1], ways[way]), -c[2 + way]);
            assert_int_equal(rounded(1, c[0], -c[1], ways[way]), -c[2 + way]);
            assert_int_equal(rounded(-1, -c[0], c[1], ways[way]), c[2 + way]);
        }
}

static void round_product_reaches_both_ends_of_its_range(void **state)
{
    (void)state;
    bl_err err = {0};
    int64_t out;
    assert_int_equal(rounded(INT64_MAX, INT64_MAX, INT64_MAX, BL_ROUND_DOWN), INT64_MAX);
    assert_int_equal(rounded(INT64_MIN, INT64_MIN, INT64_MIN, BL_ROUND_DOWN), INT64_MIN);
    assert_int_equal(rounded(INT64_MIN, 1, 1, BL_ROUND_UP), INT64_MIN);
    assert_refused(bl_round_product(INT64_MIN, -1, 1, BL_ROUND_DOWN, &out, &err), BL_OVERFLOW);
    assert_refused(bl_round_product(INT64_MIN, INT64_MIN, 1, BL_ROUND_DOWN, &out, &err),
                   BL_OVERFLOW);
    assert_refused(bl_round_product(INT64_MAX, 3, 2, BL_ROUND_DOWN, &out, &err), BL_OVERFLOW);
    assert_refused(bl_round_product(1, 1, 0, BL_ROUND_DOWN, &out, &err), BL_INVALID);
}

static uint64_t next_random(uint64_t *seed)
{
    uint64_t x = (*seed += UINT64_C(0x9E3779B97F4A7C15));
    x = (x ^ (x >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    x = (x ^ (x >> 27)) * UINT64_C(0x94D049BB133111EB);
    return x ^ (x >> 31);
}

struct division {
    uint64_t quotient;
    uint64_t rest;
    bool too_large;
};

/* The oracle: a x n / d for magnitudes, adding a once for each bit of n while only ever keeping a
 * quotient and a rest below d, as one does on paper. Everything stays in 64 bits for d < 2^63. */
static struct division divide_slowly(uint64_t a, uint64_t n, uint64_t d)
{
    struct division sum = {0, 0, false};
    for (int bit = 63; bit >= 0; bit--) {
        sum.too_large |= (sum.quotient >> 63) != 0;
        sum.quotient *= 2;
        sum.rest *= 2;
        if ((n >> bit) & 1) {
            sum.too_large |= __builtin_add_overflow(sum.quotient, a / d, &sum.quotient);
            sum.rest += a % d;
        }
        while (sum.rest >= d) {
            sum.rest -= d;
            sum.too_large |= ++sum.quotient == 0;
        }
        if (sum.too_large)
            return sum;
    }
    return sum;
}

static bool oracle(int64_t a, int64_t n, int64_t d, bl_rounding rounding, int64_t *out)
{
    bool negative = ((a < 0) != (n < 0)) != (d < 0);
    struct division exact =
        divide_slowly((uint64_t)llabs(a), (uint64_t)llabs(n), (uint64_t)llabs(d));
    uint64_t divisor = (uint64_t)llabs(d);
    uint64_t twice = exact.rest * 2;
    bool away = rounding == BL_ROUND_UP        ? exact.rest > 0
                : rounding == BL_ROUND_HALF_UP ? twice >= divisor
                : rounding == BL_ROUND_HALF_EVEN
                    ? twice > divisor || (twice == divisor && exact.quotient % 2 == 1)
                    : false;
    uint64_t whole = exact.quotient + away;
    if (exact.too_large || whole > (uint64_t)INT64_MAX)
        return false;
    *out = negative ? -(int64_t)whole : (int64_t)whole;
    return true;
}

/* Numbers of every length below 2^61, so that the oracle's rest doubles without loss. */
static int64_t random_number(uint64_t *seed)
{
    int64_t number = (int64_t)(next_random(seed) >> (3 + next_random(seed) % 61));
    return next_random(seed) % 2 == 0 ? number : -number;
}

static void round_product_agrees_with_long_division(void **state)
{
    (void)state;
    uint64_t seed = 20210101;
    int kept = 0;
    for (int i = 0; i < 100000; i++) {
        int64_t a = random_number(&seed);
        int64_t n = random_number(&seed);
        int64_t d = random_number(&seed);
        bl_rounding rounding = (bl_rounding)(next_random(&seed) % 4);
        if (i % 3 == 0)
            d = d % 8 * 2; /* halves are rare otherwise */
        if (d == 0)
            continue;
        int64_t expected = 0;
        int64_t found = 0;
        bool fits = oracle(a, n, d, rounding, &expected);
        assert_int_equal(bl_round_product(a, n, d, rounding, &found, NULL),
                         fits ? BL_OK : BL_OVERFLOW);
        assert_int_equal(found, expected);
        kept += fits;
    }
    assert_true(kept > 10000);
}

static void ratio_is_written_with_halves_up_and_no_trailing_zeros(void **state)
{
    (void)state;
    assert_written(bl_ratio_write(make(303, 10), 2, &out), "30.3");
    assert_written(bl_ratio_write(make(4, 1), 2, &out), "4");
    assert_written(bl_ratio_write(make(1, 3), 4, &out), "0.3333");
    assert_written(bl_ratio_write(make(1, 8), 2, &out), "0.13");
    assert_written(bl_ratio_write(make(-1, 8), 2, &out), "-0.13");
    assert_written(bl_ratio_write(make(999, 1000), 2, &out), "1");
    assert_written(bl_ratio_write(make(1, 2), 0, &out), "1");
    assert_written(bl_ratio_write(make(10001, 10000), 4, &out), "1.0001");
    assert_written(bl_ratio_write(make(-1, 1000), 2, &out), "0");
    assert_written(bl_ratio_write(make(INT64_MIN, 1), 9, &out), "-9223372036854775808");
    assert_written(bl_ratio_write(make(INT64_MAX, 2), 9, &out), "4611686018427387903.5");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        fact(ratio_is_kept_in_lowest_terms_with_a_positive_denominator),
        fact(ratio_refuses_a_zero_denominator_and_terms_that_do_not_fit),
        fact(ratio_from_text_is_exact),
        fact(ratio_from_double_is_the_decimal_that_was_written),
        fact(ratio_from_double_refuses_what_no_short_decimal_says),
        fact(ratio_operations_are_exact),
        fact(ratio_operations_refuse_what_does_not_fit),
        fact(ratio_compare_is_exact_where_doubles_are_not),
        fact(roundings_go_their_way_on_both_sides_of_zero),
        fact(round_product_reaches_both_ends_of_its_range),
        fact(round_product_agrees_with_long_division),
        fact(ratio_is_written_with_halves_up_and_no_trailing_zeros),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

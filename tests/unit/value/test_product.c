/* SPDX-License-Identifier: MIT */
#include "../fact.h"
#include "value/product.h"

#define COUNT(list) (sizeof(list) / sizeof((list)[0]))

static void products_are_compared_by_their_values(void **state)
{
    (void)state;
    const bl_ratio growth[] = {{108, 100}, {104, 100}, {106, 100}};
    const bl_ratio wanted[] = {{106, 100}, {106, 100}, {106, 100}};
    const bl_ratio same[] = {{53, 50}, {1124, 1000}, {106, 100}, {106, 100}, {1000, 1124}};
    assert_int_equal(bl_product_compare(growth, 3, wanted, 3), -1);
    assert_int_equal(bl_product_compare(wanted, 3, growth, 3), 1);
    assert_int_equal(bl_product_compare(wanted, 3, same, 5), 0);
    assert_int_equal(bl_product_compare(wanted, 1, NULL, 0), 1);
    assert_int_equal(bl_product_compare(NULL, 0, NULL, 0), 0);
}

static void signs_and_zeros_count(void **state)
{
    (void)state;
    const bl_ratio fall[] = {{-1, 2}, {1, 2}}, rise[] = {{-1, 2}, {-1, 2}}, none[] = {{0, 1}};
    assert_int_equal(bl_product_compare(fall, 2, none, 1), -1);
    assert_int_equal(bl_product_compare(rise, 2, none, 1), 1);
    assert_int_equal(bl_product_compare(none, 1, none, 1), 0);
    assert_int_equal(bl_product_compare(fall, 2, rise, 2), -1);
    const bl_ratio third[] = {{-1, 3}}, quarter[] = {{-1, 4}};
    assert_int_equal(bl_product_compare(third, 1, quarter, 1), -1);
}

static void products_far_beyond_a_word_stay_exact(void **state)
{
    (void)state;
    enum { YEARS = 15 };
    bl_ratio left[YEARS], right[YEARS];
    for (int i = 0; i < YEARS; i++) {
        left[i] = (bl_ratio){INT64_MAX, INT64_MAX - 1};
        right[i] = left[i];
    }
    assert_int_equal(bl_product_compare(left, YEARS, right, YEARS), 0);
    right[YEARS - 1].numerator--;
    assert_int_equal(bl_product_compare(left, YEARS, right, YEARS), 1);
    left[0] = (bl_ratio){INT64_MIN, 1};
    right[0] = (bl_ratio){INT64_MIN + 1, 1};
    assert_int_equal(bl_product_compare(left, YEARS, right, YEARS), -1);
}

static void as_many_factors_as_there_may_be(void **state)
{
    (void)state;
    bl_ratio left[BL_PRODUCT_FACTORS_MAX - 1];
    for (size_t i = 0; i < COUNT(left); i++)
        left[i] = (bl_ratio){INT64_MAX, 1};
    assert_int_equal(bl_product_compare(left, COUNT(left), NULL, 0), 1);
    assert_int_equal(bl_product_compare(NULL, 0, left, COUNT(left)), -1);
}

int main(void)
{
    const struct CMUnitTest facts[] = {
        fact(products_are_compared_by_their_values), fact(signs_and_zeros_count),
        fact(products_far_beyond_a_word_stay_exact), fact(as_many_factors_as_there_may_be)};
    return cmocka_run_group_tests(facts, NULL, NULL);
}

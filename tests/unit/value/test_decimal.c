/* SPDX-License-Identifier: MIT */
#include "../fact.h"
#include "value/decimal.h"

static void assert_read(const char *text, bool grouped, int64_t digits, int places)
{
    bl_err err = {0};
    bl_decimal read = {0, 0};
    assert_ok(bl_decimal_from_text(bl_text_of(text), grouped, 9, &read, &err));
    assert_int_equal(read.digits, digits);
    assert_int_equal(read.places, places);
}

static void number_keeps_the_decimals_it_was_written_with(void **state)
{
    (void)state;
    assert_read("0", false, 0, 0);
    assert_read("12.50", false, 1250, 2);
    assert_read("-0.5", false, -5, 1);
    assert_read("+7", false, 7, 0);
    assert_read("007", false, 7, 0);
    assert_read("0.123456789", false, 123456789, 9);
}

static void number_goes_to_both_ends_of_its_range(void **state)
{
    (void)state;
    assert_read("9223372036854775807", false, INT64_MAX, 0);
    assert_read("-9223372036854775808", false, INT64_MIN, 0);
    bl_err err = {0};
    bl_decimal read;
    assert_refused(bl_decimal_from_text(T("9223372036854775808"), false, 9, &read, &err),
                   BL_OVERFLOW);
    assert_refused(bl_decimal_from_text(T("-9223372036854775809"), false, 9, &read, &err),
                   BL_OVERFLOW);
    assert_refused(bl_decimal_from_text(T("1000000000000000000000"), false, 9, &read, &err),
                   BL_OVERFLOW);
}

static void commas_stand_between_groups_of_three(void **state)
{
    (void)state;
    assert_read("1,000", true, 1000, 0);
    assert_read("12,345,678.90", true, 1234567890, 2);
    assert_read("-999,999", true, -999999, 0);
    static const char *const refused[] = {
        "1,00",   "1,0000", "1000,000",  "1,000000",  ",100",  "1,", "1,,000",
        "1,000,", "1,00.5", "1.000,000", "100,000,0", "-,100", ","};
    bl_err err = {0};
    bl_decimal read;
    for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++)
        assert_refused(bl_decimal_from_text(bl_text_of(refused[i]), true, 9, &read, &err),
                       BL_INVALID);
    assert_refused(bl_decimal_from_text(T("1,000"), false, 9, &read, &err), BL_INVALID);
}

static void what_is_not_digits_is_refused(void **state)
{
    (void)state;
    static const char *const refused[] = {"",     "-",     "+",     ".",   ".5",    "5.",  "1e3",
                                          "0x10", " 1",    "1 ",    "--1", "1.2.3", "nan", "inf",
                                          "１",   "1_000", "12 元", "- 1", "1.-2",  "5%"};
    bl_err err = {0};
    bl_decimal read;
    for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++)
        assert_refused(bl_decimal_from_text(bl_text_of(refused[i]), true, 9, &read, &err),
                       BL_INVALID);
    assert_refused(bl_decimal_from_text(T("1\0"), false, 9, &read, &err), BL_INVALID);
}

static void one_decimal_too_many_is_refused(void **state)
{
    (void)state;
    bl_err err = {0};
    bl_decimal read;
    assert_ok(bl_decimal_from_text(T("1.23"), false, 2, &read, &err));
    assert_refused(bl_decimal_from_text(T("1.230"), false, 2, &read, &err), BL_INVALID);
    assert_refused(bl_decimal_from_text(T("1.2"), false, 0, &read, &err), BL_INVALID);
}

static void long_text_is_quoted_by_its_head(void **state)
{
    (void)state;
    char text[400];
    memset(text, '9', sizeof text);
    bl_err err = {0};
    bl_decimal read;
    assert_int_equal(bl_decimal_from_text((bl_text){text, sizeof text}, false, 9, &read, &err),
                     BL_OVERFLOW);
    assert_true(strlen(err.text) < 100);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        fact(number_keeps_the_decimals_it_was_written_with),
        fact(number_goes_to_both_ends_of_its_range),
        fact(commas_stand_between_groups_of_three),
        fact(what_is_not_digits_is_refused),
        fact(one_decimal_too_many_is_refused),
        fact(long_text_is_quoted_by_its_head),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: MIT */
#include "../fact.h"
#include "value/date.h"

static bl_date day(const char *text)
{
    bl_err err = {0};
    bl_date date = {0};
    assert_ok(bl_date_from_text(bl_text_of(text), &date, &err));
    return date;
}

static bl_moment moment(const char *text)
{
    bl_err err = {0};
    bl_moment at = {0};
    assert_ok(bl_moment_from_text(bl_text_of(text), &at, &err));
    return at;
}

static void date_counts_from_the_epoch(void **state)
{
    (void)state;
    assert_int_equal(day("1970-01-01").days, 0);
    assert_int_equal(day("1969-12-31").days, -1);
    assert_int_equal(day("2021-12-03").days, 18964);
    assert_int_equal(day("0001-01-01").days, -719162);
    assert_int_equal(day("9999-12-31").days, 2932896);
}

/* An independent count: one day after another through all years. */
static void every_day_follows_the_one_before(void **state)
{
    (void)state;
    static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    int32_t days = -719162;
    for (int year = 1; year <= 9999; year++)
        for (int month = 1; month <= 12; month++) {
            bool leap = year % 400 == 0 || (year % 4 == 0 && year % 100 != 0);
            int last = lengths[month - 1] + (month == 2 && leap);
            for (int d = 1; d <= last; d++, days++) {
                bl_date date = {0};
                int y, m, dd;
                assert_true(bl_date_make(year, month, d, &date, NULL) == BL_OK);
                bl_date_parts(date, &y, &m, &dd);
                assert_true(date.days == days && y == year && m == month && dd == d);
            }
            bl_date none;
            assert_true(bl_date_make(year, month, last + 1, &none, NULL) == BL_INVALID);
        }
}

static void leap_days_follow_the_rule_of_centuries(void **state)
{
    (void)state;
    bl_err err = {0};
    bl_date date;
    assert_ok(bl_date_make(2000, 2, 29, &date, &err));
    assert_ok(bl_date_make(2024, 2, 29, &date, &err));
    assert_refused(bl_date_make(1900, 2, 29, &date, &err), BL_INVALID);
    assert_refused(bl_date_make(2100, 2, 29, &date, &err), BL_INVALID);
    assert_refused(bl_date_make(2023, 2, 29, &date, &err), BL_INVALID);
}

static void date_refuses_days_that_do_not_exist(void **state)
{
    (void)state;
    bl_err err = {0};
    bl_date date;
    assert_refused(bl_date_make(0, 1, 1, &date, &err), BL_INVALID);
    assert_refused(bl_date_make(10000, 1, 1, &date, &err), BL_INVALID);
    assert_refused(bl_date_make(2021, 0, 1, &date, &err), BL_INVALID);
    assert_refused(bl_date_make(2021, 13, 1, &date, &err), BL_INVALID);
    assert_refused(bl_date_make(2021, 1, 0, &date, &err), BL_INVALID);
    assert_refused(bl_date_make(2021, 4, 31, &date, &err), BL_INVALID);
}

static void date_from_text_takes_one_form_only(void **state)
{
    (void)state;
    static const char *const refused[] = {"",
                                          "2021-1-3",
                                          "2021/01/03",
                                          "20210103",
                                          "2021-01-3",
                                          "2021-01-03 ",
                                          " 2021-01-03",
                                          "21-01-03",
                                          "2021-02-30",
                                          "0000-01-01",
                                          "2021-01-0３",
                                          "-021-01-03",
                                          "2021-01-03T00:00:00Z"};
    bl_err err = {0};
    bl_date date;
    for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++)
        assert_refused(bl_date_from_text(bl_text_of(refused[i]), &date, &err), BL_INVALID);
}

static void date_add_days_stays_in_its_years(void **state)
{
    (void)state;
    bl_err err = {0};
    bl_date date;
    assert_ok(bl_date_add_days(day("2024-02-28"), 2, &date, &err));
    assert_written(bl_date_write(date, &out), "2024-03-01");
    assert_ok(bl_date_add_days(day("0001-01-01"), 2932896 + 719162, &date, &err));
    assert_written(bl_date_write(date, &out), "9999-12-31");
    assert_refused(bl_date_add_days(day("9999-12-31"), 1, &date, &err), BL_OVERFLOW);
    assert_refused(bl_date_add_days(day("0001-01-01"), -1, &date, &err), BL_OVERFLOW);
    assert_refused(bl_date_add_days(day("2021-01-01"), INT64_MAX, &date, &err), BL_OVERFLOW);
    assert_refused(bl_date_add_days(day("1900-01-01"), INT64_MIN, &date, &err), BL_OVERFLOW);
}

static void assert_months(const char *from, int64_t months, const char *to)
{
    bl_err err = {0};
    bl_date date = {0};
    assert_ok(bl_date_add_months(day(from), months, &date, &err));
    assert_written(bl_date_write(date, &out), to);
}

static void date_add_months_ends_at_the_last_day_of_a_short_month(void **state)
{
    (void)state;
    assert_months("2021-01-31", 1, "2021-02-28");
    assert_months("2024-01-31", 1, "2024-02-29");
    assert_months("2021-03-31", -1, "2021-02-28");
    assert_months("2021-10-31", 1, "2021-11-30");
    assert_months("2021-12-03", 1, "2022-01-03");
    assert_months("2021-01-31", -1, "2020-12-31");
    assert_months("2024-02-29", 12, "2025-02-28");
    assert_months("2000-02-29", -1200, "1900-02-28");
    assert_months("0001-01-31", 9998 * 12 + 11, "9999-12-31");
}

static void date_add_months_stays_in_its_years(void **state)
{
    (void)state;
    bl_err err = {0};
    bl_date date;
    assert_refused(bl_date_add_months(day("9999-12-01"), 1, &date, &err), BL_OVERFLOW);
    assert_refused(bl_date_add_months(day("0001-01-31"), -1, &date, &err), BL_OVERFLOW);
    assert_refused(bl_date_add_months(day("2021-01-01"), INT64_MAX, &date, &err), BL_OVERFLOW);
    assert_refused(bl_date_add_months(day("2021-01-01"), INT64_MIN, &date, &err), BL_OVERFLOW);
}

static void assert_years(const char *from, int64_t years, const char *to)
{
    bl_err err = {0};
    bl_date date = {0};
    assert_ok(bl_date_add_years(day(from), years, &date, &err));
    assert_written(bl_date_write(date, &out), to);
}

static void date_add_years_takes_the_leap_day_to_the_first_of_march(void **state)
{
    (void)state;
    assert_years("2024-02-29", 1, "2025-03-01");
    assert_years("2024-02-29", 4, "2028-02-29");
    assert_years("2024-02-29", 76, "2100-03-01");
    assert_years("2024-02-29", -1, "2023-03-01");
    assert_years("2023-02-28", 1, "2024-02-28");
    assert_years("2023-03-01", 1, "2024-03-01");
    assert_years("2021-12-31", 0, "2021-12-31");
    assert_years("0001-01-01", 9998, "9999-01-01");
}

static void date_add_years_stays_in_its_years(void **state)
{
    (void)state;
    bl_err err = {0};
    bl_date date;
    assert_refused(bl_date_add_years(day("9999-01-01"), 1, &date, &err), BL_OVERFLOW);
    assert_refused(bl_date_add_years(day("0001-12-31"), -1, &date, &err), BL_OVERFLOW);
    assert_refused(bl_date_add_years(day("2021-01-01"), INT64_MAX, &date, &err), BL_OVERFLOW);
    assert_refused(bl_date_add_years(day("2021-01-01"), INT64_MIN, &date, &err), BL_OVERFLOW);
}

static void weekdays_run_from_monday_one_to_sunday_seven(void **state)
{
    (void)state;
    assert_int_equal(bl_date_weekday(day("1970-01-01")), 4);
    assert_int_equal(bl_date_weekday(day("2021-12-03")), 5);
    assert_int_equal(bl_date_weekday(day("2021-12-05")), 7);
    assert_int_equal(bl_date_weekday(day("2021-12-06")), 1);
    assert_int_equal(bl_date_weekday(day("0001-01-01")), 1);
    assert_int_equal(bl_date_weekday(day("9999-12-31")), 5);
}

static void moment_is_read_at_its_offset(void **state)
{
    (void)state;
    assert_int_equal(moment("1970-01-01T00:00:00Z").ns, 0);
    assert_int_equal(moment("1970-01-01T08:00:00+08:00").ns, 0);
    assert_int_equal(moment("1969-12-31T18:30:00-05:30").ns, 0);
    assert_int_equal(moment("1970-01-01t00:00:00z").ns, 0);
    assert_int_equal(moment("1969-12-31T23:59:59.999999999Z").ns, -1);
    assert_int_equal(moment("1970-01-01T23:59:00+23:59").ns, 0);
    assert_int_equal(moment("2021-12-03T10:00:00+08:00").ns, INT64_C(1638496800) * BL_SECOND);
}

static void moment_takes_up_to_nine_decimals(void **state)
{
    (void)state;
    assert_int_equal(moment("1970-01-01T00:00:00.5Z").ns, BL_SECOND / 2);
    assert_int_equal(moment("1970-01-01T00:00:00.000000001Z").ns, 1);
    assert_int_equal(moment("1970-01-01T00:00:00.120Z").ns, 120000000);
    bl_err err = {0};
    bl_moment at;
    assert_refused(bl_moment_from_text(T("1970-01-01T00:00:00.0000000000Z"), &at, &err),
                   BL_INVALID);
    assert_refused(bl_moment_from_text(T("1970-01-01T00:00:00.Z"), &at, &err), BL_INVALID);
}

static void moment_refuses_other_forms(void **state)
{
    (void)state;
    static const char *const refused[] = {
        "",
        "2021-12-03",
        "2021-12-03T10:00:00",
        "2021-12-03T10:00+08:00",
        "2021-12-03 10:00:00+08:00",
        "2021-12-03T24:00:00+08:00",
        "2021-12-03T23:59:60+08:00",
        "2021-12-03T10:60:00+08:00",
        "2021-12-03T10:00:00+24:00",
        "2021-12-03T10:00:00+08:60",
        "2021-12-03T10:00:00+0800",
        "2021-12-03T10:00:00+08",
        "2021-12-03T10:00:00+08:00 ",
        "2021-12-03T10:00:00 08:00",
        "2021-12-03T10:00:00ZZ",
        "2021-02-29T10:00:00Z",
        "2021-12-03T1a:00:00Z",
        "2021-12-03T10:00:00,5Z",
    };
    bl_err err = {0};
    bl_moment at;
    for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++)
        assert_refused(bl_moment_from_text(bl_text_of(refused[i]), &at, &err), BL_INVALID);
}

static void moment_stays_in_the_years_1678_to_2261(void **state)
{
    (void)state;
    bl_err err = {0};
    bl_moment first = moment("1678-01-01T00:00:00+08:00");
    bl_moment last = moment("2261-12-31T23:59:59.999999999+08:00");
    bl_moment at;
    assert_refused(bl_moment_from_text(T("1677-12-31T23:59:59+08:00"), &at, &err), BL_OVERFLOW);
    assert_refused(bl_moment_from_text(T("2262-01-01T00:00:00+08:00"), &at, &err), BL_OVERFLOW);
    assert_refused(bl_moment_from_text(T("0001-01-01T00:00:00Z"), &at, &err), BL_OVERFLOW);
    assert_refused(bl_moment_from_text(T("9999-12-31T00:00:00Z"), &at, &err), BL_OVERFLOW);
    assert_refused(bl_moment_from_date(day("2262-01-01"), &at, &err), BL_OVERFLOW);
    assert_refused(bl_moment_from_date(day("1677-12-31"), &at, &err), BL_OVERFLOW);
    assert_refused(bl_moment_add(first, -1, &at, &err), BL_OVERFLOW);
    assert_refused(bl_moment_add(last, 1, &at, &err), BL_OVERFLOW);
    assert_refused(bl_moment_add(last, INT64_MAX, &at, &err), BL_OVERFLOW);
    assert_refused(bl_moment_add(first, INT64_MIN, &at, &err), BL_OVERFLOW);
}

static void day_of_a_moment_turns_at_midnight_in_shanghai(void **state)
{
    (void)state;
    assert_int_equal(bl_moment_date(moment("2021-12-03T15:59:59.999999999Z")).days,
                     day("2021-12-03").days);
    assert_int_equal(bl_moment_date(moment("2021-12-03T16:00:00Z")).days, day("2021-12-04").days);
    assert_int_equal(bl_moment_date(moment("1969-12-31T15:59:59Z")).days, -1);
    assert_int_equal(bl_moment_date(moment("1678-01-01T00:00:00+08:00")).days,
                     day("1678-01-01").days);
    bl_err err = {0};
    bl_moment start;
    assert_ok(bl_moment_from_date(day("2021-12-03"), &start, &err));
    assert_int_equal(start.ns, moment("2021-12-03T00:00:00+08:00").ns);
}

static void moment_is_written_at_shanghai_with_the_decimals_it_needs(void **state)
{
    (void)state;
    assert_written(bl_moment_write(moment("2021-12-03T02:00:00Z"), &out),
                   "2021-12-03T10:00:00+08:00");
    assert_written(bl_moment_write(moment("2021-12-03T10:00:00.120+08:00"), &out),
                   "2021-12-03T10:00:00.12+08:00");
    assert_written(bl_moment_write(moment("1969-12-31T23:59:59.000000001+08:00"), &out),
                   "1969-12-31T23:59:59.000000001+08:00");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        fact(date_counts_from_the_epoch),
        fact(every_day_follows_the_one_before),
        fact(leap_days_follow_the_rule_of_centuries),
        fact(date_refuses_days_that_do_not_exist),
        fact(date_from_text_takes_one_form_only),
        fact(date_add_days_stays_in_its_years),
        fact(date_add_months_ends_at_the_last_day_of_a_short_month),
        fact(date_add_months_stays_in_its_years),
        fact(date_add_years_takes_the_leap_day_to_the_first_of_march),
        fact(date_add_years_stays_in_its_years),
        fact(weekdays_run_from_monday_one_to_sunday_seven),
        fact(moment_is_read_at_its_offset),
        fact(moment_takes_up_to_nine_decimals),
        fact(moment_refuses_other_forms),
        fact(moment_stays_in_the_years_1678_to_2261),
        fact(day_of_a_moment_turns_at_midnight_in_shanghai),
        fact(moment_is_written_at_shanghai_with_the_decimals_it_needs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

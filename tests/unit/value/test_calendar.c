/* SPDX-License-Identifier: MIT */
#include "../fact.h"
#include "value/calendar.h"
#include "value/workdays.h"

static bl_date day(const char *text)
{
    bl_err err = {0};
    bl_date date = {0};
    assert_ok(bl_date_from_text(bl_text_of(text), &date, &err));
    return date;
}

static bl_date row_date(const bl_workday_row *row)
{
    bl_err err = {0};
    bl_date date = {0};
    assert_ok(bl_date_make(row->day / 10000, row->day / 100 % 100, row->day % 100, &date, &err));
    return date;
}

static void every_year_has_the_rows_that_were_published(void **state)
{
    (void)state;
    static const int expected[6][2] = {{31, 7}, {32, 7}, {26, 7}, {28, 8}, {28, 5}, {33, 6}};
    int found[6][2] = {{0}};
    for (int i = 0; i < bl_workday_row_count; i++) {
        int year = bl_workday_rows[i].day / 10000 - 2021;
        assert_in_range(year, 0, 5);
        found[year][bl_workday_rows[i].works]++;
    }
    assert_memory_equal(found, expected, sizeof expected);
}

static void rows_rise(void **state)
{
    (void)state;
    for (int i = 1; i < bl_workday_row_count; i++)
        assert_true(bl_workday_rows[i - 1].day < bl_workday_rows[i].day);
}

static void every_year_has_the_working_days_that_it_had(void **state)
{
    (void)state;
    static const int expected[] = {250, 249, 249, 251, 248, 248};
    for (int year = 2021; year <= 2026; year++) {
        bl_date date = {0};
        bl_date last = {0};
        bl_err err = {0};
        bool complete = true;
        int count = 0;
        assert_ok(bl_date_make(year, 1, 1, &date, &err));
        assert_ok(bl_date_make(year, 12, 31, &last, &err));
        for (; date.days <= last.days; date.days++)
            count += bl_calendar_is_workday(date, &complete);
        assert_int_equal(count, expected[year - 2021]);
        assert_true(complete);
    }
}

static void every_make_up_day_is_a_saturday_or_sunday_and_works(void **state)
{
    (void)state;
    for (int i = 0; i < bl_workday_row_count; i++) {
        bl_date date = row_date(&bl_workday_rows[i]);
        bool complete = true;
        assert_int_equal(bl_calendar_is_workday(date, &complete), bl_workday_rows[i].works);
        if (bl_workday_rows[i].works)
            assert_true(bl_date_weekday(date) >= 6);
    }
}

static void assert_rolls(const char *from, const char *to, bool listed)
{
    bl_err err = {0};
    bl_date date = {0};
    bool complete = true;
    assert_ok(bl_calendar_roll(day(from), &date, &complete, &err));
    assert_written(bl_date_write(date, &out), to);
    assert_int_equal(complete, listed);
}

static void roll_goes_over_the_national_day(void **state)
{
    (void)state;
    assert_rolls("2021-09-30", "2021-09-30", true);
    assert_rolls("2021-10-01", "2021-10-08", true);
    assert_rolls("2021-10-07", "2021-10-08", true);
    assert_rolls("2021-10-09", "2021-10-09", true); /* a Saturday that works */
    assert_rolls("2021-10-10", "2021-10-11", true);
    assert_rolls("2021-12-04", "2021-12-06", true);
}

static void calendar_says_when_a_year_is_not_listed(void **state)
{
    (void)state;
    assert_rolls("2020-12-31", "2020-12-31", false);
    assert_rolls("2021-01-01", "2021-01-04", true);
    assert_rolls("2026-12-31", "2026-12-31", true);
    assert_rolls("2027-01-01", "2027-01-01", false);
    assert_rolls("2027-10-02", "2027-10-04", false);
    bool complete = true;
    assert_true(bl_calendar_is_workday(day("2027-01-01"), &complete));
    assert_false(complete);
    bl_calendar_is_workday(day("2021-01-01"), &complete);
    assert_false(complete);
}

static void roll_and_add_refuse_past_the_last_day(void **state)
{
    (void)state;
    bl_err err = {0};
    bl_date date;
    bool complete = true;
    assert_int_equal(bl_date_weekday(day("9999-12-31")), 5);
    assert_ok(bl_calendar_roll(day("9999-12-31"), &date, &complete, &err));
    assert_refused(bl_calendar_add_workdays(day("9999-12-31"), 1, &date, &complete, &err),
                   BL_OVERFLOW);
    assert_refused(bl_calendar_add_workdays(day("2021-01-01"), INT64_MAX, &date, &complete, &err),
                   BL_OVERFLOW);
    assert_ok(bl_calendar_add_workdays(day("9999-12-30"), 1, &date, &complete, &err));
}

static void assert_added(const char *from, int64_t n, const char *to, bool listed)
{
    bl_err err = {0};
    bl_date date = {0};
    bool complete = true;
    assert_ok(bl_calendar_add_workdays(day(from), n, &date, &complete, &err));
    assert_written(bl_date_write(date, &out), to);
    assert_int_equal(complete, listed);
}

static void working_days_are_added_after_the_day_itself(void **state)
{
    (void)state;
    assert_added("2021-10-02", 0, "2021-10-02", true);
    assert_added("2021-09-30", 1, "2021-10-08", true);
    assert_added("2021-09-30", 2, "2021-10-09", true);
    assert_added("2021-09-30", 3, "2021-10-11", true);
    assert_added("2021-12-03", 5, "2021-12-10", true);
    assert_added("2026-12-31", 1, "2027-01-01", false);
    assert_added("2020-12-31", 1, "2021-01-04", false);
}

/* Adding by halving and counting by arithmetic against a walk from day to day. */
static void adding_and_counting_agree_with_a_walk(void **state)
{
    (void)state;
    for (bl_date from = day("2020-11-20"); from.days < day("2027-02-10").days; from.days += 13) {
        int64_t count = 0;
        bool complete = true;
        assert_int_equal(bl_calendar_workdays_between(from, from, &complete), 0);
        for (bl_date to = {from.days + 1}; to.days < from.days + 120; to.days++) {
            bool works = bl_calendar_is_workday(to, &complete);
            count += works;
            assert_int_equal(bl_calendar_workdays_between(from, to, &complete), count);
            assert_int_equal(bl_calendar_workdays_between(to, from, &complete), -count);
            bl_date added = {0};
            bl_err err = {0};
            assert_ok(bl_calendar_add_workdays(from, count, &added, &complete, &err));
            if (works)
                assert_int_equal(added.days, to.days);
        }
    }
}

static void counting_works_before_the_epoch(void **state)
{
    (void)state;
    bool complete = true;
    for (bl_date to = day("0001-01-02"); to.days < day("0001-03-01").days; to.days++) {
        bl_date from = {to.days - 1};
        assert_int_equal(bl_calendar_workdays_between(from, to, &complete),
                         bl_date_weekday(to) <= 5);
    }
    assert_int_equal(bl_calendar_workdays_between(day("1969-12-20"), day("1970-01-10"), &complete),
                     15);
    assert_false(complete);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        fact(every_year_has_the_rows_that_were_published),
        fact(rows_rise),
        fact(every_year_has_the_working_days_that_it_had),
        fact(every_make_up_day_is_a_saturday_or_sunday_and_works),
        fact(roll_goes_over_the_national_day),
        fact(calendar_says_when_a_year_is_not_listed),
        fact(roll_and_add_refuse_past_the_last_day),
        fact(working_days_are_added_after_the_day_itself),
        fact(adding_and_counting_agree_with_a_walk),
        fact(counting_works_before_the_epoch),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

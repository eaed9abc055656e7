/* SPDX-License-Identifier: MIT */
#include "../fact.h"
#include "value/timetable.h"

static bl_moment at(const char *text)
{
    bl_err err = {0};
    bl_moment moment = {0};
    bl_buffer whole = {0};
    bl_buffer_format(&whole, "%.10sT%s%s+08:00", text, text + 11, strlen(text) == 16 ? ":00" : "");
    assert_ok(bl_moment_from_text(bl_buffer_view(&whole), &moment, &err));
    bl_buffer_deinit(&whole);
    return moment;
}

static bl_timetable table_of(const char *words)
{
    bl_err err = {0};
    bl_timetable table;
    assert_ok(bl_timetable_read(bl_text_of(words), &table, &err));
    return table;
}

/* The moment that follows is this one, and then that one. */
static void follows(const char *words, const char *after, const char *first, const char *second)
{
    bl_err err = {0};
    bl_timetable table = table_of(words);
    bl_moment next;
    bool found;
    assert_ok(bl_timetable_next(&table, at(after), &next, &found, &err));
    assert_true(found);
    assert_int_equal(next.ns, at(first).ns);
    assert_ok(bl_timetable_next(&table, next, &next, &found, &err));
    assert_int_equal(found, second != NULL);
    if (second)
        assert_int_equal(next.ns, at(second).ns);
}

static void comes(const char *words, const char *event, const char *expected)
{
    bl_err err = {0};
    bl_timetable table = table_of(words);
    bl_moment due;
    assert_ok(bl_timetable_after(&table, at(event), &due, &err));
    assert_int_equal(due.ns, at(expected).ns);
}

static void day_of_a_week_comes_each_week(void **state)
{
    (void)state;
    follows("every friday at 10:00", "2021-12-03 10:00", "2021-12-10 10:00", "2021-12-17 10:00");
    follows("every friday at 10:00", "2021-12-03 09:59:59", "2021-12-03 10:00", "2021-12-10 10:00");
    follows("every monday, thursday and sunday", "2021-12-03 00:00", "2021-12-05 00:00",
            "2021-12-06 00:00");
    follows("every day at 24:00", "2021-12-31 12:00", "2022-01-01 00:00", "2022-01-02 00:00");
}

static void working_days_leave_out_rest_and_keep_days_that_make_up(void **state)
{
    (void)state;
    follows("every working day at 09:00", "2021-09-17 09:00", "2021-09-18 09:00",
            "2021-09-22 09:00"); /* a Saturday that makes up, then the festival */
    follows("every month on working day 1", "2021-10-01 00:00", "2021-10-08 00:00",
            "2021-11-01 00:00");
    follows("every month on day 1 at 09:00 or the next working day", "2021-09-30 12:00",
            "2021-10-08 09:00", "2021-11-01 09:00");
    follows("on 2021-10-01 at 10:00 or the next working day", "2021-10-01 10:00",
            "2021-10-08 10:00", NULL);
    follows("every saturday or the next working day", "2021-10-01 00:00", "2021-10-08 00:00",
            "2021-10-09 00:00"); /* two Saturdays: one moves, one makes up */
}

static void day_that_a_month_lacks_is_its_last(void **state)
{
    (void)state;
    follows("every month on day 31", "2024-01-31 00:00", "2024-02-29 00:00", "2024-03-31 00:00");
    follows("every month on day 30", "2022-01-30 00:00", "2022-02-28 00:00", "2022-03-30 00:00");
    follows("every year on 02-29", "2023-03-01 00:00", "2024-02-29 00:00", "2025-02-28 00:00");
    follows("every quarter on day 15", "2021-11-01 00:00", "2022-01-15 00:00", "2022-04-15 00:00");
}

static void end_is_when_it_is_over(void **state)
{
    (void)state;
    follows("at quarter's end", "2021-12-31 23:59:59", "2022-01-01 00:00", "2022-04-01 00:00");
    follows("at quarter's end at 18:00", "2021-12-31 18:00", "2022-03-31 18:00",
            "2022-06-30 18:00");
    follows("at month's end", "2024-02-29 12:00", "2024-03-01 00:00", "2024-04-01 00:00");
    follows("at year's end at 12:00", "2021-12-31 12:00", "2022-12-31 12:00", "2023-12-31 12:00");
    follows("at week's end", "2021-12-05 12:00", "2021-12-06 00:00", "2021-12-13 00:00");
}

static void spans_are_counted_from_midnight(void **state)
{
    (void)state;
    follows("every 15 minutes", "2021-12-31 23:45", "2022-01-01 00:00", "2022-01-01 00:15");
    follows("every hour", "2021-12-31 22:00:01", "2021-12-31 23:00", "2022-01-01 00:00");
    follows("every second", "2021-12-31 23:59:58", "2021-12-31 23:59:59", "2022-01-01 00:00");
}

static void date_comes_once(void **state)
{
    (void)state;
    follows("on 2021-12-03 at 10:00:30", "2021-12-03 10:00:29", "2021-12-03 10:00:30", NULL);
}

static void day_of_an_event_is_not_counted(void **state)
{
    (void)state;
    comes("5 working days after sign", "2021-09-17 15:00", "2021-09-26 00:00");
    comes("1 working day after sign at 17:00", "2021-09-30 15:00", "2021-10-08 17:00");
    comes("15 days after sign", "2021-12-20 15:00", "2022-01-04 00:00");
    comes("1 day after sign or the next working day", "2021-12-31 15:00", "2022-01-04 00:00");
    comes("1 month after sign at 24:00", "2024-01-31 15:00", "2024-03-01 00:00");
    comes("2 years after sign", "2022-03-01 15:00", "2024-03-01 00:00");
    comes("36 hours after sign", "2021-12-31 15:00", "2022-01-02 03:00");
}

static void passed_moments_are_counted(void **state)
{
    (void)state;
    bl_err err = {0};
    bl_moment last;
    int64_t count;
    bl_timetable days = table_of("every day at 10:00");
    assert_ok(bl_timetable_last(&days, at("2021-12-03 10:00"), at("2022-01-03 09:59"), &last,
                                &count, &err));
    assert_int_equal(last.ns, at("2022-01-02 10:00").ns);
    assert_int_equal(count, 31);
    bl_timetable seconds = table_of("every second");
    assert_ok(bl_timetable_last(&seconds, at("2021-01-01 00:00"), at("2022-01-01 00:00"), &last,
                                &count, &err));
    assert_int_equal(last.ns, at("2022-01-01 00:00").ns);
    assert_int_equal(count, 365 * 86400 + 1);
    bl_timetable once = table_of("on 2021-12-03");
    assert_ok(bl_timetable_last(&once, at("2021-12-03 00:00"), at("2022-01-01 00:00"), &last,
                                &count, &err));
    assert_int_equal(count, 1);
}

static void words_that_say_no_moment_are_refused(void **state)
{
    (void)state;
    static const char *const wrong[] = {"",
                                        "friday",
                                        "every",
                                        "every freitag",
                                        "every 0 minutes",
                                        "every 2 days",
                                        "every minute at 10:00",
                                        "every day at 25:00",
                                        "every day at 24:01",
                                        "every day at 10:60",
                                        "every day at 9:00",
                                        "every day at 10:00:0",
                                        "every day at 10:00 sharp",
                                        "every month",
                                        "every month on day 32",
                                        "every month on working day 16",
                                        "every year on 02-30",
                                        "every year on 2-3",
                                        "on 2021-02-29",
                                        "at day's end",
                                        "at quarter's",
                                        "5 days",
                                        "5 days after",
                                        "5 weeks after sign",
                                        "10001 days after sign",
                                        "3 hours after sign at 10:00"};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        bl_err err = {0};
        bl_timetable table;
        assert_refused(bl_timetable_read(bl_text_of(wrong[i]), &table, &err), BL_INVALID);
    }
}

static void refusal_says_what_was_expected(void **state)
{
    (void)state;
    bl_err err = {0};
    bl_timetable table;
    assert_int_equal(bl_timetable_read(T("every day at noon"), &table, &err), BL_INVALID);
    assert_string_equal(err.text, "\"every day at noon\": expected a time of day such as 10:00, not"
                                  " \"noon\"");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        fact(day_of_a_week_comes_each_week),
        fact(working_days_leave_out_rest_and_keep_days_that_make_up),
        fact(day_that_a_month_lacks_is_its_last),
        fact(end_is_when_it_is_over),
        fact(spans_are_counted_from_midnight),
        fact(date_comes_once),
        fact(day_of_an_event_is_not_counted),
        fact(passed_moments_are_counted),
        fact(words_that_say_no_moment_are_refused),
        fact(refusal_says_what_was_expected),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

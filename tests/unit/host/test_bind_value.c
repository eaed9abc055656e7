/* SPDX-License-Identifier: MIT */
#include <stdio.h>

#include "../fact.h"
#include "host/bind_value.h"
#include "host/sandbox.h"

/* Runs a notice in a state of its own. */
static bl_status run(const char *source, bl_err *err)
{
    bl_state *state = NULL;
    assert_ok(bl_state_open(bl_limits_make_default(), &state, err));
    assert_ok(bl_sandbox_open(state, err));
    assert_ok(bl_bind_values(state, err));
    assert_int_equal(lua_gettop(bl_state_lua(state)), 0);

    bl_status status = bl_sandbox_load(state, "x.lua", bl_text_of(source), err);
    if (status == BL_OK)
        status = bl_state_call(state, 0, 0, err);
    bl_state_close(state);
    return status;
}

/* The expression is true. */
static void holds(const char *expression)
{
    char source[1024];
    snprintf(source, sizeof source, "assert(%s)", expression);
    bl_err err = {0};
    if (run(source, &err) != BL_OK)
        fail_msg("%s: %s", expression, err.text);
}

/* The expression, on line 2, raises there with these words. */
static void raises(const char *expression, const char *words)
{
    char source[1024];
    char place[512];
    snprintf(source, sizeof source, "local day, at = date '2021-12-03', days(1)\nreturn %s",
             expression);
    snprintf(place, sizeof place, "x.lua:2: %s", words);
    bl_err err = {0};
    if (run(source, &err) != BL_SCRIPT || strncmp(err.text, place, strlen(place)) != 0)
        fail_msg("%s: expected \"%s\", found \"%s\"", expression, place, err.text);
}

static void yuan_takes_numbers_and_text(void **state)
{
    (void)state;
    holds("yuan(24000) == yuan '24,000'");
    holds("yuan(83.33) == yuan '83.33' and yuan '83.33' == fen(8333)");
    holds("yuan(-0.5).fen == -50");
    holds("yuan(3.0) == yuan(3)");
}

static void yuan_refuses_other_things_with_an_example(void **state)
{
    (void)state;
    raises("yuan(0.1 + 0.2)", "yuan: expected an amount such as yuan(24000)");
    raises("yuan '24,00'", "yuan: expected an amount");
    raises("yuan(nil)", "yuan: expected an amount");
    raises("yuan {}", "yuan: expected an amount");
    raises("yuan(yuan(1))", "yuan: expected an amount");
    raises("yuan(math.maxinteger)", "yuan: expected an amount");
    raises("fen(0.5)", "expected a whole number, as in fen(8333), not number");
    raises("fen '5'", "expected a whole number, as in fen(8333), not string");
    raises("fen(math.mininteger)", "-9223372036854775808 is out of range");
}

static void yuan_operators_are_exact(void **state)
{
    (void)state;
    holds("yuan '0.1' + yuan '0.2' == yuan '0.3'");
    holds("yuan(1) - yuan '1.01' == -fen(1)");
    holds("yuan '83.33' * 3 == yuan '249.99' and 3 * yuan '83.33' == yuan '249.99'");
    holds("yuan(2) / yuan(6) == ratio(1, 3)");
    holds("yuan(1) < yuan(2) and yuan(2) <= yuan(2) and yuan(2) > yuan(1)");
    holds("yuan(1) ~= yuan(2)");
}

static void yuan_times_a_fraction_rounds_halves_up(void **state)
{
    (void)state;
    holds("fen(10) * percent(5) == fen(1)");
    holds("fen(-10) * percent(5) == fen(-1)");
    holds("percent(5) * fen(10) == fen(1) and ratio(1, 20) * fen(10) == fen(1)");
    holds("fen(9) * percent(5) == fen(0)");
    holds("yuan(100) / 3 == yuan '33.33' and yuan '0.05' / 2 == yuan '0.03'");
}

static void times_rounds_as_named(void **state)
{
    (void)state;
    holds("fen(10):times(percent(5), 'down') == fen(0)");
    holds("fen(10):times(percent(5), 'half_even') == fen(0)");
    holds("fen(9):times(ratio(1, 20), 'up') == fen(1)");
    holds("fen(10):times(ratio '0.05') == fen(1)");
    raises("fen(10):times(percent(5), 'floor')", "no such rounding; write \"half_up\"");
    raises("fen(10):times(percent(5), 5)", "no such rounding; write \"half_up\"");
    raises("fen(10):times(0.05)", "times: expected a percent or a ratio");
    raises("yuan(1).times(5, percent(5))", "expected yuan, such as amount:times");
}

static void yuan_does_not_mix(void **state)
{
    (void)state;
    raises("yuan(1) + percent(5)", "yuan + percent: these do not mix; write ");
    raises("percent(5) + yuan(1)", "percent + yuan: these do not mix; write ");
    raises("yuan(1) + 1", "yuan + integer: these do not mix; write ");
    raises("1.5 - yuan(1)", "number - yuan: these do not mix; write ");
    raises("yuan(1) + nil", "yuan + nil: these do not mix; write ");
    raises("yuan(1) + '1'", "yuan + string: these do not mix; write ");
    raises("yuan(1) * yuan(1)", "yuan * yuan: these do not mix; write ");
    raises("yuan(1) * 1.5", "yuan * number: these do not mix; write ");
    raises("1 / yuan(1)", "integer / yuan: these do not mix; write ");
    raises("yuan(1) < 2", "yuan < integer: these do not mix; write ");
    raises("yuan(1) > 2", "integer < yuan: these do not mix; write ");
    raises("yuan(1) <= percent(5)", "yuan <= percent: these do not mix; write ");
    raises("yuan(1) == percent(5)", "yuan == percent: these do not mix; write ");
    raises("date '2021-12-03' == yuan(1)", "date == yuan: these do not mix; write ");
}

static void overflow_raises_with_the_line(void **state)
{
    (void)state;
    raises("fen(1000000000000000000) + fen(1)", "the amount is larger than any");
    raises("fen(1000000000000000000) * 2", "the amount is larger than any");
    raises("fen(1000000000000000000) * math.maxinteger", "the product is too large");
    raises("ratio(math.maxinteger, 1) + 1", "the ratio is too large");
    raises("yuan(1) / yuan(0)", "an amount cannot be divided by 0 yuan");
    raises("yuan(1) / 0", "division by zero");
    raises("ratio(1, 0)", "ratio: expected ratio(5, 12) or ratio \"0.6\"");
    raises("date '9999-12-31' + 1", "the day lies outside the years 1 to 9999");
    raises("time '2261-12-31T00:00:00+08:00' + hours(24)", "the time lies outside");
    raises("days(math.maxinteger)", "the duration is longer than any");
    raises("days(100000) + days(100000)", "the duration is longer than any");
}

static void percent_and_ratio_are_the_same_fraction(void **state)
{
    (void)state;
    holds("percent(5) == ratio(1, 20) and percent '12.5' == ratio(1, 8)");
    holds("percent(12.5) == percent '12.5' and ratio '0.6' == ratio(3, 5)");
    holds("ratio(3) == ratio(6, 2)");
    holds("yuan(1) / yuan(20) >= percent(5)");
    holds("percent(5) < percent '5.1'");
    raises("percent(0.1 + 0.2)", "percent: expected a number such as percent(5)");
    raises("percent '5%'", "percent: expected a number such as percent(5)");
    raises("percent(nil)", "percent: expected a number such as percent(5)");
    raises("ratio(1.5, 2)", "expected a whole number, as in ratio(5, 12), not number");
    raises("ratio 'half'", "ratio: expected ratio(5, 12) or ratio \"0.6\"");
}

static void fractions_calculate_exactly(void **state)
{
    (void)state;
    holds("percent(5) + percent(10) == percent(15)");
    holds("tostring(percent(100) - percent '12.5') == '87.5%'");
    holds("tostring(percent(50) * percent(50)) == '25%' and tostring(percent(5) * 2) == '10%'");
    holds("tostring(percent(30) / percent(60)) == '1/2' and tostring(percent(30) / 2) == '15%'");
    holds("ratio(1, 3) * 3 == ratio(1) and 1 - ratio(1, 3) == ratio(2, 3)");
    holds("tostring(1 / ratio(1, 3)) == '3' and ratio(5, 2) > 2 and -ratio(1, 2) < 0");
    raises("percent(5) + 1", "percent + integer: these do not mix; write ");
    raises("percent(5) < 5", "percent < integer: these do not mix; write ");
    raises("ratio(1, 2) * 0.5", "ratio * number: these do not mix; write ");
    raises("percent(5) / yuan(1)", "percent / yuan: these do not mix; write ");
}

static void fractions_round_only_when_asked(void **state)
{
    (void)state;
    holds("ratio(1, 3):round(2) == ratio '0.33' and ratio(1, 8):round(2) == ratio '0.13'");
    holds("ratio(1, 8):round(2, 'down') == ratio '0.12' and ratio(5, 2):round(0) == ratio(3)");
    holds("tostring((yuan(1) / yuan(3)):as_percent(2)) == '33.33%'");
    holds("(yuan(1) / yuan(3)):as_percent() == ratio(1, 3)");
    holds("tostring(percent '12.345':round(1)) == '12.3%'");
    holds("ratio(7, 2):floor() == 3 and ratio(7, 2):ceil() == 4 and ratio(4):ceil() == 4");
    holds("ratio(-7, 2):floor() == -4 and ratio(-7, 2):ceil() == -3");
    raises("ratio(1, 3):round()", "expected a whole number, as in rate:round(2), not no value");
    raises("ratio(1, 3):round(10)", "10 is out of range");
    raises("ratio(1, 3):round(-1)", "decimals are 0 to 9");
    raises("ratio(1, 3).round(5, 2)", "expected a percent or a ratio, as in rate:round(2)");
}

static void dates_count_days_and_months(void **state)
{
    (void)state;
    holds("date '2021-12-03' + 30 == date '2022-01-02' and 1 + date '2021-12-31' == date "
          "'2022-01-01'");
    holds("date '2021-12-03' - 3 == date '2021-11-30'");
    holds("date '2022-01-02' - date '2021-12-03' == 30");
    holds("date '2021-01-31':add_months(1) == date '2021-02-28'");
    holds("date '2020-02-29':add_years(1) == date '2021-03-01'");
    raises("day:add_years('1')", "expected a whole number, as in day:add_years(3)");
    holds("date '2021-12-03'.year == 2021 and date '2021-12-03'.month == 12");
    holds("date '2021-12-03'.day == 3 and date '2021-12-03'.weekday == 5");
    holds("date '2021-12-03' < date '2021-12-04' and date '2021-12-03' <= date '2021-12-03'");
    holds("date '2021-12-03':start() == time '2021-12-02T16:00:00Z'");
    raises("date '2021-02-29'", "there is no day 2021-02-29");
    raises("date(20211203)", "date: expected text such as date \"2021-12-03\", not integer");
    raises("day + at", "date + duration: these do not mix; write ");
    raises("day + day", "date + date: these do not mix; write ");
    raises("day - math.mininteger", "the day lies outside");
    raises("5 - day", "integer - date: these do not mix; write ");
    raises("day < day:start()", "date < time: these do not mix; write ");
    raises("day:add_months(0.5)", "expected a whole number, as in day:add_months(3)");
    raises("day:add_months(math.mininteger)", "-9223372036854775808 is out of range");
    raises("day.add_months(5, 1)", "expected date, such as date \"2021-12-03\", not integer");
}

static void dates_know_working_days(void **state)
{
    (void)state;
    holds("select('#', date '2021-10-01':roll()) == 2");
    holds("date '2021-10-01':roll() == date '2021-10-08'");
    holds("select(2, date '2021-10-01':roll()) == true");
    holds("select(2, date '2027-10-01':roll()) == false");
    holds("date '2021-09-30':add_workdays(2) == date '2021-10-09'");
    holds("select(2, date '2026-12-31':add_workdays(1)) == false");
    holds("date '2021-09-30':workdays_until(date '2021-10-11') == 3");
    holds("date '2021-10-09':is_workday() and not date '2021-10-01':is_workday()");
    holds("select(2, date '2020-10-01':is_workday()) == false");
    raises("day:add_workdays(-1)", "working days are counted onwards");
    raises("day:workdays_until(5)", "expected date, such as date \"2021-12-03\", not integer");
}

static void times_and_durations_calculate(void **state)
{
    (void)state;
    holds("time '2021-12-03T10:00:00+08:00' + hours(168) == time '2021-12-10T10:00:00+08:00'");
    holds("days(7) + time '2021-12-03T10:00:00+08:00' == time '2021-12-10T10:00:00+08:00'");
    holds("time '2021-12-03T10:00:00+08:00' - hours(24) == time '2021-12-02T10:00:00+08:00'");
    holds("time '2021-12-10T10:00:00+08:00' - time '2021-12-03T10:00:00+08:00' == days(7)");
    holds("days(7) == hours(168) and days(1) * 7 == days(7) and 7 * days(1) == days(7)");
    holds("days(1) - hours(25) == -hours(1) and hours(1) + hours(1) < hours(3)");
    holds("time '2021-12-03T16:00:00Z':date() == date '2021-12-04'");
    holds("time '2021-12-03T10:00:00+08:00' < time '2021-12-03T10:00:00.001+08:00'");
    raises("time '2021-12-03'", "\"2021-12-03\" is not a time: it is written ");
    raises("time(5)", "time: expected text such as time");
    raises("day:start() + 7", "time + integer: these do not mix; write ");
    raises("day:start() + day:start()", "time + time: these do not mix; write ");
    raises("at - day:start()", "duration - time: these do not mix; write ");
    raises("-day:start()", "expected duration, such as -days(7), not time");
    raises("day:start() * 2", "time * integer: these do not mix; write ");
    raises("day:start() <= at", "time <= duration: these do not mix; write ");
    raises("days(0.5)", "expected a whole number, as in days(7), not number");
}

static void values_are_told_without_addresses(void **state)
{
    (void)state;
    holds("tostring(yuan '1234567.80') == '1,234,567.80' and tostring(yuan(5)) == '5'");
    holds("tostring(percent '12.5') == '12.5%' and tostring(ratio(5, 12)) == '5/12'");
    holds("tostring(date '2021-12-03') == '2021-12-03'");
    holds("tostring(time '2021-12-03T02:00:00Z') == '2021-12-03T10:00:00+08:00'");
    holds("tostring(days(2)) == '2 days' and tostring(hours(25)) == '25 hours'");
    holds("tostring(time '2021-12-03T10:00:00.5Z' - time '2021-12-03T10:00:00Z') == "
          "'0.5 seconds'");
    holds("'补贴' .. yuan(5) .. '元' == '补贴5元' and yuan(5) .. percent(5) == '55%'");
    raises("yuan(5) .. {}", "a table cannot be joined to text");
}

static void values_cannot_be_changed_or_opened(void **state)
{
    (void)state;
    bl_err err = {0};
    assert_refused(run("local a = yuan(5)\na.fen = 7", &err), BL_SCRIPT);
    raises("yuan(5).feb", "a yuan has no 'feb'");
    raises("yuan(5)[1]", "a yuan has no '1'");
    raises("days(5).date", "a duration has no 'date'");
    raises("date '2021-12-03'.__index", "a date has no '__index'");
    assert_ok(run("assert(yuan(5).times ~= nil)", &err));
}

static void nothing_else_passes_for_a_value(void **state)
{
    (void)state;
    bl_err err = {0};
    bl_state *s = NULL;
    assert_ok(bl_state_open(bl_limits_make_default(), &s, &err));
    assert_ok(bl_sandbox_open(s, &err));
    assert_ok(bl_bind_values(s, &err));
    lua_State *L = bl_state_lua(s);

    bl_money amount = {7};
    bl_ratio ratio;
    bl_date date;
    bl_moment at;
    bool percent = false;
    lua_newuserdatauv(L, sizeof(bl_value), 0);
    lua_pushlightuserdata(L, &amount);
    lua_pushinteger(L, 5);
    bl_push_date(L, (bl_date){0});
    for (int i = 1; i <= 4; i++)
        assert_false(bl_to_money(L, i, &amount));
    assert_int_equal(amount.fen, 7);
    assert_false(bl_to_money(L, 9, &amount));

    bl_push_money(L, (bl_money){8});
    bl_push_ratio(L, (bl_ratio){1, 20}, true);
    bl_push_moment(L, (bl_moment){9});
    bl_push_duration(L, 10);
    int top = lua_gettop(L);
    assert_true(bl_to_money(L, -4, &amount) && amount.fen == 8);
    assert_true(bl_to_ratio(L, -3, &ratio, &percent) && percent && ratio.denominator == 20);
    assert_true(bl_to_moment(L, -2, &at) && at.ns == 9);
    assert_true(bl_to_value(L, -1).duration_ns == 10);
    assert_true(bl_to_date(L, 4, &date) && date.days == 0);
    assert_false(bl_to_date(L, -2, &date) || bl_to_moment(L, -1, &at));
    assert_false(bl_to_ratio(L, 4, &ratio, &percent));
    assert_int_equal(lua_gettop(L), top);
    bl_state_close(s);
}

static void binding_without_memory_is_refused(void **state)
{
    (void)state;
    for (size_t more = 0; more < 24000; more += 97) {
        bl_err err = {0};
        bl_state *s = NULL;
        bl_limits limits = bl_limits_make_default();
        limits.memory_max = 30000 + more;
        bl_status status = bl_state_open(limits, &s, &err);
        if (status == BL_OK)
            status = bl_sandbox_open(s, &err);
        if (status == BL_OK)
            status = bl_bind_values(s, &err);
        assert_true(status == BL_OK || status == BL_NO_MEMORY);
        bl_state_close(s);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        fact(yuan_takes_numbers_and_text),
        fact(yuan_refuses_other_things_with_an_example),
        fact(yuan_operators_are_exact),
        fact(yuan_times_a_fraction_rounds_halves_up),
        fact(times_rounds_as_named),
        fact(yuan_does_not_mix),
        fact(overflow_raises_with_the_line),
        fact(percent_and_ratio_are_the_same_fraction),
        fact(fractions_calculate_exactly),
        fact(fractions_round_only_when_asked),
        fact(dates_count_days_and_months),
        fact(dates_know_working_days),
        fact(times_and_durations_calculate),
        fact(values_are_told_without_addresses),
        fact(values_cannot_be_changed_or_opened),
        fact(nothing_else_passes_for_a_value),
        fact(binding_without_memory_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

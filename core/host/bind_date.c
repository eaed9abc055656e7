/* SPDX-License-Identifier: MIT
 * date + integer, date - integer    date, so many days on or back
 * date - date                       integer, days
 * < <= == and the like              between two dates
 * day:add_months(n)                 date; a day that the month lacks becomes its last
 * day:add_years(n)                  date; 29 February becomes 1 March where it is missing
 * day:in_year(n)                    boolean
 * day:add_workdays(n)               date, complete: the n-th working day after it
 * day:workdays_until(other)         integer, complete: those after it, up to and with the other
 * day:roll()                        date, complete: itself or the next working day
 * day:is_workday()                  boolean, complete
 * day:start()                       time, 00:00:00 at +08:00
 * day.year .month .day .weekday     integers, Monday 1 to Sunday 7
 *
 * `complete` is false when the calendar doesn't list a year that was needed. */
#include "host/bind_date.h"

#include <string.h>

#include "host/operand.h"
#include "value/calendar.h"

#define EXAMPLE    "date \"2021-12-03\""
#define ADVICE_ADD "write a day and a count of days, as in date \"2021-12-03\" + 7"
#define ADVICE_COMPARE                                                                             \
    "write two days, as in day <= date \"2021-12-03\"; the day of a time is at:date()"
#define COUNT_MAX INT64_C(10000000) /* more days than lie between any two dates */

static int push_checked(lua_State *L, bl_status status, bl_date date, const bl_err *err)
{
    bl_operand_check_status(L, status, err);
    bl_push_date(L, date);
    return 1;
}

int bl_word_date(lua_State *L)
{
    bl_text text = bl_operand_check_text(L, "date", EXAMPLE);
    bl_date date = {0};
    bl_err err = {0};
    return push_checked(L, bl_date_from_text(text, &date, &err), date, &err);
}

static int l_add(lua_State *L)
{
    bl_value a = bl_to_value(L, 1);
    bl_value b = bl_to_value(L, 2);
    bl_date sum = {0};
    bl_err err = {0};
    if (a.kind == BL_VALUE_DATE && b.kind == BL_VALUE_INTEGER)
        return push_checked(L, bl_date_add_days(a.date, b.integer, &sum, &err), sum, &err);
    if (a.kind == BL_VALUE_INTEGER && b.kind == BL_VALUE_DATE)
        return push_checked(L, bl_date_add_days(b.date, a.integer, &sum, &err), sum, &err);
    return bl_operand_refuse_mix(L, "+", ADVICE_ADD);
}

static int l_subtract(lua_State *L)
{
    bl_value a = bl_to_value(L, 1);
    bl_value b = bl_to_value(L, 2);
    if (a.kind == BL_VALUE_DATE && b.kind == BL_VALUE_DATE) {
        lua_pushinteger(L, (lua_Integer)a.date.days - b.date.days);
        return 1;
    }
    if (a.kind != BL_VALUE_DATE || b.kind != BL_VALUE_INTEGER)
        return bl_operand_refuse_mix(L, "-", ADVICE_ADD);

    bl_date difference = {0};
    bl_err err = {0};
    int64_t back = b.integer == INT64_MIN ? INT64_MAX : -b.integer;
    return push_checked(L, bl_date_add_days(a.date, back, &difference, &err), difference, &err);
}

static int compare(lua_State *L, const char *sign)
{
    bl_date a = {0};
    bl_date b = {0};
    if (!bl_to_date(L, 1, &a) || !bl_to_date(L, 2, &b))
        bl_operand_refuse_mix(L, sign, ADVICE_COMPARE);
    return (a.days > b.days) - (a.days < b.days);
}

static int l_tostring(lua_State *L)
{
    bl_value a = bl_operand_check(L, 1, BL_VALUE_DATE, EXAMPLE);
    bl_buffer text = {0};
    bl_date_write(a.date, &text);
    return bl_value_push_text(L, &text);
}

static int l_add_months(lua_State *L)
{
    bl_value a = bl_operand_check(L, 1, BL_VALUE_DATE, EXAMPLE);
    int64_t months = bl_operand_check_integer(L, 2, COUNT_MAX, "day:add_months(3)");
    bl_date sum = {0};
    bl_err err = {0};
    return push_checked(L, bl_date_add_months(a.date, months, &sum, &err), sum, &err);
}

static int l_add_years(lua_State *L)
{
    bl_value a = bl_operand_check(L, 1, BL_VALUE_DATE, EXAMPLE);
    int64_t years = bl_operand_check_integer(L, 2, COUNT_MAX, "day:add_years(3)");
    bl_date sum = {0};
    bl_err err = {0};
    return push_checked(L, bl_date_add_years(a.date, years, &sum, &err), sum, &err);
}

static int l_in_year(lua_State *L)
{
    bl_value a = bl_operand_check(L, 1, BL_VALUE_DATE, EXAMPLE);
    int64_t wanted = bl_operand_check_integer(L, 2, INT64_MAX, "day:in_year(2021)");
    int year, month, day;
    bl_date_parts(a.date, &year, &month, &day);
    lua_pushboolean(L, year == wanted);
    return 1;
}

static int push_with_complete(lua_State *L, bl_status status, bl_date date, bool complete,
                              const bl_err *err)
{
    push_checked(L, status, date, err);
    lua_pushboolean(L, complete);
    return 2;
}

static int l_add_workdays(lua_State *L)
{
    bl_value a = bl_operand_check(L, 1, BL_VALUE_DATE, EXAMPLE);
    int64_t days = bl_operand_check_integer(L, 2, COUNT_MAX, "day:add_workdays(5)");
    if (days < 0)
        return luaL_error(L, "working days are counted onwards, as in day:add_workdays(5)");

    bool complete = true;
    bl_date sum = {0};
    bl_err err = {0};
    bl_status status = bl_calendar_add_workdays(a.date, days, &sum, &complete, &err);
    return push_with_complete(L, status, sum, complete, &err);
}

static int l_workdays_until(lua_State *L)
{
    bl_value a = bl_operand_check(L, 1, BL_VALUE_DATE, EXAMPLE);
    bl_value b = bl_operand_check(L, 2, BL_VALUE_DATE, EXAMPLE);
    bool complete = true;
    lua_pushinteger(L, bl_calendar_workdays_between(a.date, b.date, &complete));
    lua_pushboolean(L, complete);
    return 2;
}

static int l_roll(lua_State *L)
{
    bl_value a = bl_operand_check(L, 1, BL_VALUE_DATE, EXAMPLE);
    bool complete = true;
    bl_date day = {0};
    bl_err err = {0};
    bl_status status = bl_calendar_roll(a.date, &day, &complete, &err);
    return push_with_complete(L, status, day, complete, &err);
}

static int l_is_workday(lua_State *L)
{
    bl_value a = bl_operand_check(L, 1, BL_VALUE_DATE, EXAMPLE);
    bool complete = true;
    lua_pushboolean(L, bl_calendar_is_workday(a.date, &complete));
    lua_pushboolean(L, complete);
    return 2;
}

static int l_start(lua_State *L)
{
    bl_value a = bl_operand_check(L, 1, BL_VALUE_DATE, EXAMPLE);
    bl_moment start = {0};
    bl_err err = {0};
    bl_operand_check_status(L, bl_moment_from_date(a.date, &start, &err), &err);
    bl_push_moment(L, start);
    return 1;
}

static bool push_field(lua_State *L, const bl_value *value, const char *key)
{
    int year, month, day;
    bl_date_parts(value->date, &year, &month, &day);
    if (strcmp(key, "year") == 0)
        lua_pushinteger(L, year);
    else if (strcmp(key, "month") == 0)
        lua_pushinteger(L, month);
    else if (strcmp(key, "day") == 0)
        lua_pushinteger(L, day);
    else if (strcmp(key, "weekday") == 0)
        lua_pushinteger(L, bl_date_weekday(value->date));
    else
        return false;
    return true;
}

void bl_bind_date(lua_State *L)
{
    static const luaL_Reg operators[] = {
        {"__add", l_add}, {"__sub", l_subtract}, {"__tostring", l_tostring}, {NULL, NULL}};
    static const luaL_Reg methods[] = {{"add_months", l_add_months},
                                       {"add_years", l_add_years},
                                       {"in_year", l_in_year},
                                       {"add_workdays", l_add_workdays},
                                       {"workdays_until", l_workdays_until},
                                       {"roll", l_roll},
                                       {"is_workday", l_is_workday},
                                       {"start", l_start},
                                       {NULL, NULL}};
    bl_value_define(L, BL_VALUE_DATE, operators, compare, methods, push_field);
}

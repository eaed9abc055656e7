/* SPDX-License-Identifier: MIT
 * time + duration, time - duration    time
 * time - time                         duration
 * duration + - duration, -duration    duration
 * duration * integer, integer * duration   duration
 * < <= == and the like                between two times or two durations
 * at:date()                           the day at +08:00 */
#include "host/bind_moment.h"

#include "host/operand.h"

#define EXAMPLE    "time \"2021-12-03T10:00:00+08:00\""
#define ADVICE_ADD "write a time and how long, as in at + hours(168) or at - days(7)"
#define ADVICE_COMPARE                                                                             \
    "write two times, as in at <= time \"2021-12-03T10:00:00+08:00\", or two durations, as in "    \
    "days(7); a day begins at day:start()"

int bl_word_time(lua_State *L)
{
    bl_text text = bl_operand_check_text(L, "time", EXAMPLE);
    bl_moment moment = {0};
    bl_err err = {0};
    bl_operand_check_status(L, bl_moment_from_text(text, &moment, &err), &err);
    bl_push_moment(L, moment);
    return 1;
}

static int refuse_long(lua_State *L)
{
    return luaL_error(L, "the duration is longer than any that is kept (292 years)");
}

static int push_product(lua_State *L, int64_t a, int64_t b)
{
    int64_t ns;
    if (__builtin_mul_overflow(a, b, &ns))
        return refuse_long(L);
    bl_push_duration(L, ns);
    return 1;
}

int bl_word_days(lua_State *L)
{
    return push_product(L, bl_operand_check_integer(L, 1, INT64_MAX, "days(7)"), BL_DAY);
}

int bl_word_hours(lua_State *L)
{
    return push_product(L, bl_operand_check_integer(L, 1, INT64_MAX, "hours(168)"), BL_HOUR);
}

static int push_moment_after(lua_State *L, bl_moment moment, int64_t ns)
{
    bl_moment sum = {0};
    bl_err err = {0};
    bl_operand_check_status(L, bl_moment_add(moment, ns, &sum, &err), &err);
    bl_push_moment(L, sum);
    return 1;
}

static int push_sum(lua_State *L, int64_t a, int64_t b)
{
    int64_t ns;
    if (__builtin_add_overflow(a, b, &ns))
        return refuse_long(L);
    bl_push_duration(L, ns);
    return 1;
}

static int64_t negated(lua_State *L, int64_t ns)
{
    if (ns == INT64_MIN)
        refuse_long(L);
    return -ns;
}

static int l_add(lua_State *L)
{
    bl_value a = bl_to_value(L, 1);
    bl_value b = bl_to_value(L, 2);
    if (a.kind == BL_VALUE_MOMENT && b.kind == BL_VALUE_DURATION)
        return push_moment_after(L, a.moment, b.duration_ns);
    if (a.kind == BL_VALUE_DURATION && b.kind == BL_VALUE_MOMENT)
        return push_moment_after(L, b.moment, a.duration_ns);
    if (a.kind == BL_VALUE_DURATION && b.kind == BL_VALUE_DURATION)
        return push_sum(L, a.duration_ns, b.duration_ns);
    return bl_operand_refuse_mix(L, "+", ADVICE_ADD);
}

static int l_subtract(lua_State *L)
{
    bl_value a = bl_to_value(L, 1);
    bl_value b = bl_to_value(L, 2);
    if (a.kind == BL_VALUE_MOMENT && b.kind == BL_VALUE_DURATION)
        return push_moment_after(L, a.moment, negated(L, b.duration_ns));
    if (a.kind == BL_VALUE_MOMENT && b.kind == BL_VALUE_MOMENT)
        return push_sum(L, a.moment.ns, negated(L, b.moment.ns));
    if (a.kind == BL_VALUE_DURATION && b.kind == BL_VALUE_DURATION)
        return push_sum(L, a.duration_ns, negated(L, b.duration_ns));
    return bl_operand_refuse_mix(L, "-", ADVICE_ADD);
}

static int l_negate(lua_State *L)
{
    bl_value a = bl_operand_check(L, 1, BL_VALUE_DURATION, "-days(7)");
    bl_push_duration(L, negated(L, a.duration_ns));
    return 1;
}

static int l_multiply(lua_State *L)
{
    bl_value a = bl_to_value(L, 1);
    bl_value b = bl_to_value(L, 2);
    if (a.kind == BL_VALUE_DURATION && b.kind == BL_VALUE_INTEGER)
        return push_product(L, a.duration_ns, b.integer);
    if (a.kind == BL_VALUE_INTEGER && b.kind == BL_VALUE_DURATION)
        return push_product(L, b.duration_ns, a.integer);
    return bl_operand_refuse_mix(L, "*", "write days(7) * 3");
}

static int compare(lua_State *L, const char *sign)
{
    bl_value a = bl_to_value(L, 1);
    bl_value b = bl_to_value(L, 2);
    if (a.kind == BL_VALUE_MOMENT && b.kind == BL_VALUE_MOMENT)
        return (a.moment.ns > b.moment.ns) - (a.moment.ns < b.moment.ns);
    if (a.kind == BL_VALUE_DURATION && b.kind == BL_VALUE_DURATION)
        return (a.duration_ns > b.duration_ns) - (a.duration_ns < b.duration_ns);
    return bl_operand_refuse_mix(L, sign, ADVICE_COMPARE);
}

/* In the largest of days, hours and seconds that says it without a rest. */
static void write_duration(int64_t ns, bl_buffer *out)
{
    if (ns % BL_DAY == 0)
        bl_buffer_format(out, "%lld days", (long long)(ns / BL_DAY));
    else if (ns % BL_HOUR == 0)
        bl_buffer_format(out, "%lld hours", (long long)(ns / BL_HOUR));
    else {
        bl_ratio seconds;
        BL_REQUIRE(bl_ratio_make(ns, BL_SECOND, &seconds, NULL) == BL_OK);
        bl_ratio_write(seconds, 9, out);
        bl_buffer_add_text(out, " seconds");
    }
}

static int l_tostring(lua_State *L)
{
    bl_value a = bl_to_value(L, 1);
    bl_buffer text = {0};
    if (a.kind == BL_VALUE_MOMENT)
        bl_moment_write(a.moment, &text);
    else if (a.kind == BL_VALUE_DURATION)
        write_duration(a.duration_ns, &text);
    return bl_value_push_text(L, &text);
}

static int l_date(lua_State *L)
{
    bl_value a = bl_operand_check(L, 1, BL_VALUE_MOMENT, EXAMPLE);
    bl_push_date(L, bl_moment_date(a.moment));
    return 1;
}

void bl_bind_moment(lua_State *L)
{
    static const luaL_Reg operators[] = {{"__add", l_add},           {"__sub", l_subtract},
                                         {"__unm", l_negate},        {"__mul", l_multiply},
                                         {"__tostring", l_tostring}, {NULL, NULL}};
    static const luaL_Reg methods[] = {{"date", l_date}, {NULL, NULL}};
    static const luaL_Reg none[] = {{NULL, NULL}};
    bl_value_define(L, BL_VALUE_MOMENT, operators, compare, methods, NULL);
    bl_value_define(L, BL_VALUE_DURATION, operators, compare, none, NULL);
}

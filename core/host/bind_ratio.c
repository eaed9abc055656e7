/* SPDX-License-Identifier: MIT
 * A percent and a ratio are both exact fractions and mix with each other; the result is a percent
 * when one of the two is, except that x / percent is a ratio.
 *
 * + - * / between fractions           exact
 * fraction * integer, / integer       exact
 * fraction * yuan                     yuan, halves of a fen up
 * ratio + integer and the like        exact; not with a percent, where 5 could mean 5 % or 500 %
 * < <= == and the like                between fractions; < <= of a ratio and an integer
 * fraction:round(decimals, rounding)  the same kind; decimals of a percent are those before "%"
 * fraction:as_percent()               percent, the same fraction
 * fraction:as_percent(decimals, rounding)  percent, rounded
 * fraction:floor() :ceil()            integer */
#include "host/bind_ratio.h"

#include "host/operand.h"
#include "value/decimal.h"
#include "value/product.h"

#define ADVICE                                                                                     \
    "write percent(5) for 5 % and ratio(1, 20) for one in twenty; a share is amount * percent(5)"

typedef bl_status ratio_operation(bl_ratio a, bl_ratio b, bl_ratio *out, bl_err *err);

static bool is_fraction(const bl_value *value)
{
    return value->kind == BL_VALUE_PERCENT || value->kind == BL_VALUE_RATIO;
}

static int push_checked(lua_State *L, bl_status status, bl_ratio ratio, bool percent,
                        const bl_err *err)
{
    bl_operand_check_status(L, status, err);
    bl_push_ratio(L, ratio, percent);
    return 1;
}

static bl_status read_number(lua_State *L, bl_ratio *out, bl_err *err)
{
    if (lua_isinteger(L, 1))
        return bl_ratio_make(lua_tointeger(L, 1), 1, out, err);
    if (lua_type(L, 1) == LUA_TNUMBER)
        return bl_ratio_from_double(lua_tonumber(L, 1), out, err);
    if (lua_type(L, 1) == LUA_TSTRING) {
        bl_text text;
        text.at = lua_tolstring(L, 1, &text.size);
        return bl_ratio_from_text(text, out, err);
    }
    return bl_fail(err, BL_INVALID, "not %s", bl_value_name(L, 1));
}

int bl_word_percent(lua_State *L)
{
    bl_ratio number;
    bl_ratio part;
    bl_err err = {0};
    if (read_number(L, &number, &err) != BL_OK ||
        bl_ratio_divide(number, (bl_ratio){100, 1}, &part, &err) != BL_OK)
        return luaL_error(
            L, "percent: expected a number such as percent(5) or percent \"12.5\": %s", err.text);
    bl_push_ratio(L, part, true);
    return 1;
}

int bl_word_ratio(lua_State *L)
{
    bl_ratio ratio;
    bl_err err = {0};
    bl_status status;
    if (lua_isnoneornil(L, 2))
        status = read_number(L, &ratio, &err);
    else
        status =
            bl_ratio_make(bl_operand_check_integer(L, 1, INT64_MAX, "ratio(5, 12)"),
                          bl_operand_check_integer(L, 2, INT64_MAX, "ratio(5, 12)"), &ratio, &err);
    if (status != BL_OK)
        return luaL_error(L, "ratio: expected ratio(5, 12) or ratio \"0.6\": %s", err.text);
    bl_push_ratio(L, ratio, false);
    return 1;
}

/* The factors in the list at `index`, of which there are `room` at most. */
static size_t read_factors(lua_State *L, int index, bl_ratio *factors, size_t room)
{
    luaL_checktype(L, index, LUA_TTABLE);
    size_t count = lua_rawlen(L, index);
    luaL_argcheck(L, count <= room, index, "too many factors");
    for (size_t i = 0; i < count; i++) {
        lua_rawgeti(L, index, (lua_Integer)i + 1);
        bl_value value = bl_to_value(L, -1);
        luaL_argcheck(L, bl_operand_factor(&value, &factors[i]), index, "not a factor");
        lua_pop(L, 1);
    }
    return count;
}

int bl_word_compare_products(lua_State *L)
{
    bl_ratio left[BL_PRODUCT_FACTORS_MAX], right[BL_PRODUCT_FACTORS_MAX];
    size_t count = read_factors(L, 1, left, BL_PRODUCT_FACTORS_MAX / 2);
    size_t others = read_factors(L, 2, right, BL_PRODUCT_FACTORS_MAX / 2 - 1);
    lua_pushinteger(L, bl_product_compare(left, count, right, others));
    return 1;
}

/* Reads both sides; `scales` lets a percent stand beside an integer. */
static void read_sides(lua_State *L, const char *sign, bool scales, bl_value *a, bl_value *b)
{
    *a = bl_to_value(L, 1);
    *b = bl_to_value(L, 2);
    bool percent = a->kind == BL_VALUE_PERCENT || b->kind == BL_VALUE_PERCENT;
    bool plain = a->kind == BL_VALUE_INTEGER || b->kind == BL_VALUE_INTEGER;
    bl_ratio left = {0};
    bl_ratio right = {0};
    if (!bl_operand_factor(a, &left) || !bl_operand_factor(b, &right) ||
        (percent && plain && !scales))
        bl_operand_refuse_mix(L, sign, ADVICE);
    a->ratio = left;
    b->ratio = right;
}

static int operate(lua_State *L, const char *sign, ratio_operation *operation, bool scales)
{
    bl_value a, b;
    read_sides(L, sign, scales, &a, &b);
    bl_ratio result = {0};
    bl_err err = {0};
    bool divides = operation == bl_ratio_divide;
    bool percent = divides ? a.kind == BL_VALUE_PERCENT && b.kind != BL_VALUE_PERCENT
                           : a.kind == BL_VALUE_PERCENT || b.kind == BL_VALUE_PERCENT;
    return push_checked(L, operation(a.ratio, b.ratio, &result, &err), result, percent, &err);
}

static int l_add(lua_State *L)
{
    return operate(L, "+", bl_ratio_add, false);
}

static int l_subtract(lua_State *L)
{
    return operate(L, "-", bl_ratio_subtract, false);
}

static int l_multiply(lua_State *L)
{
    bl_value a = bl_to_value(L, 1);
    bl_value b = bl_to_value(L, 2);
    if (b.kind == BL_VALUE_MONEY)
        return bl_operand_push_scaled(L, b.money, a.ratio, BL_ROUND_HALF_UP);
    return operate(L, "*", bl_ratio_multiply, true);
}

static int l_divide(lua_State *L)
{
    return operate(L, "/", bl_ratio_divide, true);
}

static int l_negate(lua_State *L)
{
    bl_value a = bl_to_value(L, 1);
    bl_ratio result = {0};
    bl_err err = {0};
    bl_status status = bl_ratio_subtract((bl_ratio){0, 1}, a.ratio, &result, &err);
    return push_checked(L, status, result, a.kind == BL_VALUE_PERCENT, &err);
}

static int compare(lua_State *L, const char *sign)
{
    bl_value a, b;
    read_sides(L, sign, false, &a, &b);
    return bl_ratio_compare(a.ratio, b.ratio);
}

static bl_value check_fraction(lua_State *L, const char *example)
{
    bl_value value = bl_to_value(L, 1);
    if (!is_fraction(&value))
        luaL_error(L, "expected a percent or a ratio, as in %s, not %s", example,
                   bl_value_name(L, 1));
    return value;
}

/* Percents by four decimals and their sign, ratios as their two numbers: nothing is rounded away.
 */
static int l_tostring(lua_State *L)
{
    bl_value a = check_fraction(L, "tostring(ratio(5, 12))");
    bl_buffer text = {0};
    if (a.kind == BL_VALUE_PERCENT) {
        bl_ratio number = {0};
        bl_err err = {0};
        bl_operand_check_status(L, bl_ratio_multiply(a.ratio, (bl_ratio){100, 1}, &number, &err),
                                &err);
        bl_ratio_write(number, 9, &text);
        bl_buffer_add_char(&text, '%');
    } else {
        bl_buffer_add_int(&text, a.ratio.numerator);
        if (a.ratio.denominator != 1) {
            bl_buffer_add_char(&text, '/');
            bl_buffer_add_int(&text, a.ratio.denominator);
        }
    }
    return bl_value_push_text(L, &text);
}

/* Rounds the number that stands before "%", or the ratio itself, at the decimals in argument 2. */
static int round_number(lua_State *L, bl_ratio ratio, bool percent, const char *example)
{
    int64_t decimals = bl_operand_check_integer(L, 2, BL_DECIMAL_PLACES_MAX, example);
    if (decimals < 0)
        return luaL_error(L, "decimals are 0 to %d, as in %s", BL_DECIMAL_PLACES_MAX, example);

    int64_t unit = bl_decimal_unit((int)decimals) * (percent ? 100 : 1);
    int64_t count = 0;
    bl_ratio rounded = {0};
    bl_err err = {0};
    bl_status status = bl_round_product(ratio.numerator, unit, ratio.denominator,
                                        bl_operand_check_rounding(L, 3), &count, &err);
    if (status == BL_OK)
        status = bl_ratio_make(count, unit, &rounded, &err);
    return push_checked(L, status, rounded, percent, &err);
}

static int l_round(lua_State *L)
{
    bl_value a = check_fraction(L, "rate:round(2)");
    return round_number(L, a.ratio, a.kind == BL_VALUE_PERCENT, "rate:round(2)");
}

static int l_as_percent(lua_State *L)
{
    bl_value a = check_fraction(L, "(part / whole):as_percent(2)");
    if (!lua_isnoneornil(L, 2))
        return round_number(L, a.ratio, true, "(part / whole):as_percent(2)");
    bl_push_ratio(L, a.ratio, true);
    return 1;
}

/* Towards minus infinity, or up from there. */
static int push_whole(lua_State *L, bl_ratio ratio, bool up)
{
    int64_t whole = ratio.numerator / ratio.denominator;
    int64_t rest = ratio.numerator % ratio.denominator;
    if (up)
        whole += rest > 0;
    else
        whole -= rest < 0;
    lua_pushinteger(L, whole);
    return 1;
}

static int l_whole_below(lua_State *L)
{
    return push_whole(L, check_fraction(L, "(total / price):floor()").ratio, false);
}

static int l_whole_above(lua_State *L)
{
    return push_whole(L, check_fraction(L, "(total / price):ceil()").ratio, true);
}

void bl_bind_ratio(lua_State *L)
{
    static const luaL_Reg operators[] = {
        {"__add", l_add},    {"__sub", l_subtract},      {"__unm", l_negate}, {"__mul", l_multiply},
        {"__div", l_divide}, {"__tostring", l_tostring}, {NULL, NULL}};
    static const luaL_Reg methods[] = {{"round", l_round},
                                       {"as_percent", l_as_percent},
                                       {"floor", l_whole_below},
                                       {"ceil", l_whole_above},
                                       {NULL, NULL}};
    bl_value_define(L, BL_VALUE_PERCENT, operators, compare, methods, NULL);
    bl_value_define(L, BL_VALUE_RATIO, operators, compare, methods, NULL);
}

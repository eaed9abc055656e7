/* SPDX-License-Identifier: MIT
 * yuan + yuan, yuan - yuan, -yuan     yuan
 * yuan * integer, integer * yuan      yuan
 * yuan * percent, yuan * ratio        yuan, halves of a fen up; also the other way round
 * yuan / yuan                         ratio, exact
 * yuan / integer                      yuan, halves of a fen up
 * < <= == and the like                between two yuan
 * amount:times(ratio, rounding)       yuan; "half_up" "half_even" "down" "up"
 * amount.fen                          integer */
#include "host/bind_money.h"

#include <string.h>

#include "host/operand.h"

#define ADVICE_ADD     "write both as amounts, as in yuan \"24,000\" + yuan \"83.33\""
#define ADVICE_TIMES   "write amount * 3, amount * percent \"5\" or amount * ratio(1, 3)"
#define ADVICE_DIVIDE  "write amount / amount, amount / 3 or amount * ratio(1, 3)"
#define ADVICE_COMPARE "write both as amounts, as in amount <= yuan \"24,000\""

static int push_checked(lua_State *L, bl_status status, bl_money amount, const bl_err *err)
{
    bl_operand_check_status(L, status, err);
    bl_push_money(L, amount);
    return 1;
}

static bl_status read_yuan(lua_State *L, bl_money *out, bl_err *err)
{
    if (lua_isinteger(L, 1))
        return bl_money_from_yuan(lua_tointeger(L, 1), out, err);
    if (lua_type(L, 1) == LUA_TNUMBER)
        return bl_money_from_double(lua_tonumber(L, 1), out, err);
    if (lua_type(L, 1) == LUA_TSTRING) {
        bl_text text;
        text.at = lua_tolstring(L, 1, &text.size);
        return bl_money_from_text(text, out, err);
    }
    return bl_fail(err, BL_INVALID, "not %s", bl_value_name(L, 1));
}

int bl_word_yuan(lua_State *L)
{
    bl_money amount;
    bl_err err = {0};
    if (read_yuan(L, &amount, &err) != BL_OK)
        return luaL_error(L,
                          "yuan: expected an amount such as yuan(24000), yuan \"24,000\" or yuan "
                          "\"83.33\": %s",
                          err.text);
    bl_push_money(L, amount);
    return 1;
}

int bl_word_fen(lua_State *L)
{
    bl_push_money(L, (bl_money){bl_operand_check_integer(L, 1, BL_MONEY_FEN_MAX, "fen(8333)")});
    return 1;
}

typedef bl_status money_operation(bl_money a, bl_money b, bl_money *out, bl_err *err);

static int operate(lua_State *L, const char *sign, money_operation *operation)
{
    bl_money a, b, result = {0};
    bl_err err = {0};
    if (!bl_to_money(L, 1, &a) || !bl_to_money(L, 2, &b))
        return bl_operand_refuse_mix(L, sign, ADVICE_ADD);
    return push_checked(L, operation(a, b, &result, &err), result, &err);
}

static int l_add(lua_State *L)
{
    return operate(L, "+", bl_money_add);
}

static int l_subtract(lua_State *L)
{
    return operate(L, "-", bl_money_subtract);
}

static int l_negate(lua_State *L)
{
    bl_value a = bl_operand_check(L, 1, BL_VALUE_MONEY, "-yuan \"83.33\"");
    bl_push_money(L, (bl_money){-a.money.fen});
    return 1;
}

static int l_multiply(lua_State *L)
{
    bl_value a = bl_to_value(L, 1);
    bl_value b = bl_to_value(L, 2);
    if (a.kind != BL_VALUE_MONEY) {
        bl_value swapped = a;
        a = b;
        b = swapped;
    }
    bl_ratio by;
    if (a.kind != BL_VALUE_MONEY || !bl_operand_factor(&b, &by))
        return bl_operand_refuse_mix(L, "*", ADVICE_TIMES);
    return bl_operand_push_scaled(L, a.money, by, BL_ROUND_HALF_UP);
}

static int l_divide(lua_State *L)
{
    bl_value a = bl_to_value(L, 1);
    bl_value b = bl_to_value(L, 2);
    bl_err err = {0};
    if (a.kind == BL_VALUE_MONEY && b.kind == BL_VALUE_MONEY) {
        bl_ratio quotient;
        bl_operand_check_status(L, bl_money_divide(a.money, b.money, &quotient, &err), &err);
        bl_push_ratio(L, quotient, false);
        return 1;
    }
    if (a.kind != BL_VALUE_MONEY || b.kind != BL_VALUE_INTEGER)
        return bl_operand_refuse_mix(L, "/", ADVICE_DIVIDE);

    bl_money share = {0};
    bl_status status =
        bl_round_product(a.money.fen, 1, b.integer, BL_ROUND_HALF_UP, &share.fen, &err);
    return push_checked(L, status, share, &err);
}

static int l_tostring(lua_State *L)
{
    bl_value a = bl_operand_check(L, 1, BL_VALUE_MONEY, "yuan \"83.33\"");
    bl_buffer text = {0};
    bl_money_write_grouped(a.money, true, &text);
    return bl_value_push_text(L, &text);
}

static int l_times(lua_State *L)
{
    bl_value a = bl_operand_check(L, 1, BL_VALUE_MONEY, "amount:times(percent \"5\", \"down\")");
    bl_value b = bl_to_value(L, 2);
    bl_ratio by;
    if (!bl_operand_factor(&b, &by))
        return luaL_error(L,
                          "times: expected a percent or a ratio, as in amount:times(percent \"5\", "
                          "\"down\"), not %s",
                          bl_value_name(L, 2));
    return bl_operand_push_scaled(L, a.money, by, bl_operand_check_rounding(L, 3));
}

static int compare(lua_State *L, const char *sign)
{
    bl_money a = {0}, b = {0};
    if (!bl_to_money(L, 1, &a) || !bl_to_money(L, 2, &b))
        bl_operand_refuse_mix(L, sign, ADVICE_COMPARE);
    return (a.fen > b.fen) - (a.fen < b.fen);
}

static bool push_field(lua_State *L, const bl_value *value, const char *key)
{
    if (strcmp(key, "fen") != 0)
        return false;
    lua_pushinteger(L, value->money.fen);
    return true;
}

void bl_bind_money(lua_State *L)
{
    static const luaL_Reg operators[] = {
        {"__add", l_add},    {"__sub", l_subtract},      {"__unm", l_negate}, {"__mul", l_multiply},
        {"__div", l_divide}, {"__tostring", l_tostring}, {NULL, NULL}};
    static const luaL_Reg methods[] = {{"times", l_times}, {NULL, NULL}};
    bl_value_define(L, BL_VALUE_MONEY, operators, compare, methods, push_field);
}

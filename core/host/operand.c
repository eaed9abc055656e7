/* SPDX-License-Identifier: MIT */
#include "host/operand.h"

#include <string.h>

#include "host/state.h"

int bl_operand_refuse_mix(lua_State *L, const char *sign, const char *advice)
{
    return luaL_error(L, "%s %s %s: these do not mix; %s", bl_value_name(L, 1), sign,
                      bl_value_name(L, 2), advice);
}

bl_value bl_operand_check(lua_State *L, int index, bl_value_kind kind, const char *example)
{
    bl_value value = bl_to_value(L, index);
    if (value.kind != kind)
        luaL_error(L, "expected %s, such as %s, not %s", bl_value_kind_name(kind), example,
                   bl_value_name(L, index));
    return value;
}

int64_t bl_operand_check_integer(lua_State *L, int index, int64_t bound, const char *example)
{
    bl_value value = bl_to_value(L, index);
    if (value.kind != BL_VALUE_INTEGER)
        luaL_error(L, "expected a whole number, as in %s, not %s", example,
                   bl_value_name(L, index));
    if (value.integer < -bound || value.integer > bound)
        luaL_error(L, "%I is out of range, it is written as in %s", (LUAI_UACINT)value.integer,
                   example);
    return value.integer;
}

bl_text bl_operand_check_text(lua_State *L, const char *word, const char *example)
{
    if (lua_type(L, 1) != LUA_TSTRING)
        luaL_error(L, "%s: expected text such as %s, not %s", word, example, bl_value_name(L, 1));
    bl_text text;
    text.at = lua_tolstring(L, 1, &text.size);
    return text;
}

void bl_operand_check_status(lua_State *L, bl_status status, const bl_err *err)
{
    if (status == BL_OK)
        return;
    bl_state_note(L, status);
    luaL_error(L, "%s", err->text);
}

bl_rounding bl_operand_check_rounding(lua_State *L, int index)
{
    static const char *const words[] = {[BL_ROUND_HALF_UP] = "half_up",
                                        [BL_ROUND_HALF_EVEN] = "half_even",
                                        [BL_ROUND_DOWN] = "down",
                                        [BL_ROUND_UP] = "up"};
    if (lua_isnoneornil(L, index))
        return BL_ROUND_HALF_UP;

    const char *word = lua_type(L, index) == LUA_TSTRING ? lua_tostring(L, index) : "";
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (strcmp(word, words[i]) == 0)
            return (bl_rounding)i;
    luaL_error(L, "no such rounding; write \"half_up\", \"half_even\", \"down\" or \"up\"");
    return BL_ROUND_HALF_UP;
}

bool bl_operand_factor(const bl_value *value, bl_ratio *out)
{
    if (value->kind == BL_VALUE_INTEGER)
        *out = (bl_ratio){value->integer, 1};
    else if (value->kind == BL_VALUE_PERCENT || value->kind == BL_VALUE_RATIO)
        *out = value->ratio;
    else
        return false;
    return true;
}

int bl_operand_push_scaled(lua_State *L, bl_money amount, bl_ratio by, bl_rounding rounding)
{
    bl_money product = {0};
    bl_err err = {0};
    bl_operand_check_status(L, bl_money_scale(amount, by, rounding, &product, &err), &err);
    bl_push_money(L, product);
    return 1;
}

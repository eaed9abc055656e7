/* SPDX-License-Identifier: MIT */
#include "host/rounding.h"

#include <string.h>

bl_rounding bl_rounding_check(lua_State *L, int index)
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

bool bl_rounding_factor(const bl_value *value, bl_ratio *out)
{
    if (value->kind == BL_VALUE_INTEGER)
        *out = (bl_ratio){value->integer, 1};
    else if (value->kind == BL_VALUE_PERCENT || value->kind == BL_VALUE_RATIO)
        *out = value->ratio;
    else
        return false;
    return true;
}

int bl_rounding_push_scaled(lua_State *L, bl_money amount, bl_ratio by, bl_rounding rounding)
{
    bl_money product = {0};
    bl_err err = {0};
    bl_value_check_status(L, bl_money_scale(amount, by, rounding, &product, &err), &err);
    bl_push_money(L, product);
    return 1;
}

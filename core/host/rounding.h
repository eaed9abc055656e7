/* rounding.h - the roundings and factors that scripts name.
 *
 * Layer: host. Uses: host/value.
 */
#pragma once

#include "host/value.h"

/* "half_up" "half_even" "down" "up" at `index`; half_up when absent. Raises for other words. */
bl_rounding bl_rounding_check(lua_State *L, int index);
/* What an amount may be multiplied by: an integer, a percent or a ratio. */
bool bl_rounding_factor(const bl_value *value, bl_ratio *out);
/* Pushes the amount times the factor, rounded to a whole fen. Raises when it leaves the range. */
int bl_rounding_push_scaled(lua_State *L, bl_money amount, bl_ratio by, bl_rounding rounding);

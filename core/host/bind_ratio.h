/* SPDX-License-Identifier: MIT
 * bind_ratio.h - percentages and ratios in Lua: percent(x) and ratio(a, b).
 *
 * Layer: host. Uses: host/operand.
 */
#pragma once

#include <lua.h>

/* Makes both kinds. May raise. */
void bl_bind_ratio(lua_State *L);

int bl_word_percent(lua_State *L);
int bl_word_ratio(lua_State *L);

/* compare_products(list, list) -> -1, 0 or 1: products of percents, ratios and integers, exact
 * however large they are. */
int bl_word_compare_products(lua_State *L);

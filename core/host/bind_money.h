/* SPDX-License-Identifier: MIT
 * bind_money.h - amounts in Lua: yuan(x) and fen(n).
 *
 * Layer: host. Uses: host/operand.
 */
#pragma once

#include <lua.h>

/* Makes the kind. May raise. */
void bl_bind_money(lua_State *L);

int bl_word_yuan(lua_State *L);
int bl_word_fen(lua_State *L);

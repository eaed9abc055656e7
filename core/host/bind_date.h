/* SPDX-License-Identifier: MIT
 * bind_date.h - days in Lua: date "2021-12-03".
 *
 * Layer: host. Uses: host/operand.
 */
#pragma once

#include <lua.h>

/* Makes the kind. May raise. */
void bl_bind_date(lua_State *L);

int bl_word_date(lua_State *L);

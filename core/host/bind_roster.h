/* SPDX-License-Identifier: MIT
 * bind_roster.h - rosters, shown to lua/bylaw/roster.lua.
 *
 * Adds its functions to the table on top of the stack.
 *
 * Layer: host. Uses: host/binding, host/json, domain/roster.
 */
#pragma once

#include <lua.h>

void bl_bind_roster(lua_State *L);

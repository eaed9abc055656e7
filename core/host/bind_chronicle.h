/* SPDX-License-Identifier: MIT
 * bind_chronicle.h - chronicles, shown to lua/bylaw/chronicle.lua.
 *
 * Adds its functions to the table on top of the stack.
 *
 * Layer: host. Uses: host/facts, domain/chronicle.
 */
#pragma once

#include <lua.h>

void bl_bind_chronicle(lua_State *L);

/* SPDX-License-Identifier: MIT
 * declared.h - members of the tables by which lua/bylaw declares things.
 *
 * Each reads the member `key` of the table at `index`, and raises for one of another kind.
 *
 * Layer: host. Uses: Lua only.
 */
#pragma once

#include <lua.h>
#include <stdbool.h>

/* A copy, the caller's to free; of `fallback` when there is none, NULL for NULL. */
char *bl_declared_text(lua_State *L, int index, const char *key, const char *fallback);
/* Whether it is there and not false. */
bool bl_declared_flag(lua_State *L, int index, const char *key);
/* A registry reference, or LUA_NOREF. */
int bl_declared_ref(lua_State *L, int index, const char *key);

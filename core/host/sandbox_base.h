/* SPDX-License-Identifier: MIT
 * sandbox_base.h - the words that stand alone: assert error ipairs next pairs print select tonumber
 * tostring type.
 *
 * error always names a line, at level 0 too. tostring shows a table or function as its type, or as
 * what a __tostring of the house says, never as an address.
 *
 * Layer: host. Uses: host/sandbox_order, host/sandbox_proxy.
 */
#pragma once

#include <lua.h>

/* Puts the words, without print, into the table on top. */
void bl_sandbox_base_add(lua_State *L);
/* Pushes the value at `index` as text, as tostring does. */
void bl_sandbox_base_push_text(lua_State *L, int index);

/* SPDX-License-Identifier: MIT
 * blind.h - what exploring a rule could not see: functions that compare or look up plain numbers.
 *
 * Lua lets no symbol hear `==` beside a plain number, nor a look-up in a plain table. So the code
 * of a function, of those inside it and of all that it reaches through its upvalues is read for an
 * instruction that could do either with a number. Comparing with text, yes or no and nil is safe.
 * Trusted modules of lua/bylaw are not read.
 *
 * Layer: host. Uses: host/state.
 */
#pragma once

#include <lua.h>

/* Pushes words such as "the function at n.lua:12 compares with ==" or nil for the function at
 * `index`. Raises when it can't be read. */
void bl_blind_push(lua_State *L, int index);

/* SPDX-License-Identifier: MIT
 * bind_ledger.h - balances and the time of the last event, shown to lua/bylaw.
 *
 * Adds its functions to the table on top of the stack.
 *
 * Layer: host. Uses: host/binding.
 */
#pragma once

#include <lua.h>

void bl_bind_ledger(lua_State *L);

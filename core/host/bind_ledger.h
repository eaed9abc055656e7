/* SPDX-License-Identifier: MIT
 * bind_ledger.h - balances, shown to lua/bylaw; and what must hold of them.
 *
 * Layer: host. Uses: host/binding.
 */
#pragma once

#include <lua.h>

#include "domain/laws.h"

/* Adds its functions to the table on top of the stack. */
void bl_bind_ledger(lua_State *L);
/* Pushes a list of {law, left, right, holds}. */
int bl_push_laws(lua_State *L, const bl_law *laws, int count);

/* SPDX-License-Identifier: MIT
 * sandbox_order.h - walking a table in an order that every run repeats.
 *
 * Numbers rising, then text in byte order, then false and true. A table with other keys is refused:
 * nothing tells them apart but their addresses.
 *
 * Layer: host. Uses: host/state.
 */
#pragma once

#include <lua.h>

/* next(table, key): the least key after `key`; metamethods don't count. Costs a walk each time;
 * pairs is cheaper. */
int bl_sandbox_order_l_next(lua_State *L);
/* Pushes a list of the keys of the table at `index`, in order; charges for it. */
void bl_sandbox_order_push_keys(lua_State *L, int index);
/* pairs(table): its keys as they are now; those set to nil on the way are passed over. A __pairs in
 * its metatable goes before. */
int bl_sandbox_order_l_pairs(lua_State *L);

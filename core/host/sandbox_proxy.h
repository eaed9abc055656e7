/* SPDX-License-Identifier: MIT
 * sandbox_proxy.h - tables that a notice can read and not change.
 *
 * A proxy is an empty table; its metatable reads from another table, the view, which no script can
 * reach, and refuses to write. Every word that reads a table reads a proxy's view in its place.
 *
 * Layer: host. Uses: host/sandbox_order.
 */
#pragma once

#include <lua.h>
#include <stdbool.h>

/* Tables in tables in tables ... */
#define BL_SANDBOX_PROXY_DEPTH_MAX 32

/* Replaces the table on top of the stack, which becomes the view, by its proxy. */
void bl_sandbox_proxy_wrap(lua_State *L);
/* Replaces the table on top of the stack by the proxy of a copy; the tables in it likewise. */
void bl_sandbox_proxy_copy(lua_State *L);
/* If the value at `index` is a proxy, pushes its view. */
bool bl_sandbox_proxy_view(lua_State *L, int index);

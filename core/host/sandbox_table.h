/* SPDX-License-Identifier: MIT
 * sandbox_table.h - the table words: concat insert move pack remove sort unpack.
 *
 * They read and write plain tables directly, so no __index and no __len is asked; a shared table
 * can be read and a table with a metatable is refused. sort is stable, takes the same comparisons
 * on every run, and refuses a comparison that contradicts itself.
 *
 * Layer: host. Uses: host/sandbox_proxy, host/sandbox_text.
 */
#pragma once

#include <lua.h>

/* Pushes a table of plain functions. */
void bl_sandbox_table_push(lua_State *L);

/* SPDX-License-Identifier: MIT
 * bind_moment.h - times and how long they lie apart: time "2021-12-03T10:00:00+08:00", days(n),
 * hours(n).
 *
 * Layer: host. Uses: host/operand.
 */
#pragma once

#include <lua.h>

/* Makes both kinds. May raise. */
void bl_bind_moment(lua_State *L);

int bl_word_time(lua_State *L);
int bl_word_days(lua_State *L);
int bl_word_hours(lua_State *L);

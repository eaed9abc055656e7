/* SPDX-License-Identifier: MIT
 * facts.h - Lua values kept in the register as JSON, and read back as they were.
 *
 * Where an answer shows an amount as a number, what is kept must become the same exact value again.
 * So an exact value is an object with one key that begins with "$": {"$yuan":"83.33"},
 * {"$percent":[1,20]} for 5 %, {"$ratio":[5,12]}, {"$date":"2021-12-03"}, and
 * {"$time":"2021-12-03T10:00:00+08:00"}. Everything else is plain JSON. An empty table
 * comes back empty, a float without decimals as an integer.
 *
 * Layer: host. Uses: host/json, host/binding.
 */
#pragma once

#include <lua.h>

#include "base/text.h"

/* Writes the value at `index`, keys in byte order. Raises for what can't be kept: what JSON can't
 * say, a key that begins with "$", text with a NUL in it. Costs and limits are those of json.h. */
void bl_facts_write(lua_State *L, int index, bl_buffer *out);
/* Pushes what was written; raises, with the failure kept, for what was not. `whose` as for
 * bl_new_json. */
void bl_facts_push(lua_State *L, bl_text text, const char *whose);

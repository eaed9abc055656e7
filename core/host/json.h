/* json.h - JSON and plain Lua tables, for callers that are scripts themselves.
 *
 * Exact values become what a request carries: money a decimal, dates and moments text. A table with
 * keys 1..n is an array, any other an object; an empty table is an object. A light userdata, which
 * only trusted code has, is null.
 *
 * Layer: host. Uses: host/bind_value.
 */
#pragma once

#include <jansson.h>
#include <lua.h>

#include "base/text.h"

/* Writes the value at `index` as JSON, keys in byte order. Raises for what JSON can't say (a
 * function, a cycle deeper than 32). */
void bl_json_write(lua_State *L, int index, bl_buffer *out);
/* Pushes a JSON value as plain Lua: null becomes nil, a real a float. */
void bl_json_push(lua_State *L, const json_t *value);

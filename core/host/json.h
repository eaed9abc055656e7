/* SPDX-License-Identifier: MIT
 * json.h - JSON and plain Lua tables, for callers that are scripts themselves.
 *
 * Exact values become what a request carries: money a decimal, dates and moments text. A table with
 * keys 1..n is an array, any other an object; an empty table is an object. Of light userdata,
 * which only trusted code has, NULL is null and any other the empty array.
 *
 * Writing costs steps, and what is written has a limit.
 *
 * Layer: host. Uses: host/bind_value, host/sandbox_order.
 */
#pragma once

#include <jansson.h>
#include <lua.h>

#include "base/text.h"

#define BL_JSON_SIZE_MAX (1u << 20) /* bytes of one answer, or of the facts of one entry */

/* Writes the value at `index` as JSON, keys in byte order. Raises for what JSON can't say (a
 * function, a cycle deeper than 32, a list with keys beside 1..n), and when `out` gets too long. */
void bl_json_write(lua_State *L, int index, bl_buffer *out);
/* Writes nothing, a boolean, text, an integer or an exact value; false, and nothing written, for
 * any other. */
bool bl_json_write_plain(lua_State *L, int index, bl_buffer *out);
/* For whoever writes JSON: charges for a value, what stands behind `start`; raises when `out` is
 * longer than BL_JSON_SIZE_MAX. */
void bl_json_charge(lua_State *L, const bl_buffer *out, size_t start);
/* How many elements the list at `index` (from the bottom) has; raises for any key but 1..n. */
lua_Integer bl_json_check_list(lua_State *L, int index);
/* Pushes a JSON value as plain Lua: null becomes nil, a real a float. */
void bl_json_push(lua_State *L, const json_t *value);
/* Puts what trusted code writes for null and for the empty array into the table on top of the
 * stack, as `null` and `empty`. */
void bl_json_set_words(lua_State *L);

/* JSON that says more than the plain one does, or less. */
typedef struct bl_json_form {
    const char *only_text_keys; /* raised for a table with a key that is none */
    /* Raises for text that is no key; NULL: any is. */
    void (*check_key)(lua_State *L, bl_text key);
    /* Writes the value at `index`, which is no table; false: as in plain JSON. NULL: all are. */
    bool (*write)(lua_State *L, int index, bl_buffer *out);
    /* Pushes what the object stands for; false: a plain table. NULL: all are. */
    bool (*push)(lua_State *L, const json_t *object);
} bl_json_form;

void bl_json_write_as(lua_State *L, int index, const bl_json_form *form, bl_buffer *out);
void bl_json_push_as(lua_State *L, const json_t *value, const bl_json_form *form);

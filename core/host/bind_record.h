/* SPDX-License-Identifier: MIT
 * bind_record.h - records for the trusted modules, without a function that they belong to:
 *
 *   form = core.record(fields)
 *   core.read(form, json, patch)   the record, or nil, the field that does not fit and why; the
 *                                  members of `patch`, if it is given, stand in place of others
 *   core.write(form, table)        JSON of those fields of the form that the table has, in one form
 *
 * Whoever makes a form keeps it as long as its records.
 *
 * Layer: host. Uses: host/request.
 */
#pragma once

#include <jansson.h>
#include <lua.h>

/* What the JSON text at `index` says, owned by the value that is pushed. Raises unless it is an
 * object. */
json_t *bl_push_json_object(lua_State *L, int index);
/* Adds them to the table on top of the stack. */
void bl_bind_record(lua_State *L);

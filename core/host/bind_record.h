/* bind_record.h - records for the trusted modules, without a function that they belong to:
 *
 *   form = core.record(fields)
 *   core.read(form, json, patch)   the record, or nil, the field that does not fit and why; the
 *                                  members of `patch`, if it is given, stand in place of others
 *   core.write(form, table)        JSON of those fields of the form that the table has, in one form
 *
 * Whoever makes a form keeps it as long as its records.
 *
 * Layer: host. Uses: host/record.
 */
#pragma once

#include <lua.h>

/* Adds them to the table on top of the stack. */
void bl_bind_record(lua_State *L);

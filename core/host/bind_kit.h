/* SPDX-License-Identifier: MIT
 * bind_kit.h - what the trusted modules need of C to take declarations apart: complaints with the
 * notice's line, the nearest of known words, kinds of values, and each other.
 *
 * Layer: host. Uses: host/bind_date, host/bind_value, host/binding, host/json,
 * host/modules.
 */
#pragma once

#include <lua.h>

/* Adds them, and `null` and `empty` for what JSON writes as null and [], to the table on top of the
 * stack. The head of each function in bind_kit.c says how it is called. */
void bl_bind_kit(lua_State *L);

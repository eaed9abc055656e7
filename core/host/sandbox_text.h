/* SPDX-License-Identifier: MIT
 * sandbox_text.h - the string and utf8 words.
 *
 * string: byte char contains ends_with format len lower rep reverse starts_with sub upper.
 * utf8: char len.
 * contains, starts_with and ends_with take plain text: there are no patterns. format takes numbers
 * and %s, %c, %%. No text is longer than BL_STATE_STRING_MAX, and no call gives more than
 * BL_SANDBOX_RESULTS_MAX values.
 *
 * Layer: host. Uses: host/sandbox_base.
 */
#pragma once

#include <lua.h>

#define BL_SANDBOX_RESULTS_MAX 250

/* Each pushes a table of plain functions. */
void bl_sandbox_text_push_string(lua_State *L);
void bl_sandbox_text_push_utf8(lua_State *L);

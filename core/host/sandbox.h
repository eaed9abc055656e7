/* SPDX-License-Identifier: MIT
 * sandbox.h - the words a notice may use.
 *
 * A notice is loaded as text into an environment of listed words: assert error ipairs next pairs
 * print select tonumber tostring type, the tables math, string, table and utf8 (their fields are
 * listed in the sandbox_*.c), and what bl_sandbox_share adds. A word that is not there raises with
 * the nearest one that is. No pcall, no metatables, no coroutines, no load, no files, no clock, no
 * random numbers, no patterns, no bytecode, no bitwise operators, no _ENV.
 * pairs goes in a fixed order: numbers rising, then text in byte order, then booleans. tostring
 * never shows an address. Shared tables are read-only proxies.
 * Strings have the safe methods only, for trusted modules of the state too: these write
 * string.gsub(s, ...), not s:gsub(...).
 *
 * Layer: host. Uses: host/state.
 */
#pragma once

#include "host/state.h"

/* Bytes that one call of print writes at most; the rest is cut. */
#define BL_SANDBOX_PRINT_MAX 4096

/* Gets one line of print, without its newline. Must not call Lua. */
typedef void bl_sandbox_print(void *context, bl_text line);

/* Makes the words. Once for each state, before any other call here. */
BL_MUST_USE bl_status bl_sandbox_open(bl_state *state, bl_err *err);
/* Where print goes; standard error until set. */
void bl_sandbox_set_print(bl_state *state, bl_sandbox_print *print, void *context);
/* Takes the value on top of the stack and makes it a word of every notice of this state. A table
 * becomes a read-only proxy of itself as it stands, and so do the tables in it; of its metatable
 * only
 * __index and __call count. */
BL_MUST_USE bl_status bl_sandbox_share(bl_state *state, const char *word, bl_err *err);
/* From now on what a script assigns to a name that is no word is kept for those loaded later, as in
 * a shell. */
BL_MUST_USE bl_status bl_sandbox_keep_globals(bl_state *state, bl_err *err);
/* Pops the value on top of the stack and gives it that name there. May raise. */
void bl_sandbox_set_global(lua_State *L, const char *name);
/* Forgets what was given such names. */
void bl_sandbox_forget_globals(lua_State *L);
/* Pushes a list of the words and of the names that are kept. May raise. */
void bl_sandbox_push_names(lua_State *L);
/* As bl_state_load, with the words as the function's environment. A script's own globals are
 * refused: "declare it local". The limits of sandbox_lint.h hold. */
BL_MUST_USE bl_status bl_sandbox_load(bl_state *state, const char *name, bl_text text, bl_err *err);

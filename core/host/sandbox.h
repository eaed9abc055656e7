/* sandbox.h - the words a notice may use.
 *
 * A notice is loaded as text into an environment of listed words: assert error ipairs next pairs
 * print select tonumber tostring type, the tables math (no random), string (no patterns, no dump, no
 * rep past a bound), table (on plain tables only), and what bl_sandbox_share adds. A word that is not
 * there raises with the nearest one that is. No pcall, no metatables, no coroutines, no load, no
 * files, no clock, no bytecode.
 * pairs goes in a fixed order: integers rising, then text in byte order, then booleans. tostring
 * never shows an address. Shared tables are read-only proxies.
 *
 * Layer: host. Uses: host/state.
 */
#pragma once

#include "host/state.h"

/* Makes the words. Once for each state, before any other call here. */
BL_MUST_USE bl_status bl_sandbox_open(bl_state *state, bl_err *err);
/* Takes the value on top of the stack and makes it a word of every notice of this state. A table
 * becomes a read-only proxy of itself, and so do the tables in it. */
BL_MUST_USE bl_status bl_sandbox_share(bl_state *state, const char *word, bl_err *err);
/* As bl_state_load, with the words as the function's environment. A script's own globals are refused:
 * "declare it local". */
BL_MUST_USE bl_status bl_sandbox_load(bl_state *state, const char *name, bl_text text, bl_err *err);

/* SPDX-License-Identifier: MIT
 * state.h - a Lua state with limits: what a notice lives in.
 *
 * Memory: its allocator refuses past `memory_max` bytes and strings past BL_STATE_STRING_MAX, and
 * the script ends with a clear error that names its line.
 * Steps: every entry from C is given a budget; a count hook charges it each thousand instructions,
 * C functions charge it for the work they do, the allocator for large blocks. Once it is spent
 * every further instruction raises, so no script can swallow it. The budget counts work, never
 * time: the verdict is the same on every machine. One instruction may compare two strings, so once
 * a state has made a string longer than BL_STATE_STRING_FREE, its instructions cost more: one step
 * for each 256 bytes of the longest.
 *
 * C enters Lua only through bl_state_call. Only the main lua_State is ever stored; the owner is
 * found from any coroutine through lua_getextraspace. Hooks belong to a coroutine: one made here
 * inherits its maker's, counts its own thousand, and raises with the others once the budget is
 * spent.
 *
 * Layer: host. Uses: base.
 */
#pragma once

#include <lua.h>
#include <stdint.h>

#include "base/embedded.h"
#include "base/err.h"

#define BL_STATE_MEMORY_MAX  (64u << 20)
#define BL_STATE_STEPS_MAX   INT64_C(10000000)
#define BL_STATE_STRING_MAX  (1u << 20)
#define BL_STATE_STRING_FREE (4u << 10)
#define BL_STATE_DEPTH_MAX   1000 /* calls within calls, looked at with each charge of the hook */
#define BL_STATE_NAME_MAX    4096 /* bytes, as many as a path of Linux may have */

typedef struct bl_state bl_state;

typedef struct bl_limits {
    size_t memory_max; /* bytes                            */
    int64_t steps_max; /* instructions for each entry from C */
} bl_limits;

/* The limits that notices have. */
bl_limits bl_limits_make_default(void);

/* An empty state with Lua's base (without files and xpcall), string, table, math and utf8 libraries
 * as globals for trusted modules only; what notices may see is sandbox.h's business. BL_NO_MEMORY.
 */
BL_MUST_USE bl_status bl_state_open(bl_limits limits, bl_state **out, bl_err *err);
/* NULL is fine. */
void bl_state_close(bl_state *state);
lua_State *bl_state_lua(bl_state *state);
/* The owner of any lua_State made here, coroutines included. */
bl_state *bl_state_of(lua_State *L);

/* A pointer for the layer above, such as the open register: bindings find it from their lua_State.
 */
void bl_state_set_context(bl_state *state, void *context);
void *bl_state_context(lua_State *L);

/* Compiles text (bytecode is refused) and leaves the function on the stack, with the real globals.
 * `name` is what errors show, e.g. "policies/x.lua", at most BL_STATE_NAME_MAX
 * bytes. BL_SCRIPT with "name:line: words", BL_NO_MEMORY. */
BL_MUST_USE bl_status bl_state_load(bl_state *state, const char *name, bl_text text, bl_err *err);
/* The same for what the build compiled, and for nothing else: bytecode can do anything. Its errors
 * name the lines of the text. BL_VERSION when the library is not of the release that compiled it,
 * BL_NO_MEMORY. */
BL_MUST_USE bl_status bl_state_load_trusted(bl_state *state, const bl_embedded *module,
                                            bl_err *err);
/* Calls the function below its `arguments` on the main stack with a fresh budget and leaves exactly
 * `results` values; on failure leaves none. BL_SCRIPT with "file:line: words", BL_NO_MEMORY past
 * the memory limit, BL_STOPPED (see bl_state_stop_when). A call from inside a call spends the outer
 * one's budget. */
BL_MUST_USE bl_status bl_state_call(bl_state *state, int arguments, int results, bl_err *err);

/* From now on every state, in any thread, asks this between instructions, and its entry ends with
 * BL_STOPPED once it is true; no script can swallow that. */
void bl_state_stop_when(bool (*wanted)(void));
/* Whether the words of an error are followed by the calls that led to it; not at first. */
void bl_state_set_traces(bl_state *state, bool traces);

/* For C functions that Lua calls: charges work to the running budget; raises when it is spent. */
void bl_state_charge(lua_State *L, int64_t steps);
/* From the next thousand instructions on, each costs at least so many steps. */
void bl_state_raise_price(bl_state *state, int64_t steps);
/* Charges for one lua_next walk: an emptied table keeps its width, so the widest one counts. */
void bl_state_charge_walk(lua_State *L);
/* For C functions about to raise a failure: its status is kept for whoever entered Lua. */
void bl_state_note(lua_State *L, bl_status status);
/* The latest one noted in the last or the running entry; BL_OK: none. */
bl_status bl_state_noted(const bl_state *state);
/* Steps spent by the last or the running entry, rounded up to what was charged. */
int64_t bl_state_steps(const bl_state *state);
/* The most bytes that were ever held. */
size_t bl_state_memory_peak(const bl_state *state);
/* Whether the machine refused memory during the last or the running entry, below the limit. */
bool bl_state_starved(const bl_state *state);
/* Raises because the machine refused memory outside Lua, which is then as if it had inside. */
int bl_state_raise_starved(lua_State *L, const char *words);

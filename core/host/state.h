/* state.h - a Lua state with limits: what a notice lives in.
 *
 * Memory: its allocator refuses past `memory_max` bytes, and the script ends with a clear error.
 * Steps: every entry from C is given a budget; a count hook charges it each thousand instructions and
 * C functions charge it for the work they do. Once it is spent every further instruction
 * raises, so no script can swallow it. The budget counts instructions, never time: the verdict is the
 * same on every machine.
 *
 * C enters Lua only through bl_state_call. Only the main lua_State is ever stored; the owner is found
 * from any coroutine through lua_getextraspace.
 *
 * Layer: host. Uses: base.
 */
#pragma once

#include <lua.h>
#include <stdint.h>

#include "base/err.h"
#include "base/text.h"

#define BL_STATE_MEMORY_MAX (64u << 20)
#define BL_STATE_STEPS_MAX  INT64_C(20000000)

typedef struct bl_state bl_state;

typedef struct bl_limits {
    size_t memory_max; /* bytes                                */
    int64_t steps_max; /* instructions for each entry from C */
} bl_limits;

/* The limits that notices have. */
bl_limits bl_limits_make_default(void);

/* An empty state with Lua's base, string, table, math and utf8 libraries for trusted modules only; what
 * a notice may see is sandbox.h's business. BL_NO_MEMORY. */
BL_MUST_USE bl_status bl_state_open(bl_limits limits, bl_state **out, bl_err *err);
/* NULL is fine. */
void bl_state_close(bl_state *state);
lua_State *bl_state_lua(bl_state *state);
/* The owner of any lua_State made here, coroutines included. */
bl_state *bl_state_of(lua_State *L);

/* A pointer for the layer above, such as the open register: bindings find it from their lua_State. */
void bl_state_set_context(bl_state *state, void *context);
void *bl_state_context(lua_State *L);

/* Compiles text (bytecode is refused) and leaves the function on the stack. `name` is what errors
 * show, e.g. "policies/x.lua". BL_SCRIPT with "name:line: words". */
BL_MUST_USE bl_status bl_state_load(bl_state *state, const char *name, bl_text text, bl_err *err);
/* Calls the function below its `arguments` on the stack with a fresh budget and leaves exactly `results`
 * values; on failure leaves none. BL_SCRIPT with "file:line: words", BL_NO_MEMORY past
 * the memory limit. A call from inside a call spends the outer one's budget. */
BL_MUST_USE bl_status bl_state_call(bl_state *state, int arguments, int results, bl_err *err);

/* For C functions that Lua calls: charges work to the running budget; raises when it is spent. */
void bl_state_charge(lua_State *L, int64_t steps);
/* Steps spent by the last or the running entry, rounded up to what was charged. */
int64_t bl_state_steps(const bl_state *state);

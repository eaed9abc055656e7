/* SPDX-License-Identifier: MIT
 * bench.h - a sandboxed state with the words for exact values, for rooms below the notice.
 *
 * `evaluate` leaves what a script returns on the stack; `attempt` runs a C function that may raise
 * with what lies on the stack as its arguments.
 */
#pragma once

#include <jansson.h>
#include <lauxlib.h>
#include <stdio.h>

#include "../fact.h"
#include "host/bind_value.h"
#include "host/sandbox.h"
#include "host/state.h"

#undef fact
#define fact(name) cmocka_unit_test_setup_teardown(name, enter, leave)

static bl_err err;
static bl_state *state;
static lua_State *L;

static inline int enter(void **unused)
{
    (void)unused;
    err = (bl_err){0};
    if (bl_state_open(bl_limits_make_default(), &state, &err) != BL_OK ||
        bl_sandbox_open(state, &err) != BL_OK || bl_bind_values(state, &err) != BL_OK)
        return -1;
    L = bl_state_lua(state);
    return 0;
}

static inline int leave(void **unused)
{
    (void)unused;
    bl_state_close(state);
    state = NULL;
    return 0;
}

static inline void evaluate(const char *text)
{
    if (bl_sandbox_load(state, "here.lua", bl_text_of(text), &err) != BL_OK ||
        bl_state_call(state, 0, 1, &err) != BL_OK)
        fail_msg("%s", err.text);
}

/* Calls with one argument, the top of the stack; false when it raises, with the words in `err`. */
static inline bool attempt(lua_CFunction function)
{
    err = (bl_err){0};
    lua_pushcfunction(L, function);
    lua_insert(L, -2);
    return bl_state_call(state, 1, 0, &err) == BL_OK;
}

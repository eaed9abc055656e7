/* SPDX-License-Identifier: MIT
 * parameters.h - the figures of a notice, as values from outside reach them.
 *
 * lua/bylaw/parameters.lua holds the values and what a notice asks of them. Here values that others
 * bring are read by the fields of the parameters, and put in force for one request: those that the
 * request carries (`params`), and those that an office set itself.
 *
 * Layer: host. Uses: host/record.
 */
#pragma once

#include "host/record.h"

typedef struct bl_parameters {
    bl_record record;
    int list;     /* registry reference: the entries as lua/bylaw/parameters.lua keeps them */
    int enter;    /* registry reference: puts in force what a call replaces, and the office's own */
    int unset;    /* registry reference: the value of a parameter taken away for one call */
    int own;      /* registry reference: the office's values, or LUA_NOREF when there are none */
    bool own_now; /* the office's values are in force */
    bool changed; /* others are in force than a request without `params` begins with */
} bl_parameters;

void bl_parameters_init(bl_parameters *parameters);
/* The registry references go with the state. */
void bl_parameters_deinit(bl_parameters *parameters);

/* Takes the declaration: the list, the functions `enter` and the value `unset`, which are the whole
 * stack. Raises. */
void bl_parameters_declare(lua_State *L, bl_parameters *parameters);
/* Adds to the table on top of the stack: read_parameters(JSON) -> values, or nil, field, message;
 * and parameters_changed(), by which the next request begins anew. */
void bl_bind_parameters(lua_State *L, bl_parameters *parameters);

/* Begins a request: puts the values of `params` in force, an object, or NULL or null for none, and
 * the office's if `own`. False when one does not fit. Raises for want of memory. */
bool bl_parameters_enter(lua_State *L, bl_parameters *parameters, const json_t *params, bool own,
                         bl_bad_input *bad);

/* SPDX-License-Identifier: MIT
 * parameters.h - the figures of a notice, as values from outside reach them.
 *
 * lua/bylaw/parameters.lua holds the values and what a notice asks of them. Here values that others
 * bring are read by the fields of the parameters, and put in force for one request: those that the
 * request carries (`params`), and those that an office set itself.
 *
 * Layer: host. Uses: host/request, domain/setting.
 */
#pragma once

#include "domain/setting.h"
#include "host/request.h"
#include "host/state.h"

typedef struct bl_parameters {
    bl_state *state; /* where they live */
    bl_record record;
    int list;  /* registry reference: the entries as lua/bylaw/parameters.lua keeps them */
    int enter; /* registry reference: puts in force what a call replaces, and the office's own */
    int unset; /* registry reference: the value of a parameter taken away for one call */
    int own;   /* registry reference: the office's values, or LUA_NOREF when there are none */
    int64_t own_entry; /* the entry that last set one of them, -1 when that is to be asked */
    bool own_now;      /* the office's values are in force */
    bool replaced;     /* the running request brought values of its own */
    bool changed;      /* others are in force than a request without `params` begins with */
    json_t *supposed;  /* values that hold in every request, or NULL */
    bool supposed_now; /* they, and no others, are in force          */
    bool supposed_own; /* with the office's values beneath them      */
} bl_parameters;

void bl_parameters_init(bl_parameters *parameters, bl_state *state);
/* The registry references go with the state. */
void bl_parameters_deinit(bl_parameters *parameters);

/* Takes the declaration: the list, the functions `enter` and the value `unset`, which are the whole
 * stack. Raises. */
void bl_parameters_declare(lua_State *L, bl_parameters *parameters);
/* Adds to the table on top of the stack: read_parameters(JSON) -> values, or nil, field, message;
 * by which, and by parameters_changed(), the next request begins anew. */
void bl_bind_parameters(lua_State *L, bl_parameters *parameters);

/* Begins a request: puts the values of `params` in force, an object, or NULL or null for none, and
 * the office's if `own`. False when one does not fit. Raises for want of memory. */
bool bl_parameters_enter(lua_State *L, bl_parameters *parameters, const json_t *params, bool own,
                         bl_bad_input *bad);
/* From now on these values, an object or NULL, hold in every request, above the notice's and the
 * office's and below those of the request itself. They were read by bl_parameters_read. */
void bl_parameters_suppose(bl_parameters *parameters, const json_t *params);
/* Takes over what the office set in a register since the last time, in a transaction. Raises when
 * something of it does not fit the notice. */
void bl_parameters_load(lua_State *L, bl_parameters *parameters, bl_ledger *ledger, bl_text notice);

/* Appends the list as a JSON array: name, label, type, list, codes, value, cite, from, to, and
 * changes of from, value, cite. */
BL_MUST_USE bl_status bl_parameters_list(const bl_parameters *parameters, bl_buffer *out,
                                         bl_err *err);
/* From now on notes who reads a parameter that there is. */
BL_MUST_USE bl_status bl_parameters_watch(const bl_parameters *parameters, const char *name,
                                          bl_err *err);
/* Whether one that is watched was read since; appends the measures that were judged then, "a, b".
 */
BL_MUST_USE bl_status bl_parameters_readers(const bl_parameters *parameters, const char *name,
                                            bool *read, bl_buffer *measures, bl_err *err);
/* Reads a value as a person writes it, a list as a|b|c, and appends it as JSON. BL_NOT_FOUND with
 * the nearest name, BL_INVALID with what does not fit. */
BL_MUST_USE bl_status bl_parameters_read(const bl_parameters *parameters, const char *name,
                                         bl_text text, bl_buffer *out, bl_err *err);
/* The same for what an office sets: `setting` has the value as a person writes it, at NULL when
 * what the notice says is to hold again. Puts it into the register, in a transaction, and appends
 * its JSON. */
BL_MUST_USE bl_status bl_parameters_set(const bl_parameters *parameters, bl_ledger *ledger,
                                        bl_text notice, bl_setting setting, bl_buffer *out,
                                        bl_err *err);

/* SPDX-License-Identifier: MIT
 * binding.h - how a binding reaches the register, and how the world's failures leave a script.
 *
 * A binding reads its arguments, calls down, and pushes the result. When the call fails, the
 * failure is kept here and an error is raised; whoever entered Lua then tells the script's own
 * errors from the world's.
 *
 * Layer: host. Uses: host/state, domain/ledger.
 */
#pragma once

#include <lua.h>

#include "domain/ledger.h"

typedef struct bl_binding {
    bl_ledger *ledger; /* NULL without a register */
    int64_t book;      /* the notice's; 0 before it has one */
    bool may_change;   /* the running function is one that changes */
    int64_t work;      /* of the register that is charged for */
    bl_err trouble;    /* the failure that raised; BL_OK: none */
} bl_binding;

/* For a new entry into Lua: no trouble yet, nothing to charge for. */
void bl_binding_start(bl_binding *binding);

/* The running notice's, at the cost of a call to the register; raises when it has none. */
bl_binding *bl_binding_of(lua_State *L);
/* The same, for what changes the register; raises in a function that only reads. */
bl_binding *bl_binding_to_change(lua_State *L);
/* Raises unless `status` is BL_OK, and keeps the failure. */
void bl_binding_check(lua_State *L, bl_status status, const bl_err *err);

/* Raises with the line of the notice, not of a trusted module. */
int bl_complain(lua_State *L, const char *words);

/* Pushes a box of zeros that `close` releases when the collector comes; `kind` names its metatable.
 */
void *bl_new_box(lua_State *L, size_t size, const char *kind, lua_CFunction close);
/* Pushes a query that the collector closes if an error leaves it running. */
bl_query *bl_new_query(lua_State *L);
/* Pushes a buffer that the collector releases. */
bl_buffer *bl_new_buffer(lua_State *L);
/* Pushes a box for JSON that the collector releases. */
json_t **bl_new_json_box(lua_State *L);
/* Pushes JSON read from what the register keeps; the collector releases it. `whose` is for words:
 * "the facts of a member". */
const json_t *bl_new_json(lua_State *L, bl_text text, const char *whose);

/* Arguments of bindings: each raises, naming the argument, unless it is of the kind. */
bl_money bl_check_money(lua_State *L, int index);
bl_moment bl_check_moment(lua_State *L, int index);
bl_text bl_check_text(lua_State *L, int index);
/* Text of at most BL_ID_SIZE_MAX bytes: what a register is given is not cut but refused. */
const char *bl_check_word(lua_State *L, int index);
/* A member of the table at `index`. */
bl_money bl_check_money_field(lua_State *L, int index, const char *name);
const char *bl_check_text_field(lua_State *L, int index, const char *name);

/* Results of bindings: each sets a member of the table on top of the stack. A text of nothing sets
 * none. */
void bl_set_money(lua_State *L, const char *name, bl_money amount);
void bl_set_moment(lua_State *L, const char *name, bl_moment moment);
void bl_set_text(lua_State *L, const char *name, bl_text text);
void bl_set_int(lua_State *L, const char *name, int64_t number);
void bl_set_bool(lua_State *L, const char *name, bool flag);

/* Takes the next row and pushes what it holds; pushes nothing when there is none. */
typedef bl_status bl_push_row(lua_State *L, bl_query *query, bool *row, bl_err *err);
/* Pushes the list of all rows of a query that opening gave `status`, and closes it. Raises. */
int bl_push_list(lua_State *L, bl_query *query, bl_status status, bl_push_row *push, bl_err *err);

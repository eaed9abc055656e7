/* SPDX-License-Identifier: MIT */
#include "host/binding.h"

#include <lauxlib.h>
#include <string.h>

#include "domain/parse.h"
#include "host/bind_value.h"
#include "host/script.h"
#include "host/state.h"

#define READ_STEPS   100  /* for a call that asks the register */
#define CHANGE_STEPS 1000 /* more for one that changes it      */
#define WORK_A_STEP  4    /* of the register for a step more: each call pays for the one before */

void bl_binding_start(bl_binding *binding)
{
    binding->trouble = (bl_err){0};
    binding->work = binding->ledger ? bl_db_work(bl_ledger_db(binding->ledger)) : 0;
}

bl_binding *bl_binding_of(lua_State *L)
{
    bl_binding *binding = bl_state_context(L);
    if (!binding || !binding->ledger)
        luaL_error(L, "this needs a register; give one with --db FILE");
    int64_t work = bl_db_work(bl_ledger_db(binding->ledger));
    bl_state_charge(L, READ_STEPS + (work - binding->work) / WORK_A_STEP);
    binding->work = work;
    return binding;
}

bl_binding *bl_binding_to_change(lua_State *L)
{
    bl_binding *binding = bl_binding_of(L);
    if (!binding->may_change)
        luaL_error(L, "only a function that `changes` may change the register");
    bl_state_charge(L, CHANGE_STEPS);
    return binding;
}

void bl_binding_check(lua_State *L, bl_status status, const bl_err *err)
{
    if (status == BL_OK)
        return;
    bl_binding *binding = bl_state_context(L);
    binding->trouble = *err;
    luaL_error(L, "%s", err->text);
}

int bl_complain(lua_State *L, const char *words)
{
    lua_Debug where;
    for (int level = 1; lua_getstack(L, level, &where); level++) {
        lua_getinfo(L, "Sl", &where);
        if (where.currentline > 0 && !bl_script_is_trusted(where.short_src)) {
            lua_pushfstring(L, "%s:%d: %s", where.short_src, where.currentline, words);
            return lua_error(L); /* luaL_error would put the module's line before it */
        }
    }
    return luaL_error(L, "%s", words);
}

void *bl_new_box(lua_State *L, size_t size, const char *kind, lua_CFunction close)
{
    void *box = lua_newuserdatauv(L, size, 0);
    memset(box, 0, size);
    if (luaL_newmetatable(L, kind)) {
        lua_pushcfunction(L, close);
        lua_setfield(L, -2, "__gc");
        lua_pushboolean(L, 0);
        lua_setfield(L, -2, "__metatable");
    }
    lua_setmetatable(L, -2);
    return box;
}

static int l_close_query(lua_State *L)
{
    bl_query_close(lua_touserdata(L, 1));
    return 0;
}

bl_query *bl_new_query(lua_State *L)
{
    return bl_new_box(L, sizeof(bl_query), "bylaw query", l_close_query);
}

static int l_release_buffer(lua_State *L)
{
    bl_buffer_deinit(lua_touserdata(L, 1));
    return 0;
}

bl_buffer *bl_new_buffer(lua_State *L)
{
    return bl_new_box(L, sizeof(bl_buffer), "bylaw buffer", l_release_buffer);
}

static int l_release_json(lua_State *L)
{
    json_t **box = lua_touserdata(L, 1);
    json_decref(*box);
    *box = NULL;
    return 0;
}

json_t **bl_new_json_box(lua_State *L)
{
    return bl_new_box(L, sizeof(json_t *), "bylaw json", l_release_json);
}

const json_t *bl_new_json(lua_State *L, bl_text text, const char *whose)
{
    bl_err err = {0};
    json_error_t trouble;
    json_t **box = bl_new_json_box(L);
    *box = bl_json_read(text, 0, &trouble);
    if (!*box) {
        bool memory = json_error_code(&trouble) == json_error_out_of_memory;
        bl_status status = bl_fail(&err, memory ? BL_NO_MEMORY : BL_CORRUPT, "%s can't be read: %s",
                                   whose, trouble.text);
        bl_binding_check(L, status, &err);
    }
    return *box;
}

bl_money bl_check_money(lua_State *L, int index)
{
    bl_money amount = {0};
    luaL_argexpected(L, bl_to_money(L, index, &amount), index, "yuan");
    return amount;
}

bl_moment bl_check_moment(lua_State *L, int index)
{
    bl_moment moment = {0};
    luaL_argexpected(L, bl_to_moment(L, index, &moment), index, "time");
    return moment;
}

bl_text bl_check_text(lua_State *L, int index)
{
    bl_text text;
    text.at = luaL_checklstring(L, index, &text.size);
    return text;
}

const char *bl_check_word(lua_State *L, int index)
{
    bl_text word = bl_check_text(L, index);
    luaL_argcheck(L, word.size <= BL_ID_SIZE_MAX, index, "expected at most 128 bytes");
    return word.at;
}

bl_money bl_check_money_field(lua_State *L, int index, const char *name)
{
    bl_money amount = {0};
    lua_getfield(L, index, name);
    if (!bl_to_money(L, -1, &amount))
        luaL_error(L, "\"%s\" must be yuan, not %s", name, luaL_typename(L, -1));
    lua_pop(L, 1);
    return amount;
}

const char *bl_check_text_field(lua_State *L, int index, const char *name)
{
    lua_getfield(L, index, name);
    const char *text = lua_tostring(L, -1);
    if (!text)
        luaL_error(L, "\"%s\" must be text, not %s", name, luaL_typename(L, -1));
    lua_pop(L, 1); /* the table keeps it alive */
    return text;
}

void bl_set_money(lua_State *L, const char *name, bl_money amount)
{
    bl_push_money(L, amount);
    lua_setfield(L, -2, name);
}

void bl_set_moment(lua_State *L, const char *name, bl_moment moment)
{
    bl_push_moment(L, moment);
    lua_setfield(L, -2, name);
}

void bl_set_text(lua_State *L, const char *name, bl_text text)
{
    if (!text.at)
        return;
    lua_pushlstring(L, text.at, text.size);
    lua_setfield(L, -2, name);
}

void bl_set_int(lua_State *L, const char *name, int64_t number)
{
    lua_pushinteger(L, number);
    lua_setfield(L, -2, name);
}

void bl_set_bool(lua_State *L, const char *name, bool flag)
{
    lua_pushboolean(L, flag);
    lua_setfield(L, -2, name);
}

int bl_push_list(lua_State *L, bl_query *query, bl_status status, bl_push_row *push, bl_err *err)
{
    bool row = true;
    lua_newtable(L);
    for (lua_Integer n = 1; status == BL_OK && row; n++) {
        status = push(L, query, &row, err);
        if (status == BL_OK && row)
            lua_rawseti(L, -2, n);
    }
    bl_query_close(query);
    bl_binding_check(L, status, err);
    return 1;
}

/* SPDX-License-Identifier: MIT */
#include "host/bind_record.h"

#include <lauxlib.h>

#include "domain/parse.h"
#include "host/binding.h"
#include "host/request.h"
#include "host/state.h"

#define FORM        "bylaw.record"
#define BYTES_STEPS 4 /* bytes of JSON read or written for a step */

static int l_close(lua_State *L)
{
    bl_record_deinit(luaL_checkudata(L, 1, FORM));
    return 0;
}

/* record(fields) -> form */
static int l_record(lua_State *L)
{
    luaL_checktype(L, 1, LUA_TTABLE);
    bl_record_declare(L, 1, bl_new_box(L, sizeof(bl_record), FORM, l_close));
    return 1;
}

json_t *bl_push_json_object(lua_State *L, int index)
{
    bl_text text = bl_check_text(L, index);
    bl_state_charge(L, (int64_t)(text.size / BYTES_STEPS));
    json_t **box = bl_new_json_box(L);
    json_error_t trouble;
    *box = bl_json_read(text, 0, &trouble);
    if (!*box && json_error_code(&trouble) == json_error_out_of_memory)
        bl_state_raise_starved(L, "no memory for a record");
    if (!json_is_object(*box))
        luaL_error(L, "expected a JSON object: %s", *box ? "something else" : trouble.text);
    return *box;
}

/* read(form, json, patch) -> record, or nil, field, message */
static int l_read(lua_State *L)
{
    const bl_record *record = luaL_checkudata(L, 1, FORM);
    lua_settop(L, 3);
    json_t *object = bl_push_json_object(L, 2);
    if (!lua_isnil(L, 3) && json_object_update(object, bl_push_json_object(L, 3)) != 0)
        return bl_state_raise_starved(L, "no memory for a record");
    bl_bad_input bad = {0};
    if (bl_request_read(L, record, object, NULL, &bad))
        return 1;
    return bl_push_bad_input(L, &bad);
}

/* write(form, table) -> JSON */
static int l_write(lua_State *L)
{
    const bl_record *record = luaL_checkudata(L, 1, FORM);
    luaL_checktype(L, 2, LUA_TTABLE);
    bl_buffer *out = bl_new_buffer(L);
    bl_request_write(L, record, 2, out);
    bl_state_charge(L, (int64_t)(out->size / BYTES_STEPS));
    lua_pushlstring(L, out->at, out->size);
    return 1;
}

void bl_bind_record(lua_State *L)
{
    static const luaL_Reg functions[] = {
        {"record", l_record}, {"read", l_read}, {"write", l_write}, {NULL, NULL}};
    luaL_setfuncs(L, functions, 0);
}

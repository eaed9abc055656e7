/* SPDX-License-Identifier: MIT */
#include "host/json.h"

#include <lauxlib.h>
#include <math.h>
#include <stdlib.h>

#include "host/bind_value.h"
#include "host/sandbox_order.h"
#include "host/state.h"

#define DEPTH_MAX   32
#define VALUE_STEPS 8 /* for writing a value */
#define STEP_BYTES  4 /* of it for one step more */

static const bl_json_form plain = {.only_text_keys = "a JSON object has only text for keys"};

typedef struct writing {
    const bl_json_form *form;
    bl_buffer *out;
} writing;

static void write_value(lua_State *L, int index, int depth, const writing *w);

void bl_json_charge(lua_State *L, const bl_buffer *out, size_t start)
{
    bl_state_charge(L, VALUE_STEPS + (int64_t)((out->size - start) / STEP_BYTES));
    if (out->size > BL_JSON_SIZE_MAX)
        luaL_error(L, "what is to be written is longer than %d KiB", (int)(BL_JSON_SIZE_MAX >> 10));
}

lua_Integer bl_json_check_list(lua_State *L, int index)
{
    lua_Integer count = (lua_Integer)lua_rawlen(L, index);
    bl_state_charge_walk(L);
    bl_state_charge(L, count);
    for (lua_pushnil(L); lua_next(L, index); lua_pop(L, 1)) {
        lua_Integer key = lua_isinteger(L, -2) ? lua_tointeger(L, -2) : 0;
        if (key < 1 || key > count)
            luaL_error(L, "a list has a key that is none of 1 to %I and would be lost",
                       (LUAI_UACINT)count);
    }
    return count;
}

static void write_array(lua_State *L, int index, int depth, const writing *w)
{
    lua_Integer count = bl_json_check_list(L, index);
    bl_buffer_add_char(w->out, '[');
    for (lua_Integer i = 1; i <= count; i++) {
        if (i > 1)
            bl_buffer_add_char(w->out, ',');
        lua_rawgeti(L, index, i);
        write_value(L, lua_gettop(L), depth + 1, w);
        lua_pop(L, 1);
    }
    bl_buffer_add_char(w->out, ']');
}

static void write_object(lua_State *L, int index, int depth, const writing *w)
{
    bl_sandbox_order_push_keys(L, index);
    int keys = lua_gettop(L);
    bl_buffer_add_char(w->out, '{');
    for (lua_Integer i = 1; lua_rawgeti(L, keys, i) != LUA_TNIL; i++) {
        if (lua_type(L, -1) != LUA_TSTRING)
            luaL_error(L, "%s", w->form->only_text_keys);
        bl_text key;
        key.at = lua_tolstring(L, -1, &key.size);
        if (w->form->check_key)
            w->form->check_key(L, key);
        if (i > 1)
            bl_buffer_add_char(w->out, ',');
        bl_buffer_add_json(w->out, key);
        bl_buffer_add_char(w->out, ':');
        lua_rawget(L, index);
        write_value(L, lua_gettop(L), depth + 1, w);
        lua_pop(L, 1);
    }
    bl_buffer_add_char(w->out, '}');
    lua_settop(L, keys - 1);
}

/* Shortest decimals that read back as the same double. */
static void write_real(lua_State *L, double number, bl_buffer *out)
{
    char text[32];
    if (!isfinite(number))
        luaL_error(L, "JSON has no infinite numbers");
    for (int digits = 15; digits <= 17; digits++) {
        snprintf(text, sizeof text, "%.*g", digits, number);
        if (strtod(text, NULL) == number)
            break;
    }
    bl_buffer_add_text(out, text);
}

static void write_table(lua_State *L, int index, int depth, const writing *w)
{
    luaL_checkstack(L, 8, NULL);
    if (depth == DEPTH_MAX)
        luaL_error(L, "a value nests deeper than %d", DEPTH_MAX);
    if (lua_rawlen(L, index) > 0)
        write_array(L, index, depth, w);
    else
        write_object(L, index, depth, w);
}

bool bl_json_write_plain(lua_State *L, int index, bl_buffer *out)
{
    bl_text text;
    bl_value exact;
    switch (lua_type(L, index)) {
    case LUA_TNIL:
        bl_buffer_add_text(out, "null");
        return true;
    case LUA_TBOOLEAN:
        bl_buffer_add_text(out, lua_toboolean(L, index) ? "true" : "false");
        return true;
    case LUA_TSTRING:
        text.at = lua_tolstring(L, index, &text.size);
        bl_buffer_add_json(out, text);
        return true;
    case LUA_TNUMBER:
        if (lua_isinteger(L, index))
            bl_buffer_add_int(out, lua_tointeger(L, index));
        return lua_isinteger(L, index);
    case LUA_TLIGHTUSERDATA:
        if (!lua_touserdata(L, index))
            bl_buffer_add_text(out, "null");
        return !lua_touserdata(L, index);
    default:
        exact = bl_to_value(L, index);
        return bl_value_write_json(&exact, out);
    }
}

static void write_other(lua_State *L, int index, bl_buffer *out)
{
    if (lua_type(L, index) != LUA_TNUMBER)
        luaL_error(L, "JSON can't hold a %s", luaL_typename(L, index));
    write_real(L, lua_tonumber(L, index), out);
}

static void write_one(lua_State *L, int index, int depth, const writing *w)
{
    int type = lua_type(L, index);
    if (type == LUA_TTABLE)
        write_table(L, index, depth, w);
    else if (type == LUA_TLIGHTUSERDATA)
        bl_buffer_add_text(w->out, lua_touserdata(L, index) ? "[]" : "null");
    else if ((!w->form->write || !w->form->write(L, index, w->out)) &&
             !bl_json_write_plain(L, index, w->out))
        write_other(L, index, w->out);
}

static void write_value(lua_State *L, int index, int depth, const writing *w)
{
    size_t start = w->out->size;
    write_one(L, index, depth, w);
    bl_json_charge(L, w->out, start);
}

void bl_json_write_as(lua_State *L, int index, const bl_json_form *form, bl_buffer *out)
{
    write_value(L, lua_absindex(L, index), 0, &(writing){form, out});
}

void bl_json_write(lua_State *L, int index, bl_buffer *out)
{
    bl_json_write_as(L, index, &plain, out);
}

void bl_json_push_as(lua_State *L, const json_t *value, const bl_json_form *form)
{
    luaL_checkstack(L, 6, NULL);
    size_t i;
    const char *key;
    json_t *member;
    switch (json_typeof(value)) {
    case JSON_OBJECT:
        if (form->push && form->push(L, value))
            return;
        lua_newtable(L);
        json_object_foreach((json_t *)value, key, member)
        {
            bl_json_push_as(L, member, form);
            lua_setfield(L, -2, key);
        }
        return;
    case JSON_ARRAY:
        lua_newtable(L);
        json_array_foreach((json_t *)value, i, member)
        {
            bl_json_push_as(L, member, form);
            lua_rawseti(L, -2, (lua_Integer)i + 1);
        }
        return;
    case JSON_STRING:
        lua_pushlstring(L, json_string_value(value), json_string_length(value));
        return;
    case JSON_INTEGER:
        lua_pushinteger(L, json_integer_value(value));
        return;
    case JSON_REAL:
        lua_pushnumber(L, json_real_value(value));
        return;
    case JSON_TRUE:
    case JSON_FALSE:
        lua_pushboolean(L, json_is_true(value));
        return;
    case JSON_NULL:
        lua_pushnil(L);
        return;
    }
}

void bl_json_push(lua_State *L, const json_t *value)
{
    bl_json_push_as(L, value, &plain);
}

void bl_json_set_words(lua_State *L)
{
    static char empty;
    lua_pushlightuserdata(L, NULL);
    lua_setfield(L, -2, "null");
    lua_pushlightuserdata(L, &empty);
    lua_setfield(L, -2, "empty");
}

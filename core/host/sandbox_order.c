/* SPDX-License-Identifier: MIT */
#include "host/sandbox_order.h"

#include <lauxlib.h>
#include <stdlib.h>

#include "host/state.h"

enum { RANK_NUMBER, RANK_TEXT, RANK_BOOLEAN };

/* A key outside Lua, so that sorting never calls back into it. Text is lent by the table. */
typedef struct key {
    int rank;
    bool is_integer;
    lua_Integer integer; /* of a boolean: 0 or 1 */
    lua_Number real;
    bl_text text;
} key;

static key read_key(lua_State *L, int index)
{
    key read = {0};
    switch (lua_type(L, index)) {
    case LUA_TNUMBER:
        read.rank = RANK_NUMBER;
        read.is_integer = lua_isinteger(L, index);
        read.integer = read.is_integer ? lua_tointeger(L, index) : 0;
        read.real = lua_tonumber(L, index);
        break;
    case LUA_TSTRING:
        read.rank = RANK_TEXT;
        read.text.at = lua_tolstring(L, index, &read.text.size);
        break;
    case LUA_TBOOLEAN:
        read.rank = RANK_BOOLEAN;
        read.is_integer = true;
        read.integer = lua_toboolean(L, index);
        break;
    default:
        luaL_error(L, "keys that are a %s have no order", luaL_typename(L, index));
    }
    return read;
}

/* A float that is a key is never a whole number in the range of integers, so comparing it with an
 * integer as floats cannot find them equal. */
static int compare_keys(const void *left, const void *right)
{
    const key *a = left;
    const key *b = right;
    if (a->rank != b->rank)
        return a->rank < b->rank ? -1 : 1;
    if (a->rank == RANK_TEXT)
        return bl_text_compare(a->text, b->text);
    if (a->is_integer && b->is_integer)
        return (a->integer > b->integer) - (a->integer < b->integer);
    return (a->real > b->real) - (a->real < b->real);
}

static void push_key(lua_State *L, const key *from)
{
    if (from->rank == RANK_TEXT)
        lua_pushlstring(L, from->text.at, from->text.size);
    else if (from->rank == RANK_BOOLEAN)
        lua_pushboolean(L, (int)from->integer);
    else if (from->is_integer)
        lua_pushinteger(L, from->integer);
    else
        lua_pushnumber(L, from->real);
}

int bl_sandbox_order_l_next(lua_State *L)
{
    luaL_checktype(L, 1, LUA_TTABLE);
    lua_settop(L, 2);
    bl_state_charge_walk(L);
    bool from_start = lua_isnil(L, 2);
    key after = from_start ? (key){0} : read_key(L, 2);
    key best = {0};
    bool found = false;
    int64_t steps = 0;
    lua_pushnil(L); /* 3: the best key yet */
    for (lua_pushnil(L); lua_next(L, 1); lua_pop(L, 1)) {
        key here = read_key(L, 4);
        steps += 8 + (int64_t)(here.text.size / 16);
        if ((from_start || compare_keys(&here, &after) > 0) &&
            (!found || compare_keys(&here, &best) < 0)) {
            best = here;
            found = true;
            lua_copy(L, 4, 3);
        }
    }
    bl_state_charge(L, steps);
    if (!found)
        return 1;
    lua_pushvalue(L, 3);
    lua_rawget(L, 1);
    return 2;
}

/* Upvalues: the table, its keys, how many were given out. */
static int l_step(lua_State *L)
{
    lua_Integer given = lua_tointeger(L, lua_upvalueindex(3));
    lua_settop(L, 0);
    while (lua_rawgeti(L, lua_upvalueindex(2), ++given) != LUA_TNIL) {
        lua_pushvalue(L, 1);
        if (lua_rawget(L, lua_upvalueindex(1)) != LUA_TNIL)
            break;
        lua_settop(L, 0);
    }
    lua_pushinteger(L, given);
    lua_replace(L, lua_upvalueindex(3));
    return lua_gettop(L);
}

static int64_t log2_above(int64_t count)
{
    int64_t log = 1;
    while (count >>= 1)
        log++;
    return log;
}

void bl_sandbox_order_push_keys(lua_State *L, int index)
{
    index = lua_absindex(L, index);
    bl_state_charge_walk(L);
    int64_t count = 0;
    int64_t bytes = 0;
    for (lua_pushnil(L); lua_next(L, index); lua_pop(L, 1)) {
        bytes += lua_type(L, -2) == LUA_TSTRING ? (int64_t)lua_rawlen(L, -2) : 0;
        count++;
    }
    bl_state_charge(L, 10 + count * 16 + (count * 4 + bytes / 16) * log2_above(count));

    key *keys = lua_newuserdatauv(L, ((size_t)count + 1) * sizeof *keys, 0);
    size_t taken = 0;
    for (lua_pushnil(L); lua_next(L, index); lua_pop(L, 1))
        keys[taken++] = read_key(L, -2);
    qsort(keys, taken, sizeof *keys, compare_keys);
    lua_createtable(L, (int)taken, 0);
    for (size_t i = 0; i < taken; i++) {
        push_key(L, &keys[i]);
        lua_rawseti(L, -2, (lua_Integer)i + 1);
    }
    lua_remove(L, -2);
}

int bl_sandbox_order_l_pairs(lua_State *L)
{
    luaL_checkany(L, 1);
    lua_settop(L, 1);
    if (luaL_getmetafield(L, 1, "__pairs") != LUA_TNIL) {
        lua_insert(L, 1);
        lua_call(L, 1, 3);
        return 3;
    }
    luaL_checktype(L, 1, LUA_TTABLE);
    lua_pushvalue(L, 1);
    bl_sandbox_order_push_keys(L, 1);
    lua_pushinteger(L, 0);
    lua_pushcclosure(L, l_step, 3);
    lua_pushvalue(L, 1);
    lua_pushnil(L);
    return 3;
}

/* SPDX-License-Identifier: MIT */
#include "host/sandbox_proxy.h"

#include <lauxlib.h>

#include "host/sandbox_order.h"

/* Its address marks the metatables of proxies and is where they keep the view. */
static const char view_key;

static int l_refuse_write(lua_State *L)
{
    const char *key = lua_type(L, 2) == LUA_TSTRING ? lua_tostring(L, 2) : luaL_typename(L, 2);
    return luaL_error(L, "this table is shared and cannot be changed (at `%s`)", key);
}

static int l_length(lua_State *L)
{
    lua_pushinteger(L, (lua_Integer)lua_rawlen(L, lua_upvalueindex(1)));
    return 1;
}

/* What pairs calls, the plain one of trusted modules too. */
static int l_pairs(lua_State *L)
{
    lua_settop(L, 0);
    lua_pushvalue(L, lua_upvalueindex(1));
    return bl_sandbox_order_l_pairs(L);
}

void bl_sandbox_proxy_wrap(lua_State *L)
{
    luaL_checkstack(L, 6, NULL);
    int view = lua_gettop(L);
    lua_newtable(L);
    lua_createtable(L, 0, 8);
    lua_pushvalue(L, view);
    lua_rawsetp(L, -2, &view_key);
    lua_pushvalue(L, view);
    lua_setfield(L, -2, "__index");
    lua_pushcfunction(L, l_refuse_write);
    lua_setfield(L, -2, "__newindex");
    lua_pushvalue(L, view);
    lua_pushcclosure(L, l_length, 1);
    lua_setfield(L, -2, "__len");
    lua_pushvalue(L, view);
    lua_pushcclosure(L, l_pairs, 1);
    lua_setfield(L, -2, "__pairs");
    if (luaL_getmetafield(L, view, "__call") != LUA_TNIL)
        lua_setfield(L, -2, "__call");
    lua_pushboolean(L, 0);
    lua_setfield(L, -2, "__metatable");
    lua_setmetatable(L, -2);
    lua_replace(L, view);
}

bool bl_sandbox_proxy_view(lua_State *L, int index)
{
    luaL_checkstack(L, 3, NULL);
    if (lua_type(L, index) != LUA_TTABLE || !lua_getmetatable(L, index))
        return false;
    if (lua_rawgetp(L, -1, &view_key) == LUA_TTABLE) {
        lua_remove(L, -2);
        return true;
    }
    lua_pop(L, 2);
    return false;
}

static bool is_proxy(lua_State *L, int index)
{
    bool is = bl_sandbox_proxy_view(L, index);
    if (is)
        lua_pop(L, 1);
    return is;
}

/* `done` leads from tables to the proxies made of them, so that a table met again, even inside
 * itself, gets the proxy it has: the view is filled after it was wrapped. */
static void copy_table(lua_State *L, int done, int depth)
{
    if (depth > BL_SANDBOX_PROXY_DEPTH_MAX)
        luaL_error(L, "a shared table holds tables more than %d deep", BL_SANDBOX_PROXY_DEPTH_MAX);
    luaL_checkstack(L, 8, NULL);
    int table = lua_gettop(L);
    lua_pushvalue(L, table);
    if (lua_rawget(L, done) == LUA_TTABLE) {
        lua_replace(L, table);
        return;
    }
    lua_settop(L, table);
    lua_newtable(L); /* the view */
    if (lua_getmetatable(L, table))
        lua_setmetatable(L, -2);
    lua_pushvalue(L, -1);
    bl_sandbox_proxy_wrap(L);
    lua_pushvalue(L, table);
    lua_pushvalue(L, -2);
    lua_rawset(L, done);
    for (lua_pushnil(L); lua_next(L, table); lua_pop(L, 1)) {
        lua_pushvalue(L, -2);
        lua_pushvalue(L, -2);
        if (lua_istable(L, -1) && !is_proxy(L, -1))
            copy_table(L, done, depth + 1);
        lua_rawset(L, table + 1);
    }
    lua_replace(L, table);
    lua_settop(L, table);
}

void bl_sandbox_proxy_copy(lua_State *L)
{
    if (is_proxy(L, -1))
        return;
    lua_newtable(L);
    lua_insert(L, -2);
    copy_table(L, lua_gettop(L) - 1, 1);
    lua_remove(L, -2);
}

/* SPDX-License-Identifier: MIT */
#include "host/sandbox_base.h"

#include <lauxlib.h>

#include "host/sandbox_order.h"
#include "host/sandbox_proxy.h"
#include "host/state.h"

#define NUMERAL_BYTES_MAX 200 /* longer text is no number; reading it would take its time */

void bl_sandbox_base_push_text(lua_State *L, int index)
{
    index = lua_absindex(L, index);
    luaL_checkstack(L, 4, NULL);
    if (luaL_callmeta(L, index, "__tostring")) {
        if (!lua_isstring(L, -1))
            luaL_error(L, "a __tostring gave no text");
        return;
    }
    switch (lua_type(L, index)) {
    case LUA_TNUMBER:
        bl_state_charge(L, 64);
        if (lua_tonumber(L, index) != lua_tonumber(L, index)) {
            lua_pushliteral(L, "nan"); /* whose sign differs between machines */
            return;
        }
        lua_pushvalue(L, index);
        lua_tostring(L, -1);
        return;
    case LUA_TSTRING:
        lua_pushvalue(L, index);
        return;
    case LUA_TBOOLEAN:
        lua_pushstring(L, lua_toboolean(L, index) ? "true" : "false");
        return;
    default:
        if (luaL_getmetafield(L, index, "__name") != LUA_TSTRING)
            lua_pushstring(L, luaL_typename(L, index));
    }
}

static int l_tostring(lua_State *L)
{
    luaL_checkany(L, 1);
    bl_sandbox_base_push_text(L, 1);
    return 1;
}

/* Upvalue: Lua's own. */
static int l_tonumber(lua_State *L)
{
    size_t size = 0;
    if (lua_type(L, 1) == LUA_TSTRING)
        lua_tolstring(L, 1, &size);
    bl_state_charge(L, 64);
    if (size > NUMERAL_BYTES_MAX) {
        lua_pushnil(L);
        return 1;
    }
    lua_pushvalue(L, lua_upvalueindex(1));
    lua_insert(L, 1);
    lua_call(L, lua_gettop(L) - 1, 1);
    return 1;
}

static int l_assert(lua_State *L)
{
    luaL_checkany(L, 1);
    if (lua_toboolean(L, 1))
        return lua_gettop(L);
    if (lua_gettop(L) == 1)
        return luaL_error(L, "assertion failed");
    lua_settop(L, 2);
    if (lua_type(L, 2) != LUA_TSTRING)
        return lua_error(L);
    luaL_where(L, 1);
    lua_insert(L, 2);
    lua_concat(L, 2);
    return lua_error(L);
}

static int l_error(lua_State *L)
{
    lua_Integer level = luaL_optinteger(L, 2, 1);
    lua_settop(L, 1);
    if (lua_type(L, 1) != LUA_TSTRING)
        return lua_error(L);
    luaL_where(L, level == 2 ? 2 : 1);
    lua_insert(L, 1);
    lua_concat(L, 2);
    return lua_error(L);
}

static int l_next(lua_State *L)
{
    if (bl_sandbox_proxy_view(L, 1))
        lua_replace(L, 1);
    return bl_sandbox_order_l_next(L);
}

void bl_sandbox_base_add(lua_State *L)
{
    static const luaL_Reg words[] = {
        {"assert", l_assert},     {"error", l_error},
        {"next", l_next},         {"pairs", bl_sandbox_order_l_pairs},
        {"tostring", l_tostring}, {NULL, NULL},
    };
    static const char *const as_they_are[] = {"ipairs", "select", "type"};

    luaL_setfuncs(L, words, 0);
    for (size_t i = 0; i < sizeof as_they_are / sizeof *as_they_are; i++) {
        lua_getglobal(L, as_they_are[i]);
        lua_setfield(L, -2, as_they_are[i]);
    }
    lua_getglobal(L, "tonumber");
    lua_pushcclosure(L, l_tonumber, 1);
    lua_setfield(L, -2, "tonumber");
}

/* SPDX-License-Identifier: MIT */
#include "host/declared.h"

#include <lauxlib.h>
#include <string.h>

char *bl_declared_text(lua_State *L, int index, const char *key, const char *fallback)
{
    lua_getfield(L, index, key);
    const char *text = lua_isnil(L, -1) ? fallback : luaL_checkstring(L, -1);
    char *copy = text ? strdup(text) : NULL;
    if (text && !copy)
        luaL_error(L, "no memory for a declaration");
    lua_pop(L, 1);
    return copy;
}

bool bl_declared_flag(lua_State *L, int index, const char *key)
{
    lua_getfield(L, index, key);
    bool flag = lua_toboolean(L, -1);
    lua_pop(L, 1);
    return flag;
}

int bl_declared_ref(lua_State *L, int index, const char *key)
{
    lua_getfield(L, index, key);
    if (lua_isnil(L, -1)) {
        lua_pop(L, 1);
        return LUA_NOREF;
    }
    return luaL_ref(L, LUA_REGISTRYINDEX);
}

/* SPDX-License-Identifier: MIT */
#include "host/parameters.h"

#include <lauxlib.h>

#include "host/bind_record.h"

void bl_parameters_init(bl_parameters *parameters)
{
    *parameters = (bl_parameters){
        .list = LUA_NOREF, .enter = LUA_NOREF, .unset = LUA_NOREF, .own = LUA_NOREF};
}

void bl_parameters_deinit(bl_parameters *parameters)
{
    bl_record_deinit(&parameters->record);
}

void bl_parameters_declare(lua_State *L, bl_parameters *parameters)
{
    luaL_checktype(L, 2, LUA_TFUNCTION);
    bl_record_declare(L, 1, &parameters->record);
    parameters->unset = luaL_ref(L, LUA_REGISTRYINDEX);
    parameters->enter = luaL_ref(L, LUA_REGISTRYINDEX);
    parameters->list = luaL_ref(L, LUA_REGISTRYINDEX);
}

/* Reads one of the new values and puts it into the table on top of the stack. */
static bool read_value(lua_State *L, const bl_parameters *parameters, const char *name,
                       const json_t *value, bl_bad_input *bad)
{
    const bl_field *field = bl_record_field(&parameters->record, name);
    bl_bad_input inner = {0};
    bool fits = field != NULL;
    if (!field)
        snprintf(inner.message, sizeof inner.message,
                 "there is no parameter \"%s\"; did you mean \"%s\"?", name,
                 bl_record_nearest(&parameters->record, name));
    else if (json_is_null(value))
        lua_rawgeti(L, LUA_REGISTRYINDEX, parameters->unset);
    else
        fits = bl_field_read(L, field, value, &inner);
    if (fits) {
        lua_setfield(L, -2, name);
        return true;
    }
    snprintf(bad->field, sizeof bad->field, "params.%.140s", name);
    snprintf(bad->message, sizeof bad->message, "%s", inner.message);
    return false;
}

/* Pushes the new values by their names; what does not fit is told, and what is pushed is no use. */
static bool push_values(lua_State *L, const bl_parameters *parameters, const json_t *params,
                        bl_bad_input *bad)
{
    const char *name;
    json_t *value;
    lua_newtable(L);
    json_object_foreach((json_t *)params, name, value)
    {
        if (!read_value(L, parameters, name, value, bad))
            return false;
    }
    return true;
}

bool bl_parameters_enter(lua_State *L, bl_parameters *parameters, const json_t *params, bool own,
                         bl_bad_input *bad)
{
    bool replaces = params && !json_is_null(params);
    own = own && parameters->own != LUA_NOREF;
    if (replaces && !json_is_object(params)) {
        snprintf(bad->field, sizeof bad->field, "params");
        snprintf(bad->message, sizeof bad->message, "params: expected an object of new values");
        return false;
    }
    if ((!replaces && !parameters->changed && own == parameters->own_now) ||
        parameters->enter == LUA_NOREF)
        return true;
    int top = lua_gettop(L);
    lua_rawgeti(L, LUA_REGISTRYINDEX, parameters->enter);
    if (!push_values(L, parameters, replaces ? params : NULL, bad)) {
        lua_settop(L, top);
        return false;
    }
    parameters->changed = true;
    if (own)
        lua_rawgeti(L, LUA_REGISTRYINDEX, parameters->own);
    else
        lua_pushnil(L);
    lua_call(L, 2, 0);
    parameters->changed = replaces;
    parameters->own_now = own;
    return true;
}

/* read_parameters(JSON) -> values by name, or nil, field, message */
static int l_read_parameters(lua_State *L)
{
    const bl_parameters *parameters = lua_touserdata(L, lua_upvalueindex(1));
    const json_t *params = bl_push_json_object(L, 1);
    bl_bad_input bad = {0};
    if (push_values(L, parameters, params, &bad))
        return 1;
    lua_pushnil(L);
    lua_pushstring(L, bad.field);
    lua_pushstring(L, bad.message);
    return 3;
}

/* parameters_changed() */
static int l_parameters_changed(lua_State *L)
{
    bl_parameters *parameters = lua_touserdata(L, lua_upvalueindex(1));
    parameters->changed = true;
    return 0;
}

void bl_bind_parameters(lua_State *L, bl_parameters *parameters)
{
    static const luaL_Reg functions[] = {{"read_parameters", l_read_parameters},
                                         {"parameters_changed", l_parameters_changed},
                                         {NULL, NULL}};
    lua_pushlightuserdata(L, parameters);
    luaL_setfuncs(L, functions, 1);
}

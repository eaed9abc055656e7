/* SPDX-License-Identifier: MIT
 * A notice's environment is an empty table. Reading goes on to the words and then to the function
 * that says what is missing; writing finds only a refusal. So the words cost no call, and since
 * every name is new to the empty table, none can be overwritten. */
#include "host/sandbox.h"

#include <lauxlib.h>
#include <lualib.h>
#include <stdio.h>
#include <string.h>

#include "host/sandbox_base.h"
#include "host/sandbox_lint.h"
#include "host/sandbox_proxy.h"
#include "host/sandbox_table.h"
#include "host/sandbox_text.h"

#define GUESS_BYTES_MAX 64
/* A script with `%` pays this for every instruction: of two floats of very different size it takes
 * most of a microsecond, and no operator can be charged by itself. */
#define REMAINDER_STEPS 16

/* Their addresses are keys of the registry. */
static const char words_key;
static const char environment_key;
static const char printer_key;

typedef struct printer {
    bl_sandbox_print *print;
    void *context;
} printer;

static void print_to_stderr(void *context, bl_text line)
{
    (void)context;
    (void)fprintf(stderr, "%.*s\n", (int)line.size, line.at);
}

/* The text key of the table at 1 that is nearest to `name`, if near enough to be meant; nothing if
 * none is. */
static bl_text find_nearest(lua_State *L, bl_text name)
{
    bl_nearest nearest = bl_nearest_make(name);
    nearest.unordered = true;
    if (name.size > GUESS_BYTES_MAX)
        return bl_text_of(NULL);
    for (lua_pushnil(L); lua_next(L, 1); lua_pop(L, 1)) {
        bl_text word;
        if (lua_type(L, -2) != LUA_TSTRING)
            continue;
        word.at = lua_tolstring(L, -2, &word.size);
        bl_nearest_offer(&nearest, word);
    }
    return nearest.distance <= name.size / 2 ? nearest.word : bl_text_of(NULL);
}

/* __index of the words and of the library tables; upvalue: "" or such as "string.". */
static int l_missing(lua_State *L)
{
    const char *prefix = lua_tostring(L, lua_upvalueindex(1));
    bl_text name;
    bl_state_charge(L, 1000);
    bl_sandbox_base_push_text(L, 2);
    name.at = lua_tolstring(L, -1, &name.size);
    bl_text nearest = find_nearest(L, name);
    if (nearest.at == NULL)
        return luaL_error(L, "there is no `%s%s` in a notice", prefix, name.at);
    return luaL_error(L, "there is no `%s%s` in a notice; did you mean `%s%s`?", prefix, name.at,
                      prefix, nearest.at);
}

/* __newindex of the environment; upvalue: the words. */
static int l_refuse_global(lua_State *L)
{
    const char *name = luaL_checkstring(L, 2);
    lua_pushvalue(L, 2);
    if (lua_rawget(L, lua_upvalueindex(1)) != LUA_TNIL)
        return luaL_error(L, "`%s` is a word of every notice and cannot be changed", name);
    return luaL_error(L, "`%s` would be seen everywhere: declare it local (local %s = ...)", name,
                      name);
}

static int l_print(lua_State *L)
{
    const printer *to = lua_touserdata(L, lua_upvalueindex(1));
    char line[BL_SANDBOX_PRINT_MAX];
    size_t size = 0;
    bl_state_charge(L, 1000);
    for (int i = 1, count = lua_gettop(L); i <= count; i++) {
        bl_sandbox_base_push_text(L, i);
        bl_text part;
        part.at = lua_tolstring(L, -1, &part.size);
        if (i > 1 && size < sizeof line)
            line[size++] = '\t';
        if (part.size > sizeof line - size)
            part.size = sizeof line - size;
        memcpy(line + size, part.at, part.size);
        size += part.size;
        lua_pop(L, 1);
    }
    to->print(to->context, (bl_text){line, size});
    return 0;
}

/* Makes the table on top say what it has when asked for what it has not. */
static void complain_when_missing(lua_State *L, const char *prefix)
{
    lua_createtable(L, 0, 1);
    lua_pushstring(L, prefix);
    lua_pushcclosure(L, l_missing, 1);
    lua_setfield(L, -2, "__index");
    lua_setmetatable(L, -2);
}

/* fmod divides bit by bit: numbers of very different size take a microsecond. Upvalue: Lua's own.
 */
static int l_fmod(lua_State *L)
{
    bl_state_charge(L, 200);
    lua_settop(L, 2);
    lua_pushvalue(L, lua_upvalueindex(1));
    lua_insert(L, 1);
    lua_call(L, 2, 1);
    return 1;
}

static void push_math(lua_State *L)
{
    static const char *const names[] = {"abs",       "ceil", "floor",      "huge",
                                        "max",       "min",  "maxinteger", "mininteger",
                                        "tointeger", "type", "ult"};

    lua_createtable(L, 0, (int)(sizeof names / sizeof *names));
    lua_getglobal(L, LUA_MATHLIBNAME);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        lua_getfield(L, -1, names[i]);
        lua_setfield(L, -3, names[i]);
    }
    lua_getfield(L, -1, "fmod");
    lua_pushcclosure(L, l_fmod, 1);
    lua_setfield(L, -3, "fmod");
    lua_pop(L, 1);
}

/* Strings get the table on top as their methods and lose arithmetic. */
static void give_strings_methods(lua_State *L)
{
    lua_pushliteral(L, "");
    lua_createtable(L, 0, 2);
    lua_pushvalue(L, -3);
    lua_setfield(L, -2, "__index");
    lua_pushboolean(L, 0);
    lua_setfield(L, -2, "__metatable");
    lua_setmetatable(L, -2);
    lua_pop(L, 1);
}

/* Makes the table of functions on top a read-only word of the table beneath it. */
static void add_library(lua_State *L, const char *name, const char *prefix)
{
    complain_when_missing(L, prefix);
    bl_sandbox_proxy_wrap(L);
    lua_setfield(L, -2, name);
}

static void add_print(lua_State *L)
{
    printer *to = lua_newuserdatauv(L, sizeof *to, 0);
    *to = (printer){.print = print_to_stderr, .context = NULL};
    lua_pushvalue(L, -1);
    lua_rawsetp(L, LUA_REGISTRYINDEX, &printer_key);
    lua_pushcclosure(L, l_print, 1);
    lua_setfield(L, -2, "print");
}

static void make_environment(lua_State *L, int words)
{
    lua_newtable(L);
    lua_createtable(L, 0, 3);
    lua_pushvalue(L, words);
    lua_setfield(L, -2, "__index");
    lua_pushvalue(L, words);
    lua_pushcclosure(L, l_refuse_global, 1);
    lua_setfield(L, -2, "__newindex");
    lua_pushboolean(L, 0);
    lua_setfield(L, -2, "__metatable");
    lua_setmetatable(L, -2);
    lua_rawsetp(L, LUA_REGISTRYINDEX, &environment_key);
}

static int l_open(lua_State *L)
{
    lua_newtable(L);
    int words = lua_gettop(L);
    bl_sandbox_base_add(L);
    add_print(L);
    push_math(L);
    add_library(L, "math", "math.");
    bl_sandbox_table_push(L);
    add_library(L, "table", "table.");
    bl_sandbox_text_push_utf8(L);
    add_library(L, "utf8", "utf8.");
    bl_sandbox_text_push_string(L);
    give_strings_methods(L);
    add_library(L, "string", "string.");
    complain_when_missing(L, "");
    make_environment(L, words);
    lua_rawsetp(L, LUA_REGISTRYINDEX, &words_key);
    return 0;
}

bl_status bl_sandbox_open(bl_state *state, bl_err *err)
{
    lua_State *L = bl_state_lua(state);
    if (!lua_checkstack(L, LUA_MINSTACK))
        return bl_fail(err, BL_NO_MEMORY, "no memory for the words of notices");
    lua_pushcfunction(L, l_open);
    return bl_state_call(state, 0, 0, err);
}

void bl_sandbox_set_print(bl_state *state, bl_sandbox_print *print, void *context)
{
    BL_REQUIRE(print != NULL);

    lua_State *L = bl_state_lua(state);
    BL_REQUIRE(lua_checkstack(L, 1));
    BL_REQUIRE(lua_rawgetp(L, LUA_REGISTRYINDEX, &printer_key) == LUA_TUSERDATA);
    printer *to = lua_touserdata(L, -1);
    *to = (printer){.print = print, .context = context};
    lua_pop(L, 1);
}

/* The value and its name, the latter as the address of C text. */
static int l_share(lua_State *L)
{
    const char *word = lua_touserdata(L, 2);
    lua_rawgetp(L, LUA_REGISTRYINDEX, &words_key);
    lua_pushstring(L, word);
    lua_pushvalue(L, 1);
    if (lua_istable(L, -1))
        bl_sandbox_proxy_copy(L);
    lua_rawset(L, -3);
    return 0;
}

bl_status bl_sandbox_share(bl_state *state, const char *word, bl_err *err)
{
    BL_REQUIRE(word != NULL);

    lua_State *L = bl_state_lua(state);
    BL_REQUIRE(lua_gettop(L) >= 1);
    if (!lua_checkstack(L, LUA_MINSTACK)) {
        lua_pop(L, 1);
        return bl_fail(err, BL_NO_MEMORY, "no memory for the word `%s`", word);
    }
    lua_pushcfunction(L, l_share);
    lua_insert(L, -2);
    lua_pushlightuserdata(L, (void *)(uintptr_t)word);
    return bl_state_call(state, 2, 0, err);
}

/* __newindex of an environment that keeps what is assigned; upvalue: the words. */
static int l_keep_global(lua_State *L)
{
    lua_pushvalue(L, 2);
    if (lua_rawget(L, lua_upvalueindex(1)) != LUA_TNIL)
        return luaL_error(L, "`%s` is a word of every notice and cannot be changed",
                          luaL_checkstring(L, 2));
    lua_settop(L, 3);
    lua_rawset(L, 1);
    return 0;
}

/* __index of the same: a word, or what may have been meant. */
static int l_find_global(lua_State *L)
{
    lua_pushvalue(L, 2);
    if (lua_rawget(L, lua_upvalueindex(1)) != LUA_TNIL || lua_type(L, 2) != LUA_TSTRING)
        return 1;
    bl_text name;
    bl_state_charge(L, 1000);
    name.at = lua_tolstring(L, 2, &name.size);
    bl_text own = find_nearest(L, name);
    lua_pushvalue(L, lua_upvalueindex(1));
    lua_replace(L, 1);
    bl_text word = find_nearest(L, name);
    bl_nearest nearest = bl_nearest_make(name);
    bl_nearest_offer(&nearest, own.at ? own : word);
    bl_nearest_offer(&nearest, word.at ? word : own);
    if (!own.at && !word.at)
        return luaL_error(L, "there is no `%s`", name.at);
    return luaL_error(L, "there is no `%s`; did you mean `%s`?", name.at, nearest.word.at);
}

static int l_keep_globals(lua_State *L)
{
    lua_rawgetp(L, LUA_REGISTRYINDEX, &environment_key);
    lua_getmetatable(L, -1);
    lua_rawgetp(L, LUA_REGISTRYINDEX, &words_key);
    lua_pushvalue(L, -1);
    lua_pushcclosure(L, l_keep_global, 1);
    lua_setfield(L, -3, "__newindex");
    lua_pushcclosure(L, l_find_global, 1);
    lua_setfield(L, -2, "__index");
    return 0;
}

bl_status bl_sandbox_keep_globals(bl_state *state, bl_err *err)
{
    lua_pushcfunction(bl_state_lua(state), l_keep_globals);
    return bl_state_call(state, 0, 0, err);
}

void bl_sandbox_set_global(lua_State *L, const char *name)
{
    lua_rawgetp(L, LUA_REGISTRYINDEX, &environment_key);
    lua_insert(L, -2);
    lua_pushstring(L, name);
    lua_insert(L, -2);
    lua_rawset(L, -3);
    lua_pop(L, 1);
}

void bl_sandbox_forget_globals(lua_State *L)
{
    lua_rawgetp(L, LUA_REGISTRYINDEX, &environment_key);
    lua_pushnil(L);
    while (lua_next(L, -2)) {
        lua_pop(L, 1);
        lua_pushvalue(L, -1);
        lua_pushnil(L);
        lua_rawset(L, -4);
    }
    lua_pop(L, 1);
}

void bl_sandbox_push_names(lua_State *L)
{
    static const char *const tables[] = {&words_key, &environment_key};
    lua_newtable(L);
    lua_Integer count = 0;
    for (size_t i = 0; i < sizeof tables / sizeof tables[0]; i++) {
        lua_rawgetp(L, LUA_REGISTRYINDEX, tables[i]);
        for (lua_pushnil(L); lua_next(L, -2); lua_pop(L, 1))
            if (lua_type(L, -2) == LUA_TSTRING) {
                lua_pushvalue(L, -2);
                lua_rawseti(L, -5, ++count);
            }
        lua_pop(L, 1);
    }
}

bl_status bl_sandbox_load(bl_state *state, const char *name, bl_text text, bl_err *err)
{
    bool divides = false;
    bl_status status = bl_sandbox_lint(name, text, &divides, err);
    if (divides)
        bl_state_raise_price(state, REMAINDER_STEPS);
    if (status == BL_OK)
        status = bl_state_load(state, name, text, err);
    if (status != BL_OK)
        return status;
    lua_State *L = bl_state_lua(state);
    BL_REQUIRE(lua_rawgetp(L, LUA_REGISTRYINDEX, &environment_key) == LUA_TTABLE);
    BL_REQUIRE(lua_setupvalue(L, -2, 1) != NULL);
    return BL_OK;
}

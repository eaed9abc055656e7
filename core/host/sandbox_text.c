/* SPDX-License-Identifier: MIT */
#define _GNU_SOURCE /* memmem */
#include "host/sandbox_text.h"

#include <lauxlib.h>
#include <lualib.h>
#include <string.h>

#include "host/sandbox_base.h"
#include "host/state.h"

/* Calls Lua's own function, the closure's upvalue, with all arguments. */
static int call_own(lua_State *L)
{
    lua_pushvalue(L, lua_upvalueindex(1));
    lua_insert(L, 1);
    lua_call(L, lua_gettop(L) - 1, LUA_MULTRET);
    return lua_gettop(L);
}

/* For what goes over its text once. */
static int l_pass(lua_State *L)
{
    size_t size;
    luaL_checklstring(L, 1, &size);
    bl_state_charge(L, 4 + (int64_t)(size / 8));
    return call_own(L);
}

/* For what makes a text of its arguments, one by one. */
static int l_gather(lua_State *L)
{
    bl_state_charge(L, 16 + 8 * (int64_t)lua_gettop(L));
    return call_own(L);
}

static lua_Integer byte_position(lua_Integer position, size_t size)
{
    lua_Integer last = (lua_Integer)size;
    if (position < -last)
        return 1;
    return position < 0 ? last + position + 1 : position;
}

static int l_byte(lua_State *L)
{
    size_t size;
    luaL_checklstring(L, 1, &size);
    lua_Integer first = byte_position(luaL_optinteger(L, 2, 1), size);
    lua_Integer last = byte_position(luaL_optinteger(L, 3, first), size);
    if (first < 1)
        first = 1;
    if (last > (lua_Integer)size)
        last = (lua_Integer)size;
    if (first <= last && last - first >= BL_SANDBOX_RESULTS_MAX)
        return luaL_error(L, "string.byte gives at most %d bytes", BL_SANDBOX_RESULTS_MAX);
    bl_state_charge(L, 4 + (first <= last ? last - first : 0));
    return call_own(L);
}

/* Lua's own loops n times even over nothing. */
static int l_rep(lua_State *L)
{
    size_t size;
    size_t between;
    luaL_checklstring(L, 1, &size);
    lua_Integer count = luaL_checkinteger(L, 2);
    luaL_optlstring(L, 3, "", &between);
    if (count <= 0 || size + between == 0) {
        lua_pushliteral(L, "");
        return 1;
    }
    if (count > (lua_Integer)(BL_STATE_STRING_MAX / (size + between)))
        return luaL_error(L, "string.rep makes at most %d KiB", (int)(BL_STATE_STRING_MAX >> 10));
    bl_state_charge(L, 4 + count * 2);
    return call_own(L);
}

/* Reads one conversion after its '%' and returns its letter; moves past it. */
static char read_conversion(const char **at, const char *end)
{
    while (*at < end && strchr("-+ #0123456789.", **at) != NULL && **at != '\0')
        (*at)++;
    return *at < end ? *(*at)++ : '\0';
}

static int l_format(lua_State *L)
{
    size_t size;
    const char *at = luaL_checklstring(L, 1, &size);
    const char *end = at + size;
    int argument = 1;
    bl_state_charge(L, 32 + (int64_t)(size / 8));
    while ((at = memchr(at, '%', (size_t)(end - at))) != NULL) {
        at++;
        if (at < end && *at == '%') {
            at++;
            continue;
        }
        char letter = read_conversion(&at, end);
        if (letter == '\0' || strchr("aAcdeEfgGiosuxX", letter) == NULL)
            return luaL_error(L, "string.format has no `%%%c` in a notice", letter ? letter : ' ');
        argument++;
        bl_state_charge(L, 200);
        if (letter == 's' && !lua_isnone(L, argument) && lua_type(L, argument) != LUA_TSTRING) {
            bl_sandbox_base_push_text(L, argument);
            lua_replace(L, argument);
        }
    }
    return call_own(L);
}

/* Two texts, charged for looking through the first. */
static void check_texts(lua_State *L, bl_text *text, bl_text *part)
{
    text->at = luaL_checklstring(L, 1, &text->size);
    part->at = luaL_checklstring(L, 2, &part->size);
    bl_state_charge(L, 4 + (int64_t)((text->size + part->size) / 4));
}

static int l_contains(lua_State *L)
{
    bl_text text;
    bl_text part;
    check_texts(L, &text, &part);
    lua_pushboolean(L, memmem(text.at, text.size, part.at, part.size) != NULL);
    return 1;
}

static int l_starts_with(lua_State *L)
{
    bl_text text;
    bl_text part;
    check_texts(L, &text, &part);
    lua_pushboolean(L, part.size <= text.size && memcmp(text.at, part.at, part.size) == 0);
    return 1;
}

static int l_ends_with(lua_State *L)
{
    bl_text text;
    bl_text part;
    check_texts(L, &text, &part);
    lua_pushboolean(L, part.size <= text.size &&
                           memcmp(text.at + text.size - part.size, part.at, part.size) == 0);
    return 1;
}

/* Puts `wrapper` around the function `name` of Lua's own `library` into the table on top. */
static void add_wrapped(lua_State *L, const char *library, const char *name, lua_CFunction wrapper)
{
    lua_getglobal(L, library);
    lua_getfield(L, -1, name);
    lua_remove(L, -2);
    if (wrapper != NULL)
        lua_pushcclosure(L, wrapper, 1);
    lua_setfield(L, -2, name);
}

void bl_sandbox_text_push_string(lua_State *L)
{
    static const luaL_Reg wrapped[] = {
        {"byte", l_byte},  {"char", l_gather}, {"format", l_format}, {"len", NULL},
        {"lower", l_pass}, {"rep", l_rep},     {"reverse", l_pass},  {"sub", NULL},
        {"upper", l_pass}, {NULL, NULL},
    };
    static const luaL_Reg ours[] = {
        {"contains", l_contains},
        {"ends_with", l_ends_with},
        {"starts_with", l_starts_with},
        {NULL, NULL},
    };

    lua_newtable(L);
    luaL_setfuncs(L, ours, 0);
    for (const luaL_Reg *word = wrapped; word->name != NULL; word++)
        add_wrapped(L, LUA_STRLIBNAME, word->name, word->func);
}

void bl_sandbox_text_push_utf8(lua_State *L)
{
    lua_newtable(L);
    add_wrapped(L, LUA_UTF8LIBNAME, "char", l_gather);
    add_wrapped(L, LUA_UTF8LIBNAME, "len", l_pass);
}

/* SPDX-License-Identifier: MIT */
#include "host/bind_kit.h"

#include <lauxlib.h>
#include <string.h>

#include "gazette/mark.h"
#include "host/bind_date.h"
#include "host/bind_ratio.h"
#include "host/bind_value.h"
#include "host/binding.h"
#include "host/json.h"
#include "host/modules.h"
#include "host/state.h"

#define FIELDS_SIZE_MAX (16 << 10)
#define LINE_SIZE_MAX   1024
#define FIELDS_STEPS    64 /* for a byte of fields */

/* complain(words) */
static int l_complain(lua_State *L)
{
    return bl_complain(L, luaL_checkstring(L, 1));
}

/* check_fields(text): that it is short enough to be read with patterns, whose time no step
 * counts. */
static int l_check_fields(lua_State *L)
{
    bl_text text = bl_check_text(L, 1);
    if (text.size > FIELDS_SIZE_MAX)
        return bl_complain(L, lua_pushfstring(L, "fields has at most %d bytes", FIELDS_SIZE_MAX));
    const char *end = text.at + text.size;
    for (const char *line = text.at, *next; line < end; line = next + 1) {
        next = memchr(line, '\n', (size_t)(end - line));
        next = next ? next : end;
        if (next - line > LINE_SIZE_MAX)
            return bl_complain(
                L, lua_pushfstring(L, "a line of fields has at most %d bytes", LINE_SIZE_MAX));
    }
    bl_state_charge(L, (int64_t)text.size * FIELDS_STEPS);
    return 0;
}

/* nearest(name, list) -> the text in the list most like the name */
static int l_nearest(lua_State *L)
{
    bl_nearest nearest = bl_nearest_make(bl_check_text(L, 1));
    for (lua_Integer i = 1; i <= (lua_Integer)lua_rawlen(L, 2); i++) {
        if (lua_rawgeti(L, 2, i) == LUA_TSTRING)
            bl_nearest_offer(&nearest, bl_text_of(lua_tostring(L, -1)));
        lua_pop(L, 1);
    }
    lua_pushstring(L, nearest.word.at);
    return 1;
}

/* kind(value) -> "money", "percent", "ratio", "date", "time", or nil for plain Lua */
static int l_kind(lua_State *L)
{
    bl_money amount;
    bl_ratio ratio;
    bl_date date;
    bl_moment moment;
    bool percent = false;
    const char *kind = bl_to_money(L, 1, &amount)            ? "money"
                       : bl_to_ratio(L, 1, &ratio, &percent) ? (percent ? "percent" : "ratio")
                       : bl_to_date(L, 1, &date)             ? "date"
                       : bl_to_moment(L, 1, &moment)         ? "time"
                                                             : NULL;
    lua_pushstring(L, kind);
    return 1;
}

/* money(text) -> yuan */
static int l_money(lua_State *L)
{
    bl_money amount;
    bl_err err = {0};
    if (bl_money_from_text(bl_check_text(L, 1), &amount, &err) != BL_OK)
        return bl_complain(L, err.text);
    bl_push_money(L, amount);
    return 1;
}

/* hours(n) -> a span of time */
static int l_hours(lua_State *L)
{
    bl_push_duration(L, luaL_checkinteger(L, 1) * BL_HOUR);
    return 1;
}

/* citation(text) -> it as the register has it, or nil when it is none */
static int l_citation(lua_State *L)
{
    bl_buffer *plain = bl_new_buffer(L);
    bl_err err = {0};
    bl_mark_plain_cite(bl_check_text(L, 1), plain);
    bl_binding_check(L, bl_buffer_status(plain, &err), &err);
    if (plain->size > 0 && bl_mark_is_cite(bl_buffer_view(plain)))
        lua_pushlstring(L, plain->at, plain->size);
    else
        lua_pushnil(L);
    return 1;
}

/* run(name): runs a module of lua/bylaw that not every notice wants. */
static int l_run(lua_State *L)
{
    const char *name = lua_pushfstring(L, "lua/bylaw/%s.lua", luaL_checkstring(L, 1));
    const bl_embedded *module = bl_wanted_modules;
    while (module->name && strcmp(module->name, name) != 0)
        module++;
    BL_REQUIRE(module->name);
    bl_err err = {0};
    if (bl_state_load_trusted(bl_state_of(L), module, &err) != BL_OK)
        return luaL_error(L, "%s", err.text);
    lua_call(L, 0, 0);
    return 0;
}

void bl_bind_kit(lua_State *L)
{
    static const luaL_Reg functions[] = {
        {"complain", l_complain}, {"check_fields", l_check_fields},
        {"nearest", l_nearest},   {"kind", l_kind},
        {"money", l_money},       {"date", bl_word_date},
        {"ratio", bl_word_ratio}, {"hours", l_hours},
        {"citation", l_citation}, {"compare_products", bl_word_compare_products},
        {"run", l_run},           {NULL, NULL}};
    luaL_setfuncs(L, functions, 0);
    bl_json_set_words(L);
}

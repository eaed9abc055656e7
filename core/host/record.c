/* SPDX-License-Identifier: MIT */
#include "host/record.h"

#include <lauxlib.h>
#include <stdlib.h>
#include <string.h>

#include "host/bind_value.h"
#include "host/declared.h"

static const char *const type_names[] = {"money",  "percent", "date",      "time", "count",
                                         "text",   "id",      "bool",      "code", "number",
                                         "record", "object",  "month_day", NULL};

const char *bl_type_name(bl_type type)
{
    BL_REQUIRE((size_t)type < sizeof type_names / sizeof type_names[0] - 1);
    return type_names[type];
}

/* A bound of money is declared as money and kept in fen, any other as an integer. */
static bool read_bound(lua_State *L, const char *key, int64_t *out)
{
    bl_money amount;
    lua_getfield(L, -1, key);
    bool given = !lua_isnil(L, -1);
    if (given && bl_to_money(L, -1, &amount))
        *out = amount.fen;
    else if (given)
        *out = luaL_checkinteger(L, -1);
    lua_pop(L, 1);
    return given;
}

static bl_type read_type(lua_State *L)
{
    lua_getfield(L, -1, "type");
    int type = luaL_checkoption(L, -1, NULL, type_names);
    lua_pop(L, 1);
    return (bl_type)type;
}

static void declare_record(lua_State *L, bl_field *field)
{
    field->record = calloc(1, sizeof *field->record);
    if (!field->record)
        luaL_error(L, "no memory for a declaration");
    lua_getfield(L, -1, "fields");
    luaL_checktype(L, -1, LUA_TTABLE);
    luaL_checkstack(L, 8, NULL);
    bl_record_declare(L, -1, field->record);
    lua_pop(L, 1);
}

static void declare_field(lua_State *L, bl_field *field)
{
    luaL_checktype(L, -1, LUA_TTABLE);
    field->type = read_type(L);
    field->name = bl_declared_text(L, -1, "name", NULL);
    field->list = bl_declared_flag(L, -1, "list");
    field->unique = bl_declared_flag(L, -1, "unique");
    field->unique_by = bl_declared_text(L, -1, "unique_by", NULL);
    field->whole = bl_declared_flag(L, -1, "whole");
    field->required = bl_declared_flag(L, -1, "required");
    field->nullable = bl_declared_flag(L, -1, "nullable");
    field->bounded_below = read_bound(L, "least", &field->least);
    if (read_bound(L, "above", &field->least))
        field->bounded_below = field->above = true;
    field->bounded_above = read_bound(L, "most", &field->most);
    field->most_field = bl_declared_text(L, -1, "most_field", NULL);
    field->with_field = bl_declared_text(L, -1, "with_field", NULL);
    field->with_value = bl_declared_text(L, -1, "with_value", NULL);
    field->unless = bl_declared_flag(L, -1, "unless");
    field->belongs = bl_declared_flag(L, -1, "belongs");
    field->twin = bl_declared_flag(L, -1, "twin");
    field->codes = bl_declared_ref(L, -1, "codes");
    field->fallback = bl_declared_ref(L, -1, "fallback");
    if (!field->name || (field->type == BL_TYPE_CODE && field->codes == LUA_NOREF))
        luaL_error(L, "a field lacks its name or its codes");
    if (field->type == BL_TYPE_RECORD)
        declare_record(L, field);
}

const bl_field *bl_record_field(const bl_record *record, const char *name)
{
    size_t low = 0, high = record->count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        const bl_field *field = &record->fields[record->by_name[middle]];
        int order = strcmp(name, field->name);
        if (order == 0)
            return field;
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return NULL;
}

const char *bl_record_nearest(const bl_record *record, const char *name)
{
    bl_nearest nearest = bl_nearest_make(bl_text_of(name));
    for (size_t i = 0; i < record->count; i++)
        bl_nearest_offer(&nearest, bl_text_of(record->fields[i].name));
    return nearest.word.at;
}

/* __index of a record: a declared field that was not given is nil, any other name an error. */
static int l_absent(lua_State *L)
{
    const bl_record *record = lua_touserdata(L, lua_upvalueindex(1));
    const char *name = luaL_checkstring(L, 2);
    if (bl_record_field(record, name))
        return 0;
    return luaL_error(L, "the request has no field \"%s\"; did you mean \"%s\"?", name,
                      bl_record_nearest(record, name));
}

static void sort_names(bl_record *record)
{
    for (size_t i = 0; i < record->count; i++) {
        size_t at = i;
        for (; at > 0 &&
               strcmp(record->fields[record->by_name[at - 1]].name, record->fields[i].name) > 0;
             at--)
            record->by_name[at] = record->by_name[at - 1];
        record->by_name[at] = i;
    }
}

void bl_record_declare(lua_State *L, int index, bl_record *out)
{
    index = lua_absindex(L, index);
    size_t count = lua_rawlen(L, index);
    out->metatable = LUA_NOREF;
    out->fields = calloc(count + 1, sizeof *out->fields);
    out->by_name = calloc(count + 1, sizeof *out->by_name);
    if (!out->fields || !out->by_name)
        luaL_error(L, "no memory for a declaration");
    for (out->count = 0; out->count < count;) {
        bl_field *field = &out->fields[out->count++]; /* counted first: what raises is released */
        field->codes = field->fallback = LUA_NOREF;
        lua_rawgeti(L, index, (lua_Integer)out->count);
        declare_field(L, field);
        lua_pop(L, 1);
    }
    sort_names(out);
    lua_createtable(L, 0, 2);
    lua_pushlightuserdata(L, out);
    lua_pushcclosure(L, l_absent, 1);
    lua_setfield(L, -2, "__index");
    lua_pushboolean(L, 0);
    lua_setfield(L, -2, "__metatable");
    out->metatable = luaL_ref(L, LUA_REGISTRYINDEX);
}

void bl_record_deinit(bl_record *record)
{
    for (size_t i = 0; record->fields && i < record->count; i++) {
        free(record->fields[i].name);
        free(record->fields[i].most_field);
        free(record->fields[i].with_field);
        free(record->fields[i].with_value);
        free(record->fields[i].unique_by);
        if (record->fields[i].record)
            bl_record_deinit(record->fields[i].record);
        free(record->fields[i].record);
    }
    free(record->fields);
    free(record->by_name);
    *record = (bl_record){0};
}
bool bl_field_has_numbers(lua_State *L, const bl_field *field)
{
    if (field->type != BL_TYPE_CODE)
        return field->type == BL_TYPE_PERCENT || field->type == BL_TYPE_NUMBER ||
               field->type == BL_TYPE_COUNT || field->type == BL_TYPE_MONEY;
    lua_rawgeti(L, LUA_REGISTRYINDEX, field->codes);
    lua_rawgeti(L, -1, 1);
    bool numbers = lua_isinteger(L, -1);
    lua_pop(L, 2);
    return numbers;
}

size_t bl_field_code_count(lua_State *L, const bl_field *field)
{
    lua_rawgeti(L, LUA_REGISTRYINDEX, field->codes);
    size_t count = lua_rawlen(L, -1);
    lua_pop(L, 1);
    return count;
}

void bl_field_code_write(lua_State *L, const bl_field *field, size_t place, bl_buffer *out)
{
    lua_rawgeti(L, LUA_REGISTRYINDEX, field->codes);
    lua_rawgeti(L, -1, (lua_Integer)place + 1);
    if (lua_isinteger(L, -1))
        bl_buffer_add_int(out, lua_tointeger(L, -1));
    else
        bl_buffer_add_text(out, lua_tostring(L, -1));
    lua_pop(L, 2);
}

bool bl_field_has_fallback(const bl_field *field)
{
    return field->fallback != LUA_NOREF;
}

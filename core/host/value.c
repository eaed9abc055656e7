/* SPDX-License-Identifier: MIT */
#include "host/value.h"

#include <string.h>

#include "value/decimal.h"

/* The address of a kind's slot is the key of its metatable in the registry; the address of kind_key
 * is the key of the kind in the metatable. Both are the same for every state. */
static const char metatable_keys[BL_VALUE_KINDS];
static const char kind_key;

static const char *const names[BL_VALUE_KINDS] = {
    [BL_VALUE_NONE] = "nothing",    [BL_VALUE_INTEGER] = "integer",  [BL_VALUE_MONEY] = "yuan",
    [BL_VALUE_PERCENT] = "percent", [BL_VALUE_RATIO] = "ratio",      [BL_VALUE_DATE] = "date",
    [BL_VALUE_MOMENT] = "time",     [BL_VALUE_DURATION] = "duration"};

static void push(lua_State *L, const bl_value *value)
{
    void *memory = lua_newuserdatauv(L, sizeof *value, 0);
    memcpy(memory, value, sizeof *value);
    lua_rawgetp(L, LUA_REGISTRYINDEX, &metatable_keys[value->kind]);
    lua_setmetatable(L, -2);
}

void bl_push_money(lua_State *L, bl_money amount)
{
    push(L, &(bl_value){.kind = BL_VALUE_MONEY, .money = amount});
}

void bl_push_ratio(lua_State *L, bl_ratio ratio, bool percent)
{
    bl_value_kind kind = percent ? BL_VALUE_PERCENT : BL_VALUE_RATIO;
    push(L, &(bl_value){.kind = kind, .ratio = ratio});
}

void bl_push_date(lua_State *L, bl_date date)
{
    push(L, &(bl_value){.kind = BL_VALUE_DATE, .date = date});
}

void bl_push_moment(lua_State *L, bl_moment moment)
{
    push(L, &(bl_value){.kind = BL_VALUE_MOMENT, .moment = moment});
}

void bl_push_duration(lua_State *L, int64_t ns)
{
    push(L, &(bl_value){.kind = BL_VALUE_DURATION, .duration_ns = ns});
}

static const bl_value *find(lua_State *L, int index)
{
    if (lua_type(L, index) != LUA_TUSERDATA || !lua_getmetatable(L, index))
        return NULL;
    bool ours = lua_rawgetp(L, -1, &kind_key) == LUA_TBOOLEAN;
    lua_pop(L, 2);
    return ours ? lua_touserdata(L, index) : NULL;
}

bool bl_to_money(lua_State *L, int index, bl_money *out)
{
    const bl_value *value = find(L, index);
    if (value == NULL || value->kind != BL_VALUE_MONEY)
        return false;
    *out = value->money;
    return true;
}

bool bl_to_ratio(lua_State *L, int index, bl_ratio *out, bool *percent)
{
    const bl_value *value = find(L, index);
    if (value == NULL || (value->kind != BL_VALUE_RATIO && value->kind != BL_VALUE_PERCENT))
        return false;
    *out = value->ratio;
    *percent = value->kind == BL_VALUE_PERCENT;
    return true;
}

bool bl_to_date(lua_State *L, int index, bl_date *out)
{
    const bl_value *value = find(L, index);
    if (value == NULL || value->kind != BL_VALUE_DATE)
        return false;
    *out = value->date;
    return true;
}

bool bl_to_moment(lua_State *L, int index, bl_moment *out)
{
    const bl_value *value = find(L, index);
    if (value == NULL || value->kind != BL_VALUE_MOMENT)
        return false;
    *out = value->moment;
    return true;
}

bl_value bl_to_value(lua_State *L, int index)
{
    if (lua_type(L, index) == LUA_TNUMBER) {
        int whole;
        lua_Integer integer = lua_tointegerx(L, index, &whole);
        if (whole)
            return (bl_value){.kind = BL_VALUE_INTEGER, .integer = integer};
    }
    const bl_value *value = find(L, index);
    return value != NULL ? *value : (bl_value){.kind = BL_VALUE_NONE};
}

#define DECIMALS BL_DECIMAL_PLACES_MAX /* as many as a request may carry */

static bool write_ratio(bl_ratio ratio, int64_t times, bl_buffer *out)
{
    bl_err err = {0};
    if (bl_ratio_multiply(ratio, (bl_ratio){times, 1}, &ratio, &err) != BL_OK)
        return false;
    bl_ratio_write(ratio, DECIMALS, out);
    return true;
}

bool bl_value_write_json(const bl_value *value, bl_buffer *out)
{
    switch (value->kind) {
    case BL_VALUE_INTEGER:
        bl_buffer_add_int(out, value->integer);
        return true;
    case BL_VALUE_MONEY:
        bl_money_write(value->money, out);
        return true;
    case BL_VALUE_PERCENT:
    case BL_VALUE_RATIO:
        return write_ratio(value->ratio, value->kind == BL_VALUE_PERCENT ? 100 : 1, out);
    case BL_VALUE_DATE:
    case BL_VALUE_MOMENT:
        bl_buffer_add_char(out, '"');
        if (value->kind == BL_VALUE_DATE)
            bl_date_write(value->date, out);
        else
            bl_moment_write(value->moment, out);
        bl_buffer_add_char(out, '"');
        return true;
    default:
        return false;
    }
}

const char *bl_value_kind_name(bl_value_kind kind)
{
    return names[kind];
}

const char *bl_value_name(lua_State *L, int index)
{
    bl_value value = bl_to_value(L, index);
    return value.kind != BL_VALUE_NONE ? names[value.kind] : luaL_typename(L, index);
}

/* Lua may raise while it copies, so the bytes first move to where nobody needs to free them. */
int bl_value_push_text(lua_State *L, bl_buffer *text)
{
    char bytes[BL_VALUE_TEXT_MAX];
    bl_err err = {0};
    bl_status status = bl_buffer_status(text, &err);
    size_t size = text->size < sizeof bytes ? text->size : sizeof bytes;
    if (size > 0)
        memcpy(bytes, text->at, size);
    bl_buffer_deinit(text);

    if (status != BL_OK)
        return luaL_error(L, "%s", err.text);
    lua_pushlstring(L, bytes, size);
    return 1;
}

/* Only a metatable made here holds this, so argument 1 is a value. Upvalues: the methods, the field
 * function. */
static int l_index(lua_State *L)
{
    const bl_value *value = lua_touserdata(L, 1);
    lua_pushvalue(L, 2);
    if (lua_rawget(L, lua_upvalueindex(1)) != LUA_TNIL)
        return 1;
    bl_value_field *const *field = lua_touserdata(L, lua_upvalueindex(2));
    if (lua_type(L, 2) == LUA_TSTRING && *field != NULL && (*field)(L, value, lua_tostring(L, 2)))
        return 1;
    return luaL_error(L, "a %s has no '%s'", names[value->kind], luaL_tolstring(L, 2, NULL));
}

static int l_newindex(lua_State *L)
{
    return luaL_error(L, "a %s cannot be changed; make a new one", bl_value_name(L, 1));
}

static int l_concat(lua_State *L)
{
    for (int side = 1; side <= 2; side++)
        if (bl_to_value(L, side).kind == BL_VALUE_NONE && !lua_isstring(L, side))
            return luaL_error(L, "a %s cannot be joined to text", luaL_typename(L, side));
    luaL_tolstring(L, 1, NULL);
    luaL_tolstring(L, 2, NULL);
    lua_concat(L, 2);
    return 1;
}

static int compare_sides(lua_State *L, const char *sign)
{
    bl_value_compare *const *compare = lua_touserdata(L, lua_upvalueindex(1));
    return (*compare)(L, sign);
}

static int l_less(lua_State *L)
{
    lua_pushboolean(L, compare_sides(L, "<") < 0);
    return 1;
}

static int l_less_or_equal(lua_State *L)
{
    lua_pushboolean(L, compare_sides(L, "<=") <= 0);
    return 1;
}

static int l_equal(lua_State *L)
{
    lua_pushboolean(L, compare_sides(L, "==") == 0);
    return 1;
}

/* Into the table on top. */
static void set_comparisons(lua_State *L, bl_value_compare *compare)
{
    static const luaL_Reg comparisons[] = {
        {"__lt", l_less}, {"__le", l_less_or_equal}, {"__eq", l_equal}, {NULL, NULL}};
    bl_value_compare **slot = lua_newuserdatauv(L, sizeof(bl_value_compare *), 0);
    *slot = compare;
    luaL_setfuncs(L, comparisons, 1);
}

void bl_value_define(lua_State *L, bl_value_kind kind, const luaL_Reg *operators,
                     bl_value_compare *compare, const luaL_Reg *methods, bl_value_field *field)
{
    lua_newtable(L);
    luaL_setfuncs(L, operators, 0);
    set_comparisons(L, compare);

    lua_newtable(L);
    luaL_setfuncs(L, methods, 0);
    bl_value_field **slot = lua_newuserdatauv(L, sizeof(bl_value_field *), 0);
    *slot = field;
    lua_pushcclosure(L, l_index, 2);
    lua_setfield(L, -2, "__index");

    lua_pushcfunction(L, l_newindex);
    lua_setfield(L, -2, "__newindex");
    lua_pushcfunction(L, l_concat);
    lua_setfield(L, -2, "__concat");
    lua_pushstring(L, names[kind]);
    lua_setfield(L, -2, "__name");
    lua_pushboolean(L, 0);
    lua_setfield(L, -2, "__metatable");
    lua_pushboolean(L, 1);
    lua_rawsetp(L, -2, &kind_key);
    lua_rawsetp(L, LUA_REGISTRYINDEX, &metatable_keys[kind]);
}

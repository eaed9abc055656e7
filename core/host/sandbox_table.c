/* SPDX-License-Identifier: MIT */
#include "host/sandbox_table.h"

#include <lauxlib.h>

#include "host/sandbox_proxy.h"
#include "host/sandbox_text.h"
#include "host/state.h"

#define SORT_MAX (1 << 20)

/* Requires a plain table at `index` and returns its length. */
static lua_Integer check_own(lua_State *L, int index)
{
    luaL_checktype(L, index, LUA_TTABLE);
    if (bl_sandbox_proxy_view(L, index))
        luaL_error(L, "this table is shared and cannot be changed");
    if (lua_getmetatable(L, index))
        luaL_argerror(L, index, "wants a plain table");
    bl_state_charge(L, 4);
    return (lua_Integer)lua_rawlen(L, index);
}

/* Requires a plain or shared table at `index`, puts a shared one's view there, returns the length.
 */
static lua_Integer check_readable(lua_State *L, int index)
{
    luaL_checktype(L, index, LUA_TTABLE);
    if (bl_sandbox_proxy_view(L, index))
        lua_replace(L, index);
    else if (lua_getmetatable(L, index))
        luaL_argerror(L, index, "wants a plain table");
    bl_state_charge(L, 4);
    return (lua_Integer)lua_rawlen(L, index);
}

/* How many whole numbers lie in first..last; more than fit are as many as fit. */
static lua_Integer count_between(lua_Integer first, lua_Integer last)
{
    if (first > last)
        return 0;
    lua_Unsigned count = (lua_Unsigned)last - (lua_Unsigned)first;
    return count >= LUA_MAXINTEGER ? LUA_MAXINTEGER : (lua_Integer)count + 1;
}

static int l_insert(lua_State *L)
{
    lua_Integer end = check_own(L, 1) + 1;
    if (lua_gettop(L) == 2) {
        lua_rawseti(L, 1, end);
        return 0;
    }
    if (lua_gettop(L) != 3)
        return luaL_error(L, "table.insert takes a table, perhaps a position, and a value");
    lua_Integer position = luaL_checkinteger(L, 2);
    luaL_argcheck(L, position >= 1 && position <= end, 2, "position out of bounds");
    bl_state_charge(L, end - position);
    for (lua_Integer i = end; i > position; i--) {
        lua_rawgeti(L, 1, i - 1);
        lua_rawseti(L, 1, i);
    }
    lua_rawseti(L, 1, position);
    return 0;
}

static int l_remove(lua_State *L)
{
    lua_Integer size = check_own(L, 1);
    lua_Integer position = luaL_optinteger(L, 2, size);
    if (lua_gettop(L) > 1 && position != size)
        luaL_argcheck(L, position >= 1 && position <= size + 1, 2, "position out of bounds");
    if (position < size)
        bl_state_charge(L, size - position);
    lua_rawgeti(L, 1, position);
    for (; position < size; position++) {
        lua_rawgeti(L, 1, position + 1);
        lua_rawseti(L, 1, position);
    }
    lua_pushnil(L);
    if (size > 0 || position == size)
        lua_rawseti(L, 1, position);
    else
        lua_pop(L, 1);
    return 1;
}

static int l_move(lua_State *L)
{
    int to_index = lua_isnoneornil(L, 5) ? 1 : 5;
    lua_Integer first = luaL_checkinteger(L, 2);
    lua_Integer last = luaL_checkinteger(L, 3);
    lua_Integer to = luaL_checkinteger(L, 4);
    lua_settop(L, 5);
    check_own(L, to_index);
    lua_pushvalue(L, to_index); /* 6: before 1 becomes a view */
    check_readable(L, 1);
    lua_Integer count = count_between(first, last);
    bl_state_charge(L, count);
    luaL_argcheck(L, to <= LUA_MAXINTEGER - count, 4, "destination wraps around");
    bool forward = to <= first || to > last;
    for (lua_Integer done = 0; done < count; done++) {
        lua_Integer at = forward ? done : count - 1 - done;
        lua_rawgeti(L, 1, first + at);
        lua_rawseti(L, 6, to + at);
    }
    lua_settop(L, 6);
    return 1;
}

static int l_concat(lua_State *L)
{
    lua_Integer size = check_readable(L, 1);
    size_t between_size;
    const char *between = luaL_optlstring(L, 2, "", &between_size);
    lua_Integer first = luaL_optinteger(L, 3, 1);
    lua_Integer last = luaL_optinteger(L, 4, size);
    lua_Integer count = count_between(first, last);
    lua_settop(L, 4);
    bl_state_charge(L, count);

    luaL_Buffer joined;
    size_t total = 0;
    luaL_buffinit(L, &joined);
    for (lua_Integer done = 0; done < count; done++) {
        lua_rawgeti(L, 1, first + done);
        size_t part_size = 0;
        if (!lua_isstring(L, -1))
            return luaL_error(L, "table.concat joins text and numbers; at %I there is a %s",
                              (LUAI_UACINT)(first + done), luaL_typename(L, -1));
        if (lua_type(L, -1) == LUA_TNUMBER)
            bl_state_charge(L, 64);
        lua_tolstring(L, -1, &part_size);
        total += part_size + between_size;
        if (total > BL_STATE_STRING_MAX + between_size)
            return luaL_error(L, "table.concat makes at most %d KiB",
                              (int)(BL_STATE_STRING_MAX >> 10));
        luaL_addvalue(&joined);
        if (done + 1 < count)
            luaL_addlstring(&joined, between, between_size);
    }
    luaL_pushresult(&joined);
    return 1;
}

static int l_pack(lua_State *L)
{
    int count = lua_gettop(L);
    bl_state_charge(L, count);
    lua_createtable(L, count, 1);
    lua_insert(L, 1);
    for (int i = count; i >= 1; i--)
        lua_rawseti(L, 1, i);
    lua_pushinteger(L, count);
    lua_setfield(L, 1, "n");
    return 1;
}

static int l_unpack(lua_State *L)
{
    lua_Integer size = check_readable(L, 1);
    lua_Integer first = luaL_optinteger(L, 2, 1);
    lua_Integer count = count_between(first, luaL_optinteger(L, 3, size));
    if (count > BL_SANDBOX_RESULTS_MAX)
        return luaL_error(L, "table.unpack gives at most %d values", BL_SANDBOX_RESULTS_MAX);
    bl_state_charge(L, count);
    luaL_checkstack(L, (int)count, NULL);
    for (lua_Integer done = 0; done < count; done++)
        lua_rawgeti(L, 1, first + done);
    return (int)count;
}

/* Whether the value at `a` goes before the value at `b`; the comparison, or nil, is at 2. */
static bool goes_before(lua_State *L, int a, int b)
{
    if (lua_isnil(L, 2))
        return lua_compare(L, a, b, LUA_OPLT);
    lua_pushvalue(L, 2);
    lua_pushvalue(L, a);
    lua_pushvalue(L, b);
    lua_call(L, 2, 1);
    bool before = lua_toboolean(L, -1);
    lua_pop(L, 1);
    return before;
}

/* Merges the runs [left, middle) and [middle, right) of the table at `from` into that at `to`. */
static void merge_runs(lua_State *L, int from, int to, lua_Integer left, lua_Integer middle,
                       lua_Integer right)
{
    lua_Integer a = left;
    lua_Integer b = middle;
    for (lua_Integer at = left; at < right; at++) {
        bool takes_b = a == middle;
        if (a < middle && b < right) {
            lua_rawgeti(L, from, a);
            lua_rawgeti(L, from, b);
            int top = lua_gettop(L);
            takes_b = goes_before(L, top, top - 1);
            lua_settop(L, top - 2);
        }
        lua_rawgeti(L, from, takes_b ? b++ : a++);
        lua_rawseti(L, to, at);
    }
}

static void copy_values(lua_State *L, int from, int to, lua_Integer size)
{
    for (lua_Integer i = 1; i <= size; i++) {
        lua_rawgeti(L, from, i);
        lua_rawseti(L, to, i);
    }
}

static void check_sorted(lua_State *L, int index, lua_Integer size)
{
    for (lua_Integer i = 1; i < size; i++) {
        lua_rawgeti(L, index, i);
        lua_rawgeti(L, index, i + 1);
        int top = lua_gettop(L);
        if (goes_before(L, top, top - 1))
            luaL_error(L, "table.sort: the comparison contradicts itself");
        lua_settop(L, top - 2);
    }
}

/* Sorts by merging on two copies, so that a comparison that changes the table changes nothing. */
static int l_sort(lua_State *L)
{
    lua_Integer size = check_own(L, 1);
    if (!lua_isnoneornil(L, 2))
        luaL_checktype(L, 2, LUA_TFUNCTION);
    luaL_argcheck(L, size <= SORT_MAX, 1, "too many values to sort");
    lua_settop(L, 2);
    lua_createtable(L, (int)size, 0); /* 3 */
    lua_createtable(L, (int)size, 0); /* 4 */
    bl_state_charge(L, size);
    copy_values(L, 1, 3, size);
    int from = 3;
    int to = 4;
    for (lua_Integer run = 1; run < size; run *= 2) {
        bl_state_charge(L, size * 8);
        for (lua_Integer left = 1; left <= size; left += run * 2) {
            lua_Integer middle = left + run <= size ? left + run : size + 1;
            lua_Integer right = middle + run <= size ? middle + run : size + 1;
            merge_runs(L, from, to, left, middle, right);
        }
        int swapped = from;
        from = to;
        to = swapped;
    }
    bl_state_charge(L, size * 8);
    check_sorted(L, from, size);
    copy_values(L, from, 1, size);
    return 0;
}

void bl_sandbox_table_push(lua_State *L)
{
    static const luaL_Reg words[] = {
        {"concat", l_concat}, {"insert", l_insert}, {"move", l_move},     {"pack", l_pack},
        {"remove", l_remove}, {"sort", l_sort},     {"unpack", l_unpack}, {NULL, NULL},
    };

    luaL_newlib(L, words);
}

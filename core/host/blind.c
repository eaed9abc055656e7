/* SPDX-License-Identifier: MIT */
/* The code is read from what lua_dump writes, which is Lua 5.4's own format: a header, then for
 * each function its source, lines, parameters, code, constants, upvalues, inner functions, and what
 * is for debugging, which is stripped and so empty. Whole numbers have seven bits a byte, the last
 * one marked. */
#include "host/blind.h"

#include <lauxlib.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "base/text.h"
#include "host/script.h"

enum { OP_GETTABLE = 12, OP_EQ = 57, OP_EQK = 60, OP_EQI = 61 };
enum {
    TAG_NIL = 0x00,
    TAG_FALSE = 0x01,
    TAG_TRUE = 0x11,
    TAG_INTEGER = 0x03,
    TAG_FLOAT = 0x13,
    TAG_SHORT = 0x04,
    TAG_LONG = 0x14
};

#define HEADER_SIZE   32 /* signature, version, sizes, two probes, the count of upvalues */
#define DEPTH_MAX     32
#define REACHED_MAX   4096
#define CONSTANTS_MAX 4096

typedef struct reader {
    const unsigned char *at, *past;
    bool broken;
    const char *found;
} reader;

static unsigned char byte(reader *r)
{
    if (r->at == r->past) {
        r->broken = true;
        return 0;
    }
    return *r->at++;
}

static size_t number(reader *r)
{
    size_t value = 0;
    for (unsigned char next = 0; !(next & 0x80) && !r->broken;) {
        next = byte(r);
        value = value << 7 | (next & 0x7f);
    }
    return value;
}

static const unsigned char *skip(reader *r, size_t size)
{
    const unsigned char *from = r->at;
    if (size > (size_t)(r->past - r->at)) {
        r->broken = true;
        return from;
    }
    r->at += size;
    return from;
}

static void skip_string(reader *r)
{
    size_t size = number(r);
    if (size > 1)
        skip(r, size - 1);
}

/* Reads the constants; `numeric` says which are numbers. */
static void read_constants(reader *r, bool numeric[CONSTANTS_MAX])
{
    size_t count = number(r);
    for (size_t i = 0; i < count && !r->broken; i++) {
        unsigned char tag = byte(r);
        if (i < CONSTANTS_MAX)
            numeric[i] = tag == TAG_INTEGER || tag == TAG_FLOAT;
        if (tag == TAG_INTEGER || tag == TAG_FLOAT)
            skip(r, 8);
        else if (tag == TAG_SHORT || tag == TAG_LONG)
            skip_string(r);
        else if (tag != TAG_NIL && tag != TAG_FALSE && tag != TAG_TRUE)
            r->broken = true;
    }
}

/* What one instruction could do with a number, or NULL. */
static const char *judge(uint32_t instruction, const bool numeric[CONSTANTS_MAX])
{
    uint32_t constant = instruction >> 16 & 0xff;
    switch (instruction & 0x7f) {
    case OP_EQ:
    case OP_EQI:
        return "compares with ==";
    case OP_EQK:
        return numeric[constant] ? "compares with ==" : NULL;
    case OP_GETTABLE:
        return "looks up in a table";
    default:
        return NULL;
    }
}

static void read_function(reader *r, int depth)
{
    bool numeric[CONSTANTS_MAX] = {false};
    if (depth > DEPTH_MAX) {
        r->broken = true;
        return;
    }
    skip_string(r);
    number(r);
    number(r);
    skip(r, 3);
    size_t count = number(r);
    const unsigned char *code = skip(r, count * 4);
    read_constants(r, numeric);
    for (size_t i = 0; i < count && !r->broken && !r->found; i++) {
        uint32_t instruction;
        memcpy(&instruction, code + i * 4, sizeof instruction);
        r->found = judge(instruction, numeric);
    }
    skip(r, number(r) * 3);
    size_t inner = number(r);
    for (size_t i = 0; i < inner && !r->broken; i++)
        read_function(r, depth + 1);
    skip(r, number(r));
    for (size_t i = number(r); i > 0 && !r->broken; i--) {
        number(r);
        number(r);
    }
    for (size_t i = number(r); i > 0 && !r->broken; i--) {
        skip_string(r);
        number(r);
        number(r);
    }
    for (size_t i = number(r); i > 0 && !r->broken; i--)
        skip_string(r);
}

static int add_bytes(lua_State *L, const void *bytes, size_t size, void *buffer)
{
    (void)L;
    bl_buffer_add(buffer, bytes, size);
    return 0;
}

/* Reads the code of the function on top of the stack, which stays. */
static reader read_code(lua_State *L)
{
    bl_buffer dump = {0};
    lua_dump(L, add_bytes, &dump, 1);
    reader r = {.at = (const unsigned char *)dump.at};
    r.broken = dump.failed || dump.size < HEADER_SIZE;
    r.past = r.broken ? r.at : r.at + dump.size;
    if (!r.broken) {
        r.at += HEADER_SIZE;
        read_function(&r, 0);
    }
    bl_buffer_deinit(&dump);
    return r;
}

static lua_Debug place_of(lua_State *L, int function)
{
    lua_Debug where;
    lua_pushvalue(L, function);
    lua_getinfo(L, ">S", &where);
    return where;
}

static bool is_trusted(lua_State *L, int function)
{
    return bl_script_is_trusted(place_of(L, function).short_src);
}

static bool push_blind_spot(lua_State *L, int function)
{
    lua_Debug where = place_of(L, function);
    lua_pushvalue(L, function);
    reader r = read_code(L);
    lua_pop(L, 1);
    if (r.broken)
        luaL_error(L, "the code of %s:%d can't be read", where.short_src, where.linedefined);
    if (r.found)
        lua_pushfstring(L, "the function at %s:%d %s", where.short_src, where.linedefined, r.found);
    return r.found != NULL;
}

/* Adds the value on top of the stack, which it pops, to the list unless it is there. */
static void add(lua_State *L, int list)
{
    bool wanted = lua_istable(L, -1) || (lua_isfunction(L, -1) && !lua_iscfunction(L, -1));
    if (wanted) {
        lua_pushvalue(L, -1);
        wanted = lua_rawget(L, list) == LUA_TNIL;
        lua_pop(L, 1);
    }
    if (wanted) {
        if (lua_rawlen(L, list) >= REACHED_MAX)
            luaL_error(L, "the rule reaches more than %d functions and tables", REACHED_MAX);
        lua_pushvalue(L, -1);
        lua_pushboolean(L, 1);
        lua_rawset(L, list);
        lua_pushvalue(L, -1);
        lua_rawseti(L, list, (lua_Integer)lua_rawlen(L, list) + 1);
    }
    lua_pop(L, 1);
}

/* Adds what a function or a table holds. */
static void add_held(lua_State *L, int holder, int list)
{
    if (lua_istable(L, holder)) {
        lua_pushnil(L);
        while (lua_next(L, holder))
            add(L, list);
        return;
    }
    for (int i = 1; lua_getupvalue(L, holder, i); i++)
        add(L, list);
}

void bl_blind_push(lua_State *L, int index)
{
    index = lua_absindex(L, index);
    luaL_checkstack(L, 12, NULL);
    lua_newtable(L);
    int list = lua_gettop(L);
    lua_pushvalue(L, index);
    lua_rawseti(L, list, 1);
    for (lua_Integer i = 1; i <= (lua_Integer)lua_rawlen(L, list); i++) {
        lua_rawgeti(L, list, i);
        int holder = lua_gettop(L);
        bool trusted = lua_isfunction(L, holder) && is_trusted(L, holder);
        if (!trusted && lua_isfunction(L, holder) && push_blind_spot(L, holder)) {
            lua_replace(L, list);
            lua_settop(L, list);
            return;
        }
        if (!trusted)
            add_held(L, holder, list);
        lua_settop(L, list);
    }
    lua_pushnil(L);
    lua_replace(L, list);
}

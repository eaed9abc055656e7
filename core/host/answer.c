/* SPDX-License-Identifier: MIT */
#include "host/answer.h"

#include <ctype.h>
#include <lauxlib.h>
#include <stdlib.h>
#include <string.h>

#include "host/bind_value.h"
#include "host/json.h"
#include "host/state.h"

#define MEMBER_STEPS 4

typedef enum kind { VALUE, OBJECT, LIST, ANY } kind; /* ANY: an object whose members may be any */

struct bl_shape {
    char *name;
    kind kind;
    bool optional;
    bl_shape *members; /* of an object, or of each object in a list; NULL: a list of plain values */
    bl_shape *next;
};

void bl_shape_close(bl_shape *shape)
{
    while (shape) {
        bl_shape *next = shape->next;
        bl_shape_close(shape->members);
        free(shape->name);
        free(shape);
        shape = next;
    }
}

#define DEPTH_MAX 8

static bl_status read_members(const char **text, char closing, int depth, bl_shape **out,
                              bl_err *err);

static size_t name_size(const char *text)
{
    size_t size = 0;
    while ((text[size] >= 'a' && text[size] <= 'z') || (text[size] >= '0' && text[size] <= '9') ||
           text[size] == '_')
        size++;
    return size;
}

static bl_status read_member(const char **text, int depth, bl_shape *member, bl_err *err)
{
    size_t size = name_size(*text);
    if (size == 0)
        return bl_fail(err, BL_INVALID, "expected the name of a field at \"%.20s\"", *text);
    member->name = strndup(*text, size);
    if (!member->name)
        return bl_fail(err, BL_NO_MEMORY, "no memory for a shape");
    *text += size;
    if (**text == '{' || **text == '[') {
        char closing = **text == '{' ? '}' : ']';
        member->kind = **text == '{' ? OBJECT : LIST;
        ++*text;
        bl_status status = read_members(text, closing, depth + 1, &member->members, err);
        if (status != BL_OK)
            return status;
        ++*text;
        if (member->kind == OBJECT && !member->members)
            member->kind = ANY;
    }
    if (**text == '?') {
        member->optional = true;
        ++*text;
    }
    return BL_OK;
}

/* Members up to the closing character, which is left in place. */
static bl_status read_members(const char **text, char closing, int depth, bl_shape **out,
                              bl_err *err)
{
    if (depth > DEPTH_MAX)
        return bl_fail(err, BL_INVALID, "a shape is at most %d deep", DEPTH_MAX);
    bl_shape **end = out;
    for (;;) {
        while (isspace((unsigned char)**text))
            ++*text;
        if (**text == closing)
            return BL_OK;
        if (**text == '\0')
            return bl_fail(err, BL_INVALID, "a shape lacks its \"%c\"", closing);
        *end = calloc(1, sizeof **end);
        if (!*end)
            return bl_fail(err, BL_NO_MEMORY, "no memory for a shape");
        bl_status status = read_member(text, depth, *end, err);
        if (status != BL_OK)
            return status;
        end = &(*end)->next;
    }
}

/* What every answer has, at its top, is not the notice's to name. */
static bool is_taken(const char *name)
{
    static const char *const taken[] = {"ok", "reasons", "error", "code"};
    for (size_t i = 0; i < sizeof taken / sizeof taken[0]; i++)
        if (strcmp(name, taken[i]) == 0)
            return true;
    return false;
}

static bl_status check_names(const bl_shape *shape, bool at_top, bl_err *err)
{
    bl_status status = BL_OK;
    for (const bl_shape *member = shape; status == BL_OK && member; member = member->next) {
        if (at_top && is_taken(member->name))
            return bl_fail(err, BL_INVALID, "\"%s\" is no name for a field of an answer",
                           member->name);
        for (const bl_shape *other = shape; other != member; other = other->next)
            if (strcmp(other->name, member->name) == 0)
                return bl_fail(err, BL_INVALID, "the answer's \"%s\" stands twice", member->name);
        status = check_names(member->members, false, err);
    }
    return status;
}

bl_status bl_shape_open(const char *text, bl_shape **out, bl_err *err)
{
    *out = NULL;
    if (strlen(text) > BL_SHAPE_SIZE_MAX)
        return bl_fail(err, BL_INVALID, "answers has at most %d bytes", BL_SHAPE_SIZE_MAX);
    bl_status status = read_members(&text, '\0', 0, out, err);
    if (status == BL_OK)
        status = check_names(*out, true, err);
    if (status != BL_OK) {
        bl_shape_close(*out);
        *out = NULL;
    }
    return status;
}

void bl_answer_write_value(lua_State *L, int index, const char *name, bl_buffer *out)
{
    size_t start = out->size;
    if (bl_json_write_plain(L, index, out))
        bl_json_charge(L, out, start);
    else if (lua_type(L, index) == LUA_TNUMBER)
        luaL_error(L,
                   "the answer's \"%s\" is a fraction, which is not exact: use yuan, ratio or"
                   " percent",
                   name);
    else
        luaL_error(L, "the answer's \"%s\" is a %s, which is no value of an answer", name,
                   luaL_typename(L, index));
}

void bl_answer_write_values(lua_State *L, int index, const char *name, bl_buffer *out)
{
    if (!lua_istable(L, index)) {
        bl_answer_write_value(L, index, name, out);
        return;
    }
    lua_Integer count = bl_json_check_list(L, index);
    bl_buffer_add_char(out, '[');
    for (lua_Integer i = 1; i <= count; i++) {
        if (i > 1)
            bl_buffer_add_char(out, ',');
        lua_rawgeti(L, index, i);
        bl_answer_write_value(L, -1, name, out);
        lua_pop(L, 1);
    }
    bl_buffer_add_char(out, ']');
}

static void write_list(lua_State *L, int index, const bl_shape *shape, bl_buffer *out)
{
    if (!shape->members) {
        bl_answer_write_values(L, index, shape->name, out);
        return;
    }
    lua_Integer count = bl_json_check_list(L, index);
    bl_buffer_add_char(out, '[');
    for (lua_Integer i = 1; i <= count; i++) {
        if (i > 1)
            bl_buffer_add_char(out, ',');
        lua_rawgeti(L, index, i);
        bl_buffer_add_char(out, '{');
        bl_answer_write(L, -1, shape->members, out);
        bl_buffer_add_char(out, '}');
        lua_pop(L, 1);
    }
    bl_buffer_add_char(out, ']');
}

static bool is_null(lua_State *L, int index)
{
    return lua_isnil(L, index) || (lua_islightuserdata(L, index) && !lua_touserdata(L, index));
}

static void write_member(lua_State *L, int index, const bl_shape *shape, bl_buffer *out)
{
    if (shape->kind != VALUE && !is_null(L, index) && !lua_istable(L, index))
        luaL_error(L, "the answer's \"%s\" must be a table", shape->name);
    if (shape->kind == VALUE || is_null(L, index)) {
        bl_answer_write_value(L, index, shape->name, out);
    } else if (shape->kind == ANY) {
        bl_json_write(L, index, out);
    } else if (shape->kind == LIST) {
        write_list(L, index, shape, out);
    } else {
        bl_buffer_add_char(out, '{');
        bl_answer_write(L, index, shape->members, out);
        bl_buffer_add_char(out, '}');
    }
}

/* Names the field of the table that the shape lacks. */
static void refuse_extra(lua_State *L, int index, const bl_shape *shape)
{
    lua_pushnil(L);
    while (lua_next(L, index)) {
        lua_pop(L, 1);
        const bl_shape *member = shape;
        const char *key = lua_type(L, -1) == LUA_TSTRING ? lua_tostring(L, -1) : "?";
        while (member && strcmp(member->name, key) != 0)
            member = member->next;
        if (!member)
            luaL_error(L, "the answer has a field \"%s\" that its shape lacks", key);
    }
}

void bl_answer_write(lua_State *L, int index, const bl_shape *shape, bl_buffer *out)
{
    index = lua_absindex(L, index);
    luaL_checkstack(L, 4, NULL);
    if (!lua_istable(L, index))
        luaL_error(L, "an answer is a table, not a %s", luaL_typename(L, index));
    size_t written = 0, given = 0;
    bool first = out->size == 0 || out->at[out->size - 1] == '{';
    bl_state_charge_walk(L);
    for (const bl_shape *member = shape; member; member = member->next) {
        bl_state_charge(L, MEMBER_STEPS);
        lua_pushstring(L, member->name);
        bool there = lua_rawget(L, index) != LUA_TNIL;
        written += there;
        if (there || !member->optional) {
            bl_buffer_add_text(out, first ? "\"" : ",\"");
            bl_buffer_add_text(out, member->name);
            bl_buffer_add_text(out, "\":");
            write_member(L, lua_gettop(L), member, out);
            first = false;
        }
        lua_pop(L, 1);
    }
    lua_pushnil(L);
    while (lua_next(L, index)) {
        lua_pop(L, 1);
        given++;
    }
    if (given != written)
        refuse_extra(L, index, shape);
}

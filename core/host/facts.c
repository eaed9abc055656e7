/* SPDX-License-Identifier: MIT */
#include "host/facts.h"

#include <inttypes.h>
#include <lauxlib.h>
#include <string.h>

#include "host/bind_value.h"
#include "host/binding.h"
#include "host/json.h"
#include "host/sandbox_order.h"

#define DEPTH_MAX 32

static void write_value(lua_State *L, int index, int depth, bl_buffer *out);

static void check_text(lua_State *L, bl_text text)
{
    if (text.size > 0 && memchr(text.at, '\0', text.size))
        luaL_error(L, "text with a zero byte can't be kept");
}

static void write_array(lua_State *L, int index, int depth, bl_buffer *out)
{
    lua_Integer count = bl_json_check_list(L, index);
    bl_buffer_add_char(out, '[');
    for (lua_Integer i = 1; i <= count; i++) {
        if (i > 1)
            bl_buffer_add_char(out, ',');
        lua_rawgeti(L, index, i);
        write_value(L, lua_gettop(L), depth + 1, out);
        lua_pop(L, 1);
    }
    bl_buffer_add_char(out, ']');
}

static void write_object(lua_State *L, int index, int depth, bl_buffer *out)
{
    bl_sandbox_order_push_keys(L, index);
    int keys = lua_gettop(L);
    bl_buffer_add_char(out, '{');
    for (lua_Integer i = 1; lua_rawgeti(L, keys, i) != LUA_TNIL; i++) {
        if (lua_type(L, -1) != LUA_TSTRING)
            luaL_error(L, "only lists and tables with text for keys can be kept");
        bl_text key;
        key.at = lua_tolstring(L, -1, &key.size);
        check_text(L, key);
        if (key.at[0] == '$')
            luaL_error(L, "a key that begins with \"$\" can't be kept");
        if (i > 1)
            bl_buffer_add_char(out, ',');
        bl_buffer_add_json(out, key);
        bl_buffer_add_char(out, ':');
        lua_rawget(L, index);
        write_value(L, lua_gettop(L), depth + 1, out);
        lua_pop(L, 1);
    }
    bl_buffer_add_char(out, '}');
    lua_settop(L, keys - 1);
}

static void write_ratio(const char *kind, bl_ratio ratio, bl_buffer *out)
{
    bl_buffer_format(out, "{\"%s\":[%" PRId64 ",%" PRId64 "]}", kind, ratio.numerator,
                     ratio.denominator);
}

/* False for what is no exact value, or one that isn't kept. */
static bool write_exact(const bl_value *value, bl_buffer *out)
{
    switch (value->kind) {
    case BL_VALUE_MONEY:
        bl_buffer_add_text(out, "{\"$yuan\":\"");
        bl_money_write(value->money, out);
        break;
    case BL_VALUE_DATE:
        bl_buffer_add_text(out, "{\"$date\":\"");
        bl_date_write(value->date, out);
        break;
    case BL_VALUE_MOMENT:
        bl_buffer_add_text(out, "{\"$time\":\"");
        bl_moment_write(value->moment, out);
        break;
    case BL_VALUE_PERCENT:
        write_ratio("$percent", value->ratio, out);
        return true;
    case BL_VALUE_RATIO:
        write_ratio("$ratio", value->ratio, out);
        return true;
    default:
        return false;
    }
    bl_buffer_add_text(out, "\"}");
    return true;
}

static void write_table(lua_State *L, int index, int depth, bl_buffer *out)
{
    size_t start = out->size;
    luaL_checkstack(L, 8, NULL);
    if (depth == DEPTH_MAX)
        luaL_error(L, "a value nests deeper than %d", DEPTH_MAX);
    if (lua_rawlen(L, index) > 0)
        write_array(L, index, depth, out);
    else
        write_object(L, index, depth, out);
    bl_json_charge(L, out, start);
}

static void write_value(lua_State *L, int index, int depth, bl_buffer *out)
{
    size_t start = out->size;
    bl_value value = bl_to_value(L, index);
    if (lua_type(L, index) == LUA_TTABLE) {
        write_table(L, index, depth, out);
    } else if (write_exact(&value, out)) {
        bl_json_charge(L, out, start);
    } else {
        if (lua_type(L, index) == LUA_TSTRING)
            check_text(L, bl_check_text(L, index));
        bl_json_write(L, index, out);
    }
}

void bl_facts_write(lua_State *L, int index, bl_buffer *out)
{
    write_value(L, lua_absindex(L, index), 0, out);
}

static bl_status fail(bl_err *err)
{
    return bl_fail(err, BL_CORRUPT, "an exact value in the register can't be read");
}

static bl_status push_ratio(lua_State *L, const json_t *terms, bool percent, bl_err *err)
{
    bl_ratio ratio;
    const json_t *numerator = json_array_get(terms, 0), *denominator = json_array_get(terms, 1);
    if (!json_is_integer(numerator) || !json_is_integer(denominator) ||
        bl_ratio_make(json_integer_value(numerator), json_integer_value(denominator), &ratio,
                      NULL) != BL_OK)
        return fail(err);
    bl_push_ratio(L, ratio, percent);
    return BL_OK;
}

static bl_status push_exact(lua_State *L, const char *kind, const json_t *value, bl_err *err)
{
    bl_money amount;
    bl_date date;
    bl_moment moment;
    if (strcmp(kind, "$percent") == 0 || strcmp(kind, "$ratio") == 0)
        return push_ratio(L, value, kind[1] == 'p', err);
    bl_text text = bl_text_of(json_string_value(value));
    if (strcmp(kind, "$yuan") == 0 && bl_money_from_text(text, &amount, NULL) == BL_OK)
        bl_push_money(L, amount);
    else if (strcmp(kind, "$date") == 0 && bl_date_from_text(text, &date, NULL) == BL_OK)
        bl_push_date(L, date);
    else if (strcmp(kind, "$time") == 0 && bl_moment_from_text(text, &moment, NULL) == BL_OK)
        bl_push_moment(L, moment);
    else
        return fail(err);
    return BL_OK;
}

static void push_value(lua_State *L, const json_t *value);

static void push_object(lua_State *L, const json_t *object)
{
    const char *key;
    json_t *member;
    bl_err err = {0};
    lua_newtable(L);
    json_object_foreach((json_t *)object, key, member)
    {
        if (key[0] == '$') {
            bl_binding_check(L, push_exact(L, key, member, &err), &err);
            lua_remove(L, -2);
            return;
        }
        push_value(L, member);
        lua_setfield(L, -2, key);
    }
}

static void push_value(lua_State *L, const json_t *value)
{
    size_t i;
    json_t *member;
    luaL_checkstack(L, 6, NULL);
    if (json_is_object(value)) {
        push_object(L, value);
    } else if (json_is_array(value)) {
        lua_newtable(L);
        json_array_foreach((json_t *)value, i, member)
        {
            push_value(L, member);
            lua_rawseti(L, -2, (lua_Integer)i + 1);
        }
    } else {
        bl_json_push(L, value);
    }
}

void bl_facts_push(lua_State *L, bl_text text, const char *whose)
{
    push_value(L, bl_new_json(L, text, whose));
    lua_remove(L, -2);
}

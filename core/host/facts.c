/* SPDX-License-Identifier: MIT */
#include "host/facts.h"

#include <inttypes.h>
#include <lauxlib.h>
#include <string.h>

#include "host/bind_value.h"
#include "host/binding.h"
#include "host/json.h"

static void check_text(lua_State *L, bl_text text)
{
    if (text.size > 0 && memchr(text.at, '\0', text.size))
        luaL_error(L, "text with a zero byte can't be kept");
}

static void check_key(lua_State *L, bl_text key)
{
    check_text(L, key);
    if (key.at[0] == '$')
        luaL_error(L, "a key that begins with \"$\" can't be kept");
}

static void write_ratio(const char *kind, bl_ratio ratio, bl_buffer *out)
{
    bl_buffer_format(out, "{\"%s\":[%" PRId64 ",%" PRId64 "]}", kind, ratio.numerator,
                     ratio.denominator);
}

/* Exact values are all that is not plain; text is looked at on the way. */
static bool write_exact(lua_State *L, int index, bl_buffer *out)
{
    bl_value value = bl_to_value(L, index);
    if (lua_type(L, index) == LUA_TSTRING)
        check_text(L, bl_check_text(L, index));
    switch (value.kind) {
    case BL_VALUE_MONEY:
        bl_buffer_add_text(out, "{\"$yuan\":\"");
        bl_money_write(value.money, out);
        break;
    case BL_VALUE_DATE:
        bl_buffer_add_text(out, "{\"$date\":\"");
        bl_date_write(value.date, out);
        break;
    case BL_VALUE_MOMENT:
        bl_buffer_add_text(out, "{\"$time\":\"");
        bl_moment_write(value.moment, out);
        break;
    case BL_VALUE_PERCENT:
        write_ratio("$percent", value.ratio, out);
        return true;
    case BL_VALUE_RATIO:
        write_ratio("$ratio", value.ratio, out);
        return true;
    default:
        return false;
    }
    bl_buffer_add_text(out, "\"}");
    return true;
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

/* An object with a key that begins with "$" is an exact value. */
static bool push_kept(lua_State *L, const json_t *object)
{
    const char *key;
    json_t *member;
    bl_err err = {0};
    json_object_foreach((json_t *)object, key, member)
    {
        if (key[0] != '$')
            continue;
        bl_binding_check(L, push_exact(L, key, member, &err), &err);
        return true;
    }
    return false;
}

static const bl_json_form kept = {.only_text_keys =
                                      "only lists and tables with text for keys can be kept",
                                  .check_key = check_key,
                                  .write = write_exact,
                                  .push = push_kept};

void bl_facts_write(lua_State *L, int index, bl_buffer *out)
{
    bl_json_write_as(L, index, &kept, out);
}

void bl_facts_push(lua_State *L, bl_text text, const char *whose)
{
    bl_json_push_as(L, bl_new_json(L, text, whose), &kept);
    lua_remove(L, -2);
}

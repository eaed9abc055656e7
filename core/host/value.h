/* SPDX-License-Identifier: MIT
 * value.h - exact values inside Lua: how C makes them, reads them and refuses them.
 *
 * A value is a full userdata that holds a copy. Its metatable carries its kind under a key that
 * only C has, so nothing else passes for a value. No value can be changed.
 *
 * Reading never raises. Pushing may, when memory runs out, so it belongs into calls that Lua
 * protects.
 *
 * Layer: host. Uses: value, host/state.
 */
#pragma once

#include <lauxlib.h>
#include <lua.h>

#include "value/date.h"
#include "value/money.h"
#include "value/ratio.h"

/* Only percents and ratios mix as they are; the head of each bind_*.c says what else its operators
 * take. */
typedef enum bl_value_kind {
    BL_VALUE_NONE,    /* whatever isn't one of the others */
    BL_VALUE_INTEGER, /* a Lua number without decimals: 3 or 3.0 */
    BL_VALUE_MONEY,   /* yuan(24000) */
    BL_VALUE_PERCENT, /* percent(5) */
    BL_VALUE_RATIO,   /* ratio(5, 12) */
    BL_VALUE_DATE,    /* date "2021-12-03" */
    BL_VALUE_MOMENT,  /* time "2021-12-03T10:00:00+08:00" */
    BL_VALUE_DURATION /* days(7) */
} bl_value_kind;

#define BL_VALUE_KINDS    (BL_VALUE_DURATION + 1)
#define BL_VALUE_TEXT_MAX 128 /* bytes of the longest text of a value */

/* What the userdata holds; of an integer only while C looks at operands. */
typedef struct bl_value {
    bl_value_kind kind;
    union {
        int64_t integer;
        bl_money money;
        bl_ratio ratio; /* of a percent too: percent "5" is 5/100 */
        bl_date date;
        bl_moment moment;
        int64_t duration_ns;
    };
} bl_value;

/* Each pushes a new value. The kinds must have been made for this state, see bind_value.h. */
void bl_push_money(lua_State *L, bl_money amount);
/* As a percent or as a plain ratio; 5 % is 5/100 in both. */
void bl_push_ratio(lua_State *L, bl_ratio ratio, bool percent);
/* A day of the civil calendar. */
void bl_push_date(lua_State *L, bl_date date);
/* A moment; a script sees it at +08:00. */
void bl_push_moment(lua_State *L, bl_moment moment);
/* How long one moment lies behind another; negative when before it. */
void bl_push_duration(lua_State *L, int64_t ns);

/* Whether the value at `index` is of the kind; `*out` is written only then. The stack stays as it
 * is. */
bool bl_to_money(lua_State *L, int index, bl_money *out);
/* Takes percents and ratios and says which it was. */
bool bl_to_ratio(lua_State *L, int index, bl_ratio *out, bool *percent);
/* A moment is not a date; its day is bl_moment_date's. */
bool bl_to_date(lua_State *L, int index, bl_date *out);
bool bl_to_moment(lua_State *L, int index, bl_moment *out);
/* Any kind; also whole numbers, floats without decimals among them. */
bl_value bl_to_value(lua_State *L, int index);

/* Appends it as JSON: an amount, a percent and a fraction as decimals (of a fraction the first
 * nine), a date or a moment as text. False, and nothing, for what has no such form. */
bool bl_value_write_json(const bl_value *value, bl_buffer *out);

/* What a script calls the kind. Static text. */
const char *bl_value_kind_name(bl_value_kind kind);
/* The same of what is at `index`; the name of its Lua type if it is no value. */
const char *bl_value_name(lua_State *L, int index);

/* Pushes the field of the value called `key`, or pushes nothing and gives false. */
typedef bool bl_value_field(lua_State *L, const bl_value *value, const char *key);
/* The order of the values at 1 and 2: below, at or above 0. Raises when they have none, in the
 * words of the operator. */
typedef int bl_value_compare(lua_State *L, const char *sign);
/* Makes the metatable of a kind. Methods are members as they are; fields come from `field`, which
 * may be NULL; any other member raises. May raise. */
void bl_value_define(lua_State *L, bl_value_kind kind, const luaL_Reg *operators,
                     bl_value_compare *compare, const luaL_Reg *methods, bl_value_field *field);
/* Pushes the first BL_VALUE_TEXT_MAX bytes and ends the buffer, even when it raises. Gives 1. */
int bl_value_push_text(lua_State *L, bl_buffer *text);

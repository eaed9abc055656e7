/* value.h - exact values inside Lua: how C makes them, reads them and refuses them.
 *
 * A value is a full userdata that holds a copy. Its metatable carries its kind under a key that
 * only C has, so nothing else passes for a value. No value can be changed.
 *
 * Reading never raises. Pushing and refusing may, so they belong into calls that Lua protects.
 *
 * Layer: host. Uses: value, host/state.
 */
#pragma once

#include <lauxlib.h>
#include <lua.h>

#include "value/date.h"
#include "value/money.h"
#include "value/ratio.h"

typedef enum bl_value_kind {
    BL_VALUE_NONE, /* whatever isn't one of the others */
    BL_VALUE_INTEGER,
    BL_VALUE_MONEY,
    BL_VALUE_PERCENT,
    BL_VALUE_RATIO,
    BL_VALUE_DATE,
    BL_VALUE_MOMENT,
    BL_VALUE_DURATION
} bl_value_kind;

#define BL_VALUE_KINDS (BL_VALUE_DURATION + 1)

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

void bl_push_money(lua_State *L, bl_money amount);
void bl_push_ratio(lua_State *L, bl_ratio ratio, bool percent);
void bl_push_date(lua_State *L, bl_date date);
void bl_push_moment(lua_State *L, bl_moment moment);
void bl_push_duration(lua_State *L, int64_t ns);

/* Whether the value at `index` is of the kind; `*out` is written only then. */
bool bl_to_money(lua_State *L, int index, bl_money *out);
bool bl_to_ratio(lua_State *L, int index, bl_ratio *out, bool *percent);
bool bl_to_date(lua_State *L, int index, bl_date *out);
bool bl_to_moment(lua_State *L, int index, bl_moment *out);
bool bl_to_duration(lua_State *L, int index, int64_t *ns);
/* Any kind; also whole numbers, floats without decimals among them. */
bl_value bl_to_value(lua_State *L, int index);

/* For the bindings of the kinds. */

/* Makes the metatable of a kind: its operators, and members that are functions: methods as they
 * are, fields through `field`, which pushes the one called `key` or gives false. */
typedef bool bl_value_field(lua_State *L, const bl_value *value, const char *key);
void bl_value_define(lua_State *L, bl_value_kind kind, const luaL_Reg *operators,
                     const luaL_Reg *methods, bl_value_field *field);
/* The value at `index`; raises with `example` unless it is of the kind. */
bl_value bl_value_check(lua_State *L, int index, bl_value_kind kind, const char *example);
/* A whole number as an argument, -bound to bound. Raises otherwise, with `example`. */
int64_t bl_value_check_integer(lua_State *L, int index, int64_t bound, const char *example);
/* Raises with the line of the script unless the status is BL_OK. */
void bl_value_check_status(lua_State *L, bl_status status, const bl_err *err);
/* Raises "yuan + percent: these do not mix; write ..." for arguments 1 and 2. */
int bl_value_refuse_mix(lua_State *L, const char *operator, const char * advice);
/* What a script calls the kind of what is at `index`. */
const char *bl_value_name(lua_State *L, int index);
/* Pushes what was written, at most BL_VALUE_TEXT_MAX bytes, and ends the buffer, whatever happens.
 */
int bl_value_push_text(lua_State *L, bl_buffer *text);

#define BL_VALUE_TEXT_MAX 128

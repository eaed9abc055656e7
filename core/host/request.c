/* SPDX-License-Identifier: MIT */
#include "host/request.h"

#include <inttypes.h>
#include <lauxlib.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "domain/ledger.h"
#include "domain/parse.h"
#include "host/bind_value.h"
#include "host/state.h"

#define CODE_SIZE_MAX 1024 /* what is longer is on no list */

json_t *bl_request_parse(bl_text line, json_error_t *trouble)
{
    size_t flags = JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL;
    json_t *object = bl_json_read(line, flags, trouble);
    if (!object && json_error_code(trouble) == json_error_numeric_overflow)
        object = bl_json_read(line, flags | JSON_DECODE_INT_AS_REAL, trouble);
    return object;
}

static void write_bad(bl_bad_input *out, const char *field, size_t start, const char *format,
                      va_list list)
{
    snprintf(out->field, sizeof out->field, "%s", field);
    if (start < sizeof out->message)
        vsnprintf(out->message + start, sizeof out->message - start, format, list);
}

static bool bad(bl_bad_input *out, const char *field, const char *format, ...) BL_PRINTF(3, 4);
static bool misfit(bl_bad_input *out, const bl_field *field, const char *format, ...)
    BL_PRINTF(3, 4);

/* Tells what is wrong with a field; false, for its caller to return. */
static bool bad(bl_bad_input *out, const char *field, const char *format, ...)
{
    va_list list;
    va_start(list, format);
    write_bad(out, field, 0, format, list);
    va_end(list);
    return false;
}

/* The same of a value, with the field's name before the words. */
static bool misfit(bl_bad_input *out, const bl_field *field, const char *format, ...)
{
    va_list list;
    int size = snprintf(out->message, sizeof out->message, "%s: ", field->name);
    va_start(list, format);
    write_bad(out, field->name, (size_t)size, format, list);
    va_end(list);
    return false;
}

int bl_push_bad_input(lua_State *L, const bl_bad_input *told)
{
    lua_pushnil(L);
    lua_pushstring(L, told->field);
    lua_pushstring(L, told->message);
    return 3;
}

static bool in_bounds(const bl_field *field, int64_t number, bl_bad_input *out)
{
    bool low =
        field->bounded_below && (field->above ? number <= field->least : number < field->least);
    bool high = field->bounded_above && number > field->most;
    if (!low && !high)
        return true;
    bl_buffer least = {0}, most = {0};
    bool money = field->type == BL_TYPE_MONEY;
    const char *unit = money ? " yuan" : field->type == BL_TYPE_TEXT ? " characters long" : "";
    if (money) {
        bl_money_write((bl_money){field->least}, &least);
        bl_money_write((bl_money){field->most}, &most);
    } else {
        bl_buffer_add_int(&least, field->least);
        bl_buffer_add_int(&most, field->most);
    }
    if (low)
        bad(out, field->name, "%s must be %s %s%s", field->name,
            field->above ? "more than" : "at least", least.at ? least.at : "?", unit);
    else
        bad(out, field->name, "%s must be at most %s%s", field->name, most.at ? most.at : "?",
            unit);
    bl_buffer_deinit(&least);
    bl_buffer_deinit(&most);
    return false;
}

static bool read_money(lua_State *L, const bl_field *field, const json_t *value, bl_bad_input *out)
{
    bl_money amount;
    bl_err err = {0};
    bl_status status = BL_INVALID;
    if (json_is_integer(value))
        status = bl_money_from_yuan(json_integer_value(value), &amount, &err);
    else if (json_is_real(value))
        status = bl_money_from_double(json_real_value(value), &amount, &err);
    else
        bl_fail(&err, BL_INVALID, "expected an amount in yuan such as 83.33");
    if (status != BL_OK)
        return misfit(out, field, "%s", err.text);
    if (amount.fen > BL_REQUEST_YUAN_MAX * 100 || amount.fen < -BL_REQUEST_YUAN_MAX * 100)
        return misfit(out, field, "no amount is larger than %" PRId64 " yuan", BL_REQUEST_YUAN_MAX);
    if (!in_bounds(field, amount.fen, out))
        return false;
    bl_push_money(L, amount);
    return true;
}

/* A number, and a percent, which is pushed as a hundredth of it. */
static bool read_ratio(lua_State *L, const bl_field *field, const json_t *value, bl_bad_input *out)
{
    bool percent = field->type == BL_TYPE_PERCENT;
    bl_ratio number, ratio;
    bl_err err = {0};
    bl_status status = BL_INVALID;
    if (json_is_integer(value))
        status = bl_ratio_make(json_integer_value(value), 1, &number, &err);
    else if (json_is_real(value))
        status = bl_ratio_from_double(json_real_value(value), &number, &err);
    else
        bl_fail(&err, BL_INVALID, "expected a %s such as 5 or 12.5",
                percent ? "percentage" : "number");
    if (status == BL_OK)
        status = bl_ratio_divide(number, (bl_ratio){percent ? 100 : 1, 1}, &ratio, &err);
    if (status == BL_OK && field->bounded_below &&
        bl_ratio_compare(number, (bl_ratio){field->least, 1}) < (field->above ? 1 : 0))
        status = bl_fail(&err, BL_INVALID, "must be %s %" PRId64,
                         field->above ? "more than" : "at least", field->least);
    if (status == BL_OK && field->bounded_above &&
        bl_ratio_compare(number, (bl_ratio){field->most, 1}) > 0)
        status = bl_fail(&err, BL_INVALID, "must be at most %" PRId64, field->most);
    if (status != BL_OK)
        return misfit(out, field, "%s", err.text);
    bl_push_ratio(L, ratio, percent);
    return true;
}

static bool read_day(lua_State *L, const bl_field *field, const json_t *value, bl_bad_input *out)
{
    bl_err err = {0};
    bl_text text = {json_string_value(value), json_string_length(value)};
    bl_date date;
    bl_moment moment;
    if (!json_is_string(value))
        bl_fail(&err, BL_INVALID, "expected %s",
                field->type == BL_TYPE_DATE ? "a date such as \"2021-12-03\""
                                            : "a time such as \"2021-12-03T10:00:00+08:00\"");
    else if (field->type == BL_TYPE_DATE && bl_date_from_text(text, &date, &err) == BL_OK)
        bl_push_date(L, date);
    else if (field->type == BL_TYPE_TIME && bl_moment_from_text(text, &moment, &err) == BL_OK)
        bl_push_moment(L, moment);
    if (err.status == BL_OK)
        return true;
    return misfit(out, field, "%s", err.text);
}

/* An integer, also when it is written as 5.0; its value in `out`. */
static bool whole_number(const json_t *value, int64_t *out)
{
    if (json_is_integer(value)) {
        *out = json_integer_value(value);
        return true;
    }
    double number = json_is_real(value) ? json_real_value(value) : 0.5;
    if (number != floor(number) || fabs(number) > 9007199254740992.0)
        return false;
    *out = (int64_t)number;
    return true;
}

static bool read_count(lua_State *L, const bl_field *field, const json_t *value, bl_bad_input *out)
{
    int64_t number = 0;
    if (!whole_number(value, &number) || number < 0)
        return misfit(out, field, "expected a whole number, 0 or more");
    if (!in_bounds(field, number, out))
        return false;
    lua_pushinteger(L, number);
    return true;
}

static int64_t count_characters(const char *text, size_t size)
{
    int64_t count = 0;
    for (size_t i = 0; i < size; i++)
        count += ((unsigned char)text[i] & 0xC0) != 0x80;
    return count;
}

static bool read_text(lua_State *L, const bl_field *field, const json_t *value, bl_bad_input *out)
{
    size_t size = json_string_length(value);
    if (!json_is_string(value))
        return misfit(out, field, "expected text");
    if (field->type == BL_TYPE_ID && (size < 1 || size > BL_ID_SIZE_MAX))
        return misfit(out, field, "expected 1 to %d bytes, not %zu", BL_ID_SIZE_MAX, size);
    if (size > BL_TEXT_SIZE_MAX)
        return misfit(out, field, "expected at most %u bytes, not %zu", BL_TEXT_SIZE_MAX, size);
    if (memchr(json_string_value(value), '\0', size))
        return misfit(out, field, "text can't hold the character U+0000");
    if (!in_bounds(field, count_characters(json_string_value(value), size), out))
        return false;
    lua_pushlstring(L, json_string_value(value), size);
    return true;
}

/* A day that each year has, so not that of a leap year. */
static bool read_month_day(lua_State *L, const bl_field *field, const json_t *value,
                           bl_bad_input *out)
{
    char day[] = "2021-01-05";
    bl_date date;
    bl_text text = {json_string_value(value), json_string_length(value)};
    bool fits = text.size == strlen("01-05");
    if (fits)
        memcpy(day + strlen("2021-"), text.at, text.size);
    if (!fits || bl_date_from_text(bl_text_of(day), &date, NULL) != BL_OK)
        return misfit(out, field, "expected a day of each year such as \"01-05\"");
    lua_pushlstring(L, text.at, text.size);
    return true;
}

static bool read_bool(lua_State *L, const bl_field *field, const json_t *value, bl_bad_input *out)
{
    if (!json_is_boolean(value))
        return misfit(out, field, "expected true or false");
    lua_pushboolean(L, json_is_true(value));
    return true;
}

/* Tells the listed values; for a misspelt text the nearest one first. */
static void bad_code(lua_State *L, int codes, const bl_field *field, const json_t *value,
                     bl_bad_input *out)
{
    bl_buffer list = {0};
    char kept[64];
    bl_nearest nearest = bl_nearest_make(bl_text_of(json_string_value(value)));
    for (lua_Integer i = 1; i <= (lua_Integer)lua_rawlen(L, codes); i++) {
        lua_rawgeti(L, codes, i);
        const char *code = lua_tostring(L, -1); /* converts the copy on the stack only */
        bl_buffer_format(&list, "%s%s", i > 1 ? ", " : "", code);
        if (json_is_string(value) && bl_nearest_offer(&nearest, bl_text_of(code))) {
            snprintf(kept, sizeof kept, "%s", code);
            nearest.word = bl_text_of(kept);
        }
        lua_pop(L, 1);
    }
    bool found = nearest.word.size > 0;
    misfit(out, field, "expected one of %s%s%s%s", list.at ? list.at : "?",
           found ? "; did you mean \"" : "", nearest.word.at, found ? "\"?" : "");
    bl_buffer_deinit(&list);
}

static bool read_code(lua_State *L, const bl_field *field, const json_t *value, bl_bad_input *out)
{
    int64_t number = 0;
    lua_rawgeti(L, LUA_REGISTRYINDEX, field->codes);
    int codes = lua_gettop(L);
    if (json_is_string(value) && json_string_length(value) <= CODE_SIZE_MAX)
        lua_pushlstring(L, json_string_value(value), json_string_length(value));
    else if (whole_number(value, &number))
        lua_pushinteger(L, number);
    else
        lua_pushnil(L);
    for (lua_Integer i = 1; i <= (lua_Integer)lua_rawlen(L, codes); i++) {
        lua_rawgeti(L, codes, i);
        bool same = lua_rawequal(L, -1, -2);
        lua_pop(L, 1);
        if (same) {
            lua_remove(L, codes);
            return true;
        }
    }
    bad_code(L, codes, field, value, out);
    lua_settop(L, codes - 1);
    return false;
}

static bool read_object(lua_State *L, const bl_field *field, const json_t *value, bl_bad_input *out)
{
    if (!json_is_object(value))
        return misfit(out, field, "expected an object");
    char *text = json_dumps(value, JSON_COMPACT | JSON_SORT_KEYS);
    lua_pushstring(L, text); /* nil, which its caller never takes, for want of memory */
    free(text);
    return text != NULL || bl_state_raise_starved(L, "no memory for a request");
}

static bool read_members(lua_State *L, const bl_record *record, const json_t *object,
                         bl_bad_input *out);

/* A record in the record: the names of its fields stand behind its own. */
static bool read_record(lua_State *L, const bl_field *field, const json_t *value, bl_bad_input *out)
{
    if (!json_is_object(value))
        return misfit(out, field, "expected an object");
    bl_bad_input inner = {0};
    luaL_checkstack(L, 8, NULL);
    if (read_members(L, field->record, value, &inner))
        return true;
    snprintf(out->field, sizeof out->field, "%s.%.100s", field->name, inner.field);
    snprintf(out->message, sizeof out->message, "%s", inner.message);
    return false;
}

static bool read_one(lua_State *L, const bl_field *field, const json_t *value, bl_bad_input *out)
{
    switch (field->type) {
    case BL_TYPE_MONEY:
        return read_money(L, field, value, out);
    case BL_TYPE_PERCENT:
    case BL_TYPE_NUMBER:
        return read_ratio(L, field, value, out);
    case BL_TYPE_DATE:
    case BL_TYPE_TIME:
        return read_day(L, field, value, out);
    case BL_TYPE_MONTH_DAY:
        return read_month_day(L, field, value, out);
    case BL_TYPE_COUNT:
        return read_count(L, field, value, out);
    case BL_TYPE_TEXT:
    case BL_TYPE_ID:
        return read_text(L, field, value, out);
    case BL_TYPE_BOOL:
        return read_bool(L, field, value, out);
    case BL_TYPE_CODE:
        return read_code(L, field, value, out);
    case BL_TYPE_RECORD:
        return read_record(L, field, value, out);
    case BL_TYPE_OBJECT:
        return read_object(L, field, value, out);
    }
    BL_REQUIRE(!"a field of no known type");
    return false;
}

/* Puts the place of a list's element behind the list's name. */
static void name_element(const bl_field *field, size_t place, bl_bad_input *out)
{
    char rest[sizeof out->field];
    size_t size = strlen(field->name);
    bool named = strncmp(out->field, field->name, size) == 0;
    snprintf(rest, sizeof rest, "%s", named ? out->field + size : "");
    snprintf(out->field, sizeof out->field, "%s[%zu]%.100s", field->name, place, rest);
}

/* Whether the element on top of the stack is in the table `seen` already; puts it there. */
static bool is_repeated(lua_State *L, const bl_field *field, int seen)
{
    lua_pushvalue(L, -1);
    if (field->unique_by) {
        lua_getfield(L, -1, field->unique_by);
        lua_remove(L, -2);
    }
    if (lua_isnil(L, -1)) {
        lua_pop(L, 1);
        return false;
    }
    lua_pushvalue(L, -1);
    bool repeated = lua_rawget(L, seen) != LUA_TNIL;
    lua_pop(L, 1);
    lua_pushboolean(L, 1);
    lua_rawset(L, seen);
    return repeated;
}

static bool read_element(lua_State *L, const bl_field *field, const json_t *value, int seen,
                         bl_bad_input *out)
{
    if (!read_one(L, field, value, out))
        return false;
    if ((!field->unique && !field->unique_by) || !is_repeated(L, field, seen))
        return true;
    misfit(out, field, "this one stands in the list already");
    if (field->unique_by)
        snprintf(out->field, sizeof out->field, "%s.%s", field->name, field->unique_by);
    return false;
}

static bool read_list(lua_State *L, const bl_field *field, const json_t *value, bl_bad_input *out)
{
    if (!json_is_array(value))
        return misfit(out, field, "expected a list");
    int top = lua_gettop(L);
    lua_newtable(L);
    lua_createtable(L, (int)json_array_size(value), 0);
    for (size_t i = 0; i < json_array_size(value); i++) {
        if (!read_element(L, field, json_array_get(value, i), top + 1, out)) {
            if (!field->whole)
                name_element(field, i + 1, out);
            lua_settop(L, top);
            return false;
        }
        lua_rawseti(L, top + 2, (lua_Integer)i + 1);
    }
    lua_remove(L, top + 1);
    return true;
}

bool bl_request_read_value(lua_State *L, const bl_field *field, const json_t *value,
                           bl_bad_input *out)
{
    return field->list ? read_list(L, field, value, out) : read_one(L, field, value, out);
}

static bool all_known(const bl_record *record, const json_t *object, bl_bad_input *out)
{
    const char *key;
    json_t *value;
    json_object_foreach((json_t *)object, key, value)
    {
        if (bl_record_field(record, key))
            continue;
        return bad(out, key, "there is no field \"%s\" here; did you mean \"%s\"?", key,
                   bl_record_nearest(record, key));
    }
    return true;
}

/* Whether a word is one of those parted by "|". */
static bool is_listed(const char *word, const char *list)
{
    size_t size = strlen(word);
    for (const char *at = list; at; at = strchr(at, '|'), at += at != NULL)
        if (strncmp(at, word, size) == 0 && (at[size] == '|' || at[size] == '\0'))
            return true;
    return false;
}

/* Whether the other field that a field speaks of has a value that it wants. */
static bool is_with(const bl_field *field, const json_t *object)
{
    const char *other = json_string_value(json_object_get(object, field->with_field));
    return other && is_listed(other, field->with_value) != field->unless;
}

/* Whether a field that was left out had to be given. */
static bool is_missed(const bl_field *field, const json_t *object)
{
    if (field->required && !field->belongs)
        return !(field->nullable && json_is_null(json_object_get(object, field->name)));
    return field->with_field && field->required == field->belongs && is_with(field, object);
}

/* A bound that is another field's value, of the same type; a field that is absent bounds nothing.
 */
static bool under_other_field(lua_State *L, int record_table, const bl_field *field,
                              bl_bad_input *out)
{
    lua_getfield(L, record_table, field->most_field);
    bool fits = lua_isnil(L, -1) || lua_isnil(L, -2) || lua_compare(L, -2, -1, LUA_OPLE);
    lua_pop(L, 1);
    if (!fits)
        bad(out, field->name, "%s must be at most %s", field->name, field->most_field);
    return fits;
}

/* Whether another field of the name goes with what this one does not go with. */
static bool has_twin(const bl_record *record, const bl_field *field, const json_t *object)
{
    for (size_t i = 0; field->twin && i < record->count; i++)
        if (strcmp(record->fields[i].name, field->name) == 0 && is_with(&record->fields[i], object))
            return true;
    return false;
}

/* Reads one field into the table on top of the stack. */
static bool read_field(lua_State *L, const bl_record *record, const bl_field *field,
                       const json_t *object, bl_bad_input *out)
{
    int table = lua_gettop(L);
    const json_t *value = json_object_get(object, field->name);
    if (!value || json_is_null(value)) {
        if (is_missed(field, object))
            return bad(out, field->name, "%s is missing", field->name);
        if (field->fallback == LUA_NOREF)
            return true;
        lua_rawgeti(L, LUA_REGISTRYINDEX, field->fallback);
    } else if (field->belongs && !is_with(field, object)) {
        if (has_twin(record, field, object))
            return true;
        return bad(out, field->name, "%s does not go with this %s", field->name, field->with_field);
    } else if (!bl_request_read_value(L, field, value, out)) {
        return false;
    }
    if (field->most_field && !under_other_field(L, table, field, out))
        return false;
    lua_setfield(L, table, field->name);
    return true;
}

/* What a request carries beside what it asks. */
static bool is_protocol(const bl_field *field)
{
    return strcmp(field->name, "at") == 0 || strcmp(field->name, "request_id") == 0;
}

static void write_scalar(lua_State *L, const bl_field *field, bl_buffer *out)
{
    bl_value value = bl_to_value(L, -1);
    if (lua_isboolean(L, -1)) {
        bl_buffer_add_text(out, lua_toboolean(L, -1) ? "true" : "false");
    } else if (!bl_value_write_json(&value, out)) {
        bl_text text;
        text.at = lua_tolstring(L, -1, &text.size);
        if (field->type == BL_TYPE_OBJECT)
            bl_buffer_add(out, text.at, text.size);
        else
            bl_buffer_add_json(out, text);
    }
}

static void write_members(lua_State *L, const bl_record *record, const json_t *object,
                          bool is_request, bl_buffer *out);

static void write_one(lua_State *L, const bl_field *field, const json_t *value, bl_buffer *out)
{
    if (field->type == BL_TYPE_RECORD)
        write_members(L, field->record, value, false, out);
    else
        write_scalar(L, field, out);
}

static void write_field(lua_State *L, const bl_field *field, const json_t *value, bl_buffer *out)
{
    if (!field->list) {
        write_one(L, field, value, out);
        return;
    }
    luaL_checktype(L, -1, LUA_TTABLE);
    bl_buffer_add_char(out, '[');
    lua_Integer count = (lua_Integer)lua_rawlen(L, -1);
    for (lua_Integer i = 1; i <= count; i++) {
        if (i > 1)
            bl_buffer_add_char(out, ',');
        lua_rawgeti(L, -1, i);
        write_one(L, field, json_array_get(value, (size_t)i - 1), out);
        lua_pop(L, 1);
    }
    bl_buffer_add_char(out, ']');
}

void bl_request_write_value(lua_State *L, const bl_field *field, bl_buffer *out)
{
    if (lua_isnil(L, -1))
        bl_buffer_add_text(out, "null");
    else
        write_field(L, field, NULL, out);
}

/* Whether a field of the table on top of the stack is the one of its name that was read. */
static bool was_read(lua_State *L, const bl_field *field)
{
    if (!field->twin)
        return true;
    lua_pushstring(L, field->with_field);
    lua_rawget(L, -2);
    const char *other = lua_tostring(L, -1);
    bool fits = other && is_listed(other, field->with_value);
    lua_pop(L, 1);
    return fits;
}

/* The fields of the table on top of the stack, those that `object` gives; NULL: all it has. */
static void write_members(lua_State *L, const bl_record *record, const json_t *object,
                          bool is_request, bl_buffer *out)
{
    luaL_checkstack(L, 4, NULL);
    luaL_checktype(L, -1, LUA_TTABLE);
    bool first = true;
    bl_buffer_add_char(out, '{');
    for (size_t i = 0; i < record->count; i++) {
        const bl_field *field = &record->fields[record->by_name[i]];
        const json_t *value = json_object_get(object, field->name);
        if (!was_read(L, field))
            continue;
        lua_pushstring(L, field->name);
        bool given = lua_rawget(L, -2) != LUA_TNIL && (!object || (value && !json_is_null(value)));
        if (given && !(is_request && is_protocol(field))) {
            if (!first)
                bl_buffer_add_char(out, ',');
            first = false;
            bl_buffer_add_json(out, bl_text_of(field->name));
            bl_buffer_add_char(out, ':');
            write_field(L, field, value, out);
        }
        lua_pop(L, 1);
    }
    bl_buffer_add_char(out, '}');
    if (out->failed)
        bl_state_raise_starved(L, "no memory for a request");
}

void bl_request_write(lua_State *L, const bl_record *record, int index, bl_buffer *out)
{
    lua_pushvalue(L, index);
    write_members(L, record, NULL, true, out);
    lua_pop(L, 1);
}

static bool read_members(lua_State *L, const bl_record *record, const json_t *object,
                         bl_bad_input *out)
{
    if (!all_known(record, object, out))
        return false;
    luaL_checkstack(L, 8, NULL);
    int top = lua_gettop(L);
    lua_createtable(L, 0, (int)record->count);
    for (size_t i = 0; i < record->count; i++)
        if (!read_field(L, record, &record->fields[i], object, out)) {
            lua_settop(L, top);
            return false;
        }
    lua_rawgeti(L, LUA_REGISTRYINDEX, record->metatable);
    lua_setmetatable(L, -2);
    return true;
}

bool bl_request_read(lua_State *L, const bl_record *record, const json_t *object,
                     bl_buffer *canonical, bl_bad_input *out)
{
    if (!read_members(L, record, object, out))
        return false;
    if (canonical) {
        bl_buffer_clear(canonical);
        write_members(L, record, object, true, canonical);
    }
    return true;
}

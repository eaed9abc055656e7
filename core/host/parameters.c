/* SPDX-License-Identifier: MIT */
#include "host/parameters.h"

#include <lauxlib.h>

#include <string.h>

#include "domain/parse.h"
#include "host/bind_record.h"
#include "host/bind_value.h"
#include "host/binding.h"

void bl_parameters_init(bl_parameters *parameters, bl_state *state)
{
    *parameters = (bl_parameters){.state = state,
                                  .list = LUA_NOREF,
                                  .enter = LUA_NOREF,
                                  .unset = LUA_NOREF,
                                  .own = LUA_NOREF,
                                  .own_entry = -1};
}

void bl_parameters_deinit(bl_parameters *parameters)
{
    bl_record_deinit(&parameters->record);
    json_decref(parameters->supposed);
}

void bl_parameters_declare(lua_State *L, bl_parameters *parameters)
{
    luaL_checktype(L, 2, LUA_TFUNCTION);
    bl_record_declare(L, 1, &parameters->record);
    parameters->unset = luaL_ref(L, LUA_REGISTRYINDEX);
    parameters->enter = luaL_ref(L, LUA_REGISTRYINDEX);
    parameters->list = luaL_ref(L, LUA_REGISTRYINDEX);
}

/* Reads one of the new values and puts it into the table on top of the stack. */
static bool read_value(lua_State *L, const bl_parameters *parameters, const char *name,
                       const json_t *value, bl_bad_input *bad)
{
    const bl_field *field = bl_record_field(&parameters->record, name);
    bl_bad_input inner = {0};
    bool fits = field != NULL;
    if (!field)
        snprintf(inner.message, sizeof inner.message,
                 "there is no parameter \"%s\"; did you mean \"%s\"?", name,
                 bl_record_nearest(&parameters->record, name));
    else if (json_is_null(value))
        lua_rawgeti(L, LUA_REGISTRYINDEX, parameters->unset);
    else
        fits = bl_request_read_value(L, field, value, &inner);
    if (fits) {
        lua_setfield(L, -2, name);
        return true;
    }
    snprintf(bad->field, sizeof bad->field, "params.%.140s", name);
    snprintf(bad->message, sizeof bad->message, "%s", inner.message);
    return false;
}

/* Pushes the new values by their names; what does not fit is told, and what is pushed is no use. */
static bool push_values(lua_State *L, const bl_parameters *parameters, const json_t *params,
                        bl_bad_input *bad)
{
    const char *name;
    json_t *value;
    lua_newtable(L);
    json_object_foreach((json_t *)params, name, value)
    {
        if (!read_value(L, parameters, name, value, bad))
            return false;
    }
    return true;
}

void bl_parameters_suppose(bl_parameters *parameters, const json_t *params)
{
    json_decref(parameters->supposed);
    parameters->supposed = json_object_size(params) > 0 ? json_copy((json_t *)params) : NULL;
    parameters->supposed_now = false;
}

static bool enter(lua_State *L, bl_parameters *parameters, const json_t *params, bool own,
                  bl_bad_input *bad)
{
    bool replaces = params && !json_is_null(params);
    own = own && parameters->own != LUA_NOREF;
    if (replaces && !json_is_object(params)) {
        snprintf(bad->field, sizeof bad->field, "params");
        snprintf(bad->message, sizeof bad->message, "params: expected an object of new values");
        return false;
    }
    if ((!replaces && !parameters->changed && own == parameters->own_now) ||
        parameters->enter == LUA_NOREF)
        return true;
    int top = lua_gettop(L);
    lua_rawgeti(L, LUA_REGISTRYINDEX, parameters->enter);
    if (!push_values(L, parameters, replaces ? params : NULL, bad)) {
        lua_settop(L, top);
        return false;
    }
    parameters->changed = true;
    if (own)
        lua_rawgeti(L, LUA_REGISTRYINDEX, parameters->own);
    else
        lua_pushnil(L);
    lua_call(L, 2, 0);
    parameters->replaced = json_object_size(params) > 0;
    parameters->changed = replaces;
    parameters->own_now = own;
    return true;
}

/* The supposed values with those of a request instead of them or besides. */
static bool enter_both(lua_State *L, bl_parameters *parameters, const json_t *params, bool own,
                       bl_bad_input *bad)
{
    json_t *both = json_copy(parameters->supposed);
    json_object_update(both, (json_t *)params);
    parameters->supposed_now = false;
    bool fits = enter(L, parameters, both, own, bad);
    json_decref(both);
    return fits;
}

bool bl_parameters_enter(lua_State *L, bl_parameters *parameters, const json_t *params, bool own,
                         bl_bad_input *bad)
{
    bool is_odd = params && !json_is_null(params) && !json_is_object(params);
    if (!parameters->supposed || is_odd)
        return enter(L, parameters, params, own, bad);
    if (json_object_size(params) > 0)
        return enter_both(L, parameters, params, own, bad);
    if (parameters->supposed_now && own == parameters->supposed_own)
        return true;
    parameters->supposed_own = own;
    parameters->supposed_now = enter(L, parameters, parameters->supposed, own, bad);
    return parameters->supposed_now;
}

/* read_parameters(JSON) -> values by name, or nil, field, message */
static int l_read_parameters(lua_State *L)
{
    bl_parameters *parameters = lua_touserdata(L, lua_upvalueindex(1));
    const json_t *params = bl_push_json_object(L, 1);
    bl_bad_input bad = {0};
    parameters->changed = parameters->replaced = true;
    parameters->supposed_now = false;
    if (push_values(L, parameters, params, &bad))
        return 1;
    return bl_push_bad_input(L, &bad);
}

/* parameters_changed() */
static int l_parameters_changed(lua_State *L)
{
    bl_parameters *parameters = lua_touserdata(L, lua_upvalueindex(1));
    parameters->changed = true;
    parameters->supposed_now = false;
    return 0;
}

void bl_bind_parameters(lua_State *L, bl_parameters *parameters)
{
    static const luaL_Reg functions[] = {{"read_parameters", l_read_parameters},
                                         {"parameters_changed", l_parameters_changed},
                                         {NULL, NULL}};
    lua_pushlightuserdata(L, parameters);
    luaL_setfuncs(L, functions, 1);
}

/* Pushes { from = date, value = } of a setting; without a value what the notice says holds. */
static void push_setting(lua_State *L, const bl_setting *setting, const bl_field *field)
{
    int top = lua_gettop(L);
    lua_createtable(L, 0, 2);
    bl_push_date(L, setting->from);
    lua_setfield(L, top + 1, "from");
    bl_buffer *text = bl_new_buffer(L);
    bl_buffer_add_text(text, "{\"value\":");
    bl_buffer_add(text, setting->value.at, setting->value.size);
    bl_buffer_add_char(text, '}');
    lua_pushlstring(L, text->at, text->size);
    const json_t *value = json_object_get(bl_push_json_object(L, -1), "value");
    bl_bad_input bad = {0};
    if (!json_is_null(value)) {
        if (!bl_request_read_value(L, field, value, &bad))
            luaL_error(L, "the office's own value does not fit, set another: %s", bad.message);
        lua_setfield(L, top + 1, "value");
    }
    lua_settop(L, top + 1);
}

/* Pushes the settings by name, each parameter's in the order of their days; what the notice does
 * not know holds nothing. */
static void push_settings(lua_State *L, const bl_parameters *parameters, bl_ledger *ledger,
                          bl_text notice)
{
    bool row = true;
    bl_err err = {0};
    lua_newtable(L);
    int all = lua_gettop(L);
    bl_query *query = bl_new_query(L);
    bl_binding_check(L, bl_setting_query(ledger, notice, query, &err), &err);
    for (;;) {
        bl_setting setting;
        bl_binding_check(L, bl_query_next(query, &row, &err), &err);
        if (!row)
            break;
        bl_binding_check(L, bl_setting_row(query, &setting, &err), &err);
        const char *name = lua_pushlstring(L, setting.name.at, setting.name.size);
        const bl_field *field = bl_record_field(&parameters->record, name);
        if (field) {
            if (lua_getfield(L, all, name) == LUA_TNIL) {
                lua_newtable(L);
                lua_pushvalue(L, -1);
                lua_setfield(L, all, name);
            }
            push_setting(L, &setting, field);
            lua_rawseti(L, -2, (lua_Integer)lua_rawlen(L, -2) + 1);
        }
        lua_settop(L, all + 1);
    }
    bl_query_close(query);
    lua_settop(L, all);
}

void bl_parameters_load(lua_State *L, bl_parameters *parameters, bl_ledger *ledger, bl_text notice)
{
    int64_t entry = 0;
    bl_err err = {0};
    bl_binding_check(L, bl_setting_last(ledger, notice, &entry, &err), &err);
    if (entry == parameters->own_entry)
        return;
    int own = LUA_NOREF;
    if (entry > 0) {
        push_settings(L, parameters, ledger, notice);
        own = luaL_ref(L, LUA_REGISTRYINDEX);
    }
    luaL_unref(L, LUA_REGISTRYINDEX, parameters->own);
    parameters->own = own;
    parameters->own_entry = entry;
    parameters->supposed_now = false;
    parameters->changed = true;
}

/* A member of the entry on top of the stack that is text or nothing. */
static void write_text(lua_State *L, const char *name, bl_buffer *out)
{
    lua_getfield(L, -1, name);
    const char *text = lua_tostring(L, -1);
    bl_buffer_format(out, ",\"%s\":", name);
    if (text)
        bl_buffer_add_json(out, bl_text_of(text));
    else
        bl_buffer_add_text(out, "null");
    lua_pop(L, 1);
}

static void write_day(lua_State *L, const char *name, bl_buffer *out)
{
    bl_date date;
    lua_getfield(L, -1, name);
    bl_buffer_format(out, ",\"%s\":", name);
    if (bl_to_date(L, -1, &date)) {
        bl_buffer_add_char(out, '"');
        bl_date_write(date, out);
        bl_buffer_add_char(out, '"');
    } else {
        bl_buffer_add_text(out, "null");
    }
    lua_pop(L, 1);
}

static void write_field_value(lua_State *L, const bl_field *field, bl_buffer *out)
{
    lua_getfield(L, -1, "value");
    bl_buffer_add_text(out, "\"value\":");
    bl_request_write_value(L, field, out);
    lua_pop(L, 1);
}

static void write_codes(lua_State *L, bl_buffer *out)
{
    bl_buffer_add_text(out, ",\"codes\":[");
    lua_getfield(L, -1, "codes");
    for (lua_Integer i = 1; lua_istable(L, -1) && i <= (lua_Integer)lua_rawlen(L, -1); i++) {
        lua_rawgeti(L, -1, i);
        if (i > 1)
            bl_buffer_add_char(out, ',');
        bl_buffer_add_json(out, bl_text_of(luaL_tolstring(L, -1, NULL)));
        lua_pop(L, 2);
    }
    lua_pop(L, 1);
    bl_buffer_add_char(out, ']');
}

/* The entry on top of the stack. */
static void write_entry(lua_State *L, const bl_field *field, bl_buffer *out)
{
    bl_buffer_add_text(out, "{\"name\":");
    bl_buffer_add_json(out, bl_text_of(field->name));
    write_text(L, "label", out);
    write_text(L, "type", out);
    bl_buffer_format(out, ",\"list\":%s", field->list ? "true" : "false");
    write_codes(L, out);
    bl_buffer_add_char(out, ',');
    write_field_value(L, field, out);
    write_text(L, "cite", out);
    write_day(L, "from", out);
    write_day(L, "to", out);
    bl_buffer_add_text(out, ",\"changes\":[");
    lua_getfield(L, -1, "changes");
    for (lua_Integer i = 1; lua_rawgeti(L, -1, i) != LUA_TNIL; i++) {
        bl_buffer_add_text(out, i > 1 ? ",{" : "{");
        write_field_value(L, field, out);
        write_text(L, "cite", out);
        write_day(L, "from", out);
        bl_buffer_add_char(out, '}');
        lua_pop(L, 1);
    }
    lua_pop(L, 2);
    bl_buffer_add_text(out, "]}");
}

/* Takes the parameters and the buffer as light userdata. */
static int l_list(lua_State *L)
{
    const bl_parameters *parameters = lua_touserdata(L, 1);
    bl_buffer *out = lua_touserdata(L, 2);
    bl_buffer_add_char(out, '[');
    lua_rawgeti(L, LUA_REGISTRYINDEX, parameters->list);
    for (size_t i = 0; i < parameters->record.count; i++) {
        if (i > 0)
            bl_buffer_add_char(out, ',');
        lua_rawgeti(L, 3, (lua_Integer)i + 1);
        write_entry(L, &parameters->record.fields[i], out);
        lua_settop(L, 3);
    }
    bl_buffer_add_char(out, ']');
    return 0;
}

bl_status bl_parameters_list(const bl_parameters *parameters, bl_buffer *out, bl_err *err)
{
    lua_State *L = bl_state_lua(parameters->state);
    lua_pushcfunction(L, l_list);
    lua_pushlightuserdata(L, (void *)parameters);
    lua_pushlightuserdata(L, out);
    bl_status status = bl_state_call(parameters->state, 2, 0, err);
    return status == BL_OK ? bl_buffer_status(out, err) : status;
}

/* kit.watch and kit.readers_of: a word of lua/bylaw/parameters.lua, called with the name. */
static bl_status ask(const bl_parameters *parameters, const char *word, const char *name,
                     int results, bl_err *err)
{
    lua_State *L = bl_state_lua(parameters->state);
    lua_getglobal(L, "kit");
    lua_getfield(L, -1, word);
    lua_remove(L, -2);
    lua_pushstring(L, name);
    return bl_state_call(parameters->state, 1, results, err);
}

bl_status bl_parameters_watch(const bl_parameters *parameters, const char *name, bl_err *err)
{
    return ask(parameters, "watch", name, 0, err);
}

bl_status bl_parameters_readers(const bl_parameters *parameters, const char *name, bool *read,
                                bl_buffer *measures, bl_err *err)
{
    lua_State *L = bl_state_lua(parameters->state);
    bl_status status = ask(parameters, "readers_of", name, 2, err);
    if (status != BL_OK)
        return status;
    *read = lua_toboolean(L, -2);
    bl_buffer_add_text(measures, lua_tostring(L, -1));
    lua_pop(L, 2);
    return bl_buffer_status(measures, err);
}

/* Written as JSON where the type says so, an amount maybe grouped (1,234.50); anything else stays
 * text, which does not fit. */
static json_t *json_of(const bl_field *field, bool numbers, bl_text text)
{
    json_t *value = NULL;
    json_error_t trouble;
    bl_money amount;
    bl_buffer plain = {0};
    if (numbers || field->type == BL_TYPE_BOOL)
        value = bl_json_read(text, JSON_DECODE_ANY, &trouble);
    if (!value && field->type == BL_TYPE_MONEY &&
        bl_money_from_text(text, &amount, NULL) == BL_OK) {
        bl_money_write(amount, &plain);
        value = bl_json_read(bl_buffer_view(&plain), JSON_DECODE_ANY, &trouble);
    }
    bl_buffer_deinit(&plain);
    return value ? value : json_stringn(text.at, text.size);
}

/* a|b|c, or a list in JSON, whose elements may hold any sign. */
static json_t *json_list_of(const bl_field *field, bool numbers, bl_text text)
{
    json_error_t trouble;
    json_t *list = NULL;
    if (text.size > 0 && text.at[0] == '[')
        list = bl_json_read(text, 0, &trouble);
    if (list)
        return list;
    list = json_array();
    const char *end = text.at + text.size;
    for (const char *at = text.at; text.size > 0 && at <= end;) {
        const char *bar = memchr(at, '|', (size_t)(end - at));
        size_t size = (size_t)((bar ? bar : end) - at);
        json_array_append_new(list, json_of(field, numbers, (bl_text){at, size}));
        at += size + 1;
    }
    return list;
}

/* What a person wrote, while it is read. */
typedef struct reading {
    const bl_field *field;
    bl_text text;
    json_t *value;
    bl_bad_input bad;
    bl_buffer *out;
} reading;

/* Takes the reading as light userdata. */
static int l_read_text(lua_State *L)
{
    reading *r = lua_touserdata(L, 1);
    bool numbers = bl_field_has_numbers(L, r->field);
    r->value = r->field->list ? json_list_of(r->field, numbers, r->text)
                              : json_of(r->field, numbers, r->text);
    if (bl_request_read_value(L, r->field, r->value, &r->bad))
        bl_request_write_value(L, r->field, r->out);
    return 0;
}

static bl_status unknown(const bl_parameters *parameters, const char *name, bl_err *err)
{
    return bl_fail(err, BL_NOT_FOUND, "there is no parameter \"%s\"; did you mean \"%s\"?", name,
                   bl_record_nearest(&parameters->record, name));
}

bl_status bl_parameters_read(const bl_parameters *parameters, const char *name, bl_text text,
                             bl_buffer *out, bl_err *err)
{
    reading r = {.field = bl_record_field(&parameters->record, name), .text = text, .out = out};
    if (!r.field)
        return unknown(parameters, name, err);
    lua_State *L = bl_state_lua(parameters->state);
    lua_pushcfunction(L, l_read_text);
    lua_pushlightuserdata(L, &r);
    bl_status status = bl_state_call(parameters->state, 1, 0, err);
    json_decref(r.value);
    if (status == BL_OK && r.bad.field[0])
        return bl_fail(err, BL_INVALID, "%s", r.bad.message);
    return status == BL_OK ? bl_buffer_status(out, err) : status;
}

bl_status bl_parameters_set(const bl_parameters *parameters, bl_ledger *ledger, bl_text notice,
                            bl_setting setting, bl_buffer *out, bl_err *err)
{
    bl_buffer name = {0};
    size_t start = out->size;
    bl_buffer_add(&name, setting.name.at, setting.name.size);
    bl_buffer_add_char(&name, '\0');
    bl_status status = bl_buffer_status(&name, err);
    if (status == BL_OK && setting.value.at) {
        status = bl_parameters_read(parameters, name.at, setting.value, out, err);
    } else if (status == BL_OK) {
        bl_buffer_add_text(out, "null");
        if (!bl_record_field(&parameters->record, name.at))
            status = unknown(parameters, name.at, err);
    }
    if (status == BL_OK)
        status = bl_buffer_status(out, err);
    setting.value = (bl_text){out->at + start, out->size - start};
    if (status == BL_OK)
        status = bl_setting_put(ledger, notice, &setting, err);
    bl_buffer_deinit(&name);
    return status;
}

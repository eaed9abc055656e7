/* SPDX-License-Identifier: MIT */
#include "host/function.h"

#include <lauxlib.h>
#include <stdlib.h>
#include <string.h>

#include "host/declared.h"
#include "host/json.h"
#include "host/sandbox_order.h"

static void write_key(const char *key, const char *text, bl_buffer *out)
{
    bl_buffer_add_text(out, key);
    bl_buffer_add_json(out, bl_text_of(text));
}

static void write_reason_head(const char *cite, const char *rule, bl_buffer *out)
{
    write_key("{\"cite\":", cite, out);
    write_key(",\"rule\":", rule, out);
}

/* A test that names another cite than the rule's has it in the reason too. */
static void add_reason_head(lua_State *L, const bl_rule *rule, int more, bl_buffer *out)
{
    int top = lua_gettop(L);
    if (lua_istable(L, more))
        lua_getfield(L, more, "cite");
    if (lua_gettop(L) > top && lua_type(L, -1) == LUA_TSTRING)
        write_reason_head(lua_tostring(L, -1), rule->name, out);
    else
        bl_buffer_add(out, rule->reason.at, rule->reason.size);
    lua_settop(L, top);
}

static void declare_rules(lua_State *L, bl_function *out)
{
    lua_getfield(L, -1, "rules");
    int rules = lua_gettop(L);
    size_t count = lua_rawlen(L, rules);
    out->rules = calloc(count + 1, sizeof *out->rules);
    if (!out->rules)
        luaL_error(L, "no memory for rules");
    while (out->rule_count < count) {
        bl_rule *rule = &out->rules[out->rule_count++];
        lua_rawgeti(L, rules, (lua_Integer)out->rule_count);
        int at = lua_gettop(L);
        rule->cite = bl_declared_text(L, at, "cite", NULL);
        rule->name = bl_declared_text(L, at, "name", NULL);
        write_reason_head(rule->cite, rule->name, &rule->reason);
        if (rule->reason.failed)
            luaL_error(L, "no memory for rules");
        rule->refusal = bl_declared_text(L, at, "refusal", NULL);
        rule->message = bl_declared_text(L, at, "message", NULL);
        rule->quiet = bl_declared_flag(L, at, "quiet");
        rule->when = bl_declared_ref(L, at, "when");
        rule->test = bl_declared_ref(L, at, "test");
        lua_settop(L, rules);
    }
    lua_pop(L, 1);
}

bl_status bl_function_declare(lua_State *L, bl_function *out, bl_err *err)
{
    static const char *const effects[] = {"pure", "reads", "changes", NULL};
    int table = lua_gettop(L);
    lua_getfield(L, table, "effect");
    out->effect = (bl_effect)luaL_checkoption(L, -1, NULL, effects);
    lua_pop(L, 1);
    out->name = bl_declared_text(L, table, "name", NULL);
    out->label = bl_declared_text(L, table, "label", "");
    out->check = bl_declared_ref(L, table, "check");
    out->given = bl_declared_ref(L, table, "given");
    out->act = bl_declared_ref(L, table, "act");
    lua_getfield(L, table, "fields");
    bl_record_declare(L, -1, &out->record);
    lua_pop(L, 1);
    declare_rules(L, out);
    lua_getfield(L, table, "answers");
    bl_status status = bl_shape_open(luaL_checkstring(L, -1), &out->shape, err);
    lua_pop(L, 1);
    return status;
}

void bl_function_deinit(bl_function *function)
{
    for (size_t i = 0; i < function->rule_count; i++) {
        bl_buffer_deinit(&function->rules[i].reason);
        free(function->rules[i].name);
        free(function->rules[i].cite);
        free(function->rules[i].refusal);
        free(function->rules[i].message);
    }
    free(function->rules);
    free(function->name);
    free(function->label);
    bl_record_deinit(&function->record);
    bl_shape_close(function->shape);
    *function = (bl_function){0};
}

static void part_reasons(bl_buffer *reasons)
{
    if (reasons->size > 0)
        bl_buffer_add_char(reasons, ',');
}

/* Ends a reason whose head stands; its value and what was needed lie at two places of the stack. */
static void end_reason(lua_State *L, int value, int needed, bl_buffer *reasons)
{
    if (!lua_isnil(L, value)) {
        bl_buffer_add_text(reasons, ",\"value\":");
        bl_answer_write_values(L, value, "value", reasons);
    }
    if (!lua_isnil(L, needed)) {
        bl_buffer_add_text(reasons, ",\"needed\":");
        bl_answer_write_values(L, needed, "needed", reasons);
    }
    bl_buffer_add_char(reasons, '}');
}

static void add_reasons(lua_State *L, const bl_buffer *reasons, bl_buffer *out)
{
    if (reasons->failed)
        out->failed = true;
    bl_buffer_add_text(out, ",\"reasons\":[");
    bl_buffer_add(out, reasons->at, reasons->size);
    bl_buffer_add_text(out, "]}");
    bl_json_charge(L, out, out->size);
}

#define MORE_MAX 16

/* What every error has, and before its cite the field if a test names one: a test that says one of
 * them replaces the rule's own. */
static const char *const own[] = {"code", "message", "field", "cite"};

static bool is_own(const char *key)
{
    for (size_t i = 0; i < sizeof own / sizeof own[0]; i++)
        if (strcmp(key, own[i]) == 0)
            return true;
    return false;
}

static bool is_empty(lua_State *L, int table)
{
    lua_pushnil(L);
    bool found = lua_next(L, table) != 0;
    if (found)
        lua_pop(L, 2);
    return !found;
}

static void check_more(lua_State *L, int table)
{
    int count = 0;
    for (lua_pushnil(L); lua_next(L, table); lua_pop(L, 1)) {
        if (lua_type(L, -2) != LUA_TSTRING || ++count > MORE_MAX)
            luaL_error(L, "a test adds at most %d named fields to its error", MORE_MAX);
        if (is_own(lua_tostring(L, -2)))
            luaL_checktype(L, -1, LUA_TSTRING);
    }
}

/* What a test says beside its verdict: more members of the error, in byte order. One that is an
 * empty table is an empty list. */
static void add_more(lua_State *L, int table, bl_buffer *out)
{
    bl_sandbox_order_push_keys(L, table);
    int keys = lua_gettop(L);
    for (lua_Integer i = 1; lua_rawgeti(L, keys, i) != LUA_TNIL; i++) {
        const char *key = lua_tostring(L, -1); /* the list keeps it alive */
        lua_rawget(L, table);
        if (!is_own(key)) {
            bl_buffer_add_char(out, ',');
            bl_buffer_add_json(out, bl_text_of(key));
            bl_buffer_add_char(out, ':');
            if (lua_istable(L, -1) && is_empty(L, lua_gettop(L)))
                bl_buffer_add_text(out, "[]");
            else
                bl_json_write(L, -1, out);
        }
        lua_pop(L, 1);
    }
    lua_settop(L, keys - 1);
}

static void refuse(lua_State *L, const bl_rule *rule, int more, const bl_buffer *reasons,
                   bl_buffer *out)
{
    const char *said[] = {rule->refusal, rule->message, NULL, rule->cite};
    bool told = lua_istable(L, more);
    if (told)
        check_more(L, more);
    bl_buffer_add_text(out, "{\"ok\":false,\"error\":{");
    for (size_t i = 0; i < sizeof own / sizeof own[0]; i++) {
        if (told)
            lua_getfield(L, more, own[i]);
        const char *text = told && !lua_isnil(L, -1) ? lua_tostring(L, -1) : said[i];
        if (text) {
            bl_buffer_add_text(out, i > 0 ? ",\"" : "\"");
            bl_buffer_add_text(out, own[i]);
            bl_buffer_add_text(out, "\":");
            bl_buffer_add_json(out, bl_text_of(text));
        }
        lua_settop(L, lua_gettop(L) - told);
    }
    if (told)
        add_more(L, more, out);
    bl_buffer_add_char(out, '}');
    add_reasons(L, reasons, out);
}

/* Calls a function of the script with the record and what was given. */
static void call(lua_State *L, int function, int record, int given, int results)
{
    lua_rawgeti(L, LUA_REGISTRYINDEX, function);
    lua_pushvalue(L, record);
    lua_pushvalue(L, given);
    lua_call(L, 2, results);
}

/* Tests one rule; false when it refused, and the answer is then written. */
static bool test_rule(lua_State *L, const bl_rule *rule, int record, int given, bl_buffer *reasons,
                      bl_buffer *out)
{
    int top = lua_gettop(L);
    if (rule->when != LUA_NOREF) {
        call(L, rule->when, record, given, 1);
        bool tested = lua_toboolean(L, -1);
        lua_settop(L, top);
        if (!tested)
            return true;
    }
    call(L, rule->test, record, given, 4);
    bool holds = lua_toboolean(L, top + 1);
    if (lua_isnil(L, top + 2)) {
        lua_pushboolean(L, holds);
        lua_replace(L, top + 2);
    }
    if (!holds || !rule->quiet) {
        size_t start = reasons->size;
        part_reasons(reasons);
        add_reason_head(L, rule, top + 4, reasons);
        end_reason(L, top + 2, top + 3, reasons);
        bl_json_charge(L, reasons, start);
    }
    if (!holds)
        refuse(L, rule, top + 4, reasons, out);
    lua_settop(L, top);
    return holds;
}

/* The reasons that the act gives: a list of {cite, rule, value}. */
static void add_own_reasons(lua_State *L, int list, bl_buffer *reasons)
{
    for (lua_Integer i = 1; lua_istable(L, list) && i <= (lua_Integer)lua_rawlen(L, list); i++) {
        lua_rawgeti(L, list, i);
        int entry = lua_gettop(L);
        luaL_checktype(L, entry, LUA_TTABLE);
        for (int part = 1; part <= 4; part++)
            lua_rawgeti(L, entry, part);
        size_t start = reasons->size;
        part_reasons(reasons);
        write_reason_head(luaL_checkstring(L, entry + 1), luaL_checkstring(L, entry + 2), reasons);
        end_reason(L, entry + 3, entry + 4, reasons);
        bl_json_charge(L, reasons, start);
        lua_settop(L, entry - 1);
    }
}

void bl_function_check(lua_State *L, const bl_function *function, int index)
{
    if (function->check == LUA_NOREF)
        return;
    lua_pushvalue(L, index);
    lua_rawgeti(L, LUA_REGISTRYINDEX, function->check);
    lua_insert(L, -2);
    lua_call(L, 1, 0);
}

bool bl_function_decide(lua_State *L, const bl_function *function, int index, bl_buffer *reasons,
                        bl_buffer *out)
{
    luaL_checkstack(L, 20, NULL);
    int record = lua_absindex(L, index);
    bl_buffer_clear(reasons);
    lua_pushnil(L);
    int given = lua_gettop(L);
    if (function->given != LUA_NOREF) {
        call(L, function->given, record, given, 1);
        lua_replace(L, given);
    }
    for (size_t i = 0; i < function->rule_count; i++)
        if (!test_rule(L, &function->rules[i], record, given, reasons, out))
            return false;
    call(L, function->act, record, given, 2);
    add_own_reasons(L, given + 2, reasons);
    bl_buffer_add_text(out, "{\"ok\":true");
    bl_answer_write(L, given + 1, function->shape, out);
    add_reasons(L, reasons, out);
    return true;
}

void bl_function_refuse(const char *code, const char *field, const char *message, bl_buffer *out)
{
    write_key("{\"ok\":false,\"error\":{\"code\":", code, out);
    write_key(",\"message\":", message, out);
    if (field)
        write_key(",\"field\":", field, out);
    bl_buffer_add_text(out, ",\"cite\":\"-\"},\"reasons\":[]}");
}

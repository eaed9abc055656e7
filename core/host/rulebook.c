/* SPDX-License-Identifier: MIT */
#include "host/rulebook.h"

#include <jansson.h>
#include <lauxlib.h>

#include "host/bind_rule.h"
#include "host/request.h"
#include "host/state.h"
#include "host/value.h"

/* A function of the trusted modules. */
static void push_function(lua_State *L, const char *name)
{
    lua_getglobal(L, "kit");
    lua_getfield(L, -1, name);
    lua_remove(L, -2);
}

/* The list of rules; gives its place. */
static int push_rules(lua_State *L)
{
    lua_getglobal(L, "kit");
    lua_getfield(L, -1, "rules");
    BL_REQUIRE(lua_istable(L, -1));
    return lua_gettop(L);
}

static void push_rule(lua_State *L, const char *name)
{
    lua_getfield(L, push_rules(L), name);
    BL_REQUIRE(lua_istable(L, -1));
}

size_t bl_rulebook_count(bl_notice *notice)
{
    lua_State *L = bl_notice_lua(notice);
    int top = lua_gettop(L);
    size_t count = lua_rawlen(L, push_rules(L));
    lua_settop(L, top);
    return count;
}

const char *bl_rulebook_name(bl_notice *notice, size_t place)
{
    lua_State *L = bl_notice_lua(notice);
    int top = lua_gettop(L);
    lua_rawgeti(L, push_rules(L), (lua_Integer)place + 1);
    BL_REQUIRE(lua_istable(L, -1));
    lua_getfield(L, -1, "name");
    const char *name = lua_tostring(L, -1);
    lua_settop(L, top);
    return name;
}

/* The rule on top of the stack. */
static bl_rulebook_entry read_rule(bl_notice *notice)
{
    lua_State *L = bl_notice_lua(notice);
    int rule = lua_gettop(L);
    bl_rulebook_entry entry = {0};
    lua_getfield(L, rule, "name");
    entry.name = lua_tostring(L, -1);
    entry.function = bl_notice_function(notice, bl_text_of(entry.name));
    lua_getfield(L, rule, "reason");
    entry.reason = lua_tostring(L, -1);
    if (lua_getfield(L, rule, "explored") == LUA_TTABLE) {
        lua_getfield(L, -1, "table");
        entry.table = bl_check_table(L, -1);
    }
    return entry;
}

bl_status bl_rulebook_find(bl_notice *notice, bl_text name, bl_rulebook_entry *out, bool *found,
                           bl_err *err)
{
    lua_State *L = bl_notice_lua(notice);
    int top = lua_gettop(L);
    push_function(L, "find_rule");
    lua_pushlstring(L, name.at, name.size);
    bl_status status = bl_state_call(bl_state_of(L), 1, 1, err);
    *found = status == BL_OK && !lua_isnil(L, -1);
    if (*found)
        *out = read_rule(notice);
    lua_settop(L, top);
    return status;
}

const char *bl_rulebook_result(bl_notice *notice, const bl_rulebook_entry *entry, int result)
{
    lua_State *L = bl_notice_lua(notice);
    int top = lua_gettop(L);
    push_rule(L, entry->name);
    lua_getfield(L, -1, "results");
    lua_rawgeti(L, -1, result + 1);
    BL_REQUIRE(lua_istable(L, -1));
    lua_getfield(L, -1, "name");
    const char *name = lua_tostring(L, -1);
    lua_settop(L, top);
    return name;
}

bool bl_rulebook_reads(bl_notice *notice, const bl_rulebook_entry *entry, const char *parameter)
{
    lua_State *L = bl_notice_lua(notice);
    int top = lua_gettop(L);
    push_rule(L, entry->name);
    lua_getfield(L, -1, "reads");
    lua_getfield(L, -1, parameter);
    bool reads = lua_toboolean(L, -1);
    lua_settop(L, top);
    return reads;
}

bl_status bl_rulebook_decides_by(bl_notice *notice, const bl_function *function,
                                 const char *parameter, bool *read, bl_err *err)
{
    bl_rulebook_entry entry;
    bool found;
    bl_status status = BL_OK;
    for (size_t i = 0; status == BL_OK && i < bl_rulebook_count(notice); i++) {
        bl_text name = bl_text_of(bl_rulebook_name(notice, i));
        if (!bl_text_equal(name, bl_text_of(function->name)))
            continue;
        status = bl_rulebook_find(notice, name, &entry, &found, err);
        *read |= status == BL_OK && bl_rulebook_reads(notice, &entry, parameter);
    }
    return status;
}

bl_status bl_rulebook_in_force(bl_notice *notice, const bl_rulebook_entry *entry,
                               const bl_table **out, bl_err *err)
{
    lua_State *L = bl_notice_lua(notice);
    int top = lua_gettop(L);
    push_function(L, "table_in_force");
    lua_pushstring(L, entry->name);
    bl_status status = bl_state_call(bl_state_of(L), 1, 1, err);
    *out = status == BL_OK && !lua_isnil(L, -1) ? bl_check_table(L, -1) : NULL;
    lua_settop(L, top);
    return status;
}

/* Calls the function of kit below its `arguments` and appends the text that it gives. */
static bl_status write_text(lua_State *L, int arguments, bl_buffer *out, bl_err *err)
{
    bl_text text;
    bl_status status = bl_state_call(bl_state_of(L), arguments, 1, err);
    if (status != BL_OK)
        return status;
    text.at = lua_tolstring(L, -1, &text.size);
    bl_buffer_add(out, text.at, text.size);
    return bl_buffer_status(out, err);
}

bl_status bl_rulebook_write_list(bl_notice *notice, bl_buffer *out, bl_err *err)
{
    lua_State *L = bl_notice_lua(notice);
    int top = lua_gettop(L);
    push_function(L, "list_of_rules");
    bl_status status = write_text(L, 0, out, err);
    lua_settop(L, top);
    return status;
}

static const char *const forms[] = {"aligned", "markdown", "sql", "cliffs", "cases"};

bl_status bl_rulebook_write(bl_notice *notice, const bl_rulebook_entry *entry,
                            bl_rulebook_form form, const char *path, bl_buffer *out, bl_err *err)
{
    lua_State *L = bl_notice_lua(notice);
    int top = lua_gettop(L);
    push_function(L, "table_text");
    lua_pushstring(L, entry->name);
    lua_pushstring(L, forms[form]);
    lua_pushstring(L, path);
    bl_status status = write_text(L, 3, out, err);
    lua_settop(L, top);
    return status;
}

bl_status bl_rulebook_write_in_force(bl_notice *notice, const bl_rulebook_entry *entry,
                                     bl_rulebook_form form, const char *fact, bl_buffer *out,
                                     bl_err *err)
{
    lua_State *L = bl_notice_lua(notice);
    int top = lua_gettop(L);
    push_function(L, "table_text");
    lua_pushstring(L, entry->name);
    lua_pushstring(L, forms[form]);
    lua_pushliteral(L, "");
    lua_pushboolean(L, true);
    lua_pushstring(L, fact);
    bl_status status = write_text(L, 5, out, err);
    lua_settop(L, top);
    return status;
}

/* What l_why_not is asked, and what it found. */
typedef struct why_not {
    const char *rule;
    const bl_function *function;
    const json_t *request;
    bl_moment at;
    bl_bad_input bad;
    bool refused; /* the request does not fit */
    bool told;
    bl_buffer *out;
} why_not;

/* Takes a why_not as light userdata. */
static int l_why_not(lua_State *L)
{
    why_not *w = lua_touserdata(L, 1);
    push_function(L, "why_not");
    lua_pushstring(L, w->rule);
    w->refused = !bl_request_read(L, &w->function->record, w->request, NULL, &w->bad);
    if (w->refused)
        return 0;
    lua_pushliteral(L, "at");
    if (lua_rawget(L, -2) == LUA_TNIL) {
        bl_push_moment(L, w->at);
        lua_setfield(L, -3, "at");
    }
    lua_pop(L, 1);
    lua_call(L, 2, 2);
    w->told = !lua_isnil(L, -2);
    int text = w->told ? -2 : -1;
    bl_buffer_add(w->out, lua_tostring(L, text), lua_rawlen(L, text));
    return 0;
}

static bl_status tell_why_not(bl_notice *notice, why_not *w, bl_err *err)
{
    lua_State *L = bl_notice_lua(notice);
    bl_buffer *out = w->out, words = {0};
    w->out = &words;
    lua_pushcfunction(L, l_why_not);
    lua_pushlightuserdata(L, w);
    bl_status status = bl_state_call(bl_state_of(L), 1, 0, err);
    if (status == BL_OK && w->refused)
        status = bl_fail(err, BL_INVALID, "%s: %s", w->bad.field, w->bad.message);
    else if (status == BL_OK && !w->told)
        status = bl_fail(err, BL_NOT_FOUND, "%s has no table: %s", w->rule, words.at);
    else if (status == BL_OK)
        bl_buffer_add(out, words.at, words.size);
    bl_buffer_deinit(&words);
    return status;
}

bl_status bl_rulebook_why_not(bl_notice *notice, const bl_rulebook_entry *entry, bl_text request,
                              bl_moment at, bl_buffer *out, bl_err *err)
{
    json_error_t trouble;
    why_not w = {.rule = entry->name, .function = entry->function, .at = at, .out = out};
    if (!w.function)
        w.function = bl_notice_function(notice, bl_text_of("award"));
    BL_REQUIRE(w.function);
    bl_status status = bl_notice_suppose_at(notice, at, err);
    if (status != BL_OK)
        return status;
    json_t *object = bl_request_parse(request, &trouble);
    w.request = object;
    status = json_is_object(object) ? tell_why_not(notice, &w, err)
                                    : bl_fail(err, BL_INVALID, "a request is an object");
    json_decref(object);
    return status;
}

/* SPDX-License-Identifier: MIT */
#include "host/rulebook.h"

#include <lauxlib.h>

#include "host/bind_rule.h"
#include "host/state.h"

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

bl_status bl_rulebook_write(bl_notice *notice, const bl_rulebook_entry *entry,
                            bl_rulebook_form form, const char *path, bl_buffer *out, bl_err *err)
{
    static const char *const forms[] = {"aligned", "markdown", "sql", "cliffs", "cases"};
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

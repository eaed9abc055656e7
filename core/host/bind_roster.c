#include "host/bind_roster.h"

#include <lauxlib.h>

#include "domain/parse.h"
#include "domain/roster.h"
#include "host/bind_value.h"
#include "host/binding.h"
#include "host/json.h"

/* A buffer that the collector releases if an error leaves it behind. */
static int l_release(lua_State *L)
{
    bl_buffer_deinit(lua_touserdata(L, 1));
    return 0;
}

static bl_buffer *new_buffer(lua_State *L)
{
    bl_buffer *buffer = lua_newuserdatauv(L, sizeof *buffer, 0);
    *buffer = (bl_buffer){0};
    if (luaL_newmetatable(L, "bylaw buffer")) {
        lua_pushcfunction(L, l_release);
        lua_setfield(L, -2, "__gc");
    }
    lua_setmetatable(L, -2);
    return buffer;
}

static int l_release_json(lua_State *L)
{
    json_t **box = lua_touserdata(L, 1);
    json_decref(*box);
    *box = NULL;
    return 0;
}

/* Lua may raise while it copies: the collector then finds the box. */
static void push_facts(lua_State *L, const bl_buffer *text)
{
    bl_err err = {0};
    json_error_t trouble;
    json_t **box = lua_newuserdatauv(L, sizeof *box, 0);
    *box = NULL;
    if (luaL_newmetatable(L, "bylaw json")) {
        lua_pushcfunction(L, l_release_json);
        lua_setfield(L, -2, "__gc");
    }
    lua_setmetatable(L, -2);
    bl_binding_check(L, bl_buffer_status(text, &err), &err);
    *box = bl_json_read(bl_buffer_view(text), 0, &trouble);
    if (!*box) {
        bool memory = json_error_code(&trouble) == json_error_out_of_memory;
        bl_status status = bl_fail(&err, memory ? BL_NO_MEMORY : BL_CORRUPT,
                                   "the facts of a member can't be read: %s", trouble.text);
        bl_binding_check(L, status, &err);
    }
    bl_json_push(L, *box);
    lua_insert(L, -2);
    json_decref(*box);
    *box = NULL;
    lua_pop(L, 1);
}

/* member(roster, id) -> {active, since, last_at, reason, kind, facts} or nil */
static int l_member(lua_State *L)
{
    bl_binding *b = bl_binding_of(L);
    bl_member member;
    bool found = false;
    bl_buffer *facts = new_buffer(L);
    bl_err err = {0};
    bl_binding_check(L,
                     bl_member_find(b->ledger, b->book, luaL_checkstring(L, 1), bl_check_text(L, 2),
                                    &member, facts, &found, &err),
                     &err);
    if (!found)
        return 0;
    lua_createtable(L, 0, 6);
    lua_pushboolean(L, member.active);
    lua_setfield(L, -2, "active");
    bl_push_moment(L, member.since);
    lua_setfield(L, -2, "since");
    bl_push_moment(L, member.last_at);
    lua_setfield(L, -2, "last_at");
    lua_pushstring(L, member.reason);
    lua_setfield(L, -2, "reason");
    lua_pushstring(L, member.kind);
    lua_setfield(L, -2, "kind");
    push_facts(L, facts);
    lua_setfield(L, -2, "facts");
    return 1;
}

/* active_at(roster, id, at) -> bool */
static int l_active_at(lua_State *L)
{
    bl_binding *b = bl_binding_of(L);
    bool active = false;
    bl_err err = {0};
    bl_binding_check(L,
                     bl_member_active_at(b->ledger, b->book, luaL_checkstring(L, 1),
                                         bl_check_text(L, 2), bl_check_moment(L, 3), &active, &err),
                     &err);
    lua_pushboolean(L, active);
    return 1;
}

/* joined_as(roster, kind, id) -> how many others ever joined as that kind */
static int l_joined_as(lua_State *L)
{
    bl_binding *b = bl_binding_of(L);
    int64_t count = 0;
    bl_err err = {0};
    bl_binding_check(L,
                     bl_roster_count(b->ledger, b->book, luaL_checkstring(L, 1),
                                     luaL_checkstring(L, 2), bl_check_text(L, 3), &count, &err),
                     &err);
    lua_pushinteger(L, count);
    return 1;
}

/* join(at, roster, id, kind, facts) */
static int l_join(lua_State *L)
{
    bl_binding *b = bl_binding_to_change(L);
    bl_buffer *facts = new_buffer(L);
    bl_err err = {0};
    bl_json_write(L, 5, facts);
    bl_binding_check(L, bl_buffer_status(facts, &err), &err);
    bl_binding_check(L,
                     bl_roster_join(b->ledger, b->book, bl_check_word(L, 2),
                                    bl_text_of(bl_check_word(L, 3)), bl_check_moment(L, 1),
                                    bl_check_word(L, 4), bl_buffer_view(facts), &err),
                     &err);
    return 0;
}

/* leave(at, roster, id, reason) */
static int l_leave(lua_State *L)
{
    bl_binding *b = bl_binding_to_change(L);
    bl_err err = {0};
    bl_binding_check(L,
                     bl_roster_leave(b->ledger, b->book, bl_check_word(L, 2),
                                     bl_text_of(bl_check_word(L, 3)), bl_check_moment(L, 1),
                                     bl_check_word(L, 4), &err),
                     &err);
    return 0;
}

/* touch(at, roster, id) */
static int l_touch(lua_State *L)
{
    bl_binding *b = bl_binding_to_change(L);
    bl_err err = {0};
    bl_binding_check(L,
                     bl_roster_touch(b->ledger, b->book, bl_check_word(L, 2),
                                     bl_text_of(bl_check_word(L, 3)), bl_check_moment(L, 1), &err),
                     &err);
    return 0;
}

void bl_bind_roster(lua_State *L)
{
    static const luaL_Reg functions[] = {
        {"member", l_member}, {"active_at", l_active_at}, {"joined_as", l_joined_as},
        {"join", l_join},     {"leave", l_leave},         {"touch", l_touch},
        {NULL, NULL}};
    luaL_setfuncs(L, functions, 0);
}

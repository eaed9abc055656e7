/* SPDX-License-Identifier: MIT */
#include "host/bind_roster.h"

#include <lauxlib.h>

#include "domain/roster.h"
#include "host/bind_value.h"
#include "host/binding.h"
#include "host/json.h"

static void push_facts(lua_State *L, const bl_buffer *text)
{
    bl_err err = {0};
    bl_binding_check(L, bl_buffer_status(text, &err), &err);
    bl_json_push(L, bl_new_json(L, bl_buffer_view(text), "the facts of a member"));
    lua_remove(L, -2);
}

/* member(roster, id) -> {active, since, last_at, reason, kind, facts} or nil */
static int l_member(lua_State *L)
{
    bl_binding *b = bl_binding_of(L);
    bl_member member;
    bool found = false;
    bl_buffer *facts = bl_new_buffer(L);
    bl_err err = {0};
    bl_binding_check(L,
                     bl_member_find(b->ledger, b->book, luaL_checkstring(L, 1), bl_check_text(L, 2),
                                    &member, facts, &found, &err),
                     &err);
    if (!found)
        return 0;
    lua_createtable(L, 0, 6);
    bl_set_bool(L, "active", member.active);
    bl_set_moment(L, "since", member.since);
    bl_set_moment(L, "last_at", member.last_at);
    bl_set_text(L, "reason", bl_text_of(member.reason));
    bl_set_text(L, "kind", bl_text_of(member.kind));
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
    bl_buffer *facts = bl_new_buffer(L);
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

/* SPDX-License-Identifier: MIT
 * Each reading function takes first whose chronicle it is, a notice's name or nil for the running
 * one's own, and last the moment up to which it reads, nil for everything recorded. An event is
 * {kind, id, name, at, volume, facts, series, year, serial}. */
#include "host/bind_chronicle.h"

#include <lauxlib.h>

#include "domain/chronicle.h"
#include "host/bind_value.h"
#include "host/binding.h"
#include "host/facts.h"

static void set_text(lua_State *L, const char *name, bl_text text)
{
    if (!text.at)
        return;
    lua_pushlstring(L, text.at, text.size);
    lua_setfield(L, -2, name);
}

static void push_event(lua_State *L, const bl_event *event)
{
    lua_createtable(L, 0, 6);
    set_text(L, "kind", event->kind);
    set_text(L, "id", event->subject);
    set_text(L, "name", event->name);
    set_text(L, "volume", event->volume);
    set_text(L, "series", event->series);
    bl_push_moment(L, event->at);
    lua_setfield(L, -2, "at");
    bl_facts_push(L, event->facts, "the facts of an event");
    lua_setfield(L, -2, "facts");
    if (event->series.at) {
        lua_pushinteger(L, event->year);
        lua_setfield(L, -2, "year");
        lua_pushinteger(L, event->serial);
        lua_setfield(L, -2, "serial");
    }
}

/* Whose chronicle; one that the register has no book of is book 0's, which has none. */
static int64_t check_book(lua_State *L, bl_binding *b)
{
    int64_t book = b->book;
    bl_err err = {0};
    if (!lua_isnil(L, 1))
        bl_binding_check(L, bl_book_find(b->ledger, bl_check_word(L, 1), &book, &err), &err);
    return book;
}

static bl_moment check_until(lua_State *L, int index)
{
    return lua_isnoneornil(L, index) ? BL_MOMENT_LAST : bl_check_moment(L, index);
}

static int push_events(lua_State *L, bl_query *query, bl_status status, bl_err *err)
{
    bl_event event;
    bool row = false;
    lua_newtable(L);
    for (lua_Integer n = 1;
         status == BL_OK && (status = bl_chronicle_next(query, &event, &row, err)) == BL_OK && row;
         n++) {
        push_event(L, &event);
        lua_rawseti(L, -2, n);
    }
    bl_query_close(query);
    bl_binding_check(L, status, err);
    return 1;
}

/* An event, or nil when there is none. */
static int push_one(lua_State *L, bl_query *query, bl_status status, bl_err *err)
{
    push_events(L, query, status, err);
    lua_rawgeti(L, -1, 1);
    return 1;
}

/* events(of, kind, id, until) -> list */
static int l_events(lua_State *L)
{
    bl_binding *b = bl_binding_of(L);
    int64_t book = check_book(L, b);
    bl_query *query = bl_new_query(L);
    bl_err err = {0};
    bl_status status = bl_chronicle_open(query, b->ledger, book, bl_check_text(L, 2),
                                         bl_check_text(L, 3), check_until(L, 4), &err);
    return push_events(L, query, status, &err);
}

/* last_event(of, kind, id, until) -> event or nil */
static int l_last_event(lua_State *L)
{
    bl_binding *b = bl_binding_of(L);
    int64_t book = check_book(L, b);
    bl_query *query = bl_new_query(L);
    bl_err err = {0};
    bl_status status = bl_chronicle_open_last(query, b->ledger, book, bl_check_text(L, 2),
                                              bl_check_text(L, 3), check_until(L, 4), &err);
    return push_one(L, query, status, &err);
}

/* first_events(of, kind, until) -> list, one of each subject */
static int l_first_events(lua_State *L)
{
    bl_binding *b = bl_binding_of(L);
    int64_t book = check_book(L, b);
    bl_query *query = bl_new_query(L);
    bl_err err = {0};
    bl_status status = bl_chronicle_open_firsts(query, b->ledger, book, bl_check_text(L, 2),
                                                check_until(L, 3), &err);
    return push_events(L, query, status, &err);
}

/* volume_events(of, volume, until) -> list */
static int l_volume_events(lua_State *L)
{
    bl_binding *b = bl_binding_of(L);
    int64_t book = check_book(L, b);
    bl_query *query = bl_new_query(L);
    bl_err err = {0};
    bl_status status = bl_chronicle_open_volume(query, b->ledger, book, bl_check_text(L, 2),
                                                check_until(L, 3), &err);
    return push_events(L, query, status, &err);
}

/* volume_last_event(of, volume, until) -> event or nil */
static int l_volume_last_event(lua_State *L)
{
    bl_binding *b = bl_binding_of(L);
    int64_t book = check_book(L, b);
    bl_query *query = bl_new_query(L);
    bl_err err = {0};
    bl_status status = bl_chronicle_open_volume_last(query, b->ledger, book, bl_check_text(L, 2),
                                                     check_until(L, 3), &err);
    return push_one(L, query, status, &err);
}

/* last_serial(of, series, year) -> the highest given out, 0 when there is none */
static int l_last_serial(lua_State *L)
{
    bl_binding *b = bl_binding_of(L);
    int64_t book = check_book(L, b), serial = 0;
    bl_err err = {0};
    bl_binding_check(L,
                     bl_chronicle_serial(b->ledger, book, bl_check_text(L, 2),
                                         luaL_checkinteger(L, 3), &serial, &err),
                     &err);
    lua_pushinteger(L, serial);
    return 1;
}

static bl_text check_optional(lua_State *L, int index)
{
    return lua_isnoneornil(L, index) ? (bl_text){0} : bl_check_text(L, index);
}

/* record_event(at, kind, id, name, facts, volume, series, year, serial) */
static int l_record_event(lua_State *L)
{
    bl_binding *b = bl_binding_to_change(L);
    luaL_checktype(L, 5, LUA_TTABLE);
    luaL_argcheck(L, lua_rawlen(L, 5) == 0, 5, "the facts of an event have names");
    bl_event event = {.at = bl_check_moment(L, 1),
                      .kind = bl_check_text(L, 2),
                      .subject = bl_check_text(L, 3),
                      .name = bl_check_text(L, 4),
                      .volume = check_optional(L, 6),
                      .series = check_optional(L, 7)};
    if (event.series.at) {
        event.year = luaL_checkinteger(L, 8);
        event.serial = luaL_checkinteger(L, 9);
    }
    bl_buffer *facts = bl_new_buffer(L);
    bl_err err = {0};
    bl_facts_write(L, 5, facts);
    bl_binding_check(L, bl_buffer_status(facts, &err), &err);
    event.facts = bl_buffer_view(facts);
    bl_binding_check(L, bl_chronicle_add(b->ledger, b->book, &event, &err), &err);
    return 0;
}

void bl_bind_chronicle(lua_State *L)
{
    static const luaL_Reg functions[] = {{"events", l_events},
                                         {"last_event", l_last_event},
                                         {"first_events", l_first_events},
                                         {"volume_events", l_volume_events},
                                         {"volume_last_event", l_volume_last_event},
                                         {"last_serial", l_last_serial},
                                         {"record_event", l_record_event},
                                         {NULL, NULL}};
    luaL_setfuncs(L, functions, 0);
}

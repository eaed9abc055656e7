/* SPDX-License-Identifier: MIT */
#include "host/tally.h"

#include <jansson.h>
#include <lauxlib.h>
#include <stdlib.h>
#include <string.h>

#include "host/bind_value.h"
#include "host/declared.h"

struct bl_tally {
    bl_notice *notice;
    const bl_function *function;
    bl_state *state;
    bl_moment at;
    int words;  /* registry reference: the tally of lua/bylaw/tally.lua */
    int places; /* registry reference: the place of each measure by its name */
    char *applicant;
    bool own_moments; /* a row may say when it is judged */
    int result;
    bl_shape *shape; /* of what a contest comes to */
    bl_measure measures[BL_MEASURES_MAX];
    size_t count;
};

/* What a call into Lua is about. */
typedef struct errand {
    bl_tally *tally;
    const json_t *params;
    const char *word;
    const json_t *row;
    int64_t place;
    bl_weight *weight;
    const int64_t *years;
    size_t count;
    bl_buffer *told;
    bool is_found;
    bl_bad_input bad;
} errand;

static bl_status run(lua_CFunction function, errand *e, bl_err *err)
{
    lua_State *L = bl_state_lua(e->tally->state);
    lua_pushcfunction(L, function);
    lua_pushlightuserdata(L, e);
    return bl_state_call(e->tally->state, 1, 0, err);
}

static void read_measures(lua_State *L, bl_tally *t, int words)
{
    lua_getfield(L, words, "measures");
    int list = lua_gettop(L);
    size_t count = lua_rawlen(L, list);
    if (count > BL_MEASURES_MAX)
        luaL_error(L, "a tally has at most %d measures", BL_MEASURES_MAX);
    lua_newtable(L);
    while (t->count < count) {
        bl_measure *measure = &t->measures[t->count++];
        lua_rawgeti(L, list, (lua_Integer)t->count);
        measure->item = bl_declared_text(L, list + 2, "name", "");
        measure->term = bl_declared_text(L, list + 2, "term", "");
        measure->cite = bl_declared_text(L, list + 2, "cite", "");
        lua_settop(L, list + 1);
        lua_pushinteger(L, (lua_Integer)t->count - 1);
        lua_setfield(L, list + 1, measure->item);
    }
    t->places = luaL_ref(L, LUA_REGISTRYINDEX);
    lua_settop(L, list - 1);
}

static int l_open(lua_State *L)
{
    errand *e = lua_touserdata(L, 1);
    bl_tally *t = e->tally;
    lua_getglobal(L, "kit");
    lua_getfield(L, -1, "tallies");
    lua_getfield(L, -1, t->function->name);
    if (lua_isnil(L, -1))
        return 0;
    e->is_found = true;
    t->applicant = bl_declared_text(L, lua_gettop(L), "applicant", "");
    lua_getfield(L, -1, "own_moments");
    t->own_moments = lua_isnil(L, -1) || lua_toboolean(L, -1);
    lua_pop(L, 1);
    lua_getfield(L, -1, "result");
    t->result = (int)lua_tointeger(L, -1) - 1;
    lua_pop(L, 1);
    bl_err err = {0};
    lua_getfield(L, -1, "shape");
    if (bl_shape_open(luaL_checkstring(L, -1), &t->shape, &err) != BL_OK)
        luaL_error(L, "%s", err.text);
    lua_pop(L, 1);
    read_measures(L, t, lua_gettop(L));
    t->words = luaL_ref(L, LUA_REGISTRYINDEX);
    bl_parameters_enter(L, bl_notice_parameters(t->notice), e->params, false, &e->bad);
    return 0;
}

bl_status bl_tally_open(bl_notice *notice, const bl_function *function, const json_t *params,
                        bl_moment at, bl_tally **out, bl_err *err)
{
    bl_tally *t = calloc(1, sizeof *t);
    if (!t)
        return bl_fail(err, BL_NO_MEMORY, "no memory for a tally");
    *t = (bl_tally){.notice = notice,
                    .function = function,
                    .state = bl_state_of(bl_notice_lua(notice)),
                    .at = at};
    errand e = {.tally = t, .params = params};
    bl_notice_set_moment(notice, at);
    bl_status status = run(l_open, &e, err);
    if (status == BL_OK && !e.is_found)
        status = bl_fail(err, BL_NOT_FOUND,
                         "%s does not say what an applicant gets; a what-if asks a function that"
                         " does, such as award, or a rule",
                         function->name);
    if (status == BL_OK && e.bad.field[0])
        status = bl_fail(err, BL_INVALID, "%s", e.bad.message);
    if (status != BL_OK) {
        bl_tally_close(t);
        return status;
    }
    *out = t;
    return BL_OK;
}

void bl_tally_close(bl_tally *t)
{
    if (!t)
        return;
    for (size_t i = 0; i < t->count; i++) {
        free(t->measures[i].item);
        free(t->measures[i].term);
        free(t->measures[i].cite);
    }
    bl_shape_close(t->shape);
    free(t->applicant);
    free(t);
}

size_t bl_tally_count(const bl_tally *t)
{
    return t->count;
}

const bl_measure *bl_tally_measure(const bl_tally *t, size_t place)
{
    BL_REQUIRE(place < t->count);
    return &t->measures[place];
}

int bl_tally_result(const bl_tally *t)
{
    return t->result;
}

const char *bl_tally_applicant(const bl_tally *t)
{
    return t->applicant;
}

static bl_money money_of(lua_State *L, int table, const char *key)
{
    bl_money amount = {0};
    lua_getfield(L, table, key);
    if (!bl_to_money(L, -1, &amount))
        luaL_error(L, "the %s of a line is no amount", key);
    lua_pop(L, 1);
    return amount;
}

/* The line on top of the stack; `places` is the table of the measures' places. */
static void add_line(lua_State *L, int places, bl_weight *out)
{
    int line = lua_gettop(L);
    lua_getfield(L, line, "item");
    lua_rawget(L, places);
    bl_item_sum *sum = &out->items[luaL_checkinteger(L, -1)];
    lua_getfield(L, line, "status");
    const char *status = luaL_checkstring(L, -1);
    bl_money amount = money_of(L, line, "amount");
    bool qualified = strcmp(status, "qualified") == 0;
    bool displaced = strcmp(status, "displaced") == 0;
    sum->lines++;
    sum->qualified += qualified;
    sum->displaced += displaced;
    out->total.fen += amount.fen;
    if (qualified || displaced) {
        sum->gross.fen += money_of(L, line, "gross").fen;
        sum->amount.fen += amount.fen;
    }
    lua_settop(L, line - 1);
}

/* Whether the row's first name that is no fact is a moment of its own, where it may not have one.
 */
static bool has_odd_moment(const bl_tally *t, const json_t *row)
{
    const char *name;
    json_t *value;
    json_object_foreach((json_t *)row, name, value)
    {
        if (strcmp(name, "at") == 0)
            return !t->own_moments;
        if (!bl_record_field(&t->function->record, name))
            return false;
    }
    return false;
}

/* Reads the row and calls the word with it and its place; leaves what that gives, three values.
 * False when the row is refused by its fields. */
static bool call_word(lua_State *L, errand *e)
{
    bl_tally *t = e->tally;
    bl_moment at = t->at;
    if (has_odd_moment(t, e->row)) {
        strcpy(e->bad.field, "at");
        return false;
    }
    if (!bl_request_read(L, &t->function->record, e->row, NULL, &e->bad))
        return false;
    int row = lua_gettop(L);
    lua_getfield(L, row, "at");
    bl_to_moment(L, -1, &at);
    bl_push_moment(L, at);
    lua_setfield(L, row, "at");
    bl_notice_set_moment(t->notice, at);
    lua_rawgeti(L, LUA_REGISTRYINDEX, t->words);
    lua_getfield(L, -1, e->word);
    lua_pushvalue(L, row);
    lua_pushinteger(L, e->place);
    lua_call(L, 2, 3);
    return true;
}

static int l_weigh(lua_State *L)
{
    errand *e = lua_touserdata(L, 1);
    bl_weight *out = e->weight;
    bool fits = call_word(L, e);
    int top = lua_gettop(L);
    if (!fits || lua_isnil(L, top - 2)) {
        const char *field = fits ? luaL_checkstring(L, top - 1) : e->bad.field;
        strncpy(out->field, field, sizeof out->field - 1);
        return 0;
    }
    out->year = luaL_checkinteger(L, top - 1);
    out->waits = lua_toboolean(L, top);
    lua_rawgeti(L, LUA_REGISTRYINDEX, e->tally->places);
    lua_Integer count = (lua_Integer)lua_rawlen(L, top - 2);
    for (lua_Integer i = 1; i <= count; i++) {
        lua_rawgeti(L, top - 2, i);
        add_line(L, top + 1, out);
    }
    return 0;
}

static bl_status weigh(errand *e, bl_text row, bl_err *err)
{
    json_error_t trouble;
    *e->weight = (bl_weight){0};
    json_t *object = bl_request_parse(row, &trouble);
    bl_status status = BL_OK;
    if (!object && json_error_code(&trouble) == json_error_out_of_memory)
        status = bl_fail(err, BL_NO_MEMORY, "no memory to read a row");
    else if (!json_is_object(object))
        strcpy(e->weight->field, "-");
    e->row = object;
    if (json_is_object(object))
        status = run(l_weigh, e, err);
    json_decref(object);
    return status;
}

bl_status bl_tally_weigh(bl_tally *t, bl_text row, bl_weight *out, bl_err *err)
{
    errand e = {.tally = t, .word = "weigh", .weight = out};
    return weigh(&e, row, err);
}

bl_status bl_tally_enter(bl_tally *t, bl_text row, int64_t place, bl_err *err)
{
    bl_weight weight;
    errand e = {.tally = t, .word = "enter", .place = place, .weight = &weight};
    return weigh(&e, row, err);
}

bl_status bl_tally_reweigh(bl_tally *t, bl_text row, int64_t place, bl_weight *out, bl_err *err)
{
    errand e = {.tally = t, .word = "reweigh", .place = place, .weight = out};
    return weigh(&e, row, err);
}

/* Calls may_win with the place; 0 is none. */
static bl_status ask_standing(bl_tally *t, int64_t place, bool *may, bl_err *err)
{
    lua_State *L = bl_state_lua(t->state);
    bl_notice_set_moment(t->notice, t->at);
    lua_rawgeti(L, LUA_REGISTRYINDEX, t->words);
    lua_getfield(L, -1, "may_win");
    lua_remove(L, -2);
    if (place > 0)
        lua_pushinteger(L, place);
    bl_status status = bl_state_call(t->state, place > 0, 1, err);
    if (status == BL_OK) {
        *may = lua_toboolean(L, -1);
        lua_pop(L, 1);
    }
    return status;
}

bl_status bl_tally_look(bl_tally *t, bl_err *err)
{
    bool none;
    return ask_standing(t, 0, &none, err);
}

bl_status bl_tally_may_win(bl_tally *t, int64_t place, bool *may, bl_err *err)
{
    BL_REQUIRE(place > 0);
    return ask_standing(t, place, may, err);
}

static int l_rank(lua_State *L)
{
    errand *e = lua_touserdata(L, 1);
    lua_rawgeti(L, LUA_REGISTRYINDEX, e->tally->words);
    lua_getfield(L, -1, "rank");
    lua_createtable(L, (int)e->count, 0);
    for (size_t i = 0; i < e->count; i++) {
        lua_pushinteger(L, e->years[i]);
        lua_rawseti(L, -2, (lua_Integer)i + 1);
    }
    lua_call(L, 1, 1);
    bl_answer_write(L, -1, e->tally->shape, e->told);
    return 0;
}

bl_status bl_tally_rank(bl_tally *t, const int64_t *years, size_t count, bl_buffer *told,
                        bl_err *err)
{
    errand e = {.tally = t, .years = years, .count = count, .told = told};
    bl_notice_set_moment(t->notice, t->at);
    bl_status status = run(l_rank, &e, err);
    return status == BL_OK ? bl_buffer_status(told, err) : status;
}

/* Calls the word `word` without arguments, if the tally has it, and leaves what it gives. */
static bl_status ask(bl_tally *t, const char *word, bl_err *err)
{
    lua_State *L = bl_state_lua(t->state);
    bl_notice_set_moment(t->notice, t->at);
    lua_rawgeti(L, LUA_REGISTRYINDEX, t->words);
    lua_getfield(L, -1, word);
    lua_remove(L, -2);
    return lua_isnil(L, -1) ? BL_OK : bl_state_call(t->state, 0, 1, err);
}

bl_status bl_tally_ceiling(bl_tally *t, bool *limited, bl_money *ceiling, bl_err *err)
{
    bl_status status = ask(t, "ceiling", err);
    if (status != BL_OK)
        return status;
    *limited = bl_to_money(bl_state_lua(t->state), -1, ceiling);
    lua_pop(bl_state_lua(t->state), 1);
    return BL_OK;
}

bl_status bl_tally_queues(bl_tally *t, bool *queues, bl_err *err)
{
    bl_status status = ask(t, "shortage_rule", err);
    if (status != BL_OK)
        return status;
    const char *rule = lua_tostring(bl_state_lua(t->state), -1);
    *queues = !rule || strcmp(rule, "prorate") != 0;
    lua_pop(bl_state_lua(t->state), 1);
    return BL_OK;
}

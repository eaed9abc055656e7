/* SPDX-License-Identifier: MIT */
#include "host/planned.h"

#include <lauxlib.h>
#include <stdlib.h>
#include <string.h>

#include "host/bind_rule.h"
#include "host/declared.h"

struct bl_planned {
    bl_notice *notice;
    bl_plan *plan;
    int told; /* registry reference: what plan.lua tells */
    const bl_field *lists[BL_SCHEME_LISTS_MAX];
    bl_fact_kind *kinds[BL_SCHEME_LISTS_MAX + 1]; /* of each list, then of the request */
};

/* What is being opened, on its way through Lua. */
typedef struct errand {
    bl_planned *planned;
    const bl_function *function;
    const bl_planned *like;
    bl_scheme parts;
    bool is_found;
} errand;

/* The member `key` of the table at `index`, left on the stack; gives its place. */
static int open_member(lua_State *L, int index, const char *key)
{
    luaL_checkstack(L, 8, NULL);
    lua_getfield(L, index, key);
    luaL_checktype(L, -1, LUA_TTABLE);
    return lua_gettop(L);
}

/* A place that counts from 1 as one that counts from 0; BL_SCHEME_NONE for nil and 0. */
static int place_in(lua_State *L, int index, const char *key)
{
    lua_getfield(L, index, key);
    int place = lua_toboolean(L, -1) ? (int)luaL_checkinteger(L, -1) - 1 : BL_SCHEME_NONE;
    lua_pop(L, 1);
    return place;
}

static int choice_in(lua_State *L, int index, const char *key, const char *const choices[])
{
    lua_getfield(L, index, key);
    int choice = luaL_checkoption(L, -1, choices[0], choices);
    lua_pop(L, 1);
    return choice;
}

static int length_of(lua_State *L, int list, int most)
{
    lua_Unsigned count = lua_rawlen(L, list);
    if (count > (lua_Unsigned)most)
        luaL_error(L, "a plan has a list of more than %d", most);
    return (int)count;
}

static bl_fact_kind *read_kinds(lua_State *L, int index, const char *key, int *count)
{
    static const char *const names[] = {"money", "count", "percent", "number", "date",
                                        "time",  "bool",  "code",    NULL};
    int list = open_member(L, index, key);
    *count = length_of(L, list, BL_TABLE_FIELDS_MAX);
    bl_fact_kind *kinds = calloc((size_t)*count + 1, sizeof *kinds);
    if (!kinds)
        luaL_error(L, "no memory for a plan");
    for (int i = 0; i < *count; i++) {
        lua_rawgeti(L, list, i + 1);
        const char *name = lua_tostring(L, -1);
        for (int k = 0; names[k]; k++)
            if (name && strcmp(name, names[k]) == 0)
                kinds[i] = (bl_fact_kind)k;
        lua_pop(L, 1);
    }
    lua_settop(L, list - 1);
    return kinds;
}

static void read_lists(lua_State *L, int plan, errand *e)
{
    bl_scheme *parts = &e->parts;
    bl_planned *planned = e->planned;
    parts->request = planned->kinds[BL_SCHEME_LISTS_MAX] =
        read_kinds(L, plan, "fields", &parts->request_count);
    int lists = open_member(L, plan, "lists");
    parts->list_count = length_of(L, lists, BL_SCHEME_LISTS_MAX);
    for (int i = 0; i < parts->list_count; i++) {
        lua_rawgeti(L, lists, i + 1);
        planned->lists[i] = &e->function->record.fields[place_in(L, lists + 1, "place") + 1];
        parts->elements[i] = planned->kinds[i] =
            read_kinds(L, lists + 1, "kinds", &parts->element_counts[i]);
        lua_settop(L, lists);
    }
    lua_settop(L, lists - 1);
}

static void read_shown(lua_State *L, int names, const char *key, bl_scheme_shown *out)
{
    int list = open_member(L, names, key);
    int count = length_of(L, list, BL_SCHEME_NAMES_MAX);
    for (int i = 0; i < BL_SCHEME_NAMES_MAX; i++)
        out[i] = (bl_scheme_shown){.place = BL_SCHEME_NONE, .asked_by = BL_SCHEME_NONE};
    for (int i = 0; i < count; i++) {
        lua_rawgeti(L, list, i + 1);
        out[i].place = place_in(L, list + 1, "place");
        out[i].asked_by = place_in(L, list + 1, "asked_by");
        int codes = open_member(L, list + 1, "needless");
        for (int k = length_of(L, codes, BL_TABLE_CODES_MAX); k > 0; k--) {
            lua_rawgeti(L, codes, k);
            out[i].needless[lua_tointeger(L, -1) - 1] = true;
            lua_pop(L, 1);
        }
        lua_settop(L, list);
    }
    lua_settop(L, list - 1);
}

static void read_names(lua_State *L, int index, bl_scheme_names *out)
{
    int names = open_member(L, index, "names");
    read_shown(L, names, "codes", out->codes);
    read_shown(L, names, "texts", out->texts);
    lua_settop(L, names - 1);
}

static void read_flags(lua_State *L, int index, const char *key, bool *out)
{
    lua_getfield(L, index, key);
    for (int i = 0; lua_istable(L, -1) && i < BL_SCHEME_NAMES_MAX; i++) {
        lua_rawgeti(L, -1, i + 1);
        out[i] = lua_toboolean(L, -1);
        lua_pop(L, 1);
    }
    lua_pop(L, 1);
}

static void read_measure(lua_State *L, int at, bl_scheme_measure *out, bl_scheme_window *window)
{
    static const char *const once[] = {"never", "alike", "tier", "parts", "unknown", NULL};
    static const char *const windows[] = {"none", "year", "asked", NULL};
    *window = (bl_scheme_window)choice_in(L, at, "window", windows);
    out->list = place_in(L, at, "list");
    out->counted = place_in(L, at, "counted");
    out->is_one = bl_declared_flag(L, at, "is_one");
    out->part = place_in(L, at, "part");
    out->prior_part = place_in(L, at, "prior_part");
    out->score = place_in(L, at, "score");
    out->tier = place_in(L, at, "tier");
    out->remains = bl_declared_flag(L, at, "remains");
    out->once = (bl_scheme_once)choice_in(L, at, "once", once);
    out->once_a_year = bl_declared_flag(L, at, "once_a_year");
    read_flags(L, at, "once_codes", out->once_codes);
    read_flags(L, at, "once_texts", out->once_texts);
    read_names(L, at, &out->names);
    int facts = open_member(L, at, "facts");
    out->fact_count = length_of(L, facts, BL_SCHEME_FACTS_MAX);
    for (int i = 0; i < out->fact_count; i++) {
        lua_rawgeti(L, facts, i + 1);
        out->facts[i] = (int)lua_tointeger(L, -1) - 1;
        lua_pop(L, 1);
    }
    lua_getfield(L, at, "table");
    out->table = lua_isnil(L, -1) ? NULL : bl_check_table(L, -1);
    lua_settop(L, facts - 1);
}

static void read_measures(lua_State *L, int plan, bl_scheme *parts)
{
    int list = open_member(L, plan, "measures");
    parts->measure_count = length_of(L, list, BL_SCHEME_MEASURES_MAX);
    for (int i = 0; i < parts->measure_count; i++) {
        lua_rawgeti(L, list, i + 1);
        read_measure(L, list + 1, &parts->measures[i], &parts->windows[i]);
        lua_settop(L, list);
    }
    lua_settop(L, list - 1);
}

static void read_facts(lua_State *L, int plan, bl_scheme *parts)
{
    static const char *const kinds[] = {"any", "given", "growth", NULL};
    int list = open_member(L, plan, "facts");
    parts->fact_count = length_of(L, list, BL_SCHEME_FACTS_MAX);
    for (int i = 0; i < parts->fact_count; i++) {
        lua_rawgeti(L, list, i + 1);
        parts->facts[i].kind = choice_in(L, list + 1, "kind", kinds);
        parts->facts[i].list = place_in(L, list + 1, "list");
        parts->facts[i].field = place_in(L, list + 1, "field");
        parts->facts[i].before = place_in(L, list + 1, "before");
        parts->facts[i].above = place_in(L, list + 1, "above");
        lua_settop(L, list);
    }
    lua_settop(L, list - 1);
}

static void read_checks(lua_State *L, int plan, bl_scheme *parts)
{
    int list = open_member(L, plan, "checks");
    parts->check_count = length_of(L, list, BL_SCHEME_LISTS_MAX);
    for (int i = 0; i < parts->check_count; i++) {
        bl_scheme_check *check = &parts->checks[i];
        lua_rawgeti(L, list, i + 1);
        check->list = place_in(L, list + 1, "list");
        check->filled = place_in(L, list + 1, "filled");
        check->filled_by = place_in(L, list + 1, "filled_by");
        check->filled_code = place_in(L, list + 1, "filled_code");
        check->must_differ = bl_declared_flag(L, list + 1, "must_differ");
        read_names(L, list + 1, &check->names);
        lua_settop(L, list);
    }
    lua_settop(L, list - 1);
}

static void read_stages(lua_State *L, int plan, bl_scheme *parts)
{
    int at = open_member(L, plan, "priors");
    parts->priors.list = place_in(L, at, "list");
    parts->priors.item = place_in(L, at, "item");
    parts->priors.year = place_in(L, at, "award_year");
    parts->priors.amount = place_in(L, at, "amount");
    parts->priors.tier = place_in(L, at, "tier");
    read_names(L, at, &parts->priors.names);
    at = open_member(L, plan, "superiors");
    parts->superiors.list = place_in(L, at, "list");
    parts->superiors.item = place_in(L, at, "item");
    parts->superiors.amount = place_in(L, at, "amount");
    parts->superiors.issued_on = place_in(L, at, "issued_on");
    at = open_member(L, plan, "items");
    int count = length_of(L, at, BL_SCHEME_ITEMS_MAX);
    for (int i = 0; i < BL_SCHEME_ITEMS_MAX; i++) {
        lua_rawgeti(L, at, i + 1);
        parts->measures_of[i] = i < count ? (int)lua_tointeger(L, -1) - 1 : BL_SCHEME_NONE;
        lua_pop(L, 1);
    }
    parts->awards_once = bl_declared_flag(L, plan, "awards_once");
    parts->is_superseded = bl_declared_flag(L, plan, "is_superseded");
    parts->stacks = bl_declared_flag(L, plan, "stacks");
}

static int l_open(lua_State *L)
{
    errand *e = lua_touserdata(L, 1);
    bl_scheme *parts = &e->parts;
    lua_getglobal(L, "kit");
    lua_getfield(L, -1, "tallies");
    lua_getfield(L, -1, e->function->name);
    if (lua_isnil(L, -1) || lua_getfield(L, -1, "plan") == LUA_TNIL)
        return 0;
    lua_pushboolean(L, e->like == NULL);
    lua_call(L, 1, 1);
    if (lua_isnil(L, -1))
        return 0;
    int plan = lua_gettop(L);
    e->is_found = true;
    read_lists(L, plan, e);
    read_facts(L, plan, parts);
    read_measures(L, plan, parts);
    read_checks(L, plan, parts);
    read_stages(L, plan, parts);
    parts->year = place_in(L, plan, "year");
    parts->no_line = place_in(L, plan, "no_line");
    parts->qualified = place_in(L, plan, "qualified");
    parts->pending = place_in(L, plan, "pending");
    lua_settop(L, plan);
    e->planned->told = luaL_ref(L, LUA_REGISTRYINDEX);
    return 0;
}

/* Calls the plan's word `ask` as the plan asks. */
static void ask(void *context, const bl_scheme_question *q, bl_scheme_answer *answer)
{
    static const char *const kinds[] = {"in_force", "at_end", "since", "lifetime", "kind"};
    bl_planned *planned = context;
    lua_State *L = bl_notice_lua(planned->notice);
    int top = lua_gettop(L), arguments = 5;
    lua_rawgeti(L, LUA_REGISTRYINDEX, planned->told);
    lua_getfield(L, -1, "ask");
    lua_pushstring(L, kinds[q->kind]);
    lua_pushinteger(L, q->year);
    lua_pushinteger(L, q->fact + 1);
    lua_pushinteger(L, q->measure + 1);
    lua_pushinteger(L, q->texts);
    for (int i = 0; i < BL_SCHEME_NAMES_MAX; i++, arguments++)
        lua_pushinteger(L, q->codes[i]);
    bl_err err = {0};
    *answer = (bl_scheme_answer){.text = BL_SCHEME_NONE};
    if (bl_state_call(bl_state_of(L), arguments, 2, &err) == BL_OK) {
        answer->is_known = !lua_isnil(L, -2);
        answer->is_present = lua_isinteger(L, -2);
        answer->value = lua_tointeger(L, -2);
        answer->text = (int)lua_tointeger(L, -1) - 1;
    }
    lua_settop(L, top);
}

bl_status bl_planned_open(bl_notice *notice, const bl_function *function, const bl_planned *like,
                          bl_planned **out, bl_err *err)
{
    lua_State *L = bl_notice_lua(notice);
    bl_planned *planned = calloc(1, sizeof *planned);
    *out = NULL;
    if (!planned)
        return bl_fail(err, BL_NO_MEMORY, "no memory for a plan");
    planned->notice = notice;
    errand e = {.planned = planned, .function = function, .like = like};
    lua_pushcfunction(L, l_open);
    lua_pushlightuserdata(L, &e);
    bl_status status = bl_state_call(bl_state_of(L), 1, 0, err);
    for (int i = 0; like && i < e.parts.measure_count; i++)
        e.parts.measures[i].table = bl_plan_view(like->plan)->measures[i].table;
    if (status == BL_OK && e.is_found)
        status = bl_plan_open(&e.parts, ask, planned, &planned->plan, err);
    if (status == BL_OK && e.is_found)
        *out = planned;
    else
        bl_planned_close(planned);
    return status;
}

void bl_planned_close(bl_planned *planned)
{
    if (!planned)
        return;
    bl_plan_close(planned->plan);
    for (int i = 0; i <= BL_SCHEME_LISTS_MAX; i++)
        free(planned->kinds[i]);
    free(planned);
}

bl_plan *bl_planned_plan(bl_planned *planned)
{
    return planned->plan;
}

const bl_field *bl_planned_list(const bl_planned *planned, int list)
{
    return planned->lists[list];
}

uint32_t bl_planned_readers(const bl_planned *planned, const char *parameter)
{
    lua_State *L = bl_notice_lua(planned->notice);
    int top = lua_gettop(L);
    uint32_t readers = 0;
    lua_rawgeti(L, LUA_REGISTRYINDEX, planned->told);
    lua_getfield(L, -1, "measures");
    for (int i = 0; i < bl_plan_view(planned->plan)->measure_count; i++) {
        lua_rawgeti(L, top + 2, i + 1);
        if (lua_getfield(L, -1, "reads") == LUA_TTABLE)
            lua_getfield(L, -1, parameter);
        readers |= (uint32_t)lua_toboolean(L, -1) << i;
        lua_settop(L, top + 2);
    }
    lua_settop(L, top);
    return readers;
}

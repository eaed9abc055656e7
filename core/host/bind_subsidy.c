/* SPDX-License-Identifier: MIT */
#include "host/bind_subsidy.h"

#include <lauxlib.h>
#include <string.h>

#include "domain/claim_laws.h"
#include "host/bind_ledger.h"
#include "host/bind_value.h"
#include "host/binding.h"
#include "host/facts.h"
#include "host/state.h"

#define ROW_STEPS 50 /* for pushing a row, and one for each so many bytes of it: */
#define ROW_BYTES 4

#define TEXT_SIZE_MAX 4096 /* bytes of a text that is kept */

static void set_sum(lua_State *L, const char *name, bl_sum sum)
{
    if (sum.known)
        bl_set_money(L, name, sum.amount);
}

static void set_facts(lua_State *L, const char *name, bl_text text)
{
    bl_facts_push(L, text, "what is kept of a claim");
    lua_setfield(L, -2, name);
}

/* Raises for a name that is not in the list, so that a slip is not taken for nothing. */
static void check_names(lua_State *L, int index, const char *const names[])
{
    luaL_checktype(L, index, LUA_TTABLE);
    for (lua_pushnil(L); lua_next(L, index); lua_pop(L, 1)) {
        const char *key = lua_type(L, -2) == LUA_TSTRING ? lua_tostring(L, -2) : "";
        int i = 0;
        while (names[i] && strcmp(names[i], key) != 0)
            i++;
        if (!names[i])
            luaL_error(L, "\"%s\" is no part of this", luaL_tolstring(L, -2, NULL));
    }
}

/* Text at `index`, or none for nil and false. */
static bl_text to_text(lua_State *L, int index, const char *name)
{
    bl_text text = {0};
    if (!lua_toboolean(L, index))
        return text;
    if (lua_type(L, index) != LUA_TSTRING)
        luaL_error(L, "\"%s\" must be text, not %s", name, luaL_typename(L, index));
    text.at = lua_tolstring(L, index, &text.size);
    if (memchr(text.at, '\0', text.size))
        luaL_error(L, "\"%s\" has a zero byte, which can't be kept", name);
    if (text.size > TEXT_SIZE_MAX)
        luaL_error(L, "\"%s\" is longer than %d bytes", name, TEXT_SIZE_MAX);
    return text;
}

/* A member of the table at `index`, which keeps it alive. */
static bl_text text_field(lua_State *L, int index, const char *name)
{
    lua_getfield(L, index, name);
    bl_text text = to_text(L, -1, name);
    lua_pop(L, 1);
    return text;
}

static bl_text required_text_field(lua_State *L, int index, const char *name)
{
    bl_text text = text_field(L, index, name);
    if (!text.at)
        luaL_error(L, "\"%s\" must be given", name);
    return text;
}

static bl_text text_argument(lua_State *L, int index, const char *name)
{
    luaL_checktype(L, index, LUA_TSTRING);
    return to_text(L, index, name);
}

/* Whether it is given; false for no amount. */
static bool sum_field(lua_State *L, int index, const char *name, bl_sum *out)
{
    bool given = lua_getfield(L, index, name) != LUA_TNIL;
    *out = (bl_sum){0};
    if (lua_toboolean(L, -1)) {
        if (!bl_to_money(L, -1, &out->amount))
            luaL_error(L, "\"%s\" must be yuan, not %s", name, luaL_typename(L, -1));
        out->known = true;
    }
    lua_pop(L, 1);
    return given;
}

/* Writes a member as it is kept, into a buffer left on the stack; `fallback` when not given. */
static bl_text facts_field(lua_State *L, int index, const char *name, const char *fallback)
{
    bl_buffer *out = bl_new_buffer(L);
    bl_err err = {0};
    lua_getfield(L, index, name);
    if (lua_isnil(L, -1)) {
        lua_pop(L, 1);
        return bl_text_of(fallback);
    }
    bl_facts_write(L, -1, out);
    lua_pop(L, 1);
    bl_binding_check(L, bl_buffer_status(out, &err), &err);
    return bl_buffer_view(out);
}

/* A list of texts; an empty one is a list too. */
static bl_text list_field(lua_State *L, int index, const char *name, const char *fallback)
{
    bl_text list = facts_field(L, index, name, fallback);
    if (list.at && list.at[0] != '[' && strcmp(list.at, "{}") != 0)
        luaL_error(L, "\"%s\" must be a list", name);
    return list.at && list.at[0] != '[' ? bl_text_of("[]") : list;
}

/* {function, actor, document} */
static bl_claim_event check_event(lua_State *L, int index)
{
    static const char *const names[] = {"function", "actor", "document", NULL};
    check_names(L, index, names);
    return (bl_claim_event){.function = required_text_field(L, index, "function"),
                            .actor = required_text_field(L, index, "actor"),
                            .document = text_field(L, index, "document")};
}

/* budget(name) -> {name, ceiling, own, free, committed, disbursed, recovered, recycled, last_at} or
 * nil: committed is without what was disbursed */
static int l_budget(lua_State *L)
{
    bl_binding *b = bl_binding_of(L);
    bl_text name = text_argument(L, 1, "name");
    bl_budget budget;
    bool found = false;
    bl_err err = {0};
    bl_binding_check(L, bl_budget_find(b->ledger, b->book, name.at, &budget, &found, &err), &err);
    if (!found)
        return 0;
    lua_createtable(L, 0, 9);
    bl_set_text(L, "name", name);
    bl_set_money(L, "ceiling", budget.ceiling);
    bl_set_money(L, "own", budget.own);
    bl_set_money(L, "free", budget.free);
    bl_set_money(L, "committed", budget.committed);
    bl_set_money(L, "disbursed", budget.disbursed);
    bl_set_money(L, "recovered", budget.recovered);
    bl_set_money(L, "recycled", budget.recycled);
    bl_set_moment(L, "last_at", budget.last_at);
    return 1;
}

typedef bl_status budgeter(bl_ledger *, int64_t, bl_moment, const char *, bl_money, bl_text,
                           bl_err *);

static int change_budget(lua_State *L, budgeter *how)
{
    bl_binding *b = bl_binding_to_change(L);
    bl_err err = {0};
    bl_binding_check(L,
                     how(b->ledger, b->book, bl_check_moment(L, 1), text_argument(L, 2, "name").at,
                         bl_check_money(L, 3), text_argument(L, 4, "document"), &err),
                     &err);
    return 0;
}

/* budget_raise(at, name, amount, document) */
static int l_budget_raise(lua_State *L)
{
    return change_budget(L, bl_budget_raise);
}

/* budget_lower(at, name, amount, document) */
static int l_budget_lower(lua_State *L)
{
    return change_budget(L, bl_budget_lower);
}

/* budget_bring(at, name, own, document): see bl_budget_bring */
static int l_budget_bring(lua_State *L)
{
    bl_binding *b = bl_binding_to_change(L);
    bl_err err = {0};
    bl_binding_check(L,
                     bl_budget_bring(b->ledger, b->book, bl_check_moment(L, 1),
                                     text_argument(L, 2, "name").at, bl_check_money(L, 3),
                                     text_argument(L, 4, "document"), &err),
                     &err);
    return 0;
}

/* next_id(series, year) -> the id that the next claim will have, its serial */
static int l_next_id(lua_State *L)
{
    bl_binding *b = bl_binding_of(L);
    char id[BL_CLAIM_ID_MAX];
    bl_claim_key key;
    bl_err err = {0};
    bl_binding_check(L,
                     bl_claim_next_key(b->ledger, b->book, text_argument(L, 1, "series"),
                                       luaL_checkinteger(L, 2), &key, &err),
                     &err);
    bl_claim_write_id(&key, id);
    lua_pushstring(L, id);
    lua_pushinteger(L, key.serial);
    return 2;
}

/* claim_file(at, {series, year, applicant, item, line, unit, state, facts, materials, notes, gross,
 * payable, budget}, event) -> id */
static int l_claim_file(lua_State *L)
{
    static const char *const names[] = {"series", "year",    "applicant", "item",  "line",
                                        "unit",   "state",   "facts",     "notes", "materials",
                                        "gross",  "payable", "budget",    NULL};
    bl_binding *b = bl_binding_to_change(L);
    bl_moment at = bl_check_moment(L, 1);
    check_names(L, 2, names);
    bl_claim_event event = check_event(L, 3);
    bl_text series = required_text_field(L, 2, "series");
    lua_getfield(L, 2, "year");
    lua_Integer year = luaL_checkinteger(L, -1);
    bl_claim claim = {.applicant = required_text_field(L, 2, "applicant"),
                      .item = required_text_field(L, 2, "item"),
                      .line = required_text_field(L, 2, "line"),
                      .unit = text_field(L, 2, "unit"),
                      .state = required_text_field(L, 2, "state"),
                      .budget = text_field(L, 2, "budget")};
    (void)sum_field(L, 2, "gross", &claim.gross);
    (void)sum_field(L, 2, "payable", &claim.payable);
    claim.facts = facts_field(L, 2, "facts", "{}");
    claim.materials = list_field(L, 2, "materials", "[]");
    claim.notes = facts_field(L, 2, "notes", "{}");
    bl_err err = {0};
    bl_binding_check(L, bl_claim_file(b->ledger, b->book, at, series, year, &claim, &event, &err),
                     &err);
    lua_pushstring(L, claim.id);
    return 1;
}

/* queued: "last" or true, "first", false */
static bl_queueing queueing_field(lua_State *L, int index)
{
    static const char *const words[] = {"last", "first", NULL};
    bl_queueing queueing = BL_QUEUE_STAYS;
    if (lua_getfield(L, index, "queued") == LUA_TBOOLEAN)
        queueing = lua_toboolean(L, -1) ? BL_QUEUE_LAST : BL_QUEUE_LEAVE;
    else if (!lua_isnil(L, -1))
        queueing = luaL_checkoption(L, -1, NULL, words) == 0 ? BL_QUEUE_LAST : BL_QUEUE_FIRST;
    lua_pop(L, 1);
    return queueing;
}

/* claim_change(at, id, {state, unit, facts, materials, notes, gross, payable, recover_due, budget,
 * queued}, event): what is not given stays; gross, payable and budget may be false for none */
static int l_claim_change(lua_State *L)
{
    static const char *const names[] = {"state",  "unit",   "facts",   "materials",
                                        "notes",  "gross",  "payable", "recover_due",
                                        "budget", "queued", NULL};
    bl_binding *b = bl_binding_to_change(L);
    bl_moment at = bl_check_moment(L, 1);
    bl_text id = text_argument(L, 2, "id");
    check_names(L, 3, names);
    bl_claim_event event = check_event(L, 4);
    bl_sum due;
    bl_claim_change change = {.state = text_field(L, 3, "state"),
                              .unit = text_field(L, 3, "unit"),
                              .budget = text_field(L, 3, "budget"),
                              .queueing = queueing_field(L, 3)};
    change.changes_gross = sum_field(L, 3, "gross", &change.gross);
    change.changes_payable = sum_field(L, 3, "payable", &change.payable);
    change.changes_due = sum_field(L, 3, "recover_due", &due);
    change.recover_due = due.amount;
    change.drops_budget = lua_getfield(L, 3, "budget") == LUA_TBOOLEAN;
    change.facts = facts_field(L, 3, "facts", NULL);
    change.materials = list_field(L, 3, "materials", NULL);
    change.notes = facts_field(L, 3, "notes", NULL);
    bl_err err = {0};
    bl_binding_check(L, bl_claim_change_to(b->ledger, b->book, at, id, &change, &event, &err),
                     &err);
    return 0;
}

static void push_claim(lua_State *L, const bl_claim *claim, bool brief)
{
    size_t size = claim->facts.size + claim->materials.size + claim->notes.size;
    bl_state_charge(L, ROW_STEPS + (brief ? 0 : (int64_t)(size / ROW_BYTES)));
    lua_createtable(L, 0, 21);
    bl_set_text(L, "id", bl_text_of(claim->id));
    bl_set_text(L, "series", bl_text_of(claim->key.series));
    bl_set_int(L, "year", claim->key.year);
    bl_set_int(L, "serial", claim->key.serial);
    bl_set_text(L, "applicant", claim->applicant);
    bl_set_text(L, "item", claim->item);
    bl_set_text(L, "line", claim->line);
    bl_set_text(L, "unit", claim->unit);
    bl_set_text(L, "state", claim->state);
    set_sum(L, "gross", claim->gross);
    set_sum(L, "payable", claim->payable);
    bl_set_money(L, "committed", claim->committed);
    bl_set_money(L, "disbursed", claim->disbursed);
    bl_set_money(L, "recover_due", claim->recover_due);
    bl_set_money(L, "recovered", claim->recovered);
    bl_set_text(L, "budget", claim->budget);
    if (claim->queue_place > 0)
        bl_set_int(L, "queue_place", claim->queue_place);
    bl_set_moment(L, "last_at", claim->last_at);
    if (brief)
        return;
    set_facts(L, "facts", claim->facts);
    set_facts(L, "materials", claim->materials);
    set_facts(L, "notes", claim->notes);
}

static bl_status take_claim(lua_State *L, bl_query *query, bool brief, bool *row, bl_err *err)
{
    bl_claim claim;
    bl_status status = bl_claim_next(query, &claim, row, err);
    if (status == BL_OK && *row)
        push_claim(L, &claim, brief);
    return status;
}

static bl_status next_claim(lua_State *L, bl_query *query, bool *row, bl_err *err)
{
    return take_claim(L, query, false, row, err);
}

static bl_status next_brief_claim(lua_State *L, bl_query *query, bool *row, bl_err *err)
{
    return take_claim(L, query, true, row, err);
}

/* claim(id) -> claim or nil */
static int l_claim(lua_State *L)
{
    bl_binding *b = bl_binding_of(L);
    bl_query *query = bl_new_query(L);
    bool row = false;
    bl_err err = {0};
    bl_status status = bl_claim_open(query, b->ledger, b->book, bl_check_text(L, 1), &err);
    if (status == BL_OK)
        status = next_claim(L, query, &row, &err);
    bl_query_close(query);
    bl_binding_check(L, status, &err);
    if (!row)
        lua_pushnil(L);
    return 1;
}

/* {applicant, series, year, item, budget, states, brief}; leaves on the stack what it needs. */
static bl_claim_filter check_filter(lua_State *L, int index)
{
    static const char *const names[] = {"applicant", "series", "year",  "item",
                                        "budget",    "states", "brief", NULL};
    check_names(L, index, names);
    bl_claim_filter filter = {.applicant = text_field(L, index, "applicant"),
                              .series = text_field(L, index, "series"),
                              .item = text_field(L, index, "item"),
                              .budget = text_field(L, index, "budget"),
                              .states = list_field(L, index, "states", NULL)};
    filter.has_year = lua_getfield(L, index, "year") != LUA_TNIL;
    if (filter.has_year)
        filter.year = luaL_checkinteger(L, -1);
    luaL_argcheck(L, filter.year >= 0, index, "a year is no negative number");
    lua_pop(L, 1);
    return filter;
}

/* claims{applicant, series, year, item, budget, states, brief} -> list, by series, year and serial;
 * brief: without facts, materials and notes */
static int l_claims(lua_State *L)
{
    bl_binding *b = bl_binding_of(L);
    bl_query *query = bl_new_query(L);
    bl_claim_filter filter = check_filter(L, 1);
    bl_err err = {0};
    lua_getfield(L, 1, "brief");
    bool brief = lua_toboolean(L, -1);
    bl_status status = bl_claims_open(query, b->ledger, b->book, &filter, &err);
    return bl_push_list(L, query, status, brief ? next_brief_claim : next_claim, &err);
}

/* queue(budget) -> list of the claims that wait for it, in order; without facts, materials, notes
 */
static int l_queue(lua_State *L)
{
    bl_binding *b = bl_binding_of(L);
    bl_query *query = bl_new_query(L);
    bl_err err = {0};
    bl_status status = bl_claims_open_queue(query, b->ledger, b->book, bl_check_text(L, 1), &err);
    return bl_push_list(L, query, status, next_brief_claim, &err);
}

static bl_status next_total(lua_State *L, bl_query *query, bool *row, bl_err *err)
{
    bl_claim_total total;
    bl_status status = bl_claim_total_next(query, &total, row, err);
    if (status != BL_OK || !*row)
        return status;
    lua_createtable(L, 0, 10);
    bl_set_text(L, "item", total.item);
    bl_set_text(L, "state", total.state);
    bl_set_int(L, "claims", total.claims);
    bl_set_money(L, "gross", total.gross);
    bl_set_money(L, "payable", total.payable);
    bl_set_money(L, "committed", total.committed);
    bl_set_money(L, "disbursed", total.disbursed);
    bl_set_money(L, "waiting", total.waiting);
    bl_set_money(L, "recover_due", total.recover_due);
    bl_set_money(L, "recovered", total.recovered);
    return BL_OK;
}

/* totals{as for claims} -> list of {item, state, claims, gross, payable, committed, disbursed,
 * waiting, recover_due, recovered} by item and state */
static int l_totals(lua_State *L)
{
    bl_binding *b = bl_binding_of(L);
    bl_query *query = bl_new_query(L);
    bl_claim_filter filter = check_filter(L, 1);
    bl_err err = {0};
    bl_status status = bl_claims_open_totals(query, b->ledger, b->book, &filter, &err);
    return bl_push_list(L, query, status, next_total, &err);
}

static bl_status next_step(lua_State *L, bl_query *query, bool *row, bl_err *err)
{
    bl_claim_step step;
    bl_status status = bl_claim_step_next(query, &step, row, err);
    if (status != BL_OK || !*row)
        return status;
    lua_createtable(L, 0, 6);
    bl_set_moment(L, "at", step.at);
    bl_set_text(L, "function", step.event.function);
    bl_set_text(L, "actor", step.event.actor);
    bl_set_text(L, "from", step.before);
    bl_set_text(L, "to", step.after);
    bl_set_text(L, "document", step.event.document);
    return BL_OK;
}

/* history(id) -> list of {at, function, actor, from, to, document} */
static int l_history(lua_State *L)
{
    bl_binding *b = bl_binding_of(L);
    bl_query *query = bl_new_query(L);
    bl_err err = {0};
    bl_status status = bl_claim_history_open(query, b->ledger, b->book, bl_check_text(L, 1), &err);
    return bl_push_list(L, query, status, next_step, &err);
}

typedef bl_status mover(bl_ledger *, int64_t, bl_moment, bl_text, bl_err *);

static int move(lua_State *L, mover *how)
{
    bl_binding *b = bl_binding_to_change(L);
    bl_err err = {0};
    bl_binding_check(L, how(b->ledger, b->book, bl_check_moment(L, 1), bl_check_text(L, 2), &err),
                     &err);
    return 0;
}

/* commit(at, id): the budget binds what is payable, and the claim leaves the queue */
static int l_commit(lua_State *L)
{
    return move(L, bl_grant_commit);
}

/* release(at, id): what is bound is free again */
static int l_release(lua_State *L)
{
    return move(L, bl_grant_release);
}

/* disburse(at, id): what is bound is paid */
static int l_disburse(lua_State *L)
{
    return move(L, bl_grant_disburse);
}

/* recover(at, id, amount, recycle): money that is due comes back; recycled, it is free again */
static int l_recover(lua_State *L)
{
    bl_binding *b = bl_binding_to_change(L);
    bl_err err = {0};
    bl_binding_check(L,
                     bl_grant_recover(b->ledger, b->book, bl_check_moment(L, 1),
                                      bl_check_text(L, 2), bl_check_money(L, 3),
                                      lua_toboolean(L, 4), &err),
                     &err);
    return 0;
}

/* objection_raise(at, claim id, by, grounds) -> id */
static int l_objection_raise(lua_State *L)
{
    bl_binding *b = bl_binding_to_change(L);
    char id[BL_OBJECTION_ID_MAX];
    bl_err err = {0};
    bl_binding_check(L,
                     bl_objection_raise(b->ledger, b->book, bl_check_moment(L, 1),
                                        bl_check_text(L, 2), text_argument(L, 3, "by"),
                                        text_argument(L, 4, "grounds"), id, &err),
                     &err);
    lua_pushstring(L, id);
    return 1;
}

/* objection_resolve(at, id, outcome, decision) */
static int l_objection_resolve(lua_State *L)
{
    bl_binding *b = bl_binding_to_change(L);
    bl_err err = {0};
    bl_binding_check(L,
                     bl_objection_resolve(b->ledger, b->book, bl_check_moment(L, 1),
                                          bl_check_text(L, 2), text_argument(L, 3, "outcome"),
                                          text_argument(L, 4, "decision"), &err),
                     &err);
    return 0;
}

static bl_status next_objection(lua_State *L, bl_query *query, bool *row, bl_err *err)
{
    bl_objection objection;
    bl_status status = bl_objection_next(query, &objection, row, err);
    if (status != BL_OK || !*row)
        return status;
    lua_createtable(L, 0, 9);
    bl_set_text(L, "id", bl_text_of(objection.id));
    bl_set_text(L, "claim", bl_text_of(objection.claim));
    bl_set_moment(L, "at", objection.raised_at);
    bl_set_text(L, "by", objection.raised_by);
    bl_set_text(L, "grounds", objection.grounds);
    bl_set_bool(L, "resolved", objection.resolved);
    if (objection.resolved)
        bl_set_moment(L, "resolved_at", objection.resolved_at);
    bl_set_text(L, "outcome", objection.outcome);
    bl_set_text(L, "decision", objection.decision);
    return BL_OK;
}

/* objection(id) -> {id, claim, at, by, grounds, resolved, resolved_at, outcome, decision} or nil */
static int l_objection(lua_State *L)
{
    bl_binding *b = bl_binding_of(L);
    bl_query *query = bl_new_query(L);
    bl_err err = {0};
    bl_status status = bl_objection_open(query, b->ledger, b->book, bl_check_text(L, 1), &err);
    bl_push_list(L, query, status, next_objection, &err);
    lua_rawgeti(L, -1, 1);
    return 1;
}

/* objections(claim id) -> list of them, in order */
static int l_objections(lua_State *L)
{
    bl_binding *b = bl_binding_of(L);
    bl_query *query = bl_new_query(L);
    bl_err err = {0};
    bl_status status = bl_objections_open(query, b->ledger, b->book, bl_check_text(L, 1), &err);
    return bl_push_list(L, query, status, next_objection, &err);
}

/* laws() -> list of {law, left, right, holds}; left counts what violates it, right is 0 */
static int l_laws(lua_State *L)
{
    bl_binding *b = bl_binding_of(L);
    bl_law laws[BL_CLAIM_LAW_COUNT];
    bl_err err = {0};
    bl_binding_check(L, bl_claim_laws_check(b->ledger, b->book, laws, &err), &err);
    return bl_push_laws(L, laws, BL_CLAIM_LAW_COUNT);
}

void bl_bind_subsidy(lua_State *L)
{
    static const luaL_Reg functions[] = {{"budget", l_budget},
                                         {"budget_raise", l_budget_raise},
                                         {"budget_lower", l_budget_lower},
                                         {"budget_bring", l_budget_bring},
                                         {"next_id", l_next_id},
                                         {"claim_file", l_claim_file},
                                         {"claim_change", l_claim_change},
                                         {"claim", l_claim},
                                         {"claims", l_claims},
                                         {"queue", l_queue},
                                         {"totals", l_totals},
                                         {"history", l_history},
                                         {"commit", l_commit},
                                         {"release", l_release},
                                         {"disburse", l_disburse},
                                         {"recover", l_recover},
                                         {"objection_raise", l_objection_raise},
                                         {"objection_resolve", l_objection_resolve},
                                         {"objection", l_objection},
                                         {"objections", l_objections},
                                         {"laws", l_laws},
                                         {NULL, NULL}};
    luaL_newlib(L, functions);
    lua_setfield(L, -2, "subsidy");
}

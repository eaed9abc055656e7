/* SPDX-License-Identifier: MIT */
#include "host/bind_subsidy.h"

#include <lauxlib.h>

#include "../fact.h"
#include "host/bind_date.h"
#include "host/bind_moment.h"
#include "host/bind_money.h"
#include "host/bind_ratio.h"
#include "host/bind_value.h"
#include "host/binding.h"
#include "host/sandbox.h"
#include "host/state.h"

#undef fact
#define fact(name) cmocka_unit_test_setup_teardown(name, enter, leave)

static bl_err err;
static bl_state *desk;
static bl_binding binding;

static int l_open(lua_State *L)
{
    lua_register(L, "yuan", bl_word_yuan);
    lua_register(L, "percent", bl_word_percent);
    lua_register(L, "ratio", bl_word_ratio);
    lua_register(L, "date", bl_word_date);
    lua_register(L, "time", bl_word_time);
    lua_newtable(L);
    bl_bind_subsidy(L);
    lua_getfield(L, -1, "subsidy");
    lua_setglobal(L, "subsidy");
    return 0;
}

/* Runs as lua/bylaw does, in one request. */
static bl_status run(const char *text)
{
    bl_binding_start(&binding);
    bl_status status = bl_state_load(desk, "test", bl_text_of(text), &err);
    return status == BL_OK ? bl_state_call(desk, 0, 0, &err) : status;
}

#define WORDS                                                                                      \
    "function at(day) return time(('2022-03-%02dT09:00:00+08:00'):format(day)) end\n"              \
    "function by(name, document)\n"                                                                \
    "  return { ['function'] = name, actor = 'clerk', document = document } end\n"                 \
    "function file(more)\n"                                                                        \
    "  local claim = { series = 'IE', year = 2021, applicant = 'A1', item = 'rating',\n"           \
    "    line = 'rating', unit = '镇', state = 'applied', gross = yuan(300) }\n"                  \
    "  for k, v in pairs(more or {}) do claim[k] = v end\n"                                        \
    "  return subsidy.claim_file(at(1), claim, by('apply', 'paper 1')) end\n"                      \
    "function payable(more)\n"                                                                     \
    "  local id = file(more)\n"                                                                    \
    "  subsidy.claim_change(at(2), id, { payable = yuan(300), budget = 'fund' }, by 'confirm')\n"  \
    "  return id end\n"                                                                            \
    "function same(a, b) if a ~= b then error(tostring(a) .. ' is not ' .. tostring(b), 2) end "   \
    "end\n"

static int enter(void **state)
{
    (void)state;
    err = (bl_err){0};
    binding = (bl_binding){.may_change = true};
    assert_ok(bl_ledger_open(":memory:", BL_DB_CREATE, &binding.ledger, &err));
    assert_ok(bl_ledger_begin(binding.ledger, true, &err));
    assert_ok(bl_book_open(binding.ledger, "n", (bl_moment){0}, &binding.book, &err));
    assert_ok(bl_ledger_keep(binding.ledger, &err));
    assert_ok(bl_state_open(bl_limits_make_default(), &desk, &err));
    bl_state_set_context(desk, &binding);
    assert_ok(bl_sandbox_open(desk, &err));
    assert_ok(bl_bind_values(desk, &err));
    lua_pushcfunction(bl_state_lua(desk), l_open);
    assert_ok(bl_state_call(desk, 0, 0, &err));
    if (run(WORDS) != BL_OK)
        fail_msg("%s", err.text);
    return 0;
}

static int leave(void **state)
{
    (void)state;
    bl_state_close(desk);
    bl_ledger_close(binding.ledger);
    return 0;
}

static void assert_runs(const char *text)
{
    if (run(text) != BL_OK)
        fail_msg("%s", err.text);
}

static void assert_raises(const char *text, const char *words)
{
    assert_int_equal(run(text), BL_SCRIPT);
    if (!strstr(err.text, words))
        fail_msg("expected %s, not: %s", words, err.text);
    err = (bl_err){0};
    assert_ok(bl_ledger_undo(binding.ledger, &err));
}

static void budget_is_raised_lowered_and_told(void **state)
{
    (void)state;
    assert_runs("assert(subsidy.budget 'fund' == nil)\n"
                "subsidy.budget_raise(at(1), 'fund', yuan(500), 'doc 1')\n"
                "subsidy.budget_lower(at(2), 'fund', yuan(100), 'doc 2')\n"
                "local b = subsidy.budget 'fund'\n"
                "same(b.name, 'fund') same(b.ceiling, yuan(400)) same(b.free, yuan(400))\n"
                "same(b.committed, yuan(0)) same(b.disbursed, yuan(0))\n"
                "same(b.recovered, yuan(0)) same(b.recycled, yuan(0)) same(b.last_at, at(2))\n");
    assert_raises("subsidy.budget_lower(at(3), 'fund', yuan '400.01', 'd')", "");
}

static void claim_comes_back_as_it_was_filed(void **state)
{
    (void)state;
    assert_runs("local first = file { facts = { sales = yuan '83.33', share = percent '12.5',\n"
                "  part = ratio(5, 12), on = date '2021-12-03', seen = at(1), rooms = 7,\n"
                "  area = 20000.5, open = false, list = { { cost = yuan(1) }, 'x' } },\n"
                "  materials = { 'a', 'b' }, notes = { title = '头衔' } }\n"
                "same(first, 'IE-2021-000001') same(file(), 'IE-2021-000002')\n"
                "same(file { year = 2022 }, 'IE-2022-000001')\n"
                "local c = subsidy.claim(first)\n"
                "same(c.id, first) same(c.series, 'IE') same(c.year, 2021) same(c.serial, 1)\n"
                "same(c.applicant, 'A1') same(c.item, 'rating') same(c.line, 'rating')\n"
                "same(c.unit, '镇') same(c.state, 'applied') same(c.gross, yuan(300))\n"
                "same(c.payable, nil) same(c.committed, yuan(0)) same(c.budget, nil)\n"
                "same(c.queue_place, nil) same(c.last_at, at(1))\n"
                "local f = c.facts\n"
                "same(f.sales, yuan '83.33') same(f.share, percent '12.5')\n"
                "same(f.part, ratio(5, 12)) same(f.on, date '2021-12-03') same(f.seen, at(1))\n"
                "same(f.rooms, 7) same(f.area, 20000.5) same(f.open, false)\n"
                "same(f.list[1].cost, yuan(1)) same(f.list[2], 'x')\n"
                "same(#c.materials, 2) same(c.materials[2], 'b') same(c.notes.title, '头衔')\n"
                "same(#subsidy.claim(file()).materials, 0)\n"
                "same(subsidy.claim 'IE-2021-000009', nil) same(subsidy.claim 'x', nil)\n"
                "same(subsidy.next_id('IE', 2021), 'IE-2021-000004')\n"
                "same(select(2, subsidy.next_id('IE', 2021)), 4)\n");
}

static void change_replaces_what_it_names(void **state)
{
    (void)state;
    assert_runs("local id = payable { notes = { a = 1 }, materials = { 'x' } }\n"
                "local c = subsidy.claim(id)\n"
                "same(c.payable, yuan(300)) same(c.budget, 'fund') same(c.notes.a, 1)\n"
                "subsidy.claim_change(at(3), id, { state = 'reported', payable = false,\n"
                "  gross = yuan(200), notes = { b = 2 }, budget = false, unit = '区',\n"
                "  facts = { n = 1 }, materials = {} }, by('resolve', 'doc'))\n"
                "c = subsidy.claim(id)\n"
                "same(c.payable, nil) same(c.budget, nil) same(c.gross, yuan(200))\n"
                "same(c.notes.a, nil) same(c.notes.b, 2) same(c.unit, '区')\n"
                "same(c.facts.n, 1) same(#c.materials, 0) same(c.last_at, at(3))\n"
                "local h = subsidy.history(id)\n"
                "same(#h, 3) same(h[1].from, nil) same(h[1].to, 'applied')\n"
                "same(h[1].document, 'paper 1') same(h[2].document, nil)\n"
                "same(h[3]['function'], 'resolve') same(h[3].actor, 'clerk')\n"
                "same(h[3].from, 'applied') same(h[3].to, 'reported') same(h[3].at, at(3))\n");
}

static void money_moves_with_its_claim(void **state)
{
    (void)state;
    assert_runs("subsidy.budget_raise(at(1), 'fund', yuan(500), 'd')\n"
                "local id = payable()\n"
                "subsidy.commit(at(3), id)\n"
                "same(subsidy.budget 'fund'.free, yuan(200))\n"
                "same(subsidy.budget 'fund'.committed, yuan(300))\n"
                "subsidy.release(at(3), id) same(subsidy.claim(id).committed, yuan(0))\n"
                "subsidy.commit(at(3), id) subsidy.disburse(at(4), id)\n"
                "same(subsidy.claim(id).committed, yuan(300))\n"
                "same(subsidy.claim(id).disbursed, yuan(300))\n"
                "subsidy.claim_change(at(5), id, { recover_due = yuan(250) }, by 'revoke')\n"
                "subsidy.recover(at(6), id, yuan(100), false)\n"
                "subsidy.recover(at(7), id, yuan(150), true)\n"
                "local c, b = subsidy.claim(id), subsidy.budget 'fund'\n"
                "same(c.recover_due, yuan(250)) same(c.recovered, yuan(250))\n"
                "same(b.free, yuan(350)) same(b.committed, yuan(0)) same(b.ceiling, yuan(500))\n"
                "same(b.disbursed, yuan(300)) same(b.recovered, yuan(250))\n"
                "same(b.recycled, yuan(150))\n"
                "for _, law in ipairs(subsidy.laws()) do same(law.holds, true) end\n");
}

static void queue_is_in_order_and_its_places_are_told(void **state)
{
    (void)state;
    assert_runs("subsidy.budget_raise(at(1), 'fund', yuan(300), 'd')\n"
                "local a, b, c = payable(), payable(), payable()\n"
                "local function queue(id, how)\n"
                "  subsidy.claim_change(at(3), id, { queued = how }, by 'confirm') end\n"
                "queue(a, true) queue(b, 'last') queue(c, 'first')\n"
                "local q = subsidy.queue 'fund'\n"
                "same(#q, 3) same(q[1].id, c) same(q[2].id, a) same(q[3].id, b)\n"
                "same(subsidy.claim(b).queue_place, 3) same(q[1].queue_place, 1)\n"
                "queue(a, false) same(subsidy.claim(b).queue_place, 2)\n"
                "subsidy.commit(at(4), c) same(#subsidy.queue 'fund', 1)\n"
                "same(#subsidy.queue 'other', 0)\n");
}

static void claims_are_found_by_what_they_have(void **state)
{
    (void)state;
    assert_runs("local a, b = file(), file { applicant = 'A2', item = 'site', line = 'site:1' }\n"
                "local c, d = file { year = 2022 }, payable { applicant = 'A2' }\n"
                "local e = file { series = 'LS' }\n"
                "local function ids(filter)\n"
                "  local list = {}\n"
                "  for i, claim in ipairs(subsidy.claims(filter)) do list[i] = claim.id end\n"
                "  return table.concat(list, ' ') end\n"
                "local function all(...) return table.concat({ ... }, ' ') end\n"
                "same(ids {}, all(a, b, d, c, e)) same(ids { applicant = 'A2' }, all(b, d))\n"
                "same(ids { applicant = 'A1', year = 2021 }, all(a, e))\n"
                "same(ids { series = 'IE' }, all(a, b, d, c))\n"
                "same(ids { series = 'IE', year = 2021 }, all(a, b, d))\n"
                "same(ids { series = 'IE', item = 'site' }, b)\n"
                "same(ids { budget = 'fund' }, d) same(ids { states = { 'x' } }, '')\n"
                "same(ids { year = 2022, states = { 'x', 'applied' } }, c)\n"
                "same(ids { states = {} }, '')\n"
                "same(subsidy.claims { brief = true }[1].facts, nil)\n"
                "local t = subsidy.totals { series = 'IE' }\n"
                "same(#t, 2) same(t[1].item, 'rating') same(t[1].state, 'applied')\n"
                "same(t[1].claims, 3) same(t[1].gross, yuan(900)) same(t[1].payable, yuan(300))\n"
                "same(t[1].waiting, yuan(0)) same(t[2].item, 'site')\n");
}

static void objections_are_raised_and_resolved(void **state)
{
    (void)state;
    assert_runs("local id = file()\n"
                "local one = subsidy.objection_raise(at(3), id, 'bo', 'not true')\n"
                "same(one, id .. '/1')\n"
                "local two = subsidy.objection_raise(at(4), id, 'cy', 'nor this')\n"
                "subsidy.objection_resolve(at(5), one, 'dismissed', 'it is')\n"
                "local o = subsidy.objection(one)\n"
                "same(o.id, one) same(o.claim, id) same(o.at, at(3)) same(o.by, 'bo')\n"
                "same(o.grounds, 'not true') same(o.resolved, true) same(o.resolved_at, at(5))\n"
                "same(o.outcome, 'dismissed') same(o.decision, 'it is')\n"
                "o = subsidy.objections(id)\n"
                "same(#o, 2) same(o[2].id, two) same(o[2].resolved, false)\n"
                "same(o[2].resolved_at, nil) same(subsidy.objection(id .. '/3'), nil)\n"
                "same(subsidy.claim(id).last_at, at(5))\n");
    assert_raises("subsidy.objection_resolve(at(6), 'IE-2021-000001/1', 'x', 'y')", "resolved");
}

static void slips_raise_and_name_what_is_wrong(void **state)
{
    (void)state;
    assert_raises("file { claimant = 'x' }", "\"claimant\" is no part of this");
    assert_raises("file { applicant = false }", "\"applicant\" must be given");
    assert_raises("file { gross = 3 }", "\"gross\" must be yuan, not number");
    assert_raises("file { materials = { a = 1 } }", "\"materials\" must be a list");
    assert_raises("file { facts = { ['$yuan'] = 1 } }", "begins with \"$\"");
    assert_raises("file { facts = { a = '\\0' } }", "zero byte");
    assert_raises("file { unit = '\\0' }", "zero byte");
    assert_raises("file { unit = ('x'):rep(4097) }", "\"unit\" is longer than 4096 bytes");
    assert_raises("file { facts = { f = print } }", "JSON can't hold a function");
    assert_raises("file { series = 'ie' }", "series");
    assert_raises("subsidy.claims { years = 1 }", "\"years\" is no part of this");
    assert_raises("subsidy.claims { year = -1 }", "year");
    assert_raises("subsidy.commit(at(1), 'IE-2021-000009')", "no claim on a budget");
    assert_raises("subsidy.budget_raise(at(1), 'a/b', yuan(1), 'd')", "budget's name");
    assert_raises("subsidy.claim_change(at(1), file(), { queued = 'middle' }, by 'x')", "middle");
    assert_raises("subsidy.claim_change(at(1), file(), {}, { actor = 'x' })", "\"function\"");
}

static void functions_that_read_change_nothing(void **state)
{
    (void)state;
    assert_runs("file()");
    binding.may_change = false;
    static const char *const changing[] = {
        "subsidy.budget_raise(at(1), 'fund', yuan(1), 'd')",
        "subsidy.budget_lower(at(1), 'fund', yuan(1), 'd')",
        "file()",
        "subsidy.claim_change(at(1), 'IE-2021-000001', {}, by 'x')",
        "subsidy.commit(at(1), 'IE-2021-000001')",
        "subsidy.release(at(1), 'IE-2021-000001')",
        "subsidy.disburse(at(1), 'IE-2021-000001')",
        "subsidy.recover(at(1), 'IE-2021-000001', yuan(1))",
        "subsidy.objection_raise(at(1), 'IE-2021-000001', 'x', 'y')",
        "subsidy.objection_resolve(at(1), 'IE-2021-000001/1', 'x', 'y')",
    };
    for (size_t i = 0; i < sizeof changing / sizeof changing[0]; i++)
        assert_raises(changing[i], "only a function that `changes`");
    assert_runs("subsidy.claims {} subsidy.queue 'fund' subsidy.totals {} subsidy.laws()\n"
                "subsidy.history 'IE-2021-000001' subsidy.objections 'IE-2021-000001'\n"
                "subsidy.budget 'fund' subsidy.claim 'IE-2021-000001'\n"
                "subsidy.next_id('IE', 2021) subsidy.objection 'IE-2021-000001/1'\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        fact(budget_is_raised_lowered_and_told),
        fact(claim_comes_back_as_it_was_filed),
        fact(change_replaces_what_it_names),
        fact(money_moves_with_its_claim),
        fact(queue_is_in_order_and_its_places_are_told),
        fact(claims_are_found_by_what_they_have),
        fact(objections_are_raised_and_resolved),
        fact(slips_raise_and_name_what_is_wrong),
        fact(functions_that_read_change_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

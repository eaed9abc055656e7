/* SPDX-License-Identifier: MIT */
#include "desk.h"

static void answer_longer_than_a_mebibyte_is_an_error_of_the_script(void **state)
{
    (void)state;
    load("local kib = string.rep('x', 1024)\n"
         "local function kibs(n) local l = {} for i = 1, n do l[i] = kib end return l end\n"
         "notice:pure 'list' { fields = 'n* count', answers = 'l[]',\n"
         "  act = function(q) return { l = kibs(q.n) } end }\n"
         "notice:pure 'why' { fields = 'n* count', answers = '', act = function(q)\n"
         "  local r = {} for i = 1, q.n do r[i] = { '一', kib } end return {}, r end }\n"
         "notice:pure 'both' { answers = 'l[]', act = function()\n"
         "  return { l = kibs(600) }, { { '一', 'r', string.rep('y', 600 * 1024) } } end }\n"
         "notice:pure 'more' { answers = '', act = function() return {} end, rules = {\n"
         "  { 'r', '一', 'no', 'm', function() return false, nil, nil,\n"
         "    { a = string.rep('x', 1048000), b = string.rep('y', 1000) } end } } }\n");
    assert_says("list", "{\"n\":1000}", "{\"ok\":true,\"l\":[\"xxx");
    assert_true(answer.size > 1000 * 1024);
    assert_says("list", "{\"n\":1030}", "is longer than 1024 KiB");
    assert_says("why", "{\"n\":900}", "\"ok\":true");
    assert_says("why", "{\"n\":1030}", "is longer than 1024 KiB");
    assert_says("both", "{}", "is longer than 1024 KiB");
    assert_says("more", "{}", "is longer than 1024 KiB");
    assert_true(answer.size < 1000);
}

static void facts_longer_than_a_mebibyte_are_an_error_of_the_script(void **state)
{
    (void)state;
    load("local stores = notice:roster 'stores'\n"
         "notice:changes 'join' { answers = '', act = function(q)\n"
         "  local l = {} for i = 1, 1100 do l[i] = string.rep('x', 1024) end\n"
         "  stores:join(q.at, 'a', 'k', l) return {} end }\n");
    assert_says("join", "{}", "is longer than 1024 KiB");
}

static void words_given_to_the_register_are_short(void **state)
{
    (void)state;
    load("local stores, long = notice:roster 'stores', string.rep('x', 129)\n"
         "local ways = {\n"
         "  function(q) stores:join(q.at, long, 'k', {}) end,\n"
         "  function(q) stores:join(q.at, 'a', long, {}) end,\n"
         "  function(q) notice:roster(long):join(q.at, 'a', 'k', {}) end,\n"
         "  function(q) stores:join(q.at, 'a', 'k', {}) stores:leave(q.at, 'a', long) end,\n"
         "  function(q) stores:touch(q.at, long) end,\n"
         "}\n"
         "notice:changes 'f' { fields = 'n* count', answers = '',\n"
         "  act = function(q) ways[q.n](q) return {} end }\n");
    for (int i = 1; i <= 5; i++) {
        char request[20];
        snprintf(request, sizeof request, "{\"n\":%d}", i);
        assert_says("f", request, "expected at most 128 bytes");
    }
}

/* Each would write for minutes if what it writes cost nothing. */
static void writing_ends_by_the_budget(void **state)
{
    (void)state;
    load("local names = {}\n"
         "for i = 1, 600 do names[i] = 'm' .. i .. '?' end\n"
         "local wide = {} for i = 1, 200000 do wide['k' .. i] = true end\n"
         "for i = 1, 200000 do wide['k' .. i] = nil end\n"
         "local function many(of) local l = {} for i = 1, 200000 do l[i] = of end return l end\n"
         "notice:pure 'shape' { answers = 'l[' .. table.concat(names, ' ') .. ']',\n"
         "  act = function() return { l = many({}) } end }\n"
         "notice:pure 'wide' { answers = 'l[a?]', act = function()\n"
         "  return { l = many(wide) } end }\n"
         "notice:changes 'join' { answers = '', act = function(q)\n"
         "  local s = notice:roster 's' s:join(q.at, 'a', 'k', many(wide)) return {} end }\n");
    assert_says("shape", "{}", "took more than 10000000 steps");
    assert_says("wide", "{}", "took more than 10000000 steps");
    assert_says("join", "{}", "took more than 10000000 steps");
}

/* A hundred thousand calls take more than the budget, a thousand do not. */
static void calls_to_the_register_cost_steps(void **state)
{
    (void)state;
    load("local stores = notice:roster 'stores'\n"
         "notice:reads 'look' { fields = 'n* count', answers = '', act = function(q)\n"
         "  for i = 1, q.n do stores:find 's1' end return {} end }\n"
         "notice:changes 'join' { fields = 'n* count', answers = '', act = function(q)\n"
         "  for i = 1, q.n do stores:join(q.at, 's' .. i, 'x', {}) end return {} end }\n");
    assert_says("join", "{\"n\":10000}", "took more than 10000000 steps");
    assert_says("join", "{\"n\":1000}", "\"ok\":true");
    assert_says("look", "{\"n\":100000}", "took more than 10000000 steps");
    assert_says("look", "{\"n\":1000}", "\"ok\":true");
}

/* Each call has to read all members that ever joined. */
static void work_of_the_register_costs_steps(void **state)
{
    (void)state;
    load("local stores = notice:roster 'stores'\n"
         "notice:changes 'join' { answers = '', act = function(q)\n"
         "  for i = 1, 2000 do stores:join(q.at, 's' .. i, 'x', {}) end return {} end }\n"
         "notice:reads 'count' { fields = 'n* count', answers = '', act = function(q)\n"
         "  for i = 1, q.n do stores:joined_as('x', '') end return {} end }\n");
    assert_says("join", "{}", "\"ok\":true");
    assert_says("count", "{\"n\":20000}", "took more than 10000000 steps");
    assert_says("count", "{\"n\":20}", "\"ok\":true");
}

static void many_keys_are_written_in_their_order(void **state)
{
    (void)state;
    load("local stores = notice:roster 'stores'\n"
         "notice:changes 'join' { answers = 'n', act = function(q)\n"
         "  local l = {} for i = 1, 20000 do l['k' .. i] = i end\n"
         "  stores:join(q.at, 'a', 'k', l)\n"
         "  local n = 0 for _ in pairs(stores:find('a').facts) do n = n + 1 end\n"
         "  return { n = n } end }\n");
    assert_says("join", "{}", "\"n\":20000");
}

static void list_with_keys_that_would_be_lost_is_an_error_of_the_script(void **state)
{
    (void)state;
    load("local stores = notice:roster 'stores'\n"
         "local lists = { { 1, 2, a = 3 }, { 1, [3] = 3 }, { [0] = 0, 1 }, { [1.5] = 1 } }\n"
         "notice:pure 'plain' { fields = 'n* count', answers = 'l[]',\n"
         "  act = function(q) return { l = lists[q.n] } end }\n"
         "notice:pure 'objects' { answers = 'l[a]',\n"
         "  act = function() return { l = { { a = 1 }, b = { a = 2 } } } end }\n"
         "notice:changes 'join' { fields = 'n* count', answers = '',\n"
         "  act = function(q) stores:join(q.at, 'a', 'k', { l = lists[q.n] }) return {} end }\n");
    for (int i = 1; i <= 3; i++) {
        char request[20];
        snprintf(request, sizeof request, "{\"n\":%d}", i);
        assert_says("plain", request, "would be lost");
        assert_says("join", request, "would be lost");
    }
    assert_says("plain", "{\"n\":4}", "would be lost");
    assert_says("plain", "{\"n\":5}", "\"l\":null");
    assert_says("objects", "{}", "would be lost");
}

static void list_with_a_hole_is_not_loaded(void **state)
{
    (void)state;
    assert_not_loaded(
        "local r = { 'r', '一', 'no', 'no', function() return true end }\n"
        "notice:pure 'f' { answers = 'a', rules = { r, nil, r }, act = function() end }",
        "the rules of f have a hole at 2");
    assert_not_loaded("notice:pure 'f' { answers = 'a', fields = { nil, 'a text' },\n"
                      "  act = function() end }",
                      "the fields of f have a hole at 1");
}

static void shape_with_a_name_twice_or_taken_is_not_loaded(void **state)
{
    (void)state;
#define SHAPED(shape) "notice:pure 'f' { answers = '" shape "', act = function() end }"
    assert_not_loaded(SHAPED("a b a"), "n.lua:3: f: the answer's \"a\" stands twice");
    assert_not_loaded(SHAPED("a l[b c b]"), "n.lua:3: f: the answer's \"b\" stands twice");
    assert_not_loaded(SHAPED("a a[b]?"), "n.lua:3: f: the answer's \"a\" stands twice");
    assert_not_loaded(SHAPED("ok"), "n.lua:3: f: \"ok\" is no name");
    assert_not_loaded(SHAPED("a reasons"), "n.lua:3: f: \"reasons\" is no name");
    assert_not_loaded(SHAPED("error{a}"), "n.lua:3: f: \"error\" is no name");
    assert_not_loaded(SHAPED("code?"), "n.lua:3: f: \"code\" is no name");
    assert_not_loaded("notice:pure 'f' { answers = string.rep('a ', 2049), act = function() end }",
                      "n.lua:3: f: answers has at most 4096 bytes");
    load(SHAPED("a{b c} b failed[code ok] c{b}"));
}

static void fields_are_short_enough_to_be_read_at_once(void **state)
{
    (void)state;
#define FIELDED(text) "notice:pure 'f' { answers = '', act = function() end, fields = " text " }"
    assert_not_loaded(FIELDED("string.rep('a', 1025)"),
                      "n.lua:3: a line of fields has at most 1024 bytes");
    assert_not_loaded(FIELDED("'a' .. string.rep(' ', 1023) .. 'b'"),
                      "n.lua:3: a line of fields has at most 1024 bytes");
    assert_not_loaded(FIELDED("string.rep('\\n', 16385)"),
                      "n.lua:3: fields has at most 16384 bytes");
    assert_not_loaded("for i = 1, 64 do notice:pure('f' .. i) { answers = '',\n"
                      " act = function() end, fields = string.rep('\\n', 16000) } end",
                      "took more than 10000000 steps");
    load(FIELDED("'a text' .. string.rep(' ', 1000)"));
}

static void field_called_params_is_not_loaded(void **state)
{
    (void)state;
    assert_not_loaded("notice:pure 'f' { fields = 'params text', answers = '',"
                      " act = function() end }",
                      "n.lua:3: a field can't be called params");
}

static void notice_that_answers_declares_no_more(void **state)
{
    (void)state;
    load("local ways = {\n"
         "  function() notice:pure 'g' { answers = '', act = function() return {} end } end,\n"
         "  function() notice:parameters { { 'a', 1, cite = '一' } } end,\n"
         "  function() bylaw.notice { document = '2', title = 't', issuer = 'i',\n"
         "    issued = date '2022-01-01' } end,\n"
         "  function() notice:campaign { total = yuan(1), rounds = 1, faces = { 1 },\n"
         "    funders = {}, terms = 1, order = 1 } end,\n"
         "  function() notice:schedule { { 'j', time '2021-12-03T10:00:00+08:00', 'f', {},\n"
         "    cite = '一' } } end,\n"
         "}\n"
         "notice:pure 'f' { fields = 'n* count', answers = '',\n"
         "  act = function(q) ways[q.n]() return {} end }\n");
    for (int i = 1; i <= 5; i++) {
        char request[20];
        snprintf(request, sizeof request, "{\"n\":%d}", i);
        assert_says("f", request, "a notice declares while it is loaded");
    }
    assert_int_equal(bl_notice_function_count(notice), 1);
    assert_int_equal(bl_notice_job_count(notice), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        fact(answer_longer_than_a_mebibyte_is_an_error_of_the_script),
        fact(facts_longer_than_a_mebibyte_are_an_error_of_the_script),
        fact(words_given_to_the_register_are_short),
        fact(writing_ends_by_the_budget),
        fact(calls_to_the_register_cost_steps),
        fact(work_of_the_register_costs_steps),
        fact(many_keys_are_written_in_their_order),
        fact(list_with_keys_that_would_be_lost_is_an_error_of_the_script),
        fact(list_with_a_hole_is_not_loaded),
        fact(shape_with_a_name_twice_or_taken_is_not_loaded),
        fact(fields_are_short_enough_to_be_read_at_once),
        fact(field_called_params_is_not_loaded),
        fact(notice_that_answers_declares_no_more),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

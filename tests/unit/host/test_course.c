/* SPDX-License-Identifier: MIT
 * What lua/bylaw/course.lua, range.lua, grid.lua and drafting.lua do and refuse, and no notice
 * shows. */
#include "desk.h"

static void course_applies_its_rules_in_order_until_one_ends_it(void **state)
{
    (void)state;
    load("local course = notice:course {\n"
         "  { 'silent', '一', function(_, a) a.n = 0 end },\n"
         "  { 'each', '二', each = 'list', function(x, a, at) a.n = a.n + x return at end },\n"
         "  { first = { { 'big', '三', function() return 'b' end, when = 'big' },\n"
         "    { 'small', '四', function() return 's', '五' end } } },\n"
         "  { 'stop', '六', ends = function(_, a) return a.n > 2 end, function() return false end "
         "},\n"
         "  { 'last', '七', ends = true, function() return notice.null end },\n"
         "  { 'never', '八', function() return 1 end } }\n"
         "notice:pure 'f' { fields = 'list list of count\\nbig bool', answers = 'n', act = course "
         "}\n");
    assert_answer("f", "{\"list\":[1,1],\"big\":true}",
                  "{\"ok\":true,\"n\":2,\"reasons\":["
                  "{\"cite\":\"二\",\"rule\":\"each\",\"value\":1},"
                  "{\"cite\":\"二\",\"rule\":\"each\",\"value\":2},"
                  "{\"cite\":\"三\",\"rule\":\"big\",\"value\":\"b\"},"
                  "{\"cite\":\"六\",\"rule\":\"stop\",\"value\":false},"
                  "{\"cite\":\"七\",\"rule\":\"last\",\"value\":null}]}");
    assert_answer("f", "{\"list\":[3]}",
                  "{\"ok\":true,\"n\":3,\"reasons\":["
                  "{\"cite\":\"二\",\"rule\":\"each\",\"value\":1},"
                  "{\"cite\":\"五\",\"rule\":\"small\",\"value\":\"s\"},"
                  "{\"cite\":\"六\",\"rule\":\"stop\",\"value\":false}]}");
}

static void course_that_is_not_whole_is_not_loaded(void **state)
{
    (void)state;
    assert_not_loaded("notice:course { { 'a', '一' } }",
                      "n.lua:3: the function of rule a must be a function, not nil");
    assert_not_loaded("notice:course { { 'a', nil, print } }",
                      "the cite of rule a must be a string");
    assert_not_loaded("notice:course { { 'a', '一', print, whan = 'b' } }",
                      "did you mean \"when\"?");
    assert_not_loaded("notice:course { { first = {}, when = 'b' } }", "did you mean \"first\"?");
}

static void range_knows_its_ends_to_the_fen(void **state)
{
    (void)state;
    load("local inner = notice:range { least = percent(10), most = percent(50), above = true,\n"
         "  below = true }\n"
         "notice:pure 'f' { fields = 'base* money\\nx* percent\\ndown, up percent',\n"
         "  answers = 'least most holds', act = function(q)\n"
         "    local least, most = inner:amounts(q.base)\n"
         "    return { least = least, most = most, holds = inner:holds(q.x, q.down, q.up) } end "
         "}\n");
    assert_says("f", "{\"base\":1,\"x\":10}", "\"least\":0.11,\"most\":0.49,\"holds\":false");
    assert_says("f", "{\"base\":0.99,\"x\":10.01}", "\"least\":0.1,\"most\":0.49,\"holds\":true");
    assert_says("f", "{\"base\":0.02,\"x\":50}", "\"least\":0,\"most\":0,\"holds\":false");
    assert_says("f", "{\"base\":1,\"x\":10,\"down\":0}", "\"holds\":true");
    assert_says("f", "{\"base\":1,\"x\":0,\"down\":0}", "\"holds\":true");
    assert_says("f", "{\"base\":1,\"x\":50,\"down\":0}", "\"holds\":false");
    assert_says("f", "{\"base\":1,\"x\":100,\"up\":100}", "\"holds\":true");
    assert_says("f", "{\"base\":1,\"x\":100.01,\"up\":100}", "\"holds\":false");
    assert_not_loaded("notice:range { least = percent(1), most = 2 }",
                      "n.lua:3: a range's most must be a percent");
}

static void grid_names_a_parameter_for_each_cell(void **state)
{
    (void)state;
    load("local cells = notice:grid 'g' { most = 4, columns = 'least 下限, years 年数', rows = [[\n"
         "  small  一  12%  -\n"
         "  large  二  100% 3\n"
         "  open   二  0%   ? ]] }\n"
         "notice:parameters { cells.parameters }\n"
         "notice:pure 'f' { fields = 'row* text', answers = 'least years cite', act = function(q)\n"
         "    local found, cite = cells(q.row)\n"
         "    return { least = found.least, years = found.years, cite = cite } end }\n");
    assert_says("f", "{\"row\":\"small\"}", "\"least\":12,\"years\":null,\"cite\":\"一\"");
    assert_says("f", "{\"row\":\"large\"}", "\"least\":100,\"years\":3,\"cite\":\"二\"");
    assert_says("f", "{\"row\":\"open\",\"params\":{\"g.open.years\":4}}", "\"years\":4");
    assert_says("f", "{\"row\":\"open\",\"params\":{\"g.open.years\":5}}", "params.g.open.years");
    assert_says("f", "{\"row\":\"open\"}", "\"years\":null");
    assert_says("f", "{\"row\":\"small\",\"params\":{\"g.small.years\":4}}",
                "params.g.small.years");
    assert_says("f", "{\"row\":\"lage\"}", "did you mean \\\"large\\\"?");
}

static void grid_that_is_not_whole_is_not_loaded(void **state)
{
    (void)state;
    assert_not_loaded("notice:grid 'g' { columns = 'a 甲', rows = 'x 一' }",
                      "n.lua:3: row x of a grid has 0 cells, not 1");
    assert_not_loaded("notice:grid 'g' { columns = 'a 甲', rows = 'x 一 many' }",
                      "a cell of a grid is 50%, 3, - or ?, not \"many\"");
    assert_not_loaded("notice:grid 'g' { columns = 'a 甲', rows = 'x 一 1\\nx 一 2' }",
                      "row x of grid g stands twice");
    assert_not_loaded("notice:grid 'g' { columns = 'a 甲' }",
                      "the rows of grid g must be a string");
}

static void reading_names_a_parameter_that_there_is(void **state)
{
    (void)state;
    assert_not_loaded("notice:parameters { { 'reach', 1, cite = '一' } }\n"
                      "notice:drafting { { '一', '甲', '乙', by = 'rech' } }",
                      "did you mean \"reach\"?");
    assert_not_loaded("notice:drafting { { '一', '甲' } }",
                      "n.lua:3: what is taken for 一 must be");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        fact(course_applies_its_rules_in_order_until_one_ends_it),
        fact(course_that_is_not_whole_is_not_loaded),
        fact(range_knows_its_ends_to_the_fen),
        fact(grid_names_a_parameter_for_each_cell),
        fact(grid_that_is_not_whole_is_not_loaded),
        fact(reading_names_a_parameter_that_there_is),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

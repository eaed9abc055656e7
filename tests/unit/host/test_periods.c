/* SPDX-License-Identifier: MIT
 * What lua/bylaw/periods.lua, findings.lua and numbers.lua refuse, and what no notice uses
 * yet. */
#include "desk.h"

#define FIGURES                                                                                    \
    "local p = notice:parameters { { of = 'x', cite = '一', { 'days', 30 }, { 'digits', 3 },"     \
    "  { 'prefix', 'LSDR' }, { 'first', 1 }, { 'rest', type = 'date', list = true } } }\n"

#define ONE(more) "notice:periods { { 'a', '一', " more " } }"

static void period_that_is_not_whole_is_not_loaded(void **state)
{
    (void)state;
    assert_not_loaded(FIGURES "notice:periods { { 'a' } }",
                      "n.lua:4: the cite of period a must be a string");
    assert_not_loaded(FIGURES ONE("'least', 'x.days'"), "did you mean \"latest\"?");
    assert_not_loaded(FIGURES ONE("'latest'"), "period a needs the parameter of its length");
    assert_not_loaded(FIGURES ONE("'latest', 'x.days', ends = function() end"),
                      "period a needs the parameter of its length");
    assert_not_loaded(FIGURES ONE("'latest', 'x.days', roll = true"), "did you mean \"rolls\"?");
    assert_not_loaded(FIGURES "notice:periods { calender = {} }", "did you mean \"calendar\"?");
}

static void working_days_between_are_counted_without_spans(void **state)
{
    (void)state;
    load(FIGURES "notice:record('span', 'from*, to* date')\n"
                 "local periods = notice:periods { calendar = { 'x.rest' } }\n"
                 "notice:pure 'count' { fields = 'from*, to* date\\nexcept list of span',\n"
                 "  answers = 'days complete', act = function(q)\n"
                 "    local days, complete = periods.counted(q.from, q.to, q.except)\n"
                 "    return { days = days, complete = complete } end }\n");
    assert_says("count", "{\"from\":\"2022-03-01\",\"to\":\"2022-03-08\"}", "\"days\":5");
    assert_says("count", "{\"from\":\"2022-03-01\",\"to\":\"2022-03-01\"}", "\"days\":0");
    assert_says("count", "{\"from\":\"2022-03-08\",\"to\":\"2022-03-01\"}", "\"days\":0");
    assert_says("count",
                "{\"from\":\"2022-03-01\",\"to\":\"2022-04-11\","
                "\"except\":[{\"from\":\"2022-03-04\",\"to\":\"2022-03-04\"},"
                "{\"from\":\"2022-03-02\",\"to\":\"2022-04-01\"}]}",
                "\"days\":5,\"complete\":true");
    assert_says("count", "{\"from\":\"2026-12-31\",\"to\":\"2027-01-04\"}",
                "\"days\":2,\"complete\":false");
    assert_says("count",
                "{\"from\":\"2026-12-31\",\"to\":\"2027-01-04\","
                "\"params\":{\"x.rest\":[\"2027-01-01\"]}}",
                "\"days\":1,\"complete\":true");
}

static void months_end_on_the_same_day_or_the_last_of_a_shorter_one(void **state)
{
    (void)state;
    load("notice:parameters { { 'm', 6, cite = '一' }, { 'y', 1, cite = '一' } }\n"
         "local periods = notice:periods { { 'half', '一', 'latest', 'm', months = 1, rolls = true "
         "},\n"
         "  { 'year', '一', 'latest', 'y', months = 12 } }\n"
         "notice:pure 'ends' { fields = 'from* date', answers = 'half year', act = function(q)\n"
         "    return { half = periods.half(q).date, year = periods.year(q).date } end }\n");
    assert_says("ends", "{\"from\":\"2022-02-28\"}",
                "\"half\":\"2022-08-29\",\"year\":\"2023-02-28\"");
    assert_says("ends", "{\"from\":\"2022-08-31\"}", "\"half\":\"2023-02-28\"");
    assert_says("ends", "{\"from\":\"2024-02-29\"}", "\"year\":\"2025-02-28\"");
}

static void finding_that_is_not_whole_is_not_loaded(void **state)
{
    (void)state;
    assert_not_loaded("notice:findings { { 'a', 'eror', '一', '甲', 'b' } }",
                      "n.lua:3: finding a: there is no severity \"eror\"; did you mean \"error\"?");
    assert_not_loaded("notice:findings { { 'a', 'error', nil, '甲', 'b' } }",
                      "the cite of finding a must be a string");
    assert_not_loaded("notice:findings { { 'a', 'error', '一', 'b' } }",
                      "the test of finding a must be a function");
    assert_not_loaded("notice:findings { { 'a', 'error', '一', '甲', 'b', whan = 'c' } }",
                      "did you mean \"when\"?");
}

static void findings_are_told_by_code_and_by_the_gravest(void **state)
{
    (void)state;
    load("local findings = notice:findings {\n"
         "  { 'old', 'warning', '一', '旧', 'old' }, { 'bad', 'error', '二', '坏', 'not good' },\n"
         "  { 'gap', 'info', '三', '差', function(x) return x.gap > 3, x.gap end, when = 'gap',\n"
         "    eased = 'old' } }\n"
         "notice:pure 'look' { fields = 'old, good bool\\ngap count\\ncodes text',\n"
         "  answers = 'found[code severity cite value?] worst', act = function(q)\n"
         "    local found = findings.of(q, q.codes)\n"
         "    return { found = found, worst = findings.worst(found) } end }\n");
    assert_says("look", "{\"old\":true,\"gap\":4}",
                "[{\"code\":\"old\",\"severity\":\"warning\",\"cite\":\"一\"},"
                "{\"code\":\"bad\",\"severity\":\"error\",\"cite\":\"二\"},"
                "{\"code\":\"gap\",\"severity\":\"info\",\"cite\":\"三\",\"value\":4}],"
                "\"worst\":\"error\"");
    assert_says("look", "{\"old\":true,\"gap\":4,\"codes\":\"gap old\"}", "\"worst\":\"warning\"");
    assert_says("look", "{\"good\":true,\"gap\":3}", "\"found\":[],\"worst\":null");
}

static void findings_are_judged_row_by_row(void **state)
{
    (void)state;
    load("local findings = notice:findings {\n"
         "  { 'short', 'error', '一', '短', function(x) return x.days < 20, x.days end,\n"
         "    needs = 'days' },\n"
         "  { 'short', 'warning', '一', '短', function(x) return x.days < 30 end,\n"
         "    when = 'market', needs = 'days market' },\n"
         "  { 'note', 'info', '二', '注', 'market' } }\n"
         "notice:pure 'look' { fields = 'days count\\nmarket bool',\n"
         "  answers = 'found[code severity cite value?] judged[code cite term outcome severity?"
         " value? needs[]?]',\n"
         "  act = function(q) return { found = findings.of(q), judged = findings.judge(q) } end "
         "}\n");
    assert_says("look", "{}",
                "\"found\":[],\"judged\":[{\"code\":\"short\",\"cite\":\"一\",\"term\":\"短\","
                "\"outcome\":\"undecided\",\"needs\":[\"days\"]}");
    assert_says("look", "{\"days\":19,\"market\":false}",
                "\"judged\":[{\"code\":\"short\",\"cite\":\"一\",\"term\":\"短\","
                "\"outcome\":\"fail\",\"severity\":\"error\",\"value\":19}]");
    assert_says("look", "{\"days\":20,\"market\":true}",
                "\"judged\":[{\"code\":\"short\",\"cite\":\"一\",\"term\":\"短\","
                "\"outcome\":\"fail\",\"severity\":\"warning\"}]");
    assert_says("look", "{\"days\":30,\"market\":true}",
                "\"judged\":[{\"code\":\"short\",\"cite\":\"一\",\"term\":\"短\","
                "\"outcome\":\"pass\"}]");
}

static void findings_have_severities_of_the_notice(void **state)
{
    (void)state;
    load("notice:codes [[\n  risky stocks 股票, futures 期货\n  use plain 一般, risky\n]]\n"
         "local bars = notice:findings { codes = 'bar', severities = 'barred asked',\n"
         "  { 'a', 'barred', '三(二)', '甲', 'use == risky' },\n"
         "  { 'b', 'asked', '三', '乙', 'use ~= plain' },\n"
         "  { 'c', 'asked', '四', '丙', 'use == futures' } }\n"
         "notice:pure 'look' { fields = 'use use\\nonly text', answers = 'codes first bar', \n"
         "  act = function(q)\n"
         "    local codes, first = '', bars.first(q, q.only)\n"
         "    for _, one in ipairs(bars.of(q, q.only)) do codes = codes .. one.code end\n"
         "    return { codes = codes, first = first and first.cite,\n"
         "      bar = notice:missing('bar', { 'a', 'c' })[1] } end }\n");
    assert_says("look", "{\"use\":\"futures\"}",
                "\"codes\":\"abc\",\"first\":\"三(二)\",\"bar\":\"b\"");
    assert_says("look", "{\"use\":\"futures\",\"only\":\"三\"}", "\"codes\":\"ab\"");
    assert_says("look", "{\"use\":\"stocks\",\"only\":\"c b\"}", "\"codes\":\"b\"");
    assert_says("look", "{\"use\":\"plain\"}", "\"codes\":\"\",\"first\":null");
    assert_says("look", "{}", "\"codes\":\"b\"");
    assert_not_loaded("notice:findings { severities = 'grave', { 'a', 'error', '一', '甲', 'b' } }",
                      "there is no severity \"error\"; did you mean \"grave\"?");
}

static void a_finding_can_be_asked_for_by_a_rule(void **state)
{
    (void)state;
    load("notice:codes 'use plain 一般, stocks 股票'\n"
         "local bars = notice:findings { { 'a', 'error', '三', '甲', 'use == stocks' },\n"
         "  { 'b', 'error', '三', '乙', function(x) return x.sum > yuan(5) end } }\n"
         "notice:rule 'r' { cite = '三', fields = 'use* use\\nsum* money',\n"
         "  results = 'bar finding', function(x)\n"
         "    local found = bars.first(x) return found and found.code or nil end }\n");
    assert_says("r", "{\"use\":\"stocks\",\"sum\":6}", "\"bar\":\"a\"");
    assert_says("r", "{\"use\":\"plain\",\"sum\":5.01}",
                "\"rule\":\"r.sum\",\"value\":5.01,\"needed\":5}");
    assert_says("r", "{\"use\":\"plain\",\"sum\":5}", "\"bar\":null");
}

static void fields_of_a_text_share_a_clause(void **state)
{
    (void)state;
    load("notice:codes 'kind a 甲, b 乙'\nlocal more = [[\n"
         "  sum*  money > 0  -- 金额\n  yes   bool = false\n]]\n"
         "notice:pure 'ask' { fields = { 'kind* kind', { more, 'for kind a' },\n"
         "  { 'sum* count', 'for kind b' } }, answers = 'sum yes',\n"
         "  act = function(q) return { sum = q.sum, yes = q.yes } end }\n");
    assert_says("ask", "{\"kind\":\"a\",\"sum\":0.5}", "\"sum\":0.5,\"yes\":false");
    assert_says("ask", "{\"kind\":\"b\",\"sum\":7}", "\"sum\":7");
    assert_says("ask", "{\"kind\":\"b\",\"sum\":0.5}", "\"field\":\"sum\"");
    assert_says("ask", "{\"kind\":\"b\",\"sum\":7,\"yes\":true}", "\"field\":\"yes\"");
    assert_says("ask", "{\"kind\":\"a\"}", "\"field\":\"sum\"");
    assert_not_loaded("notice:pure 'f' { fields = { { 'a bool' } }, answers = 'a',\n"
                      "  act = function() end }",
                      "a clause of fields must be a string");
}

static void number_is_written_as_it_is_read_while_its_digits_last(void **state)
{
    (void)state;
    load(FIGURES
         "local numbers = notice:numbers { prefix = 'x.prefix', digits = 'x.digits',\n"
         "  first = 'x.first', unit_most = 8 }\n"
         "notice:pure 'write' { fields = 'unit* text\\nserial* count', answers = 'number',\n"
         "  act = function(q)\n"
         "    local number = numbers.write(2022, q.unit, q.serial)\n"
         "    local read = number and numbers.read(number)\n"
         "    if read and (read.unit ~= q.unit or read.serial ~= q.serial\n"
         "      or read.year ~= 2022) then error 'not the same' end\n"
         "    return { number = number } end }\n");
    assert_says("write", "{\"unit\":\"001\",\"serial\":2}", "\"number\":\"LSDR-2022-001002\"");
    assert_says("write", "{\"unit\":\"A\",\"serial\":999}", "\"number\":\"LSDR-2022-A999\"");
    assert_says("write", "{\"unit\":\"001\",\"serial\":1000}", "\"number\":null");
    assert_not_loaded(FIGURES "notice:numbers { prefix = 'x.prefix' }",
                      "n.lua:4: numbers need their digits");
    assert_not_loaded("notice:numbers { prefixe = 'p' }", "did you mean \"prefix\"?");
}

static void field_for_a_list_of_codes_is_for_each_of_them(void **state)
{
    (void)state;
    load("notice:codes [[\n  yearly plan 计划, report 报告\n  rule filing 备案, yearly\n]]\n"
         "notice:pure 'ask' { fields = 'rule* rule\\nyear* count for rule yearly\\n'\n"
         "  .. 'tags set of yearly for rule filing', answers = 'year',\n"
         "  act = function(q) return { year = q.year } end }\n");
    assert_says("ask", "{\"rule\":\"plan\",\"year\":1}", "\"year\":1");
    assert_bad("ask", "{\"rule\":\"report\"}", "year", "is missing");
    assert_bad("ask", "{\"rule\":\"filing\",\"year\":1}", "year", "does not go with this rule");
    assert_bad("ask", "{\"rule\":\"plan\",\"year\":1,\"tags\":[]}", "tags", "does not go with");
    assert_bad("ask", "{\"rule\":\"filing\",\"tags\":[\"plan\",\"plan\"]}", "tags", "already");
    assert_bad("ask", "{\"rule\":\"filing\",\"tags\":[\"plon\"]}", "tags", "did you mean");
    assert_says("ask", "{\"rule\":\"filing\",\"tags\":[\"report\",\"plan\"]}", "\"year\":null");
}

#define TWINS(second)                                                                              \
    "notice:codes 'rule  a 甲, b 乙, c 丙'\nnotice:pure 'ask' { fields = 'rule* rule\\n'\n"     \
    "  .. 'to* date for rule a\\nto set of rule for rule " second "',\n"                           \
    "  answers = 'to', act = function(q)\n"                                                        \
    "    return { to = q.rule == 'b' and q.to and #q.to or q.to } end }\n"

static void field_has_another_type_with_another_value(void **state)
{
    (void)state;
    assert_not_loaded(TWINS("a|b"), "field to stands twice");
    load(TWINS("b"));
    assert_says("ask", "{\"rule\":\"a\",\"to\":\"2022-03-01\"}", "\"to\":\"2022-03-01\"");
    assert_says("ask", "{\"rule\":\"b\",\"to\":[\"a\",\"c\"]}", "\"to\":2");
    assert_says("ask", "{\"rule\":\"b\"}", "\"to\":null");
    assert_bad("ask", "{\"rule\":\"a\"}", "to", "is missing");
    assert_bad("ask", "{\"rule\":\"a\",\"to\":[]}", "to", "expected a date");
    assert_bad("ask", "{\"rule\":\"b\",\"to\":\"2022-03-01\"}", "to", "expected a list");
    assert_bad("ask", "{\"rule\":\"c\",\"to\":[]}", "to", "does not go with this rule");
}

static void part_of_a_notice_lies_in_a_folder_beside_it(void **state)
{
    (void)state;
    assert_not_loaded("bylaw.part('_part.lua')", "lies in a folder beside it");
    assert_not_loaded("bylaw.part('/parts/_part.lua')", "lies in a folder beside it");
    assert_not_loaded("bylaw.part('parts/../../_part.lua')", "lies in a folder beside it");
    assert_not_loaded("bylaw.part('no_such_folder/_part.lua')", "no_such_folder/_part.lua");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        fact(period_that_is_not_whole_is_not_loaded),
        fact(working_days_between_are_counted_without_spans),
        fact(months_end_on_the_same_day_or_the_last_of_a_shorter_one),
        fact(finding_that_is_not_whole_is_not_loaded),
        fact(findings_are_told_by_code_and_by_the_gravest),
        fact(findings_are_judged_row_by_row),
        fact(findings_have_severities_of_the_notice),
        fact(a_finding_can_be_asked_for_by_a_rule),
        fact(fields_of_a_text_share_a_clause),
        fact(number_is_written_as_it_is_read_while_its_digits_last),
        fact(field_for_a_list_of_codes_is_for_each_of_them),
        fact(field_has_another_type_with_another_value),
        fact(part_of_a_notice_lies_in_a_folder_beside_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

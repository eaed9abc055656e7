/* SPDX-License-Identifier: MIT */
#include "desk.h"

#define RULED                                                                                      \
    "notice:pure 'f' { fields = 'a, b, c bool\\nn count', answers = 'n',\n"                        \
    "  given = function(q) return { twice = (q.n or 0) * 2 } end,\n"                               \
    "  rules = {\n"                                                                                \
    "    { 'first', '一', 'no_a', 'needs \"a\"', 'a' },\n"                                        \
    "    { 'second', '二', 'has_b', 'must not have b', 'not b', when = function(q)\n"             \
    "      return q.n ~= 7 end },\n"                                                               \
    "    { 'third', '三', 'no_c', 'needs c', function(q, s)\n"                                    \
    "      return q.c, s.twice, yuan(5), { short = yuan(2), also = 'x', by = 3 } end,\n"           \
    "      quiet = true },\n"                                                                      \
    "  },\n"                                                                                       \
    "  act = function(q, s) return { n = s.twice },\n"                                             \
    "    { { '四', 'fourth' }, { '五', 'fifth', percent(12), date '2021-12-03' } } end }\n"

static void all_rules_hold_and_the_act_answers(void **state)
{
    (void)state;
    load(RULED);
    assert_answer("f", "{\"a\":true,\"c\":true,\"n\":4}",
                  "{\"ok\":true,\"n\":8,\"reasons\":["
                  "{\"cite\":\"一\",\"rule\":\"first\",\"value\":true},"
                  "{\"cite\":\"二\",\"rule\":\"second\",\"value\":true},"
                  "{\"cite\":\"四\",\"rule\":\"fourth\"},"
                  "{\"cite\":\"五\",\"rule\":\"fifth\",\"value\":12,\"needed\":\"2021-12-03\"}]}");
}

static void first_rule_that_fails_refuses(void **state)
{
    (void)state;
    load(RULED);
    assert_answer("f", "{\"b\":true}",
                  "{\"ok\":false,\"error\":{\"code\":\"no_a\",\"message\":\"needs \\\"a\\\"\","
                  "\"cite\":\"一\"},\"reasons\":["
                  "{\"cite\":\"一\",\"rule\":\"first\",\"value\":false}]}");
    assert_says("f", "{\"a\":true,\"b\":true}", "\"code\":\"has_b\"");
}

static void rule_is_tested_only_when_it_says_so(void **state)
{
    (void)state;
    load(RULED);
    assert_answer("f", "{\"a\":true,\"b\":true,\"c\":true,\"n\":7}",
                  "{\"ok\":true,\"n\":14,\"reasons\":["
                  "{\"cite\":\"一\",\"rule\":\"first\",\"value\":true},"
                  "{\"cite\":\"四\",\"rule\":\"fourth\"},"
                  "{\"cite\":\"五\",\"rule\":\"fifth\",\"value\":12,\"needed\":\"2021-12-03\"}]}");
}

static void quiet_rule_leaves_a_reason_when_it_refuses(void **state)
{
    (void)state;
    load(RULED);
    assert_answer("f", "{\"a\":true,\"n\":4}",
                  "{\"ok\":false,\"error\":{\"code\":\"no_c\",\"message\":\"needs c\","
                  "\"cite\":\"三\",\"also\":\"x\",\"by\":3,\"short\":2},\"reasons\":["
                  "{\"cite\":\"一\",\"rule\":\"first\",\"value\":true},"
                  "{\"cite\":\"二\",\"rule\":\"second\",\"value\":true},"
                  "{\"cite\":\"三\",\"rule\":\"third\",\"value\":8,\"needed\":5}]}");
}

static void list_of_rules_stands_for_each_of_them(void **state)
{
    (void)state;
    load("local both = { { 'x', '一', 'no_a', 'm', 'a' }, { 'y', '二', 'no_b', 'm', 'b' } }\n"
         "notice:pure 'f' { fields = 'a, b bool', answers = '', rules = { both },\n"
         "  act = function() return {} end }");
    assert_says("f", "{\"a\":true}", "\"code\":\"no_b\"");
    assert_says("f", "{\"a\":true,\"b\":true}", "{\"ok\":true,\"reasons\":[");
}

static void answer_that_does_not_fit_its_shape_is_an_error_of_the_script(void **state)
{
    (void)state;
    load("notice:pure 'f' { answers = 'n', act = function() return { m = 1 } end }\n"
         "notice:pure 'g' { answers = 'n', act = function() return { n = 1.5 } end }\n"
         "notice:pure 'h' { answers = 'n', act = function() return 7 end }\n"
         "notice:pure 'i' { answers = 'n', act = function() return { n = {} } end }\n");
    assert_says("f", "{}", "\"m\\\" that its shape lacks");
    assert_says("g", "{}", "is a fraction");
    assert_says("h", "{}", "\"code\":\"script_error\"");
    assert_says("i", "{}", "\\\"n\\\" is a table");
}

static void reason_has_a_value_or_a_list_of_values(void **state)
{
    (void)state;
    load("notice:pure 'f' { answers = '', act = function()\n"
         "  return {}, { { '一', 'a', { yuan(1), notice.null, 'x' } }, { '一', 'b', {} },\n"
         "    { '一', 'c', notice.null, { 2 } } } end }\n"
         "notice:pure 'g' { answers = '', act = function()\n"
         "  return {}, { { '一', 'a', { { 1 } } } } end }\n");
    assert_says("f", "{}",
                "{\"cite\":\"一\",\"rule\":\"a\",\"value\":[1,null,\"x\"]},"
                "{\"cite\":\"一\",\"rule\":\"b\",\"value\":[]},"
                "{\"cite\":\"一\",\"rule\":\"c\",\"value\":null,\"needed\":[2]}");
    assert_says("g", "{}", "the answer's \\\"value\\\" is a table");
}

static void reason_without_a_cite_is_an_error_of_the_script(void **state)
{
    (void)state;
    load("notice:pure 'f' { answers = '', act = function() return {}, { { nil, 'x' } } end }\n"
         "notice:pure 'g' { answers = '', act = function() return {}, { 'x' } end }\n");
    assert_says("f", "{}", "\"code\":\"script_error\"");
    assert_says("g", "{}", "\"code\":\"script_error\"");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        fact(all_rules_hold_and_the_act_answers),
        fact(first_rule_that_fails_refuses),
        fact(rule_is_tested_only_when_it_says_so),
        fact(quiet_rule_leaves_a_reason_when_it_refuses),
        fact(list_of_rules_stands_for_each_of_them),
        fact(answer_that_does_not_fit_its_shape_is_an_error_of_the_script),
        fact(reason_has_a_value_or_a_list_of_values),
        fact(reason_without_a_cite_is_an_error_of_the_script),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

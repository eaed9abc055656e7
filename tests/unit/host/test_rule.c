/* SPDX-License-Identifier: MIT */
#include "desk.h"

/* A rule `r` with a result `amount` of money; its body takes the facts `f`. */
#define RULE(fields, body) WORDS "  fields = [[" fields "]], function(f)\n" body "\nend }\n"
#define WORDS                                                                                      \
    "notice:codes 'sector maker M, shop S, park P'\n"                                              \
    "local p = notice:parameters { { 'least', yuan(100), cite = '2' },\n"                          \
    "  { 'rate', percent(5), cite = '3' } }\n"                                                     \
    "local lone = notice:rule 'r' { cite = '一', results = 'amount money',\n"

/* Asks for the rule at `place`, which is then explored: kit, its rules and the rule are pushed. */
static bool find_rule(int place)
{
    lua_State *L = bl_notice_lua(notice);
    lua_settop(L, 0);
    lua_getglobal(L, "kit");
    lua_getfield(L, -1, "rules");
    lua_rawgeti(L, -1, place);
    lua_getfield(L, 1, "find_rule");
    lua_getfield(L, 3, "name");
    bool found = bl_state_call(bl_state_of(L), 1, 0, &err) == BL_OK;
    lua_settop(L, 3);
    return found;
}

static const char *reason(void)
{
    lua_State *L = bl_notice_lua(notice);
    if (!find_rule(1))
        fail_msg("%s", err.text);
    lua_getfield(L, -1, "reason");
    return lua_tostring(L, -1);
}

static int64_t row_count(void)
{
    lua_State *L = bl_notice_lua(notice);
    assert_null(reason());
    lua_getfield(L, -2, "explored");
    lua_getfield(L, -1, "rows");
    return (int64_t)lua_rawlen(L, -1);
}

/* The rule is explored into so many rows, and proven. */
#define assert_explored(text, rows)                                                                \
    do {                                                                                           \
        load(text);                                                                                \
        if (reason())                                                                              \
            fail_msg("row by row: %s", reason());                                                  \
        assert_int_equal(row_count(), rows);                                                       \
    } while (0)

#define assert_row_by_row(text, words)                                                             \
    do {                                                                                           \
        load(text);                                                                                \
        if (!reason() || !strstr(reason(), words))                                                 \
            fail_msg("expected %s, not: %s", words, reason());                                     \
    } while (0)

static void a_rule_answers_with_the_condition_that_decided(void **state)
{
    (void)state;
    assert_explored(RULE("sector* sector\nspent* money\nloan bool",
                         "if f.sector == 'maker' and f.spent >= p 'least' and not f.loan then\n"
                         "  return at_most(f.spent:times(p 'rate', 'down'), yuan(20)) end\n"
                         "return yuan(0)"),
                    2);
    assert_says("r", "{\"sector\":\"maker\",\"spent\":100.39}", "\"amount\":5.01,\"reasons\"");
    assert_says("r", "{\"sector\":\"maker\",\"spent\":99.99}",
                "\"amount\":0,\"why_not\":{\"condition\":\"spent\",\"value\":99.99,\"needed\":100,"
                "\"cite\":\"2\"}");
    assert_says("r", "{\"sector\":\"shop\",\"spent\":1000}",
                "{\"condition\":\"sector\",\"value\":\"shop\",\"needed\":\"maker\"");
    assert_says("r", "{\"sector\":\"maker\",\"spent\":1000,\"loan\":true}",
                "{\"condition\":\"loan\",\"value\":true,\"needed\":false,\"cite\"");
    assert_says("r", "{\"sector\":\"maker\",\"spent\":9000}",
                "\"amount\":20,\"reasons\":[{\"cite\":\"一\",\"rule\":\"r.sector\",\"value\":"
                "\"maker\"},{\"cite\":\"2\",\"rule\":\"r.spent\",\"value\":9000,\"needed\":100}");
}

static void parameters_of_a_call_make_a_table_of_their_own(void **state)
{
    (void)state;
    load(RULE("spent* money", "if f.spent < p 'least' then return yuan(0) end\n"
                              "return f.spent * p 'rate'"));
    assert_says("r", "{\"spent\":100}", "\"amount\":5,");
    assert_says("r", "{\"spent\":100,\"params\":{\"least\":200}}", "\"needed\":200");
    assert_says("r", "{\"spent\":100,\"params\":{\"rate\":8}}", "\"amount\":8,");
    assert_says("r", "{\"spent\":99}", "\"needed\":100");
}

static void parameters_among_themselves_are_values(void **state)
{
    (void)state;
    assert_explored(RULE("a* money", "local half = p 'rate' * percent(50)\n"
                                     "if p 'least' == yuan(100) and f.a > p 'least' * 2 then\n"
                                     "  return f.a * half end\n"
                                     "return at_most(p 'least', yuan(p 'least'.fen / 1000))"),
                    2);
    assert_says("r", "{\"a\":200.01}", "\"amount\":5,");
    assert_says("r", "{\"a\":200}", "\"amount\":10,");
    assert_says("r", "{\"a\":300,\"params\":{\"least\":101}}", "\"amount\":10.1,");
}

static void impossible_paths_are_left_out(void **state)
{
    (void)state;
    assert_explored(RULE("a* money", "local n = yuan(0)\n"
                                     "for i = 1, 5 do if f.a > yuan(100) * i then\n"
                                     "  n = n + yuan(1) end end return n"),
                    6);
    assert_explored(RULE("a*, b* money",
                         "if f.a < f.b then\n"
                         "  if f.b > f.a then return yuan(1) end return yuan(2) end\n"
                         "if f.a - f.b >= yuan(0) then return yuan(3) end\n"
                         "return yuan(4)"),
                    2);
    assert_explored(RULE("a*, b* money", "if f.a + f.a <= f.a + f.b then return yuan(1) end\n"
                                         "return f.a > f.b and yuan(2) or yuan(3)"),
                    2);
    assert_explored(RULE("a* money 10..20", "return f.a < yuan(10) and yuan(1) or yuan(2)"), 1);
}

static void absent_is_a_value_of_what_may_be_absent(void **state)
{
    (void)state;
    assert_explored(RULE("a money\nb* money\nc date or null\nd bool = true",
                         "if f.a == nil then return yuan(1) end\n"
                         "if not f.c then return f.b end\n"
                         "return f.d and f.a or yuan(3)"),
                    4);
    assert_says("r", "{\"b\":7}", "\"amount\":1,");
    assert_says("r", "{\"b\":7,\"a\":3}", "\"amount\":7,");
    assert_says("r", "{\"b\":7,\"a\":9,\"c\":\"2021-01-01\"}", "\"amount\":9,");
}

static void equality_of_exact_values_is_seen(void **state)
{
    (void)state;
    assert_explored(RULE("a*, b* money", "if f.a == yuan(5) then return yuan(1) end\n"
                                         "if yuan(6) == f.a then return yuan(2) end\n"
                                         "return f.a ~= f.b and yuan(3) or yuan(4)"),
                    4);
    assert_says("r", "{\"a\":6,\"b\":1}", "\"amount\":2,");
    assert_says("r", "{\"a\":7,\"b\":7}", "\"amount\":4,");
    assert_explored(RULE("a* date", "if equal(f.a, date '2021-01-01') then return yuan(1) end\n"
                                    "return f.a - date '2021-01-01' > 30 and yuan(2) or yuan(3)"),
                    3);
    assert_explored(RULE("a* percent", "if f.a < ratio(1, 3) then return yuan(1) end\n"
                                       "return f.a <= percent(50) and yuan(2) or yuan(3)"),
                    3);
}

static void a_count_beside_equality_or_a_look_up_is_not_explored(void **state)
{
    (void)state;
    assert_row_by_row(RULE("n* count", "return f.n == 3 and yuan(1) or yuan(0)"),
                      "compares with ==");
    assert_row_by_row(RULE("n* count", "return f.n == 1000000 and yuan(1) or yuan(0)"),
                      "compares with ==");
    assert_row_by_row(RULE("n* count", "local m = 3 return f.n ~= m and yuan(1) or yuan(0)"),
                      "compares with ==");
    assert_row_by_row(RULE("n* count", "return ({ yuan(1) })[f.n] or yuan(0)"), "looks up");
    assert_says("r", "{\"n\":1}", "\"amount\":1,");
    assert_row_by_row(RULE("a*, b* date", "return f.a - f.b == 3 and yuan(1) or yuan(0)"),
                      "beside the count a - b");
    assert_row_by_row("local function third(n) return n == 3 end\n" RULE(
                          "n* count", "return third(f.n) and yuan(1) or yuan(0)"),
                      "compares with ==");
    assert_row_by_row(
        RULE("n* count", "local s = 0 for i = 1, f.n do s = s + 1 end return yuan(s)"), "for");
    assert_explored(RULE("n* count\ns* sector",
                         "return f.n >= 3 and f.n <= 3 and f.s == 'maker' and yuan(1) or yuan(0)"),
                    2);
}

static void equal_is_heard_beside_a_count(void **state)
{
    (void)state;
    assert_explored(RULE("n*, m* count", "if equal(f.n, 3) then return yuan(1) end\n"
                                         "return equal(f.n + 1, f.m) and yuan(2) or yuan(0)"),
                    3);
    assert_says("r", "{\"n\":3,\"m\":4}", "\"amount\":1,");
    assert_says("r", "{\"n\":4,\"m\":5}", "\"amount\":2,");
    assert_says("r", "{\"n\":4,\"m\":4}", "\"amount\":0,");
}

static void the_year_of_a_day_is_asked_for(void **state)
{
    (void)state;
    assert_explored(
        RULE("d* date\ny* count 0..9999", "return f.d:in_year(f.y) and yuan(1) or yuan(0)"), 2);
    assert_says("r", "{\"d\":\"2021-01-01\",\"y\":2021}", "\"amount\":1,");
    assert_says("r", "{\"d\":\"2020-12-31\",\"y\":2021}", "\"amount\":0,");
    assert_says("r", "{\"d\":\"2021-12-31\",\"y\":2021}", "\"amount\":1,");
    assert_says("r", "{\"d\":\"2022-01-01\",\"y\":2021}", "\"amount\":0,");
    assert_says("r", "{\"d\":\"9999-12-31\",\"y\":9999}", "\"amount\":1,");
    assert_says("r", "{\"d\":\"0001-01-01\",\"y\":0}", "\"amount\":0,");
}

static void full_steps_of_an_amount_are_counted(void **state)
{
    (void)state;
    assert_explored(RULE("a* money", "return yuan(7) * (f.a / yuan(100)):floor()"), 1);
    assert_says("r", "{\"a\":99.99}", "\"amount\":0,");
    assert_says("r", "{\"a\":100}", "\"amount\":7,");
    assert_says("r", "{\"a\":299.99}", "\"amount\":14,");
    assert_row_by_row(RULE("a* money -5..5", "return yuan(7) * (f.a / yuan(2)):floor()"),
                      "less than 0");
}

static void numbers_are_compared_to_the_millionth(void **state)
{
    (void)state;
    assert_explored(RULE("a* number 0..1000000000\nb money",
                         "if f.a < ratio(1, 3) then return yuan(1) end\n"
                         "if f.a >= ratio(20000) then return yuan(10) * f.a end\n"
                         "return f.b and f.b * f.a or nil"),
                    4);
    assert_says("r", "{\"a\":0.333333}", "\"amount\":1,");
    assert_says("r", "{\"a\":0.333334,\"b\":3}", "\"amount\":1,");
    assert_says("r", "{\"a\":19999.999999}", "\"amount\":null,");
    assert_says("r", "{\"a\":20000.5}", "\"amount\":200005,");
    assert_says("r", "{\"a\":20000.0000001}", "\"amount\":200000,"); /* in no cell: row by row */
}

static void a_count_of_few_values_is_tried_as_codes_are(void **state)
{
    (void)state;
    assert_explored(RULE("n* count 1..4\nm count 0..1",
                         "local list = { yuan(1), yuan(2), yuan(3), yuan(4) }\n"
                         "if f.m == 1 then return list[f.n] end return yuan(f.m or 9)"),
                    6);
    assert_says("r", "{\"n\":3,\"m\":1}", "\"amount\":3,");
    assert_says("r", "{\"n\":4,\"m\":0}", "\"amount\":0,");
    assert_says("r", "{\"n\":4}", "\"amount\":9,");
}

static void what_cannot_be_explored_says_why(void **state)
{
    (void)state;
    assert_row_by_row(RULE("t* text", "return f.t == 'x' and yuan(1) or yuan(0)"), "the text t");
    assert_row_by_row(RULE("d* date", "return yuan(f.d.year)"), "\"year\"");
    assert_row_by_row(RULE("a* money", "print('a' .. f.a) return yuan(0)"), "joined to text");
    assert_row_by_row(RULE("n* count", "return yuan(0) * (f.n % 2)"), "with a rest");
    assert_row_by_row(RULE("a*, b* money", "return f.a / f.b < ratio(1, 2) and f.a or f.b"),
                      "may be 0");
    assert_row_by_row(RULE("a* money", "return f.a * percent(5) * f.a"), "does not know");
    assert_says("r", "{\"a\":1}", "script_error");
}

static void a_quotient_is_compared_by_products(void **state)
{
    (void)state;
    assert_explored(RULE("a*, b* money > 0",
                         "if (f.a - f.b) / f.b > ratio(1, 3) then return yuan(1) end\n"
                         "return f.a / f.b <= percent(50) and yuan(2) or yuan(3)"),
                    3);
    assert_says("r", "{\"a\":4.01,\"b\":3}", "\"amount\":1,");
    assert_says("r", "{\"a\":4,\"b\":3}", "\"amount\":3,");
}

static void paths_are_bounded(void **state)
{
    (void)state;
    assert_row_by_row(
        RULE("a1*, a2*, a3*, a4*, a5*, a6*, a7*, a8*, a9*, b1*, b2*, b3*, b4* bool",
             "local n = yuan(0)\n"
             "for _, k in ipairs { 'a1', 'a2', 'a3', 'a4', 'a5', 'a6', 'a7', 'a8', 'a9', 'b1',\n"
             "  'b2', 'b3', 'b4' } do if f[k] then n = n + n + yuan(1) end end return n"),
        "more than 4096 paths");
}

static void two_records_are_two_arguments(void **state)
{
    (void)state;
    load("local firm, project = 'sector* sector', 'cost* money'\n"
         "notice:codes 'sector maker, shop'\n"
         "notice:rule 'r' { cite = '一', fields = { firm, project }, \n"
         "  results = [[ amount money\n big bool\n sector sector ]],\n"
         "  function(f, q) return f.sector == 'maker' and q.cost or nil, q.cost > yuan(5),\n"
         "    f.sector end }\n");
    assert_null(reason());
    assert_says("r", "{\"sector\":\"maker\",\"cost\":6}",
                "\"amount\":6,\"big\":true,\"sector\":\"maker\"");
    assert_says("r", "{\"sector\":\"shop\",\"cost\":5}", "\"amount\":null,\"big\":false");
}

static void a_rule_is_a_function_for_other_rules(void **state)
{
    (void)state;
    load(RULE("a* money", "return f.a * percent(5)") //
         "notice:rule 'both' { cite = '二', fields = 'a* money', results = 'amount money',\n"
         "  function(f) return at_least(lone(f), yuan(3)) + yuan(1) end }\n");
    assert_says("both", "{\"a\":100}", "\"amount\":6,");
    assert_says("both", "{\"a\":10}", "\"amount\":4,");
}

static void what_a_called_rule_asks_cites_its_own_article(void **state)
{
    (void)state;
    load(RULE("a* money\ns* sector", "return f.s == 'maker' and f.a or yuan(0)") //
         "notice:rule 'both' { cite = '9', fields = 'a* money\\ns* sector',\n"
         "  results = 'amount money', function(f)\n"
         "  return f.a > yuan(5) and lone(f) or yuan(0) end }\n"
         "notice:rule 'odd' { cite = '9', fields = 'n* count\\ns* sector\\na* money',\n"
         "  results = 'amount money', function(f)\n"
         "  return f.n > 5 and lone(f) or yuan(0) end }\n");
    assert_says("both", "{\"a\":6,\"s\":\"shop\"}",
                "\"why_not\":{\"condition\":\"s\",\"value\":\"shop\",\"needed\":\"maker\","
                "\"cite\":\"一\"},\"reasons\":[{\"cite\":\"9\",\"rule\":\"both.a\"");
    assert_says("odd", "{\"n\":6,\"a\":5,\"s\":\"maker\"}", "\"amount\":5");
}

static void a_called_rule_is_looked_through_for_what_is_not_heard(void **state)
{
    (void)state;
    load("local inner = notice:rule 'inner' { cite = '1', fields = 'n* count',\n"
         "  results = 'yes bool', function(f) return f.n == 3 end }\n"
         "notice:rule 'outer' { cite = '2', fields = 'n* count', results = 'yes bool',\n"
         "  function(f) return f.n > 2 and inner(f) end }\n");
    lua_State *L = bl_notice_lua(notice);
    assert_non_null(strstr(reason(), "compares with =="));
    assert_true(find_rule(2));
    lua_getfield(L, -1, "reason");
    assert_non_null(strstr(lua_tostring(L, -1), "compares with =="));
    assert_says("outer", "{\"n\":3}", "\"yes\":true");
}

static void a_rule_is_explored_with_the_values_of_the_text(void **state)
{
    (void)state;
    load(RULE("spent* money", "return f.spent < p 'least' and yuan(0) or yuan(1)"));
    assert_says("r", "{\"spent\":150,\"params\":{\"least\":200}}", "\"needed\":200");
    assert_says("r", "{\"spent\":150}", "\"amount\":1,");
    assert_says("r", "{\"spent\":99}", "\"needed\":100");
}

static void a_mistake_of_the_author_is_told(void **state)
{
    (void)state;
    load(RULE("amount* money", "return f.amonut"));
    assert_false(find_rule(1));
    assert_non_null(strstr(err.text, "did you mean \"amount\""));
    err = (bl_err){0};
    assert_not_loaded("notice:rule 'r' { fields = '', results = 'a money' }", "cite");
    assert_not_loaded("notice:rule 'r' { cite = '一', fields = '', results = '',\n"
                      "  function() end }",
                      "no results");
}

static void two_records_have_no_fact_in_common(void **state)
{
    (void)state;
    assert_not_loaded("notice:rule 'r' { cite = '1', results = 'amount money',\n"
                      "  fields = { 'a* money', 'b* money\\na* money' },\n"
                      "  function(x, y) return x.a + y.a end }",
                      "rule r has two facts a");
}

static void a_function_that_is_not_its_table_is_refused(void **state)
{
    (void)state;
    load(RULE("a* money", "if type(f.a) == 'table' then return yuan(1) end\n"
                          "local n = 0 for _ in pairs(f) do n = n + 1 end\n"
                          "return yuan(n)"));
    assert_false(find_rule(1));
    assert_non_null(strstr(err.text, "rule r: for a = "));
    err = (bl_err){0};
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        fact(a_rule_answers_with_the_condition_that_decided),
        fact(parameters_of_a_call_make_a_table_of_their_own),
        fact(parameters_among_themselves_are_values),
        fact(impossible_paths_are_left_out),
        fact(absent_is_a_value_of_what_may_be_absent),
        fact(equality_of_exact_values_is_seen),
        fact(a_count_beside_equality_or_a_look_up_is_not_explored),
        fact(equal_is_heard_beside_a_count),
        fact(the_year_of_a_day_is_asked_for),
        fact(full_steps_of_an_amount_are_counted),
        fact(numbers_are_compared_to_the_millionth),
        fact(a_count_of_few_values_is_tried_as_codes_are),
        fact(what_cannot_be_explored_says_why),
        fact(a_quotient_is_compared_by_products),
        fact(paths_are_bounded),
        fact(two_records_are_two_arguments),
        fact(a_rule_is_a_function_for_other_rules),
        fact(what_a_called_rule_asks_cites_its_own_article),
        fact(a_called_rule_is_looked_through_for_what_is_not_heard),
        fact(a_rule_is_explored_with_the_values_of_the_text),
        fact(a_mistake_of_the_author_is_told),
        fact(two_records_have_no_fact_in_common),
        fact(a_function_that_is_not_its_table_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

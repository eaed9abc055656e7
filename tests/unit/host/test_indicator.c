/* SPDX-License-Identifier: MIT */
#include "desk.h"

#define LISTS                                                                                      \
    "notice:codes 'colour red, green'\n"                                                           \
    "local sheet = notice:sheet('things', 'id colour?:colour size?:number of:colour* note?', "

#define SHOWN                                                                                      \
    "notice:pure 'shown' { answers = 'items[id colour size of[] note]', act = function()\n"        \
    "  local items = {}\n"                                                                         \
    "  for i, row in ipairs(sheet) do items[i] = row end\n"                                        \
    "  return { items = items } end }\n"

static void sheet_is_read_row_by_row(void **state)
{
    (void)state;
    load(LISTS
         "{ 'a | red | 1.50 | red, green | x y\\nb | | |\\n  | long\\n  note', 'c | green | -2 "
         "| red |' })\n" SHOWN);
    assert_answer("shown", "{}",
                  "{\"ok\":true,\"items\":["
                  "{\"id\":\"a\",\"colour\":\"red\",\"size\":1.5,\"of\":[\"red\",\"green\"],"
                  "\"note\":\"x y\"},"
                  "{\"id\":\"b\",\"colour\":null,\"size\":null,\"of\":[],\"note\":\"long note\"},"
                  "{\"id\":\"c\",\"colour\":\"green\",\"size\":-2,\"of\":[\"red\"],\"note\":null}],"
                  "\"reasons\":[]}");
}

static void row_that_does_not_fit_is_told_by_its_key(void **state)
{
    (void)state;
    assert_not_loaded(LISTS "'a | gren | | | ')", "things a: \"gren\" does not fit colour; did you "
                                                  "mean \"green\"?");
    assert_not_loaded(LISTS "'a | | 1,5 | | ')", "things a: \"1,5\" does not fit size");
    assert_not_loaded(LISTS "'a | | | red, blue | ')", "things a: \"blue\" does not fit of");
    assert_not_loaded(LISTS "'a | | | ')", "things a has 4 cells, not 5");
    assert_not_loaded(LISTS "'a | | | | \\na | | | | ')", "things a stands twice");
    assert_not_loaded(LISTS "' | | | | ')", "lacks its id");
    assert_not_loaded(LISTS "5)", "the rows of things must be a string, not number");
    assert_not_loaded(LISTS "string.rep('a', 5000))", "a text of things has at most 4096 bytes");
    assert_not_loaded("notice:sheet('x', 'id what:thing', '')",
                      "a sheet holds no \"thing\", and there are no such codes");
    assert_not_loaded("notice:sheet('x', 'id wh-at', '')", "can't read the column \"wh-at\"");
}

#define GOALS                                                                                      \
    "local rows = notice:sheet('goals', 'id cite value?', [[\n"                                    \
    "a | 一 | >= 45\nb | 二 | > 45\nc | 三 | <= 5\nd | 四 | about 6\ne | 五 | 1-2\n"          \
    "f | 六 | city\ng | 七 |\nh | 八 | >= assigned\ni | 九 | = 0.50\nj | 十 | < 3\n]])\n"     \
    "local goals = notice:goals(rows)\n"                                                           \
    "local p = notice:parameters { goals.parameters }\n"                                           \
    "notice:pure 'goal' { fields = 'id* text\\nvalue number', answers = 'text number holds',\n"    \
    "  act = function(q)\n"                                                                        \
    "    local row = rows:of(q.id)\n"                                                              \
    "    local number = goals:number(row)\n"                                                       \
    "    return { text = goals:text(row), number = number,\n"                                      \
    "      holds = number and q.value and goals:holds(row, q.value, number) } end }\n"

static void goal_is_read_as_it_is_written(void **state)
{
    (void)state;
    load(GOALS);
    assert_says("goal", "{\"id\":\"a\",\"value\":45}",
                "\"text\":\">= 45\",\"number\":45,\"holds\":true");
    assert_says("goal", "{\"id\":\"b\",\"value\":45}",
                "\"text\":\"> 45\",\"number\":45,\"holds\":false");
    assert_says("goal", "{\"id\":\"c\",\"value\":5}",
                "\"text\":\"<= 5\",\"number\":5,\"holds\":true");
    assert_says("goal", "{\"id\":\"d\",\"value\":6}",
                "\"text\":\"about 6\",\"number\":6,\"holds\":true");
    assert_says("goal", "{\"id\":\"e\",\"value\":1}",
                "\"text\":\"1-2\",\"number\":1,\"holds\":true");
    assert_says("goal", "{\"id\":\"f\"}", "\"text\":\"city\",\"number\":null");
    assert_says("goal", "{\"id\":\"g\"}", "\"text\":null,\"number\":null");
    assert_says("goal", "{\"id\":\"h\"}", "\"text\":\">= assigned\",\"number\":null");
    assert_says("goal", "{\"id\":\"i\",\"value\":0.5}",
                "\"text\":\"= 0.5\",\"number\":0.5,\"holds\":true");
    assert_says("goal", "{\"id\":\"i\",\"value\":0.6}", "\"holds\":false");
    assert_says("goal", "{\"id\":\"j\",\"value\":3}", "\"holds\":false");
    assert_says("goal", "{\"id\":\"a\",\"value\":45,\"params\":{\"target.a\":45.5}}",
                "\"text\":\">= 45.5\",\"number\":45.5,\"holds\":false");
}

static void slip_in_a_plan_is_told(void **state)
{
    (void)state;
    assert_not_loaded("notice:goals(notice:sheet('goals', 'id cite value', 'a | 一 | => 45'))",
                      "there is no comparison \"=>\"");
    assert_not_loaded(GOALS "notice:indicators { progress = print,\n"
                            "  verdicts = { { 'met', nil, function() end } }, standings = {} }",
                      "state met has no standing");
    assert_not_loaded(GOALS "notice:indicators { progress = print,\n"
                            "  verdicts = { { 'met' } }, standings = { met = 'met' } }",
                      "the test of verdict met must be a function");
    assert_not_loaded(GOALS "notice:indicators { verdicts = {}, standings = {} }",
                      "progress must be a function, not nil");
}

static void growth_of_years_is_their_compound(void **state)
{
    (void)state;
    load("notice:pure 'mean' { fields = 'rates* list of number', answers = 'mean', act = "
         "function(q)\n"
         "  return { mean = notice:mean_growth(q.rates) } end }\n");
    assert_says("mean", "{\"rates\":[8,4,6]}", "\"mean\":5.99");
    assert_says("mean", "{\"rates\":[6,6,6,6,6]}", "\"mean\":6,");
    assert_says("mean", "{\"rates\":[6.005]}", "\"mean\":6.01");
    assert_says("mean", "{\"rates\":[-1.005,-1.005]}", "\"mean\":-1.01");
    assert_says("mean", "{\"rates\":[-1.004999]}", "\"mean\":-1,");
    assert_says("mean", "{\"rates\":[50,-100]}", "\"mean\":-100,");
    assert_says("mean", "{\"rates\":[0]}", "\"mean\":0,");
    assert_says("mean", "{\"rates\":[1000000000000,1000000000000]}", "\"mean\":1000000000000,");
    assert_says("mean", "{\"rates\":[0.123456789,0.123456789,0.123456789,0.123456789]}",
                "\"mean\":0.12,");
}

int main(void)
{
    const struct CMUnitTest facts[] = {
        fact(sheet_is_read_row_by_row), fact(row_that_does_not_fit_is_told_by_its_key),
        fact(goal_is_read_as_it_is_written), fact(slip_in_a_plan_is_told),
        fact(growth_of_years_is_their_compound)};
    return cmocka_run_group_tests(facts, NULL, NULL);
}

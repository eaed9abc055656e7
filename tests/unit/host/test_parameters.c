/* SPDX-License-Identifier: MIT */
#include "desk.h"
#include "domain/setting.h"

/* Figures of every kind, and functions that give one as text. */
#define FIGURES                                                                                    \
    "notice:list('shortage', { { 'queue', '排队' }, { 'prorate', '按比例' } })\n"             \
    "local p = notice:parameters { { 'rate', percent(5), cite = '一', label = '比例' },\n"      \
    "  { 'growth', type = 'percent', signed = true, cite = '二' },\n"                             \
    "  { 'rule', 'queue', codes = 'shortage', cite = '三' },\n"                                   \
    "  { 'units', type = 'text', list = true, cite = '四' },\n"                                   \
    "  { 'papers', {}, type = 'text', list = true, cite = '四' },\n"                              \
    "  { 'step', 5, type = 'number', cite = '五' },\n"                                            \
    "  { 'open', false, cite = '五' },\n"                                                         \
    "  { 'lapses', true, nullable = true, cite = '五' },\n"                                       \
    "  { 'fee', yuan(5), cite = '六', from = date '2021-12-01', to = date '2023-12-31',\n"        \
    "    changes = { { date '2023-01-01', yuan(6), cite = '七' } } } }\n"                         \
    "local function said(q) local v = p(q.name, q.on)\n"                                           \
    "  return type(v) == 'table' and table.concat(v, '|') or v end\n"                              \
    "notice:pure 'get' { fields = 'name* text\\non date', answers = 'value',\n"                    \
    "  act = function(q) return { value = said(q) } end }\n"                                       \
    "notice:pure 'what_if' { fields = 'name* text\\non date\\nwith object\\nfails bool',\n"        \
    "  answers = 'value field? words?', act = function(q)\n"                                       \
    "    local value, field, words = notice:with(q.with, function()\n"                             \
    "      local v = said(q)\n"                                                                    \
    "      if q.fails then error 'broken' end\n"                                                   \
    "      return v end)\n"                                                                        \
    "    return { value = field and 'none' or value, field = field, words = words } end }\n"       \
    "notice:pure 'read' { fields = 'first* text\\nthen text\\nfails bool', answers = 'names[]',\n" \
    "  act = function(q) local names = {}\n"                                                       \
    "    p 'open'\n"                                                                               \
    "    local read = notice:reads_of(function() p(q.first)\n"                                     \
    "      if q['then'] then notice:reads_of(function() p(q['then']) end) end\n"                   \
    "      if q.fails then error 'broken' end end)\n"                                              \
    "    p 'rate'\n"                                                                               \
    "    for name in pairs(read) do names[#names + 1] = name end\n"                                \
    "    return { names = names } end }\n"                                                         \
    "notice:reads 'now' { fields = 'name* text\\non date', answers = 'value',\n"                   \
    "  act = function(q) return { value = said(q) } end }\n"                                       \
    "notice:changes 'do_now' { fields = 'name* text\\non date\\nwith object', answers = "          \
    "'value',\n"                                                                                   \
    "  act = function(q) return { value = notice:with(q.with, function()\n"                        \
    "    return said(q) end) } end }\n"                                                            \
    "notice:pure 'list' { fields = 'prefix text', answers = 'list[name value? cite type]',\n"      \
    "  act = function(q) local list = notice:parameter_list(q.prefix)\n"                           \
    "    for _, one in ipairs(list) do one.label = nil end\n"                                      \
    "    return { list = list } end }\n"

#define VALUE(value) "{\"ok\":true,\"value\":" value ",\"reasons\":[]}"

static void value_of_each_kind_is_read(void **state)
{
    (void)state;
    load(FIGURES);
    assert_answer("get", "{\"name\":\"rate\"}", VALUE("5"));
    assert_answer("get", "{\"name\":\"rule\"}", VALUE("\"queue\""));
    assert_answer("get", "{\"name\":\"papers\"}", VALUE("\"\""));
    assert_answer("get", "{\"name\":\"step\"}", VALUE("5"));
    assert_answer("get", "{\"name\":\"open\"}", VALUE("false"));
}

static void what_the_text_leaves_open_is_nothing(void **state)
{
    (void)state;
    load(FIGURES);
    assert_answer("get", "{\"name\":\"growth\"}", VALUE("null"));
    assert_answer("get", "{\"name\":\"units\"}", VALUE("null"));
    assert_answer("get", "{\"name\":\"growth\",\"params\":{\"growth\":-5.5}}", VALUE("-5.5"));
    assert_answer("get", "{\"name\":\"units\",\"params\":{\"units\":[\"甲\",\"乙\"]}}",
                  VALUE("\"甲|乙\""));
    assert_answer("get", "{\"name\":\"growth\",\"params\":{\"growth\":null}}", VALUE("null"));
}

static void what_may_lack_a_value_can_be_taken_away(void **state)
{
    (void)state;
    load(FIGURES);
    assert_answer("get", "{\"name\":\"lapses\",\"params\":{\"lapses\":null}}", VALUE("null"));
    assert_answer("get", "{\"name\":\"lapses\"}", VALUE("true"));
    assert_bad("get", "{\"name\":\"rate\",\"params\":{\"rate\":null}}", "params.rate",
               "needed here");
}

static void value_changes_on_its_day(void **state)
{
    (void)state;
    load(FIGURES);
    assert_answer("get", "{\"name\":\"fee\"}", VALUE("5"));
    assert_answer("get", "{\"at\":\"2022-12-31T23:59:59+08:00\",\"name\":\"fee\"}", VALUE("5"));
    assert_answer("get", "{\"at\":\"2023-01-01T00:00:00+08:00\",\"name\":\"fee\"}", VALUE("6"));
    assert_answer("get", "{\"name\":\"fee\",\"on\":\"2022-12-31\"}", VALUE("5"));
    assert_answer("get", "{\"name\":\"fee\",\"on\":\"2023-01-01\"}", VALUE("6"));
    assert_answer("get", "{\"name\":\"rate\",\"on\":\"2023-01-01\"}", VALUE("5"));
}

static void value_outside_its_dates_is_refused(void **state)
{
    (void)state;
    load(FIGURES);
    assert_answer("get", "{\"name\":\"fee\",\"on\":\"2021-12-01\"}", VALUE("5"));
    assert_answer("get", "{\"name\":\"fee\",\"on\":\"2023-12-31\"}", VALUE("6"));
    assert_bad("get", "{\"name\":\"fee\",\"on\":\"2021-11-30\"}", "at",
               "fee has no value before 2021-12-01");
    assert_bad("get", "{\"at\":\"2024-01-01T00:00:00+08:00\",\"name\":\"fee\"}", "at",
               "fee has no value after 2023-12-31");
    assert_answer("get", "{\"name\":\"fee\",\"on\":\"2024-01-01\",\"params\":{\"fee\":7}}",
                  VALUE("7"));
}

static void value_out_of_range_or_of_another_kind_is_refused(void **state)
{
    (void)state;
    load(FIGURES);
    assert_bad("get", "{\"name\":\"rate\",\"params\":{\"rate\":-1}}", "params.rate", "at least 0");
    assert_bad("get", "{\"name\":\"fee\",\"params\":{\"fee\":-1}}", "params.fee", "at least 0");
    assert_bad("get", "{\"name\":\"fee\",\"params\":{\"units\":[\"甲\",5]}}", "params.units", "");
    assert_bad("get", "{\"name\":\"fee\",\"params\":{\"units\":\"甲\"}}", "params.units", "a list");
    assert_bad("get", "{\"name\":\"fee\",\"params\":{\"rule\":\"queu\"}}", "params.rule",
               "did you mean \\\"queue\\\"?");
}

static void what_if_holds_while_it_runs(void **state)
{
    (void)state;
    load(FIGURES);
    assert_answer("what_if", "{\"name\":\"rate\",\"with\":{\"rate\":7}}", VALUE("7"));
    assert_answer("what_if", "{\"name\":\"rate\"}", VALUE("5"));
    assert_answer("what_if", "{\"name\":\"open\",\"with\":{\"open\":true}}", VALUE("true"));
    assert_answer("what_if", "{\"name\":\"lapses\",\"with\":{\"lapses\":null}}", VALUE("null"));
    assert_bad("what_if", "{\"name\":\"rate\",\"with\":{\"rate\":null}}", "params.rate", "");
    assert_answer("what_if", "{\"name\":\"rate\"}", VALUE("5"));
}

static void what_if_stands_on_top_of_the_values_of_the_call(void **state)
{
    (void)state;
    load(FIGURES);
    assert_answer("what_if",
                  "{\"name\":\"rate\",\"with\":{\"fee\":7},\"params\":{\"rate\":8,\"fee\":1}}",
                  VALUE("8"));
    assert_answer("what_if",
                  "{\"name\":\"fee\",\"with\":{\"fee\":7},\"params\":{\"rate\":8,\"fee\":1}}",
                  VALUE("7"));
}

static void what_if_that_does_not_fit_is_told(void **state)
{
    (void)state;
    load(FIGURES);
    assert_says("what_if", "{\"name\":\"rate\",\"with\":{\"rate\":-7}}",
                "\"value\":\"none\",\"field\":\"params.rate\",\"words\":");
    assert_says("what_if", "{\"name\":\"rate\",\"with\":{\"rat\":7}}",
                "\"field\":\"params.rat\",\"words\":\"there is no parameter");
}

static void what_if_that_fails_does_not_last(void **state)
{
    (void)state;
    load(FIGURES);
    assert_says("what_if", "{\"name\":\"rate\",\"with\":{\"rate\":7},\"fails\":true}",
                "script_error");
    assert_answer("get", "{\"name\":\"rate\"}", VALUE("5"));
}

static void names_that_were_read_are_told(void **state)
{
    (void)state;
    load(FIGURES);
    assert_says("read", "{\"first\":\"rule\"}", "\"names\":[\"rule\"]");
    assert_says("read", "{\"first\":\"fee\",\"then\":\"growth\"}",
                "\"names\":[\"fee\",\"growth\"]");
    assert_says("read", "{\"first\":\"fee\",\"params\":{\"fee\":9}}", "\"names\":[\"fee\"]");
    assert_says("read", "{\"first\":\"fee\",\"fails\":true}", "script_error");
    assert_says("read", "{\"first\":\"rule\"}", "\"names\":[\"rule\"]");
}

static void list_tells_values_in_force(void **state)
{
    (void)state;
    load(FIGURES);
    assert_answer("list", "{\"prefix\":\"fe\"}",
                  "{\"ok\":true,\"list\":[{\"name\":\"fee\",\"value\":5,\"cite\":\"六\","
                  "\"type\":\"money\"}],\"reasons\":[]}");
    assert_says("list", "{\"prefix\":\"fe\",\"at\":\"2023-01-01T00:00:00+08:00\"}",
                "\"value\":6,\"cite\":\"七\"");
    assert_says("list", "{\"prefix\":\"fe\",\"at\":\"2020-01-01T00:00:00+08:00\"}",
                "{\"name\":\"fee\",\"cite\":\"六\"");
    assert_says("list", "{\"prefix\":\"fe\",\"params\":{\"fee\":9}}", "\"value\":9");
    assert_says("list", "{\"prefix\":\"gr\"}", "{\"name\":\"growth\",\"cite\":\"二\"");
    assert_says("list", "{\"prefix\":\"x\"}", "\"list\":[]");
}

static void set(const char *name, const char *from, const char *value)
{
    bl_setting setting = {.name = bl_text_of(name), .value = bl_text_of(value), .why = T("y")};
    assert_ok(bl_date_from_text(bl_text_of(from), &setting.from, &err));
    assert_ok(bl_ledger_begin(ledger, true, &err));
    assert_ok(bl_setting_put(ledger, T("n"), &setting, &err));
    assert_ok(bl_ledger_keep(ledger, &err));
    assert_ok(bl_ledger_commit(ledger, &err));
}

static void office_sets_a_value_from_a_day_on(void **state)
{
    (void)state;
    load(FIGURES);
    assert_answer("now", "{\"name\":\"units\"}", VALUE("null"));
    set("units", "2021-12-03", "[\"甲\",\"乙\"]");
    assert_answer("now", "{\"name\":\"units\"}", VALUE("\"甲|乙\""));
    assert_answer("do_now", "{\"name\":\"units\"}", VALUE("\"甲|乙\""));
    assert_answer("do_now", "{\"name\":\"units\",\"at\":\"2021-12-02T23:59:59+08:00\"}",
                  VALUE("null"));
    assert_answer("do_now", "{\"name\":\"units\",\"on\":\"2021-12-03\"}", VALUE("\"甲|乙\""));
    assert_answer("do_now", "{\"name\":\"units\",\"on\":\"2021-12-02\"}", VALUE("null"));
}

static void pure_function_does_not_know_the_office(void **state)
{
    (void)state;
    load(FIGURES);
    set("rate", "2000-01-01", "6");
    assert_answer("now", "{\"name\":\"rate\"}", VALUE("6"));
    assert_answer("get", "{\"name\":\"rate\"}", VALUE("5"));
    assert_answer("now", "{\"name\":\"rate\"}", VALUE("6"));
    assert_answer("get", "{\"name\":\"rate\",\"params\":{\"fee\":1}}", VALUE("5"));
    assert_answer("do_now", "{\"name\":\"rate\"}", VALUE("6"));
    assert_answer("do_now", "{\"name\":\"rate\",\"with\":{\"rate\":7}}", VALUE("7"));
}

static void later_day_wins_and_the_same_day_is_replaced(void **state)
{
    (void)state;
    load(FIGURES);
    set("rate", "2021-12-03", "7");
    set("rate", "2021-12-01", "6");
    assert_answer("now", "{\"name\":\"rate\"}", VALUE("7"));
    assert_answer("now", "{\"name\":\"rate\",\"on\":\"2021-12-02\"}", VALUE("6"));
    assert_answer("now", "{\"name\":\"rate\",\"on\":\"2021-11-30\"}", VALUE("5"));
    set("rate", "2021-12-03", "8.5");
    assert_answer("now", "{\"name\":\"rate\"}", VALUE("8.5"));
}

static void text_holds_again_from_the_day_the_office_says(void **state)
{
    (void)state;
    load(FIGURES);
    set("rate", "2021-12-01", "6");
    set("rate", "2021-12-03", "null");
    assert_answer("now", "{\"name\":\"rate\",\"on\":\"2021-12-02\"}", VALUE("6"));
    assert_answer("now", "{\"name\":\"rate\"}", VALUE("5"));
    set("fee", "2024-01-01", "7");
    assert_answer("now", "{\"name\":\"fee\",\"on\":\"2024-01-01\"}", VALUE("7"));
    assert_answer("now", "{\"name\":\"fee\",\"on\":\"2023-12-31\"}", VALUE("6"));
}

static void setting_that_no_longer_fits_is_told(void **state)
{
    (void)state;
    load(FIGURES);
    set("rate", "2021-12-01", "-6");
    assert_says("now", "{\"name\":\"open\"}",
                "does not fit, set another: rate: must be at least 0");
    assert_answer("get", "{\"name\":\"rate\"}", VALUE("5"));
    set("rate", "2021-12-01", "6");
    set("gone", "2021-12-01", "6");
    assert_answer("now", "{\"name\":\"rate\"}", VALUE("6"));
}

static void derived_value_is_of_its_day_and_its_office(void **state)
{
    (void)state;
    load("local p = notice:parameters { { 'fee', yuan(5), cite = '一' } }\n"
         "local season = notice:campaign { total = yuan(1000), rounds = 2, faces = { 30 },\n"
         "  funders = { { 'd', yuan(1000) } }, order = function() return 'proportional' end,\n"
         "  terms = function() return { fee = p 'fee' } end }\n"
         "notice:reads 'fee' { fields = '', answers = 'fee',\n"
         "  act = function(q) return { fee = season.terms(1).fee } end }\n"
         "notice:pure 'plain' { fields = '', answers = 'fee',\n"
         "  act = function(q) return { fee = season.terms(1).fee } end }\n");
    set("fee", "2030-01-01", "7");
    assert_says("fee", "{}", "\"fee\":5");
    assert_says("fee", "{\"at\":\"2030-01-01T00:00:00+08:00\"}", "\"fee\":7");
    assert_says("fee", "{}", "\"fee\":5");
    assert_says("fee", "{\"at\":\"2030-01-01T00:00:00+08:00\"}", "\"fee\":7");
    assert_says("plain", "{\"at\":\"2030-01-01T00:00:00+08:00\"}", "\"fee\":5");
}

static const char *read_as(const char *name, const char *text)
{
    static bl_buffer value;
    bl_buffer_clear(&value);
    const bl_parameters *parameters = bl_notice_parameters(notice);
    return bl_parameters_read(parameters, name, bl_text_of(text), &value, &err) == BL_OK ? value.at
                                                                                         : err.text;
}

static void value_is_read_as_a_person_writes_it(void **state)
{
    (void)state;
    load(FIGURES);
    assert_string_equal(read_as("units", "甲|乙"), "[\"甲\",\"乙\"]");
    assert_string_equal(read_as("units", ""), "[]");
    assert_string_equal(read_as("rule", "prorate"), "\"prorate\"");
    assert_string_equal(read_as("growth", "-5.50"), "-5.5");
    assert_string_equal(read_as("fee", "6.10"), "6.1");
    assert_string_equal(read_as("open", "true"), "true");
}

static void value_that_does_not_fit_is_told(void **state)
{
    (void)state;
    load(FIGURES);
    static const char *const wrong[][3] = {{"open", "yes", "open: expected true or false"},
                                           {"rate", "x", "rate: expected a percentage such as 5"},
                                           {"rate", "-1", "rate: must be at least 0"},
                                           {"rule", "queu", "did you mean \"queue\"?"},
                                           {"fee", "1.234", "fee: "},
                                           {"raet", "5", "did you mean \"rate\"?"}};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        err = (bl_err){0};
        const char *said = read_as(wrong[i][0], wrong[i][1]);
        if (!strstr(said, wrong[i][2]))
            fail_msg("expected %s, not: %s", wrong[i][2], said);
    }
    err = (bl_err){0};
}

static void list_for_people_has_all_that_was_declared(void **state)
{
    (void)state;
    load(FIGURES);
    bl_buffer list = {0};
    assert_ok(bl_parameters_list(bl_notice_parameters(notice), &list, &err));
    static const char *const parts[] = {
        "[{\"name\":\"rate\",\"label\":\"比例\",\"type\":\"percent\",\"list\":false,\"codes\":[],"
        "\"value\":5,\"cite\":\"一\",\"from\":null,\"to\":null,\"changes\":[]},",
        "{\"name\":\"rule\",\"label\":null,\"type\":\"code\",\"list\":false,"
        "\"codes\":[\"queue\",\"prorate\"],\"value\":\"queue\",",
        "\"type\":\"text\",\"list\":true,\"codes\":[],\"value\":null,",
        "\"value\":5,\"cite\":\"六\",\"from\":\"2021-12-01\",\"to\":\"2023-12-31\","
        "\"changes\":[{\"value\":6,\"cite\":\"七\",\"from\":\"2023-01-01\"}]}]",
    };
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
        if (!strstr(list.at, parts[i]))
            fail_msg("expected %s in %s", parts[i], list.at);
    bl_buffer_deinit(&list);
}

static void mistake_in_a_parameter_names_its_line(void **state)
{
    (void)state;
    static const char *const mistakes[][2] = {
        {"{ 'a', cite = '一' }", "parameter a needs its type or its codes"},
        {"{ 'a', type = 'mony', cite = '一' }", "no type \"mony\"; did you mean \"money\"?"},
        {"{ 'a', codes = 'b', cite = '一' }", "there are no codes \"b\""},
        {"{ 'a', 5, type = 'money', cite = '一' }", "expected a money, not a count"},
        {"{ 'a', { 5, 'x' }, type = 'count', list = true, cite = '一' }", "expected a count"},
        {"{ 'a', '02-29', type = 'month_day', cite = '一' }", "no day that each year has"},
        {"{ 'a', 105, type = 'month_day', cite = '一' }", "expected a month_day, not a count"},
        {"{ 'a', 5, cite = '一', from = 2021 }", "from must be a date"},
        {"{ 'a', 5, cite = '一', changes = { { date '2022-01-01', 6 } } }", "has no cite"},
        {"{ 'a', 5, cite = '一', changes = { { 6, cite = '二' } } }", "must be a date"},
        {"{ 'a', 5, cite = '一', changes = { { date '2022-01-02', 6, cite = '二' },"
         " { date '2022-01-01', 6, cite = '二' } } }",
         "not in the order of their days"},
    };
    for (size_t i = 0; i < sizeof mistakes / sizeof mistakes[0]; i++) {
        char text[300], words[120];
        snprintf(text, sizeof text, "notice:parameters { %s }", mistakes[i][0]);
        snprintf(words, sizeof words, "%s", mistakes[i][1]);
        assert_not_loaded(text, words);
        assert_not_loaded(text, "n.lua:3: ");
    }
}

static void dated_value_has_no_day_while_the_notice_is_loaded(void **state)
{
    (void)state;
    assert_not_loaded(FIGURES "\np 'fee'", "parameter fee has dates");
}

static void suppose(const char *params)
{
    json_t *object = json_loads(params, 0, NULL);
    bl_parameters_suppose(bl_notice_parameters(notice), object);
    json_decref(object);
}

static void what_is_supposed_holds_in_every_request(void **state)
{
    (void)state;
    load(FIGURES);
    suppose("{\"rate\":7,\"open\":true}");
    assert_answer("get", "{\"name\":\"rate\"}", VALUE("7"));
    assert_answer("get", "{\"name\":\"open\"}", VALUE("true"));
    assert_answer("get", "{\"name\":\"step\"}", VALUE("5"));
    assert_answer("now", "{\"name\":\"rate\"}", VALUE("7"));
    assert_answer("get", "{\"name\":\"rate\"}", VALUE("7"));
}

static void request_says_more_than_what_is_supposed(void **state)
{
    (void)state;
    load(FIGURES);
    suppose("{\"rate\":7,\"open\":true}");
    assert_answer("get", "{\"name\":\"rate\",\"params\":{\"rate\":9}}", VALUE("9"));
    assert_answer("get", "{\"name\":\"rate\",\"params\":{}}", VALUE("7"));
    assert_answer("get", "{\"name\":\"rate\",\"params\":null}", VALUE("7"));
    assert_bad("get", "{\"name\":\"rate\",\"params\":5}", "params", "expected an object");
    assert_answer("get", "{\"name\":\"open\",\"params\":{\"rate\":9}}", VALUE("true"));
    assert_answer("get", "{\"name\":\"rate\"}", VALUE("7"));
    assert_answer("what_if", "{\"name\":\"rate\",\"with\":{\"rate\":8}}", VALUE("8"));
    assert_answer("get", "{\"name\":\"rate\"}", VALUE("7"));
}

static void what_is_supposed_no_longer_is_forgotten(void **state)
{
    (void)state;
    load(FIGURES);
    suppose("{\"rate\":7}");
    assert_answer("get", "{\"name\":\"rate\"}", VALUE("7"));
    bl_parameters_suppose(bl_notice_parameters(notice), NULL);
    assert_answer("get", "{\"name\":\"rate\"}", VALUE("5"));
}

static void what_is_supposed_stands_above_the_office(void **state)
{
    (void)state;
    load(FIGURES);
    set("rate", "2021-01-01", "6");
    suppose("{\"open\":true}");
    assert_answer("now", "{\"name\":\"rate\"}", VALUE("6"));
    assert_answer("now", "{\"name\":\"open\"}", VALUE("true"));
    suppose("{\"rate\":7}");
    assert_answer("now", "{\"name\":\"rate\"}", VALUE("7"));
    bl_parameters_suppose(bl_notice_parameters(notice), NULL);
    assert_answer("now", "{\"name\":\"rate\"}", VALUE("6"));
}

int main(void)
{
    const struct CMUnitTest facts[] = {
        fact(value_of_each_kind_is_read),
        fact(what_the_text_leaves_open_is_nothing),
        fact(what_may_lack_a_value_can_be_taken_away),
        fact(value_changes_on_its_day),
        fact(value_outside_its_dates_is_refused),
        fact(value_out_of_range_or_of_another_kind_is_refused),
        fact(what_if_holds_while_it_runs),
        fact(what_if_stands_on_top_of_the_values_of_the_call),
        fact(what_if_that_does_not_fit_is_told),
        fact(what_if_that_fails_does_not_last),
        fact(names_that_were_read_are_told),
        fact(list_tells_values_in_force),
        fact(office_sets_a_value_from_a_day_on),
        fact(pure_function_does_not_know_the_office),
        fact(later_day_wins_and_the_same_day_is_replaced),
        fact(text_holds_again_from_the_day_the_office_says),
        fact(setting_that_no_longer_fits_is_told),
        fact(derived_value_is_of_its_day_and_its_office),
        fact(value_is_read_as_a_person_writes_it),
        fact(value_that_does_not_fit_is_told),
        fact(list_for_people_has_all_that_was_declared),
        fact(mistake_in_a_parameter_names_its_line),
        fact(dated_value_has_no_day_while_the_notice_is_loaded),
        fact(what_is_supposed_holds_in_every_request),
        fact(request_says_more_than_what_is_supposed),
        fact(what_is_supposed_no_longer_is_forgotten),
        fact(what_is_supposed_stands_above_the_office),
    };
    return cmocka_run_group_tests(facts, NULL, NULL);
}

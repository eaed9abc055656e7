/* SPDX-License-Identifier: MIT */
#include "host/cases.h"

#include "desk.h"

#define POLICY                                                                                     \
    "local p = notice:parameters { { 'limit', 5, most = 9, cite = '一' },\n"                      \
    "  { 'units', type = 'text', list = true, cite = '一' } }\n"                                  \
    "notice:reads 'own' { answers = 'limit units', act = function()\n"                             \
    "  return { limit = p 'limit', units = p 'units' and table.concat(p 'units', '+') } end }\n"   \
    "local stores = notice:roster 'stores'\n"                                                      \
    "notice:pure 'twice' { fields = 'n* count', answers = 'n none list[a]',\n"                     \
    "  act = function(q) return { n = q.n * 2, list = { { a = 1 }, { a = 2 } } } end }\n"          \
    "notice:pure 'length' { fields = 'list* list of count', answers = 'n',\n"                      \
    "  act = function(q) return { n = #q.list } end }\n"                                           \
    "notice:changes 'join' { fields = 'id* id', answers = 'id at', rules = {\n"                    \
    "  { 'new', '一', 'known', 'is in already',\n"                                                \
    "    function(q) return stores:find(q.id) == nil, q.id end } },\n"                             \
    "  act = function(q) stores:join(q.at, q.id, 'x', {})\n"                                       \
    "    return { id = q.id, at = q.at } end }\n"                                                  \
    "notice:changes 'bad' { answers = '', act = function() error 'no' end }\n"

static bl_buffer heard; /* "+ sentence" or "- sentence: failure", a line each */
static bl_cases_result result;
static char cases[80];

static void hear(void *context, const char *sentence, const char *failure)
{
    bl_buffer_format(context, "%s %s%s%s\n", failure ? "-" : "+", sentence, failure ? ": " : "",
                     failure ? failure : "");
}

static bl_status run(const char *text)
{
    bl_buffer_clear(&heard);
    write_script(HEAD, POLICY);
    snprintf(cases, sizeof cases, "%s/cases.lua", folder);
    FILE *file = fopen(cases, "w");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
    return bl_cases_run(cases, (bl_cases_ear){hear, NULL, &heard}, &result, &err);
}

static void assert_counted(const char *text, int64_t passed, int64_t failed)
{
    if (run(text) != BL_OK)
        fail_msg("%s", err.text);
    if (result.passed != passed || result.failed != failed)
        fail_msg("%d passed, %d failed: %s", (int)result.passed, (int)result.failed,
                 heard.at ? heard.at : "");
}

static void assert_fails(const char *steps, const char *words)
{
    char text[600];
    snprintf(text, sizeof text, "policy 'n.lua' case 'a case' { %s }", steps);
    assert_counted(text, 0, 1);
    if (!strstr(heard.at, words))
        fail_msg("expected %s, not %s", words, heard.at);
}

static void assert_passes(const char *steps)
{
    char text[600];
    snprintf(text, sizeof text, "policy 'n.lua' case 'a case' { %s }", steps);
    assert_counted(text, 1, 0);
}

static void assert_not_run(const char *text, bl_status kind, const char *words)
{
    assert_int_equal(run(text), kind);
    if (!strstr(err.text, words))
        fail_msg("expected %s, not %s", words, err.text);
    err = (bl_err){0};
}

static int leave_heard(void **state)
{
    bl_buffer_deinit(&heard);
    return leave(state);
}

#define case_fact(name) cmocka_unit_test_setup_teardown(name, enter, leave_heard)

static void part_of_the_answer_that_is_named_must_be_equal(void **state)
{
    (void)state;
    assert_passes("{ 'twice', { n = 2 }, { ok = true, n = 4 } }");
    assert_passes("{ 'twice', { n = 2 } }");
    assert_fails("{ 'twice', { n = 2 }, { n = 5 } }", "step 1: twice.n is 4, expected 5");
    assert_fails("{ 'twice', { n = 2 }, { m = 5 } }", "twice.m is null, expected 5");
    assert_fails("{ 'twice', { n = 2 }, { n = '4' } }", "twice.n is 4, expected \"4\"");
}

static void lists_have_the_same_length(void **state)
{
    (void)state;
    assert_passes("{ 'twice', { n = 2 }, { list = { { a = 1 }, { a = 2 } } } }");
    assert_fails("{ 'twice', { n = 2 }, { list = { { a = 1 } } } }",
                 "twice.list has 2 entries, expected 1");
    assert_fails("{ 'twice', { n = 2 }, { list = { { a = 1 }, { a = 3 } } } }",
                 "twice.list[2].a is 2, expected 3");
}

static void null_stands_for_a_field_that_is_null_or_absent(void **state)
{
    (void)state;
    assert_passes("{ 'twice', { n = 2 }, { none = null, never = null } }");
    assert_fails("{ 'twice', { n = 2 }, { n = null } }", "twice.n is 4, expected null");
}

static void empty_list_of_a_request_is_written_empty(void **state)
{
    (void)state;
    assert_passes("{ 'length', { list = empty }, { n = 0 } }");
    assert_fails("{ 'length', { list = {} } }", "expected a list");
    assert_fails("{ 'twice', { n = empty } }", "expected a whole number");
}

static void refusal_is_expected_by_its_code_and_cite(void **state)
{
    (void)state;
    assert_passes("at = '2021-12-03T10:00:00+08:00', { 'join', { id = 'S1' } },"
                  " { 'join', { id = 'S1' }, refused('known', '一') }");
    assert_passes("{ 'twice', { n = 'x' }, refused('bad_input', '-', { field = 'n' }) }");
    assert_fails("{ 'twice', { n = 'x' }, refused('known', '-') }",
                 "twice.error.code is \"bad_input\", expected \"known\"");
    assert_fails("{ 'twice', { n = 2 }, refused('known', '-') }", "twice.error is null");
    assert_fails("{ 'twice', { n = 'x' } }", "twice.ok is false, expected true");
}

static void error_of_the_script_fails_its_case_only(void **state)
{
    (void)state;
    assert_counted("policy 'n.lua' case 'one' { { 'bad', {} } }"
                   " case 'two' { { 'twice', { n = 1 } } }",
                   1, 1);
    assert_non_null(strstr(heard.at, "script_error"));
    assert_non_null(strstr(heard.at, "+ two\n"));
}

static void each_case_has_a_register_of_its_own(void **state)
{
    (void)state;
    assert_counted("policy 'n.lua' local join = { 'join', { id = 'S1' } }"
                   " case 'one' { join } case 'two' { join } case 'three' { join, join }",
                   2, 1);
    assert_non_null(strstr(heard.at, "- three: step 2"));
}

static void step_takes_the_moment_of_its_case_unless_it_has_one(void **state)
{
    (void)state;
    assert_passes("at = '2021-12-03T10:00:00+08:00',"
                  " { 'join', { id = 'a' }, { at = '2021-12-03T10:00:00+08:00' } },"
                  " { 'join', { id = 'b', at = '2021-12-04T10:00:00+08:00' },"
                  "   { at = '2021-12-04T10:00:00+08:00' } }");
}

static void cases_are_heard_in_order_with_their_sentences(void **state)
{
    (void)state;
    assert_counted("policy 'n.lua' case '二' {} case 'one' {} case '三' {}", 3, 0);
    assert_string_equal(heard.at, "+ 二\n+ one\n+ 三\n");
}

static void office_sets_its_own_from_a_day_on_or_for_good(void **state)
{
    (void)state;
    assert_passes("at = '2021-12-03T10:00:00+08:00',"
                  " { 'own', {}, { limit = 5, units = null } },"
                  " own({ limit = 7, units = { 'a', 'b' } }, '2021-12-03'),"
                  " { 'own', {}, { limit = 7, units = 'a+b' } },"
                  " { 'own', { at = '2021-12-02T10:00:00+08:00' }, { limit = 5 } },"
                  " own { limit = 6 },"
                  " { 'own', { at = '2021-12-02T10:00:00+08:00' }, { limit = 6 } }");
    assert_counted("policy 'n.lua' case 'one' { own { limit = 6 } } case 'two' {"
                   " { 'own', { at = '2021-12-02T10:00:00+08:00' }, { limit = 5 } } }",
                   2, 0);
}

static void own_value_that_does_not_fit_is_told(void **state)
{
    (void)state;
    assert_not_run("policy 'n.lua' case 'one' { own { limti = 6 } }", BL_SCRIPT,
                   "did you mean \"limit\"?");
    assert_not_run("policy 'n.lua' case 'one' { own { limit = 10 } }", BL_SCRIPT,
                   "limit must be at most 9");
    assert_not_run("policy 'n.lua' case 'one' { own({ limit = 6 }, '2021') }", BL_SCRIPT, "2021");
}

static void misspelt_function_names_the_nearest(void **state)
{
    (void)state;
    assert_not_run("policy 'n.lua' case 'one' { { 'twic', {} } }", BL_SCRIPT,
                   "there is no function \"twic\"; did you mean \"twice\"?");
}

static void file_that_cannot_be_run_is_refused(void **state)
{
    (void)state;
    assert_not_run("case 'one' {}", BL_SCRIPT, "names no policy");
    assert_not_run("policy 'm.lua'", BL_NOT_FOUND, "m.lua");
    assert_not_run("policy 'n.lua' = 7", BL_SCRIPT, "cases.lua:1: ");
    assert_not_run("policy 'n.lua'\nnonsense()", BL_SCRIPT, "cases.lua:2: ");
    assert_int_equal(
        bl_cases_run("/nowhere/c.lua", (bl_cases_ear){hear, NULL, &heard}, &result, &err),
        BL_NOT_FOUND);
    err = (bl_err){0};
    assert_not_run("policy 'cases.lua'", BL_SCRIPT, "cases.lua");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        case_fact(part_of_the_answer_that_is_named_must_be_equal),
        case_fact(lists_have_the_same_length),
        case_fact(null_stands_for_a_field_that_is_null_or_absent),
        case_fact(empty_list_of_a_request_is_written_empty),
        case_fact(refusal_is_expected_by_its_code_and_cite),
        case_fact(error_of_the_script_fails_its_case_only),
        case_fact(each_case_has_a_register_of_its_own),
        case_fact(step_takes_the_moment_of_its_case_unless_it_has_one),
        case_fact(cases_are_heard_in_order_with_their_sentences),
        case_fact(office_sets_its_own_from_a_day_on_or_for_good),
        case_fact(own_value_that_does_not_fit_is_told),
        case_fact(misspelt_function_names_the_nearest),
        case_fact(file_that_cannot_be_run_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

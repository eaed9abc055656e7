/* SPDX-License-Identifier: MIT */
#include "host/lint.h"

#include <sys/stat.h>

#include "desk.h"

static bl_buffer heard; /* the findings, a line each */

static void hear(void *context, bl_lint_kind kind, const char *words)
{
    bl_buffer_format(context, "%s%s\n", kind == BL_LINT_NOTE ? "(note) " : "", words);
}

static const char *findings(const char *text)
{
    bl_buffer_clear(&heard);
    write_script(HEAD, text);
    if (bl_lint_run(script, hear, &heard, &err) != BL_OK)
        fail_msg("%s", err.text);
    return heard.size > 0 ? heard.at : "";
}

static void assert_found(const char *text, const char *words)
{
    const char *said = findings(text);
    if (!strstr(said, words))
        fail_msg("expected %s, not: %s", words, said);
}

#define assert_clean(text) assert_string_equal(findings(text), "")

static int leave_heard(void **state)
{
    bl_buffer_deinit(&heard);
    return leave(state);
}

#define lint_fact(name) cmocka_unit_test_setup_teardown(name, enter, leave_heard)

#define FIELDS "notice:pure 'f' { fields = 'amount money\\nround count', answers = '',\n"

static void notice_without_a_slip_has_no_finding(void **state)
{
    (void)state;
    assert_clean(FIELDS "act = function(q) local x = q.amount return {}, { { '一', 'r', q.round } }"
                        " end }");
}

static void notice_that_does_not_load_is_one_finding_with_its_line(void **state)
{
    (void)state;
    assert_found("local a = = 1", "n.lua:3: ");
    assert_found("\nnotice:pure 'f' { rules = { { 'r' } } }", "n.lua:4: ");
    assert_found("", "declares no function");
    bl_buffer_clear(&heard);
    assert_ok(bl_lint_run("/nowhere/n.lua", hear, &heard, &err));
    assert_non_null(strstr(heard.at, "/nowhere/n.lua"));
}

static void field_that_is_not_declared_is_found_with_its_line(void **state)
{
    (void)state;
    assert_found(FIELDS "act = function(q)\n  local x = q.amuont\n  return {} end }",
                 "n.lua:5: f has no field \"amuont\"; did you mean \"amount\"?");
}

static void every_function_of_a_declaration_is_read(void **state)
{
    (void)state;
    const char *said = findings(FIELDS "given = function(q) return q.a1 end,\n"
                                       "rules = { { 'r', '一', 'c', 'm',\n"
                                       "  function(r) return r.a2 end,\n"
                                       "  when = function(w) return w.a3 end } },\n"
                                       "act = function(q) return { q.a4 } end }");
    assert_non_null(strstr(said, "n.lua:4: f has no field \"a1\""));
    assert_non_null(strstr(said, "n.lua:6: f has no field \"a2\""));
    assert_non_null(strstr(said, "n.lua:7: f has no field \"a3\""));
    assert_non_null(strstr(said, "n.lua:8: f has no field \"a4\""));
}

static void field_of_another_function_is_not_ones_own(void **state)
{
    (void)state;
    assert_found(FIELDS
                 "act = function(q) return {} end }\n"
                 "notice:pure 'g' { answers = '', act = function(q) return { q.round } end }",
                 "n.lua:5: g has no field \"round\"");
}

static void moment_of_the_request_is_a_field(void **state)
{
    (void)state;
    assert_clean(FIELDS "act = function(q) return { q.at } end }");
    assert_clean("notice:changes 'f' { answers = '', act = function(q)\n"
                 "  return { q.request_id } end }");
}

static void texts_and_comments_are_not_read(void **state)
{
    (void)state;
    assert_clean(FIELDS "act = function(q)\n"
                        "  -- q.nothing\n"
                        "  --[[ q.nothing\n q.nothing ]] --[==[ ]] q.nothing ]==]\n"
                        "  local a = 'q.nothing \\' q.nothing' .. \"q.nothing\"\n"
                        "  local b = [[ q.nothing ]] .. [=[ ]] q.nothing ]=]\n"
                        "  return {} end }");
    assert_found(FIELDS "act = function(q) local a = 'x\\\\' return { q.nothing } end }",
                 "\"nothing\"");
    assert_found(FIELDS "act = function(q)\n local a = [[\n\n]] --[[\n]]\n return { q.no } end }",
                 "n.lua:9: ");
}

static void member_of_another_table_is_not_a_field(void **state)
{
    (void)state;
    assert_clean(FIELDS "act = function(q) local s = { q = { x = 1 }, qq = { y = 2 } }\n"
                        "  local t = s.q.x + s.qq.y local n = q.amount == nil and 'a'..'b'\n"
                        "  return {} end }");
}

static void field_read_across_lines_is_found(void **state)
{
    (void)state;
    assert_found(FIELDS "act = function(q)\n  return { q\n  .\n  nothing } end }", "\"nothing\"");
}

static void a_rule_that_stays_row_by_row_is_a_note(void **state)
{
    (void)state;
    const char *said = findings("notice:rule 'odd' { cite = '1', fields = 'n* count',\n"
                                "  results = 'yes bool', function(f) return f.n == 3 end }");
    assert_non_null(strstr(said, "(note) "));
    assert_non_null(strstr(said, "odd stays row by row, because beside the count n, the function"));
    assert_non_null(strstr(said, "n.lua:4 compares with ==\n"));
}

static void field_is_found_in_a_part_with_its_path_and_line(void **state)
{
    (void)state;
    char command[192], place[96];
    snprintf(command, sizeof command,
             "mkdir %s/n && printf 'local notice = ...\\nnotice:pure \"f\" { answers = \"\",\\n"
             "act = function(q) return { q.nothing } end }' > %s/n/a.lua",
             folder, folder);
    assert_int_equal(system(command), 0);
    snprintf(place, sizeof place, "%s/n/a.lua:3: f has no field \"nothing\"", folder);
    assert_found("bylaw.part('n/a.lua', notice)", place);
}

static void field_is_found_in_a_script_however_long_its_path(void **state)
{
    (void)state;
    char deep[2048];
    int size = snprintf(deep, sizeof deep, "%s", folder);
    for (int i = 0; i < 12; i++) {
        size += snprintf(deep + size, sizeof deep - (size_t)size, "/%0100d", 0);
        assert_int_equal(mkdir(deep, 0700), 0);
    }
    write_script(HEAD,
                 "notice:pure 'f' { answers = '', act = function(q) return { q.nothing } end }");
    snprintf(deep + size, sizeof deep - (size_t)size, "/n.lua");
    assert_int_equal(rename(script, deep), 0);
    bl_buffer_clear(&heard);
    assert_ok(bl_lint_run(deep, hear, &heard, &err));
    assert_non_null(strstr(heard.at, "/n.lua:3: f has no field \"nothing\""));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        lint_fact(notice_without_a_slip_has_no_finding),
        lint_fact(notice_that_does_not_load_is_one_finding_with_its_line),
        lint_fact(field_that_is_not_declared_is_found_with_its_line),
        lint_fact(every_function_of_a_declaration_is_read),
        lint_fact(field_of_another_function_is_not_ones_own),
        lint_fact(moment_of_the_request_is_a_field),
        lint_fact(texts_and_comments_are_not_read),
        lint_fact(member_of_another_table_is_not_a_field),
        lint_fact(field_read_across_lines_is_found),
        lint_fact(field_is_found_in_a_part_with_its_path_and_line),
        lint_fact(field_is_found_in_a_script_however_long_its_path),
        lint_fact(a_rule_that_stays_row_by_row_is_a_note),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

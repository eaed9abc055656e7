/* SPDX-License-Identifier: MIT */
#include "host/shell.h"

#include <stdio.h>

#include "../fact.h"

#undef fact
#define fact(name) cmocka_unit_test_setup_teardown(name, enter, leave)

static bl_shell *shell;
static bl_shell_trouble trouble;
static bl_buffer said; /* a line for what was printed or shown */

static bl_status answer(void *context, const char *policy, const char *function, bl_text request,
                        bl_buffer *out, bl_err *err)
{
    (void)context;
    if (strcmp(function, "breaks") == 0)
        return bl_fail(err, BL_IO, "the disk is full");
    bl_buffer_format(
        out, "{\"ok\":true,\"of\":\"%s.%s\",\"n\":7,\"list\":[{\"a\":1}],\"q\":", policy, function);
    bl_buffer_add(out, request.at, request.size);
    bl_buffer_add_char(out, '}');
    return BL_OK;
}

static void show(void *context, const char *policy, const char *function, const char *name,
                 bl_text json)
{
    (void)context;
    bl_buffer_format(&said, "%s.%s %s %.*s\n", policy, function, name, (int)json.size, json.at);
}

static void print(void *context, bl_text line)
{
    (void)context;
    bl_buffer_add(&said, line.at, line.size);
    bl_buffer_add_char(&said, '\n');
}

static int enter(void **state)
{
    static const char *const names[] = {"ask", "breaks"};
    const bl_shell_desk desk = {NULL, answer, show, print};
    bl_err err = {0};
    (void)state;
    if (bl_shell_open(&desk, &shell, &err) != BL_OK)
        return -1;
    return bl_shell_add_policy(shell, "notice", names, 2, &err) != BL_OK;
}

static int leave(void **state)
{
    (void)state;
    bl_shell_close(shell);
    bl_buffer_deinit(&said);
    return 0;
}

static bl_shell_end run(const char *text)
{
    trouble = (bl_shell_trouble){0};
    bl_buffer_clear(&said);
    bl_buffer_add_text(&said, "");
    return bl_shell_run(shell, bl_text_of(text), &trouble);
}

/* Runs it, which says this. */
#define assert_run(text, expected)                                                                 \
    do {                                                                                           \
        if (run(text) != BL_SHELL_DONE)                                                            \
            fail_msg("%s", trouble.words);                                                         \
        assert_string_equal(said.size > 0 ? said.at : "", expected);                               \
    } while (0)

/* Fails there, with these words in it. */
#define assert_wrong(text, at_line, at_column, expected)                                           \
    do {                                                                                           \
        assert_int_equal(run(text), BL_SHELL_FAILED);                                              \
        if (!strstr(trouble.words, expected))                                                      \
            fail_msg("expected %s, not: %s", expected, trouble.words);                             \
        assert_int_equal(trouble.line, at_line);                                                   \
        assert_int_equal(trouble.column, at_column);                                               \
    } while (0)

static void expression_gives_its_values_and_statement_none(void **state)
{
    (void)state;
    assert_run("1 + 2", "3\n");
    assert_run("= 1 + 2", "3\n");
    assert_run("1, nil, 'a'", "1\tnil\ta\n");
    assert_run("x = 5", "");
    assert_run("return x", "5\n");
    assert_run("_ + 1", "6\n");
    assert_run("", "");
    assert_run("-- nothing", "");
}

static void what_is_not_finished_is_told_from_what_is_wrong(void **state)
{
    static const char *const unfinished[] = {"x = {",          "for i = 1, 2 do", "1 +",
                                             "notice.ask {",   "s = [[a\nb",      "f(",
                                             "if true then x", "--[[ so"};
    (void)state;
    for (size_t i = 0; i < sizeof unfinished / sizeof unfinished[0]; i++)
        assert_int_equal(run(unfinished[i]), BL_SHELL_UNFINISHED);
    assert_wrong("x = }", 1, 5, "unexpected symbol");
    assert_wrong("s = 'a", 1, 5, "unfinished string");
    assert_wrong("= =", 1, 3, "unexpected symbol");
}

static void wrong_sign_is_told_by_its_place(void **state)
{
    (void)state;
    assert_wrong("x = = 1", 1, 5, "unexpected symbol");
    assert_wrong("1 + * 2", 1, 5, "unexpected symbol");
    assert_wrong("x = {\n  1,\n  2 = 3 }", 3, 5, "expected");
    assert_wrong("'\u9ad8' + * 2", 1, 7, "unexpected symbol");
    assert_wrong("x = 1 & 2", 1, 7, "works on bits");
}

static void wrong_name_is_told_by_its_place(void **state)
{
    (void)state;
    assert_wrong("print(nosuch)", 1, 7, "there is no `nosuch`");
    assert_wrong("pirnt(1)", 1, 1, "did you mean `print`?");
    assert_wrong("y = 1\nprint(yuna(1))", 2, 7, "did you mean `yuan`?");
    assert_wrong("notice.aks {}", 1, 8, "notice has no function \"aks\"; did you mean \"ask\"?");
    assert_wrong("  nosuch()", 1, 3, "there is no `nosuch`");
}

static void answer_is_a_table_and_shown_as_an_answer(void **state)
{
    (void)state;
    assert_run("notice.ask { b = yuan '2.50' }.n", "7\n");
    assert_run("notice.ask { b = 1 }",
               "notice.ask  {\"ok\":true,\"of\":\"notice.ask\",\"n\":7,\"list\":[{\"a\":1}],"
               "\"q\":{\"b\":1}}\n");
    assert_run("a = notice.ask()", "");
    assert_run("a.list", "notice.ask list [{\"a\":1}]\n");
    assert_run("a.list[1].a + 1", "2\n");
    assert_run("notice.ask { l = empty, n = null }.q.l", "notice.ask l {}\n");
    assert_wrong("notice.ask(1)", 1, 1, "notice.ask takes a table");
    assert_wrong("notice.ask({}, {})", 1, 1, "takes one table");
    assert_wrong("notice.breaks {}", 1, 1, "the disk is full");
}

static void tables_are_written_in_one_order(void **state)
{
    (void)state;
    assert_run("{ 3, b = 1, a = { true } }", "{ 3, a = { true }, b = 1 }\n");
    assert_run("{ ['b c'] = 1, [1.5] = 2 }", "{ [1.5] = 2, [\"b c\"] = 1 }\n");
    assert_run("t = {} t.t = t", "");
    assert_int_equal(run("t"), BL_SHELL_DONE);
    assert_non_null(strstr(said.at, "{...}"));
    assert_run("{ print }", "{ function }\n");
}

static void words_and_what_is_not_listed_are_out_of_reach(void **state)
{
    (void)state;
    assert_wrong("print = 1", 1, 1, "`print` is a word");
    assert_wrong("notice = 1", 1, 1, "`notice` is a word");
    assert_wrong("notice.ask = 1", 1, 8, "");
    assert_wrong("_ENV = {}", 1, 1, "there is no `_ENV`");
    assert_wrong("load('1')", 1, 1, "there is no `load`");
    assert_wrong("core.answer('notice', 'ask', {})", 1, 1, "there is no `core`");
}

static void shell_lives_on_after_what_takes_too_much(void **state)
{
    (void)state;
    assert_wrong("local t = {} for i = 1, 1e8 do t[i] = { i } end", 1, 1, "KiB of memory");
    assert_run("x = 1", "");
    assert_wrong("t = {} for i = 1, 1e8 do t[i] = { i } end", 1, 1, "every name was forgotten");
    assert_wrong("x", 1, 1, "there is no `x`");
    assert_run("1", "1\n");
}

static bool wanted(void)
{
    return true;
}

static bool unwanted(void)
{
    return false;
}

static void statement_is_stopped_on_request(void **state)
{
    (void)state;
    bl_state_stop_when(wanted);
    assert_int_equal(run("while true do end"), BL_SHELL_STOPPED);
    bl_state_stop_when(unwanted);
    assert_run("1", "1\n");
}

static void expression_is_read_as_json(void **state)
{
    bl_buffer out = {0};
    (void)state;
    assert_int_equal(bl_shell_read(shell, T("{ a = yuan(2), b = { 1 } }"), &out, &trouble),
                     BL_SHELL_DONE);
    assert_string_equal(out.at, "{\"a\":2,\"b\":[1]}");
    assert_int_equal(bl_shell_read(shell, T("{ a = "), &out, &trouble), BL_SHELL_UNFINISHED);
    assert_int_equal(bl_shell_read(shell, T("{ a = print }"), &out, &trouble), BL_SHELL_FAILED);
    bl_buffer_deinit(&out);
}

static void look_for(void *context, bl_text name)
{
    int *found = context;
    *found |= bl_text_equal(name, T("print")) ? 1 : 0;
    *found |= bl_text_equal(name, T("notice")) ? 2 : 0;
    *found |= bl_text_equal(name, T("mine")) ? 4 : 0;
}

static void names_are_told(void **state)
{
    int found = 0;
    bl_err err = {0};
    (void)state;
    assert_run("mine = 1", "");
    assert_ok(bl_shell_names(shell, look_for, &found, &err));
    assert_int_equal(found, 7);
}

int main(void)
{
    const struct CMUnitTest facts[] = {
        fact(expression_gives_its_values_and_statement_none),
        fact(what_is_not_finished_is_told_from_what_is_wrong),
        fact(wrong_sign_is_told_by_its_place),
        fact(wrong_name_is_told_by_its_place),
        fact(answer_is_a_table_and_shown_as_an_answer),
        fact(tables_are_written_in_one_order),
        fact(words_and_what_is_not_listed_are_out_of_reach),
        fact(shell_lives_on_after_what_takes_too_much),
        fact(statement_is_stopped_on_request),
        fact(expression_is_read_as_json),
        fact(names_are_told),
    };
    return cmocka_run_group_tests(facts, NULL, NULL);
}

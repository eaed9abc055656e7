/* SPDX-License-Identifier: MIT */
#include "../fact.h"
#include "host/lexer.h"

/* The tokens of the text and their lines: "word/1 word/2". */
static void assert_cut(const char *text, const char *expected)
{
    bl_lexer lexer = bl_lexer_make(bl_text_of(text));
    bl_buffer cut = {0};
    bl_text token;
    int line;
    bl_buffer_add_text(&cut, "");
    while (bl_lexer_next(&lexer, &token, &line))
        bl_buffer_format(&cut, "%s%.*s/%d", cut.size > 0 ? " " : "", (int)token.size, token.at,
                         line);
    assert_string_equal(cut.at, expected);
    bl_buffer_deinit(&cut);
}

static void words_and_marks_have_their_lines(void **state)
{
    (void)state;
    assert_cut("", "");
    assert_cut("q.at >= 1\n  and _x2", "q/1 ./1 at/1 >/1 =/1 1/1 and/2 _x2/2");
    assert_cut("a..b ...", "a/1 ../1 b/1 .../1");
    assert_cut("a ~= b ~ c<<1>>2", "a/1 ~=/1 b/1 ~/1 c/1 <</1 1/1 >>/1 2/1");
}

static void comments_and_strings_are_passed_over(void **state)
{
    (void)state;
    assert_cut("a -- b\nc --[[ d\n]] e --[==[ ]] ]==] f", "a/1 c/2 e/3 f/3");
    assert_cut("a 'b\\'c' \"d\\\ne\" f [[g\nh]] i [=[ ]] ]=] j", "a/1 f/2 i/3 j/3");
    assert_cut("'a\\z\n  b' c", "c/2");
}

static void quoted_strings_are_tokens_for_who_wants_them(void **state)
{
    (void)state;
    bl_lexer lexer = bl_lexer_make(bl_text_of("a \"b\\\"c\" -- \"d\"\n [[e]] 'f' "));
    lexer.with_quoted = true;
    bl_text token;
    int line;
    assert_true(bl_lexer_next(&lexer, &token, &line));
    assert_true(bl_text_equal(token, bl_text_of("a")));
    assert_true(bl_lexer_next(&lexer, &token, &line));
    assert_true(bl_text_equal(token, bl_text_of("\"b\\\"c\"")));
    assert_true(bl_lexer_next(&lexer, &token, &line));
    assert_true(bl_text_equal(token, bl_text_of("'f'")));
    assert_int_equal(line, 2);
    assert_false(bl_lexer_next(&lexer, &token, &line));
}

static void what_does_not_end_ends_with_its_line_or_the_text(void **state)
{
    (void)state;
    assert_cut("'a\nb", "b/2");
    assert_cut("a [[b\n", "a/1");
    assert_cut("a --[[b", "a/1");
    assert_cut("a '", "a/1");
    assert_cut("[=a]", "[/1 =/1 a/1 ]/1");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        fact(words_and_marks_have_their_lines),
        fact(comments_and_strings_are_passed_over),
        fact(quoted_strings_are_tokens_for_who_wants_them),
        fact(what_does_not_end_ends_with_its_line_or_the_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

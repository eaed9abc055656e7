/* SPDX-License-Identifier: MIT */
#include "app/lines.h"

#include <stdio.h>

#include "../fact.h"

/* What the next line is: "-" for none, "!" for one that was too long. */
static const char *next(bl_lines *lines, bool last)
{
    static char text[100];
    char *line;
    size_t size;
    bl_lines_found found = bl_lines_next(lines, last, &line, &size);
    if (found != BL_LINES_ONE)
        return found == BL_LINES_NONE ? "-" : "!";
    snprintf(text, sizeof text, "%.*s", (int)size, line);
    return text;
}

static void add(bl_lines *lines, const char *text)
{
    bl_lines_add(lines, text, strlen(text));
}

static void lines_come_whole_however_they_arrive(void **state)
{
    (void)state;
    bl_lines lines = {0};
    add(&lines, "a");
    assert_string_equal(next(&lines, false), "-");
    add(&lines, "b\nc\n\n  \t\r\nd");
    assert_string_equal(next(&lines, false), "ab");
    assert_string_equal(next(&lines, false), "c");
    assert_string_equal(next(&lines, false), "-");
    add(&lines, "e\n");
    assert_string_equal(next(&lines, false), "de");
    add(&lines, "last");
    assert_string_equal(next(&lines, false), "-");
    assert_string_equal(next(&lines, true), "last");
    assert_string_equal(next(&lines, true), "-");
    bl_lines_deinit(&lines);
}

static void add_many(bl_lines *lines, size_t size)
{
    char *bytes = malloc(size);
    memset(bytes, 'x', size);
    bl_lines_add(lines, bytes, size);
    free(bytes);
}

static void line_that_is_too_long_is_told_once_and_left_out(void **state)
{
    (void)state;
    bl_lines lines = {0};
    add_many(&lines, BL_LINE_MAX);
    assert_string_equal(next(&lines, false), "-");
    add_many(&lines, 1);
    assert_string_equal(next(&lines, false), "!");
    add_many(&lines, BL_LINE_MAX + 5);
    assert_string_equal(next(&lines, false), "-");
    assert_int_equal(bl_lines_size(&lines), 0);
    add(&lines, "rest\na\n");
    assert_string_equal(next(&lines, false), "a");
    bl_lines_deinit(&lines);
}

static void line_of_the_most_that_may_be_is_one(void **state)
{
    (void)state;
    bl_lines lines = {0};
    add_many(&lines, BL_LINE_MAX);
    add(&lines, "\n");
    add_many(&lines, BL_LINE_MAX + 1);
    add(&lines, "\nb\n");
    char *line;
    size_t size;
    assert_int_equal(bl_lines_next(&lines, false, &line, &size), BL_LINES_ONE);
    assert_int_equal(size, BL_LINE_MAX);
    assert_string_equal(next(&lines, false), "!");
    assert_string_equal(next(&lines, false), "b");
    bl_lines_deinit(&lines);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        fact(lines_come_whole_however_they_arrive),
        fact(line_that_is_too_long_is_told_once_and_left_out),
        fact(line_of_the_most_that_may_be_is_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

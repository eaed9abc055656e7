/* SPDX-License-Identifier: MIT */
#include "app/table.h"

#include <stdio.h>
#include <stdlib.h>

#include "host/rulebook.h"

/* The rule most like the name; "" when the notice has none. */
static const char *nearest_rule(bl_notice *notice, bl_text name)
{
    bl_nearest nearest = bl_nearest_make(name);
    for (size_t i = 0; i < bl_rulebook_count(notice); i++)
        bl_nearest_offer(&nearest, bl_text_of(bl_rulebook_name(notice, i)));
    return nearest.word.at;
}

/* A test file may lie anywhere, so it is given the notice's whole path. */
static int print_rule(bl_notice *notice, const bl_rulebook_entry *entry, bl_rulebook_form form,
                      const char *path)
{
    bl_buffer text = {0};
    bl_err err = {0};
    char *whole = realpath(path, NULL);
    bl_status status = bl_rulebook_write(notice, entry, form, whole ? whole : path, &text, &err);
    free(whole);
    if (status == BL_OK)
        fwrite(text.at, 1, text.size, stdout);
    else
        bl_command_failed(&err);
    bl_buffer_deinit(&text);
    return status == BL_OK ? BL_EXIT_DONE : BL_EXIT_NOT_HELD;
}

static int show(const bl_command *command, const char *path, const char *name,
                bl_rulebook_form form)
{
    bl_notice *notice = NULL;
    bl_rulebook_entry entry;
    bl_err err = {0};
    bool found = false;
    int code;
    if (bl_notice_open(path, &notice, &err) != BL_OK)
        return bl_command_failed(&err);
    if (bl_rulebook_find(notice, bl_text_of(name), &entry, &found, &err) != BL_OK)
        code = bl_command_failed(&err);
    else if (found)
        code = print_rule(notice, &entry, form, path);
    else if (bl_rulebook_count(notice) == 0)
        code = bl_command_misused(command, "%s declares no rules", path);
    else
        code = bl_command_misused(command, "there is no rule \"%s\"; did you mean \"%s\"?", name,
                                  nearest_rule(notice, bl_text_of(name)));
    bl_notice_close(notice);
    return code;
}

static int run_table(const bl_command *command, int count, char **arguments)
{
    bool markdown = false, sql = false, cliffs = false, cases = false;
    const bl_option options[] = {
        {"markdown", BL_OPTION_FLAG, &markdown, NULL, "as a Markdown table"},
        {"sql", BL_OPTION_FLAG, &sql, NULL, "as one SELECT, for SQLite and PostgreSQL"},
        {"cliffs", BL_OPTION_FLAG, &cliffs, NULL, "each jump of a result, where and how large"},
        {"cases", BL_OPTION_FLAG, &cases, NULL, "its boundaries as a file for bylaw test"},
        {0}};
    char **rest;
    int exit_code;
    if (!bl_command_options(command, options, &count, arguments, &rest, &exit_code))
        return exit_code;
    if (count != 2)
        return bl_command_misused(command, "give a notice and one of its rules");
    if (markdown + sql + cliffs + cases > 1)
        return bl_command_misused(command, "a table is shown in one form at a time");
    bl_rulebook_form form = markdown ? BL_RULEBOOK_MARKDOWN
                            : sql    ? BL_RULEBOOK_SQL
                            : cliffs ? BL_RULEBOOK_CLIFFS
                            : cases  ? BL_RULEBOOK_CASES
                                     : BL_RULEBOOK_ALIGNED;
    return show(command, rest[0], rest[1], form);
}

const bl_command bl_command_table = {
    "table", "POLICY RULE [--markdown|--sql|--cliffs|--cases]",
    "The decision table of a rule: every case there is and what it gives.",
    "bylaw table tests/bench/w1.lua upgrade --cliffs", run_table};

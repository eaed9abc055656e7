/* SPDX-License-Identifier: MIT */
#include "app/table.h"

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
static bl_status write_rule(bl_notice *notice, const bl_rulebook_entry *entry,
                            bl_rulebook_form form, const char *path, bl_buffer *out, bl_err *err)
{
    char *whole = realpath(path, NULL);
    bl_status status = bl_rulebook_write(notice, entry, form, whole ? whole : path, out, err);
    free(whole);
    return status;
}

/* Finds the rule, or all of them where no name is given, and writes what is to be shown. */
static int write_shown(const bl_command *command, bl_notice *notice, char **words,
                       bl_rulebook_form form, bl_buffer *out)
{
    bl_rulebook_entry entry;
    bl_err err = {0};
    bool found = true;
    bl_text name = bl_text_of(words[1] ? words[1] : "");
    if (bl_rulebook_count(notice) == 0)
        return bl_command_misused(command, "%s declares no rules", words[0]);
    bl_status status = words[1] ? bl_rulebook_find(notice, name, &entry, &found, &err)
                                : bl_rulebook_write_list(notice, out, &err);
    if (status == BL_OK && !found)
        return bl_command_misused(command, "there is no rule \"%s\"; did you mean \"%s\"?",
                                  words[1], nearest_rule(notice, name));
    if (status == BL_OK && words[1])
        status = write_rule(notice, &entry, form, words[0], out, &err);
    if (status != BL_OK) {
        bl_command_failed(&err);
        return BL_EXIT_NOT_HELD;
    }
    return bl_command_write(out, &err) == BL_OK ? BL_EXIT_DONE : bl_command_failed(&err);
}

static int show(const bl_command *command, char **words, bl_rulebook_form form)
{
    bl_notice *notice = NULL;
    bl_buffer out = {0};
    bl_err err = {0};
    if (bl_notice_open(words[0], &notice, &err) != BL_OK)
        return bl_command_failed(&err);
    int code = write_shown(command, notice, words, form, &out);
    bl_buffer_deinit(&out);
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
    if (count < 1 || count > 2)
        return bl_command_misused(command, "give a notice, and one of its rules");
    if (count == 1 && markdown + sql + cliffs + cases > 0)
        return bl_command_misused(command, "name the rule; without, its rules are listed");
    if (markdown + sql + cliffs + cases > 1)
        return bl_command_misused(command, "a table is shown in one form at a time");
    bl_rulebook_form form = markdown ? BL_RULEBOOK_MARKDOWN
                            : sql    ? BL_RULEBOOK_SQL
                            : cliffs ? BL_RULEBOOK_CLIFFS
                            : cases  ? BL_RULEBOOK_CASES
                                     : BL_RULEBOOK_ALIGNED;
    return show(command, (char *[]){rest[0], count == 2 ? rest[1] : NULL}, form);
}

const bl_command bl_command_table = {
    "table", "POLICY [RULE [--markdown|--sql|--cliffs|--cases]]",
    "The decision table of a rule: every case there is and what it gives; or the list of rules.",
    "bylaw table policies/industrial_economy.lua\n"
    "  bylaw table policies/industrial_economy.lua equipment_upgrade --cliffs",
    run_table};

/* SPDX-License-Identifier: MIT */
#include "app/whatif.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/interrupt.h"
#include "app/plugins.h"
#include "app/readers.h"
#include "app/whatif_text.h"
#include "base/clock.h"

#define PROBES     2000 /* made-up requests to a function, to see what it reads */
#define NAME_LIMIT 128

/* What the command was asked. */
typedef struct task {
    bl_reform question;
    bl_option_texts set;
    const char *format;
    json_t *params;
    json_t *parameters; /* the notice's list */
    const char *names[BL_OPTION_TEXTS_MAX];
} task;

static bl_status set_one(task *t, bl_notice *notice, const char *text, bl_err *err)
{
    char name[NAME_LIMIT];
    const char *equals = strchr(text, '=');
    if (!equals || (size_t)(equals - text) >= sizeof name)
        return bl_fail(err, BL_INVALID, "--set %s: expected NAME=VALUE", text);
    memcpy(name, text, (size_t)(equals - text));
    name[equals - text] = '\0';
    bl_buffer value = {0};
    bl_status status =
        bl_parameters_read(bl_notice_parameters(notice), name, bl_text_of(equals + 1), &value, err);
    if (status == BL_OK && json_object_get(t->params, name))
        status = bl_fail(err, BL_INVALID, "--set %s: it is set twice", name);
    if (status == BL_OK &&
        json_object_set_new(t->params, name,
                            json_loadb(value.at, value.size, JSON_DECODE_ANY, NULL)) != 0)
        status = bl_fail(err, BL_NO_MEMORY, "no memory for a value");
    bl_buffer_deinit(&value);
    return status;
}

/* Reads the values that are set, and what the notice says instead. */
static bl_status read_settings(task *t, bl_err *err)
{
    bl_notice *notice = NULL;
    bl_buffer list = {0};
    bl_status status = bl_notice_open(t->question.bulk.policy, &notice, err);
    t->params = json_object();
    for (size_t i = 0; status == BL_OK && i < t->set.count; i++)
        status = set_one(t, notice, t->set.list[i], err);
    if (status == BL_OK)
        status = bl_parameters_list(bl_notice_parameters(notice), &list, err);
    if (status == BL_OK)
        t->parameters = json_loadb(list.at, list.size, 0, NULL);
    bl_buffer_deinit(&list);
    bl_notice_close(notice);
    const char *name;
    json_t *value;
    json_object_foreach(t->params, name, value)
    {
        t->names[t->question.name_count++] = name;
    }
    t->question.params = t->params;
    t->question.names = t->names;
    return status;
}

/* Says of each value that no rule read what does read it. */
static bl_status tell_unread(const task *t, const bl_comparison *result, bl_err *err)
{
    bl_status status = BL_OK;
    for (size_t i = 0; status == BL_OK && i < t->question.name_count; i++) {
        if (result->read[i])
            continue;
        bl_buffer readers = {0};
        status = bl_readers_find(t->question.bulk.policy, t->names[i], t->question.bulk.at, PROBES,
                                 &readers, err);
        fprintf(stderr,
                "bylaw: no rule that %s came to over these rows read %s: it changes nothing here\n",
                t->question.bulk.function, t->names[i]);
        if (status == BL_OK)
            fprintf(stderr, "  read by: %s\n",
                    readers.at ? readers.at : "no pure function that was tried");
        bl_buffer_deinit(&readers);
    }
    return status;
}

static bool is_own_format(const char *format)
{
    return strcmp(format, "pretty") == 0 || strcmp(format, "json") == 0 ||
           strcmp(format, "csv") == 0;
}

static bl_status print(const task *t, const bl_comparison *result, bl_err *err)
{
    bl_buffer out = {0};
    bl_whatif whatif = {&t->question, result, t->parameters};
    bool foreign = !is_own_format(t->format);
    if (strcmp(t->format, "json") == 0 || foreign)
        bl_whatif_write_json(&whatif, &out);
    else if (strcmp(t->format, "csv") == 0)
        bl_whatif_write_csv(&whatif, &out);
    else
        bl_whatif_write(&whatif, bl_chart_coloured(), &out);
    bl_status status = bl_buffer_status(&out, err);
    if (status == BL_OK && foreign)
        status = bl_plugins_print(t->format, "whatif", out.at, err);
    else if (status == BL_OK)
        status = bl_command_write(&out, err);
    bl_buffer_deinit(&out);
    return status;
}

/* Whether some value was read, and whether each was. */
static void count_read(const task *t, const bl_comparison *result, bool *some, bool *all)
{
    *some = false;
    *all = true;
    for (size_t i = 0; i < t->question.name_count; i++) {
        *some = *some || result->read[i];
        *all = *all && result->read[i];
    }
}

static int run_task(task *t)
{
    bl_comparison result = {0};
    bl_err err = {0};
    bool some = false, all = true;
    bl_interrupt_catch();
    bl_status status = read_settings(t, &err);
    if (status == BL_OK)
        status = bl_compare(&t->question, &result, &err);
    if (status == BL_OK)
        count_read(t, &result, &some, &all);
    if (status == BL_OK && some)
        status = print(t, &result, &err);
    if (status == BL_OK && !all)
        status = tell_unread(t, &result, &err);
    bl_comparison_deinit(&result);
    json_decref(t->params);
    json_decref(t->parameters);
    if (status == BL_STOPPED)
        return BL_EXIT_STOPPED;
    if (status != BL_OK)
        return bl_command_failed(&err);
    return all ? BL_EXIT_DONE : BL_EXIT_NOT_HELD;
}

static int run_whatif(const bl_command *command, int count, char **arguments)
{
    const char *over = NULL, *ceiling = NULL;
    int64_t threads = 0, rows = 0;
    bl_option_time at = {0};
    task t = {.format = "pretty"};
    char **rest;
    int exit_code;
    const bl_option options[] = {
        {"over", BL_OPTION_TEXT, &over, "FILE",
         "the population: CSV, JSON Lines, FILE:TABLE of SQLite, or - for standard input"},
        {"set", BL_OPTION_TEXTS, &t.set, "NAME=VALUE",
         "a parameter of the reform; a list is a|b|c or JSON"},
        {"ceiling", BL_OPTION_TEXT, &ceiling, "AMOUNT", "of the money, in both worlds, in yuan"},
        {"rows", BL_OPTION_COUNT, &rows, "N", "show the first N rows that change"},
        {"at", BL_OPTION_TIME, &at, "TIME", "the moment at which rows are judged (now)"},
        {"threads", BL_OPTION_COUNT, &threads, "N", "(as many as processors)"},
        {"format", BL_OPTION_TEXT, &t.format, "pretty|json|csv", "for people; whole; by measure"},
        {0}};
    if (!bl_command_options(command, options, &count, arguments, &rest, &exit_code))
        return exit_code;
    if (count != 2)
        return bl_command_misused(command, "name a policy and one of its functions");
    if (!over || t.set.count == 0)
        return bl_command_misused(command, "a what-if needs --over FILE and --set NAME=VALUE");
    if (!is_own_format(t.format) &&
        !bl_plugins_check_format(command, t.format, "pretty, json or csv"))
        return BL_EXIT_NOT_STARTED;
    if (threads > BL_WORKERS_MAX)
        return bl_command_misused(command, "--threads is at most %d", BL_WORKERS_MAX);
    bl_clock clock = bl_command_clock(at);
    bl_err err = {0};
    t.question.bulk = (bl_bulk){.policy = rest[0],
                                .function = rest[1],
                                .over = over,
                                .threads = threads > 0 ? (size_t)threads : bl_crew_size(),
                                .at = {bl_clock_now(&clock)}};
    t.question.limited = ceiling != NULL;
    t.question.shown = (size_t)rows;
    if (ceiling && bl_money_from_text(bl_text_of(ceiling), &t.question.ceiling, &err) != BL_OK)
        return bl_command_misused(command, "--ceiling %s: %s", ceiling, err.text);
    if (t.question.ceiling.fen < 0)
        return bl_command_misused(command, "--ceiling %s: expected an amount, 0 or more", ceiling);
    return run_task(&t);
}

const bl_command bl_command_whatif = {
    "whatif", "POLICY FUNCTION --over FILE --set NAME=VALUE [--set ...]",
    "Runs a population as the notice is and with other parameters, and shows what changes.",
    "bylaw population policies/industrial_economy.lua --rows 10000 > enterprises.csv\n"
    "  bylaw whatif policies/industrial_economy.lua award --over enterprises.csv \\\n"
    "    --set equipment_upgrade.rate=8 --rows 5",
    run_whatif};

/* SPDX-License-Identifier: MIT */
#include "app/report.h"

#include <string.h>

#include "app/chart.h"
#include "app/plugins.h"
#include "app/reply.h"
#include "app/report_text.h"
#include "host/notice.h"

#define NOBODY      "-"
#define NOBODY_NAME "未列责任部门"

/* What the command was asked, and what it makes of it. */
typedef struct task {
    const bl_command *command;
    const char *db;
    const char *by;
    const char *format;
    bl_moment at;
    json_t *report;
} task;

/* The object of a list whose member is that text; made when there is none. */
static json_t *entry_of(json_t *list, const char *member, const char *text, const char *name)
{
    size_t i;
    json_t *entry;
    json_array_foreach(list, i, entry)
    {
        if (strcmp(bl_reply_word(entry, member), text) == 0)
            return entry;
    }
    entry = json_pack("{s:s, s:s}", member, text, "name", *name ? name : text);
    json_array_append_new(list, entry);
    return entry;
}

static const char *term_of(const json_t *labels, const char *list, const char *code)
{
    if (strcmp(code, NOBODY) == 0)
        return NOBODY_NAME;
    return bl_reply_word(json_object_get(json_object_get(labels, "codes"), list), code);
}

/* Counts an item under its standing; every standing is there from the first one on. */
static void count_item(json_t *counts, const json_t *item)
{
    for (size_t s = 0; s < BL_STANDINGS; s++) {
        const char *code = bl_standings[s].code;
        json_int_t count = json_integer_value(json_object_get(counts, code));
        if (strcmp(code, bl_reply_word(item, "standing")) == 0)
            count++;
        json_object_set_new(counts, code, json_integer(count));
    }
}

static void add_to_group(json_t *groups, const char *code, const char *name, json_t *item)
{
    json_t *group = entry_of(groups, "group", code, name);
    if (!json_object_get(group, "items"))
        json_object_set_new(group, "items", json_array());
    json_array_append(json_object_get(group, "items"), item);
}

/* Counts the item for a department, and puts it into its group where they are by department. */
static void add_for(task *t, json_t *groups, const json_t *labels, const char *department,
                    json_t *item)
{
    json_t *overview = json_object_get(json_object_get(t->report, "overview"), "departments");
    const char *name = term_of(labels, "department", department);
    count_item(entry_of(overview, "code", department, name), item);
    if (strcmp(t->by, "department") == 0)
        add_to_group(groups, department, name, item);
}

static void add_item(task *t, json_t *plan_counts, json_t *groups, const json_t *labels,
                     json_t *item)
{
    size_t i;
    json_t *department;
    const json_t *departments = json_object_get(item, "departments");
    json_object_set_new(item, "state_name",
                        json_string(term_of(labels, "state", bl_reply_word(item, "state"))));
    count_item(plan_counts, item);
    if (strcmp(t->by, "chapter") == 0)
        add_to_group(groups, bl_reply_word(item, "group"), "", item);
    if (json_array_size(departments) == 0)
        add_for(t, groups, labels, NOBODY, item);
    json_array_foreach(departments, i, department)
    {
        add_for(t, groups, labels, json_string_value(department), item);
    }
}

static void add_plan(task *t, const json_t *answer, const json_t *labels)
{
    size_t i;
    json_t *item;
    const char *document = bl_reply_word(answer, "document"),
               *title = bl_reply_word(answer, "title");
    json_t *groups = json_array();
    json_t *overview = json_object_get(json_object_get(t->report, "overview"), "plans");
    json_t *counts = entry_of(overview, "code", document, title);
    json_array_foreach(json_object_get(answer, "items"), i, item)
    {
        add_item(t, counts, groups, labels, item);
    }
    json_array_append_new(
        json_object_get(t->report, "plans"),
        json_pack("{s:s, s:s, s:o}", "document", document, "title", title, "groups", groups));
}

/* Asks an open notice, in its own transaction, how it stands. */
static bl_status ask(const task *t, bl_notice *notice, bl_ledger *ledger, bl_buffer *answer,
                     bl_err *err)
{
    const bl_function *function = bl_notice_function(notice, bl_text_of("progress"));
    if (!function || function->effect != BL_EFFECT_READS)
        return bl_fail(err, BL_NOT_FOUND, "%s has no indicators", bl_notice_name(notice));
    bl_notice_attach(notice, ledger);
    bl_status status = bl_notice_begin(notice, false, err);
    if (status != BL_OK)
        return status;
    status = bl_notice_answer(notice, function, bl_text_of("{}"), t->at, answer, err);
    bl_notice_rollback(notice);
    return status;
}

static bl_status read_plan(task *t, bl_notice *notice, bl_ledger *ledger, bl_err *err)
{
    bl_buffer text = {0};
    json_t *answer = NULL, *labels = NULL;
    bl_status status = ask(t, notice, ledger, &text, err);
    if (status == BL_OK)
        status = bl_notice_labels(notice, &labels, err);
    if (status == BL_OK) {
        answer = json_loadb(text.at, text.size, 0, NULL);
        if (bl_reply_ok(answer))
            add_plan(t, answer, labels);
        else
            status =
                bl_fail(err, BL_SCRIPT, "%s: %s", bl_notice_name(notice), bl_reply_message(answer));
    }
    json_decref(answer);
    json_decref(labels);
    bl_buffer_deinit(&text);
    return status;
}

static bl_status add_policy(task *t, const char *path, bl_ledger *ledger, bl_err *err)
{
    bl_notice *notice = NULL;
    bl_status status = bl_notice_open(path, &notice, err);
    if (status == BL_OK)
        status = read_plan(t, notice, ledger, err);
    bl_notice_close(notice);
    return status;
}

static bool is_one_of(const char *word, const char *const *words)
{
    while (*words && strcmp(word, *words) != 0)
        words++;
    return *words != NULL;
}

static const char *const formats[] = {"pretty", "json", "csv", "svg", NULL};

static int write_report(const task *t)
{
    bl_buffer out = {0};
    bl_err err = {0};
    bool foreign = !is_one_of(t->format, formats);
    if (strcmp(t->format, "json") == 0 || foreign) {
        bl_reply_write(t->report, &out);
        bl_buffer_add_char(&out, '\n');
    } else if (strcmp(t->format, "csv") == 0) {
        bl_report_write_csv(t->report, &out);
    } else if (strcmp(t->format, "svg") == 0) {
        bl_report_write_svg(t->report, &out);
    } else {
        bl_report_write_pretty(t->report, bl_chart_coloured(), &out);
    }
    bl_status status = bl_buffer_status(&out, &err);
    if (status == BL_OK)
        status = foreign ? bl_plugins_print(t->format, "plan", out.at, &err)
                         : bl_command_write(&out, &err);
    bl_buffer_deinit(&out);
    return status == BL_OK ? BL_EXIT_DONE : bl_command_failed(&err);
}

static int report_on(task *t, char **paths, size_t count)
{
    bl_ledger *ledger = NULL;
    bl_err err = {0};
    bl_buffer on = {0};
    bl_date_write(bl_moment_date(t->at), &on);
    t->report = json_pack("{s:s, s:s, s:[], s:{s:[], s:[]}}", "on", on.at, "by", t->by, "plans",
                          "overview", "plans", "departments");
    bl_buffer_deinit(&on);
    /* Not only to read: a plan that recorded nothing yet is read as its first change would find it.
     */
    bl_status status = bl_ledger_open(t->db, BL_DB_WRITE, &ledger, &err);
    for (size_t i = 0; i < count && status == BL_OK; i++)
        status = add_policy(t, paths[i], ledger, &err);
    bl_ledger_close(ledger);
    int code = status == BL_OK ? write_report(t) : bl_command_failed(&err);
    json_decref(t->report);
    return code;
}

static int run_report(const bl_command *command, int count, char **arguments)
{
    static const char *const groupings[] = {"chapter", "department", NULL};
    task t = {.command = command, .by = "chapter", .format = "pretty"};
    bl_option_time at = {0};
    const bl_option options[] = {
        {"db", BL_OPTION_TEXT, &t.db, "FILE", "the register with what was measured"},
        {"at", BL_OPTION_TIME, &at, "DATE", "the day asked about (now)"},
        {"by", BL_OPTION_TEXT, &t.by, "chapter|department", "how indicators are grouped (chapter)"},
        {"format", BL_OPTION_TEXT, &t.format, "pretty|json|csv|svg", "what is written (pretty)"},
        {0}};
    char **rest;
    int exit_code;
    if (!bl_command_options(command, options, &count, arguments, &rest, &exit_code))
        return exit_code;
    if (count < 1 || count > BL_REPORT_PLANS_MAX)
        return bl_command_misused(command, "name 1 to %d plans", BL_REPORT_PLANS_MAX);
    if (!t.db)
        return bl_command_misused(command, "name the register with --db FILE");
    if (!bl_command_names_register(command, t.db))
        return BL_EXIT_NOT_STARTED;
    if (!is_one_of(t.by, groupings))
        return bl_command_misused(command, "--by is chapter or department");
    if (!is_one_of(t.format, formats) &&
        !bl_plugins_check_format(command, t.format, "pretty, json, csv or svg"))
        return BL_EXIT_NOT_STARTED;
    bl_clock clock = bl_command_clock(at);
    t.at = (bl_moment){bl_clock_now(&clock)};
    return report_on(&t, rest, (size_t)count);
}

const bl_command bl_command_report = {
    "report", "POLICY... --db FILE [--at DATE] [--by chapter|department] [--format FORMAT]",
    "How the indicators of plans stand on a day, and an overview over all of them.",
    "bylaw report policies/fitness_plan.lua policies/five_year_plan.lua --db plans.db\n"
    "  bylaw report policies/fitness_plan.lua --db plans.db --at 2023-12-31 --by department",
    run_report};

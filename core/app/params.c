/* SPDX-License-Identifier: MIT */
#include "app/params.h"

#include <jansson.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/chart.h"
#include "app/reply.h"
#include "base/clock.h"
#include "host/notice.h"

#define VALUE_WIDTH 40 /* of a value in the table; a longer list is cut */

/* What the command was asked. */
typedef struct task {
    const bl_command *command;
    bl_notice *notice;
    const char *db;
    bl_option_texts set;   /* NAME=VALUE */
    bl_option_texts unset; /* NAME       */
    const char *from;
    const char *why;
    const char *who;
    bl_moment at;
    bool pretty;
} task;

static json_t *own_of(const bl_setting *setting)
{
    bl_buffer from = {0}, at = {0};
    bl_date_write(setting->from, &from);
    bl_moment_write(setting->at, &at);
    json_t *value = json_loadb(setting->value.at, setting->value.size, JSON_DECODE_ANY, NULL);
    json_t *own = json_pack("{s:s?, s:o?, s:s#, s:s#, s:s?}", "from", from.at, "value", value,
                            "who", setting->who.at, (int)setting->who.size, "why", setting->why.at,
                            (int)setting->why.size, "at", at.at);
    bl_buffer_deinit(&from);
    bl_buffer_deinit(&at);
    return own;
}

/* The parameter of that name; one that the notice does not have is added to the list. */
static json_t *named(json_t *list, bl_text name)
{
    size_t i;
    json_t *entry;
    json_array_foreach(list, i, entry)
    {
        if (bl_text_equal(bl_text_of(json_string_value(json_object_get(entry, "name"))), name))
            return entry;
    }
    entry = json_pack("{s:s#, s:b, s:[]}", "name", name.at, (int)name.size, "unknown", 1, "own");
    json_array_append_new(list, entry);
    return entry;
}

static bl_status add_settings(const task *t, bl_ledger *ledger, json_t *list, bl_err *err)
{
    bl_query query = {0};
    bool row = true;
    bl_status status = bl_setting_query(ledger, bl_text_of(bl_notice_name(t->notice)), &query, err);
    while (status == BL_OK) {
        bl_setting setting;
        status = bl_query_next(&query, &row, err);
        if (status != BL_OK || !row)
            break;
        status = bl_setting_row(&query, &setting, err);
        if (status == BL_OK)
            json_array_append_new(json_object_get(named(list, setting.name), "own"),
                                  own_of(&setting));
    }
    bl_query_close(&query);
    return status;
}

static bl_status add_own(const task *t, json_t *list, bl_err *err)
{
    bl_ledger *ledger = NULL;
    bl_status status = bl_ledger_open(t->db, BL_DB_READ, &ledger, err);
    if (status == BL_OK)
        status = bl_ledger_begin(ledger, false, err);
    if (status == BL_OK) {
        status = add_settings(t, ledger, list, err);
        bl_ledger_rollback(ledger);
    }
    bl_ledger_close(ledger);
    return status;
}

static void write_one(const json_t *value, const char *type, bl_buffer *out)
{
    bl_money amount = {0};
    if (strcmp(type, "money") == 0 && json_is_number(value) &&
        bl_reply_amount(value, &amount, NULL) == BL_OK)
        bl_money_write_grouped(amount, json_is_integer(value), out);
    else if (json_is_string(value))
        bl_buffer_add_text(out, json_string_value(value));
    else
        bl_reply_write(value, out);
}

/* A list as a|b|c; what does not fit any more is counted. */
static void write_list(const json_t *list, const char *type, bl_buffer *out)
{
    size_t i, count = json_array_size(list);
    if (count == 0)
        bl_buffer_add_text(out, "[]");
    for (i = 0; i < count; i++) {
        bl_buffer next = {0};
        write_one(json_array_get(list, i), type, &next);
        bool fits =
            bl_text_width(bl_buffer_view(out)) + bl_text_width(bl_buffer_view(&next)) < VALUE_WIDTH;
        if (i > 0)
            bl_buffer_add_char(out, '|');
        if (fits || i == 0)
            bl_buffer_add(out, next.at, next.size);
        bl_buffer_deinit(&next);
        if (!fits && i > 0) {
            bl_buffer_format(out, "... (%zu)", count);
            return;
        }
    }
}

static void add_value(bl_chart_table *table, const json_t *value, const char *type)
{
    bl_buffer text = {0};
    if (!value || json_is_null(value))
        bl_buffer_add_char(&text, '-');
    else if (json_is_array(value))
        write_list(value, type, &text);
    else
        write_one(value, type, &text);
    bl_chart_table_add(table, text.at ? text.at : "");
    bl_buffer_deinit(&text);
}

/* "money 元", "code queue|prorate", "list of text". */
static void add_type(bl_chart_table *table, const json_t *entry)
{
    static const char *const units[][2] = {{"money", " 元"}, {"percent", " %"}, {NULL, ""}};
    const char *type = bl_reply_word(entry, "type");
    bl_buffer text = {0};
    size_t i = 0;
    while (units[i][0] && strcmp(type, units[i][0]) != 0)
        i++;
    bl_buffer_format(&text, "%s%s%s",
                     json_is_true(json_object_get(entry, "list")) ? "list of " : "", type,
                     units[i][1]);
    json_t *code;
    json_array_foreach(json_object_get(entry, "codes"), i, code)
    {
        bl_buffer_format(&text, "%s%s", i > 0 ? "|" : " ", json_string_value(code));
    }
    bl_chart_table_add(table, text.at ? text.at : "");
    bl_buffer_deinit(&text);
}

static void add_days(bl_chart_table *table, const json_t *value)
{
    const char *from = bl_reply_word(value, "from"), *to = bl_reply_word(value, "to");
    bl_buffer text = {0};
    if (*from)
        bl_buffer_format(&text, "from %s%s", from, *to ? " " : "");
    if (*to)
        bl_buffer_format(&text, "to %s", to);
    bl_chart_table_add(table, text.at ? text.at : "");
    bl_buffer_deinit(&text);
}

/* What the notice says: its first value, then each change on a line of its own. */
static void add_said(bl_chart_table *table, const json_t *entry, size_t line)
{
    const json_t *changes = json_object_get(entry, "changes");
    const json_t *value = line == 0 ? entry : json_array_get(changes, line - 1);
    bl_chart_table_add(table, line == 0 ? bl_reply_word(entry, "name") : "");
    bl_chart_table_add(table, line == 0 ? bl_reply_word(entry, "label") : "");
    if (value && !json_object_get(entry, "unknown")) {
        add_value(table, json_object_get(value, "value"), bl_reply_word(entry, "type"));
    } else {
        bl_chart_table_add(table, value ? "not in the notice" : "");
    }
    if (line == 0)
        add_type(table, entry);
    else
        bl_chart_table_add(table, "");
    bl_chart_table_add(table, bl_reply_word(value, "cite"));
    add_days(table, value);
}

static void add_set(bl_chart_table *table, const json_t *entry, size_t line)
{
    const json_t *own = json_array_get(json_object_get(entry, "own"), line);
    if (own)
        add_value(table, json_object_get(own, "value"), bl_reply_word(entry, "type"));
    else
        bl_chart_table_add(table, "");
    add_days(table, own);
    bl_chart_table_add(table, bl_reply_word(own, "why"));
    bl_chart_table_add(table, bl_reply_word(own, "who"));
}

#define SAID_COLUMNS 6

void bl_params_write(const json_t *list, bool with_own, bl_buffer *out)
{
    static const char *const heads[] = {"name",   "label",     "value",    "type", "article",
                                        "days",   "own value", "own days", "why",  "who",
                                        "参数",   "名称",      "数值",     "类型", "条款",
                                        "起止日", "自定值",    "起始日",   "依据", "经手"};
    size_t columns = sizeof heads / sizeof heads[0] / 2;
    bl_chart_table table = {.aligns = with_own ? "llrlllrlll" : "llrlll"};
    size_t i;
    for (i = 0; i < 2 * columns; i++)
        if (with_own || i % columns < SAID_COLUMNS)
            bl_chart_table_add(&table, heads[i]);
    json_t *entry;
    json_array_foreach((json_t *)list, i, entry)
    {
        size_t said = 1 + json_array_size(json_object_get(entry, "changes"));
        size_t own = json_array_size(json_object_get(entry, "own"));
        for (size_t line = 0; line < (own > said ? own : said); line++) {
            add_said(&table, entry, line);
            if (with_own)
                add_set(&table, entry, line);
        }
    }
    bl_chart_table_finish(&table, 0, out);
}

static void print_table(const task *t, const json_t *list)
{
    bl_buffer out = {0};
    bl_params_write(list, t->db != NULL, &out);
    fwrite(out.at, 1, out.size, stdout);
    bl_buffer_deinit(&out);
}

void bl_params_write_value(const json_t *entry, const json_t *value, bl_buffer *out)
{
    const char *type = bl_reply_word(entry, "type");
    if (!value || json_is_null(value))
        bl_buffer_add_char(out, '-');
    else if (json_is_array(value))
        write_list(value, type, out);
    else
        write_one(value, type, out);
    if (json_is_number(value) && strcmp(type, "percent") == 0)
        bl_buffer_add_text(out, " %");
    else if (json_is_number(value) && strcmp(type, "money") == 0)
        bl_buffer_add_text(out, " 元");
}

static void print_lines(const json_t *list)
{
    size_t i;
    json_t *entry;
    json_array_foreach((json_t *)list, i, entry)
    {
        char *text = json_dumps(entry, JSON_COMPACT | JSON_REAL_PRECISION(15));
        puts(text ? text : "{}");
        free(text);
    }
}

static int list_all(const task *t)
{
    bl_buffer text = {0};
    bl_err err = {0};
    json_t *list = NULL, *entry;
    size_t i;
    bl_status status = bl_parameters_list(bl_notice_parameters(t->notice), &text, &err);
    if (status == BL_OK) {
        list = json_loadb(text.at, text.size, 0, NULL);
        json_array_foreach(list, i, entry)
        {
            if (t->db)
                json_object_set_new(entry, "own", json_array());
        }
    }
    if (status == BL_OK && t->db)
        status = add_own(t, list, &err);
    if (status == BL_OK && t->pretty)
        print_table(t, list);
    else if (status == BL_OK)
        print_lines(list);
    json_decref(list);
    bl_buffer_deinit(&text);
    return status == BL_OK ? BL_EXIT_DONE : bl_command_failed(&err);
}

/* Puts NAME=VALUE, or NAME, into the running transaction, and what it was into `out`. */
static bl_status put(const task *t, bl_ledger *ledger, const char *text, bool takes_value,
                     bl_buffer *out, bl_err *err)
{
    const char *equals = takes_value ? strchr(text, '=') : text + strlen(text);
    if (!equals)
        return bl_fail(err, BL_INVALID, "--set %s: expected NAME=VALUE", text);
    bl_setting setting = {.name = {text, (size_t)(equals - text)},
                          .value = bl_text_of(takes_value ? equals + 1 : NULL),
                          .who = bl_text_of(t->who),
                          .why = bl_text_of(t->why),
                          .at = t->at};
    bl_status status = bl_date_from_text(bl_text_of(t->from), &setting.from, err);
    bl_buffer_format(out, "%.*s = ", (int)setting.name.size, text);
    if (status == BL_OK)
        status = bl_parameters_set(bl_notice_parameters(t->notice), ledger,
                                   bl_text_of(bl_notice_name(t->notice)), setting, out, err);
    bl_buffer_format(out, " from %s\n", t->from);
    return status;
}

static bl_status put_all(const task *t, bl_ledger *ledger, bl_buffer *out, bl_err *err)
{
    bl_status status = bl_ledger_begin(ledger, true, err);
    if (status != BL_OK)
        return status;
    for (size_t i = 0; status == BL_OK && i < t->set.count; i++)
        status = put(t, ledger, t->set.list[i], true, out, err);
    for (size_t i = 0; status == BL_OK && i < t->unset.count; i++)
        status = put(t, ledger, t->unset.list[i], false, out, err);
    if (status == BL_OK)
        status = bl_ledger_keep(ledger, err);
    if (status == BL_OK)
        return bl_ledger_commit(ledger, err);
    bl_ledger_rollback(ledger);
    return status;
}

/* Puts all into the register at the path. */
static bl_status put_into(const task *t, const char *path, bl_buffer *out, bl_err *err)
{
    bl_ledger *ledger = NULL;
    bl_status status = bl_ledger_open(path, BL_DB_CREATE, &ledger, err);
    if (status == BL_OK)
        status = put_all(t, ledger, out, err);
    bl_ledger_close(ledger);
    return status;
}

/* Whether two of the texts, up to their values, are the same name; it is then in `out`. */
static bool is_named_twice(const task *t, bl_text *out)
{
    bl_text names[2 * BL_OPTION_TEXTS_MAX];
    size_t count = 0;
    for (size_t i = 0; i < t->set.count; i++)
        names[count++] = (bl_text){t->set.list[i], strcspn(t->set.list[i], "=")};
    for (size_t i = 0; i < t->unset.count; i++)
        names[count++] = bl_text_of(t->unset.list[i]);
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < i; j++)
            if (bl_text_equal(names[i], names[j])) {
                *out = names[i];
                return true;
            }
    return false;
}

/* All is first put into a register of no file, so that what is refused makes none. */
static int set_all(const task *t)
{
    bl_buffer out = {0}, tried = {0};
    bl_text twice;
    bl_err err = {0};
    bl_date from;
    if (!t->db || !t->from || !t->why)
        return bl_command_misused(t->command,
                                  "what is set needs --from DATE, --why TEXT and --db FILE");
    if (bl_date_from_text(bl_text_of(t->from), &from, NULL) != BL_OK)
        return bl_command_misused(t->command, "--from %s: expected a date such as 2022-01-01",
                                  t->from);
    if (is_named_twice(t, &twice))
        return bl_command_misused(t->command, "%.*s is set or taken back twice", (int)twice.size,
                                  twice.at);
    bl_status status = put_into(t, ":memory:", &tried, &err);
    if (status == BL_OK)
        status = put_into(t, t->db, &out, &err);
    if (status == BL_OK)
        fwrite(out.at, 1, out.size, stdout);
    bl_buffer_deinit(&tried);
    bl_buffer_deinit(&out);
    return status == BL_OK ? BL_EXIT_DONE : bl_command_failed(&err);
}

static int run_task(task *t, const char *policy)
{
    bl_err err = {0};
    if (t->db && !bl_command_names_register(t->command, t->db))
        return BL_EXIT_NOT_STARTED;
    if (bl_notice_open(policy, &t->notice, &err) != BL_OK)
        return bl_command_failed(&err);
    int exit_code = t->set.count + t->unset.count > 0 ? set_all(t) : list_all(t);
    bl_notice_close(t->notice);
    return exit_code;
}

/* The user's name, as the environment or the system has it. */
static const char *user_name(void)
{
    const char *name = getenv("USER");
    const struct passwd *entry = name && *name ? NULL : getpwuid(getuid());
    return entry ? entry->pw_name : name ? name : "";
}

static int run_params(const bl_command *command, int count, char **arguments)
{
    const char *format = "pretty";
    task t = {.command = command, .who = user_name()};
    bl_option_time at = {0};
    char **rest;
    int exit_code;
    const bl_option options[] = {
        {"db", BL_OPTION_TEXT, &t.db, "FILE", "the register; made when something is set in it"},
        {"set", BL_OPTION_TEXTS, &t.set, "NAME=VALUE",
         "the office's own value; a list is a|b|c or JSON"},
        {"unset", BL_OPTION_TEXTS, &t.unset, "NAME", "what the notice says holds again"},
        {"from", BL_OPTION_TEXT, &t.from, "DATE", "the first day of what is set"},
        {"why", BL_OPTION_TEXT, &t.why, "TEXT", "the document or decision it rests on"},
        {"by", BL_OPTION_TEXT, &t.who, "TEXT", "who sets it (the user's name)"},
        {"at", BL_OPTION_TIME, &at, "TIME", "when it is set (now)"},
        {"format", BL_OPTION_TEXT, &format, "pretty|json", "a table, or one line a parameter"},
        {0}};
    if (!bl_command_options(command, options, &count, arguments, &rest, &exit_code))
        return exit_code;
    t.pretty = strcmp(format, "pretty") == 0;
    if (!t.pretty && strcmp(format, "json") != 0)
        return bl_command_misused(command, "--format is pretty or json");
    if (count != 1)
        return bl_command_misused(command, "name a policy");
    if (t.set.count + t.unset.count == 0 && (t.from || t.why))
        return bl_command_misused(command, "--from and --why go with --set or --unset");
    bl_clock clock = bl_command_clock(at);
    t.at.ns = bl_clock_now(&clock);
    return run_task(&t, rest[0]);
}

const bl_command bl_command_params = {
    "params", "POLICY [--db FILE] [--set NAME=VALUE --from DATE --why TEXT]",
    "Lists a notice's figures with the office's own beside them, or sets one of the office's.",
    "bylaw params policies/industrial_economy.lua --set 'territory.units=半程镇|义堂镇' \\\n"
    "    --from 2022-01-01 --why '兰工信〔2022〕1号' --db register.db",
    run_params};

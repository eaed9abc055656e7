/* SPDX-License-Identifier: MIT */
#include "app/status.h"

#include <jansson.h>
#include <stdio.h>
#include <string.h>

#include "app/chart.h"
#include "app/reply.h"
#include "domain/diary.h"

#define INDENT    2
#define CELL_MAX  160
#define WORDS_MAX 80 /* bytes of what a script said */

static json_t *moment_of(bl_moment moment)
{
    bl_buffer text = {0};
    if (moment.ns == 0)
        return json_null();
    bl_moment_write(moment, &text);
    json_t *value = text.failed ? NULL : json_stringn(text.at, text.size);
    bl_buffer_deinit(&text);
    return value;
}

static json_t *text_of(bl_text text)
{
    return text.size > 0 ? json_stringn(text.at, text.size) : json_null();
}

static json_t *job_of(const bl_diary_row *row)
{
    return json_pack("{s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:I, s:I, s:o, s:I}", "notice",
                     text_of(row->notice), "job", text_of(row->name), "when", text_of(row->words),
                     "missed", text_of(row->missed), "next", moment_of(row->next), "due",
                     moment_of(row->due), "at", moment_of(row->at), "outcome",
                     text_of(row->outcome), "code", text_of(row->code), "moments",
                     (json_int_t)row->count, "tries", (json_int_t)row->tries, "retry_at",
                     moment_of(row->retry_at), "waiting", (json_int_t)row->waiting);
}

/* Duties are the items of an answer that say what is owed. */
static void add_duties(json_t *duties, const bl_diary_row *row)
{
    size_t i;
    json_t *item;
    json_t *answer =
        row->answer.size > 0 ? json_loadb(row->answer.at, row->answer.size, 0, NULL) : NULL;
    json_array_foreach(json_object_get(answer, "items"), i, item)
    {
        if (!json_is_string(json_object_get(item, "duty")) || !json_object_get(item, "state"))
            continue;
        json_object_set_new(item, "notice", text_of(row->notice));
        json_array_append(duties, item);
    }
    json_decref(answer);
}

static bl_status gather(const char *db, json_t *out, bl_err *err)
{
    bl_ledger *ledger = NULL;
    bl_query query = {0};
    bl_diary_row row;
    bool more = true;
    bl_status status = bl_ledger_open(db, BL_DB_READ, &ledger, err);
    if (status == BL_OK)
        status = bl_ledger_begin(ledger, false, err);
    if (status == BL_OK)
        status = bl_diary_open(&query, ledger, err);
    while (status == BL_OK && more) {
        status = bl_diary_next(&query, &row, &more, err);
        if (status != BL_OK || !more)
            break;
        if (json_array_append_new(json_object_get(out, "jobs"), job_of(&row)) != 0)
            status = bl_fail(err, BL_NO_MEMORY, "no memory for a job");
        add_duties(json_object_get(out, "duties"), &row);
    }
    bl_query_close(&query);
    bl_ledger_close(ledger);
    return status;
}

/* "2021-12-03 10:00:00", for a column. */
static void add_moment(bl_chart_table *table, const json_t *value)
{
    char cell[CELL_MAX];
    const char *text = json_string_value(value);
    if (text && strlen(text) >= 19)
        snprintf(cell, sizeof cell, "%.10s %.8s", text, text + 11);
    else
        snprintf(cell, sizeof cell, "-");
    bl_chart_table_add(table, cell);
}

static void add_word(bl_chart_table *table, const json_t *object, const char *name)
{
    char words[CELL_MAX];
    bl_reply_words(object, name, words, sizeof words);
    bl_chart_table_add(table, words[0] ? words : "-");
}

/* What became of the last moment, in words. */
static void add_result(bl_chart_table *table, const json_t *job)
{
    char cell[CELL_MAX];
    const char *outcome = bl_reply_word(job, "outcome"), *code = bl_reply_word(job, "code");
    json_int_t tries = json_integer_value(json_object_get(job, "tries"));
    json_int_t moments = json_integer_value(json_object_get(job, "moments"));
    bl_text head = bl_text_view_head(bl_text_of(code), WORDS_MAX);
    int size = snprintf(cell, sizeof cell, "%s%s%.*s", outcome[0] ? outcome : "-",
                        head.size > 0 ? ": " : "", (int)head.size, head.at);
    if (tries > 0)
        snprintf(cell + size, sizeof cell - (size_t)size, " (%d tries, the next one %.8s)",
                 (int)tries, bl_reply_word(job, "retry_at") + 11);
    else if (moments > 1)
        snprintf(cell + size, sizeof cell - (size_t)size, " (for %d moments)", (int)moments);
    bl_chart_table_add(table, cell);
}

static void write_jobs(const json_t *jobs, bl_buffer *out)
{
    static const char *const heads[] = {"notice", "job",  "when", "next", "last due", "result",
                                        "公文",   "事项", "时间", "下次", "上次",     "结果"};
    size_t i;
    const json_t *job;
    bl_chart_table table = {.aligns = "llllll"};
    bl_chart_table_add_all(&table, heads, sizeof heads / sizeof heads[0]);
    json_array_foreach(jobs, i, job)
    {
        add_word(&table, job, "notice");
        add_word(&table, job, "job");
        add_word(&table, job, "when");
        add_moment(&table, json_object_get(job, "next"));
        add_moment(&table, json_object_get(job, "due"));
        add_result(&table, job);
    }
    bl_buffer_add_text(out, "jobs 定时事项\n");
    bl_chart_table_finish(&table, INDENT, out);
}

static void write_duties(const json_t *duties, bl_buffer *out)
{
    static const char *const heads[] = {"notice", "duty", "owner",  "by",   "state",
                                        "公文",   "职责", "责任方", "期限", "状态"};
    size_t i;
    const json_t *duty;
    bl_chart_table table = {.aligns = "lllll"};
    if (json_array_size(duties) == 0)
        return;
    bl_chart_table_add_all(&table, heads, sizeof heads / sizeof heads[0]);
    json_array_foreach(duties, i, duty)
    {
        static const char *const names[] = {"notice", "duty", "owner", "by", "state"};
        for (size_t n = 0; n < sizeof names / sizeof names[0]; n++)
            add_word(&table, duty, names[n]);
    }
    bl_buffer_add_text(out, "\nduties 待办职责\n");
    bl_chart_table_finish(&table, INDENT, out);
}

static bl_status print(const json_t *found, bool pretty, bl_err *err)
{
    bl_buffer out = {0};
    if (!pretty) {
        bl_reply_write(found, &out);
        bl_buffer_add_char(&out, '\n');
    } else if (json_array_size(json_object_get(found, "jobs")) == 0) {
        bl_buffer_add_text(&out, "no notice of this register has jobs\n");
    } else {
        write_jobs(json_object_get(found, "jobs"), &out);
        write_duties(json_object_get(found, "duties"), &out);
    }
    bl_status status = bl_buffer_status(&out, err);
    if (status == BL_OK)
        status = bl_command_write(&out, err);
    bl_buffer_deinit(&out);
    return status;
}

static int run_status(const bl_command *command, int count, char **arguments)
{
    const char *db = NULL, *format = "pretty";
    char **rest;
    int exit_code;
    const bl_option options[] = {
        {"db", BL_OPTION_TEXT, &db, "FILE", "the register"},
        {"format", BL_OPTION_TEXT, &format, "pretty|json", "for people, or one JSON object"},
        {0}};
    if (!bl_command_options(command, options, &count, arguments, &rest, &exit_code))
        return exit_code;
    if (count > 0)
        return bl_command_misused(command, "\"%s\" is too much: status takes options alone",
                                  rest[0]);
    if (!db)
        return bl_command_misused(command, "name the register with --db FILE");
    if (strcmp(format, "pretty") != 0 && strcmp(format, "json") != 0)
        return bl_command_misused(command, "--format is pretty or json");
    if (!bl_command_names_register(command, db))
        return BL_EXIT_NOT_STARTED;
    bl_err err = {0};
    json_t *found = json_pack("{s:[], s:[]}", "jobs", "duties");
    bl_status status = found ? gather(db, found, &err) : BL_NO_MEMORY;
    if (status == BL_OK)
        status = print(found, strcmp(format, "pretty") == 0, &err);
    json_decref(found);
    return status == BL_OK ? BL_EXIT_DONE : bl_command_failed(&err);
}

const bl_command bl_command_status = {
    "status", "--db FILE [--format pretty|json]",
    "Tells what the notices of a register do by themselves: what comes next, what came of it last.",
    "bylaw status --db register.db", run_status};

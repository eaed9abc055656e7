/* SPDX-License-Identifier: MIT */
#include "app/import.h"

#include <stdio.h>

#include "app/chart.h"
#include "app/documents.h"
#include "base/clock.h"

#define TITLE_BYTES 90 /* of a title in the list */

typedef struct task {
    const char *path;
    bl_ledger *ledger;
    bl_issue issue;
    bl_moment at;
    bl_chart_table table;
    int counts[3]; /* by bl_document_change */
} task;

static void add_row(task *t, const bl_issued *issued, bl_document_change change)
{
    static const char *const words[] = {"new 新增", "changed 有改动", "unchanged 无变化"};
    bl_buffer cell = {0};
    bl_chart_table_add(&t->table, issued->number.at);
    bl_chart_table_add(&t->table, words[change]);
    if (issued->has_signed)
        bl_date_write(issued->signed_on, &cell);
    bl_chart_table_add(&t->table, cell.at ? cell.at : "-");
    bl_chart_table_add_int(&t->table, (int64_t)issued->provisions.count);
    bl_chart_table_add_int(&t->table, (int64_t)issued->provisions.articles);
    bl_text title = bl_text_view_head(issued->title, TITLE_BYTES);
    bl_buffer_clear(&cell);
    bl_buffer_add(&cell, title.at, title.size);
    bl_buffer_add_text(&cell, title.size < issued->title.size ? "…" : "");
    bl_chart_table_add(&t->table, cell.at);
    bl_buffer_deinit(&cell);
}

static bl_status put_all(task *t, bl_err *err)
{
    bl_status status = bl_ledger_begin(t->ledger, true, err);
    if (status != BL_OK)
        return status;
    for (const bl_issued *at = t->issue.first; at && status == BL_OK; at = at->next) {
        bl_document_change change;
        status = bl_document_put(t->ledger, at, t->issue.name, t->at, &change, err);
        if (status == BL_OK) {
            t->counts[change]++;
            add_row(t, at, change);
        }
    }
    if (status == BL_OK)
        status = bl_ledger_keep(t->ledger, err);
    if (status == BL_OK)
        return bl_ledger_commit(t->ledger, err);
    bl_ledger_rollback(t->ledger);
    return status;
}

/* Behind the table of documents. */
static void print_result(const task *t, bl_buffer *out)
{
    bl_buffer_format(out,
                     "%zu document%s: %d new, %d changed, %d unchanged; %zu line%s of page heads,"
                     " page numbers and contents left out; %zu not understood\n",
                     t->issue.count, t->issue.count == 1 ? "" : "s", t->counts[BL_DOCUMENT_NEW],
                     t->counts[BL_DOCUMENT_CHANGED], t->counts[BL_DOCUMENT_SAME], t->issue.left_out,
                     t->issue.left_out == 1 ? "" : "s", t->issue.complaints.count);
    fwrite(out->at, 1, out->size, stdout);
    fflush(stdout);
}

static void print_complaints(const task *t)
{
    size_t shown = 0;
    for (const bl_complaint *at = t->issue.complaints.first; at; at = at->next, shown++)
        fprintf(stderr, "%s:%d: %s\n", t->path, at->line, at->words.at);
    if (shown < t->issue.complaints.count)
        fprintf(stderr, "%s: and %zu more\n", t->path, t->issue.complaints.count - shown);
}

static int import(task *t, const char *db)
{
    static const char *const heads[] = {
        "number 文号", "", "signed 签发日期", "provisions 条目", "articles 条", "title 标题"};
    bl_buffer table = {0};
    bl_err err = {0};
    t->table.aligns = "lllrrl";
    bl_chart_table_add_all(&t->table, heads, sizeof heads / sizeof heads[0]);
    bl_status status = bl_documents_read(t->path, &t->issue, &err);
    if (status == BL_OK)
        status = bl_ledger_open(db, BL_DB_CREATE, &t->ledger, &err);
    if (status == BL_OK)
        status = put_all(t, &err);
    bl_ledger_close(t->ledger);
    bl_chart_table_finish(&t->table, 0, &table);
    if (status == BL_OK) {
        print_result(t, &table);
        print_complaints(t);
    }
    bl_buffer_deinit(&table);
    int exit_code = t->issue.complaints.count > 0 ? BL_EXIT_NOT_HELD : BL_EXIT_DONE;
    bl_issue_deinit(&t->issue);
    return status == BL_OK ? exit_code : bl_command_failed(&err);
}

static int run_import(const bl_command *command, int count, char **arguments)
{
    const char *db = NULL;
    task t = {0};
    bl_option_time at = {0};
    char **rest;
    int exit_code;
    const bl_option options[] = {
        {"db", BL_OPTION_TEXT, &db, "FILE", "the register; made when there is none"},
        {"at", BL_OPTION_TIME, &at, "TIME", "the moment of the import (now)"},
        {0}};
    if (!bl_command_options(command, options, &count, arguments, &rest, &exit_code))
        return exit_code;
    if (count != 1 || !db)
        return bl_command_misused(command, "name a gazette's issue, and the register with --db");
    if (!bl_command_names_register(command, db))
        return BL_EXIT_NOT_STARTED;
    bl_clock clock = bl_command_clock(at);
    t.at.ns = bl_clock_now(&clock);
    t.path = rest[0];
    return import(&t, db);
}

const bl_command bl_command_import = {
    "import", "FILE --db FILE",
    "Reads a gazette's issue (plain text) into a register: its documents with their articles.\n\n"
    "A document that is known with the same text stays as it is; with another text it becomes a "
    "new\n"
    "version, and the old one is kept. What was not understood is listed with its line, and the\n"
    "exit code is then 2; all the rest is imported.",
    "bylaw import gazette-2021-04.txt --db register.db", run_import};

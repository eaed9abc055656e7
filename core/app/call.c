/* SPDX-License-Identifier: MIT */
#include "app/call.h"

#include <errno.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/bulk.h"
#include "app/client.h"
#include "app/interrupt.h"
#include "app/lines.h"
#include "app/plugins.h"
#include "app/pretty.h"
#include "base/clock.h"

#define READ_SIZE (256u << 10)

/* A running `call`. */
typedef struct session {
    bl_notice *notice;
    const bl_function *function;
    bl_ledger *ledger;
    bl_clock clock;
    json_t *labels;      /* for people; NULL: one JSON object a line */
    const char *foreign; /* a plugin's format; NULL: none */
    bl_lines lines;      /* not answered yet */
    bl_buffer answer;
    bl_buffer output; /* answers of the running group */
} session;

/* Puts the answer out, as it was asked for. */
static void add_answer(session *s)
{
    if (!s->labels) {
        bl_buffer_add(&s->output, s->answer.at, s->answer.size);
        bl_buffer_add_char(&s->output, '\n');
        return;
    }
    json_t *answer = json_loadb(s->answer.at, s->answer.size, JSON_ALLOW_NUL, NULL);
    if (answer)
        bl_pretty_write(s->function, s->labels, answer, bl_chart_coloured(), &s->output);
    else
        s->output.failed = true;
    json_decref(answer);
}

static void refuse_line(session *s)
{
    bl_buffer_clear(&s->answer);
    bl_function_refuse("bad_input", "-", "the line is longer than a request may be", &s->answer);
    add_answer(s);
}

static bl_status answer_line(session *s, bl_text line, bl_err *err)
{
    bl_buffer_clear(&s->answer);
    bl_moment now = {bl_clock_now(&s->clock)};
    bl_status status = bl_notice_answer(s->notice, s->function, line, now, &s->answer, err);
    if (status == BL_OK)
        status = bl_buffer_status(&s->answer, err);
    if (status == BL_OK)
        add_answer(s);
    return status;
}

/* Answers every complete line of the input, and the last one too when `last`. */
static bl_status answer_lines(session *s, bool last, bl_err *err)
{
    char *line;
    size_t size;
    bl_lines_found found;
    bl_status status = BL_OK;
    while (status == BL_OK && (found = bl_lines_next(&s->lines, last, &line, &size)) != 0) {
        if (found == BL_LINES_OVERLONG)
            refuse_line(s);
        else
            status = answer_line(s, (bl_text){line, size}, err);
    }
    return status;
}

/* The answers of the group as a plugin writes them, one after the other. */
static bl_status print_foreign(session *s, bl_err *err)
{
    bl_status status = BL_OK;
    for (char *line = s->output.at, *end; status == BL_OK && line && *line; line = end + 1) {
        end = strchr(line, '\n');
        *end = '\0';
        status = bl_plugins_print(s->foreign, "answer", line, err);
    }
    bl_buffer_clear(&s->output);
    return status;
}

/* One group: its requests, one commit, then its answers. */
static bl_status answer_group(session *s, bool last, bl_err *err)
{
    bool changes = s->function->effect == BL_EFFECT_CHANGES;
    bool register_needed = s->function->effect != BL_EFFECT_PURE;
    bl_status status = register_needed ? bl_notice_begin(s->notice, changes, err) : BL_OK;
    if (status != BL_OK)
        return status;
    status = answer_lines(s, last, err);
    if (status == BL_OK)
        status = bl_buffer_status(&s->output, err);
    if (register_needed && (status != BL_OK || !changes))
        bl_notice_rollback(s->notice);
    else if (changes)
        status = bl_notice_commit(s->notice, err);
    if (status != BL_OK)
        return status;
    return s->foreign ? print_foreign(s, err) : bl_command_write(&s->output, err);
}

static bl_status answer_all(session *s, bl_err *err)
{
    static char block[READ_SIZE];
    bl_status status = BL_OK;
    while (status == BL_OK && !bl_interrupted()) {
        ssize_t size = read(STDIN_FILENO, block, sizeof block);
        if (size < 0 && errno == EINTR)
            continue;
        if (size < 0)
            return bl_fail(err, BL_IO, "can't read the requests: %s", strerror(errno));
        bl_lines_add(&s->lines, block, (size_t)size);
        status = bl_buffer_status(&s->lines.bytes, err);
        bool complete = size == 0 || memchr(block, '\n', (size_t)size) ||
                        bl_lines_size(&s->lines) > BL_LINE_MAX;
        if (status == BL_OK && complete && bl_lines_size(&s->lines) > 0)
            status = answer_group(s, size == 0, err);
        if (size == 0)
            break;
    }
    return status;
}

static int run_session(const bl_command *command, session *s, const char *function, const char *db)
{
    bl_err err = {0};
    bl_status status = BL_OK;
    if (bl_notice_find(s->notice, function, &s->function, &err) != BL_OK)
        return bl_command_misused(command, "%s", err.text);
    if (s->function->effect != BL_EFFECT_PURE && !db)
        return bl_command_misused(command, "%s needs a register: give one with --db FILE",
                                  function);
    if (db && !bl_command_names_register(command, db))
        return BL_EXIT_NOT_STARTED;
    if (s->function->effect != BL_EFFECT_PURE) {
        status = bl_ledger_open(db, BL_DB_CREATE, &s->ledger, &err);
        bl_notice_attach(s->notice, s->ledger);
    }
    bl_interrupt_catch();
    if (status == BL_OK)
        status = answer_all(s, &err);
    if (status != BL_OK)
        return bl_command_failed(&err);
    return bl_interrupted() ? BL_EXIT_STOPPED : BL_EXIT_DONE;
}

/* The answers for a whole population, which needs neither a register nor labels. */
static int run_over(const bl_command *command, char **names, const char *over, const char *format,
                    int64_t threads, bl_moment at)
{
    bl_bulk bulk = {.policy = names[0],
                    .function = names[1],
                    .over = over,
                    .threads = threads > 0 ? (size_t)threads : bl_crew_size(),
                    .at = at};
    if (strcmp(format, "json") != 0)
        return bl_command_misused(command, "--over answers one line a row: --format json");
    if (bulk.threads > BL_WORKERS_MAX)
        return bl_command_misused(command, "--threads is at most %d", BL_WORKERS_MAX);
    return bl_bulk_answer(&bulk);
}

/* A notice by its name, or by the path of its script. */
static void target_of(char *const *names, bl_buffer *out)
{
    const char *slash = strrchr(names[0], '/'), *name = slash ? slash + 1 : names[0];
    size_t size = strlen(name);
    if (size > 4 && strcmp(name + size - 4, ".lua") == 0)
        size -= 4;
    bl_buffer_add(out, name, size);
    bl_buffer_format(out, ".%s", names[1]);
}

/* Asks a runner, which has the notice, its register and its clock. */
static int run_to(const bl_command *command, char **names, const char *to, const char *format)
{
    bl_err err = {0};
    bl_buffer target = {0};
    if (strcmp(format, "json") != 0)
        return bl_command_misused(command, "--to answers one line a request: --format json");
    target_of(names, &target);
    bl_status status = bl_buffer_status(&target, &err);
    if (status == BL_OK)
        status = bl_client_call(to, target.at, &err);
    bl_buffer_deinit(&target);
    if (status == BL_STOPPED)
        return BL_EXIT_STOPPED;
    return status == BL_OK ? BL_EXIT_DONE : bl_command_failed(&err);
}

static int run_call(const bl_command *command, int count, char **arguments)
{
    const char *db = NULL, *format = "json", *over = NULL, *to = NULL;
    int64_t threads = 0;
    bl_option_time at = {0};
    char **rest;
    int exit_code;
    const bl_option options[] = {
        {"db", BL_OPTION_TEXT, &db, "FILE", "the register; made when there is none"},
        {"at", BL_OPTION_TIME, &at, "TIME", "the moment of requests that carry none (now)"},
        {"format", BL_OPTION_TEXT, &format, "json|pretty",
         "one line an answer, for people, or a plugin's"},
        {"to", BL_OPTION_TEXT, &to, "SOCKET", "asks the runner there; or 127.0.0.1:PORT"},
        {"over", BL_OPTION_TEXT, &over, "FILE",
         "a row a request: CSV, JSON Lines, FILE:TABLE of SQLite, or - for standard input"},
        {"threads", BL_OPTION_COUNT, &threads, "N", "with --over (as many as processors)"},
        {0}};
    if (!bl_command_options(command, options, &count, arguments, &rest, &exit_code))
        return exit_code;
    if (count != 2)
        return bl_command_misused(command, "name a policy and one of its functions");
    bool own = strcmp(format, "json") == 0 || strcmp(format, "pretty") == 0;
    if (!own && !bl_plugins_check_format(command, format, "json or pretty"))
        return BL_EXIT_NOT_STARTED;
    session s = {.clock = bl_command_clock(at), .foreign = own ? NULL : format};
    bl_err err = {0};
    if (to && (over || db || at.given))
        return bl_command_misused(command, "--to asks a runner, which has its own --db and clock");
    if (to)
        return run_to(command, rest, to, format);
    if (over && db)
        return bl_command_misused(command, "--over is for pure functions, which need no --db");
    if (over)
        return run_over(command, rest, over, format, threads, (bl_moment){bl_clock_now(&s.clock)});
    if (bl_notice_open(rest[0], &s.notice, &err) != BL_OK)
        return bl_command_failed(&err);
    if (strcmp(format, "pretty") == 0 && bl_notice_labels(s.notice, &s.labels, &err) != BL_OK)
        exit_code = bl_command_failed(&err);
    else
        exit_code = run_session(command, &s, rest[1], db);
    json_decref(s.labels);
    bl_notice_close(s.notice);
    bl_ledger_close(s.ledger);
    bl_lines_deinit(&s.lines);
    bl_buffer_deinit(&s.answer);
    bl_buffer_deinit(&s.output);
    return exit_code;
}

const bl_command bl_command_call = {
    "call",
    "POLICY FUNCTION [--db FILE] [--at TIME] [--over FILE] [--to SOCKET] [--format json|pretty]"
    " < requests.jsonl",
    "Answers requests with a function of a notice: one JSON object a line in, one a line out.",
    "echo '{\"order_amount\":520}' | bylaw call policies/consumption_vouchers.lua quote\n"
    "  bylaw call policies/industrial_economy.lua award --over enterprises.csv > answers.jsonl",
    run_call};

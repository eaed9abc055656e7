/* SPDX-License-Identifier: MIT */
#include "app/check.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "app/coverage_text.h"
#include "app/documents.h"
#include "app/files.h"
#include "app/judging.h"
#include "host/lint.h"

typedef struct task {
    const bl_command *command;
    const char *against; /* the text; NULL: nothing is said of it */
    bl_option_texts cases;
    bool has_threshold, accept;
    int64_t threshold;
    bool judges;    /* --notice */
    const char *by; /* the script of the notice that judges; NULL: the one beside */
    bl_option_time at;
    bool is_table; /* for people */
    bl_coverage_form form;
    bl_issue issue;
    bl_files case_files; /* those that were named */
    int64_t findings;
    bl_buffer lint; /* of the notice at hand: findings and notes, a line each */
    bl_buffer out;
} task;

static void report(void *context, bl_lint_kind kind, const char *words)
{
    task *t = context;
    t->findings += kind == BL_LINT_FINDING;
    bl_buffer_add_text(&t->lint, words);
    bl_buffer_add_char(&t->lint, '\n');
}

static bl_text view(const bl_buffer *buffer)
{
    return buffer->at ? bl_buffer_view(buffer) : (bl_text){"", 0};
}

/* Words for people: behind the table, else on stderr. */
static void tell(task *t, bl_text words)
{
    if (t->is_table)
        bl_buffer_add(&t->out, words.at, words.size);
    else
        fwrite(words.at, 1, words.size, stderr);
}

/* Worked cases */

/* Whether the file is one of the notice's: x.lua, x_claim.lua. */
static bool is_case_of(const char *path, const char *name)
{
    const char *slash = strrchr(path, '/'), *base = slash ? slash + 1 : path;
    size_t size = strlen(name);
    return strncmp(base, name, size) == 0 && (base[size] == '_' || base[size] == '.');
}

/* The files in tests/policies beside the folder of the script; none when there is no such. */
static bl_status find_own_cases(const char *path, const char *name, bl_files *out, bl_err *err)
{
    bl_buffer folder = {0};
    bl_err missing = {0};
    const char *slash = strrchr(path, '/');
    bl_buffer_add(&folder, path, slash ? (size_t)(slash - path) + 1 : 0);
    bl_buffer_add_text(&folder, "../tests/policies");
    bl_status status = bl_buffer_status(&folder, err);
    if (status == BL_OK) {
        status = bl_files_find(&folder.at, 1, out, &missing);
        if (status == BL_NO_MEMORY)
            bl_fail(err, status, "%s", missing.text);
        else
            status = BL_OK;
    }
    size_t kept = 0;
    for (size_t i = 0; i < out->count; i++)
        if (is_case_of(out->paths[i], name)) {
            char *other = out->paths[kept];
            out->paths[kept++] = out->paths[i];
            out->paths[i] = other;
        }
    bl_files_cut(out, kept);
    bl_buffer_deinit(&folder);
    return status;
}

/* Coverage */

static void add_threshold(task *t, const bl_coverage *coverage)
{
    size_t done = coverage->total - coverage->counts[BL_FORGOTTEN];
    if (!t->has_threshold || bl_coverage_reaches(coverage, t->threshold))
        return;
    bl_buffer words = {0};
    t->findings++;
    bl_buffer_format(&words,
                     "%s: %zu of %zu provisions are accounted for, less than %" PRId64 " %%\n",
                     coverage->path, done, coverage->total, t->threshold);
    tell(t, view(&words));
    bl_buffer_deinit(&words);
}

static bl_status judge_coverage(task *t, bl_coverage *coverage, bl_err *err)
{
    bl_buffer told = {0};
    bl_status status = BL_OK;
    if (coverage->provisions.text_count > 0)
        status = t->accept ? bl_coverage_accept(coverage, &told, err)
                           : bl_coverage_compare(coverage, err);
    if (status == BL_OK) {
        bl_coverage_write(coverage, t->form, view(&t->lint), &t->out);
        tell(t, view(&told));
        if (t->form != BL_COVERAGE_JSON) {
            tell(t, view(&coverage->notes));
            tell(t, view(&coverage->findings));
        }
    }
    t->findings += (int64_t)coverage->finding_count;
    bl_buffer_deinit(&told);
    return status;
}

static bl_status cover(task *t, bl_notice *notice, const char *path, bl_err *err)
{
    bl_files own = {0};
    bl_coverage coverage = {0};
    const bl_files *files = t->cases.count > 0 ? &t->case_files : &own;
    bl_status status = BL_OK;
    if (t->cases.count == 0)
        status = find_own_cases(path, bl_notice_name(notice), &own, err);
    if (status == BL_OK)
        status =
            bl_coverage_read(notice, path, &t->issue, files->paths, files->count, &coverage, err);
    if (status == BL_OK)
        status = judge_coverage(t, &coverage, err);
    if (status == BL_OK) {
        add_threshold(t, &coverage);
        status = bl_command_write(&t->out, err);
    }
    bl_coverage_deinit(&coverage);
    bl_files_deinit(&own);
    return status;
}

/* Judging */

static bl_status open_judge(const task *t, const char *path, bl_notice **out, bl_err *err)
{
    const char *slash = strrchr(path, '/');
    bl_buffer beside = {0};
    if (t->by)
        return bl_notice_open(t->by, out, err);
    bl_buffer_add(&beside, path, slash ? (size_t)(slash - path) + 1 : 0);
    bl_buffer_add_text(&beside, BL_JUDGING_SCRIPT);
    bl_err trouble = {0};
    bl_status status = bl_buffer_status(&beside, &trouble);
    if (status == BL_OK)
        status = bl_notice_open(beside.at, out, &trouble);
    bl_buffer_deinit(&beside);
    if (status == BL_NOT_FOUND)
        return bl_fail(err, status, "there is no %s beside %s: name the rules with --by FILE",
                       BL_JUDGING_SCRIPT, path);
    return status == BL_OK ? BL_OK : bl_fail(err, status, "%s", trouble.text);
}

static void tell_judged(task *t, const json_t *answer, const char *path)
{
    t->findings += (int64_t)bl_judging_failed(answer);
    if (t->is_table)
        bl_judging_write(answer, &t->out);
    else
        bl_judging_write_json(answer, path, &t->out);
}

static bl_status judge(task *t, bl_notice *notice, const char *path, bl_err *err)
{
    bl_notice *rules = NULL;
    json_t *answer = NULL;
    bl_status status = open_judge(t, path, &rules, err);
    if (status == BL_OK)
        status = bl_judging_ask(rules, notice, t->at.given ? &t->at.moment : NULL, &answer, err);
    if (status == BL_OK) {
        tell_judged(t, answer, path);
        status = bl_buffer_status(&t->out, err);
    }
    if (status == BL_OK)
        status = bl_command_write(&t->out, err);
    json_decref(answer);
    bl_notice_close(rules);
    return status;
}

/* Checking */

/* A notice that can't be loaded has its finding already. */
static bl_status check_loaded(task *t, const char *path, bl_err *err)
{
    bl_notice *notice = NULL;
    bl_err told = {0};
    bl_status status = BL_OK;
    if ((!t->against && !t->judges) || bl_notice_open(path, &notice, &told) != BL_OK)
        return BL_OK;
    if (t->against)
        status = cover(t, notice, path, err);
    if (status == BL_OK && t->judges)
        status = judge(t, notice, path, err);
    bl_notice_close(notice);
    return status;
}

static bl_status check_file(task *t, const char *path, bl_err *err)
{
    bl_buffer_clear(&t->lint);
    bl_status status = bl_lint_run(path, report, t, err);
    if (status == BL_OK)
        status = bl_buffer_status(&t->lint, err);
    if (status == BL_OK) {
        tell(t, view(&t->lint));
        status = bl_command_write(&t->out, err);
    }
    return status == BL_OK ? check_loaded(t, path, err) : status;
}

static bl_status check_files(task *t, const bl_files *files, bl_err *err)
{
    bl_status status = BL_OK;
    if (t->against)
        status = bl_documents_read(t->against, &t->issue, err);
    if (status == BL_OK && t->cases.count > 0)
        status = bl_files_find((char **)t->cases.list, (int)t->cases.count, &t->case_files, err);
    if (t->form == BL_COVERAGE_CSV)
        bl_coverage_write_csv_head(&t->out);
    for (size_t i = 0; i < files->count && status == BL_OK; i++)
        status = check_file(t, files->paths[i], err);
    if (status == BL_OK && t->is_table)
        printf("%zu checked, %" PRId64 " findings\n", files->count, t->findings);
    return status;
}

static int check(task *t, char **paths, int count)
{
    bl_files files = {0};
    bl_err err = {0};
    bl_status status = bl_files_find(paths, count, &files, &err);
    if (status == BL_OK)
        status = check_files(t, &files, &err);
    bl_files_deinit(&files);
    bl_files_deinit(&t->case_files);
    bl_issue_deinit(&t->issue);
    bl_buffer_deinit(&t->lint);
    bl_buffer_deinit(&t->out);
    if (status != BL_OK)
        return bl_command_failed(&err);
    return t->findings == 0 ? BL_EXIT_DONE : BL_EXIT_NOT_HELD;
}

/* Whether the options go together; tells wrong use when not. */
static bool take_options(task *t, const char *format)
{
    static const char *const formats[] = {"pretty", "json", "csv"};
    size_t form = 0;
    while (form < 3 && strcmp(format, formats[form]) != 0)
        form++;
    t->form = (bl_coverage_form)form;
    t->is_table = form == 0;
    if (form == 3)
        bl_command_misused(t->command, "--format is pretty, json or csv");
    else if (!t->against &&
             (t->has_threshold || t->accept || t->cases.count > 0 || t->form == BL_COVERAGE_CSV))
        bl_command_misused(t->command, "that goes with --against FILE");
    else if (!t->judges && (t->by || t->at.given))
        bl_command_misused(t->command, "--by and --at go with --notice");
    else if (!t->against && !t->judges && !t->is_table)
        bl_command_misused(t->command, "--format goes with --against or --notice");
    else if (t->threshold > 100)
        bl_command_misused(t->command, "--threshold is a percentage, 0 to 100");
    else
        return true;
    return false;
}

static int run_check(const bl_command *command, int count, char **arguments)
{
    const char *format = "pretty";
    task t = {.command = command, .threshold = -1};
    char **rest;
    int exit_code;
    const bl_option options[] = {
        {"against", BL_OPTION_TEXT, &t.against, "FILE",
         "the gazette's text: what of it is encoded, and whether it still says the same"},
        {"cases", BL_OPTION_TEXTS, &t.cases, "PATH",
         "worked cases whose answers show what is tested (tests/policies/NAME*.lua)"},
        {"threshold", BL_OPTION_COUNT, &t.threshold, "N",
         "fail when less than N % of the provisions are accounted for"},
        {"accept", BL_OPTION_FLAG, &t.accept, NULL,
         "keep what the provisions say now, in NAME.provisions beside the notice"},
        {"format", BL_OPTION_TEXT, &format, "pretty|json|csv",
         "a table, one object a notice, or a row a provision"},
        {"notice", BL_OPTION_FLAG, &t.judges, NULL,
         "judge what the notice says of itself by the rules for normative documents"},
        {"at", BL_OPTION_TIME, &t.at, "DATE",
         "as of which --notice judges what has no day of publication (the day of issue)"},
        {"by", BL_OPTION_TEXT, &t.by, "FILE",
         "the script of those rules (" BL_JUDGING_SCRIPT " beside the notice)"},
        {0}};
    if (!bl_command_options(command, options, &count, arguments, &rest, &exit_code))
        return exit_code;
    t.has_threshold = t.threshold >= 0;
    if (!take_options(&t, format))
        return BL_EXIT_NOT_STARTED;
    if (count == 0)
        return bl_command_misused(command, "name files or folders of notices");
    return check(&t, rest, count);
}

const bl_command bl_command_check = {
    "check", "PATH... [--against FILE] [--notice]",
    "Tells errors of notices with their line, unknown fields, rules and refusals without a cite;\n"
    "notes which rules stay row by row, and why.\n\n"
    "With --against, tells of each provision of the notice's text whether it is encoded and "
    "tested\n"
    "(the answer of a worked case cites it), encoded, declared prose (notice:prose) or forgotten;\n"
    "and which rules rest on a provision whose words are others than when it was encoded.\n\n"
    "With --notice, tells of each rule for normative documents whether the notice keeps it, "
    "breaks\n"
    "it, was issued before it was in force, or does not say enough.",
    "bylaw check policies\n"
    "  bylaw check policies/normative_documents.lua --against gazette-2021-04.txt --threshold 100\n"
    "  bylaw check --notice policies --at 2022-06-01",
    run_check};

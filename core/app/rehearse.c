/* SPDX-License-Identifier: MIT */
#include "app/rehearse.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/files.h"
#include "app/plugins.h"
#include "app/progress.h"
#include "app/season_text.h"
#include "host/loop.h"

#define TICK_MS    200
#define STAGES_MAX 64

/* One of the notices. */
typedef struct stage {
    bl_notice *notice;
    bl_rehearsal rehearsal;
    bl_crowd *crowd;
    json_t *season;
} stage;

/* A running `rehearse`. */
typedef struct session {
    const bl_rehearse_setting *setting;
    char *path; /* of the register */
    bl_ledger *ledger;
    stage stages[STAGES_MAX];
    size_t count;
    const stage *last; /* that did something */
} session;

/* A register of its own, which is kept. */
static bl_status make_file(session *s, bl_err *err)
{
    const char *folder = getenv("TMPDIR");
    bl_buffer path = {0};
    bl_buffer_format(&path, "%s/bylaw-rehearsal-XXXXXX", folder && *folder ? folder : "/tmp");
    s->path = path.at;
    bl_status status = bl_buffer_status(&path, err);
    if (status != BL_OK)
        return status;
    int file = mkstemp(s->path);
    if (file < 0)
        return bl_fail(err, BL_IO, "can't make %s: %s", s->path, strerror(errno));
    close(file);
    return BL_OK;
}

static bl_status refuse_used(const session *s, const bl_notice *notice, bl_err *err)
{
    int64_t book = 0;
    const char *name = bl_notice_name(notice);
    bl_status status = bl_ledger_begin(s->ledger, false, err);
    if (status == BL_OK)
        status = bl_book_find(s->ledger, name, &book, err);
    bl_ledger_rollback(s->ledger);
    if (status == BL_OK && book != 0)
        status = bl_fail(err, BL_CONFLICT,
                         "%s already has events of %s; rehearse in a register without any", s->path,
                         name);
    return status;
}

static bl_status open_register(session *s, bl_err *err)
{
    bl_status status = BL_OK;
    if (s->setting->db) {
        s->path = strdup(s->setting->db);
        if (!s->path)
            return bl_fail(err, BL_NO_MEMORY, "no memory for a path");
    } else {
        status = make_file(s, err);
    }
    if (status == BL_OK)
        status = bl_ledger_open(s->path, BL_DB_CREATE, &s->ledger, err);
    for (size_t i = 0; status == BL_OK && i < s->count; i++) {
        status = refuse_used(s, s->stages[i].notice, err);
        bl_notice_attach(s->stages[i].notice, s->ledger);
    }
    if (status == BL_OK)
        fprintf(stderr, "bylaw: the register is %s\n", s->path);
    return status;
}

static bl_status open_notices(session *s, bl_err *err)
{
    const bl_files *files = &s->setting->files;
    bl_status status = BL_OK;
    if (files->count > STAGES_MAX)
        return bl_fail(err, BL_INVALID, "at most %d notices are rehearsed together", STAGES_MAX);
    for (size_t i = 0; status == BL_OK && i < files->count; i++) {
        status = bl_notice_open(files->paths[i], &s->stages[i].notice, err);
        s->count += status == BL_OK;
    }
    return status;
}

static bl_status open_crowd(const bl_rehearse_setting *set, stage *one, bl_err *err)
{
    bl_campaign campaign;
    json_t *answer;
    if (!bl_campaign_is(one->notice))
        return BL_OK;
    bl_status status = bl_rehearsal_read(&one->rehearsal, "campaign", "{}", &answer, err);
    if (status != BL_OK)
        return status;
    status = bl_campaign_read(answer, &campaign, err);
    json_decref(answer);
    if (status != BL_OK)
        return status;
    return bl_crowd_open(&one->rehearsal, &campaign, (size_t)set->people, (size_t)set->merchants,
                         (uint64_t)set->seed, &one->crowd, err);
}

/* The stage where something is due first, and up to when it has its turn: of several at one moment
 * the one named first comes first. NULL: nothing is due any more. */
static stage *find_turn(session *s, bl_moment *bound)
{
    stage *first = NULL;
    bl_moment due = {0}, next;
    bound->ns = s->setting->until.moment.ns;
    for (size_t i = 0; i < s->count; i++) {
        if (!bl_rehearsal_next(&s->stages[i].rehearsal, &next))
            continue;
        if (first && next.ns >= due.ns) {
            bound->ns = next.ns < bound->ns ? next.ns : bound->ns;
            continue;
        }
        if (first)
            bound->ns = due.ns - 1;
        first = &s->stages[i];
        due = next;
    }
    return first;
}

static bl_status step(void *context, bool *done, bl_err *err)
{
    session *s = context;
    bl_moment bound;
    bool through;
    stage *turn = find_turn(s, &bound);
    *done = turn == NULL;
    if (turn) {
        s->last = turn;
        return bl_rehearsal_step(&turn->rehearsal, bound, &through, err);
    }
    bl_status status = BL_OK; /* the clock of each goes on to the end */
    for (size_t i = 0; status == BL_OK && i < s->count; i++)
        status =
            bl_rehearsal_step(&s->stages[i].rehearsal, s->setting->until.moment, &through, err);
    return status;
}

static void write_now(const session *s, bl_buffer *out)
{
    bl_buffer text = {0};
    const stage *last = s->last ? s->last : &s->stages[0];
    bl_moment_write(bl_rehearsal_now(&last->rehearsal), &text);
    if (text.size > 19)
        bl_buffer_format(out, "%.10s %.8s", text.at, text.at + 11);
    bl_buffer_deinit(&text);
}

static void tick(void *context)
{
    const session *s = context;
    const bl_rehearse_setting *set = s->setting;
    bl_buffer words = {0};
    int64_t hours = (set->until.moment.ns - set->from.moment.ns) / BL_HOUR, asked = 0;
    bl_moment now = s->last ? bl_rehearsal_now(&s->last->rehearsal) : set->from.moment;
    for (size_t i = 0; i < s->count; i++)
        asked += s->stages[i].rehearsal.asked;
    bl_buffer_format(&words, "of %" PRId64 " hours, it is ", hours);
    write_now(s, &words);
    bl_buffer_format(&words, ", %" PRId64 " requests", asked);
    if (!words.failed)
        bl_progress_show(words.at, (now.ns - set->from.moment.ns) / BL_HOUR, hours);
    bl_buffer_deinit(&words);
}

static void show_audit(int64_t done, int64_t of)
{
    bl_progress_show("entries of the log replayed", done, of);
}

static bl_status open_stage(session *s, stage *one, bl_err *err)
{
    const bl_rehearse_setting *set = s->setting;
    bl_status status = bl_rehearsal_init(&one->rehearsal, one->notice, s->ledger, set->from.moment,
                                         set->until.moment, err);
    return status == BL_OK ? open_crowd(set, one, err) : status;
}

static bl_status live(session *s, bl_err *err)
{
    const bl_rehearse_setting *set = s->setting;
    bl_status status = BL_OK;
    for (size_t i = 0; status == BL_OK && i < s->count; i++)
        status = open_stage(s, &s->stages[i], err);
    if (status == BL_OK)
        status = bl_loop_run(&(bl_loop_work){step, tick, TICK_MS, s}, err);
    for (size_t i = 0; status == BL_OK && i < s->count; i++) {
        stage *one = &s->stages[i];
        const bl_season_setting told = {bl_notice_name(one->notice), set->seed, set->people,
                                        set->merchants};
        status = bl_season_gather(&one->rehearsal, one->crowd, &told, &one->season, err);
    }
    return status;
}

/* Everybody who holds the register lets it go, the notices before the ledger; harmless when they
 * did. */
static void let_go(session *s)
{
    for (size_t i = 0; i < s->count; i++) {
        stage *one = &s->stages[i];
        bl_crowd_close(one->crowd);
        one->crowd = NULL;
        bl_rehearsal_deinit(&one->rehearsal);
        bl_notice_close(one->notice);
        one->notice = NULL;
    }
    bl_ledger_close(s->ledger);
    s->ledger = NULL;
}

/* The audit reads the file, so nobody else holds it any more. */
static bl_status prove(session *s, bl_err *err)
{
    bl_audit audit;
    let_go(s);
    bl_status status = bl_audit_run(s->path, show_audit, &audit, err);
    for (size_t i = 0; status == BL_OK && i < s->count; i++)
        status = bl_season_conclude(s->stages[i].season, &audit, err);
    return status;
}

/* One notice is one object, several are a list of them; NULL without memory. */
static json_t *make_report(const session *s)
{
    json_t *all = json_array();
    for (size_t i = 0; i < s->count; i++)
        json_array_append(all, s->stages[i].season);
    if (s->count != 1)
        return all;
    json_decref(all);
    return json_incref(s->stages[0].season);
}

static void print_json(const session *s)
{
    json_t *report = make_report(s);
    json_dumpf(report, stdout, JSON_INDENT(2) | JSON_REAL_PRECISION(15));
    putchar('\n');
    json_decref(report);
}

/* As a plugin writes it. */
static bl_status print_foreign(const session *s, bl_err *err)
{
    json_t *report = make_report(s);
    char *json = json_dumps(report, JSON_COMPACT | JSON_REAL_PRECISION(15));
    bl_status status = json ? bl_plugins_print(s->setting->format, "rehearsal", json, err)
                            : bl_fail(err, BL_NO_MEMORY, "no memory for a report");
    free(json);
    json_decref(report);
    return status;
}

static bl_status print(const session *s, bl_err *err)
{
    bl_buffer out = {0};
    const char *format = s->setting->format;
    bool pretty = strcmp(format, "pretty") == 0;
    bl_status status = BL_OK;
    if (strcmp(format, "json") == 0)
        print_json(s);
    else if (!pretty)
        status = print_foreign(s, err);
    for (size_t i = 0; pretty && i < s->count; i++) {
        if (i > 0)
            bl_buffer_add_char(&out, '\n');
        bl_season_write(s->stages[i].season, bl_chart_coloured(), &out);
    }
    if (out.size > 0) {
        status = bl_buffer_status(&out, err);
        if (status == BL_OK)
            fwrite(out.at, 1, out.size, stdout);
    }
    bl_buffer_deinit(&out);
    if (status == BL_OK && (fflush(stdout) != 0 || ferror(stdout)))
        return bl_fail(err, BL_IO, "can't write the report: %s", strerror(errno));
    return status;
}

static bool all_hold(const session *s)
{
    for (size_t i = 0; i < s->count; i++)
        if (!bl_season_holds(s->stages[i].season))
            return false;
    return true;
}

static int stopped(const session *s, const bl_err *err)
{
    bl_buffer now = {0};
    write_now(s, &now);
    fprintf(stderr, "bylaw: %s when it was %s in the rehearsal; %s holds everything up to then\n",
            err->text, now.at ? now.at : "?", s->path);
    bl_buffer_deinit(&now);
    return BL_EXIT_STOPPED;
}

static int rehearse(session *s)
{
    bl_clock wall = bl_clock_make_real();
    int64_t began = bl_clock_now(&wall);
    bl_err err = {0};
    bl_status status = open_notices(s, &err);
    for (size_t i = 0; status == BL_OK && i < s->count; i++)
        bl_parameters_suppose(bl_notice_parameters(s->stages[i].notice), s->setting->supposed);
    if (status == BL_OK)
        status = open_register(s, &err);
    if (status == BL_OK)
        status = live(s, &err);
    if (status == BL_OK)
        status = prove(s, &err);
    bl_progress_clear();
    if (status == BL_STOPPED && s->last)
        return stopped(s, &err);
    if (status == BL_OK)
        status = print(s, &err);
    if (status != BL_OK)
        return bl_command_failed(&err);
    int64_t tenths = (bl_clock_now(&wall) - began) / (BL_SECOND / 10);
    fprintf(stderr, "bylaw: took %" PRId64 ".%" PRId64 " s\n", tenths / 10, tenths % 10);
    return all_hold(s) ? BL_EXIT_DONE : BL_EXIT_NOT_HELD;
}

static void close_session(session *s)
{
    let_go(s);
    for (size_t i = 0; i < s->count; i++)
        json_decref(s->stages[i].season);
    free(s->path);
}

int bl_rehearse(const bl_rehearse_setting *set)
{
    session s = {.setting = set};
    int exit_code = rehearse(&s);
    close_session(&s);
    return exit_code;
}

/* What is wrong with the options, in words; NULL: nothing. */
static const char *misuse(const bl_rehearse_setting *set, int count)
{
    if (count < 1)
        return "name notices, or folders of them";
    if (!set->from.given || !set->until.given)
        return "say what time is rehearsed with --from and --until";
    if (set->from.moment.ns >= set->until.moment.ns)
        return "--until has to lie after --from";
    if (set->people < 1 || set->people > BL_PEOPLE_MAX)
        return "--people is 1 to 10000000";
    if (set->merchants < 1 || set->merchants > BL_MERCHANTS_MAX)
        return "--merchants is 1 to 100000";
    return NULL;
}

static int run_rehearse(const bl_command *command, int count, char **arguments)
{
    bl_rehearse_setting set = {.seed = 1, .people = 100000, .merchants = 300, .format = "pretty"};
    char **rest;
    int exit_code;
    const bl_option options[] = {
        {"from", BL_OPTION_TIME, &set.from, "TIME", "where the clock starts, a date or a moment"},
        {"until", BL_OPTION_TIME, &set.until, "TIME", "where it ends; what is due then happens"},
        {"seed", BL_OPTION_COUNT, &set.seed, "N",
         "makes the crowd; the same seed, the same crowd (1)"},
        {"people", BL_OPTION_COUNT, &set.people, "N",
         "made-up people of a voucher campaign (100000)"},
        {"merchants", BL_OPTION_COUNT, &set.merchants, "N", "made-up merchants of it (300)"},
        {"db", BL_OPTION_TEXT, &set.db, "FILE",
         "the register, without events of the notices (a new file in $TMPDIR)"},
        {"format", BL_OPTION_TEXT, &set.format, "pretty|json",
         "for people, one JSON object, or what a plugin adds"},
        {0}};
    if (!bl_command_options(command, options, &count, arguments, &rest, &exit_code))
        return exit_code;
    const char *wrong = misuse(&set, count);
    if (wrong)
        return bl_command_misused(command, "%s", wrong);
    if (set.db && !bl_command_names_register(command, set.db))
        return BL_EXIT_NOT_STARTED;
    if (strcmp(set.format, "pretty") != 0 && strcmp(set.format, "json") != 0 &&
        !bl_plugins_check_format(command, set.format, "pretty or json"))
        return BL_EXIT_NOT_STARTED;
    bl_err err = {0};
    if (bl_files_find(rest, count, &set.files, &err) != BL_OK)
        return bl_command_failed(&err);
    exit_code = bl_rehearse(&set);
    bl_files_deinit(&set.files);
    return exit_code;
}

const bl_command bl_command_rehearse = {
    "rehearse",
    "PATH... --from TIME --until TIME [--seed N] [--people N] [--merchants N] [--db FILE]",
    "Lives through a season of notices on a scripted clock, with a made-up crowd, and reports.",
    "bylaw rehearse policies/consumption_vouchers.lua --from 2021-12-01 --until 2022-01-05 --seed "
    "1",
    run_rehearse};

/* SPDX-License-Identifier: MIT */
#include "app/rehearse.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/progress.h"
#include "app/season_text.h"
#include "host/loop.h"

#define TICK_MS 200

typedef struct setting {
    const char *policy;
    bl_option_time from;
    bl_option_time until;
    int64_t seed;
    int64_t people;
    int64_t merchants;
    const char *db;
    bool json;
} setting;

/* A running `rehearse`. */
typedef struct session {
    const setting *setting;
    char *path; /* of the register */
    bl_notice *notice;
    bl_ledger *ledger;
    bl_rehearsal rehearsal;
    bl_crowd *crowd;
    json_t *season;
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

static bl_status refuse_used(session *s, bl_err *err)
{
    int64_t book = 0;
    const char *name = bl_notice_name(s->notice);
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
    if (status == BL_OK)
        status = refuse_used(s, err);
    if (status != BL_OK)
        return status;
    bl_notice_attach(s->notice, s->ledger);
    fprintf(stderr, "bylaw: the register is %s\n", s->path);
    return BL_OK;
}

static bl_status open_crowd(session *s, bl_err *err)
{
    bl_campaign campaign;
    json_t *answer;
    if (!bl_campaign_is(s->notice))
        return BL_OK;
    bl_status status = bl_rehearsal_read(&s->rehearsal, "campaign", "{}", &answer, err);
    if (status != BL_OK)
        return status;
    status = bl_campaign_read(answer, &campaign, err);
    json_decref(answer);
    if (status != BL_OK)
        return status;
    return bl_crowd_open(&s->rehearsal, &campaign, (size_t)s->setting->people,
                         (size_t)s->setting->merchants, (uint64_t)s->setting->seed, &s->crowd, err);
}

static bl_status step(void *context, bool *done, bl_err *err)
{
    session *s = context;
    return bl_rehearsal_step(&s->rehearsal, done, err);
}

static void write_now(const session *s, bl_buffer *out)
{
    bl_buffer text = {0};
    bl_moment_write(bl_rehearsal_now(&s->rehearsal), &text);
    if (text.size > 19)
        bl_buffer_format(out, "%.10s %.8s", text.at, text.at + 11);
    bl_buffer_deinit(&text);
}

static void tick(void *context)
{
    session *s = context;
    const bl_rehearsal *r = &s->rehearsal;
    bl_buffer words = {0};
    int64_t hours = (r->until.ns - r->from.ns) / BL_HOUR;
    bl_buffer_format(&words, "of %" PRId64 " hours, it is ", hours);
    write_now(s, &words);
    bl_buffer_format(&words, ", %" PRId64 " requests", r->asked);
    if (!words.failed)
        bl_progress_show(words.at, (bl_rehearsal_now(r).ns - r->from.ns) / BL_HOUR, hours);
    bl_buffer_deinit(&words);
}

static void show_audit(int64_t done, int64_t of)
{
    bl_progress_show("entries of the log replayed", done, of);
}

static bl_status live(session *s, bl_err *err)
{
    const setting *set = s->setting;
    const bl_season_setting told = {bl_notice_name(s->notice), set->seed, set->people,
                                    set->merchants};
    bl_status status = bl_rehearsal_init(&s->rehearsal, s->notice, s->ledger, set->from.moment,
                                         set->until.moment, err);
    if (status == BL_OK)
        status = open_crowd(s, err);
    if (status == BL_OK)
        status = bl_loop_run(&(bl_loop_work){step, tick, TICK_MS, s}, err);
    if (status == BL_OK)
        status = bl_season_gather(&s->rehearsal, s->crowd, &told, &s->season, err);
    return status;
}

/* Everybody who holds the register lets it go, the notice before the ledger; harmless when they
 * did. */
static void let_go(session *s)
{
    bl_crowd_close(s->crowd);
    s->crowd = NULL;
    bl_rehearsal_deinit(&s->rehearsal);
    bl_notice_close(s->notice);
    s->notice = NULL;
    bl_ledger_close(s->ledger);
    s->ledger = NULL;
}

/* The audit reads the file, so nobody else holds it any more. */
static bl_status prove(session *s, bl_err *err)
{
    bl_audit audit;
    let_go(s);
    bl_status status = bl_audit_run(s->path, show_audit, &audit, err);
    return status == BL_OK ? bl_season_conclude(s->season, &audit, err) : status;
}

static bl_status print(const session *s, bl_err *err)
{
    if (s->setting->json) {
        json_dumpf(s->season, stdout, JSON_INDENT(2) | JSON_REAL_PRECISION(15));
        putchar('\n');
    } else {
        bl_buffer out = {0};
        bl_season_write(s->season, bl_chart_coloured(), &out);
        bl_status status = bl_buffer_status(&out, err);
        if (status == BL_OK)
            fwrite(out.at, 1, out.size, stdout);
        bl_buffer_deinit(&out);
        if (status != BL_OK)
            return status;
    }
    if (fflush(stdout) != 0 || ferror(stdout))
        return bl_fail(err, BL_IO, "can't write the report: %s", strerror(errno));
    return BL_OK;
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
    bl_status status = bl_notice_open(s->setting->policy, &s->notice, &err);
    if (status == BL_OK)
        status = open_register(s, &err);
    if (status == BL_OK)
        status = live(s, &err);
    if (status == BL_OK)
        status = prove(s, &err);
    bl_progress_clear();
    if (status == BL_STOPPED && s->rehearsal.notice)
        return stopped(s, &err);
    if (status == BL_OK)
        status = print(s, &err);
    if (status != BL_OK)
        return bl_command_failed(&err);
    int64_t tenths = (bl_clock_now(&wall) - began) / (BL_SECOND / 10);
    fprintf(stderr, "bylaw: took %" PRId64 ".%" PRId64 " s\n", tenths / 10, tenths % 10);
    return bl_season_holds(s->season) ? BL_EXIT_DONE : BL_EXIT_NOT_HELD;
}

static void close_session(session *s)
{
    let_go(s);
    json_decref(s->season);
    free(s->path);
}

/* What is wrong with the options, in words; NULL: nothing. */
static const char *misuse(const setting *set, const char *format, int count)
{
    if (count != 1)
        return "name one policy";
    if (!set->from.given || !set->until.given)
        return "say what time is rehearsed with --from and --until";
    if (set->from.moment.ns >= set->until.moment.ns)
        return "--until has to lie after --from";
    if (set->people < 1 || set->people > BL_PEOPLE_MAX)
        return "--people is 1 to 10000000";
    if (set->merchants < 1 || set->merchants > BL_MERCHANTS_MAX)
        return "--merchants is 1 to 100000";
    if (strcmp(format, "pretty") != 0 && strcmp(format, "json") != 0)
        return "--format is pretty or json";
    return NULL;
}

static int run_rehearse(const bl_command *command, int count, char **arguments)
{
    setting set = {.seed = 1, .people = 100000, .merchants = 300};
    const char *format = "pretty";
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
         "the register, without events of the notice (a new file in $TMPDIR)"},
        {"format", BL_OPTION_TEXT, &format, "pretty|json", "for people, or one JSON object"},
        {0}};
    if (!bl_command_options(command, options, &count, arguments, &rest, &exit_code))
        return exit_code;
    const char *wrong = misuse(&set, format, count);
    if (wrong)
        return bl_command_misused(command, "%s", wrong);
    if (set.db && !bl_command_names_register(command, set.db))
        return BL_EXIT_NOT_STARTED;
    set.policy = rest[0];
    set.json = strcmp(format, "json") == 0;
    session s = {.setting = &set};
    exit_code = rehearse(&s);
    close_session(&s);
    return exit_code;
}

const bl_command bl_command_rehearse = {
    "rehearse",
    "POLICY --from TIME --until TIME [--seed N] [--people N] [--merchants N] [--db FILE]",
    "Lives through a season of a notice on a scripted clock, with a made-up crowd, and reports.",
    "bylaw rehearse policies/consumption_vouchers.lua --from 2021-12-01 --until 2022-01-05 --seed "
    "1",
    run_rehearse};

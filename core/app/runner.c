/* SPDX-License-Identifier: MIT */
#include "app/runner.h"

#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

#include "app/courier.h"
#include "app/guard.h"
#include "app/reply.h"

#define JOBS_AT_ONCE  256 /* of one transaction */
#define GROUPS_A_TURN 8
#define TURN_MS       50 /* after which a turn begins nothing more, so that signals are heard */
#define BUSY_MS       20 /* between two tries for a register that another process holds */

typedef struct runner {
    const bl_runner_setting *setting;
    bl_loop *loop;
    bl_timer *timer; /* the next due moment */
    bl_clock clock;
    bl_clock steady; /* for what must not jump */
    bl_ledger *ledger;
    bl_agenda *agenda;
    bl_playbill playbill;
    bl_server *server;
    bl_courier *couriers[BL_OPTION_TEXTS_MAX];
    size_t courier_count;
    bl_log log;
    int64_t over_at; /* by the steady clock: when the turn begins nothing more */
    int64_t beat;    /* when once-a-second work was done last, by the steady clock */
    int64_t seq;     /* of the log of the register, when it was looked at last */
    int64_t end_at;  /* by the steady clock; 0: not asked to end */
    bool reload;
    bl_status status;
    bl_err err;
} runner;

static bl_moment now_of(const runner *r)
{
    return (bl_moment){bl_clock_now(&r->clock)};
}

static void tell_job(void *context, const bl_doing *doing)
{
    runner *r = context;
    const bl_note *note = doing->note;
    bool failed = note->outcome == BL_OUTCOME_FAILED;
    bl_log_begin(&r->log,
                 failed                             ? BL_LEVEL_ERROR
                 : note->outcome == BL_OUTCOME_DONE ? BL_LEVEL_INFO
                                                    : BL_LEVEL_WARNING,
                 now_of(r), "job");
    bl_log_text(&r->log, "notice", note->notice);
    bl_log_text(&r->log, "job", note->name);
    bl_log_moment(&r->log, "due", note->due);
    if (note->event)
        bl_log_text(&r->log, "subject", note->event->subject);
    bl_log_text(&r->log, "outcome", bl_outcome_words[note->outcome]);
    if (doing->missed) {
        bl_log_text(&r->log, "missed", bl_missed_words[doing->job->missed]);
        bl_log_int(&r->log, "moments", note->count);
    }
    if (note->code)
        bl_log_text(&r->log, failed ? "words" : "code", note->code);
    if (note->outcome == BL_OUTCOME_REFUSED)
        bl_log_text(&r->log, "words", bl_reply_message(doing->answer));
    if (failed) {
        bl_log_int(&r->log, "tries", note->tries);
        bl_log_moment(&r->log, "retry_at", note->retry_at);
    }
    bl_log_end(&r->log);
}

/* Duties of an answer that are overdue, or have their last day, are told each time they are looked
 * at. */
static void tell_duties(runner *r, const bl_doing *doing)
{
    size_t i;
    json_t *item;
    json_array_foreach(json_object_get(doing->answer, "items"), i, item)
    {
        const char *duty = bl_reply_word(item, "duty"), *state = bl_reply_word(item, "state");
        const json_t *left = json_object_get(item, "days_left");
        bool is_last_day = json_is_integer(left) && json_integer_value(left) == 0;
        if (!duty[0] || (strcmp(state, "overdue") != 0 && !is_last_day))
            continue;
        char owner[200];
        bl_reply_words(item, "owner", owner, sizeof owner);
        bl_log_begin(&r->log, BL_LEVEL_NOTICE, now_of(r), "duty");
        bl_log_text(&r->log, "notice", doing->note->notice);
        bl_log_text(&r->log, "duty", duty);
        bl_log_text(&r->log, "owner", owner);
        bl_log_text(&r->log, "by", bl_reply_word(item, "by"));
        bl_log_text(&r->log, "state", state);
        bl_log_end(&r->log);
    }
}

static void on_job(void *context, const bl_doing *doing)
{
    tell_job(context, doing);
    if (doing->note->answer.size > 0)
        tell_duties(context, doing);
}

static void end_with(runner *r, bl_status status, const bl_err *err)
{
    r->status = status;
    r->err = *err;
    bl_loop_end(r->loop);
}

static bool is_due(const runner *r)
{
    bool found;
    bl_moment next = bl_agenda_next(r->agenda, &found);
    return found && next.ns <= now_of(r).ns;
}

static bool is_spent(const runner *r)
{
    return bl_clock_now(&r->steady) >= r->over_at;
}

/* What is due is done, some of it at once, but at least one, and told after its commit. */
static bl_status do_jobs(runner *r, bl_err *err)
{
    if (!is_due(r))
        return BL_OK;
    bl_status status = bl_ledger_begin(r->ledger, true, err);
    if (status != BL_OK)
        return status;
    size_t told = bl_log_mark(&r->log);
    int done = 0;
    do
        status = bl_agenda_step(r->agenda, now_of(r), err);
    while (status == BL_OK && ++done < JOBS_AT_ONCE && is_due(r) && !is_spent(r));
    if (status == BL_OK)
        status = bl_ledger_commit(r->ledger, err);
    else
        bl_ledger_rollback(r->ledger);
    if (status != BL_OK)
        bl_log_forget(&r->log, told);
    return status == BL_BUSY ? BL_IO : status;
}

static bool any_follows(const runner *r)
{
    for (size_t i = 0; i < r->playbill.count; i++)
        if (r->playbill.list[i].notice && bl_agenda_follows(r->agenda, r->playbill.list[i].notice))
            return true;
    return false;
}

/* Looks for events when anybody, another process as well, wrote into the register. */
static bl_status look_for_events(runner *r, bl_err *err)
{
    if (!any_follows(r))
        return BL_OK;
    bl_status status = bl_ledger_begin(r->ledger, false, err);
    if (status != BL_OK)
        return status;
    int64_t seq = bl_ledger_seq(r->ledger);
    bl_ledger_rollback(r->ledger);
    if (seq == r->seq)
        return BL_OK;
    status = bl_ledger_begin(r->ledger, true, err);
    if (status != BL_OK)
        return status;
    for (size_t i = 0; status == BL_OK && i < r->playbill.count; i++)
        if (r->playbill.list[i].notice)
            status = bl_agenda_look(r->agenda, r->playbill.list[i].notice, now_of(r), err);
    r->seq = bl_ledger_seq(r->ledger);
    if (status == BL_OK)
        return bl_ledger_commit(r->ledger, err);
    bl_ledger_rollback(r->ledger);
    return status;
}

static bl_status reload(runner *r, bl_err *err)
{
    bl_err words = {0};
    r->reload = false;
    bl_guard_notify("RELOADING=1");
    bl_status status = bl_playbill_read(&r->playbill, now_of(r), &words);
    if (status == BL_NOT_FOUND || status == BL_INVALID) {
        bl_log_tell(&r->log, BL_LEVEL_ERROR, now_of(r), "not_reloaded", words.text);
        status = BL_OK;
    }
    bl_guard_notify("READY=1");
    return status == BL_OK ? BL_OK : bl_fail(err, status, "%s", words.text);
}

/* Whether another second is over; who watches us hears it. */
static bool is_second(runner *r)
{
    int64_t steady = bl_clock_now(&r->steady);
    if (steady - r->beat < BL_SECOND)
        return false;
    r->beat = steady;
    if (bl_guard_is_watched())
        bl_guard_notify("WATCHDOG=1");
    return true;
}

static bl_status do_each_second(runner *r, bl_err *err)
{
    bl_agenda_mind_clock(r->agenda, now_of(r));
    bl_status status = bl_playbill_retry(&r->playbill, now_of(r), err);
    return status == BL_OK ? look_for_events(r, err) : status;
}

static bl_status answer_clients(runner *r, bool *more, bl_err *err)
{
    bl_status status = BL_OK;
    *more = true;
    for (int i = 0; status == BL_OK && *more && i < GROUPS_A_TURN && !(i && is_spent(r)); i++)
        status = bl_server_answer(r->server, more, err);
    return status;
}

/* Sets the timer to the next due moment, but looks at a clock that may be set once a second. */
static void wait_for_due(runner *r)
{
    bool found;
    bl_moment next = bl_agenda_next(r->agenda, &found);
    int64_t wait = found ? next.ns - now_of(r).ns : BL_SECOND;
    if (r->clock.speed > 0)
        wait /= r->clock.speed;
    if (wait >= BL_SECOND)
        bl_timer_stop(r->timer);
    else
        bl_timer_set(r->timer, wait > 0 ? (uint64_t)(wait / 1000000) + 1 : 1);
}

static bool is_over(const runner *r)
{
    return r->end_at > 0 &&
           (bl_server_is_quiet(r->server) || bl_clock_now(&r->steady) >= r->end_at);
}

static bl_status work(runner *r, bool *more, bl_err *err)
{
    bool second = is_second(r);
    bl_status status = answer_clients(r, more, err);
    if (status == BL_OK && r->end_at == 0)
        status = do_jobs(r, err);
    if (status == BL_OK && r->end_at == 0 && r->reload)
        status = reload(r, err);
    return status == BL_OK && second ? do_each_second(r, err) : status;
}

static void on_turn(void *context)
{
    runner *r = context;
    bool more = false;
    bl_err err = {0};
    r->over_at = bl_clock_now(&r->steady) + TURN_MS * (BL_SECOND / 1000);
    bl_status status = work(r, &more, &err);
    bl_log_flush(&r->log);
    if (status != BL_OK && status != BL_BUSY) {
        end_with(r, status, &err);
        return;
    }
    if (is_over(r)) {
        bl_loop_end(r->loop);
        return;
    }
    if (status == BL_BUSY)
        bl_timer_set(r->timer, BUSY_MS);
    else if (more || (r->end_at == 0 && is_due(r)))
        bl_loop_again(r->loop);
    else if (r->end_at > 0)
        bl_timer_set(r->timer, BUSY_MS);
    else
        wait_for_due(r);
}

static void on_timer(void *context)
{
    (void)context; /* the turn behind it does the work */
}

static void on_signal(void *context, int number)
{
    runner *r = context;
    if (number == SIGHUP) {
        r->reload = true;
        return;
    }
    if (r->end_at > 0)
        return;
    r->end_at = bl_clock_now(&r->steady) + BL_RUNNER_LAST_MS * (BL_SECOND / 1000);
    bl_server_stop(r->server);
    bl_guard_notify("STOPPING=1");
    bl_log_tell(&r->log, BL_LEVEL_INFO, now_of(r), "stopping",
                number == SIGINT ? "SIGINT" : "SIGTERM");
}

/* Before a register is made for nothing. */
static bl_status look_for_notices(const bl_runner_setting *setting, bl_err *err)
{
    bl_files files;
    bl_status status = bl_files_find(setting->paths, setting->path_count, &files, err);
    if (status == BL_OK && files.count == 0)
        status = bl_fail(err, BL_NOT_FOUND, "there is no notice in %s", setting->paths[0]);
    bl_files_deinit(&files);
    return status;
}

static bl_status open_register(runner *r, bl_err *err)
{
    const char *path = r->setting->db;
    bl_status status = look_for_notices(r->setting, err);
    if (status == BL_OK)
        status = bl_ledger_open(path, BL_DB_CREATE, &r->ledger, err);
    if (status == BL_OK)
        status = bl_guard_hold(path, err);
    if (status == BL_OK) {
        bl_db_set_patience(bl_ledger_db(r->ledger), BL_RUNNER_PATIENCE_MS);
        bl_db_set_wal_pages(bl_ledger_db(r->ledger), BL_RUNNER_WAL_PAGES);
    }
    if (status == BL_OK)
        status = bl_agenda_open(r->ledger, on_job, r, &r->agenda, err);
    if (status != BL_OK)
        return status;
    r->playbill = (bl_playbill){.paths = r->setting->paths,
                                .path_count = r->setting->path_count,
                                .ledger = r->ledger,
                                .agenda = r->agenda,
                                .log = &r->log};
    return bl_playbill_read(&r->playbill, now_of(r), err);
}

static bl_status open_couriers(runner *r, bl_err *err)
{
    const bl_option_texts *named = &r->setting->events;
    bl_status status = BL_OK;
    while (status == BL_OK && r->courier_count < named->count) {
        status = bl_courier_open(named->list[r->courier_count], r->setting->db, &r->clock,
                                 &r->couriers[r->courier_count], err);
        r->courier_count += status == BL_OK;
    }
    return status;
}

static void close_couriers(runner *r)
{
    for (size_t i = 0; i < r->courier_count; i++)
        if (!bl_courier_close(r->couriers[i]))
            bl_log_tell(&r->log, BL_LEVEL_WARNING, now_of(r), "events_left",
                        r->setting->events.list[i]);
}

static bl_status open_loop(runner *r, bl_err *err)
{
    static const int heard[] = {SIGINT, SIGTERM, SIGHUP};
    bl_status status = bl_loop_open(&r->loop, err);
    if (status == BL_OK)
        status = bl_timer_open(r->loop, on_timer, r, &r->timer, err);
    for (size_t i = 0; status == BL_OK && i < sizeof heard / sizeof heard[0]; i++)
        status = bl_loop_on_signal(r->loop, heard[i], on_signal, r, err);
    return status;
}

static void tell_start(runner *r)
{
    int64_t loaded = 0;
    for (size_t i = 0; i < r->playbill.count; i++)
        loaded += r->playbill.list[i].notice != NULL;
    bl_log_begin(&r->log, BL_LEVEL_INFO, now_of(r), "ready");
    bl_log_text(&r->log, "db", r->setting->db);
    bl_log_int(&r->log, "notices", loaded);
    if (r->setting->server.path)
        bl_log_text(&r->log, "socket", r->setting->server.path);
    if (r->setting->server.port > 0)
        bl_log_int(&r->log, "port", r->setting->server.port);
    bl_log_end(&r->log);
    bl_log_flush(&r->log);
    bl_guard_notify("READY=1");
}

static void let_go(runner *r)
{
    int64_t answered = r->server ? bl_server_count(r->server) : 0;
    bl_server_close(r->server);
    close_couriers(r);
    bl_loop_close(r->loop);
    bl_playbill_deinit(&r->playbill);
    bl_agenda_close(r->agenda);
    bl_ledger_close(r->ledger);
    bl_log_begin(&r->log, r->status == BL_OK ? BL_LEVEL_INFO : BL_LEVEL_ERROR, now_of(r), "ended");
    bl_log_int(&r->log, "answered", answered);
    if (r->status != BL_OK)
        bl_log_text(&r->log, "words", r->err.text);
    bl_log_end(&r->log);
    bl_log_flush(&r->log);
    bl_log_deinit(&r->log);
}

bl_status bl_runner_run(const bl_runner_setting *setting, bl_err *err)
{
    runner r = {.setting = setting,
                .clock = setting->clock,
                .steady = bl_clock_make_moving(1, 1),
                .log = bl_log_make()};
    r.status = open_loop(&r, &r.err);
    if (r.status == BL_OK)
        r.status = open_register(&r, &r.err);
    if (r.status == BL_OK)
        r.status =
            bl_server_open(&setting->server, r.loop, &r.playbill, &r.clock, &r.server, &r.err);
    if (r.status == BL_OK)
        r.status = open_couriers(&r, &r.err);
    bl_log_flush(&r.log);
    if (r.status == BL_OK) {
        tell_start(&r);
        bl_loop_on_turn(r.loop, on_turn, &r);
        bl_loop_again(r.loop);
        bl_loop_serve(r.loop);
    }
    let_go(&r);
    return r.status == BL_OK ? BL_OK : bl_fail(err, r.status, "%s", r.err.text);
}

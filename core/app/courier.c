/* SPDX-License-Identifier: MIT */
#include "app/courier.h"

#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <time.h>

struct bl_courier {
    const char *named;
    const char *db;
    bl_clock clock;
    bl_log log; /* the thread's own */
    bl_events *events;
    bl_ledger *ledger;
    int64_t passed;
    int64_t tries; /* failed in a row */
    pthread_t thread;
    pthread_mutex_t mutex;
    pthread_cond_t changed; /* one of these: */
    bool is_ending;
    bool has_ended;
};

static void tell(bl_courier *c, bl_level level, const char *outcome, const bl_err *err)
{
    bl_moment now = {bl_clock_now(&c->clock)};
    bl_log_begin(&c->log, level, now, "events");
    bl_log_text(&c->log, "place", c->named);
    bl_log_text(&c->log, "outcome", outcome);
    if (err)
        bl_log_text(&c->log, "words", err->text);
    if (c->tries > 0)
        bl_log_int(&c->log, "tries", c->tries);
    bl_log_int(&c->log, "passed", c->passed);
    bl_log_end(&c->log);
    bl_log_flush(&c->log);
}

static void let_go(bl_courier *c)
{
    bl_events_close(c->events);
    bl_ledger_close(c->ledger);
    c->events = NULL;
    c->ledger = NULL;
}

/* Hands on a batch; what failed before is opened anew. */
static bl_status carry(bl_courier *c, bool *more, bl_err *err)
{
    bl_status status = BL_OK;
    if (!c->ledger)
        status = bl_ledger_open(c->db, BL_DB_READ, &c->ledger, err);
    if (status == BL_OK && !c->events)
        status = bl_events_open(c->named, &c->events, err);
    return status == BL_OK ? bl_events_pass(c->events, c->ledger, &c->passed, more, err) : status;
}

/* Hands on a batch and says in how many milliseconds to go on. */
static int64_t work(bl_courier *c)
{
    bool more = false;
    bl_err err = {0};
    if (carry(c, &more, &err) == BL_OK) {
        if (c->tries > 0)
            tell(c, BL_LEVEL_INFO, "resumed", NULL);
        c->tries = 0;
        return more ? 0 : BL_COURIER_LOOK_MS;
    }
    let_go(c);
    int64_t pause = c->tries < 6 ? INT64_C(1) << c->tries : BL_COURIER_PAUSE_MAX;
    c->tries++;
    tell(c, BL_LEVEL_ERROR, "failed", &err);
    return (pause < BL_COURIER_PAUSE_MAX ? pause : BL_COURIER_PAUSE_MAX) * 1000;
}

static struct timespec in_ms(int64_t ms)
{
    struct timespec at;
    BL_REQUIRE(clock_gettime(CLOCK_MONOTONIC, &at) == 0);
    int64_t ns = at.tv_nsec + ms % 1000 * 1000000;
    at.tv_sec += (time_t)(ms / 1000 + ns / BL_SECOND);
    at.tv_nsec = (long)(ns % BL_SECOND);
    return at;
}

/* Waits so long for the flag, under the mutex. */
static void wait_for(bl_courier *c, const bool *flag, int64_t ms)
{
    struct timespec until = in_ms(ms);
    while (!*flag && pthread_cond_timedwait(&c->changed, &c->mutex, &until) == 0)
        ;
}

/* What was committed before the end was asked for is handed on, if the place takes it. */
static void *run(void *context)
{
    bl_courier *c = context;
    bool is_last;
    int64_t pause;
    do {
        pthread_mutex_lock(&c->mutex);
        is_last = c->is_ending;
        pthread_mutex_unlock(&c->mutex);
        pause = work(c);
        pthread_mutex_lock(&c->mutex);
        wait_for(c, &c->is_ending, pause);
        pthread_mutex_unlock(&c->mutex);
    } while (!is_last || pause == 0);
    let_go(c);
    tell(c, BL_LEVEL_INFO, "ended", NULL);
    pthread_mutex_lock(&c->mutex);
    c->has_ended = true;
    pthread_cond_signal(&c->changed);
    pthread_mutex_unlock(&c->mutex);
    return NULL;
}

/* Signals are for whoever serves the loop. */
static int start(bl_courier *c)
{
    pthread_condattr_t steady;
    sigset_t all, before;
    pthread_mutex_init(&c->mutex, NULL);
    pthread_condattr_init(&steady);
    pthread_condattr_setclock(&steady, CLOCK_MONOTONIC);
    pthread_cond_init(&c->changed, &steady);
    pthread_condattr_destroy(&steady);
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    int code = pthread_create(&c->thread, NULL, run, c);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return code;
}

bl_status bl_courier_open(const char *named, const char *db, const bl_clock *clock,
                          bl_courier **out, bl_err *err)
{
    bl_events *events; /* to see that there is such a plugin; the thread opens its own */
    bl_status status = bl_events_open(named, &events, err);
    bl_events_close(events);
    if (status != BL_OK)
        return status;
    bl_courier *c = calloc(1, sizeof *c);
    if (!c)
        return bl_fail(err, BL_NO_MEMORY, "no memory for events");
    *c = (bl_courier){.named = named, .db = db, .clock = *clock, .log = bl_log_make()};
    if (start(c) != 0) {
        free(c);
        return bl_fail(err, BL_NO_MEMORY, "can't start a thread for events");
    }
    *out = c;
    return BL_OK;
}

bool bl_courier_close(bl_courier *courier)
{
    if (!courier)
        return true;
    pthread_mutex_lock(&courier->mutex);
    courier->is_ending = true;
    pthread_cond_signal(&courier->changed);
    wait_for(courier, &courier->has_ended, BL_COURIER_LAST_MS);
    bool has_ended = courier->has_ended;
    pthread_mutex_unlock(&courier->mutex);
    if (!has_ended)
        return false;
    pthread_join(courier->thread, NULL);
    pthread_cond_destroy(&courier->changed);
    pthread_mutex_destroy(&courier->mutex);
    bl_log_deinit(&courier->log);
    free(courier);
    return true;
}

/* SPDX-License-Identifier: MIT
 *
 * A handle's memory belongs to libuv until its close callback, and is freed there and nowhere else.
 */
#include "host/loop.h"

#include <signal.h>
#include <stdlib.h>
#include <uv.h>

#define TURN_MS 1000

struct bl_loop {
    uv_loop_t uv;
    uv_check_t check;
    uv_timer_t beat; /* makes a turn when nothing else does */
    uv_idle_t idle;  /* keeps the loop from sleeping while there is work */
    bl_loop_call *on_turn;
    void *context;
};

struct bl_watch {
    uv_poll_t poll;
    int events; /* that are wanted: to say so again would cost a call of the system */
    bl_watch_call *call;
    void *context;
};

struct bl_timer {
    uv_timer_t timer;
    bl_loop_call *call;
    void *context;
};

typedef struct listener {
    uv_signal_t signal;
    bl_signal_call *call;
    void *context;
} listener;

typedef struct aside {
    uv_work_t request;
    bl_loop_call *work;
    bl_loop_call *done;
    void *context;
} aside;

static bl_status failed(int code, const char *what, bl_err *err)
{
    return bl_fail(err, code == UV_ENOMEM ? BL_NO_MEMORY : BL_IO, "can't %s: %s", what,
                   uv_strerror(code));
}

static void on_check(uv_check_t *check)
{
    bl_loop *loop = check->data;
    uv_idle_stop(&loop->idle);
    if (loop->on_turn)
        loop->on_turn(loop->context);
}

static void on_beat(uv_timer_t *timer)
{
    (void)timer; /* the turn itself is what is wanted */
}

bl_status bl_loop_open(bl_loop **out, bl_err *err)
{
    bl_loop *loop = calloc(1, sizeof *loop);
    if (!loop)
        return bl_fail(err, BL_NO_MEMORY, "no memory for a loop");
    int code = uv_loop_init(&loop->uv);
    if (code != 0) {
        free(loop);
        return failed(code, "make a loop", err);
    }
    BL_REQUIRE(uv_check_init(&loop->uv, &loop->check) == 0);
    BL_REQUIRE(uv_timer_init(&loop->uv, &loop->beat) == 0);
    BL_REQUIRE(uv_idle_init(&loop->uv, &loop->idle) == 0);
    loop->uv.data = loop->check.data = loop;
    *out = loop;
    return BL_OK;
}

/* All but the loop's own stand first in memory of their own. */
static void free_handle(uv_handle_t *handle)
{
    free(handle);
}

static void close_handle(uv_handle_t *handle, void *context)
{
    bl_loop *loop = context;
    bool own = handle == (uv_handle_t *)&loop->check || handle == (uv_handle_t *)&loop->beat ||
               handle == (uv_handle_t *)&loop->idle;
    if (!uv_is_closing(handle))
        uv_close(handle, own ? NULL : free_handle);
}

void bl_loop_close(bl_loop *loop)
{
    if (!loop)
        return;
    uv_walk(&loop->uv, close_handle, loop);
    uv_run(&loop->uv, UV_RUN_DEFAULT);
    BL_REQUIRE(uv_loop_close(&loop->uv) == 0);
    free(loop);
}

void bl_loop_serve(bl_loop *loop)
{
    uv_run(&loop->uv, UV_RUN_DEFAULT);
}

void bl_loop_end(bl_loop *loop)
{
    uv_stop(&loop->uv);
}

void bl_loop_turn(bl_loop *loop, bool waits)
{
    uv_run(&loop->uv, waits ? UV_RUN_ONCE : UV_RUN_NOWAIT);
}

static void work_aside(uv_work_t *request)
{
    aside *a = (aside *)request;
    a->work(a->context);
}

static void after_aside(uv_work_t *request, int status)
{
    aside *a = (aside *)request;
    (void)status; /* nobody cancels it */
    a->done(a->context);
    free(a);
}

bl_status bl_loop_aside(bl_loop *loop, bl_loop_call *work, bl_loop_call *done, void *context,
                        bl_err *err)
{
    aside *a = calloc(1, sizeof *a);
    if (!a)
        return bl_fail(err, BL_NO_MEMORY, "no memory to start work");
    *a = (aside){.work = work, .done = done, .context = context};
    int code = uv_queue_work(&loop->uv, &a->request, work_aside, after_aside);
    if (code == 0)
        return BL_OK;
    free(a);
    return failed(code, "start work", err);
}

void bl_loop_on_turn(bl_loop *loop, bl_loop_call *call, void *context)
{
    loop->on_turn = call;
    loop->context = context;
    uv_check_start(&loop->check, on_check);
    uv_timer_start(&loop->beat, on_beat, TURN_MS, TURN_MS);
}

/* While an idle handle stands the turn does not wait. */
static void go_on(uv_idle_t *idle)
{
    (void)idle;
}

void bl_loop_again(bl_loop *loop)
{
    uv_idle_start(&loop->idle, go_on);
}

static void on_signal(uv_signal_t *handle, int number)
{
    listener *l = (listener *)handle;
    l->call(l->context, number);
}

bl_status bl_loop_on_signal(bl_loop *loop, int number, bl_signal_call *call, void *context,
                            bl_err *err)
{
    listener *l = calloc(1, sizeof *l);
    if (!l)
        return bl_fail(err, BL_NO_MEMORY, "no memory for a signal");
    int code = uv_signal_init(&loop->uv, &l->signal);
    if (code != 0) {
        free(l);
        return failed(code, "wait for a signal", err);
    }
    l->call = call;
    l->context = context;
    code = uv_signal_start(&l->signal, on_signal, number);
    return code == 0 ? BL_OK : failed(code, "wait for a signal", err);
}

/* An end or an error is there to be read. */
static void on_poll(uv_poll_t *handle, int status, int events)
{
    bl_watch *watch = (bl_watch *)handle;
    bool ended = status < 0 || (events & UV_DISCONNECT);
    watch->call(watch->context, ended || (events & UV_READABLE), events & UV_WRITABLE);
}

bl_status bl_watch_open(bl_loop *loop, int file, bl_watch_call *call, void *context, bl_watch **out,
                        bl_err *err)
{
    bl_watch *watch = calloc(1, sizeof *watch);
    if (!watch)
        return bl_fail(err, BL_NO_MEMORY, "no memory to wait for a file");
    int code = uv_poll_init(&loop->uv, &watch->poll, file);
    if (code != 0) {
        free(watch);
        return failed(code, "wait for a file", err);
    }
    watch->call = call;
    watch->context = context;
    *out = watch;
    return BL_OK;
}

void bl_watch_want(bl_watch *watch, bool readable, bool writable)
{
    int events = (readable ? UV_READABLE : 0) | (writable ? UV_WRITABLE : 0);
    if (events == watch->events)
        return;
    watch->events = events;
    BL_REQUIRE(
        (events ? uv_poll_start(&watch->poll, events, on_poll) : uv_poll_stop(&watch->poll)) == 0);
}

void bl_watch_close(bl_watch *watch)
{
    if (watch)
        uv_close((uv_handle_t *)&watch->poll, free_handle);
}

static void on_timer(uv_timer_t *handle)
{
    bl_timer *timer = (bl_timer *)handle;
    bl_loop *loop = handle->loop->data;
    if (loop->on_turn) /* timers come before the wait of a turn, which then has none */
        bl_loop_again(loop);
    timer->call(timer->context);
}

bl_status bl_timer_open(bl_loop *loop, bl_loop_call *call, void *context, bl_timer **out,
                        bl_err *err)
{
    bl_timer *timer = calloc(1, sizeof *timer);
    if (!timer)
        return bl_fail(err, BL_NO_MEMORY, "no memory for a timer");
    BL_REQUIRE(uv_timer_init(&loop->uv, &timer->timer) == 0);
    timer->call = call;
    timer->context = context;
    *out = timer;
    return BL_OK;
}

void bl_timer_set(bl_timer *timer, uint64_t ms)
{
    uv_update_time(timer->timer.loop); /* what came before may have taken long */
    BL_REQUIRE(uv_timer_start(&timer->timer, on_timer, ms > 0 ? ms : 1, 0) == 0);
}

void bl_timer_stop(bl_timer *timer)
{
    uv_timer_stop(&timer->timer);
}

/* Work that is being done. */
typedef struct running {
    const bl_loop_work *work;
    bl_loop *loop;
    bl_timer *tick;
    bool over;
    bl_status status;
    bl_err *err;
} running;

static void end(running *r, bl_status status)
{
    r->over = true;
    r->status = status;
    uv_idle_stop(&r->loop->idle);
    bl_loop_end(r->loop);
}

static void on_idle(uv_idle_t *idle)
{
    running *r = idle->data;
    bool done = false;
    bl_status status = r->work->step(r->work->context, &done, r->err);
    if (done || status != BL_OK)
        end(r, status);
}

static void on_tick(void *context)
{
    running *r = context;
    r->work->tick(r->work->context);
    bl_timer_set(r->tick, r->work->tick_ms);
}

static void on_stop(void *context, int number)
{
    running *r = context;
    if (!r->over)
        end(r,
            bl_fail(r->err, BL_STOPPED, "stopped by %s", number == SIGINT ? "SIGINT" : "SIGTERM"));
}

bl_status bl_loop_run(const bl_loop_work *work, bl_err *err)
{
    BL_REQUIRE(work->step);
    running r = {.work = work, .err = err};
    bl_status status = bl_loop_open(&r.loop, err);
    if (status == BL_OK)
        status = bl_timer_open(r.loop, on_tick, &r, &r.tick, err);
    if (status == BL_OK)
        status = bl_loop_on_signal(r.loop, SIGINT, on_stop, &r, err);
    if (status == BL_OK)
        status = bl_loop_on_signal(r.loop, SIGTERM, on_stop, &r, err);
    if (status == BL_OK) {
        r.loop->idle.data = &r;
        uv_idle_start(&r.loop->idle, on_idle);
        if (work->tick)
            bl_timer_set(r.tick, work->tick_ms);
        bl_loop_serve(r.loop);
        status = r.status;
    }
    bl_loop_close(r.loop);
    return status;
}

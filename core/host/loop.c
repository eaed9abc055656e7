/* SPDX-License-Identifier: MIT */
#include "host/loop.h"

#include <signal.h>
#include <uv.h>

static const int heard[] = {SIGINT, SIGTERM};

#define HEARD_COUNT (sizeof heard / sizeof heard[0])

typedef struct running {
    const bl_loop_work *work;
    uv_loop_t loop;
    uv_idle_t idle; /* keeps the loop from sleeping while there is work */
    uv_timer_t timer;
    uv_signal_t signals[HEARD_COUNT];
    bool over;
    bl_status status;
    bl_err *err;
} running;

static void end(running *r, bl_status status)
{
    r->over = true;
    r->status = status;
    uv_idle_stop(&r->idle);
    uv_stop(&r->loop);
}

static void on_idle(uv_idle_t *idle)
{
    running *r = idle->data;
    bool done = false;
    bl_status status = r->work->step(r->work->context, &done, r->err);
    if (done || status != BL_OK)
        end(r, status);
}

static void on_timer(uv_timer_t *timer)
{
    running *r = timer->data;
    r->work->tick(r->work->context);
}

static void on_signal(uv_signal_t *handle, int number)
{
    running *r = handle->data;
    if (!r->over)
        end(r,
            bl_fail(r->err, BL_STOPPED, "stopped by %s", number == SIGINT ? "SIGINT" : "SIGTERM"));
}

/* A handle is closed once it is set up, whether or not it ever started. */
static void close_handle(uv_handle_t *handle, void *context)
{
    (void)context;
    uv_close(handle, NULL);
}

static int start(running *r)
{
    BL_REQUIRE(uv_idle_init(&r->loop, &r->idle) == 0);
    BL_REQUIRE(uv_timer_init(&r->loop, &r->timer) == 0);
    r->idle.data = r->timer.data = r;
    int code = 0;
    for (size_t i = 0; code == 0 && i < HEARD_COUNT; i++) {
        code = uv_signal_init(&r->loop, &r->signals[i]);
        r->signals[i].data = r;
        if (code == 0)
            code = uv_signal_start(&r->signals[i], on_signal, heard[i]);
    }
    if (code == 0 && r->work->tick)
        code = uv_timer_start(&r->timer, on_timer, r->work->tick_ms, r->work->tick_ms);
    return code == 0 ? uv_idle_start(&r->idle, on_idle) : code;
}

bl_status bl_loop_run(const bl_loop_work *work, bl_err *err)
{
    BL_REQUIRE(work->step);

    running r = {.work = work, .err = err};
    int code = uv_loop_init(&r.loop);
    if (code != 0)
        return bl_fail(err, BL_IO, "can't make a loop: %s", uv_strerror(code));
    code = start(&r);
    if (code == 0)
        uv_run(&r.loop, UV_RUN_DEFAULT);
    else
        r.status = bl_fail(err, BL_IO, "can't start the loop: %s", uv_strerror(code));
    uv_walk(&r.loop, close_handle, NULL);
    uv_run(&r.loop, UV_RUN_DEFAULT);
    BL_REQUIRE(uv_loop_close(&r.loop) == 0);
    return r.status;
}

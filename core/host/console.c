/* SPDX-License-Identifier: MIT */
#include "host/console.h"

#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <uv.h>

struct bl_console {
    uv_loop_t loop;
    uv_poll_t input;
    uv_signal_t interrupt;
    uv_signal_t end;
    uv_timer_t timer;
    uv_work_t work;
    bool polls; /* the file can be waited for; a plain file is always ready */
    bool waits; /* for input */
    bool works;
    bool readable;
    bool interrupted;
    bool ended;
    bl_console_signal *signalled;
    void *context;
    void (*work_of)(void *context);
    void *work_context;
    void (*tick)(void *context);
    void *tick_context;
};

static void on_input(uv_poll_t *poll, int status, int events)
{
    bl_console *console = poll->data;
    (void)status; /* a file that failed says so to whoever reads it */
    (void)events;
    console->readable = true;
}

static void on_signal(uv_signal_t *handle, int number)
{
    bl_console *console = handle->data;
    console->ended |= number == SIGTERM;
    console->interrupted |= number == SIGINT && console->waits;
    console->signalled(console->context);
}

static void on_timer(uv_timer_t *timer)
{
    bl_console *console = timer->data;
    console->tick(console->tick_context);
}

static int listen_to(bl_console *console, uv_signal_t *handle, int number)
{
    int code = uv_signal_init(&console->loop, handle);
    handle->data = console;
    return code == 0 ? uv_signal_start(handle, on_signal, number) : code;
}

static int start(bl_console *console, int file)
{
    /* libuv makes the file give up rather than wait, and a terminal's input is its output as well.
     */
    int flags = fcntl(file, F_GETFL);
    console->polls = uv_poll_init(&console->loop, &console->input, file) == 0;
    if (flags >= 0)
        fcntl(file, F_SETFL, flags);
    console->input.data = console;
    int code = uv_timer_init(&console->loop, &console->timer);
    console->timer.data = console;
    if (code == 0)
        code = listen_to(console, &console->interrupt, SIGINT);
    return code == 0 ? listen_to(console, &console->end, SIGTERM) : code;
}

bl_status bl_console_open(int file, bl_console_signal *signalled, void *context, bl_console **out,
                          bl_err *err)
{
    bl_console *console = calloc(1, sizeof *console);
    if (!console)
        return bl_fail(err, BL_NO_MEMORY, "no memory for a loop");
    int code = uv_loop_init(&console->loop);
    if (code != 0) {
        free(console);
        return bl_fail(err, BL_IO, "can't make a loop: %s", uv_strerror(code));
    }
    console->signalled = signalled;
    console->context = context;
    code = start(console, file);
    if (code != 0) {
        bl_console_close(console);
        return bl_fail(err, BL_IO, "can't start the loop: %s", uv_strerror(code));
    }
    *out = console;
    return BL_OK;
}

static void close_handle(uv_handle_t *handle, void *context)
{
    (void)context;
    if (!uv_is_closing(handle))
        uv_close(handle, NULL);
}

void bl_console_close(bl_console *console)
{
    if (!console)
        return;
    uv_walk(&console->loop, close_handle, NULL);
    uv_run(&console->loop, UV_RUN_DEFAULT);
    BL_REQUIRE(uv_loop_close(&console->loop) == 0);
    free(console);
}

bl_heard bl_console_wait(bl_console *console)
{
    console->readable = !console->polls;
    console->interrupted = false;
    console->waits = true;
    if (console->polls)
        uv_poll_start(&console->input, UV_READABLE | UV_DISCONNECT, on_input);
    uv_run(&console->loop, UV_RUN_NOWAIT);
    while (!console->readable && !console->interrupted && !console->ended)
        uv_run(&console->loop, UV_RUN_ONCE);
    if (console->polls)
        uv_poll_stop(&console->input);
    console->waits = false;
    return console->ended         ? BL_HEARD_END
           : console->interrupted ? BL_HEARD_INTERRUPT
                                  : BL_HEARD_INPUT;
}

static void run_work(uv_work_t *work)
{
    bl_console *console = work->data;
    console->work_of(console->work_context);
}

static void after_work(uv_work_t *work, int status)
{
    bl_console *console = work->data;
    (void)status; /* nobody cancels it */
    console->works = false;
}

bl_status bl_console_work(bl_console *console, void (*work)(void *context), void *context,
                          bl_err *err)
{
    BL_REQUIRE(!console->works);
    console->work.data = console;
    console->work_of = work;
    console->work_context = context;
    int code = uv_queue_work(&console->loop, &console->work, run_work, after_work);
    if (code != 0)
        return bl_fail(err, BL_IO, "can't start work: %s", uv_strerror(code));
    console->works = true;
    while (console->works)
        uv_run(&console->loop, UV_RUN_ONCE);
    return BL_OK;
}

void bl_console_every(bl_console *console, uint64_t ms, void (*tick)(void *context), void *context)
{
    console->tick = tick;
    console->tick_context = context;
    BL_REQUIRE(uv_timer_start(&console->timer, on_timer, ms, ms) == 0);
}

/* SPDX-License-Identifier: MIT */
#include "host/console.h"

#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>

struct bl_console {
    bl_loop *loop;
    bl_watch *input; /* NULL: a plain file, which is always ready */
    bl_timer *timer;
    bool waits; /* for input */
    bool works;
    bool readable;
    bool interrupted;
    bool ended;
    bl_loop_call *signalled;
    void *context;
    bl_loop_call *work;
    void *work_context;
    uint64_t tick_ms;
    bl_loop_call *tick;
    void *tick_context;
};

/* A file that failed says so to whoever reads it. */
static void on_input(void *context, bool readable, bool writable)
{
    bl_console *console = context;
    (void)writable;
    console->readable |= readable;
}

static void on_signal(void *context, int number)
{
    bl_console *console = context;
    console->ended |= number == SIGTERM;
    console->interrupted |= number == SIGINT && console->waits;
    console->signalled(console->context);
}

static void on_timer(void *context)
{
    bl_console *console = context;
    bl_timer_set(console->timer, console->tick_ms);
    console->tick(console->tick_context);
}

/* libuv makes the file give up rather than wait, and a terminal's input is its output as well. */
static void watch_input(bl_console *console, int file)
{
    bl_err none = {0};
    int flags = fcntl(file, F_GETFL);
    if (bl_watch_open(console->loop, file, on_input, console, &console->input, &none) != BL_OK)
        console->input = NULL;
    if (flags >= 0)
        fcntl(file, F_SETFL, flags);
}

bl_status bl_console_open(int file, bl_loop_call *signalled, void *context, bl_console **out,
                          bl_err *err)
{
    bl_console *console = calloc(1, sizeof *console);
    if (!console)
        return bl_fail(err, BL_NO_MEMORY, "no memory for a console");
    console->signalled = signalled;
    console->context = context;
    bl_status status = bl_loop_open(&console->loop, err);
    if (status == BL_OK) {
        watch_input(console, file);
        status = bl_timer_open(console->loop, on_timer, console, &console->timer, err);
    }
    if (status == BL_OK)
        status = bl_loop_on_signal(console->loop, SIGINT, on_signal, console, err);
    if (status == BL_OK)
        status = bl_loop_on_signal(console->loop, SIGTERM, on_signal, console, err);
    if (status == BL_OK)
        *out = console;
    else
        bl_console_close(console);
    return status;
}

void bl_console_close(bl_console *console)
{
    if (!console)
        return;
    bl_loop_close(console->loop);
    free(console);
}

bl_heard bl_console_wait(bl_console *console)
{
    console->readable = !console->input;
    console->interrupted = false;
    console->waits = true;
    if (console->input)
        bl_watch_want(console->input, true, false);
    bl_loop_turn(console->loop, false);
    while (!console->readable && !console->interrupted && !console->ended)
        bl_loop_turn(console->loop, true);
    if (console->input)
        bl_watch_want(console->input, false, false);
    console->waits = false;
    return console->ended         ? BL_HEARD_END
           : console->interrupted ? BL_HEARD_INTERRUPT
                                  : BL_HEARD_INPUT;
}

static void run_work(void *context)
{
    bl_console *console = context;
    console->work(console->work_context);
}

static void after_work(void *context)
{
    bl_console *console = context;
    console->works = false;
}

bl_status bl_console_work(bl_console *console, bl_loop_call *work, void *context, bl_err *err)
{
    BL_REQUIRE(!console->works);
    console->work = work;
    console->work_context = context;
    bl_status status = bl_loop_aside(console->loop, run_work, after_work, console, err);
    console->works = status == BL_OK;
    while (console->works)
        bl_loop_turn(console->loop, true);
    return status;
}

void bl_console_every(bl_console *console, uint64_t ms, bl_loop_call *tick, void *context)
{
    console->tick_ms = ms;
    console->tick = tick;
    console->tick_context = context;
    bl_timer_set(console->timer, ms);
}

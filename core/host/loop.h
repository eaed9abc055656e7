/* SPDX-License-Identifier: MIT
 * loop.h - one libuv loop: what is heard from files, timers and signals.
 *
 * Whoever waits for something says what to call; everything is called on the thread that runs the
 * loop, one after the other. After the calls of a turn come those of `on_turn`, so that what
 * arrived together can be dealt with together. Whatever was made is closed with the loop at the
 * latest.
 *
 * Signals have their former meaning again once the loop is closed.
 *
 * Layer: host. Uses: base/err.
 */
#pragma once

#include <stdint.h>

#include "base/err.h"

typedef struct bl_loop bl_loop;
typedef struct bl_watch bl_watch;
typedef struct bl_timer bl_timer;

typedef void bl_loop_call(void *context);
typedef void bl_watch_call(void *context, bool readable, bool writable);
typedef void bl_signal_call(void *context, int number);

BL_MUST_USE bl_status bl_loop_open(bl_loop **out, bl_err *err);
/* NULL is fine. Not from within a call. */
void bl_loop_close(bl_loop *loop);
/* Runs until bl_loop_end. */
void bl_loop_serve(bl_loop *loop);
void bl_loop_end(bl_loop *loop);
/* Makes one turn; if `waits`, with nothing heard yet, not before something is. */
void bl_loop_turn(bl_loop *loop, bool waits);

BL_MUST_USE bl_status bl_loop_on_signal(bl_loop *loop, int number, bl_signal_call *call,
                                        void *context, bl_err *err);
/* Makes another turn as soon as this one is over. */
void bl_loop_again(bl_loop *loop);
/* After each turn in which anything was heard, and at least once a second. */
void bl_loop_on_turn(bl_loop *loop, bl_loop_call *call, void *context);

/* Does work in another thread while the loop goes on; then `done` is called. */
BL_MUST_USE bl_status bl_loop_aside(bl_loop *loop, bl_loop_call *work, bl_loop_call *done,
                                    void *context, bl_err *err);

/* A file descriptor that can be waited for: a socket, pipe or terminal. Nothing is wanted of it at
 * first. It is the caller's to close, after the watch. */
BL_MUST_USE bl_status bl_watch_open(bl_loop *loop, int file, bl_watch_call *call, void *context,
                                    bl_watch **out, bl_err *err);
void bl_watch_want(bl_watch *watch, bool readable, bool writable);
/* Nothing is called any more. NULL is fine. */
void bl_watch_close(bl_watch *watch);

/* Calls once, after so many milliseconds (at least 1), whenever it is set; setting it again
 * replaces that. */
BL_MUST_USE bl_status bl_timer_open(bl_loop *loop, bl_loop_call *call, void *context,
                                    bl_timer **out, bl_err *err);
void bl_timer_set(bl_timer *timer, uint64_t ms);
void bl_timer_stop(bl_timer *timer);

/* Long work done in steps. */
typedef struct bl_loop_work {
    /* Does the next piece; sets `*done` when it was the last. */
    bl_status (*step)(void *context, bool *done, bl_err *err);
    /* Told every `tick_ms` how time goes by; may be NULL. */
    void (*tick)(void *context);
    uint64_t tick_ms;
    void *context;
} bl_loop_work;

/* Does it on a loop of its own, until it is done or SIGINT or SIGTERM is heard: a step that has
 * begun is finished. BL_OK when the work is done, BL_STOPPED when a signal ended it, else the
 * failure of a step. */
BL_MUST_USE bl_status bl_loop_run(const bl_loop_work *work, bl_err *err);

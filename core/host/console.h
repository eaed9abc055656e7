/* SPDX-License-Identifier: MIT
 * console.h - a loop for somebody who types: it waits for input, and for work that was begun.
 *
 * Work runs in a thread of its own while the loop goes on: timers fire, and SIGINT and SIGTERM are
 * told at once. One thing is waited for at a time; whoever waits gets control back when it is
 * there.
 *
 * Layer: host. Uses: host/loop.
 */
#pragma once

#include <stdint.h>

#include "host/loop.h"

typedef struct bl_console bl_console;

typedef enum bl_heard {
    BL_HEARD_INPUT,     /* the file can be read without waiting; also at its end */
    BL_HEARD_INTERRUPT, /* SIGINT  */
    BL_HEARD_END        /* SIGTERM */
} bl_heard;

/* For input from the file `file`, which stays the caller's. `signalled` is told of each SIGINT and
 * SIGTERM, in the loop's thread. */
BL_MUST_USE bl_status bl_console_open(int file, bl_loop_call *signalled, void *context,
                                      bl_console **out, bl_err *err);
/* NULL is fine. */
void bl_console_close(bl_console *console);

/* Waits for one of the things. A signal that came while nobody waited for input is not told here:
 * it belonged to the work. */
bl_heard bl_console_wait(bl_console *console);
/* Runs the work in another thread, and comes back when it is done. */
BL_MUST_USE bl_status bl_console_work(bl_console *console, bl_loop_call *work, void *context,
                                      bl_err *err);
/* From now on the loop calls this every `ms` milliseconds, while it waits for either. Once. */
void bl_console_every(bl_console *console, uint64_t ms, bl_loop_call *tick, void *context);

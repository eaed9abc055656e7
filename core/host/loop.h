/* SPDX-License-Identifier: MIT
 * loop.h - long work done in steps, until it is done or somebody asks it to stop.
 *
 * A step that has begun is finished: SIGINT and SIGTERM are heard between steps. Both have their
 * former meaning again once the loop is over.
 *
 * Layer: host. Uses: base/err.
 */
#pragma once

#include <stdint.h>

#include "base/err.h"

typedef struct bl_loop_work {
    /* Does the next piece; sets `*done` when it was the last. */
    bl_status (*step)(void *context, bool *done, bl_err *err);
    /* Told every `tick_ms` how time goes by; may be NULL. */
    void (*tick)(void *context);
    uint64_t tick_ms;
    void *context;
} bl_loop_work;

/* BL_OK when the work is done, BL_STOPPED when a signal ended it, else the failure of a step. */
BL_MUST_USE bl_status bl_loop_run(const bl_loop_work *work, bl_err *err);

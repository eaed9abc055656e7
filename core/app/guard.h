/* SPDX-License-Identifier: MIT
 * guard.h - what a runner has to do with who started it: one runner a register, and word to
 * systemd.
 *
 * Layer: app. Uses: base/err.
 */
#pragma once

#include "base/err.h"

/* Holds a register against other runners, until the process ends, however it does: the file is the
 * process's for that long. BL_BUSY when another one has it. */
BL_MUST_USE bl_status bl_guard_hold(const char *path, bl_err *err);
/* Tells systemd ("READY=1"), where it asked to be told. */
void bl_guard_notify(const char *state);
/* Whether it wants to hear that we live, which once a second is often enough. */
bool bl_guard_is_watched(void);

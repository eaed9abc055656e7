/* SPDX-License-Identifier: MIT
 * courier.h - hands events on beside a runner: what was committed goes to a place as it happens.
 *
 * A courier has a thread and a reading connection of its own, so whatever becomes of the place,
 * claims and jobs go on. A place that fails is told in the log and tried again, opened anew, after
 * a pause that doubles up to BL_COURIER_PAUSE_MAX; it gets everything from where it left off.
 *
 * Layer: app. Uses: app/events, app/log, base/clock.
 */
#pragma once

#include "app/events.h"
#include "app/log.h"
#include "base/clock.h"

#define BL_COURIER_LOOK_MS   200 /* between two looks at the register */
#define BL_COURIER_PAUSE_MAX 60  /* seconds */
#define BL_COURIER_LAST_MS   1000

typedef struct bl_courier bl_courier;

/* Starts. The words are lent until the process ends, the clock is copied; the thread hears no
 * signals. BL_INVALID, BL_NOT_FOUND and what else opening the plugin may say: what may become of
 * its place is no failure here. */
BL_MUST_USE bl_status bl_courier_open(const char *named, const char *db, const bl_clock *clock,
                                      bl_courier **out, bl_err *err);
/* Hands on what is left, and ends. False when the place did not come back in BL_COURIER_LAST_MS: it
 * is left to itself. NULL is fine. */
bool bl_courier_close(bl_courier *courier);

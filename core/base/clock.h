/* SPDX-License-Identifier: MIT
 * clock.h - the one place that knows what time it is.
 *
 * A clock is real (the machine's), moving (starts where it was set and goes so many times as fast,
 * whatever becomes of the machine's) or scripted (stands where it was set and moves only forward,
 * when told). Moments are nanoseconds since 1970-01-01T00:00:00Z.
 *
 * Layer: base. Uses: base/err.
 */
#pragma once

#include <stdint.h>

#include "base/err.h"

typedef struct bl_clock {
    bool scripted;
    int64_t moment; /* where a scripted clock stands, or a moving one began */
    int64_t speed;  /* of a moving one; else 0 */
    int64_t began;  /* when that was, by the time since the machine started */
} bl_clock;

bl_clock bl_clock_make_real(void);
bl_clock bl_clock_make_scripted(int64_t moment);
/* `speed` is above 0. */
bl_clock bl_clock_make_moving(int64_t moment, int64_t speed);
int64_t bl_clock_now(const bl_clock *clock);
/* Moves a scripted clock; the moment may not lie before where it stands. */
void bl_clock_advance(bl_clock *clock, int64_t moment);

/* SPDX-License-Identifier: MIT */
#include "base/clock.h"

#include <time.h>

bl_clock bl_clock_make_real(void)
{
    return (bl_clock){.scripted = false, .moment = 0};
}

bl_clock bl_clock_make_scripted(int64_t moment)
{
    return (bl_clock){.scripted = true, .moment = moment};
}

static int64_t read_clock(clockid_t which)
{
    struct timespec now;
    BL_REQUIRE(clock_gettime(which, &now) == 0);
    return (int64_t)now.tv_sec * INT64_C(1000000000) + now.tv_nsec;
}

bl_clock bl_clock_make_moving(int64_t moment, int64_t speed)
{
    BL_REQUIRE(speed > 0);
    return (bl_clock){.moment = moment, .speed = speed, .began = read_clock(CLOCK_MONOTONIC)};
}

int64_t bl_clock_now(const bl_clock *clock)
{
    if (clock->scripted)
        return clock->moment;
    if (clock->speed > 0)
        return clock->moment + (read_clock(CLOCK_MONOTONIC) - clock->began) * clock->speed;
    return read_clock(CLOCK_REALTIME);
}

void bl_clock_advance(bl_clock *clock, int64_t moment)
{
    BL_REQUIRE(clock->scripted);
    BL_REQUIRE(moment >= clock->moment);

    clock->moment = moment;
}

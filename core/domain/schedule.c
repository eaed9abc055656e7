/* SPDX-License-Identifier: MIT */
#include "domain/schedule.h"

#include <stdlib.h>

#include "base/list.h"

static bool before(const bl_job *a, const bl_job *b)
{
    if (a->due.ns != b->due.ns)
        return a->due.ns < b->due.ns;
    return a->order < b->order;
}

static void swap(bl_job *a, bl_job *b)
{
    bl_job kept = *a;
    *a = *b;
    *b = kept;
}

void bl_schedule_deinit(bl_schedule *schedule)
{
    free(schedule->jobs);
    *schedule = (bl_schedule){0};
}

bl_status bl_schedule_add(bl_schedule *schedule, bl_moment due, int64_t what, int64_t detail,
                          bl_err *err)
{
    bl_job *jobs =
        bl_list_with_room(schedule->jobs, schedule->count, &schedule->room, sizeof *jobs);
    if (!jobs)
        return bl_fail(err, BL_NO_MEMORY, "no memory for another job");
    schedule->jobs = jobs;
    size_t at = schedule->count++;
    schedule->jobs[at] = (bl_job){due, schedule->added++, what, detail};
    while (at > 0 && before(&schedule->jobs[at], &schedule->jobs[(at - 1) / 2])) {
        swap(&schedule->jobs[at], &schedule->jobs[(at - 1) / 2]);
        at = (at - 1) / 2;
    }
    return BL_OK;
}

const bl_job *bl_schedule_next(const bl_schedule *schedule)
{
    return schedule->count > 0 ? &schedule->jobs[0] : NULL;
}

bl_job bl_schedule_take(bl_schedule *schedule)
{
    BL_REQUIRE(schedule->count > 0);
    bl_job *jobs = schedule->jobs;
    bl_job taken = jobs[0];
    jobs[0] = jobs[--schedule->count];
    for (size_t at = 0;;) {
        size_t least = at, left = 2 * at + 1;
        if (left < schedule->count && before(&jobs[left], &jobs[least]))
            least = left;
        if (left + 1 < schedule->count && before(&jobs[left + 1], &jobs[least]))
            least = left + 1;
        if (least == at)
            return taken;
        swap(&jobs[at], &jobs[least]);
        at = least;
    }
}

/* SPDX-License-Identifier: MIT
 * schedule.h - what is due next.
 *
 * Jobs are taken in order of their moment; of jobs due at one moment, the one added first. A job
 * is a number that means something to whoever added it.
 *
 * Layer: domain. Uses: value/date.
 */
#pragma once

#include "value/date.h"

typedef struct bl_job {
    bl_moment due;
    int64_t order;  /* of adding; set by the schedule */
    int64_t what;   /* the adder's own        */
    int64_t detail; /* the adder's own        */
} bl_job;

typedef struct bl_schedule {
    bl_job *jobs; /* a heap, the next job first */
    size_t count;
    size_t room;
    int64_t added;
} bl_schedule;

/* Releases the jobs; the schedule is empty and may be used again. */
void bl_schedule_deinit(bl_schedule *schedule);
/* A job may be due at any moment, also one that has passed. BL_NO_MEMORY. */
BL_MUST_USE bl_status bl_schedule_add(bl_schedule *schedule, bl_moment due, int64_t what,
                                      int64_t detail, bl_err *err);
/* The next job, left in place; NULL when nothing is left. Dies with the next add or take. */
const bl_job *bl_schedule_next(const bl_schedule *schedule);
/* Removes the next job, of which there must be one. */
bl_job bl_schedule_take(bl_schedule *schedule);

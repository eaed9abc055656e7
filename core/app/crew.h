/* SPDX-License-Identifier: MIT
 * crew.h - the rows of a population, worked on in batches by several threads.
 *
 * Batches are filled and their results taken on the caller's thread, in the order of the rows; the
 * work between is done by whoever is free. A worker is used by one thread at a time and shares
 * nothing with the others, so how many there are changes no result. There are never more than a few
 * batches, so memory does not grow with the population.
 *
 * Layer: app. Uses: app/population, app/progress.
 */
#pragma once

#include "app/population.h"

#define BL_BATCH_ROWS  256  /* of requests, at most */
#define BL_BATCH_LINES 4096 /* of lines, at most */
#define BL_WORKERS_MAX 64
#define BL_BATCH_BYTES (1u << 20) /* of requests, after which a batch is full */

typedef struct bl_batch {
    int64_t first; /* the place of its first row; rows count from 1 */
    size_t count;
    bool has_lines; /* its rows are plain lines of CSV, else requests */
    bl_buffer rows;
    size_t ends[BL_BATCH_LINES];
    bool refused[BL_BATCH_ROWS]; /* it makes no request: its text says why */
    bl_buffer answers;           /* the work's, empty before it */
    void *result;                /* the work's, NULL at first; kept for later batches */
    bl_status status;            /* of the work */
    bl_err err;
} bl_batch;

/* The line or request of a row, or the words of one that is refused; dies with the batch. */
bl_text bl_batch_row(const bl_batch *batch, size_t i);

/* In any thread. */
typedef bl_status bl_crew_work(void *worker, bl_batch *batch, bl_err *err);
/* On the caller's thread. */
typedef bl_status bl_crew_take(void *context, bl_batch *batch, bl_err *err);

typedef struct bl_crew {
    void *workers[BL_WORKERS_MAX];
    size_t count;
    bool takes_lines; /* where the population has plain ones */
    void *context;
    bl_crew_work *work;
    bl_crew_take *take;
    void (*forget)(void *result); /* frees a result; NULL where there are none */
} bl_crew;

/* Runs through the whole population, with a line of progress. The first failure ends it, after what
 * came before it was taken: BL_STOPPED when interrupted. */
BL_MUST_USE bl_status bl_crew_run(const bl_crew *crew, bl_population *population, bl_err *err);
/* How many processors there are, at most BL_WORKERS_MAX. */
size_t bl_crew_size(void);

/* SPDX-License-Identifier: MIT
 * sweep.h - a decision table over columns of records.
 *
 * A table is prepared once and then swept over any number of rows, batch by batch, on one or
 * several cores. Before a batch is calculated without checks, the smallest and largest fact in it
 * prove that nothing can overflow; a batch without that proof is decided record by record, so an
 * overflow is told with its row and the results are always those of bl_table_decide.
 *
 * Layer: rule. Uses: rule/grid, rule/kernel.
 */
#pragma once

#include "rule/table.h"

#define BL_SWEEP_WORKERS_MAX 64

typedef struct bl_sweep bl_sweep;

/* The table must outlive the sweep. */
BL_MUST_USE bl_status bl_sweep_open(const bl_table *table, bl_sweep **out, bl_err *err);
/* NULL is fine. */
void bl_sweep_close(bl_sweep *sweep);

/* How batches are decided, the fastest first. */
typedef enum bl_sweep_way {
    BL_SWEEP_LOOKUP, /* without branches, by the table's grid                               */
    BL_SWEEP_WALK,   /* numbers are calculated batch by batch, each record walks the tree   */
    BL_SWEEP_RECORDS /* record by record: something in the table has no kernel              */
} bl_sweep_way;
bl_sweep_way bl_sweep_how(const bl_sweep *sweep);

/* A column: int64_t cells, or uint8_t for bool and code. Bit i of `absent` says that row i has
 * none; its cell may hold anything. NULL: all are present. */
typedef struct bl_column {
    const void *cells;
    const uint64_t *absent;
} bl_column;

/* What becomes of one result. An absent one is 0 in the cells and in the sum. */
typedef struct bl_output {
    int64_t *cells;   /* NULL: only the sum is wanted */
    uint64_t *absent; /* NULL: not wanted; else whole words, bits past the last row are 0 */
    int64_t sum;
} bl_output;

/* A prepared table, a column for each of its fields and an output for each of its results. */
typedef struct bl_task {
    const bl_sweep *sweep;
    const bl_column *columns;
    bl_output *outputs;
} bl_task;

/* One thread's place to sweep the same tasks again and again, for columns whose cells change. */
typedef struct bl_sweeper bl_sweeper;
/* The tasks must outlive it. */
BL_MUST_USE bl_status bl_sweeper_open(const bl_task *tasks, size_t task_count, bl_sweeper **out,
                                      bl_err *err);
/* NULL is fine. */
void bl_sweeper_close(bl_sweeper *sweeper);
/* As bl_sweep_run by one worker, without sums. */
BL_MUST_USE bl_status bl_sweeper_run(bl_sweeper *sweeper, size_t row_count, bl_err *err);

/* Sweeps all tasks over the same rows, a batch of each in turn. BL_OVERFLOW or BL_INVALID names
 * the first such row, counting from 1; outputs then hold nothing of use. BL_OVERFLOW also when a
 * sum leaves int64_t. The results do not depend on the number of workers. */
BL_MUST_USE bl_status bl_sweep_run(bl_task *tasks, size_t task_count, size_t row_count, int workers,
                                   bl_err *err);

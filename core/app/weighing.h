/* SPDX-License-Identifier: MIT
 * weighing.h - a batch of rows weighed in two worlds, by one thread.
 *
 * World 0 is as the notice is, world 1 has the parameters of a reform. Rows are weighed one by one
 * as requests (host/tally); column by column where they are plain: lines of CSV for a rule that is
 * a decision table in both worlds, requests for an award that has a plan. Both ways come to the
 * same.
 *
 * What a batch comes to depends on nothing but its rows, so batches may be weighed by any number of
 * threads, each with a weigher of its own, and their results added in the order of the rows.
 *
 * A row that waits for a contest is weighed without what it may win; whoever adds the results keeps
 * it until all rows were seen.
 *
 * Layer: app. Uses: app/bulk, app/columns, app/sheets, host/tally,
 * host/rulebook.
 */
#pragma once

#include <jansson.h>

#include "app/bulk.h"
#include "app/columns.h"
#include "app/sheets.h"
#include "host/tally.h"

#define BL_WORLDS 2

/* What two worlds are asked; all of it is lent. */
typedef struct bl_reform {
    bl_bulk bulk;
    const json_t *params;
    const char *const *names; /* of the parameters, in the order in which they were given */
    size_t name_count;
    bool limited; /* `ceiling` holds in both worlds, whatever the notice says */
    bl_money ceiling;
    size_t shown; /* rows to keep of those that change */
} bl_reform;

/* One thread's. */
typedef struct bl_weigher {
    bl_notice *notices[BL_WORLDS];
    bl_tally *tallies[BL_WORLDS];
    const bl_population *population;       /* lent */
    bl_columns *columns;                   /* NULL: rows are weighed one by one */
    bl_sweep *sweeps[BL_WORLDS];           /* of the tables, which are the notices' */
    bl_buffer request;                     /* that an odd line makes */
    bl_planned *planned[BL_WORLDS];        /* of an award; NULL: it has none */
    bl_sheets *sheets;                     /* NULL: requests are weighed one by one */
    const bl_reform *reform;               /* lent */
    bool is_read[BL_OPTION_TEXTS_MAX];     /* that somebody read the parameter is known */
    uint32_t readers[BL_OPTION_TEXTS_MAX]; /* the measures that may read it, a bit each */
    bool has_asked;                        /* for a row with a line */
} bl_weigher;

/* A row of a batch that is refused in some world. */
typedef struct bl_refusal {
    size_t place;
    char fields[BL_WORLDS][BL_BAD_FIELD_MAX];
} bl_refusal;

/* What a batch came to: its `result`. */
typedef struct bl_weighed {
    bool waits[BL_BATCH_LINES];
    int64_t totals[BL_WORLDS][BL_BATCH_LINES];
    int64_t years[BL_WORLDS][BL_BATCH_LINES]; /* -1 of one that is refused */
    bl_refusal *refused;                      /* in the order of the rows */
    size_t refused_count;
    bl_item_sum items[BL_WORLDS][BL_MEASURES_MAX]; /* of those that do not wait */
} bl_weighed;

/* Opens the notice in both worlds and notes from then on who reads the parameters. What was opened
 * is to be closed on a failure, too. `first` is NULL, or another thread's weigher for the same
 * reform, which was opened without one and is closed later. */
BL_MUST_USE bl_status bl_weigher_open(const bl_reform *reform, const bl_weigher *first,
                                      bl_weigher *out, bl_err *err);
/* Gets ready for the rows of a population that was opened for the first of its notices. */
BL_MUST_USE bl_status bl_weigher_begin(bl_weigher *weigher, const bl_reform *reform,
                                       const bl_population *population, bl_err *err);
void bl_weigher_close(bl_weigher *weigher);

/* A crew's work, of a weigher; what frees its results. */
bl_status bl_weigh_batch(void *weigher, bl_batch *batch, bl_err *err);
void bl_weighed_free(void *weighed);

/* Adds the first `count` of `items` to `sums`. BL_OVERFLOW past the limit of money. */
BL_MUST_USE bl_status bl_item_sums_add(const bl_item_sum *items, size_t count, bl_item_sum *sums,
                                       bl_err *err);

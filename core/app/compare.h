/* SPDX-License-Identifier: MIT
 * compare.h - one population in two worlds: as the notice is, and with other parameters.
 *
 * Both worlds give what `simulate` of the notice gives for the same rows: what is asked for, paid
 * and waiting, the row at which the fund ran out, sums by measure, places of the contest. Beside it
 * stands what changed from one to the other, row by row.
 *
 * Kept in memory are the rows that wait for a contest, the first that changed, and what the first
 * claims are until the fund has run out; else memory does not grow with the population.
 *
 * Sums never overflow in silence: past the limit of money the comparison fails. What a thread finds
 * is added in the order of the rows, so the result does not depend on how many there are.
 *
 * Layer: app. Uses: app/weighing.
 */
#pragma once

#include "app/weighing.h"

#define BL_BANDS       11
#define BL_REFUSED_MAX 1000

/* One world. */
typedef struct bl_world {
    int64_t refused; /* rows */
    bl_item_sum items[BL_MEASURES_MAX];
    bl_money demand; /* before the ceiling */
    bool limited;    /* there is a ceiling */
    bool queues;     /* when it falls short; else all are cut alike */
    bl_money ceiling;
    bl_money paid;            /* within the ceiling */
    bl_money waiting;         /* the rest of the demand */
    int64_t exhausted_at_row; /* the first row that is not paid whole; 0: none */
    bl_buffer contest;        /* the members "ties":[...],"unfilled":{...} */
} bl_world;

/* A row whose total changed, with what it comes to in each world. */
typedef struct bl_changed {
    int64_t row; /* from 1 */
    char *applicant;
    bl_weight weights[BL_WORLDS];
} bl_changed;

/* A row that is refused in one world or in both, with the field that is wrong. */
typedef struct bl_refused {
    int64_t row;
    char field[BL_WORLDS][BL_BAD_FIELD_MAX]; /* "": not in that world */
} bl_refused;

/* What was found. Its notice and tally stay open for whoever reads it; they are the baseline's. */
typedef struct bl_comparison {
    bl_notice *notice; /* to read measures, labels and parameters from */
    bl_tally *tally;
    int64_t rows;
    bl_world worlds[BL_WORLDS];
    int64_t winners;             /* rows that get more than before */
    int64_t losers;              /* rows that get less */
    bl_money won;                /* by winners, together */
    bl_money lost;               /* by losers, as an amount above 0 */
    int64_t won_bands[BL_BANDS]; /* rows by how much they changed; see bl_band_least */
    int64_t lost_bands[BL_BANDS];
    bl_changed *changed; /* the first rows that changed, in their order */
    size_t changed_count;
    bl_refused *refused; /* the first of them */
    size_t refused_count;
    bool *read; /* for each name: whether a rule read it with the parameters */
} bl_comparison;

/* The smallest change of a band, in fen; it reaches up to the next band's. */
int64_t bl_band_least(size_t band);

/* Runs the population through both worlds. On a failure too, `out` is to be released. BL_STOPPED
 * when interrupted; BL_INVALID, BL_SCRIPT with the row. */
BL_MUST_USE bl_status bl_compare(const bl_reform *question, bl_comparison *out, bl_err *err);
void bl_comparison_deinit(bl_comparison *comparison);

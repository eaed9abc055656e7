/* SPDX-License-Identifier: MIT
 * tally.h - what the rows of a population come to, one by one, under a set of parameters.
 *
 * A row is a request to a function that says what an applicant gets: `award`, or a rule. Its weight
 * is what it gets in all and for each measure, without reasons and without an answer to be read
 * again. What only the whole population decides, a contest, comes behind the last row: rows that
 * wait for it enter, all are ranked, and each that entered is weighed again.
 *
 * A row of an award has no moment of its own, as in `simulate`: one that says `at` is refused.
 *
 * A notice that has a tally answers no requests any more: the tally's parameters stay in force.
 *
 * Layer: host. Uses: host/notice, lua/bylaw/tally.lua.
 */
#pragma once

#include "host/notice.h"

#define BL_MEASURES_MAX 32

typedef struct bl_tally bl_tally;

typedef struct bl_measure {
    char *item;
    char *term; /* the Chinese name */
    char *cite;
} bl_measure;

/* The lines of a measure. Displaced ones have a gross sum and no amount. */
typedef struct bl_item_sum {
    int64_t lines;
    int64_t qualified;
    int64_t displaced;
    bl_money gross; /* of qualified and displaced ones */
    bl_money amount;
} bl_item_sum;

typedef struct bl_weight {
    char field[BL_BAD_FIELD_MAX]; /* of a row that is refused: what is wrong; else "" */
    bool waits;                   /* for the contest */
    int64_t year;
    bl_money total;
    bl_item_sum items[BL_MEASURES_MAX]; /* in the order of the measures */
} bl_weight;

/* Puts `params`, an object or NULL, in force and judges rows as of `at`. BL_NOT_FOUND when the
 * function has no tally, BL_INVALID for a value that does not fit. */
BL_MUST_USE bl_status bl_tally_open(bl_notice *notice, const bl_function *function,
                                    const json_t *params, bl_moment at, bl_tally **out,
                                    bl_err *err);
/* NULL is fine; before the notice. */
void bl_tally_close(bl_tally *tally);

/* How many measures there are, and one of them, in the order of their declaration. */
size_t bl_tally_count(const bl_tally *tally);
const bl_measure *bl_tally_measure(const bl_tally *tally, size_t place);
/* Which result of a rule's table, counting from 0, is what a row comes to; -1 when rows are no
 * requests to a rule. */
int bl_tally_result(const bl_tally *tally);
/* The field that names the applicant; "" when none does. */
const char *bl_tally_applicant(const bl_tally *tally);

/* Weighs one row. BL_SCRIPT when the script fails. */
BL_MUST_USE bl_status bl_tally_weigh(bl_tally *tally, bl_text row, bl_weight *out, bl_err *err);
/* Lets a row that waits enter under its place in the population. */
BL_MUST_USE bl_status bl_tally_enter(bl_tally *tally, bl_text row, int64_t place, bl_err *err);
/* Looks anew at who of those that entered may still win; then whether a row is among them. */
BL_MUST_USE bl_status bl_tally_look(bl_tally *tally, bl_err *err);
BL_MUST_USE bl_status bl_tally_may_win(bl_tally *tally, int64_t place, bool *may, bl_err *err);
/* Ranks those that entered, year by year; appends the members "ties":[...],"unfilled":{...}. */
BL_MUST_USE bl_status bl_tally_rank(bl_tally *tally, const int64_t *years, size_t count,
                                    bl_buffer *told, bl_err *err);
/* Weighs a row that entered, with what it won. */
BL_MUST_USE bl_status bl_tally_reweigh(bl_tally *tally, bl_text row, int64_t place, bl_weight *out,
                                       bl_err *err);

/* What the notice says of the money: the ceiling, `*limited` false when it has none; whether claims
 * wait in a queue when it falls short, or are cut alike. */
BL_MUST_USE bl_status bl_tally_ceiling(bl_tally *tally, bool *limited, bl_money *ceiling,
                                       bl_err *err);
BL_MUST_USE bl_status bl_tally_queues(bl_tally *tally, bool *queues, bl_err *err);

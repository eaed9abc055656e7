/* SPDX-License-Identifier: MIT
 * plan.h - a whole award over columns: the tables of its measures, and what follows from the lines.
 *
 * Each measure has its verdicts. Then, in this order, an award made before is not made again, a
 * better rule of others takes a line out, and of one kind only the highest line is paid, less what
 * was paid of that kind before.
 *
 * What depends on a few codes and a year only (of which kind a line is, whether a year is in force)
 * is asked of whoever opened the plan, when a row first needs it, and kept. A row of which the plan
 * can't say what it gets is odd: it is for the path that judges requests one by one.
 *
 * Layer: rule. Uses: rule/verdicts.
 */
#pragma once

#include "rule/verdicts.h"

typedef struct bl_plan bl_plan;

/* Copies the scheme; what it points to and the context must outlive the plan. BL_INVALID for one
 * that makes no sense. */
BL_MUST_USE bl_status bl_plan_open(const bl_scheme *scheme, bl_scheme_ask *ask, void *context,
                                   bl_plan **out, bl_err *err);
/* NULL is fine. */
void bl_plan_close(bl_plan *plan);
const bl_scheme *bl_plan_view(const bl_plan *plan);

typedef struct bl_plan_sum {
    int64_t lines, qualified, displaced;
    int64_t gross, amount; /* fen; `gross` also of displaced lines */
} bl_plan_sum;

/* Judges the lines of rows. Sets `odd` and `waits`, for a contest, where rows are; those that are
 * odd already are left out. The columns must stay until they are added. */
void bl_plan_judge(bl_plan *plan, const bl_scheme_rows *rows, bool *odd, bool *waits);
/* Whether a row that was judged has a line of the measure. */
bool bl_plan_has_line(const bl_plan *plan, size_t row, int measure);
/* What follows from the lines: the total of each row, 0 of odd and waiting ones. May set `odd`. */
void bl_plan_settle(bl_plan *plan, bool *odd, const bool *waits, int64_t *totals);
/* Adds what the rows that are neither odd nor waiting come to, by measure. */
void bl_plan_add(const bl_plan *plan, const bool *odd, const bool *waits, bl_plan_sum *sums);

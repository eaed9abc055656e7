/* SPDX-License-Identifier: MIT
 * verdicts.h - what each measure of an award makes of each element, or of each row.
 *
 * Facts that are made of others are made first, and those of the request laid beside the elements
 * of its lists; then each measure's table is swept.
 *
 * Layer: rule. Uses: rule/answers.
 */
#pragma once

#include "rule/answers.h"

typedef struct bl_verdicts bl_verdicts;

/* Results of a measure's table. */
enum { BL_RESULT_VERDICT, BL_RESULT_GROSS, BL_RESULT_TIER, BL_RESULTS };

/* The scheme and the answers must outlive them. BL_INVALID for tables of other facts. */
BL_MUST_USE bl_status bl_verdicts_open(const bl_scheme *scheme, bl_answers *answers,
                                       bl_verdicts **out, bl_err *err);
/* NULL is fine. */
void bl_verdicts_close(bl_verdicts *verdicts);

/* Finds those of rows, BL_SCHEME_ROWS_MAX at most, whose columns must stay. Sets `odd` for rows
 * that are not taken or can't be judged, and `waits` for those that a contest decides. */
void bl_verdicts_find(bl_verdicts *verdicts, const bl_scheme_rows *rows, bool *odd, bool *waits);

/* How many a measure has, what each came to, and the row of each; NULL: its own place. */
size_t bl_verdicts_count(const bl_verdicts *verdicts, int measure);
const int64_t *bl_verdicts_cells(const bl_verdicts *verdicts, int measure, int result);
const uint32_t *bl_verdicts_rows(const bl_verdicts *verdicts, int measure);

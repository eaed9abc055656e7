/* SPDX-License-Identifier: MIT
 * columns.h - plain lines of CSV as columns of facts, for the rules that are decision tables.
 *
 * Only what is plainly written is read here: whole numbers and decimals without sign or exponent,
 * days, codes, yes and no, within the bounds of their field, and no cell where an empty one means a
 * value. Any other line is odd: it is for the path that reads requests, which takes it or refuses
 * it in words. So what is read here is what a request with those cells would give.
 *
 * Layer: app. Uses: app/population, app/cells.
 */
#pragma once

#include "app/cells.h"
#include "app/population.h"

#define BL_COLUMN_ROWS 4096 /* at most, at once */

typedef struct bl_columns bl_columns;

/* Columns for `fields` of the notice, in their order, to be filled from lines whose cells are those
 * of `header`. `*out` is NULL, and all is well, when a field can't be read plainly or the lines
 * have a cell for none of them. The notice outlives the columns. */
BL_MUST_USE bl_status bl_columns_open(bl_notice *notice, bl_field_list fields, bl_field_list header,
                                      bl_columns **out, bl_err *err);
/* NULL is fine. */
void bl_columns_close(bl_columns *columns);

/* Reads `count` lines; line i ends before `ends[i]` with LF or CR LF. `odd[i]` says that line
 * i is odd; its cells then hold anything that fits their kind. Gives how many are. */
size_t bl_columns_read(bl_columns *columns, const char *lines, const size_t *ends, size_t count,
                       bool *odd);
/* What was read last. */
const bl_column *bl_columns_list(const bl_columns *columns);

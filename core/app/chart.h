/* SPDX-License-Identifier: MIT
 * chart.h - tables and charts for a terminal.
 *
 * Columns line up by the width that a terminal draws, where a Chinese character takes two. Charts
 * are made of block elements, eight steps a character.
 *
 * Layer: app. Uses: base/text.
 */
#pragma once

#include "base/text.h"

#define BL_CHART_COLUMNS_MAX 16

/* `aligns` has one letter a column: l left, r right. Zeroed but for it, a table is empty. */
typedef struct bl_chart_table {
    const char *aligns;
    bl_buffer bytes;
    size_t *ends; /* of the cells within `bytes`, row by row */
    size_t count;
    size_t room;
} bl_chart_table;

/* The next cell; a row is full after as many as there are columns. What would move a terminal's
 * cursor is a blank there. */
void bl_chart_table_add(bl_chart_table *table, const char *text);
void bl_chart_table_add_int(bl_chart_table *table, int64_t number);
/* As many cells as `count`. */
void bl_chart_table_add_all(bl_chart_table *table, const char *const *cells, size_t count);
/* Writes the rows, each behind `indent` spaces, without blanks at their ends, and empties the
 * table. A last row that is not full is left as it is. */
void bl_chart_table_finish(bl_chart_table *table, size_t indent, bl_buffer *out);

/* One row of a chart that is `height` rows high: row 0 is the lowest. `peak` reaches the top;
 * anything above zero shows. Without a line end. */
void bl_chart_row(const int64_t *values, size_t count, int64_t peak, int height, int row,
                  bl_buffer *out);
/* A bar as long as `value` is of `peak`, which takes `width` characters; anything above zero shows.
 */
void bl_chart_bar(int64_t value, int64_t peak, int width, bl_buffer *out);
int64_t bl_chart_peak(const int64_t *values, size_t count);

typedef enum bl_paint { BL_PAINT_HEADING, BL_PAINT_GOOD, BL_PAINT_BAD } bl_paint;

/* Whether standard output takes colour: a terminal, and NO_COLOR not set. */
bool bl_chart_coloured(void);
/* The text, in colour if `coloured`. */
void bl_chart_paint(bl_paint paint, bool coloured, const char *text, bl_buffer *out);

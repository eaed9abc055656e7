/* SPDX-License-Identifier: MIT
 * csv.h - comma-separated values, row by row, as RFC 4180 writes them.
 *
 * A cell that holds a comma, a quote or a line end stands in quotes, in which a quote is written
 * twice. Lines end with LF, CR LF or CR; empty lines are passed over. A quote anywhere else is an
 * error that names its line and column: a wrong guess would shift every cell behind it.
 *
 * Layer: app. Uses: app/source.
 */
#pragma once

#include "app/source.h"

#define BL_CSV_ROW_MAX     (1u << 20) /* bytes of the cells of a row */
#define BL_CSV_COLUMNS_MAX 1024

/* Zeroed but for its source, it is at the beginning. */
typedef struct bl_csv {
    bl_source *source;
    bl_text piece; /* of the source */
    size_t at;     /* of the next byte in it */
    int64_t line;  /* lines ended so far */
    int64_t row_line;
    bl_buffer bytes; /* of the row's cells */
    size_t ends[BL_CSV_COLUMNS_MAX];
    size_t count; /* cells of the row */
} bl_csv;

/* Reads the next row; `*row` is false behind the last. BL_INVALID with line and column. */
BL_MUST_USE bl_status bl_csv_next(bl_csv *csv, bool *row, bl_err *err);
/* A cell of the row, without its quotes; dies with the row. */
bl_text bl_csv_cell(const bl_csv *csv, size_t column);
/* A cell as a row holds it, in quotes where it needs them. */
void bl_csv_write_cell(bl_text cell, bl_buffer *out);
/* The source stays its owner's. */
void bl_csv_deinit(bl_csv *csv);

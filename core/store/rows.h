/* SPDX-License-Identifier: MIT
 * rows.h - the rows of a table in any SQLite file, one after the other.
 *
 * The file is opened for reading and never changed; it need not be a register. Values come as text,
 * numbers in decimal.
 *
 * Layer: store. Uses: store/code.
 */
#pragma once

#include "base/err.h"
#include "base/text.h"

typedef struct bl_rows bl_rows;

/* Whether the file begins as SQLite files do; a file that can't be read does not. */
bool bl_rows_is_file(const char *path);
/* Opens the table or view. BL_NOT_FOUND when there is none of that name, with those that there are;
 * BL_IO, BL_CORRUPT, BL_NO_MEMORY with words that name the file. */
BL_MUST_USE bl_status bl_rows_open(const char *path, bl_text table, bl_rows **out, bl_err *err);
/* NULL is fine. */
void bl_rows_close(bl_rows *rows);

size_t bl_rows_count(const bl_rows *rows);
/* The name of a column. */
bl_text bl_rows_name(const bl_rows *rows, size_t column);
/* `*row` is false behind the last. */
BL_MUST_USE bl_status bl_rows_next(bl_rows *rows, bool *row, bl_err *err);
/* A view that dies with the row; at NULL for SQL NULL. */
bl_text bl_rows_text(const bl_rows *rows, size_t column);

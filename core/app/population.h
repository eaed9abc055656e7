/* SPDX-License-Identifier: MIT
 * population.h - many requests from one file: its rows, as one request object each.
 *
 * The file is one of three, told by its content: JSON Lines, of which a line is a request as it
 * stands; CSV, whose header names the fields; a table of an SQLite file, written FILE:TABLE, whose
 * columns name them. In the latter two an empty cell is an absent field, an amount keeps its
 * decimals as they stand, lists and objects are JSON, and a list of plain values may be a|b|c.
 * Rows come one at a time, in memory that does not grow with the file.
 *
 * Layer: app. Uses: app/csv, store/rows, host/notice.
 */
#pragma once

#include "app/csv.h"
#include "host/notice.h"

/* Fields in some order. */
typedef struct bl_field_list {
    const bl_field *const *at;
    size_t count;
} bl_field_list;

#define BL_ROW_MAX (1u << 20) /* bytes of a request */

typedef struct bl_population bl_population;

/* Opens `over`: a path, "-" for standard input, or FILE:TABLE. BL_NOT_FOUND, BL_INVALID for a
 * header with a name that `function` has no field for, with the nearest. */
BL_MUST_USE bl_status bl_population_open(const char *over, bl_notice *notice,
                                         const bl_function *function, bl_population **out,
                                         bl_err *err);
/* NULL is fine. */
void bl_population_close(bl_population *population);

/* Appends the next row's request to `request`; `*row` is false behind the last. BL_INVALID for a
 * file that can't be read on, with its line; BL_STOPPED when interrupted. */
BL_MUST_USE bl_status bl_population_next(bl_population *population, bl_buffer *request, bool *row,
                                         bl_err *err);
/* Whether the next row is a plain line of CSV: without a quote or a line end of its own. */
bool bl_population_has_line(const bl_population *population);
/* Appends the next plain lines, `most` at most, and where each ends, its line end included. Gives
 * how many; none when the next row is no such line. */
size_t bl_population_lines(bl_population *population, bl_buffer *lines, size_t *ends, size_t most);
/* The fields of the cells of a line, in their order; none when the file is no CSV. */
bl_field_list bl_population_header(const bl_population *population);
/* Appends the request of such a line; false when it makes none. In any thread. */
bool bl_population_request(const bl_population *population, bl_text line, bl_buffer *request);

/* Why the last row makes no request, of which nothing was appended then; NULL when it makes one. */
const char *bl_population_refused(const bl_population *population);

/* Bytes read so far, and in all; 0 when that is not known. */
int64_t bl_population_done(const bl_population *population);
int64_t bl_population_size(const bl_population *population);

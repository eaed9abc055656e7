/* SPDX-License-Identifier: MIT
 * coverage_text.h - what of a text is encoded, as people and programs read it.
 *
 * Layer: app. Uses: app/chart, app/coverage.
 */
#pragma once

#include "app/coverage.h"

typedef enum bl_coverage_form {
    BL_COVERAGE_TABLE,
    BL_COVERAGE_JSON,
    BL_COVERAGE_CSV
} bl_coverage_form;

/* The line over the rows of all CSV. */
void bl_coverage_write_csv_head(bl_buffer *out);
/* Appends a table with its summary; a JSON object on a line, whose "lint" are the lines of `lint`;
 * or a CSV row for each provision. */
void bl_coverage_write(const bl_coverage *coverage, bl_coverage_form form, bl_text lint,
                       bl_buffer *out);
/* A list of the lines of a text, as JSON. */
void bl_coverage_write_lines(bl_text lines, bl_buffer *out);

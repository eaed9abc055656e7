/* SPDX-License-Identifier: MIT
 * workdays.h - the table that the build makes of cn-workdays.csv.
 *
 * Rows stand in the order of their days. It is the calendar's own: others ask calendar.h.
 *
 * Layer: value.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

typedef struct bl_workday_row {
    int32_t day; /* 20210207 for 7 February 2021 */
    bool works;  /* a make-up working day; false: a holiday */
} bl_workday_row;

extern const bl_workday_row bl_workday_rows[];
extern const int bl_workday_row_count;

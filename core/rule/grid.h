/* SPDX-License-Identifier: MIT
 * grid.h - a decision table as one lookup.
 *
 * Each quantity that the table asks about is an axis: a number is cut at the edges that decide, a
 * code is its own place, two quantities that are compared lie below, at or above one another. A
 * record has a place on each axis; the places together are a cell, and each cell has its row. So
 * the row of a record is found without a branch, and many records side by side.
 *
 * Places take whole bits of the cell's number.
 *
 * Layer: rule. Uses: rule/table.
 */
#pragma once

#include "rule/table.h"

#define BL_GRID_BITS_MAX 14 /* of a cell's number */
#define BL_GRID_AXES_MAX 14

typedef enum bl_axis_kind {
    BL_AXIS_EDGES,   /* how many edges a number has reached            */
    BL_AXIS_SIGN,    /* 0 left < right, 1 equal, 2 left > right        */
    BL_AXIS_PRESENT, /* 1 when the field is absent                     */
    BL_AXIS_CODE     /* the code's place in its list, or `absent`   */
} bl_axis_kind;

typedef struct bl_axis {
    bl_axis_kind kind;
    int left, right; /* nodes; of the last two kinds `left` is a field */
    int64_t *edges;  /* rising: at edge or past it                     */
    int edge_count;
    int codes;  /* how many there are                                 */
    int absent; /* the place of an absent code: past them, or that of the first when it is
                   answered alike everywhere */
    int shift;  /* its first bit in the cell's number                 */
    int bits;
} bl_axis;

typedef struct bl_grid {
    bl_axis axes[BL_GRID_AXES_MAX];
    int axis_count;
    int cell_count; /* 2^bits in all */
    int *rows;      /* the row of each cell */
} bl_grid;

/* `*out` is NULL, and all is well, when the table needs more bits or axes than there are. */
BL_MUST_USE bl_status bl_grid_open(const bl_table *table, bl_grid **out, bl_err *err);
/* NULL is fine. */
void bl_grid_close(bl_grid *grid);

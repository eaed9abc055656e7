/* SPDX-License-Identifier: MIT */
/* Comparisons of whole numbers with a constant c are all of one kind, "has reached an edge":
 *   x < c   not reached c          c < x    reached c + 1
 *   x <= c  not reached c + 1      c <= x   reached c
 *   x == c  reached c and not c + 1
 * The rows of the cells are then found by walking the tree once for each cell. */
#include "rule/grid.h"

#include <stdlib.h>
#include <string.h>

/* How a branch of the tree reads its answer off an axis. */
typedef struct reading {
    int axis;
    int64_t edge; /* of a comparison with a constant */
    bool turned;  /* the constant stands on the left */
} reading;

typedef struct builder {
    const bl_table_parts *parts;
    bl_grid *grid;
    reading *readings; /* one a branch */
    bool too_large;
    bool no_memory;
} builder;

static bool is_constant(const builder *b, int node)
{
    return b->parts->nodes[node].operation == BL_OP_CONSTANT;
}

static int axis_for(builder *b, bl_axis_kind kind, int left, int right)
{
    bl_grid *grid = b->grid;
    for (int i = 0; i < grid->axis_count; i++)
        if (grid->axes[i].kind == kind && grid->axes[i].left == left &&
            grid->axes[i].right == right)
            return i;
    if (grid->axis_count == BL_GRID_AXES_MAX) {
        b->too_large = true;
        return 0;
    }
    grid->axes[grid->axis_count] = (bl_axis){.kind = kind, .left = left, .right = right};
    return grid->axis_count++;
}

static void add_edge(builder *b, bl_axis *axis, int64_t edge)
{
    int at = 0;
    while (at < axis->edge_count && axis->edges[at] < edge)
        at++;
    if (at < axis->edge_count && axis->edges[at] == edge)
        return;
    if (axis->edge_count == 1 << BL_GRID_BITS_MAX) {
        b->too_large = true;
        return;
    }
    int64_t *edges = realloc(axis->edges, (size_t)(axis->edge_count + 1) * sizeof *edges);
    if (!edges) {
        b->no_memory = true;
        return;
    }
    memmove(edges + at + 1, edges + at, (size_t)(axis->edge_count - at) * sizeof *edges);
    edges[at] = edge;
    axis->edges = edges;
    axis->edge_count++;
}

static void read_comparison(builder *b, const bl_branch *branch, reading *out)
{
    bool turned = is_constant(b, branch->left);
    if (!turned && !is_constant(b, branch->right)) {
        out->axis = axis_for(b, BL_AXIS_SIGN, branch->left, branch->right);
        return;
    }
    int64_t edge = b->parts->nodes[turned ? branch->left : branch->right].value;
    bool past = branch->question == BL_ASKS_LESS ? turned : !turned;
    if (edge == INT64_MAX) {
        b->too_large = true; /* nothing lies past it */
        return;
    }
    out->turned = turned;
    out->axis = axis_for(b, BL_AXIS_EDGES, turned ? branch->right : branch->left, BL_ABSENT);
    bl_axis *axis = &b->grid->axes[out->axis];
    if (branch->question == BL_ASKS_EQUAL) {
        out->edge = edge;
        add_edge(b, axis, edge);
        add_edge(b, axis, edge + 1);
    } else {
        out->edge = past ? edge + 1 : edge;
        add_edge(b, axis, out->edge);
    }
}

static void read_branch(builder *b, const bl_branch *branch, reading *out)
{
    if (branch->question < BL_ASKS_PRESENT) {
        read_comparison(b, branch, out);
        return;
    }
    bool code = branch->question == BL_ASKS_CODE;
    out->axis = axis_for(b, code ? BL_AXIS_CODE : BL_AXIS_PRESENT, branch->left, BL_ABSENT);
    if (!code)
        return;
    bl_axis *axis = &b->grid->axes[out->axis];
    const int *answers = &b->parts->answers[branch->answers];
    axis->codes = branch->answer_count - 1;
    if (answers[axis->codes] != answers[0])
        axis->absent = axis->codes;
}

static int places_of(const bl_axis *axis)
{
    switch (axis->kind) {
    case BL_AXIS_EDGES:
        return axis->edge_count + 1;
    case BL_AXIS_SIGN:
        return 3;
    case BL_AXIS_PRESENT:
        return 2;
    case BL_AXIS_CODE:
        break;
    }
    return axis->codes + (axis->absent > 0);
}

static void lay_out(builder *b)
{
    int bits = 0;
    for (int i = 0; i < b->grid->axis_count; i++) {
        bl_axis *axis = &b->grid->axes[i];
        axis->shift = bits;
        while (1 << axis->bits < places_of(axis))
            axis->bits++;
        bits += axis->bits;
        if (bits > BL_GRID_BITS_MAX) {
            b->too_large = true;
            return;
        }
    }
    b->grid->cell_count = 1 << bits;
}

/* Whether the place on an axis of edges has reached an edge. */
static bool has_reached(const bl_axis *axis, int place, int64_t edge)
{
    return place > 0 && place <= axis->edge_count && axis->edges[place - 1] >= edge;
}

static bool sign_holds(bl_question question, int sign)
{
    return question == BL_ASKS_LESS      ? sign == 0
           : question == BL_ASKS_AT_MOST ? sign <= 1
                                         : sign == 1;
}

static int answer_at(const builder *b, int place_of_branch, int cell)
{
    const bl_branch *branch = &b->parts->branches[place_of_branch];
    const reading *r = &b->readings[place_of_branch];
    const bl_axis *axis = &b->grid->axes[r->axis];
    int place = cell >> axis->shift & ((1 << axis->bits) - 1);
    switch (axis->kind) {
    case BL_AXIS_SIGN:
        return sign_holds(branch->question, place) ? 0 : 1;
    case BL_AXIS_PRESENT:
        return place;
    case BL_AXIS_CODE:
        return place < branch->answer_count ? place : branch->answer_count - 1;
    case BL_AXIS_EDGES:
        break;
    }
    bool reached = has_reached(axis, place, r->edge);
    if (branch->question == BL_ASKS_EQUAL)
        return reached && !has_reached(axis, place, r->edge + 1) ? 0 : 1;
    return reached == r->turned ? 0 : 1;
}

static void find_rows(builder *b)
{
    for (int cell = 0; cell < b->grid->cell_count; cell++) {
        int at = b->parts->branch_count > 0 ? 0 : ~0;
        while (at >= 0)
            at = b->parts->answers[b->parts->branches[at].answers + answer_at(b, at, cell)];
        b->grid->rows[cell] = ~at;
    }
}

bl_status bl_grid_open(const bl_table *table, bl_grid **out, bl_err *err)
{
    const bl_table_parts *parts = bl_table_view(table);
    builder b = {.parts = parts, .grid = calloc(1, sizeof(bl_grid))};
    b.readings = calloc((size_t)parts->branch_count + 1, sizeof *b.readings);
    b.no_memory = !b.grid || !b.readings;
    for (int i = 0; i < parts->branch_count && !b.no_memory && !b.too_large; i++)
        read_branch(&b, &parts->branches[i], &b.readings[i]);
    if (!b.no_memory && !b.too_large)
        lay_out(&b);
    if (!b.no_memory && !b.too_large) {
        b.grid->rows = calloc((size_t)b.grid->cell_count, sizeof *b.grid->rows);
        b.no_memory = !b.grid->rows;
    }
    if (!b.no_memory && !b.too_large)
        find_rows(&b);
    free(b.readings);
    *out = b.grid;
    if (b.no_memory || b.too_large) {
        bl_grid_close(b.grid);
        *out = NULL;
    }
    return b.no_memory ? bl_fail(err, BL_NO_MEMORY, "no memory for the grid of a table") : BL_OK;
}

void bl_grid_close(bl_grid *grid)
{
    if (!grid)
        return;
    for (int i = 0; i < grid->axis_count; i++)
        free(grid->axes[i].edges);
    free(grid->rows);
    free(grid);
}

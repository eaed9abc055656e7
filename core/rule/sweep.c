/* SPDX-License-Identifier: MIT */
#include "rule/sweep.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "rule/grid.h"
#include "rule/kernel.h"

__extension__ typedef __int128 wide;

#define CHOICES_MAX 32 /* results of one column that are calculated, not constant */

/* A calculated result: its node, and all ones for each cell whose row gives it. */
typedef struct choice {
    int node;
    int64_t *masks;
} choice;

typedef struct result {
    int64_t *constants; /* of each cell: what its row gives, 0 where it calculates or gives none */
    bool *absent;       /* of each cell; NULL when no row lacks the result */
    choice *choices;
    int choice_count;
} result;

struct bl_sweep {
    const bl_table *table;
    const bl_table_parts *parts;
    bool calculates; /* batches have numbers for all nodes; else record by record */
    bl_grid *grid;   /* NULL: each record walks the tree, over those numbers */
    bool *needed;    /* nodes whose numbers a batch calculates */
    bool *measured;  /* nodes whose range is looked at: all beneath a calculation */
    result results[BL_TABLE_RESULTS_MAX];
};

static void mark(const bl_sweep *sweep, int node, bool measured)
{
    const bl_node *n = &sweep->parts->nodes[node];
    int operands = bl_node_operands(n);
    sweep->needed[node] = true;
    sweep->measured[node] |= measured || operands > 0;
    if (operands > 0)
        mark(sweep, n->left, true);
    if (operands > 1)
        mark(sweep, n->right, true);
}

static choice *choice_of(bl_sweep *sweep, result *r, int node)
{
    for (int i = 0; i < r->choice_count; i++)
        if (r->choices[i].node == node)
            return &r->choices[i];
    if (r->choice_count == CHOICES_MAX)
        return NULL;
    choice *new = &r->choices[r->choice_count++];
    new->node = node;
    new->masks = calloc((size_t)sweep->grid->cell_count, sizeof *new->masks);
    return new;
}

/* False when memory runs out or there are more choices than a batch may make; the latter leaves
 * `too_many` set. */
static bool prepare_result(bl_sweep *sweep, int place, bool *too_many)
{
    const bl_table_parts *parts = sweep->parts;
    result *r = &sweep->results[place];
    r->constants = calloc((size_t)sweep->grid->cell_count, sizeof *r->constants);
    r->choices = calloc(CHOICES_MAX, sizeof *r->choices);
    if (!r->constants || !r->choices)
        return false;
    for (int cell = 0; cell < sweep->grid->cell_count; cell++) {
        int node = parts->results[sweep->grid->rows[cell] * parts->result_count + place];
        if (node == BL_ABSENT) {
            if (!r->absent)
                r->absent = calloc((size_t)sweep->grid->cell_count, sizeof *r->absent);
            if (!r->absent)
                return false;
            r->absent[cell] = true;
        } else if (parts->nodes[node].operation == BL_OP_CONSTANT) {
            r->constants[cell] = parts->nodes[node].value;
        } else {
            choice *c = choice_of(sweep, r, node);
            *too_many = !c;
            if (!c || !c->masks)
                return false;
            c->masks[cell] = -1;
            mark(sweep, node, true);
        }
    }
    return true;
}

static void forget_grid(bl_sweep *sweep)
{
    for (int i = 0; i < BL_TABLE_RESULTS_MAX; i++) {
        result *r = &sweep->results[i];
        for (int k = 0; k < r->choice_count; k++)
            free(r->choices[k].masks);
        free(r->choices);
        free(r->constants);
        free(r->absent);
        *r = (result){0};
    }
    bl_grid_close(sweep->grid);
    sweep->grid = NULL;
}

static bool is_wide_field(const bl_sweep *sweep, int node)
{
    const bl_node *n = &sweep->parts->nodes[node];
    return n->operation != BL_OP_FIELD || !bl_fact_is_small(sweep->parts->fields[n->value]);
}

/* Whether all that a batch would calculate has a kernel. */
static bool can_calculate(const bl_sweep *sweep)
{
    for (int i = 0; i < sweep->parts->node_count; i++) {
        const bl_node *node = &sweep->parts->nodes[i];
        if (!sweep->needed[i])
            continue;
        if (!is_wide_field(sweep, i) || node->operation == BL_OP_SHARE ||
            (node->operation == BL_OP_SCALE && node->rounding == BL_ROUND_HALF_EVEN))
            return false;
    }
    return true;
}

/* All that a walk through the tree reads. */
static void mark_for_walks(bl_sweep *sweep)
{
    const bl_table_parts *parts = sweep->parts;
    for (int i = 0; i < parts->branch_count; i++)
        if (parts->branches[i].question < BL_ASKS_PRESENT) {
            mark(sweep, parts->branches[i].left, false);
            mark(sweep, parts->branches[i].right, false);
        }
    for (int i = 0; i < parts->row_count * parts->result_count; i++)
        if (parts->results[i] != BL_ABSENT)
            mark(sweep, parts->results[i], true);
}

/* `too_many` is set when the results need more than a lookup gives. */
static bl_status prepare_lookup(bl_sweep *sweep, bool *too_many, bl_err *err)
{
    bool done = true;
    for (int i = 0; i < sweep->grid->axis_count; i++) {
        const bl_axis *axis = &sweep->grid->axes[i];
        if (axis->kind == BL_AXIS_EDGES || axis->kind == BL_AXIS_SIGN)
            mark(sweep, axis->left, false);
        if (axis->kind == BL_AXIS_SIGN)
            mark(sweep, axis->right, false);
    }
    for (int i = 0; i < sweep->parts->result_count && done; i++)
        done = prepare_result(sweep, i, too_many);
    return done || *too_many ? BL_OK : bl_fail(err, BL_NO_MEMORY, "no memory to prepare a table");
}

static bl_status prepare(bl_sweep *sweep, bl_err *err)
{
    bool too_many = false;
    bl_status status = bl_grid_open(sweep->table, &sweep->grid, err);
    if (status == BL_OK && sweep->grid)
        status = prepare_lookup(sweep, &too_many, err);
    if (status != BL_OK)
        return status;
    if (too_many)
        forget_grid(sweep);
    if (!sweep->grid)
        mark_for_walks(sweep);
    sweep->calculates = can_calculate(sweep);
    return BL_OK;
}

bl_status bl_sweep_open(const bl_table *table, bl_sweep **out, bl_err *err)
{
    *out = NULL;
    bl_sweep *sweep = calloc(1, sizeof *sweep);
    if (!sweep)
        return bl_fail(err, BL_NO_MEMORY, "no memory to prepare a table");
    sweep->table = table;
    sweep->parts = bl_table_view(table);
    sweep->needed = calloc((size_t)sweep->parts->node_count + 1, sizeof(bool));
    sweep->measured = calloc((size_t)sweep->parts->node_count + 1, sizeof(bool));
    bl_status status = sweep->needed && sweep->measured
                           ? prepare(sweep, err)
                           : bl_fail(err, BL_NO_MEMORY, "no memory to prepare a table");
    if (status != BL_OK) {
        bl_sweep_close(sweep);
        return status;
    }
    *out = sweep;
    return BL_OK;
}

void bl_sweep_close(bl_sweep *sweep)
{
    if (!sweep)
        return;
    forget_grid(sweep);
    free(sweep->needed);
    free(sweep->measured);
    free(sweep);
}

bl_sweep_way bl_sweep_how(const bl_sweep *sweep)
{
    return !sweep->calculates ? BL_SWEEP_RECORDS : !sweep->grid ? BL_SWEEP_WALK : BL_SWEEP_LOOKUP;
}

/* What one worker holds for one task: the numbers of each needed node, for a batch. */
typedef struct desk {
    const bl_task *task;
    const int64_t **numbers; /* of a node: into `room`, or into a column */
    int64_t **room;          /* of a node that is calculated or constant */
    bl_range *ranges;
    wide sums[BL_TABLE_RESULTS_MAX];
} desk;

struct bl_sweeper {
    desk *desks;
    size_t desk_count;
    size_t first, past; /* rows */
    int64_t cells[BL_BATCH_ROWS];
    int64_t result[BL_BATCH_ROWS];
    bl_status status;
    bl_err err;
};

typedef bl_sweeper worker;

static bool open_desk(desk *d, const bl_task *task)
{
    const bl_sweep *sweep = task->sweep;
    size_t count = (size_t)sweep->parts->node_count + 1;
    d->task = task;
    d->numbers = calloc(count, sizeof *d->numbers);
    d->room = calloc(count, sizeof *d->room);
    d->ranges = calloc(count, sizeof *d->ranges);
    if (!d->numbers || !d->room || !d->ranges)
        return false;
    for (int i = 0; i < sweep->parts->node_count; i++) {
        const bl_node *node = &sweep->parts->nodes[i];
        if (!sweep->calculates || !sweep->needed[i] || node->operation == BL_OP_FIELD)
            continue;
        d->numbers[i] = d->room[i] = malloc(BL_BATCH_ROWS * sizeof(int64_t));
        if (!d->room[i])
            return false;
        for (int k = 0; k < BL_BATCH_ROWS; k++)
            d->room[i][k] = node->value;
    }
    return true;
}

static void close_desk(desk *d)
{
    for (int i = 0; d->room && i < d->task->sweep->parts->node_count; i++)
        free(d->room[i]);
    free(d->numbers);
    free(d->room);
    free(d->ranges);
}

/* Where a column's batch begins. */
static const uint64_t *absent_from(const bl_column *column, size_t start)
{
    return column->absent ? column->absent + start / 64 : NULL;
}

static const uint8_t *codes_from(const bl_column *column, size_t start)
{
    return (const uint8_t *)column->cells + start;
}

/* The range of a node that is no field, from those of its operands. */
static bool find_range(desk *d, int place)
{
    const bl_node *node = &d->task->sweep->parts->nodes[place];
    int operands = bl_node_operands(node);
    bl_range left = operands > 0 ? d->ranges[node->left] : (bl_range){0};
    bl_range right = operands > 1 ? d->ranges[node->right] : (bl_range){0};
    return bl_expression_range(node, left, right, &d->ranges[place]);
}

/* Finds the fields' numbers of a batch and proves that no calculation of it can overflow. */
static bool prove(desk *d, size_t start, int count)
{
    const bl_sweep *sweep = d->task->sweep;
    for (int i = 0; i < sweep->parts->node_count; i++) {
        const bl_node *node = &sweep->parts->nodes[i];
        if (!sweep->needed[i])
            continue;
        if (node->operation == BL_OP_FIELD) {
            d->numbers[i] = (const int64_t *)d->task->columns[node->value].cells + start;
            if (sweep->measured[i])
                d->ranges[i] = bl_kernel_range(count, d->numbers[i]);
        } else if (!find_range(d, i)) {
            return false;
        }
    }
    return true;
}

static void calculate(desk *d, int count)
{
    const bl_sweep *sweep = d->task->sweep;
    for (int i = 0; i < sweep->parts->node_count; i++) {
        const bl_node *node = &sweep->parts->nodes[i];
        if (!sweep->needed[i] || bl_node_operands(node) == 0)
            continue;
        if (node->operation == BL_OP_YEAR)
            bl_kernel_year(count, d->numbers[node->left], d->room[i]);
        else if (node->operation == BL_OP_SCALE)
            bl_kernel_scale(count, d->numbers[node->left], node->by, node->rounding, d->room[i]);
        else
            bl_kernel_combine(node->operation, count, d->numbers[node->left],
                              d->numbers[node->right], d->room[i]);
    }
}

static void pass_edges(const desk *d, const bl_axis *axis, int count, int64_t *cells)
{
    for (int first = 0; first < axis->edge_count; first += 4) {
        int64_t floors[4]; /* the last number below an edge; nothing passes INT64_MAX */
        for (int k = 0; k < 4; k++)
            floors[k] = first + k < axis->edge_count ? axis->edges[first + k] - 1 : INT64_MAX;
        bl_kernel_pass(count, d->numbers[axis->left], floors, INT64_C(1) << axis->shift, cells);
    }
}

static void add_code(const desk *d, const bl_axis *axis, size_t start, int count, int64_t *cells)
{
    const bl_column *column = &d->task->columns[axis->left];
    const uint8_t *codes = codes_from(column, start);
    if (column->absent)
        bl_kernel_absent_code(count, codes, absent_from(column, start), axis->shift, axis->absent,
                              cells);
    else
        bl_kernel_code(count, codes, axis->shift, cells);
}

static void add_absent(const desk *d, const bl_axis *axis, size_t start, int count, int64_t *cells)
{
    const bl_column *column = &d->task->columns[axis->left];
    if (column->absent)
        bl_kernel_absent(count, absent_from(column, start), INT64_C(1) << axis->shift, cells);
}

static void find_cells(const desk *d, size_t start, int count, int64_t *cells)
{
    const bl_grid *grid = d->task->sweep->grid;
    memset(cells, 0, (size_t)count * sizeof *cells);
    for (int i = 0; i < grid->axis_count; i++) {
        const bl_axis *axis = &grid->axes[i];
        switch (axis->kind) {
        case BL_AXIS_EDGES:
            pass_edges(d, axis, count, cells);
            break;
        case BL_AXIS_SIGN:
            bl_kernel_sign(count, d->numbers[axis->left], d->numbers[axis->right],
                           INT64_C(1) << axis->shift, cells);
            break;
        case BL_AXIS_PRESENT:
            add_absent(d, axis, start, count, cells);
            break;
        case BL_AXIS_CODE:
            add_code(d, axis, start, count, cells);
            break;
        }
    }
}

/* A code that its list does not have would look up a row of another; such a batch is decided
 * record by record, which tells it. */
static bool codes_fit(const desk *d, size_t start, int count)
{
    const bl_grid *grid = d->task->sweep->grid;
    for (int i = 0; i < grid->axis_count; i++) {
        const bl_axis *axis = &grid->axes[i];
        if (axis->kind != BL_AXIS_CODE)
            continue;
        const uint8_t *codes = codes_from(&d->task->columns[axis->left], start);
        if (bl_kernel_largest_code(count, codes) >= axis->codes)
            return false;
    }
    return true;
}

static void mark_absent(const result *r, const int64_t *cells, size_t start, int count,
                        uint64_t *absent)
{
    absent += start / 64;
    memset(absent, 0, ((size_t)count + 63) / 64 * sizeof *absent);
    for (int i = 0; r->absent && i < count; i++)
        absent[i / 64] |= (uint64_t)r->absent[cells[i]] << (i % 64);
}

#define SUM_MAX (INT64_MAX / BL_BATCH_ROWS)

static wide sum_up(const int64_t *numbers, int count)
{
    bl_range range = bl_kernel_range(count, numbers);
    if (range.least >= -SUM_MAX && range.most <= SUM_MAX)
        return bl_kernel_sum(count, numbers);
    wide sum = 0;
    for (int i = 0; i < count; i++)
        sum += numbers[i];
    return sum;
}

/* The way by lookup. False when a code is none of its list. */
static bool look_up(worker *w, desk *d, size_t start, int count)
{
    const bl_sweep *sweep = d->task->sweep;
    if (!codes_fit(d, start, count))
        return false;
    find_cells(d, start, count, w->cells);
    for (int i = 0; i < sweep->parts->result_count; i++) {
        const result *r = &sweep->results[i];
        const bl_output *output = &d->task->outputs[i];
        int64_t *out = output->cells ? output->cells + start : w->result;
        bl_kernel_look_up(count, r->constants, w->cells, out);
        for (int k = 0; k < r->choice_count; k++)
            bl_kernel_choose(count, r->choices[k].masks, w->cells, d->numbers[r->choices[k].node],
                             out);
        if (output->absent)
            mark_absent(r, w->cells, start, count, output->absent);
        d->sums[i] += sum_up(out, count);
    }
    return true;
}

/* The answer of row `start + i` to a branch; past the last one for a code that is none of its list.
 */
static int answer_of(const desk *d, const bl_branch *branch, size_t start, int i)
{
    if (branch->question < BL_ASKS_PRESENT) {
        int64_t left = d->numbers[branch->left][i], right = d->numbers[branch->right][i];
        bool holds = branch->question == BL_ASKS_LESS      ? left < right
                     : branch->question == BL_ASKS_AT_MOST ? left <= right
                                                           : left == right;
        return holds ? 0 : 1;
    }
    const bl_column *column = &d->task->columns[branch->left];
    size_t row = start + (size_t)i;
    bool absent = column->absent && column->absent[row / 64] >> (row % 64) & 1;
    if (branch->question == BL_ASKS_PRESENT)
        return absent ? 1 : 0;
    int none = branch->answer_count - 1;
    int code = ((const uint8_t *)column->cells)[row];
    return absent ? none : code < none ? code : branch->answer_count;
}

/* Leaves the row of the table of each record in `cells`. */
static bool find_rows(const desk *d, size_t start, int count, int64_t *cells)
{
    const bl_table_parts *parts = d->task->sweep->parts;
    for (int i = 0; i < count; i++) {
        int at = parts->branch_count > 0 ? 0 : ~0;
        while (at >= 0) {
            const bl_branch *branch = &parts->branches[at];
            int answer = answer_of(d, branch, start, i);
            if (answer == branch->answer_count)
                return false;
            at = parts->answers[branch->answers + answer];
        }
        cells[i] = ~at;
    }
    return true;
}

/* The way by walks, for tables that are too large for a grid. */
static bool walk(worker *w, desk *d, size_t start, int count)
{
    const bl_table_parts *parts = d->task->sweep->parts;
    if (!find_rows(d, start, count, w->cells))
        return false;
    for (int r = 0; r < parts->result_count; r++) {
        const bl_output *output = &d->task->outputs[r];
        int64_t *out = output->cells ? output->cells + start : w->result;
        uint64_t *absent = output->absent ? output->absent + start / 64 : NULL;
        if (absent)
            memset(absent, 0, ((size_t)count + 63) / 64 * sizeof *absent);
        for (int i = 0; i < count; i++) {
            int node = parts->results[w->cells[i] * parts->result_count + r];
            out[i] = node == BL_ABSENT ? 0 : d->numbers[node][i];
            if (absent)
                absent[i / 64] |= (uint64_t)(node == BL_ABSENT) << (i % 64);
        }
        d->sums[r] += sum_up(out, count);
    }
    return true;
}

static bool decide_batch(worker *w, desk *d, size_t start, int count)
{
    if (!d->task->sweep->calculates || !prove(d, start, count))
        return false;
    calculate(d, count);
    return d->task->sweep->grid ? look_up(w, d, start, count) : walk(w, d, start, count);
}

static void read_record(const desk *d, size_t row, int64_t *cells, bool *present)
{
    const bl_table_parts *parts = d->task->sweep->parts;
    for (int i = 0; i < parts->field_count; i++) {
        const bl_column *column = &d->task->columns[i];
        present[i] = !column->absent || !(column->absent[row / 64] >> (row % 64) & 1);
        cells[i] = !present[i] || !column->cells        ? 0
                   : bl_fact_is_small(parts->fields[i]) ? ((const uint8_t *)column->cells)[row]
                                                        : ((const int64_t *)column->cells)[row];
    }
}

static bl_status decide_record(desk *d, size_t row, bl_err *err)
{
    const bl_sweep *sweep = d->task->sweep;
    int64_t cells[BL_TABLE_FIELDS_MAX];
    bool present[BL_TABLE_FIELDS_MAX];
    read_record(d, row, cells, present);
    bl_facts facts = {cells, present};
    int found = 0;
    bl_status status = bl_table_row(sweep->table, facts, &found, err);
    for (int i = 0; i < sweep->parts->result_count && status == BL_OK; i++) {
        const bl_output *output = &d->task->outputs[i];
        int64_t number = 0;
        bool there = false;
        status = bl_table_result(sweep->table, found, i, facts, &number, &there, err);
        if (output->cells)
            output->cells[row] = number;
        if (output->absent)
            output->absent[row / 64] |= (uint64_t)!there << (row % 64);
        d->sums[i] += number;
    }
    return status;
}

static bl_status decide_records(desk *d, size_t start, int count, bl_err *err)
{
    for (int i = 0; i < d->task->sweep->parts->result_count; i++)
        if (d->task->outputs[i].absent)
            memset(d->task->outputs[i].absent + start / 64, 0,
                   ((size_t)count + 63) / 64 * sizeof(uint64_t));
    for (int i = 0; i < count; i++) {
        bl_err trouble = {0};
        bl_status status = decide_record(d, start + (size_t)i, &trouble);
        if (status != BL_OK)
            return bl_fail(err, status, "row %zu: %s", start + (size_t)i + 1, trouble.text);
    }
    return BL_OK;
}

static void *work(void *context)
{
    worker *w = context;
    for (size_t start = w->first; start < w->past && w->status == BL_OK; start += BL_BATCH_ROWS) {
        size_t left = w->past - start;
        int count = left < BL_BATCH_ROWS ? (int)left : BL_BATCH_ROWS;
        for (size_t i = 0; i < w->desk_count && w->status == BL_OK; i++) {
            desk *d = &w->desks[i];
            if (!decide_batch(w, d, start, count))
                w->status = decide_records(d, start, count, &w->err);
        }
    }
    return NULL;
}

static bool open_worker(worker *w, const bl_task *tasks, size_t task_count)
{
    w->desks = calloc(task_count + 1, sizeof *w->desks);
    for (; w->desks && w->desk_count < task_count; w->desk_count++)
        if (!open_desk(&w->desks[w->desk_count], &tasks[w->desk_count])) {
            w->desk_count++;
            return false;
        }
    return w->desks != NULL;
}

static void close_workers(worker *workers, int count)
{
    for (int i = 0; workers && i < count; i++) {
        for (size_t k = 0; k < workers[i].desk_count; k++)
            close_desk(&workers[i].desks[k]);
        free(workers[i].desks);
    }
    free(workers);
}

/* The last share is worked by the caller; a thread that can't be had is worked by it as well. */
static void work_together(worker *workers, int count)
{
    pthread_t threads[BL_SWEEP_WORKERS_MAX];
    bool running[BL_SWEEP_WORKERS_MAX] = {false};
    for (int i = 0; i + 1 < count; i++)
        running[i] = pthread_create(&threads[i], NULL, work, &workers[i]) == 0;
    work(&workers[count - 1]);
    for (int i = 0; i + 1 < count; i++)
        if (running[i])
            pthread_join(threads[i], NULL);
        else
            work(&workers[i]);
}

/* The first worker that failed has the first row, since shares follow one another. */
static bl_status gather(bl_task *tasks, size_t task_count, const worker *workers, int count,
                        bl_err *err)
{
    for (int i = 0; i < count; i++)
        if (workers[i].status != BL_OK)
            return bl_fail(err, workers[i].status, "%s", workers[i].err.text);
    for (size_t t = 0; t < task_count; t++)
        for (int r = 0; r < tasks[t].sweep->parts->result_count; r++) {
            wide sum = 0;
            for (int i = 0; i < count; i++)
                sum += workers[i].desks[t].sums[r];
            if (sum > INT64_MAX || sum < -INT64_MAX)
                return bl_fail(err, BL_OVERFLOW, "the sum of a result leaves int64");
            tasks[t].outputs[r].sum = (int64_t)sum;
        }
    return BL_OK;
}

bl_status bl_sweep_run(bl_task *tasks, size_t task_count, size_t row_count, int worker_count,
                       bl_err *err)
{
    BL_REQUIRE(worker_count >= 1 && worker_count <= BL_SWEEP_WORKERS_MAX);
    size_t batches = (row_count + BL_BATCH_ROWS - 1) / BL_BATCH_ROWS;
    size_t wanted = batches < (size_t)worker_count ? batches : (size_t)worker_count;
    int count = wanted > 0 ? (int)wanted : 1;
    worker *workers = calloc((size_t)count, sizeof *workers);
    bool opened = workers != NULL;
    for (int i = 0; opened && i < count; i++) {
        size_t first = batches * (size_t)i / (size_t)count * BL_BATCH_ROWS;
        size_t past = batches * ((size_t)i + 1) / (size_t)count * BL_BATCH_ROWS;
        workers[i].first = first;
        workers[i].past = past < row_count ? past : row_count;
        opened = open_worker(&workers[i], tasks, task_count);
    }
    bl_status status = BL_OK;
    if (opened)
        work_together(workers, count);
    status = opened ? gather(tasks, task_count, workers, count, err)
                    : bl_fail(err, BL_NO_MEMORY, "no memory to sweep columns");
    close_workers(workers, count);
    return status;
}

bl_status bl_sweeper_open(const bl_task *tasks, size_t task_count, bl_sweeper **out, bl_err *err)
{
    bl_sweeper *sweeper = calloc(1, sizeof *sweeper);
    *out = NULL;
    if (!sweeper || !open_worker(sweeper, tasks, task_count)) {
        bl_sweeper_close(sweeper);
        return bl_fail(err, BL_NO_MEMORY, "no memory to sweep columns");
    }
    *out = sweeper;
    return BL_OK;
}

void bl_sweeper_close(bl_sweeper *sweeper)
{
    close_workers(sweeper, 1);
}

bl_status bl_sweeper_run(bl_sweeper *sweeper, size_t row_count, bl_err *err)
{
    sweeper->first = 0;
    sweeper->past = row_count;
    sweeper->status = BL_OK;
    work(sweeper);
    return sweeper->status == BL_OK ? BL_OK
                                    : bl_fail(err, sweeper->status, "%s", sweeper->err.text);
}

/* SPDX-License-Identifier: MIT */
#include "rule/verdicts.h"

#include <stdlib.h>
#include <string.h>

__extension__ typedef __int128 wide;

/* The columns of a measure: its table's, and what they come to. */
typedef struct desk {
    bl_sweep *sweep;
    bl_column *columns;
    bl_output outputs[BL_RESULTS];
    int64_t *cells[BL_RESULTS];
    bl_task task; /* the sweeper's */
    bl_sweeper *sweeper;
} desk;

/* A column beside the request or a list: a made fact, or one gathered for each element. */
typedef struct beside {
    bool is_wanted;
    void *cells;
    uint64_t *absent;
} beside;

struct bl_verdicts {
    const bl_scheme *scheme;
    bl_answers *answers;
    const bl_scheme_rows *rows;
    desk desks[BL_SCHEME_MEASURES_MAX];
    beside facts[BL_SCHEME_FACTS_MAX];
    beside *gathered[BL_SCHEME_LISTS_MAX];                           /* of the request's fields */
    beside gathered_facts[BL_SCHEME_LISTS_MAX][BL_SCHEME_FACTS_MAX]; /* of made facts */
    uint32_t *owners[BL_SCHEME_LISTS_MAX];                           /* the row of each element */
};

/* Opening */

static bool open_beside(beside *b, bool is_small, size_t count)
{
    b->is_wanted = true;
    if (!b->cells)
        b->cells = calloc(count, is_small ? 1 : sizeof(int64_t));
    if (!b->absent)
        b->absent = calloc((count + 63) / 64, sizeof *b->absent);
    return b->cells && b->absent;
}

static bool fact_is_small(const bl_made_fact *fact)
{
    return fact->kind != BL_MADE_GIVEN;
}

/* Marks the request's fields that a table asks about, for the elements of a list. */
static bool want_fields(bl_verdicts *v, const bl_scheme_measure *m, int offset)
{
    const bl_table_parts *table = bl_table_view(m->table);
    bool fine = true;
    for (int i = 0; i < table->node_count + table->branch_count && fine; i++) {
        const bl_branch *branch =
            i < table->node_count ? NULL : &table->branches[i - table->node_count];
        int64_t place = BL_SCHEME_NONE;
        if (branch && branch->question >= BL_ASKS_PRESENT)
            place = branch->left;
        else if (!branch && table->nodes[i].operation == BL_OP_FIELD)
            place = table->nodes[i].value;
        if (place >= offset)
            fine = open_beside(&v->gathered[m->list][place - offset],
                               bl_fact_is_small(v->scheme->request[place - offset]),
                               BL_SCHEME_ELEMENTS_MAX);
    }
    return fine;
}

static size_t room_of(const bl_scheme_measure *m)
{
    return m->list == BL_SCHEME_NONE ? BL_SCHEME_ROWS_MAX : BL_SCHEME_ELEMENTS_MAX;
}

static bl_status open_desk(bl_verdicts *v, int measure, bl_err *err)
{
    const bl_scheme_measure *m = &v->scheme->measures[measure];
    desk *d = &v->desks[measure];
    const bl_table_parts *table = bl_table_view(m->table);
    int own = m->list == BL_SCHEME_NONE ? 0 : v->scheme->element_counts[m->list];
    bool fine = true;
    if (table->field_count != own + m->fact_count + v->scheme->request_count ||
        table->result_count != (m->tier == BL_SCHEME_NONE ? 2 : 3))
        return bl_fail(err, BL_INVALID, "the table of a measure has other facts than its v");
    for (int i = 0; i < m->fact_count && fine; i++) {
        const bl_made_fact *fact = &v->scheme->facts[m->facts[i]];
        fine = open_beside(&v->facts[m->facts[i]], fact_is_small(fact), BL_SCHEME_ROWS_MAX);
        if (fine && own > 0)
            fine = open_beside(&v->gathered_facts[m->list][m->facts[i]], fact_is_small(fact),
                               BL_SCHEME_ELEMENTS_MAX);
    }
    d->columns = calloc((size_t)table->field_count + 1, sizeof *d->columns);
    for (int i = 0; i < table->result_count && fine; i++) {
        d->cells[i] = d->outputs[i].cells = calloc(room_of(m), sizeof(int64_t));
        fine = d->cells[i] != NULL;
    }
    if (!fine || !d->columns || (own > 0 && !want_fields(v, m, own + m->fact_count)))
        return bl_fail(err, BL_NO_MEMORY, "no memory for a v");
    bl_status status = bl_sweep_open(m->table, &d->sweep, err);
    d->task = (bl_task){d->sweep, d->columns, d->outputs};
    return status == BL_OK ? bl_sweeper_open(&d->task, 1, &d->sweeper, err) : status;
}

static bl_status open_all(bl_verdicts *v, bl_err *err)
{
    const bl_scheme *scheme = v->scheme;
    bl_status status = BL_OK;
    for (int i = 0; i < scheme->list_count; i++) {
        v->gathered[i] = calloc((size_t)scheme->request_count + 1, sizeof(beside));
        v->owners[i] = calloc(BL_SCHEME_ELEMENTS_MAX, sizeof(uint32_t));
        if (!v->gathered[i] || !v->owners[i])
            return bl_fail(err, BL_NO_MEMORY, "no memory for a plan");
    }
    for (int i = 0; i < scheme->measure_count && status == BL_OK; i++)
        if (scheme->measures[i].table)
            status = open_desk(v, i, err);
    return status;
}

bl_status bl_verdicts_open(const bl_scheme *scheme, bl_answers *answers, bl_verdicts **out,
                           bl_err *err)
{
    bl_verdicts *v = calloc(1, sizeof *v);
    *out = NULL;
    if (!v)
        return bl_fail(err, BL_NO_MEMORY, "no memory for a plan");
    v->scheme = scheme;
    v->answers = answers;
    bl_status status = open_all(v, err);
    if (status == BL_OK)
        *out = v;
    else
        bl_verdicts_close(v);
    return status;
}

static void close_beside(beside *b)
{
    free(b->cells);
    free(b->absent);
}

static void close_desk(desk *d)
{
    bl_sweeper_close(d->sweeper);
    bl_sweep_close(d->sweep);
    free(d->columns);
    for (int i = 0; i < BL_RESULTS; i++)
        free(d->cells[i]);
}

void bl_verdicts_close(bl_verdicts *v)
{
    if (!v)
        return;
    for (int i = 0; i < BL_SCHEME_MEASURES_MAX; i++)
        close_desk(&v->desks[i]);
    for (int i = 0; i < BL_SCHEME_FACTS_MAX; i++)
        close_beside(&v->facts[i]);
    for (int i = 0; i < BL_SCHEME_LISTS_MAX; i++) {
        for (int k = 0; v->gathered[i] && k < v->scheme->request_count; k++)
            close_beside(&v->gathered[i][k]);
        for (int k = 0; k < BL_SCHEME_FACTS_MAX; k++)
            close_beside(&v->gathered_facts[i][k]);
        free(v->gathered[i]);
        free(v->owners[i]);
    }
    free(v);
}

/* Rows that are not taken, or can't be */

static void check_years(bl_verdicts *v, bool *odd)
{
    const bl_column *years = &v->rows->request[v->scheme->year];
    bl_scheme_answer answer = {0};
    int64_t last = -1;
    for (size_t row = 0; row < v->rows->count; row++) {
        if (odd[row])
            continue;
        int64_t year = bl_cell_number(years, row);
        if (year != last)
            answer = bl_answers_of_year(v->answers, BL_ASKS_IN_FORCE, 0, year);
        last = year;
        odd[row] = !answer.is_known || !answer.value;
    }
}

static bool are_alike(const bl_scheme_names *names, const bl_column *columns, size_t a, size_t b)
{
    for (int i = 0; i < BL_SCHEME_NAMES_MAX; i++)
        if (bl_scheme_code(&names->codes[i], columns, a) !=
                bl_scheme_code(&names->codes[i], columns, b) ||
            bl_scheme_text(&names->texts[i], columns, a) !=
                bl_scheme_text(&names->texts[i], columns, b))
            return false;
    return true;
}

static bool holds(const bl_scheme_check *check, const bl_column *columns, size_t from, size_t past)
{
    for (size_t i = from; i < past; i++) {
        if (check->filled != BL_SCHEME_NONE && bl_cell_number(&columns[check->filled], i) == 0 &&
            bl_cell_code(&columns[check->filled_by], i) == check->filled_code + 1)
            return false;
        for (size_t k = from; k < i && check->must_differ; k++)
            if (are_alike(&check->names, columns, i, k))
                return false;
    }
    return true;
}

static void check_lists(bl_verdicts *v, bool *odd)
{
    const bl_scheme_rows *rows = v->rows;
    for (int i = 0; i < v->scheme->list_count; i++)
        for (size_t row = 0; row < rows->count; row++)
            if (rows->starts[i][row + 1] - rows->starts[i][row] > BL_SCHEME_LENGTH_MAX)
                odd[row] = true;
    for (int i = 0; i < v->scheme->check_count; i++) {
        const bl_scheme_check *check = &v->scheme->checks[i];
        const uint32_t *starts = rows->starts[check->list];
        for (size_t row = 0; row < rows->count; row++)
            if (!odd[row] && starts[row + 1] > starts[row] &&
                !holds(check, rows->elements[check->list], starts[row], starts[row + 1]))
                odd[row] = true;
    }
}

/* Made facts */

static void set_absent(beside *b, size_t row, bool absent)
{
    uint64_t bit = UINT64_C(1) << (row % 64);
    b->absent[row / 64] = absent ? b->absent[row / 64] | bit : b->absent[row / 64] & ~bit;
}

static void make_any(bl_verdicts *v, const bl_made_fact *fact, beside *out)
{
    const uint32_t *starts = v->rows->starts[fact->list];
    const bl_column *column = &v->rows->elements[fact->list][fact->field];
    uint8_t *cells = out->cells;
    for (size_t row = 0; row < v->rows->count; row++) {
        cells[row] = 0;
        for (uint32_t i = starts[row]; i < starts[row + 1]; i++)
            cells[row] |= bl_cell_code(column, i) == 2;
    }
}

static void make_given(bl_verdicts *v, int place, beside *out, bool *odd)
{
    const bl_column *given = &v->rows->request[v->scheme->facts[place].field];
    const bl_column *years = &v->rows->request[v->scheme->year];
    int64_t *cells = out->cells;
    for (size_t row = 0; row < v->rows->count; row++) {
        bl_scheme_answer answer = {true, true, 0, 0};
        if (!bl_cell_is_absent(given, row))
            answer.value = bl_cell_number(given, row);
        else if (!odd[row])
            answer =
                bl_answers_of_year(v->answers, BL_ASKS_AT_END, place, bl_cell_number(years, row));
        odd[row] = odd[row] || !answer.is_known;
        cells[row] = answer.is_present ? answer.value : 0;
        set_absent(out, row, !answer.is_present);
    }
}

/* Whether (now - before) / before > limit. */
static bool grows(int64_t now, int64_t before, int64_t limit)
{
    return (wide)(now - before) * BL_PERCENT_UNITS > (wide)limit * before;
}

static void make_growth(bl_verdicts *v, const bl_made_fact *fact, beside *out)
{
    const bl_column *now = &v->rows->request[fact->field];
    const bl_column *before = &v->rows->request[fact->before];
    const beside *limit = &v->facts[fact->above];
    const bl_column limits = {limit->cells, limit->absent};
    uint8_t *cells = out->cells;
    for (size_t row = 0; row < v->rows->count; row++) {
        bool is_there = !bl_cell_is_absent(now, row) && !bl_cell_is_absent(before, row) &&
                        !bl_cell_is_absent(&limits, row) && bl_cell_number(before, row) > 0;
        cells[row] = is_there && grows(bl_cell_number(now, row), bl_cell_number(before, row),
                                       bl_cell_number(&limits, row));
        set_absent(out, row, !is_there);
    }
}

static void make_facts(bl_verdicts *v, bool *odd)
{
    for (int i = 0; i < v->scheme->fact_count; i++) {
        const bl_made_fact *fact = &v->scheme->facts[i];
        if (fact->kind == BL_MADE_ANY)
            make_any(v, fact, &v->facts[i]);
        else if (fact->kind == BL_MADE_GIVEN)
            make_given(v, i, &v->facts[i], odd);
        else
            make_growth(v, fact, &v->facts[i]);
    }
}

/* Facts of the request beside each element of a list */

static void gather(const bl_column *from, bool is_small, const uint32_t *owners, size_t count,
                   beside *out)
{
    if (is_small)
        for (size_t i = 0; i < count; i++)
            ((uint8_t *)out->cells)[i] = ((const uint8_t *)from->cells)[owners[i]];
    else
        for (size_t i = 0; i < count; i++)
            ((int64_t *)out->cells)[i] = ((const int64_t *)from->cells)[owners[i]];
    if (!from->absent)
        return;
    memset(out->absent, 0, (count + 63) / 64 * sizeof *out->absent);
    for (size_t i = 0; i < count; i++)
        out->absent[i / 64] |= (uint64_t)bl_cell_is_absent(from, owners[i]) << (i % 64);
}

static void gather_list(bl_verdicts *v, int list)
{
    const bl_scheme_rows *rows = v->rows;
    const uint32_t *starts = rows->starts[list];
    uint32_t *owners = v->owners[list];
    size_t count = starts[rows->count];
    for (size_t row = 0; row < rows->count; row++)
        for (uint32_t i = starts[row]; i < starts[row + 1]; i++)
            owners[i] = (uint32_t)row;
    for (int i = 0; i < v->scheme->request_count; i++)
        if (v->gathered[list][i].is_wanted)
            gather(&rows->request[i], bl_fact_is_small(v->scheme->request[i]), owners, count,
                   &v->gathered[list][i]);
    for (int i = 0; i < v->scheme->fact_count; i++)
        if (v->gathered_facts[list][i].is_wanted)
            gather(&(bl_column){v->facts[i].cells, v->facts[i].absent},
                   fact_is_small(&v->scheme->facts[i]), owners, count, &v->gathered_facts[list][i]);
}

/* Verdicts */

static void lay_columns(bl_verdicts *v, int measure)
{
    const bl_scheme_measure *m = &v->scheme->measures[measure];
    bl_column *columns = v->desks[measure].columns;
    const bl_scheme_rows *rows = v->rows;
    if (m->list == BL_SCHEME_NONE) {
        memcpy(columns, rows->request, (size_t)v->scheme->request_count * sizeof *columns);
        columns += v->scheme->request_count;
    } else {
        size_t own = (size_t)v->scheme->element_counts[m->list];
        memcpy(columns, rows->elements[m->list], own * sizeof *columns);
        columns += own;
    }
    for (int i = 0; i < m->fact_count; i++) {
        const beside *b = m->list == BL_SCHEME_NONE ? &v->facts[m->facts[i]]
                                                    : &v->gathered_facts[m->list][m->facts[i]];
        *columns++ = (bl_column){b->cells, b->absent};
    }
    for (int i = 0; m->list != BL_SCHEME_NONE && i < v->scheme->request_count; i++) {
        const beside *b = &v->gathered[m->list][i];
        columns[i] = (bl_column){b->cells, rows->request[i].absent ? b->absent : NULL};
    }
}

/* How many verdicts a measure has: one for each row, or for each element. */
static size_t verdict_count(const bl_verdicts *v, const bl_scheme_measure *m)
{
    return m->list == BL_SCHEME_NONE ? v->rows->count : v->rows->starts[m->list][v->rows->count];
}

static uint32_t row_of(const bl_verdicts *v, const bl_scheme_measure *m, size_t i)
{
    return m->list == BL_SCHEME_NONE ? (uint32_t)i : v->owners[m->list][i];
}

/* Lines are only made of lists that hold something. */
static void drop_empty(bl_verdicts *v, const bl_scheme_measure *m, int64_t *verdicts, size_t count)
{
    const bl_column *counts = m->list == BL_SCHEME_NONE ? &v->rows->request[m->counted]
                                                        : &v->rows->elements[m->list][m->counted];
    for (size_t i = 0; i < count; i++)
        if (bl_cell_number(counts, i) == 0)
            verdicts[i] = v->scheme->no_line;
}

static void find_verdicts(bl_verdicts *v, int measure, bool *odd)
{
    const bl_scheme_measure *m = &v->scheme->measures[measure];
    desk *d = &v->desks[measure];
    size_t count = verdict_count(v, m);
    if (count == 0)
        return;
    lay_columns(v, measure);
    if (bl_sweeper_run(d->sweeper, count, NULL) != BL_OK)
        memset(odd, true, v->rows->count * sizeof *odd);
    if (m->counted != BL_SCHEME_NONE)
        drop_empty(v, m, d->cells[0], count);
}

static void find_waiting(bl_verdicts *v, int measure, bool *waits)
{
    const bl_scheme_measure *m = &v->scheme->measures[measure];
    const int64_t *verdicts = v->desks[measure].cells[0];
    const bl_column *scores = m->list == BL_SCHEME_NONE ? &v->rows->request[m->score]
                                                        : &v->rows->elements[m->list][m->score];
    size_t count = verdict_count(v, m);
    for (size_t i = 0; i < count; i++)
        if (verdicts[i] == v->scheme->pending && !bl_cell_is_absent(scores, i))
            waits[row_of(v, m, i)] = true;
}

void bl_verdicts_find(bl_verdicts *v, const bl_scheme_rows *rows, bool *odd, bool *waits)
{
    v->rows = rows;
    check_years(v, odd);
    check_lists(v, odd);
    make_facts(v, odd);
    for (int i = 0; i < v->scheme->list_count; i++)
        gather_list(v, i);
    for (int i = 0; i < v->scheme->measure_count; i++)
        if (v->scheme->measures[i].table)
            find_verdicts(v, i, odd);
    for (int i = 0; i < v->scheme->measure_count; i++)
        if (v->scheme->measures[i].table && v->scheme->measures[i].score != BL_SCHEME_NONE)
            find_waiting(v, i, waits);
}

size_t bl_verdicts_count(const bl_verdicts *v, int measure)
{
    return verdict_count(v, &v->scheme->measures[measure]);
}

const int64_t *bl_verdicts_cells(const bl_verdicts *v, int measure, int result)
{
    return v->desks[measure].cells[result];
}

const uint32_t *bl_verdicts_rows(const bl_verdicts *v, int measure)
{
    int list = v->scheme->measures[measure].list;
    return list == BL_SCHEME_NONE ? NULL : v->owners[list];
}

/* SPDX-License-Identifier: MIT
 *
 * Verdicts are found table by table for all rows of a batch. Few lines qualify; only those are
 * looked at further, a row's one after another. */
#include "rule/plan.h"

#include <stdlib.h>
#include <string.h>

__extension__ typedef __int128 wide;

#define ANSWERS_MAX 4096                 /* kept, a power of two */
#define LINES_MAX   BL_PLAN_ELEMENTS_MAX /* of a batch that qualify; rows with more are odd */
#define FEN_MAX     (INT64_MAX / 4096)   /* of one sum, so that those of a row add up */

typedef enum standing {
    STANDS_PAID,
    STANDS_DISPLACED,
    STANDS_OUT /* awarded already, or by another rule */
} standing;

/* A line that qualified. */
typedef struct line {
    uint32_t row;
    uint32_t element;
    int32_t next; /* of the row, or BL_PLAN_NONE */
    uint8_t measure;
    uint8_t standing;
    int64_t tier; /* of a measure with tiers */
    int64_t gross, amount;
    int kind;
    int64_t text;
} line;

/* The columns of a measure: its table's, and what they come to. */
typedef struct desk {
    bl_sweep *sweep;
    bl_column *columns;
    bl_output outputs[3];
    int64_t *cells[3];
    bl_task task; /* the sweeper's */
    bl_sweeper *sweeper;
} desk;

/* A column beside the request or a list: a made fact, or one gathered for each element. */
typedef struct beside {
    bool is_wanted;
    void *cells;
    uint64_t *absent;
} beside;

/* An answer by its question. */
typedef struct kept {
    uint64_t key; /* 0: none */
    bl_plan_answer answer;
} kept;

struct bl_plan {
    bl_plan_parts parts;
    bl_plan_ask *ask;
    void *context;
    desk desks[BL_PLAN_MEASURES_MAX];
    beside facts[BL_PLAN_FACTS_MAX];
    beside *gathered[BL_PLAN_LISTS_MAX];                         /* of the request's fields */
    beside gathered_facts[BL_PLAN_LISTS_MAX][BL_PLAN_FACTS_MAX]; /* of made facts */
    uint32_t *owners[BL_PLAN_LISTS_MAX];                         /* the row of each element */
    kept answers[ANSWERS_MAX];
    size_t answer_count;
    const bl_plan_rows *rows;
    int32_t first[BL_PLAN_ROWS_MAX]; /* the first line of a row that qualified, and the last */
    int32_t last[BL_PLAN_ROWS_MAX];
    line *lines;
    size_t line_count;
};

/* Cells */

static bool is_absent(const bl_column *column, size_t i)
{
    return column->absent && column->absent[i / 64] >> (i % 64) & 1;
}

static int64_t number_at(const bl_column *column, size_t i)
{
    return ((const int64_t *)column->cells)[i];
}

/* One more than the code; 0 when there is none. */
static int code_at(const bl_column *column, size_t i)
{
    return is_absent(column, i) ? 0 : 1 + ((const uint8_t *)column->cells)[i];
}

static bool is_needless(const bl_plan_shown *shown, const bl_column *columns, size_t i)
{
    if (shown->asked_by == BL_PLAN_NONE)
        return false;
    int code = code_at(&columns[shown->asked_by], i);
    return code > 0 && shown->needless[code - 1];
}

static int shown_code(const bl_plan_shown *shown, const bl_column *columns, size_t i)
{
    if (shown->place == BL_PLAN_NONE || is_needless(shown, columns, i))
        return 0;
    return code_at(&columns[shown->place], i);
}

static int64_t shown_text(const bl_plan_shown *shown, const bl_column *columns, size_t i)
{
    return shown->place == BL_PLAN_NONE ? 0 : number_at(&columns[shown->place], i);
}

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

static bool fact_is_small(const bl_plan_fact *fact)
{
    return fact->kind != BL_MADE_GIVEN;
}

/* Marks the request's fields that a table asks about, for the elements of a list. */
static bool want_fields(bl_plan *plan, const bl_plan_measure *m, int offset)
{
    const bl_table_parts *table = bl_table_view(m->table);
    bool fine = true;
    for (int i = 0; i < table->node_count + table->branch_count && fine; i++) {
        const bl_branch *branch =
            i < table->node_count ? NULL : &table->branches[i - table->node_count];
        int64_t place = BL_PLAN_NONE;
        if (branch && branch->question >= BL_ASKS_PRESENT)
            place = branch->left;
        else if (!branch && table->nodes[i].operation == BL_OP_FIELD)
            place = table->nodes[i].value;
        if (place >= offset)
            fine = open_beside(&plan->gathered[m->list][place - offset],
                               bl_fact_is_small(plan->parts.request[place - offset]),
                               BL_PLAN_ELEMENTS_MAX);
    }
    return fine;
}

static size_t room_of(const bl_plan_measure *m)
{
    return m->list == BL_PLAN_NONE ? BL_PLAN_ROWS_MAX : BL_PLAN_ELEMENTS_MAX;
}

static bl_status open_desk(bl_plan *plan, int measure, bl_err *err)
{
    const bl_plan_measure *m = &plan->parts.measures[measure];
    desk *d = &plan->desks[measure];
    const bl_table_parts *table = bl_table_view(m->table);
    int own = m->list == BL_PLAN_NONE ? 0 : plan->parts.element_counts[m->list];
    bool fine = true;
    if (table->field_count != own + m->fact_count + plan->parts.request_count ||
        table->result_count != (m->tier == BL_PLAN_NONE ? 2 : 3))
        return bl_fail(err, BL_INVALID, "the table of a measure has other facts than its plan");
    for (int i = 0; i < m->fact_count && fine; i++) {
        const bl_plan_fact *fact = &plan->parts.facts[m->facts[i]];
        fine = open_beside(&plan->facts[m->facts[i]], fact_is_small(fact), BL_PLAN_ROWS_MAX);
        if (fine && own > 0)
            fine = open_beside(&plan->gathered_facts[m->list][m->facts[i]], fact_is_small(fact),
                               BL_PLAN_ELEMENTS_MAX);
    }
    d->columns = calloc((size_t)table->field_count + 1, sizeof *d->columns);
    for (int i = 0; i < table->result_count && fine; i++) {
        d->cells[i] = d->outputs[i].cells = calloc(room_of(m), sizeof(int64_t));
        fine = d->cells[i] != NULL;
    }
    if (!fine || !d->columns || (own > 0 && !want_fields(plan, m, own + m->fact_count)))
        return bl_fail(err, BL_NO_MEMORY, "no memory for a plan");
    bl_status status = bl_sweep_open(m->table, &d->sweep, err);
    d->task = (bl_task){d->sweep, d->columns, d->outputs};
    return status == BL_OK ? bl_sweeper_open(&d->task, 1, &d->sweeper, err) : status;
}

static bl_status open_all(bl_plan *plan, bl_err *err)
{
    const bl_plan_parts *parts = &plan->parts;
    bool fine = true;
    for (int i = 0; i < parts->list_count; i++) {
        plan->gathered[i] = calloc((size_t)parts->request_count + 1, sizeof(beside));
        plan->owners[i] = calloc(BL_PLAN_ELEMENTS_MAX, sizeof(uint32_t));
        fine = fine && plan->gathered[i] && plan->owners[i];
    }
    plan->lines = calloc(LINES_MAX, sizeof *plan->lines);
    if (!fine || !plan->lines)
        return bl_fail(err, BL_NO_MEMORY, "no memory for a plan");
    bl_status status = BL_OK;
    for (int i = 0; i < parts->measure_count && status == BL_OK; i++)
        if (parts->measures[i].table)
            status = open_desk(plan, i, err);
    return status;
}

bl_status bl_plan_open(const bl_plan_parts *parts, bl_plan_ask *ask, void *context, bl_plan **out,
                       bl_err *err)
{
    bl_plan *plan = calloc(1, sizeof *plan);
    *out = NULL;
    if (!plan)
        return bl_fail(err, BL_NO_MEMORY, "no memory for a plan");
    plan->parts = *parts;
    plan->ask = ask;
    plan->context = context;
    bl_status status = open_all(plan, err);
    if (status != BL_OK) {
        bl_plan_close(plan);
        return status;
    }
    *out = plan;
    return BL_OK;
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
    for (int i = 0; i < 3; i++)
        free(d->cells[i]);
}

void bl_plan_close(bl_plan *plan)
{
    if (!plan)
        return;
    for (int i = 0; i < BL_PLAN_MEASURES_MAX; i++)
        close_desk(&plan->desks[i]);
    for (int i = 0; i < BL_PLAN_FACTS_MAX; i++)
        close_beside(&plan->facts[i]);
    for (int i = 0; i < BL_PLAN_LISTS_MAX; i++) {
        for (int k = 0; plan->gathered[i] && k < plan->parts.request_count; k++)
            close_beside(&plan->gathered[i][k]);
        for (int k = 0; k < BL_PLAN_FACTS_MAX; k++)
            close_beside(&plan->gathered_facts[i][k]);
        free(plan->gathered[i]);
        free(plan->owners[i]);
    }
    free(plan->lines);
    free(plan);
}

const bl_plan_parts *bl_plan_view(const bl_plan *plan)
{
    return &plan->parts;
}

/* Questions */

static uint64_t key_of(const bl_plan_question *q)
{
    uint64_t key = (uint64_t)q->kind + 1;
    key = key << 4 | (uint64_t)q->fact;
    key = key << 6 | (uint64_t)q->measure;
    key = key << 4 | q->texts;
    if (q->kind != BL_ASKS_KIND)
        return key << 32 | (uint32_t)q->year;
    for (int i = 0; i < BL_PLAN_NAMES_MAX; i++)
        key = key << 8 | (uint64_t)q->codes[i];
    return key;
}

/* The answer to a question, asked once. */
static bl_plan_answer answer_to(bl_plan *plan, const bl_plan_question *question)
{
    uint64_t key = key_of(question);
    size_t at = (key * UINT64_C(0x9E3779B97F4A7C15)) >> 52;
    for (; plan->answers[at].key; at = (at + 1) % ANSWERS_MAX)
        if (plan->answers[at].key == key)
            return plan->answers[at].answer;
    bl_plan_answer answer = {0};
    if (plan->answer_count == ANSWERS_MAX / 2)
        return answer;
    plan->ask(plan->context, question, &answer);
    plan->answers[at] = (kept){key, answer};
    plan->answer_count++;
    return answer;
}

static bl_plan_answer answer_of_year(bl_plan *plan, int kind, int fact, int64_t year)
{
    if (year < 0 || year > INT32_MAX)
        return (bl_plan_answer){0};
    bl_plan_question question = {.kind = kind, .fact = fact, .year = year};
    return answer_to(plan, &question);
}

/* Rows that are not taken, or can't be */

static void check_years(bl_plan *plan, bool *odd)
{
    const bl_column *years = &plan->rows->request[plan->parts.year];
    bl_plan_answer answer = {0};
    int64_t last = -1;
    for (size_t row = 0; row < plan->rows->count; row++) {
        if (odd[row])
            continue;
        int64_t year = number_at(years, row);
        if (year != last)
            answer = answer_of_year(plan, BL_ASKS_IN_FORCE, 0, year);
        last = year;
        odd[row] = !answer.is_known || !answer.value;
    }
}

static bool are_alike(const bl_plan_names *names, const bl_column *columns, size_t a, size_t b)
{
    for (int i = 0; i < BL_PLAN_NAMES_MAX; i++)
        if (shown_code(&names->codes[i], columns, a) != shown_code(&names->codes[i], columns, b) ||
            shown_text(&names->texts[i], columns, a) != shown_text(&names->texts[i], columns, b))
            return false;
    return true;
}

static bool holds(const bl_plan_check *check, const bl_column *columns, size_t from, size_t past)
{
    for (size_t i = from; i < past; i++) {
        if (check->filled != BL_PLAN_NONE && number_at(&columns[check->filled], i) == 0 &&
            code_at(&columns[check->filled_by], i) == check->filled_code + 1)
            return false;
        for (size_t k = from; k < i; k++)
            if (are_alike(&check->names, columns, i, k))
                return false;
    }
    return true;
}

static void check_lists(bl_plan *plan, bool *odd)
{
    const bl_plan_rows *rows = plan->rows;
    for (int i = 0; i < plan->parts.list_count; i++)
        for (size_t row = 0; row < rows->count; row++)
            if (rows->starts[i][row + 1] - rows->starts[i][row] > BL_PLAN_LENGTH_MAX)
                odd[row] = true;
    for (int i = 0; i < plan->parts.check_count; i++) {
        const bl_plan_check *check = &plan->parts.checks[i];
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

static void make_any(bl_plan *plan, const bl_plan_fact *fact, beside *out)
{
    const uint32_t *starts = plan->rows->starts[fact->list];
    const bl_column *column = &plan->rows->elements[fact->list][fact->field];
    uint8_t *cells = out->cells;
    for (size_t row = 0; row < plan->rows->count; row++) {
        cells[row] = 0;
        for (uint32_t i = starts[row]; i < starts[row + 1]; i++)
            cells[row] |= code_at(column, i) == 2;
    }
}

static void make_given(bl_plan *plan, int place, beside *out, bool *odd)
{
    const bl_column *given = &plan->rows->request[plan->parts.facts[place].field];
    const bl_column *years = &plan->rows->request[plan->parts.year];
    int64_t *cells = out->cells;
    for (size_t row = 0; row < plan->rows->count; row++) {
        bl_plan_answer answer = {true, true, 0, 0};
        if (!is_absent(given, row))
            answer.value = number_at(given, row);
        else if (!odd[row])
            answer = answer_of_year(plan, BL_ASKS_AT_END, place, number_at(years, row));
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

static void make_growth(bl_plan *plan, const bl_plan_fact *fact, beside *out)
{
    const bl_column *now = &plan->rows->request[fact->field];
    const bl_column *before = &plan->rows->request[fact->before];
    const beside *limit = &plan->facts[fact->above];
    const bl_column limits = {limit->cells, limit->absent};
    uint8_t *cells = out->cells;
    for (size_t row = 0; row < plan->rows->count; row++) {
        bool is_there = !is_absent(now, row) && !is_absent(before, row) &&
                        !is_absent(&limits, row) && number_at(before, row) > 0;
        cells[row] = is_there && grows(number_at(now, row), number_at(before, row),
                                       number_at(&limits, row));
        set_absent(out, row, !is_there);
    }
}

static void make_facts(bl_plan *plan, bool *odd)
{
    for (int i = 0; i < plan->parts.fact_count; i++) {
        const bl_plan_fact *fact = &plan->parts.facts[i];
        if (fact->kind == BL_MADE_ANY)
            make_any(plan, fact, &plan->facts[i]);
        else if (fact->kind == BL_MADE_GIVEN)
            make_given(plan, i, &plan->facts[i], odd);
        else
            make_growth(plan, fact, &plan->facts[i]);
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
        out->absent[i / 64] |= (uint64_t)is_absent(from, owners[i]) << (i % 64);
}

static void gather_list(bl_plan *plan, int list)
{
    const bl_plan_rows *rows = plan->rows;
    const uint32_t *starts = rows->starts[list];
    uint32_t *owners = plan->owners[list];
    size_t count = starts[rows->count];
    for (size_t row = 0; row < rows->count; row++)
        for (uint32_t i = starts[row]; i < starts[row + 1]; i++)
            owners[i] = (uint32_t)row;
    for (int i = 0; i < plan->parts.request_count; i++)
        if (plan->gathered[list][i].is_wanted)
            gather(&rows->request[i], bl_fact_is_small(plan->parts.request[i]), owners, count,
                   &plan->gathered[list][i]);
    for (int i = 0; i < plan->parts.fact_count; i++)
        if (plan->gathered_facts[list][i].is_wanted)
            gather(&(bl_column){plan->facts[i].cells, plan->facts[i].absent},
                   fact_is_small(&plan->parts.facts[i]), owners, count,
                   &plan->gathered_facts[list][i]);
}

/* Verdicts */

static void lay_columns(bl_plan *plan, int measure)
{
    const bl_plan_measure *m = &plan->parts.measures[measure];
    bl_column *columns = plan->desks[measure].columns;
    const bl_plan_rows *rows = plan->rows;
    if (m->list == BL_PLAN_NONE) {
        memcpy(columns, rows->request, (size_t)plan->parts.request_count * sizeof *columns);
        columns += plan->parts.request_count;
    } else {
        size_t own = (size_t)plan->parts.element_counts[m->list];
        memcpy(columns, rows->elements[m->list], own * sizeof *columns);
        columns += own;
    }
    for (int i = 0; i < m->fact_count; i++) {
        const beside *b = m->list == BL_PLAN_NONE ? &plan->facts[m->facts[i]]
                                                  : &plan->gathered_facts[m->list][m->facts[i]];
        *columns++ = (bl_column){b->cells, b->absent};
    }
    for (int i = 0; m->list != BL_PLAN_NONE && i < plan->parts.request_count; i++) {
        const beside *b = &plan->gathered[m->list][i];
        columns[i] = (bl_column){b->cells, rows->request[i].absent ? b->absent : NULL};
    }
}

/* How many verdicts a measure has: one for each row, or for each element. */
static size_t verdict_count(const bl_plan *plan, const bl_plan_measure *m)
{
    return m->list == BL_PLAN_NONE ? plan->rows->count
                                   : plan->rows->starts[m->list][plan->rows->count];
}

static uint32_t row_of(const bl_plan *plan, const bl_plan_measure *m, size_t i)
{
    return m->list == BL_PLAN_NONE ? (uint32_t)i : plan->owners[m->list][i];
}

/* Lines are only made of lists that hold something. */
static void drop_empty(bl_plan *plan, const bl_plan_measure *m, int64_t *verdicts, size_t count)
{
    const bl_column *counts = m->list == BL_PLAN_NONE
                                  ? &plan->rows->request[m->counted]
                                  : &plan->rows->elements[m->list][m->counted];
    for (size_t i = 0; i < count; i++)
        if (number_at(counts, i) == 0)
            verdicts[i] = plan->parts.no_line;
}

static void find_verdicts(bl_plan *plan, int measure, bool *odd)
{
    const bl_plan_measure *m = &plan->parts.measures[measure];
    desk *d = &plan->desks[measure];
    size_t count = verdict_count(plan, m);
    if (count == 0)
        return;
    lay_columns(plan, measure);
    if (bl_sweeper_run(d->sweeper, count, NULL) != BL_OK)
        memset(odd, true, plan->rows->count * sizeof *odd);
    if (m->counted != BL_PLAN_NONE)
        drop_empty(plan, m, d->cells[0], count);
}

static void find_waiting(bl_plan *plan, int measure, bool *waits)
{
    const bl_plan_measure *m = &plan->parts.measures[measure];
    const int64_t *verdicts = plan->desks[measure].cells[0];
    const bl_column *scores = m->list == BL_PLAN_NONE ? &plan->rows->request[m->score]
                                                      : &plan->rows->elements[m->list][m->score];
    size_t count = verdict_count(plan, m);
    for (size_t i = 0; i < count; i++)
        if (verdicts[i] == plan->parts.pending && !is_absent(scores, i))
            waits[row_of(plan, m, i)] = true;
}

void bl_plan_judge(bl_plan *plan, const bl_plan_rows *rows, bool *odd, bool *waits)
{
    BL_REQUIRE(rows->count <= BL_PLAN_ROWS_MAX);
    plan->rows = rows;
    check_years(plan, odd);
    check_lists(plan, odd);
    make_facts(plan, odd);
    for (int i = 0; i < plan->parts.list_count; i++)
        gather_list(plan, i);
    for (int i = 0; i < plan->parts.measure_count; i++)
        if (plan->parts.measures[i].table)
            find_verdicts(plan, i, odd);
    for (int i = 0; i < plan->parts.measure_count; i++)
        if (plan->parts.measures[i].table && plan->parts.measures[i].score != BL_PLAN_NONE)
            find_waiting(plan, i, waits);
}

bool bl_plan_has_line(const bl_plan *plan, size_t row, int measure)
{
    const bl_plan_measure *m = &plan->parts.measures[measure];
    if (!m->table)
        return false;
    size_t from = m->list == BL_PLAN_NONE ? row : plan->rows->starts[m->list][row];
    size_t past = m->list == BL_PLAN_NONE ? row + 1 : plan->rows->starts[m->list][row + 1];
    for (size_t i = from; i < past; i++)
        if (plan->desks[measure].cells[0][i] != plan->parts.no_line)
            return true;
    return false;
}

/* Lines that qualified */

/* Appends a line to those of its row; NULL when there is no room, which makes the row odd. */
static line *append_line(bl_plan *plan, uint32_t row, uint32_t element, int measure, bool *odd)
{
    if (plan->line_count == LINES_MAX) {
        odd[row] = true;
        return NULL;
    }
    int32_t place = (int32_t)plan->line_count++;
    line *l = &plan->lines[place];
    const desk *d = &plan->desks[measure];
    *l = (line){.row = row, .element = element, .next = BL_PLAN_NONE, .measure = (uint8_t)measure};
    l->gross = l->amount = d->cells[1][element];
    l->tier = d->cells[2] ? d->cells[2][element] : 0;
    if (plan->first[row] == BL_PLAN_NONE)
        plan->first[row] = place;
    else
        plan->lines[plan->last[row]].next = place;
    plan->last[row] = place;
    return l;
}

static const line *last_line(const bl_plan *plan, uint32_t row)
{
    return plan->first[row] == BL_PLAN_NONE ? NULL : &plan->lines[plan->last[row]];
}

static void collect_lines(bl_plan *plan, int measure, bool *odd, const bool *waits)
{
    const bl_plan_measure *m = &plan->parts.measures[measure];
    const int64_t *verdicts = plan->desks[measure].cells[0];
    size_t count = verdict_count(plan, m);
    for (size_t i = 0; i < count; i++) {
        if (verdicts[i] != plan->parts.qualified)
            continue;
        uint32_t row = row_of(plan, m, i);
        const line *last = last_line(plan, row);
        if (odd[row] || waits[row] || (m->is_one && last && last->measure == measure))
            continue;
        append_line(plan, row, (uint32_t)i, measure, odd);
    }
}

/* The elements of a list that a row has. */
typedef struct span {
    const bl_column *columns;
    size_t from, past;
} span;

static span span_of(const bl_plan *plan, int list, uint32_t row)
{
    if (list == BL_PLAN_NONE)
        return (span){0};
    const uint32_t *starts = plan->rows->starts[list];
    return (span){plan->rows->elements[list], starts[row], starts[row + 1]};
}

static int measure_at(const bl_plan *plan, const bl_column *items, size_t i)
{
    int code = code_at(items, i);
    return code > 0 && code <= BL_PLAN_ITEMS_MAX ? plan->parts.measures_of[code - 1] : BL_PLAN_NONE;
}

/* Whether an award made for the measure has the part; also only in the year, unless that is -1. */
static bool has_part(const bl_plan *plan, span priors, int measure, int64_t part, int64_t year)
{
    const bl_plan_parts *parts = &plan->parts;
    const bl_plan_measure *m = &parts->measures[measure];
    for (size_t i = priors.from; i < priors.past; i++)
        if (measure_at(plan, &priors.columns[parts->priors.item], i) == measure &&
            shown_text(&parts->priors.names.texts[m->prior_part], priors.columns, i) == part &&
            (year == -1 || number_at(&priors.columns[parts->priors.year], i) == year))
            return true;
    return false;
}

/* How many parts of a line no award was made for, and how many there are with those awarded in the
 * year. */
static void count_parts(const bl_plan *plan, const line *l, int *new_parts, int *all)
{
    const bl_plan_parts *parts = &plan->parts;
    const bl_plan_measure *m = &parts->measures[l->measure];
    const int64_t *verdicts = plan->desks[l->measure].cells[0];
    int64_t year = number_at(&plan->rows->request[parts->year], l->row);
    span priors = span_of(plan, parts->priors.list, l->row), own = span_of(plan, m->list, l->row);
    *new_parts = *all = 0;
    for (size_t i = own.from; i < own.past; i++) {
        int64_t part = number_at(&own.columns[m->part], i);
        bool is_again = false;
        for (size_t k = own.from; k < i; k++)
            is_again |= verdicts[k] == parts->qualified &&
                        number_at(&own.columns[m->part], k) == part;
        if (verdicts[i] != parts->qualified || is_again)
            continue;
        *new_parts += !has_part(plan, priors, l->measure, part, -1);
        *all += !has_part(plan, priors, l->measure, part, year);
    }
    for (size_t i = priors.from; i < priors.past; i++) {
        int64_t part = shown_text(&parts->priors.names.texts[m->prior_part], priors.columns, i);
        span before = {priors.columns, priors.from, i};
        if (measure_at(plan, &priors.columns[parts->priors.item], i) == l->measure &&
            number_at(&priors.columns[parts->priors.year], i) == year)
            *all += !has_part(plan, before, l->measure, part, year);
    }
}

/* Whether the award made before is the same as the line's. */
static bool is_same(const bl_plan *plan, const line *l, const bl_column *priors, size_t i)
{
    const bl_plan_parts *parts = &plan->parts;
    const bl_plan_measure *m = &parts->measures[l->measure];
    const bl_column *own = m->list == BL_PLAN_NONE ? plan->rows->request
                                                   : plan->rows->elements[m->list];
    if (m->once == BL_ONCE_TIER) {
        const bl_column *tiers = &priors[parts->priors.tier];
        return !is_absent(tiers, i) && number_at(tiers, i) >= l->tier;
    }
    if (m->once_a_year && number_at(&priors[parts->priors.year], i) !=
                              number_at(&plan->rows->request[parts->year], l->row))
        return false;
    for (int k = 0; k < BL_PLAN_NAMES_MAX; k++) {
        int code = shown_code(&m->names.codes[k], own, l->element);
        if (m->once_codes[k] && code > 0 &&
            code != code_at(&priors[parts->priors.names.codes[k].place], i))
            return false;
        if (m->once_texts[k] && shown_text(&m->names.texts[k], own, l->element) !=
                                    shown_text(&parts->priors.names.texts[k], priors, i))
            return false;
    }
    return true;
}

/* The stage of awards made before. False makes the row odd. */
static bool award_once(const bl_plan *plan, line *l)
{
    const bl_plan_parts *parts = &plan->parts;
    const bl_plan_measure *m = &parts->measures[l->measure];
    span priors = span_of(plan, parts->priors.list, l->row);
    int new_parts = 0, all = 0;
    int64_t sum = 0;
    bool found = false;
    if (m->once == BL_ONCE_NEVER || priors.from == priors.past)
        return true;
    if (m->once == BL_ONCE_PARTS)
        count_parts(plan, l, &new_parts, &all);
    for (size_t i = priors.from; i < priors.past; i++) {
        if (measure_at(plan, &priors.columns[parts->priors.item], i) != l->measure)
            continue;
        if (m->once == BL_ONCE_UNKNOWN)
            return false;
        if (m->once == BL_ONCE_PARTS ? new_parts > 0 : !is_same(plan, l, priors.columns, i))
            continue;
        int64_t amount = number_at(&priors.columns[parts->priors.amount], i);
        if (amount > FEN_MAX)
            return false;
        found = true;
        sum += amount;
    }
    if (found && m->remains && sum < l->gross) {
        l->amount = l->gross - sum;
    } else if (found) {
        l->standing = STANDS_OUT;
        l->amount = 0;
    }
    return true;
}

/* The stage of better rules of others. */
static bool supersede(bl_plan *plan, line *l)
{
    const bl_plan_parts *parts = &plan->parts;
    span rules = span_of(plan, parts->superiors.list, l->row);
    for (size_t i = rules.from; i < rules.past && l->standing != STANDS_OUT; i++) {
        if (measure_at(plan, &rules.columns[parts->superiors.item], i) != l->measure)
            continue;
        bl_plan_answer since = answer_to(plan, &(bl_plan_question){.kind = BL_ASKS_SINCE});
        if (!since.is_known)
            return false;
        if (number_at(&rules.columns[parts->superiors.issued_on], i) > since.value &&
            number_at(&rules.columns[parts->superiors.amount], i) > l->gross) {
            l->standing = STANDS_OUT;
            l->amount = 0;
        }
    }
    return true;
}

/* Of which kind what has these facts is, with the text that tells it apart further. */
static bool find_kind(bl_plan *plan, int measure, const bl_plan_names *names,
                      const bl_column *columns, size_t i, int *kind, int64_t *text)
{
    bl_plan_question question = {.kind = BL_ASKS_KIND, .measure = measure};
    for (int k = 0; k < BL_PLAN_NAMES_MAX; k++) {
        question.codes[k] = shown_code(&names->codes[k], columns, i);
        question.texts |= (unsigned)(shown_text(&names->texts[k], columns, i) != 0) << k;
    }
    bl_plan_answer answer = answer_to(plan, &question);
    *kind = (int)answer.value;
    *text = answer.text == BL_PLAN_NONE ? 0 : shown_text(&names->texts[answer.text], columns, i);
    return answer.is_known;
}

static bool find_kind_of_line(bl_plan *plan, line *l)
{
    const bl_plan_measure *m = &plan->parts.measures[l->measure];
    const bl_column *own = m->list == BL_PLAN_NONE ? plan->rows->request
                                                   : plan->rows->elements[m->list];
    return find_kind(plan, l->measure, &m->names, own, l->element, &l->kind, &l->text);
}

/* Takes what was paid before of its kind off a line. */
static bool take_off(bl_plan *plan, line *l)
{
    const bl_plan_parts *parts = &plan->parts;
    span priors = span_of(plan, parts->priors.list, l->row);
    int64_t year = number_at(&plan->rows->request[parts->year], l->row);
    l->amount = l->gross;
    for (size_t i = priors.from; i < priors.past; i++) {
        int measure = measure_at(plan, &priors.columns[parts->priors.item], i), kind;
        int64_t text, amount = number_at(&priors.columns[parts->priors.amount], i);
        if (measure == BL_PLAN_NONE || amount > FEN_MAX)
            return false;
        if (parts->windows[measure] == BL_WINDOW_NONE)
            continue;
        if (number_at(&priors.columns[parts->priors.year], i) != year) {
            bl_plan_answer all = answer_to(plan, &(bl_plan_question){.kind = BL_ASKS_LIFETIME});
            if (!all.is_known)
                return false;
            if (!all.value || parts->windows[measure] == BL_WINDOW_YEAR)
                continue;
        }
        if (!find_kind(plan, measure, &parts->priors.names, priors.columns, i, &kind, &text))
            return false;
        if (kind == l->kind && text == l->text)
            l->amount -= amount;
    }
    return true;
}

/* Whether a line of the row displaces this one: a higher one of its kind, or an earlier one as high.
 */
static bool is_displaced(const bl_plan *plan, const line *l)
{
    bool is_earlier = true;
    for (int32_t at = plan->first[l->row]; at != BL_PLAN_NONE; at = plan->lines[at].next) {
        const line *other = &plan->lines[at];
        if (other == l)
            is_earlier = false;
        else if (other->standing != STANDS_OUT && other->kind == l->kind &&
                 other->text == l->text &&
                 (other->gross > l->gross || (is_earlier && other->gross == l->gross)))
            return true;
    }
    return false;
}

/* The stage of kinds. */
static bool stack(bl_plan *plan, uint32_t row)
{
    for (int32_t at = plan->first[row]; at != BL_PLAN_NONE; at = plan->lines[at].next)
        if (plan->lines[at].standing != STANDS_OUT &&
            (!find_kind_of_line(plan, &plan->lines[at]) || !take_off(plan, &plan->lines[at])))
            return false;
    for (int32_t at = plan->first[row]; at != BL_PLAN_NONE; at = plan->lines[at].next) {
        line *l = &plan->lines[at];
        if (l->standing != STANDS_OUT && (l->amount <= 0 || is_displaced(plan, l))) {
            l->standing = STANDS_DISPLACED;
            l->amount = 0;
        }
    }
    return true;
}

/* All stages of a row. False makes it odd. */
static bool settle_row(bl_plan *plan, uint32_t row, int64_t *total)
{
    const bl_plan_parts *parts = &plan->parts;
    for (int32_t at = plan->first[row]; at != BL_PLAN_NONE; at = plan->lines[at].next) {
        line *l = &plan->lines[at];
        int new_parts = 0, all = 1;
        if (parts->measures[l->measure].part != BL_PLAN_NONE)
            count_parts(plan, l, &new_parts, &all);
        if (l->gross > FEN_MAX / (all > 0 ? all : 1) || l->gross < 0)
            return false;
        l->gross *= all;
        l->amount = l->gross;
        if (parts->awards_once && !award_once(plan, l))
            return false;
        if (parts->is_superseded && l->standing == STANDS_PAID && !supersede(plan, l))
            return false;
    }
    if (parts->stacks && !stack(plan, row))
        return false;
    for (int32_t at = plan->first[row]; at != BL_PLAN_NONE; at = plan->lines[at].next)
        *total += plan->lines[at].amount;
    return true;
}

void bl_plan_settle(bl_plan *plan, bool *odd, const bool *waits, int64_t *totals)
{
    size_t count = plan->rows->count;
    plan->line_count = 0;
    for (size_t row = 0; row < count; row++)
        plan->first[row] = BL_PLAN_NONE;
    for (int i = 0; i < plan->parts.measure_count; i++)
        if (plan->parts.measures[i].table)
            collect_lines(plan, i, odd, waits);
    for (uint32_t row = 0; row < count; row++) {
        totals[row] = 0;
        if (plan->first[row] == BL_PLAN_NONE || odd[row])
            continue;
        odd[row] = !settle_row(plan, row, &totals[row]);
        totals[row] = odd[row] ? 0 : totals[row];
    }
}

/* How many lines the measure has. */
static int64_t count_lines(const bl_plan *plan, int measure, const bool *odd, const bool *waits)
{
    const bl_plan_measure *m = &plan->parts.measures[measure];
    const int64_t *verdicts = plan->desks[measure].cells[0];
    size_t count = verdict_count(plan, m);
    int64_t sum = 0;
    uint32_t last = UINT32_MAX;
    for (size_t i = 0; i < count; i++) {
        uint32_t row = row_of(plan, m, i);
        if (verdicts[i] == plan->parts.no_line || odd[row] || waits[row])
            continue;
        sum += !(m->is_one && row == last);
        last = row;
    }
    return sum;
}

void bl_plan_add(const bl_plan *plan, const bool *odd, const bool *waits, bl_plan_sum *sums)
{
    for (int i = 0; i < plan->parts.measure_count; i++)
        if (plan->parts.measures[i].table)
            sums[i].lines += count_lines(plan, i, odd, waits);
    for (size_t i = 0; i < plan->line_count; i++) {
        const line *l = &plan->lines[i];
        bl_plan_sum *sum = &sums[l->measure];
        if (odd[l->row] || waits[l->row] || l->standing == STANDS_OUT)
            continue;
        sum->qualified += l->standing == STANDS_PAID;
        sum->displaced += l->standing == STANDS_DISPLACED;
        sum->gross += l->gross;
        sum->amount += l->amount;
    }
}

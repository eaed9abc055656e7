/* SPDX-License-Identifier: MIT
 *
 * Verdicts are found table by table for all rows of a batch. Few lines qualify; only those are
 * looked at further, a row's one after another. */
#include "rule/plan.h"

#include <stdlib.h>
#include <string.h>

#define LINES_MAX BL_SCHEME_ELEMENTS_MAX /* of a batch that qualify; rows with more are odd */
#define FEN_MAX   (INT64_MAX / 4096)     /* of one sum, so that those of a row add up */

typedef enum standing {
    STANDS_PAID,
    STANDS_DISPLACED,
    STANDS_OUT /* awarded already, or by another rule */
} standing;

/* A line that qualified. */
typedef struct line {
    uint32_t row;
    uint32_t element;
    int32_t next; /* of the row, or BL_SCHEME_NONE */
    uint8_t measure;
    uint8_t standing;
    int64_t tier; /* of a measure with tiers */
    int64_t gross, amount;
    int kind;
    int64_t text;
} line;

struct bl_plan {
    bl_scheme scheme;
    bl_answers answers;
    bl_verdicts *verdicts;
    const bl_scheme_rows *rows;
    int32_t first[BL_SCHEME_ROWS_MAX]; /* the first line of a row that qualified, and the last */
    int32_t last[BL_SCHEME_ROWS_MAX];
    line *lines;
    size_t line_count;
};

bl_status bl_plan_open(const bl_scheme *scheme, bl_scheme_ask *ask, void *context, bl_plan **out,
                       bl_err *err)
{
    bl_plan *plan = calloc(1, sizeof *plan);
    line *lines = calloc(LINES_MAX, sizeof *lines);
    *out = NULL;
    if (!plan || !lines) {
        free(plan);
        free(lines);
        return bl_fail(err, BL_NO_MEMORY, "no memory for a plan");
    }
    plan->scheme = *scheme;
    plan->answers.ask = ask;
    plan->answers.context = context;
    plan->lines = lines;
    bl_status status = bl_verdicts_open(&plan->scheme, &plan->answers, &plan->verdicts, err);
    if (status == BL_OK)
        *out = plan;
    else
        bl_plan_close(plan);
    return status;
}

void bl_plan_close(bl_plan *plan)
{
    if (!plan)
        return;
    bl_verdicts_close(plan->verdicts);
    free(plan->lines);
    free(plan);
}

const bl_scheme *bl_plan_view(const bl_plan *plan)
{
    return &plan->scheme;
}

void bl_plan_judge(bl_plan *plan, const bl_scheme_rows *rows, bool *odd, bool *waits)
{
    BL_REQUIRE(rows->count <= BL_SCHEME_ROWS_MAX);
    plan->rows = rows;
    bl_verdicts_find(plan->verdicts, rows, odd, waits);
}

static const int64_t *cells_of(const bl_plan *plan, int measure, int result)
{
    return bl_verdicts_cells(plan->verdicts, measure, result);
}

bool bl_plan_has_line(const bl_plan *plan, size_t row, int measure)
{
    const bl_scheme_measure *m = &plan->scheme.measures[measure];
    if (!m->table)
        return false;
    const int64_t *verdicts = cells_of(plan, measure, BL_RESULT_VERDICT);
    size_t from = m->list == BL_SCHEME_NONE ? row : plan->rows->starts[m->list][row];
    size_t past = m->list == BL_SCHEME_NONE ? row + 1 : plan->rows->starts[m->list][row + 1];
    for (size_t i = from; i < past; i++)
        if (verdicts[i] != plan->scheme.no_line)
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
    const int64_t *tiers = cells_of(plan, measure, BL_RESULT_TIER);
    *l =
        (line){.row = row, .element = element, .next = BL_SCHEME_NONE, .measure = (uint8_t)measure};
    l->gross = l->amount = cells_of(plan, measure, BL_RESULT_GROSS)[element];
    l->tier = tiers ? tiers[element] : 0;
    if (plan->first[row] == BL_SCHEME_NONE)
        plan->first[row] = place;
    else
        plan->lines[plan->last[row]].next = place;
    plan->last[row] = place;
    return l;
}

static const line *last_line(const bl_plan *plan, uint32_t row)
{
    return plan->first[row] == BL_SCHEME_NONE ? NULL : &plan->lines[plan->last[row]];
}

static void collect_lines(bl_plan *plan, int measure, bool *odd, const bool *waits)
{
    const bl_scheme_measure *m = &plan->scheme.measures[measure];
    const int64_t *verdicts = cells_of(plan, measure, BL_RESULT_VERDICT);
    const uint32_t *rows = bl_verdicts_rows(plan->verdicts, measure);
    size_t count = bl_verdicts_count(plan->verdicts, measure);
    for (size_t i = 0; i < count; i++) {
        if (verdicts[i] != plan->scheme.qualified)
            continue;
        uint32_t row = rows ? rows[i] : (uint32_t)i;
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
    if (list == BL_SCHEME_NONE)
        return (span){0};
    const uint32_t *starts = plan->rows->starts[list];
    return (span){plan->rows->elements[list], starts[row], starts[row + 1]};
}

static int measure_at(const bl_plan *plan, const bl_column *items, size_t i)
{
    int code = bl_cell_code(items, i);
    return code > 0 && code <= BL_SCHEME_ITEMS_MAX ? plan->scheme.measures_of[code - 1]
                                                   : BL_SCHEME_NONE;
}

/* Whether an award made for the measure has the part; also only in the year, unless that is -1. */
static bool has_part(const bl_plan *plan, span priors, int measure, int64_t part, int64_t year)
{
    const bl_scheme *scheme = &plan->scheme;
    const bl_scheme_measure *m = &scheme->measures[measure];
    for (size_t i = priors.from; i < priors.past; i++)
        if (measure_at(plan, &priors.columns[scheme->priors.item], i) == measure &&
            bl_scheme_text(&scheme->priors.names.texts[m->prior_part], priors.columns, i) == part &&
            (year == -1 || bl_cell_number(&priors.columns[scheme->priors.year], i) == year))
            return true;
    return false;
}

/* How many parts of a line no award was made for, and how many there are with those awarded in the
 * year. */
static void count_parts(const bl_plan *plan, const line *l, int *new_parts, int *all)
{
    const bl_scheme *scheme = &plan->scheme;
    const bl_scheme_measure *m = &scheme->measures[l->measure];
    const int64_t *verdicts = cells_of(plan, l->measure, BL_RESULT_VERDICT);
    int64_t year = bl_cell_number(&plan->rows->request[scheme->year], l->row);
    span priors = span_of(plan, scheme->priors.list, l->row), own = span_of(plan, m->list, l->row);
    *new_parts = *all = 0;
    for (size_t i = own.from; i < own.past; i++) {
        int64_t part = bl_cell_number(&own.columns[m->part], i);
        bool is_again = false;
        for (size_t k = own.from; k < i; k++)
            is_again |= verdicts[k] == scheme->qualified &&
                        bl_cell_number(&own.columns[m->part], k) == part;
        if (verdicts[i] != scheme->qualified || is_again)
            continue;
        *new_parts += !has_part(plan, priors, l->measure, part, -1);
        *all += !has_part(plan, priors, l->measure, part, year);
    }
    for (size_t i = priors.from; i < priors.past; i++) {
        int64_t part =
            bl_scheme_text(&scheme->priors.names.texts[m->prior_part], priors.columns, i);
        span before = {priors.columns, priors.from, i};
        if (measure_at(plan, &priors.columns[scheme->priors.item], i) == l->measure &&
            bl_cell_number(&priors.columns[scheme->priors.year], i) == year)
            *all += !has_part(plan, before, l->measure, part, year);
    }
}

/* Whether the award made before is the same as the line's. */
static bool is_same(const bl_plan *plan, const line *l, const bl_column *priors, size_t i)
{
    const bl_scheme *scheme = &plan->scheme;
    const bl_scheme_measure *m = &scheme->measures[l->measure];
    const bl_column *own =
        m->list == BL_SCHEME_NONE ? plan->rows->request : plan->rows->elements[m->list];
    if (m->once == BL_ONCE_TIER) {
        const bl_column *tiers = &priors[scheme->priors.tier];
        return !bl_cell_is_absent(tiers, i) && bl_cell_number(tiers, i) >= l->tier;
    }
    if (m->once_a_year && bl_cell_number(&priors[scheme->priors.year], i) !=
                              bl_cell_number(&plan->rows->request[scheme->year], l->row))
        return false;
    for (int k = 0; k < BL_SCHEME_NAMES_MAX; k++) {
        int code = bl_scheme_code(&m->names.codes[k], own, l->element);
        if (m->once_codes[k] && code > 0 &&
            code != bl_cell_code(&priors[scheme->priors.names.codes[k].place], i))
            return false;
        if (m->once_texts[k] && bl_scheme_text(&m->names.texts[k], own, l->element) !=
                                    bl_scheme_text(&scheme->priors.names.texts[k], priors, i))
            return false;
    }
    return true;
}

/* The stage of awards made before. False makes the row odd. */
static bool award_once(const bl_plan *plan, line *l)
{
    const bl_scheme *scheme = &plan->scheme;
    const bl_scheme_measure *m = &scheme->measures[l->measure];
    span priors = span_of(plan, scheme->priors.list, l->row);
    int new_parts = 0, all = 0;
    int64_t sum = 0;
    bool found = false;
    if (m->once == BL_ONCE_NEVER || priors.from == priors.past)
        return true;
    if (m->once == BL_ONCE_PARTS)
        count_parts(plan, l, &new_parts, &all);
    for (size_t i = priors.from; i < priors.past; i++) {
        if (measure_at(plan, &priors.columns[scheme->priors.item], i) != l->measure)
            continue;
        if (m->once == BL_ONCE_UNKNOWN)
            return false;
        if (m->once == BL_ONCE_PARTS ? new_parts > 0 : !is_same(plan, l, priors.columns, i))
            continue;
        int64_t amount = bl_cell_number(&priors.columns[scheme->priors.amount], i);
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
    const bl_scheme *scheme = &plan->scheme;
    span rules = span_of(plan, scheme->superiors.list, l->row);
    for (size_t i = rules.from; i < rules.past && l->standing != STANDS_OUT; i++) {
        if (measure_at(plan, &rules.columns[scheme->superiors.item], i) != l->measure)
            continue;
        bl_scheme_answer since =
            bl_answers_to(&plan->answers, &(bl_scheme_question){.kind = BL_ASKS_SINCE});
        if (!since.is_known)
            return false;
        if (bl_cell_number(&rules.columns[scheme->superiors.issued_on], i) > since.value &&
            bl_cell_number(&rules.columns[scheme->superiors.amount], i) > l->gross) {
            l->standing = STANDS_OUT;
            l->amount = 0;
        }
    }
    return true;
}

/* Of which kind what has these facts is, with the text that tells it apart further. */
static bool find_kind(bl_plan *plan, int measure, const bl_scheme_names *names,
                      const bl_column *columns, size_t i, int *kind, int64_t *text)
{
    bl_scheme_question question = {.kind = BL_ASKS_KIND, .measure = measure};
    for (int k = 0; k < BL_SCHEME_NAMES_MAX; k++) {
        question.codes[k] = bl_scheme_code(&names->codes[k], columns, i);
        question.texts |= (unsigned)(bl_scheme_text(&names->texts[k], columns, i) != 0) << k;
    }
    bl_scheme_answer answer = bl_answers_to(&plan->answers, &question);
    *kind = (int)answer.value;
    *text =
        answer.text == BL_SCHEME_NONE ? 0 : bl_scheme_text(&names->texts[answer.text], columns, i);
    return answer.is_known;
}

static bool find_kind_of_line(bl_plan *plan, line *l)
{
    const bl_scheme_measure *m = &plan->scheme.measures[l->measure];
    const bl_column *own =
        m->list == BL_SCHEME_NONE ? plan->rows->request : plan->rows->elements[m->list];
    return find_kind(plan, l->measure, &m->names, own, l->element, &l->kind, &l->text);
}

/* Takes what was paid before of its kind off a line. */
static bool take_off(bl_plan *plan, line *l)
{
    const bl_scheme *scheme = &plan->scheme;
    span priors = span_of(plan, scheme->priors.list, l->row);
    int64_t year = bl_cell_number(&plan->rows->request[scheme->year], l->row);
    l->amount = l->gross;
    for (size_t i = priors.from; i < priors.past; i++) {
        int measure = measure_at(plan, &priors.columns[scheme->priors.item], i), kind;
        int64_t text, amount = bl_cell_number(&priors.columns[scheme->priors.amount], i);
        if (measure == BL_SCHEME_NONE || amount > FEN_MAX)
            return false;
        if (scheme->windows[measure] == BL_WINDOW_NONE)
            continue;
        if (bl_cell_number(&priors.columns[scheme->priors.year], i) != year) {
            bl_scheme_answer all =
                bl_answers_to(&plan->answers, &(bl_scheme_question){.kind = BL_ASKS_LIFETIME});
            if (!all.is_known)
                return false;
            if (!all.value || scheme->windows[measure] == BL_WINDOW_YEAR)
                continue;
        }
        if (!find_kind(plan, measure, &scheme->priors.names, priors.columns, i, &kind, &text))
            return false;
        if (kind == l->kind && text == l->text)
            l->amount -= amount;
    }
    return true;
}

/* Whether a line of the row displaces this one: a higher one of its kind, or an earlier one as
 * high.
 */
static bool is_displaced(const bl_plan *plan, const line *l)
{
    bool is_earlier = true;
    for (int32_t at = plan->first[l->row]; at != BL_SCHEME_NONE; at = plan->lines[at].next) {
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
    for (int32_t at = plan->first[row]; at != BL_SCHEME_NONE; at = plan->lines[at].next)
        if (plan->lines[at].standing != STANDS_OUT &&
            (!find_kind_of_line(plan, &plan->lines[at]) || !take_off(plan, &plan->lines[at])))
            return false;
    for (int32_t at = plan->first[row]; at != BL_SCHEME_NONE; at = plan->lines[at].next) {
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
    const bl_scheme *scheme = &plan->scheme;
    for (int32_t at = plan->first[row]; at != BL_SCHEME_NONE; at = plan->lines[at].next) {
        line *l = &plan->lines[at];
        int new_parts = 0, all = 1;
        if (scheme->measures[l->measure].part != BL_SCHEME_NONE)
            count_parts(plan, l, &new_parts, &all);
        if (l->gross > FEN_MAX / (all > 0 ? all : 1) || l->gross < 0)
            return false;
        l->gross *= all;
        l->amount = l->gross;
        if (scheme->awards_once && !award_once(plan, l))
            return false;
        if (scheme->is_superseded && l->standing == STANDS_PAID && !supersede(plan, l))
            return false;
    }
    if (scheme->stacks && !stack(plan, row))
        return false;
    for (int32_t at = plan->first[row]; at != BL_SCHEME_NONE; at = plan->lines[at].next)
        *total += plan->lines[at].amount;
    return true;
}

void bl_plan_settle(bl_plan *plan, bool *odd, const bool *waits, int64_t *totals)
{
    size_t count = plan->rows->count;
    plan->line_count = 0;
    for (size_t row = 0; row < count; row++)
        plan->first[row] = BL_SCHEME_NONE;
    for (int i = 0; i < plan->scheme.measure_count; i++)
        if (plan->scheme.measures[i].table)
            collect_lines(plan, i, odd, waits);
    for (uint32_t row = 0; row < count; row++) {
        totals[row] = 0;
        if (plan->first[row] == BL_SCHEME_NONE || odd[row])
            continue;
        odd[row] = !settle_row(plan, row, &totals[row]);
        totals[row] = odd[row] ? 0 : totals[row];
    }
}

/* How many lines the measure has. */
static int64_t count_lines(const bl_plan *plan, int measure, const bool *odd, const bool *waits)
{
    const bl_scheme_measure *m = &plan->scheme.measures[measure];
    const int64_t *verdicts = cells_of(plan, measure, BL_RESULT_VERDICT);
    const uint32_t *rows = bl_verdicts_rows(plan->verdicts, measure);
    size_t count = bl_verdicts_count(plan->verdicts, measure);
    int64_t sum = 0;
    uint32_t last = UINT32_MAX;
    for (size_t i = 0; i < count; i++) {
        uint32_t row = rows ? rows[i] : (uint32_t)i;
        if (verdicts[i] == plan->scheme.no_line || odd[row] || waits[row])
            continue;
        sum += !(m->is_one && row == last);
        last = row;
    }
    return sum;
}

void bl_plan_add(const bl_plan *plan, const bool *odd, const bool *waits, bl_plan_sum *sums)
{
    for (int i = 0; i < plan->scheme.measure_count; i++)
        if (plan->scheme.measures[i].table)
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

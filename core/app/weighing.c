/* SPDX-License-Identifier: MIT */
#include "app/weighing.h"

#include <stdlib.h>
#include <string.h>

#include "host/rulebook.h"

/* What is read here is read for no row, so nobody watches yet. */
static bl_status open_world(const bl_reform *q, const bl_weigher *first, bl_weigher *w,
                            size_t world, bl_err *err)
{
    const bl_function *function;
    bl_status status = bl_bulk_open(&q->bulk, &w->notices[world], &function, err);
    if (status == BL_OK)
        status = bl_tally_open(w->notices[world], function, world == 1 ? q->params : NULL,
                               q->bulk.at, &w->tallies[world], err);
    if (status == BL_OK && bl_tally_result(w->tallies[world]) < 0 &&
        (!first || first->planned[world]))
        status = bl_planned_open(w->notices[world], function, first ? first->planned[world] : NULL,
                                 &w->planned[world], err);
    for (size_t i = 0; status == BL_OK && world == 1 && i < q->name_count; i++)
        status = bl_parameters_watch(bl_notice_parameters(w->notices[world]), q->names[i], err);
    return status;
}

bl_status bl_weigher_open(const bl_reform *reform, const bl_weigher *first, bl_weigher *out,
                          bl_err *err)
{
    bl_status status = BL_OK;
    for (size_t world = 0; status == BL_OK && world < BL_WORLDS; world++)
        status = open_world(reform, first, out, world, err);
    for (size_t i = 0; status == BL_OK && out->planned[1] && i < reform->name_count; i++)
        out->readers[i] =
            first ? first->readers[i] : bl_planned_readers(out->planned[1], reform->names[i]);
    return status;
}

/* Opens the sweep of a rule's table as it is in a world; leaves NULL when it stays row by row. */
static bl_status open_sweep(bl_weigher *w, size_t world, bl_text name, bl_err *err)
{
    bl_rulebook_entry entry;
    const bl_table *table = NULL;
    bool found = false;
    bl_status status = bl_rulebook_find(w->notices[world], name, &entry, &found, err);
    if (status == BL_OK && found)
        status = bl_rulebook_in_force(w->notices[world], &entry, &table, err);
    return status == BL_OK && table ? bl_sweep_open(table, &w->sweeps[world], err) : status;
}

bl_status bl_weigher_begin(bl_weigher *w, const bl_reform *reform, const bl_population *population,
                           bl_err *err)
{
    bl_text name = bl_text_of(reform->bulk.function);
    const bl_record *record = &bl_notice_function(w->notices[0], name)->record;
    const bl_field *fields[BL_TABLE_FIELDS_MAX];
    bl_field_list header = bl_population_header(population);
    bl_status status = BL_OK;
    w->population = population;
    w->reform = reform;
    if (w->planned[0] && w->planned[1])
        status = bl_sheets_open(w->notices[0], bl_notice_function(w->notices[0], name),
                                w->planned[0], &w->sheets, err);
    if (status != BL_OK || bl_tally_result(w->tallies[0]) < 0)
        return status;
    for (size_t world = 0; status == BL_OK && world < BL_WORLDS; world++)
        status = open_sweep(w, world, name, err);
    if (status != BL_OK || !w->sweeps[0] || !w->sweeps[1] || header.count == 0)
        return status;
    for (size_t i = 1; i < record->count; i++) /* behind `at` */
        fields[i - 1] = &record->fields[i];
    return bl_columns_open(w->notices[0], (bl_field_list){fields, record->count - 1}, header,
                           &w->columns, err);
}

void bl_weigher_close(bl_weigher *w)
{
    bl_columns_close(w->columns);
    bl_sheets_close(w->sheets);
    bl_buffer_deinit(&w->request);
    for (size_t world = 0; world < BL_WORLDS; world++) {
        bl_sweep_close(w->sweeps[world]);
        bl_planned_close(w->planned[world]);
        bl_tally_close(w->tallies[world]);
        bl_notice_close(w->notices[world]);
    }
    *w = (bl_weigher){0};
}

bl_status bl_item_sums_add(const bl_item_sum *items, size_t count, bl_item_sum *sums, bl_err *err)
{
    bl_status status = BL_OK;
    for (size_t i = 0; status == BL_OK && i < count; i++) {
        sums[i].lines += items[i].lines;
        sums[i].qualified += items[i].qualified;
        sums[i].displaced += items[i].displaced;
        status = bl_money_add(sums[i].gross, items[i].gross, &sums[i].gross, err);
        if (status == BL_OK)
            status = bl_money_add(sums[i].amount, items[i].amount, &sums[i].amount, err);
    }
    return status;
}

static bl_status refuse(bl_weighed *f, size_t place, const bl_weight weights[BL_WORLDS],
                        bl_err *err)
{
    if (!f->refused)
        f->refused = calloc(BL_BATCH_LINES, sizeof *f->refused);
    if (!f->refused)
        return bl_fail(err, BL_NO_MEMORY, "no memory for the rows that are refused");
    bl_refusal *refused = &f->refused[f->refused_count++];
    refused->place = place;
    for (size_t world = 0; world < BL_WORLDS; world++)
        memcpy(refused->fields[world], weights[world].field, sizeof weights[world].field);
    return BL_OK;
}

/* Weighs one row in both worlds, in a thread. */
static bl_status weigh_row(bl_weigher *w, bl_weighed *f, size_t i, bl_text request, bool makes_none,
                           bl_err *err)
{
    bl_weight weights[BL_WORLDS];
    bl_status status = BL_OK;
    for (size_t world = 0; status == BL_OK && world < BL_WORLDS; world++) {
        weights[world] = (bl_weight){.field = "-"}; /* of a row that makes no request */
        if (!makes_none)
            status = bl_tally_weigh(w->tallies[world], request, &weights[world], err);
        f->totals[world][i] = weights[world].total.fen;
        f->years[world][i] = weights[world].field[0] ? -1 : weights[world].year;
    }
    if (status != BL_OK)
        return status;
    f->waits[i] = weights[0].waits || weights[1].waits;
    if (weights[0].field[0] || weights[1].field[0])
        status = refuse(f, i, weights, err);
    for (size_t world = 0; status == BL_OK && !f->waits[i] && world < BL_WORLDS; world++)
        status = bl_item_sums_add(weights[world].items, bl_tally_count(w->tallies[world]),
                                  f->items[world], err);
    return status;
}

/* A row of any batch, as the request that it makes. */
static bl_status weigh_request(bl_weigher *w, bl_batch *batch, size_t i, bl_err *err)
{
    bl_text request = bl_batch_row(batch, i);
    bool makes_none = !batch->has_lines && batch->refused[i];
    bl_err told = {0};
    bl_status status = BL_OK;
    if (batch->has_lines) {
        bl_buffer_clear(&w->request);
        makes_none = !bl_population_request(w->population, request, &w->request);
        status = bl_buffer_status(&w->request, &told);
        request = bl_buffer_view(&w->request);
    }
    if (status == BL_OK)
        status = weigh_row(w, batch->result, i, request, makes_none, &told);
    if (status != BL_OK)
        return bl_fail(err, status, "row %lld: %s", (long long)batch->first + (long long)i,
                       told.text);
    return status;
}

/* Sweeps the tables of both worlds over the columns. False when a row leaves what can be kept. */
static bool sweep(bl_weigher *w, bl_weighed *f, size_t count)
{
    bl_output outputs[BL_WORLDS][BL_TABLE_RESULTS_MAX] = {0};
    bl_task tasks[BL_WORLDS];
    for (size_t world = 0; world < BL_WORLDS; world++) {
        outputs[world][bl_tally_result(w->tallies[world])].cells = f->totals[world];
        tasks[world] = (bl_task){w->sweeps[world], bl_columns_list(w->columns), outputs[world]};
    }
    return bl_sweep_run(tasks, BL_WORLDS, count, 1, NULL) == BL_OK;
}

static void add_swept(bl_weighed *f, size_t world, size_t count, const bool *odd)
{
    bl_item_sum sum = {0};
    for (size_t i = 0; i < count; i++) {
        int64_t fen = odd[i] ? 0 : f->totals[world][i];
        sum.amount.fen += fen;
        sum.qualified += fen != 0;
        sum.lines += !odd[i];
    }
    sum.gross = sum.amount;
    f->items[world][0] = sum;
}

/* A batch of lines, by columns; odd lines as requests. */
static bl_status weigh_lines(bl_weigher *w, bl_batch *batch, bl_err *err)
{
    bl_weighed *f = batch->result;
    bool odd[BL_BATCH_LINES];
    bl_status status = BL_OK;
    bl_columns_read(w->columns, batch->rows.at, batch->ends, batch->count, odd);
    if (!sweep(w, f, batch->count))
        memset(odd, true, batch->count);
    memset(f->waits, 0, batch->count);
    for (size_t world = 0; world < BL_WORLDS; world++) {
        memset(f->years[world], 0, batch->count * sizeof *f->years[world]);
        add_swept(f, world, batch->count, odd);
    }
    for (size_t i = 0; status == BL_OK && i < batch->count; i++)
        if (odd[i])
            status = weigh_request(w, batch, i, err);
    return status;
}

/* Notes which parameters were read by now; `*all` when all were. */
static bl_status note_reading(bl_weigher *w, bool *all, bl_err *err)
{
    bl_buffer measures = {0};
    bl_status status = BL_OK;
    *all = true;
    for (size_t i = 0; i < w->reform->name_count && status == BL_OK; i++) {
        if (!w->is_read[i])
            status = bl_parameters_readers(bl_notice_parameters(w->notices[1]), w->reform->names[i],
                                           &w->is_read[i], &measures, err);
        *all = *all && w->is_read[i];
    }
    bl_buffer_deinit(&measures);
    return status;
}

/* Whether to judge the row may read a parameter that nobody is known to have read. */
static bool may_read(bl_weigher *w, size_t row)
{
    const bl_plan *plan = bl_planned_plan(w->planned[1]);
    for (int m = 0; m < bl_plan_view(plan)->measure_count; m++) {
        if (!bl_plan_has_line(plan, row, m))
            continue;
        if (!w->has_asked)
            return true;
        for (size_t i = 0; i < w->reform->name_count; i++)
            if (!w->is_read[i] && w->readers[i] >> m & 1)
                return true;
    }
    return false;
}

/* A plan does not tell what the notice's functions read on their way, so as long as that matters
 * they judge the rows, too. */
static bl_status read_along(bl_weigher *w, const bl_batch *batch, const bool *odd, bl_err *err)
{
    bool all;
    bl_status status = note_reading(w, &all, err);
    for (size_t i = 0; i < batch->count && status == BL_OK && !all; i++) {
        bl_weight weight;
        if (odd[i] || !may_read(w, i))
            continue;
        w->has_asked = true;
        status = bl_tally_weigh(w->tallies[1], bl_batch_row(batch, i), &weight, err);
        if (status == BL_OK)
            status = note_reading(w, &all, err);
    }
    return status;
}

static void add_planned(const bl_weigher *w, bl_weighed *f, size_t world, const bool *odd)
{
    bl_plan_sum sums[BL_SCHEME_MEASURES_MAX] = {0};
    bl_plan_add(bl_planned_plan(w->planned[world]), odd, f->waits, sums);
    for (size_t i = 0; i < bl_tally_count(w->tallies[world]); i++)
        f->items[world][i] = (bl_item_sum){.lines = sums[i].lines,
                                           .qualified = sums[i].qualified,
                                           .displaced = sums[i].displaced,
                                           .gross = {sums[i].gross},
                                           .amount = {sums[i].amount}};
}

/* A batch of requests, by the award's plan; odd ones by themselves. */
static bl_status weigh_planned(bl_weigher *w, bl_batch *batch, bl_err *err)
{
    bl_weighed *f = batch->result;
    const bl_scheme_rows *rows = bl_sheets_rows(w->sheets);
    int year = bl_plan_view(bl_planned_plan(w->planned[0]))->year;
    bool odd[BL_BATCH_ROWS];
    bl_sheets_clear(w->sheets);
    for (size_t i = 0; i < batch->count; i++)
        odd[i] = !bl_sheets_add(w->sheets, bl_batch_row(batch, i)) || batch->refused[i];
    memset(f->waits, 0, batch->count);
    for (size_t world = 0; world < BL_WORLDS; world++)
        bl_plan_judge(bl_planned_plan(w->planned[world]), rows, odd, f->waits);
    for (size_t world = 0; world < BL_WORLDS; world++)
        bl_plan_settle(bl_planned_plan(w->planned[world]), odd, f->waits, f->totals[world]);
    for (size_t world = 0; world < BL_WORLDS; world++) {
        memcpy(f->years[world], rows->request[year].cells, batch->count * sizeof(int64_t));
        add_planned(w, f, world, odd);
    }
    bl_status status = read_along(w, batch, odd, err);
    for (size_t i = 0; status == BL_OK && i < batch->count; i++)
        if (odd[i])
            status = weigh_request(w, batch, i, err);
    return status;
}

bl_status bl_weigh_batch(void *weigher, bl_batch *batch, bl_err *err)
{
    bl_weigher *w = weigher;
    bl_status status = BL_OK;
    if (!batch->result)
        batch->result = calloc(1, sizeof(bl_weighed));
    bl_weighed *f = batch->result;
    if (!f)
        return bl_fail(err, BL_NO_MEMORY, "no memory for what rows come to");
    f->refused_count = 0;
    memset(f->items, 0, sizeof f->items);
    if (batch->has_lines)
        return weigh_lines(w, batch, err);
    if (w->sheets)
        return weigh_planned(w, batch, err);
    for (size_t i = 0; status == BL_OK && i < batch->count; i++)
        status = weigh_request(w, batch, i, err);
    return status;
}

void bl_weighed_free(void *weighed)
{
    bl_weighed *f = weighed;
    free(f->refused);
    free(f);
}

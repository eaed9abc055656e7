/* SPDX-License-Identifier: MIT
 *
 * A row that waits for a contest can only be weighed behind the last row, and what it gets then may
 * let the fund run out earlier. But it only adds: once the other claims alone are past the ceiling,
 * no claim behind them can be the first that does not fit, so no more of them are kept. */
#include "app/compare.h"

#include <stdlib.h>
#include <string.h>

#include "base/list.h"
#include "domain/parse.h"

#define YEARS_MAX 128

typedef struct claim {
    int64_t row;
    int64_t fen;
} claim;

/* What a world's rows asked for, in their order. */
typedef struct claims {
    claim *list;
    size_t count;
    size_t room;
    int64_t sum;
} claims;

/* A row that is kept. */
typedef struct kept {
    int64_t row;
    char *request;
    size_t size;
} kept;

typedef struct keeping {
    kept *list;
    size_t count;
    size_t room;
} keeping;

typedef struct years {
    int64_t list[YEARS_MAX];
    size_t count;
} years;

/* One thread's. */
typedef struct worker {
    bl_notice *notices[BL_WORLDS];
    bl_tally *tallies[BL_WORLDS];
} worker;

/* What a batch came to. */
typedef struct found {
    bool waits[BL_BATCH_ROWS];
    int64_t totals[BL_BATCH_ROWS][BL_WORLDS];
    int64_t years[BL_BATCH_ROWS][BL_WORLDS]; /* -1 of one that is refused */
    char fields[BL_BATCH_ROWS][BL_WORLDS][160];
    bl_item_sum items[BL_WORLDS][BL_MEASURES_MAX]; /* of those that do not wait */
} found;

typedef struct run {
    const bl_question *question;
    bl_comparison *out;
    worker *workers;
    keeping waiting;
    keeping shown;
    size_t shown_max; /* rows to keep of those that change */
    bool is_over;     /* all rows were seen */
    claims claims[BL_WORLDS];
    years years[BL_WORLDS];
} run;

int64_t bl_band_least(size_t band)
{
    static const int64_t yuan[BL_BANDS] = {0,      1000,    10000,   50000,   100000,  200000,
                                           500000, 1000000, 2000000, 5000000, 10000000};
    BL_REQUIRE(band < BL_BANDS);
    return band == 0 ? 1 : 100 * yuan[band];
}

static bl_status no_memory(bl_err *err)
{
    return bl_fail(err, BL_NO_MEMORY, "no memory for what is kept of the rows");
}

static bl_status keep(keeping *k, int64_t row, bl_text request, bl_err *err)
{
    kept *list = bl_list_with_room(k->list, k->count, &k->room, sizeof *list);
    if (list)
        k->list = list;
    char *copy = list ? malloc(request.size + 1) : NULL;
    if (!copy)
        return no_memory(err);
    memcpy(copy, request.at, request.size);
    copy[request.size] = '\0';
    k->list[k->count++] = (kept){row, copy, request.size};
    return BL_OK;
}

static void forget(keeping *k)
{
    for (size_t i = 0; i < k->count; i++)
        free(k->list[i].request);
    free(k->list);
    *k = (keeping){0};
}

static bl_status add_items(const bl_item_sum *items, size_t count, bl_item_sum *sums, bl_err *err)
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

/* Weighs one row in both worlds, in a thread. */
static bl_status weigh_row(worker *w, bl_batch *batch, size_t i, bl_weight weights[BL_WORLDS],
                           bl_err *err)
{
    found *f = batch->result;
    bl_status status = BL_OK;
    bl_err told = {0};
    for (size_t world = 0; status == BL_OK && world < BL_WORLDS; world++) {
        weights[world] = (bl_weight){.field = "-"}; /* of a row that makes no request */
        if (!batch->refused[i])
            status =
                bl_tally_weigh(w->tallies[world], bl_batch_row(batch, i), &weights[world], &told);
        bool refused = weights[world].field[0] != '\0';
        f->totals[i][world] = weights[world].total.fen;
        f->years[i][world] = refused ? -1 : weights[world].year;
        memcpy(f->fields[i][world], weights[world].field, sizeof weights[world].field);
    }
    f->waits[i] = weights[0].waits || weights[1].waits;
    if (status != BL_OK)
        return bl_fail(err, status, "row %lld: %s", (long long)batch->first + (long long)i,
                       told.text);
    return status;
}

static bl_status weigh(void *context, bl_batch *batch, bl_err *err)
{
    worker *w = context;
    bl_status status = BL_OK;
    if (!batch->result)
        batch->result = malloc(sizeof(found));
    found *f = batch->result;
    if (!f)
        return no_memory(err);
    memset(f->items, 0, sizeof f->items);
    for (size_t i = 0; status == BL_OK && i < batch->count; i++) {
        bl_weight weights[BL_WORLDS];
        status = weigh_row(w, batch, i, weights, err);
        for (size_t world = 0; status == BL_OK && !f->waits[i] && world < BL_WORLDS; world++)
            status = add_items(weights[world].items, bl_tally_count(w->tallies[world]),
                               f->items[world], err);
    }
    return status;
}

static bl_status add_claim(claims *c, int64_t row, int64_t fen, bool stops, int64_t ceiling,
                           bl_err *err)
{
    if (fen == 0 || (stops && c->sum > ceiling))
        return BL_OK;
    claim *list = bl_list_with_room(c->list, c->count, &c->room, sizeof *list);
    if (!list)
        return no_memory(err);
    c->list = list;
    c->list[c->count++] = (claim){row, fen};
    c->sum += fen;
    return BL_OK;
}

static void add_change(bl_comparison *out, int64_t change)
{
    int64_t size = change < 0 ? -change : change;
    size_t band = 0;
    while (band + 1 < BL_BANDS && size >= bl_band_least(band + 1))
        band++;
    if (change > 0) {
        out->winners++;
        out->won.fen += change;
        out->won_bands[band]++;
    } else if (change < 0) {
        out->losers++;
        out->lost.fen += size;
        out->lost_bands[band]++;
    }
}

/* What is known of a row's totals for good. */
static bl_status account(run *r, int64_t row, const int64_t totals[BL_WORLDS], bl_text request,
                         bl_err *err)
{
    bl_comparison *out = r->out;
    bl_status status = BL_OK;
    for (size_t world = 0; status == BL_OK && world < BL_WORLDS; world++) {
        bl_world *w = &out->worlds[world];
        status = bl_money_add(w->demand, (bl_money){totals[world]}, &w->demand, err);
        if (status == BL_OK && w->limited)
            status = add_claim(&r->claims[world], row, totals[world], w->queues && !r->is_over,
                               w->ceiling.fen, err);
    }
    add_change(out, totals[1] - totals[0]);
    if (status == BL_OK && totals[1] != totals[0] && r->shown.count < r->shown_max)
        status = keep(&r->shown, row, request, err);
    return status;
}

static bl_status note_year(years *y, int64_t year, bl_err *err)
{
    for (size_t i = 0; i < y->count; i++)
        if (y->list[i] == year)
            return BL_OK;
    if (y->count == YEARS_MAX)
        return bl_fail(err, BL_INVALID, "the rows are of more than %d years", YEARS_MAX);
    y->list[y->count++] = year;
    return BL_OK;
}

static void note_refusal(bl_comparison *out, int64_t row, char fields[BL_WORLDS][160])
{
    for (size_t world = 0; world < BL_WORLDS; world++)
        out->worlds[world].refused += fields[world][0] != '\0';
    if (out->refused_count == BL_REFUSED_MAX)
        return;
    bl_refused *refused = &out->refused[out->refused_count++];
    refused->row = row;
    memcpy(refused->field, fields, sizeof refused->field);
}

static bl_status take_row(run *r, bl_batch *batch, size_t i, bl_err *err)
{
    found *f = batch->result;
    int64_t row = batch->first + (int64_t)i;
    bl_text request = bl_batch_row(batch, i);
    bl_status status = BL_OK;
    r->out->rows++;
    if (f->fields[i][0][0] || f->fields[i][1][0])
        note_refusal(r->out, row, f->fields[i]);
    for (size_t world = 0; status == BL_OK && world < BL_WORLDS; world++)
        if (f->years[i][world] >= 0)
            status = note_year(&r->years[world], f->years[i][world], err);
    if (status != BL_OK)
        return status;
    return f->waits[i] ? keep(&r->waiting, row, request, err)
                       : account(r, row, f->totals[i], request, err);
}

static bl_status take(void *context, bl_batch *batch, bl_err *err)
{
    run *r = context;
    found *f = batch->result;
    bl_status status = BL_OK;
    for (size_t world = 0; status == BL_OK && world < BL_WORLDS; world++)
        status = add_items(f->items[world], BL_MEASURES_MAX, r->out->worlds[world].items, err);
    for (size_t i = 0; status == BL_OK && i < batch->count; i++)
        status = take_row(r, batch, i, err);
    return status;
}

static int by_row_of_claim(const void *a, const void *b)
{
    const claim *x = a, *y = b;
    return (x->row > y->row) - (x->row < y->row);
}

static int by_row_of_kept(const void *a, const void *b)
{
    const kept *x = a, *y = b;
    return (x->row > y->row) - (x->row < y->row);
}

static bl_status rank(run *r, bl_err *err)
{
    bl_status status = BL_OK;
    for (size_t world = 0; status == BL_OK && world < BL_WORLDS; world++) {
        bl_tally *tally = r->workers[0].tallies[world];
        for (size_t i = 0; status == BL_OK && i < r->waiting.count; i++) {
            const kept *k = &r->waiting.list[i];
            status = bl_tally_enter(tally, (bl_text){k->request, k->size}, k->row, err);
        }
        if (status == BL_OK)
            status = bl_tally_rank(tally, r->years[world].list, r->years[world].count,
                                   &r->out->worlds[world].contest, err);
    }
    return status;
}

static bl_status reweigh(run *r, const kept *k, bl_weight weights[BL_WORLDS], bl_err *err)
{
    bl_status status = BL_OK;
    for (size_t world = 0; status == BL_OK && world < BL_WORLDS; world++)
        status = bl_tally_reweigh(r->workers[0].tallies[world], (bl_text){k->request, k->size},
                                  k->row, &weights[world], err);
    return status;
}

/* Holds the contest and weighs what waited for it. */
static bl_status conclude_contest(run *r, bl_err *err)
{
    bl_status status = rank(r, err);
    r->is_over = true;
    r->shown_max += r->waiting.count; /* these may stand before rows that are kept already */
    for (size_t i = 0; status == BL_OK && i < r->waiting.count; i++) {
        const kept *k = &r->waiting.list[i];
        bl_weight weights[BL_WORLDS];
        status = reweigh(r, k, weights, err);
        for (size_t world = 0; status == BL_OK && world < BL_WORLDS; world++)
            status =
                add_items(weights[world].items, BL_MEASURES_MAX, r->out->worlds[world].items, err);
        if (status != BL_OK)
            break;
        int64_t totals[BL_WORLDS] = {weights[0].total.fen, weights[1].total.fen};
        status = account(r, k->row, totals, (bl_text){k->request, k->size}, err);
    }
    return status;
}

/* Pays the claims in their order, or each its share. */
static void pay(claims *c, bl_world *w)
{
    int64_t room = w->ceiling.fen;
    bool fits = w->demand.fen <= room, open = true;
    qsort(c->list, c->count, sizeof *c->list, by_row_of_claim);
    w->paid = fits ? w->demand : (bl_money){0};
    for (size_t i = 0; !fits && i < c->count; i++) {
        int64_t fen = c->list[i].fen, share = 0;
        if (w->queues) {
            open = open && fen <= room;
            share = open ? fen : 0;
            room -= share;
        } else {
            share = (int64_t)((__extension__(__int128) fen) * room / w->demand.fen);
        }
        w->paid.fen += share;
        if (share < fen && w->exhausted_at_row == 0)
            w->exhausted_at_row = c->list[i].row;
    }
    w->waiting.fen = w->demand.fen - w->paid.fen;
}

static char *applicant_of(const bl_tally *tally, const kept *k)
{
    json_error_t trouble;
    json_t *object = bl_json_read((bl_text){k->request, k->size}, 0, &trouble);
    const char *name = json_string_value(json_object_get(object, bl_tally_applicant(tally)));
    char *copy = strdup(name ? name : "");
    json_decref(object);
    return copy;
}

/* The first rows that changed, weighed once more. */
static bl_status show(run *r, bl_err *err)
{
    keeping *k = &r->shown;
    bl_status status = BL_OK;
    if (k->count > 0)
        qsort(k->list, k->count, sizeof *k->list, by_row_of_kept);
    size_t count = k->count < r->question->shown ? k->count : r->question->shown;
    r->out->changed = calloc(count + 1, sizeof *r->out->changed);
    if (!r->out->changed)
        return no_memory(err);
    for (size_t i = 0; status == BL_OK && i < count; i++) {
        bl_changed *changed = &r->out->changed[r->out->changed_count++];
        changed->row = k->list[i].row;
        changed->applicant = applicant_of(r->out->tally, &k->list[i]);
        status =
            changed->applicant ? reweigh(r, &k->list[i], changed->weights, err) : no_memory(err);
    }
    return status;
}

static bl_status open_world(const bl_question *q, worker *w, size_t world, bl_err *err)
{
    const bl_function *function;
    bl_status status = bl_bulk_open(&q->bulk, &w->notices[world], &function, err);
    if (status == BL_OK)
        status = bl_tally_open(w->notices[world], function, world == 1 ? q->params : NULL,
                               q->bulk.at, &w->tallies[world], err);
    for (size_t i = 0; status == BL_OK && world == 1 && i < q->name_count; i++)
        status = bl_parameters_watch(bl_notice_parameters(w->notices[world]), q->names[i], err);
    return status;
}

static bl_status read_ceilings(run *r, bl_err *err)
{
    bl_status status = BL_OK;
    for (size_t world = 0; status == BL_OK && world < BL_WORLDS; world++) {
        bl_world *w = &r->out->worlds[world];
        bl_tally *tally = r->workers[0].tallies[world];
        w->limited = r->question->limited;
        w->ceiling = r->question->ceiling;
        if (!w->limited)
            status = bl_tally_ceiling(tally, &w->limited, &w->ceiling, err);
        if (status == BL_OK && w->limited)
            status = bl_tally_queues(tally, &w->queues, err);
    }
    return status;
}

static bl_status find_readers(run *r, bl_err *err)
{
    const bl_question *q = r->question;
    bl_buffer measures = {0};
    bl_status status = BL_OK;
    for (size_t i = 0; i < q->bulk.threads; i++)
        for (size_t name = 0; status == BL_OK && name < q->name_count; name++) {
            bool read = false;
            status = bl_parameters_readers(bl_notice_parameters(r->workers[i].notices[1]),
                                           q->names[name], &read, &measures, err);
            r->out->read[name] = r->out->read[name] || read;
        }
    bl_buffer_deinit(&measures);
    return status;
}

static bl_status run_all(run *r, bl_err *err)
{
    const bl_question *q = r->question;
    bl_population *population = NULL;
    bl_crew crew = {.count = q->bulk.threads, .context = r, .work = weigh, .take = take};
    bl_status status = BL_OK;
    for (size_t i = 0; status == BL_OK && i < q->bulk.threads; i++) {
        crew.workers[i] = &r->workers[i];
        for (size_t world = 0; status == BL_OK && world < BL_WORLDS; world++)
            status = open_world(q, &r->workers[i], world, err);
    }
    if (status == BL_OK)
        status = read_ceilings(r, err);
    bl_notice *notice = r->workers[0].notices[0];
    if (status == BL_OK)
        status = bl_population_open(q->bulk.over, notice,
                                    bl_notice_function(notice, bl_text_of(q->bulk.function)),
                                    &population, err);
    if (status == BL_OK)
        status = bl_crew_run(&crew, population, err);
    bl_population_close(population);
    r->out->tally = r->workers[0].tallies[0];
    if (status == BL_OK)
        status = conclude_contest(r, err);
    for (size_t world = 0; status == BL_OK && world < BL_WORLDS; world++)
        if (r->out->worlds[world].limited)
            pay(&r->claims[world], &r->out->worlds[world]);
    if (status == BL_OK)
        status = show(r, err);
    return status == BL_OK ? find_readers(r, err) : status;
}

/* All but what the result goes on using. */
static void release(run *r)
{
    for (size_t i = 0; r->workers && i < r->question->bulk.threads; i++)
        for (size_t world = 0; world < BL_WORLDS; world++) {
            worker *w = &r->workers[i];
            if (w->notices[world] == r->out->notice)
                continue;
            bl_tally_close(w->tallies[world]);
            bl_notice_close(w->notices[world]);
        }
    free(r->workers);
    forget(&r->waiting);
    forget(&r->shown);
    for (size_t world = 0; world < BL_WORLDS; world++)
        free(r->claims[world].list);
}

bl_status bl_compare(const bl_question *question, bl_comparison *out, bl_err *err)
{
    *out = (bl_comparison){0};
    run r = {.question = question, .out = out, .shown_max = question->shown};
    r.workers = calloc(question->bulk.threads, sizeof *r.workers);
    out->refused = calloc(BL_REFUSED_MAX, sizeof *out->refused);
    out->read = calloc(question->name_count + 1, sizeof *out->read);
    bl_status status = r.workers && out->refused && out->read ? run_all(&r, err) : no_memory(err);
    if (r.workers) {
        out->notice = r.workers[0].notices[0];
        out->tally = r.workers[0].tallies[0];
    }
    release(&r);
    return status;
}

void bl_comparison_deinit(bl_comparison *c)
{
    bl_tally_close(c->tally);
    bl_notice_close(c->notice);
    for (size_t i = 0; i < c->changed_count; i++)
        free(c->changed[i].applicant);
    free(c->changed);
    free(c->refused);
    free(c->read);
    for (size_t world = 0; world < BL_WORLDS; world++)
        bl_buffer_deinit(&c->worlds[world].contest);
    *c = (bl_comparison){0};
}

/* SPDX-License-Identifier: MIT
 *
 * A row that waits for a contest can only be weighed behind the last row, and what it gets then may
 * let the fund run out earlier. But it only adds: once the other claims alone are past the ceiling,
 * no claim behind them can be the first that does not fit, so no more of them are kept.
 *
 * When many rows wait, those that can't win any more are told apart by a notice of its own, so that
 * the others are few, and are accounted for as they stand. */
#include "app/compare.h"

#include <stdlib.h>
#include <string.h>

#include "base/list.h"
#include "domain/parse.h"

#define YEARS_MAX   128
#define WAITING_MAX 512 /* rows that wait, after which those that can't win are looked for */

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
    int64_t past; /* the first row behind which the ceiling is passed; 0: there is none */
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

typedef struct run {
    const bl_reform *question;
    bl_population *population;
    bl_comparison *out;
    bl_weigher *workers;
    keeping waiting;
    size_t waiting_most; /* before the next look for those that can't win */
    size_t entered;      /* of those that wait, in the sieve */
    bl_weigher sieve;    /* opened for the first such look */
    keeping shown;
    size_t shown_max;   /* rows to keep of those that change */
    int64_t last_shown; /* the last of them */
    bool is_over;       /* all rows were seen */
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

/* A claim past the ceiling is none that matters, unless claims before it are still to come. */
static bl_status add_claim(claims *c, int64_t row, int64_t fen, bool stops, int64_t ceiling,
                           bl_err *err)
{
    if (fen == 0 || (stops && c->past > 0 && row > c->past))
        return BL_OK;
    claim *list = bl_list_with_room(c->list, c->count, &c->room, sizeof *list);
    if (!list)
        return no_memory(err);
    c->list = list;
    c->list[c->count++] = (claim){row, fen};
    c->sum += fen;
    if (c->past == 0 && c->sum > ceiling)
        c->past = row;
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
static bl_status account(run *r, int64_t row, const int64_t totals[BL_WORLDS], bl_err *err)
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
    return status;
}

/* Whether a row with these totals is to be shown: rows come in their order, but for those that
 * waited. */
static bool is_shown(const run *r, int64_t row, const int64_t totals[BL_WORLDS])
{
    return totals[1] != totals[0] &&
           (r->shown.count < r->shown_max || (r->shown_max > 0 && row < r->last_shown));
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

static void note_refusal(bl_comparison *out, int64_t row, char fields[BL_WORLDS][BL_BAD_FIELD_MAX])
{
    for (size_t world = 0; world < BL_WORLDS; world++)
        out->worlds[world].refused += fields[world][0] != '\0';
    if (out->refused_count == BL_REFUSED_MAX)
        return;
    bl_refused *refused = &out->refused[out->refused_count++];
    refused->row = row;
    memcpy(refused->field, fields, sizeof refused->field);
}

/* Keeps the request of a row of a batch. */
static bl_status keep_row(run *r, keeping *k, const bl_batch *batch, size_t i, bl_err *err)
{
    bl_text request = bl_batch_row(batch, i);
    bl_buffer made = {0};
    bl_status status = BL_OK;
    if (batch->has_lines && bl_population_request(r->population, request, &made)) {
        status = bl_buffer_status(&made, err);
        request = bl_buffer_view(&made);
    }
    if (status == BL_OK)
        status = keep(k, batch->first + (int64_t)i, request, err);
    bl_buffer_deinit(&made);
    return status;
}

static void note_shown(run *r, int64_t row)
{
    r->last_shown = row > r->last_shown ? row : r->last_shown;
}

/* Adds what a row that waited comes to. */
static bl_status settle(run *r, const kept *k, const bl_weight weights[BL_WORLDS], bl_err *err)
{
    int64_t totals[BL_WORLDS] = {weights[0].total.fen, weights[1].total.fen};
    bl_status status = BL_OK;
    for (size_t world = 0; status == BL_OK && world < BL_WORLDS; world++)
        status = bl_item_sums_add(weights[world].items, BL_MEASURES_MAX,
                                  r->out->worlds[world].items, err);
    if (status == BL_OK && is_shown(r, k->row, totals)) {
        status = keep(&r->shown, k->row, (bl_text){k->request, k->size}, err);
        note_shown(r, k->row);
    }
    return status == BL_OK ? account(r, k->row, totals, err) : status;
}

/* Lets the rows that wait and have not yet done so enter the sieve. */
static bl_status enter_sieve(run *r, bl_err *err)
{
    bl_status status = BL_OK;
    if (!r->sieve.notices[0])
        status = bl_weigher_open(r->question, &r->workers[0], &r->sieve, err);
    for (; status == BL_OK && r->entered < r->waiting.count; r->entered++) {
        const kept *k = &r->waiting.list[r->entered];
        for (size_t world = 0; status == BL_OK && world < BL_WORLDS; world++)
            status = bl_tally_enter(r->sieve.tallies[world], (bl_text){k->request, k->size}, k->row,
                                    err);
    }
    for (size_t world = 0; status == BL_OK && world < BL_WORLDS; world++)
        status = bl_tally_look(r->sieve.tallies[world], err);
    return status;
}

/* Settles a row that waits if it can't win any more. */
static bl_status sift_row(run *r, const kept *k, bool *stays, bl_err *err)
{
    bl_weight weights[BL_WORLDS];
    bl_status status = BL_OK;
    *stays = false;
    for (size_t world = 0; status == BL_OK && !*stays && world < BL_WORLDS; world++)
        status = bl_tally_may_win(r->sieve.tallies[world], k->row, stays, err);
    for (size_t world = 0; status == BL_OK && !*stays && world < BL_WORLDS; world++)
        status = bl_tally_weigh(r->sieve.tallies[world], (bl_text){k->request, k->size},
                                &weights[world], err);
    return status == BL_OK && !*stays ? settle(r, k, weights, err) : status;
}

/* Keeps of the rows that wait only those that may still win. */
static bl_status sift(run *r, bl_err *err)
{
    size_t count = 0;
    bl_status status = enter_sieve(r, err);
    for (size_t i = 0; i < r->waiting.count; i++) {
        kept *k = &r->waiting.list[i];
        bool stays = true;
        if (status == BL_OK)
            status = sift_row(r, k, &stays, err);
        if (stays)
            r->waiting.list[count++] = *k;
        else
            free(k->request);
    }
    r->waiting.count = r->entered = count;
    r->waiting_most = 2 * count > WAITING_MAX ? 2 * count : WAITING_MAX;
    return status;
}

static bl_status take_row(run *r, bl_batch *batch, size_t i, bl_err *err)
{
    bl_weighed *f = batch->result;
    const int64_t totals[BL_WORLDS] = {f->totals[0][i], f->totals[1][i]};
    int64_t row = batch->first + (int64_t)i;
    bl_status status = BL_OK;
    for (size_t world = 0; status == BL_OK && world < BL_WORLDS; world++)
        if (f->years[world][i] >= 0)
            status = note_year(&r->years[world], f->years[world][i], err);
    if (status == BL_OK && f->waits[i]) {
        status = keep_row(r, &r->waiting, batch, i, err);
        return status == BL_OK && r->waiting.count > r->waiting_most ? sift(r, err) : status;
    }
    if (status == BL_OK && is_shown(r, row, totals)) {
        status = keep_row(r, &r->shown, batch, i, err);
        note_shown(r, row);
    }
    return status == BL_OK ? account(r, row, totals, err) : status;
}

static bl_status take(void *context, bl_batch *batch, bl_err *err)
{
    run *r = context;
    bl_weighed *f = batch->result;
    bl_status status = BL_OK;
    r->out->rows += (int64_t)batch->count;
    for (size_t world = 0; status == BL_OK && world < BL_WORLDS; world++)
        status =
            bl_item_sums_add(f->items[world], BL_MEASURES_MAX, r->out->worlds[world].items, err);
    for (size_t i = 0; i < f->refused_count; i++)
        note_refusal(r->out, batch->first + (int64_t)f->refused[i].place, f->refused[i].fields);
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
    for (size_t i = 0; status == BL_OK && i < r->waiting.count; i++) {
        const kept *k = &r->waiting.list[i];
        bl_weight weights[BL_WORLDS];
        status = reweigh(r, k, weights, err);
        if (status == BL_OK)
            status = settle(r, k, weights, err);
    }
    return status;
}

/* Pays the claims in their order, or each its share. */
static void pay(claims *c, bl_world *w)
{
    int64_t room = w->ceiling.fen;
    bool fits = w->demand.fen <= room, open = true;
    if (c->count > 0)
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

/* Adds which parameters were read by a weigher's reform. */
static bl_status add_readers(run *r, const bl_weigher *w, bl_err *err)
{
    bl_buffer measures = {0};
    bl_status status = BL_OK;
    for (size_t name = 0; status == BL_OK && name < r->question->name_count; name++) {
        bool read = false;
        status = bl_parameters_readers(bl_notice_parameters(w->notices[1]),
                                       r->question->names[name], &read, &measures, err);
        r->out->read[name] = r->out->read[name] || read;
    }
    bl_buffer_deinit(&measures);
    return status;
}

static bl_status find_readers(run *r, bl_err *err)
{
    bl_status status = r->sieve.notices[1] ? add_readers(r, &r->sieve, err) : BL_OK;
    for (size_t i = 0; status == BL_OK && i < r->question->bulk.threads; i++)
        status = add_readers(r, &r->workers[i], err);
    return status;
}

static bl_status open_workers(run *r, bl_crew *crew, bl_err *err)
{
    const bl_reform *q = r->question;
    bl_weigher *first = &r->workers[0];
    bl_status status = BL_OK;
    for (size_t i = 0; status == BL_OK && i < q->bulk.threads; i++) {
        crew->workers[i] = &r->workers[i];
        status = bl_weigher_open(q, i > 0 ? first : NULL, &r->workers[i], err);
    }
    if (status == BL_OK)
        status =
            bl_population_open(q->bulk.over, first->notices[0],
                               bl_notice_function(first->notices[0], bl_text_of(q->bulk.function)),
                               &r->population, err);
    for (size_t i = 0; status == BL_OK && i < q->bulk.threads; i++)
        status = bl_weigher_begin(&r->workers[i], q, r->population, err);
    crew->takes_lines = first->columns != NULL;
    return status;
}

static bl_status run_all(run *r, bl_err *err)
{
    bl_crew crew = {.count = r->question->bulk.threads,
                    .context = r,
                    .work = bl_weigh_batch,
                    .take = take,
                    .forget = bl_weighed_free};
    bl_status status = open_workers(r, &crew, err);
    if (status == BL_OK)
        status = read_ceilings(r, err);
    if (status == BL_OK)
        status = bl_crew_run(&crew, r->population, err);
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

/* Hands the first notice and its tally to the result, and closes all else. */
static void release(run *r)
{
    if (r->workers) {
        r->out->notice = r->workers[0].notices[0];
        r->out->tally = r->workers[0].tallies[0];
        r->workers[0].notices[0] = NULL;
        r->workers[0].tallies[0] = NULL;
    }
    bl_weigher_close(&r->sieve);
    for (size_t i = r->workers ? r->question->bulk.threads : 0; i > 0; i--)
        bl_weigher_close(&r->workers[i - 1]);
    free(r->workers);
    bl_population_close(r->population);
    forget(&r->waiting);
    forget(&r->shown);
    for (size_t world = 0; world < BL_WORLDS; world++)
        free(r->claims[world].list);
}

bl_status bl_compare(const bl_reform *question, bl_comparison *out, bl_err *err)
{
    *out = (bl_comparison){0};
    run r = {.question = question,
             .out = out,
             .shown_max = question->shown,
             .waiting_most = WAITING_MAX};
    r.workers = calloc(question->bulk.threads, sizeof *r.workers);
    out->refused = calloc(BL_REFUSED_MAX, sizeof *out->refused);
    out->read = calloc(question->name_count + 1, sizeof *out->read);
    bl_status status = r.workers && out->refused && out->read ? run_all(&r, err) : no_memory(err);
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

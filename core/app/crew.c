/* SPDX-License-Identifier: MIT
 *
 * Batches stand in a ring: those before `taken` are free, those before `begun` are being worked on
 * or done, those before `filled` wait for a worker. */
#include "app/crew.h"

#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

#include "app/progress.h"

typedef struct slot {
    bl_batch batch;
    bool is_done;
} slot;

typedef struct yard {
    const bl_crew *crew;
    bl_population *population;
    slot *slots;
    size_t count;
    pthread_mutex_t mutex;
    pthread_cond_t filling; /* a batch was filled, or there will be no more */
    pthread_cond_t working; /* a batch was done */
    size_t filled;
    size_t begun;
    size_t taken;
    bool is_closed;
    int64_t rows;
} yard;

typedef struct hand {
    yard *yard;
    void *worker;
    pthread_t thread;
} hand;

bl_text bl_batch_row(const bl_batch *batch, size_t i)
{
    size_t start = i > 0 ? batch->ends[i - 1] : 0;
    return (bl_text){batch->rows.at ? batch->rows.at + start : "", batch->ends[i] - start};
}

size_t bl_crew_size(void)
{
    long count = sysconf(_SC_NPROCESSORS_ONLN);
    return count < 1 ? 1 : count > BL_WORKERS_MAX ? BL_WORKERS_MAX : (size_t)count;
}

static bl_status fill_requests(yard *y, bl_batch *batch, bool *end, bl_err *err)
{
    bl_status status = BL_OK;
    while (status == BL_OK && !*end && batch->count < BL_BATCH_ROWS &&
           batch->rows.size < BL_BATCH_BYTES &&
           !(y->crew->takes_lines && bl_population_has_line(y->population))) {
        bool row;
        status = bl_population_next(y->population, &batch->rows, &row, err);
        *end = !row;
        if (status != BL_OK || !row)
            break;
        const char *refused = bl_population_refused(y->population);
        batch->refused[batch->count] = refused != NULL;
        bl_buffer_add_text(&batch->rows, refused ? refused : "");
        batch->ends[batch->count++] = batch->rows.size;
    }
    return status;
}

static bl_status fill(yard *y, bl_batch *batch, bool *end, bl_err *err)
{
    bl_status status = BL_OK;
    batch->first = y->rows + 1;
    batch->count = 0;
    bl_buffer_clear(&batch->rows);
    if (y->crew->takes_lines)
        batch->count =
            bl_population_lines(y->population, &batch->rows, batch->ends, BL_BATCH_LINES);
    batch->has_lines = batch->count > 0;
    if (!batch->has_lines)
        status = fill_requests(y, batch, end, err);
    y->rows += (int64_t)batch->count;
    return status == BL_OK ? bl_buffer_status(&batch->rows, err) : status;
}

static void work(const yard *y, void *worker, bl_batch *batch)
{
    batch->err = (bl_err){0};
    bl_buffer_clear(&batch->answers);
    batch->status = y->crew->work(worker, batch, &batch->err);
    if (batch->status == BL_OK)
        batch->status = bl_buffer_status(&batch->answers, &batch->err);
}

static void *work_on(void *context)
{
    hand *h = context;
    yard *y = h->yard;
    pthread_mutex_lock(&y->mutex);
    for (;;) {
        while (y->begun == y->filled && !y->is_closed)
            pthread_cond_wait(&y->filling, &y->mutex);
        if (y->begun == y->filled)
            break;
        slot *s = &y->slots[y->begun++ % y->count];
        pthread_mutex_unlock(&y->mutex);
        work(y, h->worker, &s->batch);
        pthread_mutex_lock(&y->mutex);
        s->is_done = true;
        pthread_cond_signal(&y->working);
    }
    pthread_mutex_unlock(&y->mutex);
    return NULL;
}

static bl_status take(yard *y, bl_batch *batch, bl_err *err)
{
    if (batch->status != BL_OK)
        return bl_fail(err, batch->status, "%s", batch->err.text);
    bl_status status = y->crew->take(y->crew->context, batch, err);
    int64_t size = bl_population_size(y->population);
    int64_t done = bl_population_done(y->population);
    int64_t rows = batch->first + (int64_t)batch->count - 1;
    bl_progress_show("rows", rows,
                     size > 0 && done > 0 ? (int64_t)((double)rows * (double)size / (double)done)
                                          : 0);
    return status;
}

/* Waits for the oldest batch that was begun, and takes it. */
static bl_status take_oldest(yard *y, bl_err *err)
{
    slot *s = &y->slots[y->taken % y->count];
    pthread_mutex_lock(&y->mutex);
    while (!s->is_done)
        pthread_cond_wait(&y->working, &y->mutex);
    pthread_mutex_unlock(&y->mutex);
    s->is_done = false;
    y->taken++;
    return take(y, &s->batch, err);
}

/* Gives out batches and takes them back, until the population ends or something fails. */
static bl_status run(yard *y, bl_err *err)
{
    bool end = false;
    bl_status status = BL_OK, trouble = BL_OK;
    bl_err told = {0};
    while (status == BL_OK && (!end || y->taken < y->filled)) {
        if (end || y->filled - y->taken == y->count) {
            status = take_oldest(y, err);
            continue;
        }
        slot *s = &y->slots[y->filled % y->count];
        trouble = fill(y, &s->batch, &end, &told);
        end = end || trouble != BL_OK;
        if (s->batch.count == 0)
            continue;
        pthread_mutex_lock(&y->mutex);
        y->filled++;
        pthread_cond_signal(&y->filling);
        pthread_mutex_unlock(&y->mutex);
    }
    return status != BL_OK || trouble == BL_OK ? status : bl_fail(err, trouble, "%s", told.text);
}

/* All in the caller's own thread. */
static bl_status run_alone(yard *y, bl_err *err)
{
    bool end = false;
    bl_status status = BL_OK, trouble = BL_OK;
    bl_err told = {0};
    bl_batch *batch = &y->slots[0].batch;
    while (status == BL_OK && trouble == BL_OK && !end) {
        trouble = fill(y, batch, &end, &told);
        if (batch->count == 0)
            break;
        work(y, y->crew->workers[0], batch);
        status = take(y, batch, err);
    }
    return status != BL_OK || trouble == BL_OK ? status : bl_fail(err, trouble, "%s", told.text);
}

static void close_yard(yard *y, hand *hands, size_t started)
{
    pthread_mutex_lock(&y->mutex);
    y->is_closed = true;
    y->begun = y->filled; /* after a failure nothing more is begun */
    pthread_cond_broadcast(&y->filling);
    pthread_mutex_unlock(&y->mutex);
    for (size_t i = 0; i < started; i++)
        pthread_join(hands[i].thread, NULL);
}

/* Signals are for the caller's thread, which waits for input. */
static bl_status run_together(yard *y, bl_err *err)
{
    hand hands[BL_WORKERS_MAX];
    size_t started = 0;
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    for (; started < y->crew->count; started++) {
        hands[started] = (hand){.yard = y, .worker = y->crew->workers[started]};
        if (pthread_create(&hands[started].thread, NULL, work_on, &hands[started]) != 0)
            break;
    }
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    bl_status status = started > 0 ? run(y, err) : run_alone(y, err);
    close_yard(y, hands, started);
    return status;
}

bl_status bl_crew_run(const bl_crew *crew, bl_population *population, bl_err *err)
{
    BL_REQUIRE(crew->count > 0 && crew->count <= BL_WORKERS_MAX);
    yard y = {.crew = crew,
              .population = population,
              .count = crew->count > 1 ? 2 * crew->count + 2 : 1,
              .mutex = PTHREAD_MUTEX_INITIALIZER,
              .filling = PTHREAD_COND_INITIALIZER,
              .working = PTHREAD_COND_INITIALIZER};
    y.slots = calloc(y.count, sizeof *y.slots);
    if (!y.slots)
        return bl_fail(err, BL_NO_MEMORY, "no memory for batches of rows");
    bl_status status = crew->count > 1 ? run_together(&y, err) : run_alone(&y, err);
    bl_progress_clear();
    for (size_t i = 0; i < y.count; i++) {
        bl_buffer_deinit(&y.slots[i].batch.rows);
        bl_buffer_deinit(&y.slots[i].batch.answers);
        if (y.slots[i].batch.result)
            crew->forget(y.slots[i].batch.result);
    }
    free(y.slots);
    return status;
}

/* SPDX-License-Identifier: MIT */
/* award.c - bench_award NOTICE POPULATION [ROWS]: the whole award of a notice over a population.
 *
 * The rows are read into columns, which stay in memory; then the award's plan judges them all, on
 * one core, by turns with the notice's own functions, which judge some of them one by one. What
 * both make of those must be equal. Prints medians of rounds. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "app/population.h"
#include "app/sheets.h"
#include "host/tally.h"

#define ROUNDS     11
#define BY_REQUEST 2000

/* Rows in columns, and what the plan leaves to the notice's functions. */
typedef struct chunk {
    bl_sheets *sheets;
    bool odd[BL_SCHEME_ROWS_MAX], waits[BL_SCHEME_ROWS_MAX], read_odd[BL_SCHEME_ROWS_MAX];
    int64_t totals[BL_SCHEME_ROWS_MAX];
} chunk;

typedef struct bench {
    bl_notice *notice;
    const bl_function *function;
    bl_planned *planned;
    bl_tally *tally;
    chunk *chunks;
    size_t chunk_count, rows, odd, waiting, elements;
    bl_buffer requests; /* the first ones */
    size_t ends[BY_REQUEST];
} bench;

/* Of this core alone, also beside other work. */
static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void require(bl_status status, const bl_err *err)
{
    if (status == BL_OK)
        return;
    fprintf(stderr, "award: %s\n", err->text);
    exit(1);
}

static void open_notice(bench *b, const char *path)
{
    bl_err err = {0};
    require(bl_notice_open(path, &b->notice, &err), &err);
    require(bl_notice_find(b->notice, "award", &b->function, &err), &err);
    bl_moment at = bl_notice_issued(b->notice);
    require(bl_tally_open(b->notice, b->function, NULL, at, &b->tally, &err), &err);
    require(bl_planned_open(b->notice, b->function, NULL, &b->planned, &err), &err);
    if (!b->planned) {
        fprintf(stderr, "award: the notice has no plan\n");
        exit(1);
    }
}

static chunk *next_chunk(bench *b)
{
    bl_err err = {0};
    b->chunks = realloc(b->chunks, (b->chunk_count + 1) * sizeof *b->chunks);
    if (!b->chunks)
        exit(1);
    chunk *c = &b->chunks[b->chunk_count++];
    *c = (chunk){0};
    require(bl_sheets_open(b->notice, b->function, b->planned, &c->sheets, &err), &err);
    return c;
}

/* Reads at most so many rows; gives how long it took, and the bytes of their requests. */
static double read_rows(bench *b, const char *over, size_t most, size_t *bytes)
{
    bl_err err = {0};
    bl_population *population;
    bl_buffer request = {0};
    bool row = true;
    require(bl_population_open(over, b->notice, b->function, &population, &err), &err);
    double from = now(), reading = 0;
    for (chunk *c = NULL; b->rows < most; b->rows++) {
        bl_buffer_clear(&request);
        require(bl_population_next(population, &request, &row, &err), &err);
        if (!row)
            break;
        if (b->rows < BY_REQUEST) {
            bl_buffer_add(&b->requests, request.at, request.size);
            b->ends[b->rows] = b->requests.size;
        }
        if (b->rows % BL_SCHEME_ROWS_MAX == 0)
            c = next_chunk(b);
        double start = now();
        c->read_odd[b->rows % BL_SCHEME_ROWS_MAX] =
            !bl_sheets_add(c->sheets, bl_buffer_view(&request));
        reading += now() - start;
        *bytes += request.size;
    }
    printf("reading: %.0f rows a second of the file as requests, %.0f of those as columns\n",
           (double)b->rows / (now() - from - reading), (double)b->rows / reading);
    bl_buffer_deinit(&request);
    bl_population_close(population);
    return reading;
}

static double by_plan(bench *b, bl_plan_sum *sums)
{
    bl_plan *plan = bl_planned_plan(b->planned);
    double from = now();
    for (size_t i = 0; i < b->chunk_count; i++) {
        chunk *c = &b->chunks[i];
        memcpy(c->odd, c->read_odd, sizeof c->odd);
        memset(c->waits, 0, sizeof c->waits);
        bl_plan_judge(plan, bl_sheets_rows(c->sheets), c->odd, c->waits);
        bl_plan_settle(plan, c->odd, c->waits, c->totals);
        bl_plan_add(plan, c->odd, c->waits, sums);
    }
    return now() - from;
}

/* Judges the first rows one by one; false when one of them comes to something else. */
static bool by_request(bench *b, double *seconds)
{
    bl_err err = {0};
    bl_weight weight;
    bool same = true;
    double from = now();
    for (size_t i = 0, start = 0; i < BY_REQUEST && i < b->rows; start = b->ends[i++]) {
        const chunk *c = &b->chunks[i / BL_SCHEME_ROWS_MAX];
        size_t row = i % BL_SCHEME_ROWS_MAX;
        bl_text request = {b->requests.at + start, b->ends[i] - start};
        require(bl_tally_weigh(b->tally, request, &weight, &err), &err);
        same = same && (c->odd[row] || c->waits[row] || weight.total.fen == c->totals[row]);
    }
    *seconds = now() - from;
    return same;
}

static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double median(double times[ROUNDS])
{
    qsort(times, ROUNDS, sizeof *times, by_size);
    return times[ROUNDS / 2];
}

static void count_others(bench *b)
{
    for (size_t i = 0; i < b->chunk_count; i++) {
        const chunk *c = &b->chunks[i];
        const bl_scheme_rows *rows = bl_sheets_rows(c->sheets);
        for (size_t row = 0; row < rows->count; row++) {
            b->odd += c->odd[row];
            b->waiting += !c->odd[row] && c->waits[row];
        }
        for (int list = 0; list < bl_plan_view(bl_planned_plan(b->planned))->list_count; list++)
            b->elements += rows->starts[list][rows->count];
    }
}

static bool run(bench *b)
{
    double plan[ROUNDS], requests[ROUNDS];
    bl_plan_sum sums[BL_SCHEME_MEASURES_MAX];
    bool same = true;
    for (int i = 0; i < ROUNDS; i++) {
        memset(sums, 0, sizeof sums);
        plan[i] = by_plan(b, sums);
        same = by_request(b, &requests[i]) && same;
    }
    count_others(b);
    double by_columns = (double)b->rows / median(plan);
    double one_by_one = (double)(b->rows < BY_REQUEST ? b->rows : BY_REQUEST) / median(requests);
    int64_t demand = 0;
    for (int i = 0; i < BL_SCHEME_MEASURES_MAX; i++)
        demand += sums[i].amount;
    printf("in memory, one core: %.0f rows a second by columns, %.0f one by one by the notice's"
           " functions\n",
           by_columns, one_by_one);
    printf("%zu rows with %zu elements in their lists come to %" PRId64 ".%02" PRId64 " yuan\n",
           b->rows, b->elements, demand / 100, demand % 100);
    printf("left to the notice's functions: %zu rows, and %zu that wait for a contest\n", b->odd,
           b->waiting);
    return same;
}

int main(int count, char **arguments)
{
    if (count < 3) {
        fprintf(stderr, "usage: bench_award NOTICE POPULATION [ROWS]\n");
        return 1;
    }
    bench b = {0};
    size_t bytes = 0;
    open_notice(&b, arguments[1]);
    read_rows(&b, arguments[2], count > 3 ? strtoul(arguments[3], NULL, 10) : 200000, &bytes);
    bool same = run(&b);
    if (!same)
        fprintf(stderr, "award: columns and the notice's functions differ\n");
    for (size_t i = 0; i < b.chunk_count; i++)
        bl_sheets_close(b.chunks[i].sheets);
    free(b.chunks);
    bl_buffer_deinit(&b.requests);
    bl_planned_close(b.planned);
    bl_tally_close(b.tally);
    bl_notice_close(b.notice);
    return same ? 0 : 1;
}

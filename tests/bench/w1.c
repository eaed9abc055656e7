/* SPDX-License-Identifier: MIT */
/* w1.c - bench_w1 NOTICE [ROWS [SEED [FILE]]]: five rules over a population in memory.
 *
 * The rules of the notice, explored when it is loaded, are swept over the columns on one and on two
 * cores, by turns with a loop written by hand and compiled with the same flags. Totals in fen must
 * be equal. Prints medians of rounds and their ratios, and how long one decision takes. With FILE,
 * leaves the columns there for w1.py: each as int64, one behind the other. */
#include <inttypes.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "host/rulebook.h"
#include "rule/sweep.h"
#include "w1.h"

#define ROUNDS    21
#define RULES     4
#define DECISIONS 200000
#define ANSWERS   2000

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* The loop on the second half of the firms, beside the caller's first half. */
typedef struct half {
    const firms *f;
    awards sum;
} half;

static void *second_half(void *context)
{
    half *h = context;
    h->sum = loop_by_hand(h->f, h->f->count / 2, h->f->count);
    return NULL;
}

static int64_t total(awards a)
{
    return a.upgrade + a.milestone + a.recognition + a.yield_rating;
}

static int64_t by_hand(const firms *f, int cores)
{
    pthread_t thread;
    half other = {.f = f};
    if (cores == 1)
        return total(loop_by_hand(f, 0, f->count));
    if (pthread_create(&thread, NULL, second_half, &other) != 0)
        exit(1);
    int64_t sum = total(loop_by_hand(f, 0, f->count / 2));
    pthread_join(thread, NULL);
    return sum + total(other.sum);
}

/* The notice's rules, ready to be swept. */
typedef struct rules {
    bl_notice *notice;
    bl_sweep *sweeps[RULES];
    bl_column columns[RULES][3];
    bl_output outputs[RULES];
    bl_task tasks[RULES];
} rules;

static void stop(const bl_err *err)
{
    fprintf(stderr, "w1: %s\n", err->text);
    exit(1);
}

static void open_rules(const char *path, const firms *f, rules *r)
{
    static const char *const names[] = {"upgrade", "milestone", "recognition", "yield_rating"};
    const void *cells[RULES][3] = {{f->sector, f->equipment_investment, f->takes_loan_discount},
                                   {f->prior_max_revenue, f->revenue},
                                   {f->recognition, f->green_level},
                                   {f->mu_grade}};
    bl_err err = {0};
    if (bl_notice_open(path, &r->notice, &err) != BL_OK)
        stop(&err);
    for (int i = 0; i < RULES; i++) {
        bl_rulebook_entry entry;
        bool found = false;
        if (bl_rulebook_find(r->notice, bl_text_of(names[i]), &entry, &found, &err) != BL_OK)
            stop(&err);
        if (!found || !entry.table) {
            fprintf(stderr, "w1: %s is no table\n", names[i]);
            exit(1);
        }
        if (bl_sweep_open(entry.table, &r->sweeps[i], &err) != BL_OK)
            stop(&err);
        for (int k = 0; k < 3; k++)
            r->columns[i][k].cells = cells[i][k];
        r->tasks[i] = (bl_task){r->sweeps[i], r->columns[i], &r->outputs[i]};
    }
}

static void close_rules(rules *r)
{
    for (int i = 0; i < RULES; i++)
        bl_sweep_close(r->sweeps[i]);
    bl_notice_close(r->notice);
}

static int64_t by_rules(rules *r, size_t rows, int cores)
{
    bl_err err = {0};
    int64_t sum = 0;
    if (bl_sweep_run(r->tasks, RULES, rows, cores, &err) != BL_OK)
        stop(&err);
    for (int i = 0; i < RULES; i++)
        sum += r->outputs[i].sum;
    return sum;
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

static void write_columns(const char *path, const firms *f)
{
    FILE *file = fopen(path, "wb");
    const uint8_t *const small[] = {f->sector, f->takes_loan_discount, f->recognition,
                                    f->green_level, f->mu_grade};
    if (!file)
        exit(1);
    fwrite(f->equipment_investment, sizeof(int64_t), f->count, file);
    fwrite(f->prior_max_revenue, sizeof(int64_t), f->count, file);
    fwrite(f->revenue, sizeof(int64_t), f->count, file);
    for (size_t k = 0; k < sizeof small / sizeof small[0]; k++)
        for (size_t i = 0; i < f->count; i++) {
            int64_t cell = small[k][i];
            fwrite(&cell, sizeof cell, 1, file);
        }
    fclose(file);
}

/* Fills times[0..1] by hand and times[2..3] by rules, on one and on two cores by turns. */
static void measure(const firms *f, rules *r, double times[4][ROUNDS])
{
    int64_t wanted = by_hand(f, 1);
    for (int round = 0; round < ROUNDS; round++)
        for (int way = 0; way < 4; way++) {
            int cores = way % 2 + 1;
            double start = now();
            int64_t sum = way < 2 ? by_hand(f, cores) : by_rules(r, f->count, cores);
            times[way][round] = now() - start;
            if (sum != wanted) {
                fprintf(stderr, "w1: %" PRId64 " fen by hand, %" PRId64 " by rules\n", wanted, sum);
                exit(2);
            }
        }
    printf("total              %" PRId64 " fen, the same each way\n", wanted);
}

static void print_medians(size_t rows, double times[4][ROUNDS])
{
    double hand = median(times[0]), hand_2 = median(times[1]);
    double ours = median(times[2]), ours_2 = median(times[3]);
    double millions = (double)rows / 1e6;
    printf("loop by hand       %7.1f million rows a second, %7.1f on two cores\n", millions / hand,
           millions / hand_2);
    printf("rules of a notice  %7.1f million rows a second, %7.1f on two cores\n", millions / ours,
           millions / ours_2);
    printf("rules / by hand    %7.2f                        %7.2f\n", hand / ours, hand_2 / ours_2);
    printf("two cores / one    %7.2f for the rules, %.2f by hand\n", ours / ours_2, hand / hand_2);
}

/* One decision at a time: the row alone, the row with the path that gives its reasons, and a whole
 * request with its answer and reasons in words. */
static void measure_decisions(const firms *f, const rules *r, double times[3][ROUNDS])
{
    bl_rulebook_entry entry;
    bl_err err = {0};
    bool found = false;
    static bl_decision decision;
    int64_t sums[2] = {0};
    if (bl_rulebook_find(r->notice, bl_text_of("milestone"), &entry, &found, &err) != BL_OK)
        stop(&err);
    for (int round = 0; round < ROUNDS; round++)
        for (int way = 0; way < 2; way++) {
            double start = now();
            for (size_t i = 0; i < DECISIONS; i++) {
                int64_t cells[] = {f->prior_max_revenue[i % f->count], f->revenue[i % f->count]};
                int row = 0;
                bl_status status =
                    way == 0
                        ? bl_table_row(entry.table, (bl_facts){cells, NULL}, &row, &err)
                        : bl_table_decide(entry.table, (bl_facts){cells, NULL}, &decision, &err);
                if (status != BL_OK)
                    stop(&err);
                sums[way] += way == 0 ? row : decision.row;
            }
            times[way][round] = (now() - start) / DECISIONS;
        }
    if (sums[0] != sums[1])
        exit(2);
    bl_buffer answer = {0};
    bl_text request = bl_text_of("{\"prior_max_revenue\":400000000,\"revenue\":1200000000.01}");
    for (int round = 0; round < ROUNDS; round++) {
        double start = now();
        for (int i = 0; i < ANSWERS; i++) {
            bl_buffer_clear(&answer);
            if (bl_notice_answer(r->notice, entry.function, request, (bl_moment){0}, &answer,
                                 &err) != BL_OK)
                stop(&err);
        }
        times[2][round] = (now() - start) / ANSWERS;
    }
    bl_buffer_deinit(&answer);
}

static void print_decisions(double times[3][ROUNDS])
{
    double row = median(times[0]), path = median(times[1]), answer = median(times[2]);
    printf("one decision       %7.3f us, %.3f us with its reasons (%.2f times; 1.20 at most is "
           "wanted)\n",
           row * 1e6, path * 1e6, path / row);
    printf(
        "one request        %7.1f us, from JSON to an answer with reasons in JSON (20 at most)\n",
        answer * 1e6);
}

int main(int count, char **words)
{
    if (count < 2)
        return 1;
    size_t rows = count > 2 ? strtoull(words[2], NULL, 10) : 1000000;
    firms f = make_firms(rows, count > 3 ? strtoull(words[3], NULL, 10) : 1);
    rules r = {0};
    double times[4][ROUNDS];
    open_rules(words[1], &f, &r);
    measure(&f, &r, times);
    print_medians(rows, times);
    measure_decisions(&f, &r, times);
    print_decisions(times);
    if (count > 4)
        write_columns(words[4], &f);
    close_rules(&r);
    free_firms(&f);
    return 0;
}

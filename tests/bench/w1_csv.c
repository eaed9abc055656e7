/* SPDX-License-Identifier: MIT
 *
 * w1_csv - bench_w1_csv NOTICE ROWS SEED FILE: the five rules over a population in a CSV file.
 *
 * Leaves the population in FILE. The rules of the notice, over the columns that the what-if reads
 * plain lines into, run by turns with a reader written by hand for this very file, on one core.
 * Totals in fen must be equal. Prints medians of rounds and their ratio. */
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "app/columns.h"
#include "host/rulebook.h"
#include "w1.h"

#define ROUNDS 7
#define RULES  4
#define FIELDS 8
#define BLOCK  (1u << 20)

static const char *const sectors[] = {"manufacturing", "other_industry", "non_industry", "park"};
static const char *const recognitions[] = {"none", "unicorn", "little_giant", "national",
                                           "provincial"};
static const char *const greens[] = {"none", "national", "provincial", "municipal"};

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void stop(const char *words)
{
    fprintf(stderr, "w1_csv: %s\n", words);
    exit(1);
}

static void write_money(FILE *file, int64_t fen)
{
    fprintf(file, "%" PRId64 ".%02d,", fen / 100, (int)(fen % 100));
}

static void write_csv(const char *path, const firms *f)
{
    FILE *file = fopen(path, "w");
    if (!file)
        stop("the file can't be written");
    fputs("sector,equipment_investment,takes_loan_discount,prior_max_revenue,revenue,recognition,"
          "green_level,mu_grade\n",
          file);
    for (size_t i = 0; i < f->count; i++) {
        fprintf(file, "%s,", sectors[f->sector[i]]);
        write_money(file, f->equipment_investment[i]);
        fprintf(file, "%s,", f->takes_loan_discount[i] ? "true" : "false");
        write_money(file, f->prior_max_revenue[i]);
        write_money(file, f->revenue[i]);
        fprintf(file, "%s,%s,%c\n", recognitions[f->recognition[i]], greens[f->green_level[i]],
                'a' + f->mu_grade[i]);
    }
    if (fclose(file) != 0)
        stop("the file can't be written");
}

/* By hand: what is known of the file is not looked at twice. */

static const char *past_comma(const char *at)
{
    while (*at != ',')
        at++;
    return at + 1;
}

static const char *take_money(const char *at, int64_t *out)
{
    int64_t fen = 0;
    for (; *at != '.'; at++)
        fen = fen * 10 + (*at - '0');
    *out = fen * 100 + (at[1] - '0') * 10 + (at[2] - '0');
    return at + 4;
}

/* One line; gives the place behind it. */
static const char *take_line(const char *at, firms *one, int64_t *sum)
{
    /* the letters that tell codes apart; an `n` may be none or national */
    one->sector[0] = *at != 'm';
    at = take_money(past_comma(at), one->equipment_investment);
    one->takes_loan_discount[0] = *at == 't';
    at = take_money(past_comma(at), one->prior_max_revenue);
    at = take_money(at, one->revenue);
    one->recognition[0] = *at == 'u' ? 1 : *at == 'l' ? 2 : *at == 'p' ? 4 : at[1] == 'a' ? 3 : 0;
    at = past_comma(at);
    one->green_level[0] = *at == 'p' ? 2 : *at == 'm' ? 3 : at[1] == 'a' ? 1 : 0;
    at = past_comma(at);
    one->mu_grade[0] = (uint8_t)(*at - 'a');
    awards a = loop_by_hand(one, 0, 1);
    *sum += a.upgrade + a.milestone + a.recognition + a.yield_rating;
    return at + 2;
}

static int64_t by_hand(const char *path)
{
    static char block[2 * BLOCK];
    firms one = make_firms(1, 1);
    int file = open(path, O_RDONLY);
    int64_t sum = 0;
    size_t held = 0;
    bool first = true;
    for (ssize_t size; (size = read(file, block + held, BLOCK)) > 0;) {
        const char *at = block, *end = block + held + (size_t)size;
        const char *last = end - 1;
        while (*last != '\n')
            last--;
        if (first)
            at = strchr(block, '\n') + 1;
        first = false;
        while (at <= last)
            at = take_line(at, &one, &sum);
        held = (size_t)(end - at);
        memmove(block, at, held);
    }
    close(file);
    free_firms(&one);
    return sum;
}

/* By rules. */

typedef struct rules {
    bl_notice *notice;
    const bl_function *total; /* its record has the fields of all rules */
    bl_sweep *sweeps[RULES];
    int places[RULES][FIELDS]; /* of a table's fields among those of the total */
    int field_counts[RULES];
} rules;

static void must(bl_status status, const bl_err *err)
{
    if (status != BL_OK)
        stop(err->text);
}

static void open_rules(const char *path, rules *r)
{
    static const char *const names[RULES] = {"upgrade", "milestone", "recognition", "yield_rating"};
    bl_err err = {0};
    must(bl_notice_open(path, &r->notice, &err), &err);
    r->total = bl_notice_function(r->notice, bl_text_of("total"));
    for (int i = 0; i < RULES; i++) {
        bl_rulebook_entry entry;
        bool found = false;
        must(bl_rulebook_find(r->notice, bl_text_of(names[i]), &entry, &found, &err), &err);
        if (!found || !entry.table)
            stop("a rule is no table");
        must(bl_sweep_open(entry.table, &r->sweeps[i], &err), &err);
        const bl_record *record = &entry.function->record, *all = &r->total->record;
        r->field_counts[i] = (int)record->count - 1;
        for (size_t k = 1; k < record->count; k++)
            r->places[i][k - 1] =
                (int)(bl_record_field(all, record->fields[k].name) - all->fields) - 1;
    }
}

static int64_t sweep_lines(rules *r, bl_columns *columns, size_t count)
{
    bl_column views[RULES][FIELDS];
    bl_output outputs[RULES] = {0};
    bl_task tasks[RULES];
    bl_err err = {0};
    int64_t sum = 0;
    for (int i = 0; i < RULES; i++) {
        for (int k = 0; k < r->field_counts[i]; k++)
            views[i][k] = bl_columns_list(columns)[r->places[i][k]];
        tasks[i] = (bl_task){r->sweeps[i], views[i], &outputs[i]};
    }
    must(bl_sweep_run(tasks, RULES, count, 1, &err), &err);
    for (int i = 0; i < RULES; i++)
        sum += outputs[i].sum;
    return sum;
}

static int64_t by_rules(rules *r, const char *path)
{
    static size_t ends[BL_COLUMN_ROWS];
    static bool odd[BL_COLUMN_ROWS];
    const bl_field *fields[FIELDS];
    bl_population *population = NULL;
    bl_columns *columns = NULL;
    bl_buffer lines = {0};
    bl_err err = {0};
    int64_t sum = 0;
    bool row = true;
    for (size_t i = 0; i < FIELDS; i++)
        fields[i] = &r->total->record.fields[i + 1];
    must(bl_population_open(path, r->notice, r->total, &population, &err), &err);
    must(bl_columns_open(r->notice, (bl_field_list){fields, FIELDS},
                         bl_population_header(population), &columns, &err),
         &err);
    while (row) {
        size_t count = bl_population_lines(population, &lines, ends, BL_COLUMN_ROWS);
        if (count == 0) { /* a line that stands in two pieces of the file */
            bl_buffer request = {0};
            must(bl_population_next(population, &request, &row, &err), &err);
            if (row) {
                bl_buffer answer = {0};
                must(bl_notice_answer(r->notice, r->total, bl_buffer_view(&request), (bl_moment){0},
                                      &answer, &err),
                     &err);
                const char *amount = strstr(answer.at, "\"amount\":");
                sum += (int64_t)(atof(amount + strlen("\"amount\":")) * 100 + 0.5);
                bl_buffer_deinit(&answer);
            }
            bl_buffer_deinit(&request);
            continue;
        }
        if (bl_columns_read(columns, lines.at, ends, count, odd) > 0)
            stop("a line is odd");
        sum += sweep_lines(r, columns, count);
        bl_buffer_clear(&lines);
    }
    bl_buffer_deinit(&lines);
    bl_columns_close(columns);
    bl_population_close(population);
    return sum;
}

static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

int main(int count, char **words)
{
    if (count < 5)
        return 1;
    double times[2][ROUNDS];
    rules r = {0};
    firms f = make_firms(strtoull(words[2], NULL, 10), strtoull(words[3], NULL, 10));
    write_csv(words[4], &f);
    open_rules(words[1], &r);
    awards a = loop_by_hand(&f, 0, f.count);
    int64_t wanted = a.upgrade + a.milestone + a.recognition + a.yield_rating;
    for (int round = 0; round < ROUNDS; round++)
        for (int way = 0; way < 2; way++) {
            double start = now();
            int64_t sum = way == 0 ? by_hand(words[4]) : by_rules(&r, words[4]);
            times[way][round] = now() - start;
            if (sum != wanted) {
                fprintf(stderr, "w1_csv: %" PRId64 " fen, %" PRId64 " %s\n", wanted, sum,
                        way == 0 ? "by hand" : "by rules");
                return 2;
            }
        }
    for (int way = 0; way < 2; way++)
        qsort(times[way], ROUNDS, sizeof times[way][0], by_size);
    double hand = times[0][ROUNDS / 2], ours = times[1][ROUNDS / 2];
    printf("from CSV, total    %" PRId64 " fen, the same each way\n", wanted);
    printf("reader by hand     %7.1f million rows a second\n", (double)f.count / 1e6 / hand);
    printf("rules of a notice  %7.1f million rows a second\n", (double)f.count / 1e6 / ours);
    printf("rules / by hand    %7.2f (at least 0.40 is wanted)\n", hand / ours);
    for (int i = 0; i < RULES; i++)
        bl_sweep_close(r.sweeps[i]);
    bl_notice_close(r.notice);
    free_firms(&f);
    return 0;
}

/* SPDX-License-Identifier: MIT */
/* rules.c - sim_rules ROUNDS [SEED]: made-up rules, each a notice of its own.
 *
 * When it is loaded, its table is proven against its function. Then columns of made-up records are
 * swept on one to three cores, and each row must be what the table decides of its record alone. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "host/rulebook.h"
#include "rule/sweep.h"

#define ROWS 1500

static uint64_t chance_state;

static int chance(int below)
{
    chance_state ^= chance_state << 13;
    chance_state ^= chance_state >> 7;
    chance_state ^= chance_state << 17;
    return (int)((chance_state >> 11) % (uint64_t)below);
}

static const char *one_of(const char *const list[], int count)
{
    return list[chance(count)];
}

#define ONE_OF(list) one_of(list, (int)(sizeof(list) / sizeof *(list)))

#define FIELDS 10

/* What stands before, between and behind two sides that are compared. Functions that know a count
 * write equal(a, b). */
static const char *const comparisons[][3] = {{"", " < ", ""},       {"", " <= ", ""},
                                             {"", " > ", ""},       {"", " >= ", ""},
                                             {"equal(", ", ", ")"}, {"not equal(", ", ", ")"}};
static const char *const amounts[] = {"f.a",     "f.b",      "yuan(0)",    "yuan(1)",
                                      "yuan(5)", "yuan(10)", "yuan(1000)", "p 'm'"};
static const char *const factors[] = {"2",           "0",     "-3",           "percent '12.5'",
                                      "ratio(1, 3)", "p 'r'", "ratio(-2, 7)", "percent(5)"};
static const char *const roundings[] = {"down", "up", "half_up", "half_even"};
static const char *const days[] = {"date '2021-06-30'", "f.e", "f.e + 3", "p 'd'"};
static const char *const shares[] = {"percent(5)", "ratio(1, 3)", "f.q2", "f.q2 + percent(1)"};

static void write_amount(bl_buffer *out, int depth)
{
    static const char *const two[] = {"(", "at_most(", "at_least("};
    int form = depth > 0 ? chance(6) : 0;
    const char *open = form == 1 ? "(" : ONE_OF(two);
    if (form == 0) {
        bl_buffer_add_text(out, ONE_OF(amounts));
    } else if (form < 4) {
        bl_buffer_add_text(out, open);
        write_amount(out, depth - 1);
        bl_buffer_add_text(out, open[0] != '(' ? ", " : chance(2) ? " + " : " - ");
        write_amount(out, depth - 1);
        bl_buffer_add_text(out, ")");
    } else if (form == 4) {
        bl_buffer_add_text(out, "(");
        write_amount(out, depth - 1);
        bl_buffer_format(out, ") * %s", ONE_OF(factors));
    } else {
        bl_buffer_format(out, "f.%s:times(ratio(%d, 7), '%s')", chance(2) ? "a" : "b", chance(9),
                         ONE_OF(roundings));
    }
}

static void write_comparison(bl_buffer *out, const char *left, const char *right)
{
    const char *const *parts = comparisons[chance(6)];
    bl_buffer_format(out, "%s%s%s%s%s", parts[0], left, parts[1], right, parts[2]);
}

static void write_condition(bl_buffer *out, int depth)
{
    const char *const *parts = comparisons[chance(6)];
    char number[2] = {0};
    switch (chance(depth > 0 ? 11 : 10)) {
    case 0:
        write_comparison(out, "f.d", ONE_OF(days));
        return;
    case 1:
        number[0] = (char)('0' + chance(5));
        write_comparison(out, "f.d - f.e", number);
        return;
    case 2:
        bl_buffer_format(out, "f.s %s '%c'", chance(2) ? "==" : "~=", 'x' + chance(3));
        return;
    case 3:
        bl_buffer_add_text(out, chance(2) ? "f.ok" : "f.s == nil");
        return;
    case 4:
        write_comparison(out, "f.q", ONE_OF(shares));
        return;
    case 5:
        bl_buffer_format(out, "equal(f.k, %d)", chance(5));
        return;
    case 6:
        bl_buffer_add_text(out, chance(2) ? "f.d:in_year(f.y)" : "f.e:in_year(f.y + 1)");
        return;
    case 10:
        write_condition(out, depth - 1);
        bl_buffer_add_text(out, chance(2) ? " and " : " or ");
        write_condition(out, depth - 1);
        return;
    default:
        bl_buffer_add_text(out, parts[0]);
        write_amount(out, 2);
        bl_buffer_add_text(out, parts[1]);
        write_amount(out, 1);
        bl_buffer_add_text(out, parts[2]);
    }
}

static void write_body(bl_buffer *out, int depth)
{
    if (depth <= 0) {
        static const char *const bigs[] = {"f.ok", "true", "f.a > f.b", "nil"};
        bl_buffer_add_text(out, "return ");
        write_amount(out, 2);
        bl_buffer_format(out, ", %s\n", ONE_OF(bigs));
        return;
    }
    bl_buffer_add_text(out, "if ");
    write_condition(out, 1);
    bl_buffer_add_text(out, " then\n");
    write_body(out, depth - 1 - chance(2));
    bl_buffer_add_text(out, "else\n");
    write_body(out, depth - 1 - chance(2));
    bl_buffer_add_text(out, "end\n");
}

static void write_notice(bl_buffer *out)
{
    bl_buffer_add_text(
        out, "local notice = bylaw.notice { document = '1', title = 't', issuer = 'i',\n"
             "  issued = date '2021-11-24' }\n"
             "notice:codes 's x, y, z'\n"
             "local p = notice:parameters { { 'm', yuan(77), cite = '1' },\n"
             "  { 'r', percent '3.3', cite = '2' }, { 'd', date '2021-07-02', cite = '3' } }\n"
             "notice:rule 'r' { cite = '4', results = 'amount money\\nbig bool',\n"
             "  fields = 's s\\na*, b* money -1000000000..1000000000\\nd*, e* date\\nok* bool\\n'\n"
             "    .. 'q*, q2* percent\\nk* count 0..4\\ny* count', function(f)\n");
    write_body(out, 2 + chance(3));
    bl_buffer_add_text(out, "end }\n");
}

/* Made-up records of the fields above; only `s` may be absent. */
typedef struct records {
    int64_t wide[FIELDS][ROWS];
    uint8_t small[FIELDS][ROWS];
    uint64_t absent[ROWS / 64 + 1];
    bl_column columns[FIELDS];
} records;

static int64_t cell_by_chance(bl_fact_kind kind, int field)
{
    static const int64_t edges[] = {0, 100, 500, 1000, 7700, 100000};
    switch (kind) {
    case BL_FACT_MONEY:
        return chance(3) ? chance(300000) - 100000 : edges[chance(6)] + chance(3) - 1;
    case BL_FACT_DATE:
        return (chance(4) ? 18805 : 18623) + chance(10);
    case BL_FACT_PERCENT:
        return chance(100) * INT64_C(1000000000) + chance(3) - 1;
    case BL_FACT_BOOL:
        return chance(2);
    case BL_FACT_CODE:
        return chance(3);
    default: /* the last one is a year */
        return field == FIELDS - 1 ? 2020 + chance(3) : chance(5);
    }
}

static void make_records(const bl_table_parts *parts, records *r)
{
    for (int i = 0; i < ROWS; i++)
        for (int f = 0; f < parts->field_count; f++) {
            int64_t cell = cell_by_chance(parts->fields[f], f);
            r->wide[f][i] = cell;
            r->small[f][i] = (uint8_t)cell;
        }
    for (size_t i = 0; i < sizeof r->absent / sizeof r->absent[0]; i++)
        r->absent[i] = (uint64_t)chance(1 << 20) << chance(44);
    for (int f = 0; f < parts->field_count; f++) {
        bool small = bl_fact_is_small(parts->fields[f]);
        r->columns[f] = (bl_column){small ? (void *)r->small[f] : r->wide[f], NULL};
    }
    r->columns[0].absent = r->absent;
}

static bool bit(const uint64_t *bits, int i)
{
    return bits[i / 64] >> (i % 64) & 1;
}

/* Whether each row of the outputs is what the table decides. */
static bool rows_agree(const bl_table *table, const records *r, const bl_output outputs[2])
{
    const bl_table_parts *parts = bl_table_view(table);
    for (int i = 0; i < ROWS; i++) {
        int64_t cells[FIELDS], value;
        bool present[FIELDS], there;
        int row;
        for (int f = 0; f < parts->field_count; f++) {
            cells[f] = r->wide[f][i];
            present[f] = f > 0 || !bit(r->absent, i);
        }
        bl_facts facts = {cells, present};
        if (bl_table_row(table, facts, &row, NULL) != BL_OK)
            return false;
        for (int k = 0; k < 2; k++)
            if (bl_table_result(table, row, k, facts, &value, &there, NULL) != BL_OK ||
                value != outputs[k].cells[i] || there == bit(outputs[k].absent, i))
                return false;
    }
    return true;
}

static bool sweeps_alike(const bl_table *table, int ways[3], bl_err *err)
{
    static records r;
    static int64_t cells[2][ROWS];
    static uint64_t absent[2][ROWS / 64 + 1];
    bl_output outputs[2] = {{cells[0], absent[0], 0}, {cells[1], absent[1], 0}};
    bl_sweep *sweep = NULL;
    make_records(bl_table_view(table), &r);
    if (bl_sweep_open(table, &sweep, err) != BL_OK)
        return false;
    ways[bl_sweep_how(sweep)]++;
    bl_task task = {sweep, r.columns, outputs};
    bool alike = bl_sweep_run(&task, 1, ROWS, 1 + chance(3), err) == BL_OK;
    bl_sweep_close(sweep);
    return alike && rows_agree(table, &r, outputs);
}

/* One made-up rule; false, and told, when something did not agree. */
static bool play(const char *path, int64_t seed, int ways[3])
{
    bl_notice *notice = NULL;
    bl_rulebook_entry entry = {0};
    bl_buffer text = {0};
    bl_err err = {0};
    bool found = false;
    chance_state = (uint64_t)seed * UINT64_C(2654435761) + 88172645463325252;
    write_notice(&text);
    FILE *file = fopen(path, "w");
    bool good = file && fwrite(text.at, 1, text.size, file) == text.size;
    good = file && fclose(file) == 0 && good && bl_notice_open(path, &notice, &err) == BL_OK &&
           bl_rulebook_find(notice, bl_text_of("r"), &entry, &found, &err) == BL_OK && found &&
           entry.table && sweeps_alike(entry.table, ways, &err);
    if (!good)
        printf("seed %" PRId64 ": %s %s\n%s", seed, err.text, entry.reason ? entry.reason : "",
               text.at);
    bl_notice_close(notice);
    bl_buffer_deinit(&text);
    return good;
}

int main(int count, char **words)
{
    int64_t rounds = count > 1 ? atoll(words[1]) : 100, first = count > 2 ? atoll(words[2]) : 1;
    int ways[3] = {0};
    char path[] = "/tmp/bylaw-rules-XXXXXX";
    int descriptor = mkstemp(path);
    bool good = descriptor >= 0;
    if (good)
        close(descriptor);
    for (int64_t i = 0; i < rounds && good; i++)
        good = play(path, first + i, ways);
    unlink(path);
    printf("%" PRId64 " rules: %d looked up, %d walked, %d record by record\n", rounds, ways[0],
           ways[1], ways[2]);
    return good ? 0 : 1;
}

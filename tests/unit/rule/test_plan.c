/* SPDX-License-Identifier: MIT */
#include "rule/plan.h"

#include "../fact.h"
#include "rule/kernel.h"
#include "value/date.h"

/* Firms of a year; each has works of two kinds, with a name and an amount, which is what they get
 * where the firm is well; and awards made before of the only measure. */
enum { YEAR, WELL, REQUEST };
enum { KIND, NAME, AMOUNT, ITEM, MADE_IN, ELEMENT };
enum { WORKS, PRIORS, LISTS };
enum { NO_LINE, QUALIFIED, NOT_QUALIFIED };
#define ROWS     8
#define ELEMENTS 80

static const bl_fact_kind request_kinds[] = {BL_FACT_COUNT, BL_FACT_BOOL};
static const bl_fact_kind element_kinds[] = {BL_FACT_CODE, BL_FACT_COUNT, BL_FACT_MONEY,
                                             BL_FACT_CODE, BL_FACT_COUNT};
static const bl_fact_kind table_kinds[] = {BL_FACT_CODE, BL_FACT_COUNT, BL_FACT_MONEY,
                                           BL_FACT_CODE, BL_FACT_COUNT, BL_FACT_COUNT,
                                           BL_FACT_BOOL};
static const bl_node nodes[] = {
    {.operation = BL_OP_CONSTANT, .kind = BL_FACT_CODE, .value = QUALIFIED},
    {.operation = BL_OP_CONSTANT, .kind = BL_FACT_CODE, .value = NOT_QUALIFIED},
    {.operation = BL_OP_FIELD, .kind = BL_FACT_MONEY, .value = AMOUNT},
    {.operation = BL_OP_CONSTANT, .kind = BL_FACT_MONEY, .value = 0},
};
static const bl_branch branches[] = {{BL_ASKS_CODE, ELEMENT + WELL, 0, 0, 3}};
static const int answers[] = {~1, ~0, ~1};
static const int results[] = {0, 2, 1, 3};
static const bl_table_parts table_parts = {.fields = table_kinds,
                                           .field_count = ELEMENT + REQUEST,
                                           .nodes = nodes,
                                           .node_count = 4,
                                           .branches = branches,
                                           .branch_count = 1,
                                           .answers = answers,
                                           .answer_count = 3,
                                           .results = results,
                                           .row_count = 2,
                                           .result_count = 2};

static bl_table *table;
static bl_plan *plan;
static bl_err err;
static bool knows_kinds, is_lifetime;

/* What the rows are. */
static int64_t years[ROWS], numbers[LISTS][ELEMENT][ELEMENTS];
static uint8_t well[ROWS], codes[LISTS][ELEMENT][ELEMENTS];
static uint32_t starts[LISTS][ROWS + 1];
static bl_column request[REQUEST], columns[LISTS][ELEMENT];
static bl_scheme_rows rows;
static bool odd[ROWS], waits[ROWS];
static int64_t totals[ROWS];
static bl_plan_sum sum;

static void answer(void *context, const bl_scheme_question *q, bl_scheme_answer *out)
{
    assert_null(context);
    *out = (bl_scheme_answer){.is_known = true, .is_present = true, .text = BL_SCHEME_NONE};
    if (q->kind == BL_ASKS_IN_FORCE)
        out->value = q->year >= 2021;
    else if (q->kind == BL_ASKS_LIFETIME)
        out->value = is_lifetime;
    else
        out->value = q->codes[0];
    out->is_known = q->kind != BL_ASKS_KIND || knows_kinds;
}

static void name_all(bl_scheme_names *names)
{
    for (int i = 0; i < BL_SCHEME_NAMES_MAX; i++)
        names->codes[i] = names->texts[i] = (bl_scheme_shown){BL_SCHEME_NONE, BL_SCHEME_NONE, {0}};
    names->codes[0].place = KIND;
    names->texts[0].place = NAME;
}

static bl_scheme scheme_of(bl_scheme_once once)
{
    bl_scheme scheme = {.request = request_kinds,
                        .request_count = REQUEST,
                        .elements = {element_kinds, element_kinds},
                        .element_counts = {ELEMENT, ELEMENT},
                        .list_count = LISTS,
                        .year = YEAR,
                        .measure_count = 1,
                        .windows = {BL_WINDOW_ASKED},
                        .no_line = NO_LINE,
                        .qualified = QUALIFIED,
                        .pending = -1,
                        .awards_once = true,
                        .stacks = true};
    bl_scheme_measure *m = &scheme.measures[0];
    *m = (bl_scheme_measure){.table = table,
                             .list = WORKS,
                             .counted = BL_SCHEME_NONE,
                             .part = BL_SCHEME_NONE,
                             .score = BL_SCHEME_NONE,
                             .tier = BL_SCHEME_NONE,
                             .once = once,
                             .once_texts = {true}};
    name_all(&m->names);
    scheme.priors.list = PRIORS;
    scheme.priors.item = ITEM;
    scheme.priors.year = MADE_IN;
    scheme.priors.amount = AMOUNT;
    name_all(&scheme.priors.names);
    scheme.superiors.list = BL_SCHEME_NONE;
    for (int i = 1; i < BL_SCHEME_ITEMS_MAX; i++)
        scheme.measures_of[i] = BL_SCHEME_NONE;
    return scheme;
}

static int enter(void **unused)
{
    (void)unused;
    memset(odd, 0, sizeof odd);
    memset(waits, 0, sizeof waits);
    memset(starts, 0, sizeof starts);
    knows_kinds = true;
    is_lifetime = false;
    rows = (bl_scheme_rows){.request = request};
    request[YEAR].cells = years;
    request[WELL].cells = well;
    for (int list = 0; list < LISTS; list++) {
        for (int i = 0; i < ELEMENT; i++)
            columns[list][i].cells = bl_fact_is_small(element_kinds[i])
                                         ? (const void *)codes[list][i]
                                         : numbers[list][i];
        rows.elements[list] = columns[list];
        rows.starts[list] = starts[list];
    }
    assert_ok(bl_table_open(&table_parts, &table, &err));
    bl_scheme scheme = scheme_of(BL_ONCE_ALIKE);
    assert_ok(bl_plan_open(&scheme, answer, NULL, &plan, &err));
    return 0;
}

static int leave(void **unused)
{
    (void)unused;
    bl_plan_close(plan);
    bl_table_close(table);
    return 0;
}

/* One more row, without elements yet. */
static void add_row(int64_t year)
{
    size_t row = rows.count++;
    years[row] = year;
    well[row] = true;
    for (int list = 0; list < LISTS; list++)
        starts[list][row + 1] = starts[list][row];
}

static void add(int list, uint8_t kind, int64_t name, int64_t amount, int64_t made_in)
{
    uint32_t i = starts[list][rows.count]++;
    codes[list][KIND][i] = kind;
    codes[list][ITEM][i] = 0;
    numbers[list][NAME][i] = name;
    numbers[list][AMOUNT][i] = amount;
    numbers[list][MADE_IN][i] = made_in;
}

static void add_work(uint8_t kind, int64_t name, int64_t amount)
{
    add(WORKS, kind, name, amount, 0);
}

static void run(void)
{
    sum = (bl_plan_sum){0};
    bl_plan_judge(plan, &rows, odd, waits);
    bl_plan_settle(plan, odd, waits, totals);
    bl_plan_add(plan, odd, waits, &sum);
}

static void of_one_kind_the_highest_is_paid_the_earlier_of_equals(void **unused)
{
    (void)unused;
    add_row(2021);
    add_work(0, 1, 100);
    add_work(1, 2, 50);
    add_work(0, 3, 100);
    add_row(2021);
    add_work(0, 1, 7);
    add_work(0, 2, 8);
    run();
    assert_int_equal(totals[0], 150);
    assert_int_equal(totals[1], 8);
    assert_int_equal(sum.lines, 5);
    assert_int_equal(sum.qualified, 3);
    assert_int_equal(sum.displaced, 2);
    assert_int_equal(sum.gross, 265);
    assert_int_equal(sum.amount, 158);
}

static void a_line_that_fails_is_a_line_without_a_sum(void **unused)
{
    (void)unused;
    add_row(2021);
    well[0] = false;
    add_work(0, 1, 100);
    run();
    assert_int_equal(totals[0], 0);
    assert_int_equal(sum.lines, 1);
    assert_int_equal(sum.qualified, 0);
    assert_true(bl_plan_has_line(plan, 0, 0));
}

static void what_was_paid_of_its_kind_in_the_year_is_taken_off(void **unused)
{
    (void)unused;
    add_row(2021);
    add_work(0, 1, 100);
    add(PRIORS, 0, 9, 30, 2021);
    add(PRIORS, 0, 9, 20, 2020);
    add(PRIORS, 1, 9, 10, 2021);
    run();
    assert_int_equal(totals[0], 70);
}

static void or_in_any_year(void **unused)
{
    (void)unused;
    is_lifetime = true;
    add_row(2021);
    add_work(0, 1, 100);
    add(PRIORS, 0, 9, 30, 2021);
    add(PRIORS, 0, 9, 70, 2020);
    run();
    assert_int_equal(totals[0], 0);
    assert_int_equal(sum.displaced, 1);
}

static void an_award_that_is_alike_is_not_made_again(void **unused)
{
    (void)unused;
    add_row(2021);
    add_work(0, 1, 100);
    add_work(0, 2, 60);
    add(PRIORS, 1, 1, 5, 2020);
    run();
    assert_int_equal(totals[0], 60);
    assert_int_equal(sum.displaced, 0);
    assert_int_equal(sum.lines, 2);
}

static void a_row_of_a_year_that_is_not_taken_is_odd(void **unused)
{
    (void)unused;
    add_row(2020);
    add_work(0, 1, 100);
    add_row(2021);
    add_work(0, 1, 100);
    run();
    assert_true(odd[0]);
    assert_false(odd[1]);
    assert_int_equal(sum.amount, 100);
}

static void a_row_with_too_long_a_list_is_odd(void **unused)
{
    (void)unused;
    add_row(2021);
    for (int i = 0; i <= BL_SCHEME_LENGTH_MAX; i++)
        add_work(0, i + 1, 100);
    run();
    assert_true(odd[0]);
    assert_int_equal(sum.lines, 0);
}

static void a_row_of_which_something_is_not_known_is_odd(void **unused)
{
    (void)unused;
    knows_kinds = false;
    add_row(2021);
    add_work(0, 1, 100);
    run();
    assert_true(odd[0]);
    assert_int_equal(totals[0], 0);
    assert_int_equal(sum.lines, 0);
    assert_int_equal(sum.amount, 0);
}

static void an_award_before_that_can_not_be_compared_makes_a_row_odd(void **unused)
{
    (void)unused;
    bl_scheme scheme = scheme_of(BL_ONCE_UNKNOWN);
    bl_plan_close(plan);
    assert_ok(bl_plan_open(&scheme, answer, NULL, &plan, &err));
    add_row(2021);
    add_work(0, 1, 100);
    add_row(2021);
    add_work(0, 1, 100);
    add(PRIORS, 1, 9, 5, 2020);
    run();
    assert_false(odd[0]);
    assert_true(odd[1]);
}

static void a_table_of_other_facts_is_refused(void **unused)
{
    (void)unused;
    bl_scheme scheme = scheme_of(BL_ONCE_NEVER);
    bl_plan *other;
    scheme.request_count = 1;
    assert_int_equal(bl_plan_open(&scheme, answer, NULL, &other, &err), BL_INVALID);
    assert_null(other);
}

static void years_of_days_are_those_of_the_calendar(void **unused)
{
    (void)unused;
    enum { DAYS = 1024 };
    static int64_t days[DAYS], found[DAYS];
    for (int64_t from = -719162; from + DAYS < 2932896; from += DAYS * 5) {
        for (int i = 0; i < DAYS; i++)
            days[i] = from + i;
        bl_kernel_year(DAYS, days, found);
        for (int i = 0; i < DAYS; i++) {
            int year, month, day;
            bl_date_parts((bl_date){(int32_t)days[i]}, &year, &month, &day);
            assert_int_equal(found[i], year);
        }
    }
}

#undef fact
#define fact(name) cmocka_unit_test_setup_teardown(name, enter, leave)

int main(void)
{
    const struct CMUnitTest tests[] = {
        fact(of_one_kind_the_highest_is_paid_the_earlier_of_equals),
        fact(a_line_that_fails_is_a_line_without_a_sum),
        fact(what_was_paid_of_its_kind_in_the_year_is_taken_off),
        fact(or_in_any_year),
        fact(an_award_that_is_alike_is_not_made_again),
        fact(a_row_of_a_year_that_is_not_taken_is_odd),
        fact(a_row_with_too_long_a_list_is_odd),
        fact(a_row_of_which_something_is_not_known_is_odd),
        fact(an_award_before_that_can_not_be_compared_makes_a_row_odd),
        fact(a_table_of_other_facts_is_refused),
        fact(years_of_days_are_those_of_the_calendar),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

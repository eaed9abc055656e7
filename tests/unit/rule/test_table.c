/* SPDX-License-Identifier: MIT */
#include "../fact.h"
#include "small_table.h"

static bl_err err;
static bl_table *table;

static int enter(void **unused)
{
    (void)unused;
    err = (bl_err){0};
    return bl_table_open(&small_parts, &table, &err) == BL_OK ? 0 : -1;
}

static int leave(void **unused)
{
    (void)unused;
    bl_table_close(table);
    return 0;
}

static bl_decision decide(int64_t sector, int64_t invested, int64_t loan)
{
    int64_t cells[] = {sector, invested, loan};
    bl_decision decision;
    assert_ok(bl_table_decide(table, (bl_facts){cells, NULL}, &decision, &err));
    int row = -1;
    assert_ok(bl_table_row(table, (bl_facts){cells, NULL}, &row, &err));
    assert_int_equal(row, decision.row);
    return decision;
}

static int64_t amount(int64_t sector, int64_t invested, int64_t loan)
{
    int64_t cells[] = {sector, invested, loan}, out = -1;
    bool present = false;
    int row = decide(sector, invested, loan).row;
    assert_ok(bl_table_result(table, row, 0, (bl_facts){cells, NULL}, &out, &present, &err));
    assert_true(present);
    return out;
}

static void each_record_has_its_row(void **unused)
{
    (void)unused;
    assert_int_equal(amount(0, 10000, 0), 500);
    assert_int_equal(amount(0, 9999, 0), 0);
    assert_int_equal(amount(0, 10019, 0), 500);
    assert_int_equal(amount(0, 40000, 0), 2000);
    assert_int_equal(amount(0, 40020, 0), 2000);
    assert_int_equal(amount(0, 10000, 1), 0);
    assert_int_equal(amount(1, 10000, 0), 0);
}

static void a_path_tells_its_questions(void **unused)
{
    (void)unused;
    bl_decision decision = decide(0, 9999, 0);
    assert_int_equal(decision.step_count, 3);
    assert_int_equal(decision.steps[2].branch, 2);
    assert_int_equal(decision.steps[2].answer, 1);
}

static void the_first_condition_that_failed_is_told(void **unused)
{
    (void)unused;
    bl_node nodes[7];
    memcpy(nodes, small_nodes, sizeof nodes);
    nodes[6].value = 0; /* without the grade, only the first row gives anything */
    bl_table_parts parts = small_parts;
    parts.nodes = nodes;
    bl_table_close(table);
    assert_ok(bl_table_open(&parts, &table, &err));
    assert_int_equal(decide(1, 20000, 1).refused_by, 0);
    assert_int_equal(decide(0, 9999, 1).refused_by, 2);
    assert_int_equal(decide(0, 10000, 1).refused_by, 3);
    assert_int_equal(decide(0, 10000, 0).refused_by, BL_ABSENT);
}

static void an_absent_fact_has_an_answer_of_its_own(void **unused)
{
    (void)unused;
    int64_t cells[FIELDS] = {0, 999999, 0}, out = -1;
    bool present[FIELDS] = {true, false, true}, there = true;
    bl_decision decision;
    assert_ok(bl_table_decide(table, (bl_facts){cells, present}, &decision, &err));
    assert_int_equal(decision.row, 1);
    present[SECTOR] = false;
    assert_ok(bl_table_decide(table, (bl_facts){cells, present}, &decision, &err));
    assert_int_equal(decision.row, 2);
    assert_ok(bl_table_result(table, 2, 1, (bl_facts){cells, present}, &out, &there, &err));
    assert_false(there);
    assert_int_equal(out, 0);
}

static void a_code_of_no_list_is_refused(void **unused)
{
    (void)unused;
    int64_t cells[FIELDS] = {3, 0, 0};
    bl_decision decision;
    assert_refused(bl_table_decide(table, (bl_facts){cells, NULL}, &decision, &err), BL_INVALID);
}

static void a_table_without_questions_has_one_row(void **unused)
{
    (void)unused;
    bl_table_parts parts = small_parts;
    parts.branch_count = 0;
    bl_table_close(table);
    assert_ok(bl_table_open(&parts, &table, &err));
    assert_int_equal(decide(2, 0, 0).row, 0);
}

/* A change that no table may have. */
static void refused_with(bl_table_parts parts)
{
    bl_table *other = NULL;
    assert_refused(bl_table_open(&parts, &other, &err), BL_INVALID);
    assert_null(other);
}

static void what_is_no_table_is_refused(void **unused)
{
    (void)unused;
    bl_table_parts parts = small_parts;
    parts.row_count = 2;
    refused_with(parts);
    parts = small_parts;
    parts.answer_count = 10;
    refused_with(parts);
    parts = small_parts;
    parts.node_count = 6;
    refused_with(parts);
    parts = small_parts;
    parts.result_count = 0;
    refused_with(parts);
    int backwards[11];
    memcpy(backwards, small_answers, sizeof backwards);
    backwards[6] = 1;
    parts = small_parts;
    parts.answers = backwards;
    refused_with(parts);
}

#undef fact
#define fact(name) cmocka_unit_test_setup_teardown(name, enter, leave)

int main(void)
{
    const struct CMUnitTest tests[] = {
        fact(each_record_has_its_row),
        fact(a_path_tells_its_questions),
        fact(the_first_condition_that_failed_is_told),
        fact(an_absent_fact_has_an_answer_of_its_own),
        fact(a_code_of_no_list_is_refused),
        fact(a_table_without_questions_has_one_row),
        fact(what_is_no_table_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

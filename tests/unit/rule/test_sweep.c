/* SPDX-License-Identifier: MIT */
#include "../fact.h"
#include "rule/sweep.h"
#include "small_table.h"

#define ROWS 5000

static bl_err err;
static bl_table *table;
static bl_sweep *sweep;
static uint8_t sectors[ROWS], loans[ROWS];
static int64_t invested[ROWS], amounts[ROWS], grades[ROWS];
static uint64_t no_sector[ROWS / 64 + 1], no_invested[ROWS / 64 + 1], no_grade[ROWS / 64 + 1];
static const bl_column columns[FIELDS] = {
    {sectors, no_sector}, {invested, no_invested}, {loans, NULL}};
static bl_output outputs[2];

static uint64_t state_of_chance = 1;

static uint64_t chance(uint64_t below)
{
    state_of_chance ^= state_of_chance << 13;
    state_of_chance ^= state_of_chance >> 7;
    state_of_chance ^= state_of_chance << 17;
    return state_of_chance % below;
}

static int enter(void **unused)
{
    (void)unused;
    err = (bl_err){0};
    memset(no_sector, 0, sizeof no_sector);
    memset(no_invested, 0, sizeof no_invested);
    for (int i = 0; i < ROWS; i++) {
        sectors[i] = (uint8_t)chance(3);
        loans[i] = (uint8_t)chance(2);
        invested[i] = (int64_t)chance(50000);
        no_sector[i / 64] |= (uint64_t)(chance(5) == 0) << (i % 64);
        no_invested[i / 64] |= (uint64_t)(chance(5) == 0) << (i % 64);
    }
    outputs[0] = (bl_output){.cells = amounts};
    outputs[1] = (bl_output){.cells = grades, .absent = no_grade};
    return bl_table_open(&small_parts, &table, &err) == BL_OK &&
                   bl_sweep_open(table, &sweep, &err) == BL_OK
               ? 0
               : -1;
}

static int leave(void **unused)
{
    (void)unused;
    bl_sweep_close(sweep);
    bl_table_close(table);
    return 0;
}

static bl_status run(size_t rows, int workers)
{
    bl_task task = {sweep, columns, outputs};
    return bl_sweep_run(&task, 1, rows, workers, &err);
}

static bool bit(const uint64_t *bits, int i)
{
    return bits[i / 64] >> (i % 64) & 1;
}

/* Each row is what the table decides of its record; the sums are those of the rows. */
static void assert_as_decided(int rows)
{
    int64_t sums[2] = {0};
    for (int i = 0; i < rows; i++) {
        int64_t cells[] = {sectors[i], invested[i], loans[i]}, out = 0;
        bool present[] = {!bit(no_sector, i), !bit(no_invested, i), true}, there = false;
        int row = 0;
        bl_facts facts = {cells, present};
        assert_ok(bl_table_row(table, facts, &row, &err));
        assert_ok(bl_table_result(table, row, 0, facts, &out, &there, &err));
        assert_int_equal(amounts[i], out);
        sums[0] += out;
        assert_ok(bl_table_result(table, row, 1, facts, &out, &there, &err));
        assert_int_equal(grades[i], out);
        assert_int_equal(bit(no_grade, i), !there);
        sums[1] += out;
    }
    assert_int_equal(outputs[0].sum, sums[0]);
    assert_int_equal(outputs[1].sum, sums[1]);
}

static void columns_are_decided_as_records_are(void **unused)
{
    (void)unused;
    assert_int_equal(bl_sweep_how(sweep), BL_SWEEP_LOOKUP);
    static const int counts[] = {0, 1, 63, 64, 1023, 1024, 1025, ROWS};
    for (size_t i = 0; i < sizeof counts / sizeof counts[0]; i++)
        for (int workers = 1; workers <= 3; workers++) {
            memset(amounts, 1, sizeof amounts);
            memset(no_grade, 1, sizeof no_grade);
            assert_ok(run((size_t)counts[i], workers));
            assert_as_decided(counts[i]);
        }
}

static void sums_need_no_cells(void **unused)
{
    (void)unused;
    assert_ok(run(ROWS, 1));
    int64_t amount = outputs[0].sum, grade = outputs[1].sum;
    outputs[0] = outputs[1] = (bl_output){0};
    assert_ok(run(ROWS, 2));
    assert_int_equal(outputs[0].sum, amount);
    assert_int_equal(outputs[1].sum, grade);
}

static void an_amount_without_proof_is_decided_alone(void **unused)
{
    (void)unused;
    invested[1500] = INT64_MAX - 5; /* the proof fails, the record is decided all the same */
    assert_ok(run(ROWS, 1));
    assert_as_decided(ROWS);
}

static void an_overflow_names_its_row(void **unused)
{
    (void)unused;
    bl_node nodes[7];
    memcpy(nodes, small_nodes, sizeof nodes);
    nodes[4] = (bl_node){.operation = BL_OP_ADD, .kind = BL_FACT_MONEY, .left = 0, .right = 0};
    bl_table_parts parts = small_parts;
    parts.nodes = nodes;
    leave(NULL);
    assert_ok(bl_table_open(&parts, &table, &err));
    assert_ok(bl_sweep_open(table, &sweep, &err));
    for (int i = 3000; i < ROWS; i++)
        no_sector[i / 64] = no_invested[i / 64] = 0;
    sectors[3999] = sectors[4999] = loans[3999] = loans[4999] = 0;
    invested[4999] = invested[3999] = INT64_C(700000000000000000);
    for (int workers = 1; workers <= 4; workers++) {
        assert_int_equal(run(ROWS, workers), BL_OVERFLOW);
        assert_non_null(strstr(err.text, "row 4000:"));
        err = (bl_err){0};
    }
    loans[3999] = 1; /* not asked for there, so no overflow */
    assert_int_equal(run(ROWS, 2), BL_OVERFLOW);
    assert_non_null(strstr(err.text, "row 5000:"));
}

static void a_code_of_no_list_names_its_row(void **unused)
{
    (void)unused;
    memset(no_sector, 0, sizeof no_sector);
    sectors[7] = 3;
    assert_refused(run(ROWS, 2), BL_INVALID);
}

static void what_has_no_kernel_is_decided_record_by_record(void **unused)
{
    (void)unused;
    bl_node nodes[7];
    memcpy(nodes, small_nodes, sizeof nodes);
    nodes[2].rounding = BL_ROUND_HALF_EVEN;
    bl_table_parts parts = small_parts;
    parts.nodes = nodes;
    leave(NULL);
    assert_ok(bl_table_open(&parts, &table, &err));
    assert_ok(bl_sweep_open(table, &sweep, &err));
    assert_int_equal(bl_sweep_how(sweep), BL_SWEEP_RECORDS);
    assert_ok(run(ROWS, 2));
    assert_as_decided(ROWS);
}

#undef fact
#define fact(name) cmocka_unit_test_setup_teardown(name, enter, leave)

int main(void)
{
    const struct CMUnitTest tests[] = {
        fact(columns_are_decided_as_records_are),
        fact(sums_need_no_cells),
        fact(an_amount_without_proof_is_decided_alone),
        fact(an_overflow_names_its_row),
        fact(a_code_of_no_list_names_its_row),
        fact(what_has_no_kernel_is_decided_record_by_record),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

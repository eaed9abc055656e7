/* SPDX-License-Identifier: MIT */
#include "../fact.h"
#include "rule/expression.h"

static bl_err err;

static bl_node field(bl_fact_kind kind, int place)
{
    return (bl_node){.operation = BL_OP_FIELD, .kind = kind, .value = place};
}

static bl_node constant(bl_fact_kind kind, int64_t value)
{
    return (bl_node){.operation = BL_OP_CONSTANT, .kind = kind, .value = value};
}

static bl_node of(bl_operation operation, bl_fact_kind kind)
{
    return (bl_node){.operation = operation, .kind = kind, .left = 0, .right = 1};
}

/* The value of an operation over two cells. */
static bl_status value_of(bl_node node, bl_fact_kind kind, int64_t a, int64_t b, int64_t *out)
{
    bl_node nodes[] = {field(kind, 0), field(kind, 1), node};
    int64_t cells[] = {a, b};
    return bl_expression_value(nodes, 2, cells, out, &err);
}

static void operations_are_exact(void **unused)
{
    (void)unused;
    int64_t out = 0;
    assert_ok(value_of(of(BL_OP_ADD, BL_FACT_MONEY), BL_FACT_MONEY, 5, -7, &out));
    assert_int_equal(out, -2);
    assert_ok(value_of(of(BL_OP_SUBTRACT, BL_FACT_MONEY), BL_FACT_MONEY, 5, -7, &out));
    assert_int_equal(out, 12);
    assert_ok(value_of(of(BL_OP_MULTIPLY, BL_FACT_MONEY), BL_FACT_MONEY, 5, -7, &out));
    assert_int_equal(out, -35);
    assert_ok(value_of(of(BL_OP_LEAST, BL_FACT_MONEY), BL_FACT_MONEY, 5, -7, &out));
    assert_int_equal(out, -7);
    assert_ok(value_of(of(BL_OP_MOST, BL_FACT_MONEY), BL_FACT_MONEY, 5, -7, &out));
    assert_int_equal(out, 5);
}

static void scaling_rounds_as_named(void **unused)
{
    (void)unused;
    static const struct {
        bl_rounding rounding;
        int64_t of_50, of_minus_50, of_30;
    } rows[] = {{BL_ROUND_DOWN, 2, -2, 1},
                {BL_ROUND_UP, 3, -3, 2},
                {BL_ROUND_HALF_UP, 3, -3, 2},
                {BL_ROUND_HALF_EVEN, 2, -2, 2}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        bl_node scale = of(BL_OP_SCALE, BL_FACT_MONEY);
        scale.by = (bl_ratio){1, 20};
        scale.rounding = rows[i].rounding;
        int64_t out = 0;
        assert_ok(value_of(scale, BL_FACT_MONEY, 50, 0, &out));
        assert_int_equal(out, rows[i].of_50);
        assert_ok(value_of(scale, BL_FACT_MONEY, -50, 0, &out));
        assert_int_equal(out, rows[i].of_minus_50);
        assert_ok(value_of(scale, BL_FACT_MONEY, 30, 0, &out));
        assert_int_equal(out, rows[i].of_30);
    }
}

static void a_share_is_taken_by_a_percent_of_the_record(void **unused)
{
    (void)unused;
    bl_node nodes[] = {field(BL_FACT_MONEY, 0), field(BL_FACT_PERCENT, 1),
                       of(BL_OP_SHARE, BL_FACT_MONEY)};
    nodes[2].rounding = BL_ROUND_DOWN;
    nodes[2].by = (bl_ratio){1, BL_PERCENT_UNITS};
    int64_t cells[] = {INT64_C(100000000000000), 12500000001}, out = 0;
    assert_ok(bl_expression_value(nodes, 2, cells, &out, &err));
    assert_int_equal(out, INT64_C(12500000001000));
}

static void what_leaves_the_range_is_refused(void **unused)
{
    (void)unused;
    int64_t out = 0, large = INT64_C(1000000000000000000);
    assert_refused(value_of(of(BL_OP_ADD, BL_FACT_MONEY), BL_FACT_MONEY, large, 1, &out),
                   BL_OVERFLOW);
    assert_refused(value_of(of(BL_OP_MULTIPLY, BL_FACT_MONEY), BL_FACT_MONEY, large, large, &out),
                   BL_OVERFLOW);
    assert_refused(value_of(of(BL_OP_ADD, BL_FACT_DATE), BL_FACT_DATE, 2932896, 1, &out),
                   BL_OVERFLOW);
    assert_refused(value_of(of(BL_OP_SUBTRACT, BL_FACT_COUNT), BL_FACT_COUNT, -INT64_MAX, 2, &out),
                   BL_OVERFLOW);
}

static void a_range_holds_every_value(void **unused)
{
    (void)unused;
    static const bl_operation operations[] = {BL_OP_ADD,   BL_OP_SUBTRACT, BL_OP_MULTIPLY,
                                              BL_OP_SCALE, BL_OP_LEAST,    BL_OP_MOST};
    bl_range a = {-7, 11}, b = {-3, 5}, range;
    for (size_t i = 0; i < sizeof operations / sizeof operations[0]; i++) {
        bl_node node = of(operations[i], BL_FACT_COUNT);
        node.by = (bl_ratio){-3, 7};
        node.rounding = BL_ROUND_UP;
        assert_true(bl_expression_range(&node, a, b, &range));
        for (int64_t x = a.least; x <= a.most; x++)
            for (int64_t y = b.least; y <= b.most; y++) {
                int64_t out = 0;
                assert_ok(value_of(node, BL_FACT_COUNT, x, y, &out));
                assert_in_range(out - range.least, 0, range.most - range.least);
            }
    }
}

static void a_range_is_no_proof_past_64_bits(void **unused)
{
    (void)unused;
    bl_range wide = {0, INT64_MAX / 2}, one = {1, 2}, range;
    bl_node product = of(BL_OP_MULTIPLY, BL_FACT_COUNT), sum = of(BL_OP_ADD, BL_FACT_MONEY);
    assert_false(bl_expression_range(&product, wide, one, &range));
    assert_false(bl_expression_range(&sum, wide, one, &range));
}

static void expressions_use_what_stands_before_them(void **unused)
{
    (void)unused;
    bl_node good[] = {field(BL_FACT_MONEY, 0), constant(BL_FACT_MONEY, 3),
                      of(BL_OP_ADD, BL_FACT_MONEY)};
    assert_ok(bl_expressions_check(good, 3, 1, &err));
    assert_refused(bl_expressions_check(good, 3, 0, &err), BL_INVALID);
    good[2].right = 2;
    assert_refused(bl_expressions_check(good, 3, 1, &err), BL_INVALID);
    bl_node far = constant(BL_FACT_DATE, 3000000);
    assert_refused(bl_expressions_check(&far, 1, 1, &err), BL_INVALID);
}

static void an_expression_has_a_limit_of_weight(void **unused)
{
    (void)unused;
    bl_node nodes[16] = {field(BL_FACT_COUNT, 0)};
    for (int i = 1; i < 16; i++)
        nodes[i] = (bl_node){
            .operation = BL_OP_MOST, .kind = BL_FACT_COUNT, .left = i - 1, .right = i - 1};
    assert_ok(bl_expressions_check(nodes, 11, 1, &err));
    assert_refused(bl_expressions_check(nodes, 16, 1, &err), BL_INVALID);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        fact(operations_are_exact),
        fact(scaling_rounds_as_named),
        fact(a_share_is_taken_by_a_percent_of_the_record),
        fact(what_leaves_the_range_is_refused),
        fact(a_range_holds_every_value),
        fact(a_range_is_no_proof_past_64_bits),
        fact(expressions_use_what_stands_before_them),
        fact(an_expression_has_a_limit_of_weight),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: MIT */
#include "rule/expression.h"

#include <stdlib.h>

#include "value/date.h"
#include "value/money.h"

__extension__ typedef __int128 wide;

const char *bl_fact_name(bl_fact_kind kind)
{
    static const char *const names[] = {"money", "count", "percent", "number",
                                        "date",  "time",  "bool",    "code"};
    BL_REQUIRE(kind <= BL_FACT_CODE);
    return names[kind];
}

#define DAYS_FIRST (-719162) /* 0001-01-01 */
#define DAYS_LAST  2932896   /* 9999-12-31 */

bl_range bl_fact_limits(bl_fact_kind kind)
{
    switch (kind) {
    case BL_FACT_MONEY:
        return (bl_range){-BL_MONEY_FEN_MAX, BL_MONEY_FEN_MAX};
    case BL_FACT_DATE:
        return (bl_range){DAYS_FIRST, DAYS_LAST};
    case BL_FACT_BOOL:
        return (bl_range){0, 1};
    case BL_FACT_CODE:
        return (bl_range){0, UINT8_MAX};
    case BL_FACT_COUNT:
    case BL_FACT_PERCENT:
    case BL_FACT_NUMBER:
    case BL_FACT_TIME:
        break;
    }
    return (bl_range){-INT64_MAX, INT64_MAX};
}

bool bl_fact_is_small(bl_fact_kind kind)
{
    return kind == BL_FACT_BOOL || kind == BL_FACT_CODE;
}

int bl_node_operands(const bl_node *node)
{
    switch (node->operation) {
    case BL_OP_FIELD:
    case BL_OP_CONSTANT:
        return 0;
    case BL_OP_YEAR:
    case BL_OP_SCALE:
        return 1;
    default:
        return 2;
    }
}

static bool is_well_made(const bl_node *node, int place, int field_count)
{
    int operands = bl_node_operands(node);
    bl_range limits = bl_fact_limits(node->kind);
    if (node->operation == BL_OP_FIELD)
        return node->value >= 0 && node->value < field_count;
    if (node->operation == BL_OP_CONSTANT)
        return node->value >= limits.least && node->value <= limits.most;
    bool divides = node->operation == BL_OP_SCALE || node->operation == BL_OP_SHARE;
    if (divides && node->by.denominator <= 0)
        return false;
    return node->left >= 0 && node->left < place &&
           (operands < 2 || (node->right >= 0 && node->right < place));
}

bl_status bl_expressions_check(const bl_node *nodes, int count, int field_count, bl_err *err)
{
    int *weights = calloc((size_t)count + 1, sizeof *weights);
    if (!weights)
        return bl_fail(err, BL_NO_MEMORY, "no memory to check expressions");
    bl_status status = BL_OK;
    for (int i = 0; i < count && status == BL_OK; i++) {
        const bl_node *node = &nodes[i];
        if (!is_well_made(node, i, field_count)) {
            status = bl_fail(err, BL_INVALID, "node %d of the expressions is not well made", i);
            break;
        }
        weights[i] = 1;
        if (bl_node_operands(node) > 0)
            weights[i] += weights[node->left];
        if (bl_node_operands(node) > 1)
            weights[i] += weights[node->right];
        if (weights[i] > BL_EXPRESSION_WEIGHT_MAX)
            status = bl_fail(err, BL_INVALID, "an expression uses more than %d others",
                             BL_EXPRESSION_WEIGHT_MAX);
    }
    free(weights);
    return status;
}

static bl_status keep_within(bl_fact_kind kind, wide value, int64_t *out, bl_err *err)
{
    bl_range limits = bl_fact_limits(kind);
    if (value < limits.least || value > limits.most)
        return bl_fail(err, BL_OVERFLOW, "a %s leaves what can be kept exactly",
                       bl_fact_name(kind));
    *out = (int64_t)value;
    return BL_OK;
}

/* A date's cell is within its limits. */
static int64_t year_of(int64_t days)
{
    int year, month, day;
    bl_date_parts((bl_date){(int32_t)days}, &year, &month, &day);
    return year;
}

static bl_status combine(const bl_node *node, int64_t a, int64_t b, int64_t *out, bl_err *err)
{
    int64_t product = 0;
    bl_status status;
    switch (node->operation) {
    case BL_OP_ADD:
        return keep_within(node->kind, (wide)a + b, out, err);
    case BL_OP_SUBTRACT:
        return keep_within(node->kind, (wide)a - b, out, err);
    case BL_OP_MULTIPLY:
        return keep_within(node->kind, (wide)a * b, out, err);
    case BL_OP_YEAR:
        *out = year_of(a);
        return BL_OK;
    case BL_OP_SCALE:
        status = bl_round_product(a, node->by.numerator, node->by.denominator, node->rounding,
                                  &product, err);
        break;
    case BL_OP_SHARE:
        status = bl_round_product(a, b, node->by.denominator, node->rounding, &product, err);
        break;
    default:
        *out = (node->operation == BL_OP_LEAST) == (a < b) ? a : b;
        return BL_OK;
    }
    return status == BL_OK ? keep_within(node->kind, product, out, err) : status;
}

bl_status bl_expression_value(const bl_node *nodes, int place, const int64_t *cells, int64_t *out,
                              bl_err *err)
{
    const bl_node *node = &nodes[place];
    int operands = bl_node_operands(node);
    int64_t a = 0, b = 0;
    if (operands == 0) {
        *out = node->operation == BL_OP_FIELD ? cells[node->value] : node->value;
        return BL_OK;
    }
    bl_status status = bl_expression_value(nodes, node->left, cells, &a, err);
    if (status == BL_OK && operands == 2)
        status = bl_expression_value(nodes, node->right, cells, &b, err);
    return status == BL_OK ? combine(node, a, b, out, err) : status;
}

/* Ranges. The bound on products is a quarter of int64_t, so that a bias can be added to one. */
#define PRODUCT_MAX (INT64_MAX / 4)

static wide least_of(wide a, wide b)
{
    return a < b ? a : b;
}

static wide most_of(wide a, wide b)
{
    return a > b ? a : b;
}

static bool between(const bl_node *node, wide least, wide most, bl_range *out)
{
    bl_range limits = bl_fact_limits(node->kind);
    *out = (bl_range){(int64_t)least, (int64_t)most};
    return least >= limits.least && most <= limits.most;
}

/* A product whose first factor is positive or not, the second as it is. */
static bool product_between(const bl_node *node, bl_range a, bl_range b, int64_t divisor,
                            bl_range *out)
{
    wide p = (wide)a.least * b.least, q = (wide)a.least * b.most;
    wide r = (wide)a.most * b.least, s = (wide)a.most * b.most;
    wide least = least_of(least_of(p, q), least_of(r, s));
    wide most = most_of(most_of(p, q), most_of(r, s));
    if (least < -PRODUCT_MAX || most > PRODUCT_MAX || divisor > PRODUCT_MAX)
        return false;
    wide spare = divisor > 1 ? 1 : 0; /* rounding away from zero */
    return between(node, least / divisor - spare, most / divisor + spare, out);
}

bool bl_expression_range(const bl_node *node, bl_range a, bl_range b, bl_range *out)
{
    switch (node->operation) {
    case BL_OP_ADD:
        return between(node, (wide)a.least + b.least, (wide)a.most + b.most, out);
    case BL_OP_SUBTRACT:
        return between(node, (wide)a.least - b.most, (wide)a.most - b.least, out);
    case BL_OP_MULTIPLY:
        return product_between(node, a, b, 1, out);
    case BL_OP_YEAR:
        return between(node, year_of(a.least), year_of(a.most), out);
    case BL_OP_SCALE:
        b = (bl_range){node->by.numerator, node->by.numerator};
        return product_between(node, a, b, node->by.denominator, out);
    case BL_OP_SHARE:
        return product_between(node, a, b, node->by.denominator, out);
    case BL_OP_LEAST:
        return between(node, least_of(a.least, b.least), least_of(a.most, b.most), out);
    case BL_OP_MOST:
        return between(node, most_of(a.least, b.least), most_of(a.most, b.most), out);
    case BL_OP_CONSTANT:
        return between(node, node->value, node->value, out);
    case BL_OP_FIELD:
        break;
    }
    return false;
}

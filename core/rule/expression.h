/* SPDX-License-Identifier: MIT
 * expression.h - exact calculations over the facts of one record.
 *
 * A fact is a cell: an int64_t that counts units of its kind. An expression is a node of a list;
 * it uses nodes that stand before it. A result outside its kind's limits is BL_OVERFLOW, never a
 * wrong number, and nothing is rounded but by a node that names its rounding.
 *
 * A node is only asked for on paths where each fact it uses is present.
 *
 * Layer: rule. Uses: value.
 */
#pragma once

#include "value/ratio.h"

/* A percent is a count of 1/10^11, so that 5 % is 5,000,000,000. */
#define BL_PERCENT_UNITS INT64_C(100000000000)
/* A number is a count of 1/10^6; one with more decimals is in no cell. */
#define BL_NUMBER_UNITS INT64_C(1000000)
/* How often one expression may use others, counted with repetition. */
#define BL_EXPRESSION_WEIGHT_MAX 4096

typedef enum bl_fact_kind {
    BL_FACT_MONEY,   /* fen                                      */
    BL_FACT_COUNT,   /* ones                                     */
    BL_FACT_PERCENT, /* 1/10^11                                  */
    BL_FACT_NUMBER,  /* 1/10^6                                   */
    BL_FACT_DATE,    /* days since 1970-01-01                    */
    BL_FACT_TIME,    /* nanoseconds since 1970-01-01T00:00:00Z   */
    BL_FACT_BOOL,    /* 0 or 1                                   */
    BL_FACT_CODE     /* place in a closed list, counting from 0  */
} bl_fact_kind;

typedef enum bl_operation {
    BL_OP_FIELD,    /* the cell at place `value`                          */
    BL_OP_CONSTANT, /* `value`                                            */
    BL_OP_ADD,
    BL_OP_SUBTRACT,
    BL_OP_MULTIPLY,
    BL_OP_YEAR,  /* the civil year of left, a date                     */
    BL_OP_SCALE, /* left x by, rounded                                 */
    BL_OP_SHARE, /* left x right / `by`.denominator, rounded           */
    BL_OP_LEAST, /* the smaller one                                    */
    BL_OP_MOST   /* the larger one                                     */
} bl_operation;

typedef struct bl_node {
    bl_operation operation;
    bl_fact_kind kind;
    int left, right; /* places of nodes that stand before this one */
    int64_t value;
    bl_ratio by;
    bl_rounding rounding;
} bl_node;

typedef struct bl_range {
    int64_t least, most;
} bl_range;

/* Static text, such as "money". */
const char *bl_fact_name(bl_fact_kind kind);
/* What a cell of the kind may hold; of a code, any place. */
bl_range bl_fact_limits(bl_fact_kind kind);
/* Whether a column keeps the kind in bytes (bool and code) rather than in int64_t. */
bool bl_fact_is_small(bl_fact_kind kind);
/* How many operands the node has: 0, 1 (left) or 2. */
int bl_node_operands(const bl_node *node);

/* BL_INVALID with words unless nodes use earlier nodes, fields below `field_count`, kinds and
 * ratios that exist, and stay below the weight. */
BL_MUST_USE bl_status bl_expressions_check(const bl_node *nodes, int count, int field_count,
                                           bl_err *err);
/* The value of a node for one record. BL_OVERFLOW names the kind that was left. */
BL_MUST_USE bl_status bl_expression_value(const bl_node *nodes, int node, const int64_t *cells,
                                          int64_t *out, bl_err *err);

/* Between which values a node lies, given that its operands lie between theirs. False when some
 * value in between would overflow or the calculation needs more than 64 bits. */
bool bl_expression_range(const bl_node *node, bl_range left, bl_range right, bl_range *out);

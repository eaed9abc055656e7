/* SPDX-License-Identifier: MIT
 * small_table.h - a table that tests of this layer share.
 *
 * An upgrade: a manufacturer (sector 0 of 3) that invests 10,000 fen or more and has no loan gets
 * 5 % of it, rounded down, at most 2,000; and a grade, which only others than sector 2 have.
 *
 * Layer: tests. Uses: rule/table.
 */
#pragma once

#include "rule/table.h"

enum { SECTOR, INVESTED, LOAN, FIELDS };

static const bl_fact_kind small_fields[] = {BL_FACT_CODE, BL_FACT_MONEY, BL_FACT_BOOL};
static const bl_node small_nodes[] = {
    {.operation = BL_OP_FIELD, .kind = BL_FACT_MONEY, .value = INVESTED},
    {.operation = BL_OP_CONSTANT, .kind = BL_FACT_MONEY, .value = 10000},
    {.operation = BL_OP_SCALE,
     .kind = BL_FACT_MONEY,
     .left = 0,
     .by = {1, 20},
     .rounding = BL_ROUND_DOWN},
    {.operation = BL_OP_CONSTANT, .kind = BL_FACT_MONEY, .value = 2000},
    {.operation = BL_OP_LEAST, .kind = BL_FACT_MONEY, .left = 2, .right = 3},
    {.operation = BL_OP_CONSTANT, .kind = BL_FACT_MONEY, .value = 0},
    {.operation = BL_OP_CONSTANT, .kind = BL_FACT_COUNT, .value = 7},
};
/* Sector; is the investment there; 10,000 <= it; loan. */
static const bl_branch small_branches[] = {
    {BL_ASKS_CODE, SECTOR, 0, 0, 4},
    {BL_ASKS_PRESENT, INVESTED, 0, 4, 2},
    {BL_ASKS_AT_MOST, 1, 0, 6, 2},
    {BL_ASKS_CODE, LOAN, 0, 8, 3},
};
static const int small_answers[] = {1, ~1, ~2, ~2, 2, ~1, 3, ~1, ~0, ~1, ~1};
static const int small_results[] = {4, 6, 5, 6, 5, BL_ABSENT};

static const bl_table_parts small_parts = {.fields = small_fields,
                                           .field_count = FIELDS,
                                           .nodes = small_nodes,
                                           .node_count = 7,
                                           .branches = small_branches,
                                           .branch_count = 4,
                                           .answers = small_answers,
                                           .answer_count = 11,
                                           .results = small_results,
                                           .row_count = 3,
                                           .result_count = 2};

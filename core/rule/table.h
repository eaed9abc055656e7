/* SPDX-License-Identifier: MIT
 * table.h - a decision table: conditions, and the row of results that they lead to.
 *
 * The conditions form a tree. Each branch asks one question of a record, and its answer leads to
 * another branch or to a row; so exactly one row belongs to each record. A row has an expression
 * for each result, or none: that result is then absent.
 *
 * A decision is the path through the tree. The condition that decided a refusal is the first one
 * after which nothing could be had any more, though it could before.
 *
 * Layer: rule. Uses: rule/expression.
 */
#pragma once

#include "rule/expression.h"

#define BL_TABLE_ROWS_MAX    65536
#define BL_TABLE_FIELDS_MAX  256
#define BL_TABLE_RESULTS_MAX 16
#define BL_TABLE_CODES_MAX   254 /* of one list; a place more stands for absent */
#define BL_TABLE_DEPTH_MAX   256 /* questions on one path */
#define BL_ABSENT            (-1)

typedef enum bl_question {
    BL_ASKS_LESS,    /* left < right: answer 0 yes, 1 no                        */
    BL_ASKS_AT_MOST, /* left <= right                                           */
    BL_ASKS_EQUAL,   /* left == right                                           */
    BL_ASKS_PRESENT, /* whether the field at place `left` is there              */
    BL_ASKS_CODE     /* which code or bool it is; the last answer means absent  */
} bl_question;

typedef struct bl_branch {
    bl_question question;
    int left, right; /* nodes; of the last two questions `left` is a field */
    int answers;     /* place of its first answer in the table's list      */
    int answer_count;
} bl_branch;

/* What a table is made of. An answer is the place of a later branch, or ~row. */
typedef struct bl_table_parts {
    const bl_fact_kind *fields; /* a cell of a record each */
    int field_count;
    const bl_node *nodes; /* all that is asked about or given */
    int node_count;
    const bl_branch *branches; /* the first one is asked first; without any, row 0 is the answer */
    int branch_count;
    const int *answers;
    int answer_count;
    const int *results; /* row_count times result_count nodes, or BL_ABSENT */
    int row_count;
    int result_count;
} bl_table_parts;

typedef struct bl_table bl_table;

/* Copies the parts. BL_INVALID with words when they are no table within the limits. */
BL_MUST_USE bl_status bl_table_open(const bl_table_parts *parts, bl_table **out, bl_err *err);
/* NULL is fine. */
void bl_table_close(bl_table *table);
/* Lives as long as the table. */
const bl_table_parts *bl_table_view(const bl_table *table);

/* A record: a cell for each field, and whether it is present (NULL: all are). */
typedef struct bl_facts {
    const int64_t *cells;
    const bool *present;
} bl_facts;

/* A question that was asked on the way, and its answer. */
typedef struct bl_step {
    int branch;
    int answer; /* counting from 0 */
} bl_step;

/* The path of one record. */
typedef struct bl_decision {
    int row;
    int step_count;
    int refused_by; /* the step that decided a refusal, or BL_ABSENT */
    bl_step steps[BL_TABLE_DEPTH_MAX];
} bl_decision;

/* Finds the record's row, and how. BL_OVERFLOW when a question can't be answered exactly. */
BL_MUST_USE bl_status bl_table_decide(const bl_table *table, bl_facts facts, bl_decision *out,
                                      bl_err *err);
/* The row alone. */
BL_MUST_USE bl_status bl_table_row(const bl_table *table, bl_facts facts, int *out, bl_err *err);
/* One result of a row; `*present` is false, and `*out` 0, when the row has none. */
BL_MUST_USE bl_status bl_table_result(const bl_table *table, int row, int result, bl_facts facts,
                                      int64_t *out, bool *present, bl_err *err);
/* Whether an answer can still lead to a row that gives anything: not only 0, no and absent. */
bool bl_table_gives(const bl_table *table, int answer);

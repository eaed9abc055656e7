/* SPDX-License-Identifier: MIT */
#include "rule/table.h"

#include <stdlib.h>
#include <string.h>

struct bl_table {
    bl_table_parts parts;
    bool *row_gives;
    bool *branch_gives;
    int *depths; /* of branches: the longest path below, itself included */
};

static void *copy(const void *from, int count, size_t size, bool *failed)
{
    void *to = calloc((size_t)count + 1, size);
    if (!to)
        *failed = true;
    else if (count > 0)
        memcpy(to, from, (size_t)count * size);
    return to;
}

static bool copy_parts(const bl_table_parts *from, bl_table *table)
{
    bool failed = false;
    bl_table_parts *to = &table->parts;
    *to = *from;
    to->fields = copy(from->fields, from->field_count, sizeof *from->fields, &failed);
    to->nodes = copy(from->nodes, from->node_count, sizeof *from->nodes, &failed);
    to->branches = copy(from->branches, from->branch_count, sizeof *from->branches, &failed);
    to->answers = copy(from->answers, from->answer_count, sizeof *from->answers, &failed);
    to->results =
        copy(from->results, from->row_count * from->result_count, sizeof *from->results, &failed);
    table->row_gives = calloc((size_t)from->row_count + 1, sizeof(bool));
    table->branch_gives = calloc((size_t)from->branch_count + 1, sizeof(bool));
    table->depths = calloc((size_t)from->branch_count + 1, sizeof(int));
    return !failed && table->row_gives && table->branch_gives && table->depths;
}

static bool in_limits(const bl_table_parts *parts)
{
    return parts->field_count >= 0 && parts->field_count <= BL_TABLE_FIELDS_MAX &&
           parts->row_count > 0 && parts->row_count <= BL_TABLE_ROWS_MAX &&
           parts->result_count > 0 && parts->result_count <= BL_TABLE_RESULTS_MAX &&
           parts->branch_count >= 0 && parts->branch_count < BL_TABLE_ROWS_MAX &&
           parts->node_count >= 0 && parts->answer_count >= 0;
}

static bool is_asked_well(const bl_table_parts *parts, const bl_branch *branch)
{
    bool of_field = branch->question >= BL_ASKS_PRESENT;
    int most = of_field ? parts->field_count : parts->node_count;
    if (branch->left < 0 || branch->left >= most || branch->answers < 0 ||
        branch->answers + branch->answer_count > parts->answer_count)
        return false;
    if (branch->question == BL_ASKS_CODE)
        return bl_fact_is_small(parts->fields[branch->left]) && branch->answer_count >= 2 &&
               branch->answer_count <= BL_TABLE_CODES_MAX + 1;
    return branch->answer_count == 2 &&
           (of_field || (branch->right >= 0 && branch->right < parts->node_count));
}

/* Answers lead onwards only, so a path ends. */
static bool leads_well(const bl_table_parts *parts, int place)
{
    const bl_branch *branch = &parts->branches[place];
    for (int i = 0; i < branch->answer_count; i++) {
        int answer = parts->answers[branch->answers + i];
        if (answer < 0 ? ~answer >= parts->row_count
                       : answer <= place || answer >= parts->branch_count)
            return false;
    }
    return true;
}

static bl_status check(const bl_table_parts *parts, bl_err *err)
{
    if (!in_limits(parts))
        return bl_fail(err, BL_INVALID, "a table has 1 to %d rows, %d results and %d fields",
                       BL_TABLE_ROWS_MAX, BL_TABLE_RESULTS_MAX, BL_TABLE_FIELDS_MAX);
    bl_status status =
        bl_expressions_check(parts->nodes, parts->node_count, parts->field_count, err);
    for (int i = 0; i < parts->branch_count && status == BL_OK; i++)
        if (!is_asked_well(parts, &parts->branches[i]) || !leads_well(parts, i))
            status = bl_fail(err, BL_INVALID, "branch %d of the table is not well made", i);
    for (int i = 0; i < parts->row_count * parts->result_count && status == BL_OK; i++)
        if (parts->results[i] < BL_ABSENT || parts->results[i] >= parts->node_count)
            status = bl_fail(err, BL_INVALID, "result %d of the table is no expression", i);
    return status;
}

static bool row_gives(const bl_table_parts *parts, int row)
{
    for (int i = 0; i < parts->result_count; i++) {
        int result = parts->results[row * parts->result_count + i];
        if (result == BL_ABSENT)
            continue;
        const bl_node *node = &parts->nodes[result];
        if (node->operation != BL_OP_CONSTANT || node->value != 0)
            return true;
    }
    return false;
}

/* From the last branch to the first, since answers lead onwards. */
static bl_status look_below(bl_table *table, bl_err *err)
{
    const bl_table_parts *parts = &table->parts;
    for (int i = 0; i < parts->row_count; i++)
        table->row_gives[i] = row_gives(parts, i);
    for (int i = parts->branch_count - 1; i >= 0; i--) {
        const bl_branch *branch = &parts->branches[i];
        for (int k = 0; k < branch->answer_count; k++) {
            int answer = parts->answers[branch->answers + k];
            int depth = answer < 0 ? 1 : table->depths[answer] + 1;
            table->branch_gives[i] |= bl_table_gives(table, answer);
            if (depth > table->depths[i])
                table->depths[i] = depth;
        }
        if (table->depths[i] > BL_TABLE_DEPTH_MAX)
            return bl_fail(err, BL_INVALID, "a path of the table asks more than %d questions",
                           BL_TABLE_DEPTH_MAX);
    }
    return BL_OK;
}

bl_status bl_table_open(const bl_table_parts *parts, bl_table **out, bl_err *err)
{
    *out = NULL;
    bl_status status = check(parts, err);
    if (status != BL_OK)
        return status;
    bl_table *table = calloc(1, sizeof *table);
    if (!table || !copy_parts(parts, table))
        status = bl_fail(err, BL_NO_MEMORY, "no memory for a table");
    else
        status = look_below(table, err);
    if (status != BL_OK) {
        bl_table_close(table);
        return status;
    }
    *out = table;
    return BL_OK;
}

void bl_table_close(bl_table *table)
{
    if (!table)
        return;
    free((void *)table->parts.fields);
    free((void *)table->parts.nodes);
    free((void *)table->parts.branches);
    free((void *)table->parts.answers);
    free((void *)table->parts.results);
    free(table->row_gives);
    free(table->branch_gives);
    free(table->depths);
    free(table);
}

const bl_table_parts *bl_table_view(const bl_table *table)
{
    return &table->parts;
}

bool bl_table_gives(const bl_table *table, int answer)
{
    return answer < 0 ? table->row_gives[~answer] : table->branch_gives[answer];
}

static bool is_present(bl_facts facts, int field)
{
    return !facts.present || facts.present[field];
}

static bl_status compare(const bl_table_parts *parts, const bl_branch *branch, bl_facts facts,
                         int *out, bl_err *err)
{
    int64_t a = 0, b = 0;
    bl_status status = bl_expression_value(parts->nodes, branch->left, facts.cells, &a, err);
    if (status == BL_OK)
        status = bl_expression_value(parts->nodes, branch->right, facts.cells, &b, err);
    bool holds = branch->question == BL_ASKS_LESS      ? a < b
                 : branch->question == BL_ASKS_AT_MOST ? a <= b
                                                       : a == b;
    *out = holds ? 0 : 1;
    return status;
}

static bl_status ask(const bl_table_parts *parts, const bl_branch *branch, bl_facts facts, int *out,
                     bl_err *err)
{
    if (branch->question < BL_ASKS_PRESENT)
        return compare(parts, branch, facts, out, err);
    bool present = is_present(facts, branch->left);
    if (branch->question == BL_ASKS_PRESENT) {
        *out = present ? 0 : 1;
        return BL_OK;
    }
    int none = branch->answer_count - 1;
    int64_t code = present ? facts.cells[branch->left] : none;
    if (present && (code < 0 || code >= none))
        return bl_fail(err, BL_INVALID, "a code is not one of its list");
    *out = (int)code;
    return BL_OK;
}

/* The branch that is asked first, or ~row. */
static int root_of(const bl_table_parts *parts)
{
    return parts->branch_count > 0 ? 0 : ~0;
}

/* Asks the branch at `*at` and goes on to where its answer leads. */
static bl_status go_on(const bl_table_parts *parts, bl_facts facts, int *at, int *answer,
                       bl_err *err)
{
    const bl_branch *branch = &parts->branches[*at];
    bl_status status = ask(parts, branch, facts, answer, err);
    if (status == BL_OK)
        *at = parts->answers[branch->answers + *answer];
    return status;
}

bl_status bl_table_decide(const bl_table *table, bl_facts facts, bl_decision *out, bl_err *err)
{
    int at = root_of(&table->parts);
    out->step_count = 0;
    out->refused_by = BL_ABSENT;
    while (at >= 0) {
        int from = at, answer = 0;
        bl_status status = go_on(&table->parts, facts, &at, &answer, err);
        if (status != BL_OK)
            return status;
        if (bl_table_gives(table, from) && !bl_table_gives(table, at))
            out->refused_by = out->step_count;
        out->steps[out->step_count++] = (bl_step){from, answer};
    }
    out->row = ~at;
    return BL_OK;
}

bl_status bl_table_row(const bl_table *table, bl_facts facts, int *out, bl_err *err)
{
    int at = root_of(&table->parts), answer = 0;
    bl_status status = BL_OK;
    while (at >= 0 && status == BL_OK)
        status = go_on(&table->parts, facts, &at, &answer, err);
    *out = status == BL_OK ? ~at : 0;
    return status;
}

bl_status bl_table_result(const bl_table *table, int row, int result, bl_facts facts, int64_t *out,
                          bool *present, bl_err *err)
{
    const bl_table_parts *parts = &table->parts;
    BL_REQUIRE(row >= 0 && row < parts->row_count);
    BL_REQUIRE(result >= 0 && result < parts->result_count);
    int node = parts->results[row * parts->result_count + result];
    *present = node != BL_ABSENT;
    *out = 0;
    return *present ? bl_expression_value(parts->nodes, node, facts.cells, out, err) : BL_OK;
}

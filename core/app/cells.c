/* SPDX-License-Identifier: MIT */
#include "app/cells.h"

#include <stdlib.h>
#include <string.h>

static bool is_plain(const bl_field *field)
{
    switch (field->type) {
    case BL_TYPE_MONEY:
    case BL_TYPE_COUNT:
    case BL_TYPE_PERCENT:
    case BL_TYPE_NUMBER:
    case BL_TYPE_DATE:
    case BL_TYPE_BOOL:
    case BL_TYPE_CODE:
        return !field->list && !field->nullable && !field->most_field && !field->belongs;
    default:
        return false;
    }
}

/* A list of more codes than a column has bytes for is none that is read plainly. */
static bl_status read_codes(lua_State *L, bl_cells *c, bool *plain, bl_err *err)
{
    size_t ends[BL_TABLE_CODES_MAX];
    c->code_count = bl_field_code_count(L, c->field);
    *plain = c->code_count <= BL_TABLE_CODES_MAX;
    if (!*plain)
        return BL_OK;
    for (size_t i = 0; i < c->code_count; i++) {
        bl_field_code_write(L, c->field, i, &c->code_texts);
        ends[i] = c->code_texts.size;
    }
    c->codes = calloc(c->code_count + 1, sizeof *c->codes);
    if (!c->codes || c->code_texts.failed)
        return bl_fail(err, BL_NO_MEMORY, "no memory for the codes of a column");
    for (size_t i = 0, start = 0; i < c->code_count; start = ends[i++])
        c->codes[i] = (bl_text){c->code_texts.at + start, ends[i] - start};
    for (size_t i = 0; i < c->code_count; i++)
        for (size_t k = 0; k < c->codes[i].size; k++)
            c->hashes[i] = bl_cells_hash(c->hashes[i], c->codes[i].at[k]);
    return BL_OK;
}

static void read_bounds(bl_cells *c)
{
    const bl_field *field = c->field;
    int64_t unit = field->type == BL_TYPE_PERCENT  ? BL_PERCENT_UNITS / 100
                   : field->type == BL_TYPE_NUMBER ? BL_NUMBER_UNITS
                                                   : 1;
    c->least = 0;
    c->most = field->type == BL_TYPE_MONEY ? 100 * BL_REQUEST_YUAN_MAX : INT64_MAX;
    if (field->bounded_below && field->least > INT64_MAX / unit)
        c->most = -1; /* no cell is plainly within such bounds */
    else if (field->bounded_below && field->least >= 0)
        c->least = field->least * unit + field->above;
    if (field->bounded_above && field->most < INT64_MAX / unit && field->most * unit < c->most)
        c->most = field->most * unit;
}

bl_status bl_cells_open(lua_State *L, const bl_field *field, size_t count, bl_cells *c, bool *plain,
                        bl_err *err)
{
    c->field = field;
    *plain = is_plain(field);
    if (!*plain)
        return BL_OK;
    bl_status status = field->type == BL_TYPE_CODE ? read_codes(L, c, plain, err) : BL_OK;
    if (status != BL_OK || !*plain)
        return status;
    c->may_be_absent = !field->required && !bl_field_has_fallback(field);
    c->is_small = field->type == BL_TYPE_BOOL || field->type == BL_TYPE_CODE;
    read_bounds(c);
    c->cells = calloc(count, c->is_small ? 1 : sizeof(int64_t));
    c->absent = calloc((count + 63) / 64, sizeof *c->absent);
    if (!c->cells || !c->absent)
        return bl_fail(err, BL_NO_MEMORY, "no memory for a column");
    return BL_OK;
}

void bl_cells_close(bl_cells *c)
{
    free(c->codes);
    bl_buffer_deinit(&c->code_texts);
    free(c->cells);
    free(c->absent);
}

/* SPDX-License-Identifier: MIT */
#include "app/columns.h"

#include <stdlib.h>
#include <string.h>

#define WORDS  (BL_COLUMN_ROWS / 64)
#define DIGITS 15 /* before the point; fewer where there are more behind it */

struct bl_columns {
    bl_cells *list;
    size_t count;
    bl_cells **header; /* the column of each cell of a line */
    size_t cell_count;
    bl_column *views;
};

/* Opening */

static bl_status open_all(bl_columns *columns, lua_State *L, bl_field_list fields,
                          bl_field_list header, bool *plain, bl_err *err)
{
    bl_status status = BL_OK;
    for (size_t i = 0; status == BL_OK && *plain && i < columns->count; i++) {
        bl_cells *c = &columns->list[i];
        bool is_given = false;
        *plain = fields.at[i]->with_field == NULL;
        if (*plain)
            status = bl_cells_open(L, fields.at[i], BL_COLUMN_ROWS, c, plain, err);
        for (size_t cell = 0; cell < columns->cell_count; cell++)
            if (strcmp(header.at[cell]->name, c->field->name) == 0) {
                columns->header[cell] = c;
                is_given = true;
            }
        if (status == BL_OK && *plain && !is_given) {
            *plain = c->may_be_absent;
            memset(c->absent, 0xff, WORDS * sizeof *c->absent);
        }
        columns->views[i] = (bl_column){c->cells, c->may_be_absent ? c->absent : NULL};
    }
    for (size_t cell = 0; cell < columns->cell_count; cell++)
        *plain = *plain && columns->header[cell] != NULL;
    return status;
}

bl_status bl_columns_open(bl_notice *notice, bl_field_list fields, bl_field_list header,
                          bl_columns **out, bl_err *err)
{
    bool plain = true;
    *out = NULL;
    bl_columns *columns = calloc(1, sizeof *columns);
    if (!columns)
        return bl_fail(err, BL_NO_MEMORY, "no memory for columns");
    columns->count = fields.count;
    columns->cell_count = header.count;
    columns->list = calloc(columns->count + 1, sizeof *columns->list);
    columns->header = calloc(header.count + 1, sizeof(bl_cells *));
    columns->views = calloc(columns->count + 1, sizeof *columns->views);
    bl_status status = columns->list && columns->header && columns->views
                           ? open_all(columns, bl_notice_lua(notice), fields, header, &plain, err)
                           : bl_fail(err, BL_NO_MEMORY, "no memory for columns");
    if (status == BL_OK && plain)
        *out = columns;
    else
        bl_columns_close(columns);
    return status;
}

void bl_columns_close(bl_columns *columns)
{
    if (!columns)
        return;
    for (size_t i = 0; columns->list && i < columns->count; i++)
        bl_cells_close(&columns->list[i]);
    free(columns->list);
    free(columns->header);
    free(columns->views);
    free(columns);
}

/* Cells. Each reader takes a cell from its first byte and gives the place behind it; NULL when it
 * is not plainly written. None runs past the line, for it stops at the line's end. */

/* The end of a word; what codes and days are not made of ends it, too. */
static inline const char *end_of_word(const char *at)
{
    while ((unsigned char)*at > ',')
        at++;
    return at;
}

static inline bool is_word(const char *at, size_t size, const char *word, size_t word_size)
{
    return size == word_size && memcmp(at, word, word_size) == 0;
}

static inline const char *read_truth(const char *at, int64_t *out)
{
    const char *past = end_of_word(at);
    size_t size = (size_t)(past - at);
    *out = is_word(at, size, "true", 4) || is_word(at, size, "1", 1);
    return *out || is_word(at, size, "false", 5) || is_word(at, size, "0", 1) ? past : NULL;
}

static const char *read_day(const char *at, int64_t *out)
{
    const char *past = end_of_word(at);
    bl_date date;
    if (bl_date_from_text((bl_text){at, (size_t)(past - at)}, &date, NULL) != BL_OK)
        return NULL;
    *out = date.days;
    return past;
}

static inline const char *read_code(const bl_cells *c, const char *at, int64_t *out)
{
    const char *past = at;
    uint32_t hash = 0;
    for (; (unsigned char)*past > ','; past++)
        hash = bl_cells_hash(hash, *past);
    *out = bl_cells_code(c, (bl_text){at, (size_t)(past - at)}, hash);
    return *out < 0 ? NULL : past;
}

static inline const char *read_cell(const bl_cells *c, const char *at, int64_t *out)
{
    switch (c->field->type) {
    case BL_TYPE_MONEY:
        at = bl_cells_number(at, DIGITS, 2, out);
        break;
    case BL_TYPE_COUNT:
        at = bl_cells_number(at, DIGITS, 0, out);
        break;
    case BL_TYPE_PERCENT:
        at = bl_cells_number(at, 9, 9, out);
        break;
    case BL_TYPE_NUMBER:
        at = bl_cells_number(at, 12, 6, out);
        break;
    case BL_TYPE_DATE:
        return read_day(at, out);
    case BL_TYPE_BOOL:
        return read_truth(at, out);
    default:
        return read_code(c, at, out);
    }
    return at && *out >= c->least && *out <= c->most ? at : NULL;
}

static inline bool is_line_end(const char *at)
{
    return *at == '\n' || (*at == '\r' && at[1] == '\n');
}

/* False for an odd line. */
static bool read_line(const bl_columns *columns, const char *at, size_t row)
{
    for (size_t i = 0; i < columns->cell_count; i++) {
        const bl_cells *c = columns->header[i];
        if (i > 0 && *at++ != ',')
            return false;
        if (*at == ',' || is_line_end(at)) {
            if (!c->may_be_absent)
                return false;
            c->absent[row / 64] |= UINT64_C(1) << (row % 64);
            continue;
        }
        int64_t value = 0;
        at = read_cell(c, at, &value);
        if (!at)
            return false;
        bl_cells_put(c, row, value);
    }
    return is_line_end(at);
}

size_t bl_columns_read(bl_columns *columns, const char *lines, const size_t *ends, size_t count,
                       bool *odd)
{
    size_t found = 0;
    BL_REQUIRE(count <= BL_COLUMN_ROWS && (count == 0 || lines[ends[count - 1] - 1] == '\n'));
    for (size_t i = 0; i < columns->cell_count; i++)
        if (columns->header[i]->may_be_absent)
            memset(columns->header[i]->absent, 0, WORDS * sizeof(uint64_t));
    for (size_t row = 0, start = 0; row < count; start = ends[row++]) {
        odd[row] = !read_line(columns, lines + start, row);
        found += odd[row];
    }
    return found;
}

const bl_column *bl_columns_list(const bl_columns *columns)
{
    return columns->views;
}

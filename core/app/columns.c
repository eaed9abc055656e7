/* SPDX-License-Identifier: MIT */
#include "app/columns.h"

#include <stdlib.h>
#include <string.h>

#define WORDS     (BL_COLUMN_ROWS / 64)
#define CODES_MAX BL_TABLE_CODES_MAX
#define DIGITS    15 /* before the point; fewer where there are more behind it */

typedef struct column {
    const bl_field *field;
    bl_text *codes;
    uint32_t hashes[CODES_MAX]; /* of the codes */
    size_t code_count;
    bl_buffer code_texts;
    int64_t least, most; /* cells within the bounds of the field */
    bool may_be_absent;
    bool is_small; /* cells are bytes */
    void *cells;
    uint64_t *absent;
} column;

struct bl_columns {
    column *list;
    size_t count;
    column **header; /* the column of each cell of a line */
    size_t cell_count;
    bl_column *views;
};

/* Opening */

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
        return !field->list && !field->nullable && !field->most_field && !field->with_field;
    default:
        return false;
    }
}

static inline uint32_t add_to_hash(uint32_t hash, char byte)
{
    return hash * 8 + (unsigned char)byte; /* one step of the processor */
}

/* A list of more codes than a column has bytes for is none that is read plainly. */
static bl_status read_codes(lua_State *L, column *c, bool *plain, bl_err *err)
{
    size_t ends[CODES_MAX];
    c->code_count = bl_field_code_count(L, c->field);
    *plain = c->code_count <= CODES_MAX;
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
            c->hashes[i] = add_to_hash(c->hashes[i], c->codes[i].at[k]);
    return BL_OK;
}

static void read_bounds(column *c)
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

static bl_status open_column(lua_State *L, const bl_field *field, column *c, bool *plain,
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
    c->cells = calloc(BL_COLUMN_ROWS, c->is_small ? 1 : sizeof(int64_t));
    c->absent = calloc(WORDS, sizeof *c->absent);
    if (!c->cells || !c->absent)
        return bl_fail(err, BL_NO_MEMORY, "no memory for a column");
    return BL_OK;
}

static bl_status open_all(bl_columns *columns, lua_State *L, bl_field_list fields,
                          bl_field_list header, bool *plain, bl_err *err)
{
    bl_status status = BL_OK;
    for (size_t i = 0; status == BL_OK && *plain && i < columns->count; i++) {
        column *c = &columns->list[i];
        bool is_given = false;
        status = open_column(L, fields.at[i], c, plain, err);
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
    columns->header = calloc(header.count + 1, sizeof(column *));
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
    for (size_t i = 0; columns->list && i < columns->count; i++) {
        free(columns->list[i].codes);
        bl_buffer_deinit(&columns->list[i].code_texts);
        free(columns->list[i].cells);
        free(columns->list[i].absent);
    }
    free(columns->list);
    free(columns->header);
    free(columns->views);
    free(columns);
}

/* Cells. Each reader takes a cell from its first byte and gives the place behind it; NULL when it
 * is not plainly written. None runs past the line, for it stops at the line's end. */

static inline bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

/* A number without a needless zero before it, in units of 10^-decimals. */
static inline const char *read_number(const char *at, int digits, int decimals, int64_t *out)
{
    uint64_t value = 0; /* of too many digits it is wrong, and is not used */
    const char *from = at;
    for (; is_digit(*at); at++)
        value = value * 10 + (uint64_t)(*at - '0');
    if (at == from || at - from > digits || (*from == '0' && at - from > 1))
        return NULL;
    if (*at == '.' && decimals > 0) {
        from = ++at;
        for (; is_digit(*at) && decimals > 0; at++, decimals--)
            value = value * 10 + (uint64_t)(*at - '0');
        if (at == from)
            return NULL;
    }
    for (; decimals > 0; decimals--)
        value *= 10;
    *out = (int64_t)value;
    return at;
}

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

static inline const char *read_code(const column *c, const char *at, int64_t *out)
{
    const char *past = at;
    uint32_t hash = 0;
    for (; (unsigned char)*past > ','; past++)
        hash = add_to_hash(hash, *past);
    size_t size = (size_t)(past - at);
    for (size_t i = 0; i < c->code_count; i++)
        if (c->hashes[i] == hash && is_word(at, size, c->codes[i].at, c->codes[i].size)) {
            *out = (int64_t)i;
            return past;
        }
    return NULL;
}

static inline const char *read_cell(const column *c, const char *at, int64_t *out)
{
    switch (c->field->type) {
    case BL_TYPE_MONEY:
        at = read_number(at, DIGITS, 2, out);
        break;
    case BL_TYPE_COUNT:
        at = read_number(at, DIGITS, 0, out);
        break;
    case BL_TYPE_PERCENT:
        at = read_number(at, 9, 9, out);
        break;
    case BL_TYPE_NUMBER:
        at = read_number(at, 12, 6, out);
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
        const column *c = columns->header[i];
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
        if (c->is_small)
            ((uint8_t *)c->cells)[row] = (uint8_t)value;
        else
            ((int64_t *)c->cells)[row] = value;
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

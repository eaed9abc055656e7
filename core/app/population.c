/* SPDX-License-Identifier: MIT */
#include "app/population.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/interrupt.h"
#include "domain/parse.h"
#include "store/rows.h"

typedef struct column {
    const bl_field *field;
    bool has_numbers;
} column;

typedef enum form { FORM_LINES, FORM_CSV, FORM_TABLE } form;

struct bl_population {
    form form;
    bl_source *source; /* NULL for a table */
    bl_csv csv;        /* of lines too: its piece and place */
    bl_rows *rows;
    column *columns;
    const bl_field **header; /* of the columns */
    size_t count;
    bl_buffer line;
    char refused[256];
};

static bl_status add_column(bl_population *p, bl_notice *notice, const bl_function *function,
                            bl_text name, bl_err *err)
{
    bl_buffer word = {0};
    bl_buffer_add(&word, name.at, name.size);
    bl_status status = bl_buffer_status(&word, err);
    const char *text = word.at ? word.at : "";
    const bl_field *field = bl_record_field(&function->record, text);
    if (status == BL_OK && !field)
        status =
            bl_fail(err, BL_INVALID,
                    "column %zu is called \"%s\", but %s has no such field; did you mean"
                    " \"%s\"?",
                    p->count + 1, text, function->name, bl_record_nearest(&function->record, text));
    for (size_t i = 0; status == BL_OK && i < p->count; i++)
        if (p->columns[i].field == field)
            status = bl_fail(err, BL_INVALID, "columns %zu and %zu are both called \"%s\"", i + 1,
                             p->count + 1, text);
    if (status == BL_OK) {
        p->header[p->count] = field;
        p->columns[p->count++] =
            (column){field, bl_field_has_numbers(bl_notice_lua(notice), field)};
    }
    bl_buffer_deinit(&word);
    return status;
}

static bl_text trimmed(bl_text text)
{
    while (text.size > 0 && text.at[0] == ' ')
        text = (bl_text){text.at + 1, text.size - 1};
    while (text.size > 0 && text.at[text.size - 1] == ' ')
        text.size--;
    return text;
}

static bl_status name_columns(bl_population *p, bl_notice *notice, const bl_function *function,
                              bl_err *err)
{
    size_t count = p->rows ? bl_rows_count(p->rows) : p->csv.count;
    p->columns = calloc(count + 1, sizeof *p->columns);
    p->header = calloc(count + 1, sizeof *p->header);
    if (!p->columns || !p->header)
        return bl_fail(err, BL_NO_MEMORY, "no memory for the columns");
    bl_status status = BL_OK;
    for (size_t i = 0; status == BL_OK && i < count; i++)
        status =
            add_column(p, notice, function,
                       trimmed(p->rows ? bl_rows_name(p->rows, i) : bl_csv_cell(&p->csv, i)), err);
    return status;
}

/* Whether the text is JSON Lines: its first character that is no blank opens an object. */
static bool begins_with_object(bl_text piece)
{
    size_t at = 0;
    while (at < piece.size && strchr(" \t\r\n", piece.at[at]))
        at++;
    return at < piece.size && piece.at[at] == '{';
}

static bl_status open_text(bl_population *p, const char *path, bl_err *err)
{
    bool row;
    bl_status status = bl_source_open(path, &p->source, err);
    p->csv.source = p->source;
    if (status == BL_OK)
        status = bl_source_next(p->source, &p->csv.piece, err);
    if (status != BL_OK)
        return status;
    p->form = begins_with_object(p->csv.piece) ? FORM_LINES : FORM_CSV;
    if (p->form == FORM_LINES)
        return BL_OK;
    status = bl_csv_next(&p->csv, &row, err);
    if (status == BL_OK && !row)
        status = bl_fail(err, BL_INVALID, "%s is empty: expected a header or a request", path);
    return status;
}

/* Splits FILE:TABLE at the last colon before which an SQLite file is named. */
static bl_status open_table(bl_population *p, const char *over, bool *is_table, bl_err *err)
{
    const char *colon = strrchr(over, ':');
    char *path = strndup(over, colon ? (size_t)(colon - over) : strlen(over));
    if (!path)
        return bl_fail(err, BL_NO_MEMORY, "no memory to open %s", over);
    bl_status status = BL_OK;
    *is_table = colon && bl_rows_is_file(path);
    if (*is_table)
        status = bl_rows_open(path, bl_text_of(colon + 1), &p->rows, err);
    else if (bl_rows_is_file(over))
        status = bl_fail(err, BL_INVALID, "%s is an SQLite file: write %s:TABLE", over, over);
    free(path);
    return status;
}

bl_status bl_population_open(const char *over, bl_notice *notice, const bl_function *function,
                             bl_population **out, bl_err *err)
{
    bool is_table = false;
    bl_population *p = calloc(1, sizeof *p);
    if (!p)
        return bl_fail(err, BL_NO_MEMORY, "no memory to open %s", over);
    bl_status status = open_table(p, over, &is_table, err);
    if (status == BL_OK && is_table)
        p->form = FORM_TABLE;
    else if (status == BL_OK)
        status = open_text(p, over, err);
    if (status == BL_OK && p->form != FORM_LINES)
        status = name_columns(p, notice, function, err);
    if (status != BL_OK) {
        bl_population_close(p);
        return status;
    }
    *out = p;
    return BL_OK;
}

void bl_population_close(bl_population *p)
{
    if (!p)
        return;
    bl_source_close(p->source);
    bl_rows_close(p->rows);
    bl_csv_deinit(&p->csv);
    bl_buffer_deinit(&p->line);
    free(p->columns);
    free(p->header);
    free(p);
}

static size_t skip_digits(bl_text text, size_t at)
{
    while (at < text.size && text.at[at] >= '0' && text.at[at] <= '9')
        at++;
    return at;
}

/* Whether it is a number as JSON writes one. */
static bool is_number(bl_text text)
{
    size_t at = text.size > 0 && text.at[0] == '-', from = at;
    at = skip_digits(text, at);
    if (at == from || (text.at[from] == '0' && at - from > 1))
        return false;
    if (at < text.size && text.at[at] == '.') {
        from = at + 1;
        at = skip_digits(text, from);
        if (at == from)
            return false;
    }
    if (at < text.size && (text.at[at] == 'e' || text.at[at] == 'E')) {
        at++;
        at += at < text.size && (text.at[at] == '+' || text.at[at] == '-');
        from = at;
        at = skip_digits(text, from);
        if (at == from)
            return false;
    }
    return at == text.size;
}

/* Yes and no, as spreadsheets and databases write them; NULL for anything else. */
static const char *truth_of(bl_text text)
{
    static const char *const words[][2] = {
        {"true", "true"}, {"TRUE", "true"},   {"True", "true"},   {"1", "true"},
        {"是", "true"},   {"false", "false"}, {"FALSE", "false"}, {"False", "false"},
        {"0", "false"},   {"否", "false"}};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (bl_text_equal(text, bl_text_of(words[i][0])))
            return words[i][1];
    return NULL;
}

/* What is not written as its type stays text, which its field refuses in its own words. Amounts may
 * be grouped, as spreadsheets write them. */
static void write_plain(const column *c, bl_text cell, bl_buffer *out)
{
    bl_money amount;
    const char *truth = c->field->type == BL_TYPE_BOOL ? truth_of(cell) : NULL;
    if (truth)
        bl_buffer_add_text(out, truth);
    else if (c->has_numbers && is_number(cell))
        bl_buffer_add(out, cell.at, cell.size);
    else if (c->field->type == BL_TYPE_MONEY && bl_money_from_text(cell, &amount, NULL) == BL_OK)
        bl_money_write(amount, out);
    else
        bl_buffer_add_json(out, cell);
}

static void write_list(const column *c, bl_text cell, bl_buffer *out)
{
    const char *end = cell.at + cell.size;
    bl_buffer_add_char(out, '[');
    for (const char *at = cell.at; at <= end;) {
        const char *bar = memchr(at, '|', (size_t)(end - at));
        size_t size = (size_t)((bar ? bar : end) - at);
        if (at > cell.at)
            bl_buffer_add_char(out, ',');
        write_plain(c, (bl_text){at, size}, out);
        at += size + 1;
    }
    bl_buffer_add_char(out, ']');
}

/* JSON as people and programs mostly write it, told without building it: no escapes, short numbers,
 * few levels. Each takes what stands at `at` and gives the place behind it, or NULL. */
#define LEVELS_MAX   8
#define NUMBER_BYTES 15

static const char *pass_blanks(const char *at, const char *end)
{
    while (at < end && (*at == ' ' || *at == '\t' || *at == '\r' || *at == '\n'))
        at++;
    return at;
}

static const char *pass_text(const char *at, const char *end)
{
    const char *from = at + 1;
    bool is_ascii = true;
    if (at == end || *at != '"')
        return NULL;
    for (at = from; at < end && *at != '"'; at++) {
        if (*at == '\\' || (unsigned char)*at < ' ')
            return NULL;
        is_ascii = is_ascii && (unsigned char)*at < 0x80;
    }
    bool fits = at < end && (is_ascii || bl_text_is_utf8((bl_text){from, (size_t)(at - from)}));
    return fits ? at + 1 : NULL;
}

/* A number or a word. */
static const char *pass_word(const char *at, const char *end)
{
    const char *from = at;
    while (at < end && at - from <= NUMBER_BYTES && !strchr(",]} \t\r\n", *at))
        at++;
    bl_text word = {from, (size_t)(at - from)};
    bool fits = bl_text_equal(word, bl_text_of("true")) ||
                bl_text_equal(word, bl_text_of("false")) ||
                bl_text_equal(word, bl_text_of("null")) ||
                (word.size <= NUMBER_BYTES && !memchr(from, 'e', word.size) &&
                 !memchr(from, 'E', word.size) && is_number(word));
    return fits ? at : NULL;
}

static const char *pass_value(const char *at, const char *end, int levels);

/* An array, or an object. */
static const char *pass_members(const char *at, const char *end, int levels)
{
    char close = *at == '[' ? ']' : '}';
    at = pass_blanks(at + 1, end);
    if (at < end && *at == close)
        return at + 1;
    for (; at; at = pass_blanks(at + 1, end)) {
        if (close == '}') {
            at = pass_text(at, end);
            at = at ? pass_blanks(at, end) : end;
            if (at == end || *at != ':')
                return NULL;
            at = pass_blanks(at + 1, end);
        }
        at = pass_value(at, end, levels);
        at = at ? pass_blanks(at, end) : end;
        if (at < end && *at == close)
            return at + 1;
        if (at == end || *at != ',')
            return NULL;
    }
    return NULL;
}

static const char *pass_value(const char *at, const char *end, int levels)
{
    if (at == end || levels == 0)
        return NULL;
    if (*at == '"')
        return pass_text(at, end);
    return *at == '[' || *at == '{' ? pass_members(at, end, levels - 1) : pass_word(at, end);
}

static bool is_json(bl_text cell)
{
    json_error_t trouble;
    const char *end = cell.at + cell.size, *at = pass_blanks(cell.at, end);
    if (at < end && (*at == '[' || *at == '{')) {
        at = pass_value(at, end, LEVELS_MAX);
        if (at && pass_blanks(at, end) == end)
            return true;
    }
    json_t *value = bl_json_read(cell, JSON_ALLOW_NUL | JSON_DECODE_INT_AS_REAL, &trouble);
    json_decref(value);
    return value != NULL;
}

static void write_cell(const column *c, bl_text cell, bl_buffer *out)
{
    bool is_structured = c->field->type == BL_TYPE_RECORD || c->field->type == BL_TYPE_OBJECT;
    if (is_structured || (c->field->list && cell.at[0] == '[')) {
        if (is_json(cell))
            bl_buffer_add(out, cell.at, cell.size);
        else
            bl_buffer_add_json(out, cell);
    } else if (c->field->list) {
        write_list(c, cell, out);
    } else {
        write_plain(c, cell, out);
    }
}

/* A member of the request that opens at `start`; an empty cell is none. */
static void write_member(const column *c, bl_text cell, size_t start, bl_buffer *out)
{
    if (cell.size == 0)
        return;
    bl_buffer_add_text(out, out->size == start ? "{\"" : ",\"");
    bl_buffer_add_text(out, c->field->name);
    bl_buffer_add_text(out, "\":");
    write_cell(c, cell, out);
}

static void end_request(size_t start, bl_buffer *out)
{
    bl_buffer_add_text(out, out->size == start ? "{}" : "}");
}

static void write_request(const bl_population *p, bl_buffer *out)
{
    size_t start = out->size;
    for (size_t i = 0; i < p->count; i++)
        write_member(&p->columns[i], p->rows ? bl_rows_text(p->rows, i) : bl_csv_cell(&p->csv, i),
                     start, out);
    end_request(start, out);
}

static bool is_blank(const bl_buffer *line)
{
    for (size_t i = 0; i < line->size; i++)
        if (!strchr(" \t\r", line->at[i]))
            return false;
    return true;
}

static void refuse_long(bl_population *p)
{
    snprintf(p->refused, sizeof p->refused, "the line is longer than a request may be");
}

/* The next line into `line`; `*more` is false when there is none. */
static bl_status read_line(bl_population *p, bool *more, bl_err *err)
{
    bl_buffer_clear(&p->line);
    for (*more = false;;) {
        if (p->csv.at == p->csv.piece.size) {
            p->csv.at = 0;
            bl_status status = bl_source_next(p->source, &p->csv.piece, err);
            if (status != BL_OK || p->csv.piece.size == 0)
                return status;
        }
        *more = true;
        const char *from = p->csv.piece.at + p->csv.at;
        size_t left = p->csv.piece.size - p->csv.at;
        const char *end = memchr(from, '\n', left);
        size_t size = end ? (size_t)(end - from) : left;
        if (p->line.size <= BL_ROW_MAX)
            bl_buffer_add(&p->line, from, size);
        p->csv.at += size + (end != NULL);
        if (end)
            return bl_buffer_status(&p->line, err);
    }
}

static bl_status next_line(bl_population *p, bl_buffer *request, bool *row, bl_err *err)
{
    bl_status status;
    do
        status = read_line(p, row, err);
    while (status == BL_OK && *row && is_blank(&p->line));
    if (status == BL_OK && *row && p->line.size > BL_ROW_MAX)
        refuse_long(p);
    else if (status == BL_OK && *row)
        bl_buffer_add(request, p->line.at, p->line.size);
    return status;
}

bl_status bl_population_next(bl_population *p, bl_buffer *request, bool *row, bl_err *err)
{
    p->refused[0] = '\0';
    if (bl_interrupted())
        return bl_fail(err, BL_STOPPED, "interrupted");
    if (p->form == FORM_LINES)
        return next_line(p, request, row, err);
    bl_status status = p->rows ? bl_rows_next(p->rows, row, err) : bl_csv_next(&p->csv, row, err);
    if (status != BL_OK || !*row)
        return status;
    if (!p->rows && p->csv.count != p->count) {
        snprintf(p->refused, sizeof p->refused, "line %lld has %zu cells, the header %zu",
                 (long long)p->csv.row_line, p->csv.count, p->count);
        return BL_OK;
    }
    size_t start = request->size;
    write_request(p, request);
    if (request->size - start > BL_ROW_MAX) {
        bl_buffer_cut(request, start);
        refuse_long(p);
    }
    return BL_OK;
}

/* The bytes of the next line, its end included, if it stands whole in the piece and is plain;
 * `bare` says that no quote and no CR is left in the piece. */
static size_t plain_line(const bl_csv *csv, bool bare)
{
    const char *from = csv->piece.at + csv->at;
    size_t left = csv->piece.size - csv->at;
    const char *end = left > 0 ? memchr(from, '\n', left) : NULL;
    size_t size = end ? (size_t)(end - from) : 0, text = size;
    if (bare)
        return size > 0 ? size + 1 : 0;
    if (text > 0 && from[text - 1] == '\r')
        text--;
    bool plain = text > 0 && !memchr(from, '"', text) && !memchr(from, '\r', text);
    return plain ? size + 1 : 0;
}

bool bl_population_has_line(const bl_population *p)
{
    return p->form == FORM_CSV && !bl_interrupted() && plain_line(&p->csv, false) > 0;
}

size_t bl_population_lines(bl_population *p, bl_buffer *lines, size_t *ends, size_t most)
{
    size_t count = 0, start = p->csv.at, size, left = p->csv.piece.size - start;
    if (p->form != FORM_CSV || left == 0 || bl_interrupted())
        return 0;
    const char *from = p->csv.piece.at + start;
    bool bare = !memchr(from, '"', left) && !memchr(from, '\r', left);
    while (count < most && (size = plain_line(&p->csv, bare)) > 0) {
        p->csv.at += size;
        ends[count++] = lines->size + p->csv.at - start;
    }
    p->csv.line += (int64_t)count;
    bl_buffer_add(lines, from, p->csv.at - start);
    return count;
}

bl_field_list bl_population_header(const bl_population *p)
{
    return (bl_field_list){p->header, p->form == FORM_CSV ? p->count : 0};
}

bool bl_population_request(const bl_population *p, bl_text line, bl_buffer *request)
{
    size_t start = request->size, cells = 0;
    while (line.size > 0 && strchr("\r\n", line.at[line.size - 1]))
        line.size--;
    for (size_t at = 0; at <= line.size; cells++) {
        const char *from = line.at + at;
        const char *comma = memchr(from, ',', line.size - at);
        size_t size = comma ? (size_t)(comma - from) : line.size - at;
        if (cells < p->count)
            write_member(&p->columns[cells], (bl_text){from, size}, start, request);
        at += size + 1;
    }
    end_request(start, request);
    if (cells == p->count && request->size - start <= BL_ROW_MAX)
        return true;
    bl_buffer_cut(request, start);
    return false;
}

const char *bl_population_refused(const bl_population *p)
{
    return p->refused[0] ? p->refused : NULL;
}

int64_t bl_population_done(const bl_population *p)
{
    return p->source ? bl_source_done(p->source) : 0;
}

int64_t bl_population_size(const bl_population *p)
{
    return p->source ? bl_source_size(p->source) : 0;
}

/* SPDX-License-Identifier: MIT */
#include "app/csv.h"

#include <string.h>

#define END (-1)

/* The next byte without taking it, or END. */
static bl_status peek(bl_csv *csv, int *byte, bl_err *err)
{
    if (csv->at == csv->piece.size) {
        csv->at = 0;
        bl_status status = bl_source_next(csv->source, &csv->piece, err);
        if (status != BL_OK) {
            csv->piece.size = 0;
            return status;
        }
    }
    *byte = csv->piece.size == 0 ? END : (unsigned char)csv->piece.at[csv->at];
    return BL_OK;
}

static bl_status wrong(const bl_csv *csv, int64_t line, const char *words, bl_err *err)
{
    return bl_fail(err, BL_INVALID, "%s: line %lld, column %zu: %s", bl_source_path(csv->source),
                   (long long)line, csv->count + 1, words);
}

/* Takes a line end, of one byte or two. */
static bl_status take_line_end(bl_csv *csv, int byte, bl_err *err)
{
    csv->at++;
    csv->line++;
    if (byte != '\r')
        return BL_OK;
    bl_status status = peek(csv, &byte, err);
    if (status == BL_OK && byte == '\n')
        csv->at++;
    return status;
}

static bool is_special(char byte)
{
    return byte == ',' || byte == '"' || byte == '\n' || byte == '\r';
}

/* The bytes up to the next special one, within the piece. */
static void take_plain(bl_csv *csv)
{
    size_t from = csv->at;
    while (csv->at < csv->piece.size && !is_special(csv->piece.at[csv->at]))
        csv->at++;
    bl_buffer_add(&csv->bytes, csv->piece.at + from, csv->at - from);
}

/* The bytes up to the next quote, within the piece. */
static void take_quoted(bl_csv *csv)
{
    size_t from = csv->at;
    for (; csv->at < csv->piece.size && csv->piece.at[csv->at] != '"'; csv->at++)
        csv->line += csv->piece.at[csv->at] == '\n';
    bl_buffer_add(&csv->bytes, csv->piece.at + from, csv->at - from);
}

/* The rest of a cell in quotes, the first of which was taken; `*byte` is then what follows it. */
static bl_status read_quoted(bl_csv *csv, int *byte, bl_err *err)
{
    int64_t line = csv->line + 1;
    for (;;) {
        bl_status status = peek(csv, byte, err);
        if (status != BL_OK)
            return status;
        if (*byte == END)
            return wrong(csv, line, "the quote that opens here is never closed", err);
        if (csv->bytes.size > BL_CSV_ROW_MAX)
            return wrong(csv, line, "the row is longer than a request may be; is a quote missing?",
                         err);
        take_quoted(csv);
        if (csv->at == csv->piece.size)
            continue;
        csv->at++;
        status = peek(csv, byte, err);
        if (status != BL_OK || *byte != '"')
            return status;
        bl_buffer_add_char(&csv->bytes, '"');
        csv->at++;
    }
}

/* Reads one cell; `*byte` is then the comma, line end or END behind it. */
static bl_status read_cell(bl_csv *csv, int *byte, bl_err *err)
{
    bl_status status = peek(csv, byte, err);
    if (status == BL_OK && *byte == '"') {
        csv->at++;
        status = read_quoted(csv, byte, err);
        if (status == BL_OK && *byte != END && !is_special((char)*byte))
            return wrong(csv, csv->line + 1, "something stands behind the closing quote", err);
        return status;
    }
    while (status == BL_OK && *byte != END && !is_special((char)*byte)) {
        take_plain(csv);
        if (csv->bytes.size > BL_CSV_ROW_MAX)
            return wrong(csv, csv->line + 1, "the row is longer than a request may be", err);
        status = peek(csv, byte, err);
    }
    if (status == BL_OK && *byte == '"')
        return wrong(csv, csv->line + 1,
                     "a quote stands inside a cell that has no quotes around it", err);
    return status;
}

static bl_status end_cell(bl_csv *csv, bl_err *err)
{
    if (csv->count == BL_CSV_COLUMNS_MAX)
        return wrong(csv, csv->row_line, "no row has so many cells", err);
    csv->ends[csv->count++] = csv->bytes.size;
    return BL_OK;
}

bl_status bl_csv_next(bl_csv *csv, bool *row, bl_err *err)
{
    int byte = END;
    bl_status status = peek(csv, &byte, err);
    while (status == BL_OK && (byte == '\n' || byte == '\r')) {
        status = take_line_end(csv, byte, err);
        if (status == BL_OK)
            status = peek(csv, &byte, err);
    }
    *row = byte != END;
    bl_buffer_clear(&csv->bytes);
    csv->count = 0;
    csv->row_line = csv->line + 1;
    for (bool more = *row; status == BL_OK && more;) {
        status = read_cell(csv, &byte, err);
        if (status == BL_OK)
            status = end_cell(csv, err);
        more = byte == ',';
        if (status == BL_OK && more)
            csv->at++;
        else if (status == BL_OK && byte != END)
            status = take_line_end(csv, byte, err);
    }
    return status == BL_OK ? bl_buffer_status(&csv->bytes, err) : status;
}

bl_text bl_csv_cell(const bl_csv *csv, size_t column)
{
    size_t start = column > 0 ? csv->ends[column - 1] : 0;
    return (bl_text){csv->bytes.at ? csv->bytes.at + start : "", csv->ends[column] - start};
}

void bl_csv_deinit(bl_csv *csv)
{
    bl_buffer_deinit(&csv->bytes);
    *csv = (bl_csv){0};
}

void bl_csv_write_cell(bl_text cell, bl_buffer *out)
{
    bool plain = true;
    for (size_t i = 0; i < cell.size; i++)
        plain = plain && !strchr(",\"\r\n", cell.at[i]);
    if (plain) {
        bl_buffer_add(out, cell.at, cell.size);
        return;
    }
    bl_buffer_add_char(out, '"');
    for (size_t i = 0; i < cell.size; i++) {
        if (cell.at[i] == '"')
            bl_buffer_add_char(out, '"');
        bl_buffer_add_char(out, cell.at[i]);
    }
    bl_buffer_add_char(out, '"');
}

/* SPDX-License-Identifier: MIT */
#include "app/chart.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/list.h"

#define EIGHTHS 8

void bl_chart_table_add(bl_chart_table *table, const char *text)
{
    size_t *ends = bl_list_with_room(table->ends, table->count, &table->room, sizeof *ends);
    if (!ends) {
        table->bytes.failed = true;
        return;
    }
    table->ends = ends;
    for (const char *c = text; *c; c++)
        bl_buffer_add_char(&table->bytes, (unsigned char)*c < ' ' || *c == 0x7f ? ' ' : *c);
    table->ends[table->count++] = table->bytes.size;
}

void bl_chart_table_add_all(bl_chart_table *table, const char *const *cells, size_t count)
{
    for (size_t i = 0; i < count; i++)
        bl_chart_table_add(table, cells[i]);
}

void bl_chart_table_add_int(bl_chart_table *table, int64_t number)
{
    char text[24];
    snprintf(text, sizeof text, "%" PRId64, number);
    bl_chart_table_add(table, text);
}

static bl_text cell(const bl_chart_table *table, size_t place)
{
    size_t start = place > 0 ? table->ends[place - 1] : 0;
    return (bl_text){table->bytes.at + start, table->ends[place] - start};
}

static void write_rows(const bl_chart_table *table, size_t indent, bl_buffer *out)
{
    size_t columns = strlen(table->aligns), widths[BL_CHART_COLUMNS_MAX] = {0};
    BL_REQUIRE(columns > 0 && columns <= BL_CHART_COLUMNS_MAX);
    if (table->bytes.failed) {
        out->failed = true;
        return;
    }
    for (size_t i = 0; i < table->count; i++) {
        size_t width = bl_text_width(cell(table, i));
        if (width > widths[i % columns])
            widths[i % columns] = width;
    }
    for (size_t i = 0; i < table->count; i++) {
        size_t column = i % columns;
        bl_buffer_pad(out, bl_text_of(""), column == 0 ? indent : 2, false);
        bl_buffer_pad(out, cell(table, i), widths[column], table->aligns[column] == 'r');
        if (column + 1 < columns)
            continue;
        bl_buffer_trim(out);
        bl_buffer_add_char(out, '\n');
    }
}

void bl_chart_table_finish(bl_chart_table *table, size_t indent, bl_buffer *out)
{
    write_rows(table, indent, out);
    bl_buffer_deinit(&table->bytes);
    free(table->ends);
    *table = (bl_chart_table){0};
}

int64_t bl_chart_peak(const int64_t *values, size_t count)
{
    int64_t peak = 0;
    for (size_t i = 0; i < count; i++)
        if (values[i] > peak)
            peak = values[i];
    return peak;
}

void bl_chart_row(const int64_t *values, size_t count, int64_t peak, int height, int row,
                  bl_buffer *out)
{
    static const char *const blocks[EIGHTHS + 1] = {" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
    for (size_t i = 0; i < count; i++) {
        int64_t eighths = 0;
        if (values[i] > 0 && peak > 0)
            eighths = (values[i] * height * EIGHTHS + peak - 1) / peak - (int64_t)row * EIGHTHS;
        eighths = eighths < 0 ? 0 : eighths > EIGHTHS ? EIGHTHS : eighths;
        bl_buffer_add_text(out, blocks[eighths]);
    }
}

void bl_chart_bar(int64_t value, int64_t peak, int width, bl_buffer *out)
{
    static const char *const blocks[EIGHTHS] = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
    int64_t eighths = 0;
    if (value > 0 && peak > 0)
        eighths = (int64_t)(((__extension__(__int128) value) * width * EIGHTHS + peak - 1) / peak);
    for (; eighths >= EIGHTHS; eighths -= EIGHTHS)
        bl_buffer_add_text(out, "█");
    bl_buffer_add_text(out, blocks[eighths]);
}

bool bl_chart_coloured(void)
{
    const char *no_color = getenv("NO_COLOR"), *terminal = getenv("TERM");
    return isatty(STDOUT_FILENO) && !(no_color && *no_color) && terminal &&
           strcmp(terminal, "dumb") != 0;
}

void bl_chart_paint(bl_paint paint, bool coloured, const char *text, bl_buffer *out)
{
    static const char *const codes[] = {
        [BL_PAINT_HEADING] = "\033[1m", [BL_PAINT_GOOD] = "\033[32m", [BL_PAINT_BAD] = "\033[31m"};
    if (coloured)
        bl_buffer_add_text(out, codes[paint]);
    bl_buffer_add_text(out, text);
    if (coloured)
        bl_buffer_add_text(out, "\033[0m");
}

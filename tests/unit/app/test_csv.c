/* SPDX-License-Identifier: MIT */
#include "../fact.h"

#include <stdio.h>

#include "app/csv.h"

/* Every cell of the text, "|" behind each and a new line behind each row; "!" and the words where
 * reading ends with an error. */
static void read_csv(bl_text text, bl_buffer *out)
{
    char path[] = "/tmp/bylaw-csv-XXXXXX";
    int file = mkstemp(path);
    bl_csv csv = {0};
    bl_err err = {0};
    bool row = true;
    assert_true(file >= 0);
    assert_int_equal(write(file, text.at, text.size), (ssize_t)text.size);
    close(file);
    assert_ok(bl_source_open(path, &csv.source, &err));
    while (bl_csv_next(&csv, &row, &err) == BL_OK && row) {
        for (size_t i = 0; i < csv.count; i++) {
            bl_text cell = bl_csv_cell(&csv, i);
            bl_buffer_add(out, cell.at, cell.size);
            bl_buffer_add_char(out, '|');
        }
        bl_buffer_add_char(out, '\n');
    }
    const char *words = strstr(err.text, ": line");
    if (err.status != BL_OK)
        bl_buffer_format(out, "!%s", words ? words + 2 : "");
    bl_source_close(csv.source);
    bl_csv_deinit(&csv);
    unlink(path);
}

#define assert_reads(text, expected) assert_written(read_csv(T(text), &out), expected)

static void cells_are_parted_by_commas(void **state)
{
    (void)state;
    assert_reads("a,b\n1,\n,2\n", "a|b|\n1||\n|2|\n");
    assert_reads("a,b", "a|b|\n");
    assert_reads("a,", "a||\n");
    assert_reads("\n\na\n\n\nb\n\n", "a|\nb|\n");
}

static void lines_end_in_three_ways(void **state)
{
    (void)state;
    assert_reads("a\r\nb\rc\nd\r\n", "a|\nb|\nc|\nd|\n");
    assert_reads("a\r", "a|\n");
}

static void quotes_hold_anything(void **state)
{
    (void)state;
    assert_reads("\"a,b\",\"c\r\nd\",\"\"\"\",\"\"\n", "a,b|c\r\nd|\"||\n");
    assert_reads("\"a\"\"\",b\n", "a\"|b|\n");
    assert_reads("\"a\"", "a|\n");
}

static void misplaced_quotes_are_told_with_their_place(void **state)
{
    (void)state;
    assert_reads("a\nb,\"c", "a|\n!line 2, column 2: the quote that opens here is never closed");
    assert_reads("\"", "!line 1, column 1: the quote that opens here is never closed");
    assert_reads("\"a\"b\n", "!line 1, column 1: something stands behind the closing quote");
    assert_reads("\"\nx\"\na\"b\n",
                 "\nx|\n!line 3, column 1: a quote stands inside a cell that has no quotes"
                 " around it");
}

static void gb18030_is_told_from_utf8(void **state)
{
    (void)state;
    assert_reads("\xEF\xBB\xBF\xE4\xB8\xAD,b\n", "\xE4\xB8\xAD|b|\n");
    assert_reads("a\n\xD6\xD0,b\n", "a|\n\xE4\xB8\xAD|b|\n");
    assert_reads("\xD6\xD0", "\xE4\xB8\xAD|\n");
}

static void what_is_no_text_is_refused(void **state)
{
    (void)state;
    assert_reads("a\n\xFF\xFF\n", "!line 2 is neither UTF-8 nor GB18030");
    assert_reads("\xEF\xBB\xBF\xD6\xD0\n", "!line 1 is neither UTF-8 nor GB18030");
    assert_reads("a\0b\n", "!");
}

static void pieces_may_part_anything(void **state)
{
    (void)state;
    bl_buffer text = {0}, expected = {0};
    for (int i = 0; i < 30000; i++) {
        bl_buffer_add_text(&text, "\"\xE4\xB8\xAD\"\"\",\xE6\x96\x87\r\n");
        bl_buffer_add_text(&expected, "\xE4\xB8\xAD\"|\xE6\x96\x87|\n");
    }
    assert_written(read_csv(bl_buffer_view(&text), &out), expected.at);
    bl_buffer_deinit(&text);
    bl_buffer_deinit(&expected);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        fact(cells_are_parted_by_commas), fact(lines_end_in_three_ways),
        fact(quotes_hold_anything),       fact(misplaced_quotes_are_told_with_their_place),
        fact(gb18030_is_told_from_utf8),  fact(what_is_no_text_is_refused),
        fact(pieces_may_part_anything),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

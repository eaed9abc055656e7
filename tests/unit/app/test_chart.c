/* SPDX-License-Identifier: MIT */
#include "../fact.h"

#include "app/chart.h"

static void write_table(const char *aligns, const char *const *cells, size_t count, bl_buffer *out)
{
    bl_chart_table table = {.aligns = aligns};
    bl_chart_table_add_all(&table, cells, count);
    bl_chart_table_finish(&table, 2, out);
    assert_int_equal(table.count, 0);
}

static void columns_line_up_by_what_a_terminal_draws(void **state)
{
    (void)state;
    const char *const cells[] = {"take-up 领取率", "9.5", "use", "100"};
    assert_written(write_table("lr", cells, 4, &out), "  take-up 领取率  9.5\n"
                                                      "  use             100\n");
}

static void rows_have_no_blanks_at_their_ends(void **state)
{
    (void)state;
    const char *const cells[] = {"a", "", "b", "long"};
    assert_written(write_table("ll", cells, 4, &out), "  a\n  b  long\n");
}

static void cell_of_several_lines_keeps_its_row(void **state)
{
    (void)state;
    const char *const cells[] = {"a\nb", "c\t\x1b[31m\x7f"};
    assert_written(write_table("ll", cells, 2, &out), "  a b  c  [31m\n");
}

static void table_of_more_columns_than_there_may_be_is_wrong_code(void **state)
{
    (void)state;
    const char *const cells[] = {"a"};
    bl_buffer out = {0};
    assert_aborts(write_table("lllllllllllllllll", cells, 1, &out));
    assert_aborts(write_table("", cells, 1, &out));
}

static void peak_fills_the_chart_and_little_still_shows(void **state)
{
    (void)state;
    const int64_t values[] = {0, 1, 500, 1000};
    assert_int_equal(bl_chart_peak(values, 4), 1000);
    assert_written(bl_chart_row(values, 4, 1000, 1, 0, &out), " ▁▄█");
    assert_written(bl_chart_row(values, 4, 1000, 2, 1, &out), "   █");
    assert_written(bl_chart_row(values, 4, 1000, 2, 0, &out), " ▁██");
}

static void chart_of_nothing_is_blank(void **state)
{
    (void)state;
    const int64_t values[] = {0, 0};
    assert_int_equal(bl_chart_peak(values, 2), 0);
    assert_written(bl_chart_row(values, 2, 0, 1, 0, &out), "  ");
}

static void colour_is_only_written_when_asked_for(void **state)
{
    (void)state;
    assert_written(bl_chart_paint(BL_PAINT_GOOD, false, "holds", &out), "holds");
    assert_written(bl_chart_paint(BL_PAINT_GOOD, true, "holds", &out), "\033[32mholds\033[0m");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        fact(columns_line_up_by_what_a_terminal_draws),
        fact(rows_have_no_blanks_at_their_ends),
        fact(cell_of_several_lines_keeps_its_row),
        fact(table_of_more_columns_than_there_may_be_is_wrong_code),
        fact(peak_fills_the_chart_and_little_still_shows),
        fact(chart_of_nothing_is_blank),
        fact(colour_is_only_written_when_asked_for),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

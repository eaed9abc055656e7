/* SPDX-License-Identifier: MIT */
#include "app/columns.h"

#include <stdio.h>

#include "../fact.h"

#define NOTICE                                                                                     \
    "local notice = bylaw.notice { document = '1', title = 't', issuer = 'i',\n"                   \
    "  issued = date '2021-11-24' }\n"                                                             \
    "notice:codes 'sector making, trade\\nsize 30, 50'\n"                                          \
    "local many = {} for i = 1, 300 do many[i] = { 'c' .. i, '' } end\n"                           \
    "notice:list('many', many)\n"                                                                  \
    "notice:pure 'f' { answers = 'x', act = function() return {} end, fields = [[\n"               \
    "  sector* sector\n size size\n cost* money > 0\n growth percent\n staff* count 2..500\n"      \
    "  since date\n is_new bool\n kept bool = true\n big many\n name text\n parts list of count "  \
    "]] }\n"

static bl_notice *notice;
static const bl_record *record;
static bl_err err;

static int open_notice(void **state)
{
    (void)state;
    char path[] = "/tmp/bylaw-columns-XXXXXX";
    int file = mkstemp(path);
    assert_true(file >= 0);
    assert_int_equal(write(file, NOTICE, strlen(NOTICE)), (ssize_t)strlen(NOTICE));
    close(file);
    assert_ok(bl_notice_open(path, &notice, &err));
    unlink(path);
    record = &bl_notice_function(notice, bl_text_of("f"))->record;
    return 0;
}

static int close_notice(void **state)
{
    (void)state;
    bl_notice_close(notice);
    return 0;
}

/* Columns for the fields of `names`, of lines that have cells for those of `cells`. */
static bl_columns *open_columns(const char *const *names, size_t count, const char *const *cells,
                                size_t cell_count)
{
    const bl_field *fields[16], *header[16];
    bl_columns *columns = NULL;
    for (size_t i = 0; i < count; i++)
        fields[i] = bl_record_field(record, names[i]);
    for (size_t i = 0; i < cell_count; i++)
        header[i] = bl_record_field(record, cells[i]);
    assert_ok(bl_columns_open(notice, (bl_field_list){fields, count},
                              (bl_field_list){header, cell_count}, &columns, &err));
    return columns;
}

static const char *const all[] = {"sector", "size", "cost", "growth", "staff", "since", "is_new"};
static bool odd[BL_COLUMN_ROWS];

/* Reads one line of all seven cells, and tells whether it is plain. */
static bool reads(bl_columns *columns, const char *line)
{
    char text[128];
    size_t end = (size_t)snprintf(text, sizeof text, "%s\n", line);
    return bl_columns_read(columns, text, &end, 1, odd) == 0;
}

static int64_t wide(const bl_columns *columns, int column)
{
    return ((const int64_t *)bl_columns_list(columns)[column].cells)[0];
}

static int small(const bl_columns *columns, int column)
{
    return ((const uint8_t *)bl_columns_list(columns)[column].cells)[0];
}

static bool absent(const bl_columns *columns, int column)
{
    const uint64_t *bits = bl_columns_list(columns)[column].absent;
    return bits && (bits[0] & 1);
}

static void plain_cells_become_facts(void **state)
{
    (void)state;
    bl_columns *c = open_columns(all, 7, all, 7);
    assert_non_null(c);
    assert_true(reads(c, "trade,50,12.3,5.000000001,500,2021-11-24,true\r"));
    assert_int_equal(small(c, 0), 1);
    assert_int_equal(small(c, 1), 1);
    assert_int_equal(wide(c, 2), 1230);
    assert_true(wide(c, 3) == INT64_C(5000000001));
    assert_int_equal(wide(c, 4), 500);
    assert_int_equal(wide(c, 5), 18955);
    assert_int_equal(small(c, 6), 1);
    assert_true(reads(c, "making,,0.01,,2,,"));
    assert_int_equal(small(c, 0), 0);
    assert_int_equal(wide(c, 2), 1);
    for (int i = 0; i < 7; i++)
        assert_int_equal(absent(c, i), i == 1 || i == 3 || i == 5 || i == 6);
    assert_true(reads(c, "making,30,1000000000000,0,2,2020-02-29,0"));
    assert_false(absent(c, 1));
    assert_true(wide(c, 2) == INT64_C(100000000000000));
    assert_int_equal(small(c, 6), 0);
    bl_columns_close(c);
}

static void what_is_not_plain_is_odd(void **state)
{
    (void)state;
    static const char *const lines[] = {
        ",50,1,,2,,",                      /* a sector is needed */
        "industry,50,1,,2,,",              /* none of its codes */
        "making,40,1,,2,,",                /* nor is this */
        "making,50,0,,2,,",                /* not above 0 */
        "making,50,-1,,2,,",               /* a sign */
        "making,50,1.234,,2,,",            /* a third decimal */
        "making,50,1.,,2,,",               /* no decimal */
        "making,50,01,,2,,",               /* a needless zero */
        "making,50,1e3,,2,,",              /* an exponent */
        "making,50,1000000000000.01,,2,,", /* more than a request may say */
        "making,50,1 ,,2,,",               /* a blank */
        "making,50,1,1.0000000001,2,,",    /* a tenth decimal */
        "making,50,1,1234567890,2,,",      /* more than is read plainly */
        "making,50,1,,1,,",                /* below its bound */
        "making,50,1,,501,,",              /* above it */
        "making,50,1,,2.0,,",              /* no whole number */
        "making,50,1,,2,2021-02-29,",      /* no day */
        "making,50,1,,2,,maybe",           /* no truth */
        "making,50,1,,2,",                 /* a cell too few */
        "making,50,1,,2,,,",               /* one too many */
    };
    bl_columns *c = open_columns(all, 7, all, 7);
    assert_non_null(c);
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
        if (reads(c, lines[i]))
            print_error("plain: %s\n", lines[i]);
        assert_false(reads(c, lines[i]));
    }
    assert_true(reads(c, "making,50,1,,2,,"));
    bl_columns_close(c);
}

static void many_lines_are_read_at_once(void **state)
{
    (void)state;
    static const char *const one[] = {"staff"};
    size_t ends[BL_COLUMN_ROWS];
    bl_buffer lines = {0};
    bl_columns *c = open_columns(one, 1, one, 1);
    assert_non_null(c);
    for (size_t i = 0; i < BL_COLUMN_ROWS; i++) {
        bl_buffer_format(&lines, i % 10 == 9 ? "x\n" : "%zu\n", 2 + i % 400);
        ends[i] = lines.size;
    }
    assert_int_equal(bl_columns_read(c, lines.at, ends, BL_COLUMN_ROWS, odd), BL_COLUMN_ROWS / 10);
    const int64_t *cells = bl_columns_list(c)[0].cells;
    for (size_t i = 0; i < BL_COLUMN_ROWS; i++)
        assert_true(i % 10 == 9 ? odd[i] : !odd[i] && cells[i] == (int64_t)(2 + i % 400));
    bl_buffer_deinit(&lines);
    bl_columns_close(c);
}

static void cells_that_are_not_given_are_absent(void **state)
{
    (void)state;
    static const char *const given[] = {"cost", "staff", "sector"};
    bl_columns *c = open_columns(all, 7, given, 3);
    assert_non_null(c);
    assert_true(reads(c, "5,7,trade"));
    assert_int_equal(wide(c, 2), 500);
    assert_int_equal(wide(c, 4), 7);
    assert_int_equal(small(c, 0), 1);
    for (int i = 0; i < 7; i++)
        assert_int_equal(absent(c, i), i == 1 || i == 3 || i == 5 || i == 6);
    bl_columns_close(c);
}

static void fields_that_are_not_plain_have_no_columns(void **state)
{
    (void)state;
    static const char *const text[] = {"name"}, *const list[] = {"parts"}, *const kept[] = {"kept"};
    static const char *const big[] = {"big"};
    static const char *const cost[] = {"cost"}, *const staff[] = {"staff"};
    assert_null(open_columns(text, 1, text, 1));
    assert_null(open_columns(list, 1, list, 1));
    assert_null(open_columns(big, 1, big, 1));    /* more codes than a byte tells apart */
    assert_null(open_columns(kept, 1, staff, 0)); /* absent, it has a value */
    assert_null(open_columns(cost, 1, cost, 0));  /* it is needed */
    assert_null(open_columns(cost, 1, staff, 1)); /* a cell of another field */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        fact(plain_cells_become_facts),
        fact(what_is_not_plain_is_odd),
        fact(many_lines_are_read_at_once),
        fact(cells_that_are_not_given_are_absent),
        fact(fields_that_are_not_plain_have_no_columns),
    };
    return cmocka_run_group_tests(tests, open_notice, close_notice);
}

/* SPDX-License-Identifier: MIT */
#include "app/report_text.h"

#include <string.h>

#include "app/chart.h"
#include "app/csv.h"
#include "app/reply.h"

#define BAR_COLUMNS 20
#define INDENT      4

const bl_standing bl_standings[BL_STANDINGS] = {{"met", "met", "已达到", "#2e7d32"},
                                                {"on_track", "on track", "符合进度", "#1976d2"},
                                                {"behind", "behind", "落后", "#c62828"},
                                                {"no_data", "no data", "无数据", "#9e9e9e"},
                                                {"not_judged", "not judged", "不评判", "#d7ccc8"}};

static int64_t number_of(const json_t *object, const char *name)
{
    return json_integer_value(json_object_get(object, name));
}

static bool has(const json_t *object, const char *name)
{
    const json_t *value = json_object_get(object, name);
    return value && !json_is_null(value);
}

/* A member as text: a list as a|b|c, nothing for null. */
static void write_plain(const json_t *value, bl_buffer *out)
{
    size_t i;
    const json_t *one;
    if (json_is_array(value)) {
        json_array_foreach(value, i, one)
        {
            if (i > 0)
                bl_buffer_add_char(out, '|');
            write_plain(one, out);
        }
    } else if (json_is_string(value)) {
        bl_buffer_add_text(out, json_string_value(value));
    } else if (value && !json_is_null(value)) {
        bl_reply_write(value, out);
    }
}

static void add_member(bl_chart_table *table, const json_t *object, const char *name,
                       const char *otherwise)
{
    bl_buffer text = {0};
    if (has(object, name))
        write_plain(json_object_get(object, name), &text);
    else
        bl_buffer_add_text(&text, otherwise);
    bl_chart_table_add(table, text.at ? text.at : "");
    bl_buffer_deinit(&text);
}

static void add_bar(bl_chart_table *table, const json_t *item)
{
    bl_buffer text = {0};
    int64_t share = number_of(item, "share");
    bl_chart_bar(share, 100, BAR_COLUMNS, &text);
    bl_chart_table_add(table, text.at ? text.at : "");
    bl_buffer_clear(&text);
    if (has(item, "share"))
        bl_buffer_format(&text, "%d %%", (int)share);
    bl_chart_table_add(table, text.at ? text.at : "");
    bl_buffer_deinit(&text);
}

static void write_items(const json_t *items, bl_buffer *out)
{
    static const char *const heads[] = {
        "id",   "name", "actual", "target", "expected", "progress", "", "state", "article",
        "编号", "指标", "实际",   "目标",   "应达到",   "进度",     "", "状态",  "条款"};
    bl_chart_table table = {.aligns = "llrrrlrll"};
    size_t i;
    json_t *item;
    bl_chart_table_add_all(&table, heads, sizeof heads / sizeof heads[0]);
    json_array_foreach(items, i, item)
    {
        add_member(&table, item, "id", "");
        add_member(&table, item, "name", "");
        add_member(&table, item, "actual", "-");
        add_member(&table, item, "target", "-");
        add_member(&table, item, "expected", "");
        add_bar(&table, item);
        add_member(&table, item, "state_name", "");
        add_member(&table, item, "cite", "");
    }
    bl_chart_table_finish(&table, INDENT, out);
}

static void write_counts(const char *head, const json_t *list, bl_buffer *out)
{
    bl_chart_table table = {.aligns = "lrrrrr"};
    size_t i;
    json_t *counts;
    if (json_array_size(list) == 0)
        return;
    bl_chart_table_add(&table, head);
    for (size_t s = 0; s < BL_STANDINGS; s++)
        bl_chart_table_add(&table, bl_standings[s].head);
    bl_chart_table_add(&table, "");
    for (size_t s = 0; s < BL_STANDINGS; s++)
        bl_chart_table_add(&table, bl_standings[s].name);
    json_array_foreach(list, i, counts)
    {
        bl_chart_table_add(&table, bl_reply_word(counts, "name"));
        for (size_t s = 0; s < BL_STANDINGS; s++)
            bl_chart_table_add_int(&table, number_of(counts, bl_standings[s].code));
    }
    bl_chart_table_finish(&table, 2, out);
}

void bl_report_write_pretty(const json_t *report, bool coloured, bl_buffer *out)
{
    size_t i, j;
    json_t *plan, *group;
    json_array_foreach(json_object_get(report, "plans"), i, plan)
    {
        bl_chart_paint(BL_PAINT_HEADING, coloured, bl_reply_word(plan, "title"), out);
        bl_buffer_format(out, "  %s  %s\n", bl_reply_word(plan, "document"),
                         bl_reply_word(report, "on"));
        json_array_foreach(json_object_get(plan, "groups"), j, group)
        {
            bl_buffer_format(out, "  %s\n", bl_reply_word(group, "name"));
            write_items(json_object_get(group, "items"), out);
        }
        bl_buffer_add_char(out, '\n');
    }
    const json_t *overview = json_object_get(report, "overview");
    bl_chart_paint(BL_PAINT_HEADING, coloured, "overview 总览", out);
    bl_buffer_add_char(out, '\n');
    write_counts("plan 规划", json_object_get(overview, "plans"), out);
    write_counts("department 责任部门", json_object_get(overview, "departments"), out);
}

static void write_cell(const json_t *value, bl_buffer *cell, bl_buffer *out)
{
    bl_buffer_clear(cell);
    write_plain(value, cell);
    bl_csv_write_cell(bl_buffer_view(cell), out);
}

void bl_report_write_csv(const json_t *report, bl_buffer *out)
{
    static const char *const names[] = {"id",       "name",   "departments", "attribute", "state",
                                        "standing", "actual", "target",      "expected",  "unit",
                                        "due",      "share",  "cite"};
    size_t i, j, k;
    json_t *plan, *group, *item;
    bl_buffer cell = {0};
    bl_buffer_add_text(out, "document,group");
    for (size_t n = 0; n < sizeof names / sizeof names[0]; n++)
        bl_buffer_format(out, ",%s", names[n]);
    bl_buffer_add_char(out, '\n');
    json_array_foreach(json_object_get(report, "plans"), i, plan)
    {
        json_array_foreach(json_object_get(plan, "groups"), j, group)
        {
            json_array_foreach(json_object_get(group, "items"), k, item)
            {
                write_cell(json_object_get(plan, "document"), &cell, out);
                bl_buffer_add_char(out, ',');
                write_cell(json_object_get(group, "group"), &cell, out);
                for (size_t n = 0; n < sizeof names / sizeof names[0]; n++) {
                    bl_buffer_add_char(out, ',');
                    write_cell(json_object_get(item, names[n]), &cell, out);
                }
                bl_buffer_add_char(out, '\n');
            }
        }
    }
    bl_buffer_deinit(&cell);
}

/* Where things stand on the picture, in pixels. */
#define ROW        20
#define MARGIN     16
#define BAR_AT     420
#define BAR_SIZE   300
#define WORDS_AT   (BAR_AT + BAR_SIZE + 12)
#define WIDTH      920
#define NAME_MAX   (BAR_AT - 2 * MARGIN)
#define LETTER     7 /* of a column of text at that size */
#define NAME_BYTES 160

static void write_escaped(const char *text, bl_buffer *out)
{
    for (; *text; text++)
        switch (*text) {
        case '&':
            bl_buffer_add_text(out, "&amp;");
            break;
        case '<':
            bl_buffer_add_text(out, "&lt;");
            break;
        case '>':
            bl_buffer_add_text(out, "&gt;");
            break;
        case '"':
            bl_buffer_add_text(out, "&quot;");
            break;
        default:
            bl_buffer_add_char(out, *text);
        }
}

/* Text whose foot is in the row; one that is too long for its place is drawn narrower. */
static void draw_text(int x, int row, bool bold, int room, const char *text, bl_buffer *out)
{
    bl_buffer_format(out, "<text x=\"%d\" y=\"%d\"%s", x, MARGIN + row * ROW + 14,
                     bold ? " font-weight=\"bold\"" : "");
    if (room > 0 && (int)bl_text_width(bl_text_of(text)) * LETTER > room)
        bl_buffer_format(out, " textLength=\"%d\" lengthAdjust=\"spacingAndGlyphs\"", room);
    bl_buffer_add_char(out, '>');
    write_escaped(text, out);
    bl_buffer_add_text(out, "</text>\n");
}

static void draw_bar(int x, int row, int size, const char *colour, bl_buffer *out)
{
    if (size > 0)
        bl_buffer_format(out, "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"12\" fill=\"%s\"/>\n",
                         x, MARGIN + row * ROW + 4, size, colour);
}

static const bl_standing *standing_of(const json_t *item)
{
    for (size_t s = 0; s < BL_STANDINGS; s++)
        if (strcmp(bl_standings[s].code, bl_reply_word(item, "standing")) == 0)
            return &bl_standings[s];
    return &bl_standings[BL_STANDINGS - 1];
}

static void draw_item(const json_t *item, int row, bl_buffer *out)
{
    bl_buffer words = {0};
    bl_buffer_format(&words, "%s %s", bl_reply_word(item, "id"), bl_reply_word(item, "name"));
    draw_text(MARGIN, row, false, NAME_MAX, words.at ? words.at : "", out);
    draw_bar(BAR_AT, row, BAR_SIZE, "#eeeeee", out);
    draw_bar(BAR_AT, row, (int)number_of(item, "share") * BAR_SIZE / 100, standing_of(item)->colour,
             out);
    bl_buffer_clear(&words);
    write_plain(json_object_get(item, "actual"), &words);
    bl_buffer_add_text(&words, has(item, "actual") ? " / " : "- / ");
    write_plain(json_object_get(item, "target"), &words);
    bl_buffer_format(&words, "%s %s", has(item, "target") ? "" : "-",
                     bl_reply_word(item, "state_name"));
    draw_text(WORDS_AT, row, false, WIDTH - WORDS_AT - MARGIN, words.at ? words.at : "", out);
    bl_buffer_deinit(&words);
}

/* A bar of all items, parted by their standings. */
static int draw_counts(const json_t *list, int row, bl_buffer *out)
{
    size_t i;
    json_t *counts;
    json_array_foreach(list, i, counts)
    {
        int64_t total = 0;
        int x = BAR_AT;
        bl_buffer words = {0};
        for (size_t s = 0; s < BL_STANDINGS; s++)
            total += number_of(counts, bl_standings[s].code);
        draw_text(MARGIN, row, false, NAME_MAX, bl_reply_word(counts, "name"), out);
        for (size_t s = 0; s < BL_STANDINGS; s++) {
            int64_t count = number_of(counts, bl_standings[s].code);
            int size = total > 0 ? (int)(count * BAR_SIZE / total) : 0;
            draw_bar(x, row, size, bl_standings[s].colour, out);
            bl_buffer_format(&words, "%s%d", s > 0 ? " " : "", (int)count);
            x += size;
        }
        draw_text(WORDS_AT, row++, false, 0, words.at ? words.at : "", out);
        bl_buffer_deinit(&words);
    }
    return row;
}

static int draw_plan(const json_t *plan, const char *on, int row, bl_buffer *out)
{
    size_t i, j;
    json_t *group, *item;
    bl_buffer head = {0};
    bl_buffer_format(&head, "%s  %s  %s", bl_reply_word(plan, "title"),
                     bl_reply_word(plan, "document"), on);
    draw_text(MARGIN, row++, true, WIDTH - 2 * MARGIN, head.at ? head.at : "", out);
    bl_buffer_deinit(&head);
    json_array_foreach(json_object_get(plan, "groups"), i, group)
    {
        draw_text(MARGIN, row++, true, 0, bl_reply_word(group, "name"), out);
        json_array_foreach(json_object_get(group, "items"), j, item)
        {
            draw_item(item, row++, out);
        }
    }
    return row + 1;
}

static int draw_key(int row, bl_buffer *out)
{
    for (size_t s = 0; s < BL_STANDINGS; s++) {
        draw_bar(MARGIN + (int)s * 120, row, 12, bl_standings[s].colour, out);
        draw_text(MARGIN + (int)s * 120 + 18, row, false, 0, bl_standings[s].name, out);
    }
    return row + 1;
}

void bl_report_write_svg(const json_t *report, bl_buffer *out)
{
    bl_buffer picture = {0};
    size_t i;
    json_t *plan;
    int row = draw_key(0, &picture) + 1;
    json_array_foreach(json_object_get(report, "plans"), i, plan)
    {
        row = draw_plan(plan, bl_reply_word(report, "on"), row, &picture);
    }
    const json_t *overview = json_object_get(report, "overview");
    draw_text(MARGIN, row++, true, 0, "总览", &picture);
    row = draw_counts(json_object_get(overview, "plans"), row, &picture);
    row = draw_counts(json_object_get(overview, "departments"), row, &picture);
    bl_buffer_format(out,
                     "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" "
                     "font-family=\"sans-serif\" font-size=\"12\">\n"
                     "<rect width=\"100%%\" height=\"100%%\" fill=\"#ffffff\"/>\n",
                     WIDTH, 2 * MARGIN + row * ROW);
    bl_buffer_add(out, picture.at, picture.size);
    bl_buffer_add_text(out, "</svg>\n");
    out->failed = out->failed || picture.failed;
    bl_buffer_deinit(&picture);
}

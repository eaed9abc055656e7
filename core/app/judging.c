/* SPDX-License-Identifier: MIT */
#include "app/judging.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "app/chart.h"

static const char *text_of(const json_t *object, const char *key)
{
    const char *text = json_string_value(json_object_get(object, key));
    return text ? text : "";
}

/* An empty table of a script is written as an object; here each one is a list. */
static int add_making(json_t *request, const json_t *making)
{
    const char *key;
    json_t *value;
    int failed = 0;
    json_object_foreach((json_t *)making, key, value)
    {
        bool is_empty = json_is_object(value) && json_object_size(value) == 0;
        failed |= is_empty ? json_object_set_new(request, key, json_array())
                           : json_object_set(request, key, value);
    }
    return failed;
}

/* What the text says of a day: one, nothing (false), or that nobody told. */
static int add_day(json_t *request, const json_t *head, const char *key)
{
    json_t *value = json_object_get(head, key), *unstated = json_object_get(request, "unstated");
    if (json_is_false(value))
        return json_array_append_new(unstated, json_string(key));
    if (!value)
        return 0;
    if (strcmp(json_string_value(value), "from_issue") == 0)
        return json_object_set(request, "effective_wording", value);
    return json_object_set(request, key, value);
}

/* The request that the judge is asked with. */
static json_t *request_of(const json_t *head)
{
    json_t *request = json_pack("{s:O, s:O, s:[]}", "title", json_object_get(head, "title"),
                                "issuer", json_object_get(head, "issuer"), "unstated");
    if (request &&
        (add_making(request, json_object_get(head, "making")) != 0 ||
         add_day(request, head, "effective") != 0 || add_day(request, head, "expires") != 0)) {
        json_decref(request);
        return NULL;
    }
    return request;
}

static bl_status answer(bl_notice *judge, const json_t *request, bl_moment at, json_t **out,
                        bl_err *err)
{
    const bl_function *function = bl_notice_function(judge, bl_text_of("judge"));
    bl_buffer told = {0};
    if (!function)
        return bl_fail(err, BL_NOT_FOUND, "%s has no function \"judge\"", bl_notice_name(judge));
    char *text = json_dumps(request, JSON_COMPACT);
    if (!text)
        return bl_fail(err, BL_NO_MEMORY, "no memory to judge a notice");
    bl_status status = bl_notice_answer(judge, function, bl_text_of(text), at, &told, err);
    free(text);
    if (status == BL_OK)
        status = bl_buffer_status(&told, err);
    *out = status == BL_OK ? json_loadb(told.at, told.size, 0, NULL) : NULL;
    bl_buffer_deinit(&told);
    if (status == BL_OK && !*out)
        status = bl_fail(err, BL_NO_MEMORY, "no memory to judge a notice");
    return status;
}

bl_status bl_judging_ask(bl_notice *judge, bl_notice *judged, const bl_moment *at, json_t **out,
                         bl_err *err)
{
    json_t *head = NULL;
    bl_moment day = at ? *at : bl_notice_issued(judged);
    *out = NULL;
    bl_status status = bl_notice_says(judged, "head", &head, err);
    if (status != BL_OK)
        return status;
    json_t *request = request_of(head);
    status = request ? answer(judge, request, day, out, err)
                     : bl_fail(err, BL_NO_MEMORY, "no memory to judge a notice");
    json_decref(request);
    const json_t *error = json_object_get(*out, "error");
    if (status == BL_OK && error)
        status =
            bl_fail(err, BL_INVALID, "%s can't be judged: making.%s: %s", text_of(head, "document"),
                    text_of(error, "field"), text_of(error, "message"));
    if (status == BL_OK &&
        (json_object_set(*out, "document", json_object_get(head, "document")) != 0 ||
         json_object_set(*out, "title", json_object_get(head, "title")) != 0))
        status = bl_fail(err, BL_NO_MEMORY, "no memory to judge a notice");
    json_decref(head);
    if (status != BL_OK) {
        json_decref(*out);
        *out = NULL;
    }
    return status;
}

static size_t count(const json_t *answer, const char *outcome)
{
    size_t i, found = 0;
    json_t *row;
    json_array_foreach(json_object_get(answer, "rows"), i, row)
    {
        found += strcmp(text_of(row, "outcome"), outcome) == 0;
    }
    return found;
}

size_t bl_judging_failed(const json_t *judged)
{
    return count(judged, "fail");
}

/* The list's texts, parted by commas. */
static void write_list(const json_t *list, bl_buffer *out)
{
    size_t i;
    json_t *entry;
    json_array_foreach((json_t *)list, i, entry)
    {
        bl_buffer_format(out, "%s%s", i > 0 ? ", " : "", json_string_value(entry));
    }
}

static void write_head(const json_t *judged, bl_buffer *out)
{
    const json_t *normative = json_object_get(judged, "normative");
    bl_buffer heading = {0};
    bl_buffer_format(&heading, "%s  %s", text_of(judged, "document"), text_of(judged, "title"));
    bl_chart_paint(BL_PAINT_HEADING, bl_chart_coloured(), heading.at, out);
    bl_buffer_deinit(&heading);
    bl_buffer_format(out, "\n  as of 截至 %s: the rules are %s (第五十六条: %s .. %s)\n",
                     text_of(judged, "day"),
                     json_is_true(json_object_get(judged, "applies")) ? "in force 已施行"
                                                                      : "not in force 未施行",
                     text_of(judged, "in_force_from"), text_of(judged, "in_force_to"));
    bl_buffer_add_text(out, "  a normative document 规范性文件: ");
    if (json_is_true(normative)) {
        bl_buffer_add_text(out, "yes 是 (第二条)\n");
    } else if (json_is_false(normative)) {
        bl_buffer_add_text(out, "no 否 (第五条): the rules are not for it\n");
    } else {
        bl_buffer_add_text(out, "cannot be decided 无法判定 (第二条), it may be none; not known: ");
        write_list(json_object_get(judged, "unknown"), out);
        bl_buffer_add_char(out, '\n');
    }
    bl_buffer_format(out, "  provisional 暂行或试行: %s\n",
                     json_is_true(json_object_get(judged, "provisional")) ? "yes 是" : "no 否");
}

static const char *words_of(const char *outcome)
{
    static const char *const words[][2] = {{"pass", "pass 符合"},
                                           {"fail", "fail 不符合"},
                                           {"undecided", "cannot be decided 无法判定"},
                                           {"not_in_force", "not in force then 当时未施行"}};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (strcmp(outcome, words[i][0]) == 0)
            return words[i][1];
    return outcome;
}

/* What is known beside the outcome: the value that was seen, or the facts that lack. */
static void write_note(const json_t *row, bl_buffer *out)
{
    const json_t *value = json_object_get(row, "value"), *needs = json_object_get(row, "needs");
    if (json_is_string(value))
        bl_buffer_add_text(out, json_string_value(value));
    else if (json_is_integer(value))
        bl_buffer_add_int(out, json_integer_value(value));
    if (needs)
        bl_buffer_add_text(out, "not known 未知: ");
    write_list(needs, out);
}

static void add_row(const json_t *row, bl_chart_table *table)
{
    bl_buffer note = {0};
    write_note(row, &note);
    bl_chart_table_add(table, text_of(row, "cite"));
    bl_chart_table_add(table, text_of(row, "code"));
    bl_chart_table_add(table, text_of(row, "term"));
    bl_chart_table_add(table, words_of(text_of(row, "outcome")));
    bl_chart_table_add(table, note.at ? note.at : "");
    bl_buffer_deinit(&note);
}

/* What could be decided comes first. */
static void write_rows(const json_t *rows, bl_buffer *out)
{
    static const char *const heads[] = {"article 条款", "what may be wrong 可能的问题", "",
                                        "outcome 结论", ""};
    bl_chart_table table = {.aligns = "lllll"};
    if (json_array_size(rows) == 0)
        return;
    bl_chart_table_add_all(&table, heads, sizeof heads / sizeof heads[0]);
    for (int undecided = 0; undecided < 2; undecided++) {
        size_t i;
        json_t *row;
        json_array_foreach((json_t *)rows, i, row)
        {
            if ((json_object_get(row, "needs") != NULL) == undecided)
                add_row(row, &table);
        }
    }
    bl_chart_table_finish(&table, 2, out);
}

void bl_judging_write(const json_t *judged, bl_buffer *out)
{
    write_head(judged, out);
    write_rows(json_object_get(judged, "rows"), out);
    bl_buffer_format(out, "  %zu pass, %zu fail, %zu cannot be decided, %zu not in force then\n",
                     count(judged, "pass"), count(judged, "fail"), count(judged, "undecided"),
                     count(judged, "not_in_force"));
}

void bl_judging_write_json(const json_t *judged, const char *path, bl_buffer *out)
{
    json_t *whole = json_pack("{s:s}", "policy", path);
    const char *key;
    json_t *value;
    json_object_foreach((json_t *)judged, key, value)
    {
        if (strcmp(key, "ok") != 0 && strcmp(key, "reasons") != 0)
            json_object_set(whole, key, value);
    }
    char *text = json_dumps(whole, JSON_COMPACT | JSON_REAL_PRECISION(15));
    if (text)
        bl_buffer_format(out, "%s\n", text);
    out->failed |= !text;
    free(text);
    json_decref(whole);
}

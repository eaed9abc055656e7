/* SPDX-License-Identifier: MIT */
#include "app/layer.h"

#include <stdlib.h>
#include <string.h>

#include "app/chart.h"
#include "app/params.h"
#include "app/pretty.h"
#include "app/readers.h"
#include "app/reply.h"

#define PROBES      200 /* made-up requests to a function, to see what it reads */
#define DIFFERS_MAX 40  /* lines of an answer that differ */

static bool holds(const char *text, bl_text pattern)
{
    if (pattern.size == 0)
        return true;
    for (const char *at = text; *at; at++)
        if (strlen(at) >= pattern.size && memcmp(at, pattern.at, pattern.size) == 0)
            return true;
    return false;
}

bl_status bl_layer_params(bl_session *s, bl_text words, bl_err *err)
{
    bl_text pattern = bl_order_word(&words);
    size_t found = 0;
    for (size_t i = 0; i < s->policy_count; i++) {
        size_t k;
        json_t *entry, *list = json_array();
        json_array_foreach(s->policies[i].figures, k, entry)
        {
            if (holds(bl_reply_word(entry, "name"), pattern) ||
                holds(bl_reply_word(entry, "label"), pattern) ||
                holds(bl_reply_word(entry, "cite"), pattern))
                json_array_append(list, entry);
        }
        if (json_array_size(list) > 0) {
            bl_chart_paint(BL_PAINT_HEADING, s->coloured, s->policies[i].word, &s->out);
            bl_buffer_add_char(&s->out, '\n');
            bl_params_write(list, false, &s->out);
        }
        found += json_array_size(list);
        json_decref(list);
    }
    if (found > 0)
        return BL_OK;
    return bl_fail(err, BL_NOT_FOUND, "no parameter holds \"%.*s\"", (int)pattern.size, pattern.at);
}

/* Says who reads it, as far as that was found out. */
static bl_status tell_readers(bl_session *s, const bl_policy *policy, const char *name, bl_err *err)
{
    bl_buffer readers = {0};
    bl_status status =
        bl_readers_find(policy->path, name, bl_session_now(s), PROBES, &readers, err);
    if (status == BL_OK && readers.size > 0)
        bl_buffer_format(&s->out, "  read by: %s\n", readers.at);
    else if (status == BL_OK)
        bl_buffer_format(&s->out,
                         "  warning: no pure function that was tried reads %s: it changes nothing "
                         "there\n",
                         name);
    bl_buffer_deinit(&readers);
    return status;
}

static void write_change(bl_session *s, const json_t *entry, const json_t *value)
{
    bl_buffer_format(&s->out, "%s  %s  %s  ", bl_reply_word(entry, "name"),
                     bl_reply_word(entry, "label"), bl_reply_word(entry, "cite"));
    bl_params_write_value(entry, json_object_get(entry, "value"), &s->out);
    bl_buffer_add_text(&s->out, " → ");
    bl_params_write_value(entry, value, &s->out);
    bl_buffer_add_char(&s->out, '\n');
}

/* Numbers are the same however they are written. */
static bool same_value(const json_t *a, const json_t *b)
{
    if (json_is_number(a) && json_is_number(b))
        return json_number_value(a) == json_number_value(b);
    return json_equal(a, b);
}

static bl_status set_value(bl_session *s, bl_policy *policy, const json_t *entry, json_t *value,
                           bl_err *err)
{
    const char *name = bl_reply_word(entry, "name");
    bool was_set = json_object_get(policy->supposed, name) != NULL;
    if (same_value(value, json_object_get(entry, "value")) &&
        json_array_size(json_object_get(entry, "changes")) == 0) {
        json_object_del(policy->supposed, name);
        bl_parameters_suppose(bl_notice_parameters(policy->notice), policy->supposed);
        bl_buffer_format(&s->out, "%s is that already: %s\n", name,
                         was_set ? "it is not set any more" : "this changes nothing");
        return BL_OK;
    }
    if (json_object_set(policy->supposed, name, value) != 0)
        return bl_fail(err, BL_NO_MEMORY, "no memory for a value");
    bl_parameters_suppose(bl_notice_parameters(policy->notice), policy->supposed);
    write_change(s, entry, value);
    return tell_readers(s, policy, name, err);
}

/* "NAME = VALUE" in two. */
static bool split(bl_text words, bl_text *name, bl_text *value)
{
    const char *equals = memchr(words.at, '=', words.size);
    if (!equals)
        return false;
    size_t head = (size_t)(equals - words.at);
    *name = bl_order_trim((bl_text){words.at, head});
    *value = bl_order_trim((bl_text){equals + 1, words.size - head - 1});
    return name->size > 0;
}

static void write_layer(bl_session *s)
{
    static const char *const heads[] = {"parameter", "label", "article", "baseline", "what-if",
                                        "参数",      "名称",  "条款",    "现行",     "假设"};
    bl_chart_table table = {.aligns = "lllrr"};
    bl_chart_table_add_all(&table, heads, 10);
    for (size_t i = 0; i < s->policy_count; i++) {
        const char *name;
        json_t *value;
        json_object_foreach(s->policies[i].supposed, name, value)
        {
            bl_policy *policy;
            const json_t *entry = NULL;
            bl_err err = {0};
            bl_buffer cell = {0};
            bl_buffer_format(&cell, "%s.%s", s->policies[i].word, name);
            if (bl_order_parameter(s, bl_buffer_view(&cell), &policy, &entry, &err) != BL_OK)
                entry = NULL;
            bl_chart_table_add(&table, s->policy_count > 1 ? cell.at : name);
            bl_chart_table_add(&table, bl_reply_word(entry, "label"));
            bl_chart_table_add(&table, bl_reply_word(entry, "cite"));
            bl_buffer_clear(&cell);
            bl_params_write_value(entry, json_object_get(entry, "value"), &cell);
            bl_chart_table_add(&table, cell.at);
            bl_buffer_clear(&cell);
            bl_params_write_value(entry, value, &cell);
            bl_chart_table_add(&table, cell.at);
            bl_buffer_deinit(&cell);
        }
    }
    if (bl_session_layer(s) == 0)
        bl_buffer_add_text(&s->out, "nothing is set: every figure is the notice's\n");
    else
        bl_chart_table_finish(&table, 0, &s->out);
    bl_buffer_deinit(&table.bytes);
    free(table.ends);
}

bl_status bl_layer_set(bl_session *s, bl_text words, bl_err *err)
{
    bl_text name, text;
    bl_policy *policy;
    const json_t *entry;
    bl_buffer value = {0};
    words = bl_order_trim(words);
    if (words.size == 0) {
        write_layer(s);
        return BL_OK;
    }
    if (!split(words, &name, &text))
        return bl_fail(err, BL_INVALID, "expected :set NAME=VALUE, such as :set %s=...",
                       s->policy_count > 0
                           ? bl_reply_word(json_array_get(s->policies[0].figures, 0), "name")
                           : "name");
    bl_status status = bl_order_parameter(s, name, &policy, &entry, err);
    if (status == BL_OK)
        status = bl_parameters_read(bl_notice_parameters(policy->notice),
                                    bl_reply_word(entry, "name"), text, &value, err);
    if (status == BL_OK) {
        json_t *json = json_loadb(value.at, value.size, JSON_DECODE_ANY, NULL);
        status = set_value(s, policy, entry, json, err);
        json_decref(json);
    }
    bl_buffer_deinit(&value);
    return status;
}

static void clear_all(bl_session *s)
{
    for (size_t i = 0; i < s->policy_count; i++) {
        json_object_clear(s->policies[i].supposed);
        if (s->policies[i].notice)
            bl_parameters_suppose(bl_notice_parameters(s->policies[i].notice), NULL);
    }
}

bl_status bl_layer_unset(bl_session *s, bl_text words, bl_err *err)
{
    bl_text name = bl_order_word(&words);
    bl_policy *policy;
    const json_t *entry;
    if (name.size == 0 || (name.size == 1 && *name.at == '*')) {
        size_t count = bl_session_layer(s);
        clear_all(s);
        bl_buffer_format(&s->out, "%zu unset: every figure is the notice's\n", count);
        return BL_OK;
    }
    bl_status status = bl_order_parameter(s, name, &policy, &entry, err);
    if (status != BL_OK)
        return status;
    if (json_object_del(policy->supposed, bl_reply_word(entry, "name")) != 0)
        return bl_fail(err, BL_NOT_FOUND, "%s is not set", bl_reply_word(entry, "name"));
    bl_parameters_suppose(bl_notice_parameters(policy->notice), policy->supposed);
    bl_buffer_format(&s->out, "%s is the notice's: ", bl_reply_word(entry, "name"));
    bl_params_write_value(entry, json_object_get(entry, "value"), &s->out);
    bl_buffer_add_char(&s->out, '\n');
    return BL_OK;
}

/* Two answers being compared. */
typedef struct comparison {
    const json_t *labels;
    bl_chart_table *table;
    size_t rows;
} comparison;

static void add_row(comparison *c, const char *path, const char *name, const json_t *before,
                    const json_t *after)
{
    const json_t *values[] = {before, after};
    bl_chart_table_add(c->table, path);
    for (size_t i = 0; i < 2; i++) {
        bl_buffer cell = {0};
        bl_pretty_write_value(name, c->labels, values[i], &cell);
        bl_chart_table_add(c->table, values[i] ? cell.at : "-");
        bl_buffer_deinit(&cell);
    }
    c->rows++;
}

static void compare(comparison *c, const char *path, const char *name, const json_t *before,
                    const json_t *after);

static void compare_lists(comparison *c, const char *path, const char *name, const json_t *before,
                          const json_t *after)
{
    size_t count = json_array_size(after);
    if (json_array_size(before) > count)
        count = json_array_size(before);
    for (size_t i = 0; i < count; i++) {
        bl_buffer inner = {0};
        bl_buffer_format(&inner, "%s[%zu]", path, i + 1);
        if (!inner.failed)
            compare(c, inner.at, name, json_array_get(before, i), json_array_get(after, i));
        bl_buffer_deinit(&inner);
    }
}

/* Adds a row for each plain value in which two answers differ; `name` is that of the value. */
static void compare(comparison *c, const char *path, const char *name, const json_t *before,
                    const json_t *after)
{
    const json_t *more = json_is_object(after) || json_is_array(after) ? after : before;
    const char *key;
    json_t *value;
    if (c->rows == DIFFERS_MAX || same_value(before, after) || strcmp(name, "reasons") == 0)
        return;
    if (json_is_array(more))
        compare_lists(c, path, name, before, after);
    else if (!json_is_object(more))
        add_row(c, path, name, before, after);
    json_object_foreach((json_t *)more, key, value)
    {
        bl_buffer inner = {0};
        bl_buffer_format(&inner, "%s%s%s", path, *path ? "." : "", key);
        if (!inner.failed)
            compare(c, inner.at, key, json_object_get(before, key), json_object_get(after, key));
        bl_buffer_deinit(&inner);
    }
}

/* The answer of the request, with the layer or without. */
static bl_status answer_in(bl_session *s, const bl_asked *asked, const bl_function *function,
                           bool layer, json_t **out, bl_err *err)
{
    bl_parameters *parameters = bl_notice_parameters(asked->policy->notice);
    bl_buffer answer = {0};
    bl_parameters_suppose(parameters, layer ? asked->policy->supposed : NULL);
    bl_status status = bl_notice_answer(asked->policy->notice, function, bl_text_of(asked->request),
                                        bl_session_now(s), &answer, err);
    bl_parameters_suppose(parameters, asked->policy->supposed);
    if (status == BL_OK)
        *out = json_loadb(answer.at, answer.size, 0, NULL);
    bl_buffer_deinit(&answer);
    return status;
}

static bl_status diff_answers(bl_session *s, const bl_asked *asked, const bl_function *function,
                              bl_err *err)
{
    static const char *const heads[] = {"answer", "baseline", "what-if", "答复", "现行", "假设"};
    bl_chart_table table = {.aligns = "lrr"};
    json_t *before = NULL, *after = NULL;
    bl_status status = answer_in(s, asked, function, false, &before, err);
    if (status == BL_OK)
        status = answer_in(s, asked, function, true, &after, err);
    bl_chart_table_add_all(&table, heads, 6);
    comparison c = {asked->policy->labels, &table, 0};
    if (status == BL_OK)
        compare(&c, "", "", before, after);
    if (status == BL_OK && c.rows > 0) {
        bl_buffer_format(&s->out, "\n%s.%s, as it was asked last\n", asked->policy->word,
                         asked->function);
        bl_chart_table_finish(&table, 2, &s->out);
    } else if (status == BL_OK) {
        bl_buffer_format(&s->out, "\n%s.%s, as it was asked last, answers the same in both\n",
                         asked->policy->word, asked->function);
    }
    bl_buffer_deinit(&table.bytes);
    free(table.ends);
    json_decref(before);
    json_decref(after);
    return status;
}

bl_status bl_layer_diff(bl_session *s, bl_text words, bl_err *err)
{
    const bl_asked *last = bl_session_last(s);
    (void)words;
    write_layer(s);
    const bl_function *function =
        last && last->policy->notice
            ? bl_notice_function(last->policy->notice, bl_text_of(last->function))
            : NULL;
    if (!function || function->effect != BL_EFFECT_PURE || bl_session_layer(s) == 0)
        return BL_OK;
    return diff_answers(s, last, function, err);
}

/* SPDX-License-Identifier: MIT */
#include "app/keep.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/reply.h"

static void write_text(const char *text, size_t size, bl_buffer *out)
{
    bl_buffer_add_char(out, '"');
    for (size_t i = 0; i < size; i++) {
        unsigned char byte = (unsigned char)text[i];
        if (byte == '"' || byte == '\\')
            bl_buffer_add_char(out, '\\');
        if (byte < ' ' || byte == 0x7f)
            bl_buffer_format(out, "\\%03u", byte);
        else
            bl_buffer_add_char(out, text[i]);
    }
    bl_buffer_add_char(out, '"');
}

static bool is_name(const char *text)
{
    static const char *const words[] = {"and",   "break", "do",       "else", "elseif", "end",
                                        "false", "for",   "function", "goto", "if",     "in",
                                        "local", "nil",   "not",      "or",   "repeat", "return",
                                        "then",  "true",  "until",    "while"};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (strcmp(text, words[i]) == 0)
            return false;
    static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_";
    return *text && strchr(letters, *text) && text[strspn(text, letters)] == '\0';
}

static void write_literal(const json_t *value, const char *but, bl_buffer *out);

static void write_object(const json_t *object, const char *but, bl_buffer *out)
{
    const char *name, *before = "{ ";
    json_t *value;
    json_object_foreach((json_t *)object, name, value)
    {
        if (but && strcmp(name, but) == 0)
            continue;
        bl_buffer_add_text(out, before);
        before = ", ";
        if (is_name(name)) {
            bl_buffer_add_text(out, name);
        } else {
            bl_buffer_add_char(out, '[');
            write_text(name, strlen(name), out);
            bl_buffer_add_char(out, ']');
        }
        bl_buffer_add_text(out, " = ");
        write_literal(value, NULL, out);
    }
    bl_buffer_add_text(out, *before == '{' ? "{}" : " }");
}

/* JSON as a Lua literal; of an object without the member `but`, unless that is NULL. */
static void write_literal(const json_t *value, const char *but, bl_buffer *out)
{
    size_t i;
    json_t *element;
    if (json_is_object(value)) {
        write_object(value, but, out);
    } else if (json_is_array(value)) {
        json_array_foreach((json_t *)value, i, element)
        {
            bl_buffer_add_text(out, i > 0 ? ", " : "{ ");
            write_literal(element, NULL, out);
        }
        bl_buffer_add_text(out, json_array_size(value) > 0 ? " }" : "empty");
    } else if (json_is_string(value)) {
        write_text(json_string_value(value), json_string_length(value), out);
    } else {
        bl_reply_write(value, out); /* numbers, true, false and null are written alike */
    }
}

/* One step of the case. */
static void write_step(const bl_asked *asked, bl_buffer *out)
{
    bl_buffer at = {0};
    json_t *request = json_loads(asked->request, 0, NULL);
    json_t *answer = json_loads(asked->answer, 0, NULL);
    bl_moment_write(asked->at, &at);
    if (!json_object_get(request, "at"))
        json_object_set_new(request, "at", json_string(at.at));
    if (asked->layer && !json_object_get(request, "params"))
        json_object_set(request, "params", asked->layer);
    bl_buffer_format(out, "  { \"%s\", ", asked->function);
    write_literal(request, NULL, out);
    bl_buffer_add_text(out, ",\n    ");
    write_literal(answer, "reasons", out);
    bl_buffer_add_text(out, " },\n");
    json_decref(request);
    json_decref(answer);
    bl_buffer_deinit(&at);
}

/* Whether a worked case can say it: it begins with an empty register, and only pure requests say
 * which values they suppose. */
static bool can_be_step(const bl_session *s, const bl_asked *asked, const bl_policy *policy)
{
    const bl_function *function =
        asked->policy == policy ? bl_notice_function(policy->notice, bl_text_of(asked->function))
                                : NULL;
    if (!function)
        return false;
    return function->effect == BL_EFFECT_PURE || (!s->db && !asked->layer);
}

static bl_status write_case(bl_session *s, bl_buffer *out, size_t *left, bl_err *err)
{
    const bl_asked *last = bl_session_last(s);
    if (!last || !last->policy->notice)
        return bl_fail(err, BL_INVALID, "nothing was asked yet, so there is no case to save");
    char *whole = realpath(last->policy->path, NULL);
    bl_buffer_add_text(out, "-- A session of bylaw repl.\n\npolicy ");
    const char *path = whole ? whole : last->policy->path;
    write_text(path, strlen(path), out);
    bl_buffer_add_text(out, "\n\ncase \"what was asked is answered the same\" {\n");
    free(whole);
    for (size_t i = 0; i < s->asked_count; i++) {
        if (can_be_step(s, &s->asked[i], last->policy))
            write_step(&s->asked[i], out);
        else
            ++*left;
    }
    bl_buffer_add_text(out, "}\n");
    return bl_buffer_status(out, err);
}

static bl_status write_file(const char *path, const bl_buffer *text, bl_err *err)
{
    FILE *file = fopen(path, "w");
    if (!file)
        return bl_fail(err, BL_IO, "%s: %s", path, strerror(errno));
    bool whole = fwrite(text->at ? text->at : "", 1, text->size, file) == text->size;
    if (fclose(file) != 0 || !whole)
        return bl_fail(err, BL_IO, "%s: %s", path, strerror(errno));
    return BL_OK;
}

bl_status bl_keep_save(bl_session *s, bl_text words, bl_err *err)
{
    bl_buffer copy = {0}, text = {0};
    size_t left = 0;
    const char *path = bl_order_string(bl_order_trim(words), &copy);
    size_t size = strlen(path);
    bool is_case = size > 4 && strcmp(path + size - 4, ".lua") == 0;
    bl_status status = BL_OK;
    if (size == 0)
        status = bl_fail(err, BL_INVALID, "expected :save FILE; FILE.lua becomes a worked case");
    else if (is_case)
        status = write_case(s, &text, &left, err);
    else
        bl_buffer_add(&text, s->script.at, s->script.size);
    if (status == BL_OK)
        status = write_file(path, &text, err);
    if (status == BL_OK)
        bl_buffer_format(&s->out, "%s: %s\n", path,
                         is_case ? "a worked case, for bylaw test" : "a script, for :load");
    if (status == BL_OK && left > 0)
        bl_buffer_format(&s->out,
                         "  %zu of the requests are left out: they were to another policy, or "
                         "rest on a register or on figures that a case can't suppose\n",
                         left);
    bl_buffer_deinit(&copy);
    bl_buffer_deinit(&text);
    return status;
}

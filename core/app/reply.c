/* SPDX-License-Identifier: MIT */
#include "app/reply.h"

#include <stdio.h>
#include <stdlib.h>

bool bl_reply_ok(const json_t *answer)
{
    return json_is_true(json_object_get(answer, "ok"));
}

const char *bl_reply_word(const json_t *object, const char *name)
{
    const char *text = json_string_value(json_object_get(object, name));
    return text ? text : "";
}

void bl_reply_words(const json_t *object, const char *name, char *out, size_t room)
{
    size_t i, size = 0;
    json_t *word, *list = json_object_get(object, name);
    bl_text_copy(bl_text_of(bl_reply_word(object, name)), out, room);
    json_array_foreach(list, i, word)
    {
        const char *text = json_string_value(word);
        int more = snprintf(out + size, room - size, "%s%s", i > 0 ? "," : "", text ? text : "");
        size = more > 0 && size + (size_t)more < room ? size + (size_t)more : room - 1;
    }
}

static const char *word_of_error(const json_t *answer, const char *name)
{
    return bl_reply_word(json_object_get(answer, "error"), name);
}

const char *bl_reply_code(const json_t *answer)
{
    return word_of_error(answer, "code");
}

const char *bl_reply_cite(const json_t *answer)
{
    return word_of_error(answer, "cite");
}

const char *bl_reply_message(const json_t *answer)
{
    return word_of_error(answer, "message");
}

bl_status bl_reply_text(const json_t *object, const char *name, const char **out, bl_err *err)
{
    *out = json_string_value(json_object_get(object, name));
    return *out ? BL_OK : bl_fail(err, BL_SCRIPT, "an answer lacks its text \"%s\"", name);
}

bl_status bl_reply_moment(const json_t *object, const char *name, bl_moment *out, bl_err *err)
{
    const char *text;
    bl_status status = bl_reply_text(object, name, &text, err);
    return status == BL_OK ? bl_moment_from_text(bl_text_of(text), out, err) : status;
}

bl_status bl_reply_money(const json_t *object, const char *name, bl_money *out, bl_err *err)
{
    const json_t *number = json_object_get(object, name);
    if (!json_is_number(number))
        return bl_fail(err, BL_SCRIPT, "an answer lacks its amount \"%s\"", name);
    return bl_reply_amount(number, out, err);
}

bl_status bl_reply_amount(const json_t *number, bl_money *out, bl_err *err)
{
    if (json_is_integer(number))
        return bl_money_from_yuan(json_integer_value(number), out, err);
    return bl_money_from_double(json_real_value(number), out, err);
}

void bl_reply_write(const json_t *value, bl_buffer *out)
{
    char *text = json_dumps(value, JSON_ENCODE_ANY | JSON_REAL_PRECISION(15));
    if (text)
        bl_buffer_add_text(out, text);
    else
        out->failed = true;
    free(text);
}

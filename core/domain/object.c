#include "domain/object.h"

#include <string.h>

/* What is left to read. */
typedef struct reader {
    const char *at;
    const char *end;
} reader;

static bool is_space(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
}

/* The next byte that is no space, NUL at the end; it is not taken. */
static char peek(reader *r)
{
    while (r->at < r->end && is_space(*r->at))
        r->at++;
    return r->at < r->end ? *r->at : '\0';
}

static bool take(reader *r, char byte)
{
    if (peek(r) != byte || r->at == r->end)
        return false;
    r->at++;
    return true;
}

/* Text between quotes with nothing in it that has another form in JSON. */
static bool take_text(reader *r, bl_text *out)
{
    if (!take(r, '"'))
        return false;
    const char *from = r->at;
    while (r->at < r->end && (unsigned char)*r->at >= ' ' && *r->at != '"' && *r->at != '\\')
        r->at++;
    *out = (bl_text){from, (size_t)(r->at - from)};
    return r->at < r->end && *r->at++ == '"';
}

static json_t *take_integer(reader *r)
{
    bool negative = *r->at == '-';
    const char *from = r->at += negative;
    json_int_t number = 0;
    for (; r->at < r->end && *r->at >= '0' && *r->at <= '9'; r->at++)
        if (__builtin_mul_overflow(number, 10, &number) ||
            __builtin_add_overflow(number, *r->at - '0', &number))
            return NULL;
    if (r->at == from || (*from == '0' && r->at - from > 1))
        return NULL;
    return json_integer(negative ? -number : number);
}

static json_t *take_word(reader *r, const char *word, json_t *value)
{
    size_t size = strlen(word);
    if ((size_t)(r->end - r->at) < size || memcmp(r->at, word, size) != 0)
        return NULL;
    r->at += size;
    return value;
}

static json_t *take_value(reader *r)
{
    bl_text text;
    switch (peek(r)) {
    case '"':
        return take_text(r, &text) ? json_stringn(text.at, text.size) : NULL;
    case 't':
        return take_word(r, "true", json_true());
    case 'f':
        return take_word(r, "false", json_false());
    case 'n':
        return take_word(r, "null", json_null());
    default:
        return r->at < r->end ? take_integer(r) : NULL;
    }
}

/* What follows a value must end it, or it was only the beginning of another. */
static bool take_members(reader *r, json_t *object)
{
    if (!take(r, '{'))
        return false;
    if (take(r, '}'))
        return true;
    do {
        bl_text key;
        if (!take_text(r, &key) || !take(r, ':') || json_object_getn(object, key.at, key.size))
            return false;
        json_t *value = take_value(r);
        if (!value || json_object_setn_new(object, key.at, key.size, value) != 0)
            return false;
    } while (take(r, ','));
    return take(r, '}');
}

json_t *bl_object_read(bl_text text, size_t flags, json_error_t *trouble)
{
    reader r = {text.at, text.at + text.size};
    json_t *object = json_object();
    if (object && take_members(&r, object) && peek(&r) == '\0' && r.at == r.end)
        return object;
    json_decref(object);
    return json_loadb(text.at, text.size, flags, trouble);
}

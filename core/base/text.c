/* SPDX-License-Identifier: MIT */
#include "base/text.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#define REPLACEMENT         0xFFFD
#define DISTANCE_CHARACTERS 64 /* what lies behind is not compared: words are shorter */
#define FIRST_ROOM          64

bl_text bl_text_of(const char *string)
{
    return string == NULL ? (bl_text){NULL, 0} : (bl_text){string, strlen(string)};
}

bool bl_text_equal(bl_text a, bl_text b)
{
    return a.size == b.size && (a.size == 0 || memcmp(a.at, b.at, a.size) == 0);
}

int bl_text_compare(bl_text a, bl_text b)
{
    size_t shorter = a.size < b.size ? a.size : b.size;
    int order = shorter == 0 ? 0 : memcmp(a.at, b.at, shorter);
    if (order != 0)
        return order;
    return (a.size > b.size) - (a.size < b.size);
}

bool bl_text_is_utf8(bl_text text)
{
    int32_t code = 0;
    for (size_t at = 0; at < text.size && code >= 0;)
        at += bl_text_next(text, at, &code);
    return code >= 0;
}

size_t bl_text_next(bl_text text, size_t at, int32_t *code)
{
    utf8proc_ssize_t left = (utf8proc_ssize_t)(text.size - at);
    utf8proc_ssize_t size = utf8proc_iterate((const utf8proc_uint8_t *)text.at + at, left, code);
    if (size > 0)
        return (size_t)size;
    *code = -1;
    return 1;
}

bl_text bl_text_view_head(bl_text text, size_t size)
{
    if (text.size <= size)
        return text;
    while (size > 0 && ((unsigned char)text.at[size] & 0xC0u) == 0x80u)
        size--;
    return (bl_text){text.at, size};
}

size_t bl_text_width(bl_text text)
{
    size_t columns = 0;
    for (size_t at = 0; at < text.size;) {
        int32_t code = 0;
        at += bl_text_next(text, at, &code);
        columns += (size_t)utf8proc_charwidth(code < 0 ? REPLACEMENT : code);
    }
    return columns;
}

static size_t read_characters(bl_text text, int32_t codes[DISTANCE_CHARACTERS])
{
    size_t count = 0;
    for (size_t at = 0; at < text.size && count < DISTANCE_CHARACTERS; count++)
        at += bl_text_next(text, at, &codes[count]);
    return count;
}

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* Optimal string alignment: three rows of the edit table are enough, for a swap of neighbours
 * looks two rows back. */
static size_t distance_of(bl_text a, bl_text b)
{
    int32_t left[DISTANCE_CHARACTERS];
    int32_t right[DISTANCE_CHARACTERS];
    size_t rows = read_characters(a, left);
    size_t columns = read_characters(b, right);
    size_t table[3][DISTANCE_CHARACTERS + 1];

    for (size_t j = 0; j <= columns; j++)
        table[0][j] = j;

    for (size_t i = 1; i <= rows; i++) {
        size_t *row = table[i % 3];
        const size_t *above = table[(i + 2) % 3];
        const size_t *two_above = table[(i + 1) % 3];
        row[0] = i;
        for (size_t j = 1; j <= columns; j++) {
            size_t replaced = above[j - 1] + (left[i - 1] != right[j - 1]);
            row[j] = least(replaced, least(above[j], row[j - 1]) + 1);
            if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1])
                row[j] = least(row[j], two_above[j - 2] + 1);
        }
    }
    return table[rows % 3][columns];
}

char *bl_text_write_int(int64_t number, char *out)
{
    char digits[BL_TEXT_INT_MAX];
    size_t count = 0;
    uint64_t rest = number < 0 ? 0 - (uint64_t)number : (uint64_t)number;
    do {
        digits[count++] = (char)('0' + rest % 10);
        rest /= 10;
    } while (rest > 0);
    if (number < 0)
        *out++ = '-';
    while (count > 0)
        *out++ = digits[--count];
    return out;
}

bool bl_text_read_int(bl_text text, size_t *at, int64_t *out)
{
    size_t start = *at;
    *out = 0;
    while (*at < text.size && text.at[*at] >= '0' && text.at[*at] <= '9' && *at - start < 18)
        *out = *out * 10 + (text.at[(*at)++] - '0');
    return *at > start;
}

void bl_text_copy(bl_text text, char *out, size_t room)
{
    BL_REQUIRE(room > 0);
    size_t size = text.size < room ? text.size : room - 1;
    if (size > 0)
        memcpy(out, text.at, size);
    out[size] = '\0';
}

bl_nearest bl_nearest_make(bl_text meant)
{
    return (bl_nearest){.meant = meant, .word = {"", 0}, .distance = SIZE_MAX};
}

bool bl_nearest_offer(bl_nearest *nearest, bl_text word)
{
    size_t distance = distance_of(nearest->meant, word);
    bool tie = distance == nearest->distance && nearest->unordered;
    if (distance >= nearest->distance && !(tie && bl_text_compare(word, nearest->word) < 0))
        return false;
    nearest->word = word;
    nearest->distance = distance;
    return true;
}

void bl_buffer_deinit(bl_buffer *buffer)
{
    free(buffer->at);
    *buffer = (bl_buffer){0};
}

void bl_buffer_clear(bl_buffer *buffer)
{
    buffer->size = 0;
    buffer->failed = false;
    if (buffer->at != NULL)
        buffer->at[0] = '\0';
}

void bl_buffer_cut(bl_buffer *buffer, size_t size)
{
    BL_REQUIRE(size <= buffer->size);
    buffer->size = size;
    if (buffer->at != NULL)
        buffer->at[size] = '\0';
}

/* Room for `size` more bytes and the NUL. */
static bool make_room(bl_buffer *buffer, size_t size)
{
    if (buffer->failed)
        return false;
    if (size < buffer->room - buffer->size)
        return true;

    size_t room = buffer->room < FIRST_ROOM ? FIRST_ROOM : buffer->room;
    size_t wanted = buffer->size + size + 1;
    if (wanted <= size || wanted > SIZE_MAX / 2) {
        buffer->failed = true;
        return false;
    }
    while (room < wanted)
        room *= 2;

    char *at = realloc(buffer->at, room);
    if (at == NULL) {
        buffer->failed = true;
        return false;
    }
    buffer->at = at;
    buffer->room = room;
    return true;
}

void bl_buffer_add(bl_buffer *buffer, const void *bytes, size_t size)
{
    if (!make_room(buffer, size))
        return;

    if (size > 0)
        memcpy(buffer->at + buffer->size, bytes, size);
    buffer->size += size;
    buffer->at[buffer->size] = '\0';
}

void bl_buffer_add_text(bl_buffer *buffer, const char *string)
{
    bl_buffer_add(buffer, string, strlen(string));
}

void bl_buffer_add_char(bl_buffer *buffer, char byte)
{
    bl_buffer_add(buffer, &byte, 1);
}

void bl_buffer_add_int(bl_buffer *buffer, int64_t number)
{
    char digits[BL_TEXT_INT_MAX];
    bl_buffer_add(buffer, digits, (size_t)(bl_text_write_int(number, digits) - digits));
}

void bl_buffer_add_digits(bl_buffer *buffer, uint64_t number, int places)
{
    char digits[20];
    BL_REQUIRE(places >= 1 && places <= (int)sizeof digits);
    for (int i = places; i-- > 0; number /= 10)
        digits[i] = (char)('0' + number % 10);
    bl_buffer_add(buffer, digits, (size_t)places);
}

void bl_buffer_format(bl_buffer *buffer, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    va_list again;
    va_copy(again, arguments);
    int size = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);

    if (size < 0) {
        buffer->failed = true;
    } else if (make_room(buffer, (size_t)size)) {
        vsnprintf(buffer->at + buffer->size, (size_t)size + 1, format, again);
        buffer->size += (size_t)size;
    }
    va_end(again);
}

/* The letter after the backslash for characters that JSON can't hold bare; 0 for the rest. */
static char json_escape(unsigned char byte)
{
    switch (byte) {
    case '"':
        return '"';
    case '\\':
        return '\\';
    case '\b':
        return 'b';
    case '\f':
        return 'f';
    case '\n':
        return 'n';
    case '\r':
        return 'r';
    case '\t':
        return 't';
    default:
        return 0;
    }
}

static void add_json_escape(bl_buffer *buffer, unsigned char byte)
{
    static const char digits[] = "0123456789abcdef";
    char escape = json_escape(byte);
    if (escape != 0)
        bl_buffer_add(buffer, (char[]){'\\', escape}, 2);
    else
        bl_buffer_add(buffer, (char[]){'\\', 'u', '0', '0', digits[byte >> 4], digits[byte & 15]},
                      6);
}

/* Stretches of bytes that need no change are added whole. */
void bl_buffer_add_json(bl_buffer *buffer, bl_text text)
{
    bl_buffer_add_char(buffer, '"');
    size_t from = 0;
    size_t at = 0;
    while (at < text.size) {
        unsigned char byte = (unsigned char)text.at[at];
        bool bare = byte >= 0x20 && byte < 0x80 && byte != '"' && byte != '\\';
        int32_t code = 0;
        size_t size = byte < 0x80 ? 1 : bl_text_next(text, at, &code);
        if (!bare && code <= 0) {
            if (at > from)
                bl_buffer_add(buffer, text.at + from, at - from);
            if (code < 0)
                bl_buffer_add_text(buffer, "\xEF\xBF\xBD");
            else
                add_json_escape(buffer, byte);
            from = at + size;
        }
        at += size;
    }
    if (at > from)
        bl_buffer_add(buffer, text.at + from, at - from);
    bl_buffer_add_char(buffer, '"');
}

void bl_buffer_pad(bl_buffer *buffer, bl_text text, size_t columns, bool right)
{
    size_t width = bl_text_width(text);
    size_t spaces = width < columns ? columns - width : 0;
    if (!right)
        bl_buffer_add(buffer, text.at, text.size);
    while (spaces-- > 0)
        bl_buffer_add_char(buffer, ' ');
    if (right)
        bl_buffer_add(buffer, text.at, text.size);
}

void bl_buffer_trim(bl_buffer *buffer)
{
    size_t size = buffer->size;
    while (size > 0 && buffer->at[size - 1] == ' ')
        size--;
    bl_buffer_cut(buffer, size);
}

bl_text bl_buffer_view(const bl_buffer *buffer)
{
    return (bl_text){buffer->at, buffer->size};
}

bl_status bl_buffer_status(const bl_buffer *buffer, bl_err *err)
{
    if (buffer->failed)
        return bl_fail(err, BL_NO_MEMORY, "memory ran out while text was put together");
    return BL_OK;
}

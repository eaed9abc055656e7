/* SPDX-License-Identifier: MIT */
#include "base/err.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool continues_character(char byte)
{
    return ((unsigned char)byte & 0xC0u) == 0x80u;
}

/* A cut in the middle of a character would leave bytes that no terminal can show. */
static void end_at_character(char *text, size_t size)
{
    while (size > 0 && continues_character(text[size]))
        size--;
    text[size] = '\0';
}

static void write_words(char text[BL_ERR_TEXT_MAX], const char *format, va_list arguments)
    __attribute__((format(printf, 2, 0)));

/* One spare byte shows whether the first one left out continues a character. */
static void write_words(char text[BL_ERR_TEXT_MAX], const char *format, va_list arguments)
{
    char wide[BL_ERR_TEXT_MAX + 1];
    int size = vsnprintf(wide, sizeof wide, format, arguments);
    if (size < 0)
        wide[0] = '\0';
    else if (size >= BL_ERR_TEXT_MAX)
        end_at_character(wide, BL_ERR_TEXT_MAX - 1);
    memcpy(text, wide, strlen(wide) + 1);
}

bl_status bl_fail(bl_err *err, bl_status status, const char *format, ...)
{
    BL_REQUIRE(status != BL_OK);

    if (err == NULL || err->status != BL_OK)
        return status;

    va_list arguments;
    va_start(arguments, format);
    write_words(err->text, format, arguments);
    va_end(arguments);
    err->status = status;
    return status;
}

void bl_require_failed(const char *fact, const char *file, int line)
{
    fprintf(stderr, "%s:%d: this must hold and does not: %s\n", file, line, fact);
    abort();
}

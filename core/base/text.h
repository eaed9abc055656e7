/* SPDX-License-Identifier: MIT
 * text.h - UTF-8 text: views, growing buffers, and how wide a terminal draws them.
 *
 * A bl_text points at bytes that somebody else owns; it need not end in NUL.
 * A bl_buffer owns its bytes. It never fails in the middle: when memory runs out it
 * remembers, ignores what follows, and bl_buffer_status says so at the end.
 *
 * Layer: base. Uses: base/err.
 */
#pragma once

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

typedef struct bl_text {
    const char *at;
    size_t size; /* bytes */
} bl_text;

/* A view of a NUL-terminated string; of nothing for NULL. */
bl_text bl_text_of(const char *string);
/* The same bytes; two texts of nothing are equal wherever they point. */
bool bl_text_equal(bl_text a, bl_text b);
/* Whether all of it is UTF-8. */
bool bl_text_is_utf8(bl_text text);
/* Byte order, as memcmp; a prefix comes first. */
int bl_text_compare(bl_text a, bl_text b);
/* The first characters of it that fit in `size` bytes: for quoting what was given. */
bl_text bl_text_view_head(bl_text text, size_t size);
/* The bytes of the character at byte `at` and its code; a byte that starts none is -1 and one byte
 * long. */
size_t bl_text_next(bl_text text, size_t at, int32_t *code);
/* Columns on a terminal: wide characters take two, combining marks none. */
size_t bl_text_width(bl_text text);

/* Which of a few words was meant by one that is none of them. */
typedef struct bl_nearest {
    bl_text meant;
    bl_text word;    /* the nearest that was offered; "" while none was */
    size_t distance; /* of it: letters put in, taken out, replaced or swapped with a neighbour */
    bool unordered;  /* words come in any order: of equally near ones, keep the first by bytes */
} bl_nearest;

bl_nearest bl_nearest_make(bl_text meant);
/* Looks at the first 64 characters. Of words equally near the one offered first is kept. True when
 * it is this one, which must then outlive `nearest`. */
bool bl_nearest_offer(bl_nearest *nearest, bl_text word);

#define BL_TEXT_INT_MAX 20 /* bytes of the longest int64_t in decimal */

/* Writes a number in decimal at `out`, without a NUL, and gives where it ends. */
char *bl_text_write_int(int64_t number, char *out);
/* Reads up to 18 digits that begin at the place `*at` and moves it behind them; false when there
 * are none. */
bool bl_text_read_int(bl_text text, size_t *at, int64_t *out);
/* Copies as much as has room in `out`, with a NUL behind it. */
void bl_text_copy(bl_text text, char *out, size_t room);

typedef struct bl_buffer {
    char *at; /* always NUL-terminated once anything was added; NULL before */
    size_t size;
    size_t room; /* bytes that `at` has */
    bool failed;
} bl_buffer;

/* Gives the memory back; the buffer is then empty and may be used again. */
void bl_buffer_deinit(bl_buffer *buffer);
/* Empties it and keeps its memory. Clears a remembered failure. */
void bl_buffer_clear(bl_buffer *buffer);
/* Forgets everything past the first `size` bytes. */
void bl_buffer_cut(bl_buffer *buffer, size_t size);
/* Each of these appends; `bytes` may hold NUL and must not point into the buffer itself. */
void bl_buffer_add(bl_buffer *buffer, const void *bytes, size_t size);
void bl_buffer_add_text(bl_buffer *buffer, const char *string);
void bl_buffer_add_char(bl_buffer *buffer, char byte);
/* In decimal. */
void bl_buffer_add_int(bl_buffer *buffer, int64_t number);
/* The last `places` (1 to 20) decimal digits of it, with zeros in front. */
void bl_buffer_add_digits(bl_buffer *buffer, uint64_t number, int places);
/* As printf. */
void bl_buffer_format(bl_buffer *buffer, const char *format, ...) BL_PRINTF(2, 3);
/* `text` between double quotes with JSON's escapes. Bytes that are not UTF-8 become U+FFFD. */
void bl_buffer_add_json(bl_buffer *buffer, bl_text text);
/* `text`, then spaces up to `columns` on a terminal (before it when `right`). */
void bl_buffer_pad(bl_buffer *buffer, bl_text text, size_t columns, bool right);
/* Takes blanks off its end. */
void bl_buffer_trim(bl_buffer *buffer);
/* What was added so far; dies with the next addition. */
bl_text bl_buffer_view(const bl_buffer *buffer);
/* BL_OK, or BL_NO_MEMORY if anything was lost since the last clear. */
BL_MUST_USE bl_status bl_buffer_status(const bl_buffer *buffer, bl_err *err);

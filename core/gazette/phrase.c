/* SPDX-License-Identifier: MIT */
#define _GNU_SOURCE /* memmem */
#include "gazette/phrase.h"

#include <string.h>

#include "gazette/mark.h"
#include "gazette/numeral.h"

#define NUMBER_OFFICE_MAX 20  /* characters of a 文号 before its year */
#define OPEN_BYTES        120 /* how far back a bracket that is open is looked for */
#define TITLE_WIDTH_MAX   240

static bool is_one_of(int32_t code, const int32_t *list)
{
    for (; *list; list++)
        if (code == *list)
            return true;
    return false;
}

/* 。 ！ ？ ； ： … and their like of half width */
static const int32_t ends[] = {0x3002, 0xFF01, 0xFF1F, 0xFF1B, 0xFF1A, 0x2026,
                               '!',    '?',    ';',    ':',    0};
/* ” ’ 」 』 ） ) 》 〉 】 */
static const int32_t closers[] = {0x201D, 0x2019, 0x300D, 0x300F, 0xFF09, ')',
                                  0x300B, 0x3009, 0x3011, '"',    0};
/* ， 、 , */
static const int32_t commas[] = {0xFF0C, 0x3001, ',', 0};

/* The character that ends at byte `at`, which is then left at its start. */
static int32_t before(bl_text text, size_t *at)
{
    int32_t code;
    size_t start = *at - 1;
    while (start > 0 && ((unsigned char)text.at[start] & 0xC0u) == 0x80u)
        start--;
    bl_text_next(text, start, &code);
    *at = start;
    return code;
}

bool bl_phrase_is_ended(bl_text text)
{
    for (size_t at = text.size; at > 0;) {
        size_t end = at;
        int32_t code = before(text, &at);
        if (code == '.') /* a full stop of half width stands behind a word, not behind a digit */
            return end == text.size && at > 0 && (unsigned char)text.at[at - 1] >= 0x80;
        if (!is_one_of(code, closers))
            return is_one_of(code, ends);
    }
    return false;
}

bool bl_phrase_is_open(bl_text text)
{
    int depth = 0;
    size_t from = text.size > OPEN_BYTES ? text.size - OPEN_BYTES : 0;
    size_t last = text.size;
    if (text.size == 0)
        return false;
    if (is_one_of(before(text, &last), commas))
        return true;
    for (size_t at = text.size; at > from;) {
        int32_t code = before(text, &at);
        depth += code == 0x300A || code == 0xFF08 || code == '(';
        depth -= code == 0x300B || code == 0xFF09 || code == ')';
        if (depth > 0)
            return true;
    }
    return false;
}

bool bl_phrase_has_sentences(bl_text text)
{
    for (size_t at = 0; at < text.size;) {
        int32_t code;
        at += bl_text_next(text, at, &code);
        if (at < text.size && (code == 0x3002 || code == 0xFF1B || code == ';'))
            return true;
    }
    return false;
}

bool bl_phrase_has(bl_text text, const char *words)
{
    return text.size > 0 && memmem(text.at, text.size, words, strlen(words)) != NULL;
}

bool bl_phrase_is_title(bl_text text)
{
    for (size_t at = 0; at < text.size;) {
        int32_t code;
        at += bl_text_next(text, at, &code);
        if (code == 0xFF0C || code == ',' || code == '\t' || is_one_of(code, ends))
            return false;
    }
    return text.size > 0 && bl_text_width(text) <= TITLE_WIDTH_MAX;
}

/* A number with its unit behind it: "12 月". */
static bool read_part(bl_text text, size_t *at, const char *unit, int *out)
{
    *at = bl_mark_skip_blanks(text, *at);
    if (!bl_numeral_read(text, at, out))
        return false;
    *at = bl_mark_skip_blanks(text, *at);
    if (!bl_mark_at(text, *at, unit))
        return false;
    *at += strlen(unit);
    return true;
}

bool bl_phrase_date(bl_text text, bl_date *out)
{
    size_t at = 0;
    int year, month, day;
    return read_part(text, &at, "年", &year) && read_part(text, &at, "月", &month) &&
           read_part(text, &at, "日", &day) && bl_mark_skip_blanks(text, at) == text.size &&
           bl_date_make(year, month, day, out, NULL) == BL_OK;
}

static bool take_bracket(bl_text text, size_t *at, const char *const *list)
{
    *at = bl_mark_skip_blanks(text, *at);
    for (; *list; list++)
        if (bl_mark_at(text, *at, *list)) {
            *at += strlen(*list);
            return true;
        }
    return false;
}

static const char *const openings[] = {"〔", "[", "［", "【", "(", "（", "﹝", "〈", NULL};
static const char *const closings[] = {"〕", "]", "］", "】", ")", "）", "﹞", "〉", NULL};

/* A character that an office's short name may have: a Chinese one, no numeral's bracket. */
static bool is_of_office(int32_t code)
{
    return code >= 0x4E00 && code <= 0x9FFF;
}

/* A number from byte `*at` on, whose office is written there. */
static bool read_number(bl_text text, size_t *at, bl_buffer *out)
{
    size_t next = *at, kept = out->size;
    int count = 0, year, serial;
    for (;;) {
        int32_t code = 0;
        next = bl_mark_skip_blanks(text, next);
        size_t size = next < text.size ? bl_text_next(text, next, &code) : 0;
        if (!is_of_office(code) || count == NUMBER_OFFICE_MAX)
            break;
        bl_buffer_add(out, text.at + next, size);
        next += size;
        count++;
    }
    bool fits = count > 0 && take_bracket(text, &next, openings);
    next = bl_mark_skip_blanks(text, next);
    fits = fits && bl_numeral_read(text, &next, &year) && year >= 1949;
    fits = fits && take_bracket(text, &next, closings);
    next = bl_mark_skip_blanks(text, next);
    next += fits && bl_mark_at(text, next, "第") ? strlen("第") : 0;
    fits = fits && read_part(text, &next, "号", &serial);
    if (!fits) {
        bl_buffer_cut(out, kept);
        return false;
    }
    bl_buffer_format(out, "〔%d〕%d号", year, serial);
    *at = next;
    return true;
}

bool bl_phrase_number(bl_text text, bl_buffer *out)
{
    size_t at = bl_mark_skip_blanks(text, 0), kept = out->size;
    bool fits = read_number(text, &at, out) && bl_mark_skip_blanks(text, at) == text.size;
    if (!fits)
        bl_buffer_cut(out, kept);
    return fits;
}

bool bl_phrase_next_number(bl_text text, size_t *at, bl_buffer *out)
{
    static const char *const brackets[] = {"(", "（", NULL};
    for (size_t next = *at; next < text.size;) {
        int32_t code;
        size_t inside = next;
        if (take_bracket(text, &inside, brackets) && read_number(text, &inside, out)) {
            *at = inside;
            return true;
        }
        next += bl_text_next(text, next, &code);
    }
    return false;
}

void bl_phrase_squeeze(bl_text text, bl_buffer *out)
{
    for (size_t at = 0; at < text.size;) {
        size_t behind = bl_mark_skip_blanks(text, at);
        int32_t code;
        if (behind > at) {
            bool wide = out->size == 0 || (unsigned char)out->at[out->size - 1] >= 0x80 ||
                        behind == text.size || (unsigned char)text.at[behind] >= 0x80;
            if (!wide)
                bl_buffer_add_char(out, ' ');
            at = behind;
            continue;
        }
        size_t size = bl_text_next(text, at, &code);
        bl_buffer_add(out, text.at + at, size);
        at += size;
    }
}

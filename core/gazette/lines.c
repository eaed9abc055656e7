/* SPDX-License-Identifier: MIT */
#include "gazette/lines.h"

#include <stdlib.h>
#include <string.h>

#include "gazette/mark.h"
#include "gazette/numeral.h"

#define HEAD_WIDTH_MAX   80
#define HEAD_TIMES       3 /* a line that stands fewer times is no page head */
#define PAGE_NUMBER_SIZE 24

typedef struct reader {
    bl_arena *arena;
    bl_complaints *complaints;
    bl_line *at;
    size_t count;
    size_t room;
    bool *is_out; /* by line: a page head or number */
    bl_text name;
} reader;

static size_t skip_mark_of_order(bl_text text)
{
    return bl_mark_at(text, 0, "\xEF\xBB\xBF") ? 3 : 0;
}

/* Without blanks and form feeds at its ends. */
static bl_text trim(bl_text text)
{
    static const char *const wide[] = {"　", "\xC2\xA0", "\xEF\xBB\xBF", "\xE2\x80\x8B"};
    for (size_t before = text.size + 1; before != text.size;) {
        before = text.size;
        while (text.size > 0 && strchr(" \t\r\f\v", text.at[0]))
            text = (bl_text){text.at + 1, text.size - 1};
        while (text.size > 0 && strchr(" \t\r\f\v", text.at[text.size - 1]))
            text.size--;
        for (size_t i = 0; i < sizeof wide / sizeof wide[0]; i++) {
            size_t size = strlen(wide[i]);
            if (bl_mark_at(text, 0, wide[i]))
                text = (bl_text){text.at + size, text.size - size};
            if (text.size >= size && bl_mark_at(text, text.size - size, wide[i]))
                text.size -= size;
        }
    }
    return text;
}

/* Takes "# ", "- " from the front of a line and every "**" out of it. */
static bl_text strip(reader *r, bl_text text)
{
    size_t hashes = 0;
    while (hashes < text.size && text.at[hashes] == '#')
        hashes++;
    if (hashes > 0 && hashes < text.size && text.at[hashes] == ' ')
        text = trim((bl_text){text.at + hashes, text.size - hashes});
    if (bl_mark_at(text, 0, "- ") || bl_mark_at(text, 0, "* "))
        text = trim((bl_text){text.at + 2, text.size - 2});
    if (!bl_phrase_has(text, "**"))
        return text;
    bl_text copy = bl_arena_copy(r->arena, text);
    char *out = (char *)copy.at;
    size_t size = 0;
    for (size_t i = 0; i < copy.size; i++)
        if (copy.at[i] == '*' && i + 1 < copy.size && copy.at[i + 1] == '*')
            i++;
        else
            out[size++] = copy.at[i];
    return trim((bl_text){out, size});
}

/* "12", "— 12 —", "- 12 -", "第 12 页": the number; 0 for any other line. `*bare` when it stands
 * without anything around it. */
static int page_number(bl_text text, bool *bare)
{
    static const char *const around[] = {"-", "—", "–", "―", "·", "•", "~", "第", "页", "/", NULL};
    size_t at = 0;
    int number = 0, count = 0, found = 0;
    *bare = true;
    if (text.size > PAGE_NUMBER_SIZE)
        return 0;
    while (at < text.size) {
        int i = 0;
        at = bl_mark_skip_blanks(text, at);
        while (around[i] && !bl_mark_at(text, at, around[i]))
            i++;
        if (at < text.size && around[i]) {
            at += strlen(around[i]);
            *bare = false;
        } else if (at < text.size) {
            if (bl_numeral_read(text, &at, &number) != BL_NUMERAL_DIGITS)
                return 0;
            found = count++ == 0 ? number : found;
        }
    }
    return count == 1 ? found : 0;
}

static bl_status put_line(reader *r, bl_text raw, int number, bool after_blank, bl_err *err)
{
    bl_text text = trim(raw);
    bool bare;
    if (raw.size > BL_LINE_BYTES_MAX)
        return bl_fail(err, BL_INVALID, "line %d has more than %d bytes: no gazette is set so",
                       number, BL_LINE_BYTES_MAX);
    for (size_t at = 0; at < raw.size;) {
        int32_t code;
        at += bl_text_next(raw, at, &code);
        if (code < '\t')
            return bl_fail(err, BL_INVALID, "line %d is no text in UTF-8", number);
    }
    if (r->count == BL_LINES_MAX)
        return bl_fail(err, BL_INVALID, "line %d: more than %d lines that say something", number,
                       BL_LINES_MAX);
    size_t indent = (size_t)(text.at - raw.at);
    bl_text shown = page_number(text, &bare) > 0 ? text : strip(r, text);
    if (shown.size > 0)
        r->at[r->count++] = (bl_line){shown, number, after_blank,
                                      indent >= strlen("　　") || bl_mark_at(raw, 0, "    ")};
    return BL_OK;
}

static bl_status split(reader *r, bl_text text, bl_err *err)
{
    int number = 0;
    bool after_blank = true;
    bl_status status = BL_OK;
    for (size_t at = skip_mark_of_order(text); status == BL_OK && at < text.size;) {
        const char *end = memchr(text.at + at, '\n', text.size - at);
        size_t size = end ? (size_t)(end - text.at) - at : text.size - at;
        size_t before = r->count;
        status = put_line(r, (bl_text){text.at + at, size}, ++number, after_blank, err);
        after_blank = r->count == before;
        at += size + 1;
    }
    return status;
}

/* Bare numbers are page numbers when they rise; one that does not is no page's. */
static void find_page_numbers(reader *r)
{
    int last = 0;
    for (size_t i = 0; i < r->count; i++) {
        bool bare;
        int number = page_number(r->at[i].text, &bare);
        r->is_out[i] = number > 0 && (!bare || number > last);
        if (r->is_out[i])
            last = number;
        else if (number > 0)
            bl_complaint_add(r->complaints, r->arena, r->at[i].number,
                             "a number by itself, which is no page's: %d", number);
    }
}

/* "...公报 2021 年第 4 期": names the issue. */
static bool names_issue(bl_text text)
{
    return bl_text_width(text) <= HEAD_WIDTH_MAX && bl_phrase_has(text, "公报") &&
           bl_phrase_has(text, "期") && bl_phrase_has(text, "第") && !bl_phrase_is_ended(text) &&
           bl_phrase_is_title(text);
}

static void find_named_heads(reader *r)
{
    for (size_t i = 0; i < r->count; i++) {
        bl_text text = r->at[i].text;
        if (r->is_out[i] || !names_issue(text))
            continue;
        r->is_out[i] = true;
        if (!r->name.at) {
            bl_buffer squeezed = {0};
            bl_phrase_squeeze(text, &squeezed);
            r->name = bl_arena_copy(r->arena, bl_buffer_view(&squeezed));
            bl_buffer_deinit(&squeezed);
        }
    }
}

/* A line that may be a page head, without its digits and blanks. */
typedef struct returning {
    bl_text key;
    size_t line;
} returning;

static int compare_returning(const void *a, const void *b)
{
    const returning *left = a, *right = b;
    int order = bl_text_compare(left->key, right->key);
    return order != 0 ? order : (left->line > right->line) - (left->line < right->line);
}

static bool is_number(bl_text text)
{
    bl_buffer out = {0};
    bool fits = bl_phrase_number(text, &out);
    bl_buffer_deinit(&out);
    return fits;
}

static bool may_return(const reader *r, size_t line)
{
    bl_text text = r->at[line].text;
    bl_mark mark;
    bl_date date;
    return !r->is_out[line] && bl_text_width(text) <= HEAD_WIDTH_MAX && !bl_phrase_is_ended(text) &&
           !bl_mark_read(text, &mark) && !is_number(text) && !bl_phrase_date(text, &date) &&
           !memchr(text.at, '\t', text.size) && !bl_mark_at(text, 0, "（") &&
           !bl_mark_at(text, 0, "(") && !bl_mark_at(text, 0, "附");
}

static bl_text key_of(reader *r, bl_text text)
{
    bl_text copy = bl_arena_copy(r->arena, text);
    char *out = (char *)copy.at;
    size_t size = 0;
    for (size_t at = 0; at < copy.size;) {
        size_t behind = bl_mark_skip_blanks(copy, at);
        int32_t code;
        size_t step = bl_text_next(copy, at, &code);
        if (behind > at) {
            at = behind;
            continue;
        }
        if (!(code >= '0' && code <= '9')) {
            memmove(out + size, copy.at + at, step);
            size += step;
        }
        at += step;
    }
    return (bl_text){out, size};
}

/* Whether a sentence was cut at this line: the one before goes on in the one behind. */
static bool cuts(const reader *r, size_t line)
{
    bl_mark mark;
    size_t before = line, behind = line + 1;
    while (before > 0 && r->is_out[before - 1])
        before--;
    while (behind < r->count && r->is_out[behind])
        behind++;
    if (before == 0 || behind == r->count)
        return false;
    bl_text text = r->at[before - 1].text;
    return !bl_phrase_is_ended(text) && bl_text_width(text) >= BL_PHRASE_CUT_WIDTH &&
           !bl_mark_read(r->at[behind].text, &mark);
}

static bool is_beside_number(const reader *r, size_t line)
{
    bool bare;
    return (line > 0 && page_number(r->at[line - 1].text, &bare) > 0) ||
           (line + 1 < r->count && page_number(r->at[line + 1].text, &bare) > 0);
}

static void judge_returning(reader *r, const returning *list, size_t count)
{
    size_t cutting = 0, beside = 0;
    for (size_t i = 0; i < count; i++) {
        cutting += cuts(r, list[i].line);
        beside += is_beside_number(r, list[i].line);
    }
    bool is_head = (cutting >= 2 && cutting * 4 >= count) || beside * 2 > count;
    for (size_t i = 0; i < count; i++)
        r->is_out[list[i].line] = is_head;
}

static void find_returning_heads(reader *r)
{
    returning *list = bl_arena_new(r->arena, (r->count + 1) * sizeof *list);
    size_t count = 0;
    for (size_t i = 0; list && i < r->count; i++)
        if (may_return(r, i))
            list[count++] = (returning){key_of(r, r->at[i].text), i};
    if (count > 0)
        qsort(list, count, sizeof *list, compare_returning);
    for (size_t from = 0, to; from < count; from = to) {
        for (to = from + 1; to < count && bl_text_equal(list[to].key, list[from].key);)
            to++;
        if (to - from >= HEAD_TIMES && list[from].key.size > 0)
            judge_returning(r, list + from, to - from);
    }
}

static size_t count_lines(bl_text text)
{
    size_t count = 1;
    for (size_t i = 0; i < text.size; i++)
        count += text.at[i] == '\n';
    return count < BL_LINES_MAX ? count : BL_LINES_MAX;
}

static void keep(reader *r, bl_lines *out)
{
    size_t count = 0;
    for (size_t i = 0; i < r->count; i++)
        if (!r->is_out[i])
            r->at[count++] = r->at[i];
    *out = (bl_lines){r->at, count, r->count - count, r->name};
}

bl_status bl_lines_read(bl_text text, bl_arena *arena, bl_complaints *complaints, bl_lines *out,
                        bl_err *err)
{
    if (text.size > BL_GAZETTE_BYTES_MAX)
        return bl_fail(err, BL_INVALID, "it has more than %d MiB: no issue is as long",
                       BL_GAZETTE_BYTES_MAX / (1024 * 1024));
    size_t room = count_lines(text);
    reader r = {.arena = arena, .complaints = complaints};
    r.at = bl_arena_new(arena, room * sizeof *r.at);
    r.is_out = bl_arena_new(arena, room * sizeof *r.is_out);
    bl_status status = bl_arena_status(arena, err);
    if (status == BL_OK)
        status = split(&r, text, err);
    if (status == BL_OK)
        status = bl_arena_status(arena, err);
    if (status != BL_OK)
        return status;
    find_page_numbers(&r);
    find_named_heads(&r);
    find_returning_heads(&r);
    keep(&r, out);
    return bl_arena_status(arena, err);
}

bl_text bl_lines_text(const bl_lines *lines, size_t index)
{
    return index < lines->count ? lines->at[index].text : (bl_text){"", 0};
}

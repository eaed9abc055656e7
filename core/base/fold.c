/* SPDX-License-Identifier: MIT */
#define _GNU_SOURCE /* memmem */
#include "base/fold.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#define FOLDED_MAX 32 /* characters that one folds into; Unicode has none of more than 18 */

static bool make_room(bl_fold *fold, size_t size)
{
    size_t room = fold->room ? fold->room : 256;
    while (room < size)
        room *= 2;
    if (room == fold->room)
        return true;
    size_t *from = realloc(fold->from, room * sizeof *from);
    if (!from)
        return false;
    fold->from = from;
    fold->room = room;
    return true;
}

static bool is_blank(int32_t code)
{
    utf8proc_category_t kind = utf8proc_category(code);
    return code == '\t' || code == '\n' || code == '\r' || kind == UTF8PROC_CATEGORY_ZS ||
           kind == UTF8PROC_CATEGORY_CF;
}

/* Adds what the character at `at` folds into. */
static bool add(bl_fold *fold, int32_t code, size_t at)
{
    utf8proc_int32_t folded[FOLDED_MAX];
    utf8proc_option_t how = UTF8PROC_COMPAT | UTF8PROC_DECOMPOSE | UTF8PROC_CASEFOLD;
    int boundary = 0;
    utf8proc_ssize_t count =
        utf8proc_decompose_char(code < 0 ? 0xFFFD : code, folded, FOLDED_MAX, how, &boundary);
    for (utf8proc_ssize_t i = 0; i < count && i < FOLDED_MAX; i++) {
        utf8proc_uint8_t bytes[4];
        if (is_blank(folded[i]))
            continue;
        utf8proc_ssize_t size = utf8proc_encode_char(folded[i], bytes);
        if (!make_room(fold, fold->bytes.size + (size_t)size + 1))
            return false;
        for (utf8proc_ssize_t j = 0; j < size; j++)
            fold->from[fold->bytes.size + (size_t)j] = at;
        bl_buffer_add(&fold->bytes, bytes, (size_t)size);
    }
    return true;
}

bl_status bl_fold_text(bl_fold *fold, bl_text text, bl_err *err)
{
    bool fits = make_room(fold, 1);
    bl_buffer_clear(&fold->bytes);
    for (size_t at = 0; fits && at < text.size;) {
        int32_t code;
        size_t size = bl_text_next(text, at, &code);
        fits = is_blank(code) || add(fold, code, at);
        at += size;
    }
    if (!fits)
        return bl_fail(err, BL_NO_MEMORY, "no memory to search");
    fold->from[fold->bytes.size] = text.size;
    return bl_buffer_status(&fold->bytes, err);
}

bool bl_fold_find(const bl_fold *fold, const bl_fold *words, size_t from, bl_fold_match *out)
{
    size_t start = 0, size = words->bytes.size;
    while (start < fold->bytes.size && fold->from[start] < from)
        start++;
    if (size == 0 || fold->bytes.size - start < size)
        return false;
    const char *found =
        memmem(fold->bytes.at + start, fold->bytes.size - start, words->bytes.at, size);
    if (!found)
        return false;
    size_t at = (size_t)(found - fold->bytes.at), end = at + size;
    /* Up to where the last character ends: blanks behind it are no part of the match. */
    size_t last = fold->from[end - 1];
    while (end < fold->bytes.size && fold->from[end] == last)
        end++;
    *out = (bl_fold_match){fold->from[at], fold->from[end]};
    return true;
}

void bl_fold_deinit(bl_fold *fold)
{
    bl_buffer_deinit(&fold->bytes);
    free(fold->from);
    *fold = (bl_fold){0};
}

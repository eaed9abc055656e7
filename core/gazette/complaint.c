/* SPDX-License-Identifier: MIT */
#include "gazette/complaint.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#define QUOTED_BYTES 60
#define WORDS_BYTES  400

void bl_complaint_add(bl_complaints *complaints, bl_arena *arena, int line, const char *format, ...)
{
    char words[WORDS_BYTES];
    va_list list;
    if (complaints->count++ >= BL_COMPLAINTS_MAX)
        return;
    va_start(list, format);
    vsnprintf(words, sizeof words, format, list);
    va_end(list);
    bl_complaint *made = bl_arena_new(arena, sizeof *made);
    if (!made)
        return;
    made->line = line;
    made->words = bl_arena_copy(arena, bl_text_of(words));
    if (complaints->last)
        complaints->last->next = made;
    else
        complaints->first = made;
    complaints->last = made;
}

bl_text bl_complaint_quote(bl_text text)
{
    return bl_text_view_head(text, QUOTED_BYTES);
}

/* They come nearly in order: each is put where it belongs from the end of what is in order. */
void bl_complaints_sort(bl_complaints *complaints)
{
    bl_complaints sorted = {.count = complaints->count};
    for (bl_complaint *next, *at = complaints->first; at; at = next) {
        next = (bl_complaint *)at->next;
        bl_complaint *before = sorted.last && sorted.last->line <= at->line ? sorted.last : NULL;
        for (bl_complaint *each = before ? NULL : sorted.first; each && each->line <= at->line;
             each = (bl_complaint *)each->next)
            before = each;
        at->next = before ? before->next : sorted.first;
        if (before)
            before->next = at;
        else
            sorted.first = at;
        if (!at->next)
            sorted.last = at;
    }
    *complaints = sorted;
}

/* SPDX-License-Identifier: MIT
 * complaint.h - what of a gazette was not understood, each with its line.
 *
 * Nothing is dropped silently: a line that has no place, a number out of order, a document that the
 * contents promise and the issue lacks.
 *
 * Layer: gazette. Uses: base/arena.
 */
#pragma once

#include "base/arena.h"

#define BL_COMPLAINTS_MAX 1000 /* that are kept; more are only counted */

typedef struct bl_complaint {
    const struct bl_complaint *next;
    int line;
    bl_text words;
} bl_complaint;

/* In the order in which they came up. Zeroed, it is empty. */
typedef struct bl_complaints {
    bl_complaint *first, *last;
    size_t count;
} bl_complaints;

void bl_complaint_add(bl_complaints *complaints, bl_arena *arena, int line, const char *format, ...)
    BL_PRINTF(4, 5);
/* The beginning of a text, short enough to be quoted. */
bl_text bl_complaint_quote(bl_text text);
/* In the order of their lines. */
void bl_complaints_sort(bl_complaints *complaints);

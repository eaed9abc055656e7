/* SPDX-License-Identifier: MIT
 * lines.h - lines out of bytes as they arrive, none longer than BL_LINE_MAX.
 *
 * Layer: app. Uses: base/text.
 */
#pragma once

#include "base/text.h"

#define BL_LINE_MAX (1u << 20) /* bytes, without its end */

/* All zero is an empty one. */
typedef struct bl_lines {
    bl_buffer bytes;
    size_t taken; /* bytes that were given as lines */
    bool skips;   /* the rest of a line that was too long is being left out */
} bl_lines;

typedef enum bl_lines_found {
    BL_LINES_NONE, /* no whole line is there */
    BL_LINES_ONE,
    BL_LINES_OVERLONG /* one was longer than lines may be; what it says is lost */
} bl_lines_found;

void bl_lines_deinit(bl_lines *lines);
void bl_lines_add(bl_lines *lines, const char *bytes, size_t size);
/* The next line, without its end; blank ones are left out. At the end of the input, `last`, what
 * has no end is a line as well. `*out` may be written to, and dies with the next addition. */
bl_lines_found bl_lines_next(bl_lines *lines, bool last, char **out, size_t *size);
/* Bytes that wait to be taken. */
size_t bl_lines_size(const bl_lines *lines);

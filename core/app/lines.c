/* SPDX-License-Identifier: MIT */
#include "app/lines.h"

#include <string.h>

void bl_lines_deinit(bl_lines *lines)
{
    bl_buffer_deinit(&lines->bytes);
    *lines = (bl_lines){0};
}

size_t bl_lines_size(const bl_lines *lines)
{
    return lines->bytes.size - lines->taken;
}

/* What was taken is given up when more comes, so that what is left moves once. */
void bl_lines_add(bl_lines *lines, const char *bytes, size_t size)
{
    if (lines->taken > 0) {
        size_t left = bl_lines_size(lines);
        memmove(lines->bytes.at, lines->bytes.at + lines->taken, left);
        bl_buffer_cut(&lines->bytes, left);
        lines->taken = 0;
    }
    bl_buffer_add(&lines->bytes, bytes, size);
}

static bool is_blank(const char *at, size_t size)
{
    for (size_t i = 0; i < size; i++)
        if (at[i] != ' ' && at[i] != '\t' && at[i] != '\r')
            return false;
    return true;
}

/* Where no end of a line is: a line that grew too long is told at once, and its rest left out. */
static bl_lines_found find_rest(bl_lines *lines, bool last, size_t *size)
{
    size_t left = bl_lines_size(lines);
    if (left > BL_LINE_MAX || (lines->skips && left > 0)) {
        bool told = lines->skips;
        lines->skips = !last;
        lines->taken = lines->bytes.size;
        return told ? BL_LINES_NONE : BL_LINES_OVERLONG;
    }
    *size = left;
    return last && left > 0 ? BL_LINES_ONE : BL_LINES_NONE;
}

bl_lines_found bl_lines_next(bl_lines *lines, bool last, char **out, size_t *size)
{
    for (;;) {
        *out = lines->bytes.at + lines->taken;
        size_t left = bl_lines_size(lines);
        const char *end = left > 0 ? memchr(*out, '\n', left) : NULL;
        if (!end) {
            bl_lines_found found = find_rest(lines, last, size);
            if (found != BL_LINES_ONE)
                return found;
            lines->taken += *size;
            return is_blank(*out, *size) ? BL_LINES_NONE : BL_LINES_ONE;
        }
        *size = (size_t)(end - *out);
        lines->taken += *size + 1;
        bool skipped = lines->skips;
        lines->skips = false;
        if (skipped || is_blank(*out, *size))
            continue;
        return *size > BL_LINE_MAX ? BL_LINES_OVERLONG : BL_LINES_ONE;
    }
}

/* SPDX-License-Identifier: MIT
 * lines.h - the lines of a gazette that say something.
 *
 * Left out are blank lines, page numbers and page heads. A page head is a line that returns, with
 * other digits perhaps, and cuts sentences or stands beside page numbers; or names the gazette and
 * its issue. What was left out is counted. Marks of text conversion (**, #, a leading dash) are
 * taken away; a byte order mark, CR LF and form feeds are no trouble.
 *
 * Layer: gazette. Uses: gazette/phrase, gazette/complaint.
 */
#pragma once

#include "gazette/complaint.h"
#include "gazette/phrase.h"

#define BL_GAZETTE_BYTES_MAX (16 * 1024 * 1024)
#define BL_LINE_BYTES_MAX    (64 * 1024)
#define BL_LINES_MAX         200000 /* that say something */

typedef struct bl_line {
    bl_text text;     /* without blanks around it; tabs inside it part the cells of a table */
    int number;       /* from 1, in the file                              */
    bool after_blank; /* nothing or a blank line stands before it         */
    bool is_indented; /* begins with blanks as a paragraph does           */
} bl_line;

typedef struct bl_lines {
    bl_line *at;
    size_t count;
    size_t left_out; /* page heads and page numbers */
    bl_text name;    /* of the issue, from its first head; of nothing when there is none */
} bl_lines;

/* A view of a line; one past the last has no text. */
bl_text bl_lines_text(const bl_lines *lines, size_t index);
/* Reads the text; the lines live as long as the arena. BL_INVALID, with the line, for what is no
 * text or is past a limit; BL_NO_MEMORY. */
BL_MUST_USE bl_status bl_lines_read(bl_text text, bl_arena *arena, bl_complaints *complaints,
                                    bl_lines *out, bl_err *err);

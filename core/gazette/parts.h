/* SPDX-License-Identifier: MIT
 * parts.h - the lines of an issue parted: its front, its notices, and what each of them brings.
 *
 * A notice begins with its title, which stands before its number (文号). It has a frame: to whom it
 * goes, who signs, the day, what is printed about publication. Behind the frame stand pieces: texts
 * it brings (《...办法》), each with a title and a numbering of its own, and annexes (附件).
 *
 * Only spans of lines come out; nothing is copied.
 *
 * Layer: gazette. Uses: gazette/lines.
 */
#pragma once

#include "gazette/lines.h"
#include "gazette/mark.h"

#define BL_PIECES_MAX 64

/* Lines from one to before another. */
typedef struct bl_span {
    size_t from, to;
} bl_span;

/* A text with a title and a numbering of its own, or an annex. */
typedef struct bl_piece {
    bool is_annex;
    int number; /* of the annex; 0 when it has none */
    bl_span title;
    size_t title_skip; /* bytes of its first line that are no title: "附件 2：" */
    bl_span body;
} bl_piece;

/* One notice. Spans of nothing are where something is not printed. Lines that belong to its frame
 * but are neither of these (the day, what is printed about publication) are in no span. */
typedef struct bl_parts {
    bl_span title;
    size_t number; /* the line of the 文号; its notice ends before `to` */
    size_t to;
    bl_span addressed;
    bl_span own; /* its own paragraphs */
    bl_span signers;
    bool has_date;
    bl_date signed_on;
    bl_piece pieces[BL_PIECES_MAX];
    size_t count;
} bl_parts;

/* Takes the tables of contents inside of notices out of the lines. */
void bl_parts_drop_contents(bl_lines *lines, bl_arena *arena, bl_complaints *complaints);
/* Finds the next notice whose number stands on line `from` or behind it, as far as its end. */
bool bl_parts_next(const bl_lines *lines, size_t from, bl_parts *out);
/* Parts it: fills in all that bl_parts_next leaves empty. What can't be parted as it should is
 * complained of. */
void bl_parts_read(const bl_lines *lines, bl_arena *arena, bl_complaints *complaints,
                   bl_parts *parts);

/* Whether the line is 目录. */
bool bl_parts_is_contents(bl_text text);
/* Whether the lines number anything 一、 or wider. */
bool bl_parts_is_numbered(const bl_lines *lines, bl_span span);

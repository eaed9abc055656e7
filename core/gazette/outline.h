/* SPDX-License-Identifier: MIT
 * outline.h - the lines of one text read into its provisions.
 *
 * A sentence that a page's end cut is joined again. A number begins a provision when it is the next
 * one of its series, or can hardly be anything else; a number that is not the next one is
 * complained of. A paragraph behind the last of some items belongs to the provision that the items
 * stand in, unless each item before had such paragraphs too.
 *
 * Layer: gazette. Uses: gazette/lines, gazette/provision.
 */
#pragma once

#include "gazette/lines.h"
#include "gazette/provision.h"

typedef struct bl_outline {
    bl_provision *within; /* the annex it is the text of; NULL: the document itself */
    const char *prefix;   /* of every citation: "", 通知, 附件1                     */
    const char *plain;    /* cites a paragraph where nothing is numbered: 正文      */
    const char *row;      /* cites a row of a table without caption: 表 or nothing  */
    bool row_in_brackets; /* 表(3), not 附件3                                       */
} bl_outline;

/* Reads the lines from `from` to before `to` and adds their provisions to `out`. BL_INVALID, with
 * the line, past a limit; BL_NO_MEMORY. */
BL_MUST_USE bl_status bl_outline_read(const bl_outline *outline, const bl_lines *lines, size_t from,
                                      size_t to, bl_arena *arena, bl_complaints *complaints,
                                      bl_provisions *out, bl_err *err);

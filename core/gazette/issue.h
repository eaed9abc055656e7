/* SPDX-License-Identifier: MIT
 * issue.h - a gazette's issue in plain text, read into its documents.
 *
 * A notice begins with its title and its number (文号), which stands on a line of its own. What a
 * notice brings (《...办法》 printed behind a 印发通知) is a document under the notice's number;
 * when it brings several, they are NUMBER(一), NUMBER(二). The notice's own paragraphs are then the
 * 正文 of each. A notice that brings nothing is the document itself. A piece under 附件 stands
 * behind the rest, its citations under 附件 or 附件2; the only one of a notice that says nothing
 * else is what the notice brings.
 *
 * No file, no register: text in, documents and complaints out. Who signs, when, to whom and where
 * it was published are understood and kept apart from the provisions.
 *
 * Layer: gazette. Uses: gazette/outline.
 */
#pragma once

#include "gazette/outline.h"

typedef struct bl_issued {
    struct bl_issued *next;
    bl_text number; /* 某政发〔2021〕3号, 某政办发〔2021〕19号(二) */
    bl_text title;  /* of what is brought, else of the notice      */
    bl_text notice; /* title of the notice                         */
    bl_text issuer;
    bl_text addressed; /* to whom; of nothing when it is not said */
    bool has_signed;
    bl_date signed_on;
    int line; /* of the number */
    bl_provisions provisions;
} bl_issued;

typedef struct bl_issue {
    bl_arena arena; /* everything else lives in it */
    bl_text name;   /* of the issue, as its heads say; of nothing when they don't */
    bl_issued *first, *last;
    size_t count;
    size_t left_out; /* page heads and page numbers */
    bl_complaints complaints;
} bl_issue;

/* Fills a zeroed issue. BL_INVALID for what is no text, has no document in it, or is past a limit
 * of gazette/lines.h; BL_NO_MEMORY. `out` is to be ended in any case. */
BL_MUST_USE bl_status bl_issue_read(bl_text text, bl_issue *out, bl_err *err);
void bl_issue_deinit(bl_issue *issue);

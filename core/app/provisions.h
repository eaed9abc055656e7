/* SPDX-License-Identifier: MIT
 * provisions.h - the provisions of a document's texts as they are counted: each citation once, with
 * what stands in it and what it says.
 *
 * A first paragraph belongs to what it is the first of: 一第一款 is 一. Titles (part, chapter,
 * section, annex, caption, the head of a table) are not counted unless they have a text of their
 * own; all else is: articles, headings, items and what is in them, rows, boxes, further paragraphs,
 * and the parts without a number (导语, 正文, 末段, 解释).
 *
 * A document that brings several texts, NUMBER(一) and NUMBER(二), is one list, in which citations
 * have the text's own number before them: (二)第三条.
 *
 * Layer: app. Uses: domain/document.
 */
#pragma once

#include "domain/document.h"

#define BL_NO_PROVISION SIZE_MAX

typedef struct bl_counted {
    bl_text cite;
    bl_text begins;  /* how it begins, as printed */
    bl_buffer words; /* all that it says itself   */
    char hash[BL_DOCUMENT_HASH_SIZE];
    bl_rank rank;
    size_t whole;    /* the place of what it stands in; BL_NO_PROVISION: of nothing */
    bool is_counted; /* no mere title */
    bool leans;      /* it goes on from what its whole says: an item, not a further paragraph */
    size_t text;     /* which of the document's texts */
} bl_counted;

/* Zeroed, it is empty. What its texts point at lives in the issue. */
typedef struct bl_provision_list {
    bl_arena arena;
    bl_counted *at; /* in the order of the texts */
    size_t count, room;
    const bl_issued **texts;
    size_t text_count, text_room;
} bl_provision_list;

/* Reads the texts of the document of that number, which may be one text of several. BL_NOT_FOUND
 * when the issue has none, with the number most like it. */
BL_MUST_USE bl_status bl_provision_list_read(const bl_issue *issue, bl_text number,
                                             bl_provision_list *out, bl_err *err);
void bl_provision_list_deinit(bl_provision_list *list);

/* The place of what a citation means, BL_NO_PROVISION for nothing. Where a paragraph is named that
 * the text's citations leave out, it may be. `*several` is whether it stands in several texts, of
 * which none was named. */
size_t bl_provision_list_find(const bl_provision_list *list, bl_text cite, bool *several);
/* Whether the one at `place` is or stands in the one at `whole`. */
bool bl_provision_list_within(const bl_provision_list *list, size_t place, size_t whole);

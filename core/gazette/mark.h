/* SPDX-License-Identifier: MIT
 * mark.h - the number that a paragraph begins with: 第十七条, 二、, (三), 1., (1), ①.
 *
 * Brackets and digits may be of half or full width, or mixed. A mark says what the line looks like;
 * whether the line is meant so depends on what stands around it ("第十七条规定的材料"), and is for
 * the outline to judge.
 *
 * Layer: gazette. Uses: gazette/numeral.
 */
#pragma once

#include "base/text.h"

/* From the widest to the narrowest; one stands within those before it. */
typedef enum bl_rank {
    BL_RANK_NONE,     /* the document itself       */
    BL_RANK_PART,     /* 第一编                    */
    BL_RANK_CHAPTER,  /* 第一章                    */
    BL_RANK_SECTION,  /* 第一节                    */
    BL_RANK_ARTICLE,  /* 第一条                    */
    BL_RANK_HEADING,  /* 一、                      */
    BL_RANK_BOX,      /* 专栏1                     */
    BL_RANK_ITEM,     /* (一)                      */
    BL_RANK_POINT,    /* 1.                        */
    BL_RANK_SUBPOINT, /* (1)                       */
    BL_RANK_BIT,      /* ①                         */
    BL_RANK_TEXT,     /* a paragraph without mark  */
    BL_RANK_TABLE,    /* 表1, the line over it     */
    BL_RANK_ROW,      /* of a table                */
    BL_RANK_ANNEX     /* 附件1, its title          */
} bl_rank;

#define BL_RANK_COUNT (BL_RANK_BIT + 1) /* of those that others stand within */

typedef struct bl_mark {
    bl_rank rank;
    int number;
    int insert;   /* 第十条之一: 1 */
    size_t label; /* bytes of the mark itself             */
    size_t size;  /* and of the blanks behind it          */
    bool is_firm; /* can hardly be running text: brackets, a point, a blank behind */
} bl_mark;

/* Whether the line begins with a mark. */
bool bl_mark_read(bl_text line, bl_mark *out);
/* Its part of a citation: 第十七条, (二), 1. */
void bl_mark_cite(const bl_mark *mark, bl_buffer *out);
/* What the rank is called in a register, an English word. */
const char *bl_rank_name(bl_rank rank);

/* The citation as the register has it: half-width brackets and digits, Chinese numbers of articles,
 * no blanks; 第十九条第(二)项, 第19条第二项 become 第十九条(二), and a first 款 is left out. */
void bl_mark_plain_cite(bl_text text, bl_buffer *out);
/* 第三条第二款(一) becomes 第三条(一), as which it stands where no other paragraph has such items;
 * false when it names no paragraph before an item. */
bool bl_mark_leave_out_paragraph(bl_buffer *cite);
/* Whether the whole text is a citation in that form: numbers of provisions, and the words for those
 * without one. */
bool bl_mark_is_cite(bl_text text);

/* Whether `text` has `words` at byte `at`. */
bool bl_mark_at(bl_text text, size_t at, const char *words);
/* Where the blanks at `at` end: spaces of any width. */
size_t bl_mark_skip_blanks(bl_text text, size_t at);

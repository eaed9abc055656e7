/* SPDX-License-Identifier: MIT
 * provision.h - one addressable piece of a document: a chapter, an article, an item, a paragraph.
 *
 * Its citation is written as notices are cited, with half-width brackets: 第十九条(二), 二(一)2,
 * 第三章第一节一, 第四十七条第二款. What has no number of its own is 导语 (before the first
 * number), 末段 and 解释 (behind the last), 正文 (where nothing is numbered).
 *
 * Layer: gazette. Uses: gazette/mark.
 */
#pragma once

#include "gazette/mark.h"

#define BL_PROVISION_BYTES_MAX (64 * 1024)

typedef struct bl_provision {
    struct bl_provision *next;
    const struct bl_provision *parent; /* NULL: of the document itself */
    bl_rank rank;
    int depth;     /* 0: of the document itself */
    int line;      /* where it begins           */
    bl_text cite;  /* unique but where the print itself is not */
    bl_text label; /* its number as printed; of nothing when it has none */
    bl_text text;  /* behind the label, with its pages joined; cells of a row are parted by tabs */
} bl_provision;

/* In the order of the text. Zeroed, it is empty. */
typedef struct bl_provisions {
    bl_provision *first, *last;
    size_t count;
    size_t articles;  /* 条 */
    bool is_numbered; /* has articles, or parts that are numbered 一、 or wider */
} bl_provisions;

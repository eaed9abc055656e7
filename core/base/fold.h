/* SPDX-License-Identifier: MIT
 * fold.h - text made ready to be searched: width, case and blanks do not count.
 *
 * Each character is brought to its compatible form (NFKC) in lower case, so that （ is ( and Ａ is
 * a; blanks of any kind are left out, so that "30 日" is "30日". Where each byte came from is kept,
 * and so what was found can be shown as it was printed.
 *
 * Layer: base. Uses: base/text.
 */
#pragma once

#include "base/text.h"

typedef struct bl_fold {
    bl_buffer bytes;
    size_t *from; /* for each byte, where its character begins in the text; then the text's size */
    size_t room;
} bl_fold;

/* A part of the text that was folded, in its own bytes. */
typedef struct bl_fold_match {
    size_t from, to;
} bl_fold_match;

/* Folds `text` into `fold`, whose memory is used again. BL_NO_MEMORY. */
BL_MUST_USE bl_status bl_fold_text(bl_fold *fold, bl_text text, bl_err *err);
/* The first match at or behind byte `from` of the text; false when there is none, or no words. */
bool bl_fold_find(const bl_fold *fold, const bl_fold *words, size_t from, bl_fold_match *out);
void bl_fold_deinit(bl_fold *fold);

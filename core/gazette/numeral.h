/* SPDX-License-Identifier: MIT
 * numeral.h - the numbers of notices: 三, 十二, 一百零三, 二〇二一, 12, １２.
 *
 * Numbers are 0 to BL_NUMERAL_MAX. A run of numerals that is no number (十十, 一二百) is refused
 * whole, not read in part.
 *
 * Layer: gazette. Uses: base/text.
 */
#pragma once

#include "base/text.h"

#define BL_NUMERAL_MAX 9999

typedef enum bl_numeral {
    BL_NUMERAL_NONE,
    BL_NUMERAL_CHINESE, /* 一 to 九千九百九十九; digit by digit too: 二〇二一 */
    BL_NUMERAL_DIGITS   /* 0 to 9999, half or full width                      */
} bl_numeral;

/* Reads the number at byte `*at` and leaves `*at` behind it. NONE leaves both alone. */
bl_numeral bl_numeral_read(bl_text text, size_t *at, int *out);
/* In Chinese: 十二, 一百零三. */
void bl_numeral_write(int number, bl_buffer *out);

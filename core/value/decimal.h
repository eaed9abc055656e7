/* SPDX-License-Identifier: MIT
 * decimal.h - decimal numbers as people write them.
 *
 * Only reading: an optional sign, ASCII digits, an optional "." with digits behind it. No exponent,
 * no blanks. What was read is a whole number and a count of decimals: "12.50" is 1250 and 2.
 *
 * Layer: value. Uses: base/err, base/text.
 */
#pragma once

#include "base/err.h"
#include "base/text.h"

#define BL_DECIMAL_PLACES_MAX 9

typedef struct bl_decimal {
    int64_t digits;
    int places; /* the number is digits / 10^places */
} bl_decimal;

/* With `grouped`, "," may stand between groups of three whole digits, then between all of them.
 * BL_INVALID with words, also past `places_max`; BL_OVERFLOW when the digits leave int64_t. */
BL_MUST_USE bl_status bl_decimal_from_text(bl_text text, bool grouped, int places_max,
                                           bl_decimal *out, bl_err *err);
/* 10^places, for 0 to BL_DECIMAL_PLACES_MAX. */
int64_t bl_decimal_unit(int places);

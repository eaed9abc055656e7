/* SPDX-License-Identifier: MIT
 * ratio.h - exact fractions, and how a fraction becomes a whole number.
 *
 * A ratio is numerator / denominator in lowest terms, the denominator positive. A percentage
 * is a ratio times 100 only when it is printed. Nothing is rounded unless a rounding is named.
 *
 * Layer: value. Uses: base/err, base/text, value/decimal.
 */
#pragma once

#include "base/err.h"
#include "base/text.h"

typedef enum bl_rounding {
    BL_ROUND_HALF_UP, /* halves away from zero: the default of the notices */
    BL_ROUND_HALF_EVEN,
    BL_ROUND_DOWN, /* towards zero   */
    BL_ROUND_UP    /* away from zero */
} bl_rounding;

/* Made by the functions below only: comparing and adding rely on its invariant. */
typedef struct bl_ratio {
    int64_t numerator;
    int64_t denominator;
} bl_ratio;

/* Lowest terms. BL_INVALID for a zero denominator, BL_OVERFLOW when the terms don't fit. */
BL_MUST_USE bl_status bl_ratio_make(int64_t numerator, int64_t denominator, bl_ratio *out,
                                    bl_err *err);
/* From decimal text such as "-12.5" (no exponent, at most 9 decimals): 12.5 becomes 25/2.
 * BL_INVALID with words otherwise, BL_OVERFLOW when the digits don't fit. */
BL_MUST_USE bl_status bl_ratio_from_text(bl_text text, bl_ratio *out, bl_err *err);
/* From a JSON real whose shortest decimal form has at most 9 decimals and 15 digits: that decimal,
 * exactly. BL_INVALID for others, BL_OVERFLOW past 10^15. */
BL_MUST_USE bl_status bl_ratio_from_double(double number, bl_ratio *out, bl_err *err);

/* Exact. BL_OVERFLOW when the lowest terms don't fit; `*out` is then untouched. Division by zero is
 * BL_INVALID. */
BL_MUST_USE bl_status bl_ratio_add(bl_ratio a, bl_ratio b, bl_ratio *out, bl_err *err);
BL_MUST_USE bl_status bl_ratio_subtract(bl_ratio a, bl_ratio b, bl_ratio *out, bl_err *err);
BL_MUST_USE bl_status bl_ratio_multiply(bl_ratio a, bl_ratio b, bl_ratio *out, bl_err *err);
BL_MUST_USE bl_status bl_ratio_divide(bl_ratio a, bl_ratio b, bl_ratio *out, bl_err *err);
/* Sign of a - b, exact. */
int bl_ratio_compare(bl_ratio a, bl_ratio b);

/* a x numerator / denominator in 128 bits, rounded as named. BL_INVALID for a zero denominator,
 * BL_OVERFLOW when the result leaves int64_t. */
BL_MUST_USE bl_status bl_round_product(int64_t a, int64_t numerator, int64_t denominator,
                                       bl_rounding rounding, int64_t *out, bl_err *err);

/* As a decimal number, halves up at `decimals` (0 to 9), no trailing zeros ("30.3", "4"). */
void bl_ratio_write(bl_ratio ratio, int decimals, bl_buffer *out);

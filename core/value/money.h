/* SPDX-License-Identifier: MIT
 * money.h - exact amounts of yuan.
 *
 * An amount is a signed count of fen (1/100 yuan) within +/- BL_MONEY_FEN_MAX, so that any
 * two amounts add in int64_t. No floating point is kept; a double is only read, and only
 * when it is exactly the amount that it was written as. Whoever divides names the rounding.
 *
 * Layer: value. Uses: base/err, base/text, value/ratio.
 */
#pragma once

#include "base/err.h"
#include "base/text.h"
#include "value/ratio.h"

#define BL_MONEY_FEN_MAX INT64_C(1000000000000000000)

typedef struct bl_money {
    int64_t fen;
} bl_money;

/* From whole yuan. BL_OVERFLOW past the limit. */
BL_MUST_USE bl_status bl_money_from_yuan(int64_t yuan, bl_money *out, bl_err *err);
/* From a JSON real: the fen for which fen / 100.0 == x. BL_INVALID when there is none (a third
 * decimal, NaN). BL_OVERFLOW at 2^46 yuan and past it, where two amounts may be the same double. */
BL_MUST_USE bl_status bl_money_from_double(double yuan, bl_money *out, bl_err *err);
/* From decimal text: optional sign, digits with optional "," every three, at most two decimals.
 * BL_INVALID with words otherwise. */
BL_MUST_USE bl_status bl_money_from_text(bl_text text, bl_money *out, bl_err *err);

BL_MUST_USE bl_status bl_money_add(bl_money a, bl_money b, bl_money *out, bl_err *err);
BL_MUST_USE bl_status bl_money_subtract(bl_money a, bl_money b, bl_money *out, bl_err *err);
/* a x ratio, rounded to a whole fen as named. BL_OVERFLOW past the limit. */
BL_MUST_USE bl_status bl_money_scale(bl_money a, bl_ratio by, bl_rounding rounding, bl_money *out,
                                     bl_err *err);
/* a / b, exact. BL_INVALID when b is zero, BL_OVERFLOW when the lowest terms don't fit. */
BL_MUST_USE bl_status bl_money_divide(bl_money a, bl_money b, bl_ratio *out, bl_err *err);

/* As a JSON number in yuan: no more decimals than it needs ("83.33", "30", "0.5"). */
void bl_money_write(bl_money amount, bl_buffer *out);
/* For people: "1,234,567.80", always two decimals unless `whole` and there are none. */
void bl_money_write_grouped(bl_money amount, bool whole, bl_buffer *out);

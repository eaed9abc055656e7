/* SPDX-License-Identifier: MIT */
#include "value/money.h"

#include <math.h>

#include "value/decimal.h"

#define DOUBLE_LIMIT 0x1p46 /* below it doubles lie closer together than fen */

static bool in_range(int64_t fen)
{
    return fen >= -BL_MONEY_FEN_MAX && fen <= BL_MONEY_FEN_MAX;
}

static bl_status keep(int64_t fen, bl_money *out, bl_err *err)
{
    if (!in_range(fen))
        return bl_fail(err, BL_OVERFLOW, "the amount is larger than any that is kept (10^16 yuan)");
    *out = (bl_money){fen};
    return BL_OK;
}

bl_status bl_money_from_yuan(int64_t yuan, bl_money *out, bl_err *err)
{
    int64_t fen;
    if (__builtin_mul_overflow(yuan, 100, &fen))
        fen = INT64_MAX;
    return keep(fen, out, err);
}

/* Below the limit both parts are exact and a fen is more than a step between doubles, so the
 * nearest whole number of fen is the one that was written, if any was. */
bl_status bl_money_from_double(double yuan, bl_money *out, bl_err *err)
{
    if (isnan(yuan))
        return bl_fail(err, BL_INVALID, "not a number");
    if (!(fabs(yuan) < DOUBLE_LIMIT))
        return bl_fail(err, BL_OVERFLOW, "%.15g yuan is too large to be read exactly", yuan);

    double whole = trunc(yuan);
    double fen = whole * 100 + round((yuan - whole) * 100);
    if (fen / 100 != yuan)
        return bl_fail(err, BL_INVALID, "%.15g yuan is not a whole number of fen", yuan);
    return keep((int64_t)fen, out, err);
}

bl_status bl_money_from_text(bl_text text, bl_money *out, bl_err *err)
{
    bl_decimal read;
    bl_status status = bl_decimal_from_text(text, true, 2, &read, err);
    if (status != BL_OK)
        return status;

    int64_t fen;
    if (__builtin_mul_overflow(read.digits, bl_decimal_unit(2 - read.places), &fen))
        fen = INT64_MAX;
    return keep(fen, out, err);
}

bl_status bl_money_add(bl_money a, bl_money b, bl_money *out, bl_err *err)
{
    BL_REQUIRE(in_range(a.fen));
    BL_REQUIRE(in_range(b.fen));

    return keep(a.fen + b.fen, out, err);
}

bl_status bl_money_subtract(bl_money a, bl_money b, bl_money *out, bl_err *err)
{
    BL_REQUIRE(in_range(a.fen));
    BL_REQUIRE(in_range(b.fen));

    return keep(a.fen - b.fen, out, err);
}

bl_status bl_money_scale(bl_money a, bl_ratio by, bl_rounding rounding, bl_money *out, bl_err *err)
{
    BL_REQUIRE(in_range(a.fen));
    BL_REQUIRE(by.denominator > 0);

    int64_t fen;
    bl_status status = bl_round_product(a.fen, by.numerator, by.denominator, rounding, &fen, err);
    return status == BL_OK ? keep(fen, out, err) : status;
}

bl_status bl_money_divide(bl_money a, bl_money b, bl_ratio *out, bl_err *err)
{
    BL_REQUIRE(in_range(a.fen));
    BL_REQUIRE(in_range(b.fen));

    if (b.fen == 0)
        return bl_fail(err, BL_INVALID, "an amount cannot be divided by 0 yuan");
    return bl_ratio_make(a.fen, b.fen, out, err);
}

/* Writes the sign and gives the yuan and the fen without it. */
static void split(bl_money amount, bl_buffer *out, uint64_t *yuan, unsigned *fen)
{
    if (amount.fen < 0)
        bl_buffer_add_char(out, '-');
    uint64_t all = (uint64_t)(amount.fen < 0 ? -amount.fen : amount.fen);
    *yuan = all / 100;
    *fen = (unsigned)(all % 100);
}

void bl_money_write(bl_money amount, bl_buffer *out)
{
    BL_REQUIRE(in_range(amount.fen));

    uint64_t yuan;
    unsigned fen;
    split(amount, out, &yuan, &fen);
    bl_buffer_add_int(out, (int64_t)yuan);
    if (fen == 0)
        return;
    char decimals[3] = {'.', (char)('0' + fen / 10), (char)('0' + fen % 10)};
    bl_buffer_add(out, decimals, fen % 10 == 0 ? 2 : 3);
}

void bl_money_write_grouped(bl_money amount, bool whole, bl_buffer *out)
{
    BL_REQUIRE(in_range(amount.fen));

    uint64_t yuan;
    unsigned fen;
    split(amount, out, &yuan, &fen);

    uint64_t group = 1;
    while (yuan / group >= 1000)
        group *= 1000;
    bl_buffer_format(out, "%u", (unsigned)(yuan / group));
    for (group /= 1000; group > 0; group /= 1000)
        bl_buffer_format(out, ",%03u", (unsigned)(yuan / group % 1000));
    if (!whole || fen != 0)
        bl_buffer_format(out, ".%02u", fen);
}

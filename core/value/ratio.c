/* SPDX-License-Identifier: MIT */
#include "value/ratio.h"

#include <math.h>

#include "value/decimal.h"

#define DOUBLE_MAX 1e15 /* below it fifteen digits and the double say each other exactly */

/* Products of two int64_t, and sums of two such products, fit. */
__extension__ typedef __int128 wide;
__extension__ typedef unsigned __int128 natural;

static natural magnitude(wide number)
{
    return number < 0 ? 0 - (natural)number : (natural)number;
}

static natural common_divisor(natural a, natural b)
{
    while (b != 0) {
        if (((a | b) >> 64) == 0) {
            uint64_t x = (uint64_t)a, y = (uint64_t)b;
            while (y != 0) {
                uint64_t rest = x % y;
                x = y;
                y = rest;
            }
            return x;
        }
        natural rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

static bl_status reduce(wide numerator, wide denominator, bl_ratio *out, bl_err *err)
{
    if (denominator == 0)
        return bl_fail(err, BL_INVALID, "a ratio cannot have the denominator 0");

    wide divisor = (wide)common_divisor(magnitude(numerator), magnitude(denominator));
    if (denominator < 0)
        divisor = -divisor;
    numerator /= divisor;
    denominator /= divisor;
    if (numerator < INT64_MIN || numerator > INT64_MAX || denominator > INT64_MAX)
        return bl_fail(err, BL_OVERFLOW, "the ratio is too large or too fine to be kept exactly");

    *out = (bl_ratio){(int64_t)numerator, (int64_t)denominator};
    return BL_OK;
}

bl_status bl_ratio_make(int64_t numerator, int64_t denominator, bl_ratio *out, bl_err *err)
{
    return reduce(numerator, denominator, out, err);
}

bl_status bl_ratio_from_text(bl_text text, bl_ratio *out, bl_err *err)
{
    bl_decimal read;
    bl_status status = bl_decimal_from_text(text, false, BL_DECIMAL_PLACES_MAX, &read, err);
    if (status != BL_OK)
        return status;
    return reduce(read.digits, bl_decimal_unit(read.places), out, err);
}

/* The first count of decimals at which the nearest decimal reads back as the number is its
 * shortest form: within fifteen digits no two decimals are the same double. */
bl_status bl_ratio_from_double(double number, bl_ratio *out, bl_err *err)
{
    if (isnan(number))
        return bl_fail(err, BL_INVALID, "not a number");
    if (fabs(number) > DOUBLE_MAX)
        return bl_fail(err, BL_OVERFLOW, "%.15g is too large to be read exactly", number);

    for (int places = 0; places <= BL_DECIMAL_PLACES_MAX; places++) {
        int64_t unit = bl_decimal_unit(places);
        double scaled = round(number * (double)unit);
        if (fabs(scaled) > DOUBLE_MAX)
            break;
        if (scaled / (double)unit == number)
            return reduce((int64_t)scaled, unit, out, err);
    }
    return bl_fail(err, BL_INVALID, "%.15g has more than %d decimals or 15 digits", number,
                   BL_DECIMAL_PLACES_MAX);
}

bl_status bl_ratio_add(bl_ratio a, bl_ratio b, bl_ratio *out, bl_err *err)
{
    return reduce((wide)a.numerator * b.denominator + (wide)b.numerator * a.denominator,
                  (wide)a.denominator * b.denominator, out, err);
}

bl_status bl_ratio_subtract(bl_ratio a, bl_ratio b, bl_ratio *out, bl_err *err)
{
    return reduce((wide)a.numerator * b.denominator - (wide)b.numerator * a.denominator,
                  (wide)a.denominator * b.denominator, out, err);
}

bl_status bl_ratio_multiply(bl_ratio a, bl_ratio b, bl_ratio *out, bl_err *err)
{
    return reduce((wide)a.numerator * b.numerator, (wide)a.denominator * b.denominator, out, err);
}

bl_status bl_ratio_divide(bl_ratio a, bl_ratio b, bl_ratio *out, bl_err *err)
{
    return reduce((wide)a.numerator * b.denominator, (wide)a.denominator * b.numerator, out, err);
}

int bl_ratio_compare(bl_ratio a, bl_ratio b)
{
    wide left = (wide)a.numerator * b.denominator;
    wide right = (wide)b.numerator * a.denominator;
    return (left > right) - (left < right);
}

/* Whether the quotient cut towards zero moves one away from it. */
static bool rounds_away(natural quotient, natural rest, natural divisor, bl_rounding rounding)
{
    switch (rounding) {
    case BL_ROUND_HALF_UP:
        return rest >= divisor - rest;
    case BL_ROUND_HALF_EVEN:
        return rest > divisor - rest || (rest == divisor - rest && (quotient & 1) != 0);
    case BL_ROUND_UP:
        return rest > 0;
    case BL_ROUND_DOWN:
        return false;
    }
    bl_require_failed("a rounding that has a name", __FILE__, __LINE__);
}

static natural divide_rounded(natural dividend, natural divisor, bl_rounding rounding)
{
    natural quotient = dividend / divisor;
    return quotient + rounds_away(quotient, dividend % divisor, divisor, rounding);
}

bl_status bl_round_product(int64_t a, int64_t numerator, int64_t denominator, bl_rounding rounding,
                           int64_t *out, bl_err *err)
{
    if (denominator == 0)
        return bl_fail(err, BL_INVALID, "division by zero");

    wide product = (wide)a * numerator;
    bool negative = (product < 0) != (denominator < 0);
    natural rounded = divide_rounded(magnitude(product), magnitude(denominator), rounding);
    if (rounded > (natural)INT64_MAX + negative)
        return bl_fail(err, BL_OVERFLOW, "the product is too large");

    *out = (int64_t)(negative ? -(wide)rounded : (wide)rounded);
    return BL_OK;
}

void bl_ratio_write(bl_ratio ratio, int decimals, bl_buffer *out)
{
    BL_REQUIRE(decimals >= 0 && decimals <= BL_DECIMAL_PLACES_MAX);
    BL_REQUIRE(ratio.denominator > 0);

    uint64_t unit = (uint64_t)bl_decimal_unit(decimals);
    natural scaled = divide_rounded(magnitude(ratio.numerator) * unit, (natural)ratio.denominator,
                                    BL_ROUND_HALF_UP);
    uint64_t whole = (uint64_t)(scaled / unit);
    uint64_t rest = (uint64_t)(scaled % unit);
    while (rest != 0 && rest % 10 == 0) {
        rest /= 10;
        decimals--;
    }

    if (ratio.numerator < 0 && scaled > 0)
        bl_buffer_add_char(out, '-');
    if (rest != 0)
        bl_buffer_format(out, "%llu.%0*llu", (unsigned long long)whole, decimals,
                         (unsigned long long)rest);
    else
        bl_buffer_format(out, "%llu", (unsigned long long)whole);
}

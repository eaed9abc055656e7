/* SPDX-License-Identifier: MIT */
#include "value/decimal.h"

#define QUOTED_BYTES 40

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

static bl_status not_a_number(bl_text text, const char *why, bl_err *err)
{
    bl_text shown = bl_text_view_head(text, QUOTED_BYTES);
    return bl_fail(err, BL_INVALID, "\"%.*s\" is not a number: %s", (int)shown.size, shown.at, why);
}

static bool add_digit(int64_t *digits, char byte)
{
    return !__builtin_mul_overflow(*digits, 10, digits) &&
           !__builtin_sub_overflow(*digits, byte - '0', digits);
}

static bl_status too_large(bl_text text, bl_err *err)
{
    bl_text shown = bl_text_view_head(text, QUOTED_BYTES);
    return bl_fail(err, BL_OVERFLOW, "\"%.*s\" is too large", (int)shown.size, shown.at);
}

/* Digits are gathered below zero, where one more number fits than above. */
static bl_status finish(bl_text text, bool negative, bl_decimal read, bl_decimal *out, bl_err *err)
{
    if (!negative && __builtin_sub_overflow(0, read.digits, &read.digits))
        return too_large(text, err);
    *out = read;
    return BL_OK;
}

/* Where the whole digits end; SIZE_MAX when their commas are out of place. */
static size_t find_whole_end(bl_text text, size_t from, bool grouped)
{
    size_t run = 0;
    size_t at = from;
    bool commas = false;
    for (; at < text.size && (is_digit(text.at[at]) || text.at[at] == ','); at++) {
        if (text.at[at] != ',') {
            run++;
        } else if (!grouped || run == 0 || run > 3 || (commas && run != 3)) {
            return SIZE_MAX;
        } else {
            commas = true;
            run = 0;
        }
    }
    return commas && run != 3 ? SIZE_MAX : at;
}

bl_status bl_decimal_from_text(bl_text text, bool grouped, int places_max, bl_decimal *out,
                               bl_err *err)
{
    BL_REQUIRE(places_max >= 0 && places_max <= BL_DECIMAL_PLACES_MAX);

    bool negative = text.size > 0 && text.at[0] == '-';
    size_t from = negative || (text.size > 0 && text.at[0] == '+') ? 1 : 0;
    size_t point = find_whole_end(text, from, grouped);
    if (point == SIZE_MAX)
        return not_a_number(text,
                            grouped ? "a \",\" stands before every three digits, as in 24,000"
                                    : "it has a \",\"",
                            err);
    if (point == from || (point < text.size && text.at[point] != '.') || point + 1 == text.size)
        return not_a_number(text, "it is written with digits, as in 24000 or 83.33", err);

    bl_decimal read = {0, 0};
    for (size_t at = from; at < text.size; at++) {
        if (at == point || (at < point && text.at[at] == ','))
            continue;
        if (!is_digit(text.at[at]))
            return not_a_number(text, "it is written with digits, as in 24000 or 83.33", err);
        if (at > point && ++read.places > places_max)
            return bl_fail(err, BL_INVALID, "\"%.*s\" has more than %d decimals",
                           (int)bl_text_view_head(text, QUOTED_BYTES).size, text.at, places_max);
        if (!add_digit(&read.digits, text.at[at]))
            return too_large(text, err);
    }
    return finish(text, negative, read, out, err);
}

int64_t bl_decimal_unit(int places)
{
    BL_REQUIRE(places >= 0 && places <= BL_DECIMAL_PLACES_MAX);

    int64_t unit = 1;
    while (places-- > 0)
        unit *= 10;
    return unit;
}

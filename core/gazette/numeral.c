/* SPDX-License-Identifier: MIT */
#include "gazette/numeral.h"

#include <string.h>

static const char *const digits[] = {"〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"};

/* The value of a Chinese digit; of a unit, which is 10 or more; -1 for any other character. */
static int value_of(int32_t code)
{
    switch (code) {
    case 0x96F6: /* 零 */
    case 0x3007: /* 〇 */
    case 0x25CB: /* ○, which stands for it in print */
        return 0;
    case 0x4E00:
        return 1;
    case 0x4E8C:
    case 0x4E24: /* 两 */
        return 2;
    case 0x4E09:
        return 3;
    case 0x56DB:
        return 4;
    case 0x4E94:
        return 5;
    case 0x516D:
        return 6;
    case 0x4E03:
        return 7;
    case 0x516B:
        return 8;
    case 0x4E5D:
        return 9;
    case 0x5341:
        return 10;
    case 0x767E:
        return 100;
    case 0x5343:
        return 1000;
    default:
        return -1;
    }
}

static int digit_of(int32_t code)
{
    if (code >= '0' && code <= '9')
        return code - '0';
    if (code >= 0xFF10 && code <= 0xFF19)
        return code - 0xFF10;
    return -1;
}

static bool read_digits(bl_text text, size_t *at, int *out)
{
    int number = 0, count = 0;
    for (size_t next = *at; next < text.size; *at = next) {
        int32_t code;
        next += bl_text_next(text, next, &code);
        int digit = digit_of(code);
        if (digit < 0)
            break;
        if (++count > 4)
            return false;
        number = number * 10 + digit;
    }
    *out = number;
    return count > 0;
}

/* Chinese numerals are read one by one. */
typedef struct reading {
    int sum;    /* of the parts whose unit was read    */
    int digits; /* read since, as a decimal number     */
    int count;  /* how many they are                   */
    int unit;   /* the last one; each must be smaller  */
    bool zero;  /* one stands behind a unit: 一百零三  */
    bool fits;
} reading;

static void take_unit(reading *r, int unit)
{
    /* 十二 has no digit in front of its unit; any other unit has one. */
    bool bare = r->count == 0 && unit == 10 && r->sum == 0 && r->unit == 0;
    r->fits = r->fits && (r->unit == 0 || unit < r->unit) && (bare || r->count == 1) &&
              (bare || r->digits > 0);
    r->sum += (bare ? 1 : r->digits) * unit;
    r->unit = unit;
    r->digits = r->count = 0;
    r->zero = false;
}

static void take_digit(reading *r, int digit)
{
    if (r->unit > 0 && digit == 0) { /* only fills a place */
        r->fits = r->fits && !r->zero && r->count == 0 && r->unit > 10;
        r->zero = true;
        return;
    }
    r->digits = r->digits * 10 + digit;
    r->count++;
    r->fits = r->fits && r->count <= (r->unit > 0 ? 1 : 4);
    if (!r->fits)
        r->digits = 0;
}

static bool read_chinese(bl_text text, size_t *at, int *out)
{
    reading r = {.fits = true};
    bool any = false;
    for (size_t next = *at; next < text.size; *at = next, any = true) {
        int32_t code;
        next += bl_text_next(text, next, &code);
        int value = value_of(code);
        if (value < 0)
            break;
        if (value >= 10)
            take_unit(&r, value);
        else
            take_digit(&r, value);
    }
    *out = r.sum + r.digits;
    return any && r.fits && !(r.zero && r.count == 0);
}

bl_numeral bl_numeral_read(bl_text text, size_t *at, int *out)
{
    size_t end = *at;
    int number;
    bl_numeral kind = BL_NUMERAL_NONE;
    if (read_digits(text, &end, &number))
        kind = BL_NUMERAL_DIGITS;
    else if (end == *at && read_chinese(text, &end, &number))
        kind = BL_NUMERAL_CHINESE;
    if (kind == BL_NUMERAL_NONE)
        return kind;
    *at = end;
    *out = number;
    return kind;
}

void bl_numeral_write(int number, bl_buffer *out)
{
    static const char *const units[] = {"", "十", "百", "千"};
    int places[4] = {number % 10, number / 10 % 10, number / 100 % 10, number / 1000 % 10};
    bool begun = false, gap = false;
    BL_REQUIRE(number >= 0 && number <= BL_NUMERAL_MAX);
    if (number == 0)
        bl_buffer_add_text(out, "零");
    for (int i = 3; i >= 0; i--) {
        if (places[i] == 0) {
            gap = begun;
            continue;
        }
        if (gap)
            bl_buffer_add_text(out, "零");
        if (!(i == 1 && places[i] == 1 && !begun))
            bl_buffer_add_text(out, digits[places[i]]);
        bl_buffer_add_text(out, units[i]);
        begun = true;
        gap = false;
    }
}

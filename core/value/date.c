/* SPDX-License-Identifier: MIT
 * Days and civil dates turn into each other by counting from 1 March, so that the leap day is the
 * last of its year, in eras of 400 years, which all have the same length. */
#include "value/date.h"

#include <string.h>

#define ERA_DAYS     146097
#define EPOCH_DAYS   719468 /* from 1 March of the year 0 to 1 January 1970 */
#define FIRST_DAY    (-719162)
#define LAST_DAY     2932896
#define ZONE         (8 * BL_HOUR)
#define MOMENT_FIRST (-106650 * BL_DAY - ZONE)
#define MOMENT_LAST  (106651 * BL_DAY - ZONE - 1)
#define QUOTED_BYTES 40

static bool in_range(bl_date date)
{
    return date.days >= FIRST_DAY && date.days <= LAST_DAY;
}

static bool moment_in_range(int64_t ns)
{
    return ns >= MOMENT_FIRST && ns <= MOMENT_LAST;
}

static bool is_leap(int year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int month_length(int year, int month)
{
    static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return lengths[month - 1] + (month == 2 && is_leap(year));
}

static int32_t count_days(int year, int month, int day)
{
    int march_year = month <= 2 ? year - 1 : year;
    int march_month = (month + 9) % 12;
    int era = march_year / 400;
    int year_of_era = march_year % 400;
    int day_of_year = (153 * march_month + 2) / 5 + day - 1;
    return era * ERA_DAYS + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year -
           EPOCH_DAYS;
}

bl_status bl_date_make(int year, int month, int day, bl_date *out, bl_err *err)
{
    if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 ||
        day > month_length(year, month))
        return bl_fail(err, BL_INVALID, "there is no day %04d-%02d-%02d", year, month, day);

    *out = (bl_date){count_days(year, month, day)};
    return BL_OK;
}

void bl_date_parts(bl_date date, int *year, int *month, int *day)
{
    BL_REQUIRE(in_range(date));

    int days = date.days + EPOCH_DAYS;
    int era = days / ERA_DAYS;
    int day_of_era = days % ERA_DAYS;
    int year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int march_month = (5 * day_of_year + 2) / 153;
    *day = day_of_year - (153 * march_month + 2) / 5 + 1;
    *month = march_month < 10 ? march_month + 3 : march_month - 9;
    *year = era * 400 + year_of_era + (*month <= 2);
}

/* `count` digits at `at` and nothing else. */
static bool read_digits(bl_text text, size_t at, size_t count, int *out)
{
    if (at + count > text.size)
        return false;
    int number = 0;
    for (size_t i = 0; i < count; i++) {
        char byte = text.at[at + i];
        if (byte < '0' || byte > '9')
            return false;
        number = number * 10 + (byte - '0');
    }
    *out = number;
    return true;
}

static bool read_byte(bl_text text, size_t at, char byte)
{
    return at < text.size && text.at[at] == byte;
}

static bool read_day(bl_text text, int *year, int *month, int *day)
{
    return read_digits(text, 0, 4, year) && read_byte(text, 4, '-') &&
           read_digits(text, 5, 2, month) && read_byte(text, 7, '-') &&
           read_digits(text, 8, 2, day);
}

bl_status bl_date_from_text(bl_text text, bl_date *out, bl_err *err)
{
    int year, month, day;
    if (text.size != 10 || !read_day(text, &year, &month, &day)) {
        bl_text shown = bl_text_view_head(text, QUOTED_BYTES);
        return bl_fail(err, BL_INVALID, "\"%.*s\" is not a date: it is written 2021-12-03",
                       (int)shown.size, shown.at);
    }
    return bl_date_make(year, month, day, out, err);
}

bl_status bl_date_add_days(bl_date date, int64_t days, bl_date *out, bl_err *err)
{
    BL_REQUIRE(in_range(date));

    int64_t sum;
    if (__builtin_add_overflow((int64_t)date.days, days, &sum) || sum < FIRST_DAY || sum > LAST_DAY)
        return bl_fail(err, BL_OVERFLOW, "the day lies outside the years 1 to 9999");
    *out = (bl_date){(int32_t)sum};
    return BL_OK;
}

bl_status bl_date_add_months(bl_date date, int64_t months, bl_date *out, bl_err *err)
{
    int year, month, day;
    bl_date_parts(date, &year, &month, &day);

    int64_t sum;
    if (__builtin_add_overflow((int64_t)year * 12 + month - 1, months, &sum) || sum < 12 ||
        sum >= 10000 * 12)
        return bl_fail(err, BL_OVERFLOW, "the day lies outside the years 1 to 9999");
    year = (int)(sum / 12);
    month = (int)(sum % 12) + 1;
    int last = month_length(year, month);
    *out = (bl_date){count_days(year, month, day < last ? day : last)};
    return BL_OK;
}

bl_status bl_date_add_years(bl_date date, int64_t years, bl_date *out, bl_err *err)
{
    int year, month, day;
    bl_date_parts(date, &year, &month, &day);

    int64_t sum;
    if (__builtin_add_overflow((int64_t)year, years, &sum) || sum < 1 || sum > 9999)
        return bl_fail(err, BL_OVERFLOW, "the day lies outside the years 1 to 9999");
    /* Days are counted on from 1 March, so 29 February runs into it where there is none. */
    *out = (bl_date){count_days((int)sum, month, day)};
    return BL_OK;
}

int bl_date_weekday(bl_date date)
{
    BL_REQUIRE(in_range(date));

    return (date.days - FIRST_DAY) % 7 + 1; /* 1 January of the year 1 was a Monday */
}

void bl_date_write(bl_date date, bl_buffer *out)
{
    int year, month, day;
    bl_date_parts(date, &year, &month, &day);
    bl_buffer_add_digits(out, (uint64_t)year, 4);
    bl_buffer_add_char(out, '-');
    bl_buffer_add_digits(out, (uint64_t)month, 2);
    bl_buffer_add_char(out, '-');
    bl_buffer_add_digits(out, (uint64_t)day, 2);
}

/* The decimals of a second behind a "." at `*at`; none is 0 ns. */
static bool read_fraction(bl_text text, size_t *at, int64_t *ns)
{
    *ns = 0;
    if (!read_byte(text, *at, '.'))
        return true;

    int64_t unit = BL_SECOND;
    int digit;
    size_t from = ++*at;
    for (; read_digits(text, *at, 1, &digit); ++*at) {
        if (unit == 1)
            return false;
        unit /= 10;
        *ns += digit * unit;
    }
    return *at > from;
}

/* "Z" or "+08:00" up to the end of the text. */
static bool read_offset(bl_text text, size_t at, int64_t *ns)
{
    *ns = 0;
    if (text.size == at + 1)
        return text.at[at] == 'Z' || text.at[at] == 'z';

    int hours, minutes;
    bool west = read_byte(text, at, '-');
    if (text.size != at + 6 || !(west || text.at[at] == '+') ||
        !read_digits(text, at + 1, 2, &hours) || text.at[at + 3] != ':' ||
        !read_digits(text, at + 4, 2, &minutes) || hours > 23 || minutes > 59)
        return false;
    *ns = (hours * 60 + minutes) * 60 * BL_SECOND * (west ? -1 : 1);
    return true;
}

static bool read_time(bl_text text, int64_t *ns)
{
    int hour, minute, second;
    bool written = (read_byte(text, 10, 'T') || read_byte(text, 10, 't')) &&
                   read_digits(text, 11, 2, &hour) && read_byte(text, 13, ':') &&
                   read_digits(text, 14, 2, &minute) && read_byte(text, 16, ':') &&
                   read_digits(text, 17, 2, &second);
    if (!written || hour > 23 || minute > 59 || second > 59)
        return false;

    size_t at = 19;
    int64_t fraction, offset;
    if (!read_fraction(text, &at, &fraction) || !read_offset(text, at, &offset))
        return false;
    *ns = ((hour * 60 + minute) * 60 + second) * BL_SECOND + fraction - offset;
    return true;
}

bl_status bl_moment_from_text(bl_text text, bl_moment *out, bl_err *err)
{
    int year, month, day;
    int64_t time;
    if (!read_day(text, &year, &month, &day) || !read_time(text, &time)) {
        bl_text shown = bl_text_view_head(text, QUOTED_BYTES);
        return bl_fail(err, BL_INVALID,
                       "\"%.*s\" is not a time: it is written 2021-12-03T10:00:00+08:00",
                       (int)shown.size, shown.at);
    }

    bl_date date;
    bl_status status = bl_date_make(year, month, day, &date, err);
    if (status != BL_OK)
        return status;

    int64_t ns;
    if (__builtin_mul_overflow((int64_t)date.days, BL_DAY, &ns) ||
        __builtin_add_overflow(ns, time, &ns) || !moment_in_range(ns))
        return bl_fail(err, BL_OVERFLOW, "the time lies outside the years 1678 to 2261");
    *out = (bl_moment){ns};
    return BL_OK;
}

bl_status bl_moment_from_date(bl_date date, bl_moment *out, bl_err *err)
{
    BL_REQUIRE(in_range(date));

    int64_t ns;
    if (__builtin_mul_overflow((int64_t)date.days, BL_DAY, &ns) ||
        __builtin_sub_overflow(ns, ZONE, &ns) || !moment_in_range(ns))
        return bl_fail(err, BL_OVERFLOW, "the time lies outside the years 1678 to 2261");
    *out = (bl_moment){ns};
    return BL_OK;
}

/* The civil day at +08:00, and the time past its midnight. */
static bl_date split(bl_moment moment, int64_t *past)
{
    BL_REQUIRE(moment_in_range(moment.ns));

    int64_t here = moment.ns + ZONE;
    int64_t days = here / BL_DAY - (here % BL_DAY < 0);
    *past = here - days * BL_DAY;
    return (bl_date){(int32_t)days};
}

bl_date bl_moment_date(bl_moment moment)
{
    int64_t past;
    return split(moment, &past);
}

bl_status bl_moment_add(bl_moment moment, int64_t ns, bl_moment *out, bl_err *err)
{
    BL_REQUIRE(moment_in_range(moment.ns));

    int64_t sum;
    if (__builtin_add_overflow(moment.ns, ns, &sum) || !moment_in_range(sum))
        return bl_fail(err, BL_OVERFLOW, "the time lies outside the years 1678 to 2261");
    *out = (bl_moment){sum};
    return BL_OK;
}

void bl_moment_write(bl_moment moment, bl_buffer *out)
{
    int64_t past;
    bl_date_write(split(moment, &past), out);

    uint64_t second = (uint64_t)(past / BL_SECOND);
    uint64_t fraction = (uint64_t)(past % BL_SECOND);
    const uint64_t parts[] = {second / 3600, second / 60 % 60, second % 60};
    for (int i = 0; i < 3; i++) {
        bl_buffer_add_char(out, i == 0 ? 'T' : ':');
        bl_buffer_add_digits(out, parts[i], 2);
    }
    if (fraction != 0) {
        int places = 9;
        for (; fraction % 10 == 0; fraction /= 10)
            places--;
        bl_buffer_add_char(out, '.');
        bl_buffer_add_digits(out, fraction, places);
    }
    bl_buffer_add_text(out, "+08:00");
}

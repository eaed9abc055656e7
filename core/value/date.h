/* SPDX-License-Identifier: MIT
 * date.h - civil days and moments, Asia/Shanghai.
 *
 * A date is a count of days since 1970-01-01 in the civil calendar, years 1 to 9999.
 * A moment is nanoseconds since 1970-01-01T00:00:00Z, years 1678 to 2261; it is printed at
 * +08:00. The zone is a fixed +08:00: Shanghai has had no other since September 1991.
 *
 * Layer: value. Uses: base/err, base/text.
 */
#pragma once

#include "base/err.h"
#include "base/text.h"

#define BL_SECOND INT64_C(1000000000)
#define BL_HOUR   (3600 * BL_SECOND)
#define BL_DAY    (24 * BL_HOUR)

typedef struct bl_date {
    int32_t days;
} bl_date;

typedef struct bl_moment {
    int64_t ns;
} bl_moment;

/* BL_INVALID when there is no such day. */
BL_MUST_USE bl_status bl_date_make(int year, int month, int day, bl_date *out, bl_err *err);
/* "YYYY-MM-DD" and nothing else. */
BL_MUST_USE bl_status bl_date_from_text(bl_text text, bl_date *out, bl_err *err);
/* Year, month 1 to 12, day 1 to 31. */
void bl_date_parts(bl_date date, int *year, int *month, int *day);
/* BL_OVERFLOW past the years 1 to 9999. */
BL_MUST_USE bl_status bl_date_add_days(bl_date date, int64_t days, bl_date *out, bl_err *err);
/* Whole months on; a day that the month lacks becomes its last (31 January + 1 month: 28 or 29
 * February). BL_OVERFLOW past the years 1 to 9999. */
BL_MUST_USE bl_status bl_date_add_months(bl_date date, int64_t months, bl_date *out, bl_err *err);
/* Whole years on; 29 February becomes 1 March in a year that lacks it. BL_OVERFLOW past the years 1
 * to 9999. */
BL_MUST_USE bl_status bl_date_add_years(bl_date date, int64_t years, bl_date *out, bl_err *err);
/* Monday 1 to Sunday 7. */
int bl_date_weekday(bl_date date);
/* "2021-12-03". */
void bl_date_write(bl_date date, bl_buffer *out);

/* RFC 3339 with an offset, at most 9 decimals of a second; 24:00:00 and leap seconds are refused.
 */
BL_MUST_USE bl_status bl_moment_from_text(bl_text text, bl_moment *out, bl_err *err);
/* 00:00:00 of the day at +08:00. BL_OVERFLOW outside the years of moments. */
BL_MUST_USE bl_status bl_moment_from_date(bl_date date, bl_moment *out, bl_err *err);
/* The civil day at +08:00. */
bl_date bl_moment_date(bl_moment moment);
/* Later by `ns`, earlier when it is negative. BL_OVERFLOW outside the years of moments. */
BL_MUST_USE bl_status bl_moment_add(bl_moment moment, int64_t ns, bl_moment *out, bl_err *err);
/* "2021-12-03T10:00:00+08:00"; decimals only when there are any, as few as say it exactly. */
void bl_moment_write(bl_moment moment, bl_buffer *out);

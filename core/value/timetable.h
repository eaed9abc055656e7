/* SPDX-License-Identifier: MIT
 * timetable.h - moments from words.
 *
 *   on 2021-12-03                          once
 *   every 15 minutes                       seconds, minutes and hours, counted from midnight
 *   every day                              every working day; every monday, friday
 *   every month on day 31                  the last day where the month has fewer; also "every
 *                                          quarter on day 5" and "every year on 02-29"
 *   every month on working day 1           also of a quarter
 *   at month's end                         week's, month's, quarter's, year's
 *   5 working days after sign              hours, days, months, years after an event of that name
 *
 * Behind each but the first and last words of a span in hours stands "at 10:00" or "at 10:00:30":
 * without it a day means its beginning, an end the 24:00 of its last day. "or the next working day"
 * behind all that moves a day of rest on. Days are civil ones at +08:00, working days those of
 * value/calendar. The day of an event is not counted.
 *
 * Layer: value. Uses: value/calendar.
 */
#pragma once

#include "value/calendar.h"

#define BL_TIMETABLE_EVENT_MAX 128 /* bytes of an event's name */
#define BL_TIMETABLE_COUNT_MAX 10000

typedef enum bl_pattern {
    BL_PATTERN_ONCE,
    BL_PATTERN_SPAN, /* each so many nanoseconds */
    BL_PATTERN_WEEK, /* days of a week           */
    BL_PATTERN_WORKDAY,
    BL_PATTERN_MONTH,         /* the n-th day of months, 31: the last    */
    BL_PATTERN_MONTH_WORKDAY, /* the n-th working day of months           */
    BL_PATTERN_AFTER          /* so long after an event                  */
} bl_pattern;

typedef enum bl_unit { BL_UNIT_HOUR, BL_UNIT_DAY, BL_UNIT_WORKDAY, BL_UNIT_MONTH } bl_unit;

/* Filled by bl_timetable_read; the rest of the fields are for this room. */
typedef struct bl_timetable {
    bl_pattern pattern;
    char event[BL_TIMETABLE_EVENT_MAX]; /* of BL_PATTERN_AFTER */
    bl_date day;                        /* of BL_PATTERN_ONCE  */
    bl_moment moment;                   /* the same, with its time */
    int64_t step;                       /* of BL_PATTERN_SPAN, ns */
    unsigned weekdays;                  /* bit 1: Monday       */
    int every_months;                   /* 1, 3 or 12: which months have the day */
    int month;                          /* the first of them   */
    int64_t count;                      /* of the day, or of the units after an event */
    bl_unit unit;
    int64_t time; /* of the day, ns      */
    bool rolls;
} bl_timetable;

/* BL_INVALID with words that say what was expected. */
BL_MUST_USE bl_status bl_timetable_read(bl_text words, bl_timetable *out, bl_err *err);
/* One moment. */
bl_timetable bl_timetable_make_once(bl_moment moment);

/* The first moment after `after`; `*found` is false when there is none. Not of events. */
BL_MUST_USE bl_status bl_timetable_next(const bl_timetable *timetable, bl_moment after,
                                        bl_moment *out, bool *found, bl_err *err);
/* The last moment up to `until`, from `first`, which is one of its moments, and how many they are.
 */
BL_MUST_USE bl_status bl_timetable_last(const bl_timetable *timetable, bl_moment first,
                                        bl_moment until, bl_moment *out, int64_t *count,
                                        bl_err *err);
/* The moment that an event brings about. Of BL_PATTERN_AFTER only. */
BL_MUST_USE bl_status bl_timetable_after(const bl_timetable *timetable, bl_moment event,
                                         bl_moment *out, bl_err *err);

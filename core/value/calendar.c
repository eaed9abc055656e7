/* SPDX-License-Identifier: MIT
 * Working days are counted in one step: Mondays to Fridays by arithmetic, corrected by each row of
 * the list that falls between. The n-th working day is then found by halving. */
#include "value/calendar.h"

#include "value/workdays.h"

static int32_t key_of(bl_date date)
{
    int year, month, day;
    bl_date_parts(date, &year, &month, &day);
    return year * 10000 + month * 100 + day;
}

/* The first row at or after the day; the count of rows if there is none. */
static int find_row(int32_t day)
{
    int low = 0;
    int high = bl_workday_row_count;
    while (low < high) {
        int middle = (low + high) / 2;
        if (bl_workday_rows[middle].day < day)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static const bl_workday_row *row_of(bl_date date)
{
    int32_t day = key_of(date);
    int at = find_row(day);
    return at < bl_workday_row_count && bl_workday_rows[at].day == day ? &bl_workday_rows[at]
                                                                       : NULL;
}

static void note_complete(bl_date date, bool *complete)
{
    int32_t year = key_of(date) / 10000;
    if (year < bl_workday_rows[0].day / 10000 ||
        year > bl_workday_rows[bl_workday_row_count - 1].day / 10000)
        *complete = false;
}

static bool works(bl_date date)
{
    const bl_workday_row *row = row_of(date);
    return row != NULL ? row->works : bl_date_weekday(date) <= 5;
}

bool bl_calendar_is_workday(bl_date date, bool *complete)
{
    note_complete(date, complete);
    return works(date);
}

bl_status bl_calendar_roll(bl_date date, bl_date *out, bool *complete, bl_err *err)
{
    bl_date day = date;
    while (!works(day)) {
        bl_status status = bl_date_add_days(day, 1, &day, err);
        if (status != BL_OK)
            return status;
    }
    note_complete(date, complete);
    note_complete(day, complete);
    *out = day;
    return BL_OK;
}

/* Mondays to Fridays after Monday 29 December 1969, three days before the epoch, and with it. */
static int64_t count_weekdays(bl_date date)
{
    int weekday = bl_date_weekday(date);
    int64_t monday = (int64_t)date.days - weekday + 1;
    return (monday + 3) / 7 * 5 + (weekday < 5 ? weekday : 5);
}

/* Working days after `from` up to and with `to`, which doesn't lie before it. */
static int64_t count_workdays(bl_date from, bl_date to)
{
    int64_t count = count_weekdays(to) - count_weekdays(from);
    int end = find_row(key_of(to) + 1);
    for (int at = find_row(key_of(from) + 1); at < end; at++) {
        int32_t day = bl_workday_rows[at].day;
        bl_date date;
        BL_REQUIRE(bl_date_make(day / 10000, day / 100 % 100, day % 100, &date, NULL) == BL_OK);
        count += bl_workday_rows[at].works - (bl_date_weekday(date) <= 5);
    }
    return count;
}

bl_status bl_calendar_add_workdays(bl_date date, int64_t n, bl_date *out, bool *complete,
                                   bl_err *err)
{
    BL_REQUIRE(n >= 0);

    bl_date low = date;
    bl_date high;
    BL_REQUIRE(bl_date_make(9999, 12, 31, &high, NULL) == BL_OK);
    if (n > count_workdays(date, high))
        return bl_fail(err, BL_OVERFLOW, "the day lies outside the years 1 to 9999");

    while (n > 0 && low.days < high.days) {
        bl_date middle = {low.days + (high.days - low.days) / 2};
        if (count_workdays(date, middle) < n)
            low.days = middle.days + 1;
        else
            high = middle;
    }
    note_complete(date, complete);
    note_complete(low, complete);
    *out = low;
    return BL_OK;
}

int64_t bl_calendar_workdays_between(bl_date from, bl_date to, bool *complete)
{
    note_complete(from, complete);
    note_complete(to, complete);
    return from.days <= to.days ? count_workdays(from, to) : -count_workdays(to, from);
}

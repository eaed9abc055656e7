/* SPDX-License-Identifier: MIT
 * calendar.h - the State Council's working days, compiled in.
 *
 * Listed years: 2021 to 2026 (holidays and make-up workdays). In any other year only Saturdays
 * and Sundays rest, and the answer says that the calendar was not complete.
 *
 * Layer: value. Uses: value/date.
 */
#pragma once

#include "value/date.h"

/* `*complete` is set to false when the day lies outside the listed years, else left alone. */
bool bl_calendar_is_workday(bl_date date, bool *complete);
/* The day itself if it is a working day, else the next one (Civil Code article 203). */
BL_MUST_USE bl_status bl_calendar_roll(bl_date date, bl_date *out, bool *complete, bl_err *err);
/* The n-th working day after `date` (n >= 0; the day itself is not counted; n = 0 gives `date`). */
BL_MUST_USE bl_status bl_calendar_add_workdays(bl_date date, int64_t n, bl_date *out,
                                               bool *complete, bl_err *err);
/* Working days after `from` up to and with `to`; negative when `to` lies before `from`. */
int64_t bl_calendar_workdays_between(bl_date from, bl_date to, bool *complete);

/* SPDX-License-Identifier: MIT
 *
 * A pattern of days is walked day by day. Moving days of rest on keeps their order, so the walk
 * begins as many days earlier as no holiday is long. */
#include "value/timetable.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#define REST_DAYS_MAX 31
#define WALK_DAYS_MAX 800 /* more than lie between two days of any pattern */
#define WORD_MAX      130

typedef struct reader {
    bl_text words;
    size_t at;
    char word[WORD_MAX]; /* the next one, "" behind the last */
} reader;

static const char *const weekdays[] = {"monday", "tuesday",  "wednesday", "thursday",
                                       "friday", "saturday", "sunday"};

/* Blanks and commas part words. */
static void advance(reader *r)
{
    static const char gaps[] = " \t\n,";
    size_t size = 0;
    while (r->at < r->words.size && memchr(gaps, r->words.at[r->at], sizeof gaps - 1))
        r->at++;
    while (r->at < r->words.size && !memchr(gaps, r->words.at[r->at], sizeof gaps - 1)) {
        if (size < WORD_MAX - 1)
            r->word[size++] = r->words.at[r->at];
        r->at++;
    }
    r->word[size] = '\0';
}

static bool is(const reader *r, const char *word)
{
    return strcmp(r->word, word) == 0;
}

static bool take(reader *r, const char *word)
{
    bool there = is(r, word);
    if (there)
        advance(r);
    return there;
}

static bool take_all(reader *r, const char *const *words)
{
    reader before = *r;
    for (; *words; words++)
        if (!take(r, *words)) {
            *r = before;
            return false;
        }
    return true;
}

/* "day" or "days". */
static bool take_unit(reader *r, const char *unit)
{
    size_t size = strlen(unit);
    if (strncmp(r->word, unit, size) != 0 ||
        (r->word[size] != '\0' && strcmp(r->word + size, "s") != 0))
        return false;
    advance(r);
    return true;
}

static bl_status fail(const reader *r, bl_err *err, const char *expected)
{
    return bl_fail(err, BL_INVALID, "\"%.*s\": expected %s%s%s%s", (int)r->words.size, r->words.at,
                   expected, r->word[0] ? ", not \"" : "", r->word, r->word[0] ? "\"" : "");
}

static bool take_number(reader *r, int64_t most, int64_t *out)
{
    bl_text word = bl_text_of(r->word);
    size_t at = 0;
    int64_t number;
    if (!bl_text_read_int(word, &at, &number) || at != word.size || number < 1 || number > most)
        return false;
    *out = number;
    advance(r);
    return true;
}

/* "10:00" or "10:00:30", up to "24:00". */
static bool read_time(const char *word, int64_t *out)
{
    int hour, minute, second = 0, size = 0, more = 0;
    if (strlen(word) < 5 || sscanf(word, "%2d:%2d%n", &hour, &minute, &size) != 2 || size != 5)
        return false;
    if (word[size] != '\0' &&
        (sscanf(word + size, ":%2d%n", &second, &more) != 1 || more != 3 || word[size + more]))
        return false;
    int64_t seconds = hour * INT64_C(3600) + minute * 60 + second;
    *out = seconds * BL_SECOND;
    return hour >= 0 && minute >= 0 && minute < 60 && second >= 0 && second < 60 && *out <= BL_DAY;
}

/* What may stand behind a day: its time, and where a day of rest moves. */
static bl_status read_end(reader *r, bl_timetable *out, bl_err *err)
{
    static const char *const rolled[] = {"or", "the", "next", "working", "day", NULL};
    if (take(r, "at")) {
        if (!read_time(r->word, &out->time))
            return fail(r, err, "a time of day such as 10:00");
        advance(r);
    }
    out->rolls = take_all(r, rolled);
    return r->word[0] ? fail(r, err, "\"at 10:00\", \"or the next working day\" or nothing more")
                      : BL_OK;
}

static bl_status read_once(reader *r, bl_timetable *out, bl_err *err)
{
    out->pattern = BL_PATTERN_ONCE;
    if (bl_date_from_text(bl_text_of(r->word), &out->day, NULL) != BL_OK)
        return fail(r, err, "a date such as 2021-12-03");
    advance(r);
    bl_status status = read_end(r, out, err);
    bl_date day = out->day;
    bool complete = true;
    if (status == BL_OK && out->rolls)
        status = bl_calendar_roll(day, &day, &complete, err);
    if (status == BL_OK)
        status = bl_moment_from_date(day, &out->moment, err);
    out->moment.ns += status == BL_OK ? out->time : 0;
    return status;
}

/* The unit of a span of time; 0 for another word. */
static int64_t take_span(reader *r)
{
    return take_unit(r, "second")   ? BL_SECOND
           : take_unit(r, "minute") ? 60 * BL_SECOND
           : take_unit(r, "hour")   ? BL_HOUR
                                    : 0;
}

static bl_status read_weekdays(reader *r, bl_timetable *out, bl_err *err)
{
    out->pattern = BL_PATTERN_WEEK;
    for (bool more = true; more;) {
        more = false;
        for (unsigned i = 0; i < 7; i++)
            if (take(r, weekdays[i])) {
                out->weekdays |= 1u << (i + 1);
                more = true;
            }
        take(r, "and");
    }
    if (out->weekdays == 0)
        return fail(r, err,
                    "day, working day, monday to sunday, month, quarter, year, or how many"
                    " seconds, minutes or hours");
    return read_end(r, out, err);
}

/* Behind "every month" or "every quarter". */
static bl_status read_month_day(reader *r, bl_timetable *out, bl_err *err)
{
    static const char *const day[] = {"on", "day", NULL};
    static const char *const workday[] = {"on", "working", "day", NULL};
    out->month = 1;
    bool works = take_all(r, workday);
    if (!works && !take_all(r, day))
        return fail(r, err, "\"on day\" or \"on working day\" and which");
    out->pattern = works ? BL_PATTERN_MONTH_WORKDAY : BL_PATTERN_MONTH;
    if (!take_number(r, works ? 15 : 31, &out->count))
        return fail(r, err, works ? "a number from 1 to 15" : "a number from 1 to 31");
    return read_end(r, out, err);
}

/* Behind "every year". */
static bl_status read_year_day(reader *r, bl_timetable *out, bl_err *err)
{
    int month = 0, day = 0, size = 0;
    bl_date leap;
    out->pattern = BL_PATTERN_MONTH;
    if (!take(r, "on") || sscanf(r->word, "%2d-%2d%n", &month, &day, &size) != 2 || size != 5 ||
        r->word[size] != '\0' || bl_date_make(2024, month, day, &leap, NULL) != BL_OK)
        return fail(r, err, "\"on\" and a day such as 03-31");
    advance(r);
    out->every_months = 12;
    out->month = month;
    out->count = day;
    return read_end(r, out, err);
}

static bl_status read_every(reader *r, bl_timetable *out, bl_err *err)
{
    static const char *const workday[] = {"working", "day", NULL};
    int64_t count = 1;
    bool counted = take_number(r, BL_TIMETABLE_COUNT_MAX, &count);
    int64_t span = take_span(r);
    if (counted || span) {
        out->pattern = BL_PATTERN_SPAN;
        out->step = span * count;
        if (!span || r->word[0])
            return fail(r, err, "seconds, minutes or hours, and no more");
        return BL_OK;
    }
    if (take_all(r, workday)) {
        out->pattern = BL_PATTERN_WORKDAY;
        return read_end(r, out, err);
    }
    if (take(r, "day")) {
        out->pattern = BL_PATTERN_WEEK;
        out->weekdays = 0xfe;
        return read_end(r, out, err);
    }
    out->every_months = is(r, "quarter") ? 3 : 1;
    if (take(r, "month") || take(r, "quarter"))
        return read_month_day(r, out, err);
    return take(r, "year") ? read_year_day(r, out, err) : read_weekdays(r, out, err);
}

static bl_status read_end_of(reader *r, bl_timetable *out, bl_err *err)
{
    static const struct {
        const char *word;
        int months, first;
    } ends[] = {{"month's", 1, 1}, {"quarter's", 3, 3}, {"year's", 12, 12}};
    out->time = BL_DAY;
    out->pattern = BL_PATTERN_MONTH;
    out->count = 31;
    for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++)
        if (take(r, ends[i].word)) {
            out->every_months = ends[i].months;
            out->month = ends[i].first;
        }
    if (take(r, "week's")) {
        out->pattern = BL_PATTERN_WEEK;
        out->weekdays = 1u << 7;
    } else if (out->every_months == 0) {
        return fail(r, err, "week's, month's, quarter's or year's end");
    }
    if (!take(r, "end"))
        return fail(r, err, "\"end\"");
    return read_end(r, out, err);
}

static bool take_distance(reader *r, bl_timetable *out)
{
    if (take(r, "working")) {
        out->unit = BL_UNIT_WORKDAY;
        return take_unit(r, "day");
    }
    if (take_unit(r, "hour"))
        out->unit = BL_UNIT_HOUR;
    else if (take_unit(r, "day"))
        out->unit = BL_UNIT_DAY;
    else if (take_unit(r, "month"))
        out->unit = BL_UNIT_MONTH;
    else if (take_unit(r, "year")) {
        out->unit = BL_UNIT_MONTH;
        out->count *= 12;
    } else
        return false;
    return true;
}

static bl_status read_after(reader *r, bl_timetable *out, bl_err *err)
{
    out->pattern = BL_PATTERN_AFTER;
    if (!take_number(r, BL_TIMETABLE_COUNT_MAX, &out->count))
        return fail(r, err, "on, every, at, or how many days");
    if (!take_distance(r, out))
        return fail(r, err, "hours, days, working days, months or years");
    if (!take(r, "after") || !r->word[0])
        return fail(r, err, "\"after\" and the name of an event");
    if (strlen(r->word) >= sizeof out->event)
        return fail(r, err, "a shorter name of an event");
    strcpy(out->event, r->word);
    advance(r);
    if (out->unit != BL_UNIT_HOUR)
        return read_end(r, out, err);
    return r->word[0] ? fail(r, err, "nothing more") : BL_OK;
}

bl_status bl_timetable_read(bl_text words, bl_timetable *out, bl_err *err)
{
    reader r = {.words = words};
    *out = (bl_timetable){0};
    advance(&r);
    if (take(&r, "on"))
        return read_once(&r, out, err);
    if (take(&r, "every"))
        return read_every(&r, out, err);
    if (take(&r, "at"))
        return read_end_of(&r, out, err);
    return read_after(&r, out, err);
}

bl_timetable bl_timetable_make_once(bl_moment moment)
{
    return (bl_timetable){.pattern = BL_PATTERN_ONCE, .moment = moment};
}

static bool is_workday(bl_date day)
{
    bool complete = true;
    return bl_calendar_is_workday(day, &complete);
}

/* Which working day of its month a day is. */
static int workday_of_month(bl_date day, int day_of_month)
{
    int count = 0;
    for (int i = 0; i < day_of_month; i++)
        count += is_workday((bl_date){day.days - i});
    return count;
}

static bool is_last_of_month(bl_date day)
{
    int year, month, of_month;
    bl_date_parts((bl_date){day.days + 1}, &year, &month, &of_month);
    return of_month == 1;
}

static bool is_month_day(const bl_timetable *t, bl_date day)
{
    int year, month, of_month;
    bl_date_parts(day, &year, &month, &of_month);
    if ((month - t->month) % t->every_months != 0)
        return false;
    if (t->pattern == BL_PATTERN_MONTH_WORKDAY)
        return is_workday(day) && workday_of_month(day, of_month) == t->count;
    return of_month == t->count || (of_month < t->count && is_last_of_month(day));
}

static bool has_day(const bl_timetable *t, bl_date day)
{
    if (t->pattern == BL_PATTERN_WEEK)
        return (t->weekdays >> bl_date_weekday(day)) & 1;
    return t->pattern == BL_PATTERN_WORKDAY ? is_workday(day) : is_month_day(t, day);
}

static bl_status moment_on(const bl_timetable *t, bl_date day, bl_moment *out, bl_err *err)
{
    bool complete = true;
    bl_status status = t->rolls ? bl_calendar_roll(day, &day, &complete, err) : BL_OK;
    if (status == BL_OK)
        status = bl_moment_from_date(day, out, err);
    return status == BL_OK ? bl_moment_add(*out, t->time, out, err) : status;
}

static bl_status next_day(const bl_timetable *t, bl_moment after, bl_moment *out, bl_err *err)
{
    bl_date day;
    bl_status status =
        bl_date_add_days(bl_moment_date(after), t->rolls ? -REST_DAYS_MAX : -1, &day, err);
    for (int i = 0; status == BL_OK && i < WALK_DAYS_MAX; i++) {
        if (has_day(t, day)) {
            status = moment_on(t, day, out, err);
            if (status == BL_OK && out->ns > after.ns)
                return BL_OK;
        }
        day.days++;
    }
    BL_REQUIRE(status != BL_OK);
    return status;
}

/* Where the spans of a day are counted from: midnight of the zone, long ago. */
static int64_t span_before(const bl_timetable *t, int64_t ns)
{
    int64_t since = ns + 8 * BL_HOUR, rest = since % t->step;
    return ns - (rest < 0 ? rest + t->step : rest);
}

bl_status bl_timetable_next(const bl_timetable *timetable, bl_moment after, bl_moment *out,
                            bool *found, bl_err *err)
{
    const bl_timetable *t = timetable;
    BL_REQUIRE(t->pattern != BL_PATTERN_AFTER);
    *found = true;
    if (t->pattern == BL_PATTERN_ONCE) {
        *out = t->moment;
        *found = after.ns < t->moment.ns;
        return BL_OK;
    }
    if (t->pattern == BL_PATTERN_SPAN)
        return bl_moment_add((bl_moment){span_before(t, after.ns)}, t->step, out, err);
    return next_day(t, after, out, err);
}

bl_status bl_timetable_last(const bl_timetable *timetable, bl_moment first, bl_moment until,
                            bl_moment *out, int64_t *count, bl_err *err)
{
    BL_REQUIRE(first.ns <= until.ns);
    *out = first;
    *count = 1;
    if (timetable->pattern == BL_PATTERN_SPAN) {
        out->ns = span_before(timetable, until.ns);
        *count = (out->ns - first.ns) / timetable->step + 1;
        return BL_OK;
    }
    for (;;) {
        bl_moment next;
        bool found;
        bl_status status = bl_timetable_next(timetable, *out, &next, &found, err);
        if (status != BL_OK || !found || next.ns > until.ns)
            return status;
        *out = next;
        ++*count;
    }
}

bl_status bl_timetable_after(const bl_timetable *timetable, bl_moment event, bl_moment *out,
                             bl_err *err)
{
    const bl_timetable *t = timetable;
    BL_REQUIRE(t->pattern == BL_PATTERN_AFTER);
    if (t->unit == BL_UNIT_HOUR)
        return bl_moment_add(event, t->count * BL_HOUR, out, err);
    bl_date day = bl_moment_date(event);
    bool complete = true;
    bl_status status = t->unit == BL_UNIT_DAY ? bl_date_add_days(day, t->count, &day, err)
                       : t->unit == BL_UNIT_MONTH
                           ? bl_date_add_months(day, t->count, &day, err)
                           : bl_calendar_add_workdays(day, t->count, &day, &complete, err);
    return status == BL_OK ? moment_on(t, day, out, err) : status;
}

/* SPDX-License-Identifier: MIT */
#include "app/agenda.h"

#include <stdlib.h>
#include <string.h>

#include "app/reply.h"
#include "base/list.h"

/* A job and what it has to do next. */
typedef struct item {
    bl_notice *notice;
    const bl_notice_job *job;
    bl_diary_mark mark;
    bool is_due; /* ever again, as far as is known */
    bl_moment due;
    bl_awaited event; /* that brings it about, of a job that follows some */
} item;

struct bl_agenda {
    bl_ledger *ledger;
    bl_agenda_tell *tell;
    void *context;
    item *items; /* in the order of their declaration */
    size_t count;
    size_t room;
    item *first; /* whose turn comes first; NULL: nobody's */
    bl_buffer request;
    bl_buffer answer;
};

bl_status bl_agenda_open(bl_ledger *ledger, bl_agenda_tell *tell, void *context, bl_agenda **out,
                         bl_err *err)
{
    *out = calloc(1, sizeof **out);
    if (!*out)
        return bl_fail(err, BL_NO_MEMORY, "no memory for an agenda");
    **out = (bl_agenda){.ledger = ledger, .tell = tell, .context = context};
    return BL_OK;
}

void bl_agenda_close(bl_agenda *agenda)
{
    if (!agenda)
        return;
    bl_buffer_deinit(&agenda->request);
    bl_buffer_deinit(&agenda->answer);
    free(agenda->items);
    free(agenda);
}

static bool follows(const item *i)
{
    return i->job->when.pattern == BL_PATTERN_AFTER;
}

/* When an item has its turn: a moment that failed waits for its next try. */
static int64_t turn_of(const item *i)
{
    return i->mark.tries > 0 ? i->mark.retry_at.ns : i->due.ns;
}

static void find_first(bl_agenda *agenda)
{
    agenda->first = NULL;
    for (size_t i = 0; i < agenda->count; i++) {
        item *one = &agenda->items[i];
        if (one->is_due && (!agenda->first || turn_of(one) < turn_of(agenda->first)))
            agenda->first = one;
    }
}

bl_moment bl_agenda_next(const bl_agenda *agenda, bool *found)
{
    *found = agenda->first != NULL;
    return (bl_moment){*found ? turn_of(agenda->first) : 0};
}

static bl_status find_due(const bl_agenda *agenda, item *i, bl_err *err)
{
    if (!follows(i))
        return bl_timetable_next(&i->job->when, i->mark.through, &i->due, &i->is_due, err);
    bl_status status = bl_diary_first_awaited(agenda->ledger, bl_notice_name(i->notice),
                                              i->job->name, &i->event, &i->is_due, err);
    i->due = i->event.due;
    return status;
}

static bl_status list_item(bl_agenda *agenda, item *i, bl_moment since, bl_err *err)
{
    bl_moment next;
    bool found = false;
    bl_status status =
        follows(i) ? BL_OK : bl_timetable_next(&i->job->when, since, &next, &found, err);
    bl_listing listing = {bl_notice_name(i->notice), i->job->name, i->job->words,
                          bl_missed_words[i->job->missed], found ? &next : NULL};
    if (status == BL_OK)
        status = bl_diary_list(agenda->ledger, since, &listing, &i->mark, err);
    return status == BL_OK ? find_due(agenda, i, err) : status;
}

static bool has_job(const bl_notice *notice, bl_text name)
{
    for (size_t i = 0; i < bl_notice_job_count(notice); i++)
        if (bl_text_equal(bl_text_of(bl_notice_job_at(notice, i)->name), name))
            return true;
    return false;
}

/* Finds a job in the diary that the notice has no more; its name goes to `out`. */
static bl_status find_dropped(const bl_agenda *agenda, const bl_notice *notice, bl_buffer *out,
                              bl_err *err)
{
    bl_query query = {0};
    bl_diary_row row;
    bool more = true;
    bl_buffer_clear(out);
    bl_status status = bl_diary_open(&query, agenda->ledger, err);
    while (status == BL_OK && more && out->size == 0) {
        status = bl_diary_next(&query, &row, &more, err);
        if (status == BL_OK && more &&
            bl_text_equal(row.notice, bl_text_of(bl_notice_name(notice))) &&
            !has_job(notice, row.name))
            bl_buffer_add(out, row.name.at, row.name.size);
    }
    bl_query_close(&query);
    return status == BL_OK ? bl_buffer_status(out, err) : status;
}

static bl_status drop_jobs(bl_agenda *agenda, const bl_notice *notice, bl_moment at, bl_err *err)
{
    bl_text name = bl_text_of(bl_notice_name(notice));
    for (;;) {
        bl_status status = find_dropped(agenda, notice, &agenda->request, err);
        if (status != BL_OK || agenda->request.size == 0)
            return status;
        status = bl_diary_drop(agenda->ledger, at, name, bl_buffer_view(&agenda->request), err);
        if (status != BL_OK)
            return status;
    }
}

static bl_status add_item(bl_agenda *agenda, item one, bl_err *err)
{
    item *items =
        bl_list_with_room(agenda->items, agenda->count, &agenda->room, sizeof *agenda->items);
    if (!items)
        return bl_fail(err, BL_NO_MEMORY, "no memory for a job");
    agenda->items = items;
    items[agenda->count++] = one;
    return BL_OK;
}

bl_status bl_agenda_add(bl_agenda *agenda, bl_notice *notice, bl_moment since, bl_err *err)
{
    bl_status status = bl_notice_join(notice, err);
    for (size_t i = 0; status == BL_OK && i < bl_notice_job_count(notice); i++) {
        item one = {.notice = notice, .job = bl_notice_job_at(notice, i)};
        status = list_item(agenda, &one, since, err);
        if (status == BL_OK)
            status = add_item(agenda, one, err);
    }
    if (status == BL_OK)
        status = drop_jobs(agenda, notice, since, err);
    if (status == BL_OK)
        status = bl_agenda_look(agenda, notice, since, err);
    find_first(agenda);
    return status;
}

void bl_agenda_remove(bl_agenda *agenda, const bl_notice *notice)
{
    size_t kept = 0;
    for (size_t i = 0; i < agenda->count; i++)
        if (agenda->items[i].notice != notice)
            agenda->items[kept++] = agenda->items[i];
    agenda->count = kept;
    find_first(agenda);
}

bool bl_agenda_follows(const bl_agenda *agenda, const bl_notice *notice)
{
    for (size_t i = 0; i < agenda->count; i++)
        if (agenda->items[i].notice == notice && follows(&agenda->items[i]))
            return true;
    return false;
}

/* Awaits every event that the item has not seen. What was due before the job was there, by an event
 * from before as well, was never owed. */
static bl_status await(bl_agenda *agenda, item *i, int64_t book, bl_moment now, bl_err *err)
{
    for (;;) {
        bl_awaited event;
        bool found;
        bl_status status = bl_diary_find_event(agenda->ledger, book, i->mark.seen,
                                               i->job->when.event, &event, &found, err);
        if (status != BL_OK || !found)
            return status;
        i->mark.seen = event.entry;
        status = bl_timetable_after(&i->job->when, event.at, &event.due, err);
        if (status == BL_OK && event.due.ns <= i->mark.since.ns && event.entry < i->mark.entry)
            continue;
        if (status == BL_OK)
            status = bl_diary_await(agenda->ledger, now, bl_notice_name(i->notice), i->job->name,
                                    &event, err);
        if (status != BL_OK)
            return status;
    }
}

bl_status bl_agenda_look(bl_agenda *agenda, const bl_notice *notice, bl_moment now, bl_err *err)
{
    int64_t book = 0;
    bl_status status = bl_book_find(agenda->ledger, bl_notice_name(notice), &book, err);
    for (size_t i = 0; status == BL_OK && i < agenda->count; i++) {
        item *one = &agenda->items[i];
        if (one->notice != notice || !follows(one))
            continue;
        status = await(agenda, one, book, now, err);
        if (status == BL_OK && one->mark.tries == 0)
            status = find_due(agenda, one, err);
    }
    find_first(agenda);
    return status;
}

static int64_t pause_of(int64_t tries)
{
    int64_t pause = tries < 16 ? BL_SECOND << (tries - 1) : BL_AGENDA_PAUSE_MAX;
    return pause < BL_AGENDA_PAUSE_MAX ? pause : BL_AGENDA_PAUSE_MAX;
}

void bl_agenda_mind_clock(bl_agenda *agenda, bl_moment now)
{
    for (size_t i = 0; i < agenda->count; i++) {
        item *one = &agenda->items[i];
        if (one->mark.tries == 0)
            continue;
        int64_t latest = now.ns + pause_of(one->mark.tries);
        if (one->mark.retry_at.ns > latest)
            one->mark.retry_at.ns = latest > one->due.ns ? latest : one->due.ns;
    }
    find_first(agenda);
}

void bl_agenda_retry(bl_agenda *agenda, const bl_notice *notice, bl_moment now)
{
    for (size_t i = 0; i < agenda->count; i++) {
        item *one = &agenda->items[i];
        if (one->notice == notice && one->mark.tries > 0 && one->mark.retry_at.ns > now.ns)
            one->mark.retry_at = now.ns > one->due.ns ? now : one->due;
    }
    find_first(agenda);
}

static void fail_note(const item *i, bl_moment now, const char *words, bl_note *note)
{
    note->outcome = BL_OUTCOME_FAILED;
    note->code = words;
    note->tries = i->mark.tries + 1;
    note->retry_at.ns = now.ns + pause_of(note->tries);
}

/* Asks what the job asks, and puts what came of it into the note. */
static bl_status ask(bl_agenda *agenda, const item *i, bl_moment now, bl_note *note,
                     json_t **answer, bl_err *words, bl_err *err)
{
    const bl_function *function = i->job->function;
    bl_buffer_clear(&agenda->request);
    bl_buffer_clear(&agenda->answer);
    bl_status status =
        bl_notice_job_request(i->notice, i->job, note->due, note->event, &agenda->request, words);
    if (status == BL_SCRIPT || (status == BL_NO_MEMORY && !agenda->request.failed)) {
        fail_note(i, now, words->text, note);
        return BL_OK;
    }
    if (status != BL_OK)
        return bl_fail(err, status, "%s", words->text);
    status = bl_buffer_status(&agenda->request, err);
    if (status == BL_OK)
        status = bl_notice_answer(i->notice, function, bl_buffer_view(&agenda->request), note->due,
                                  &agenda->answer, err);
    if (status == BL_OK)
        status = bl_buffer_status(&agenda->answer, err);
    if (status != BL_OK)
        return status;
    *answer = json_loadb(agenda->answer.at, agenda->answer.size, JSON_ALLOW_NUL, NULL);
    if (!*answer)
        return bl_fail(err, BL_NO_MEMORY, "no memory to read an answer");
    if (bl_reply_ok(*answer))
        note->outcome = BL_OUTCOME_DONE;
    else if (strcmp(bl_reply_code(*answer), "script_error") == 0)
        fail_note(i, now, bl_reply_message(*answer), note);
    else
        note->outcome = BL_OUTCOME_REFUSED, note->code = bl_reply_code(*answer);
    if (function->effect != BL_EFFECT_CHANGES)
        note->answer = bl_buffer_view(&agenda->answer);
    return BL_OK;
}

/* A moment that was there in time and failed is no missed one, unless the last one stands for all.
 */
static bool is_missed(const item *i, bl_moment now)
{
    return now.ns - i->due.ns >= BL_AGENDA_GRACE &&
           (i->mark.tries == 0 || i->job->missed == BL_MISSED_ONCE);
}

/* Which moments are settled now: `note->due` is the last of them. */
static bl_status choose(const item *i, bl_moment now, bool missed, bl_note *note, bl_err *err)
{
    note->due = i->due;
    note->count = 1;
    if (!missed || i->job->missed == BL_MISSED_ALL)
        return BL_OK;
    if (i->job->missed == BL_MISSED_SKIP) {
        note->outcome = BL_OUTCOME_SKIPPED;
        now.ns -= BL_AGENDA_GRACE;
    }
    return follows(i)
               ? BL_OK
               : bl_timetable_last(&i->job->when, i->due, now, &note->due, &note->count, err);
}

/* Writes the note, and sees what comes next. */
static bl_status settle(bl_agenda *agenda, item *i, bl_moment now, bl_note *note, bl_err *err)
{
    bool failed = note->outcome == BL_OUTCOME_FAILED, found = false;
    bl_moment next;
    bl_status status = BL_OK;
    if (!follows(i))
        status = bl_timetable_next(&i->job->when, note->due, &next, &found, err);
    note->next = found ? &next : NULL;
    if (status == BL_OK)
        status = bl_diary_note(agenda->ledger, now, note, err);
    note->next = NULL;
    if (status != BL_OK)
        return status;
    i->mark.tries = failed ? note->tries : 0;
    i->mark.retry_at = note->retry_at;
    if (failed)
        return BL_OK;
    if (!follows(i))
        i->mark.through = note->due;
    return find_due(agenda, i, err);
}

bl_status bl_agenda_step(bl_agenda *agenda, bl_moment now, bl_err *err)
{
    item *i = agenda->first;
    if (!i || turn_of(i) > now.ns)
        return BL_OK;
    bl_err words = {0};
    json_t *answer = NULL;
    bool missed = is_missed(i, now);
    bl_awaited event = i->event;
    bl_note note = {.notice = bl_notice_name(i->notice),
                    .name = i->job->name,
                    .event = follows(i) ? &event : NULL};
    bl_status status = choose(i, now, missed, &note, err);
    if (status == BL_OK && note.outcome != BL_OUTCOME_SKIPPED && i->job->function) {
        status = bl_notice_join(i->notice, err);
        if (status == BL_OK)
            status = ask(agenda, i, now, &note, &answer, &words, err);
    }
    if (status == BL_OK)
        status = settle(agenda, i, now, &note, err);
    if (status == BL_OK)
        agenda->tell(agenda->context, &(bl_doing){i->notice, i->job, &note, answer, missed});
    json_decref(answer);
    if (status == BL_OK && bl_agenda_follows(agenda, i->notice))
        return bl_agenda_look(agenda, i->notice, now, err);
    find_first(agenda);
    return status;
}

/* SPDX-License-Identifier: MIT
 * An entry's subject is the job's name, and its facts have the names of the columns, so that SQL
 * takes them out as they stand: an absent one is none. */
#include "domain/diary.h"

const char *const bl_outcome_words[] = {"done", "refused", "failed", "skipped"};

static bl_status apply_listed(bl_ledger *ledger, const bl_entry *entry, const json_t *facts,
                              bl_err *err)
{
    (void)facts;
    return bl_db_run(bl_ledger_db(ledger), err,
                     "INSERT INTO job (notice, name, words, missed, entry, since, through, seen,"
                     " next, tries) VALUES (?1 ->> '$.notice', ?2, ?1 ->> '$.words',"
                     " ?1 ->> '$.missed', ?3, ?4, ?4, 0, ?1 ->> '$.next', 0)"
                     " ON CONFLICT (notice, name) DO UPDATE SET words = excluded.words,"
                     " missed = excluded.missed, through = max(through, excluded.through),"
                     " next = excluded.next, tries = 0, retry_at = NULL",
                     "xxii", entry->facts, entry->subject, bl_ledger_seq(ledger), entry->at.ns);
}

static bl_status apply_dropped(bl_ledger *ledger, const bl_entry *entry, const json_t *facts,
                               bl_err *err)
{
    (void)facts;
    bl_status status =
        bl_db_run(bl_ledger_db(ledger), err,
                  "DELETE FROM awaited WHERE notice = ?1 ->> '$.notice' AND job = ?2", "xx",
                  entry->facts, entry->subject);
    return status == BL_OK
               ? bl_db_run(bl_ledger_db(ledger), err,
                           "DELETE FROM job WHERE notice = ?1 ->> '$.notice' AND name = ?2", "xx",
                           entry->facts, entry->subject)
               : status;
}

static bl_status apply_awaits(bl_ledger *ledger, const bl_entry *entry, const json_t *facts,
                              bl_err *err)
{
    (void)facts;
    bl_status status = bl_db_run(bl_ledger_db(ledger), err,
                                 "INSERT INTO awaited (notice, job, due, event, kind, subject, at)"
                                 " VALUES (?1 ->> '$.notice', ?2, ?1 ->> '$.due', ?1 ->> '$.event',"
                                 " ?1 ->> '$.kind', ?1 ->> '$.subject', ?1 ->> '$.at')",
                                 "xx", entry->facts, entry->subject);
    return status == BL_OK ? bl_db_run(bl_ledger_db(ledger), err,
                                       "UPDATE job SET seen = ?1 ->> '$.event'"
                                       " WHERE notice = ?1 ->> '$.notice' AND name = ?2",
                                       "xx", entry->facts, entry->subject)
                           : status;
}

/* A moment that failed stays owed. What follows an event leaves `through` alone: another event may
 * make something due before it. */
static bl_status apply_noted(bl_ledger *ledger, const bl_entry *entry, const json_t *facts,
                             bl_err *err)
{
    bl_text outcome;
    int64_t event;
    bl_db *db = bl_ledger_db(ledger);
    bl_status status = bl_fact_text(facts, "outcome", &outcome, err);
    if (status == BL_OK)
        status = bl_db_run(db, err,
                           "UPDATE job SET due = ?1 ->> '$.due', at = ?3,"
                           " outcome = ?1 ->> '$.outcome', code = ?1 ->> '$.code',"
                           " count = ?1 ->> '$.count', tries = coalesce(?1 ->> '$.tries', 0),"
                           " retry_at = ?1 ->> '$.retry_at',"
                           " answer = coalesce(?1 -> '$.answer', answer)"
                           " WHERE notice = ?1 ->> '$.notice' AND name = ?2",
                           "xxi", entry->facts, entry->subject, entry->at.ns);
    if (status != BL_OK || bl_text_equal(outcome, bl_text_of("failed")))
        return status;
    if (bl_fact_int(facts, "event", &event, NULL) == BL_OK)
        return bl_db_run(db, err,
                         "DELETE FROM awaited WHERE notice = ?1 ->> '$.notice' AND job = ?2"
                         " AND due = ?1 ->> '$.due' AND event = ?1 ->> '$.event'",
                         "xx", entry->facts, entry->subject);
    return bl_db_run(db, err,
                     "UPDATE job SET through = max(through, ?1 ->> '$.due'),"
                     " next = ?1 ->> '$.next' WHERE notice = ?1 ->> '$.notice' AND name = ?2",
                     "xx", entry->facts, entry->subject);
}

typedef enum kind { LISTED, DROPPED, AWAITS, NOTED } kind;

const bl_kind bl_diary_kinds[] = {
    [LISTED] = {.name = "job listed", .apply = apply_listed},
    [DROPPED] = {.name = "job dropped", .apply = apply_dropped},
    [AWAITS] = {.name = "job awaits", .apply = apply_awaits},
    [NOTED] = {.name = "job noted", .reads_facts = true, .apply = apply_noted},
    {0}};

/* Appends and keeps it: a note is no request that could still be refused. */
static bl_status append(bl_ledger *ledger, kind which, bl_moment at, bl_text name, bl_buffer *facts,
                        bl_err *err)
{
    bl_status status = bl_ledger_append_taking(
        ledger, &(bl_entry){.kind = &bl_diary_kinds[which], .at = at, .subject = name}, facts, err);
    return status == BL_OK ? bl_ledger_keep(ledger, err) : status;
}

static void add_moment(bl_buffer *facts, const char *name, const bl_moment *moment)
{
    if (moment)
        bl_fact_add_int(facts, name, moment->ns);
}

static bl_status find(bl_ledger *ledger, const bl_listing *listing, bl_diary_mark *out, bool *same,
                      bool *found, bl_err *err)
{
    bl_query query = {0};
    *out = (bl_diary_mark){0};
    *same = false;
    bl_status status =
        bl_query_open(&query, bl_ledger_db(ledger), err,
                      "SELECT entry, since, through, seen, tries, retry_at,"
                      " words = ?3 AND missed = ?4 FROM job"
                      " WHERE notice = ?1 AND name = ?2",
                      "tttt", listing->notice, listing->name, listing->words, listing->missed);
    if (status == BL_OK)
        status = bl_query_next(&query, found, err);
    if (status == BL_OK && *found) {
        *out = (bl_diary_mark){bl_query_int(&query, 0),   {bl_query_int(&query, 1)},
                               {bl_query_int(&query, 2)}, bl_query_int(&query, 3),
                               bl_query_int(&query, 4),   {bl_query_int(&query, 5)}};
        *same = bl_query_int(&query, 6) != 0;
    }
    bl_query_close(&query);
    return status;
}

bl_status bl_diary_list(bl_ledger *ledger, bl_moment at, const bl_listing *listing,
                        bl_diary_mark *out, bl_err *err)
{
    bool same, found;
    bl_buffer facts = {0};
    bl_status status = find(ledger, listing, out, &same, &found, err);
    if (status != BL_OK || same)
        return status;
    bl_fact_add_text(&facts, "notice", bl_text_of(listing->notice));
    bl_fact_add_text(&facts, "words", bl_text_of(listing->words));
    bl_fact_add_text(&facts, "missed", bl_text_of(listing->missed));
    add_moment(&facts, "next", listing->next);
    status = append(ledger, LISTED, at, bl_text_of(listing->name), &facts, err);
    return status == BL_OK ? find(ledger, listing, out, &same, &found, err) : status;
}

bl_status bl_diary_drop(bl_ledger *ledger, bl_moment at, bl_text notice, bl_text name, bl_err *err)
{
    bl_buffer facts = {0};
    bl_fact_add_text(&facts, "notice", notice);
    return append(ledger, DROPPED, at, name, &facts, err);
}

bl_status bl_diary_note(bl_ledger *ledger, bl_moment at, const bl_note *note, bl_err *err)
{
    bl_buffer facts = {0};
    bool failed = note->outcome == BL_OUTCOME_FAILED;
    bl_fact_add_text(&facts, "notice", bl_text_of(note->notice));
    add_moment(&facts, "due", &note->due);
    if (note->event)
        bl_fact_add_int(&facts, "event", note->event->entry);
    bl_fact_add_text(&facts, "outcome", bl_text_of(bl_outcome_words[note->outcome]));
    if (note->code && note->code[0])
        bl_fact_add_text(&facts, "code", bl_text_of(note->code));
    bl_fact_add_int(&facts, "count", note->count);
    if (failed)
        bl_fact_add_int(&facts, "tries", note->tries);
    add_moment(&facts, "retry_at", failed ? &note->retry_at : NULL);
    add_moment(&facts, "next", note->next);
    if (note->answer.size > 0 && note->answer.size <= BL_DIARY_ANSWER_MAX)
        bl_fact_add_json(&facts, "answer", note->answer);
    return append(ledger, NOTED, at, bl_text_of(note->name), &facts, err);
}

bl_status bl_diary_find_event(bl_ledger *ledger, int64_t book, int64_t seen, const char *name,
                              bl_awaited *out, bool *found, bl_err *err)
{
    bl_query query = {0};
    bl_status status = bl_query_open(&query, bl_ledger_db(ledger), err,
                                     "SELECT seq, at, facts ->> '$.kind', subject FROM entry"
                                     " WHERE seq > ?1 AND book = ?2 AND kind = 'happened'"
                                     " AND facts ->> '$.name' = ?3 ORDER BY seq LIMIT 1",
                                     "iit", seen, book, name);
    if (status == BL_OK)
        status = bl_query_next(&query, found, err);
    if (status == BL_OK && *found) {
        *out = (bl_awaited){.entry = bl_query_int(&query, 0), .at = {bl_query_int(&query, 1)}};
        bl_text_copy(bl_query_text(&query, 2), out->kind, sizeof out->kind);
        bl_text_copy(bl_query_text(&query, 3), out->subject, sizeof out->subject);
    }
    bl_query_close(&query);
    return status;
}

bl_status bl_diary_await(bl_ledger *ledger, bl_moment at, const char *notice, const char *job,
                         const bl_awaited *event, bl_err *err)
{
    bl_buffer facts = {0};
    bl_fact_add_text(&facts, "notice", bl_text_of(notice));
    add_moment(&facts, "due", &event->due);
    bl_fact_add_int(&facts, "event", event->entry);
    bl_fact_add_text(&facts, "kind", bl_text_of(event->kind));
    bl_fact_add_text(&facts, "subject", bl_text_of(event->subject));
    add_moment(&facts, "at", &event->at);
    return append(ledger, AWAITS, at, bl_text_of(job), &facts, err);
}

bl_status bl_diary_first_awaited(bl_ledger *ledger, const char *notice, const char *job,
                                 bl_awaited *out, bool *found, bl_err *err)
{
    bl_query query = {0};
    bl_status status = bl_query_open(&query, bl_ledger_db(ledger), err,
                                     "SELECT event, at, due, kind, subject FROM awaited"
                                     " WHERE notice = ? AND job = ? ORDER BY due, event LIMIT 1",
                                     "tt", notice, job);
    if (status == BL_OK)
        status = bl_query_next(&query, found, err);
    if (status == BL_OK && *found) {
        *out = (bl_awaited){
            bl_query_int(&query, 0), {bl_query_int(&query, 1)}, {bl_query_int(&query, 2)}, "", ""};
        bl_text_copy(bl_query_text(&query, 3), out->kind, sizeof out->kind);
        bl_text_copy(bl_query_text(&query, 4), out->subject, sizeof out->subject);
    }
    bl_query_close(&query);
    return status;
}

bl_status bl_diary_open(bl_query *query, bl_ledger *ledger, bl_err *err)
{
    return bl_query_open(query, bl_ledger_db(ledger), err,
                         "SELECT notice, name, words, missed, coalesce(outcome, ''),"
                         " coalesce(code, ''), answer, coalesce(next, (SELECT min(due) FROM awaited"
                         " WHERE awaited.notice = job.notice AND awaited.job = job.name)),"
                         " due, at, retry_at, coalesce(count, 0), tries, (SELECT count(*)"
                         " FROM awaited WHERE awaited.notice = job.notice AND"
                         " awaited.job = job.name) FROM job ORDER BY notice, name",
                         "");
}

bl_status bl_diary_next(bl_query *query, bl_diary_row *out, bool *row, bl_err *err)
{
    bl_status status = bl_query_next(query, row, err);
    if (status != BL_OK || !*row)
        return status;
    *out = (bl_diary_row){.notice = bl_query_text(query, 0),
                          .name = bl_query_text(query, 1),
                          .words = bl_query_text(query, 2),
                          .missed = bl_query_text(query, 3),
                          .outcome = bl_query_text(query, 4),
                          .code = bl_query_text(query, 5),
                          .answer = bl_query_text(query, 6),
                          .next = {bl_query_int(query, 7)},
                          .due = {bl_query_int(query, 8)},
                          .at = {bl_query_int(query, 9)},
                          .retry_at = {bl_query_int(query, 10)},
                          .count = bl_query_int(query, 11),
                          .tries = bl_query_int(query, 12),
                          .waiting = bl_query_int(query, 13)};
    return BL_OK;
}

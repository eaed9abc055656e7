/* SPDX-License-Identifier: MIT */
#include "app/rehearsal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void note_job(void *context, const bl_doing *doing);

/* The agenda is filled in a transaction of its own: what is due at the very start is owed. */
static bl_status open_agenda(bl_rehearsal *r, bl_ledger *ledger, bl_err *err)
{
    bl_status status = bl_agenda_open(ledger, note_job, r, &r->agenda, err);
    if (status == BL_OK)
        status = bl_notice_begin(r->notice, true, err);
    if (status != BL_OK)
        return status;
    status = bl_agenda_add(r->agenda, r->notice, (bl_moment){r->from.ns - 1}, err);
    if (status == BL_OK)
        return bl_notice_commit(r->notice, err);
    bl_notice_rollback(r->notice);
    return status;
}

bl_status bl_rehearsal_init(bl_rehearsal *rehearsal, bl_notice *notice, bl_ledger *ledger,
                            bl_moment from, bl_moment until, bl_err *err)
{
    size_t jobs = bl_notice_job_count(notice);
    *rehearsal = (bl_rehearsal){.notice = notice, .from = from, .until = until};
    rehearsal->clock = bl_clock_make_scripted(from.ns);
    rehearsal->jobs = calloc(jobs + 1, sizeof *rehearsal->jobs);
    rehearsal->accepted = calloc(bl_notice_function_count(notice) + 1, sizeof *rehearsal->accepted);
    if (!rehearsal->jobs || !rehearsal->accepted)
        return bl_fail(err, BL_NO_MEMORY, "no memory for a rehearsal");
    for (size_t i = 0; i < jobs; i++) {
        const bl_timetable *when = &bl_notice_job_at(notice, i)->when;
        rehearsal->jobs[i].due = when->moment;
        if (when->pattern == BL_PATTERN_ONCE && when->moment.ns < from.ns)
            rehearsal->jobs[i].state = BL_JOB_SKIPPED;
    }
    return open_agenda(rehearsal, ledger, err);
}

void bl_rehearsal_deinit(bl_rehearsal *rehearsal)
{
    bl_schedule_deinit(&rehearsal->schedule);
    bl_agenda_close(rehearsal->agenda);
    free(rehearsal->jobs);
    free(rehearsal->accepted);
    bl_buffer_deinit(&rehearsal->request);
    bl_buffer_deinit(&rehearsal->answer);
    *rehearsal = (bl_rehearsal){0};
}

void bl_rehearsal_open_request(bl_rehearsal *rehearsal, const char *format, ...)
{
    char id[BL_ID_SIZE_MAX + 1];
    int size = snprintf(id, sizeof id, "%s/", bl_notice_name(rehearsal->notice));
    BL_REQUIRE(size > 0 && size < (int)sizeof id);
    va_list list;
    va_start(list, format);
    vsnprintf(id + size, sizeof id - (size_t)size, format, list);
    va_end(list);
    bl_buffer_clear(&rehearsal->request);
    bl_buffer_add_text(&rehearsal->request, "{\"request_id\":");
    bl_buffer_add_json(&rehearsal->request, bl_text_of(id));
    bl_buffer_add_char(&rehearsal->request, ',');
}

bl_moment bl_rehearsal_now(const bl_rehearsal *rehearsal)
{
    return (bl_moment){bl_clock_now(&rehearsal->clock)};
}

bl_status bl_rehearsal_add(bl_rehearsal *rehearsal, bl_moment due, int64_t what, int64_t detail,
                           bl_err *err)
{
    if (due.ns < bl_rehearsal_now(rehearsal).ns || due.ns > rehearsal->until.ns)
        return BL_OK;
    return bl_schedule_add(&rehearsal->schedule, due, what, detail, err);
}

static size_t place_of(const bl_rehearsal *r, const bl_function *function)
{
    size_t place = 0;
    while (bl_notice_function_at(r->notice, place) != function)
        place++;
    return place;
}

/* Refusals past the last kind that is counted go to that one. */
static bl_refusal *refusal_of(bl_rehearsal *r, const bl_function *function, const json_t *answer)
{
    const char *code = bl_reply_code(answer), *cite = bl_reply_cite(answer);
    for (size_t i = 0; i < r->refusal_count; i++) {
        bl_refusal *refusal = &r->refusals[i];
        if (refusal->function == function && strcmp(refusal->code, code) == 0 &&
            strcmp(refusal->cite, cite) == 0)
            return refusal;
    }
    if (r->refusal_count == BL_REHEARSAL_REFUSALS)
        return &r->refusals[BL_REHEARSAL_REFUSALS - 1];
    bl_refusal *refusal = &r->refusals[r->refusal_count++];
    refusal->function = function;
    snprintf(refusal->code, sizeof refusal->code, "%s", code);
    snprintf(refusal->cite, sizeof refusal->cite, "%s", cite);
    bl_text words =
        bl_text_view_head(bl_text_of(bl_reply_message(answer)), sizeof refusal->message - 1);
    memcpy(refusal->message, words.at, words.size);
    return refusal;
}

/* Answers what `request` holds into `answer`. */
static bl_status send(bl_rehearsal *r, const bl_function *function, bl_err *err)
{
    bl_buffer_clear(&r->answer);
    bl_status status = bl_buffer_status(&r->request, err);
    if (status == BL_OK)
        status = bl_notice_answer(r->notice, function, bl_buffer_view(&r->request),
                                  bl_rehearsal_now(r), &r->answer, err);
    return status == BL_OK ? bl_buffer_status(&r->answer, err) : status;
}

static bl_status parse(const bl_rehearsal *r, json_t **answer, bl_err *err)
{
    *answer = json_loadb(r->answer.at, r->answer.size, 0, NULL);
    return *answer ? BL_OK : bl_fail(err, BL_NO_MEMORY, "no memory to read an answer");
}

/* Parses the answer to a request, without its reasons: they come last, are most of it, and no
 * player looks at them. Quotes within text are escaped, so what is cut is a key; were it not the
 * outermost one, what is left would not parse. */
static bl_status parse_head(const bl_rehearsal *r, json_t **answer, bl_err *err)
{
    const char *reasons = strstr(r->answer.at, ",\"reasons\":[");
    size_t size = reasons ? (size_t)(reasons - r->answer.at) : 0;
    *answer = NULL;
    if (reasons) {
        char kept = r->answer.at[size];
        r->answer.at[size] = '}';
        *answer = json_loadb(r->answer.at, size + 1, 0, NULL);
        r->answer.at[size] = kept;
    }
    return *answer ? BL_OK : parse(r, answer, err);
}

static void count(bl_rehearsal *r, const bl_function *function, const json_t *answer)
{
    r->asked++;
    if (bl_reply_ok(answer))
        r->accepted[place_of(r, function)]++;
    else
        refusal_of(r, function, answer)->count++;
}

static bl_status ask(bl_rehearsal *r, const bl_function *function, json_t **answer, bl_err *err)
{
    bl_status status = send(r, function, err);
    if (status == BL_OK)
        status = parse_head(r, answer, err);
    if (status == BL_OK)
        count(r, function, *answer);
    return status;
}

static const bl_function *function_named(const bl_rehearsal *r, const char *name)
{
    const bl_function *function = bl_notice_function(r->notice, bl_text_of(name));
    BL_REQUIRE(function);
    return function;
}

bl_status bl_rehearsal_ask(bl_rehearsal *rehearsal, const char *function, json_t **answer,
                           bl_err *err)
{
    return ask(rehearsal, function_named(rehearsal, function), answer, err);
}

bl_status bl_rehearsal_repeat(bl_rehearsal *rehearsal, const char *function, bl_err *err)
{
    bl_buffer first = rehearsal->answer;
    rehearsal->answer = (bl_buffer){0};
    bl_status status = send(rehearsal, function_named(rehearsal, function), err);
    rehearsal->repeated++;
    if (!bl_text_equal(bl_buffer_view(&first), bl_buffer_view(&rehearsal->answer)))
        rehearsal->differed++;
    bl_buffer_deinit(&first);
    return status;
}

bl_status bl_rehearsal_read(bl_rehearsal *rehearsal, const char *function, const char *request,
                            json_t **answer, bl_err *err)
{
    const bl_function *read = function_named(rehearsal, function);
    BL_REQUIRE(read->effect != BL_EFFECT_CHANGES);
    bool needs_register = read->effect == BL_EFFECT_READS;
    bl_buffer_clear(&rehearsal->request);
    bl_buffer_add_text(&rehearsal->request, request);
    bl_status status = needs_register ? bl_notice_begin(rehearsal->notice, false, err) : BL_OK;
    if (status != BL_OK)
        return status;
    status = send(rehearsal, read, err);
    if (needs_register)
        bl_notice_rollback(rehearsal->notice);
    return status == BL_OK ? parse(rehearsal, answer, err) : status;
}

static void note_job(void *context, const bl_doing *doing)
{
    static const bl_job_state states[] = {[BL_OUTCOME_DONE] = BL_JOB_DONE,
                                          [BL_OUTCOME_REFUSED] = BL_JOB_REFUSED,
                                          [BL_OUTCOME_FAILED] = BL_JOB_FAILED,
                                          [BL_OUTCOME_SKIPPED] = BL_JOB_SKIPPED};
    bl_rehearsal *r = context;
    bl_job_outcome *outcome = &r->jobs[doing->job - bl_notice_job_at(r->notice, 0)];
    outcome->state = states[doing->note->outcome];
    outcome->due = doing->note->due;
    outcome->count += doing->note->outcome == BL_OUTCOME_FAILED ? 0 : doing->note->count;
    bl_text_copy(bl_text_of(doing->note->code), outcome->code, sizeof outcome->code);
    if (doing->answer)
        count(r, doing->job->function, doing->answer);
}

/* What comes next: one of the notice's jobs, or what a player added; false: nothing by the end. */
static bool find_next(const bl_rehearsal *r, bool *is_job, bl_moment *out)
{
    const bl_job *next = bl_schedule_next(&r->schedule);
    *out = bl_agenda_next(r->agenda, is_job);
    if (next && (!*is_job || next->due.ns < out->ns)) {
        *is_job = false;
        *out = next->due;
    }
    return (next || *is_job) && out->ns <= r->until.ns;
}

static bl_status take_event(bl_rehearsal *r, bool is_job, bl_moment due, bl_err *err)
{
    bl_clock_advance(&r->clock, due.ns);
    if (is_job)
        return bl_agenda_step(r->agenda, due, err);
    bl_job event = bl_schedule_take(&r->schedule);
    bl_status status = r->player.act(r->player.context, r, &event, err);
    return status == BL_OK && bl_agenda_follows(r->agenda, r->notice)
               ? bl_agenda_look(r->agenda, r->notice, due, err)
               : status;
}

bool bl_rehearsal_next(const bl_rehearsal *rehearsal, bl_moment *out)
{
    bool is_job;
    return find_next(rehearsal, &is_job, out);
}

bl_status bl_rehearsal_step(bl_rehearsal *rehearsal, bl_moment bound, bool *done, bl_err *err)
{
    bool is_job;
    bl_moment due;
    bl_status status = bl_notice_begin(rehearsal->notice, true, err);
    if (status != BL_OK)
        return status;
    for (int i = 0; status == BL_OK && i < BL_REHEARSAL_GROUP &&
                    find_next(rehearsal, &is_job, &due) && due.ns <= bound.ns;
         i++)
        status = take_event(rehearsal, is_job, due, err);
    if (status == BL_OK)
        status = bl_notice_commit(rehearsal->notice, err);
    else
        bl_notice_rollback(rehearsal->notice);
    *done = !find_next(rehearsal, &is_job, &due);
    if (status == BL_OK && *done)
        bl_clock_advance(&rehearsal->clock, rehearsal->until.ns);
    return status;
}

/* SPDX-License-Identifier: MIT */
#include "app/season.h"

#include <stdio.h>
#include <string.h>

static json_t *moment_text(bl_moment moment)
{
    bl_buffer text = {0};
    bl_moment_write(moment, &text);
    json_t *value = text.failed ? NULL : json_stringn(text.at, text.size);
    bl_buffer_deinit(&text);
    return value;
}

static json_t *job_entry(const bl_rehearsal *r, size_t place)
{
    static const char *const states[] = {[BL_JOB_WAITING] = "not_due",
                                         [BL_JOB_SKIPPED] = "skipped",
                                         [BL_JOB_DONE] = "done",
                                         [BL_JOB_REFUSED] = "refused",
                                         [BL_JOB_FAILED] = "failed"};
    const bl_notice_job *job = bl_notice_job_at(r->notice, place);
    const bl_job_outcome *outcome = &r->jobs[place];
    bool has_moment = outcome->count > 0 || job->when.pattern == BL_PATTERN_ONCE;
    json_t *entry =
        json_pack("{s:s, s:o, s:s?, s:s}", "name", job->name, "due",
                  has_moment ? moment_text(outcome->due) : json_null(), "function",
                  job->function ? job->function->name : NULL, "state", states[outcome->state]);
    if (job->when.pattern != BL_PATTERN_ONCE) {
        json_object_set_new(entry, "when", json_string(job->words));
        json_object_set_new(entry, "count", json_integer(outcome->count));
    }
    if (outcome->code[0])
        json_object_set_new(entry, "code", json_string(outcome->code));
    return entry;
}

/* In the order in which they fell due last, as a schedule keeps it. */
static bl_status add_jobs(const bl_rehearsal *r, json_t *list, bl_err *err)
{
    bl_schedule order = {0};
    bl_status status = BL_OK;
    for (size_t i = 0; status == BL_OK && i < bl_notice_job_count(r->notice); i++)
        status = bl_schedule_add(&order, r->jobs[i].due, 0, (int64_t)i, err);
    while (status == BL_OK && order.count > 0)
        json_array_append_new(list, job_entry(r, (size_t)bl_schedule_take(&order).detail));
    bl_schedule_deinit(&order);
    return status;
}

static json_t *refusals(const bl_rehearsal *r, const bl_function *function, int64_t *count)
{
    json_t *list = json_array();
    for (size_t i = 0; i < r->refusal_count; i++) {
        const bl_refusal *refusal = &r->refusals[i];
        if (refusal->function != function)
            continue;
        *count += refusal->count;
        json_array_append_new(list, json_pack("{s:s, s:s, s:s, s:I}", "code", refusal->code, "cite",
                                              refusal->cite, "message", refusal->message, "count",
                                              (json_int_t)refusal->count));
    }
    return list;
}

/* The functions that were asked, in the order of their declaration. */
static json_t *requests(const bl_rehearsal *r)
{
    json_t *list = json_array();
    for (size_t i = 0; i < bl_notice_function_count(r->notice); i++) {
        const bl_function *function = bl_notice_function_at(r->notice, i);
        int64_t refused = 0;
        json_t *codes = refusals(r, function, &refused);
        if (r->accepted[i] + refused == 0) {
            json_decref(codes);
            continue;
        }
        json_array_append_new(list, json_pack("{s:s, s:s, s:I, s:I, s:I, s:o}", "function",
                                              function->name, "label", function->label, "asked",
                                              (json_int_t)(r->accepted[i] + refused), "accepted",
                                              (json_int_t)r->accepted[i], "refused",
                                              (json_int_t)refused, "refusals", codes));
    }
    return list;
}

static json_t *counts(const int64_t *values, size_t count)
{
    json_t *list = json_array();
    for (size_t i = 0; i < count; i++)
        json_array_append_new(list, json_integer(values[i]));
    return list;
}

static json_t *exhaustion(const bl_campaign *campaign, const bl_round_seen *seen)
{
    json_t *list = json_array();
    for (size_t i = 0; i < campaign->face_count; i++)
        json_array_append_new(
            list, json_pack("{s:I, s:o}", "denomination", (json_int_t)campaign->faces[i].yuan, "at",
                            seen->exhausted[i] ? moment_text(seen->exhausted_at[i]) : json_null()));
    return list;
}

/* Six-hour slots up to the end of validity; uses after it are counted in the last. */
static size_t slots_of(const bl_round_terms *round)
{
    int64_t slots = (round->valid_until.ns - round->opens_at.ns + BL_USE_SLOT - 1) / BL_USE_SLOT;
    return slots < 1 ? 1 : slots > BL_USE_SLOTS ? BL_USE_SLOTS : (size_t)slots;
}

/* The notice's report of a round and what was seen of it; a round that was never planned is left
 * out. */
static bl_status add_round(bl_rehearsal *r, const bl_crowd *crowd, size_t place, json_t *list,
                           bl_err *err)
{
    const bl_campaign *campaign = bl_crowd_campaign(crowd);
    const bl_round_terms *round = &campaign->rounds[place];
    const bl_round_seen *seen = bl_crowd_seen(crowd, place);
    char request[64];
    json_t *report;
    snprintf(request, sizeof request, "{\"round\":%d}", (int)round->number);
    bl_status status = bl_rehearsal_read(r, "report", request, &report, err);
    if (status != BL_OK || !bl_reply_ok(report)) {
        if (status == BL_OK)
            json_decref(report);
        return status;
    }
    json_object_del(report, "ok");
    json_object_del(report, "reasons");
    json_object_set_new(report, "opens_at", moment_text(round->opens_at));
    json_object_set_new(report, "exhausted", exhaustion(campaign, seen));
    json_object_set_new(report, "claims_by_minute", counts(seen->by_minute, BL_CLAIM_MINUTES));
    json_object_set_new(report, "claims_after_first_hour", json_integer(seen->later));
    json_object_set_new(report, "uses_by_six_hours", counts(seen->uses, slots_of(round)));
    json_array_append_new(list, report);
    return BL_OK;
}

/* Copies members of an answer. */
static bl_status copy_answer(bl_rehearsal *r, const char *function, const char *const *names,
                             json_t *into, bl_err *err)
{
    json_t *answer;
    bl_status status = bl_rehearsal_read(r, function, "{}", &answer, err);
    if (status != BL_OK)
        return status;
    for (; *names; names++)
        json_object_set(into, *names, json_object_get(answer, *names));
    json_decref(answer);
    return BL_OK;
}

/* What a funder spent is told by `status`, its name by `campaign`. */
static void name_funders(json_t *season, const json_t *campaign)
{
    size_t i;
    json_t *funder, *named;
    json_array_foreach(json_object_get(season, "funders"), i, funder)
    {
        named = json_array_get(json_object_get(campaign, "funders"), i);
        json_object_set(funder, "name", json_object_get(named, "name"));
    }
}

static bl_status gather_campaign(bl_rehearsal *r, const bl_crowd *crowd, json_t *season,
                                 bl_err *err)
{
    static const char *const of_status[] = {"accounts", "cash", "funders", NULL};
    static const char *const of_audit[] = {"laws", NULL};
    json_t *rounds = json_array(), *campaign;
    json_object_set_new(season, "rounds", rounds);
    bl_status status = BL_OK;
    for (size_t i = 0; status == BL_OK && i < bl_crowd_campaign(crowd)->round_count; i++)
        status = add_round(r, crowd, i, rounds, err);
    if (status == BL_OK)
        status = copy_answer(r, "status", of_status, season, err);
    if (status == BL_OK)
        status = copy_answer(r, "audit", of_audit, season, err);
    if (status == BL_OK)
        status = bl_rehearsal_read(r, "campaign", "{}", &campaign, err);
    if (status != BL_OK)
        return status;
    json_t *setting = json_object_get(season, "rehearsal");
    json_object_set(setting, "document", json_object_get(campaign, "document"));
    json_object_set(setting, "title", json_object_get(campaign, "title"));
    name_funders(season, campaign);
    json_decref(campaign);
    return BL_OK;
}

bl_status bl_season_gather(bl_rehearsal *rehearsal, const bl_crowd *crowd,
                           const bl_season_setting *setting, json_t **out, bl_err *err)
{
    const bl_rehearsal *r = rehearsal;
    json_t *season =
        json_pack("{s:{s:s, s:o, s:o}, s:[], s:o, s:I, s:{s:I, s:I}}", "rehearsal", "policy",
                  setting->policy, "from", moment_text(r->from), "until", moment_text(r->until),
                  "jobs", "requests", requests(r), "asked", (json_int_t)r->asked, "repeated",
                  "asked", (json_int_t)r->repeated, "answered_otherwise", (json_int_t)r->differed);
    if (!season)
        return bl_fail(err, BL_NO_MEMORY, "no memory for the report");
    bl_status status = add_jobs(r, json_object_get(season, "jobs"), err);
    if (status == BL_OK && crowd) {
        json_t *head = json_object_get(season, "rehearsal");
        json_object_set_new(head, "seed", json_integer(setting->seed));
        json_object_set_new(head, "people", json_integer(setting->people));
        json_object_set_new(head, "merchants", json_integer(setting->merchants));
        json_object_set_new(head, "made_up", json_pack("[s, s]", "people", "merchants"));
        status = gather_campaign(rehearsal, crowd, season, err);
    }
    if (status == BL_OK)
        *out = season;
    else
        json_decref(season);
    return status;
}

static bool laws_hold(const json_t *season)
{
    size_t i;
    json_t *law;
    json_array_foreach(json_object_get(season, "laws"), i,
                       law) if (!json_is_true(json_object_get(law, "holds"))) return false;
    return true;
}

/* An error of the script answers a request, but nobody may be answered so. */
static bool answers_hold(const json_t *season)
{
    size_t i, j;
    json_t *function, *refusal;
    json_array_foreach(json_object_get(season, "requests"), i, function)
        json_array_foreach(json_object_get(function, "refusals"), j,
                           refusal) if (strcmp(json_string_value(json_object_get(refusal, "code")),
                                               "script_error") == 0) return false;
    const json_t *repeated = json_object_get(season, "repeated");
    return json_integer_value(json_object_get(repeated, "answered_otherwise")) == 0;
}

bl_status bl_season_conclude(json_t *season, const bl_audit *audit, bl_err *err)
{
    char head[2 * BL_HASH_SIZE + 1];
    for (size_t i = 0; i < BL_HASH_SIZE; i++)
        snprintf(head + 2 * i, 3, "%02x", audit->head[i]);
    json_t *log = json_pack("{s:I, s:s, s:b}", "entries", (json_int_t)audit->entries, "head", head,
                            "holds", audit->holds);
    if (!audit->holds)
        json_object_set_new(log, "finding", json_string(audit->finding));
    bool holds = audit->holds && laws_hold(season) && answers_hold(season);
    if (json_object_set_new(season, "log", log) != 0 ||
        json_object_set_new(season, "holds", json_boolean(holds)) != 0)
        return bl_fail(err, BL_NO_MEMORY, "no memory for the report");
    return BL_OK;
}

bool bl_season_holds(const json_t *season)
{
    return json_is_true(json_object_get(season, "holds"));
}

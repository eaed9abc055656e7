/* SPDX-License-Identifier: MIT */
#include "app/crowd.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#define MS               (BL_SECOND / 1000)
#define MINUTE           (60 * BL_SECOND)
#define OFFICE_OPENS     (9 * BL_HOUR)
#define OFFICE_HOURS     (8 * BL_HOUR)
#define PUBLISHED_BEFORE 5 /* days before the start of a rehearsal */
#define ASKS_MAX         3

/* Shares per mille. */
#define TAKES_PART 250 /* of the people, in one round        */
#define RUSHES     720
#define TOO_EARLY  30
#define TOO_LATE   5
#define SCANS      150 /* a poster in a store; the others use the app */
#define ELSEWHERE  12
#define NO_CAPTCHA 20
#define ASKS_TWICE 15
#define REPEATED   5 /* whose phone sends the request twice */

enum { REGISTERS = 300, GATHERS, CLAIMS };

struct bl_crowd {
    bl_campaign campaign;
    bl_chance chance;
    size_t people;
    bl_merchants merchants;
    bl_bureau bureau;
    bl_spending spending;
    bl_round_seen seen[BL_ROUNDS_MAX];
};

/* Somebody wants a voucher: the detail of an event that CLAIMS. */
typedef struct wish {
    size_t person;
    size_t round;
    size_t face;
    size_t asked; /* so many times already */
} wish;

static int64_t pack(const wish *w)
{
    return (int64_t)(w->person << 12 | w->round << 8 | w->face << 4 | w->asked);
}

static wish unpack(int64_t detail)
{
    size_t bits = (size_t)detail;
    return (wish){bits >> 12, bits >> 8 & 15, bits >> 4 & 15, bits & 15};
}

static bl_status claim_at(bl_rehearsal *r, int64_t ns, wish w, bl_err *err)
{
    return bl_rehearsal_add(r, (bl_moment){ns}, CLAIMS, pack(&w), err);
}

static bl_status claim_again(bl_crowd *crowd, bl_rehearsal *r, int64_t least, int64_t most, wish w,
                             bl_err *err)
{
    w.asked++;
    int64_t wait = bl_chance_between(&crowd->chance, least / MS, most / MS) * MS;
    return claim_at(r, bl_rehearsal_now(r).ns + wait, w, err);
}

static int64_t arrival(bl_crowd *crowd, const bl_round_terms *round)
{
    bl_chance *chance = &crowd->chance;
    int64_t kind = bl_chance_below(chance, 1000);
    int64_t opens = round->opens_at.ns, closes = round->claim_closes_at.ns;
    if (kind < RUSHES)
        return opens + bl_chance_wait(chance, 110 * BL_SECOND) / MS * MS;
    if (kind < RUSHES + TOO_EARLY)
        return opens - bl_chance_between(chance, 1, 20 * MINUTE / MS) * MS;
    if (kind < RUSHES + TOO_EARLY + TOO_LATE)
        return closes + bl_chance_between(chance, 0, 90 * MINUTE / MS) * MS;
    int64_t at = opens + bl_chance_wait(chance, 3 * BL_HOUR) / MS * MS;
    return at < closes ? at : opens + bl_chance_below(chance, (closes - opens) / MS) * MS;
}

/* What one person wants of a round: the larger faces first, a few seconds between. */
static bl_status want(bl_crowd *crowd, bl_rehearsal *r, size_t person, size_t round, bl_err *err)
{
    size_t faces = crowd->campaign.face_count;
    int64_t at = arrival(crowd, &crowd->campaign.rounds[round]);
    size_t favourite = (size_t)bl_chance_below(&crowd->chance, (int64_t)faces);
    bl_status status = BL_OK;
    for (size_t i = faces; status == BL_OK && i-- > 0;) {
        if (i != favourite && !bl_chance_hits(&crowd->chance, 420))
            continue;
        status = claim_at(r, at, (wish){.person = person, .round = round, .face = i}, err);
        at += bl_chance_between(&crowd->chance, 2000, 9000) * MS;
    }
    return status;
}

static bl_status gather(bl_crowd *crowd, bl_rehearsal *r, size_t round, bl_err *err)
{
    bl_status status = BL_OK;
    for (size_t person = 0; status == BL_OK && person < crowd->people; person++)
        if (bl_chance_hits(&crowd->chance, TAKES_PART))
            status = want(crowd, r, person, round, err);
    return status;
}

static void write_claim(bl_crowd *crowd, bl_rehearsal *r, const wish *w)
{
    bl_chance *chance = &crowd->chance;
    bool first = w->asked == 0;
    bl_rehearsal_open_request(r, "claim-%" PRId64, r->asked);
    bl_buffer_format(&r->request,
                     "\"round\":%" PRId64 ",\"denomination\":%" PRId64 ",\"person_id\":\"P%06zu\",",
                     crowd->campaign.rounds[w->round].number, crowd->campaign.faces[w->face].yuan,
                     w->person + 1);
    if (bl_chance_hits(chance, SCANS)) {
        size_t merchant = bl_merchants_pick(&crowd->merchants, chance);
        bl_buffer_format(&r->request, "\"channel\":\"store_scan\",\"merchant_id\":\"%s\"}",
                         crowd->merchants.all[merchant].id);
        return;
    }
    bool elsewhere = first && bl_chance_hits(chance, ELSEWHERE);
    bool failed = first && bl_chance_hits(chance, NO_CAPTCHA);
    bl_buffer_format(&r->request, "\"channel\":\"app\",\"city\":\"%s\"%s}",
                     elsewhere ? "other" : "linyi", failed ? ",\"captcha_passed\":false" : "");
}

static bl_status follow_claim(bl_crowd *crowd, bl_rehearsal *r, wish w, const json_t *answer,
                              bl_err *err)
{
    bl_round_seen *seen = &crowd->seen[w.round];
    bl_moment now = bl_rehearsal_now(r);
    int64_t minute = (now.ns - crowd->campaign.rounds[w.round].opens_at.ns) / MINUTE;
    if (minute < BL_CLAIM_MINUTES)
        seen->by_minute[minute]++;
    else
        seen->later++;
    seen->exhausted[w.face] = json_integer_value(json_object_get(answer, "remaining")) == 0;
    seen->exhausted_at[w.face] = now;
    if (bl_chance_hits(&crowd->chance, ASKS_TWICE)) {
        bl_status status = claim_again(crowd, r, 5 * BL_SECOND, BL_HOUR, w, err);
        if (status != BL_OK)
            return status;
    }
    return bl_spending_hold(&crowd->spending, r, w.person, w.round, w.face, answer, err);
}

static bl_status follow_refusal(bl_crowd *crowd, bl_rehearsal *r, wish w, const char *code,
                                bl_err *err)
{
    if (w.asked >= ASKS_MAX)
        return BL_OK;
    if (strcmp(code, "claim_not_open") == 0) {
        int64_t opens = crowd->campaign.rounds[w.round].opens_at.ns;
        w.asked++;
        return claim_at(r, opens + bl_chance_wait(&crowd->chance, 15 * BL_SECOND) / MS * MS, w,
                        err);
    }
    if (strcmp(code, "captcha_failed") == 0 || strcmp(code, "merchant_not_participating") == 0)
        return claim_again(crowd, r, 5 * BL_SECOND, 20 * BL_SECOND, w, err);
    if (strcmp(code, "not_in_region") == 0 && bl_chance_hits(&crowd->chance, 500))
        return claim_again(crowd, r, 20 * BL_SECOND, 90 * BL_SECOND, w, err);
    if (strcmp(code, "sold_out") == 0 && bl_chance_hits(&crowd->chance, 150))
        return claim_again(crowd, r, MINUTE, 10 * MINUTE, w, err);
    return BL_OK;
}

static bl_status claim(bl_crowd *crowd, bl_rehearsal *r, wish w, bl_err *err)
{
    json_t *answer;
    write_claim(crowd, r, &w);
    bl_status status = bl_rehearsal_ask(r, "claim", &answer, err);
    if (status != BL_OK)
        return status;
    if (bl_chance_hits(&crowd->chance, REPEATED))
        status = bl_rehearsal_repeat(r, "claim", err);
    if (status == BL_OK && bl_reply_ok(answer))
        status = follow_claim(crowd, r, w, answer, err);
    else if (status == BL_OK)
        status = follow_refusal(crowd, r, w, bl_reply_code(answer), err);
    json_decref(answer);
    return status;
}

static bl_status enlist(bl_crowd *crowd, bl_rehearsal *r, size_t place, bl_err *err)
{
    bl_merchant *merchant = &crowd->merchants.all[place];
    bl_date published;
    json_t *answer;
    bl_status status =
        bl_date_add_days(bl_moment_date(r->from), -PUBLISHED_BEFORE, &published, err);
    if (status != BL_OK)
        return status;
    bl_rehearsal_open_request(r, "register-%s", merchant->id);
    bl_merchant_write_fields(merchant, published, &r->request);
    bl_buffer_add_char(&r->request, '}');
    status = bl_rehearsal_ask(r, "merchant_register", &answer, err);
    if (status != BL_OK)
        return status;
    merchant->listed = bl_reply_ok(answer);
    json_decref(answer);
    return BL_OK;
}

static bl_status act(void *context, bl_rehearsal *rehearsal, const bl_job *event, bl_err *err)
{
    bl_crowd *crowd = context;
    if (event->what >= BL_BUREAU_EVENTS && event->what < BL_BUREAU_EVENTS_END)
        return bl_bureau_act(&crowd->bureau, rehearsal, event, err);
    if (event->what >= BL_SPENDING_EVENTS && event->what < BL_SPENDING_EVENTS_END)
        return bl_spending_act(&crowd->spending, rehearsal, event, err);
    if (event->what == REGISTERS)
        return enlist(crowd, rehearsal, (size_t)event->detail, err);
    if (event->what == GATHERS)
        return gather(crowd, rehearsal, (size_t)event->detail, err);
    BL_REQUIRE(event->what == CLAIMS);
    return claim(crowd, rehearsal, unpack(event->detail), err);
}

/* Merchants through the office hours of the first day, or of what is left of it; people an hour
 * before each round. */
static bl_status plan(bl_crowd *crowd, bl_rehearsal *r, bl_err *err)
{
    bl_moment from = r->from;
    bl_status status = bl_moment_from_date(bl_moment_date(from), &from, err);
    from.ns += OFFICE_OPENS;
    if (from.ns < r->from.ns)
        from = r->from;
    for (size_t i = 0; status == BL_OK && i < crowd->merchants.count; i++) {
        bl_moment due = {from.ns + OFFICE_HOURS / (int64_t)crowd->merchants.count * (int64_t)i};
        due.ns -= due.ns % BL_SECOND;
        status = bl_rehearsal_add(r, due.ns < from.ns ? from : due, REGISTERS, (int64_t)i, err);
    }
    for (size_t i = 0; status == BL_OK && i < crowd->campaign.round_count; i++) {
        bl_moment due = {crowd->campaign.rounds[i].opens_at.ns - BL_HOUR};
        if (due.ns < r->from.ns)
            due = r->from;
        status = bl_rehearsal_add(r, due, GATHERS, (int64_t)i, err);
    }
    if (status == BL_OK && crowd->campaign.round_count > 0) {
        const bl_round_terms *last = &crowd->campaign.rounds[crowd->campaign.round_count - 1];
        status = bl_bureau_wind_up(&crowd->bureau, r, last->valid_until, err);
    }
    return status;
}

bl_status bl_crowd_open(bl_rehearsal *rehearsal, const bl_campaign *campaign, size_t people,
                        size_t merchants, uint64_t seed, bl_crowd **out, bl_err *err)
{
    BL_REQUIRE(people > 0);

    bl_crowd *crowd = calloc(1, sizeof *crowd);
    if (!crowd)
        return bl_fail(err, BL_NO_MEMORY, "no memory for a crowd");
    crowd->campaign = *campaign;
    crowd->people = people;
    crowd->chance = bl_chance_make(seed);
    crowd->bureau = (bl_bureau){.merchants = &crowd->merchants, .chance = &crowd->chance};
    crowd->spending = (bl_spending){.campaign = &crowd->campaign,
                                    .merchants = &crowd->merchants,
                                    .bureau = &crowd->bureau,
                                    .chance = &crowd->chance};
    bl_status status = bl_merchants_init(&crowd->merchants, merchants, &crowd->chance, err);
    if (status == BL_OK)
        status = bl_spending_init(&crowd->spending, people, err);
    for (size_t i = 0; i < BL_ROUNDS_MAX; i++)
        crowd->seen[i].uses = crowd->spending.uses[i];
    if (status == BL_OK)
        status = plan(crowd, rehearsal, err);
    if (status != BL_OK) {
        bl_crowd_close(crowd);
        return status;
    }
    rehearsal->player = (bl_player){act, crowd};
    *out = crowd;
    return BL_OK;
}

void bl_crowd_close(bl_crowd *crowd)
{
    if (!crowd)
        return;
    bl_merchants_deinit(&crowd->merchants);
    bl_bureau_deinit(&crowd->bureau);
    bl_spending_deinit(&crowd->spending);
    free(crowd);
}

const bl_campaign *bl_crowd_campaign(const bl_crowd *crowd)
{
    return &crowd->campaign;
}

const bl_round_seen *bl_crowd_seen(const bl_crowd *crowd, size_t round)
{
    BL_REQUIRE(round < crowd->campaign.round_count);
    return &crowd->seen[round];
}

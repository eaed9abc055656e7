/* SPDX-License-Identifier: MIT */
#include "reading.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

const char *const sectors[MERCHANT_COUNT] = {"catering", "lodging", "retail"};
const char *const kinds[MERCHANT_COUNT] = {"above_scale", "sample", "above_scale"};

/* What the vouchers of a round and face are worth or how many they are; all faces together when
 * `face` is FACE_COUNT. */
typedef struct totals {
    int64_t planned, claimed, outstanding, expired, redeemed, forfeited;
} totals;

void write_time(int64_t at, char out[TIME_SIZE])
{
    int day = (int)(at / DAY), year = 2021, month = 11;
    if (day >= 61) {
        day -= 61;
        month = 1;
        year = 2022;
    } else if (day >= 30) {
        day -= 30;
        month = 12;
    }
    int64_t ms = at % DAY;
    int size = snprintf(out, TIME_SIZE, "%d-%02d-%02dT%02d:%02d:%02d", year, month, day + 1,
                        (int)(ms / HOUR), (int)(ms / 60000 % 60), (int)(ms / 1000 % 60));
    if (ms % 1000)
        size += snprintf(out + size, TIME_SIZE - (size_t)size, ".%03d", (int)(ms % 1000));
    snprintf(out + size, TIME_SIZE - (size_t)size, "+08:00");
}

static json_t *money(int64_t fen)
{
    return json_real((double)fen / 100);
}

static json_t *moment(int64_t at)
{
    char text[TIME_SIZE];
    write_time(at, text);
    return json_string(text);
}

/* part / whole times `scale` in hundredths, half up; null by nothing. */
static json_t *ratio(int64_t part, int64_t whole, int64_t scale)
{
    return whole == 0 ? json_null() : money((part * 100 * scale * 2 + whole) / (2 * whole));
}

static void add_totals(totals *t, const season_round *r, int face, int64_t weight, int64_t at)
{
    t->planned += r->counts[face] * weight;
    t->claimed += r->claimed[face] * weight;
    for (int i = 0; i < r->claimed[face]; i++) {
        const voucher *v = &r->vouchers[face][i];
        if (v->state == REDEEMED)
            t->redeemed += weight;
        else if (v->state == VOID)
            t->forfeited += weight;
        else if (voucher_is_expired(r, v, at))
            t->expired += weight;
        else
            t->outstanding += weight;
    }
}

static totals count_of(const season_round *r, int face, int64_t at)
{
    totals t = {0};
    add_totals(&t, r, face, 1, at);
    return t;
}

static totals value_of(const season_round *r, int64_t at)
{
    totals t = {0};
    for (int i = 0; i < FACE_COUNT; i++)
        add_totals(&t, r, i, faces[i] * 100, at);
    return t;
}

static int64_t used_moment(const accounts *a, int64_t at)
{
    return at > a->last_at ? at : a->last_at;
}

static const char *state_of(const season_round *r, int64_t at)
{
    if (r->settled)
        return "settled";
    if (r->closed)
        return "closed";
    if (!r->planned)
        return "unplanned";
    if (at < r->opens_at)
        return "planned";
    if (at < r->claim_closes_at)
        return "open";
    return at < r->valid_until ? "valid" : "over";
}

static json_t *rounds_of(const accounts *a, int64_t at)
{
    json_t *list = json_array();
    for (int i = 0; i < ROUND_COUNT; i++) {
        const season_round *r = &a->rounds[i];
        json_t *stock = json_array();
        for (int j = 0; j < FACE_COUNT; j++)
            json_array_append_new(
                stock, json_pack("{s:I,s:I,s:i,s:I}", "denomination", (json_int_t)faces[j],
                                 "planned", (json_int_t)r->counts[j], "claimed", r->claimed[j],
                                 "remaining", (json_int_t)(r->counts[j] - r->claimed[j])));
        json_array_append_new(list, json_pack("{s:i,s:s,s:o}", "round", i + 1, "state",
                                              state_of(r, at), "denominations", stock));
    }
    return list;
}

json_t *expect_status(const accounts *a, int64_t at)
{
    totals all = {0};
    int64_t unclaimed = 0, lapsed = 0, settled = 0, due_back = 0;
    at = used_moment(a, at);
    for (int i = 0; i < ROUND_COUNT; i++) {
        totals t = value_of(&a->rounds[i], at);
        unclaimed += a->rounds[i].closed ? 0 : t.planned - t.claimed;
        lapsed += a->rounds[i].closed ? 0 : t.expired;
        settled += a->rounds[i].settled ? t.redeemed : 0;
        all.outstanding += t.outstanding;
        all.redeemed += t.redeemed;
        all.forfeited += t.forfeited;
    }
    for (int i = 0; i < MERCHANT_COUNT; i++)
        due_back += a->merchants[i].due_back;
    int64_t government = government_share(a->paid_out);
    return json_pack("{s:b,s:o,s:{s:i,s:o,s:o,s:o,s:o,s:o,s:o},s:{s:o,s:o,s:o},"
                     "s:[{s:s,s:i,s:o},{s:s,s:i,s:o}],s:o}",
                     "ok", 1, "at", moment(at), "accounts", "total", 6000000, "available",
                     money(a->available), "unclaimed", money(unclaimed), "outstanding",
                     money(all.outstanding), "lapsed", money(lapsed), "redeemed",
                     money(all.redeemed), "forfeited", money(all.forfeited), "cash", "payable",
                     money(all.redeemed - settled), "settled", money(settled), "due_back",
                     money(due_back), "funders", "funder", "government", "committed", 5000000,
                     "spent", money(government), "funder", "unionpay", "committed", 1000000,
                     "spent", money(a->paid_out - government), "rounds", rounds_of(a, at));
}

/* What redemptions that stand brought, of a merchant or (MERCHANT_COUNT) of all. */
typedef struct takings {
    int64_t count, face, consumption, restored;
} takings;

static void add_takings(takings *t, const season_round *r, int whose)
{
    for (int i = 0; i < FACE_COUNT; i++)
        for (int j = 0; j < r->claimed[i]; j++)
            for (int k = 0; k < r->vouchers[i][j].use_count; k++) {
                const use *u = &r->vouchers[i][j].uses[k];
                if (whose != MERCHANT_COUNT && u->merchant != whose)
                    continue;
                t->restored += u->state == RESTORED;
                if (u->state != STANDING)
                    continue;
                t->count++;
                t->face += faces[i] * 100;
                t->consumption += u->tested - u->refunded;
            }
}

static json_t *sectors_of(const season_round *r)
{
    json_t *list = json_array();
    for (int i = 0; i < MERCHANT_COUNT; i++) {
        takings t = {0};
        add_takings(&t, r, i);
        json_array_append_new(list, json_pack("{s:s,s:I,s:o,s:o}", "sector", sectors[i],
                                              "redemptions", (json_int_t)t.count, "redeemed_value",
                                              money(t.face), "consumption", money(t.consumption)));
    }
    return list;
}

static json_t *faces_of(const season_round *r, int64_t at)
{
    json_t *list = json_array();
    for (int i = 0; i < FACE_COUNT; i++) {
        totals t = count_of(r, i, at);
        json_array_append_new(
            list, json_pack("{s:I,s:I,s:I,s:I,s:I,s:I}", "denomination", (json_int_t)faces[i],
                            "planned", (json_int_t)t.planned, "claimed", (json_int_t)t.claimed,
                            "redeemed", (json_int_t)t.redeemed, "expired", (json_int_t)t.expired,
                            "void", (json_int_t)t.forfeited));
    }
    return list;
}

static json_t *rollover_into(const accounts *a, int round, int64_t at)
{
    if (round == 0)
        return json_integer(0);
    const season_round *before = &a->rounds[round - 1];
    return before->closed ? money(value_of(before, at).expired) : json_null();
}

json_t *expect_report(const accounts *a, int64_t at, int round)
{
    const season_round *r = &a->rounds[round];
    if (!r->planned)
        return expect_refusal("round_not_planned");
    at = used_moment(a, at);
    totals t = value_of(r, at);
    takings all = {0};
    add_takings(&all, r, MERCHANT_COUNT);
    return json_pack(
        "{s:b,s:b,s:o,s:o,s:o,s:o,s:o,s:o,s:o,s:o,s:o,s:o,s:o,s:o,s:I,s:o,s:o}", "ok", 1, "final",
        r->closed, "planned_value", money(t.planned), "claimed_value", money(t.claimed),
        "redeemed_value", money(t.redeemed), "expired_value", money(t.expired), "forfeited_value",
        money(t.forfeited), "unclaimed_value", money(t.planned - t.claimed), "outstanding_value",
        money(t.outstanding), "rollover_in", rollover_into(a, round, at), "take_up_rate",
        ratio(t.claimed, t.planned, 100), "use_rate", ratio(t.redeemed, t.claimed, 100),
        "consumption", money(all.consumption), "leverage", ratio(all.consumption, t.redeemed, 1),
        "restored_count", (json_int_t)all.restored, "by_denomination", faces_of(r, at), "by_sector",
        sectors_of(r));
}

json_t *expect_merchant(const accounts *a, int number)
{
    const merchant *m = &a->merchants[number];
    if (m->spell_count == 0)
        return expect_refusal("merchant_unknown");
    takings all = {0}, settled = {0};
    for (int i = 0; i < ROUND_COUNT; i++) {
        add_takings(&all, &a->rounds[i], number);
        if (a->rounds[i].settled)
            add_takings(&settled, &a->rounds[i], number);
    }
    int last = m->spell_count - 1;
    bool active = merchant_is_active(m);
    return json_pack("{s:b,s:s,s:s,s:s,s:o,s:I,s:o,s:o,s:o,s:o,s:o}", "ok", 1, "state",
                     active ? "active" : "removed", "sector", sectors[number], "kind",
                     kinds[number], "since", moment(active ? m->since[last] : m->until[last]),
                     "redemptions", (json_int_t)all.count, "redeemed_amount", money(all.face),
                     "payable", money(all.face - settled.face), "settled", money(settled.face),
                     "due_back", money(m->due_back), "consumption", money(all.consumption));
}

json_t *expect_voucher(const accounts *a, int64_t at, int round, int face, int serial)
{
    static const char *const names[] = {"claimed", "redeemed", "void"};
    const season_round *r = &a->rounds[round];
    if (serial >= r->claimed[face])
        return expect_refusal("voucher_unknown");
    const voucher *v = &r->vouchers[face][serial];
    bool expired = voucher_is_expired(r, v, used_moment(a, at));
    char person[8];
    snprintf(person, sizeof person, "P%d", v->person);
    return json_pack("{s:b,s:s,s:s,s:i,s:I,s:o}", "ok", 1, "voucher_state",
                     expired ? "expired" : names[v->state], "person_id", person, "round", round + 1,
                     "denomination", (json_int_t)faces[face], "valid_until",
                     moment(r->valid_until));
}

json_t *expect_refusal(const char *code)
{
    return json_pack("{s:b,s:{s:s}}", "ok", 0, "error", "code", code);
}

bool reading_agrees(const json_t *expected, const json_t *answer)
{
    const char *key;
    json_t *value;
    size_t i;
    if (json_is_number(expected) && json_is_number(answer)) {
        double got = json_number_value(answer);
        return llround(json_number_value(expected) * 100) == llround(got * 100) &&
               (double)llround(got * 100) / 100 == got;
    }
    if (json_is_object(expected)) {
        json_object_foreach(
            (json_t *)expected, key,
            value) if (!reading_agrees(value, json_object_get(answer, key))) return false;
        return json_is_object(answer);
    }
    if (json_is_array(expected)) {
        json_array_foreach(
            expected, i, value) if (!reading_agrees(value, json_array_get(answer, i))) return false;
        return json_array_size(expected) == json_array_size(answer);
    }
    return answer && json_equal(expected, answer);
}

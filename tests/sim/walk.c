/* SPDX-License-Identifier: MIT */
#include "walk.h"

#include <inttypes.h>

#include "reading.h"

static int below(walk *w, int count)
{
    return (int)dice_below(&w->chance, count);
}

static bool one_in(walk *w, int count)
{
    return dice_one_in(&w->chance, count);
}

void walk_begin(walk *w, uint64_t seed)
{
    *w = (walk){.chance.state = seed, .now = 29 * DAY + 9 * HOUR};
}

/* A moment of a round at which something changes, or one just before it. */
static int64_t edge_of(walk *w, const accounts *a)
{
    const season_round *r = &a->rounds[below(w, ROUND_COUNT)];
    const int64_t edges[] = {r->opens_at, r->claim_closes_at, r->valid_until};
    return edges[below(w, 3)] - below(w, 2);
}

/* Time goes on, in small steps and to the edges ahead; now and then a request comes late. */
static int64_t next_moment(walk *w, const accounts *a)
{
    if (one_in(w, 3))
        w->now += below(w, 3) * HOUR;
    if (one_in(w, 6)) {
        int64_t edge = edge_of(w, a);
        if (edge > w->now && (edge - w->now < 4 * DAY || one_in(w, 8)))
            w->now = edge;
    }
    if (one_in(w, 12)) {
        int64_t edge = edge_of(w, a);
        if (edge <= w->now)
            return edge;
    }
    return one_in(w, 12) ? w->now - below(w, 48) * HOUR : w->now;
}

/* The last round that has opened, mostly; before the first, the first. */
static int pick_round(walk *w, const accounts *a, int64_t at)
{
    int round = 0;
    if (one_in(w, 5))
        return below(w, ROUND_COUNT);
    while (round + 1 < ROUND_COUNT && at >= a->rounds[round + 1].opens_at)
        round++;
    return round;
}

/* A voucher that exists, if the search meets one. */
static void pick_voucher(walk *w, const accounts *a, request *r, bool used)
{
    for (int tries = 0; tries < 20; tries++) {
        r->round = used ? below(w, ROUND_COUNT) : pick_round(w, a, r->at);
        r->face = below(w, FACE_COUNT);
        const season_round *round = &a->rounds[r->round];
        if (round->claimed[r->face] == 0)
            continue;
        r->serial = below(w, round->claimed[r->face]);
        const voucher *v = &round->vouchers[r->face][r->serial];
        r->person = one_in(w, 12) ? below(w, PERSON_COUNT) : v->person;
        r->use = v->use_count > 0 ? v->use_count - 1 : 0;
        if (r->use > 0 && one_in(w, 10))
            r->use = below(w, r->use);
        if (v->state == (used ? REDEEMED : CLAIMED) || one_in(w, 6))
            return;
    }
    r->serial = below(w, PERSON_COUNT);
}

/* Often a moment between the voucher's last event and its end, wherever the walk has come to. */
static void come_in_time(walk *w, const accounts *a, request *r)
{
    const season_round *round = &a->rounds[r->round];
    if (r->serial >= round->claimed[r->face] || !one_in(w, 2))
        return;
    int64_t last = round->vouchers[r->face][r->serial].last_at;
    if (last >= round->valid_until)
        return;
    r->at = last + below(w, (int)((round->valid_until - last) / SECOND) + 2) * SECOND;
}

/* Counts worth `value`: a few of the large and small face, the middle one for the rest. */
static void share_out(walk *w, int64_t value, int64_t counts[FACE_COUNT])
{
    static const int for_rest[] = {0, 2, 4, 1, 3}; /* 30s that leave a multiple of 50 */
    counts[2] = below(w, 4);
    int64_t left = value - counts[2] * 100;
    counts[0] = for_rest[left / 10 % 5] + (one_in(w, 2) ? 5 * below(w, 3) : 0);
    counts[1] = (left - counts[0] * 30) / 50;
}

static void ask_plan(walk *w, const accounts *a, request *r)
{
    r->round = one_in(w, 3) ? below(w, ROUND_COUNT) : pick_round(w, a, r->at);
    for (int i = ROUND_COUNT - 1; i >= 0 && !one_in(w, 6); i--)
        if (!a->rounds[i].planned && r->at < a->rounds[i].claim_closes_at)
            r->round = i;
    const season_round *round = &a->rounds[r->round];
    int64_t planned = 0, unplanned_later = 0;
    for (int i = 0; i < FACE_COUNT; i++)
        planned += round->counts[i] * faces[i];
    for (int i = r->round + 1; i < ROUND_COUNT; i++)
        unplanned_later += !a->rounds[i].planned;
    int64_t most = a->available / 100 + planned;
    const int64_t values[] = {1500000, most, most - 1500000 * unplanned_later};
    int64_t value = values[one_in(w, 2) ? 0 : below(w, 3)];
    value += one_in(w, 6) ? 10 * (below(w, 3) - 1) : 0;
    share_out(w, value > 2000 ? value : 2000, r->counts);
    for (int i = 0; i < FACE_COUNT && planned > 0 && one_in(w, 2); i++)
        r->counts[i] = round->counts[i] + (one_in(w, 3) ? below(w, 3) : 0);
    if (one_in(w, 10))
        r->claim_closes_at = round->opens_at + below(w, 4) * 5 * HOUR - below(w, 2);
    if (one_in(w, 10))
        r->valid_until = round->opens_at - 10 * HOUR + 7 * DAY + below(w, 5) * 6 * HOUR;
    if (one_in(w, 30))
        r->valid_until += DAY;
}

static void ask_claim(walk *w, const accounts *a, request *r)
{
    r->round = pick_round(w, a, r->at);
    for (int i = 0; i < ROUND_COUNT && !one_in(w, 6); i++) {
        const season_round *round = &a->rounds[(r->round + i) % ROUND_COUNT];
        if (!round->planned || round->closed || w->now < round->opens_at)
            continue;
        r->round = (r->round + i) % ROUND_COUNT;
        if (r->at >= round->claim_closes_at || r->at < round->opens_at)
            r->at = round->opens_at + below(w, 14) * HOUR;
        break;
    }
    r->face = one_in(w, 40) ? FACE_COUNT : one_in(w, 3) ? 1 : below(w, FACE_COUNT);
    r->person = below(w, PERSON_COUNT);
    r->by_poster = one_in(w, 4);
    r->elsewhere = one_in(w, 20);
    r->no_captcha = one_in(w, 20);
}

static void ask_redeem(walk *w, const accounts *a, request *r)
{
    static const int64_t amounts[] = {10000, 20000, 50000, 88888};
    pick_voucher(w, a, r, false);
    r->merchant = one_in(w, 2) ? 0 : r->merchant;
    come_in_time(w, a, r);
    r->order = below(w, ORDER_COUNT);
    r->amount = amounts[one_in(w, 4) ? below(w, 4) : r->face < FACE_COUNT ? r->face : 0];
    r->discount = one_in(w, 3) ? below(w, 3001) : 0;
    r->amount += one_in(w, 6) ? r->discount - 1 : r->discount;
    r->online = one_in(w, 25);
    r->outside = one_in(w, 25);
}

static void ask_refund(walk *w, const accounts *a, request *r)
{
    pick_voucher(w, a, r, true);
    come_in_time(w, a, r);
    int64_t left = 7000;
    const season_round *round = &a->rounds[r->round];
    if (r->face < FACE_COUNT && r->serial < round->claimed[r->face]) {
        const voucher *v = &round->vouchers[r->face][r->serial];
        if (r->use < v->use_count)
            left = v->uses[r->use].paid - v->uses[r->use].refunded;
    }
    r->amount = one_in(w, 3) ? 1 + below(w, (int)left + 1) : left;
    if (one_in(w, 12))
        r->amount = left + 1;
    if (one_in(w, 40))
        r->amount = 0;
}

static void ask_recover(walk *w, const accounts *a, request *r)
{
    for (int tries = 0; tries < MERCHANT_COUNT && a->merchants[r->merchant].due_back == 0; tries++)
        r->merchant = (r->merchant + 1) % MERCHANT_COUNT;
    int64_t due = a->merchants[r->merchant].due_back;
    r->amount = one_in(w, 2) ? due : 1 + below(w, (int)due + 1);
    if (one_in(w, 8))
        r->amount = due + 1;
}

/* Of any round, or of those that are settled. */
static bool has_voucher(const accounts *a, voucher_state state, bool settled)
{
    for (int i = 0; i < ROUND_COUNT; i++)
        if (!settled || a->rounds[i].settled)
            for (int j = 0; j < FACE_COUNT; j++)
                for (int k = 0; k < a->rounds[i].claimed[j]; k++)
                    if (a->rounds[i].vouchers[j][k].state == state)
                        return true;
    return false;
}

/* Whether there is anything that the deed could be about. */
static bool has_reason(const accounts *a, deed d, int64_t now)
{
    bool over = false, closed = false, due = false, active = false, idle = false, open = false;
    for (int i = 0; i < ROUND_COUNT; i++) {
        const season_round *r = &a->rounds[i];
        over = over || (r->planned && !r->closed && now >= r->valid_until);
        closed = closed || (r->closed && !r->settled);
        open = open || (!r->planned && now < r->claim_closes_at);
    }
    for (int i = 0; i < MERCHANT_COUNT; i++) {
        due = due || a->merchants[i].due_back > 0;
        active = active || merchant_is_active(&a->merchants[i]);
        idle = idle || !merchant_is_active(&a->merchants[i]);
    }
    switch (d) {
    case PLAN:
        return open;
    case REGISTER:
        return idle;
    case DEREGISTER:
        return active;
    case CLAIM:
        return now >= a->rounds[0].opens_at;
    case REDEEM:
        return has_voucher(a, CLAIMED, false);
    case REFUND:
    case CANCEL:
        return has_voucher(a, REDEEMED, false);
    case CLOSE:
        return over;
    case SETTLE:
        return closed;
    case RECOVER:
        return due;
    }
    return true;
}

static deed next_deed(walk *w, const accounts *a)
{
    static const struct {
        deed deed;
        int weight;
    } often[] = {{PLAN, 10},   {REGISTER, 5}, {DEREGISTER, 1}, {CLAIM, 22}, {REDEEM, 26},
                 {REFUND, 12}, {CLOSE, 8},    {SETTLE, 6},     {CANCEL, 5}, {RECOVER, 5}};
    if (!a->rounds[0].planned && one_in(w, 2))
        return PLAN;
    if (a->merchants[0].spell_count + a->merchants[1].spell_count == 0 && one_in(w, 3))
        return REGISTER;
    if (has_voucher(a, REDEEMED, true) && one_in(w, 3))
        return one_in(w, 2) ? CANCEL : REFUND;
    if (has_reason(a, RECOVER, w->now) && one_in(w, 4))
        return RECOVER;
    for (;;) {
        int place = below(w, 100), i = 0;
        for (; place >= often[i].weight; i++)
            place -= often[i].weight;
        if (has_reason(a, often[i].deed, w->now) || one_in(w, 80))
            return often[i].deed;
    }
}

/* A round for which the hour of closing or settling has come, if there is one. */
static int pick_ended(walk *w, const accounts *a, deed d)
{
    int from = below(w, ROUND_COUNT);
    for (int i = 0; i < ROUND_COUNT && !one_in(w, 10); i++) {
        const season_round *r = &a->rounds[(from + i) % ROUND_COUNT];
        if (d == CLOSE ? r->planned && !r->closed && w->now >= r->valid_until
                       : r->closed && !r->settled)
            return (from + i) % ROUND_COUNT;
    }
    return from;
}

request walk_next(walk *w, const accounts *a)
{
    request r = {.deed = next_deed(w, a), .at = next_moment(w, a)};
    r.merchant = below(w, MERCHANT_COUNT);
    r.round = pick_round(w, a, r.at);
    if (r.deed == PLAN)
        ask_plan(w, a, &r);
    else if (r.deed == REGISTER && one_in(w, 6))
        r.unmet = (unsigned)below(w, 1 << ENTRY_RULES);
    else if (r.deed == DEREGISTER)
        r.reason = one_in(w, 2) ? below(w, 2) : below(w, leaving_reason_count);
    else if (r.deed == CLAIM)
        ask_claim(w, a, &r);
    else if (r.deed == REDEEM)
        ask_redeem(w, a, &r);
    else if (r.deed == REFUND)
        ask_refund(w, a, &r);
    else if (r.deed == CANCEL)
        pick_voucher(w, a, &r, true);
    else if (r.deed == CLOSE || r.deed == SETTLE)
        r.round = pick_ended(w, a, r.deed);
    else if (r.deed == RECOVER)
        ask_recover(w, a, &r);
    return r;
}

const char *request_function(const request *r)
{
    static const char *const names[] = {
        [PLAN] = "plan_round",   [REGISTER] = "merchant_register",
        [CLAIM] = "claim",       [DEREGISTER] = "merchant_deregister",
        [REDEEM] = "redeem",     [REFUND] = "refund",
        [CLOSE] = "close_round", [SETTLE] = "settle",
        [RECOVER] = "recover",   [CANCEL] = "cancel_redemption"};
    return names[r->deed];
}

static void write_money(const char *name, int64_t fen, bl_buffer *out)
{
    bl_buffer_format(out, ",\"%s\":%" PRId64 ".%02d", name, fen / 100, (int)(fen % 100));
}

static void write_moment(const char *name, int64_t at, bl_buffer *out)
{
    char text[TIME_SIZE];
    write_time(at, text);
    bl_buffer_format(out, ",\"%s\":\"%s\"", name, text);
}

/* The facts behind the entry rules, in their order. */
static void write_merchant(const request *r, bl_buffer *out)
{
    static const struct {
        const char *name;
        bool good;
    } facts[] = {
        {"on_statistics_list", true}, {"published_on", true},     {"trades_in_lanshan", true},
        {"licences_complete", true},  {"tax_compliant", true},    {"negative_record", false},
        {"honest_trading", true},     {"rules_accepted", true},   {"own_discount", true},
        {"publicity_agreed", true},   {"epidemic_control", true}, {"unionpay_enabled", true},
        {"unionpay_tested", true}};
    bl_buffer_format(out, ",\"name\":\"S%d\",\"sector\":\"%s\",\"kind\":\"%s\"", r->merchant,
                     r->unmet & 1 ? "other" : sectors[r->merchant],
                     r->unmet & 2 ? "other" : kinds[r->merchant]);
    bl_buffer_add_text(out, ",\"tax_registered_in_lanshan\":true");
    for (unsigned i = 0; i < sizeof facts / sizeof *facts; i++) {
        bool met = !(r->unmet & 4u << i);
        if (i == 1)
            bl_buffer_format(out, ",\"published_on\":%s", met ? "\"2021-11-26\"" : "null");
        else
            bl_buffer_format(out, ",\"%s\":%s", facts[i].name,
                             met == facts[i].good ? "true" : "false");
    }
}

static void write_plan(const request *r, bl_buffer *out)
{
    for (int i = 0; i < FACE_COUNT; i++)
        bl_buffer_format(out, ",\"count_%d\":%" PRId64, (int)faces[i], r->counts[i]);
    if (r->claim_closes_at)
        write_moment("claim_closes_at", r->claim_closes_at, out);
    if (r->valid_until)
        write_moment("valid_until", r->valid_until, out);
}

static void write_claim(const request *r, bl_buffer *out)
{
    bl_buffer_format(out, ",\"denomination\":%d,\"person_id\":\"P%d\",\"captcha_passed\":%s",
                     r->face == FACE_COUNT ? 40 : (int)faces[r->face], r->person,
                     r->no_captcha ? "false" : "true");
    if (r->by_poster)
        bl_buffer_format(out, ",\"channel\":\"store_scan\",\"merchant_id\":\"S%d\"", r->merchant);
    else
        bl_buffer_format(out, ",\"channel\":\"app\",\"city\":\"%s\"",
                         r->elsewhere ? "other" : "linyi");
}

static void write_voucher(const request *r, bl_buffer *out)
{
    bl_buffer_format(out, "%d-%d-%d", r->round + 1, (int)faces[r->face], r->serial + 1);
}

static void write_redeem(const request *r, bl_buffer *out)
{
    bl_buffer_add_text(out, ",\"voucher_id\":\"");
    write_voucher(r, out);
    bl_buffer_format(out, "\",\"person_id\":\"P%d\",\"order_id\":\"O%d\",\"channel\":\"%s\"",
                     r->person, r->order, r->online ? "online" : "store");
    write_money("order_amount", r->amount, out);
    if (r->discount > 0)
        write_money("merchant_discount", r->discount, out);
    if (r->outside)
        bl_buffer_add_text(out, ",\"store_in_lanshan\":false");
}

void write_request(const request *r, int id, bl_buffer *out)
{
    bl_buffer_format(out, "{\"request_id\":\"q%d\"", id);
    write_moment("at", r->at, out);
    if (r->deed == PLAN || r->deed == CLAIM || r->deed == CLOSE || r->deed == SETTLE)
        bl_buffer_format(out, ",\"round\":%d", r->round + 1);
    if (r->deed == REGISTER || r->deed == DEREGISTER || r->deed == REDEEM || r->deed == RECOVER)
        bl_buffer_format(out, ",\"merchant_id\":\"S%d\"", r->merchant);
    if (r->deed == REFUND || r->deed == CANCEL) {
        bl_buffer_add_text(out, ",\"redemption_id\":\"");
        write_voucher(r, out);
        bl_buffer_format(out, "/%d\"", r->use + 1);
    }
    if (r->deed == PLAN)
        write_plan(r, out);
    else if (r->deed == REGISTER)
        write_merchant(r, out);
    else if (r->deed == DEREGISTER)
        bl_buffer_format(out, ",\"reason\":\"%s\"", leaving_reasons[r->reason]);
    else if (r->deed == CLAIM)
        write_claim(r, out);
    else if (r->deed == REDEEM)
        write_redeem(r, out);
    else if (r->deed == REFUND)
        write_money("refund_amount", r->amount, out);
    else if (r->deed == CANCEL)
        bl_buffer_add_text(out, ",\"finding\":\"cheating\"");
    else if (r->deed == RECOVER)
        write_money("amount", r->amount, out);
    bl_buffer_add_char(out, '}');
}

/* SPDX-License-Identifier: MIT
 * Shares are per mille unless they say otherwise. They are a guess at how people behave, not a
 * finding: a rehearsal is to meet every case, the rare ones too. */
#include "app/spending.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/list.h"

#define MINUTE      (60 * BL_SECOND)
#define VISITS_MAX  4
#define LAST_HOURS  40 /* who comes at the very end               */
#define TOO_LATE    12 /* who comes after it                      */
#define NEVER       130
#define REPEATED    5   /* whose terminal sends the request twice  */
#define FALSE_TRADE 350 /* of what a dishonest merchant takes      */
#define SPENT_AGAIN 600 /* of the vouchers that a refund gave back */

enum {
    VISITS = BL_SPENDING_EVENTS,
    RETURNS_ALL,
    RETURNS_PART,
    RETURNS_PIECE,
    RETURNS_REST,
    RETURNS_TOO_MUCH,
    USES_AGAIN
};

struct bl_holding {
    char voucher[32];
    char redemption[40]; /* the one that stands, "" none */
    bl_moment valid_until;
    bl_money paid;
    bl_money returned;
    int64_t before; /* the same person's holding before, counted from 1 */
    size_t person;
    size_t merchant;
    int visits;
    uint8_t round;
    uint8_t face;
};

/* How somebody goes about it. */
typedef enum manner { RIGHTLY, BELOW_THRESHOLD, ONLINE, FOR_ANOTHER, OUTSIDE } manner;

static const int64_t manner_weights[] = {926, 55, 10, 4, 5};

typedef struct order {
    char id[24];
    size_t merchant;
    bl_money amount;
    bl_money discount;
} order;

bl_status bl_spending_init(bl_spending *spending, size_t people, bl_err *err)
{
    spending->newest = calloc(people, sizeof *spending->newest);
    return spending->newest ? BL_OK
                            : bl_fail(err, BL_NO_MEMORY, "no memory for %zu people", people);
}

void bl_spending_deinit(bl_spending *spending)
{
    free(spending->holdings);
    free(spending->newest);
    *spending = (bl_spending){0};
}

static int64_t random_time(bl_spending *s, int64_t least, int64_t most)
{
    const int64_t ms = BL_SECOND / 1000;
    return bl_chance_between(s->chance, least / ms, most / ms) * ms;
}

/* An hour that suits people on a day that suits them, between now and the voucher's end. */
static bl_moment fitting_moment(bl_spending *s, bl_moment now, bl_moment end)
{
    static const int64_t hours[24] = {2,  1,  0,  0,  0,  0,  1,  4,  6,  10, 18, 30,
                                      26, 16, 14, 16, 22, 36, 48, 44, 34, 20, 9,  4};
    static const int64_t days[8] = {0, 10, 10, 11, 13, 16, 24, 22}; /* from Monday, 1 */
    bl_moment start;
    if (bl_moment_from_date(bl_moment_date(now), &start, NULL) != BL_OK)
        return now;
    int64_t last = (end.ns - start.ns) / BL_DAY;
    for (int i = 0; i < 24; i++) {
        bl_moment at = {start.ns + bl_chance_between(s->chance, 0, last) * BL_DAY};
        at.ns += (int64_t)bl_chance_pick(s->chance, hours, 24) * BL_HOUR;
        at.ns += random_time(s, 0, BL_HOUR - 1);
        int64_t weight = days[bl_date_weekday(bl_moment_date(at))];
        if (at.ns > now.ns && at.ns < end.ns && bl_chance_below(s->chance, 24) < weight)
            return at;
    }
    return (bl_moment){now.ns + random_time(s, 0, end.ns - now.ns)};
}

static bl_moment visiting_moment(bl_spending *s, bl_moment now, bl_moment end)
{
    int64_t kind = bl_chance_below(s->chance, 1000);
    if (kind < LAST_HOURS) {
        bl_moment at = {end.ns - 1 - bl_chance_wait(s->chance, 40 * MINUTE)};
        if (at.ns > now.ns)
            return at;
    } else if (kind < LAST_HOURS + TOO_LATE) {
        bool at_once = bl_chance_hits(s->chance, 100); /* at the very moment of expiry */
        return (bl_moment){end.ns + (at_once ? 0 : random_time(s, 0, 8 * BL_HOUR))};
    }
    return fitting_moment(s, now, end);
}

static bl_status visit_later(bl_spending *s, bl_rehearsal *r, size_t place, bl_err *err)
{
    bl_moment now = bl_rehearsal_now(r), end = s->holdings[place].valid_until;
    if (now.ns >= end.ns)
        return BL_OK;
    return bl_rehearsal_add(r, visiting_moment(s, now, end), VISITS, (int64_t)place, err);
}

static bl_status after(bl_spending *s, bl_rehearsal *r, int64_t least, int64_t most, int64_t what,
                       size_t place, bl_err *err)
{
    bl_moment due = {bl_rehearsal_now(r).ns + random_time(s, least, most)};
    return bl_rehearsal_add(r, due, what, (int64_t)place, err);
}

bl_status bl_spending_hold(bl_spending *spending, bl_rehearsal *rehearsal, size_t person,
                           size_t round, size_t face, const json_t *claimed, bl_err *err)
{
    bl_holding *holdings =
        bl_list_with_room(spending->holdings, spending->count, &spending->room, sizeof *holdings);
    if (!holdings)
        return bl_fail(err, BL_NO_MEMORY, "no memory for another voucher");
    spending->holdings = holdings;
    bl_holding *holding = &spending->holdings[spending->count];
    *holding = (bl_holding){.person = person, .round = (uint8_t)round, .face = (uint8_t)face};
    const char *voucher;
    bl_status status = bl_reply_text(claimed, "voucher_id", &voucher, err);
    if (status == BL_OK)
        status = bl_reply_moment(claimed, "valid_until", &holding->valid_until, err);
    if (status != BL_OK)
        return status;
    snprintf(holding->voucher, sizeof holding->voucher, "%s", voucher);
    holding->before = spending->newest[person];
    spending->newest[person] = (int64_t)++spending->count;
    if (bl_chance_hits(spending->chance, NEVER))
        return BL_OK;
    return visit_later(spending, rehearsal, spending->count - 1, err);
}

/* What is left to pay before the voucher: at the threshold or somewhat above, or just below. */
static bl_money net_amount(bl_spending *s, const bl_holding *h, manner how)
{
    const int64_t jiao = 10;
    int64_t least = s->campaign->faces[h->face].threshold.fen, net = least;
    if (how == BELOW_THRESHOLD)
        net = least * bl_chance_between(s->chance, 600, 999) / 1000 - 1;
    else if (!bl_chance_hits(s->chance, 100)) /* the others make up the exact amount */
        net += bl_chance_wait(s->chance, least / 4 + 1) / jiao * jiao;
    return (bl_money){net < 4 * least ? net : 4 * least};
}

static order make_order(bl_spending *s, bl_rehearsal *r, const bl_holding *h, manner how)
{
    static const int64_t percents[] = {0, 5, 10, 12, 15, 20};
    static const int64_t weights[] = {40, 15, 20, 10, 10, 5};
    order o = {.merchant = bl_merchants_pick(s->merchants, s->chance)};
    int64_t percent = percents[bl_chance_pick(s->chance, weights, 6)];
    bl_money net = net_amount(s, h, how);
    o.discount.fen = net.fen * percent / (100 - percent);
    o.amount.fen = net.fen + o.discount.fen;
    snprintf(o.id, sizeof o.id, "O%" PRId64, r->asked);
    return o;
}

static void write_visit(bl_spending *s, bl_rehearsal *r, const bl_holding *h, const order *o,
                        manner how)
{
    bl_buffer *out = &r->request;
    size_t payer = how == FOR_ANOTHER ? h->person + 1 : h->person;
    bl_rehearsal_open_request(r, "redeem-%" PRId64, r->asked);
    bl_buffer_format(out,
                     "\"voucher_id\":\"%s\",\"person_id\":\"P%06zu\",\"merchant_id\":\"%s\","
                     "\"order_id\":\"%s\",\"order_amount\":",
                     h->voucher, payer + 1, s->merchants->all[o->merchant].id, o->id);
    bl_money_write(o->amount, out);
    bl_buffer_add_text(out, ",\"merchant_discount\":");
    bl_money_write(o->discount, out);
    bl_buffer_add_text(out, how == ONLINE ? ",\"channel\":\"online\"" : ",\"channel\":\"store\"");
    bl_buffer_add_text(out, how == OUTSIDE ? ",\"store_in_lanshan\":false}" : "}");
}

static bl_status plan_return(bl_spending *s, bl_rehearsal *r, size_t place, bl_err *err)
{
    enum { NONE, ALL, ALL_LATE, PART, PIECES, TOO_MUCH, AGAIN };
    static const int64_t weights[] = {956, 13, 5, 14, 5, 2, 5};
    const bl_holding *h = &s->holdings[place];
    int64_t left = h->valid_until.ns - bl_rehearsal_now(r).ns;
    switch (bl_chance_pick(s->chance, weights, 7)) {
    case ALL:
        return after(s, r, BL_HOUR, 2 * BL_DAY, RETURNS_ALL, place, err);
    case ALL_LATE:
        return after(s, r, left, left + 2 * BL_DAY, RETURNS_ALL, place, err);
    case PART:
        return after(s, r, BL_HOUR, 3 * BL_DAY, RETURNS_PART, place, err);
    case PIECES:
        return after(s, r, BL_HOUR, BL_DAY, RETURNS_PIECE, place, err);
    case TOO_MUCH:
        return after(s, r, BL_HOUR, BL_DAY, RETURNS_TOO_MUCH, place, err);
    case AGAIN:
        return after(s, r, MINUTE, BL_DAY, USES_AGAIN, place, err);
    default:
        return BL_OK;
    }
}

/* The same person holds out another voucher for the same order. */
static bl_status stack(bl_spending *s, bl_rehearsal *r, size_t place, const order *o, bl_err *err)
{
    int64_t other = s->newest[s->holdings[place].person];
    while (other > 0 && (s->holdings[other - 1].redemption[0] ||
                         s->holdings[other - 1].valid_until.ns <= bl_rehearsal_now(r).ns))
        other = s->holdings[other - 1].before;
    if (other == 0)
        return BL_OK;
    json_t *answer;
    write_visit(s, r, &s->holdings[other - 1], o, RIGHTLY);
    bl_status status = bl_rehearsal_ask(r, "redeem", &answer, err);
    if (status == BL_OK)
        json_decref(answer);
    return status;
}

static bl_status follow_sale(bl_spending *s, bl_rehearsal *r, size_t place, const order *o,
                             const json_t *answer, bl_err *err)
{
    bl_holding *h = &s->holdings[place];
    const char *redemption;
    bl_status status = bl_reply_text(answer, "redemption_id", &redemption, err);
    if (status == BL_OK)
        status = bl_reply_money(answer, "paid_by_consumer", &h->paid, err);
    if (status != BL_OK)
        return status;
    snprintf(h->redemption, sizeof h->redemption, "%s", redemption);
    h->merchant = o->merchant;
    h->returned.fen = 0;
    int64_t since = bl_rehearsal_now(r).ns - s->campaign->rounds[h->round].opens_at.ns;
    int64_t slot = since / BL_USE_SLOT;
    s->uses[h->round][slot < BL_USE_SLOTS ? slot : BL_USE_SLOTS - 1]++;
    if (s->merchants->all[o->merchant].dishonest && bl_chance_hits(s->chance, FALSE_TRADE))
        status = bl_bureau_hear(s->bureau, r, o->merchant, redemption, h->valid_until, err);
    if (status == BL_OK)
        status = plan_return(s, r, place, err);
    if (status == BL_OK && bl_chance_hits(s->chance, 6))
        status = stack(s, r, place, o, err);
    return status;
}

static bl_status follow_refusal(bl_spending *s, bl_rehearsal *r, size_t place, const char *code,
                                bl_err *err)
{
    if (s->holdings[place].visits >= VISITS_MAX || !bl_chance_hits(s->chance, 800))
        return BL_OK;
    if (strcmp(code, "threshold_not_met") == 0)
        return after(s, r, 2 * MINUTE, 10 * MINUTE, VISITS, place, err);
    if (strcmp(code, "not_owner") == 0 || strcmp(code, "merchant_not_participating") == 0)
        return after(s, r, 10 * MINUTE, 90 * MINUTE, VISITS, place, err);
    if (strcmp(code, "online_not_allowed") == 0 || strcmp(code, "outside_lanshan") == 0)
        return visit_later(s, r, place, err);
    return BL_OK;
}

/* Everybody does it right the second time. */
static bl_status visit(bl_spending *s, bl_rehearsal *r, size_t place, bl_err *err)
{
    bl_holding *h = &s->holdings[place];
    manner how = h->visits++ > 0 ? RIGHTLY : (manner)bl_chance_pick(s->chance, manner_weights, 5);
    order o = make_order(s, r, h, how);
    json_t *answer;
    write_visit(s, r, h, &o, how);
    bl_status status = bl_rehearsal_ask(r, "redeem", &answer, err);
    if (status != BL_OK)
        return status;
    if (bl_chance_hits(s->chance, REPEATED))
        status = bl_rehearsal_repeat(r, "redeem", err);
    if (status == BL_OK && bl_reply_ok(answer))
        status = follow_sale(s, r, place, &o, answer, err);
    else if (status == BL_OK)
        status = follow_refusal(s, r, place, bl_reply_code(answer), err);
    json_decref(answer);
    return status;
}

static bl_money amount_returned(bl_spending *s, const bl_holding *h, int64_t what)
{
    int64_t left = h->paid.fen - h->returned.fen;
    if (what == RETURNS_TOO_MUCH)
        return (bl_money){left + 100};
    if (what == RETURNS_PART || what == RETURNS_PIECE)
        left = left * bl_chance_between(s->chance, 10, 60) / 100;
    return (bl_money){left > 0 ? left : 1};
}

static bl_status follow_return(bl_spending *s, bl_rehearsal *r, size_t place, int64_t what,
                               bl_money amount, const json_t *answer, bl_err *err)
{
    bl_holding *h = &s->holdings[place];
    const char *outcome;
    if (what == RETURNS_TOO_MUCH)
        return after(s, r, MINUTE, BL_HOUR, RETURNS_ALL, place, err);
    if (!bl_reply_ok(answer))
        return BL_OK;
    h->returned.fen += amount.fen;
    bl_status status = bl_reply_text(answer, "outcome", &outcome, err);
    if (status == BL_OK && strcmp(outcome, "restored") == 0) {
        h->redemption[0] = '\0';
        h->visits = 0;
        if (bl_chance_hits(s->chance, SPENT_AGAIN))
            status = visit_later(s, r, place, err);
    } else if (status == BL_OK && what == RETURNS_PIECE) {
        status = after(s, r, BL_HOUR, 2 * BL_DAY, RETURNS_REST, place, err);
    }
    return status;
}

static bl_status give_back(bl_spending *s, bl_rehearsal *r, size_t place, int64_t what, bl_err *err)
{
    const bl_holding *h = &s->holdings[place];
    bl_money amount = amount_returned(s, h, what);
    json_t *answer;
    bl_rehearsal_open_request(r, "refund-%" PRId64, r->asked);
    bl_buffer_format(&r->request, "\"redemption_id\":\"%s\",\"refund_amount\":", h->redemption);
    bl_money_write(amount, &r->request);
    bl_buffer_add_char(&r->request, '}');
    bl_status status = bl_rehearsal_ask(r, "refund", &answer, err);
    if (status != BL_OK)
        return status;
    status = follow_return(s, r, place, what, amount, answer, err);
    json_decref(answer);
    return status;
}

/* With a voucher that was used already. */
static bl_status use_again(bl_spending *s, bl_rehearsal *r, size_t place, bl_err *err)
{
    order o = make_order(s, r, &s->holdings[place], RIGHTLY);
    json_t *answer;
    write_visit(s, r, &s->holdings[place], &o, RIGHTLY);
    bl_status status = bl_rehearsal_ask(r, "redeem", &answer, err);
    if (status == BL_OK)
        json_decref(answer);
    return status;
}

bl_status bl_spending_act(bl_spending *spending, bl_rehearsal *rehearsal, const bl_job *event,
                          bl_err *err)
{
    size_t place = (size_t)event->detail;
    if (event->what == VISITS)
        return visit(spending, rehearsal, place, err);
    if (event->what == USES_AGAIN)
        return use_again(spending, rehearsal, place, err);
    return give_back(spending, rehearsal, place, event->what, err);
}

/* SPDX-License-Identifier: MIT
 *
 * Each function below is a section of the specification, its tests in the order of the table.
 */
#include "accounts.h"

#include <stddef.h>
#include <string.h>

#define TOTAL (INT64_C(6000000) * 100)
#define FLOOR (TOTAL / 4)

const int64_t faces[FACE_COUNT] = {30, 50, 100};
static const int64_t thresholds[FACE_COUNT] = {10000, 20000, 50000};

/* The first two leave the door open. */
const char *const leaving_reasons[] = {
    "withdrew",         "criteria_lost", "cash_out",       "cheating",          "false_transaction",
    "money_laundering", "other",         "price_increase", "false_advertising", "shoddy_goods"};
const int leaving_reason_count = sizeof leaving_reasons / sizeof *leaving_reasons;

void accounts_init(accounts *a)
{
    *a = (accounts){.available = TOTAL, .last_at = 23 * DAY}; /* issued 2021-11-24 */
    for (int i = 0; i < ROUND_COUNT; i++) {
        int64_t day = (30 + 2 + 7 * i) * DAY; /* 2021-12-03 and each Friday after it */
        a->rounds[i].opens_at = day + 10 * HOUR;
        a->rounds[i].claim_closes_at = day + DAY;
        a->rounds[i].valid_until = a->rounds[i].opens_at + 7 * DAY;
    }
}

static int64_t start_of_day(int64_t at)
{
    return at - at % DAY;
}

static int64_t value_of(const int64_t counts[FACE_COUNT])
{
    int64_t value = 0;
    for (int i = 0; i < FACE_COUNT; i++)
        value += counts[i] * faces[i] * 100;
    return value;
}

/* 3.4 */
static const char *do_register(accounts *a, const request *r)
{
    static const char *const codes[ENTRY_RULES] = {"sector_not_covered",
                                                   "kind_not_covered",
                                                   "not_on_list",
                                                   "not_published",
                                                   "outside_lanshan",
                                                   "licences_incomplete",
                                                   "tax_not_compliant",
                                                   "negative_record",
                                                   "dishonest_trading",
                                                   "rules_not_accepted",
                                                   "no_own_discount",
                                                   "publicity_not_agreed",
                                                   "epidemic_control_missing",
                                                   "unionpay_not_enabled",
                                                   "unionpay_not_tested"};
    merchant *m = &a->merchants[r->merchant];
    if (m->spell_count > 0 && r->at < m->last_at)
        return "time_conflict";
    for (int i = 0; i < ENTRY_RULES; i++)
        if (r->unmet & 1u << i)
            return codes[i];
    if (merchant_is_active(m))
        return "already_registered";
    if (m->spell_count > 0 && m->reason > 1)
        return "removed_for_fraud";
    m->since[m->spell_count] = m->last_at = r->at;
    m->until[m->spell_count++] = INT64_MAX;
    return NULL;
}

bool merchant_is_active(const merchant *m)
{
    return m->spell_count > 0 && m->until[m->spell_count - 1] == INT64_MAX;
}

static bool was_active(const merchant *m, int64_t at)
{
    for (int i = 0; i < m->spell_count; i++)
        if (m->since[i] <= at && at < m->until[i])
            return true;
    return false;
}

/* 3.5 */
static const char *do_deregister(accounts *a, const request *r)
{
    merchant *m = &a->merchants[r->merchant];
    if (m->spell_count == 0)
        return "merchant_unknown";
    if (r->at < m->last_at)
        return "time_conflict";
    if (!merchant_is_active(m))
        return "not_registered";
    m->until[m->spell_count - 1] = m->last_at = r->at;
    m->reason = r->reason;
    return NULL;
}

static bool is_locked(const season_round *now, const request *r, int64_t closes, int64_t until)
{
    bool claimed = false, lowered = false;
    for (int i = 0; i < FACE_COUNT; i++) {
        claimed = claimed || now->claimed[i] > 0;
        lowered = lowered || r->counts[i] < now->counts[i];
    }
    if (r->at >= now->claim_closes_at)
        return true;
    return (r->at >= now->opens_at || claimed) &&
           (lowered || closes != now->claim_closes_at || until != now->valid_until);
}

/* 3.6 */
static const char *do_plan(accounts *a, const request *r)
{
    season_round *now = &a->rounds[r->round];
    int64_t closes = r->claim_closes_at ? r->claim_closes_at : now->claim_closes_at;
    int64_t until = r->valid_until ? r->valid_until : now->valid_until;
    int64_t release_day = start_of_day(now->opens_at);
    int64_t value = value_of(r->counts), more = value - value_of(now->counts);
    int64_t unplanned_later = 0;
    for (int i = r->round + 1; i < ROUND_COUNT; i++)
        unplanned_later += !a->rounds[i].planned;
    if (now->planned && r->at < now->planned_at)
        return "time_conflict";
    if (now->closed)
        return "round_closed";
    if (is_locked(now, r, closes, until))
        return "plan_locked";
    if (closes <= now->opens_at || closes > release_day + DAY)
        return "claim_window_invalid";
    if (until < release_day + 7 * DAY || until > release_day + 8 * DAY)
        return "validity_not_seven_days";
    if (value < FLOOR)
        return "below_floor";
    if (more > a->available)
        return "budget_exceeded";
    if (a->available - more < FLOOR * unplanned_later)
        return "later_floor_at_risk";
    a->available -= more;
    now->planned = true;
    now->planned_at = r->at;
    now->claim_closes_at = closes;
    now->valid_until = until;
    memcpy(now->counts, r->counts, sizeof now->counts);
    return NULL;
}

/* 3.7 */
static const char *do_claim(accounts *a, const request *r)
{
    season_round *now = &a->rounds[r->round];
    if (r->face == FACE_COUNT)
        return "bad_input";
    if (r->at < now->opens_at)
        return "claim_not_open";
    if (r->at >= now->claim_closes_at)
        return "claim_closed";
    if (now->closed)
        return "round_closed";
    if (!now->planned)
        return "round_not_planned";
    if (!r->by_poster && r->elsewhere)
        return "not_in_region";
    if (!r->by_poster && r->no_captcha)
        return "captcha_failed";
    if (r->by_poster && !was_active(&a->merchants[r->merchant], r->at))
        return "merchant_not_participating";
    for (int i = 0; i < now->claimed[r->face]; i++)
        if (now->vouchers[r->face][i].person == r->person)
            return "already_claimed";
    if (now->claimed[r->face] >= now->counts[r->face])
        return "sold_out";
    now->vouchers[r->face][now->claimed[r->face]++] =
        (voucher){.person = r->person, .last_at = r->at};
    return NULL;
}

static voucher *find_voucher(accounts *a, const request *r)
{
    season_round *now = &a->rounds[r->round];
    bool known = r->face < FACE_COUNT && r->serial < now->claimed[r->face];
    return known ? &now->vouchers[r->face][r->serial] : NULL;
}

/* 3.8 */
static const char *do_redeem(accounts *a, const request *r)
{
    season_round *now = &a->rounds[r->round];
    voucher *v = find_voucher(a, r);
    int64_t tested = r->amount - r->discount;
    if (r->amount <= 0 || r->discount > r->amount)
        return "bad_input";
    if (!v)
        return "voucher_unknown";
    if (v->person != r->person)
        return "not_owner";
    if (r->at < v->last_at)
        return "time_conflict";
    if (v->state == VOID)
        return "voucher_void";
    if (v->state == REDEEMED)
        return "voucher_used";
    if (r->at >= now->valid_until)
        return "voucher_expired";
    if (now->closed)
        return "round_closed";
    if (!was_active(&a->merchants[r->merchant], r->at))
        return "merchant_not_participating";
    if (r->online)
        return "online_not_allowed";
    if (r->outside)
        return "outside_lanshan";
    if (a->ordered[r->merchant][r->order])
        return "one_voucher_per_order";
    if (tested < thresholds[r->face])
        return "threshold_not_met";
    a->ordered[r->merchant][r->order] = true;
    v->state = REDEEMED;
    v->last_at = r->at;
    v->uses[v->use_count++] =
        (use){.merchant = r->merchant, .tested = tested, .paid = tested - faces[r->face] * 100};
    return NULL;
}

static use *find_use(accounts *a, const request *r, voucher **v)
{
    *v = find_voucher(a, r);
    return *v && r->use < (*v)->use_count ? &(*v)->uses[r->use] : NULL;
}

/* The redemption stands no longer; what was paid for it is owed back. */
static void end_use(accounts *a, const request *r, voucher *v, use *u, use_state state)
{
    u->state = state;
    v->state = state == RESTORED ? CLAIMED : VOID;
    if (a->rounds[r->round].settled)
        a->merchants[u->merchant].due_back += faces[r->face] * 100;
}

/* 3.9 */
static const char *do_refund(accounts *a, const request *r)
{
    season_round *now = &a->rounds[r->round];
    voucher *v;
    use *u = find_use(a, r, &v);
    if (r->amount <= 0)
        return "bad_input";
    if (!u)
        return "redemption_unknown";
    if (r->at < v->last_at)
        return "time_conflict";
    if (u->state != STANDING)
        return "redemption_not_standing";
    if (u->refunded + r->amount > u->paid)
        return "refund_exceeds_payment";
    bool in_parts = u->refunded > 0;
    v->last_at = r->at;
    u->refunded += r->amount;
    if (u->refunded < u->paid)
        return NULL;
    bool in_time = r->at < now->valid_until && !now->closed;
    end_use(a, r, v, u, !in_parts && in_time ? RESTORED : ENDED);
    return NULL;
}

/* 3.11 */
static const char *do_cancel(accounts *a, const request *r)
{
    voucher *v;
    use *u = find_use(a, r, &v);
    if (!u)
        return "redemption_unknown";
    if (r->at < v->last_at)
        return "time_conflict";
    if (u->state != STANDING)
        return "redemption_not_standing";
    v->last_at = r->at;
    end_use(a, r, v, u, CANCELLED);
    return NULL;
}

/* 3.10 */
static const char *do_close(accounts *a, const request *r)
{
    season_round *now = &a->rounds[r->round];
    if (!now->planned)
        return "round_not_planned";
    if (r->at < now->valid_until)
        return "round_not_over";
    if (now->closed)
        return "round_already_closed";
    now->closed = true;
    for (int i = 0; i < FACE_COUNT; i++) {
        int64_t unused = now->counts[i] - now->claimed[i];
        for (int j = 0; j < now->claimed[i]; j++)
            unused += now->vouchers[i][j].state == CLAIMED;
        a->available += unused * faces[i] * 100;
    }
    return NULL;
}

/* 3.12 */
static const char *do_recover(accounts *a, const request *r)
{
    merchant *m = &a->merchants[r->merchant];
    if (r->amount <= 0)
        return "bad_input";
    if (m->spell_count > 0 && r->at < m->last_at)
        return "time_conflict";
    if (m->spell_count == 0)
        return "merchant_unknown";
    if (r->amount > m->due_back)
        return "exceeds_due";
    m->due_back -= r->amount;
    m->last_at = r->at;
    a->paid_out -= r->amount;
    return NULL;
}

/* 3.13 */
static const char *do_settle(accounts *a, const request *r)
{
    season_round *now = &a->rounds[r->round];
    int64_t redeemed[MERCHANT_COUNT] = {0};
    if (!now->planned)
        return "round_not_planned";
    if (!now->closed)
        return "round_not_closed";
    if (now->settled)
        return "already_settled";
    now->settled = true;
    for (int i = 0; i < FACE_COUNT; i++)
        for (int j = 0; j < now->claimed[i]; j++) {
            const voucher *v = &now->vouchers[i][j];
            if (v->state == REDEEMED)
                redeemed[v->uses[v->use_count - 1].merchant] += faces[i] * 100;
        }
    for (int i = 0; i < MERCHANT_COUNT; i++) {
        merchant *m = &a->merchants[i];
        int64_t offset = m->due_back < redeemed[i] ? m->due_back : redeemed[i];
        m->due_back -= offset;
        a->paid_out += redeemed[i] - offset;
    }
    return NULL;
}

const char *accounts_do(accounts *a, const request *r)
{
    static const char *(*const deeds[])(accounts *, const request *) = {
        [PLAN] = do_plan,      [REGISTER] = do_register, [DEREGISTER] = do_deregister,
        [CLAIM] = do_claim,    [REDEEM] = do_redeem,     [REFUND] = do_refund,
        [CLOSE] = do_close,    [SETTLE] = do_settle,     [CANCEL] = do_cancel,
        [RECOVER] = do_recover};
    const char *refusal = deeds[r->deed](a, r);
    if (!refusal && r->at > a->last_at)
        a->last_at = r->at;
    return refusal;
}

bool voucher_is_expired(const season_round *r, const voucher *v, int64_t at)
{
    return v->state == CLAIMED && (at >= r->valid_until || r->closed);
}

int64_t government_share(int64_t paid_out)
{
    return (paid_out * 10 + 6) / 12; /* five sixths, half up */
}

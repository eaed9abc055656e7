/* SPDX-License-Identifier: MIT */
#include "app/bureau.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/list.h"

#define SETTLED_AFTER        (6 * BL_HOUR) /* a round's end: it has been settled by then */
#define FOUND_WITHIN         (3 * BL_DAY)
#define FOUND_LATE_PER_MILLE 500
#define REMOVED_PER_MILLE    700
#define REMOVED_WITHIN       (12 * BL_HOUR)
#define PAID_BACK_WITHIN     (2 * BL_DAY)
#define WOUND_UP_AFTER       (SETTLED_AFTER + FOUND_WITHIN + BL_HOUR)
#define HALVES_PER_MILLE     400 /* who pays back in two parts */
#define HALVES_LEAST         INT64_C(2000)

enum { FINDS = BL_BUREAU_EVENTS, REMOVES, RECOVERS, COLLECTS };

static const char *const findings[] = {"cash_out", "cheating", "false_transaction",
                                       "money_laundering"};
static const int64_t finding_weights[] = {45, 20, 30, 5};

void bl_bureau_deinit(bl_bureau *bureau)
{
    free(bureau->trades);
    *bureau = (bl_bureau){0};
}

static bl_status in_a_while(bl_bureau *b, bl_rehearsal *r, int64_t within, int64_t what,
                            int64_t detail, bl_err *err)
{
    int64_t seconds = bl_chance_between(b->chance, BL_HOUR / BL_SECOND, within / BL_SECOND);
    bl_moment due = {bl_rehearsal_now(r).ns + seconds * BL_SECOND};
    return bl_rehearsal_add(r, due, what, detail, err);
}

bl_status bl_bureau_hear(bl_bureau *bureau, bl_rehearsal *rehearsal, size_t merchant,
                         const char *redemption, bl_moment round_end, bl_err *err)
{
    bl_false_trade *trades =
        bl_list_with_room(bureau->trades, bureau->count, &bureau->room, sizeof *trades);
    if (!trades)
        return bl_fail(err, BL_NO_MEMORY, "no memory for a false trade");
    bureau->trades = trades;
    bl_false_trade *trade = &bureau->trades[bureau->count];
    snprintf(trade->redemption, sizeof trade->redemption, "%s", redemption);
    trade->merchant = merchant;
    bl_moment due = bl_rehearsal_now(rehearsal);
    if (bl_chance_hits(bureau->chance, FOUND_LATE_PER_MILLE))
        due.ns = round_end.ns + SETTLED_AFTER;
    due.ns += bl_chance_between(bureau->chance, BL_HOUR / BL_SECOND, FOUND_WITHIN / BL_SECOND) *
              BL_SECOND;
    return bl_rehearsal_add(rehearsal, due, FINDS, (int64_t)bureau->count++, err);
}

static bl_status find(bl_bureau *b, bl_rehearsal *r, const bl_false_trade *trade, bl_err *err)
{
    size_t finding = bl_chance_pick(b->chance, finding_weights,
                                    sizeof finding_weights / sizeof finding_weights[0]);
    json_t *answer;
    bl_rehearsal_open_request(r, "cancel-%" PRId64, r->asked);
    bl_buffer_format(&r->request, "\"redemption_id\":\"%s\",\"finding\":\"%s\"}", trade->redemption,
                     findings[finding]);
    bl_status status = bl_rehearsal_ask(r, "cancel_redemption", &answer, err);
    if (status != BL_OK)
        return status;
    bl_money owed = {0};
    if (bl_reply_ok(answer)) {
        status = bl_reply_money(answer, "to_recover", &owed, err);
        if (status == BL_OK && b->merchants->all[trade->merchant].listed &&
            bl_chance_hits(b->chance, REMOVED_PER_MILLE))
            status = in_a_while(b, r, REMOVED_WITHIN, REMOVES, (int64_t)trade->merchant, err);
        if (status == BL_OK && owed.fen > 0)
            status = in_a_while(b, r, PAID_BACK_WITHIN, RECOVERS, (int64_t)trade->merchant, err);
    }
    json_decref(answer);
    return status;
}

static bl_status remove_merchant(bl_bureau *b, bl_rehearsal *r, size_t place, bl_err *err)
{
    json_t *answer;
    bl_merchant *merchant = &b->merchants->all[place];
    if (!merchant->listed)
        return BL_OK;
    bl_rehearsal_open_request(r, "deregister-%" PRId64, r->asked);
    bl_buffer_format(&r->request, "\"merchant_id\":\"%s\",\"reason\":\"false_transaction\"}",
                     merchant->id);
    bl_status status = bl_rehearsal_ask(r, "merchant_deregister", &answer, err);
    if (status != BL_OK)
        return status;
    merchant->listed = !bl_reply_ok(answer);
    json_decref(answer);
    return BL_OK;
}

/* What the merchant owes now: less than was found when a settlement has offset a part. */
static bl_status ask_debt(bl_rehearsal *r, const char *merchant, bl_money *out, bl_err *err)
{
    json_t *answer;
    bl_buffer_clear(&r->request);
    bl_buffer_format(&r->request, "{\"merchant_id\":\"%s\"}", merchant);
    bl_status status = bl_rehearsal_ask(r, "merchant", &answer, err);
    if (status != BL_OK)
        return status;
    *out = (bl_money){0};
    if (bl_reply_ok(answer)) /* else it was never on the list */
        status = bl_reply_money(answer, "due_back", out, err);
    json_decref(answer);
    return status;
}

static bl_status recover(bl_bureau *b, bl_rehearsal *r, size_t place, bool whole, bl_err *err)
{
    const char *merchant = b->merchants->all[place].id;
    bl_money amount;
    json_t *answer;
    bl_status status = ask_debt(r, merchant, &amount, err);
    if (status != BL_OK || amount.fen == 0)
        return status;
    if (!whole && amount.fen >= HALVES_LEAST && bl_chance_hits(b->chance, HALVES_PER_MILLE)) {
        amount.fen /= 2;
        status = in_a_while(b, r, PAID_BACK_WITHIN, RECOVERS, (int64_t)place, err);
        if (status != BL_OK)
            return status;
    }
    bl_rehearsal_open_request(r, "recover-%" PRId64, r->asked);
    bl_buffer_format(&r->request, "\"merchant_id\":\"%s\",\"amount\":", merchant);
    bl_money_write(amount, &r->request);
    bl_buffer_add_char(&r->request, '}');
    status = bl_rehearsal_ask(r, "recover", &answer, err);
    if (status == BL_OK)
        json_decref(answer);
    return status;
}

bl_status bl_bureau_wind_up(bl_bureau *bureau, bl_rehearsal *rehearsal, bl_moment campaign_end,
                            bl_err *err)
{
    bl_moment due = {campaign_end.ns + WOUND_UP_AFTER};
    bl_status status = BL_OK;
    for (size_t i = 0; status == BL_OK && i < bureau->merchants->count; i++) {
        due.ns += 10 * BL_SECOND;
        status = bl_rehearsal_add(rehearsal, due, COLLECTS, (int64_t)i, err);
    }
    return status;
}

bl_status bl_bureau_act(bl_bureau *bureau, bl_rehearsal *rehearsal, const bl_job *event,
                        bl_err *err)
{
    if (event->what == FINDS)
        return find(bureau, rehearsal, &bureau->trades[event->detail], err);
    if (event->what == REMOVES)
        return remove_merchant(bureau, rehearsal, (size_t)event->detail, err);
    BL_REQUIRE(event->what == RECOVERS || event->what == COLLECTS);
    return recover(bureau, rehearsal, (size_t)event->detail, event->what == COLLECTS, err);
}

/* SPDX-License-Identifier: MIT
 * spending.h - what made-up people do with the vouchers that they hold.
 *
 * Most spend them within their days, in the evening and at weekends more than else, some in the
 * last hours, some too late. Orders lie about the threshold, with merchants' own discounts; a few
 * are online, somebody else's, or already paid with another voucher. Some are refunded: at once,
 * late, in part, piece by piece.
 *
 * Layer: app. Uses: app/bureau, app/campaign.
 */
#pragma once

#include "app/bureau.h"
#include "app/campaign.h"

/* Events of this room are from here up to BL_SPENDING_EVENTS_END. */
#define BL_SPENDING_EVENTS     200
#define BL_SPENDING_EVENTS_END 210

#define BL_USE_SLOT  (6 * BL_HOUR)
#define BL_USE_SLOTS 32 /* of 6 hours after a round opens; the last takes all later ones */

typedef struct bl_holding bl_holding;

typedef struct bl_spending {
    const bl_campaign *campaign;
    bl_merchants *merchants;
    bl_bureau *bureau;
    bl_chance *chance;
    bl_holding *holdings; /* every voucher that was claimed, in that order          */
    size_t count;
    size_t room;
    int64_t *newest; /* a person's newest holding, counted from 1; 0: none */
    int64_t uses[BL_ROUNDS_MAX][BL_USE_SLOTS];
} bl_spending;

/* `spending` has its first four fields filled. Persons are 0 to `people` - 1. */
BL_MUST_USE bl_status bl_spending_init(bl_spending *spending, size_t people, bl_err *err);
void bl_spending_deinit(bl_spending *spending);
/* The person got the voucher that an answer of `claim` names; plans when to use it, if ever. */
BL_MUST_USE bl_status bl_spending_hold(bl_spending *spending, bl_rehearsal *rehearsal,
                                       size_t person, size_t round, size_t face,
                                       const json_t *claimed, bl_err *err);
BL_MUST_USE bl_status bl_spending_act(bl_spending *spending, bl_rehearsal *rehearsal,
                                      const bl_job *event, bl_err *err);

/* SPDX-License-Identifier: MIT
 * crowd.h - the made-up people and merchants of a rehearsed voucher campaign, from one seed.
 *
 * Merchants ask to be listed on the first day. At each round a part of the people want some of its
 * vouchers: most rush in the first minutes, others come through the day; some come too early or too
 * late, are elsewhere, fail the captcha, or ask twice. What they do with vouchers is spending.h's,
 * what is found out about merchants bureau.h's.
 *
 * The same seed, sizes and answers give the same requests.
 *
 * Layer: app. Uses: app/spending.
 */
#pragma once

#include "app/spending.h"

#define BL_CLAIM_MINUTES 60

typedef struct bl_crowd bl_crowd;

/* What was seen of a round's claims. */
typedef struct bl_round_seen {
    int64_t by_minute[BL_CLAIM_MINUTES]; /* claimed in the first hour */
    int64_t later;                       /* claimed after it          */
    bool exhausted[BL_FACES_MAX];
    bl_moment exhausted_at[BL_FACES_MAX];
    const int64_t *uses; /* redeemed in each BL_USE_SLOT, BL_USE_SLOTS of them */
} bl_round_seen;

/* Puts the crowd's first events on the schedule and makes it the rehearsal's player. The campaign
 * is copied; `people` and `merchants` are above 0. */
BL_MUST_USE bl_status bl_crowd_open(bl_rehearsal *rehearsal, const bl_campaign *campaign,
                                    size_t people, size_t merchants, uint64_t seed, bl_crowd **out,
                                    bl_err *err);
/* NULL is fine. */
void bl_crowd_close(bl_crowd *crowd);
const bl_campaign *bl_crowd_campaign(const bl_crowd *crowd);
const bl_round_seen *bl_crowd_seen(const bl_crowd *crowd, size_t round);

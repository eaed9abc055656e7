/* SPDX-License-Identifier: MIT
 * campaign.h - what a voucher campaign tells everybody: its rounds and its vouchers.
 *
 * The crowd knows no more of the rules than this: thresholds, openings and ends. Whether a claim or
 * a use is right is for the notice to say.
 *
 * Layer: app. Uses: app/rehearsal, domain/round.
 */
#pragma once

#include "app/rehearsal.h"
#include "domain/round.h"

#define BL_ROUNDS_MAX 8

/* The terms of a round as they were announced; its plan may have set others since. */
typedef struct bl_round_terms {
    int64_t number;
    bl_moment opens_at;
    bl_moment claim_closes_at;
    bl_moment valid_until;
} bl_round_terms;

/* A voucher of so many yuan, and the order that it needs. */
typedef struct bl_face {
    int64_t yuan;
    bl_money threshold;
} bl_face;

/* Everything that was announced. */
typedef struct bl_campaign {
    bl_round_terms rounds[BL_ROUNDS_MAX];
    size_t round_count;
    bl_face faces[BL_FACES_MAX]; /* rising */
    size_t face_count;
} bl_campaign;

/* Whether the notice has the functions of a voucher campaign: those that the crowd asks and those
 * that the report reads. */
bool bl_campaign_is(const bl_notice *notice);
/* Reads the answer of the notice's `campaign`. BL_SCRIPT when it says less than that, or has more
 * rounds or faces than there may be. */
BL_MUST_USE bl_status bl_campaign_read(const json_t *answer, bl_campaign *out, bl_err *err);

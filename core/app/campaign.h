/* campaign.h - what a voucher campaign tells everybody: its rounds and its vouchers.
 *
 * Layer: app. Uses: app/rehearsal.
 */
#pragma once

#include "app/rehearsal.h"

#define BL_ROUNDS_MAX 8
#define BL_FACES_MAX  8

typedef struct bl_round_terms {
    int64_t number;
    bl_moment opens_at;
    bl_moment claim_closes_at;
    bl_moment valid_until;
} bl_round_terms;

typedef struct bl_face {
    int64_t yuan;
    bl_money threshold;
} bl_face;

typedef struct bl_campaign {
    bl_round_terms rounds[BL_ROUNDS_MAX];
    size_t round_count;
    bl_face faces[BL_FACES_MAX]; /* rising */
    size_t face_count;
} bl_campaign;

/* Whether the notice has the functions of a voucher campaign. */
bool bl_campaign_is(const bl_notice *notice);
/* Reads the answer of the notice's `campaign`. */
BL_MUST_USE bl_status bl_campaign_read(const json_t *answer, bl_campaign *out, bl_err *err);

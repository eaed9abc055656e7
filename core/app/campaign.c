/* SPDX-License-Identifier: MIT */
#include "app/campaign.h"

bool bl_campaign_is(const bl_notice *notice)
{
    static const char *const needed[] = {"campaign",
                                         "merchant_register",
                                         "merchant_deregister",
                                         "claim",
                                         "redeem",
                                         "refund",
                                         "recover",
                                         "cancel_redemption",
                                         "merchant",
                                         "report",
                                         "status",
                                         "audit"};
    for (size_t i = 0; i < sizeof needed / sizeof needed[0]; i++)
        if (!bl_notice_function(notice, bl_text_of(needed[i])))
            return false;
    return true;
}

static bl_status read_round(const json_t *told, bl_round_terms *out, bl_err *err)
{
    out->number = json_integer_value(json_object_get(told, "round"));
    bl_status status = bl_reply_moment(told, "opens_at", &out->opens_at, err);
    if (status == BL_OK)
        status = bl_reply_moment(told, "claim_closes_at", &out->claim_closes_at, err);
    if (status == BL_OK)
        status = bl_reply_moment(told, "valid_until", &out->valid_until, err);
    return status;
}

static bl_status read_face(const json_t *told, bl_face *out, bl_err *err)
{
    out->yuan = json_integer_value(json_object_get(told, "denomination"));
    return bl_reply_money(told, "threshold", &out->threshold, err);
}

bl_status bl_campaign_read(const json_t *answer, bl_campaign *out, bl_err *err)
{
    const json_t *rounds = json_object_get(answer, "rounds");
    const json_t *faces = json_object_get(answer, "vouchers");
    *out =
        (bl_campaign){.round_count = json_array_size(rounds), .face_count = json_array_size(faces)};
    if (out->round_count > BL_ROUNDS_MAX || out->face_count > BL_FACES_MAX || out->face_count == 0)
        return bl_fail(err, BL_SCRIPT, "a campaign of %zu rounds and %zu faces can't be rehearsed",
                       out->round_count, out->face_count);
    bl_status status = BL_OK;
    for (size_t i = 0; status == BL_OK && i < out->round_count; i++)
        status = read_round(json_array_get(rounds, i), &out->rounds[i], err);
    for (size_t i = 0; status == BL_OK && i < out->face_count; i++)
        status = read_face(json_array_get(faces, i), &out->faces[i], err);
    return status;
}

/* bureau.h - the market bureau of a rehearsed voucher campaign.
 *
 * It hears of false trades, finds them some time later, before or after the round was settled, has
 * the merchant taken off the list and the money paid back.
 *
 * Layer: app. Uses: app/merchants, app/rehearsal.
 */
#pragma once

#include "app/merchants.h"
#include "app/rehearsal.h"

/* Events of this room are from here up to BL_BUREAU_EVENTS_END. */
#define BL_BUREAU_EVENTS     100
#define BL_BUREAU_EVENTS_END 110

typedef struct bl_false_trade {
    char redemption[40];
    size_t merchant;
} bl_false_trade;

typedef struct bl_bureau {
    bl_merchants *merchants;
    bl_chance *chance;
    bl_false_trade *trades;
    size_t count;
    size_t room;
} bl_bureau;

void bl_bureau_deinit(bl_bureau *bureau);
/* A redemption that was no real sale; its round ends at `round_end`. */
BL_MUST_USE bl_status bl_bureau_hear(bl_bureau *bureau, bl_rehearsal *rehearsal, size_t merchant,
                                     const char *redemption, bl_moment round_end, bl_err *err);
BL_MUST_USE bl_status bl_bureau_act(bl_bureau *bureau, bl_rehearsal *rehearsal, const bl_job *event,
                                    bl_err *err);

/* SPDX-License-Identifier: MIT
 * bureau.h - the market bureau of a rehearsed voucher campaign.
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

/* What it has heard of and will find. */
typedef struct bl_false_trade {
    char redemption[40];
    size_t merchant;
} bl_false_trade;

/* Zeroed but for the first two, which are lent, it has heard of nothing. */
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
/* Once the campaign's last round has ended and what was found late is known, every merchant is
 * asked for what it still owes. */
BL_MUST_USE bl_status bl_bureau_wind_up(bl_bureau *bureau, bl_rehearsal *rehearsal,
                                        bl_moment campaign_end, bl_err *err);
/* One of the events of this room. */
BL_MUST_USE bl_status bl_bureau_act(bl_bureau *bureau, bl_rehearsal *rehearsal, const bl_job *event,
                                    bl_err *err);

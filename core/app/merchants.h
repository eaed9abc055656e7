/* SPDX-License-Identifier: MIT
 * merchants.h - the made-up merchants of a rehearsed voucher campaign.
 *
 * Their names, sectors and sizes are invented; of every twenty-five one lacks a criterion and will
 * be refused, of every sixty one is dishonest. Some are more popular than others.
 *
 * Layer: app. Uses: app/chance, value/date.
 */
#pragma once

#include "app/chance.h"
#include "base/text.h"
#include "value/date.h"

/* One merchant; `sector` and `kind` are codes of the notice. */
typedef struct bl_merchant {
    char id[24]; /* "M0001" */
    char name[64];
    const char *sector;
    const char *kind;
    int lacks; /* place of the criterion that it lacks; -1: none */
    bool dishonest;
    bool listed; /* takes vouchers now, as far as people know */
} bl_merchant;

/* The most popular first. */
typedef struct bl_merchants {
    bl_merchant *all;
    size_t count;
} bl_merchants;

/* Makes `count` of them, above 0, from the chance given. BL_NO_MEMORY. */
BL_MUST_USE bl_status bl_merchants_init(bl_merchants *merchants, size_t count, bl_chance *chance,
                                        bl_err *err);
void bl_merchants_deinit(bl_merchants *merchants);
/* Appends what the merchant says to be listed, published on that day: JSON members with commas
 * between them. */
void bl_merchant_write_fields(const bl_merchant *merchant, bl_date published, bl_buffer *out);
/* Where somebody goes: nearly always to a listed one. */
size_t bl_merchants_pick(const bl_merchants *merchants, bl_chance *chance);

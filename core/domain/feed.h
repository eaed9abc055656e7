/* SPDX-License-Identifier: MIT
 * feed.h - what the notices of a register recorded, one after the other, for those outside.
 *
 * The register's own entries, such as the answers it gave, are no part of it.
 *
 * Layer: domain. Uses: domain/ledger.
 */
#pragma once

#include "domain/ledger.h"

/* Texts are views that die with the row. */
typedef struct bl_feed_row {
    int64_t seq; /* of the entry; rises, with gaps */
    bl_moment at;
    bl_text notice;
    bl_text kind;
    bl_text subject;
    bl_text facts;  /* a JSON object */
    bl_text debit;  /* `at` is NULL when no money moved */
    bl_text credit; /* the same                          */
    bl_money amount;
} bl_feed_row;

/* Those after entry `after`, in a transaction of the caller's; the query is the caller's to close.
 */
BL_MUST_USE bl_status bl_feed_open(bl_query *query, bl_ledger *ledger, int64_t after, bl_err *err);
/* `*row` is false behind the last. */
BL_MUST_USE bl_status bl_feed_next(bl_query *query, bl_feed_row *out, bool *row, bl_err *err);
/* The number of the last entry of the register, whoever's. */
BL_MUST_USE bl_status bl_feed_end(bl_ledger *ledger, int64_t *out, bl_err *err);

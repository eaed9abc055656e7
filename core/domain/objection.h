/* SPDX-License-Identifier: MIT
 * objection.h - what somebody has against a claim, and how it was resolved.
 *
 * The n-th objection to a claim is CLAIM/n. It is raised once and resolved once.
 *
 * Layer: domain. Uses: domain/claim.
 */
#pragma once

#include "domain/claim.h"

#define BL_OBJECTION_ID_MAX 96 /* bytes, the final NUL included */

/* Texts are views. */
typedef struct bl_objection {
    char id[BL_OBJECTION_ID_MAX];
    char claim[BL_CLAIM_ID_MAX]; /* whose it is */
    bl_moment raised_at;
    bl_text raised_by; /* whoever it was */
    bl_text grounds;
    bool resolved;         /* or still open */
    bl_moment resolved_at; /* this and what follows only then */
    bl_text outcome;
    bl_text decision;
} bl_objection;

/* One by its id, or all of a claim in order. Take them with `next`, close the query as any other;
 * views die with the row. An id that names nothing gives no row. */
BL_MUST_USE bl_status bl_objection_open(bl_query *query, bl_ledger *ledger, int64_t book,
                                        bl_text id, bl_err *err);
BL_MUST_USE bl_status bl_objections_open(bl_query *query, bl_ledger *ledger, int64_t book,
                                         bl_text claim, bl_err *err);
BL_MUST_USE bl_status bl_objection_next(bl_query *query, bl_objection *out, bool *row, bl_err *err);

/* Gives the new objection's id. BL_CONFLICT when there is no such claim. */
BL_MUST_USE bl_status bl_objection_raise(bl_ledger *ledger, int64_t book, bl_moment at,
                                         bl_text claim, bl_text by, bl_text grounds,
                                         char out[BL_OBJECTION_ID_MAX], bl_err *err);
/* BL_CONFLICT unless it stands unresolved. */
BL_MUST_USE bl_status bl_objection_resolve(bl_ledger *ledger, int64_t book, bl_moment at,
                                           bl_text id, bl_text outcome, bl_text decision,
                                           bl_err *err);

extern const bl_kind bl_objection_kinds[];

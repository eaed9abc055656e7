/* SPDX-License-Identifier: MIT
 * round.h - a campaign's rounds: value allotted, given out, and taken back.
 *
 * A campaign is a fund given out as vouchers in rounds; a book holds one. Its value lies in these
 * accounts, F being a face in whole yuan: available           not allotted to a round unclaimed/R/F
 * allotted to round R, not claimed outstanding/R/F     claimed, not used payable/R/F/M       used
 * at merchant M, not settled settled/R/F/M       used at merchant M, settled forfeited/R/F dead
 * without a standing redemption A plan may be replaced while the round is not closed. Closing
 * returns what is unclaimed and unused.
 *
 * Layer: domain. Uses: domain/ledger.
 */
#pragma once

#include "domain/ledger.h"

#define BL_ACCOUNT_AVAILABLE "available"

typedef struct bl_round {
    int64_t number;
    bool planned;
    bool closed;
    bool settled;
    bl_moment claim_closes_at; /* this and what follows only when planned */
    bl_moment valid_until;
    bl_moment planned_at; /* of the latest plan */
} bl_round;

typedef struct bl_stock {
    int64_t face;    /* yuan */
    int64_t planned; /* vouchers */
    int64_t claimed;
} bl_stock;

/* A round that was never planned is not trouble: `out->planned` is false. */
BL_MUST_USE bl_status bl_round_find(bl_ledger *ledger, int64_t book, int64_t number, bl_round *out,
                                    bl_err *err);
/* Nothing planned, nothing claimed when the round has no plan. */
BL_MUST_USE bl_status bl_stock_find(bl_ledger *ledger, int64_t book, int64_t round, int64_t face,
                                    bl_stock *out, bl_err *err);
/* Allots `stock[].planned` vouchers of each face; the times of `terms` hold from now on. Moves the
 * difference to the plan before. BL_CONFLICT when available falls short, claimed vouchers would be
 * withdrawn or the round is closed; BL_OVERFLOW when the value is past any amount. */
BL_MUST_USE bl_status bl_round_plan(bl_ledger *ledger, int64_t book, bl_moment at,
                                    const bl_round *terms, const bl_stock *stock, size_t count,
                                    bl_err *err);
/* Returns to available what is unused (`*expired`) and unclaimed. BL_CONFLICT when closed already.
 */
BL_MUST_USE bl_status bl_round_close(bl_ledger *ledger, int64_t book, bl_moment at, int64_t number,
                                     bl_money *expired, bl_money *unclaimed, bl_err *err);

#define BL_FACES_MAX 16

/* The faces that a round was planned with, rising; at most BL_FACES_MAX. */
BL_MUST_USE bl_status bl_round_faces(bl_ledger *ledger, int64_t book, int64_t round,
                                     int64_t faces[BL_FACES_MAX], size_t *count, bl_err *err);

/* Appends an entry about the round that moves no money; one of its facts should be the "round", for
 * bl_round_stamp. Takes the facts (ledger.h). */
BL_MUST_USE bl_status bl_round_append(bl_ledger *ledger, int64_t book, bl_moment at,
                                      const bl_kind *kind, int64_t round, bl_buffer *facts,
                                      bl_err *err);
/* For kinds that a round goes through once: puts the entry's moment where `sql` says, ?3, of the
 * round ?2 in the book ?1. BL_CONFLICT, "can't be VERB now", unless it was ready for that. */
BL_MUST_USE bl_status bl_round_stamp(bl_ledger *ledger, const bl_entry *entry, const json_t *facts,
                                     const char *sql, const char *verb, bl_err *err);

/* Writes "NAME/R/F" or, with a merchant, "NAME/R/F/M". */
void bl_round_account(char out[BL_ACCOUNT_NAME_MAX], const char *name, int64_t round, int64_t face,
                      const char *merchant);

extern const bl_kind bl_round_kinds[];

/* SPDX-License-Identifier: MIT
 * voucher.h - a right to have its face taken off a bill: claimed, used, given back, dead.
 *
 * A voucher is ROUND-FACE-SERIAL ("1-100-1"), serials from 1 in the order of claims; its n-th
 * redemption is ROUND-FACE-SERIAL/n. Its value is always in exactly one account of its round
 * (round.h), and moves with its state. At most one redemption of a voucher stands, at most one was
 * ever made for an order, and a person has at most one voucher of a round and face: the register
 * holds these, whatever is asked.
 *
 * Whether something may happen is the notice's to decide; here it happens or is a BL_CONFLICT.
 *
 * Layer: domain. Uses: domain/round.
 */
#pragma once

#include "domain/round.h"

#define BL_VOUCHER_ID_MAX    72 /* bytes, the final NUL included */
#define BL_REDEMPTION_ID_MAX 96

#define BL_ACCOUNT_PAID     "paid"     /* what a merchant received and may keep */
#define BL_ACCOUNT_DUE_BACK "due_back" /* what it received and owes             */

typedef enum bl_voucher_state {
    BL_VOUCHER_CLAIMED, /* unused; whether it has expired is the clock's to say */
    BL_VOUCHER_REDEEMED,
    BL_VOUCHER_VOID
} bl_voucher_state;

typedef enum bl_redemption_state {
    BL_REDEMPTION_STANDING,
    BL_REDEMPTION_RESTORED, /* refunded, the voucher lives again   */
    BL_REDEMPTION_ENDED,    /* refunded, the voucher is void       */
    BL_REDEMPTION_CANCELLED /* for fraud; the voucher is void      */
} bl_redemption_state;

typedef struct bl_voucher {
    int64_t round;
    int64_t face; /* yuan */
    int64_t serial;
    char person[BL_ID_SIZE_MAX + 1];
    bl_moment claimed_at;
    bl_moment valid_until;  /* fixed when it is claimed */
    bl_voucher_state state; /* as its last event left it */
    bl_moment last_at;      /* of its last event  */
    int64_t uses;           /* redemptions so far */
} bl_voucher;

typedef struct bl_redemption {
    int64_t round;
    int64_t face;
    int64_t serial;
    int64_t n; /* 1: the voucher's first */
    bl_moment at;
    char merchant[BL_ID_SIZE_MAX + 1];
    char order[BL_ID_SIZE_MAX + 1];
    char sector[BL_ID_SIZE_MAX + 1]; /* the merchant's at that moment */
    bl_money tested;                 /* the amount that was held against the threshold */
    bl_money paid;                   /* by the consumer                                */
    bl_money refunded;               /* of what was paid                               */
    bl_redemption_state state;
    bl_moment over_at; /* when it stopped standing; only then */
} bl_redemption;

/* As the register keeps them: "claimed", "redeemed", "void"; "standing", "restored", "ended",
 * "cancelled". Static text. */
const char *bl_voucher_state_name(bl_voucher_state state);
const char *bl_redemption_state_name(bl_redemption_state state);
/* Ids as above. */
void bl_voucher_write_id(const bl_voucher *voucher, char out[BL_VOUCHER_ID_MAX]);
void bl_redemption_write_id(const bl_redemption *redemption, char out[BL_REDEMPTION_ID_MAX]);

/* An id that names nothing is not trouble: `*found` is false. */
BL_MUST_USE bl_status bl_voucher_find(bl_ledger *ledger, int64_t book, bl_text id, bl_voucher *out,
                                      bool *found, bl_err *err);
BL_MUST_USE bl_status bl_redemption_find(bl_ledger *ledger, int64_t book, bl_text id,
                                         bl_redemption *out, bool *found, bl_err *err);
/* All of a person's vouchers, by round and face; all redemptions of a voucher, in order. Take them
 * with the matching `next`; close `query` as any other. */
BL_MUST_USE bl_status bl_vouchers_of_person(bl_query *query, bl_ledger *ledger, int64_t book,
                                            bl_text person, bl_err *err);
BL_MUST_USE bl_status bl_voucher_next(bl_query *query, bl_voucher *out, bool *row, bl_err *err);
BL_MUST_USE bl_status bl_redemptions_of_voucher(bl_query *query, bl_ledger *ledger, int64_t book,
                                                const bl_voucher *voucher, bl_err *err);
BL_MUST_USE bl_status bl_redemption_next(bl_query *query, bl_redemption *out, bool *row,
                                         bl_err *err);
/* How many redemptions of a round are in a state. */
BL_MUST_USE bl_status bl_redemption_count(bl_ledger *ledger, int64_t book, int64_t round,
                                          bl_redemption_state state, int64_t *out, bl_err *err);
/* Whether the person has, or ever had, a voucher of this round and face. */
BL_MUST_USE bl_status bl_voucher_held(bl_ledger *ledger, int64_t book, bl_text person,
                                      int64_t round, int64_t face, bool *out, bl_err *err);
/* Whether any redemption was ever made for this order. */
BL_MUST_USE bl_status bl_order_used(bl_ledger *ledger, int64_t book, bl_text merchant,
                                    bl_text order, bool *out, bl_err *err);

/* The next voucher of the round and face, valid as the round is now. BL_CONFLICT when none is left
 * or the person has one. */
BL_MUST_USE bl_status bl_voucher_claim(bl_ledger *ledger, int64_t book, bl_moment at,
                                       const bl_round *round, int64_t face, bl_text person,
                                       bl_voucher *out, bl_err *err);
/* Uses a voucher as `redemption` says (merchant, order, sector, tested, paid); fills in the rest.
 */
BL_MUST_USE bl_status bl_voucher_redeem(bl_ledger *ledger, int64_t book, bl_moment at,
                                        const bl_voucher *voucher, bl_redemption *redemption,
                                        bl_err *err);
/* Gives money back to the consumer and says what becomes of the redemption: it stands, or is
 * restored, or ended. What a settled round paid for an ended one is owed back by the merchant. */
BL_MUST_USE bl_status bl_redemption_refund(bl_ledger *ledger, int64_t book, bl_moment at,
                                           const bl_redemption *redemption, bl_money amount,
                                           bl_redemption_state becomes, bl_err *err);
/* Ends a standing redemption for fraud. */
BL_MUST_USE bl_status bl_redemption_cancel(bl_ledger *ledger, int64_t book, bl_moment at,
                                           const bl_redemption *redemption, const char *finding,
                                           bl_err *err);

extern const bl_kind bl_voucher_kinds[];

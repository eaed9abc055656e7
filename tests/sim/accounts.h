/* SPDX-License-Identifier: MIT
 * accounts.h - the accounts of a season as the specification tells them, in a few arrays.
 *
 * It is written from /spec 7-consumption-vouchers alone, without the program's code, and knows
 * nothing of JSON, Lua or SQLite. Amounts are fen; moments are milliseconds since the beginning of
 * November 2021 at +08:00.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#define ROUND_COUNT    4
#define FACE_COUNT     3
#define PERSON_COUNT   5
#define MERCHANT_COUNT 3
#define ORDER_COUNT    12                             /* of a merchant */
#define USE_MAX        (MERCHANT_COUNT * ORDER_COUNT) /* of a voucher: an order has one */
#define SPELL_MAX      64                             /* of a merchant */
#define ENTRY_RULES    15                             /* that a merchant has to meet */

#define SECOND INT64_C(1000)
#define HOUR   (3600 * SECOND)
#define DAY    (24 * HOUR)

typedef enum deed {
    PLAN,
    REGISTER,
    DEREGISTER,
    CLAIM,
    REDEEM,
    REFUND,
    CLOSE,
    SETTLE,
    CANCEL,
    RECOVER
} deed;

/* What is asked for. A deed uses the fields that its function has. */
typedef struct request {
    deed deed;
    int64_t at;
    int round; /* from 0, as all that follow */
    int face;  /* FACE_COUNT stands for a face that does not exist */
    int person;
    int merchant;
    int order;
    int serial; /* of the voucher: from 0 */
    int use;    /* of the voucher: from 0 */
    int64_t counts[FACE_COUNT];
    int64_t claim_closes_at, valid_until; /* 0: left out                      */
    int64_t amount;                       /* of the order, refund or recovery */
    int64_t discount;
    int reason;     /* of leaving: one of leaving_reasons */
    unsigned unmet; /* entry rules that the merchant does not meet, a bit each */
    bool elsewhere, no_captcha, by_poster, online, outside;
} request;

extern const int64_t faces[FACE_COUNT]; /* in yuan */
extern const char *const leaving_reasons[];
extern const int leaving_reason_count;

typedef enum voucher_state { CLAIMED, REDEEMED, VOID } voucher_state;
typedef enum use_state { STANDING, RESTORED, ENDED, CANCELLED } use_state;

typedef struct use {
    int merchant;
    int64_t tested, paid, refunded;
    use_state state;
} use;

typedef struct voucher {
    int person;
    voucher_state state;
    int64_t last_at;
    int use_count;
    use uses[USE_MAX];
} voucher;

typedef struct season_round {
    int64_t opens_at, claim_closes_at, valid_until;
    bool planned, closed, settled;
    int64_t planned_at;
    int64_t counts[FACE_COUNT];
    int claimed[FACE_COUNT];
    voucher vouchers[FACE_COUNT][PERSON_COUNT]; /* by serial */
} season_round;

typedef struct merchant {
    int spell_count;
    int64_t since[SPELL_MAX], until[SPELL_MAX]; /* INT64_MAX: still there */
    int64_t last_at;
    int reason; /* of leaving last */
    int64_t due_back;
} merchant;

typedef struct accounts {
    int64_t available;
    int64_t paid_out; /* net of what was recovered */
    int64_t last_at;
    season_round rounds[ROUND_COUNT];
    merchant merchants[MERCHANT_COUNT];
    bool ordered[MERCHANT_COUNT][ORDER_COUNT];
} accounts;

void accounts_init(accounts *a);
/* Does what is asked, and gives NULL; or changes nothing and gives the code of the refusal. */
const char *accounts_do(accounts *a, const request *r);

bool merchant_is_active(const merchant *m);
bool voucher_is_expired(const season_round *r, const voucher *v, int64_t at);
/* Government's part of everything paid out. */
int64_t government_share(int64_t paid_out);

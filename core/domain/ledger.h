/* SPDX-License-Identifier: MIT
 * ledger.h - the log of a register, and the money that it moves.
 *
 * An entry says what happened to whom and when; it may move an amount from one account to another.
 * Entries are appended, never changed: each carries the SHA-256 of itself and of the one before it.
 * Every table beside the log is a projection: a kind of entry knows how it changes them, and the
 * same function does it live and when an audit replays the log.
 *
 * Money is never made nor lost: an entry's amount leaves one account and reaches another. No
 * balance falls below zero but that of "outside", where funds come from. Account names are paths,
 * the widest part first: "payable/1/100/S001".
 *
 * A book is a notice's part of the register. Book 0 is the register's own: the answers it gave.
 *
 * One request is all or nothing: what it appends is kept or undone together.
 *
 * Layer: domain. Uses: domain/parse, store, value.
 */
#pragma once

#include <jansson.h>

#include "store/db.h"
#include "value/date.h"
#include "value/money.h"

#define BL_HASH_SIZE        32
#define BL_ID_SIZE_MAX      128 /* bytes of a person's, merchant's, order's or request's id */
#define BL_ACCOUNT_NAME_MAX 200
#define BL_ACCOUNT_OUTSIDE  "outside"

typedef struct bl_ledger bl_ledger;
typedef struct bl_entry bl_entry;

/* A way that money may go: from one account to another. A path that ends in "/" stands for all
 * accounts beneath it, the empty one for all there are. */
typedef struct bl_way {
    const char *from;
    const char *to;
} bl_way;

#define BL_WAYS_MAX 4

/* A kind of entry. `apply` changes the projections as an entry of this kind says; NULL when it
 * only moves money. Its `facts` are the entry's, parsed and lent for the call, if it reads them.
 * Its entries move money only in one of `ways`, or not at all. */
typedef struct bl_kind {
    const char *name;
    bool reads_facts;
    bl_status (*apply)(bl_ledger *ledger, const bl_entry *entry, const json_t *facts, bl_err *err);
    bl_way ways[BL_WAYS_MAX];
} bl_kind;

struct bl_entry {
    const bl_kind *kind;
    int64_t book;
    bl_moment at;
    bl_text subject;
    bl_text facts;      /* a JSON object; nothing stands for {}        */
    const char *debit;  /* the account that gives; NULL: no money moves */
    const char *credit; /* the account that receives                    */
    bl_money amount;    /* above zero when money moves                  */
};

/* Opens the register at `path` (see db.h). */
BL_MUST_USE bl_status bl_ledger_open(const char *path, bl_db_mode mode, bl_ledger **out,
                                     bl_err *err);
void bl_ledger_close(bl_ledger *ledger);
bl_db *bl_ledger_db(bl_ledger *ledger);

/* Transactions, as in db.h; a commit makes every kept request since durable. */
BL_MUST_USE bl_status bl_ledger_begin(bl_ledger *ledger, bool writing, bl_err *err);
BL_MUST_USE bl_status bl_ledger_commit(bl_ledger *ledger, bl_err *err);
void bl_ledger_rollback(bl_ledger *ledger);
/* Ends a request inside a transaction: what it appended stays, or is as if it never was. */
BL_MUST_USE bl_status bl_ledger_keep(bl_ledger *ledger, bl_err *err);
BL_MUST_USE bl_status bl_ledger_undo(bl_ledger *ledger, bl_err *err);

/* Whether the entry's money, if it moves any, goes a way of its kind. */
bool bl_entry_keeps_way(const bl_entry *entry);
/* Appends an entry, which must keep to a way of its kind, moves its money and changes the
 * projections. BL_CONFLICT when an account lacks
 * the amount or a constraint would break; the request must then be undone. */
BL_MUST_USE bl_status bl_ledger_append(bl_ledger *ledger, const bl_entry *entry, bl_err *err);
/* The same with the facts that stand in the buffer, which it closes and takes. */
BL_MUST_USE bl_status bl_ledger_append_taking(bl_ledger *ledger, const bl_entry *entry,
                                              bl_buffer *facts, bl_err *err);
/* Each of these adds a fact of that name, the first to an empty buffer: an integer, a text, JSON as
 * it stands, or whatever the caller writes behind the name. */
void bl_fact_add_int(bl_buffer *facts, const char *name, int64_t number);
void bl_fact_add_text(bl_buffer *facts, const char *name, bl_text text);
void bl_fact_add_json(bl_buffer *facts, const char *name, bl_text json);
void bl_fact_add_name(bl_buffer *facts, const char *name);

/* The book of that name; `*id` is 0 when there is none yet. */
BL_MUST_USE bl_status bl_book_find(bl_ledger *ledger, const char *name, int64_t *id, bl_err *err);
BL_MUST_USE bl_status bl_book_open(bl_ledger *ledger, const char *name, bl_moment at, int64_t *id,
                                   bl_err *err);
/* The latest moment of any entry of the book. */
BL_MUST_USE bl_status bl_book_last_at(bl_ledger *ledger, int64_t book, bl_moment *out, bl_err *err);

/* Writes "NAME/WHO", an account of somebody's own. */
void bl_account_of(char out[BL_ACCOUNT_NAME_MAX], const char *name, const char *who);
/* What an account holds; nothing when it was never used. */
BL_MUST_USE bl_status bl_ledger_balance(bl_ledger *ledger, int64_t book, const char *account,
                                        bl_money *out, bl_err *err);
/* What all accounts beneath a path hold together: "payable/1/" covers "payable/1/30/S001". */
BL_MUST_USE bl_status bl_ledger_sum(bl_ledger *ledger, int64_t book, const char *path,
                                    bl_money *out, bl_err *err);

/* Brings money in: from outside to "available" or to a "funder/F". */
BL_MUST_USE bl_status bl_ledger_fund(bl_ledger *ledger, int64_t book, bl_moment at,
                                     const char *account, bl_money amount, bl_err *err);

/* The hash of an entry that follows one whose hash is `before`. */
void bl_entry_hash(const uint8_t before[BL_HASH_SIZE], int64_t seq, const bl_entry *entry,
                   uint8_t out[BL_HASH_SIZE]);

/* The number of the last entry. */
int64_t bl_ledger_seq(const bl_ledger *ledger);

/* One of the facts; a missing or wrong one is BL_CORRUPT and names it. Text is a view. */
BL_MUST_USE bl_status bl_fact_int(const json_t *facts, const char *name, int64_t *out, bl_err *err);
BL_MUST_USE bl_status bl_fact_text(const json_t *facts, const char *name, bl_text *out,
                                   bl_err *err);

/* The kinds of this room; a kind without a name ends the table. */
extern const bl_kind bl_ledger_kinds[];

/* SPDX-License-Identifier: MIT */
#include "domain/round.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PLANNED, ALLOTTED, WITHDRAWN, CLOSED, EXPIRED, RETURNED };

void bl_round_account(char out[BL_ACCOUNT_NAME_MAX], const char *name, int64_t round, int64_t face,
                      const char *merchant)
{
    size_t name_size = strlen(name), merchant_size = merchant ? strlen(merchant) : 0;
    BL_REQUIRE(name_size + merchant_size + 2 * BL_TEXT_INT_MAX + 4 <= BL_ACCOUNT_NAME_MAX);
    memcpy(out, name, name_size);
    char *at = out + name_size;
    *at++ = '/';
    at = bl_text_write_int(round, at);
    *at++ = '/';
    at = bl_text_write_int(face, at);
    if (merchant)
        *at++ = '/';
    memcpy(at, merchant ? merchant : "", merchant_size + 1);
}

bl_status bl_round_find(bl_ledger *ledger, int64_t book, int64_t number, bl_round *out, bl_err *err)
{
    *out = (bl_round){.number = number};
    bl_query query = {0};
    bl_status status = bl_query_open(&query, bl_ledger_db(ledger), err,
                                     "SELECT claim_closes_at, valid_until, planned_at, closed_at,"
                                     " settled_at FROM round WHERE book = ? AND round = ?",
                                     "ii", book, number);
    if (status == BL_OK)
        status = bl_query_next(&query, &out->planned, err);
    if (status == BL_OK && out->planned) {
        out->claim_closes_at.ns = bl_query_int(&query, 0);
        out->valid_until.ns = bl_query_int(&query, 1);
        out->planned_at.ns = bl_query_int(&query, 2);
        out->closed = !bl_query_is_null(&query, 3);
        out->settled = !bl_query_is_null(&query, 4);
    }
    bl_query_close(&query);
    return status;
}

bl_status bl_stock_find(bl_ledger *ledger, int64_t book, int64_t round, int64_t face, bl_stock *out,
                        bl_err *err)
{
    *out = (bl_stock){.face = face};
    bl_query query = {0};
    bool row = false;
    bl_status status = bl_query_open(&query, bl_ledger_db(ledger), err,
                                     "SELECT planned, (SELECT serial FROM voucher"
                                     " WHERE book = ?1 AND round = ?2 AND face = ?3"
                                     " ORDER BY serial DESC LIMIT 1)"
                                     " FROM stock WHERE book = ?1 AND round = ?2 AND face = ?3",
                                     "iii", book, round, face);
    if (status == BL_OK)
        status = bl_query_next(&query, &row, err);
    if (status == BL_OK && row) {
        out->planned = bl_query_int(&query, 0);
        out->claimed = bl_query_int(&query, 1);
    }
    bl_query_close(&query);
    return status;
}

static bl_status apply_planned(bl_ledger *ledger, const bl_entry *entry, const json_t *facts,
                               bl_err *err)
{
    int64_t round, closes, valid;
    bl_status status = bl_fact_int(facts, "round", &round, err);
    if (status == BL_OK)
        status = bl_fact_int(facts, "claim_closes_at", &closes, err);
    if (status == BL_OK)
        status = bl_fact_int(facts, "valid_until", &valid, err);
    if (status == BL_OK)
        status = bl_db_run(bl_ledger_db(ledger), err,
                           "INSERT INTO round (book, round, claim_closes_at, valid_until,"
                           " planned_at) VALUES (?, ?, ?, ?, ?) ON CONFLICT (book, round) DO UPDATE"
                           " SET claim_closes_at = excluded.claim_closes_at,"
                           " valid_until = excluded.valid_until, planned_at = excluded.planned_at"
                           " WHERE closed_at IS NULL",
                           "iiiii", entry->book, round, closes, valid, entry->at.ns);
    if (status == BL_OK && bl_db_changed(bl_ledger_db(ledger)) != 1)
        return bl_fail(err, BL_CONFLICT, "round %" PRId64 " is closed", round);
    const char *face;
    json_t *planned;
    json_object_foreach((json_t *)json_object_get(facts, "stock"), face, planned)
    {
        if (status == BL_OK)
            status = bl_db_run(bl_ledger_db(ledger), err,
                               "INSERT INTO stock (book, round, face, planned) VALUES (?, ?, ?, ?)"
                               " ON CONFLICT (book, round, face) DO UPDATE"
                               " SET planned = excluded.planned",
                               "iiii", entry->book, round, (int64_t)strtoll(face, NULL, 10),
                               (int64_t)json_integer_value(planned));
    }
    return status;
}

bl_status bl_round_stamp(bl_ledger *ledger, const bl_entry *entry, const json_t *facts,
                         const char *sql, const char *verb, bl_err *err)
{
    int64_t round;
    bl_status status = bl_fact_int(facts, "round", &round, err);
    if (status == BL_OK)
        status = bl_db_run(bl_ledger_db(ledger), err, sql, "iii", entry->book, round, entry->at.ns);
    if (status == BL_OK && bl_db_changed(bl_ledger_db(ledger)) != 1)
        return bl_fail(err, BL_CONFLICT, "round %" PRId64 " can't be %s now", round, verb);
    return status;
}

static bl_status apply_closed(bl_ledger *ledger, const bl_entry *entry, const json_t *facts,
                              bl_err *err)
{
    return bl_round_stamp(ledger, entry, facts,
                          "UPDATE round SET closed_at = ?3"
                          " WHERE book = ?1 AND round = ?2 AND closed_at IS NULL",
                          "closed", err);
}

const bl_kind bl_round_kinds[] = {
    [PLANNED] = {.name = "planned", .reads_facts = true, .apply = apply_planned},
    [ALLOTTED] = {.name = "allotted", .ways = {{BL_ACCOUNT_AVAILABLE, "unclaimed/"}}},
    [WITHDRAWN] = {.name = "withdrawn", .ways = {{"unclaimed/", BL_ACCOUNT_AVAILABLE}}},
    [CLOSED] = {.name = "closed", .reads_facts = true, .apply = apply_closed},
    [EXPIRED] = {.name = "expired", .ways = {{"outstanding/", BL_ACCOUNT_AVAILABLE}}},
    [RETURNED] = {.name = "returned", .ways = {{"unclaimed/", BL_ACCOUNT_AVAILABLE}}},
    {0}};

#define SUBJECT_MAX 32

static bl_text write_subject(int64_t round, char out[SUBJECT_MAX])
{
    snprintf(out, SUBJECT_MAX, "round %" PRId64, round);
    return bl_text_of(out);
}

bl_status bl_round_append(bl_ledger *ledger, int64_t book, bl_moment at, const bl_kind *kind,
                          int64_t round, bl_buffer *facts, bl_err *err)
{
    char subject[SUBJECT_MAX];
    return bl_ledger_append_taking(
        ledger,
        &(bl_entry){.kind = kind, .book = book, .at = at, .subject = write_subject(round, subject)},
        facts, err);
}

/* Moves between available and an account of the round; nothing to move is fine. */
static bl_status move(bl_ledger *ledger, int64_t book, bl_moment at, int kind, int64_t round,
                      const char *from, const char *to, int64_t fen, bl_err *err)
{
    if (fen == 0)
        return BL_OK;
    char subject[SUBJECT_MAX];
    return bl_ledger_append(ledger,
                            &(bl_entry){.kind = &bl_round_kinds[kind],
                                        .book = book,
                                        .at = at,
                                        .subject = write_subject(round, subject),
                                        .debit = from,
                                        .credit = to,
                                        .amount = {fen}},
                            err);
}

static bl_status record_plan(bl_ledger *ledger, int64_t book, bl_moment at, const bl_round *terms,
                             const bl_stock *stock, size_t count, bl_err *err)
{
    bl_buffer facts = {0};
    bl_fact_add_int(&facts, "round", terms->number);
    bl_fact_add_int(&facts, "claim_closes_at", terms->claim_closes_at.ns);
    bl_fact_add_int(&facts, "valid_until", terms->valid_until.ns);
    bl_fact_add_name(&facts, "stock");
    bl_buffer_add_char(&facts, '{');
    for (size_t i = 0; i < count; i++)
        bl_buffer_format(&facts, "%s\"%" PRId64 "\":%" PRId64, i ? "," : "", stock[i].face,
                         stock[i].planned);
    bl_buffer_add_char(&facts, '}');
    return bl_round_append(ledger, book, at, &bl_round_kinds[PLANNED], terms->number, &facts, err);
}

/* One face's difference to the plan before: a smaller plan gives back, a larger one takes. */
static bl_status allot(bl_ledger *ledger, int64_t book, bl_moment at, int64_t round,
                       const bl_stock *face, int64_t before, bool giving_back, bl_err *err)
{
    int64_t more = face->planned - before;
    if (giving_back != (more < 0))
        return BL_OK;
    int64_t yuan;
    if (__builtin_mul_overflow(giving_back ? -more : more, face->face, &yuan))
        return bl_fail(err, BL_OVERFLOW, "the plan is worth more than any amount we keep");
    bl_money amount;
    bl_status status = bl_money_from_yuan(yuan, &amount, err);
    if (status != BL_OK)
        return status;
    char unclaimed[BL_ACCOUNT_NAME_MAX];
    bl_round_account(unclaimed, "unclaimed", round, face->face, NULL);
    return giving_back ? move(ledger, book, at, WITHDRAWN, round, unclaimed, BL_ACCOUNT_AVAILABLE,
                              amount.fen, err)
                       : move(ledger, book, at, ALLOTTED, round, BL_ACCOUNT_AVAILABLE, unclaimed,
                              amount.fen, err);
}

bl_status bl_round_plan(bl_ledger *ledger, int64_t book, bl_moment at, const bl_round *terms,
                        const bl_stock *stock, size_t count, bl_err *err)
{
    BL_REQUIRE(count <= BL_FACES_MAX);
    int64_t before[BL_FACES_MAX];
    for (size_t i = 0; i < count; i++) {
        bl_stock old;
        bl_status status = bl_stock_find(ledger, book, terms->number, stock[i].face, &old, err);
        if (status != BL_OK)
            return status;
        before[i] = old.planned;
    }
    bl_status status = record_plan(ledger, book, at, terms, stock, count, err);
    for (int taking = 0; taking <= 1; taking++)
        for (size_t i = 0; status == BL_OK && i < count; i++)
            status = allot(ledger, book, at, terms->number, &stock[i], before[i], !taking, err);
    return status;
}

bl_status bl_round_faces(bl_ledger *ledger, int64_t book, int64_t round,
                         int64_t faces[BL_FACES_MAX], size_t *count, bl_err *err)
{
    bl_query query = {0};
    bool row = false;
    bl_status status = bl_query_open(&query, bl_ledger_db(ledger), err,
                                     "SELECT face FROM stock WHERE book = ? AND round = ?"
                                     " ORDER BY face",
                                     "ii", book, round);
    *count = 0;
    while (status == BL_OK && (status = bl_query_next(&query, &row, err)) == BL_OK && row) {
        BL_REQUIRE(*count < BL_FACES_MAX);
        faces[(*count)++] = bl_query_int(&query, 0);
    }
    bl_query_close(&query);
    return status;
}

/* Empties NAME/R/F for each face of the round into available. */
static bl_status empty(bl_ledger *ledger, int64_t book, bl_moment at, int64_t round, int kind,
                       const char *name, bl_money *total, bl_err *err)
{
    int64_t faces[BL_FACES_MAX];
    size_t count = 0;
    total->fen = 0;
    bl_status status = bl_round_faces(ledger, book, round, faces, &count, err);
    for (size_t i = 0; status == BL_OK && i < count; i++) {
        char account[BL_ACCOUNT_NAME_MAX];
        bl_money held;
        bl_round_account(account, name, round, faces[i], NULL);
        status = bl_ledger_balance(ledger, book, account, &held, err);
        if (status == BL_OK)
            status =
                move(ledger, book, at, kind, round, account, BL_ACCOUNT_AVAILABLE, held.fen, err);
        if (status == BL_OK)
            status = bl_money_add(*total, held, total, err);
    }
    return status;
}

bl_status bl_round_close(bl_ledger *ledger, int64_t book, bl_moment at, int64_t number,
                         bl_money *expired, bl_money *unclaimed, bl_err *err)
{
    bl_buffer facts = {0};
    bl_fact_add_int(&facts, "round", number);
    bl_status status =
        bl_round_append(ledger, book, at, &bl_round_kinds[CLOSED], number, &facts, err);
    if (status == BL_OK)
        status = empty(ledger, book, at, number, EXPIRED, "outstanding", expired, err);
    if (status == BL_OK)
        status = empty(ledger, book, at, number, RETURNED, "unclaimed", unclaimed, err);
    return status;
}

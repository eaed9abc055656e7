/* SPDX-License-Identifier: MIT */
#include "domain/voucher.h"

#include <string.h>

enum { CLAIMED, REDEEMED, REFUNDED, CANCELLED, OWED };

static const char *const voucher_states[] = {"claimed", "redeemed", "void"};
static const char *const redemption_states[] = {"standing", "restored", "ended", "cancelled"};

#define COUNT(list) (sizeof(list) / sizeof(list)[0])

const char *bl_voucher_state_name(bl_voucher_state state)
{
    BL_REQUIRE((size_t)state < COUNT(voucher_states));
    return voucher_states[state];
}

const char *bl_redemption_state_name(bl_redemption_state state)
{
    BL_REQUIRE((size_t)state < COUNT(redemption_states));
    return redemption_states[state];
}

/* The place of a name in a list; the schema lets no other in. */
static int state_of(bl_text name, const char *const list[], size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (bl_text_equal(name, bl_text_of(list[i])))
            return (int)i;
    return -1;
}

/* The numbers of an id, parted by `parts`. */
static void write_id(const int64_t *numbers, const char *parts, char *out)
{
    for (size_t i = 0; i <= strlen(parts); i++) {
        out = bl_text_write_int(numbers[i], out);
        *out++ = parts[i];
    }
}

void bl_voucher_write_id(const bl_voucher *voucher, char out[BL_VOUCHER_ID_MAX])
{
    write_id((int64_t[]){voucher->round, voucher->face, voucher->serial}, "--", out);
}

void bl_redemption_write_id(const bl_redemption *redemption, char out[BL_REDEMPTION_ID_MAX])
{
    write_id((int64_t[]){redemption->round, redemption->face, redemption->serial, redemption->n},
             "--/", out);
}

/* Reads them: digits only, no leading zero, nothing after. */
static bool read_id(bl_text id, const char *parts, int64_t *numbers)
{
    size_t at = 0;
    for (size_t i = 0; i <= strlen(parts); i++) {
        size_t start = at;
        if (!bl_text_read_int(id, &at, &numbers[i]) || id.at[start] == '0')
            return false;
        if (parts[i] != '\0' && (at == id.size || id.at[at++] != parts[i]))
            return false;
    }
    return at == id.size;
}

#define VOUCHER                                                                                    \
    "SELECT round, face, serial, person, claimed_at, valid_until, state, last_at, uses"            \
    " FROM voucher WHERE book = ?1"

bl_status bl_voucher_next(bl_query *query, bl_voucher *out, bool *row, bl_err *err)
{
    bl_status status = bl_query_next(query, row, err);
    if (status != BL_OK || !*row)
        return status;
    out->round = bl_query_int(query, 0);
    out->face = bl_query_int(query, 1);
    out->serial = bl_query_int(query, 2);
    bl_text_copy(bl_query_text(query, 3), out->person, sizeof out->person);
    out->claimed_at.ns = bl_query_int(query, 4);
    out->valid_until.ns = bl_query_int(query, 5);
    int state = state_of(bl_query_text(query, 6), voucher_states, COUNT(voucher_states));
    out->state = (bl_voucher_state)state;
    out->last_at.ns = bl_query_int(query, 7);
    out->uses = bl_query_int(query, 8);
    return state < 0 ? bl_fail(err, BL_CORRUPT, "a voucher has no known state") : BL_OK;
}

bl_status bl_voucher_find(bl_ledger *ledger, int64_t book, bl_text id, bl_voucher *out, bool *found,
                          bl_err *err)
{
    int64_t key[3];
    *found = false;
    if (!read_id(id, "--", key))
        return BL_OK;
    bl_query query = {0};
    bl_status status = bl_query_open(&query, bl_ledger_db(ledger), err,
                                     VOUCHER " AND round = ?2 AND face = ?3 AND serial = ?4",
                                     "iiii", book, key[0], key[1], key[2]);
    if (status == BL_OK)
        status = bl_voucher_next(&query, out, found, err);
    bl_query_close(&query);
    return status;
}

bl_status bl_vouchers_of_person(bl_query *query, bl_ledger *ledger, int64_t book, bl_text person,
                                bl_err *err)
{
    return bl_query_open(query, bl_ledger_db(ledger), err,
                         VOUCHER " AND person = ?2 ORDER BY round, face", "ix", book, person);
}

#define REDEMPTION                                                                                 \
    "SELECT round, face, serial, n, at, merchant, order_id, sector, tested, paid, refunded, "      \
    "state,"                                                                                       \
    " over_at FROM redemption WHERE book = ?1 AND round = ?2 AND face = ?3 AND serial = ?4"

bl_status bl_redemption_next(bl_query *query, bl_redemption *out, bool *row, bl_err *err)
{
    bl_status status = bl_query_next(query, row, err);
    if (status != BL_OK || !*row)
        return status;
    out->round = bl_query_int(query, 0);
    out->face = bl_query_int(query, 1);
    out->serial = bl_query_int(query, 2);
    out->n = bl_query_int(query, 3);
    out->at.ns = bl_query_int(query, 4);
    bl_text_copy(bl_query_text(query, 5), out->merchant, sizeof out->merchant);
    bl_text_copy(bl_query_text(query, 6), out->order, sizeof out->order);
    bl_text_copy(bl_query_text(query, 7), out->sector, sizeof out->sector);
    out->tested.fen = bl_query_int(query, 8);
    out->paid.fen = bl_query_int(query, 9);
    out->refunded.fen = bl_query_int(query, 10);
    int state = state_of(bl_query_text(query, 11), redemption_states, COUNT(redemption_states));
    out->state = (bl_redemption_state)state;
    out->over_at.ns = bl_query_int(query, 12);
    return state < 0 ? bl_fail(err, BL_CORRUPT, "a redemption has no known state") : BL_OK;
}

bl_status bl_redemption_find(bl_ledger *ledger, int64_t book, bl_text id, bl_redemption *out,
                             bool *found, bl_err *err)
{
    int64_t key[4];
    *found = false;
    if (!read_id(id, "--/", key))
        return BL_OK;
    bl_query query = {0};
    bl_status status = bl_query_open(&query, bl_ledger_db(ledger), err, REDEMPTION " AND n = ?5",
                                     "iiiii", book, key[0], key[1], key[2], key[3]);
    if (status == BL_OK)
        status = bl_redemption_next(&query, out, found, err);
    bl_query_close(&query);
    return status;
}

bl_status bl_redemptions_of_voucher(bl_query *query, bl_ledger *ledger, int64_t book,
                                    const bl_voucher *voucher, bl_err *err)
{
    return bl_query_open(query, bl_ledger_db(ledger), err, REDEMPTION " ORDER BY n", "iiii", book,
                         voucher->round, voucher->face, voucher->serial);
}

bl_status bl_redemption_count(bl_ledger *ledger, int64_t book, int64_t round,
                              bl_redemption_state state, int64_t *out, bl_err *err)
{
    bool found = false;
    return bl_db_int(bl_ledger_db(ledger), err, out, &found,
                     "SELECT count(*) FROM redemption WHERE book = ? AND round = ? AND state = ?",
                     "iit", book, round, bl_redemption_state_name(state));
}

bl_status bl_voucher_held(bl_ledger *ledger, int64_t book, bl_text person, int64_t round,
                          int64_t face, bool *out, bl_err *err)
{
    int64_t one = 0;
    return bl_db_int(bl_ledger_db(ledger), err, &one, out,
                     "SELECT 1 FROM voucher"
                     " WHERE book = ? AND person = ? AND round = ? AND face = ?",
                     "ixii", book, person, round, face);
}

bl_status bl_order_used(bl_ledger *ledger, int64_t book, bl_text merchant, bl_text order, bool *out,
                        bl_err *err)
{
    int64_t one = 0;
    return bl_db_int(bl_ledger_db(ledger), err, &one, out,
                     "SELECT 1 FROM redemption WHERE book = ? AND merchant = ? AND order_id = ?",
                     "ixx", book, merchant, order);
}

/* The voucher or redemption that an entry is about; `key` has a fourth number for a redemption. */
static bl_status read_subject(const bl_entry *entry, const char *parts, int64_t *key, bl_err *err)
{
    if (read_id(entry->subject, parts, key))
        return BL_OK;
    return bl_fail(err, BL_CORRUPT, "a \"%s\" entry is about \"%.*s\", which is no voucher",
                   entry->kind->name, (int)entry->subject.size, entry->subject.at);
}

static bl_status apply_claimed(bl_ledger *ledger, const bl_entry *entry, const json_t *facts,
                               bl_err *err)
{
    int64_t key[3], valid;
    bl_text person;
    bl_status status = read_subject(entry, "--", key, err);
    if (status == BL_OK)
        status = bl_fact_text(facts, "person", &person, err);
    if (status == BL_OK)
        status = bl_fact_int(facts, "valid_until", &valid, err);
    if (status == BL_OK)
        status =
            bl_db_run(bl_ledger_db(ledger), err,
                      "INSERT INTO voucher (book, round, face, serial, person, claimed_at,"
                      " valid_until, state, last_at, uses)"
                      " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 'claimed', ?6, 0)",
                      "iiiixii", entry->book, key[0], key[1], key[2], person, entry->at.ns, valid);
    return status;
}

/* The voucher goes from one state to another, or the log contradicts itself. */
static bl_status turn_voucher(bl_ledger *ledger, const bl_entry *entry, const int64_t key[3],
                              bl_voucher_state from, bl_voucher_state to, bl_err *err)
{
    bl_status status =
        bl_db_run(bl_ledger_db(ledger), err,
                  "UPDATE voucher SET state = ?6, last_at = ?7, uses = uses + (?6 = 'redeemed')"
                  " WHERE book = ?1 AND round = ?2 AND face = ?3 AND serial = ?4 AND state = ?5",
                  "iiiitti", entry->book, key[0], key[1], key[2], bl_voucher_state_name(from),
                  bl_voucher_state_name(to), entry->at.ns);
    if (status == BL_OK && bl_db_changed(bl_ledger_db(ledger)) != 1)
        return bl_fail(err, BL_CONFLICT, "voucher %.*s is not %s", (int)entry->subject.size,
                       entry->subject.at, bl_voucher_state_name(from));
    return status;
}

static bl_status apply_redeemed(bl_ledger *ledger, const bl_entry *entry, const json_t *facts,
                                bl_err *err)
{
    int64_t key[4], tested, paid;
    bl_text merchant, order, sector;
    bl_status status = read_subject(entry, "--/", key, err);
    if (status == BL_OK)
        status = bl_fact_text(facts, "merchant", &merchant, err);
    if (status == BL_OK)
        status = bl_fact_text(facts, "order", &order, err);
    if (status == BL_OK)
        status = bl_fact_text(facts, "sector", &sector, err);
    if (status == BL_OK)
        status = bl_fact_int(facts, "tested", &tested, err);
    if (status == BL_OK)
        status = bl_fact_int(facts, "paid", &paid, err);
    if (status == BL_OK)
        status = turn_voucher(ledger, entry, key, BL_VOUCHER_CLAIMED, BL_VOUCHER_REDEEMED, err);
    if (status == BL_OK)
        status = bl_db_run(bl_ledger_db(ledger), err,
                           "INSERT INTO redemption (book, round, face, serial, n, at, merchant,"
                           " order_id, sector, tested, paid, refunded, state)"
                           " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 'standing')",
                           "iiiiiixxxii", entry->book, key[0], key[1], key[2], key[3], entry->at.ns,
                           merchant, order, sector, tested, paid);
    return status;
}

/* A standing redemption gets money refunded and takes a state, its voucher with it. */
static bl_status turn_redemption(bl_ledger *ledger, const bl_entry *entry, int64_t refunded,
                                 bl_redemption_state becomes, bl_err *err)
{
    int64_t key[4];
    bl_status status = read_subject(entry, "--/", key, err);
    if (status == BL_OK)
        status =
            bl_db_run(bl_ledger_db(ledger), err,
                      "UPDATE redemption SET refunded = refunded + ?6, state = ?7,"
                      " over_at = CASE ?7 WHEN 'standing' THEN NULL ELSE ?8 END"
                      " WHERE book = ?1 AND round = ?2 AND face = ?3 AND serial = ?4 AND n = ?5"
                      " AND state = 'standing'",
                      "iiiiiiti", entry->book, key[0], key[1], key[2], key[3], refunded,
                      bl_redemption_state_name(becomes), entry->at.ns);
    if (status != BL_OK)
        return status;
    if (bl_db_changed(bl_ledger_db(ledger)) != 1)
        return bl_fail(err, BL_CONFLICT, "redemption %.*s does not stand", (int)entry->subject.size,
                       entry->subject.at);
    if (becomes == BL_REDEMPTION_STANDING)
        return bl_db_run(bl_ledger_db(ledger), err,
                         "UPDATE voucher SET last_at = ?5"
                         " WHERE book = ?1 AND round = ?2 AND face = ?3 AND serial = ?4",
                         "iiiii", entry->book, key[0], key[1], key[2], entry->at.ns);
    return turn_voucher(ledger, entry, key, BL_VOUCHER_REDEEMED,
                        becomes == BL_REDEMPTION_RESTORED ? BL_VOUCHER_CLAIMED : BL_VOUCHER_VOID,
                        err);
}

static bl_status apply_refunded(bl_ledger *ledger, const bl_entry *entry, const json_t *facts,
                                bl_err *err)
{
    int64_t amount;
    bl_text becomes;
    bl_status status = bl_fact_int(facts, "amount", &amount, err);
    if (status == BL_OK)
        status = bl_fact_text(facts, "becomes", &becomes, err);
    if (status != BL_OK)
        return status;
    int state = state_of(becomes, redemption_states, COUNT(redemption_states));
    if (state < 0)
        return bl_fail(err, BL_CORRUPT, "a refund makes its redemption \"%.*s\"", (int)becomes.size,
                       becomes.at);
    return turn_redemption(ledger, entry, amount, (bl_redemption_state)state, err);
}

static bl_status apply_cancelled(bl_ledger *ledger, const bl_entry *entry, const json_t *facts,
                                 bl_err *err)
{
    (void)facts;
    return turn_redemption(ledger, entry, 0, BL_REDEMPTION_CANCELLED, err);
}

const bl_kind bl_voucher_kinds[] = {
    [CLAIMED] = {.name = "claimed",
                 .reads_facts = true,
                 .apply = apply_claimed,
                 .ways = {{"unclaimed/", "outstanding/"}}},
    [REDEEMED] = {.name = "redeemed",
                  .reads_facts = true,
                  .apply = apply_redeemed,
                  .ways = {{"outstanding/", "payable/"}}},
    [REFUNDED] = {.name = "refunded",
                  .reads_facts = true,
                  .apply = apply_refunded,
                  .ways = {{"payable/", "outstanding/"},
                           {"payable/", "forfeited/"},
                           {"settled/", "outstanding/"},
                           {"settled/", "forfeited/"}}},
    [CANCELLED] = {.name = "cancelled",
                   .apply = apply_cancelled,
                   .ways = {{"payable/", "forfeited/"}, {"settled/", "forfeited/"}}},
    [OWED] = {.name = "owed", .ways = {{"paid/", "due_back/"}}},
    {0}};

/* Appends an entry of a voucher; `from` NULL moves nothing. Takes `facts`. */
static bl_status append(bl_ledger *ledger, int64_t book, bl_moment at, int kind,
                        const char *subject, bl_buffer *facts, const char *from, const char *to,
                        int64_t face, bl_err *err)
{
    return bl_ledger_append_taking(ledger,
                                   &(bl_entry){.kind = &bl_voucher_kinds[kind],
                                               .book = book,
                                               .at = at,
                                               .subject = bl_text_of(subject),
                                               .debit = from,
                                               .credit = from ? to : NULL,
                                               .amount = {from ? face * 100 : 0}},
                                   facts, err);
}

bl_status bl_voucher_claim(bl_ledger *ledger, int64_t book, bl_moment at, const bl_round *round,
                           int64_t face, bl_text person, bl_voucher *out, bl_err *err)
{
    bl_stock stock;
    bl_status status = bl_stock_find(ledger, book, round->number, face, &stock, err);
    if (status != BL_OK)
        return status;
    *out = (bl_voucher){.round = round->number,
                        .face = face,
                        .serial = stock.claimed + 1,
                        .claimed_at = at,
                        .valid_until = round->valid_until,
                        .last_at = at};
    bl_text_copy(person, out->person, sizeof out->person);
    char id[BL_VOUCHER_ID_MAX], from[BL_ACCOUNT_NAME_MAX], to[BL_ACCOUNT_NAME_MAX];
    bl_voucher_write_id(out, id);
    bl_round_account(from, "unclaimed", round->number, face, NULL);
    bl_round_account(to, "outstanding", round->number, face, NULL);
    bl_buffer facts = {0};
    bl_fact_add_text(&facts, "person", person);
    bl_fact_add_int(&facts, "valid_until", round->valid_until.ns);
    return append(ledger, book, at, CLAIMED, id, &facts, from, to, face, err);
}

bl_status bl_voucher_redeem(bl_ledger *ledger, int64_t book, bl_moment at,
                            const bl_voucher *voucher, bl_redemption *redemption, bl_err *err)
{
    redemption->round = voucher->round;
    redemption->face = voucher->face;
    redemption->serial = voucher->serial;
    redemption->n = voucher->uses + 1;
    redemption->at = at;
    char id[BL_REDEMPTION_ID_MAX], from[BL_ACCOUNT_NAME_MAX], to[BL_ACCOUNT_NAME_MAX];
    bl_redemption_write_id(redemption, id);
    bl_round_account(from, "outstanding", voucher->round, voucher->face, NULL);
    bl_round_account(to, "payable", voucher->round, voucher->face, redemption->merchant);
    bl_buffer facts = {0};
    bl_fact_add_text(&facts, "merchant", bl_text_of(redemption->merchant));
    bl_fact_add_text(&facts, "order", bl_text_of(redemption->order));
    bl_fact_add_text(&facts, "sector", bl_text_of(redemption->sector));
    bl_fact_add_int(&facts, "tested", redemption->tested.fen);
    bl_fact_add_int(&facts, "paid", redemption->paid.fen);
    return append(ledger, book, at, REDEEMED, id, &facts, from, to, voucher->face, err);
}

/* The value of a redemption that ends moves to where `to` says; what was paid for it in a settled
 * round is owed from then on. */
static bl_status end_redemption(bl_ledger *ledger, int64_t book, bl_moment at, int kind,
                                const bl_redemption *redemption, const char *to, bl_buffer *facts,
                                bl_err *err)
{
    bl_round round;
    bl_status status = bl_round_find(ledger, book, redemption->round, &round, err);
    if (status != BL_OK) {
        bl_buffer_deinit(facts);
        return status;
    }
    char id[BL_REDEMPTION_ID_MAX], from[BL_ACCOUNT_NAME_MAX], into[BL_ACCOUNT_NAME_MAX];
    bl_redemption_write_id(redemption, id);
    bl_round_account(from, round.settled ? "settled" : "payable", redemption->round,
                     redemption->face, redemption->merchant);
    bl_round_account(into, to, redemption->round, redemption->face, NULL);
    status = append(ledger, book, at, kind, id, facts, from, into, redemption->face, err);
    if (status != BL_OK || !round.settled)
        return status;
    char paid[BL_ACCOUNT_NAME_MAX], owed[BL_ACCOUNT_NAME_MAX];
    bl_account_of(paid, BL_ACCOUNT_PAID, redemption->merchant);
    bl_account_of(owed, BL_ACCOUNT_DUE_BACK, redemption->merchant);
    bl_buffer none = {0};
    return append(ledger, book, at, OWED, id, &none, paid, owed, redemption->face, err);
}

bl_status bl_redemption_refund(bl_ledger *ledger, int64_t book, bl_moment at,
                               const bl_redemption *redemption, bl_money amount,
                               bl_redemption_state becomes, bl_err *err)
{
    BL_REQUIRE(becomes != BL_REDEMPTION_CANCELLED);
    char id[BL_REDEMPTION_ID_MAX];
    bl_redemption_write_id(redemption, id);
    bl_buffer facts = {0};
    bl_fact_add_int(&facts, "amount", amount.fen);
    bl_fact_add_text(&facts, "becomes", bl_text_of(bl_redemption_state_name(becomes)));
    if (becomes == BL_REDEMPTION_STANDING)
        return append(ledger, book, at, REFUNDED, id, &facts, NULL, NULL, 0, err);
    return end_redemption(ledger, book, at, REFUNDED, redemption,
                          becomes == BL_REDEMPTION_RESTORED ? "outstanding" : "forfeited", &facts,
                          err);
}

bl_status bl_redemption_cancel(bl_ledger *ledger, int64_t book, bl_moment at,
                               const bl_redemption *redemption, const char *finding, bl_err *err)
{
    bl_buffer facts = {0};
    bl_fact_add_text(&facts, "finding", bl_text_of(finding));
    return end_redemption(ledger, book, at, CANCELLED, redemption, "forfeited", &facts, err);
}

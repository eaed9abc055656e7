/* SPDX-License-Identifier: MIT */
#include "domain/ledger.h"

#include <nettle/sha2.h>
#include <stdlib.h>
#include <string.h>

#include "domain/parse.h"

struct bl_ledger {
    bl_db *db;
    int64_t seq;                /* of the last entry                      */
    uint8_t head[BL_HASH_SIZE]; /* its hash                               */
    bool marked;                /* the running request has appended       */
    int64_t mark_seq;           /* the last entry before the request      */
    uint8_t mark_head[BL_HASH_SIZE];
};

bl_status bl_ledger_open(const char *path, bl_db_mode mode, bl_ledger **out, bl_err *err)
{
    bl_ledger *ledger = calloc(1, sizeof *ledger);
    if (!ledger)
        return bl_fail(err, BL_NO_MEMORY, "no memory to open %s", path);
    bl_status status = bl_db_open(path, mode, &ledger->db, err);
    if (status != BL_OK) {
        free(ledger);
        return status;
    }
    *out = ledger;
    return BL_OK;
}

void bl_ledger_close(bl_ledger *ledger)
{
    if (!ledger)
        return;
    bl_db_close(ledger->db);
    free(ledger);
}

bl_db *bl_ledger_db(bl_ledger *ledger)
{
    return ledger->db;
}

/* Another process may have appended since our last transaction: the head is read anew in each. */
static bl_status read_head(bl_ledger *ledger, bl_err *err)
{
    ledger->seq = 0;
    memset(ledger->head, 0, BL_HASH_SIZE);
    bl_query query = {0};
    bool row = false;
    bl_status status = bl_query_open(&query, ledger->db, err,
                                     "SELECT seq, hash FROM entry ORDER BY seq DESC LIMIT 1", "");
    if (status == BL_OK)
        status = bl_query_next(&query, &row, err);
    if (status == BL_OK && row) {
        bl_text hash = bl_query_blob(&query, 1);
        if (hash.size == BL_HASH_SIZE) {
            ledger->seq = bl_query_int(&query, 0);
            memcpy(ledger->head, hash.at, BL_HASH_SIZE);
        } else {
            status = bl_fail(err, BL_CORRUPT, "the last entry of the log has no hash");
        }
    }
    bl_query_close(&query);
    return status;
}

bl_status bl_ledger_begin(bl_ledger *ledger, bool writing, bl_err *err)
{
    BL_REQUIRE(!ledger->marked);
    bl_status status = bl_db_begin(ledger->db, writing, err);
    if (status != BL_OK)
        return status;
    status = read_head(ledger, err);
    if (status != BL_OK)
        bl_db_rollback(ledger->db);
    return status;
}

bl_status bl_ledger_commit(bl_ledger *ledger, bl_err *err)
{
    BL_REQUIRE(!ledger->marked);
    return bl_db_commit(ledger->db, err);
}

void bl_ledger_rollback(bl_ledger *ledger)
{
    ledger->marked = false;
    bl_db_rollback(ledger->db);
}

static bl_status mark(bl_ledger *ledger, bl_err *err)
{
    if (ledger->marked)
        return BL_OK;
    bl_status status = bl_db_mark(ledger->db, err);
    if (status != BL_OK)
        return status;
    ledger->marked = true;
    ledger->mark_seq = ledger->seq;
    memcpy(ledger->mark_head, ledger->head, BL_HASH_SIZE);
    return BL_OK;
}

bl_status bl_ledger_keep(bl_ledger *ledger, bl_err *err)
{
    if (!ledger->marked)
        return BL_OK;
    ledger->marked = false;
    return bl_db_keep(ledger->db, err);
}

bl_status bl_ledger_undo(bl_ledger *ledger, bl_err *err)
{
    if (!ledger->marked)
        return BL_OK;
    ledger->marked = false;
    ledger->seq = ledger->mark_seq;
    memcpy(ledger->head, ledger->mark_head, BL_HASH_SIZE);
    return bl_db_undo(ledger->db, err);
}

/* Numbers go in as eight bytes, text as its length and its bytes, so no two entries read alike. */
static void hash_int(struct sha256_ctx *hash, int64_t number)
{
    uint8_t bytes[8];
    for (int i = 0; i < 8; i++)
        bytes[i] = (uint8_t)((uint64_t)number >> (8 * i));
    sha256_update(hash, sizeof bytes, bytes);
}

static void hash_text(struct sha256_ctx *hash, bl_text text)
{
    hash_int(hash, text.at ? (int64_t)text.size : -1);
    if (text.at)
        sha256_update(hash, text.size, (const uint8_t *)text.at);
}

static bl_text facts_of(const bl_entry *entry)
{
    return entry->facts.at ? entry->facts : bl_text_of("{}");
}

void bl_entry_hash(const uint8_t before[BL_HASH_SIZE], int64_t seq, const bl_entry *entry,
                   uint8_t out[BL_HASH_SIZE])
{
    struct sha256_ctx hash;
    sha256_init(&hash);
    sha256_update(&hash, BL_HASH_SIZE, before);
    hash_int(&hash, seq);
    hash_int(&hash, entry->book);
    hash_int(&hash, entry->at.ns);
    hash_text(&hash, bl_text_of(entry->kind->name));
    hash_text(&hash, entry->subject);
    hash_text(&hash, facts_of(entry));
    hash_text(&hash, bl_text_of(entry->debit));
    hash_text(&hash, bl_text_of(entry->credit));
    hash_int(&hash, entry->debit ? entry->amount.fen : 0);
    sha256_digest(&hash, BL_HASH_SIZE, out);
}

static bl_status insert_entry(bl_ledger *ledger, const bl_entry *entry, bl_err *err)
{
    int64_t seq = ledger->seq + 1;
    uint8_t hash[BL_HASH_SIZE];
    bl_entry_hash(ledger->head, seq, entry, hash);
    bl_text hash_view = {(const char *)hash, BL_HASH_SIZE};
    bl_status status;
    if (entry->debit)
        status = bl_db_run(ledger->db, err,
                           "INSERT INTO entry (seq, book, at, kind, subject, facts, debit, credit,"
                           " amount, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                           "iiitxxttib", seq, entry->book, entry->at.ns, entry->kind->name,
                           entry->subject, facts_of(entry), entry->debit, entry->credit,
                           entry->amount.fen, hash_view);
    else
        status = bl_db_run(ledger->db, err,
                           "INSERT INTO entry (seq, book, at, kind, subject, facts, hash)"
                           " VALUES (?, ?, ?, ?, ?, ?, ?)",
                           "iiitxxb", seq, entry->book, entry->at.ns, entry->kind->name,
                           entry->subject, facts_of(entry), hash_view);
    if (status != BL_OK)
        return status;
    ledger->seq = seq;
    memcpy(ledger->head, hash, BL_HASH_SIZE);
    return BL_OK;
}

static bl_status change_balance(bl_ledger *ledger, int64_t book, const char *account, int64_t fen,
                                bl_err *err)
{
    bl_status status = bl_db_run(
        ledger->db, err, "UPDATE account SET balance = balance + ?3 WHERE book = ?1 AND name = ?2",
        "iti", book, account, fen);
    if (status != BL_OK || bl_db_changed(ledger->db) == 1)
        return status;
    return bl_db_run(ledger->db, err, "INSERT INTO account (book, name, balance) VALUES (?, ?, ?)",
                     "iti", book, account, fen);
}

static bl_status move_money(bl_ledger *ledger, const bl_entry *entry, bl_err *err)
{
    BL_REQUIRE(entry->credit && entry->amount.fen > 0);
    bl_status status = change_balance(ledger, entry->book, entry->debit, -entry->amount.fen, err);
    if (status == BL_OK)
        status = change_balance(ledger, entry->book, entry->credit, entry->amount.fen, err);
    return status;
}

static bl_status apply(bl_ledger *ledger, const bl_entry *entry, bl_err *err)
{
    if (!entry->kind->reads_facts)
        return entry->kind->apply(ledger, entry, NULL, err);
    bl_text text = facts_of(entry);
    json_error_t trouble;
    json_t *facts = bl_json_read(text, 0, &trouble);
    if (!facts) {
        bool memory = json_error_code(&trouble) == json_error_out_of_memory;
        return bl_fail(err, memory ? BL_NO_MEMORY : BL_CORRUPT,
                       "the facts of a \"%s\" entry can't be read: %s", entry->kind->name,
                       trouble.text);
    }
    bl_status status = entry->kind->apply(ledger, entry, facts, err);
    json_decref(facts);
    return status;
}

static bl_status touch_book(bl_ledger *ledger, const bl_entry *entry, bl_err *err)
{
    if (entry->book == 0)
        return BL_OK;
    return bl_db_run(ledger->db, err, "UPDATE book SET last_at = ?2 WHERE id = ?1 AND last_at < ?2",
                     "ii", entry->book, entry->at.ns);
}

static bool is_within(const char *account, const char *name)
{
    size_t size = strlen(name);
    bool is_path = size == 0 || name[size - 1] == '/';
    return is_path ? strncmp(account, name, size) == 0 : strcmp(account, name) == 0;
}

bool bl_entry_keeps_way(const bl_entry *entry)
{
    if (!entry->debit)
        return true;
    const bl_way *ways = entry->kind->ways;
    const char *credit = entry->credit ? entry->credit : "";
    for (int i = 0; i < BL_WAYS_MAX && ways[i].from; i++)
        if (is_within(entry->debit, ways[i].from) && is_within(credit, ways[i].to))
            return true;
    return false;
}

bl_status bl_ledger_append(bl_ledger *ledger, const bl_entry *entry, bl_err *err)
{
    BL_REQUIRE(bl_entry_keeps_way(entry));
    bl_status status = mark(ledger, err);
    if (status == BL_OK)
        status = insert_entry(ledger, entry, err);
    if (status == BL_OK && entry->debit)
        status = move_money(ledger, entry, err);
    if (status == BL_OK && entry->kind->apply)
        status = apply(ledger, entry, err);
    if (status == BL_OK)
        status = touch_book(ledger, entry, err);
    return status;
}

bl_status bl_ledger_append_taking(bl_ledger *ledger, const bl_entry *entry, bl_buffer *facts,
                                  bl_err *err)
{
    bl_entry whole = *entry;
    if (facts->size > 0)
        bl_buffer_add_char(facts, '}');
    whole.facts = bl_buffer_view(facts);
    bl_status status = bl_buffer_status(facts, err);
    if (status == BL_OK)
        status = bl_ledger_append(ledger, &whole, err);
    bl_buffer_deinit(facts);
    return status;
}

void bl_fact_add_name(bl_buffer *facts, const char *name)
{
    bl_buffer_add_text(facts, facts->size > 0 ? ",\"" : "{\"");
    bl_buffer_add_text(facts, name);
    bl_buffer_add_text(facts, "\":");
}

void bl_fact_add_int(bl_buffer *facts, const char *name, int64_t number)
{
    bl_fact_add_name(facts, name);
    bl_buffer_add_int(facts, number);
}

void bl_fact_add_text(bl_buffer *facts, const char *name, bl_text text)
{
    bl_fact_add_name(facts, name);
    bl_buffer_add_json(facts, text);
}

void bl_fact_add_json(bl_buffer *facts, const char *name, bl_text json)
{
    bl_fact_add_name(facts, name);
    bl_buffer_add(facts, json.at, json.size);
}

static bl_status apply_opened(bl_ledger *ledger, const bl_entry *entry, const json_t *facts,
                              bl_err *err)
{
    (void)facts;
    return bl_db_run(ledger->db, err, "INSERT INTO book (id, name, last_at) VALUES (?, ?, ?)",
                     "ixi", entry->book, entry->subject, entry->at.ns);
}

const bl_kind bl_ledger_kinds[] = {
    {.name = "opened", .apply = apply_opened},
    {.name = "funded",
     .ways = {{BL_ACCOUNT_OUTSIDE, "available"}, {BL_ACCOUNT_OUTSIDE, "funder/"}}},
    {0}};

bl_status bl_book_find(bl_ledger *ledger, const char *name, int64_t *id, bl_err *err)
{
    bool found = false;
    bl_status status =
        bl_db_int(ledger->db, err, id, &found, "SELECT id FROM book WHERE name = ?", "t", name);
    if (status == BL_OK && !found)
        *id = 0;
    return status;
}

bl_status bl_book_open(bl_ledger *ledger, const char *name, bl_moment at, int64_t *id, bl_err *err)
{
    bl_status status = bl_book_find(ledger, name, id, err);
    if (status != BL_OK || *id != 0)
        return status;
    int64_t last = 0;
    bool found = false;
    status = bl_db_int(ledger->db, err, &last, &found, "SELECT max(id) FROM book", "");
    if (status != BL_OK)
        return status;
    *id = found ? last + 1 : 1;
    return bl_ledger_append(
        ledger,
        &(bl_entry){
            .kind = &bl_ledger_kinds[0], .book = *id, .at = at, .subject = bl_text_of(name)},
        err);
}

bl_status bl_book_last_at(bl_ledger *ledger, int64_t book, bl_moment *out, bl_err *err)
{
    bool found = false;
    bl_status status = bl_db_int(ledger->db, err, &out->ns, &found,
                                 "SELECT last_at FROM book WHERE id = ?", "i", book);
    if (status == BL_OK && !found)
        return bl_fail(err, BL_NOT_FOUND, "there is no book %lld", (long long)book);
    return status;
}

void bl_account_of(char out[BL_ACCOUNT_NAME_MAX], const char *name, const char *who)
{
    int size = snprintf(out, BL_ACCOUNT_NAME_MAX, "%s/%s", name, who);
    BL_REQUIRE(size > 0 && size < BL_ACCOUNT_NAME_MAX);
}

bl_status bl_ledger_balance(bl_ledger *ledger, int64_t book, const char *account, bl_money *out,
                            bl_err *err)
{
    bool found = false;
    bl_status status =
        bl_db_int(ledger->db, err, &out->fen, &found,
                  "SELECT balance FROM account WHERE book = ? AND name = ?", "it", book, account);
    if (status == BL_OK && !found)
        out->fen = 0;
    return status;
}

bl_status bl_ledger_sum(bl_ledger *ledger, int64_t book, const char *path, bl_money *out,
                        bl_err *err)
{
    size_t size = strlen(path);
    BL_REQUIRE(size > 0 && size < BL_ACCOUNT_NAME_MAX && path[size - 1] == '/');
    char past[BL_ACCOUNT_NAME_MAX]; /* the first name after everything beneath the path */
    memcpy(past, path, size + 1);
    past[size - 1] = '/' + 1;
    bool found = false;
    return bl_db_int(ledger->db, err, &out->fen, &found,
                     "SELECT coalesce(sum(balance), 0) FROM account"
                     " WHERE book = ?1 AND name >= ?2 AND name < ?3",
                     "itt", book, path, past);
}

bl_status bl_ledger_fund(bl_ledger *ledger, int64_t book, bl_moment at, const char *account,
                         bl_money amount, bl_err *err)
{
    return bl_ledger_append(ledger,
                            &(bl_entry){.kind = &bl_ledger_kinds[1],
                                        .book = book,
                                        .at = at,
                                        .subject = bl_text_of(account),
                                        .debit = BL_ACCOUNT_OUTSIDE,
                                        .credit = account,
                                        .amount = amount},
                            err);
}

int64_t bl_ledger_seq(const bl_ledger *ledger)
{
    return ledger->seq;
}

bl_status bl_fact_int(const json_t *facts, const char *name, int64_t *out, bl_err *err)
{
    const json_t *fact = json_object_get(facts, name);
    if (!json_is_integer(fact))
        return bl_fail(err, BL_CORRUPT, "an entry lacks its fact \"%s\"", name);
    *out = json_integer_value(fact);
    return BL_OK;
}

bl_status bl_fact_text(const json_t *facts, const char *name, bl_text *out, bl_err *err)
{
    const json_t *fact = json_object_get(facts, name);
    if (!json_is_string(fact))
        return bl_fail(err, BL_CORRUPT, "an entry lacks its fact \"%s\"", name);
    *out = (bl_text){json_string_value(fact), json_string_length(fact)};
    return BL_OK;
}

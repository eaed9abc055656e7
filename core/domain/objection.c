/* SPDX-License-Identifier: MIT */
#include "domain/objection.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum { RAISED, RESOLVED };

/* Reads CLAIM/n; false when it can name no objection. */
static bool read_id(bl_text id, bl_claim_key *key, int64_t *n)
{
    *n = 0;
    const char *slash = id.size ? memchr(id.at, '/', id.size) : NULL;
    if (!slash || !bl_claim_read_id((bl_text){id.at, (size_t)(slash - id.at)}, key))
        return false;
    size_t first = (size_t)(slash - id.at) + 1, at = first;
    return bl_text_read_int(id, &at, n) && at == id.size && id.at[first] != '0';
}

static void write_id(const char *claim, int64_t n, char out[BL_OBJECTION_ID_MAX])
{
    snprintf(out, BL_OBJECTION_ID_MAX, "%s/%" PRId64, claim, n);
}

#define ROW                                                                                        \
    "SELECT series, year, serial, n, raised_at, raised_by, grounds, resolved_at, outcome,"         \
    " decision FROM objection" BL_CLAIM_KEY

bl_status bl_objection_open(bl_query *query, bl_ledger *ledger, int64_t book, bl_text id,
                            bl_err *err)
{
    bl_claim_key key;
    int64_t n = 0;
    if (!read_id(id, &key, &n)) {
        key = (bl_claim_key){.serial = 0}; /* which no claim has */
        n = 0;
    }
    return bl_query_open(query, bl_ledger_db(ledger), err, ROW " AND n = ?5", "itiii", book,
                         key.series, key.year, key.serial, n);
}

bl_status bl_objections_open(bl_query *query, bl_ledger *ledger, int64_t book, bl_text claim,
                             bl_err *err)
{
    bl_claim_key key = bl_claim_key_of(claim);
    return bl_query_open(query, bl_ledger_db(ledger), err, ROW " ORDER BY n", "itii", book,
                         key.series, key.year, key.serial);
}

bl_status bl_objection_next(bl_query *query, bl_objection *out, bool *row, bl_err *err)
{
    bl_status status = bl_query_next(query, row, err);
    if (status != BL_OK || !*row)
        return status;
    bl_claim_key key;
    if (!bl_claim_read_key(query, &key))
        return bl_fail(err, BL_CORRUPT, "an objection has a series that none can have");
    *out = (bl_objection){.raised_at = {bl_query_int(query, 4)},
                          .raised_by = bl_query_text(query, 5),
                          .grounds = bl_query_text(query, 6),
                          .resolved = !bl_query_is_null(query, 7),
                          .resolved_at = {bl_query_int(query, 7)},
                          .outcome = bl_query_text(query, 8),
                          .decision = bl_query_text(query, 9)};
    bl_claim_write_id(&key, out->claim);
    write_id(out->claim, bl_query_int(query, 3), out->id);
    return BL_OK;
}

static bl_status read_subject(const bl_entry *entry, bl_claim_key *key, int64_t *n, bl_err *err)
{
    if (read_id(entry->subject, key, n))
        return BL_OK;
    return bl_fail(err, BL_CONFLICT, "%.*s is no id of an objection",
                   (int)bl_text_view_head(entry->subject, 100).size, entry->subject.at);
}

/* The entry changed one row, and its claim has a later last event. */
static bl_status touch(bl_ledger *ledger, const bl_entry *entry, const bl_claim_key *key,
                       const char *what, bl_err *err)
{
    if (bl_db_changed(bl_ledger_db(ledger)) != 1)
        return bl_fail(err, BL_CONFLICT, "objection %.*s can't be %s", (int)entry->subject.size,
                       entry->subject.at, what);
    return bl_db_run(bl_ledger_db(ledger), err,
                     "UPDATE claim SET last_at = max(last_at, ?5)" BL_CLAIM_KEY, "itiii",
                     entry->book, key->series, key->year, key->serial, entry->at.ns);
}

static bl_status apply_raised(bl_ledger *ledger, const bl_entry *entry, const json_t *facts,
                              bl_err *err)
{
    bl_claim_key key;
    int64_t n;
    bl_text by, grounds;
    bl_status status = read_subject(entry, &key, &n, err);
    if (status == BL_OK)
        status = bl_fact_text(facts, "by", &by, err);
    if (status == BL_OK)
        status = bl_fact_text(facts, "grounds", &grounds, err);
    if (status == BL_OK)
        status = bl_db_run(bl_ledger_db(ledger), err,
                           "INSERT INTO objection (book, series, year, serial, n, raised_at,"
                           " raised_by, grounds) SELECT book, series, year, serial, ?5, ?6, ?7, ?8"
                           " FROM claim WHERE book = ?1 AND series = ?2 AND year = ?3"
                           " AND serial = ?4 AND ?5 = (SELECT 1 + coalesce(max(n), 0)"
                           "  FROM objection WHERE book = ?1 AND series = ?2 AND year = ?3"
                           "  AND serial = ?4)",
                           "itiiiixx", entry->book, key.series, key.year, key.serial, n,
                           entry->at.ns, by, grounds);
    return status == BL_OK ? touch(ledger, entry, &key, "raised", err) : status;
}

static bl_status apply_resolved(bl_ledger *ledger, const bl_entry *entry, const json_t *facts,
                                bl_err *err)
{
    bl_claim_key key;
    int64_t n;
    bl_text outcome, decision;
    bl_status status = read_subject(entry, &key, &n, err);
    if (status == BL_OK)
        status = bl_fact_text(facts, "outcome", &outcome, err);
    if (status == BL_OK)
        status = bl_fact_text(facts, "decision", &decision, err);
    if (status == BL_OK)
        status = bl_db_run(
            bl_ledger_db(ledger), err,
            "UPDATE objection SET resolved_at = ?6, outcome = ?7, decision = ?8" BL_CLAIM_KEY
            " AND n = ?5 AND resolved_at IS NULL",
            "itiiiixx", entry->book, key.series, key.year, key.serial, n, entry->at.ns, outcome,
            decision);
    return status == BL_OK ? touch(ledger, entry, &key, "resolved", err) : status;
}

const bl_kind bl_objection_kinds[] = {
    [RAISED] = {.name = "objection raised", .reads_facts = true, .apply = apply_raised},
    [RESOLVED] = {.name = "objection resolved", .reads_facts = true, .apply = apply_resolved},
    {0}};

bl_status bl_objection_raise(bl_ledger *ledger, int64_t book, bl_moment at, bl_text claim,
                             bl_text by, bl_text grounds, char out[BL_OBJECTION_ID_MAX],
                             bl_err *err)
{
    bl_claim_key key;
    char id[BL_CLAIM_ID_MAX];
    int64_t n = 0;
    bool found = false;
    if (!bl_claim_read_id(claim, &key))
        return bl_fail(err, BL_CONFLICT, "there is no such claim");
    bl_status status = bl_db_int(bl_ledger_db(ledger), err, &n, &found,
                                 "SELECT 1 + coalesce(max(n), 0) FROM objection" BL_CLAIM_KEY,
                                 "itii", book, key.series, key.year, key.serial);
    if (status != BL_OK)
        return status;
    bl_claim_write_id(&key, id);
    write_id(id, n, out);
    bl_buffer facts = {0};
    bl_fact_add_text(&facts, "by", by);
    bl_fact_add_text(&facts, "grounds", grounds);
    return bl_ledger_append_taking(ledger,
                                   &(bl_entry){.kind = &bl_objection_kinds[RAISED],
                                               .book = book,
                                               .at = at,
                                               .subject = bl_text_of(out)},
                                   &facts, err);
}

bl_status bl_objection_resolve(bl_ledger *ledger, int64_t book, bl_moment at, bl_text id,
                               bl_text outcome, bl_text decision, bl_err *err)
{
    bl_buffer facts = {0};
    bl_fact_add_text(&facts, "outcome", outcome);
    bl_fact_add_text(&facts, "decision", decision);
    return bl_ledger_append_taking(
        ledger,
        &(bl_entry){.kind = &bl_objection_kinds[RESOLVED], .book = book, .at = at, .subject = id},
        &facts, err);
}

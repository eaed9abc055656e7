/* SPDX-License-Identifier: MIT */
#include "domain/roster.h"

static void read_member(const bl_query *query, bl_member *out)
{
    out->last_at.ns = bl_query_int(query, 0);
    out->active = bl_query_is_null(query, 3);
    out->since.ns = bl_query_int(query, out->active ? 2 : 3);
    bl_text_copy(bl_query_text(query, 4), out->reason, sizeof out->reason);
    bl_text_copy(bl_query_text(query, 5), out->kind, sizeof out->kind);
}

bl_status bl_member_find(bl_ledger *ledger, int64_t book, const char *roster, bl_text id,
                         bl_member *out, bl_buffer *facts, bool *found, bl_err *err)
{
    bl_query query = {0};
    bl_status status =
        bl_query_open(&query, bl_ledger_db(ledger), err,
                      "SELECT last_at, facts, since, until, reason, kind FROM member"
                      " JOIN spell USING (book, roster)"
                      " WHERE book = ? AND roster = ? AND id = ? AND spell.member = id"
                      " ORDER BY n DESC LIMIT 1",
                      "itx", book, roster, id);
    if (status == BL_OK)
        status = bl_query_next(&query, found, err);
    if (status == BL_OK && *found) {
        bl_text text = bl_query_text(&query, 1);
        read_member(&query, out);
        if (facts)
            bl_buffer_add(facts, text.at, text.size);
    }
    bl_query_close(&query);
    return status;
}

bl_status bl_member_active_at(bl_ledger *ledger, int64_t book, const char *roster, bl_text id,
                              bl_moment at, bool *out, bl_err *err)
{
    int64_t one = 0;
    return bl_db_int(bl_ledger_db(ledger), err, &one, out,
                     "SELECT 1 FROM spell WHERE book = ?1 AND roster = ?2 AND member = ?3"
                     " AND since <= ?4 AND (until IS NULL OR until > ?4) LIMIT 1",
                     "itxi", book, roster, id, at.ns);
}

bl_status bl_roster_count(bl_ledger *ledger, int64_t book, const char *roster, const char *kind,
                          bl_text id, int64_t *out, bl_err *err)
{
    bool found = false;
    return bl_db_int(bl_ledger_db(ledger), err, out, &found,
                     "SELECT count(DISTINCT member) FROM spell"
                     " WHERE book = ? AND roster = ? AND kind = ? AND member <> ?",
                     "ittx", book, roster, kind, id);
}

static bl_status apply_joined(bl_ledger *ledger, const bl_entry *entry, const json_t *facts,
                              bl_err *err)
{
    bl_text roster, kind;
    bl_status status = bl_fact_text(facts, "roster", &roster, err);
    if (status == BL_OK)
        status = bl_fact_text(facts, "kind", &kind, err);
    if (status == BL_OK)
        status =
            bl_db_run(bl_ledger_db(ledger), err,
                      "INSERT INTO member (book, roster, id, facts, last_at)"
                      " VALUES (?1, ?2, ?3, ?4 ->> '$.member', ?5)"
                      " ON CONFLICT (book, roster, id) DO UPDATE"
                      " SET facts = excluded.facts, last_at = excluded.last_at",
                      "ixxxi", entry->book, roster, entry->subject, entry->facts, entry->at.ns);
    if (status == BL_OK)
        status = bl_db_run(bl_ledger_db(ledger), err,
                           "INSERT INTO spell (book, roster, member, n, since, kind)"
                           " SELECT ?1, ?2, ?3, 1 + coalesce(max(n), 0), ?4, ?5 FROM spell"
                           " WHERE book = ?1 AND roster = ?2 AND member = ?3",
                           "ixxix", entry->book, roster, entry->subject, entry->at.ns, kind);
    return status;
}

static bl_status touch(bl_ledger *ledger, const bl_entry *entry, bl_text roster, bl_err *err)
{
    return bl_db_run(bl_ledger_db(ledger), err,
                     "UPDATE member SET last_at = ?4 WHERE book = ?1 AND roster = ?2 AND id = ?3",
                     "ixxi", entry->book, roster, entry->subject, entry->at.ns);
}

static bl_status apply_left(bl_ledger *ledger, const bl_entry *entry, const json_t *facts,
                            bl_err *err)
{
    bl_text roster, reason;
    bl_status status = bl_fact_text(facts, "roster", &roster, err);
    if (status == BL_OK)
        status = bl_fact_text(facts, "reason", &reason, err);
    if (status == BL_OK)
        status = bl_db_run(bl_ledger_db(ledger), err,
                           "UPDATE spell SET until = ?4, reason = ?5"
                           " WHERE book = ?1 AND roster = ?2 AND member = ?3 AND until IS NULL",
                           "ixxix", entry->book, roster, entry->subject, entry->at.ns, reason);
    if (status == BL_OK)
        status = touch(ledger, entry, roster, err);
    return status;
}

static bl_status apply_touched(bl_ledger *ledger, const bl_entry *entry, const json_t *facts,
                               bl_err *err)
{
    bl_text roster;
    bl_status status = bl_fact_text(facts, "roster", &roster, err);
    if (status == BL_OK)
        status = touch(ledger, entry, roster, err);
    return status;
}

enum { JOINED, LEFT, TOUCHED };

const bl_kind bl_roster_kinds[] = {{.name = "joined", .reads_facts = true, .apply = apply_joined},
                                   {.name = "left", .reads_facts = true, .apply = apply_left},
                                   {.name = "touched", .reads_facts = true, .apply = apply_touched},
                                   {0}};

static bl_status append(bl_ledger *ledger, int kind, int64_t book, bl_text id, bl_moment at,
                        bl_buffer *facts, bl_err *err)
{
    return bl_ledger_append_taking(
        ledger, &(bl_entry){.kind = &bl_roster_kinds[kind], .book = book, .at = at, .subject = id},
        facts, err);
}

static bl_status require_active(bl_ledger *ledger, int64_t book, const char *roster, bl_text id,
                                bool active, bl_err *err)
{
    bl_member member = {0};
    bool found = false;
    bl_status status = bl_member_find(ledger, book, roster, id, &member, NULL, &found, err);
    if (status == BL_OK && (found && member.active) != active)
        return bl_fail(err, BL_CONFLICT, "%.*s is %s the roster %s", (int)id.size, id.at,
                       active ? "not in" : "already in", roster);
    return status;
}

bl_status bl_roster_join(bl_ledger *ledger, int64_t book, const char *roster, bl_text id,
                         bl_moment at, const char *kind, bl_text facts, bl_err *err)
{
    bl_status status = require_active(ledger, book, roster, id, false, err);
    if (status != BL_OK)
        return status;
    bl_buffer text = {0};
    bl_fact_add_text(&text, "roster", bl_text_of(roster));
    bl_fact_add_text(&text, "kind", bl_text_of(kind));
    bl_fact_add_json(&text, "member", facts);
    return append(ledger, JOINED, book, id, at, &text, err);
}

bl_status bl_roster_leave(bl_ledger *ledger, int64_t book, const char *roster, bl_text id,
                          bl_moment at, const char *reason, bl_err *err)
{
    bl_status status = require_active(ledger, book, roster, id, true, err);
    if (status != BL_OK)
        return status;
    bl_buffer text = {0};
    bl_fact_add_text(&text, "roster", bl_text_of(roster));
    bl_fact_add_text(&text, "reason", bl_text_of(reason));
    return append(ledger, LEFT, book, id, at, &text, err);
}

bl_status bl_roster_touch(bl_ledger *ledger, int64_t book, const char *roster, bl_text id,
                          bl_moment at, bl_err *err)
{
    bl_buffer text = {0};
    bl_fact_add_text(&text, "roster", bl_text_of(roster));
    return append(ledger, TOUCHED, book, id, at, &text, err);
}

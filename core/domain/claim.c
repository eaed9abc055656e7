/* SPDX-License-Identifier: MIT
 * Each entry's subject is the claim's id, and its facts have the names of the columns, so that SQL
 * takes them out as they stand: an absent one stays as it was, a null one becomes none. One
 * statement changes a row, and its conditions are all that must hold; when they don't, no row
 * changes and the entry is a conflict. */
#include "domain/claim.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum { FILED, CHANGED };

#define SERIAL_DIGITS 6
#define YEAR_MAX      INT64_C(999999999999999999) /* as many digits as are read */

static bool is_series(bl_text series)
{
    bool fits = series.size >= 1 && series.size <= BL_CLAIM_SERIES_MAX;
    for (size_t i = 0; fits && i < series.size; i++)
        fits = (series.at[i] >= 'A' && series.at[i] <= 'Z') ||
               (series.at[i] >= '0' && series.at[i] <= '9');
    return fits;
}

void bl_claim_write_id(const bl_claim_key *key, char out[BL_CLAIM_ID_MAX])
{
    snprintf(out, BL_CLAIM_ID_MAX, "%s-%" PRId64 "-%0*" PRId64, key->series, key->year,
             SERIAL_DIGITS, key->serial);
}

bool bl_claim_read_id(bl_text id, bl_claim_key *out)
{
    char again[BL_CLAIM_ID_MAX];
    const char *dash = id.size ? memchr(id.at, '-', id.size) : NULL;
    if (!dash || !is_series((bl_text){id.at, (size_t)(dash - id.at)}))
        return false;
    size_t at = (size_t)(dash - id.at);
    memcpy(out->series, id.at, at);
    out->series[at++] = '\0';
    if (!bl_text_read_int(id, &at, &out->year) || at == id.size || id.at[at++] != '-' ||
        !bl_text_read_int(id, &at, &out->serial) || out->serial == 0)
        return false;
    bl_claim_write_id(out, again);
    return bl_text_equal(id, bl_text_of(again));
}

bl_claim_key bl_claim_key_of(bl_text id)
{
    bl_claim_key key;
    return bl_claim_read_id(id, &key) ? key : (bl_claim_key){.serial = 0};
}

bool bl_claim_read_key(const bl_query *query, bl_claim_key *out)
{
    bl_text series = bl_query_text(query, 0);
    *out = (bl_claim_key){.year = bl_query_int(query, 1), .serial = bl_query_int(query, 2)};
    if (series.size > BL_CLAIM_SERIES_MAX)
        return false;
    memcpy(out->series, series.at, series.size);
    return true;
}

bl_status bl_claim_open(bl_query *query, bl_ledger *ledger, int64_t book, bl_text id, bl_err *err)
{
    bl_claim_key key = bl_claim_key_of(id);
    return bl_query_open(query, bl_ledger_db(ledger), err, BL_CLAIM_ROW BL_CLAIM_KEY, "itii", book,
                         key.series, key.year, key.serial);
}

static bl_sum sum_at(const bl_query *query, int column)
{
    bool known = !bl_query_is_null(query, column);
    return (bl_sum){known, {known ? bl_query_int(query, column) : 0}};
}

bl_status bl_claim_next(bl_query *query, bl_claim *out, bool *row, bl_err *err)
{
    bl_status status = bl_query_next(query, row, err);
    if (status != BL_OK || !*row)
        return status;
    *out = (bl_claim){.applicant = bl_query_text(query, 3),
                      .item = bl_query_text(query, 4),
                      .line = bl_query_text(query, 5),
                      .unit = bl_query_text(query, 6),
                      .state = bl_query_text(query, 7),
                      .facts = bl_query_text(query, 8),
                      .materials = bl_query_text(query, 9),
                      .notes = bl_query_text(query, 10),
                      .gross = sum_at(query, 11),
                      .payable = sum_at(query, 12),
                      .committed = {bl_query_int(query, 13)},
                      .disbursed = {bl_query_int(query, 14)},
                      .recover_due = {bl_query_int(query, 15)},
                      .recovered = {bl_query_int(query, 16)},
                      .budget = bl_query_text(query, 17),
                      .queue_place = bl_query_int(query, 18),
                      .last_at = {bl_query_int(query, 19)}};
    if (!bl_claim_read_key(query, &out->key))
        return bl_fail(err, BL_CORRUPT, "a claim has a series that none can have");
    bl_claim_write_id(&out->key, out->id);
    return BL_OK;
}

static bl_status read_subject(const bl_entry *entry, bl_claim_key *out, bl_err *err)
{
    if (bl_claim_read_id(entry->subject, out))
        return BL_OK;
    return bl_fail(err, BL_CONFLICT, "%.*s is no id of a claim",
                   (int)bl_text_view_head(entry->subject, 100).size, entry->subject.at);
}

bl_status bl_claim_require_changed(bl_ledger *ledger, const bl_entry *entry, bl_status status,
                                   const char *what, bl_err *err)
{
    if (status != BL_OK || bl_db_changed(bl_ledger_db(ledger)) == 1)
        return status;
    return bl_fail(err, BL_CONFLICT, "claim %.*s can't be %s as it stands",
                   (int)bl_text_view_head(entry->subject, 100).size, entry->subject.at, what);
}

/* Adds to the history; `before` is the state that the claim had, NULL when it had none. */
static bl_status note_event(bl_ledger *ledger, const bl_entry *entry, const bl_claim_key *key,
                            bl_text before, bl_err *err)
{
    return bl_db_run(bl_ledger_db(ledger), err,
                     "INSERT INTO claim_event (book, series, year, serial, n, at, function, actor,"
                     " before, after, document) SELECT ?1, ?2, ?3, ?4,"
                     " (SELECT 1 + coalesce(max(n), 0) FROM claim_event WHERE book = ?1"
                     "  AND series = ?2 AND year = ?3 AND serial = ?4), ?5, ?6 ->> '$.function',"
                     " ?6 ->> '$.actor', ?7, state, ?6 ->> '$.document' FROM claim" BL_CLAIM_KEY,
                     "itiiixx", entry->book, key->series, key->year, key->serial, entry->at.ns,
                     entry->facts, before);
}

static bl_status apply_filed(bl_ledger *ledger, const bl_entry *entry, const json_t *facts,
                             bl_err *err)
{
    (void)facts;
    bl_claim_key key;
    bl_status status = read_subject(entry, &key, err);
    if (status == BL_OK)
        status = bl_db_run(
            bl_ledger_db(ledger), err,
            "INSERT INTO claim (book, series, year, serial, applicant, item, line, unit, state,"
            " facts, materials, notes, gross, payable, budget, last_at)"
            " SELECT ?1, ?2, ?3, ?4, ?5 ->> '$.applicant', ?5 ->> '$.item', ?5 ->> '$.line',"
            " ?5 ->> '$.unit', ?5 ->> '$.state', ?5 -> '$.facts', ?5 -> '$.materials',"
            " ?5 -> '$.notes', ?5 ->> '$.gross', ?5 ->> '$.payable', ?5 ->> '$.budget', ?6"
            " WHERE ?4 = (SELECT 1 + coalesce(max(serial), 0) FROM claim"
            "  WHERE book = ?1 AND series = ?2 AND year = ?3)",
            "itiixi", entry->book, key.series, key.year, key.serial, entry->facts, entry->at.ns);
    status = bl_claim_require_changed(ledger, entry, status, "filed", err);
    if (status == BL_OK)
        status = note_event(ledger, entry, &key, (bl_text){0}, err);
    return status;
}

/* Its budget from now on; null for none, which no claim waits for. */
#define NEW_BUDGET "iif(json_type(?5, '$.budget') IS NULL, claim.budget, ?5 ->> '$.budget')"

#define CHANGE                                                                                     \
    "UPDATE claim SET state = coalesce(?5 ->> '$.state', state),"                                  \
    " unit = coalesce(?5 ->> '$.unit', unit),"                                                     \
    " facts = coalesce(?5 -> '$.facts', facts),"                                                   \
    " materials = coalesce(?5 -> '$.materials', materials),"                                       \
    " notes = coalesce(?5 -> '$.notes', notes),"                                                   \
    " gross = iif(json_type(?5, '$.gross') IS NULL, gross, ?5 ->> '$.gross'),"                     \
    " payable = iif(json_type(?5, '$.payable') IS NULL, payable, ?5 ->> '$.payable'),"             \
    " recover_due = coalesce(?5 ->> '$.recover_due', recover_due),"                                \
    " budget = " NEW_BUDGET ", queued = CASE coalesce(?5 ->> '$.queued', 'stays')"                 \
    " WHEN 'stays' THEN queued"                                                                    \
    " WHEN 'last' THEN (SELECT 1 + coalesce(max(waiting.queued), 0) FROM claim waiting"            \
    "  WHERE waiting.book = ?1 AND waiting.budget = " NEW_BUDGET ")"                               \
    " WHEN 'first' THEN (SELECT coalesce(min(waiting.queued), 1) - 1 FROM claim waiting"           \
    "  WHERE waiting.book = ?1 AND waiting.budget = " NEW_BUDGET ") END,"                          \
    " last_at = max(last_at, ?6)"

static bl_status change_row(bl_ledger *ledger, const bl_entry *entry, const bl_claim_key *key,
                            bl_err *err)
{
    bl_status status = bl_db_run(
        bl_ledger_db(ledger), err,
        CHANGE BL_CLAIM_KEY " AND (json_type(?5, '$.budget') IS NULL OR (committed = 0 AND"
                            " (queued IS NULL OR json_type(?5, '$.queued') IS NOT NULL)))",
        "itiixi", entry->book, key->series, key->year, key->serial, entry->facts, entry->at.ns);
    return bl_claim_require_changed(ledger, entry, status, "changed so", err);
}

/* Copies the state that the claim has. */
static bl_status read_state(bl_ledger *ledger, const bl_entry *entry, bl_buffer *out, bl_err *err)
{
    bl_query query = {0};
    bl_claim claim;
    bool found = false;
    bl_status status = bl_claim_open(&query, ledger, entry->book, entry->subject, err);
    if (status == BL_OK)
        status = bl_claim_next(&query, &claim, &found, err);
    if (status == BL_OK && found)
        bl_buffer_add(out, claim.state.at, claim.state.size);
    bl_query_close(&query);
    return status == BL_OK ? bl_buffer_status(out, err) : status;
}

static bl_status apply_changed(bl_ledger *ledger, const bl_entry *entry, const json_t *facts,
                               bl_err *err)
{
    (void)facts;
    bl_claim_key key;
    bl_buffer before = {0};
    bl_status status = read_subject(entry, &key, err);
    if (status == BL_OK)
        status = read_state(ledger, entry, &before, err);
    if (status == BL_OK)
        status = change_row(ledger, entry, &key, err);
    if (status == BL_OK)
        status = note_event(ledger, entry, &key, bl_buffer_view(&before), err);
    bl_buffer_deinit(&before);
    return status;
}

const bl_kind bl_claim_kinds[] = {
    [FILED] = {.name = "claim filed", .reads_facts = true, .apply = apply_filed},
    [CHANGED] = {.name = "claim changed", .reads_facts = true, .apply = apply_changed},
    {0}};

/* Nothing is null, which `->>` takes for none. */
static void add_text(bl_buffer *facts, const char *name, bl_text text)
{
    if (text.at)
        bl_fact_add_text(facts, name, text);
    else
        bl_fact_add_json(facts, name, bl_text_of("null"));
}

static void add_sum(bl_buffer *facts, const char *name, bl_sum sum)
{
    if (sum.known)
        bl_fact_add_int(facts, name, sum.amount.fen);
    else
        bl_fact_add_json(facts, name, bl_text_of("null"));
}

static void add_event(bl_buffer *facts, const bl_claim_event *event)
{
    add_text(facts, "function", event->function);
    add_text(facts, "actor", event->actor);
    if (event->document.at)
        add_text(facts, "document", event->document);
}

bl_status bl_claim_next_key(bl_ledger *ledger, int64_t book, bl_text series, int64_t year,
                            bl_claim_key *out, bl_err *err)
{
    if (!is_series(series) || year < 0 || year > YEAR_MAX)
        return bl_fail(
            err, BL_INVALID,
            "a claim's series is 1 to %d letters A to Z or digits, its year 1 to 18 digits",
            BL_CLAIM_SERIES_MAX);
    *out = (bl_claim_key){.year = year};
    memcpy(out->series, series.at, series.size);
    bool found = false;
    return bl_db_int(bl_ledger_db(ledger), err, &out->serial, &found,
                     "SELECT 1 + coalesce(max(serial), 0) FROM claim"
                     " WHERE book = ?1 AND series = ?2 AND year = ?3",
                     "iti", book, out->series, year);
}

bl_status bl_claim_file(bl_ledger *ledger, int64_t book, bl_moment at, bl_text series, int64_t year,
                        bl_claim *claim, const bl_claim_event *event, bl_err *err)
{
    bl_status status = bl_claim_next_key(ledger, book, series, year, &claim->key, err);
    if (status != BL_OK)
        return status;
    bl_claim_write_id(&claim->key, claim->id);
    bl_buffer facts = {0};
    add_text(&facts, "applicant", claim->applicant);
    add_text(&facts, "item", claim->item);
    add_text(&facts, "line", claim->line);
    add_text(&facts, "unit", claim->unit);
    add_text(&facts, "state", claim->state);
    bl_fact_add_json(&facts, "facts", claim->facts);
    bl_fact_add_json(&facts, "materials", claim->materials);
    bl_fact_add_json(&facts, "notes", claim->notes);
    add_sum(&facts, "gross", claim->gross);
    add_sum(&facts, "payable", claim->payable);
    add_text(&facts, "budget", claim->budget);
    add_event(&facts, event);
    return bl_ledger_append_taking(ledger,
                                   &(bl_entry){.kind = &bl_claim_kinds[FILED],
                                               .book = book,
                                               .at = at,
                                               .subject = bl_text_of(claim->id)},
                                   &facts, err);
}

static void add_texts(bl_buffer *facts, const bl_claim_change *change)
{
    if (change->state.at)
        add_text(facts, "state", change->state);
    if (change->unit.at)
        add_text(facts, "unit", change->unit);
    if (change->facts.at)
        bl_fact_add_json(facts, "facts", change->facts);
    if (change->materials.at)
        bl_fact_add_json(facts, "materials", change->materials);
    if (change->notes.at)
        bl_fact_add_json(facts, "notes", change->notes);
    if (change->budget.at || change->drops_budget)
        add_text(facts, "budget", change->budget);
}

bl_status bl_claim_change_to(bl_ledger *ledger, int64_t book, bl_moment at, bl_text id,
                             const bl_claim_change *change, const bl_claim_event *event,
                             bl_err *err)
{
    static const char *const places[] = {
        [BL_QUEUE_LAST] = "last", [BL_QUEUE_FIRST] = "first", [BL_QUEUE_LEAVE] = "leave"};
    bl_buffer facts = {0};
    add_texts(&facts, change);
    if (change->changes_gross)
        add_sum(&facts, "gross", change->gross);
    if (change->changes_payable)
        add_sum(&facts, "payable", change->payable);
    if (change->changes_due)
        add_sum(&facts, "recover_due", (bl_sum){true, change->recover_due});
    if (change->queueing != BL_QUEUE_STAYS)
        add_text(&facts, "queued", bl_text_of(places[change->queueing]));
    add_event(&facts, event);
    return bl_ledger_append_taking(
        ledger,
        &(bl_entry){.kind = &bl_claim_kinds[CHANGED], .book = book, .at = at, .subject = id},
        &facts, err);
}

/* SPDX-License-Identifier: MIT
 * An entry's subject is the event's, and its facts have the names of the columns, so that SQL takes
 * them out as they stand: an absent one is none. */
#include "domain/chronicle.h"

static bl_status apply_happened(bl_ledger *ledger, const bl_entry *entry, const json_t *facts,
                                bl_err *err)
{
    (void)facts;
    return bl_db_run(bl_ledger_db(ledger), err,
                     "INSERT INTO event (book, kind, subject, at, entry, name, volume, facts,"
                     " series, year, serial) VALUES (?1, ?5 ->> '$.kind', ?2, ?3, ?4,"
                     " ?5 ->> '$.name', ?5 ->> '$.volume', ?5 -> '$.facts', ?5 ->> '$.series',"
                     " ?5 ->> '$.year', ?5 ->> '$.serial')",
                     "ixiix", entry->book, entry->subject, entry->at.ns, bl_ledger_seq(ledger),
                     entry->facts);
}

const bl_kind bl_chronicle_kinds[] = {{.name = "happened", .apply = apply_happened}, {0}};

static bl_status check_size(bl_text text, size_t most, const char *what, bl_err *err)
{
    if (text.size >= 1 && text.size <= most)
        return BL_OK;
    return bl_fail(err, BL_INVALID, "%s has 1 to %zu bytes", what, most);
}

static bl_status check_sizes(const bl_event *event, bl_err *err)
{
    bl_status status = check_size(event->subject, BL_SUBJECT_SIZE_MAX, "the id of a subject", err);
    if (status == BL_OK)
        status = check_size(event->kind, BL_ID_SIZE_MAX, "a kind of subjects", err);
    if (status == BL_OK)
        status = check_size(event->name, BL_ID_SIZE_MAX, "the name of an event", err);
    if (status == BL_OK && event->volume.at)
        status = check_size(event->volume, BL_SUBJECT_SIZE_MAX, "a volume", err);
    if (status == BL_OK && event->series.at)
        status = check_size(event->series, BL_ID_SIZE_MAX, "a series", err);
    if (status == BL_OK && event->series.at && (event->year < 0 || event->serial < 1))
        status = bl_fail(err, BL_INVALID, "a year is 0 or more, a serial 1 or more");
    return status;
}

static void add_text(bl_buffer *out, const char *name, bl_text text)
{
    bl_buffer_format(out, "%s\"%s\":", out->size > 1 ? "," : "", name);
    bl_buffer_add_json(out, text);
}

static void write_facts(const bl_event *event, bl_buffer *out)
{
    bl_buffer_add_char(out, '{');
    add_text(out, "kind", event->kind);
    add_text(out, "name", event->name);
    if (event->volume.at)
        add_text(out, "volume", event->volume);
    if (event->series.at) {
        add_text(out, "series", event->series);
        bl_buffer_add_text(out, ",\"year\":");
        bl_buffer_add_int(out, event->year);
        bl_buffer_add_text(out, ",\"serial\":");
        bl_buffer_add_int(out, event->serial);
    }
    bl_buffer_add_text(out, ",\"facts\":");
    bl_buffer_add(out, event->facts.at, event->facts.size);
    bl_buffer_add_char(out, '}');
}

bl_status bl_chronicle_add(bl_ledger *ledger, int64_t book, const bl_event *event, bl_err *err)
{
    bl_status status = check_sizes(event, err);
    if (status != BL_OK)
        return status;
    bl_buffer facts = {0};
    write_facts(event, &facts);
    status = bl_buffer_status(&facts, err);
    if (status == BL_OK)
        status = bl_ledger_append(ledger,
                                  &(bl_entry){.kind = &bl_chronicle_kinds[0],
                                              .book = book,
                                              .at = event->at,
                                              .subject = event->subject,
                                              .facts = bl_buffer_view(&facts)},
                                  err);
    bl_buffer_deinit(&facts);
    return status;
}

#define ROW                                                                                        \
    "SELECT kind, subject, name, at, volume, facts, series, year, serial FROM event"               \
    " WHERE event.book = ?1"
#define OF_SUBJECT ROW " AND kind = ?2 AND subject = ?3 AND at <= ?4"
#define OF_VOLUME  ROW " AND volume = ?2 AND at <= ?3"
#define FORWARDS   " ORDER BY at, entry"
#define LAST       " ORDER BY at DESC, entry DESC LIMIT 1"

bl_status bl_chronicle_open(bl_query *query, bl_ledger *ledger, int64_t book, bl_text kind,
                            bl_text subject, bl_moment until, bl_err *err)
{
    return bl_query_open(query, bl_ledger_db(ledger), err, OF_SUBJECT FORWARDS, "ixxi", book, kind,
                         subject, until.ns);
}

bl_status bl_chronicle_open_last(bl_query *query, bl_ledger *ledger, int64_t book, bl_text kind,
                                 bl_text subject, bl_moment until, bl_err *err)
{
    return bl_query_open(query, bl_ledger_db(ledger), err, OF_SUBJECT LAST, "ixxi", book, kind,
                         subject, until.ns);
}

bl_status bl_chronicle_open_firsts(bl_query *query, bl_ledger *ledger, int64_t book, bl_text kind,
                                   bl_moment until, bl_err *err)
{
    return bl_query_open(query, bl_ledger_db(ledger), err,
                         ROW " AND kind = ?2 AND at <= ?3 AND entry ="
                             " (SELECT entry FROM event first WHERE first.book = ?1"
                             "  AND first.kind = ?2 AND first.subject = event.subject"
                             "  ORDER BY at, entry LIMIT 1)" FORWARDS,
                         "ixi", book, kind, until.ns);
}

bl_status bl_chronicle_open_volume(bl_query *query, bl_ledger *ledger, int64_t book, bl_text volume,
                                   bl_moment until, bl_err *err)
{
    return bl_query_open(query, bl_ledger_db(ledger), err, OF_VOLUME FORWARDS, "ixi", book, volume,
                         until.ns);
}

bl_status bl_chronicle_open_volume_last(bl_query *query, bl_ledger *ledger, int64_t book,
                                        bl_text volume, bl_moment until, bl_err *err)
{
    return bl_query_open(query, bl_ledger_db(ledger), err, OF_VOLUME LAST, "ixi", book, volume,
                         until.ns);
}

bl_status bl_chronicle_next(bl_query *query, bl_event *out, bool *row, bl_err *err)
{
    bl_status status = bl_query_next(query, row, err);
    if (status != BL_OK || !*row)
        return status;
    *out = (bl_event){.kind = bl_query_text(query, 0),
                      .subject = bl_query_text(query, 1),
                      .name = bl_query_text(query, 2),
                      .at = {bl_query_int(query, 3)},
                      .volume = bl_query_text(query, 4),
                      .facts = bl_query_text(query, 5),
                      .series = bl_query_text(query, 6)};
    if (out->series.at) {
        out->year = bl_query_int(query, 7);
        out->serial = bl_query_int(query, 8);
    }
    return BL_OK;
}

bl_status bl_chronicle_serial(bl_ledger *ledger, int64_t book, bl_text series, int64_t year,
                              int64_t *out, bl_err *err)
{
    bool found = false;
    return bl_db_int(bl_ledger_db(ledger), err, out, &found,
                     "SELECT coalesce(max(serial), 0) FROM event"
                     " WHERE book = ? AND series = ? AND year = ? AND serial IS NOT NULL",
                     "ixi", book, series, year);
}

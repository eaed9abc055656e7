/* SPDX-License-Identifier: MIT */
#include "domain/audit.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "domain/chronicle.h"
#include "domain/claim_laws.h"
#include "domain/diary.h"
#include "domain/document.h"
#include "domain/journal.h"
#include "domain/roster.h"
#include "domain/setting.h"

static const bl_kind *const rooms[] = {
    bl_ledger_kinds,     bl_journal_kinds,   bl_roster_kinds,   bl_round_kinds, bl_voucher_kinds,
    bl_settlement_kinds, bl_budget_kinds,    bl_claim_kinds,    bl_grant_kinds, bl_objection_kinds,
    bl_setting_kinds,    bl_chronicle_kinds, bl_document_kinds, bl_diary_kinds};

static const bl_kind *kind_named(bl_text name)
{
    for (size_t i = 0; i < sizeof rooms / sizeof rooms[0]; i++)
        for (const bl_kind *kind = rooms[i]; kind->name; kind++)
            if (bl_text_equal(name, bl_text_of(kind->name)))
                return kind;
    return NULL;
}

static void find(bl_audit *audit, const char *format, ...) BL_PRINTF(2, 3);

static void find(bl_audit *audit, const char *format, ...)
{
    if (!audit->holds)
        return;
    audit->holds = false;
    va_list list;
    va_start(list, format);
    vsnprintf(audit->finding, sizeof audit->finding, format, list);
    va_end(list);
}

/* Copies a column that may be NULL, so that it ends in NUL. */
static const char *name_of(const bl_query *query, int column, char out[BL_ACCOUNT_NAME_MAX])
{
    bl_text text = bl_query_text(query, column);
    if (!text.at)
        return NULL;
    bl_text_copy(text, out, BL_ACCOUNT_NAME_MAX);
    return out;
}

/* Replays the entry that the query stands on. Whatever is wrong with it is a finding. */
static bl_status replay(bl_ledger *scratch, const bl_query *query, bl_audit *audit, bl_err *err)
{
    int64_t seq = bl_query_int(query, 0);
    char debit[BL_ACCOUNT_NAME_MAX], credit[BL_ACCOUNT_NAME_MAX];
    bl_text kind = bl_query_text(query, 3), hash = bl_query_blob(query, 9);
    bl_entry entry = {.kind = kind_named(kind),
                      .book = bl_query_int(query, 1),
                      .at = {bl_query_int(query, 2)},
                      .subject = bl_query_text(query, 4),
                      .facts = bl_query_text(query, 5),
                      .debit = name_of(query, 6, debit),
                      .credit = name_of(query, 7, credit),
                      .amount = {bl_query_int(query, 8)}};
    if (seq != audit->entries + 1) {
        find(audit, "entry %" PRId64 " was removed: the log goes from %" PRId64 " to %" PRId64,
             audit->entries + 1, audit->entries, seq);
        return BL_OK;
    }
    /* The hash has no amount where no money moves, so none may stand there. */
    bool moves = !bl_query_is_null(query, 8);
    uint8_t expected[BL_HASH_SIZE] = {0};
    if (entry.kind)
        bl_entry_hash(audit->head, seq, &entry, expected);
    if (!entry.kind || moves != (entry.debit != NULL) || hash.size != BL_HASH_SIZE ||
        memcmp(hash.at, expected, BL_HASH_SIZE) != 0) {
        find(audit,
             "entry %" PRId64 " (%.*s, %.*s) was edited or forged: its hash does not fit what it "
             "says and the entry before it",
             seq, (int)kind.size, kind.at, (int)entry.subject.size, entry.subject.at);
        return BL_OK;
    }
    if (!bl_entry_keeps_way(&entry)) {
        find(audit,
             "entry %" PRId64 " (%.*s, %.*s) was forged: its kind moves no money from %s to %s",
             seq, (int)kind.size, kind.at, (int)entry.subject.size, entry.subject.at, entry.debit,
             entry.credit ? entry.credit : "nowhere");
        return BL_OK;
    }
    bl_err trouble = {0};
    bl_status status = bl_ledger_append(scratch, &entry, &trouble);
    if (status == BL_OK)
        status = bl_ledger_keep(scratch, &trouble);
    if (status == BL_CONFLICT || status == BL_CORRUPT || status == BL_OVERFLOW) {
        find(audit, "entry %" PRId64 " (%.*s, %.*s) breaks a limit: %s", seq, (int)kind.size,
             kind.at, (int)entry.subject.size, entry.subject.at, trouble.text);
        return BL_OK;
    }
    if (status != BL_OK)
        return bl_fail(err, status, "%s", trouble.text);
    audit->entries = seq;
    memcpy(audit->head, expected, BL_HASH_SIZE);
    return BL_OK;
}

#define PROGRESS_EVERY 10000

static bl_status replay_log(bl_ledger *scratch, void (*progress)(int64_t, int64_t), bl_audit *audit,
                            bl_err *err)
{
    int64_t total = 0;
    bool found, row = true;
    bl_query query = {0};
    bl_status status = bl_db_int(bl_ledger_db(scratch), err, &total, &found,
                                 "SELECT count(*) FROM filed.entry", "");
    if (status == BL_OK)
        status = bl_query_open(&query, bl_ledger_db(scratch), err,
                               "SELECT seq, book, at, kind, subject, facts, debit, credit, amount,"
                               " hash FROM filed.entry ORDER BY seq",
                               "");
    while (status == BL_OK && audit->holds) {
        status = bl_query_next(&query, &row, err);
        if (status != BL_OK || !row)
            break;
        status = replay(scratch, &query, audit, err);
        if (progress && audit->entries % PROGRESS_EVERY == 0)
            progress(audit->entries, total);
    }
    bl_query_close(&query);
    return status;
}

/* A row of a projection that one side has and the other lacks, written as JSON. */
typedef struct bl_projection {
    const char *table;
    const char *extra;   /* in the file, not made by the log */
    const char *missing; /* made by the log, not in the file */
} bl_projection;

#define DIFFERENCE(table, compared, shown, here, there)                                            \
    "SELECT json_object(" shown ") FROM (SELECT " compared " FROM " here "." table                 \
    " EXCEPT SELECT " compared " FROM " there "." table ") LIMIT 1"
#define PARTLY(table, compared, shown)                                                             \
    {                                                                                              \
        table, DIFFERENCE(table, compared, shown, "filed", "main"),                                \
            DIFFERENCE(table, compared, shown, "main", "filed")                                    \
    }
#define PROJECTION(table, shown) PARTLY(table, "*", shown)

static const bl_projection projections[] = {
    PARTLY("sqlite_schema", "type, name, sql", "'type', type, 'name', name"),
    PROJECTION("book", "'id', id, 'name', name, 'last_at', last_at"),
    PROJECTION("account", "'book', book, 'name', name, 'balance', balance"),
    PROJECTION("request", "'id', id, 'entry', entry"),
    PROJECTION("member", "'roster', roster, 'id', id, 'facts', facts, 'last_at', last_at"),
    PROJECTION("spell", "'roster', roster, 'member', member, 'n', n, 'since', since, 'until',"
                        " until, 'reason', reason, 'kind', kind"),
    PROJECTION("round", "'round', round, 'claim_closes_at', claim_closes_at, 'valid_until',"
                        " valid_until, 'closed_at', closed_at, 'settled_at', settled_at"),
    PROJECTION("stock", "'round', round, 'face', face, 'planned', planned"),
    PROJECTION("voucher", "'round', round, 'face', face, 'serial', serial, 'person', person,"
                          " 'state', state, 'claimed_at', claimed_at, 'valid_until', valid_until,"
                          " 'last_at', last_at, 'uses', uses"),
    PROJECTION("redemption", "'round', round, 'face', face, 'serial', serial, 'n', n, 'merchant',"
                             " merchant, 'order_id', order_id, 'state', state, 'tested', tested,"
                             " 'paid', paid, 'refunded', refunded"),
    PROJECTION("budget", "'name', name, 'ceiling', ceiling, 'recycled', recycled,"
                         " 'own', own, 'last_at', last_at"),
    PROJECTION("claim", "'series', series, 'year', year, 'serial', serial, 'applicant', applicant,"
                        " 'line', line, 'state', state, 'payable', payable, 'committed', committed,"
                        " 'disbursed', disbursed, 'recover_due', recover_due, 'recovered',"
                        " recovered, 'budget', budget, 'queued', queued, 'last_at', last_at"),
    PROJECTION("claim_event", "'series', series, 'year', year, 'serial', serial, 'n', n, 'at', at,"
                              " 'function', function, 'actor', actor, 'before', before, 'after',"
                              " after, 'document', document"),
    PROJECTION("objection", "'series', series, 'year', year, 'serial', serial, 'n', n, 'raised_at',"
                            " raised_at, 'raised_by', raised_by, 'resolved_at', resolved_at,"
                            " 'outcome', outcome"),
    PROJECTION("event",
               "'kind', kind, 'subject', subject, 'at', at, 'name', name, 'volume', volume,"
               " 'facts', facts, 'series', series, 'year', year, 'serial', serial"),
    PROJECTION("setting", "'notice', notice, 'name', name, 'since', since, 'value', value, 'why',"
                          " why"),
    PROJECTION("job", "'notice', notice, 'name', name, 'through', through, 'next', next,"
                      " 'due', due, 'outcome', outcome, 'tries', tries"),
    PROJECTION("awaited", "'notice', notice, 'job', job, 'due', due, 'event', event"),
    PROJECTION("document", "'number', number, 'version', version, 'title', title, 'notice', notice,"
                           " 'issuer', issuer, 'addressed', addressed, 'signed', signed, 'source',"
                           " source, 'digest', digest"),
    PROJECTION("provision", "'number', number, 'version', version, 'n', n, 'rank', rank, 'cite',"
                            " cite, 'label', label, 'text', text"),
};

static bl_status first_row(bl_ledger *scratch, const char *sql, const char *table, const char *what,
                           bl_audit *audit, bl_err *err)
{
    bl_query query = {0};
    bool row = false;
    bl_status status = bl_query_open(&query, bl_ledger_db(scratch), err, sql, "");
    if (status == BL_OK)
        status = bl_query_next(&query, &row, err);
    if (status == BL_OK && row) {
        bl_text text = bl_query_text(&query, 0);
        find(audit, "%s %.*s %s", table, (int)text.size, text.at, what);
    }
    bl_query_close(&query);
    return status;
}

static bl_status compare(bl_ledger *scratch, bl_audit *audit, bl_err *err)
{
    bl_status status = BL_OK;
    for (size_t i = 0; i < sizeof projections / sizeof projections[0]; i++) {
        const bl_projection *p = &projections[i];
        if (status == BL_OK && audit->holds)
            status = first_row(scratch, p->extra, p->table,
                               "was edited or forged: the log does not make it", audit, err);
        if (status == BL_OK && audit->holds)
            status = first_row(scratch, p->missing, p->table, "was removed: the log makes it",
                               audit, err);
    }
    return status;
}

static void find_broken(bl_audit *audit, int64_t book, const bl_law *laws, int count)
{
    for (int i = 0; i < count; i++)
        if (!laws[i].holds)
            find(audit, "law %s of book %" PRId64 " does not hold: %" PRId64 " against %" PRId64,
                 laws[i].name, book, laws[i].left, laws[i].right);
}

/* A book without a fund is no campaign. */
static bl_status check_campaign(bl_ledger *scratch, int64_t book, bl_audit *audit, bl_err *err)
{
    bl_law laws[BL_LAW_COUNT];
    bl_money funded = {0};
    bool found = false;
    bl_status status = bl_db_int(bl_ledger_db(scratch), err, &funded.fen, &found,
                                 "SELECT sum(amount) FROM entry WHERE book = ? AND kind = 'funded'"
                                 " AND credit = '" BL_ACCOUNT_AVAILABLE "'",
                                 "i", book);
    if (status != BL_OK || !found)
        return status;
    status = bl_laws_check(scratch, book, funded, laws, err);
    if (status == BL_OK)
        find_broken(audit, book, laws, BL_LAW_COUNT);
    return status;
}

/* The laws catch what each entry by itself allows. */
static bl_status check_laws(bl_ledger *scratch, int64_t book, bl_audit *audit, bl_err *err)
{
    bl_law laws[BL_CLAIM_LAW_COUNT];
    bl_status status = check_campaign(scratch, book, audit, err);
    if (status == BL_OK)
        status = bl_claim_laws_check(scratch, book, laws, err);
    if (status == BL_OK)
        find_broken(audit, book, laws, BL_CLAIM_LAW_COUNT);
    return status;
}

static bl_status check_books(bl_ledger *scratch, bl_audit *audit, bl_err *err)
{
    int64_t books = 0;
    bool found = false;
    bl_status status = bl_db_int(bl_ledger_db(scratch), err, &books, &found,
                                 "SELECT coalesce(max(id), 0) FROM book", "");
    for (int64_t book = 1; status == BL_OK && audit->holds && book <= books; book++)
        status = check_laws(scratch, book, audit, err);
    return status;
}

/* Damage that SQLite itself finds is a finding; anything else is trouble. */
static bl_status as_finding(bl_status status, const bl_err *trouble, bl_audit *audit, bl_err *err)
{
    if (status == BL_CORRUPT) {
        find(audit, "%s", trouble->text);
        return BL_OK;
    }
    return status == BL_OK ? BL_OK : bl_fail(err, status, "%s", trouble->text);
}

static bl_status prove(bl_ledger *scratch, void (*progress)(int64_t, int64_t), bl_audit *audit,
                       bl_err *err)
{
    bl_status status = bl_db_check(bl_ledger_db(scratch), "filed", err);
    if (status == BL_OK)
        status = bl_ledger_begin(scratch, true, err);
    if (status != BL_OK)
        return status;
    status = replay_log(scratch, progress, audit, err);
    if (status == BL_OK && audit->holds)
        status = compare(scratch, audit, err);
    if (status == BL_OK && audit->holds)
        status = check_books(scratch, audit, err);
    bl_ledger_rollback(scratch);
    return status;
}

bl_status bl_audit_run(const char *path, void (*progress)(int64_t done, int64_t of), bl_audit *out,
                       bl_err *err)
{
    *out = (bl_audit){.holds = true};
    bl_ledger *scratch = NULL;
    bl_err trouble = {0};
    bl_status status = bl_ledger_open(":scratch:", BL_DB_CREATE, &scratch, &trouble);
    if (status == BL_OK)
        status = bl_db_attach(bl_ledger_db(scratch), path, &trouble);
    if (status == BL_OK)
        status = prove(scratch, progress, out, &trouble);
    bl_ledger_close(scratch);
    return as_finding(status, &trouble, out, err);
}

/* SPDX-License-Identifier: MIT */
#include "domain/document.h"

#include <nettle/sha2.h>
#include <string.h>

#include "base/fold.h"

static bl_status apply_head(bl_ledger *ledger, const bl_entry *entry, const json_t *facts,
                            bl_err *err)
{
    bl_text title, digest;
    int64_t version;
    bl_status status = bl_fact_int(facts, "version", &version, err);
    if (status == BL_OK)
        status = bl_fact_text(facts, "title", &title, err);
    if (status == BL_OK)
        status = bl_fact_text(facts, "digest", &digest, err);
    if (status != BL_OK)
        return status;
    return bl_db_run(
        bl_ledger_db(ledger), err,
        "INSERT INTO document (number, version, title, notice, issuer, addressed, signed, source,"
        " provisions, digest, at, entry) VALUES (?1, ?2, ?3, ?4 ->> '$.notice', ?4 ->> '$.issuer',"
        " ?4 ->> '$.addressed', ?4 ->> '$.signed', ?4 ->> '$.source', ?4 ->> '$.provisions', ?5,"
        " ?6, ?7)",
        "xixxxii", entry->subject, version, title, entry->facts, digest, entry->at.ns,
        bl_ledger_seq(ledger));
}

static bl_status apply_text(bl_ledger *ledger, const bl_entry *entry, const json_t *facts,
                            bl_err *err)
{
    int64_t version, first;
    bl_status status = bl_fact_int(facts, "version", &version, err);
    if (status == BL_OK)
        status = bl_fact_int(facts, "first", &first, err);
    if (status != BL_OK)
        return status;
    return bl_db_run(bl_ledger_db(ledger), err,
                     "INSERT INTO provision (number, version, n, rank, depth, line, cite, label,"
                     " text) SELECT ?1, ?2, ?3 + key, value ->> 0, value ->> 1, value ->> 2,"
                     " value ->> 3, value ->> 4, value ->> 5 FROM json_each(?4, '$.text')",
                     "xiix", entry->subject, version, first, entry->facts);
}

const bl_kind bl_document_kinds[] = {
    {.name = "document issued", .reads_facts = true, .apply = apply_head},
    {.name = "document text", .reads_facts = true, .apply = apply_text},
    {0}};

static void add_member(bl_buffer *out, const char *name, bl_text text)
{
    bl_buffer_format(out, ",\"%s\":", name);
    bl_buffer_add_json(out, text);
}

/* What a document says of itself, but for its version and where it was read. */
static void write_head(const bl_issued *issued, bl_buffer *out)
{
    add_member(out, "title", issued->title);
    add_member(out, "notice", issued->notice);
    add_member(out, "issuer", issued->issuer);
    add_member(out, "addressed", issued->addressed);
    bl_buffer_add_text(out, ",\"signed\":");
    if (issued->has_signed) {
        bl_buffer_add_char(out, '"');
        bl_date_write(issued->signed_on, out);
        bl_buffer_add_char(out, '"');
    } else {
        bl_buffer_add_text(out, "null");
    }
    bl_buffer_format(out, ",\"provisions\":%zu", issued->provisions.count);
}

/* `line` 0: for the digest, which does not depend on it. */
static void write_provision(const bl_provision *provision, int line, bl_buffer *out)
{
    bl_buffer_format(out, "[\"%s\",%d,%d,", bl_rank_name(provision->rank), provision->depth, line);
    bl_buffer_add_json(out, provision->cite);
    bl_buffer_add_char(out, ',');
    bl_buffer_add_json(out, provision->label);
    bl_buffer_add_char(out, ',');
    bl_buffer_add_json(out, provision->text);
    bl_buffer_add_char(out, ']');
}

#define DIGEST_TEXT (2 * SHA256_DIGEST_SIZE + 1)

/* The first `size` bytes of a digest in hex, with a NUL. */
static void write_digest(const uint8_t *digest, size_t size, char *out)
{
    static const char digits[] = "0123456789abcdef";
    for (size_t i = 0; i < size; i++) {
        out[2 * i] = digits[digest[i] >> 4];
        out[2 * i + 1] = digits[digest[i] & 15];
    }
    out[2 * size] = '\0';
}

bl_status bl_document_hash(bl_text text, char out[BL_DOCUMENT_HASH_SIZE], bl_err *err)
{
    struct sha256_ctx hash;
    uint8_t digest[SHA256_DIGEST_SIZE];
    bl_fold fold = {0};
    bl_status status = bl_fold_text(&fold, text, err);
    sha256_init(&hash);
    sha256_update(&hash, fold.bytes.size, (const uint8_t *)fold.bytes.at);
    sha256_digest(&hash, sizeof digest, digest);
    write_digest(digest, BL_DOCUMENT_HASH_SIZE / 2, out);
    bl_fold_deinit(&fold);
    return status;
}

static bl_status digest_of(const bl_issued *issued, char out[DIGEST_TEXT], bl_err *err)
{
    struct sha256_ctx hash;
    uint8_t digest[SHA256_DIGEST_SIZE];
    bl_buffer text = {0};
    bl_status status = BL_OK;
    sha256_init(&hash);
    write_head(issued, &text);
    for (const bl_provision *at = issued->provisions.first; at && status == BL_OK; at = at->next) {
        sha256_update(&hash, text.size, (const uint8_t *)text.at);
        bl_buffer_clear(&text);
        write_provision(at, 0, &text);
        status = bl_buffer_status(&text, err);
    }
    sha256_update(&hash, text.size, (const uint8_t *)text.at);
    sha256_digest(&hash, sizeof digest, digest);
    write_digest(digest, sizeof digest, out);
    bl_buffer_deinit(&text);
    return status;
}

static bl_status append(bl_ledger *ledger, const bl_kind *kind, bl_text number, bl_moment at,
                        bl_buffer *facts, bl_err *err)
{
    bl_status status = bl_buffer_status(facts, err);
    if (status == BL_OK)
        status = bl_ledger_append(
            ledger,
            &(bl_entry){.kind = kind, .at = at, .subject = number, .facts = bl_buffer_view(facts)},
            err);
    bl_buffer_clear(facts);
    return status;
}

static bl_status put_head(bl_ledger *ledger, const bl_issued *issued, int64_t version,
                          bl_text source, const char *digest, bl_moment at, bl_err *err)
{
    bl_buffer facts = {0};
    bl_buffer_format(&facts, "{\"version\":%lld", (long long)version);
    write_head(issued, &facts);
    add_member(&facts, "source", source);
    add_member(&facts, "digest", bl_text_of(digest));
    bl_buffer_add_char(&facts, '}');
    bl_status status = append(ledger, &bl_document_kinds[0], issued->number, at, &facts, err);
    bl_buffer_deinit(&facts);
    return status;
}

/* The provisions, in as many entries as they need. */
static bl_status put_text(bl_ledger *ledger, const bl_issued *issued, int64_t version, bl_moment at,
                          bl_err *err)
{
    bl_buffer facts = {0};
    bl_status status = BL_OK;
    long long n = 0;
    for (const bl_provision *next, *p = issued->provisions.first; p && status == BL_OK; p = next) {
        next = p->next;
        n++;
        if (facts.size == 0)
            bl_buffer_format(&facts, "{\"version\":%lld,\"first\":%lld,\"text\":[",
                             (long long)version, n);
        write_provision(p, p->line, &facts);
        bool ends = !next || facts.size >= BL_DOCUMENT_ENTRY_BYTES;
        bl_buffer_add_text(&facts, ends ? "]}" : ",");
        if (ends)
            status = append(ledger, &bl_document_kinds[1], issued->number, at, &facts, err);
    }
    bl_buffer_deinit(&facts);
    return status;
}

bl_status bl_document_put(bl_ledger *ledger, const bl_issued *issued, bl_text source, bl_moment at,
                          bl_document_change *change, bl_err *err)
{
    char digest[DIGEST_TEXT];
    int64_t version = 0, same = 0;
    bool found;
    bl_status status = digest_of(issued, digest, err);
    if (status == BL_OK)
        status = bl_db_int(bl_ledger_db(ledger), err, &version, &found,
                           "SELECT coalesce(max(version), 0) FROM document WHERE number = ?", "x",
                           issued->number);
    if (status == BL_OK)
        status = bl_db_int(bl_ledger_db(ledger), err, &same, &found,
                           "SELECT count(*) FROM document WHERE number = ? AND version = ?"
                           " AND digest = ?",
                           "xit", issued->number, version, digest);
    *change = same > 0 ? BL_DOCUMENT_SAME : version > 0 ? BL_DOCUMENT_CHANGED : BL_DOCUMENT_NEW;
    if (status != BL_OK || same > 0)
        return status;
    status = put_head(ledger, issued, version + 1, source, digest, at, err);
    return status == BL_OK ? put_text(ledger, issued, version + 1, at, err) : status;
}

bl_status bl_document_query(bl_ledger *ledger, bl_text number, int64_t version, bl_query *query,
                            bl_err *err)
{
    return bl_query_open(
        query, bl_ledger_db(ledger), err,
        "SELECT number, version, (SELECT max(version) FROM document AS all_versions"
        " WHERE all_versions.number = document.number) AS versions, title, notice, issuer,"
        " addressed, signed, source, provisions, at FROM document"
        " WHERE version = iif(?2 = 0, versions, ?2)"
        " AND (?1 = '' OR number = ?1 OR substr(number, 1, length(?1) + 1) = ?1 || '(')"
        " ORDER BY entry",
        "xi", number.size > 0 ? number : (bl_text){"", 0}, version);
}

bl_status bl_document_next(bl_query *query, bl_document *out, bool *row, bl_err *err)
{
    bl_status status = bl_query_next(query, row, err);
    if (status != BL_OK || !*row)
        return status;
    *out = (bl_document){.number = bl_query_text(query, 0),
                         .version = bl_query_int(query, 1),
                         .versions = bl_query_int(query, 2),
                         .title = bl_query_text(query, 3),
                         .notice = bl_query_text(query, 4),
                         .issuer = bl_query_text(query, 5),
                         .addressed = bl_query_text(query, 6),
                         .signed_on = bl_query_text(query, 7),
                         .source = bl_query_text(query, 8),
                         .provisions = bl_query_int(query, 9),
                         .at = {bl_query_int(query, 10)}};
    return BL_OK;
}

bl_status bl_document_lines(bl_ledger *ledger, bl_text number, int64_t version, bl_query *query,
                            bl_err *err)
{
    return bl_query_open(query, bl_ledger_db(ledger), err,
                         "SELECT number, title, rank, cite, label, text, depth, line"
                         " FROM document JOIN provision USING (number, version)"
                         " WHERE number = ? AND version = ? ORDER BY n",
                         "xi", number, version);
}

bl_status bl_document_all_lines(bl_ledger *ledger, bl_query *query, bl_err *err)
{
    return bl_query_open(query, bl_ledger_db(ledger), err,
                         "SELECT number, title, rank, cite, label, text, depth, line"
                         " FROM document JOIN provision USING (number, version)"
                         " WHERE version = (SELECT max(version) FROM document AS all_versions"
                         " WHERE all_versions.number = document.number) ORDER BY entry, n",
                         "");
}

bl_status bl_document_line_next(bl_query *query, bl_document_line *out, bool *row, bl_err *err)
{
    bl_status status = bl_query_next(query, row, err);
    if (status != BL_OK || !*row)
        return status;
    *out = (bl_document_line){.number = bl_query_text(query, 0),
                              .title = bl_query_text(query, 1),
                              .rank = bl_query_text(query, 2),
                              .cite = bl_query_text(query, 3),
                              .label = bl_query_text(query, 4),
                              .text = bl_query_text(query, 5),
                              .depth = bl_query_int(query, 6),
                              .line = bl_query_int(query, 7)};
    return BL_OK;
}

void bl_document_plain_number(bl_text text, bl_buffer *out)
{
    size_t end = 0;
    for (size_t at = 0; at < text.size; at++)
        if (bl_mark_at(text, at, "号"))
            end = at + strlen("号");
    bl_text head = {text.at, end}, part = {text.at + end, text.size - end};
    if (end > 0 && bl_phrase_number(head, out))
        bl_mark_plain_cite(part, out);
    else
        bl_phrase_squeeze(text, out);
}

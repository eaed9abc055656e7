/* SPDX-License-Identifier: MIT
 * document.h - the documents that were issued, each version with its text.
 *
 * A document is known by its number. What is put again with the same text changes nothing; with
 * another text it becomes the next version, and the versions before stay as they were. Where the
 * text stood (file, line) is no part of it.
 *
 * The text itself is in the log: one entry for the head and as many as are needed for the
 * provisions, none larger than an entry may be. The documents belong to the register's own book
 * (0).
 *
 * Layer: domain. Uses: domain/ledger, gazette/issue.
 */
#pragma once

#include "domain/ledger.h"
#include "gazette/issue.h"

/* Bytes of provisions in one entry, about; a provision has at most BL_PROVISION_BYTES_MAX. */
#define BL_DOCUMENT_ENTRY_BYTES (256 * 1024)

typedef enum bl_document_change {
    BL_DOCUMENT_NEW,     /* its number was not known      */
    BL_DOCUMENT_CHANGED, /* another text, so a new version */
    BL_DOCUMENT_SAME     /* nothing was done              */
} bl_document_change;

/* Its texts are views. */
typedef struct bl_document {
    bl_text number;
    int64_t version;
    int64_t versions; /* how many there are */
    bl_text title;
    bl_text notice;
    bl_text issuer;
    bl_text addressed;
    bl_text signed_on; /* at NULL when the print has no day */
    bl_text source;
    int64_t provisions;
    bl_moment at; /* of its import */
} bl_document;

/* A provision as it is kept; its texts are views. */
typedef struct bl_document_line {
    bl_text number; /* of its document */
    bl_text title;  /* of its document */
    bl_text rank;
    bl_text cite;
    bl_text label;
    bl_text text;
    int64_t depth;
    int64_t line;
} bl_document_line;

/* `source` names the gazette's issue. */
BL_MUST_USE bl_status bl_document_put(bl_ledger *ledger, const bl_issued *issued, bl_text source,
                                      bl_moment at, bl_document_change *change, bl_err *err);

/* Asks for the documents of that number and the parts of it, NUMBER(一); for all when it is of
 * nothing. `version` 0 is the last of each. */
BL_MUST_USE bl_status bl_document_query(bl_ledger *ledger, bl_text number, int64_t version,
                                        bl_query *query, bl_err *err);
/* The next of them; `*row` is false behind the last. */
BL_MUST_USE bl_status bl_document_next(bl_query *query, bl_document *out, bool *row, bl_err *err);
/* Asks for the provisions of one version in the order of the text. */
BL_MUST_USE bl_status bl_document_lines(bl_ledger *ledger, bl_text number, int64_t version,
                                        bl_query *query, bl_err *err);
/* Asks for the provisions of the last version of every document. */
BL_MUST_USE bl_status bl_document_all_lines(bl_ledger *ledger, bl_query *query, bl_err *err);
/* The next provision of either; `*row` is false behind the last. */
BL_MUST_USE bl_status bl_document_line_next(bl_query *query, bl_document_line *out, bool *row,
                                            bl_err *err);

/* The number as it is kept: brackets, digits and blanks of any kind are brought to 〔2021〕3号, a
 * part to (一). What is no number comes as it is, without blanks. */
void bl_document_plain_number(bl_text text, bl_buffer *out);

#define BL_DOCUMENT_HASH_SIZE 9

/* A short hash of the text, in hex, that width, case and blanks do not change. BL_NO_MEMORY. */
BL_MUST_USE bl_status bl_document_hash(bl_text text, char out[BL_DOCUMENT_HASH_SIZE], bl_err *err);

extern const bl_kind bl_document_kinds[];

/* SPDX-License-Identifier: MIT
 * audit.h - proves a register again from its log alone.
 *
 * The log is read in order: numbers without a gap, each entry's hash fitting what it says and the
 * entry before. Its entries are replayed into an empty register of the same schema, where every
 * limit and every balance is enforced anew; in the end every other table of the file must be, row
 * for row, what the replay made.
 *
 * Layer: domain. Uses: domain/claim_laws, domain/diary, domain/document, domain/journal,
 * domain/roster, domain/setting.
 */
#pragma once

#include "domain/ledger.h"

typedef struct bl_audit {
    int64_t entries;            /* read */
    uint8_t head[BL_HASH_SIZE]; /* hash of the last */
    bool holds;
    char finding[BL_ERR_TEXT_MAX]; /* the first row that is not what was written, in words */
} bl_audit;

/* `progress` may be NULL; it is told how many of how many entries are done. What does not hold is a
 * finding, not a failure; BL_NOT_FOUND, BL_VERSION, BL_IO when the file can't be read at all. */
BL_MUST_USE bl_status bl_audit_run(const char *path, void (*progress)(int64_t done, int64_t of),
                                   bl_audit *out, bl_err *err);

/* SPDX-License-Identifier: MIT
 * file.h - an open SQLite file that is known to be a register of ours.
 *
 * Whoever is refused leaves the file as it was, byte for byte, and nothing beside it. Identity
 * and version are read from the file's first bytes before SQLite may touch it.
 *
 * Integrity on open: a file of at most BL_FILE_CHECKED_BYTES_MAX is gone through by SQLite's
 * quick_check. Of a larger one the header, the schema and the count of pages are checked, and
 * the rest when it is read or when somebody asks for a check.
 *
 * Layer: store. Uses: base/err, store/schema, store/code.
 */
#pragma once

#include <sqlite3.h>
#include <stdint.h>

#include "base/err.h"

#define BL_FILE_CHECKED_BYTES_MAX (INT64_C(8) << 20)
/* As a path: a register of its own that goes with the connection, in a temporary file once it is
 * large. */
#define BL_FILE_SCRATCH   ":scratch:"
#define BL_FILE_CACHE_KIB 65536
/* The WAL is folded into the file once it is this long (32 MiB). Of large groups of requests that
 * touch scattered pages, one and a half times as many are done as with SQLite's 1000. */
#define BL_FILE_WAL_PAGES 8000

/* How much of what a savepoint covers is noted in memory before a temporary file takes it. */
#define BL_FILE_SAVEPOINT_BYTES (512 * 1024)

/* Stands still while it is open: SQLite keeps its address. */
typedef struct bl_file {
    sqlite3 *handle;
    uint64_t seed;         /* of the pauses between two tries for a lock */
    int64_t wait_ms;       /* how long a lock is waited for              */
    int64_t give_up_at_ns; /* when the present wait ends                 */
} bl_file;

/* `flags` are SQLite's: READONLY, READWRITE, or READWRITE | CREATE. On failure nothing is open. */
BL_MUST_USE bl_status bl_file_open(bl_file *file, const char *path, int flags, int64_t wait_ms,
                                   bl_err *err);
/* The caller has finalized its statements. A zeroed or closed one is fine. */
void bl_file_close(bl_file *file);

/* Attaches the register at `path`, read only, as schema `filed`. */
BL_MUST_USE bl_status bl_file_attach(bl_file *file, const char *path, bl_err *err);

/* SQLite's structural check ("quick" or "integrity") of a schema: BL_CORRUPT with its first
 * finding. */
BL_MUST_USE bl_status bl_file_check(bl_file *file, const char *path, const char *schema,
                                    const char *kind, bl_err *err);

/* SPDX-License-Identifier: MIT
 * db.h - one register: an SQLite file that keeps what was promised.
 *
 * The file is WAL, synchronous=FULL, STRICT tables, and carries bylaw's application id; its
 * user_version is the number of migrations that made it. A file that is not a register, or one
 * that a newer program made, is refused untouched. A connection belongs to one thread.
 *
 * Values go in and come out by a string of types, one letter a value:
 *   i int64_t    t const char * (NULL: SQL NULL)
 *   x bl_text (at NULL: SQL NULL)    b bl_text as a blob
 * Statements are prepared once for each distinct address of their text, so pass literals.
 *
 * SQLite's codes become: BUSY, LOCKED -> BL_BUSY; CONSTRAINT -> BL_CONFLICT; CORRUPT, NOTADB ->
 * BL_CORRUPT; NOMEM -> BL_NO_MEMORY; INTERRUPT -> BL_STOPPED; MISUSE aborts; the rest -> BL_IO.
 *
 * Layer: store, the only one that includes sqlite3.h. Uses: base.
 */
#pragma once

#include "base/err.h"
#include "base/text.h"

#define BL_DB_BUSY_MS 60000

typedef struct bl_db bl_db;

typedef enum bl_db_mode {
    BL_DB_CREATE, /* read and write; makes the file when there is none, or an empty one */
    BL_DB_WRITE,  /* read and write; BL_NOT_FOUND then */
    BL_DB_READ    /* read only; BL_NOT_FOUND then      */
} bl_db_mode;

/* Opens the register, checks identity, version and integrity (store/file.h says how deep), and
 * migrates it (not with BL_DB_READ: an older file is then BL_VERSION). `path` ":memory:" is a
 * register of its own that goes with the connection; so is ":scratch:", which takes to a temporary
 * file once it is large. BL_DB_READ never changes the file, but needs
 * a place for the -wal and -shm beside it and may leave them there. A file that may not be written,
 * or whose folder may not, is opened for reading whatever the mode; without a -wal beside it, it is
 * taken as it is, and nobody else should write it meanwhile.
 * BL_VERSION, BL_CORRUPT, BL_IO, BL_BUSY, BL_NO_MEMORY with words that name the file. */
BL_MUST_USE bl_status bl_db_open(const char *path, bl_db_mode mode, bl_db **out, bl_err *err);
/* Copies the register at `path`, as it is at one moment, into the file `copy`, which is empty. */
BL_MUST_USE bl_status bl_db_copy(const char *path, const char *copy, bl_err *err);
/* NULL is fine. An open transaction is rolled back. */
void bl_db_close(bl_db *db);
/* Lends `path`, read only, to this connection under the schema name `filed`; not in a transaction.
 * BL_NOT_FOUND, BL_VERSION as for BL_DB_READ. */
BL_MUST_USE bl_status bl_db_attach(bl_db *db, const char *path, bl_err *err);
/* SQLite's own structural check of schema `main` or `filed`: BL_CORRUPT with its first finding. */
BL_MUST_USE bl_status bl_db_check(bl_db *db, const char *schema, bl_err *err);

/* How long the write lock is waited for from now on. */
void bl_db_set_patience(bl_db *db, int64_t ms);
/* Folds the WAL into the file once it has so many pages (store/file.h's count otherwise): commits
 * wait for that, so fewer and longer waits are for who answers many. */
void bl_db_set_wal_pages(bl_db *db, int pages);
/* A transaction; one at a time. A writing one takes the write lock at once, waiting up to
 * BL_DB_BUSY_MS for it (BL_BUSY then); BL_IO on a register opened for reading. A reading one waits
 * for nobody and sees the register as it was at its first query. */
BL_MUST_USE bl_status bl_db_begin(bl_db *db, bool writing, bl_err *err);
/* Durable on BL_OK. On any failure the transaction is over and rolled back, and whether it
 * happened is unknown only for BL_IO: look the request up again. */
BL_MUST_USE bl_status bl_db_commit(bl_db *db, bl_err *err);
/* Also after a failure that ended the transaction by itself, and when there is none. */
void bl_db_rollback(bl_db *db);

/* One savepoint inside a transaction, not nested: mark, then keep or undo what came since, before
 * the commit. Some failures (disk full, I/O, memory) make SQLite roll everything back: from then on
 * every call in this transaction says BL_IO, until bl_db_rollback. So do they when keep or undo
 * fails. */
BL_MUST_USE bl_status bl_db_mark(bl_db *db, bl_err *err);
BL_MUST_USE bl_status bl_db_keep(bl_db *db, bl_err *err);
BL_MUST_USE bl_status bl_db_undo(bl_db *db, bl_err *err);

/* Runs a statement that gives no rows, in the open transaction or in one of its own. */
BL_MUST_USE bl_status bl_db_run(bl_db *db, bl_err *err, const char *sql, const char *types, ...);
/* Rows that the last bl_db_run changed. */
int64_t bl_db_changed(const bl_db *db);
/* The one integer of a query of at most one row; `*found` says whether there was a value. */
BL_MUST_USE bl_status bl_db_int(bl_db *db, bl_err *err, int64_t *out, bool *found, const char *sql,
                                const char *types, ...);

/* How much the statements and queries that have ended did so far, in steps of SQLite's machine: a
 * measure of work that is the same each time. */
int64_t bl_db_work(const bl_db *db);

/* A running query. Open it, take rows until `*row` is false, close it (also after a failure; a
 * closed or zeroed one may be closed again). One query of a given text runs at a time. */
typedef struct bl_query {
    bl_db *db;
    void *statement;
} bl_query;

BL_MUST_USE bl_status bl_query_open(bl_query *query, bl_db *db, bl_err *err, const char *sql,
                                    const char *types, ...);
BL_MUST_USE bl_status bl_query_next(bl_query *query, bool *row, bl_err *err);
int64_t bl_query_int(const bl_query *query, int column);
/* A view that dies with the row; `at` is NULL for SQL NULL. */
bl_text bl_query_text(const bl_query *query, int column);
bl_text bl_query_blob(const bl_query *query, int column);
bool bl_query_is_null(const bl_query *query, int column);
void bl_query_close(bl_query *query);

/* SPDX-License-Identifier: MIT
 * statement.h - the prepared statements of one connection.
 *
 * Each is prepared once and found again by the address of its text, which therefore must be a
 * literal: a text that changed under the same address aborts.
 *
 * Layer: store. Uses: base/text.
 */
#pragma once

#include <sqlite3.h>
#include <stdarg.h>
#include <stddef.h>

#include "base/text.h"

typedef struct bl_statements {
    struct bl_statement_slot *slots;
    size_t room; /* a power of two, or 0 */
    size_t count;
} bl_statements;

/* Finalizes them all, running or not. A zeroed one is fine. */
void bl_statements_deinit(bl_statements *statements);

/* The statement of `sql`, which must not be running. Gives an SQLite code. */
BL_MUST_USE int bl_statements_get(bl_statements *statements, sqlite3 *handle, const char *sql,
                                  sqlite3_stmt **out);

/* Binds one argument for each letter of `types` (see db.h), no more and no fewer than the
 * statement has. `keep` is SQLITE_STATIC or SQLITE_TRANSIENT. Gives an SQLite code. */
BL_MUST_USE int bl_statement_bind(sqlite3_stmt *statement, sqlite3_destructor_type keep,
                                  const char *types, va_list arguments);

/* Ends a run and forgets its arguments. */
void bl_statement_release(sqlite3_stmt *statement);

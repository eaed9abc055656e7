/* SPDX-License-Identifier: MIT
 * code.h - what SQLite's result codes mean to the rest of the house.
 *
 * BUSY, LOCKED -> BL_BUSY; CONSTRAINT -> BL_CONFLICT; CORRUPT, NOTADB -> BL_CORRUPT;
 * NOMEM -> BL_NO_MEMORY; INTERRUPT -> BL_STOPPED; the rest -> BL_IO. MISUSE aborts.
 *
 * Layer: store. Uses: base/err.
 */
#pragma once

#include <sqlite3.h>

#include "base/err.h"

/* `code` may be extended. BL_OK for OK, ROW and DONE. */
bl_status bl_code_status(int code);

/* Records "`path`: `doing`: what SQLite says" and gives the status back. `handle` may be NULL; it
 * must not have been used since it gave `code`. */
bl_status bl_code_fail(bl_err *err, sqlite3 *handle, int code, const char *path, const char *doing);

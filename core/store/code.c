/* SPDX-License-Identifier: MIT */
#include "store/code.h"

#include <string.h>

bl_status bl_code_status(int code)
{
    BL_REQUIRE(code != SQLITE_MISUSE);
    switch (code & 0xFF) {
    case SQLITE_OK:
    case SQLITE_ROW:
    case SQLITE_DONE:
        return BL_OK;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return BL_BUSY;
    case SQLITE_CONSTRAINT:
        return BL_CONFLICT;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return BL_CORRUPT;
    case SQLITE_NOMEM:
        return BL_NO_MEMORY;
    case SQLITE_INTERRUPT:
        return BL_STOPPED;
    default:
        return BL_IO;
    }
}

bl_status bl_code_fail(bl_err *err, sqlite3 *handle, int code, const char *path, const char *doing)
{
    bl_status status = bl_code_status(code);
    bool sum_overflowed =
        code == SQLITE_ERROR && handle && strcmp(sqlite3_errmsg(handle), "integer overflow") == 0;
    if (sum_overflowed)
        status = BL_OVERFLOW;
    const char *words = sqlite3_errstr(code);
    int system = 0;

    /* The handle may speak of something else, such as a failed allocation of our own. */
    if (handle && sqlite3_extended_errcode(handle) == code) {
        words = sqlite3_errmsg(handle);
        if (status == BL_IO)
            system = sqlite3_system_errno(handle);
    }
    if (system)
        return bl_fail(err, status, "%s: %s: %s (%s)", path, doing, words, strerror(system));
    return bl_fail(err, status, "%s: %s: %s", path, doing, words);
}

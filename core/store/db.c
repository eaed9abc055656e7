/* SPDX-License-Identifier: MIT */
#include "store/db.h"

#include <stdlib.h>
#include <string.h>

#include "store/code.h"
#include "store/file.h"
#include "store/statement.h"

/* SQLite ends a transaction by itself after some failures. `begun` says what the caller believes;
 * a transaction that was begun while SQLite is back in autocommit has been lost, and nothing more
 * may be written in it, for each statement would commit alone. */
struct bl_db {
    bl_file file;
    bl_statements statements;
    int64_t changed;
    int64_t work;
    bool begun;
    bool marked;
    char path[];
};

static int sqlite_flags(bl_db_mode mode)
{
    switch (mode) {
    case BL_DB_CREATE:
        return SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
    case BL_DB_WRITE:
        return SQLITE_OPEN_READWRITE;
    case BL_DB_READ:
    default:
        return SQLITE_OPEN_READONLY;
    }
}

bl_status bl_db_open(const char *path, bl_db_mode mode, bl_db **out, bl_err *err)
{
    BL_REQUIRE(path);
    BL_REQUIRE(out);

    *out = NULL;
    size_t size = strlen(path) + 1;
    bl_db *db = calloc(1, sizeof *db + size);
    if (!db)
        return bl_fail(err, BL_NO_MEMORY, "%s: opening: out of memory", path);
    memcpy(db->path, path, size);

    bl_status status = bl_file_open(&db->file, path, sqlite_flags(mode), BL_DB_BUSY_MS, err);
    if (status != BL_OK) {
        free(db);
        return status;
    }
    *out = db;
    return BL_OK;
}

static int copy_pages(sqlite3 *from, sqlite3 *to)
{
    sqlite3_backup *backup = sqlite3_backup_init(to, "main", from, "main");
    if (!backup)
        return sqlite3_errcode(to);
    sqlite3_backup_step(backup, -1);
    return sqlite3_backup_finish(backup);
}

bl_status bl_db_copy(const char *path, const char *copy, bl_err *err)
{
    bl_db *db;
    sqlite3 *to = NULL;
    bl_status status = bl_db_open(path, BL_DB_READ, &db, err);
    if (status != BL_OK)
        return status;
    int code = sqlite3_open_v2(copy, &to, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL);
    if (code == SQLITE_OK)
        code = copy_pages(db->file.handle, to);
    if (code != SQLITE_OK)
        status = bl_code_fail(err, to, code, copy, "copying the register");
    sqlite3_close(to);
    bl_db_close(db);
    return status;
}

void bl_db_close(bl_db *db)
{
    if (!db)
        return;
    bl_statements_deinit(&db->statements); /* a transaction ends only when no query runs */
    if (!sqlite3_get_autocommit(db->file.handle))
        sqlite3_exec(db->file.handle, "ROLLBACK", NULL, NULL, NULL);
    bl_file_close(&db->file);
    free(db);
}

bl_status bl_db_attach(bl_db *db, const char *path, bl_err *err)
{
    BL_REQUIRE(!db->begun);
    return bl_file_attach(&db->file, path, err);
}

bl_status bl_db_check(bl_db *db, const char *schema, bl_err *err)
{
    BL_REQUIRE(strcmp(schema, "main") == 0 || strcmp(schema, "filed") == 0);
    return bl_file_check(&db->file, db->path, schema, "integrity", err);
}

void bl_db_set_patience(bl_db *db, int64_t ms)
{
    db->file.wait_ms = ms;
}

void bl_db_set_wal_pages(bl_db *db, int pages)
{
    sqlite3_wal_autocheckpoint(db->file.handle, pages);
}

static bool transaction_lost(const bl_db *db)
{
    return db->begun && sqlite3_get_autocommit(db->file.handle);
}

static bl_status fail(const bl_db *db, int code, const char *doing, bl_err *err)
{
    return bl_code_fail(err, db->file.handle, code, db->path, doing);
}

static bl_status fail_lost(const bl_db *db, bl_err *err)
{
    return bl_fail(err, BL_IO, "%s: an earlier failure has rolled the transaction back", db->path);
}

/* One of the words of a transaction, which take no arguments and give no rows. */
static int say(bl_db *db, const char *sql)
{
    sqlite3_stmt *statement;
    int code = bl_statements_get(&db->statements, db->file.handle, sql, &statement);
    if (code != SQLITE_OK)
        return code;
    code = sqlite3_step(statement);
    sqlite3_reset(statement);
    return code == SQLITE_DONE ? SQLITE_OK : code;
}

/* Memory for a prepared ROLLBACK may be what is missing, and then this does not need any. */
static void roll_back(bl_db *db)
{
    if (!sqlite3_get_autocommit(db->file.handle) && say(db, "ROLLBACK") != SQLITE_OK)
        sqlite3_exec(db->file.handle, "ROLLBACK", NULL, NULL, NULL);
}

bl_status bl_db_begin(bl_db *db, bool writing, bl_err *err)
{
    BL_REQUIRE(!db->begun);
    if (writing && sqlite3_db_readonly(db->file.handle, "main") == 1)
        return bl_fail(err, BL_IO, "%s may only be read: the file or its folder is not writable",
                       db->path);
    int code = say(db, writing ? "BEGIN IMMEDIATE" : "BEGIN");
    if (code != SQLITE_OK)
        return fail(db, code, "beginning", err);
    db->begun = true;
    return BL_OK;
}

bl_status bl_db_commit(bl_db *db, bl_err *err)
{
    BL_REQUIRE(db->begun);
    BL_REQUIRE(!db->marked || transaction_lost(db));

    bl_status status = BL_OK;
    if (transaction_lost(db)) {
        status = fail_lost(db, err);
    } else {
        int code = say(db, "COMMIT");
        if (code != SQLITE_OK)
            status = fail(db, code, "committing", err);
    }
    bl_db_rollback(db);
    return status;
}

void bl_db_rollback(bl_db *db)
{
    roll_back(db);
    db->begun = false;
    db->marked = false;
}

bl_status bl_db_mark(bl_db *db, bl_err *err)
{
    BL_REQUIRE(db->begun);
    BL_REQUIRE(!db->marked);
    if (transaction_lost(db))
        return fail_lost(db, err);

    int code = say(db, "SAVEPOINT mark");
    if (code != SQLITE_OK)
        return fail(db, code, "marking", err);
    db->marked = true;
    return BL_OK;
}

/* Ends the mark. When that fails nobody knows what it still covers: all is rolled back. */
static bl_status end_mark(bl_db *db, bool undo, bl_err *err)
{
    BL_REQUIRE(db->marked);
    db->marked = false;
    if (transaction_lost(db))
        return fail_lost(db, err);

    int code = undo ? say(db, "ROLLBACK TO mark") : SQLITE_OK;
    if (code == SQLITE_OK)
        code = say(db, "RELEASE mark");
    if (code == SQLITE_OK)
        return BL_OK;

    bl_status status = fail(db, code, undo ? "undoing" : "keeping", err);
    roll_back(db);
    return status;
}

bl_status bl_db_keep(bl_db *db, bl_err *err)
{
    return end_mark(db, false, err);
}

bl_status bl_db_undo(bl_db *db, bl_err *err)
{
    return end_mark(db, true, err);
}

static void release(bl_db *db, sqlite3_stmt *statement)
{
    db->work += sqlite3_stmt_status(statement, SQLITE_STMTSTATUS_VM_STEP, 1);
    bl_statement_release(statement);
}

int64_t bl_db_work(const bl_db *db)
{
    return db->work;
}

static bl_status prepare(bl_db *db, bl_err *err, const char *sql, const char *types,
                         va_list arguments, sqlite3_destructor_type keep, sqlite3_stmt **out)
{
    if (transaction_lost(db))
        return fail_lost(db, err);

    int code = bl_statements_get(&db->statements, db->file.handle, sql, out);
    if (code == SQLITE_OK)
        code = bl_statement_bind(*out, keep, types, arguments);
    if (code == SQLITE_OK)
        return BL_OK;

    bl_status status = fail(db, code, "preparing", err);
    if (*out)
        release(db, *out);
    return status;
}

bl_status bl_db_run(bl_db *db, bl_err *err, const char *sql, const char *types, ...)
{
    sqlite3_stmt *statement = NULL;
    va_list arguments;
    va_start(arguments, types);
    bl_status status = prepare(db, err, sql, types, arguments, SQLITE_STATIC, &statement);
    va_end(arguments);
    if (status != BL_OK)
        return status;

    int code = sqlite3_step(statement);
    BL_REQUIRE(code != SQLITE_ROW);
    if (code == SQLITE_DONE)
        db->changed = sqlite3_changes64(db->file.handle);
    else
        status = fail(db, code, "writing", err);
    release(db, statement);
    return status;
}

int64_t bl_db_changed(const bl_db *db)
{
    return db->changed;
}

bl_status bl_db_int(bl_db *db, bl_err *err, int64_t *out, bool *found, const char *sql,
                    const char *types, ...)
{
    sqlite3_stmt *statement = NULL;
    va_list arguments;
    va_start(arguments, types);
    bl_status status = prepare(db, err, sql, types, arguments, SQLITE_STATIC, &statement);
    va_end(arguments);
    if (status != BL_OK)
        return status;

    int code = sqlite3_step(statement);
    *found = code == SQLITE_ROW && sqlite3_column_type(statement, 0) != SQLITE_NULL;
    *out = *found ? sqlite3_column_int64(statement, 0) : 0;
    if (code == SQLITE_ROW)
        code = sqlite3_step(statement);
    BL_REQUIRE(code != SQLITE_ROW);
    if (code != SQLITE_DONE)
        status = fail(db, code, "reading", err);
    release(db, statement);
    return status;
}

bl_status bl_query_open(bl_query *query, bl_db *db, bl_err *err, const char *sql, const char *types,
                        ...)
{
    *query = (bl_query){0};
    sqlite3_stmt *statement = NULL;
    va_list arguments;
    va_start(arguments, types);
    bl_status status = prepare(db, err, sql, types, arguments, SQLITE_TRANSIENT, &statement);
    va_end(arguments);
    if (status == BL_OK)
        *query = (bl_query){db, statement};
    return status;
}

bl_status bl_query_next(bl_query *query, bool *row, bl_err *err)
{
    BL_REQUIRE(query->statement);
    int code = sqlite3_step(query->statement);
    *row = code == SQLITE_ROW;
    if (code == SQLITE_ROW || code == SQLITE_DONE)
        return BL_OK;
    return fail(query->db, code, "reading", err);
}

int64_t bl_query_int(const bl_query *query, int column)
{
    BL_REQUIRE(column < sqlite3_data_count(query->statement));
    return sqlite3_column_int64(query->statement, column);
}

/* SQLite gives text through the same call as blobs, without adding a NUL and so without needing
 * memory. An empty value may come as NULL, which here is kept for SQL NULL. */
bl_text bl_query_blob(const bl_query *query, int column)
{
    if (bl_query_is_null(query, column))
        return (bl_text){0};
    const char *at = sqlite3_column_blob(query->statement, column);
    int size = sqlite3_column_bytes(query->statement, column);
    return (bl_text){at ? at : "", at ? (size_t)size : 0};
}

bl_text bl_query_text(const bl_query *query, int column)
{
    return bl_query_blob(query, column);
}

bool bl_query_is_null(const bl_query *query, int column)
{
    BL_REQUIRE(column < sqlite3_data_count(query->statement));
    return sqlite3_column_type(query->statement, column) == SQLITE_NULL;
}

void bl_query_close(bl_query *query)
{
    if (query->statement)
        release(query->db, query->statement);
    *query = (bl_query){0};
}

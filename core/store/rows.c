/* SPDX-License-Identifier: MIT */
#include "store/rows.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "store/code.h"

struct bl_rows {
    sqlite3 *handle;
    sqlite3_stmt *statement;
    char *path;
};

bool bl_rows_is_file(const char *path)
{
    static const char magic[] = "SQLite format 3"; /* with its NUL */
    char head[sizeof magic];
    FILE *file = fopen(path, "rb");
    bool is =
        file && fread(head, sizeof head, 1, file) == 1 && memcmp(head, magic, sizeof head) == 0;
    if (file)
        fclose(file);
    return is;
}

static bl_status failed(const bl_rows *rows, int code, const char *doing, bl_err *err)
{
    return bl_code_fail(err, rows->handle, code, rows->path, doing);
}

/* "enterprise, project" into `names`. */
static void list_tables(const bl_rows *rows, bl_buffer *names)
{
    static const char sql[] = "SELECT name FROM sqlite_schema WHERE type IN ('table', 'view')"
                              " AND name NOT LIKE 'sqlite_%' ORDER BY name LIMIT 20";
    sqlite3_stmt *statement = NULL;
    if (sqlite3_prepare_v2(rows->handle, sql, -1, &statement, NULL) == SQLITE_OK)
        while (sqlite3_step(statement) == SQLITE_ROW)
            bl_buffer_format(names, "%s%s", names->size > 0 ? ", " : "",
                             (const char *)sqlite3_column_text(statement, 0));
    sqlite3_finalize(statement);
}

static bl_status prepare(bl_rows *rows, bl_text table, bl_err *err)
{
    char *sql = sqlite3_mprintf("SELECT * FROM \"%.*w\"", (int)table.size, table.at);
    if (!sql)
        return bl_fail(err, BL_NO_MEMORY, "no memory to read %s", rows->path);
    int code = sqlite3_prepare_v2(rows->handle, sql, -1, &rows->statement, NULL);
    sqlite3_free(sql);
    if (code == SQLITE_OK)
        return BL_OK;
    if (code != SQLITE_ERROR)
        return failed(rows, code, "reading its tables", err);
    bl_buffer names = {0};
    list_tables(rows, &names);
    bl_status status = bl_fail(err, BL_NOT_FOUND, "%s has no table \"%.*s\"; it has: %s",
                               rows->path, (int)table.size, table.at, names.at ? names.at : "none");
    bl_buffer_deinit(&names);
    return status;
}

bl_status bl_rows_open(const char *path, bl_text table, bl_rows **out, bl_err *err)
{
    bl_rows *rows = calloc(1, sizeof *rows);
    if (!rows || !(rows->path = strdup(path))) {
        free(rows);
        return bl_fail(err, BL_NO_MEMORY, "no memory to read %s", path);
    }
    int code = sqlite3_open_v2(path, &rows->handle, SQLITE_OPEN_READONLY, NULL);
    bl_status status =
        code == SQLITE_OK ? prepare(rows, table, err) : failed(rows, code, "opening it", err);
    if (status != BL_OK) {
        bl_rows_close(rows);
        return status;
    }
    *out = rows;
    return BL_OK;
}

void bl_rows_close(bl_rows *rows)
{
    if (!rows)
        return;
    sqlite3_finalize(rows->statement);
    sqlite3_close(rows->handle);
    free(rows->path);
    free(rows);
}

size_t bl_rows_count(const bl_rows *rows)
{
    return (size_t)sqlite3_column_count(rows->statement);
}

bl_text bl_rows_name(const bl_rows *rows, size_t column)
{
    return bl_text_of(sqlite3_column_name(rows->statement, (int)column));
}

bl_status bl_rows_next(bl_rows *rows, bool *row, bl_err *err)
{
    int code = sqlite3_step(rows->statement);
    *row = code == SQLITE_ROW;
    if (code == SQLITE_ROW || code == SQLITE_DONE)
        return BL_OK;
    return failed(rows, code, "reading a row", err);
}

bl_text bl_rows_text(const bl_rows *rows, size_t column)
{
    const char *text = (const char *)sqlite3_column_text(rows->statement, (int)column);
    return (bl_text){text, (size_t)sqlite3_column_bytes(rows->statement, (int)column)};
}

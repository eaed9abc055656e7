/* SPDX-License-Identifier: MIT */
#include "store/statement.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define ROOM_FIRST 128

struct bl_statement_slot {
    const char *sql; /* NULL: free */
    sqlite3_stmt *statement;
};

void bl_statements_deinit(bl_statements *statements)
{
    for (size_t i = 0; i < statements->room; i++)
        sqlite3_finalize(statements->slots[i].statement);
    free(statements->slots);
    *statements = (bl_statements){0};
}

/* Where `sql` is, or the free slot where it belongs. */
static struct bl_statement_slot *find(struct bl_statement_slot *slots, size_t room, const char *sql)
{
    uint64_t hash = (uint64_t)(uintptr_t)sql * UINT64_C(0x9E3779B97F4A7C15);
    size_t index = (size_t)(hash >> 32) & (room - 1);
    while (slots[index].sql && slots[index].sql != sql)
        index = (index + 1) & (room - 1);
    return &slots[index];
}

/* Makes sure that at least half of the slots are free, so that a search ends soon. */
static int make_room(bl_statements *statements)
{
    if (statements->count < statements->room / 2)
        return SQLITE_OK;

    size_t room = statements->room ? statements->room * 2 : ROOM_FIRST;
    struct bl_statement_slot *slots = calloc(room, sizeof *slots);
    if (!slots)
        return SQLITE_NOMEM;
    for (size_t i = 0; i < statements->room; i++) {
        const char *sql = statements->slots[i].sql;
        if (sql)
            *find(slots, room, sql) = statements->slots[i];
    }
    free(statements->slots);
    statements->slots = slots;
    statements->room = room;
    return SQLITE_OK;
}

int bl_statements_get(bl_statements *statements, sqlite3 *handle, const char *sql,
                      sqlite3_stmt **out)
{
    *out = NULL;
    int code = make_room(statements);
    if (code != SQLITE_OK)
        return code;

    struct bl_statement_slot *slot = find(statements->slots, statements->room, sql);
    if (!slot->sql) {
        const char *rest;
        sqlite3_stmt *made;
        code = sqlite3_prepare_v3(handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &made, &rest);
        if (code != SQLITE_OK)
            return code;
        BL_REQUIRE(made && *rest == '\0');
        *slot = (struct bl_statement_slot){sql, made};
        statements->count++;
    }
    BL_REQUIRE(strcmp(sqlite3_sql(slot->statement), sql) == 0);
    BL_REQUIRE(!sqlite3_stmt_busy(slot->statement));
    *out = slot->statement;
    return SQLITE_OK;
}

static int bind_text(sqlite3_stmt *statement, int index, bl_text text, sqlite3_destructor_type keep)
{
    return sqlite3_bind_text64(statement, index, text.at, text.size, keep, SQLITE_UTF8);
}

int bl_statement_bind(sqlite3_stmt *statement, sqlite3_destructor_type keep, const char *types,
                      va_list arguments)
{
    BL_REQUIRE(sqlite3_bind_parameter_count(statement) == (int)strlen(types));

    int code = SQLITE_OK;
    for (int i = 1; types[i - 1] && code == SQLITE_OK; i++) {
        bl_text text;
        switch (types[i - 1]) {
        case 'i':
            code = sqlite3_bind_int64(statement, i, va_arg(arguments, int64_t));
            break;
        case 't':
            code = bind_text(statement, i, bl_text_of(va_arg(arguments, const char *)), keep);
            break;
        case 'x':
            code = bind_text(statement, i, va_arg(arguments, bl_text), keep);
            break;
        default:
            BL_REQUIRE(types[i - 1] == 'b');
            text = va_arg(arguments, bl_text);
            code = sqlite3_bind_blob64(statement, i, text.at, text.size, keep);
        }
    }
    return code;
}

void bl_statement_release(sqlite3_stmt *statement)
{
    sqlite3_reset(statement);
    sqlite3_clear_bindings(statement);
}

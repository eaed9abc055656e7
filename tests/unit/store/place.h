/* SPDX-License-Identifier: MIT
 * place.h - a folder, a register and a few things in it, for the tests of the store.
 *
 * A folder of its own for each test, removed afterwards. Things are rows of a table `thing`
 * that the tests add to the register's own.
 */
#pragma once

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "store/db.h"

#define ok(call)            assert_int_equal(call, BL_OK)
#define refused(kind, call) assert_int_equal(call, kind)
#define fact(name)          cmocka_unit_test_setup_teardown(name, enter, leave)

struct place {
    char folder[32];
    char path[64];
    char other[64];
    char wal[64];
};

static bl_err err;

static inline int enter(void **state)
{
    struct place *place = calloc(1, sizeof *place);
    strcpy(place->folder, "/tmp/bylaw-db-XXXXXX");
    if (!mkdtemp(place->folder))
        return -1;
    snprintf(place->path, sizeof place->path, "%s/x.db", place->folder);
    snprintf(place->other, sizeof place->other, "%s/y.db", place->folder);
    snprintf(place->wal, sizeof place->wal, "%s/x.db-wal", place->folder);
    err = (bl_err){0};
    *state = place;
    return 0;
}

static inline int leave(void **state)
{
    struct place *place = *state;
    char command[64];
    snprintf(command, sizeof command, "rm -rf %s", place->folder);
    int failed = system(command);
    free(place);
    return failed;
}

static inline bl_db *opened(const char *path, bl_db_mode mode)
{
    bl_db *db = NULL;
    bl_status status = bl_db_open(path, mode, &db, &err);
    if (status != BL_OK)
        fail_msg("%s", err.text);
    return db;
}

static inline void make_thing(bl_db *db)
{
    ok(bl_db_run(db, &err,
                 "CREATE TABLE thing (id INTEGER PRIMARY KEY, name TEXT, data BLOB) STRICT", ""));
}

static inline void add_thing(bl_db *db, int64_t id)
{
    ok(bl_db_run(db, &err, "INSERT INTO thing VALUES (?, ?, NULL)", "it", id, "a thing"));
}

static inline int64_t count_things(bl_db *db)
{
    int64_t count = -1;
    bool found;
    ok(bl_db_int(db, &err, &count, &found, "SELECT count(*) FROM thing", ""));
    return count;
}

static inline void make_register(const char *path)
{
    bl_db *db = opened(path, BL_DB_CREATE);
    make_thing(db);
    ok(bl_db_begin(db, true, &err));
    for (int64_t id = 1; id <= 500; id++)
        add_thing(db, id);
    ok(bl_db_commit(db, &err));
    bl_db_close(db);
}

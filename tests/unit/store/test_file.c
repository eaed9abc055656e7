/* SPDX-License-Identifier: MIT */
#define _GNU_SOURCE /* memmem */
#include "place.h"

#include <sys/wait.h>

#include "store/schema.h"

#define PROCESS_COUNT 64

struct bytes {
    char *at;
    size_t size;
};

static struct bytes bytes_of(const char *path)
{
    struct bytes bytes = {malloc(1 << 20), 0};
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    bytes.size = fread(bytes.at, 1, 1 << 20, file);
    assert_true(feof(file));
    fclose(file);
    return bytes;
}

static void write_at(const char *path, long offset, const void *bytes, size_t size)
{
    FILE *file = fopen(path, "r+b");
    if (!file)
        file = fopen(path, "w+b");
    assert_non_null(file);
    assert_int_equal(fseek(file, offset, SEEK_SET), 0);
    assert_int_equal(fwrite(bytes, 1, size, file), size);
    assert_int_equal(fclose(file), 0);
}

/* Every way of opening `path` is refused, names the file, and leaves its bytes alone. */
static void assert_refused_untouched(const struct place *place, bl_status kind, const char *words)
{
    struct bytes before = bytes_of(place->path);
    bool had_wal = access(place->wal, F_OK) == 0;
    for (int mode = BL_DB_CREATE; mode <= BL_DB_READ; mode++) {
        bl_db *db = (bl_db *)&err;
        err = (bl_err){0};
        refused(kind, bl_db_open(place->path, (bl_db_mode)mode, &db, &err));
        assert_null(db);
        assert_non_null(strstr(err.text, place->path));
        assert_non_null(strstr(err.text, words));
    }
    struct bytes after = bytes_of(place->path);
    assert_int_equal(before.size, after.size);
    assert_memory_equal(before.at, after.at, before.size);
    assert_int_equal(access(place->wal, F_OK) == 0, had_wal);
    free(before.at);
    free(after.at);
}

static void open_makes_a_register_with_its_tables(void **state)
{
    struct place *place = *state;
    bl_db *db = opened(place->path, BL_DB_CREATE);
    int64_t count;
    bool found;
    ok(bl_db_int(db, &err, &count, &found, "SELECT count(*) FROM entry", ""));
    assert_true(found);
    assert_int_equal(count, 0);
    ok(bl_db_int(db, &err, &count, &found, "PRAGMA user_version", ""));
    assert_int_equal(count, bl_schema_count());
    ok(bl_db_int(db, &err, &count, &found, "PRAGMA application_id", ""));
    assert_int_equal(count, BL_SCHEMA_APPLICATION_ID);
    ok(bl_db_int(db, &err, &count, &found, "PRAGMA synchronous", ""));
    assert_int_equal(count, 2);
    ok(bl_db_int(db, &err, &count, &found, "PRAGMA foreign_keys", ""));
    assert_int_equal(count, 1);
    bl_db_close(db);
}

static void open_finds_what_was_committed(void **state)
{
    struct place *place = *state;
    make_register(place->path);
    bl_db *db = opened(place->path, BL_DB_WRITE);
    assert_int_equal(count_things(db), 500);
    bl_db_close(db);
    assert_int_not_equal(access(place->wal, F_OK), 0);
}

static void open_makes_a_register_of_an_empty_file(void **state)
{
    struct place *place = *state;
    write_at(place->path, 0, "", 0);
    bl_db *db = NULL;
    refused(BL_NOT_FOUND, bl_db_open(place->path, BL_DB_READ, &db, &err));
    refused(BL_NOT_FOUND, bl_db_open(place->path, BL_DB_WRITE, &db, NULL));
    bl_db_close(opened(place->path, BL_DB_CREATE));
    bl_db_close(opened(place->path, BL_DB_READ));
}

static void open_refuses_a_missing_file(void **state)
{
    struct place *place = *state;
    bl_db *db = NULL;
    refused(BL_NOT_FOUND, bl_db_open(place->path, BL_DB_WRITE, &db, &err));
    assert_non_null(strstr(err.text, place->path));
    refused(BL_NOT_FOUND, bl_db_open(place->path, BL_DB_READ, &db, NULL));
    refused(BL_NOT_FOUND, bl_db_open("", BL_DB_CREATE, &db, NULL));
    assert_int_not_equal(access(place->path, F_OK), 0);
}

static void open_refuses_a_folder_that_is_missing(void **state)
{
    struct place *place = *state;
    char path[96];
    snprintf(path, sizeof path, "%s/none/x.db", place->folder);
    bl_db *db = NULL;
    refused(BL_IO, bl_db_open(path, BL_DB_CREATE, &db, &err));
    assert_non_null(strstr(err.text, path));
    err = (bl_err){0};
    refused(BL_IO, bl_db_open(place->folder, BL_DB_CREATE, &db, &err));
    assert_non_null(strstr(err.text, place->folder));
    assert_non_null(strstr(err.text, "is a folder"));
}

static void open_refuses_a_text_file_untouched(void **state)
{
    struct place *place = *state;
    write_at(place->path, 0, "Article 1.\n", 11);
    assert_refused_untouched(place, BL_VERSION, "is not a bylaw register");
}

static void open_refuses_another_programs_file_untouched(void **state)
{
    struct place *place = *state;
    make_register(place->path);
    write_at(place->path, 68, "\0\0\0\0", 4);
    assert_refused_untouched(place, BL_VERSION, "is not a bylaw register");
    write_at(place->path, 68, "abcd", 4);
    assert_refused_untouched(place, BL_VERSION, "is not a bylaw register");
}

static void open_refuses_a_newer_register_untouched(void **state)
{
    struct place *place = *state;
    make_register(place->path);
    write_at(place->path, 60, "\0\0\1\0", 4);
    assert_refused_untouched(place, BL_VERSION, "newer bylaw: its version is 256");
}

static void open_refuses_what_is_newer_only_in_its_wal_untouched(void **state)
{
    struct place *place = *state;
    bl_db *newer = opened(place->path, BL_DB_CREATE);
    ok(bl_db_run(newer, &err, "PRAGMA user_version=256", ""));
    struct bytes before = bytes_of(place->wal);
    assert_refused_untouched(place, BL_VERSION, "newer bylaw");
    struct bytes after = bytes_of(place->wal);
    assert_int_equal(before.size, after.size);
    assert_memory_equal(before.at, after.at, before.size);
    free(before.at);
    free(after.at);
    bl_db_close(newer);
}

static void open_refuses_a_register_with_damaged_first_bytes(void **state)
{
    struct place *place = *state;
    make_register(place->path);
    write_at(place->path, 0, "XXXX", 4);
    assert_refused_untouched(place, BL_CORRUPT, "damaged");
}

static void open_refuses_a_register_with_a_damaged_page(void **state)
{
    struct place *place = *state;
    char junk[4096];
    memset(junk, 0x5A, sizeof junk);
    make_register(place->path);
    struct bytes bytes = bytes_of(place->path);
    write_at(place->path, (long)bytes.size - 4096, junk, sizeof junk);
    free(bytes.at);
    bl_db *db = NULL;
    refused(BL_CORRUPT, bl_db_open(place->path, BL_DB_WRITE, &db, &err));
    assert_non_null(strstr(err.text, place->path));
    refused(BL_CORRUPT, bl_db_open(place->path, BL_DB_READ, &db, NULL));
}

static void open_refuses_a_register_that_lost_its_end(void **state)
{
    struct place *place = *state;
    make_register(place->path);
    struct bytes bytes = bytes_of(place->path);
    assert_int_equal(truncate(place->path, (off_t)bytes.size - 4096), 0);
    free(bytes.at);
    bl_db *db = NULL;
    refused(BL_CORRUPT, bl_db_open(place->path, BL_DB_WRITE, &db, &err));
}

static void open_takes_a_path_that_looks_like_a_uri_as_a_path(void **state)
{
    struct place *place = *state;
    char path[96];
    snprintf(path, sizeof path, "%s/a%%20b?mode=ro#c", place->folder);
    bl_db_close(opened(path, BL_DB_CREATE));
    assert_int_equal(access(path, F_OK), 0);
    assert_int_equal(chdir(place->folder), 0);
    bl_db_close(opened("file:x.db", BL_DB_CREATE));
    assert_int_equal(access("file:x.db", F_OK), 0);
    assert_int_equal(chdir("/"), 0);
}

static void registers_in_memory_are_separate(void **state)
{
    (void)state;
    bl_db *a = opened(":memory:", BL_DB_CREATE);
    bl_db *b = opened(":memory:", BL_DB_WRITE);
    make_thing(a);
    add_thing(a, 1);
    make_thing(b);
    assert_int_equal(count_things(a), 1);
    assert_int_equal(count_things(b), 0);
    bl_db_close(a);
    bl_db_close(b);
}

/* Gives 0 when the register could be opened and written. */
static int join_crowd(const char *path, int64_t id)
{
    bl_db *db = NULL;
    if (bl_db_open(path, BL_DB_CREATE, &db, &err) != BL_OK ||
        bl_db_begin(db, true, &err) != BL_OK ||
        bl_db_run(db, &err, "CREATE TABLE IF NOT EXISTS thing (id INTEGER PRIMARY KEY)", "") !=
            BL_OK ||
        bl_db_run(db, &err, "INSERT INTO thing VALUES (?)", "i", id) != BL_OK ||
        bl_db_commit(db, &err) != BL_OK) {
        fprintf(stderr, "%s\n", err.text);
        return 1;
    }
    bl_db_close(db);
    return 0;
}

static void many_processes_make_one_register_at_once(void **state)
{
    struct place *place = *state;
    for (int i = 0; i < PROCESS_COUNT; i++) {
        if (fork() == 0)
            _exit(join_crowd(place->path, i));
    }
    int failed = 0;
    for (int i = 0; i < PROCESS_COUNT; i++) {
        int how = 1;
        assert_true(wait(&how) > 0);
        failed += how != 0;
    }
    assert_int_equal(failed, 0);
    bl_db *db = opened(place->path, BL_DB_READ);
    assert_int_equal(count_things(db), PROCESS_COUNT);
    bl_db_close(db);
}

static void reading_sees_what_a_writer_has_not_yet_folded_in(void **state)
{
    struct place *place = *state;
    bl_db *writer = opened(place->path, BL_DB_CREATE);
    make_thing(writer);
    add_thing(writer, 1);
    bl_db *reader = opened(place->path, BL_DB_READ);
    assert_int_equal(count_things(reader), 1);
    bl_db_close(writer);
    assert_int_equal(count_things(reader), 1);
    bl_db_close(reader);
}

static void reading_refuses_to_write_and_changes_nothing(void **state)
{
    struct place *place = *state;
    make_register(place->path);
    struct bytes before = bytes_of(place->path);
    bl_db *db = opened(place->path, BL_DB_READ);
    refused(BL_IO, bl_db_run(db, &err, "DELETE FROM thing", ""));
    assert_non_null(strstr(err.text, "readonly"));
    assert_int_equal(count_things(db), 500);
    bl_db_close(db);
    struct bytes after = bytes_of(place->path);
    assert_int_equal(before.size, after.size);
    assert_memory_equal(before.at, after.at, before.size);
    free(before.at);
    free(after.at);
}

static void attached_register_is_read_and_never_written(void **state)
{
    struct place *place = *state;
    make_register(place->other);
    bl_db *db = opened(place->path, BL_DB_CREATE);
    ok(bl_db_attach(db, place->other, &err));
    int64_t count;
    bool found;
    ok(bl_db_begin(db, true, &err));
    ok(bl_db_int(db, &err, &count, &found, "SELECT count(*) FROM filed.thing", ""));
    assert_int_equal(count, 500);
    ok(bl_db_commit(db, &err));
    ok(bl_db_check(db, "filed", &err));
    refused(BL_IO, bl_db_run(db, NULL, "DELETE FROM filed.thing", ""));
    bl_db_close(db);
}

static void attach_refuses_what_is_no_register_of_this_version(void **state)
{
    struct place *place = *state;
    bl_db *db = opened(place->path, BL_DB_CREATE);
    refused(BL_NOT_FOUND, bl_db_attach(db, place->other, NULL));
    write_at(place->other, 0, "Article 1.\n", 11);
    refused(BL_VERSION, bl_db_attach(db, place->other, NULL));
    unlink(place->other);
    write_at(place->other, 0, "", 0);
    refused(BL_NOT_FOUND, bl_db_attach(db, place->other, NULL));
    make_register(place->other);
    write_at(place->other, 60, "\0\0\1\0", 4);
    refused(BL_VERSION, bl_db_attach(db, place->other, &err));
    assert_non_null(strstr(err.text, place->other));
    write_at(place->other, 60, "\0\0\0\1", 4);
    refused(BL_VERSION, bl_db_attach(db, place->other, NULL));
    write_at(place->other, 60, (char[]){0, 0, 0, (char)bl_schema_count()}, 4);
    ok(bl_db_attach(db, place->other, NULL));
    bl_db_close(db);
}

static void check_names_the_first_finding(void **state)
{
    struct place *place = *state;
    make_register(place->path);
    bl_db *db = opened(place->path, BL_DB_WRITE);
    ok(bl_db_check(db, "main", &err));
    ok(bl_db_run(db, &err, "CREATE INDEX thing_by_name ON thing (name)", ""));
    bl_db_close(db);

    /* An index whose entries are out of order, which the quick check does not look at. */
    struct bytes bytes = bytes_of(place->path);
    char *entry = memmem(bytes.at + bytes.size - 4096, 4096, "a thing", 7);
    assert_non_null(entry);
    entry[0] = 'z';
    write_at(place->path, 0, bytes.at, bytes.size);
    free(bytes.at);
    db = opened(place->path, BL_DB_READ);
    refused(BL_CORRUPT, bl_db_check(db, "main", &err));
    assert_non_null(strstr(err.text, "thing_by_name"));
    bl_db_close(db);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        fact(open_makes_a_register_with_its_tables),
        fact(open_finds_what_was_committed),
        fact(open_makes_a_register_of_an_empty_file),
        fact(open_refuses_a_missing_file),
        fact(open_refuses_a_folder_that_is_missing),
        fact(open_refuses_a_text_file_untouched),
        fact(open_refuses_another_programs_file_untouched),
        fact(open_refuses_a_newer_register_untouched),
        fact(open_refuses_what_is_newer_only_in_its_wal_untouched),
        fact(open_refuses_a_register_with_damaged_first_bytes),
        fact(open_refuses_a_register_with_a_damaged_page),
        fact(open_refuses_a_register_that_lost_its_end),
        fact(open_takes_a_path_that_looks_like_a_uri_as_a_path),
        fact(registers_in_memory_are_separate),
        fact(many_processes_make_one_register_at_once),
        fact(reading_sees_what_a_writer_has_not_yet_folded_in),
        fact(reading_refuses_to_write_and_changes_nothing),
        fact(attached_register_is_read_and_never_written),
        fact(attach_refuses_what_is_no_register_of_this_version),
        fact(check_names_the_first_finding),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

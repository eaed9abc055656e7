/* SPDX-License-Identifier: MIT */
#include "place.h"

#include <pthread.h>
#include <time.h>

static void values_come_out_as_they_went_in(void **state)
{
    (void)state;
    bl_db *db = opened(":memory:", BL_DB_CREATE);
    make_thing(db);
    bl_text odd = {"a\0'b", 4};
    ok(bl_db_run(db, &err, "INSERT INTO thing VALUES (?, ?, ?)", "ixb", INT64_MAX, odd, odd));
    ok(bl_db_run(db, &err, "INSERT INTO thing VALUES (?, ?, ?)", "itb", INT64_MIN, "津贴",
                 (bl_text){"", 0}));

    bl_query query;
    bool row;
    ok(bl_query_open(&query, db, &err, "SELECT * FROM thing ORDER BY id DESC", ""));
    ok(bl_query_next(&query, &row, &err));
    assert_true(row);
    assert_int_equal(bl_query_int(&query, 0), INT64_MAX);
    assert_true(bl_text_equal(bl_query_text(&query, 1), odd));
    assert_true(bl_text_equal(bl_query_blob(&query, 2), odd));
    ok(bl_query_next(&query, &row, &err));
    assert_int_equal(bl_query_int(&query, 0), INT64_MIN);
    assert_true(bl_text_equal(bl_query_text(&query, 1), bl_text_of("津贴")));
    assert_non_null(bl_query_blob(&query, 2).at);
    assert_int_equal(bl_query_blob(&query, 2).size, 0);
    ok(bl_query_next(&query, &row, &err));
    assert_false(row);
    bl_query_close(&query);
    bl_query_close(&query);
    bl_db_close(db);
}

static void null_goes_in_and_comes_out_as_null(void **state)
{
    (void)state;
    bl_db *db = opened(":memory:", BL_DB_CREATE);
    make_thing(db);
    const char *nothing = NULL;
    ok(bl_db_run(db, &err, "INSERT INTO thing VALUES (?, ?, ?)", "itb", INT64_C(1), nothing,
                 (bl_text){NULL, 0}));
    ok(bl_db_run(db, &err, "INSERT INTO thing VALUES (?, ?, ?)", "ixb", INT64_C(2),
                 (bl_text){NULL, 0}, (bl_text){NULL, 0}));

    bl_query query;
    bool row;
    int rows = 0;
    ok(bl_query_open(&query, db, &err, "SELECT name, data FROM thing", ""));
    for (; bl_query_next(&query, &row, &err) == BL_OK && row; rows++) {
        assert_true(bl_query_is_null(&query, 0));
        assert_true(bl_query_is_null(&query, 1));
        assert_null(bl_query_text(&query, 0).at);
        assert_null(bl_query_blob(&query, 1).at);
    }
    assert_int_equal(rows, 2);
    bl_query_close(&query);
    bl_db_close(db);
}

static void int_tells_a_value_from_none(void **state)
{
    (void)state;
    bl_db *db = opened(":memory:", BL_DB_CREATE);
    make_thing(db);
    int64_t value;
    bool found;
    ok(bl_db_int(db, &err, &value, &found, "SELECT max(id) FROM thing", ""));
    assert_false(found);
    ok(bl_db_int(db, &err, &value, &found, "SELECT id FROM thing WHERE name = ?", "t", "a thing"));
    assert_false(found);
    add_thing(db, 7);
    ok(bl_db_int(db, &err, &value, &found, "SELECT id FROM thing WHERE name = ?", "t", "a thing"));
    assert_true(found);
    assert_int_equal(value, 7);
    bl_db_close(db);
}

static void changed_counts_the_rows_of_the_last_run(void **state)
{
    (void)state;
    bl_db *db = opened(":memory:", BL_DB_CREATE);
    make_thing(db);
    add_thing(db, 1);
    add_thing(db, 2);
    assert_int_equal(bl_db_changed(db), 1);
    ok(bl_db_run(db, &err, "UPDATE thing SET name = 'x'", ""));
    assert_int_equal(bl_db_changed(db), 2);
    ok(bl_db_run(db, &err, "DELETE FROM thing WHERE id = 9", ""));
    assert_int_equal(bl_db_changed(db), 0);
    bl_db_close(db);
}

static void work_is_the_same_for_the_same_and_grows_with_the_rows(void **state)
{
    (void)state;
    bl_db *db = opened(":memory:", BL_DB_CREATE);
    make_thing(db);
    int64_t spent[3], sum;
    bool found;
    for (int i = 0; i < 3; i++) {
        if (i == 2)
            ok(bl_db_run(db, &err, "INSERT INTO thing VALUES (8, 'a', NULL), (9, 'b', NULL)", ""));
        int64_t before = bl_db_work(db);
        ok(bl_db_int(db, &err, &sum, &found, "SELECT sum(id) FROM thing", ""));
        spent[i] = bl_db_work(db) - before;
    }
    assert_true(spent[0] > 0);
    assert_int_equal(spent[1], spent[0]);
    assert_true(spent[2] > spent[0]);
    bl_db_close(db);
}

static void broken_constraint_is_a_conflict_and_the_transaction_goes_on(void **state)
{
    (void)state;
    bl_db *db = opened(":memory:", BL_DB_CREATE);
    make_thing(db);
    ok(bl_db_begin(db, true, &err));
    add_thing(db, 1);
    refused(BL_CONFLICT, bl_db_run(db, &err, "INSERT INTO thing VALUES (?, ?, NULL)", "it",
                                   INT64_C(1), "again"));
    assert_non_null(strstr(err.text, "UNIQUE"));
    refused(BL_CONFLICT,
            bl_db_run(db, NULL, "INSERT INTO thing (name) VALUES (?)", "b", (bl_text){"b", 1}));
    add_thing(db, 2);
    ok(bl_db_commit(db, &err));
    assert_int_equal(count_things(db), 2);
    bl_db_close(db);
}

static void the_log_is_append_only(void **state)
{
    (void)state;
    bl_db *db = opened(":memory:", BL_DB_CREATE);
    ok(bl_db_run(db, &err,
                 "INSERT INTO entry (book, at, kind, subject, facts, hash)"
                 " VALUES (0, 0, 'k', 's', '{}', zeroblob(32))",
                 ""));
    refused(BL_CONFLICT, bl_db_run(db, NULL, "UPDATE entry SET at = 1", ""));
    refused(BL_CONFLICT, bl_db_run(db, NULL, "DELETE FROM entry", ""));
    bl_db_close(db);
}

static void wrong_sql_is_reported_in_sqlites_words(void **state)
{
    (void)state;
    bl_db *db = opened(":memory:", BL_DB_CREATE);
    refused(BL_IO, bl_db_run(db, &err, "INSERT INTO nowhere VALUES (1)", ""));
    assert_non_null(strstr(err.text, "no such table: nowhere"));
    bl_query query;
    refused(BL_IO, bl_query_open(&query, db, NULL, "SELECT * FROM nowhere", ""));
    bl_query_close(&query);
    bl_db_close(db);
}

static void statements_are_used_again_also_after_a_failure(void **state)
{
    (void)state;
    bl_db *db = opened(":memory:", BL_DB_CREATE);
    make_thing(db);
    for (int round = 0; round < 3; round++) {
        bl_status expected = round ? BL_CONFLICT : BL_OK;
        for (int64_t id = 1; id < 4; id++)
            refused(expected, bl_db_run(db, NULL, "INSERT INTO thing (id) VALUES (?)", "i", id));
    }
    assert_int_equal(count_things(db), 3);
    bl_db_close(db);
}

static void statements_are_found_again_among_many(void **state)
{
    (void)state;
    static char texts[400][32];
    bl_db *db = opened(":memory:", BL_DB_CREATE);
    for (int i = 0; i < 1200; i++) {
        char *text = texts[i % 400];
        int64_t value;
        bool found;
        if (i < 400)
            sprintf(text, "SELECT %d + ?", i);
        ok(bl_db_int(db, &err, &value, &found, text, "i", INT64_C(1)));
        assert_int_equal(value, i % 400 + 1);
    }
    bl_db_close(db);
}

static void transaction_is_kept_by_commit_and_dropped_by_rollback(void **state)
{
    (void)state;
    bl_db *db = opened(":memory:", BL_DB_CREATE);
    make_thing(db);
    ok(bl_db_begin(db, true, &err));
    add_thing(db, 1);
    ok(bl_db_commit(db, &err));
    ok(bl_db_begin(db, true, &err));
    add_thing(db, 2);
    bl_db_rollback(db);
    bl_db_rollback(db);
    assert_int_equal(count_things(db), 1);
    bl_db_close(db);
}

static void close_drops_an_open_transaction_and_its_query(void **state)
{
    struct place *place = *state;
    make_register(place->path);
    bl_db *db = opened(place->path, BL_DB_WRITE);
    ok(bl_db_begin(db, true, &err));
    ok(bl_db_mark(db, &err));
    add_thing(db, 501);
    bl_query query;
    bool row;
    ok(bl_query_open(&query, db, &err, "SELECT id FROM thing", ""));
    ok(bl_query_next(&query, &row, &err));
    bl_db_close(db);
    bl_db_close(NULL);
    db = opened(place->path, BL_DB_READ);
    assert_int_equal(count_things(db), 500);
    bl_db_close(db);
}

static void mark_covers_what_came_since(void **state)
{
    (void)state;
    bl_db *db = opened(":memory:", BL_DB_CREATE);
    make_thing(db);
    ok(bl_db_begin(db, true, &err));
    add_thing(db, 1);
    ok(bl_db_mark(db, &err));
    add_thing(db, 2);
    ok(bl_db_undo(db, &err));
    assert_int_equal(count_things(db), 1);
    ok(bl_db_mark(db, &err));
    add_thing(db, 3);
    ok(bl_db_keep(db, &err));
    ok(bl_db_mark(db, &err));
    add_thing(db, 4);
    ok(bl_db_undo(db, &err));
    ok(bl_db_commit(db, &err));
    assert_int_equal(count_things(db), 2);
    bl_db_close(db);
}

static void commit_that_breaks_a_promise_is_rolled_back(void **state)
{
    (void)state;
    bl_db *db = opened(":memory:", BL_DB_CREATE);
    make_thing(db);
    ok(bl_db_run(db, &err,
                 "CREATE TABLE part (whole INTEGER REFERENCES thing DEFERRABLE INITIALLY DEFERRED)",
                 ""));
    ok(bl_db_begin(db, true, &err));
    add_thing(db, 1);
    ok(bl_db_run(db, &err, "INSERT INTO part VALUES (99)", ""));
    refused(BL_CONFLICT, bl_db_commit(db, &err));
    assert_int_equal(count_things(db), 0);
    bl_db_close(db);
}

static void full_register_ends_the_transaction_and_every_call_says_so(void **state)
{
    struct place *place = *state;
    bl_db *db = opened(place->path, BL_DB_CREATE);
    make_thing(db);
    int64_t pages;
    bool found;
    ok(bl_db_int(db, &err, &pages, &found, "PRAGMA max_page_count = 40", ""));
    ok(bl_db_begin(db, true, &err));
    ok(bl_db_mark(db, &err));
    bl_status status = BL_OK;
    for (int i = 0; i < 40 && status == BL_OK; i++)
        status = bl_db_run(db, &err, "INSERT INTO thing (data) VALUES (zeroblob(9000))", "");
    assert_int_equal(status, BL_IO);
    assert_non_null(strstr(err.text, "full"));
    refused(BL_IO, bl_db_run(db, NULL, "INSERT INTO thing (id) VALUES (1)", ""));
    refused(BL_IO, bl_db_undo(db, NULL));
    refused(BL_IO, bl_db_mark(db, NULL));
    refused(BL_IO, bl_db_commit(db, NULL));
    assert_int_equal(count_things(db), 0);
    add_thing(db, 1);
    bl_db_close(db);
}

struct writer {
    const char *path;
    bl_status status;
    bl_err err;
};

static void *write_one(void *argument)
{
    struct writer *writer = argument;
    bl_db *db = NULL;
    writer->status = bl_db_open(writer->path, BL_DB_WRITE, &db, &writer->err);
    if (writer->status == BL_OK)
        writer->status = bl_db_begin(db, true, &writer->err);
    if (writer->status == BL_OK)
        writer->status = bl_db_run(db, &writer->err, "INSERT INTO thing (name) VALUES ('b')", "");
    if (writer->status == BL_OK)
        writer->status = bl_db_commit(db, &writer->err);
    bl_db_close(db);
    return NULL;
}

static void second_writer_waits_for_the_first(void **state)
{
    struct place *place = *state;
    struct writer second = {.path = place->path};
    pthread_t thread;
    make_register(place->path);
    bl_db *first = opened(place->path, BL_DB_WRITE);
    ok(bl_db_begin(first, true, &err));
    assert_int_equal(pthread_create(&thread, NULL, write_one, &second), 0);
    nanosleep(&(struct timespec){.tv_nsec = 100000000}, NULL);
    add_thing(first, 900);
    ok(bl_db_commit(first, &err));
    pthread_join(thread, NULL);
    assert_string_equal(second.err.text, "");
    assert_int_equal(second.status, BL_OK);
    assert_int_equal(count_things(first), 502);
    bl_db_close(first);
}

static void reading_transaction_waits_for_nobody_and_stands_still(void **state)
{
    struct place *place = *state;
    make_register(place->path);
    bl_db *writer = opened(place->path, BL_DB_WRITE);
    bl_db *reader = opened(place->path, BL_DB_WRITE);
    ok(bl_db_begin(writer, true, &err));
    add_thing(writer, 501);
    ok(bl_db_begin(reader, false, &err));
    assert_int_equal(count_things(reader), 500);
    ok(bl_db_commit(writer, &err));
    assert_int_equal(count_things(reader), 500);
    ok(bl_db_commit(reader, &err));
    assert_int_equal(count_things(reader), 501);
    bl_db_close(reader);
    bl_db_close(writer);
}

static void copy_is_the_register_as_it_stands_and_no_more(void **state)
{
    const struct place *place = *state;
    make_register(place->path);
    bl_db *writer = opened(place->path, BL_DB_WRITE);
    add_thing(writer, 1001); /* still in the log of writes */
    ok(bl_db_copy(place->path, place->other, &err));
    add_thing(writer, 1002);
    bl_db *copy = opened(place->other, BL_DB_WRITE);
    assert_int_equal(count_things(copy), 501);
    add_thing(copy, 2000);
    assert_int_equal(count_things(writer), 502);
    bl_db_close(copy);
    bl_db_close(writer);
}

static void copy_of_nothing_is_refused(void **state)
{
    const struct place *place = *state;
    assert_int_equal(bl_db_copy(place->path, place->other, &err), BL_NOT_FOUND);
    assert_int_equal(access(place->other, F_OK), -1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        fact(values_come_out_as_they_went_in),
        fact(null_goes_in_and_comes_out_as_null),
        fact(int_tells_a_value_from_none),
        fact(changed_counts_the_rows_of_the_last_run),
        fact(work_is_the_same_for_the_same_and_grows_with_the_rows),
        fact(broken_constraint_is_a_conflict_and_the_transaction_goes_on),
        fact(the_log_is_append_only),
        fact(wrong_sql_is_reported_in_sqlites_words),
        fact(statements_are_used_again_also_after_a_failure),
        fact(statements_are_found_again_among_many),
        fact(transaction_is_kept_by_commit_and_dropped_by_rollback),
        fact(close_drops_an_open_transaction_and_its_query),
        fact(mark_covers_what_came_since),
        fact(commit_that_breaks_a_promise_is_rolled_back),
        fact(full_register_ends_the_transaction_and_every_call_says_so),
        fact(second_writer_waits_for_the_first),
        fact(reading_transaction_waits_for_nobody_and_stands_still),
        fact(copy_is_the_register_as_it_stands_and_no_more),
        fact(copy_of_nothing_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

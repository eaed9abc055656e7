/* SPDX-License-Identifier: MIT
 *
 * One small piece of work is done again and again, with a fault at its first, second, third ...
 * opportunity, until it is done without meeting one. Each time the register is then opened on a
 * sound disk and must hold every transaction whose commit returned BL_OK, and each of the others
 * wholly or not at all.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "fault_alloc.h"
#include "fault_vfs.h"
#include "store/db.h"

#define TRANSACTION_COUNT 20
#define ROW_COUNT         3
#define CUT_SEED_COUNT    8

/* What the work was told of each transaction. */
enum outcome { NOT_TRIED, REFUSED, COMMITTED };

struct work {
    char folder[32];
    char path[64];
    int transactions;
    const char *sync; /* NULL: as the register does by itself */
    enum outcome outcomes[TRANSACTION_COUNT];
    bl_err err; /* the first failure */
};

static int64_t part_of(int64_t transaction, int64_t row)
{
    return row < ROW_COUNT - 1 ? transaction + row : 100 - 2 * transaction - 1;
}

static int enter(void **state)
{
    struct work *work = calloc(1, sizeof *work);
    strcpy(work->folder, "/tmp/bylaw-fault-XXXXXX");
    if (!mkdtemp(work->folder))
        return -1;
    snprintf(work->path, sizeof work->path, "%s/x.db", work->folder);
    work->transactions = TRANSACTION_COUNT;
    fault_vfs_install();
    *state = work;
    return 0;
}

static void remove_register(const struct work *work)
{
    const char *suffixes[] = {"", "-wal", "-shm", "-journal"};
    for (int i = 0; i < 4; i++) {
        char path[80];
        snprintf(path, sizeof path, "%s%s", work->path, suffixes[i]);
        unlink(path);
    }
}

static int leave(void **state)
{
    struct work *work = *state;
    remove_register(work);
    int failed = rmdir(work->folder);
    free(work);
    return failed;
}

static bl_status write_rows(bl_db *db, int64_t transaction, bl_err *err)
{
    static const char filler[300] = "facts";
    bl_status status = BL_OK;
    for (int64_t row = 0; row < ROW_COUNT && status == BL_OK; row++)
        status = bl_db_run(db, err, "INSERT INTO part VALUES (?, ?, ?, ?)", "iiib", transaction,
                           row, part_of(transaction, row), (bl_text){filler, sizeof filler});
    return status;
}

/* With a mark that is undone and one that is kept, as a group of requests would have. */
static bl_status do_transaction(bl_db *db, int64_t transaction, bl_err *err)
{
    bl_status status = bl_db_begin(db, true, err);
    if (status != BL_OK)
        return status;
    status = bl_db_mark(db, err);
    if (status == BL_OK) {
        status = write_rows(db, transaction + 1000, err);
        bl_status undone = bl_db_undo(db, err);
        status = status == BL_OK ? undone : status;
    }
    if (status == BL_OK)
        status = bl_db_mark(db, err);
    if (status == BL_OK) {
        status = write_rows(db, transaction, err);
        bl_status kept = bl_db_keep(db, err);
        status = status == BL_OK ? kept : status;
    }
    if (status == BL_OK)
        return bl_db_commit(db, err);
    bl_db_rollback(db);
    return status;
}

/* A short WAL, so that it is folded in and begun again several times during the work. */
static bl_status prepare(struct work *work, bl_db *db)
{
    int64_t ignored;
    bool found;
    bl_status status =
        bl_db_run(db, &work->err,
                  "CREATE TABLE IF NOT EXISTS part (tx INTEGER, row INTEGER, amount INTEGER,"
                  " filler BLOB, PRIMARY KEY (tx, row)) STRICT",
                  "");
    if (status == BL_OK)
        status = bl_db_int(db, &work->err, &ignored, &found, "PRAGMA wal_autocheckpoint = 12", "");
    if (status == BL_OK && work->sync)
        status = bl_db_run(db, &work->err, work->sync, "");
    return status;
}

static void do_work(struct work *work)
{
    bl_db *db = NULL;
    memset(work->outcomes, 0, sizeof work->outcomes);
    work->err = (bl_err){0};
    if (bl_db_open(work->path, BL_DB_CREATE, &db, &work->err) != BL_OK)
        return;
    bool prepared = prepare(work, db) == BL_OK;
    for (int i = 0; prepared && i < work->transactions; i++) {
        bl_status status = do_transaction(db, i, &work->err);
        work->outcomes[i] = status == BL_OK ? COMMITTED : REFUSED;
    }
    bl_db_close(db);
}

static bool has_table(bl_db *db, bl_err *err)
{
    int64_t count = 0;
    bool found;
    assert_int_equal(bl_db_int(db, err, &count, &found,
                               "SELECT count(*) FROM sqlite_schema WHERE name = 'part'", ""),
                     BL_OK);
    return count == 1;
}

/* Fails when something is half there, and gives the number of transactions that were
 * acknowledged and are lost. */
static int count_lost(const struct work *work)
{
    bl_db *db = NULL;
    bl_err err = {0};
    int lost = 0;
    if (bl_db_open(work->path, BL_DB_CREATE, &db, &err) != BL_OK)
        fail_msg("%s", err.text);
    assert_int_equal(bl_db_check(db, "main", &err), BL_OK);

    bool table = has_table(db, &err);
    for (int64_t i = 0; i < TRANSACTION_COUNT; i++) {
        int64_t rows = 0;
        int64_t total = 0;
        bool found;
        if (table) {
            assert_int_equal(bl_db_int(db, &err, &rows, &found,
                                       "SELECT count(*) FROM part WHERE tx = ?", "i", i),
                             BL_OK);
            assert_int_equal(bl_db_int(db, &err, &total, &found,
                                       "SELECT sum(amount) FROM part WHERE tx = ?", "i", i),
                             BL_OK);
        }
        assert_true(rows == 0 || (rows == ROW_COUNT && total == 100));
        assert_false(rows > 0 && work->outcomes[i] == NOT_TRIED);
        lost += rows == 0 && work->outcomes[i] == COMMITTED;
    }
    if (table) {
        int64_t undone = -1;
        bool found;
        assert_int_equal(
            bl_db_int(db, &err, &undone, &found, "SELECT count(*) FROM part WHERE tx >= 1000", ""),
            BL_OK);
        assert_int_equal(undone, 0);
    }
    bl_db_close(db);
    return lost;
}

static bool all_committed(const struct work *work)
{
    for (int i = 0; i < work->transactions; i++) {
        if (work->outcomes[i] != COMMITTED)
            return false;
    }
    return true;
}

/* Who was refused was told which file and what failed; nobody was told otherwise. */
static void assert_words(const struct work *work, const char *const *words)
{
    if (all_committed(work))
        return;
    assert_int_not_equal(work->err.status, BL_OK);
    assert_non_null(strstr(work->err.text, work->path));
    for (; *words; words++) {
        if (strstr(work->err.text, *words))
            return;
    }
    fail_msg("the words do not say what failed: %s", work->err.text);
}

/* Gives the number of points at which something failed. */
static long fail_the_disk(struct work *work, fault_plan plan)
{
    static const char *const words[] = {"disk", "unable to open database file", NULL};
    for (plan.nth = 1;; plan.nth++) {
        remove_register(work);
        fault_vfs_plan(plan);
        do_work(work);
        long fired = fault_vfs_fired();
        fault_vfs_clear();
        assert_words(work, words);
        assert_int_equal(count_lost(work), 0);
        if (fired == 0)
            break;
    }
    assert_true(all_committed(work));
    return plan.nth - 1;
}

static void disk_that_fails_once_or_for_ever_loses_nothing_committed(void **state)
{
    const unsigned calls[] = {FAULT_WRITE, FAULT_SYNC, FAULT_TRUNCATE, FAULT_OPEN, FAULT_READ};
    long points = 0;
    for (int i = 0; i < 5; i++) {
        for (int for_ever = 0; for_ever < 2; for_ever++) {
            fault_plan plan = {calls[i], FAULT_IO, 0, for_ever, 0};
            long failed = fail_the_disk(*state, plan);
            assert_true(failed > 0 || calls[i] == FAULT_TRUNCATE);
            points += failed;
        }
    }
    print_message("%ld points\n", points);
}

static void disk_that_is_full_loses_nothing_committed(void **state)
{
    long points = 0;
    for (int for_ever = 0; for_ever < 2; for_ever++)
        points += fail_the_disk(*state, (fault_plan){FAULT_WRITE, FAULT_FULL, 0, for_ever, 0});
    assert_true(points > 0);
    print_message("%ld points\n", points);
}

static void memory_that_runs_out_loses_nothing_committed(void **state)
{
    static const char *const words[] = {"memory", NULL};
    struct work *work = *state;
    if (!fault_alloc_usable())
        skip();
    work->transactions = 2;
    do_work(work); /* what SQLite and the C library keep for good, they have now */
    long points = 0;
    for (int for_ever = 0; for_ever < 2; for_ever++) {
        for (long nth = 1, failed = 1; failed > 0; nth++) {
            remove_register(work);
            long live = fault_alloc_live();
            fault_alloc_plan(nth, for_ever);
            do_work(work);
            failed = fault_alloc_clear();
            assert_int_equal(fault_alloc_live(), live);
            assert_words(work, words);
            assert_int_equal(count_lost(work), 0);
            points += failed > 0;
        }
        assert_true(all_committed(work));
    }
    print_message("%ld points\n", points);
}

/* Cuts the power at every `step`-th of the planned calls, and once at the end of the work. Gives
 * the number of acknowledged transactions that were lost, all runs together. */
static long cut_the_power(struct work *work, unsigned calls, long step, uint64_t seed, long *cuts)
{
    long lost = 0;
    fault_plan plan = {calls, FAULT_CUT, step, false, seed};
    for (bool ended = false; !ended; plan.nth += step, plan.seed += CUT_SEED_COUNT) {
        remove_register(work);
        fault_vfs_plan(plan);
        do_work(work);
        ended = fault_vfs_fired() == 0;
        if (ended)
            fault_vfs_cut();
        fault_vfs_clear();
        lost += count_lost(work);
        ++*cuts;
    }
    assert_true(all_committed(work));
    return lost;
}

static void power_cut_loses_nothing_committed(void **state)
{
    long cuts = 0;
    for (uint64_t seed = 1; seed <= CUT_SEED_COUNT; seed++) {
        assert_int_equal(cut_the_power(*state, FAULT_SYNC, 1, seed, &cuts), 0);
        assert_int_equal(cut_the_power(*state, FAULT_WRITE | FAULT_TRUNCATE, 3, seed, &cuts), 0);
    }
    print_message("%ld cuts\n", cuts);
}

/* Whether anything acknowledged is missing, or the whole register. */
static bool anything_lost(const struct work *work)
{
    bl_db *db = NULL;
    bool lost = bl_db_open(work->path, BL_DB_WRITE, &db, NULL) != BL_OK;
    for (int64_t i = 0; i < TRANSACTION_COUNT && !lost; i++) {
        int64_t rows = 0;
        bool found;
        lost = work->outcomes[i] == COMMITTED &&
               (bl_db_int(db, NULL, &rows, &found, "SELECT count(*) FROM part WHERE tx = ?", "i",
                          i) != BL_OK ||
                rows != ROW_COUNT);
    }
    bl_db_close(db);
    return lost;
}

/* Gives the number of runs that lost something. */
static long lose_with(struct work *work, const char *sync)
{
    long lost = 0;
    work->sync = sync;
    fault_plan plan = {FAULT_WRITE, FAULT_CUT, 3, false, 1};
    for (bool ended = false; !ended; plan.nth += 3, plan.seed++) {
        remove_register(work);
        fault_vfs_plan(plan);
        do_work(work);
        ended = fault_vfs_fired() == 0;
        fault_vfs_clear();
        lost += anything_lost(work);
    }
    return lost;
}

/* The control: a register that syncs less must be seen to lose, or the test above is blind. */
static void power_cut_with_fewer_syncs_loses(void **state)
{
    long without = lose_with(*state, "PRAGMA synchronous = OFF");
    long seldom = lose_with(*state, "PRAGMA synchronous = NORMAL");
    print_message("%ld runs lost something without syncs, %ld with few\n", without, seldom);
    assert_true(without > 0);
    assert_true(seldom > 0);
}

#define fact(name) cmocka_unit_test_setup_teardown(name, enter, leave)

int main(void)
{
    const struct CMUnitTest tests[] = {
        fact(disk_that_fails_once_or_for_ever_loses_nothing_committed),
        fact(disk_that_is_full_loses_nothing_committed),
        fact(memory_that_runs_out_loses_nothing_committed),
        fact(power_cut_loses_nothing_committed),
        fact(power_cut_with_fewer_syncs_loses),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

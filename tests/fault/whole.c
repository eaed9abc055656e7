/* SPDX-License-Identifier: MIT
 *
 * A short season is told to the whole program again and again (notice, ledger and register, as
 * `bylaw call` has them), with a fault at the first, second, third ... opportunity, until it is
 * told without meeting one. Each time the teller stops where it is refused, as `call` does. Then,
 * on a sound machine, every acknowledged request must be in the register, the season is told once
 * more from its beginning, and answers, figures and audit must be those of a season without faults.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "domain/audit.h"
#include "fault_alloc.h"
#include "fault_vfs.h"
#include "host/notice.h"
#include "story.h"

#define LINES_MAX      64
#define CUT_SEED_COUNT 4

/* What one telling of the story was answered. */
typedef struct telling {
    bl_buffer answers[LINES_MAX];
    bool acknowledged[LINES_MAX];
    bool complete;
    bl_err err; /* the failure that ended it */
} telling;

static const char *policy;
static long alloc_first = 1, alloc_step = 1;
static long last_nth; /* for who looks for the reason of a failure */
static char folder[32], path[64];
static bl_notice *sound_notice; /* opened without faults, for telling once more */
static telling expected;
static bl_buffer expected_readings[LINES_MAX];

static void remove_register(void)
{
    const char *suffixes[] = {"", "-wal", "-shm", "-journal"};
    for (int i = 0; i < 4; i++) {
        char name[80];
        snprintf(name, sizeof name, "%s%s", path, suffixes[i]);
        unlink(name);
    }
}

static void forget(telling *t)
{
    for (size_t i = 0; i < story_count; i++)
        bl_buffer_deinit(&t->answers[i]);
    *t = (telling){0};
}

static bl_status answer(bl_notice *notice, const story_line *line, bl_buffer *out, bl_err *err)
{
    const bl_function *function = bl_notice_function(notice, bl_text_of(line->function));
    BL_REQUIRE(function);
    bl_status status =
        bl_notice_answer(notice, function, bl_text_of(line->request), (bl_moment){0}, out, err);
    return status == BL_OK ? bl_buffer_status(out, err) : status;
}

/* One transaction: the lines from `first` that share its group. `*next` is where the next begins.
 */
static bl_status tell_group(bl_notice *notice, telling *t, size_t first, size_t *next)
{
    bl_status status = bl_notice_begin(notice, true, &t->err);
    if (status != BL_OK)
        return status;
    size_t i = first;
    for (; status == BL_OK && i < story_count && story[i].group == story[first].group; i++)
        status = answer(notice, &story[i], &t->answers[i], &t->err);
    if (status == BL_OK)
        status = bl_notice_commit(notice, &t->err);
    else
        bl_notice_rollback(notice);
    for (size_t j = first; status == BL_OK && j < i; j++)
        t->acknowledged[j] = true;
    *next = i;
    return status;
}

/* A short WAL is folded in and begun again several times during the story. */
static bl_status set_up(bl_ledger *ledger, const char *sync, bl_err *err)
{
    int64_t ignored;
    bool found;
    bl_status status = bl_db_int(bl_ledger_db(ledger), err, &ignored, &found,
                                 "PRAGMA wal_autocheckpoint = 12", "");
    if (status == BL_OK && sync)
        status = bl_db_run(bl_ledger_db(ledger), err, sync, "");
    return status;
}

/* The whole path of a `call`. `sync` NULL: as the register does by itself; `notice` NULL: a fresh
 * one. */
static void tell(telling *t, bl_notice *notice, const char *sync)
{
    bl_ledger *ledger = NULL;
    bl_notice *own = NULL;
    bl_status status = notice ? BL_OK : bl_notice_open(policy, &own, &t->err);
    if (status == BL_OK)
        status = bl_ledger_open(path, BL_DB_CREATE, &ledger, &t->err);
    if (status == BL_OK)
        status = set_up(ledger, sync, &t->err);
    if (status == BL_OK) {
        bl_notice_attach(notice ? notice : own, ledger);
        for (size_t i = 0; status == BL_OK && i < story_count;)
            status = tell_group(notice ? notice : own, t, i, &i);
    }
    t->complete = status == BL_OK;
    bl_notice_close(own);
    bl_ledger_close(ledger);
}

/* Only a remembered answer is in the register: bad input is not. */
static bool is_remembered(size_t line)
{
    return !strstr(expected.answers[line].at, "\"code\":\"bad_input\"");
}

/* How many acknowledged requests the register does not know; all when it can't be opened. */
static long count_lost(const telling *t)
{
    bl_ledger *ledger = NULL;
    long lost = 0, acknowledged = 0;
    bool opened = bl_ledger_open(path, BL_DB_CREATE, &ledger, NULL) == BL_OK;
    for (size_t i = 0; i < story_count; i++) {
        char id[16] = "";
        int64_t entry;
        bool found = false;
        sscanf(story[i].request, "{\"request_id\":\"%15[^\"]", id);
        acknowledged += t->acknowledged[i];
        if (!opened || !t->acknowledged[i] || !is_remembered(i))
            continue;
        bool readable = bl_db_int(bl_ledger_db(ledger), NULL, &entry, &found,
                                  "SELECT entry FROM request WHERE id = ?", "t", id) == BL_OK;
        lost += !readable || !found;
    }
    bl_ledger_close(ledger);
    return opened ? lost : acknowledged;
}

/* Nothing acknowledged was another answer than it should be. The words about bad input may be
 * poorer where memory is short. */
static void assert_answers(const telling *t)
{
    for (size_t i = 0; i < story_count; i++)
        if (t->acknowledged[i] && is_remembered(i))
            assert_string_equal(t->answers[i].at, expected.answers[i].at);
        else if (t->acknowledged[i])
            assert_non_null(strstr(t->answers[i].at, "\"code\":\"bad_input\""));
}

static void read_all(bl_buffer readings[LINES_MAX])
{
    bl_ledger *ledger = NULL;
    bl_err err = {0};
    assert_int_equal(bl_ledger_open(path, BL_DB_WRITE, &ledger, &err), BL_OK);
    bl_notice_attach(sound_notice, ledger);
    assert_int_equal(bl_notice_begin(sound_notice, false, &err), BL_OK);
    for (size_t i = 0; i < story_reading_count; i++) {
        bl_buffer_clear(&readings[i]);
        assert_int_equal(answer(sound_notice, &story_readings[i], &readings[i], &err), BL_OK);
    }
    bl_notice_rollback(sound_notice);
    bl_ledger_close(ledger);
}

static void assert_audit(void)
{
    bl_audit audit;
    bl_err err = {0};
    if (bl_audit_run(path, NULL, &audit, &err) != BL_OK)
        fail_msg("%s", err.text);
    if (!audit.holds)
        fail_msg("%s", audit.finding);
}

/* Told once more without faults, the season is what it would have been. */
static void assert_recovers(void)
{
    static bl_buffer readings[LINES_MAX];
    telling again = {0};
    tell(&again, sound_notice, NULL);
    if (!again.complete)
        fail_msg("%s", again.err.text);
    assert_answers(&again);
    forget(&again);
    read_all(readings);
    for (size_t i = 0; i < story_reading_count; i++) {
        assert_string_equal(readings[i].at, expected_readings[i].at);
        bl_buffer_deinit(&readings[i]);
    }
    assert_audit();
}

/* Who was refused was told what failed; nobody was told otherwise. */
static void assert_words(const telling *t, const char *const *words)
{
    if (t->complete)
        return;
    assert_int_not_equal(t->err.status, BL_OK);
    for (; *words; words++)
        if (strstr(t->err.text, *words))
            return;
    fail_msg("the words do not say what failed: %s", t->err.text);
}

/* Gives the number of points at which something failed. */
static long fail_the_disk(fault_plan plan)
{
    static const char *const words[] = {"disk", "unable to open database file", NULL};
    bool told = false;
    for (plan.nth = 1;; plan.nth++) {
        telling t = {0};
        remove_register();
        last_nth = plan.nth;
        fault_vfs_plan(plan);
        tell(&t, NULL, NULL);
        long fired = fault_vfs_fired();
        fault_vfs_clear();
        assert_words(&t, words);
        assert_answers(&t);
        assert_int_equal(count_lost(&t), 0);
        assert_recovers();
        told = t.complete;
        forget(&t);
        if (fired == 0)
            break;
    }
    assert_true(told);
    return plan.nth - 1;
}

static void disk_that_fails_loses_no_answer(void **state)
{
    (void)state;
    const unsigned calls[] = {FAULT_WRITE, FAULT_SYNC, FAULT_OPEN, FAULT_TRUNCATE, FAULT_READ};
    long points = 0;
    for (int i = 0; i < 5; i++)
        for (int for_ever = 0; for_ever < 2; for_ever++)
            points += fail_the_disk((fault_plan){calls[i], FAULT_IO, 0, for_ever, 0});
    print_message("%ld points\n", points);
    assert_true(points > 0);
}

static void disk_that_is_full_loses_no_answer(void **state)
{
    (void)state;
    long points = 0;
    for (int for_ever = 0; for_ever < 2; for_ever++)
        points += fail_the_disk((fault_plan){FAULT_WRITE, FAULT_FULL, 0, for_ever, 0});
    print_message("%ld points\n", points);
    assert_true(points > 0);
}

static void fail_memory(long nth, bool for_ever, long *failed, bool *complete)
{
    static const char *const words[] = {"memory", NULL};
    telling t = {0};
    remove_register();
    last_nth = nth;
    long live = fault_alloc_live();
    fault_alloc_plan(nth, for_ever);
    tell(&t, NULL, NULL);
    *failed = fault_alloc_clear();
    assert_words(&t, words);
    assert_answers(&t);
    *complete = t.complete;
    long lost = count_lost(&t);
    forget(&t);
    assert_int_equal(lost, 0);
    assert_int_equal(fault_alloc_live(), live);
    assert_recovers();
}

static void memory_that_runs_out_loses_no_answer(void **state)
{
    (void)state;
    if (!fault_alloc_usable())
        skip();
    for (int for_ever = 0; for_ever < 2; for_ever++) {
        long points = 0, survived = 0;
        bool complete = false;
        long nth = alloc_first;
        for (long failed = 1; failed > 0; nth += alloc_step) {
            fail_memory(nth, for_ever, &failed, &complete);
            points += failed > 0;
            survived += failed > 0 && complete;
        }
        assert_true(complete);
        print_message("%ld points among %ld allocations, %s; %ld survived\n", points, nth,
                      for_ever ? "for ever" : "once", survived);
    }
}

/* Cuts the power at every `step`-th of the planned calls, and once at the end. Gives the number of
 * cuts that lost an answer. */
static long cut_the_power(unsigned calls, long step, uint64_t seed, const char *sync, long *cuts)
{
    long losing = 0;
    fault_plan plan = {calls, FAULT_CUT, step, false, seed};
    for (bool ended = false; !ended; plan.nth += step, plan.seed += CUT_SEED_COUNT) {
        telling t = {0};
        remove_register();
        last_nth = plan.nth;
        fault_vfs_plan(plan);
        tell(&t, NULL, sync);
        ended = fault_vfs_fired() == 0;
        if (ended)
            fault_vfs_cut();
        fault_vfs_clear();
        losing += count_lost(&t) > 0;
        if (!sync) {
            assert_answers(&t);
            assert_recovers();
        }
        forget(&t);
        ++*cuts;
    }
    return losing;
}

static void power_cut_loses_no_answer(void **state)
{
    (void)state;
    long cuts = 0;
    for (uint64_t seed = 1; seed <= CUT_SEED_COUNT; seed++) {
        assert_int_equal(cut_the_power(FAULT_SYNC, 1, seed, NULL, &cuts), 0);
        assert_int_equal(cut_the_power(FAULT_WRITE | FAULT_TRUNCATE, 3, seed, NULL, &cuts), 0);
    }
    print_message("%ld cuts\n", cuts);
}

/* The control: a register that syncs less must be seen to lose, or the test above is blind. */
static void power_cut_with_fewer_syncs_loses(void **state)
{
    (void)state;
    long cuts = 0;
    long without = cut_the_power(FAULT_WRITE, 3, 1, "PRAGMA synchronous = OFF", &cuts);
    long seldom = cut_the_power(FAULT_WRITE, 3, 1, "PRAGMA synchronous = NORMAL", &cuts);
    print_message("%ld cuts: %ld lost answers without syncs, %ld with few\n", cuts, without,
                  seldom);
    assert_true(without > 0);
    assert_true(seldom > 0);
}

static int enter(void **state)
{
    (void)state;
    bl_err err = {0};
    strcpy(folder, "/tmp/bylaw-fault-XXXXXX");
    if (!mkdtemp(folder) || story_count > LINES_MAX || story_reading_count > LINES_MAX)
        return -1;
    snprintf(path, sizeof path, "%s/x.db", folder);
    fault_vfs_install();
    if (bl_notice_open(policy, &sound_notice, &err) != BL_OK) {
        print_error("%s\n", err.text);
        return -1;
    }
    tell(&expected, NULL, NULL);
    read_all(expected_readings);
    return expected.complete ? 0 : -1;
}

static int leave(void **state)
{
    (void)state;
    forget(&expected);
    for (size_t i = 0; i < story_reading_count; i++)
        bl_buffer_deinit(&expected_readings[i]);
    bl_notice_close(sound_notice);
    remove_register();
    return rmdir(folder);
}

static int say_where(void **state)
{
    (void)state;
    print_message("the last fault was the %ld-th\n", last_nth);
    return 0;
}

#define fact(name) cmocka_unit_test_teardown(name, say_where)

/* whole POLICY [STEP [FACT [FIRST]]]: fails every STEP-th allocation from the FIRST on; runs only
 * the named facts. */
int main(int count, char **arguments)
{
    const struct CMUnitTest tests[] = {
        fact(disk_that_fails_loses_no_answer),      fact(disk_that_is_full_loses_no_answer),
        fact(memory_that_runs_out_loses_no_answer), fact(power_cut_loses_no_answer),
        fact(power_cut_with_fewer_syncs_loses),
    };
    if (count < 2)
        return 2;
    policy = arguments[1];
    alloc_step = count > 2 ? atol(arguments[2]) : 1;
    if (count > 3)
        cmocka_set_test_filter(arguments[3]);
    alloc_first = count > 4 ? atol(arguments[4]) : 1;
    return cmocka_run_group_tests(tests, enter, leave);
}

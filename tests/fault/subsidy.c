/* SPDX-License-Identifier: MIT
 *
 * A short programme of subsidies, with a chronicle beside it, is played again and again, with a
 * fault at the first, second, third ... opportunity, until it is played without meeting one. Then,
 * on a sound machine, every act whose commit returned BL_OK must be in the register, each of the
 * others wholly or not at all; what is missing is done, and the register must be that of a
 * programme without faults.
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
#include "domain/chronicle.h"
#include "domain/grant.h"
#include "domain/journal.h"
#include "domain/objection.h"
#include "fault_alloc.h"
#include "fault_vfs.h"

#define T(literal)     ((bl_text){literal, sizeof literal - 1})
#define YUAN(n)        ((bl_money){(n)*INT64_C(100)})
#define CUT_SEED_COUNT 4
#define CUT_STEP       3

#define ONE T("IE-2021-000001")
#define TWO T("IE-2021-000002")

static const bl_moment at = {INT64_C(1638496800) * BL_SECOND};
static const bl_claim_event event = {.function = {"act", 3}, .actor = {"clerk", 5}};

typedef bl_status act(bl_ledger *ledger, int64_t book, bl_err *err);

static bl_status raise_budget(bl_ledger *ledger, int64_t book, bl_err *err)
{
    bl_status status = bl_budget_raise(ledger, book, at, "fund", YUAN(500), T("doc 1"), err);
    return status == BL_OK ? bl_budget_lower(ledger, book, at, "fund", YUAN(100), T("doc 2"), err)
                           : status;
}

static bl_status file(bl_ledger *ledger, int64_t book, bl_err *err)
{
    bl_claim claim = {.applicant = T("A1"),
                      .item = T("rating"),
                      .line = T("rating"),
                      .state = T("applied"),
                      .facts = T("{\"sales\":{\"$yuan\":\"83.33\"}}"),
                      .materials = T("[\"report\"]"),
                      .notes = T("{}"),
                      .payable = {true, YUAN(300)},
                      .budget = T("fund")};
    return bl_claim_file(ledger, book, at, T("IE"), 2021, &claim, &event, err);
}

static bl_status confirm(bl_ledger *ledger, int64_t book, bl_err *err)
{
    bl_claim_change confirmed = {.state = T("confirmed")};
    bl_claim_change waits = {.state = T("waiting"), .queueing = BL_QUEUE_LAST};
    bl_status status = bl_grant_commit(ledger, book, at, ONE, err);
    if (status == BL_OK)
        status = bl_claim_change_to(ledger, book, at, ONE, &confirmed, &event, err);
    return status == BL_OK ? bl_claim_change_to(ledger, book, at, TWO, &waits, &event, err)
                           : status;
}

static bl_status object(bl_ledger *ledger, int64_t book, bl_err *err)
{
    char id[BL_OBJECTION_ID_MAX];
    bl_status status = bl_objection_raise(ledger, book, at, TWO, T("bo"), T("not true"), id, err);
    return status == BL_OK ? bl_objection_resolve(ledger, book, at, bl_text_of(id), T("dismissed"),
                                                  T("it is"), err)
                           : status;
}

static bl_status withdraw(bl_ledger *ledger, int64_t book, bl_err *err)
{
    bl_claim_change withdrawn = {.state = T("withdrawn")};
    bl_status status = bl_grant_release(ledger, book, at, ONE, err);
    if (status == BL_OK)
        status = bl_claim_change_to(ledger, book, at, ONE, &withdrawn, &event, err);
    return status == BL_OK ? bl_grant_commit(ledger, book, at, TWO, err) : status;
}

static bl_status pay(bl_ledger *ledger, int64_t book, bl_err *err)
{
    return bl_grant_disburse(ledger, book, at, TWO, err);
}

static bl_status recover(bl_ledger *ledger, int64_t book, bl_err *err)
{
    bl_claim_change due = {.changes_due = true, .recover_due = YUAN(200)};
    bl_status status = bl_claim_change_to(ledger, book, at, TWO, &due, &event, err);
    if (status == BL_OK)
        status = bl_grant_recover(ledger, book, at, TWO, YUAN(50), false, err);
    return status == BL_OK ? bl_grant_recover(ledger, book, at, TWO, YUAN(100), true, err) : status;
}

static bl_status note(bl_ledger *ledger, int64_t book, bl_err *err)
{
    bl_event noted = {.kind = T("doc"),
                      .subject = T("D1"),
                      .name = T("registered"),
                      .at = at,
                      .volume = T("2021"),
                      .facts = T("{\"stage\":\"registered\"}"),
                      .series = T("001"),
                      .year = 2021};
    bl_status status =
        bl_chronicle_serial(ledger, book, noted.series, noted.year, &noted.serial, err);
    noted.serial++;
    return status == BL_OK ? bl_chronicle_add(ledger, book, &noted, err) : status;
}

static act *const acts[] = {raise_budget, file,     file, confirm, object,
                            note,         withdraw, pay,  recover, note};

#define COUNT ((int)(sizeof acts / sizeof acts[0]))

/* What one playing came to. */
typedef struct playing {
    bool acknowledged[COUNT];
    bool complete;
    bl_err err; /* the failure that ended it */
} playing;

static char folder[32], path[64];
static bl_buffer expected;
static long stride = 1, last_nth; /* the latter for who looks for the reason of a failure */

static void remove_register(void)
{
    const char *suffixes[] = {"", "-wal", "-shm", "-journal"};
    for (int i = 0; i < 4; i++) {
        char name[80];
        snprintf(name, sizeof name, "%s%s", path, suffixes[i]);
        unlink(name);
    }
}

static bl_status is_done(bl_ledger *ledger, const char *id, bool *out, bl_err *err)
{
    int64_t entry;
    return bl_db_int(bl_ledger_db(ledger), err, &entry, out,
                     "SELECT entry FROM request WHERE id = ?", "t", id);
}

/* One transaction, unless it is in the register already. */
static bl_status play_act(bl_ledger *ledger, int i, bl_err *err)
{
    char id[16];
    int64_t book;
    bool done = false;
    snprintf(id, sizeof id, "r%d", i);
    bl_status status = bl_ledger_begin(ledger, true, err);
    if (status != BL_OK)
        return status;
    status = is_done(ledger, id, &done, err);
    if (status == BL_OK && !done) {
        status = bl_book_open(ledger, "programme", at, &book, err);
        if (status == BL_OK)
            status = acts[i](ledger, book, err);
        if (status == BL_OK)
            status = bl_journal_keep(ledger, at, bl_text_of(id), T("act"), T("{}"), T("{}"), err);
        if (status == BL_OK)
            status = bl_ledger_keep(ledger, err);
    }
    if (status == BL_OK)
        return bl_ledger_commit(ledger, err);
    bl_ledger_rollback(ledger);
    return status;
}

static void play(playing *p)
{
    bl_ledger *ledger = NULL;
    *p = (playing){.complete = false};
    bl_status status = bl_ledger_open(path, BL_DB_CREATE, &ledger, &p->err);
    for (int i = 0; status == BL_OK && i < COUNT; i++) {
        status = play_act(ledger, i, &p->err);
        p->acknowledged[i] = status == BL_OK;
    }
    p->complete = status == BL_OK;
    bl_ledger_close(ledger);
}

/* The head of the log, which everything in it has made. */
static void read_head(bl_buffer *out)
{
    bl_audit audit;
    bl_err err = {0};
    if (bl_audit_run(path, NULL, &audit, &err) != BL_OK)
        fail_msg("%s", err.text);
    if (!audit.holds)
        fail_msg("%s", audit.finding);
    bl_buffer_clear(out);
    bl_buffer_add(out, audit.head, sizeof audit.head);
}

static void assert_recovers(const playing *p, const char *const *words)
{
    bool told = p->complete;
    for (; !told && *words; words++)
        told = strstr(p->err.text, *words) != NULL;
    if (!told)
        fail_msg("the words do not say what failed: %s", p->err.text);
    bl_ledger *ledger = NULL;
    bl_err err = {0};
    playing again;
    assert_int_equal(bl_ledger_open(path, BL_DB_CREATE, &ledger, &err), BL_OK);
    for (int i = 0; i < COUNT; i++) {
        char id[16];
        bool done = false;
        snprintf(id, sizeof id, "r%d", i);
        assert_int_equal(is_done(ledger, id, &done, &err), BL_OK);
        assert_true(done || !p->acknowledged[i]);
    }
    bl_ledger_close(ledger);
    play(&again);
    if (!again.complete)
        fail_msg("%s", again.err.text);
    bl_buffer head = {0};
    read_head(&head);
    assert_memory_equal(head.at, expected.at, expected.size);
    bl_buffer_deinit(&head);
}

static void disk_that_fails_or_is_full_loses_no_act(void **state)
{
    (void)state;
    static const char *const words[] = {"disk", "unable to open database file", NULL};
    const fault_plan plans[] = {
        {FAULT_WRITE, FAULT_IO, 0, false, 0},    {FAULT_WRITE, FAULT_IO, 0, true, 0},
        {FAULT_SYNC, FAULT_IO, 0, false, 0},     {FAULT_SYNC, FAULT_IO, 0, true, 0},
        {FAULT_OPEN, FAULT_IO, 0, false, 0},     {FAULT_OPEN, FAULT_IO, 0, true, 0},
        {FAULT_TRUNCATE, FAULT_IO, 0, false, 0}, {FAULT_READ, FAULT_IO, 0, false, 0},
        {FAULT_READ, FAULT_IO, 0, true, 0},      {FAULT_WRITE, FAULT_FULL, 0, false, 0},
        {FAULT_WRITE, FAULT_FULL, 0, true, 0},
    };
    long points = 0;
    for (size_t i = 0; i < sizeof plans / sizeof plans[0]; i++) {
        fault_plan plan = plans[i];
        for (long fired = 1; fired > 0;) {
            playing p;
            remove_register();
            last_nth = ++plan.nth;
            fault_vfs_plan(plan);
            play(&p);
            fired = fault_vfs_fired();
            fault_vfs_clear();
            assert_recovers(&p, words);
            points += fired > 0;
            assert_true(fired > 0 || p.complete);
        }
    }
    print_message("%ld points\n", points);
    assert_true(points > 0);
}

static void memory_that_runs_out_loses_no_act(void **state)
{
    (void)state;
    static const char *const words[] = {"memory", NULL};
    if (!fault_alloc_usable())
        skip();
    for (int for_ever = 0; for_ever < 2; for_ever++) {
        long points = 0;
        for (long nth = 1, failed = 1; failed > 0; nth += stride) {
            playing p;
            remove_register();
            last_nth = nth;
            long live = fault_alloc_live();
            fault_alloc_plan(nth, for_ever);
            play(&p);
            failed = fault_alloc_clear();
            assert_int_equal(fault_alloc_live(), live);
            assert_recovers(&p, words);
            points += failed > 0;
            assert_true(failed > 0 || p.complete);
        }
        print_message("%ld points, %s\n", points, for_ever ? "for ever" : "once");
        assert_true(points > 0);
    }
}

static void power_cut_loses_no_act(void **state)
{
    (void)state;
    static const char *const words[] = {"", NULL};
    long cuts = 0;
    for (uint64_t seed = 1; seed <= CUT_SEED_COUNT; seed++) {
        fault_plan plan = {FAULT_SYNC | FAULT_WRITE | FAULT_TRUNCATE, FAULT_CUT, 1, false, seed};
        for (bool ended = false; !ended;
             plan.nth += CUT_STEP, plan.seed += CUT_SEED_COUNT, cuts++) {
            playing p;
            remove_register();
            last_nth = plan.nth;
            fault_vfs_plan(plan);
            play(&p);
            ended = fault_vfs_fired() == 0;
            if (ended)
                fault_vfs_cut();
            fault_vfs_clear();
            assert_recovers(&p, words);
        }
    }
    print_message("%ld cuts\n", cuts);
}

static int enter(void **state)
{
    (void)state;
    playing p;
    strcpy(folder, "/tmp/bylaw-fault-XXXXXX");
    if (!mkdtemp(folder))
        return -1;
    snprintf(path, sizeof path, "%s/x.db", folder);
    fault_vfs_install();
    play(&p);
    read_head(&expected);
    return p.complete ? 0 : -1;
}

static int leave(void **state)
{
    (void)state;
    bl_buffer_deinit(&expected);
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

/* subsidy [STEP]: fails every STEP-th allocation. */
int main(int count, char **arguments)
{
    const struct CMUnitTest tests[] = {
        fact(disk_that_fails_or_is_full_loses_no_act),
        fact(memory_that_runs_out_loses_no_act),
        fact(power_cut_loses_no_act),
    };
    stride = count > 1 ? atol(arguments[1]) : 1;
    return cmocka_run_group_tests(tests, enter, leave);
}

/* SPDX-License-Identifier: MIT */
#include <sqlite3.h>
#include <stdlib.h>

#include "domain/audit.h"
#include "store/schema.h"
#include "subsidy.h"

static char folder[] = "/tmp/bylaw-audit-XXXXXX";
static char original[64]; /* made once; each test works on a copy */
static char path[64];
static bl_audit audit;

/* A programme with an entry of every kind. */
static void play(void)
{
    char given[BL_OBJECTION_ID_MAX];
    keep(bl_budget_raise(ledger, book, at(1), "fund", YUAN(1000), T("doc 1"), &err));
    keep(bl_budget_lower(ledger, book, at(1), "fund", YUAN(100), T("doc 2"), &err));
    for (int i = 0; i < 4; i++)
        file_payable(300);
    for (int i = 1; i <= 3; i++)
        keep(commit(i));
    keep(release(3));
    keep(queue(4, BL_QUEUE_LAST));
    bl_claim_change moved = {.unit = T("区")};
    bl_claim_event by_paper = {T("move"), T("unit"), T("doc 3")};
    keep(bl_claim_change_to(ledger, book, at(45), ID(4), &moved, &by_paper, &err));
    keep(disburse(1));
    keep(demand(1, 200));
    keep(recover(1, 50, false));
    keep(recover(1, 100, true));
    for (int i = 1; i <= 2; i++)
        keep(bl_objection_raise(ledger, book, at(70), ID(2), T("bo"), T("not true"), given, &err));
    keep(bl_objection_resolve(ledger, book, at(80), T("IE-2021-000002/1"), T("dismissed"),
                              T("it is"), &err));
}

static int make_original(void **state)
{
    (void)state;
    if (!mkdtemp(folder))
        return -1;
    snprintf(original, sizeof original, "%s/original.db", folder);
    snprintf(path, sizeof path, "%s/x.db", folder);
    open_season(original);
    play();
    must(bl_ledger_commit(ledger, &err));
    bl_ledger_close(ledger);
    ledger = NULL;
    return 0;
}

static int remove_original(void **state)
{
    (void)state;
    char command[80];
    snprintf(command, sizeof command, "rm -rf %s", folder);
    return system(command);
}

static int enter_copy(void **state)
{
    (void)state;
    char command[400];
    snprintf(command, sizeof command, "rm -f %s-wal %s-shm && cp %s %s", path, path, original,
             path);
    return system(command);
}

#define copy_fact(name) cmocka_unit_test_setup(name, enter_copy)

static void assert_holds_whole(void)
{
    must(bl_audit_run(path, NULL, &audit, &err));
    if (!audit.holds)
        fail_msg("%s", audit.finding);
}

static void assert_found(const char *sql, const char *words)
{
    must(bl_audit_run(path, NULL, &audit, &err));
    if (audit.holds || !strstr(audit.finding, words))
        fail_msg("%s: expected %s, not: %s", sql, words, audit.holds ? "holds" : audit.finding);
}

/* What somebody does with sqlite3 at hand. */
static void execute(const char *sql)
{
    sqlite3 *db = NULL;
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, "PRAGMA ignore_check_constraints = ON", NULL, NULL, NULL),
                     SQLITE_OK);
    if (sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK)
        fail_msg("%s: %s", sql, sqlite3_errmsg(db));
    sqlite3_close(db);
}

static void programme_as_it_went_holds(void **state)
{
    (void)state;
    assert_holds_whole();
}

static void each_column_of_each_table_is_held_to_the_log(void **state)
{
    static const char *const columns[] = {
        "budget.ceiling",      "budget.recycled",     "budget.last_at",    "claim.series",
        "claim.year",          "claim.applicant",     "claim.item",        "claim.line",
        "claim.unit",          "claim.state",         "claim.facts",       "claim.materials",
        "claim.notes",         "claim.gross",         "claim.payable",     "claim.committed",
        "claim.disbursed",     "claim.recover_due",   "claim.recovered",   "claim.budget",
        "claim.queued",        "claim.last_at",       "claim_event.at",    "claim_event.function",
        "claim_event.actor",   "claim_event.before",  "claim_event.after", "claim_event.document",
        "objection.raised_at", "objection.raised_by", "objection.grounds", "objection.resolved_at",
        "objection.outcome",   "objection.decision"};
    for (size_t i = 0; i < sizeof columns / sizeof columns[0]; i++) {
        char table[20], words[40], sql[200];
        const char *column = strchr(columns[i], '.') + 1;
        snprintf(table, sizeof table, "%.*s", (int)(column - columns[i] - 1), columns[i]);
        snprintf(words, sizeof words, "%s {", table);
        snprintf(sql, sizeof sql, "UPDATE %s SET %s = 7 WHERE %s IS NOT NULL", table, column,
                 column);
        if (enter_copy(state) != 0)
            fail();
        execute(sql);
        assert_found(sql, words);
    }
}

static void row_removed_or_added_is_named(void **state)
{
    static const struct {
        const char *sql, *words;
    } list[] = {
        {"DELETE FROM budget", "budget {\"name\":\"fund\""},
        {"DELETE FROM claim WHERE serial = 4",
         "claim {\"series\":\"IE\",\"year\":2021,\"serial\":4"},
        {"DELETE FROM claim_event WHERE serial = 4 AND n = 2", "claim_event {\"series\":\"IE\""},
        {"DELETE FROM objection WHERE n = 2", "objection {\"series\":\"IE\""},
        {"INSERT INTO budget VALUES (1, 'x', 0, 0, 0, 0)", "budget {\"name\":\"x\""},
        {"INSERT INTO claim SELECT book, series, year, 5, applicant, item, line, unit, state, "
         "facts,"
         " materials, notes, gross, payable, 0, 0, 0, 0, budget, NULL, last_at FROM claim"
         " WHERE serial = 4",
         "\"serial\":5"},
        {"INSERT INTO claim_event VALUES (1, 'IE', 2021, 4, 9, 0, 'f', 'a', 'x', 'x', NULL)",
         "\"n\":9"},
        {"INSERT INTO objection VALUES (1, 'IE', 2021, 4, 1, 0, 'x', 'x', NULL, NULL, NULL)",
         "objection {\"series\":\"IE\",\"year\":2021,\"serial\":4"},
        {"DROP INDEX claim_queued", "claim_queued"},
    };
    for (size_t i = 0; i < sizeof list / sizeof list[0]; i++) {
        if (enter_copy(state) != 0)
            fail();
        execute(list[i].sql);
        assert_found(list[i].sql, list[i].words);
    }
}

/* Appends an entry as a program would that knows none of the limits; its hash fits. */
static void forge(const char *kind_name, const char *subject, const char *facts, const char *from,
                  const char *to, int64_t yuan)
{
    const bl_kind kind = {.name = kind_name, .ways = {{"", ""}}};
    must(bl_ledger_open(path, BL_DB_WRITE, &ledger, &err));
    must(bl_ledger_begin(ledger, true, &err));
    keep(bl_ledger_append(ledger,
                          &(bl_entry){.kind = &kind,
                                      .book = book,
                                      .at = at(90),
                                      .subject = bl_text_of(subject),
                                      .facts = bl_text_of(facts),
                                      .debit = from,
                                      .credit = to,
                                      .amount = YUAN(yuan)},
                          &err));
    must(bl_ledger_commit(ledger, &err));
    bl_ledger_close(ledger);
    ledger = NULL;
}

#define FREE      "budget/fund/free"
#define COMMITTED "budget/fund/committed"
#define DISBURSED "budget/fund/disbursed"

static void forged_entry_is_named(void **state)
{
    static const struct {
        const char *kind, *subject, *facts, *from, *to;
        int64_t yuan;
    } list[] = {
        {"budget raised", "fund", "{}", "outside", COMMITTED, 1},
        {"budget raised", "fund", "{}", "outside", "available", 1},
        {"budget lowered", "fund", "{}", DISBURSED, "outside", 1},
        {"budget lowered", "other", "{}", FREE, "outside", 1},
        {"claim committed", "IE-2021-000004", "{}", FREE, COMMITTED, 299},
        {"claim committed", "IE-2021-000002", "{}", FREE, COMMITTED, 300},
        {"claim committed", "IE-2021-000004", "{}", NULL, NULL, 0},
        {"claim released", "IE-2021-000001", "{}", COMMITTED, FREE, 300},
        {"claim disbursed", "IE-2021-000002", "{}", FREE, DISBURSED, 300},
        {"claim disbursed", "IE-2021-000001", "{}", COMMITTED, DISBURSED, 300},
        {"claim recovered", "IE-2021-000001", "{}", "outside", FREE, 51},
        {"claim recovered", "IE-2021-000002", "{}", "outside", FREE, 1},
        {"claim changed", "IE-2021-000009", "{\"state\":\"x\"}", NULL, NULL, 0},
        {"claim changed", "IE-2021-000002", "{\"payable\":1,\"function\":\"f\",\"actor\":\"a\"}",
         NULL, NULL, 0},
        {"claim filed", "IE-2021-000009", "{}", NULL, NULL, 0},
        {"objection raised", "IE-2021-000002/9", "{\"by\":\"x\",\"grounds\":\"x\"}", NULL, NULL, 0},
        {"objection resolved", "IE-2021-000002/1", "{\"outcome\":\"x\",\"decision\":\"x\"}", NULL,
         NULL, 0},
        {"objection resolved", "IE-2021-000002/2", "{}", NULL, NULL, 0},
    };
    for (size_t i = 0; i < sizeof list / sizeof list[0]; i++) {
        if (enter_copy(state) != 0)
            fail();
        forge(list[i].kind, list[i].subject, list[i].facts, list[i].from, list[i].to, list[i].yuan);
        assert_found(list[i].subject, list[i].kind);
    }
}

/* What later tables are made from is in no register of version 1. */
static void age(void)
{
    execute("DROP TABLE budget; DROP TABLE claim; DROP TABLE claim_event; DROP TABLE objection;"
            " DROP TABLE setting; DROP TABLE event; DROP TABLE document; DROP TABLE provision;"
            " DROP TABLE job; DROP TABLE awaited; PRAGMA user_version = 1");
}

static void register_of_version_1_is_brought_up_to_date_and_keeps_its_data(void **state)
{
    bl_ledger_close(ledger);
    unlink(path);
    open_season(path);
    keep(plan(1, 10, 2));
    bl_voucher given;
    keep(claim(1, 30, "ann", &given));
    must(bl_ledger_commit(ledger, &err));
    leave(state);
    age();
    assert_refused(bl_ledger_open(path, BL_DB_READ, &ledger, &err), BL_VERSION);
    assert_refused(bl_audit_run(path, NULL, &audit, &err), BL_VERSION);
    must(bl_ledger_open(path, BL_DB_WRITE, &ledger, &err));
    must(bl_ledger_begin(ledger, true, &err));
    assert_int_equal(number("PRAGMA user_version"), bl_schema_count());
    assert_string_equal(voucher("1-30-1").person, "ann");
    assert_int_equal(number("SELECT count(*) FROM entry"), 8);
    keep(bl_budget_raise(ledger, book, at(1), "fund", YUAN(1000), T("doc 1"), &err));
    file_payable(300);
    keep(commit(1));
    must(bl_ledger_commit(ledger, &err));
    leave(state);
    assert_holds_whole();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        copy_fact(programme_as_it_went_holds),
        copy_fact(each_column_of_each_table_is_held_to_the_log),
        copy_fact(row_removed_or_added_is_named),
        copy_fact(forged_entry_is_named),
        copy_fact(register_of_version_1_is_brought_up_to_date_and_keeps_its_data),
    };
    return cmocka_run_group_tests(tests, make_original, remove_original);
}

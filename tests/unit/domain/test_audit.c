/* SPDX-License-Identifier: MIT */
#include "domain/audit.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <sys/stat.h>

#include "domain/chronicle.h"
#include "domain/journal.h"
#include "domain/roster.h"
#include "domain/setting.h"
#include "season.h"

static char folder[] = "/tmp/bylaw-audit-XXXXXX";
static char original[64]; /* made once; each test works on a copy */
static char path[64];
static bl_audit audit;

/* A season with an entry of every kind. */
static void play(void)
{
    bl_voucher given;
    bl_share back[] = {{"district", YUAN(10)}};
    keep(bl_roster_join(ledger, book, "stores", T("S1"), at(2), "large", T("{\"a\":1}"), &err));
    keep(bl_roster_join(ledger, book, "stores", T("S2"), at(2), "large", T("{}"), &err));
    keep(bl_roster_leave(ledger, book, "stores", T("S2"), at(3), "cheating", &err));
    keep(bl_roster_touch(ledger, book, "stores", T("S1"), at(4), &err));
    bl_setting setting = {.name = T("rate"), .value = T("6.50"), .why = T("y"), .at = at(5)};
    keep(bl_setting_put(ledger, T("n"), &setting, &err));
    bl_event event = {.kind = T("doc"),
                      .subject = T("D1"),
                      .name = T("opened"),
                      .at = at(5),
                      .volume = T("v"),
                      .facts = T("{\"a\":1}"),
                      .series = T("s"),
                      .year = 2022,
                      .serial = 1};
    keep(bl_chronicle_add(ledger, book, &event, &err));
    keep(plan(1, 10, 3));
    keep(plan(1, 10, 2));
    must(claim(1, 30, "ann", &given));
    keep(bl_journal_keep(ledger, at(10), T("r1"), T("n.claim"), T("{}"), T("{\"ok\":true}"), &err));
    must(claim(1, 30, "bo", &given));
    keep(bl_journal_keep(ledger, at(10), T("r2"), T("n.claim"), T("{}"), T("{\"ok\":true}"), &err));
    keep(claim(1, 100, "ann", &given));
    keep(redeem("1-30-1", "S1", "o1"));
    bl_redemption over = redemption("1-30-1/1");
    keep(
        bl_redemption_refund(ledger, book, at(30), &over, YUAN(500), BL_REDEMPTION_RESTORED, &err));
    keep(redeem("1-30-1", "S1", "o2"));
    keep(redeem("1-100-1", "S1", "o3"));
    keep(close_round(1));
    settle(1, "S1", 104, 26);
    over = redemption("1-100-1/1");
    keep(bl_redemption_cancel(ledger, book, at(1500), &over, "cash_out", &err));
    keep(bl_recover(ledger, book, at(1600), "S1", back, 1, &err));
    keep(plan(2, 3, 0));
    must(claim(2, 30, "ann", &given));
    keep(bl_journal_keep(ledger, at(1700), T("r3"), T("n.claim"), T("{}"), T("{\"ok\":true}"),
                         &err));
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

static void copy(const char *from, const char *to)
{
    char command[400];
    snprintf(command, sizeof command, "rm -f %s-wal %s-shm && cp %s %s", to, to, from, to);
    assert_int_equal(system(command), 0);
}

static int enter_copy(void **state)
{
    (void)state;
    copy(original, path);
    return 0;
}

#define copy_fact(name) cmocka_unit_test_setup(name, enter_copy)

static void run(void)
{
    if (bl_audit_run(path, NULL, &audit, &err) != BL_OK)
        fail_msg("%s", err.text);
}

static void assert_holds_whole(void)
{
    run();
    if (!audit.holds)
        fail_msg("%s", audit.finding);
}

static void assert_found(const char *words)
{
    run();
    if (audit.holds || !strstr(audit.finding, words))
        fail_msg("expected %s, not: %s", words, audit.holds ? "holds" : audit.finding);
}

static sqlite3 *opened(void)
{
    sqlite3 *db = NULL;
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    return db;
}

static void execute(sqlite3 *db, const char *sql)
{
    if (sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK)
        fail_msg("%s: %s", sql, sqlite3_errmsg(db));
}

#define EDITED  "entry_is_never_edited BEFORE UPDATE ON entry\nBEGIN SELECT raise(ABORT, "
#define REMOVED "entry_is_never_removed BEFORE DELETE ON entry\nBEGIN SELECT raise(ABORT, "

/* What somebody does with sqlite3 at hand: the triggers are away while it runs and back after. */
static void tamper(const char *sql)
{
    sqlite3 *db = opened();
    execute(db, "PRAGMA synchronous = OFF;"
                " PRAGMA ignore_check_constraints = ON; DROP TRIGGER entry_is_never_edited;"
                " DROP TRIGGER entry_is_never_removed");
    execute(db, sql);
    execute(db, "CREATE TRIGGER " EDITED "'the log is append-only'); END;"
                "CREATE TRIGGER " REMOVED "'the log is append-only'); END");
    assert_int_equal(sqlite3_close(db), SQLITE_OK);
}

static int64_t entry_where(const char *condition)
{
    char sql[200];
    sqlite3_stmt *statement = NULL;
    sqlite3 *db = opened();
    snprintf(sql, sizeof sql, "SELECT max(seq) FROM entry WHERE %s", condition);
    assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &statement, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
    int64_t seq = sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    sqlite3_close(db);
    return seq;
}

static const char *column(sqlite3_stmt *statement, int i)
{
    return (const char *)sqlite3_column_text(statement, i);
}

/* Writes the hashes of the entries from `first` to `last` anew, as a forger would. */
static void rehash(int64_t first, int64_t last)
{
    sqlite3 *db = opened();
    sqlite3_stmt *all = NULL, *set = NULL;
    uint8_t head[BL_HASH_SIZE] = {0};
    execute(db, "PRAGMA synchronous = OFF; DROP TRIGGER entry_is_never_edited; BEGIN");
    sqlite3_prepare_v2(db,
                       "SELECT seq, book, at, kind, subject, facts, debit, credit, amount, hash"
                       " FROM entry ORDER BY seq",
                       -1, &all, NULL);
    sqlite3_prepare_v2(db, "UPDATE entry SET hash = ? WHERE seq = ?", -1, &set, NULL);
    while (sqlite3_step(all) == SQLITE_ROW) {
        int64_t seq = sqlite3_column_int64(all, 0);
        bl_kind kind = {.name = column(all, 3)};
        bl_entry entry = {.kind = &kind,
                          .book = sqlite3_column_int64(all, 1),
                          .at = {sqlite3_column_int64(all, 2)},
                          .subject = bl_text_of(column(all, 4)),
                          .facts = bl_text_of(column(all, 5)),
                          .debit = column(all, 6),
                          .credit = column(all, 7),
                          .amount = {sqlite3_column_int64(all, 8)}};
        if (seq < first || seq > last) {
            memcpy(head, sqlite3_column_blob(all, 9), BL_HASH_SIZE);
            continue;
        }
        bl_entry_hash(head, seq, &entry, head);
        sqlite3_bind_blob(set, 1, head, BL_HASH_SIZE, SQLITE_TRANSIENT);
        sqlite3_bind_int64(set, 2, seq);
        assert_int_equal(sqlite3_step(set), SQLITE_DONE);
        sqlite3_reset(set);
    }
    sqlite3_finalize(all);
    sqlite3_finalize(set);
    execute(db, "COMMIT; CREATE TRIGGER " EDITED "'the log is append-only'); END");
    assert_int_equal(sqlite3_close(db), SQLITE_OK);
}

static void untouched_register_holds(void **state)
{
    (void)state;
    assert_holds_whole();
    assert_int_equal(audit.entries, entry_where("true"));
    sqlite3 *db = opened();
    sqlite3_stmt *statement = NULL;
    sqlite3_prepare_v2(db, "SELECT hash FROM entry ORDER BY seq DESC LIMIT 1", -1, &statement,
                       NULL);
    assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
    assert_memory_equal(audit.head, sqlite3_column_blob(statement, 0), BL_HASH_SIZE);
    sqlite3_finalize(statement);
    sqlite3_close(db);
}

static void empty_register_holds(void **state)
{
    (void)state;
    bl_ledger *empty = NULL;
    unlink(path);
    must(bl_ledger_open(path, BL_DB_CREATE, &empty, &err));
    bl_ledger_close(empty);
    assert_holds_whole();
    assert_int_equal(audit.entries, 0);
}

static void audit_leaves_the_file_as_it_was(void **state)
{
    (void)state;
    char command[160];
    assert_holds_whole();
    snprintf(command, sizeof command, "cmp -s %s %s", path, original);
    assert_int_equal(system(command), 0);
}

static void register_that_others_write_holds(void **state)
{
    (void)state;
    must(bl_ledger_open(path, BL_DB_WRITE, &ledger, &err));
    must(bl_ledger_begin(ledger, true, &err));
    keep(bl_ledger_fund(ledger, book, at(2000), "available", YUAN(5), &err));
    must(bl_ledger_commit(ledger, &err));
    int64_t committed = bl_ledger_seq(ledger);
    assert_holds_whole();
    assert_int_equal(audit.entries, committed);
    must(bl_ledger_begin(ledger, true, &err));
    keep(bl_ledger_fund(ledger, book, at(2000), "available", YUAN(5), &err));
    must(bl_ledger_fund(ledger, book, at(2000), "available", YUAN(5), &err));
    assert_holds_whole();
    assert_int_equal(audit.entries, committed);
    leave(state);
}

typedef struct forgery {
    const char *sql;
    const char *finding;
} forgery;

static void assert_each_found(const forgery *list, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        copy(original, path);
        tamper(list[i].sql);
        run();
        if (audit.holds || !strstr(audit.finding, list[i].finding))
            fail_msg("%s: %s", list[i].sql, audit.holds ? "holds" : audit.finding);
    }
}

#define assert_all_found(list) assert_each_found(list, sizeof(list) / sizeof(list)[0])

static void edited_row_of_a_table_is_named(void **state)
{
    (void)state;
    static const forgery list[] = {
        {"UPDATE book SET last_at = last_at + 1", "book {\"id\":1,\"name\":\"season\""},
        {"UPDATE book SET name = 'x'", "book {\"id\":1,\"name\":\"x\""},
        {"UPDATE account SET balance = balance + 1 WHERE name = 'paid/S1'",
         "account {\"book\":1,\"name\":\"paid/S1\""},
        {"UPDATE account SET name = 'paid/S9' WHERE name = 'paid/S1'", "\"paid/S9\""},
        {"UPDATE request SET entry = entry + 1 WHERE id = 'r2'", "request {\"id\":\"r2\""},
        {"UPDATE request SET id = 'r9' WHERE id = 'r2'", "request {\"id\":\"r9\""},
        {"UPDATE member SET facts = '{\"a\":2}' WHERE id = 'S1'",
         "member {\"roster\":\"stores\",\"id\":\"S1\""},
        {"UPDATE member SET last_at = 5 WHERE id = 'S2'", "\"id\":\"S2\""},
        {"UPDATE spell SET until = NULL, reason = NULL WHERE member = 'S2'",
         "spell {\"roster\":\"stores\",\"member\":\"S2\",\"n\":1"},
        {"UPDATE spell SET since = since - 1 WHERE member = 'S1'", "\"member\":\"S1\",\"n\":1"},
        {"UPDATE setting SET value = '6.60'", "setting {\"notice\":\"n\",\"name\":\"rate\""},
        {"UPDATE setting SET since = '1971-01-01'", "\"name\":\"rate\""},
        {"UPDATE event SET subject = 'D9'", "event {\"kind\":\"doc\",\"subject\":\"D9\""},
        {"UPDATE event SET kind = 'x'", "event {\"kind\":\"x\""},
        {"UPDATE event SET at = at - 1", "event {\"kind\":\"doc\",\"subject\":\"D1\""},
        {"UPDATE event SET entry = 1", "event {\"kind\":\"doc\",\"subject\":\"D1\""},
        {"UPDATE event SET name = 'closed'", "\"name\":\"closed\""},
        {"UPDATE event SET volume = 'w'", "\"volume\":\"w\""},
        {"UPDATE event SET facts = '{}'", "event {\"kind\":\"doc\",\"subject\":\"D1\""},
        {"UPDATE event SET series = 't'", "\"series\":\"t\""},
        {"UPDATE event SET year = 2023", "\"year\":2023"},
        {"UPDATE event SET serial = 2", "\"serial\":2"},
        {"UPDATE round SET settled_at = NULL WHERE round = 1", "round {\"round\":1,"},
        {"UPDATE round SET planned_at = 5 WHERE round = 2", "round {\"round\":2,"},
        {"UPDATE stock SET planned = 11 WHERE round = 1 AND face = 30",
         "stock {\"round\":1,\"face\":30,\"planned\":11}"},
        {"UPDATE voucher SET person = 'eve' WHERE round = 2",
         "voucher {\"round\":2,\"face\":30,\"serial\":1,\"person\":\"eve\""},
        {"UPDATE voucher SET state = 'claimed' WHERE round = 1 AND face = 100",
         "voucher {\"round\":1,\"face\":100,\"serial\":1"},
        {"UPDATE voucher SET uses = 0 WHERE serial = 1 AND face = 30 AND round = 1",
         "voucher {\"round\":1,\"face\":30,\"serial\":1"},
        {"UPDATE redemption SET merchant = 'S9' WHERE order_id = 'o2'",
         "redemption {\"round\":1,\"face\":30,\"serial\":1,\"n\":2,\"merchant\":\"S9\""},
        {"UPDATE redemption SET at = 1 WHERE order_id = 'o2'", "\"serial\":1,\"n\":2"},
        {"UPDATE redemption SET sector = 'other' WHERE order_id = 'o1'", "\"serial\":1,\"n\":1"},
        {"UPDATE redemption SET over_at = 1 WHERE order_id = 'o3'", "\"face\":100,\"serial\":1"},
        {"UPDATE redemption SET refunded = 1 WHERE order_id = 'o2'", "\"order_id\":\"o2\""},
    };
    assert_all_found(list);
}

static void removed_row_of_a_table_is_named(void **state)
{
    (void)state;
    static const forgery list[] = {
        {"DELETE FROM book", "book {\"id\":1,\"name\":\"season\""},
        {"DELETE FROM account WHERE name = 'due_back/S1'", "\"name\":\"due_back/S1\""},
        {"DELETE FROM request WHERE id = 'r1'", "request {\"id\":\"r1\""},
        {"DELETE FROM member WHERE id = 'S2'", "\"id\":\"S2\""},
        {"DELETE FROM spell WHERE member = 'S2'", "\"member\":\"S2\",\"n\":1"},
        {"DELETE FROM setting", "\"name\":\"rate\""},
        {"DELETE FROM event", "event {\"kind\":\"doc\",\"subject\":\"D1\""},
        {"DELETE FROM round WHERE round = 2", "round {\"round\":2,"},
        {"DELETE FROM stock WHERE round = 2 AND face = 100", "stock {\"round\":2,\"face\":100"},
        {"DELETE FROM voucher WHERE round = 2", "voucher {\"round\":2,\"face\":30,\"serial\":1"},
        {"DELETE FROM redemption WHERE order_id = 'o1'", "\"serial\":1,\"n\":1"},
    };
    for (size_t i = 0; i < sizeof list / sizeof list[0]; i++) {
        copy(original, path);
        tamper(list[i].sql);
        assert_found(list[i].finding);
        assert_non_null(strstr(audit.finding, "was removed"));
    }
}

static void inserted_row_of_a_table_is_named(void **state)
{
    (void)state;
    static const forgery list[] = {
        {"INSERT INTO book VALUES (2, 'ghost', 0)", "book {\"id\":2,\"name\":\"ghost\""},
        {"INSERT INTO account VALUES (1, 'paid/S9', 0)", "\"name\":\"paid/S9\""},
        {"INSERT INTO request VALUES ('r9', 1)", "request {\"id\":\"r9\",\"entry\":1}"},
        {"INSERT INTO member VALUES (1, 'stores', 'S9', '{}', 0)", "\"id\":\"S9\""},
        {"INSERT INTO spell VALUES (1, 'stores', 'S2', 2, 0, NULL, NULL, 'large')",
         "\"member\":\"S2\",\"n\":2"},
        {"INSERT INTO round VALUES (1, 3, 0, 0, 0, NULL, NULL)", "round {\"round\":3,"},
        {"INSERT INTO stock VALUES (1, 2, 50, 9)", "stock {\"round\":2,\"face\":50"},
        {"INSERT INTO voucher VALUES (1, 2, 30, 2, 'eve', 0, 0, 'claimed', 0, 0)",
         "\"serial\":2,\"person\":\"eve\""},
        {"INSERT INTO redemption VALUES (1, 2, 30, 1, 1, 0, 'S1', 'o9', 'x', 0, 0, 0, 'ended', 0)",
         "\"order_id\":\"o9\""},
    };
    assert_all_found(list);
}

static void edited_entry_is_named(void **state)
{
    (void)state;
    static const char *const edits[] = {
        "book = 2",      "at = at + 1",         "kind = 'funded'",     "kind = 'nonsense'",
        "subject = 'x'", "facts = '{}'",        "debit = 'available'", "credit = 'paid/eve'",
        "amount = 3001", "hash = zeroblob(32)", "hash = zeroblob(31)",
    };
    int64_t seq = entry_where("kind = 'claimed' AND subject = '1-30-2'");
    for (size_t i = 0; i < sizeof edits / sizeof edits[0]; i++) {
        char sql[200], words[60];
        copy(original, path);
        snprintf(sql, sizeof sql, "UPDATE entry SET %s WHERE seq = %d", edits[i], (int)seq);
        tamper(sql);
        snprintf(words, sizeof words, "entry %d (", (int)seq);
        run();
        if (audit.holds || (!strstr(audit.finding, words) && i != 10))
            fail_msg("%s: %s", edits[i], audit.holds ? "holds" : audit.finding);
    }
}

static void amount_where_no_money_moves_is_found(void **state)
{
    (void)state;
    tamper("UPDATE entry SET amount = 5 WHERE seq = 1");
    assert_found("entry 1 (opened, season)");
}

static void removed_entry_is_named(void **state)
{
    (void)state;
    char sql[80], words[60];
    int64_t last = entry_where("true");
    for (int64_t seq = 1; seq < last; seq++) {
        copy(original, path);
        snprintf(sql, sizeof sql, "DELETE FROM entry WHERE seq = %d", (int)seq);
        tamper(sql);
        snprintf(words, sizeof words, "entry %d was removed", (int)seq);
        assert_found(words);
    }
}

static void removed_last_entry_is_found_by_what_it_made(void **state)
{
    (void)state;
    tamper("DELETE FROM entry WHERE seq = (SELECT max(seq) FROM entry)");
    assert_found("request {\"id\":\"r3\"");
    tamper("DELETE FROM request WHERE id = 'r3'");
    assert_holds_whole();
    tamper("DELETE FROM entry WHERE seq = (SELECT max(seq) FROM entry)");
    assert_found("account {\"book\":1,\"name\":\"outstanding/2/30\"");
}

static void removed_log_is_found(void **state)
{
    (void)state;
    tamper("DELETE FROM entry");
    assert_found("{\"id\":1,\"name\":\"season\"");
}

static void entry_that_was_moved_is_named(void **state)
{
    (void)state;
    tamper("UPDATE entry SET seq = 1000 WHERE seq = 9; UPDATE entry SET seq = 9 WHERE seq = 10;"
           " UPDATE entry SET seq = 10 WHERE seq = 1000");
    assert_found("entry 9 (");
    tamper("UPDATE entry SET seq = seq - 1000; UPDATE entry SET seq = seq + 1001");
    assert_found("entry 1 was removed");
}

static void added_entry_is_named(void **state)
{
    (void)state;
    tamper("INSERT INTO entry SELECT max(seq) + 1, 1, 0, 'funded', 'available', '{}', 'outside',"
           " 'available', 100, zeroblob(32) FROM entry");
    char words[60];
    snprintf(words, sizeof words, "entry %d (funded, available)", (int)entry_where("true"));
    assert_found(words);
}

static void entry_with_its_hash_made_anew_is_found_by_the_next(void **state)
{
    (void)state;
    int64_t seq = entry_where("kind = 'claimed' AND subject = '1-30-2'");
    char words[60];
    tamper("UPDATE entry SET facts = replace(facts, 'bo', 'al') WHERE subject = '1-30-2'");
    rehash(seq, seq);
    snprintf(words, sizeof words, "entry %d (", (int)seq + 1);
    assert_found(words);
}

static void chain_made_anew_is_found_by_the_tables(void **state)
{
    (void)state;
    tamper("UPDATE entry SET facts = replace(facts, 'bo', 'al') WHERE subject = '1-30-2'");
    rehash(1, INT64_MAX);
    assert_found("voucher {\"round\":1,\"face\":30,\"serial\":2,\"person\":\"bo\"");
}

static void chain_made_anew_that_breaks_a_limit_is_named(void **state)
{
    (void)state;
    static const char *const edits[] = {
        "facts = replace(facts, 'bo', 'ann') WHERE subject = '1-30-2'",
        "amount = 2000000 WHERE kind = 'claimed' AND subject = '1-30-2'",
        "subject = '1-30-1' WHERE kind = 'claimed' AND subject = '1-30-2'",
        "subject = 'nonsense' WHERE kind = 'claimed' AND subject = '1-30-2'",
        "facts = 'nonsense' WHERE kind = 'claimed' AND subject = '1-30-2'",
        "facts = '{}' WHERE kind = 'claimed' AND subject = '1-30-2'",
        "credit = NULL WHERE kind = 'claimed' AND subject = '1-30-2'",
        "amount = -3000 WHERE kind = 'claimed' AND subject = '1-30-2'",
    };
    int64_t seq = entry_where("kind = 'claimed' AND subject = '1-30-2'");
    for (size_t i = 0; i < sizeof edits / sizeof edits[0]; i++) {
        char sql[200], words[60];
        copy(original, path);
        snprintf(sql, sizeof sql, "UPDATE entry SET %s", edits[i]);
        tamper(sql);
        rehash(1, INT64_MAX);
        snprintf(words, sizeof words, "entry %d (claimed", (int)seq);
        run();
        if (audit.holds || (i < 6 && !strstr(audit.finding, words)))
            fail_msg("%s: %s", edits[i], audit.holds ? "holds" : audit.finding);
    }
}

static void payout_forged_with_its_hash_breaks_a_law(void **state)
{
    (void)state;
    tamper("INSERT INTO entry SELECT seq + 1, 1, (SELECT last_at FROM book), 'paid', 'S666', '{}', "
           "'funder/district',"
           " 'paid/S666', 100, zeroblob(32) FROM entry ORDER BY seq DESC LIMIT 1;"
           " UPDATE account SET balance = balance - 100 WHERE name = 'funder/district';"
           " INSERT INTO account VALUES (1, 'paid/S666', 100)");
    rehash(1, INT64_MAX);
    assert_found("law L7");
}

/* Each leaves every law of the campaign in force. */
static void money_moved_by_an_entry_of_the_wrong_kind_is_named(void **state)
{
    (void)state;
    static const char *const moves[][2] = {
        {"funder/district', 'due_back/S1", "funder/district"},
        {"outside', 'due_back/S1", "outside"},
        {"paid/S1', 'paid/S666", "paid/S1"},
    };
    int64_t seq = entry_where("true") + 1;
    for (size_t i = 0; i < sizeof moves / sizeof moves[0]; i++) {
        char sql[600], words[80];
        copy(original, path);
        snprintf(sql, sizeof sql,
                 "INSERT INTO entry SELECT seq + 1, 1, (SELECT last_at FROM book), 'offset', 'S1',"
                 " '{}', '%s', 100, zeroblob(32) FROM entry ORDER BY seq DESC LIMIT 1",
                 moves[i][0]);
        tamper(sql);
        rehash(1, INT64_MAX);
        snprintf(words, sizeof words,
                 "entry %d (offset, S1) was forged: its kind moves no money"
                 " from %s",
                 (int)seq, moves[i][1]);
        assert_found(words);
    }
}

static void register_forged_whole_shows_in_its_head_alone(void **state)
{
    (void)state;
    uint8_t head[BL_HASH_SIZE];
    assert_holds_whole();
    memcpy(head, audit.head, BL_HASH_SIZE);
    tamper("UPDATE entry SET facts = replace(facts, 'bo', 'al') WHERE subject = '1-30-2';"
           " UPDATE voucher SET person = 'al' WHERE person = 'bo'");
    rehash(1, INT64_MAX);
    assert_holds_whole();
    assert_memory_not_equal(audit.head, head, BL_HASH_SIZE);
}

static void changed_schema_is_named(void **state)
{
    (void)state;
    static const forgery list[] = {
        {"CREATE TABLE ghost (a)", "\"ghost\""},
        {"CREATE VIEW ghost AS SELECT 1", "\"ghost\""},
        {"CREATE TRIGGER ghost AFTER INSERT ON voucher BEGIN SELECT 1; END", "\"ghost\""},
        {"CREATE INDEX ghost ON voucher (person)", "\"ghost\""},
        {"DROP INDEX voucher_once_a_person", "\"voucher_once_a_person\""},
        {"DROP INDEX redemption_stands_once", "\"redemption_stands_once\""},
        {"ALTER TABLE voucher ADD COLUMN extra INTEGER", "\"voucher\""},
        {"PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = replace(sql,"
         " 'planned >= 0', 'planned >= -9') WHERE name = 'stock'",
         "\"stock\""},
        {"PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = replace(sql,"
         " 'balance >= 0 OR', 'true OR') WHERE name = 'account'",
         "\"account\""},
    };
    assert_all_found(list);
}

static void removed_trigger_is_named(void **state)
{
    (void)state;
    sqlite3 *db = opened();
    execute(db, "DROP TRIGGER entry_is_never_edited");
    sqlite3_close(db);
    assert_found("\"entry_is_never_edited\"");
}

static void table_in_place_of_another_is_found(void **state)
{
    (void)state;
    tamper("DROP TABLE stock; CREATE VIEW stock AS SELECT 1 AS book, 1 AS round, 30 AS face,"
           " 10 AS planned");
    assert_found("\"stock\"");
}

static void cut_file_does_not_hold(void **state)
{
    (void)state;
    struct stat whole;
    assert_int_equal(stat(original, &whole), 0);
    for (off_t size = 4096; size < whole.st_size; size += 4096 - 512) {
        copy(original, path);
        assert_int_equal(truncate(path, size), 0);
        run();
        assert_false(audit.holds);
        assert_string_not_equal(audit.finding, "");
    }
}

static int add_row(void *context, int count, char **values, char **names)
{
    (void)names;
    for (int i = 0; i < count; i++) {
        bl_buffer_add_json(context, bl_text_of(values[i]));
        bl_buffer_add_char(context, values[i] ? ',' : '-');
    }
    return 0;
}

/* Everything that the register says, and whether SQLite finds it sound to the last index. */
static void write_down(bl_buffer *out)
{
    static const char *const sql[] = {
        "PRAGMA integrity_check",
        "SELECT type, name, sql FROM sqlite_schema ORDER BY name",
        "SELECT seq, book, at, kind, subject, facts, debit, credit, amount, hex(hash) FROM entry"
        " ORDER BY seq",
        "SELECT * FROM book ORDER BY id",
        "SELECT * FROM account ORDER BY name",
        "SELECT * FROM request ORDER BY id",
        "SELECT * FROM member ORDER BY id",
        "SELECT * FROM spell ORDER BY member, n",
        "SELECT * FROM round ORDER BY round",
        "SELECT * FROM stock ORDER BY round, face",
        "SELECT * FROM voucher ORDER BY round, face, serial",
        "SELECT * FROM redemption ORDER BY round, face, serial, n"};
    sqlite3 *db = opened();
    for (size_t i = 0; i < sizeof sql / sizeof sql[0]; i++)
        if (sqlite3_exec(db, sql[i], add_row, out, NULL) != SQLITE_OK)
            bl_buffer_add_text(out, "unreadable ");
    sqlite3_close(db);
}

static void flip(off_t place)
{
    unsigned char byte;
    int file = open(path, O_RDWR);
    assert_int_equal(pread(file, &byte, 1, place), 1);
    byte ^= (unsigned char)(1 << (place % 8));
    assert_int_equal(pwrite(file, &byte, 1, place), 1);
    close(file);
}

static void flipped_bit_is_found_unless_it_says_nothing(void **state)
{
    (void)state;
    struct stat whole;
    bl_buffer truth = {0}, said = {0};
    int found = 0;
    assert_int_equal(stat(original, &whole), 0);
    write_down(&truth);
    for (off_t place = 100; place < whole.st_size; place += 389) {
        copy(original, path);
        flip(place);
        bl_err trouble = {0};
        if (bl_audit_run(path, NULL, &audit, &trouble) != BL_OK || !audit.holds) {
            found++;
            continue;
        }
        bl_buffer_clear(&said);
        write_down(&said);
        if (strcmp(said.at, truth.at) != 0)
            fail_msg("a bit flipped at byte %ld holds", (long)place);
    }
    assert_true(found > 20);
    bl_buffer_deinit(&truth);
    bl_buffer_deinit(&said);
}

static void index_that_lies_is_found(void **state)
{
    (void)state;
    sqlite3 *db = opened();
    execute(db,
            "PRAGMA writable_schema = ON; CREATE TABLE hidden (a);"
            " UPDATE sqlite_schema SET sql = replace(sql, 'voucher_once_a_person', 'voucher_x'),"
            " name = 'voucher_x' WHERE name = 'voucher_once_a_person'");
    sqlite3_close(db);
    assert_found("voucher_");
}

static void index_that_lacks_a_row_is_found(void **state)
{
    (void)state;
    sqlite3 *db = opened();
    execute(db, "PRAGMA writable_schema = ON;"
                " UPDATE sqlite_schema SET rootpage = (SELECT rootpage FROM sqlite_schema"
                " WHERE name = 'redemption_stands_once') WHERE name = 'redemption_once_an_order'");
    sqlite3_close(db);
    run();
    assert_false(audit.holds);
}

static void file_that_cannot_be_audited_is_no_finding(void **state)
{
    (void)state;
    assert_refused(bl_audit_run("/nowhere/x.db", NULL, &audit, &err), BL_NOT_FOUND);
    sqlite3 *db = opened();
    execute(db, "PRAGMA user_version = 999");
    sqlite3_close(db);
    assert_refused(bl_audit_run(path, NULL, &audit, &err), BL_VERSION);
    copy("/dev/null", path);
    assert_refused(bl_audit_run(path, NULL, &audit, &err), BL_NOT_FOUND);
    copy("/bin/ls", path);
    assert_refused(bl_audit_run(path, NULL, &audit, &err), BL_VERSION);
}

static int64_t heard_done, heard_of;

static void hear(int64_t done, int64_t of)
{
    heard_done = done;
    heard_of = of;
}

static void progress_of_a_long_log_is_told(void **state)
{
    (void)state;
    bl_ledger *longer = NULL;
    must(bl_ledger_open(path, BL_DB_WRITE, &longer, &err));
    must(bl_ledger_begin(longer, true, &err));
    while (bl_ledger_seq(longer) < 10005)
        must(bl_ledger_fund(longer, book, at(2000), "available", YUAN(1), &err));
    must(bl_ledger_keep(longer, &err));
    must(bl_ledger_commit(longer, &err));
    bl_ledger_close(longer);
    must(bl_audit_run(path, hear, &audit, &err));
    assert_true(audit.holds);
    assert_int_equal(heard_done, 10000);
    assert_int_equal(heard_of, 10005);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        copy_fact(untouched_register_holds),
        copy_fact(empty_register_holds),
        copy_fact(audit_leaves_the_file_as_it_was),
        copy_fact(register_that_others_write_holds),
        copy_fact(edited_row_of_a_table_is_named),
        copy_fact(removed_row_of_a_table_is_named),
        copy_fact(inserted_row_of_a_table_is_named),
        copy_fact(edited_entry_is_named),
        copy_fact(amount_where_no_money_moves_is_found),
        copy_fact(removed_entry_is_named),
        copy_fact(removed_last_entry_is_found_by_what_it_made),
        copy_fact(removed_log_is_found),
        copy_fact(entry_that_was_moved_is_named),
        copy_fact(added_entry_is_named),
        copy_fact(entry_with_its_hash_made_anew_is_found_by_the_next),
        copy_fact(chain_made_anew_is_found_by_the_tables),
        copy_fact(chain_made_anew_that_breaks_a_limit_is_named),
        copy_fact(payout_forged_with_its_hash_breaks_a_law),
        copy_fact(money_moved_by_an_entry_of_the_wrong_kind_is_named),
        copy_fact(register_forged_whole_shows_in_its_head_alone),
        copy_fact(changed_schema_is_named),
        copy_fact(removed_trigger_is_named),
        copy_fact(table_in_place_of_another_is_found),
        copy_fact(cut_file_does_not_hold),
        copy_fact(flipped_bit_is_found_unless_it_says_nothing),
        copy_fact(index_that_lies_is_found),
        copy_fact(index_that_lacks_a_row_is_found),
        copy_fact(file_that_cannot_be_audited_is_no_finding),
        copy_fact(progress_of_a_long_log_is_told),
    };
    return cmocka_run_group_tests(tests, make_original, remove_original);
}

/* SPDX-License-Identifier: MIT */
#include "season.h"

static const bl_kind note = {.name = "note", .ways = {{"", ""}}};

static bl_status append_note(bl_ledger *to, int64_t in, const char *subject)
{
    return bl_ledger_append(
        to, &(bl_entry){.kind = &note, .book = in, .at = at(5), .subject = bl_text_of(subject)},
        &err);
}

static bl_status move(const char *from, const char *to, int64_t yuan)
{
    return bl_ledger_append(ledger,
                            &(bl_entry){.kind = &note,
                                        .book = book,
                                        .at = at(5),
                                        .subject = T("a move"),
                                        .debit = from,
                                        .credit = to,
                                        .amount = YUAN(yuan)},
                            &err);
}

/* Recomputes the chain; the kinds need only their names for that. */
static void assert_chained(void)
{
    bl_query query = {0};
    bool row;
    int64_t seq = 0;
    uint8_t head[BL_HASH_SIZE] = {0}, next[BL_HASH_SIZE];
    must(bl_query_open(&query, bl_ledger_db(ledger), &err,
                       "SELECT seq, book, at, kind, subject, facts, debit, credit, amount, hash"
                       " FROM entry ORDER BY seq",
                       ""));
    for (;;) {
        must(bl_query_next(&query, &row, &err));
        if (!row)
            break;
        bl_kind kind = {.name = bl_query_text(&query, 3).at};
        bl_entry entry = {.kind = &kind,
                          .book = bl_query_int(&query, 1),
                          .at = {bl_query_int(&query, 2)},
                          .subject = bl_query_text(&query, 4),
                          .facts = bl_query_text(&query, 5),
                          .debit = bl_query_text(&query, 6).at,
                          .credit = bl_query_text(&query, 7).at,
                          .amount = {bl_query_int(&query, 8)}};
        assert_int_equal(bl_query_int(&query, 0), ++seq);
        bl_entry_hash(head, seq, &entry, next);
        assert_memory_equal(bl_query_blob(&query, 9).at, next, BL_HASH_SIZE);
        memcpy(head, next, BL_HASH_SIZE);
    }
    bl_query_close(&query);
    assert_int_equal(bl_ledger_seq(ledger), seq);
}

static void entries_are_numbered_without_a_gap_and_chained(void **state)
{
    (void)state;
    keep(move("available", "here", 5));
    keep(append_note(ledger, book, "津贴 \"x\""));
    assert_int_equal(bl_ledger_seq(ledger), 6);
    assert_chained();
}

static void hash_depends_on_everything_an_entry_says(void **state)
{
    (void)state;
    uint8_t zero[BL_HASH_SIZE] = {0}, other[BL_HASH_SIZE] = {1}, hashes[16][BL_HASH_SIZE];
    bl_kind kind = {.name = "note"}, kind2 = {.name = "not"};
    bl_entry e = {.kind = &kind,
                  .book = 1,
                  .at = {7},
                  .subject = T("ab"),
                  .facts = T("{}"),
                  .debit = "x",
                  .credit = "y",
                  .amount = {3}};
    bl_entry changed[13];
    for (int i = 0; i < 13; i++)
        changed[i] = e;
    changed[1].kind = &kind2;
    changed[2].book = 2;
    changed[3].at.ns = 8;
    changed[4].subject = T("abc");
    changed[5].facts = T("{ }");
    changed[6].debit = "xy";
    changed[7].credit = "yx";
    changed[8].amount.fen = 4;
    changed[9].subject = T("a");
    changed[9].facts = T("b{}");
    changed[10].debit = "";
    changed[11].debit = changed[11].credit = NULL;
    changed[12].subject = T("ab\0");
    for (int i = 0; i < 13; i++)
        bl_entry_hash(zero, 1, &changed[i], hashes[i]);
    bl_entry_hash(other, 1, &e, hashes[13]);
    bl_entry_hash(zero, 2, &e, hashes[14]);
    for (int i = 0; i < 15; i++)
        for (int j = 0; j < i; j++)
            assert_memory_not_equal(hashes[i], hashes[j], BL_HASH_SIZE);
}

static void facts_of_nothing_read_as_an_empty_object(void **state)
{
    (void)state;
    uint8_t zero[BL_HASH_SIZE] = {0}, a[BL_HASH_SIZE], b[BL_HASH_SIZE];
    bl_entry nothing = {.kind = &note, .subject = T("s")}, empty = nothing;
    empty.facts = T("{}");
    bl_entry_hash(zero, 1, &nothing, a);
    bl_entry_hash(zero, 1, &empty, b);
    assert_memory_equal(a, b, BL_HASH_SIZE);
    keep(append_note(ledger, book, "s"));
    assert_int_equal(number("SELECT facts = '{}' FROM entry WHERE seq = 5"), 1);
}

static void facts_are_appended_closed_and_taken(void **state)
{
    (void)state;
    bl_entry entry = {.kind = &note, .book = book, .at = at(5), .subject = T("s")};
    bl_buffer facts = {0};
    keep(bl_ledger_append_taking(ledger, &entry, &facts, &err));
    assert_int_equal(number("SELECT facts = '{}' FROM entry WHERE seq = 5"), 1);
    bl_fact_add_text(&facts, "who", T("a\"b"));
    bl_fact_add_int(&facts, "n", -7);
    bl_fact_add_json(&facts, "list", T("[1]"));
    bl_fact_add_name(&facts, "rest");
    bl_buffer_add_text(&facts, "{}");
    keep(bl_ledger_append_taking(ledger, &entry, &facts, &err));
    assert_null(facts.at);
    assert_int_equal(
        number("SELECT facts = '{\"who\":\"a\\\"b\",\"n\":-7,\"list\":[1],\"rest\":{}}'"
               " FROM entry WHERE seq = 6"),
        1);
    facts.failed = true;
    assert_refused(bl_ledger_append_taking(ledger, &entry, &facts, &err), BL_NO_MEMORY);
    assert_int_equal(bl_ledger_seq(ledger), 6);
}

static void entries_are_neither_edited_nor_removed(void **state)
{
    (void)state;
    bl_db *db = bl_ledger_db(ledger);
    assert_refused(bl_db_run(db, &err, "UPDATE entry SET at = 1 WHERE seq = 1", ""), BL_CONFLICT);
    assert_refused(bl_db_run(db, &err, "DELETE FROM entry WHERE seq = 4", ""), BL_CONFLICT);
    assert_int_equal(number("SELECT count(*) FROM entry"), 4);
}

static void money_moves_from_one_account_to_the_other(void **state)
{
    (void)state;
    keep(move("available", "here", 4000));
    keep(move("here", "there", 1));
    assert_holds("available", 6000);
    assert_holds("here", 3999);
    assert_holds("there", 1);
    assert_holds("never used", 0);
}

static void money_is_neither_made_nor_lost(void **state)
{
    (void)state;
    keep(move("available", "here", 77));
    assert_int_equal(number("SELECT sum(balance) FROM account"), 0);
    assert_holds("outside", -20000);
}

static void balance_falls_to_zero_and_not_below(void **state)
{
    (void)state;
    keep(move("available", "here", 10000));
    assert_holds("available", 0);
    bl_entry fen = {.kind = &note,
                    .book = book,
                    .at = at(5),
                    .subject = T("a fen"),
                    .debit = "available",
                    .credit = "here",
                    .amount = {1}};
    assert_conflict(bl_ledger_append(ledger, &fen, &err));
    assert_conflict(move("never used", "here", 1));
    assert_conflict(move("outsider", "here", 1));
    assert_holds("here", 10000);
}

static void account_may_pay_itself_what_it_has(void **state)
{
    (void)state;
    keep(move("available", "available", 10000));
    assert_conflict(move("available", "available", 10001));
    assert_holds("available", 10000);
}

static void money_without_a_receiver_or_an_amount_is_a_conflict(void **state)
{
    (void)state;
    assert_conflict(move("available", NULL, 1));
    assert_conflict(move("available", "here", 0));
    assert_conflict(move("available", "here", -1));
    assert_holds("available", 10000);
}

static void balance_past_the_range_of_integers_is_a_conflict(void **state)
{
    (void)state;
    for (int i = 0; i < 9; i++)
        keep(bl_ledger_fund(ledger, book, at(1), "funder/x", (bl_money){BL_MONEY_FEN_MAX}, &err));
    assert_conflict(
        bl_ledger_fund(ledger, book, at(1), "funder/x", (bl_money){BL_MONEY_FEN_MAX}, &err));
    assert_int_equal(fen_of("funder/x"), 9 * BL_MONEY_FEN_MAX);
}

static void money_goes_only_a_way_of_its_kind(void **state)
{
    (void)state;
    static const bl_kind narrow = {.name = "narrow",
                                   .ways = {{"available", "unclaimed/"}, {"unclaimed/", "a"}}};
    bl_entry entry = {.kind = &narrow, .book = book, .at = at(1), .subject = T("s")};
    static const struct {
        const char *debit, *credit;
        bool kept;
    } cases[] = {
        {NULL, NULL, true},
        {"available", "unclaimed/1/30", true},
        {"unclaimed/1", "a", true},
        {"available", "unclaimed", false},
        {"available/1", "unclaimed/1", false},
        {"available", "a", false},
        {"a", "unclaimed/1", false},
        {"unclaimed/1", "a/1", false},
        {"unclaimed/1", NULL, false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        entry.debit = cases[i].debit;
        entry.credit = cases[i].credit;
        assert_int_equal(bl_entry_keeps_way(&entry), cases[i].kept);
    }
    entry.amount = YUAN(1);
    assert_aborts((void)!bl_ledger_append(ledger, &entry, &err));
    assert_aborts((void)!bl_ledger_fund(ledger, book, at(1), "due_back/x", YUAN(1), &err));
}

static void sum_covers_the_accounts_beneath_its_path(void **state)
{
    (void)state;
    keep(move("available", "payable/1/30/S001", 30));
    keep(move("available", "payable/1/100/S001", 100));
    keep(move("available", "payable/10/100/S001", 1000));
    keep(move("available", "payable/1", 7));
    keep(move("available", "payable/", 11));
    bl_money sum;
    assert_ok(bl_ledger_sum(ledger, book, "payable/1/", &sum, &err));
    assert_int_equal(sum.fen, 13000);
    assert_ok(bl_ledger_sum(ledger, book, "payable/1/30/", &sum, &err));
    assert_int_equal(sum.fen, 3000);
    assert_ok(bl_ledger_sum(ledger, book, "payable/10/", &sum, &err));
    assert_int_equal(sum.fen, 100000);
    assert_ok(bl_ledger_sum(ledger, book, "settled/", &sum, &err));
    assert_int_equal(sum.fen, 0);
    assert_ok(bl_ledger_sum(ledger, book + 1, "payable/1/", &sum, &err));
    assert_int_equal(sum.fen, 0);
    assert_aborts((void)!bl_ledger_sum(ledger, book, "payable/1", &sum, &err));
}

static void book_is_opened_once_and_found_by_its_name(void **state)
{
    (void)state;
    int64_t again = 0, other = 0, none = 9;
    assert_ok(bl_book_open(ledger, "season", at(1), &again, &err));
    assert_int_equal(again, book);
    assert_int_equal(bl_ledger_seq(ledger), 4);
    keep(bl_book_open(ledger, "plan", at(1), &other, &err));
    assert_int_not_equal(other, book);
    assert_ok(bl_book_find(ledger, "plan", &again, &err));
    assert_int_equal(again, other);
    assert_ok(bl_book_find(ledger, "Season", &none, &err));
    assert_int_equal(none, 0);
}

static void books_keep_their_accounts_apart(void **state)
{
    (void)state;
    int64_t other;
    bl_money held;
    keep(bl_book_open(ledger, "plan", at(1), &other, &err));
    assert_ok(bl_ledger_balance(ledger, other, "available", &held, &err));
    assert_int_equal(held.fen, 0);
    keep(bl_ledger_fund(ledger, other, at(1), "available", YUAN(1), &err));
    assert_holds("available", 10000);
}

static void last_moment_of_a_book_moves_forward_only(void **state)
{
    (void)state;
    bl_moment last;
    assert_ok(bl_book_last_at(ledger, book, &last, &err));
    assert_int_equal(last.ns, at(0).ns);
    keep(append_note(ledger, book, "at 5"));
    keep(bl_ledger_fund(ledger, book, at(3), "available", YUAN(1), &err));
    assert_ok(bl_book_last_at(ledger, book, &last, &err));
    assert_int_equal(last.ns, at(5).ns);
    assert_refused(bl_book_last_at(ledger, 99, &last, &err), BL_NOT_FOUND);
}

static void undo_leaves_the_head_and_the_tables_as_before(void **state)
{
    (void)state;
    keep(append_note(ledger, book, "kept"));
    int64_t changes = number("SELECT count(*) + sum(balance) + (SELECT last_at FROM book)"
                             " FROM entry, account");
    must(move("available", "here", 5));
    must(move("here", "there", 5));
    assert_int_equal(bl_ledger_seq(ledger), 7);
    assert_ok(bl_ledger_undo(ledger, &err));
    assert_int_equal(bl_ledger_seq(ledger), 5);
    assert_int_equal(number("SELECT count(*) + sum(balance) + (SELECT last_at FROM book)"
                            " FROM entry, account"),
                     changes);
    assert_int_equal(number("SELECT count(*) FROM account WHERE name IN ('here', 'there')"), 0);
    keep(append_note(ledger, book, "after"));
    assert_chained();
}

static void request_that_appended_nothing_is_kept_or_undone_too(void **state)
{
    (void)state;
    assert_ok(bl_ledger_keep(ledger, &err));
    assert_ok(bl_ledger_undo(ledger, &err));
    assert_int_equal(bl_ledger_seq(ledger), 4);
    assert_chained();
}

static void commit_with_a_request_open_is_wrong_code(void **state)
{
    (void)state;
    must(append_note(ledger, book, "open"));
    assert_aborts((void)!bl_ledger_commit(ledger, &err));
}

static bl_status apply_needs_colour(bl_ledger *to, const bl_entry *entry, const json_t *facts,
                                    bl_err *why)
{
    (void)to;
    (void)entry;
    bl_text colour;
    int64_t size;
    bl_status status = bl_fact_text(facts, "colour", &colour, why);
    return status == BL_OK ? bl_fact_int(facts, "size", &size, why) : status;
}

static void assert_fact_refused(const char *facts, const char *words)
{
    static const bl_kind coloured = {
        .name = "coloured", .reads_facts = true, .apply = apply_needs_colour};
    bl_entry entry = {.kind = &coloured,
                      .book = book,
                      .at = at(1),
                      .subject = T("s"),
                      .facts = bl_text_of(facts)};
    assert_int_equal(bl_ledger_append(ledger, &entry, &err), BL_CORRUPT);
    assert_non_null(strstr(err.text, words));
    err = (bl_err){0};
    must(bl_ledger_undo(ledger, &err));
}

static void fact_that_is_missing_or_wrong_is_named(void **state)
{
    (void)state;
    assert_fact_refused("{}", "\"colour\"");
    assert_fact_refused("{\"colour\":7}", "\"colour\"");
    assert_fact_refused("{\"colour\":\"red\"}", "\"size\"");
    assert_fact_refused("{\"colour\":\"red\",\"size\":1.5}", "\"size\"");
    assert_fact_refused("{\"colour\":\"red\",\"size\":\"1\"}", "\"size\"");
    assert_fact_refused("not JSON", "\"coloured\"");
    assert_int_equal(bl_ledger_seq(ledger), 4);
}

static void missing_register_is_not_made_by_writing_or_reading(void **state)
{
    (void)state;
    bl_ledger *none = NULL;
    assert_refused(bl_ledger_open("/nowhere/x.db", BL_DB_WRITE, &none, &err), BL_NOT_FOUND);
    assert_refused(bl_ledger_open("/nowhere/x.db", BL_DB_READ, &none, &err), BL_NOT_FOUND);
    assert_null(none);
    bl_ledger_close(NULL);
}

/* A folder of its own with a register at `path` in the place of the one in memory. */
static void move_to_disk(char folder[32], char path[48])
{
    strcpy(folder, "/tmp/bylaw-ledger-XXXXXX");
    assert_non_null(mkdtemp(folder));
    snprintf(path, 48, "%s/x.db", folder);
    bl_ledger_close(ledger);
    open_season(path);
    must(bl_ledger_commit(ledger, &err));
}

static void remove_from_disk(const char *folder)
{
    char command[48];
    bl_ledger_close(ledger);
    ledger = NULL;
    snprintf(command, sizeof command, "rm -rf %s", folder);
    assert_int_equal(system(command), 0);
}

static void what_is_rolled_back_never_was_and_what_is_committed_stays(void **state)
{
    (void)state;
    char folder[32], path[48];
    move_to_disk(folder, path);
    must(bl_ledger_begin(ledger, true, &err));
    keep(append_note(ledger, book, "kept in vain"));
    must(append_note(ledger, book, "open"));
    bl_ledger_rollback(ledger);
    bl_ledger_close(ledger);
    must(bl_ledger_open(path, BL_DB_WRITE, &ledger, &err));
    must(bl_ledger_begin(ledger, true, &err));
    assert_int_equal(bl_ledger_seq(ledger), 4);
    assert_int_equal(number("SELECT count(*) FROM entry"), 4);
    assert_chained();
    remove_from_disk(folder);
}

static void two_connections_append_to_one_chain_in_turn(void **state)
{
    (void)state;
    char folder[32], path[48];
    move_to_disk(folder, path);
    bl_ledger *other = NULL;
    must(bl_ledger_open(path, BL_DB_WRITE, &other, &err));
    for (int i = 0; i < 6; i++) {
        bl_ledger *turn = i % 2 ? ledger : other;
        must(bl_ledger_begin(turn, true, &err));
        must(append_note(turn, book, "turn"));
        must(bl_ledger_keep(turn, &err));
        must(bl_ledger_commit(turn, &err));
    }
    bl_ledger_close(other);
    must(bl_ledger_begin(ledger, true, &err));
    assert_int_equal(bl_ledger_seq(ledger), 10);
    assert_chained();
    remove_from_disk(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        fact(entries_are_numbered_without_a_gap_and_chained),
        fact(hash_depends_on_everything_an_entry_says),
        fact(facts_of_nothing_read_as_an_empty_object),
        fact(facts_are_appended_closed_and_taken),
        fact(entries_are_neither_edited_nor_removed),
        fact(money_moves_from_one_account_to_the_other),
        fact(money_is_neither_made_nor_lost),
        fact(balance_falls_to_zero_and_not_below),
        fact(account_may_pay_itself_what_it_has),
        fact(money_without_a_receiver_or_an_amount_is_a_conflict),
        fact(balance_past_the_range_of_integers_is_a_conflict),
        fact(money_goes_only_a_way_of_its_kind),
        fact(sum_covers_the_accounts_beneath_its_path),
        fact(book_is_opened_once_and_found_by_its_name),
        fact(books_keep_their_accounts_apart),
        fact(last_moment_of_a_book_moves_forward_only),
        fact(undo_leaves_the_head_and_the_tables_as_before),
        fact(request_that_appended_nothing_is_kept_or_undone_too),
        fact(commit_with_a_request_open_is_wrong_code),
        fact(fact_that_is_missing_or_wrong_is_named),
        fact(missing_register_is_not_made_by_writing_or_reading),
        fact(what_is_rolled_back_never_was_and_what_is_committed_stays),
        fact(two_connections_append_to_one_chain_in_turn),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

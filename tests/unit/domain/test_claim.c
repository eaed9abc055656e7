/* SPDX-License-Identifier: MIT */
#include "subsidy.h"

static void claim_is_read_as_it_was_filed(void **state)
{
    (void)state;
    bl_claim filed = a_claim();
    filed.unit = T("镇");
    filed.gross = (bl_sum){true, YUAN(300)};
    keep(file_as("IE", 2021, &filed));
    assert_string_equal(filed.id, "IE-2021-000001");
    bl_claim found = claim_of(filed.id);
    assert_string_equal(found.id, "IE-2021-000001");
    assert_string_equal(found.key.series, "IE");
    assert_int_equal(found.key.year, 2021);
    assert_int_equal(found.key.serial, 1);
    assert_text(found.applicant, "A1");
    assert_text(found.item, "rating");
    assert_text(found.line, "rating:1");
    assert_text(found.unit, "镇");
    assert_text(found.state, "applied");
    assert_text(found.facts, "{\"sales\":{\"$yuan\":\"83.33\"}}");
    assert_text(found.materials, "[\"report\"]");
    assert_text(found.notes, "{}");
    assert_true(found.gross.known);
    assert_int_equal(found.gross.amount.fen, 30000);
    assert_false(found.payable.known);
    assert_int_equal(found.committed.fen, 0);
    assert_null(found.budget.at);
    assert_int_equal(found.queue_place, 0);
    assert_int_equal(found.last_at.ns, at(10).ns);
}

static void serials_are_given_in_order_within_series_and_year(void **state)
{
    (void)state;
    static const struct {
        const char *series;
        int64_t year;
        const char *id;
    } filed[] = {{"IE", 2021, "IE-2021-000001"}, {"IE", 2021, "IE-2021-000002"},
                 {"IE", 2022, "IE-2022-000001"}, {"LS", 2021, "LS-2021-000001"},
                 {"IE", 2021, "IE-2021-000003"}, {"IE", 0, "IE-0-000001"}};
    for (size_t i = 0; i < sizeof filed / sizeof filed[0]; i++) {
        bl_claim claim = a_claim();
        keep(file_as(filed[i].series, filed[i].year, &claim));
        assert_string_equal(claim.id, filed[i].id);
    }
    bl_claim_key next;
    assert_ok(bl_claim_next_key(ledger, book, T("IE"), 2021, &next, &err));
    assert_int_equal(next.serial, 4);
}

static void serial_may_have_more_than_six_digits(void **state)
{
    (void)state;
    must(bl_db_run(bl_ledger_db(ledger), &err,
                   "INSERT INTO claim (book, series, year, serial, applicant, item, line, state,"
                   " facts, materials, notes, last_at)"
                   " VALUES (?, 'IE', 2021, 999999, 'x', 'x', 'x', 'x', '{}', '[]', '{}', 0)",
                   "i", book));
    bl_claim claim = a_claim();
    keep(file_as("IE", 2021, &claim));
    assert_string_equal(claim.id, "IE-2021-1000000");
    assert_int_equal(claim_of(claim.id).key.serial, 1000000);
}

static void id_that_is_written_otherwise_names_nothing(void **state)
{
    (void)state;
    file_payable(1);
    static const char *const ids[] = {"",
                                      "IE",
                                      "IE-2021",
                                      "IE-2021-1",
                                      "IE-2021-0000001",
                                      "ie-2021-000001",
                                      "IE-2021-000000",
                                      "IE-02021-000001",
                                      "IE-2021-000001 ",
                                      "IE-2021-000001/1",
                                      "-2021-000001",
                                      "IE--000001",
                                      "IE-2021-",
                                      "IE-2021-000002",
                                      "IE-2021-00000x",
                                      "ABCDEFGHIJKLMNOPQ-2021-000001",
                                      "IE-99999999999999999999-000001"};
    for (size_t i = 0; i < sizeof ids / sizeof ids[0]; i++) {
        bl_query query = {0};
        bl_claim found;
        bool there = true;
        assert_ok(bl_claim_open(&query, ledger, book, bl_text_of(ids[i]), &err));
        assert_ok(bl_claim_next(&query, &found, &there, &err));
        bl_query_close(&query);
        assert_false(there);
        assert_conflict(bl_claim_change_to(ledger, book, at(20), bl_text_of(ids[i]),
                                           &(bl_claim_change){.state = T("x")}, &step, &err));
    }
}

static void series_and_year_that_can_be_none_are_refused(void **state)
{
    (void)state;
    static const char *const series[] = {"", "ie", "I-E", "I/E", "ABCDEFGHIJKLMNOPQ"};
    bl_claim claim = a_claim();
    for (size_t i = 0; i < sizeof series / sizeof series[0]; i++)
        assert_refused(file_as(series[i], 2021, &claim), BL_INVALID);
    assert_refused(file_as("IE", -1, &claim), BL_INVALID);
    assert_refused(file_as("IE", INT64_C(1000000000000000000), &claim), BL_INVALID);
    keep(file_as("IE", INT64_C(999999999999999999), &claim));
    assert_int_equal(claim_of(claim.id).key.serial, 1);
}

static void change_leaves_what_it_does_not_name(void **state)
{
    (void)state;
    file_payable(300);
    keep(change(1, (bl_claim_change){.state = T("reported")}));
    bl_claim found = claim_of(id_of(1));
    assert_text(found.state, "reported");
    assert_text(found.facts, "{\"sales\":{\"$yuan\":\"83.33\"}}");
    assert_text(found.budget, "fund");
    assert_int_equal(found.payable.amount.fen, 30000);
    assert_int_equal(found.last_at.ns, at(20).ns);
    keep(change(1, (bl_claim_change){.notes = T("{\"a\":[1,null]}"),
                                     .facts = T("{}"),
                                     .materials = T("[]"),
                                     .unit = T("区"),
                                     .changes_gross = true,
                                     .gross = {true, YUAN(7)}}));
    found = claim_of(id_of(1));
    assert_text(found.notes, "{\"a\":[1,null]}");
    assert_text(found.facts, "{}");
    assert_text(found.materials, "[]");
    assert_text(found.unit, "区");
    assert_int_equal(found.gross.amount.fen, 700);
    assert_int_equal(found.payable.amount.fen, 30000);
}

static void sums_and_budget_can_be_taken_away(void **state)
{
    (void)state;
    file_payable(300);
    keep(change(1, (bl_claim_change){
                       .changes_gross = true, .changes_payable = true, .drops_budget = true}));
    bl_claim found = claim_of(id_of(1));
    assert_false(found.gross.known);
    assert_false(found.payable.known);
    assert_null(found.budget.at);
}

static void sums_below_nothing_are_conflicts(void **state)
{
    (void)state;
    file_payable(300);
    assert_conflict(change(1, (bl_claim_change){.changes_gross = true, .gross = {true, {-1}}}));
    assert_conflict(change(1, (bl_claim_change){.changes_payable = true, .payable = {true, {-1}}}));
    assert_conflict(change(1, (bl_claim_change){.changes_due = true, .recover_due = {-1}}));
}

static void last_moment_of_a_claim_moves_forward_only(void **state)
{
    (void)state;
    file_payable(300);
    bl_claim_change to = {.state = T("x")};
    keep(bl_claim_change_to(ledger, book, at(5), ID(1), &to, &step, &err));
    assert_int_equal(claim_of(id_of(1)).last_at.ns, at(10).ns);
}

static void history_lists_events_with_the_states_around_them(void **state)
{
    (void)state;
    file_payable(300);
    bl_claim_event decided = {T("decide"), T("panel"), T("doc 9")};
    bl_claim_change to = {.state = T("passed")};
    keep(bl_claim_change_to(ledger, book, at(20), ID(1), &to, &decided, &err));
    keep(change(1, (bl_claim_change){.unit = T("x")}));
    static const char *const befores[] = {NULL, "applied", "passed"};
    static const char *const afters[] = {"applied", "passed", "passed"};
    static const char *const functions[] = {"review", "decide", "review"};
    bl_query query = {0};
    bl_claim_step line;
    bool row = true;
    must(bl_claim_history_open(&query, ledger, book, ID(1), &err));
    for (int i = 0; i < 3; i++) {
        must(bl_claim_step_next(&query, &line, &row, &err));
        assert_true(row);
        assert_true(bl_text_equal(line.before, bl_text_of(befores[i])));
        assert_true(bl_text_equal(line.after, bl_text_of(afters[i])));
        assert_true(bl_text_equal(line.event.function, bl_text_of(functions[i])));
        assert_int_equal(line.event.document.at != NULL, i == 1);
        assert_int_equal(line.at.ns, at(i ? 20 : 10).ns);
    }
    must(bl_claim_step_next(&query, &line, &row, &err));
    assert_false(row);
    bl_query_close(&query);
}

static void sum_and_budget_stay_while_money_is_bound(void **state)
{
    (void)state;
    file_payable(300);
    keep(commit(1));
    assert_conflict(change(1, (bl_claim_change){.budget = T("other")}));
    assert_conflict(change(1, (bl_claim_change){.drops_budget = true}));
    assert_conflict(change(1, (bl_claim_change){.changes_payable = true}));
    assert_conflict(
        change(1, (bl_claim_change){.changes_payable = true, .payable = {true, YUAN(299)}}));
    keep(change(1, (bl_claim_change){.state = T("transferred")}));
    keep(disburse(1));
    assert_conflict(change(1, (bl_claim_change){.drops_budget = true}));
}

/* The claims that wait, as their serials. */
static void assert_queue(const char *name, const char *expected)
{
    char found[40] = "";
    bl_query query = {0};
    bl_claim claim;
    bool row = true;
    int64_t place = 0;
    must(bl_claims_open_queue(&query, ledger, book, bl_text_of(name), &err));
    for (;;) {
        must(bl_claim_next(&query, &claim, &row, &err));
        if (!row)
            break;
        assert_int_equal(claim.queue_place, ++place);
        snprintf(found + strlen(found), sizeof found - strlen(found), "%d ", (int)claim.key.serial);
    }
    bl_query_close(&query);
    assert_string_equal(found, expected);
}

static void queue_keeps_the_order_in_which_claims_came(void **state)
{
    (void)state;
    for (int i = 0; i < 4; i++)
        file_payable(300);
    keep(queue(2, BL_QUEUE_LAST));
    keep(queue(1, BL_QUEUE_LAST));
    keep(queue(4, BL_QUEUE_FIRST));
    assert_queue("fund", "4 2 1 ");
    keep(queue(3, BL_QUEUE_FIRST));
    keep(queue(2, BL_QUEUE_LAST));
    assert_queue("fund", "3 4 1 2 ");
    keep(queue(4, BL_QUEUE_LEAVE));
    keep(commit(3));
    assert_queue("fund", "1 2 ");
    keep(change(1, (bl_claim_change){.state = T("x")}));
    assert_queue("fund", "1 2 ");
    assert_queue("other", "");
}

static void claim_moves_to_the_queue_of_another_budget(void **state)
{
    (void)state;
    for (int i = 0; i < 4; i++)
        file_payable(300);
    keep(change(1, (bl_claim_change){.budget = T("2023"), .queueing = BL_QUEUE_LAST}));
    for (int i = 2; i <= 4; i++)
        keep(queue(i, BL_QUEUE_LAST));
    assert_conflict(change(3, (bl_claim_change){.budget = T("2023")}));
    keep(change(3, (bl_claim_change){.budget = T("2023"), .queueing = BL_QUEUE_FIRST}));
    keep(change(2, (bl_claim_change){.budget = T("2023"), .queueing = BL_QUEUE_FIRST}));
    assert_queue("2023", "2 3 1 ");
    assert_queue("fund", "4 ");
    assert_conflict(change(4, (bl_claim_change){.drops_budget = true}));
    keep(change(4, (bl_claim_change){.drops_budget = true, .queueing = BL_QUEUE_LEAVE}));
    assert_queue("fund", "");
}

static void claim_without_a_budget_or_with_money_does_not_wait(void **state)
{
    (void)state;
    bl_claim claim = a_claim();
    keep(file_as("IE", 2021, &claim));
    assert_conflict(queue(1, BL_QUEUE_LAST));
    file_payable(300);
    keep(commit(2));
    assert_conflict(queue(2, BL_QUEUE_LAST));
}

static bl_status forge(int kind, const char *subject, const char *facts)
{
    return bl_ledger_append(ledger,
                            &(bl_entry){.kind = &bl_claim_kinds[kind],
                                        .book = book,
                                        .at = at(5),
                                        .subject = bl_text_of(subject),
                                        .facts = bl_text_of(facts)},
                            &err);
}

#define FACTS                                                                                      \
    "\"applicant\":\"x\",\"item\":\"x\",\"line\":\"x\",\"state\":\"x\",\"facts\":{},"              \
    "\"materials\":[],\"notes\":{},\"function\":\"f\",\"actor\":\"a\"}"

static void claim_filed_out_of_turn_or_in_part_is_a_conflict(void **state)
{
    (void)state;
    assert_conflict(forge(0, "IE-2021-000002", "{" FACTS));
    assert_conflict(forge(0, "IE-2021-1", "{" FACTS));
    assert_conflict(forge(0, "IE-2021-000001", "{}"));
    assert_conflict(forge(0, "IE-2021-000001", "{\"gross\":\"much\"," FACTS));
    assert_refused(forge(0, "IE-2021-000001", "{" FACTS "}"), BL_CORRUPT);
    must(bl_ledger_undo(ledger, &err));
    keep(forge(0, "IE-2021-000001", "{" FACTS));
    assert_conflict(forge(0, "IE-2021-000001", "{" FACTS));
    assert_conflict(forge(1, "IE-2021-000001", "{\"state\":\"y\"}"));
}

static void filters_take_what_fits_all_of_them(void **state)
{
    (void)state;
    file_payable(100);
    file_payable(200);
    bl_claim claim = a_claim();
    claim.applicant = T("A2");
    keep(file_as("LS", 2022, &claim));
    keep(change(2, (bl_claim_change){.state = T("reported")}));
    const struct {
        bl_claim_filter filter;
        int count;
    } cases[] = {
        {{.has_year = false}, 3},
        {{.applicant = T("A1")}, 2},
        {{.applicant = T("A1"), .has_year = true, .year = 2022}, 0},
        {{.series = T("IE")}, 2},
        {{.series = T("LS"), .has_year = true, .year = 2022}, 1},
        {{.budget = T("fund")}, 2},
        {{.budget = T("fund"), .states = T("[\"reported\"]")}, 1},
        {{.item = T("rating"), .states = T("[\"applied\",\"x\"]")}, 2},
        {{.item = T("other")}, 0},
        {{.states = T("[]")}, 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        bl_query query = {0};
        bool row = true;
        int count = -1;
        must(bl_claims_open(&query, ledger, book, &cases[i].filter, &err));
        for (; row; count++)
            must(bl_claim_next(&query, &claim, &row, &err));
        bl_query_close(&query);
        assert_int_equal(count, cases[i].count);
    }
}

static void totals_are_by_item_and_state(void **state)
{
    (void)state;
    for (int i = 0; i < 3; i++)
        file_payable(300);
    keep(commit(1));
    keep(disburse(1));
    keep(demand(1, 200));
    keep(recover(1, 50, false));
    keep(queue(2, BL_QUEUE_LAST));
    keep(change(3, (bl_claim_change){.state = T("rejected"), .changes_payable = true}));
    bl_query query = {0};
    bl_claim_total total;
    bool row = false;
    must(bl_claims_open_totals(&query, ledger, book, &(bl_claim_filter){.has_year = false}, &err));
    must(bl_claim_total_next(&query, &total, &row, &err));
    assert_text(total.state, "applied");
    assert_int_equal(total.claims, 2);
    assert_int_equal(total.gross.fen, 60000);
    assert_int_equal(total.payable.fen, 60000);
    assert_int_equal(total.committed.fen, 30000);
    assert_int_equal(total.disbursed.fen, 30000);
    assert_int_equal(total.waiting.fen, 30000);
    assert_int_equal(total.recover_due.fen, 20000);
    assert_int_equal(total.recovered.fen, 5000);
    must(bl_claim_total_next(&query, &total, &row, &err));
    assert_text(total.state, "rejected");
    assert_int_equal(total.gross.fen, 30000);
    assert_int_equal(total.payable.fen, 0);
    must(bl_claim_total_next(&query, &total, &row, &err));
    assert_false(row);
    bl_query_close(&query);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        fact(claim_is_read_as_it_was_filed),
        fact(serials_are_given_in_order_within_series_and_year),
        fact(serial_may_have_more_than_six_digits),
        fact(id_that_is_written_otherwise_names_nothing),
        fact(series_and_year_that_can_be_none_are_refused),
        fact(change_leaves_what_it_does_not_name),
        fact(sums_and_budget_can_be_taken_away),
        fact(sums_below_nothing_are_conflicts),
        fact(last_moment_of_a_claim_moves_forward_only),
        fact(history_lists_events_with_the_states_around_them),
        fact(sum_and_budget_stay_while_money_is_bound),
        fact(queue_keeps_the_order_in_which_claims_came),
        fact(claim_moves_to_the_queue_of_another_budget),
        fact(claim_without_a_budget_or_with_money_does_not_wait),
        fact(claim_filed_out_of_turn_or_in_part_is_a_conflict),
        fact(filters_take_what_fits_all_of_them),
        fact(totals_are_by_item_and_state),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

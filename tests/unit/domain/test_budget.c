/* SPDX-License-Identifier: MIT */
#include "subsidy.h"

static void budget_that_was_never_raised_is_not_there(void **state)
{
    (void)state;
    bl_budget found;
    bool there = true;
    assert_ok(bl_budget_find(ledger, book, "other", &found, &there, &err));
    assert_false(there);
    assert_ok(bl_budget_find(ledger, book + 1, "fund", &found, &there, &err));
    assert_false(there);
}

static void budget_is_raised_and_lowered_by_documents(void **state)
{
    (void)state;
    keep(bl_budget_raise(ledger, book, at(3), "fund", YUAN(500), T("doc 2"), &err));
    keep(bl_budget_lower(ledger, book, at(2), "fund", YUAN(300), T("doc 3"), &err));
    bl_budget found = budget("fund");
    assert_int_equal(found.ceiling.fen, 120000);
    assert_int_equal(found.free.fen, 120000);
    assert_int_equal(found.committed.fen, 0);
    assert_int_equal(found.disbursed.fen, 0);
    assert_int_equal(found.recovered.fen, 0);
    assert_int_equal(found.last_at.ns, at(3).ns);
    assert_holds("budget/fund/free", 1200);
    assert_int_equal(number("SELECT count(*) FROM entry WHERE kind = 'budget lowered'"
                            " AND subject = 'fund' AND facts ->> '$.document' = 'doc 3'"),
                     1);
}

static void raising_by_nothing_makes_a_budget_of_nothing(void **state)
{
    (void)state;
    keep(bl_budget_raise(ledger, book, at(1), "2022", YUAN(0), T("doc"), &err));
    assert_int_equal(budget("2022").ceiling.fen, 0);
    keep(bl_budget_raise(ledger, book, at(1), "fund", YUAN(0), T("doc"), &err));
    keep(bl_budget_lower(ledger, book, at(1), "fund", YUAN(0), T("doc"), &err));
    assert_int_equal(budget("fund").ceiling.fen, 100000);
}

static void lowering_past_what_is_free_is_a_conflict(void **state)
{
    (void)state;
    file_payable(400);
    keep(commit(1));
    assert_conflict(bl_budget_lower(ledger, book, at(2), "fund", (bl_money){60001}, T("d"), &err));
    keep(bl_budget_lower(ledger, book, at(2), "fund", YUAN(600), T("d"), &err));
    assert_int_equal(budget("fund").free.fen, 0);
    assert_int_equal(budget("fund").ceiling.fen, 40000);
}

static void lowering_a_budget_that_is_not_there_is_a_conflict(void **state)
{
    (void)state;
    assert_conflict(bl_budget_lower(ledger, book, at(2), "other", YUAN(0), T("d"), &err));
    assert_conflict(bl_budget_lower(ledger, book, at(2), "other", YUAN(1), T("d"), &err));
}

static void less_than_nothing_is_refused(void **state)
{
    (void)state;
    assert_refused(bl_budget_raise(ledger, book, at(2), "fund", YUAN(-1), T("d"), &err),
                   BL_INVALID);
    assert_refused(bl_budget_lower(ledger, book, at(2), "fund", YUAN(-1), T("d"), &err),
                   BL_INVALID);
    assert_int_equal(budget("fund").ceiling.fen, 100000);
}

static void ceiling_past_the_range_of_integers_is_a_conflict(void **state)
{
    (void)state;
    bl_money most = {BL_MONEY_FEN_MAX};
    for (int i = 0; i < 9; i++)
        keep(bl_budget_raise(ledger, book, at(2), "large", most, T("d"), &err));
    assert_conflict(bl_budget_raise(ledger, book, at(2), "large", most, T("d"), &err));
}

static void own_part_is_brought_to_a_figure_beside_what_was_granted(void **state)
{
    (void)state;
    assert_int_equal(budget("fund").own.fen, 100000);
    keep(bl_budget_raise(ledger, book, at(2), "fund", YUAN(500), T("d"), &err));
    keep(bl_budget_bring(ledger, book, at(3), "fund", YUAN(1200), T("d"), &err));
    assert_int_equal(budget("fund").own.fen, 120000);
    assert_int_equal(budget("fund").ceiling.fen, 170000);
    int64_t entries = number("SELECT count(*) FROM entry");
    keep(bl_budget_bring(ledger, book, at(3), "fund", YUAN(1200), T("d"), &err));
    assert_int_equal(number("SELECT count(*) FROM entry"), entries);
    keep(bl_budget_bring(ledger, book, at(4), "fund", YUAN(0), T("d"), &err));
    assert_int_equal(budget("fund").own.fen, 0);
    assert_int_equal(budget("fund").ceiling.fen, 50000);
    assert_int_equal(budget("fund").free.fen, 50000);
}

static void own_part_is_brought_down_as_far_as_money_is_free(void **state)
{
    (void)state;
    file_payable(400);
    keep(commit(1));
    keep(bl_budget_bring(ledger, book, at(31), "fund", YUAN(300), T("d"), &err));
    assert_int_equal(budget("fund").own.fen, 40000);
    assert_int_equal(budget("fund").free.fen, 0);
    keep(release(1));
    keep(bl_budget_bring(ledger, book, at(41), "fund", YUAN(300), T("d"), &err));
    assert_int_equal(budget("fund").own.fen, 30000);
    assert_int_equal(budget("fund").ceiling.fen, 30000);
}

static void bringing_makes_a_budget_that_was_not_there(void **state)
{
    (void)state;
    keep(bl_budget_bring(ledger, book, at(1), "new", YUAN(7), T("d"), &err));
    assert_int_equal(budget("new").own.fen, 700);
    keep(bl_budget_bring(ledger, book, at(1), "empty", YUAN(0), T("d"), &err));
    assert_int_equal(budget("empty").ceiling.fen, 0);
    assert_refused(bl_budget_bring(ledger, book, at(1), "none", YUAN(-1), T("d"), &err),
                   BL_INVALID);
}

static void budgets_are_apart(void **state)
{
    (void)state;
    keep(bl_budget_raise(ledger, book, at(1), "fund2", YUAN(7), T("doc"), &err));
    int64_t other;
    keep(bl_book_open(ledger, "other", at(1), &other, &err));
    keep(bl_budget_raise(ledger, other, at(1), "fund", YUAN(9), T("doc"), &err));
    assert_int_equal(budget("fund").free.fen, 100000);
    assert_int_equal(budget("fund2").free.fen, 700);
}

static void name_that_can_name_no_account_is_refused(void **state)
{
    (void)state;
    char longest[BL_BUDGET_NAME_MAX + 2];
    memset(longest, 'x', sizeof longest);
    longest[BL_BUDGET_NAME_MAX + 1] = '\0';
    static const char *const names[] = {"", "a/b", "/"};
    for (size_t i = 0; i < 3; i++)
        assert_refused(bl_budget_raise(ledger, book, at(1), names[i], YUAN(1), T("d"), &err),
                       BL_INVALID);
    assert_refused(bl_budget_raise(ledger, book, at(1), longest, YUAN(1), T("d"), &err),
                   BL_INVALID);
    longest[BL_BUDGET_NAME_MAX] = '\0';
    keep(bl_budget_raise(ledger, book, at(1), longest, YUAN(1), T("d"), &err));
    assert_int_equal(budget(longest).free.fen, 100);
}

static bl_status forge(int kind, const char *subject, const char *from, const char *to)
{
    return bl_ledger_append(ledger,
                            &(bl_entry){.kind = &bl_budget_kinds[kind],
                                        .book = book,
                                        .at = at(5),
                                        .subject = bl_text_of(subject),
                                        .debit = from,
                                        .credit = to,
                                        .amount = YUAN(1)},
                            &err);
}

static void money_that_is_not_free_is_neither_raised_nor_lowered(void **state)
{
    (void)state;
    file_payable(400);
    keep(commit(1));
    assert_conflict(forge(0, "fund", "outside", "budget/fund/committed"));
    assert_conflict(forge(0, "fund", "outside", "budget/other/free"));
    assert_conflict(forge(0, "a/b", "outside", "budget/a/b/free"));
    assert_conflict(forge(1, "fund", "budget/fund/committed", "outside"));
    assert_conflict(forge(1, "other", "budget/fund/free", "outside"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        fact(budget_that_was_never_raised_is_not_there),
        fact(budget_is_raised_and_lowered_by_documents),
        fact(raising_by_nothing_makes_a_budget_of_nothing),
        fact(lowering_past_what_is_free_is_a_conflict),
        fact(lowering_a_budget_that_is_not_there_is_a_conflict),
        fact(less_than_nothing_is_refused),
        fact(ceiling_past_the_range_of_integers_is_a_conflict),
        fact(own_part_is_brought_to_a_figure_beside_what_was_granted),
        fact(own_part_is_brought_down_as_far_as_money_is_free),
        fact(bringing_makes_a_budget_that_was_not_there),
        fact(budgets_are_apart),
        fact(name_that_can_name_no_account_is_refused),
        fact(money_that_is_not_free_is_neither_raised_nor_lowered),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

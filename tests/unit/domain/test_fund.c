/* SPDX-License-Identifier: MIT */
#include "domain/fund.h"

#include "season.h"

/* season.h opens its book with these. */
static const bl_funds brought = {
    .list = {{"available", {1000000}}, {"funder/district", {800000}}, {"funder/bank", {200000}}},
    .count = 3};

static void assert_differs(const bl_funds *funds, int64_t from, const char *words)
{
    assert_int_equal(bl_funds_check(funds, ledger, from, &err), BL_CONFLICT);
    if (!strstr(err.text, words))
        fail_msg("expected %s, not: %s", words, err.text);
    err = (bl_err){0};
}

static void funds_that_a_book_was_opened_with_are_its_own(void **state)
{
    (void)state;
    bl_funds turned = brought;
    turned.list[0] = brought.list[2];
    turned.list[2] = brought.list[0];
    assert_ok(bl_funds_check(&brought, ledger, book, &err));
    assert_ok(bl_funds_check(&turned, ledger, book, &err));
    keep(plan(1, 10, 3));
    assert_ok(bl_funds_check(&brought, ledger, book, &err));
}

static void other_funds_are_named_with_both_amounts(void **state)
{
    (void)state;
    bl_funds more = brought, fewer = brought, other = brought, none = {0};
    more.list[1].amount.fen++;
    assert_differs(&more, book,
                   "8000 yuan in \"funder/district\", but the notice declares 8000.01 yuan");
    fewer.count = 2;
    assert_differs(&fewer, book, "2000 yuan in \"funder/bank\", but the notice declares 0 yuan");
    strcpy(other.list[2].account, "funder/union");
    assert_differs(&other, book, "0 yuan in \"funder/union\", but the notice declares 2000 yuan");
    assert_differs(&none, book, "10000 yuan in \"available\"");
}

static void accounts_named_twice_are_added_up(void **state)
{
    (void)state;
    int64_t other;
    bl_funds twice = {.list = {{"funder/x", YUAN(1)}, {"funder/x", YUAN(2)}}, .count = 2};
    bl_funds once = {.list = {{"funder/x", YUAN(3)}}, .count = 1};
    keep(bl_funds_bring(&twice, ledger, "twice", at(0), &other, &err));
    assert_ok(bl_funds_check(&twice, ledger, other, &err));
    assert_ok(bl_funds_check(&once, ledger, other, &err));
    assert_refused(bl_funds_check(&brought, ledger, other, &err), BL_CONFLICT);
}

static void as_many_funds_as_there_may_be_are_told_apart(void **state)
{
    (void)state;
    int64_t other;
    bl_funds many = {.count = BL_FUNDS_MAX};
    for (size_t i = 0; i < many.count; i++) {
        snprintf(many.list[i].account, sizeof many.list[i].account, "funder/%d", (int)i);
        many.list[i].amount = YUAN(1);
    }
    keep(bl_funds_bring(&many, ledger, "many", at(0), &other, &err));
    assert_ok(bl_funds_check(&many, ledger, other, &err));
    many.count--;
    assert_differs(&many, other, "1 yuan in \"funder/15\", but the notice declares 0 yuan");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        fact(funds_that_a_book_was_opened_with_are_its_own),
        fact(other_funds_are_named_with_both_amounts),
        fact(accounts_named_twice_are_added_up),
        fact(as_many_funds_as_there_may_be_are_told_apart),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

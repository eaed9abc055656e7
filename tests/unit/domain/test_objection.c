/* SPDX-License-Identifier: MIT */
#include "subsidy.h"

static char given[BL_OBJECTION_ID_MAX];

static bl_status raise_against(const char *claim)
{
    return bl_objection_raise(ledger, book, at(20), bl_text_of(claim), T("bo"), T("not true"),
                              given, &err);
}

static bl_status resolve(const char *id)
{
    return bl_objection_resolve(ledger, book, at(30), bl_text_of(id), T("dismissed"), T("it is"),
                                &err);
}

static int count_of(const char *claim)
{
    bl_query query = {0};
    bl_objection found;
    bool row = true;
    int count = -1;
    must(bl_objections_open(&query, ledger, book, bl_text_of(claim), &err));
    for (; row; count++)
        must(bl_objection_next(&query, &found, &row, &err));
    bl_query_close(&query);
    return count;
}

static void objections_are_numbered_within_their_claim(void **state)
{
    (void)state;
    file_payable(1);
    file_payable(1);
    keep(raise_against(id_of(1)));
    assert_string_equal(given, "IE-2021-000001/1");
    keep(raise_against(id_of(2)));
    assert_string_equal(given, "IE-2021-000002/1");
    keep(raise_against(id_of(1)));
    assert_string_equal(given, "IE-2021-000001/2");
    assert_int_equal(count_of(id_of(1)), 2);
    assert_int_equal(count_of(id_of(3)), 0);
    assert_int_equal(claim_of(id_of(1)).last_at.ns, at(20).ns);
}

static void objection_is_read_before_and_after_it_is_resolved(void **state)
{
    (void)state;
    file_payable(1);
    keep(raise_against(id_of(1)));
    for (int resolved = 0; resolved <= 1; resolved++) {
        bl_query query = {0};
        bl_objection found;
        bool row = false;
        must(bl_objection_open(&query, ledger, book, T("IE-2021-000001/1"), &err));
        must(bl_objection_next(&query, &found, &row, &err));
        assert_true(row);
        assert_string_equal(found.id, "IE-2021-000001/1");
        assert_string_equal(found.claim, "IE-2021-000001");
        assert_int_equal(found.raised_at.ns, at(20).ns);
        assert_text(found.raised_by, "bo");
        assert_text(found.grounds, "not true");
        assert_int_equal(found.resolved, resolved);
        if (resolved) {
            assert_int_equal(found.resolved_at.ns, at(30).ns);
            assert_text(found.outcome, "dismissed");
            assert_text(found.decision, "it is");
        }
        bl_query_close(&query);
        if (!resolved)
            keep(resolve("IE-2021-000001/1"));
    }
}

static void objection_is_resolved_once(void **state)
{
    (void)state;
    file_payable(1);
    keep(raise_against(id_of(1)));
    assert_conflict(resolve("IE-2021-000001/2"));
    keep(resolve("IE-2021-000001/1"));
    assert_conflict(resolve("IE-2021-000001/1"));
}

static void nothing_is_raised_against_a_claim_that_is_not_there(void **state)
{
    (void)state;
    assert_conflict(raise_against("IE-2021-000001"));
    assert_conflict(raise_against("x"));
}

static void id_that_is_written_otherwise_names_nothing(void **state)
{
    (void)state;
    file_payable(1);
    keep(raise_against(id_of(1)));
    static const char *const ids[] = {"",
                                      "IE-2021-000001",
                                      "IE-2021-000001/",
                                      "IE-2021-000001/0",
                                      "IE-2021-000001/01",
                                      "IE-2021-000001/1x",
                                      "IE-2021-1/1",
                                      "IE-2021-000001/1/1",
                                      "IE-2021-000001/99999999999999999999"};
    for (size_t i = 0; i < sizeof ids / sizeof ids[0]; i++) {
        bl_query query = {0};
        bl_objection found;
        bool row = true;
        must(bl_objection_open(&query, ledger, book, bl_text_of(ids[i]), &err));
        must(bl_objection_next(&query, &found, &row, &err));
        bl_query_close(&query);
        assert_false(row);
        assert_conflict(resolve(ids[i]));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        fact(objections_are_numbered_within_their_claim),
        fact(objection_is_read_before_and_after_it_is_resolved),
        fact(objection_is_resolved_once),
        fact(nothing_is_raised_against_a_claim_that_is_not_there),
        fact(id_that_is_written_otherwise_names_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: MIT */
#include "domain/roster.h"
#include "season.h"

static bl_status join(const char *id, int64_t when, const char *kind, const char *facts)
{
    return bl_roster_join(ledger, book, "stores", bl_text_of(id), at(when), kind, bl_text_of(facts),
                          &err);
}

static bl_status leave_roster(const char *id, int64_t when, const char *reason)
{
    return bl_roster_leave(ledger, book, "stores", bl_text_of(id), at(when), reason, &err);
}

static bl_member member(const char *id, const char *facts)
{
    bl_member found = {0};
    bl_buffer given = {0};
    bool there = false;
    must(bl_member_find(ledger, book, "stores", bl_text_of(id), &found, &given, &there, &err));
    assert_true(there);
    assert_string_equal(given.at, facts);
    bl_buffer_deinit(&given);
    return found;
}

static bool active_at(const char *id, int64_t ns)
{
    bool active = false;
    bl_moment moment = {at(0).ns + ns};
    must(bl_member_active_at(ledger, book, "stores", bl_text_of(id), moment, &active, &err));
    return active;
}

static int64_t count(const char *kind, const char *but)
{
    int64_t others = -1;
    must(bl_roster_count(ledger, book, "stores", kind, bl_text_of(but), &others, &err));
    return others;
}

static void member_that_joined_is_active_since_then(void **state)
{
    (void)state;
    keep(join("S1", 5, "large", "{\"name\":\"甲\\\"酒店\"}"));
    bl_member found = member("S1", "{\"name\":\"甲\\\"酒店\"}");
    assert_true(found.active);
    assert_int_equal(found.since.ns, at(5).ns);
    assert_int_equal(found.last_at.ns, at(5).ns);
    assert_string_equal(found.reason, "");
    assert_string_equal(found.kind, "large");
}

static void member_that_left_keeps_its_reason_and_its_facts(void **state)
{
    (void)state;
    keep(join("S1", 5, "large", "{\"a\":1}"));
    keep(leave_roster("S1", 9, "套现"));
    bl_member found = member("S1", "{\"a\":1}");
    assert_false(found.active);
    assert_int_equal(found.since.ns, at(9).ns);
    assert_int_equal(found.last_at.ns, at(9).ns);
    assert_string_equal(found.reason, "套现");
    assert_string_equal(found.kind, "large");
}

static void nobody_is_found_who_never_joined(void **state)
{
    (void)state;
    bl_member found;
    bool there = true;
    keep(join("S1", 5, "large", "{}"));
    assert_ok(bl_member_find(ledger, book, "stores", T("S"), &found, NULL, &there, &err));
    assert_false(there);
    assert_ok(bl_member_find(ledger, book, "banks", T("S1"), &found, NULL, &there, &err));
    assert_false(there);
    assert_ok(bl_member_find(ledger, book + 1, "stores", T("S1"), &found, NULL, &there, &err));
    assert_false(there);
}

static void spell_has_its_first_moment_and_not_its_last(void **state)
{
    (void)state;
    keep(join("S1", 5, "large", "{}"));
    assert_false(active_at("S1", 5 * BL_SECOND - 1));
    assert_true(active_at("S1", 5 * BL_SECOND));
    assert_true(active_at("S1", 9 * BL_SECOND));
    keep(leave_roster("S1", 9, "left"));
    assert_true(active_at("S1", 9 * BL_SECOND - 1));
    assert_false(active_at("S1", 9 * BL_SECOND));
    keep(join("S1", 12, "large", "{}"));
    assert_false(active_at("S1", 12 * BL_SECOND - 1));
    assert_true(active_at("S1", 12 * BL_SECOND));
    assert_true(active_at("S1", 5 * BL_SECOND));
}

static void spell_of_no_time_has_no_moment(void **state)
{
    (void)state;
    keep(join("S1", 5, "large", "{}"));
    keep(leave_roster("S1", 5, "left"));
    assert_false(active_at("S1", 5 * BL_SECOND));
    keep(join("S1", 5, "small", "{}"));
    assert_true(active_at("S1", 5 * BL_SECOND));
}

static void member_that_comes_again_has_its_new_kind_and_facts(void **state)
{
    (void)state;
    keep(join("S1", 5, "large", "{\"a\":1}"));
    keep(leave_roster("S1", 6, "left"));
    keep(join("S1", 7, "small", "{\"a\":2}"));
    bl_member found = member("S1", "{\"a\":2}");
    assert_true(found.active);
    assert_int_equal(found.since.ns, at(7).ns);
    assert_string_equal(found.reason, "");
    assert_string_equal(found.kind, "small");
}

static void joining_twice_and_leaving_twice_are_conflicts(void **state)
{
    (void)state;
    assert_conflict(leave_roster("S1", 5, "never came"));
    keep(join("S1", 5, "large", "{}"));
    assert_conflict(join("S1", 6, "large", "{}"));
    keep(leave_roster("S1", 6, "left"));
    assert_conflict(leave_roster("S1", 7, "left"));
}

static void spell_that_ends_before_it_began_is_a_conflict(void **state)
{
    (void)state;
    keep(join("S1", 5, "large", "{}"));
    assert_conflict(leave_roster("S1", 4, "left"));
    assert_true(member("S1", "{}").active);
}

static void touching_moves_the_last_event_and_nothing_else(void **state)
{
    (void)state;
    keep(join("S1", 5, "large", "{}"));
    keep(bl_roster_touch(ledger, book, "stores", T("S1"), at(8), &err));
    bl_member found = member("S1", "{}");
    assert_true(found.active);
    assert_int_equal(found.since.ns, at(5).ns);
    assert_int_equal(found.last_at.ns, at(8).ns);
}

static void count_is_of_different_members_that_ever_joined_as_a_kind(void **state)
{
    (void)state;
    assert_int_equal(count("large", ""), 0);
    keep(join("S1", 1, "large", "{}"));
    keep(join("S2", 1, "large", "{}"));
    keep(join("S3", 1, "small", "{}"));
    keep(leave_roster("S1", 2, "left"));
    keep(join("S1", 3, "large", "{}"));
    keep(leave_roster("S2", 4, "left"));
    keep(join("S2", 5, "small", "{}"));
    assert_int_equal(count("large", ""), 2);
    assert_int_equal(count("large", "S1"), 1);
    assert_int_equal(count("large", "S3"), 2);
    assert_int_equal(count("small", ""), 2);
    assert_int_equal(count("none", ""), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        fact(member_that_joined_is_active_since_then),
        fact(member_that_left_keeps_its_reason_and_its_facts),
        fact(nobody_is_found_who_never_joined),
        fact(spell_has_its_first_moment_and_not_its_last),
        fact(spell_of_no_time_has_no_moment),
        fact(member_that_comes_again_has_its_new_kind_and_facts),
        fact(joining_twice_and_leaving_twice_are_conflicts),
        fact(spell_that_ends_before_it_began_is_a_conflict),
        fact(touching_moves_the_last_event_and_nothing_else),
        fact(count_is_of_different_members_that_ever_joined_as_a_kind),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

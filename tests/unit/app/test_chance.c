/* SPDX-License-Identifier: MIT */
#include "../fact.h"

#include "app/chance.h"

#define DRAWS 100000

static void seed_gives_the_same_numbers_for_ever(void **state)
{
    (void)state;
    bl_chance one = bl_chance_make(0), other = bl_chance_make(1);
    uint64_t first = bl_chance_next(&one);
    assert_true(first == UINT64_C(0x99ec5f36cb75f2b4)); /* as its authors' own code gives it */
    assert_true(bl_chance_next(&one) == UINT64_C(0xbf6e1f784956452a));
    assert_true(bl_chance_next(&other) != first);
}

static void below_reaches_every_number_and_no_other(void **state)
{
    (void)state;
    bl_chance chance = bl_chance_make(7);
    int seen[6] = {0};
    for (int i = 0; i < DRAWS; i++) {
        int64_t number = bl_chance_below(&chance, 6);
        assert_in_range(number, 0, 5);
        seen[number]++;
    }
    for (int i = 0; i < 6; i++)
        assert_in_range(seen[i], DRAWS / 6 - 600, DRAWS / 6 + 600);
    assert_int_equal(bl_chance_below(&chance, 1), 0);
    assert_aborts(bl_chance_below(&chance, 0));
}

static void between_includes_both_ends(void **state)
{
    (void)state;
    bl_chance chance = bl_chance_make(7);
    bool least = false, most = false;
    for (int i = 0; i < 1000; i++) {
        int64_t number = bl_chance_between(&chance, -1, 1);
        least = least || number == -1;
        most = most || number == 1;
        assert_true(number >= -1 && number <= 1);
    }
    assert_true(least && most);
    assert_aborts(bl_chance_between(&chance, 1, 0));
}

static void hits_happen_as_often_as_said(void **state)
{
    (void)state;
    bl_chance chance = bl_chance_make(7);
    int hits = 0;
    for (int i = 0; i < DRAWS; i++) {
        hits += bl_chance_hits(&chance, 250);
        assert_false(bl_chance_hits(&chance, 0));
        assert_true(bl_chance_hits(&chance, 1000));
    }
    assert_in_range(hits, DRAWS / 4 - 1000, DRAWS / 4 + 1000);
}

static void pick_leaves_out_what_weighs_nothing(void **state)
{
    (void)state;
    const int64_t weights[] = {0, 3, 0, 1, 0};
    bl_chance chance = bl_chance_make(7);
    int seen[5] = {0};
    for (int i = 0; i < DRAWS; i++)
        seen[bl_chance_pick(&chance, weights, 5)]++;
    assert_int_equal(seen[0] + seen[2] + seen[4], 0);
    assert_in_range(seen[1], 3 * DRAWS / 4 - 1000, 3 * DRAWS / 4 + 1000);
}

static void wait_is_half_as_likely_each_half_life_later(void **state)
{
    (void)state;
    bl_chance chance = bl_chance_make(7);
    int within[3] = {0}, later = 0;
    for (int i = 0; i < DRAWS; i++) {
        int64_t wait = bl_chance_wait(&chance, 60);
        assert_true(wait >= 0);
        if (wait < 180)
            within[wait / 60]++;
        else
            later++;
    }
    assert_in_range(within[0], DRAWS / 2 - 1000, DRAWS / 2 + 1000);
    assert_in_range(within[1], DRAWS / 4 - 1000, DRAWS / 4 + 1000);
    assert_in_range(within[2], DRAWS / 8 - 1000, DRAWS / 8 + 1000);
    assert_in_range(later, DRAWS / 8 - 1000, DRAWS / 8 + 1000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        fact(seed_gives_the_same_numbers_for_ever),
        fact(below_reaches_every_number_and_no_other),
        fact(between_includes_both_ends),
        fact(hits_happen_as_often_as_said),
        fact(pick_leaves_out_what_weighs_nothing),
        fact(wait_is_half_as_likely_each_half_life_later),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

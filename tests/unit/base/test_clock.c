/* SPDX-License-Identifier: MIT */
#include "../fact.h"
#include "base/clock.h"

static void scripted_clock_stands_where_it_was_set(void **state)
{
    (void)state;
    bl_clock clock = bl_clock_make_scripted(42);
    assert_int_equal(bl_clock_now(&clock), 42);
    assert_int_equal(bl_clock_now(&clock), 42);
}

static void scripted_clock_moves_when_told(void **state)
{
    (void)state;
    bl_clock clock = bl_clock_make_scripted(42);
    bl_clock_advance(&clock, 42);
    bl_clock_advance(&clock, 43);
    assert_int_equal(bl_clock_now(&clock), 43);
}

static void scripted_clock_never_moves_back(void **state)
{
    (void)state;
    bl_clock clock = bl_clock_make_scripted(42);
    assert_aborts(bl_clock_advance(&clock, 41));
}

static void real_clock_is_not_to_be_moved(void **state)
{
    (void)state;
    bl_clock clock = bl_clock_make_real();
    assert_aborts(bl_clock_advance(&clock, INT64_MAX));
}

static void real_clock_lies_after_this_was_written(void **state)
{
    (void)state;
    bl_clock clock = bl_clock_make_real();
    assert_true(bl_clock_now(&clock) > INT64_C(1700000000) * 1000000000);
}

static void moving_clock_starts_where_it_was_set_and_goes(void **state)
{
    (void)state;
    bl_clock clock = bl_clock_make_moving(42, 1000000000);
    int64_t first = bl_clock_now(&clock);
    assert_true(first >= 42);
    while (bl_clock_now(&clock) == first)
        ;
    assert_true(bl_clock_now(&clock) > first);
    assert_aborts((void)bl_clock_make_moving(42, 0));
    assert_aborts(bl_clock_advance(&clock, INT64_MAX));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        fact(scripted_clock_stands_where_it_was_set),
        fact(scripted_clock_moves_when_told),
        fact(scripted_clock_never_moves_back),
        fact(real_clock_is_not_to_be_moved),
        fact(real_clock_lies_after_this_was_written),
        fact(moving_clock_starts_where_it_was_set_and_goes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: MIT */
#include "../fact.h"
#include "domain/schedule.h"

static bl_schedule schedule;

static void add(int64_t due, int64_t what)
{
    assert_ok(bl_schedule_add(&schedule, (bl_moment){due}, what, -what, NULL));
}

static void empty_schedule_has_no_next_job(void **state)
{
    (void)state;
    assert_null(bl_schedule_next(&schedule));
    bl_schedule_deinit(&schedule);
    assert_null(bl_schedule_next(&schedule));
}

static void next_job_is_left_in_place(void **state)
{
    (void)state;
    add(5, 1);
    assert_int_equal(bl_schedule_next(&schedule)->what, 1);
    assert_int_equal(bl_schedule_next(&schedule)->detail, -1);
    assert_int_equal(schedule.count, 1);
    assert_int_equal(bl_schedule_take(&schedule).due.ns, 5);
    assert_null(bl_schedule_next(&schedule));
    bl_schedule_deinit(&schedule);
}

static void jobs_are_taken_in_order_of_their_moment(void **state)
{
    (void)state;
    static const int64_t dues[] = {7, -3, 0, INT64_MAX, 12, INT64_MIN, 7, 1};
    for (size_t i = 0; i < 8; i++)
        add(dues[i], (int64_t)i);
    int64_t last = INT64_MIN;
    for (int i = 0; i < 8; i++) {
        bl_job job = bl_schedule_take(&schedule);
        assert_true(job.due.ns >= last);
        assert_int_equal(job.due.ns, dues[job.what]);
        last = job.due.ns;
    }
    bl_schedule_deinit(&schedule);
}

static void jobs_of_one_moment_are_taken_in_the_order_of_adding(void **state)
{
    (void)state;
    for (int64_t i = 0; i < 1000; i++)
        add(i % 7, i);
    for (int64_t due = 0; due < 7; due++)
        for (int64_t i = due; i < 1000; i += 7) {
            bl_job job = bl_schedule_take(&schedule);
            assert_int_equal(job.due.ns, due);
            assert_int_equal(job.what, i);
        }
    bl_schedule_deinit(&schedule);
}

static void job_added_between_takes_comes_after_older_ones_of_its_moment(void **state)
{
    (void)state;
    add(1, 1);
    add(2, 2);
    assert_int_equal(bl_schedule_take(&schedule).what, 1);
    add(2, 3);
    add(1, 4);
    assert_int_equal(bl_schedule_take(&schedule).what, 4);
    assert_int_equal(bl_schedule_take(&schedule).what, 2);
    assert_int_equal(bl_schedule_take(&schedule).what, 3);
    bl_schedule_deinit(&schedule);
}

static void taking_from_nothing_is_wrong_code(void **state)
{
    (void)state;
    assert_aborts(bl_schedule_take(&schedule));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        fact(empty_schedule_has_no_next_job),
        fact(next_job_is_left_in_place),
        fact(jobs_are_taken_in_order_of_their_moment),
        fact(jobs_of_one_moment_are_taken_in_the_order_of_adding),
        fact(job_added_between_takes_comes_after_older_ones_of_its_moment),
        fact(taking_from_nothing_is_wrong_code),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: MIT */
#include "../fact.h"

#include "host/loop.h"

typedef struct walk {
    int steps;
    int last; /* the step that says done */
    int fails_at;
    int raises_at;
    int ticks;
} walk;

static bl_status step(void *context, bool *done, bl_err *err)
{
    walk *w = context;
    w->steps++;
    if (w->steps == w->fails_at)
        return bl_fail(err, BL_IO, "the disk is full");
    if (w->steps == w->raises_at)
        raise(SIGINT);
    *done = w->steps == w->last;
    return BL_OK;
}

static void tick(void *context)
{
    walk *w = context;
    w->ticks++;
}

static bl_status run(walk *w, bl_err *err)
{
    return bl_loop_run(&(bl_loop_work){.step = step, .context = w}, err);
}

static void loop_ends_with_the_last_step(void **state)
{
    (void)state;
    walk w = {.last = 5};
    bl_err err = {0};
    assert_ok(run(&w, &err));
    assert_int_equal(w.steps, 5);
}

static void failure_of_a_step_ends_the_loop(void **state)
{
    (void)state;
    walk w = {.last = 5, .fails_at = 3};
    bl_err err = {0};
    assert_refused(run(&w, &err), BL_IO);
    assert_int_equal(w.steps, 3);
}

static void signal_stops_the_loop_after_the_step(void **state)
{
    (void)state;
    walk w = {.raises_at = 3};
    bl_err err = {0};
    assert_int_equal(run(&w, &err), BL_STOPPED);
    assert_int_equal(w.steps, 3);
    assert_string_equal(err.text, "stopped by SIGINT");
}

static void signal_during_the_last_step_comes_too_late(void **state)
{
    (void)state;
    walk w = {.last = 3, .raises_at = 3};
    bl_err err = {0};
    assert_ok(run(&w, &err));
}

static void signals_have_their_former_meaning_afterwards(void **state)
{
    (void)state;
    walk w = {.last = 1};
    bl_err err = {0};
    pid_t child = fork();
    if (child == 0) {
        if (run(&w, &err) == BL_OK)
            raise(SIGINT);
        _exit(0);
    }
    int ended = 0;
    assert_int_equal(waitpid(child, &ended, 0), child);
    assert_true(WIFSIGNALED(ended) && WTERMSIG(ended) == SIGINT);
}

static bl_status wait_for_tick(void *context, bool *done, bl_err *err)
{
    (void)err;
    walk *w = context;
    *done = w->ticks >= 2;
    return BL_OK;
}

static void ticks_come_between_steps(void **state)
{
    (void)state;
    walk w = {0};
    bl_err err = {0};
    assert_ok(bl_loop_run(&(bl_loop_work){wait_for_tick, tick, 1, &w}, &err));
    assert_true(w.ticks >= 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        fact(loop_ends_with_the_last_step),
        fact(failure_of_a_step_ends_the_loop),
        fact(signal_stops_the_loop_after_the_step),
        fact(signal_during_the_last_step_comes_too_late),
        fact(signals_have_their_former_meaning_afterwards),
        fact(ticks_come_between_steps),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

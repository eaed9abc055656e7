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

/* Somebody who listens at one end of a pipe. */
typedef struct ear {
    bl_loop *loop;
    bl_watch *watch;
    bl_timer *timer;
    int ends[2];
    char heard[16];
    int turns;
    int signals;
} ear;

static void hear(void *context, bool readable, bool writable)
{
    ear *e = context;
    assert_true(readable && !writable);
    ssize_t size = read(e->ends[0], e->heard, sizeof e->heard - 1);
    assert_true(size >= 0);
    e->heard[size] = '\0';
}

static void say(void *context)
{
    ear *e = context;
    assert_int_equal(write(e->ends[1], "hello", 5), 5);
}

static void count_turn(void *context)
{
    ear *e = context;
    e->turns += e->heard[0] != '\0';
    if (e->turns == 1)
        bl_loop_end(e->loop);
}

static void open_ear(ear *e)
{
    bl_err err = {0};
    *e = (ear){0};
    assert_int_equal(pipe(e->ends), 0);
    assert_ok(bl_loop_open(&e->loop, &err));
    assert_ok(bl_watch_open(e->loop, e->ends[0], hear, e, &e->watch, &err));
    assert_ok(bl_timer_open(e->loop, say, e, &e->timer, &err));
}

static void close_ear(ear *e)
{
    bl_loop_close(e->loop);
    close(e->ends[0]);
    close(e->ends[1]);
}

static void turn_comes_after_what_was_heard(void **state)
{
    (void)state;
    ear e;
    open_ear(&e);
    bl_watch_want(e.watch, true, false);
    bl_loop_on_turn(e.loop, count_turn, &e);
    bl_timer_set(e.timer, 1);
    bl_loop_serve(e.loop);
    assert_string_equal(e.heard, "hello");
    close_ear(&e);
}

static void end_by_signal(void *context, int number)
{
    ear *e = context;
    e->signals += number == SIGHUP;
    bl_loop_end(e->loop);
}

static void raise_signal(void *context)
{
    (void)context;
    raise(SIGHUP);
}

static void what_nobody_wants_is_not_told(void **state)
{
    (void)state;
    ear e;
    bl_err err = {0};
    bl_timer *later;
    open_ear(&e);
    assert_ok(bl_loop_on_signal(e.loop, SIGHUP, end_by_signal, &e, &err));
    assert_ok(bl_timer_open(e.loop, raise_signal, &e, &later, &err));
    bl_watch_want(e.watch, true, false);
    bl_watch_want(e.watch, false, false);
    bl_timer_set(e.timer, 0);
    bl_timer_set(later, 5);
    bl_loop_serve(e.loop);
    assert_int_equal(e.signals, 1);
    assert_string_equal(e.heard, "");
    bl_watch_close(e.watch);
    close_ear(&e);
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
        fact(turn_comes_after_what_was_heard),
        fact(what_nobody_wants_is_not_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

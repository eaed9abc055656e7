/* SPDX-License-Identifier: MIT */
#include "host/console.h"

#include <fcntl.h>

#include "../fact.h"

#undef fact
#define fact(name) cmocka_unit_test_setup_teardown(name, enter, leave)

static bl_console *console;
static int ends[2]; /* of a pipe */
static int signals;
static int ticks;
static int done;
static bl_err err;

static void signalled(void *context)
{
    (void)context;
    signals++;
}

static int enter(void **state)
{
    (void)state;
    signals = ticks = done = 0;
    err = (bl_err){0};
    if (pipe(ends) != 0)
        return -1;
    return bl_console_open(ends[0], signalled, NULL, &console, &err) != BL_OK;
}

static int leave(void **state)
{
    (void)state;
    bl_console_close(console);
    close(ends[0]);
    close(ends[1]);
    return 0;
}

static void input_is_waited_for(void **state)
{
    char byte = 0;
    (void)state;
    assert_int_equal(write(ends[1], "x", 1), 1);
    assert_int_equal(bl_console_wait(console), BL_HEARD_INPUT);
    assert_int_equal(read(ends[0], &byte, 1), 1);
    assert_int_equal(byte, 'x');
}

static void end_of_input_is_heard(void **state)
{
    char byte;
    (void)state;
    close(ends[1]);
    assert_int_equal(bl_console_wait(console), BL_HEARD_INPUT);
    assert_int_equal(read(ends[0], &byte, 1), 0);
    ends[1] = open("/dev/null", O_WRONLY);
}

static void interrupt(void *context)
{
    (void)context;
    if (++ticks == 2)
        raise(SIGINT);
}

static void interrupt_ends_the_wait_for_input(void **state)
{
    (void)state;
    bl_console_every(console, 1, interrupt, NULL);
    assert_int_equal(bl_console_wait(console), BL_HEARD_INTERRUPT);
    assert_int_equal(signals, 1);
}

static void work(void *context)
{
    int *times = context;
    while (ticks < 3)
        usleep(1000);
    raise(SIGINT);
    ++*times;
}

static void tick(void *context)
{
    (void)context;
    ticks++;
}

static void loop_goes_on_while_work_runs(void **state)
{
    (void)state;
    bl_console_every(console, 1, tick, NULL);
    assert_ok(bl_console_work(console, work, &done, &err));
    assert_int_equal(done, 1);
    assert_int_equal(write(ends[1], "x", 1), 1);
    assert_int_equal(bl_console_wait(console), BL_HEARD_INPUT);
    assert_int_equal(signals, 1);
}

static void file_stays_as_it_was(void **state)
{
    (void)state;
    assert_false(fcntl(ends[0], F_GETFL) & O_NONBLOCK);
}

int main(void)
{
    const struct CMUnitTest facts[] = {
        fact(input_is_waited_for),
        fact(end_of_input_is_heard),
        fact(interrupt_ends_the_wait_for_input),
        fact(loop_goes_on_while_work_runs),
        fact(file_stays_as_it_was),
    };
    return cmocka_run_group_tests(facts, NULL, NULL);
}

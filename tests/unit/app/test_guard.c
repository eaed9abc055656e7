/* SPDX-License-Identifier: MIT */
#include "app/guard.h"

#include <stdio.h>
#include <sys/socket.h>
#include <sys/un.h>

#include "../fact.h"

static char folder[32];

static int enter(void **state)
{
    (void)state;
    strcpy(folder, "/tmp/bylaw-guard-XXXXXX");
    return mkdtemp(folder) ? chdir(folder) : -1;
}

static int leave(void **state)
{
    (void)state;
    char command[64];
    unsetenv("NOTIFY_SOCKET");
    snprintf(command, sizeof command, "rm -rf %s", folder);
    return chdir("/") == 0 ? system(command) : -1;
}

/* What systemd hears at a socket of that name. */
static void assert_heard(const char *name)
{
    char heard[40] = "";
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    memcpy(address.sun_path, name, strlen(name));
    if (name[0] == '@')
        address.sun_path[0] = '\0';
    int file = socket(AF_UNIX, SOCK_DGRAM, 0);
    assert_int_equal(bind(file, (struct sockaddr *)&address,
                          (socklen_t)(offsetof(struct sockaddr_un, sun_path) + strlen(name))),
                     0);
    setenv("NOTIFY_SOCKET", name, 1);
    bl_guard_notify("READY=1");
    assert_int_equal(recv(file, heard, sizeof heard, MSG_DONTWAIT), 7);
    assert_string_equal(heard, "READY=1");
    close(file);
}

static void systemd_is_told_where_it_asked(void **state)
{
    (void)state;
    char name[64];
    assert_heard("notify");
    snprintf(name, sizeof name, "@%s", folder);
    assert_heard(name);
}

static void nobody_is_told_where_nobody_asked(void **state)
{
    (void)state;
    bl_guard_notify("READY=1");
    setenv("NOTIFY_SOCKET", "nobody", 1);
    bl_guard_notify("READY=1");
    unsetenv("WATCHDOG_USEC");
    assert_false(bl_guard_is_watched());
    setenv("WATCHDOG_USEC", "30000000", 1);
    assert_true(bl_guard_is_watched());
}

static void file_is_held_by_one_process_at_a_time(void **state)
{
    (void)state;
    int ended = 0;
    bl_err err = {0};
    fclose(fopen("x", "w"));
    pid_t child = fork();
    if (child == 0)
        _exit(bl_guard_hold("x", &err));
    assert_int_equal(waitpid(child, &ended, 0), child);
    assert_int_equal(WEXITSTATUS(ended), BL_OK);
    assert_ok(bl_guard_hold("x", &err)); /* the other one is gone */
    child = fork();
    if (child == 0)
        _exit(bl_guard_hold("x", &err));
    assert_int_equal(waitpid(child, &ended, 0), child);
    assert_int_equal(WEXITSTATUS(ended), BL_BUSY);
    assert_refused(bl_guard_hold("none", &err), BL_IO);
}

#undef fact
#define fact(name) cmocka_unit_test_setup_teardown(name, enter, leave)

int main(void)
{
    const struct CMUnitTest tests[] = {
        fact(systemd_is_told_where_it_asked),
        fact(nobody_is_told_where_nobody_asked),
        fact(file_is_held_by_one_process_at_a_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

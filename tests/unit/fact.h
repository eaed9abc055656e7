/* SPDX-License-Identifier: MIT
 * fact.h - what unit tests of plain functions share.
 *
 * A test is named by the fact it proves; its cases are one line each, and a case that fails shows
 * the line it stands on, which is why these are macros. None of them returns: a failure ends the
 * test.
 *
 * Layer: tests. Uses: base/text, cmocka.
 */
#pragma once

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/text.h"

/* A row of the table of tests. */
#define fact(name) cmocka_unit_test(name)
/* A view of a literal, NUL bytes inside it included. */
#define T(literal) ((bl_text){literal, sizeof literal - 1})

/* The call worked. */
#define assert_ok(call) assert_int_equal(call, BL_OK)

/* Refused with that status, and the test's own `err` has the words; it is then ready for the next
 * refusal. */
#define assert_refused(call, kind)                                                                 \
    do {                                                                                           \
        assert_int_equal(call, kind);                                                              \
        assert_int_equal(err.status, kind);                                                        \
        assert_true(err.text[0] != '\0');                                                          \
        err = (bl_err){0};                                                                         \
    } while (0)

/* The statement writes exactly this into a bl_buffer called `out`, which is made for it and ended
 * behind it. */
#define assert_written(statement, expected)                                                        \
    do {                                                                                           \
        bl_buffer out = {0};                                                                       \
        statement;                                                                                 \
        assert_string_equal(out.at, expected);                                                     \
        bl_buffer_deinit(&out);                                                                    \
    } while (0)

/* The statement breaks a BL_REQUIRE. It runs in a process of its own with its standard error
 * closed, so what it says isn't shown, and cmocka's own handler of the signal isn't asked. */
#define assert_aborts(statement)                                                                   \
    do {                                                                                           \
        pid_t child = fork();                                                                      \
        if (child == 0) {                                                                          \
            signal(SIGABRT, SIG_DFL);                                                              \
            close(STDERR_FILENO);                                                                  \
            statement;                                                                             \
            _exit(0);                                                                              \
        }                                                                                          \
        int ended = 0;                                                                             \
        assert_int_equal(waitpid(child, &ended, 0), child);                                        \
        assert_true(WIFSIGNALED(ended) && WTERMSIG(ended) == SIGABRT);                             \
    } while (0)

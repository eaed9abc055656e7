/* fact.h - what unit tests of plain functions share.
 *
 * A test is named by the fact it proves.
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

#define fact(name) cmocka_unit_test(name)
#define T(literal) ((bl_text){literal, sizeof literal - 1})

#define assert_ok(call) assert_int_equal(call, BL_OK)

/* Refused with that status, and `err` has the words. */
#define assert_refused(call, kind)                                                                 \
    do {                                                                                           \
        assert_int_equal(call, kind);                                                              \
        assert_int_equal(err.status, kind);                                                        \
        assert_true(err.text[0] != '\0');                                                          \
        err = (bl_err){0};                                                                         \
    } while (0)

/* The statement writes exactly this into a bl_buffer called `out`. */
#define assert_written(statement, expected)                                                        \
    do {                                                                                           \
        bl_buffer out = {0};                                                                       \
        statement;                                                                                 \
        assert_string_equal(out.at, expected);                                                     \
        bl_buffer_deinit(&out);                                                                    \
    } while (0)

/* The statement breaks a BL_REQUIRE. */
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

/* SPDX-License-Identifier: MIT
 * caller.h - a child process of the real program, fed and read by a test.
 *
 * Failures of the test's own plumbing end the test: there is nothing to go on with.
 */
#pragma once

#include <sys/types.h>

#include "base/text.h"

/* The program, the policy and the register that a test is about. */
typedef struct office {
    const char *bylaw;
    const char *policy;
    char folder[32];
    char db[64];
} office;

/* `bylaw call POLICY FUNCTION --db DB` with a pipe at each end. */
typedef struct caller {
    pid_t pid;
    int requests; /* to write */
    int answers;  /* to read  */
} caller;

/* Makes a folder for the register. */
void office_open(office *o, const char *bylaw, const char *policy);
/* Removes the register and its folder. */
void office_close(office *o);
void office_remove_register(const office *o);

/* Its answers go to `answers_fd`, or into the pipe when that is -1. */
void caller_start(caller *c, const office *o, const char *function, int answers_fd);
/* With SIGKILL. What it had answered can still be read. */
void caller_kill(caller *c);
/* Closes what is open and gives the exit code, or minus the signal that ended it. */
int caller_end(caller *c);

/* Answers all the lines at once, in a fresh process that must end well. */
void office_ask(const office *o, const char *function, const bl_buffer *requests,
                bl_buffer *answers);
/* What `bylaw audit` exits with. */
int office_audit(const office *o);

/* Ends the test with words about what the system refused. */
_Noreturn void give_up(const char *what);

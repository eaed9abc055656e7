/* SPDX-License-Identifier: MIT
 * shell.h - statements that somebody types, run in a limited state of their own.
 *
 * Lua's own conventions hold: an expression gives its value, `=` in front of one is let pass, a
 * statement that is not finished yet is told from one that is wrong, a name keeps what is assigned
 * to it, and `_` is the last value. What a policy answers is asked of a desk, see
 * lua/bylaw/shell.lua. What is wrong is told with the line and the column of what was typed.
 *
 * Layer: host. Uses: host/sandbox, lua/bylaw/shell.lua.
 */
#pragma once

#include "base/text.h"
#include "host/sandbox.h"

typedef struct bl_shell bl_shell;

/* Whom the shell asks, and tells. */
typedef struct bl_shell_desk {
    void *context;
    /* Appends the answer, a JSON object. */
    bl_status (*answer)(void *context, const char *policy, const char *function, bl_text request,
                        bl_buffer *answer, bl_err *err);
    /* Shows an answer, or the part of one that is called `name`; `json` is that part. */
    void (*show)(void *context, const char *policy, const char *function, const char *name,
                 bl_text json);
    bl_sandbox_print *print;
} bl_shell_desk;

typedef enum bl_shell_end {
    BL_SHELL_DONE,
    BL_SHELL_UNFINISHED, /* more is to be typed; nothing was run */
    BL_SHELL_FAILED,
    BL_SHELL_STOPPED /* see bl_state_stop_when */
} bl_shell_end;

/* What is wrong with what was typed. */
typedef struct bl_shell_trouble {
    int line;   /* from 1; 0: not known */
    int column; /* in characters, from 1; 0: not known */
    char words[BL_ERR_TEXT_MAX];
} bl_shell_trouble;

BL_MUST_USE bl_status bl_shell_open(const bl_shell_desk *desk, bl_shell **out, bl_err *err);
/* NULL is fine. */
void bl_shell_close(bl_shell *shell);
/* See bl_state_set_traces. */
void bl_shell_set_traces(bl_shell *shell, bool traces);

/* Makes the name a word: the policy's table of functions. Also in place of an older one. */
BL_MUST_USE bl_status bl_shell_add_policy(bl_shell *shell, const char *name,
                                          const char *const *functions, size_t count, bl_err *err);

/* Runs what was typed and shows the values that it gives. */
bl_shell_end bl_shell_run(bl_shell *shell, bl_text text, bl_shell_trouble *trouble);
/* Appends the value of an expression as JSON. */
bl_shell_end bl_shell_read(bl_shell *shell, bl_text text, bl_buffer *out,
                           bl_shell_trouble *trouble);
/* Tells of each name that may be used. */
BL_MUST_USE bl_status bl_shell_names(bl_shell *shell, void (*tell)(void *context, bl_text name),
                                     void *context, bl_err *err);

/* SPDX-License-Identifier: MIT
 * editor.h - lines from a terminal, with editing, completion and history; or from a pipe, plainly.
 *
 * On a terminal libedit edits, in wide characters, and the loop of a console waits meanwhile. An
 * entry of many lines comes back from history as one line with line ends in it. A tab that is
 * pasted is a blank.
 *
 * Layer: app, the only room that includes histedit.h. Uses: app/history, host/console.
 */
#pragma once

#include "app/history.h"
#include "host/console.h"

typedef struct bl_editor bl_editor;

typedef enum bl_line_end {
    BL_LINE,             /* a line is there, without its end */
    BL_LINE_INTERRUPTED, /* it was given up */
    BL_LINE_END          /* there are no more */
} bl_line_end;

/* What may be put in place of the end of a line. */
typedef struct bl_completion {
    size_t start; /* of what is replaced, in bytes of the line up to the cursor */
    char **list;
    size_t count;
    size_t common; /* bytes that all of them begin with */
} bl_completion;

/* Completes a line up to the cursor; `done` gives back what was lent. */
typedef struct bl_completer {
    void *context;
    void (*complete)(void *context, bl_text line, bl_completion *out);
    void (*done)(void *context);
} bl_completer;

/* Reads standard input. The console waits for that, too. */
BL_MUST_USE bl_status bl_editor_open(bl_console *console, const bl_completer *completer,
                                     bl_editor **out, bl_err *err);
/* NULL is fine. Gives the terminal back as it was. */
void bl_editor_close(bl_editor *editor);
bool bl_editor_is_terminal(const bl_editor *editor);

/* Reads a line into `line`, which is emptied first. The prompt is shown on a terminal only. */
bl_line_end bl_editor_read(bl_editor *editor, const char *prompt, bl_buffer *line);
/* Puts an entry into the history, but one that begins with a blank. */
void bl_editor_remember(bl_editor *editor, bl_text entry);

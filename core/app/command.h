/* SPDX-License-Identifier: MIT
 * command.h - the command line: sub-commands, their options, help, exit codes.
 *
 * Options may stand before or after the other arguments; "--" ends them. An unknown command or
 * option is answered with the nearest one there is.
 *
 * Layer: app. Uses: value/date, host.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/clock.h"
#include "base/err.h"
#include "base/text.h"
#include "value/date.h"

typedef enum bl_exit {
    BL_EXIT_DONE = 0,
    BL_EXIT_NOT_STARTED = 1, /* usage, loading, or the world failed     */
    BL_EXIT_NOT_HELD = 2,    /* it ran, and something did not hold      */
    BL_EXIT_STOPPED = 130    /* interrupted                             */
} bl_exit;

typedef enum bl_option_kind {
    BL_OPTION_FLAG,  /* bool *         */
    BL_OPTION_TEXT,  /* const char **  */
    BL_OPTION_TEXTS, /* bl_option_texts *: may be given several times */
    BL_OPTION_COUNT, /* int64_t *, 0 or more */
    BL_OPTION_TIME   /* bl_option_time *: RFC 3339, or a date for its start */
} bl_option_kind;

#define BL_OPTION_TEXTS_MAX 64

typedef struct bl_option_texts {
    const char *list[BL_OPTION_TEXTS_MAX];
    size_t count;
} bl_option_texts;

typedef struct bl_option_time {
    bool given;
    bl_moment moment;
} bl_option_time;

typedef struct bl_option {
    const char *name; /* without dashes; NULL ends a table */
    bl_option_kind kind;
    void *target;
    const char *argument; /* what help calls it, e.g. "FILE" */
    const char *help;
} bl_option;

typedef struct bl_command {
    const char *name;
    const char *arguments; /* as usage shows them */
    const char *summary;
    const char *example;
    int (*run)(const struct bl_command *command, int count, char **arguments);
} bl_command;

/* Reads the options out of `arguments` (`arguments[0]` is the command) into their targets
 * and gives the rest, in order, as `rest` with `*count`. False when the command should end
 * with `*exit_code`: after --help, or wrong use (an option given twice is one), told on stderr. */
bool bl_command_options(const bl_command *command, const bl_option *options, int *count,
                        char **arguments, char ***rest, int *exit_code);
/* Reads a moment, or a date for its start; false when it is neither. */
bool bl_option_time_read(const char *text, bl_option_time *out);
/* The clock of --at: it stands there, or is the machine's when that was not given. */
bl_clock bl_command_clock(bl_option_time at);
/* Whether --db names a file; tells wrong use when not. */
bool bl_command_names_register(const bl_command *command, const char *db);
/* Tells wrong use of a command on stderr, with its usage; gives BL_EXIT_NOT_STARTED. */
int bl_command_misused(const bl_command *command, const char *format, ...) BL_PRINTF(2, 3);
/* Writes it to stdout, whole, and empties it. BL_IO. */
BL_MUST_USE bl_status bl_command_write(bl_buffer *output, bl_err *err);
/* Tells a failure on stderr; gives BL_EXIT_NOT_STARTED. */
int bl_command_failed(const bl_err *err);

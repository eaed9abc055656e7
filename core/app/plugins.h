/* SPDX-License-Identifier: MIT
 * plugins.h - `bylaw plugins`, and what plugins add to the other commands.
 *
 * A plugin that can't be opened is told of on stderr and adds nothing.
 *
 * Layer: app. Uses: app/command, host/plugin.
 */
#pragma once

#include "app/command.h"
#include "host/plugin.h"

/* Runs the command of a plugin that is called arguments[0]; false when none has it. */
bool bl_plugins_run(int count, char **arguments, int *exit_code);

/* Whether a plugin adds a format of that name; tells wrong use, with the formats there are, when
 * none does. `own` are the command's: "pretty or json". */
bool bl_plugins_check_format(const bl_command *command, const char *format, const char *own);
/* Prints the report as a plugin's format; `kind` and `json` as in plugin_interface.h. BL_NOT_FOUND
 * when none adds it. */
BL_MUST_USE bl_status bl_plugins_print(const char *format, const char *kind, const char *json,
                                       bl_err *err);

extern const bl_command bl_command_plugins;

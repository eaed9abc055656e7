/* SPDX-License-Identifier: MIT
 * repl.h - `bylaw repl`: a shell for what-if.
 *
 * On a terminal it asks, line by line; what it reads from a pipe it runs plainly, with troubles on
 * standard output as they come, and ends with 2 when there was one. Ctrl-C gives up the line, or
 * stops what runs.
 *
 * Layer: app. Uses: app/command, app/completion, app/editor, app/progress.
 */
#pragma once

#include "app/command.h"

extern const bl_command bl_command_repl;

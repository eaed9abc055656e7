/* SPDX-License-Identifier: MIT
 * call.h - `bylaw call`: requests in, answers out, one JSON object a line.
 *
 * What one read of the input brings is one group: its requests share a transaction, and no answer
 * is printed before its commit. A line longer than BL_LINE_MAX is bad input.
 *
 * Layer: app. Uses: app/command, app/lines, host/notice.
 */
#pragma once

#include "app/command.h"

extern const bl_command bl_command_call;

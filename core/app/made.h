/* SPDX-License-Identifier: MIT
 * made.h - `bylaw population`: a made-up population for a what-if, as CSV.
 *
 * Layer: app. Uses: app/command, app/sample.
 */
#pragma once

#include "app/command.h"

extern const bl_command bl_command_population;

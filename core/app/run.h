/* SPDX-License-Identifier: MIT
 * run.h - `bylaw run`: notices that live, until stopped.
 *
 * Layer: app. Uses: app/command, app/runner.
 */
#pragma once

#include "app/command.h"

extern const bl_command bl_command_run;

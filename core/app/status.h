/* SPDX-License-Identifier: MIT
 * status.h - `bylaw status`: what the jobs of a register's notices did, and what comes next.
 *
 * It reads the file alone; a runner may be at work on it or none.
 *
 * Layer: app. Uses: app/command, app/chart, domain/diary.
 */
#pragma once

#include "app/command.h"

extern const bl_command bl_command_status;

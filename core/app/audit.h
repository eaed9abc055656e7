/* SPDX-License-Identifier: MIT
 * audit.h - `bylaw audit`: proves a register again from its log.
 *
 * Layer: app. Uses: app/command, app/progress, domain/audit.
 */
#pragma once

#include "app/command.h"

extern const bl_command bl_command_audit;

/* SPDX-License-Identifier: MIT
 * table.h - `bylaw table`: the decision table of a rule, for people and for other engines.
 *
 * Layer: app. Uses: app/command, host/rulebook.
 */
#pragma once

#include "app/command.h"

extern const bl_command bl_command_table;

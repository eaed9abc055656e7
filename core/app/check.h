/* SPDX-License-Identifier: MIT
 * check.h - `bylaw check`: what is wrong with notices before anybody asks them.
 *
 * Layer: app. Uses: app/command, app/files, host/lint.
 */
#pragma once

#include "app/command.h"

extern const bl_command bl_command_check;

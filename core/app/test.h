/* SPDX-License-Identifier: MIT
 * test.h - `bylaw test`: worked cases.
 *
 * Layer: app. Uses: app/command, app/files, host/cases.
 */
#pragma once

#include "app/command.h"

extern const bl_command bl_command_test;

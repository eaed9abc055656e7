/* SPDX-License-Identifier: MIT
 * params.h - `bylaw params`: what a notice's figures are, and what an office sets itself.
 *
 * Lists each parameter with its values, their days and articles, and beside them the values that
 * the office keeps in its register. Sets such a value, which the functions that read or change that
 * register use from its day on.
 *
 * Layer: app. Uses: app/command.
 */
#pragma once

#include "app/command.h"

extern const bl_command bl_command_params;

/* SPDX-License-Identifier: MIT
 * import.h - `bylaw import`: a gazette's issue in plain text becomes documents of a register.
 *
 * Everything that is understood is kept; what is not is listed with its line.
 *
 * Layer: app. Uses: app/documents, app/source, app/chart.
 */
#pragma once

#include "app/command.h"

extern const bl_command bl_command_import;

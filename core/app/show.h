/* SPDX-License-Identifier: MIT
 * show.h - `bylaw show`: a document of a register, or one provision of it, as printed.
 *
 * Layer: app. Uses: app/documents, app/chart.
 */
#pragma once

#include "app/command.h"

extern const bl_command bl_command_show;

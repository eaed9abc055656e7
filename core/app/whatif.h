/* SPDX-License-Identifier: MIT
 * whatif.h - `bylaw whatif`: a population as the notice is, and with other parameters, side by
 * side.
 *
 * A changed value that no rule read for any row changes nothing, and a zero that means so must not
 * pass for a finding: it is told, with what does read the value, and the exit code is 2.
 *
 * Layer: app. Uses: app/whatif_text, app/sample.
 */
#pragma once

#include "app/command.h"

extern const bl_command bl_command_whatif;

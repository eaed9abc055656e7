/* SPDX-License-Identifier: MIT
 * modules.h - lua/bylaw, compiled and built into the program.
 *
 * What bl_state_load_trusted loads.
 *
 * Layer: host. Uses: base/embedded.
 */
#pragma once

#include "base/embedded.h"

/* In the order in which they run. A module is called by its path, "lua/bylaw/notice.lua". */
extern const bl_embedded bl_modules[];
/* Those that run when a notice declares something of theirs. */
extern const bl_embedded bl_wanted_modules[];
/* The words of somebody who types. */
extern const bl_embedded bl_shell_module[];
/* The words of test files. */
extern const bl_embedded bl_cases_module[];

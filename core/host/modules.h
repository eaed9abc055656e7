/* modules.h - lua/bylaw, built into the program.
 *
 * Layer: host. Uses: base/embedded.
 */
#pragma once

#include "base/embedded.h"

/* In the order in which they run. A module is called by its path, "lua/bylaw/notice.lua". */
extern const bl_embedded bl_modules[];
/* The words of test files. */
extern const bl_embedded bl_cases_module[];

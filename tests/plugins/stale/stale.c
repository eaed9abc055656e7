/* SPDX-License-Identifier: MIT
 * stale - a plugin of another interface, which must be refused. */
#include "host/plugin_interface.h"

const bl_plugin_offer bylaw_plugin = {.interface = BL_PLUGIN_INTERFACE + 1, .about = "of tomorrow"};

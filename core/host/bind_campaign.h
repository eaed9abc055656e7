/* SPDX-License-Identifier: MIT
 * bind_campaign.h - rounds, vouchers and settlements, shown to lua/bylaw/campaign.lua.
 *
 * Adds its functions to the table on top of the stack. They take and give exact values; what they
 * change belongs to the running request.
 *
 * Layer: host. Uses: host/binding, domain/laws.
 */
#pragma once

#include <lua.h>

void bl_bind_campaign(lua_State *L);

/* SPDX-License-Identifier: MIT
 * bind_subsidy.h - budgets and the claims on them, shown to lua/bylaw.
 *
 * Adds a table `subsidy` to the table on top of the stack. Its functions take and give exact
 * values; what they change belongs to the running request. The head of each function in
 * bind_subsidy.c says how it is called.
 *
 * A claim is { id, series, year, serial, applicant, item, line, unit, state, facts, materials,
 * notes, gross, payable, committed, disbursed, recover_due, recovered, budget, queue_place,
 * last_at }, nil where there is none. facts and notes are tables, materials a list; what was kept
 * in them comes back as it was (host/facts.h). An event is { function, actor, document }.
 *
 * Layer: host. Uses: host/facts, domain/claim_laws.
 */
#pragma once

#include <lua.h>

void bl_bind_subsidy(lua_State *L);

/* SPDX-License-Identifier: MIT
 * fault_alloc.h - memory that runs out on request, for tests only.
 *
 * An executable that links fault_alloc.c gets its malloc, calloc, realloc and free, and so do the
 * shared libraries it uses. Until a plan is made they only count what is live.
 *
 * Under AddressSanitizer, which has these functions for itself, nothing is interposed: plans do
 * nothing and fault_alloc_usable says so.
 */
#pragma once

#include <stdbool.h>

bool fault_alloc_usable(void);
/* Fails the n-th allocation from now, 1 being the next, and with `for_ever` all that follow. */
void fault_alloc_plan(long nth, bool for_ever);
/* Ends the plan and says how many allocations failed. */
long fault_alloc_clear(void);
/* Allocations not yet freed. Unequal before and after: a leak. */
long fault_alloc_live(void);

/* SPDX-License-Identifier: MIT
 * bind_value.h - the words of notices for exact values.
 *
 *   yuan(24000)  yuan "24,000"  yuan "83.33"  fen(8333)
 *   percent(5)  percent "12.5"  ratio(5, 12)  ratio "0.6"
 *   date "2021-12-03"  time "2021-12-03T10:00:00+08:00"  days(7)  hours(168)
 *
 * Their operators are exact; the bind_*.c of each kind lists them. Kinds that don't mix raise with
 * the line of the script, and so does whatever leaves the range.
 *
 * Layer: host. Uses: host/sandbox, host/value.
 */
#pragma once

#include "host/state.h"
#include "host/value.h"

/* Makes the kinds and shares the words. Once for each state, after bl_sandbox_open. */
BL_MUST_USE bl_status bl_bind_values(bl_state *state, bl_err *err);

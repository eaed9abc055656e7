/* SPDX-License-Identifier: MIT
 * events.h - `bylaw events`: what was recorded in a register, handed to a plugin in order.
 *
 * Layer: app. Uses: app/command, domain/feed, host/plugin.
 */
#pragma once

#include "app/command.h"
#include "domain/ledger.h"

/* A plugin and its place, as "PLUGIN:PLACE" names them. */
typedef struct bl_events bl_events;

/* BL_INVALID, BL_NOT_FOUND, and what opening a plugin and its place may say. */
BL_MUST_USE bl_status bl_events_open(const char *named, bl_events **out, bl_err *err);
/* NULL is fine. */
void bl_events_close(bl_events *events);
/* Hands over what was recorded since, in a reading transaction of its own; adds to `*count`.
 * BL_CONFLICT when the place has more than this register. */
BL_MUST_USE bl_status bl_events_pass(bl_events *events, bl_ledger *ledger, int64_t *count,
                                     bl_err *err);

extern const bl_command bl_command_events;

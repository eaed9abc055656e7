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

/* Opens the plugin; nothing is asked of its place yet. `named` is lent. BL_INVALID, BL_NOT_FOUND,
 * and what opening a plugin may say. */
BL_MUST_USE bl_status bl_events_open(const char *named, bl_events **out, bl_err *err);
/* NULL is fine. */
void bl_events_close(bl_events *events);
/* Hands over what was recorded since, at most a batch, which is read in a transaction of its own;
 * adds to `*count`, and `*more` is set when there may be another one. The first pass opens the
 * place. BL_CONFLICT when that has more than this register. After a failure the events must be
 * closed: opened again, they go on behind what the place has. */
BL_MUST_USE bl_status bl_events_pass(bl_events *events, bl_ledger *ledger, int64_t *count,
                                     bool *more, bl_err *err);

extern const bl_command bl_command_events;

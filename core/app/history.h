/* SPDX-License-Identifier: MIT
 * history.h - what was entered in earlier sessions, in one file.
 *
 * The file is $XDG_STATE_HOME/bylaw/history, or ~/.local/state/bylaw/history, and only its owner
 * may read it. An entry is one line, a JSON string, so one of many lines comes back whole. Entries
 * are appended as they come, and many sessions may do so; the oldest are dropped at the start of a
 * session. A file that can't be used is no failure: there is no history then.
 *
 * Layer: app. Uses: base/text.
 */
#pragma once

#include "base/text.h"

#define BL_HISTORY_MAX 10000

typedef struct bl_history {
    int file; /* -1: none */
} bl_history;

/* Tells of each entry that is kept, the oldest first. */
void bl_history_open(bl_history *out, void (*tell)(void *context, bl_text entry), void *context);
void bl_history_close(bl_history *history);
void bl_history_add(bl_history *history, bl_text entry);

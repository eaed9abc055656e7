/* SPDX-License-Identifier: MIT
 * outbox.h - a file that events are appended to, so that none is lost and none is there twice.
 *
 * Beside the file stands FILE.place with the number of the last event and the size that the file
 * had then. What a crash left behind it is cut off, so a file holds whole batches only. One process
 * at a time writes to it.
 *
 * Layer: host. Uses: base.
 */
#pragma once

#include "base/err.h"
#include "base/text.h"

typedef struct bl_outbox bl_outbox;

/* Makes the file when there is none. BL_BUSY when another process has it, BL_CORRUPT when it is
 * shorter than it was, BL_IO, BL_NO_MEMORY, each with words that name the file. */
BL_MUST_USE bl_status bl_outbox_open(const char *path, bl_outbox **out, bl_err *err);
/* NULL is fine. */
void bl_outbox_close(bl_outbox *box);
/* The number of the last event in it; 0: none. */
int64_t bl_outbox_last(const bl_outbox *box);
/* Appends the text of events of which `last` is the last; on the disk on BL_OK. After a failure the
 * box must be closed, and what was added is cut off when it is opened again. */
BL_MUST_USE bl_status bl_outbox_add(bl_outbox *box, bl_text text, int64_t last, bl_err *err);

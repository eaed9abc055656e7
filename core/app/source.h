/* SPDX-License-Identifier: MIT
 * source.h - the text of a file or of standard input as UTF-8, a piece at a time.
 *
 * UTF-8 with or without a byte order mark, or GB18030, which is what text that is not UTF-8 is
 * taken for: the first piece that holds more than ASCII decides. A byte that fits neither is an
 * error with its line. Memory does not grow with the text.
 *
 * Layer: app. Uses: app/interrupt, base/text.
 */
#pragma once

#include "base/err.h"
#include "base/text.h"

typedef struct bl_source bl_source;

/* `path` "-" is standard input. BL_NOT_FOUND, BL_IO, BL_NO_MEMORY. */
BL_MUST_USE bl_status bl_source_open(const char *path, bl_source **out, bl_err *err);
/* NULL is fine. */
void bl_source_close(bl_source *source);
const char *bl_source_path(const bl_source *source);

/* The next piece, which dies with the next call; of no bytes at the end. BL_INVALID for what is not
 * text, BL_IO, BL_STOPPED when interrupted. */
BL_MUST_USE bl_status bl_source_next(bl_source *source, bl_text *out, bl_err *err);

/* Bytes of the file read so far, and in all; 0 when that is not known. */
int64_t bl_source_done(const bl_source *source);
int64_t bl_source_size(const bl_source *source);

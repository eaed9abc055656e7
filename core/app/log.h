/* SPDX-License-Identifier: MIT
 * log.h - lines on stderr that tell what a runner does: logfmt, one event a line.
 *
 *   at=2021-12-03T10:00:00+08:00 level=info event=job notice=n job=close outcome=done
 *
 * Where stderr is the journal's, each line begins with its priority, <6>. Lines gather until they
 * are flushed, so that what is told of a transaction comes behind its commit.
 *
 * Layer: app. Uses: base/text, value/date.
 */
#pragma once

#include "value/date.h"

typedef enum bl_level {
    BL_LEVEL_ERROR = 3, /* the numbers are those of syslog */
    BL_LEVEL_WARNING = 4,
    BL_LEVEL_NOTICE = 5,
    BL_LEVEL_INFO = 6
} bl_level;

typedef struct bl_log {
    bl_buffer lines;
    bool is_journal;
} bl_log;

/* All that is open in it are buffers. */
bl_log bl_log_make(void);
void bl_log_deinit(bl_log *log);

/* Begins a line. */
void bl_log_begin(bl_log *log, bl_level level, bl_moment at, const char *event);
/* Adds to it; text is quoted where it has to be. */
void bl_log_text(bl_log *log, const char *name, const char *text);
void bl_log_int(bl_log *log, const char *name, int64_t number);
void bl_log_moment(bl_log *log, const char *name, bl_moment moment);
void bl_log_end(bl_log *log);
/* A line of an event and what was said of it; `words` may be NULL. */
void bl_log_tell(bl_log *log, bl_level level, bl_moment at, const char *event, const char *words);
/* Where the next line will begin, and away with all from there on: what it tells was undone. */
size_t bl_log_mark(const bl_log *log);
void bl_log_forget(bl_log *log, size_t mark);
/* Writes what has gathered. What can't be written is lost: nobody is there to be told. */
void bl_log_flush(bl_log *log);

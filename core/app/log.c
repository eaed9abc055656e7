/* SPDX-License-Identifier: MIT */
#include "app/log.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* JOURNAL_STREAM names the journal's end by device and inode; stderr may have been sent elsewhere.
 */
static bool is_journal(void)
{
    const char *stream = getenv("JOURNAL_STREAM");
    uintmax_t device, inode;
    struct stat own;
    return stream && sscanf(stream, "%ju:%ju", &device, &inode) == 2 &&
           fstat(STDERR_FILENO, &own) == 0 && own.st_dev == device && own.st_ino == inode;
}

bl_log bl_log_make(void)
{
    return (bl_log){.is_journal = is_journal()};
}

void bl_log_deinit(bl_log *log)
{
    bl_buffer_deinit(&log->lines);
}

static const char *level_word(bl_level level)
{
    switch (level) {
    case BL_LEVEL_ERROR:
        return "error";
    case BL_LEVEL_WARNING:
        return "warning";
    case BL_LEVEL_NOTICE:
        return "notice";
    case BL_LEVEL_INFO:
    default:
        return "info";
    }
}

void bl_log_begin(bl_log *log, bl_level level, bl_moment at, const char *event)
{
    if (log->is_journal)
        bl_buffer_format(&log->lines, "<%d>", (int)level);
    bl_buffer_add_text(&log->lines, "at=");
    bl_moment_write(at, &log->lines);
    bl_buffer_format(&log->lines, " level=%s event=%s", level_word(level), event);
}

void bl_log_text(bl_log *log, const char *name, const char *text)
{
    bl_buffer_format(&log->lines, " %s=", name);
    bool plain = text[0] != '\0';
    for (const char *c = text; plain && *c; c++)
        plain = (unsigned char)*c > ' ' && *c != '"' && *c != '=' && *c != '\\' && *c != 0x7f;
    if (plain)
        bl_buffer_add_text(&log->lines, text);
    else
        bl_buffer_add_json(&log->lines, bl_text_of(text));
}

void bl_log_int(bl_log *log, const char *name, int64_t number)
{
    bl_buffer_format(&log->lines, " %s=", name);
    bl_buffer_add_int(&log->lines, number);
}

void bl_log_moment(bl_log *log, const char *name, bl_moment moment)
{
    bl_buffer_format(&log->lines, " %s=", name);
    bl_moment_write(moment, &log->lines);
}

void bl_log_end(bl_log *log)
{
    bl_buffer_add_char(&log->lines, '\n');
}

void bl_log_tell(bl_log *log, bl_level level, bl_moment at, const char *event, const char *words)
{
    bl_log_begin(log, level, at, event);
    if (words)
        bl_log_text(log, "words", words);
    bl_log_end(log);
}

size_t bl_log_mark(const bl_log *log)
{
    return log->lines.size;
}

void bl_log_forget(bl_log *log, size_t mark)
{
    bl_buffer_cut(&log->lines, mark);
}

void bl_log_flush(bl_log *log)
{
    for (size_t done = 0; done < log->lines.size;) {
        ssize_t size = write(STDERR_FILENO, log->lines.at + done, log->lines.size - done);
        if (size <= 0)
            break;
        done += (size_t)size;
    }
    bl_buffer_clear(&log->lines);
}

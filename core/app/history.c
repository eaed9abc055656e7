/* SPDX-License-Identifier: MIT */
#include "app/history.h"

#include <errno.h>
#include <fcntl.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Makes the folder and those above it. */
static void make_folders(char *path)
{
    for (char *slash = strchr(path + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        mkdir(path, 0700);
        *slash = '/';
    }
}

static bool find_path(bl_buffer *out)
{
    const char *state = getenv("XDG_STATE_HOME"), *home = getenv("HOME");
    if (state && *state == '/')
        bl_buffer_format(out, "%s/bylaw/history", state);
    else if (home && *home)
        bl_buffer_format(out, "%s/.local/state/bylaw/history", home);
    return out->size > 0 && !out->failed;
}

/* The file's bytes; at least an empty text. */
static void read_all(int file, bl_buffer *out)
{
    char block[4096];
    ssize_t size;
    while ((size = read(file, block, sizeof block)) > 0)
        bl_buffer_add(out, block, (size_t)size);
    bl_buffer_add_char(out, '\n');
}

/* Where the kept lines begin. */
static const char *newest(const bl_buffer *text)
{
    size_t lines = 0;
    const char *at = text->at + text->size;
    while (at > text->at) {
        if (at[-1] == '\n' && ++lines > BL_HISTORY_MAX + 1)
            break;
        at--;
    }
    return at;
}

static void tell_all(const char *at, const char *end, void (*tell)(void *, bl_text), void *context)
{
    while (at < end) {
        const char *stop = memchr(at, '\n', (size_t)(end - at));
        size_t size = stop ? (size_t)(stop - at) : (size_t)(end - at);
        json_t *entry = json_loadb(at, size, JSON_DECODE_ANY, NULL);
        if (json_is_string(entry))
            tell(context, (bl_text){json_string_value(entry), json_string_length(entry)});
        json_decref(entry);
        at += size + 1;
    }
}

/* A new file in place of one that got twice as long as it should be. */
static int shorten(int file, const char *path, const char *at, const char *end)
{
    bl_buffer beside = {0};
    bl_buffer_format(&beside, "%s.%d", path, (int)getpid());
    int fresh = beside.failed ? -1 : open(beside.at, O_RDWR | O_CREAT | O_EXCL | O_APPEND, 0600);
    bool whole = fresh >= 0 && write(fresh, at, (size_t)(end - at)) == end - at &&
                 rename(beside.at, path) == 0;
    if (fresh >= 0 && !whole) {
        unlink(beside.at);
        close(fresh);
    }
    bl_buffer_deinit(&beside);
    if (!whole)
        return file;
    close(file);
    return fresh;
}

void bl_history_open(bl_history *out, void (*tell)(void *, bl_text), void *context)
{
    bl_buffer path = {0}, text = {0};
    out->file = -1;
    if (find_path(&path)) {
        make_folders(path.at);
        out->file = open(path.at, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    }
    if (out->file >= 0) {
        fchmod(out->file, 0600);
        read_all(out->file, &text);
        if (!text.failed) {
            const char *at = newest(&text), *end = text.at + text.size - 1;
            tell_all(at, end, tell, context);
            if (at - text.at > end - at)
                out->file = shorten(out->file, path.at, at, end);
        }
    }
    bl_buffer_deinit(&path);
    bl_buffer_deinit(&text);
}

void bl_history_close(bl_history *history)
{
    if (history->file >= 0)
        close(history->file);
    history->file = -1;
}

/* In one write, so that entries of many sessions do not mix. */
void bl_history_add(bl_history *history, bl_text entry)
{
    bl_buffer line = {0};
    bl_buffer_add_json(&line, entry);
    bl_buffer_add_char(&line, '\n');
    if (history->file >= 0 && !line.failed && write(history->file, line.at, line.size) < 0)
        bl_history_close(history);
    bl_buffer_deinit(&line);
}

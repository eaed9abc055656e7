/* SPDX-License-Identifier: MIT */
#include "app/accepted.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/list.h"

#define SUFFIX    ".provisions"
#define BYTES_MAX (4 * 1024 * 1024)

/* The script's path with another ending. */
static void name_file(const char *script, bl_buffer *out)
{
    size_t size = strlen(script);
    if (size > 4 && strcmp(script + size - 4, ".lua") == 0)
        size -= 4;
    bl_buffer_add(out, script, size);
    bl_buffer_add_text(out, SUFFIX);
}

static bl_status read_bytes(bl_accepted *out, bl_err *err)
{
    char block[16384];
    size_t size;
    FILE *file = fopen(out->path.at, "rb");
    if (!file && errno == ENOENT) {
        out->is_missing = true;
        return BL_OK;
    }
    if (!file)
        return bl_fail(err, BL_IO, "%s: %s", out->path.at, strerror(errno));
    while ((size = fread(block, 1, sizeof block, file)) > 0 && out->bytes.size <= BYTES_MAX)
        bl_buffer_add(&out->bytes, block, size);
    bool failed = ferror(file) != 0;
    fclose(file);
    if (failed || out->bytes.size > BYTES_MAX)
        return bl_fail(err, BL_IO, "%s: %s", out->path.at,
                       failed ? "can't be read" : "is too long for a list of hashes");
    return bl_buffer_status(&out->bytes, err);
}

/* CITATION HASH */
static bl_status read_line(bl_accepted *out, bl_text line, int number, bl_err *err)
{
    const char *blank = memchr(line.at, ' ', line.size);
    size_t size = blank ? (size_t)(blank - line.at) : line.size;
    bl_accepted_line new = {{line.at, size}, {line.at + size, line.size - size}};
    size_t skipped = bl_mark_skip_blanks(new.hash, 0);
    new.hash = (bl_text){new.hash.at + skipped, new.hash.size - skipped};
    if (size == 0 || new.hash.size != BL_DOCUMENT_HASH_SIZE - 1 ||
        bl_accepted_hash(out, new.cite).size > 0)
        return bl_fail(err, BL_INVALID, "%s:%d: expected a citation and its hash, each once",
                       out->path.at, number);
    bl_accepted_line *at = bl_list_with_room(out->at, out->count, &out->room, sizeof *at);
    if (!at)
        return bl_fail(err, BL_NO_MEMORY, "no memory for %s", out->path.at);
    out->at = at;
    at[out->count++] = new;
    return BL_OK;
}

bl_status bl_accepted_read(const char *script, bl_accepted *out, bl_err *err)
{
    int number = 0;
    name_file(script, &out->path);
    bl_status status = bl_buffer_status(&out->path, err);
    if (status == BL_OK)
        status = read_bytes(out, err);
    const char *at = out->bytes.at, *end = at ? at + out->bytes.size : NULL;
    while (status == BL_OK && at < end) {
        const char *stop = memchr(at, '\n', (size_t)(end - at));
        bl_text line = {at, (size_t)((stop ? stop : end) - at)};
        number++;
        if (line.size > 0 && *at != '#')
            status = read_line(out, line, number, err);
        at = stop ? stop + 1 : end;
    }
    return status;
}

void bl_accepted_deinit(bl_accepted *accepted)
{
    bl_buffer_deinit(&accepted->path);
    bl_buffer_deinit(&accepted->bytes);
    free(accepted->at);
    *accepted = (bl_accepted){0};
}

bl_text bl_accepted_hash(const bl_accepted *accepted, bl_text cite)
{
    for (size_t i = 0; i < accepted->count; i++)
        if (bl_text_equal(accepted->at[i].cite, cite))
            return accepted->at[i].hash;
    return (bl_text){"", 0};
}

static bool write_whole(int file, bl_text text)
{
    while (text.size > 0) {
        ssize_t size = write(file, text.at, text.size);
        if (size < 0 && errno != EINTR)
            return false;
        if (size > 0)
            text = (bl_text){text.at + size, text.size - (size_t)size};
    }
    return fsync(file) == 0;
}

bl_status bl_accepted_write(const bl_accepted *accepted, bl_text text, bl_err *err)
{
    bl_buffer made = {0};
    bl_buffer_format(&made, "%s.XXXXXX", accepted->path.at);
    bl_status status = bl_buffer_status(&made, err);
    if (status != BL_OK)
        return status;
    int file = mkstemp(made.at);
    bool done = file >= 0 && write_whole(file, text) && fchmod(file, 0644) == 0;
    int trouble = errno;
    if (file >= 0 && close(file) != 0 && done) {
        trouble = errno;
        done = false;
    }
    if (done && rename(made.at, accepted->path.at) != 0) {
        trouble = errno;
        done = false;
    }
    if (!done && file >= 0)
        unlink(made.at);
    bl_buffer_deinit(&made);
    return done ? BL_OK
                : bl_fail(err, BL_IO, "can't write %s: %s", accepted->path.at, strerror(trouble));
}

/* SPDX-License-Identifier: MIT */
#include "host/outbox.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <libgen.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

struct bl_outbox {
    char path[PATH_MAX];
    char place[PATH_MAX + 8]; /* FILE.place */
    int file;
    int64_t last;
    int64_t size; /* of the file, in whole batches */
};

static bl_status fail(const char *path, const char *what, bl_err *err)
{
    return bl_fail(err, BL_IO, "can't %s %s: %s", what, path, strerror(errno));
}

/* A file's entry in its folder is on the disk once the folder is. */
static bl_status sync_folder(const char *path, bl_err *err)
{
    char copy[PATH_MAX + 16];
    snprintf(copy, sizeof copy, "%s", path);
    int folder = open(dirname(copy), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    bool synced = folder >= 0 && fsync(folder) == 0;
    if (folder >= 0)
        close(folder);
    return synced ? BL_OK : fail(path, "keep", err);
}

static bl_status read_place(bl_outbox *box, bl_err *err)
{
    FILE *file = fopen(box->place, "re");
    if (!file)
        return errno == ENOENT ? BL_OK : fail(box->place, "read", err);
    int count = fscanf(file, "%" SCNd64 " %" SCNd64, &box->last, &box->size);
    fclose(file);
    if (count == 2 && box->last >= 0 && box->size >= 0)
        return BL_OK;
    return bl_fail(err, BL_CORRUPT, "%s does not say how far %s is", box->place, box->path);
}

/* All or nothing: a new file takes the old one's name. */
static bl_status write_place(const bl_outbox *box, bl_err *err)
{
    char next[PATH_MAX + 16], words[64];
    int size = snprintf(words, sizeof words, "%" PRId64 " %" PRId64 "\n", box->last, box->size);
    snprintf(next, sizeof next, "%s.next", box->place);
    int file = open(next, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    bool done = file >= 0 && write(file, words, (size_t)size) == size && fsync(file) == 0;
    if (file >= 0)
        done = close(file) == 0 && done;
    if (!done || rename(next, box->place) != 0)
        return fail(box->place, "write", err);
    return sync_folder(box->place, err);
}

static bl_status take_up(bl_outbox *box, bl_err *err)
{
    struct stat now;
    box->file = open(box->path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
    if (box->file < 0 || fstat(box->file, &now) != 0)
        return fail(box->path, "open", err);
    if (!S_ISREG(now.st_mode))
        return bl_fail(err, BL_IO, "%s is no plain file", box->path);
    if (flock(box->file, LOCK_EX | LOCK_NB) != 0)
        return bl_fail(err, BL_BUSY, "%s is being written by another program", box->path);
    bl_status status = read_place(box, err);
    if (status != BL_OK || fstat(box->file, &now) != 0)
        return status == BL_OK ? fail(box->path, "read", err) : status;
    if (now.st_size < box->size || (box->last == 0 && now.st_size > 0))
        return bl_fail(err, BL_CORRUPT,
                       "%s is not as it was left: move it and %s away to begin anew", box->path,
                       box->place);
    if (now.st_size > box->size && ftruncate(box->file, box->size) != 0)
        return fail(box->path, "cut", err);
    return BL_OK;
}

bl_status bl_outbox_open(const char *path, bl_outbox **out, bl_err *err)
{
    *out = NULL;
    if (strlen(path) == 0 || strlen(path) >= PATH_MAX)
        return bl_fail(err, BL_INVALID, "events need the path of a file to go to");
    bl_outbox *box = calloc(1, sizeof *box);
    if (!box)
        return bl_fail(err, BL_NO_MEMORY, "no memory for an outbox");
    strcpy(box->path, path);
    snprintf(box->place, sizeof box->place, "%s.place", path);
    bl_status status = take_up(box, err);
    if (status == BL_OK)
        *out = box;
    else
        bl_outbox_close(box);
    return status;
}

void bl_outbox_close(bl_outbox *box)
{
    if (box && box->file >= 0)
        close(box->file);
    free(box);
}

int64_t bl_outbox_last(const bl_outbox *box)
{
    return box->last;
}

bl_status bl_outbox_add(bl_outbox *box, bl_text text, int64_t last, bl_err *err)
{
    BL_REQUIRE(last > box->last);
    for (size_t done = 0; done < text.size;) {
        ssize_t size = write(box->file, text.at + done, text.size - done);
        if (size < 0 && errno != EINTR)
            return fail(box->path, "write", err);
        done += size > 0 ? (size_t)size : 0;
    }
    if (fsync(box->file) != 0)
        return fail(box->path, "keep", err);
    bool made = box->last == 0;
    box->last = last;
    box->size += (int64_t)text.size;
    bl_status status = made ? sync_folder(box->path, err) : BL_OK;
    return status == BL_OK ? write_place(box, err) : status;
}

/* SPDX-License-Identifier: MIT
 *
 * Both encodings go the same way, through iconv, which also finds what is no text in them. What is
 * left of a character at the end of a block waits in front of the next. */
#include "app/source.h"

#include <errno.h>
#include <fcntl.h>
#include <iconv.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/interrupt.h"

#define BLOCK_SIZE (64u << 10)
#define NO_DECODER ((iconv_t)-1)

struct bl_source {
    char *path;
    int file;
    bool is_decided; /* which encoding it is */
    bool is_begun;
    iconv_t decoder;
    int64_t size;
    int64_t done;
    int64_t lines; /* ended so far */
    size_t held;   /* bytes in `block` that are not decoded yet */
    char block[BLOCK_SIZE];
    char text[2 * BLOCK_SIZE]; /* no character of GB18030 takes more than twice its room */
};

static bl_status open_file(bl_source *source, bl_err *err)
{
    struct stat status;
    bool is_input = strcmp(source->path, "-") == 0;
    source->file = is_input ? dup(STDIN_FILENO) : open(source->path, O_RDONLY | O_CLOEXEC);
    if (source->file < 0)
        return bl_fail(err, BL_NOT_FOUND, "%s: %s", source->path, strerror(errno));
    if (fstat(source->file, &status) == 0 && S_ISREG(status.st_mode))
        source->size = status.st_size;
    if (fstat(source->file, &status) == 0 && S_ISDIR(status.st_mode))
        return bl_fail(err, BL_IO, "%s is a folder", source->path);
    return BL_OK;
}

bl_status bl_source_open(const char *path, bl_source **out, bl_err *err)
{
    bl_source *source = calloc(1, sizeof *source);
    if (!source || !(source->path = strdup(path))) {
        free(source);
        return bl_fail(err, BL_NO_MEMORY, "no memory to read %s", path);
    }
    source->file = -1;
    source->decoder = NO_DECODER;
    bl_status status = open_file(source, err);
    if (status != BL_OK) {
        bl_source_close(source);
        return status;
    }
    *out = source;
    return BL_OK;
}

void bl_source_close(bl_source *source)
{
    if (!source)
        return;
    if (source->decoder != NO_DECODER)
        iconv_close(source->decoder);
    if (source->file >= 0)
        close(source->file);
    free(source->path);
    free(source);
}

const char *bl_source_path(const bl_source *source)
{
    return source->path;
}

int64_t bl_source_done(const bl_source *source)
{
    return source->done;
}

int64_t bl_source_size(const bl_source *source)
{
    return source->size;
}

/* Fills the block behind what it holds; `*end` when there is no more. */
static bl_status fill(bl_source *source, bool *end, bl_err *err)
{
    for (*end = false; !*end && source->held < BLOCK_SIZE;) {
        if (bl_interrupted())
            return bl_fail(err, BL_STOPPED, "interrupted");
        ssize_t size = read(source->file, source->block + source->held, BLOCK_SIZE - source->held);
        if (size < 0 && errno == EINTR)
            continue;
        if (size < 0)
            return bl_fail(err, BL_IO, "%s: %s", source->path, strerror(errno));
        *end = size == 0;
        source->held += (size_t)size;
        source->done += size;
        if (source->size == 0)
            break; /* a pipe is taken as it comes */
    }
    return BL_OK;
}

static bl_status open_decoder(bl_source *source, const char *encoding, bl_err *err)
{
    if (source->decoder != NO_DECODER)
        iconv_close(source->decoder);
    source->decoder = iconv_open("UTF-8", encoding);
    if (source->decoder == NO_DECODER)
        return bl_fail(err, BL_IO, "%s: this system can't read %s", source->path, encoding);
    return BL_OK;
}

static bool is_ascii(const char *bytes, size_t size)
{
    size_t i = 0;
    for (uint64_t word; i + sizeof word <= size; i += sizeof word) {
        memcpy(&word, bytes + i, sizeof word);
        if (word & UINT64_C(0x8080808080808080))
            return false;
    }
    for (; i < size; i++)
        if ((unsigned char)bytes[i] >= 0x80)
            return false;
    return true;
}

/* Decodes the block into the text; what does not belong to a whole character stays in the block.
 * False at bytes that are no text in this encoding. */
static bool decode(bl_source *source, size_t *size)
{
    char *from = source->block, *to = source->text;
    size_t left = source->held, room = sizeof source->text;
    if (is_ascii(source->block, source->held)) { /* as it is in either encoding */
        memcpy(source->text, source->block, source->held);
        *size = source->held;
        source->held = 0;
        return true;
    }
    size_t result = iconv(source->decoder, &from, &left, &to, &room);
    bool fits = result != (size_t)-1 || errno == EINVAL;
    *size = (size_t)(to - source->text);
    if (fits) {
        memmove(source->block, from, left);
        source->held = left;
    }
    return fits;
}

static void count_lines(bl_source *source, size_t size)
{
    int64_t lines = 0;
    for (size_t i = 0; i < size; i++)
        lines += source->text[i] == '\n';
    source->lines += lines;
}

static bl_status begin(bl_source *source, bl_err *err)
{
    static const char mark[] = "\xEF\xBB\xBF";
    source->is_begun = true;
    if (source->held >= 3 && memcmp(source->block, mark, 3) == 0) {
        source->held -= 3;
        memmove(source->block, source->block + 3, source->held);
        source->is_decided = true;
    }
    return open_decoder(source, "UTF-8", err);
}

static bl_status not_text(bl_source *source, size_t size, bl_err *err)
{
    count_lines(source, size);
    return bl_fail(err, BL_INVALID, "%s: line %lld is neither UTF-8 nor GB18030", source->path,
                   (long long)source->lines + 1);
}

bl_status bl_source_next(bl_source *source, bl_text *out, bl_err *err)
{
    bool end;
    size_t size = 0;
    *out = (bl_text){source->text, 0};
    bl_status status = fill(source, &end, err);
    if (status == BL_OK && !source->is_begun)
        status = begin(source, err);
    if (status != BL_OK)
        return status;
    bool fits = decode(source, &size);
    if (!fits && !source->is_decided) {
        source->is_decided = true;
        status = open_decoder(source, "GB18030", err);
        if (status != BL_OK)
            return status;
        fits = decode(source, &size);
    }
    source->is_decided = source->is_decided || !is_ascii(source->text, size);
    if (!fits || (end && source->held > 0))
        return not_text(source, size, err);
    if (memchr(source->text, '\0', size))
        return bl_fail(err, BL_INVALID, "%s holds U+0000, so it is no text in UTF-8 or GB18030",
                       source->path);
    count_lines(source, size);
    out->size = size;
    /* A pipe may bring half a character, which is no end. */
    return size == 0 && !end ? bl_source_next(source, out, err) : BL_OK;
}

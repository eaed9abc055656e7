/* SPDX-License-Identifier: MIT */
#include "host/script.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

bl_status bl_script_read(const char *path, bl_buffer *out, bl_err *err)
{
    FILE *file = fopen(path, "rb");
    if (!file)
        return bl_fail(err, BL_NOT_FOUND, "%s: %s", path, strerror(errno));
    char block[16384];
    size_t size;
    while ((size = fread(block, 1, sizeof block, file)) > 0 && out->size <= BL_SCRIPT_SIZE_MAX)
        bl_buffer_add(out, block, size);
    bool failed = ferror(file) != 0;
    int code = errno;
    fclose(file);
    if (failed)
        return bl_fail(err, BL_IO, "%s: %s", path, strerror(code));
    if (out->size > BL_SCRIPT_SIZE_MAX)
        return bl_fail(err, BL_INVALID, "%s is larger than %u bytes", path, BL_SCRIPT_SIZE_MAX);
    return bl_buffer_status(out, err);
}

bl_status bl_script_run(bl_state *state, const char *path, bl_err *err)
{
    bl_buffer text = {0};
    bl_status status = bl_script_read(path, &text, err);
    if (status == BL_OK)
        status = bl_sandbox_load(state, path, bl_buffer_view(&text), err);
    bl_buffer_deinit(&text);
    return status == BL_OK ? bl_state_call(state, 0, 0, err) : status;
}

bool bl_script_is_trusted(const char *source)
{
    return strncmp(source, "lua/bylaw/", strlen("lua/bylaw/")) == 0;
}

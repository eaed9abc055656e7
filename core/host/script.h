/* SPDX-License-Identifier: MIT
 * script.h - running the file of a script in its sandbox.
 *
 * Layer: host. Uses: host/sandbox.
 */
#pragma once

#include "host/sandbox.h"

#define BL_SCRIPT_SIZE_MAX (4u << 20) /* bytes */

/* Loads the file at `path` with the sandbox's words and runs it. BL_NOT_FOUND, BL_INVALID when it
 * is too large, BL_SCRIPT with file and line. */
BL_MUST_USE bl_status bl_script_run(bl_state *state, const char *path, bl_err *err);
/* Appends the file's bytes to `out`. */
BL_MUST_USE bl_status bl_script_read(const char *path, bl_buffer *out, bl_err *err);
/* Whether a function whose lua_Debug has this short_src is one of the trusted modules'. */
bool bl_script_is_trusted(const char *source);

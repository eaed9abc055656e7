/* SPDX-License-Identifier: MIT
 * accepted.h - what the provisions said when they were encoded: a file of hashes beside a script.
 *
 * policies/x.lua has policies/x.provisions: a citation and the short hash of its text on a line,
 * lines that begin with # are comments. The text itself is not in it.
 *
 * Layer: app. Uses: app/provisions.
 */
#pragma once

#include "app/provisions.h"

/* One line of the file. */
typedef struct bl_accepted_line {
    bl_text cite;
    bl_text hash;
} bl_accepted_line;

/* The file and what is in it; its lines are views. */
typedef struct bl_accepted {
    bl_buffer path;
    bl_buffer bytes; /* that the lines point into */
    bl_accepted_line *at;
    size_t count, room;
    bool is_missing; /* there is no file */
} bl_accepted;

/* Reads the file beside the script into a zeroed one. BL_IO, BL_INVALID with the line. */
BL_MUST_USE bl_status bl_accepted_read(const char *script, bl_accepted *out, bl_err *err);
void bl_accepted_deinit(bl_accepted *accepted);
/* Its hash; of nothing when the file has none. */
bl_text bl_accepted_hash(const bl_accepted *accepted, bl_text cite);
/* Puts the text in place of the file, whole or not at all. BL_IO. */
BL_MUST_USE bl_status bl_accepted_write(const bl_accepted *accepted, bl_text text, bl_err *err);

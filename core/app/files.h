/* SPDX-License-Identifier: MIT
 * files.h - the scripts that paths on the command line mean.
 *
 * Layer: app. Uses: app/command.
 */
#pragma once

#include <stddef.h>

#include "app/command.h"

typedef struct bl_files {
    char **paths; /* in byte order within a folder */
    size_t count;
} bl_files;

/* A file stands for itself; a folder for every *.lua in it and in its folders, but for names that
 * begin with "_", which are parts of other files. BL_NOT_FOUND, BL_NO_MEMORY. */
BL_MUST_USE bl_status bl_files_find(char **paths, int count, bl_files *out, bl_err *err);
/* Forgets those behind the first `count`. */
void bl_files_cut(bl_files *files, size_t count);
void bl_files_deinit(bl_files *files);

/* For commands that take paths and no options: reads the command line and gives the files to
 * `work`, whose exit code is the command's. `what` says what the paths should name. */
int bl_files_command(const bl_command *command, int count, char **arguments, const char *what,
                     int (*work)(const bl_files *files));

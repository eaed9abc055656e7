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

/* For commands that take paths and no options: reads the command line and gives the files to
 * `work`, whose exit code is the command's. A file stands for itself; a folder for every *.lua in
 * it and in its folders, but for names that begin with "_", which are parts of other files. `what`
 * says what the paths should name. */
int bl_files_command(const bl_command *command, int count, char **arguments, const char *what,
                     int (*work)(const bl_files *files));

/* SPDX-License-Identifier: MIT
 * rehearse.h - `bylaw rehearse`: a season of one notice or several on a scripted clock.
 *
 * Each notice does what its schedule says, all in one register and in the order in which things
 * fall due; a voucher campaign also meets a made-up crowd. The report on stdout repeats byte for
 * byte with the same notice, moments, seed and sizes; what does not (the register's name, the time
 * it took) goes to stderr.
 *
 * Layer: app. Uses: app/command, app/files, app/progress, app/season_text,
 * host/loop.
 */
#pragma once

#include <jansson.h>

#include "app/command.h"
#include "app/files.h"

/* What is rehearsed. */
typedef struct bl_rehearse_setting {
    bl_files files; /* the notices */
    bl_option_time from;
    bl_option_time until;
    int64_t seed;
    int64_t people;
    int64_t merchants;
    const char *db;         /* NULL: a new file */
    const char *format;     /* "pretty", "json", or what a plugin adds */
    const json_t *supposed; /* parameters in place of the notices', or NULL */
} bl_rehearse_setting;

/* Rehearses and prints; gives the exit code. */
int bl_rehearse(const bl_rehearse_setting *setting);

#define BL_PEOPLE_MAX    10000000
#define BL_MERCHANTS_MAX 100000

extern const bl_command bl_command_rehearse;

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

#include "app/command.h"

#define BL_PEOPLE_MAX    10000000
#define BL_MERCHANTS_MAX 100000

extern const bl_command bl_command_rehearse;

/* SPDX-License-Identifier: MIT
 * runner.h - notices that live: their jobs as they fall due, their clients' requests.
 *
 * All of it happens on one loop and one thread, through one connection to the register. A notice
 * that fails is told and tried again, and the others go on. When the register itself fails nobody
 * can say what was done: the runner ends, and the next one finds everything that was committed.
 * Events go to their places beside it (app/courier.h), and what becomes of them changes nothing.
 *
 * SIGTERM and SIGINT: what was received is answered, for at most BL_RUNNER_LAST_MS, and it ends.
 * SIGHUP: the scripts are read anew.
 *
 * Layer: app. Uses: app/command, app/courier, app/guard, app/server.
 */
#pragma once

#include "app/command.h"
#include "app/server.h"

#define BL_RUNNER_LAST_MS     3000
#define BL_RUNNER_PATIENCE_MS 1000 /* for another process that writes into the register */
/* 64 MiB. A WAL is folded in while 1 of some 200 requests waits, so that 99 of 100 do not. */
#define BL_RUNNER_WAL_PAGES 16000

typedef struct bl_runner_setting {
    char **paths; /* of notices and folders of them */
    int path_count;
    const char *db;
    bl_clock clock;
    bl_server_setting server;
    bl_option_texts events; /* where they go, as "PLUGIN:PLACE" */
} bl_runner_setting;

/* Runs until it is told to end: BL_OK then. */
BL_MUST_USE bl_status bl_runner_run(const bl_runner_setting *setting, bl_err *err);

/* SPDX-License-Identifier: MIT
 * playbill.h - the notices that a runner has loaded, by their paths.
 *
 * A notice that can't be loaded is kept by its path and tried again, after a pause that doubles
 * each time. When scripts are read anew each takes its place at once and whole; one that can't be
 * loaded leaves the notice as it was.
 *
 * Layer: app. Uses: app/agenda, app/files, app/log.
 */
#pragma once

#include "app/agenda.h"
#include "app/files.h"
#include "app/log.h"

#define BL_PLAYBILL_MAX 256

/* A script. */
typedef struct bl_play {
    char *path;
    bl_notice *notice; /* NULL while it can't be loaded */
    int64_t tries;     /* failed in a row */
    bl_moment retry_at;
    uint64_t group; /* the last one that the notice joined; for who answers */
} bl_play;

typedef struct bl_playbill {
    bl_play list[BL_PLAYBILL_MAX];
    size_t count;
    char **paths;      /* files and folders, lent */
    int path_count;    /* of them */
    bl_ledger *ledger; /* lent, as the rest */
    bl_agenda *agenda; /* gets their jobs */
    bl_log *log;       /* is told */
    uint64_t changes;  /* counts them: who keeps a notice or a function looks it up again */
} bl_playbill;

/* Reads the paths and loads what they mean. A failure is the world's, and after BL_NOT_FOUND or
 * BL_INVALID all is as it was; what is wrong with a script is logged. */
BL_MUST_USE bl_status bl_playbill_read(bl_playbill *playbill, bl_moment now, bl_err *err);
/* Tries again to load those whose time has come. */
BL_MUST_USE bl_status bl_playbill_retry(bl_playbill *playbill, bl_moment now, bl_err *err);
void bl_playbill_deinit(bl_playbill *playbill);
/* The loaded notice of that name; NULL when there is none. */
bl_play *bl_playbill_find(bl_playbill *playbill, bl_text name);

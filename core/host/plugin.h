/* SPDX-License-Identifier: MIT
 * plugin.h - a plugin at work: what it adds to the command line, to reports, and where its events
 * go.
 *
 * One written in Lua lives in a sandboxed state of its own, without files; what it gives as text is
 * written for it. Its commands get a word to ask notices with:
 *   call(policy, function, request [, register]) -> the answer
 *
 * Layer: host. Uses: host/plugin_file, host/notice, host/outbox.
 */
#pragma once

#include "host/plugin_file.h"

typedef enum bl_plugin_part {
    BL_PLUGIN_FUNCTION,
    BL_PLUGIN_COMMAND,
    BL_PLUGIN_OUTPUT,
    BL_PLUGIN_EVENTS
} bl_plugin_part;

/* A thing that a plugin adds. */
typedef struct bl_plugin_item {
    bl_plugin_part part;
    char *name; /* of events: the plugin's */
    char *summary;
    char *example;
} bl_plugin_item;

typedef struct bl_plugin bl_plugin;

/* `file` is lent as long as it is open. BL_VERSION, BL_INVALID, BL_SCRIPT with its path. */
BL_MUST_USE bl_status bl_plugin_open(const bl_plugin_file *file, bl_plugin **out, bl_err *err);
/* NULL is fine. */
void bl_plugin_close(bl_plugin *plugin);

const char *bl_plugin_about(const bl_plugin *plugin);
/* By part and name. */
const bl_plugin_item *bl_plugin_items(const bl_plugin *plugin, size_t *count);
/* NULL: it has none of that name. */
const bl_plugin_item *bl_plugin_find(const bl_plugin *plugin, bl_plugin_part part,
                                     const char *name);

/* Runs one of its commands; arguments[0] is its name. BL_SCRIPT. */
BL_MUST_USE bl_status bl_plugin_run(bl_plugin *plugin, int count, char **arguments, int *exit_code,
                                    bl_err *err);
/* Writes a report as one of its outputs does (plugin_interface.h). BL_SCRIPT, BL_IO. */
BL_MUST_USE bl_status bl_plugin_write(bl_plugin *plugin, const char *output, const char *kind,
                                      const char *json, FILE *to, bl_err *err);

/* Of a plugin that events go to: opens the place, one a plugin; `*last` is the number of the last
 * one there. */
BL_MUST_USE bl_status bl_plugin_open_place(bl_plugin *plugin, const char *place, int64_t *last,
                                           bl_err *err);
/* Takes events, in order, all later than the last. Kept there on BL_OK. */
BL_MUST_USE bl_status bl_plugin_take(bl_plugin *plugin, const bl_plugin_event *list, size_t count,
                                     bl_err *err);

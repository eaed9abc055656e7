/* SPDX-License-Identifier: MIT
 * plugin_file.h - where plugins lie, and what one offers to scripts.
 *
 * A plugin is a folder NAME with NAME.so (plugin_interface.h) or init.lua. It is looked for in the
 * folders of BYLAW_PLUGINS, separated by ":", else in `plugins` beside the program and in
 * share/bylaw/plugins of where it is installed.
 *
 * init.lua runs in a sandbox and gets a table as its "...", which it fills:
 *
 *   local plugin = ...
 *   plugin.interface = 1
 *   plugin.about = "what it is for"
 *   plugin.functions = { name = function(...) end }
 *   plugin.commands = { name = { summary =, example =, run = function(arguments, call)
 *                                  return text, exit_code end } }
 *   plugin.outputs = { name = { summary =, write = function(kind, report) return text end } }
 *   plugin.events = function(list, first) return text end
 *
 * Layer: host. Uses: host/script, host/binding.
 */
#pragma once

#include "host/plugin_interface.h"
#include "host/script.h"

typedef struct bl_plugin_file {
    char *name;
    char *path; /* of NAME.so or init.lua */
    bool library;
} bl_plugin_file;

typedef struct bl_plugin_files {
    bl_plugin_file *list; /* by name; of two of one name the first folder's */
    size_t count;
} bl_plugin_files;

/* A folder that is not there has none. BL_NO_MEMORY. The caller gives the list back with deinit. */
BL_MUST_USE bl_status bl_plugin_files_find(bl_plugin_files *out, bl_err *err);
void bl_plugin_files_deinit(bl_plugin_files *files);
/* The one of that name. BL_NOT_FOUND names the nearest. */
BL_MUST_USE bl_status bl_plugin_files_choose(const bl_plugin_files *files, const char *name,
                                             const bl_plugin_file **out, bl_err *err);

/* Opens a shared object, which stays open as long as the program runs. BL_VERSION when it is of
 * another interface, BL_INVALID when it is no plugin. */
BL_MUST_USE bl_status bl_plugin_file_open(const bl_plugin_file *file, const bl_plugin_offer **out,
                                          bl_err *err);
/* For C functions that Lua calls: runs init.lua in their state and pushes the table that it filled;
 * raises when it does not fit, notes BL_VERSION when it is of another interface. */
void bl_plugin_push(lua_State *L, const bl_plugin_file *file);
/* use(name): pushes the functions that the plugin adds to scripts; raises with the line of the
 * notice when there is no such plugin or it does not fit. */
int bl_plugin_use(lua_State *L);

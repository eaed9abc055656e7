/* SPDX-License-Identifier: MIT */
#include "app/plugins.h"

#include <string.h>

/* Looks at one plugin after the other, in the order of their names; true: enough seen. */
typedef bool look(void *context, const bl_plugin_file *file, bl_plugin *plugin);

static void tell(const bl_err *err)
{
    fprintf(stderr, "bylaw: a plugin is left out: %s\n", err->text);
}

static bool look_at_each(look *look_at, void *context)
{
    bl_plugin_files files;
    bl_err err = {0};
    bool seen = false;
    if (bl_plugin_files_find(&files, &err) != BL_OK) {
        tell(&err);
        return false;
    }
    for (size_t i = 0; i < files.count && !seen; i++) {
        bl_plugin *plugin;
        err = (bl_err){0};
        if (bl_plugin_open(&files.list[i], &plugin, &err) != BL_OK) {
            tell(&err);
            continue;
        }
        seen = look_at(context, &files.list[i], plugin);
        bl_plugin_close(plugin);
    }
    bl_plugin_files_deinit(&files);
    return seen;
}

typedef struct order {
    int count;
    char **arguments;
    int exit_code;
} order;

static void print_help(const bl_plugin_file *file, const bl_plugin_item *item)
{
    printf("%s\n\n  of the plugin %s\n", item->summary, file->name);
    if (*item->example)
        printf("\nexample:\n  %s\n", item->example);
}

static bool run_if_there(void *context, const bl_plugin_file *file, bl_plugin *plugin)
{
    order *o = context;
    bl_err err = {0};
    const bl_plugin_item *item = bl_plugin_find(plugin, BL_PLUGIN_COMMAND, o->arguments[0]);
    if (!item)
        return false;
    if (o->count == 2 && strcmp(o->arguments[1], "--help") == 0)
        print_help(file, item);
    else if (bl_plugin_run(plugin, o->count, o->arguments, &o->exit_code, &err) != BL_OK)
        o->exit_code = bl_command_failed(&err);
    return true;
}

bool bl_plugins_run(int count, char **arguments, int *exit_code)
{
    order o = {count, arguments, BL_EXIT_DONE};
    bool found = look_at_each(run_if_there, &o);
    *exit_code = o.exit_code;
    return found;
}

/* What a format that was asked for is looked for among. */
typedef struct wish {
    const char *format;
    bl_buffer names;
} wish;

static bool look_for_format(void *context, const bl_plugin_file *file, bl_plugin *plugin)
{
    wish *w = context;
    size_t count;
    const bl_plugin_item *items = bl_plugin_items(plugin, &count);
    (void)file;
    for (size_t i = 0; i < count; i++)
        if (items[i].part == BL_PLUGIN_OUTPUT)
            bl_buffer_format(&w->names, ", %s", items[i].name);
    return bl_plugin_find(plugin, BL_PLUGIN_OUTPUT, w->format) != NULL;
}

bool bl_plugins_check_format(const bl_command *command, const char *format, const char *own)
{
    wish w = {.format = format};
    bool found = look_at_each(look_for_format, &w);
    if (!found)
        bl_command_misused(command, "--format is %s%s%s; there is no \"%s\"", own,
                           w.names.size > 0 ? ", or a plugin's: " : "",
                           w.names.size > 0 ? w.names.at + 2 : "", format);
    bl_buffer_deinit(&w.names);
    return found;
}

typedef struct page {
    const char *format;
    const char *kind;
    const char *json;
    bl_status status;
    bl_err *err;
} page;

static bool write_if_there(void *context, const bl_plugin_file *file, bl_plugin *plugin)
{
    page *p = context;
    (void)file;
    if (!bl_plugin_find(plugin, BL_PLUGIN_OUTPUT, p->format))
        return false;
    p->status = bl_plugin_write(plugin, p->format, p->kind, p->json, stdout, p->err);
    return true;
}

bl_status bl_plugins_print(const char *format, const char *kind, const char *json, bl_err *err)
{
    page p = {format, kind, json, BL_OK, err};
    bool found = look_at_each(write_if_there, &p);
    return found ? p.status : bl_fail(err, BL_NOT_FOUND, "no plugin adds the format %s", format);
}

static bool print_one(void *context, const bl_plugin_file *file, bl_plugin *plugin)
{
    static const char *const parts[] = {"function", "command", "format", "events"};
    const char *only = context;
    size_t count;
    const bl_plugin_item *items = bl_plugin_items(plugin, &count);
    if (only && strcmp(only, file->name) != 0)
        return false;
    printf("%s  %s\n", file->name, bl_plugin_about(plugin));
    for (size_t i = 0; i < count; i++)
        printf("  %-8s  %-16s  %s\n", parts[items[i].part], items[i].name, items[i].summary);
    if (only)
        printf("  %s\n", file->path);
    return only != NULL;
}

/* Whether there is a plugin of that name at all; tells of it when there is not. */
static bool is_there(const char *name)
{
    bl_plugin_files files;
    const bl_plugin_file *file;
    bl_err err = {0};
    bl_status status = bl_plugin_files_find(&files, &err);
    if (status == BL_OK)
        status = bl_plugin_files_choose(&files, name, &file, &err);
    bl_plugin_files_deinit(&files);
    if (status != BL_OK)
        bl_command_failed(&err);
    return status == BL_OK;
}

static int run_plugins(const bl_command *command, int count, char **arguments)
{
    char **rest;
    int exit_code;
    const bl_option options[] = {{0}};
    if (!bl_command_options(command, options, &count, arguments, &rest, &exit_code))
        return exit_code;
    if (count > 1)
        return bl_command_misused(command, "name one plugin, or none");
    if (count == 1 && !is_there(rest[0]))
        return BL_EXIT_NOT_STARTED;
    bool found = look_at_each(print_one, count == 1 ? rest[0] : NULL);
    return count == 0 || found ? BL_EXIT_DONE : BL_EXIT_NOT_STARTED;
}

const bl_command bl_command_plugins = {
    "plugins", "[PLUGIN]",
    "Lists the plugins and what each adds to scripts, the command line and reports.",
    "bylaw plugins report", run_plugins};

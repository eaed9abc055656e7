/* SPDX-License-Identifier: MIT */
#include "host/plugin_file.h"

#include <dirent.h>
#include <errno.h>
#include <lauxlib.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <uv.h>

#include "host/binding.h"

static bl_status no_memory(bl_err *err)
{
    return bl_fail(err, BL_NO_MEMORY, "no memory to look for plugins");
}

static bool has(const bl_plugin_files *files, const char *name)
{
    for (size_t i = 0; i < files->count; i++)
        if (strcmp(files->list[i].name, name) == 0)
            return true;
    return false;
}

static bl_status add(bl_plugin_files *files, const char *name, const char *path, bool library,
                     bl_err *err)
{
    bl_plugin_file *list = realloc(files->list, (files->count + 1) * sizeof *list);
    if (!list)
        return no_memory(err);
    files->list = list;
    bl_plugin_file *new = &list[files->count++];
    *new = (bl_plugin_file){strdup(name), strdup(path), library};
    return new->name &&new->path ? BL_OK : no_memory(err);
}

/* Adds the folder NAME beneath `root` if it is a plugin of a name that is not there yet. */
static bl_status look_at(bl_plugin_files *files, const char *root, const char *name, bl_err *err)
{
    char path[PATH_MAX];
    struct stat found;
    bl_status status = BL_OK;
    if (name[0] == '.' || has(files, name))
        return BL_OK;
    for (int library = 0; library < 2 && status == BL_OK; library++) {
        int size = library ? snprintf(path, sizeof path, "%s/%s/%s.so", root, name, name)
                           : snprintf(path, sizeof path, "%s/%s/init.lua", root, name);
        if (size < PATH_MAX && stat(path, &found) == 0 && !has(files, name))
            status = add(files, name, path, library != 0, err);
    }
    return status;
}

static bl_status look_through(bl_plugin_files *files, const char *root, bl_err *err)
{
    DIR *folder = opendir(root);
    bl_status status = BL_OK;
    if (!folder)
        return BL_OK;
    for (struct dirent *entry; status == BL_OK && (entry = readdir(folder));)
        status = look_at(files, root, entry->d_name, err);
    closedir(folder);
    return status;
}

static int by_name(const void *a, const void *b)
{
    return strcmp(((const bl_plugin_file *)a)->name, ((const bl_plugin_file *)b)->name);
}

/* The folders of plugins, separated by ":"; the caller frees them. */
static char *find_roots(void)
{
    char program[PATH_MAX];
    size_t size = sizeof program;
    bl_buffer roots = {0};
    const char *named = getenv("BYLAW_PLUGINS");
    if (named)
        return strdup(named);
    char *slash = uv_exepath(program, &size) == 0 ? strrchr(program, '/') : NULL;
    if (!slash)
        return strdup("");
    *slash = '\0';
    bl_buffer_format(&roots, "%s/plugins:%s/" BYLAW_INSTALLED_PLUGINS, program, program);
    return roots.at;
}

bl_status bl_plugin_files_find(bl_plugin_files *out, bl_err *err)
{
    *out = (bl_plugin_files){0};
    char *roots = find_roots(), *rest = NULL;
    if (!roots)
        return no_memory(err);
    bl_status status = BL_OK;
    for (char *root = strtok_r(roots, ":", &rest); root && status == BL_OK;
         root = strtok_r(NULL, ":", &rest))
        status = look_through(out, root, err);
    free(roots);
    if (status != BL_OK)
        bl_plugin_files_deinit(out);
    else if (out->count > 0)
        qsort(out->list, out->count, sizeof *out->list, by_name);
    return status;
}

void bl_plugin_files_deinit(bl_plugin_files *files)
{
    for (size_t i = 0; i < files->count; i++) {
        free(files->list[i].name);
        free(files->list[i].path);
    }
    free(files->list);
    *files = (bl_plugin_files){0};
}

bl_status bl_plugin_files_choose(const bl_plugin_files *files, const char *name,
                                 const bl_plugin_file **out, bl_err *err)
{
    bl_nearest nearest = bl_nearest_make(bl_text_of(name));
    for (size_t i = 0; i < files->count; i++) {
        *out = &files->list[i];
        if (strcmp((*out)->name, name) == 0)
            return BL_OK;
        bl_nearest_offer(&nearest, bl_text_of((*out)->name));
    }
    if (files->count == 0)
        return bl_fail(err, BL_NOT_FOUND, "there is no plugin \"%s\", nor any other", name);
    return bl_fail(err, BL_NOT_FOUND, "there is no plugin \"%s\"; did you mean \"%s\"?", name,
                   nearest.word.at);
}

static bl_status check_interface(const char *path, int64_t interface, bl_err *err)
{
    if (interface == BL_PLUGIN_INTERFACE)
        return BL_OK;
    return bl_fail(err, BL_VERSION,
                   "%s is made for interface %lld of plugins, and this program has interface %d",
                   path, (long long)interface, BL_PLUGIN_INTERFACE);
}

bl_status bl_plugin_file_open(const bl_plugin_file *file, const bl_plugin_offer **out, bl_err *err)
{
    uv_lib_t library;
    void *symbol;
    if (uv_dlopen(file->path, &library) != 0) {
        bl_fail(err, BL_INVALID, "%s can't be opened: %s", file->path, uv_dlerror(&library));
        uv_dlclose(&library);
        return BL_INVALID;
    }
    if (uv_dlsym(&library, BL_PLUGIN_SYMBOL, &symbol) != 0)
        return bl_fail(err, BL_INVALID, "%s is no plugin: it defines no " BL_PLUGIN_SYMBOL,
                       file->path);
    *out = symbol;
    return check_interface(file->path, (*out)->interface, err);
}

/* The names of the members of a plugin's table and their types; the first two are wanted. */
static const struct {
    const char *name;
    int type;
} members[] = {{"interface", LUA_TNUMBER}, {"about", LUA_TSTRING},  {"functions", LUA_TTABLE},
               {"commands", LUA_TTABLE},   {"outputs", LUA_TTABLE}, {"events", LUA_TFUNCTION}};

#define MEMBER_COUNT (sizeof members / sizeof members[0])

/* Raises, and keeps what kind of failure it was. */
static void check(lua_State *L, bl_status status, const bl_err *err)
{
    if (status == BL_OK)
        return;
    bl_state_note(L, status);
    bl_complain(L, err->text);
}

static bl_status check_member(lua_State *L, size_t place, const char *path, bl_err *err)
{
    int type = lua_getfield(L, -1, members[place].name);
    lua_pop(L, 1);
    if (type == members[place].type || (type == LUA_TNIL && place >= 2))
        return BL_OK;
    return bl_fail(err, BL_INVALID, "%s: plugin.%s is %s, not %s", path, members[place].name,
                   lua_typename(L, type), lua_typename(L, members[place].type));
}

/* The text on top of the stack is one of the names. */
static bl_status check_name(lua_State *L, const char *path, bl_err *err)
{
    const char *name = lua_type(L, -1) == LUA_TSTRING ? lua_tostring(L, -1) : "?";
    bl_nearest nearest = bl_nearest_make(bl_text_of(name));
    for (size_t i = 0; i < MEMBER_COUNT; i++)
        bl_nearest_offer(&nearest, bl_text_of(members[i].name));
    if (nearest.distance == 0)
        return BL_OK;
    return bl_fail(err, BL_INVALID, "%s: plugin.%s is no part of a plugin; did you mean \"%s\"?",
                   path, name, nearest.word.at);
}

/* Checks the table on top of the stack; raises. */
static void check_plugin(lua_State *L, const char *path)
{
    bl_err err = {0};
    check(L, check_member(L, 0, path, &err), &err);
    lua_getfield(L, -1, members[0].name);
    check(L, check_interface(path, lua_tointeger(L, -1), &err), &err);
    lua_pop(L, 1);
    for (lua_pushnil(L); lua_next(L, -2) != 0;) {
        lua_pop(L, 1);
        check(L, check_name(L, path, &err), &err);
    }
    for (size_t i = 1; i < MEMBER_COUNT; i++)
        check(L, check_member(L, i, path, &err), &err);
}

void bl_plugin_push(lua_State *L, const bl_plugin_file *file)
{
    bl_err err = {0};
    bl_buffer *text = bl_new_buffer(L);
    check(L, bl_script_read(file->path, text, &err), &err);
    lua_newtable(L);
    check(L, bl_sandbox_load(bl_state_of(L), file->path, bl_buffer_view(text), &err), &err);
    lua_pushvalue(L, -2);
    lua_call(L, 1, 0);
    check_plugin(L, file->path);
    lua_remove(L, -2);
}

static void push_library(lua_State *L, const bl_plugin_file *file)
{
    const bl_plugin_offer *offer;
    bl_err err = {0};
    check(L, bl_plugin_file_open(file, &offer, &err), &err);
    lua_newtable(L);
    const bl_plugin_function *each = offer->functions;
    for (; each && each->name; each++) {
        lua_pushcfunction(L, each->call);
        lua_setfield(L, -2, each->name);
    }
}

static int close_files(lua_State *L)
{
    bl_plugin_files_deinit(lua_touserdata(L, 1));
    return 0;
}

int bl_plugin_use(lua_State *L)
{
    bl_err err = {0};
    const char *name = luaL_checkstring(L, 1);
    const bl_plugin_file *file = NULL;
    bl_plugin_files *files = bl_new_box(L, sizeof *files, "plugins", close_files);
    check(L, bl_plugin_files_find(files, &err), &err);
    check(L, bl_plugin_files_choose(files, name, &file, &err), &err);
    if (file->library) {
        push_library(L, file);
        return 1;
    }
    bl_plugin_push(L, file);
    if (lua_getfield(L, -1, "functions") == LUA_TNIL)
        return bl_complain(L, lua_pushfstring(L, "the plugin %s adds no functions", name));
    return 1;
}

/* SPDX-License-Identifier: MIT */
#include "app/files.h"

#include <errno.h>
#include <fts.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"

static bl_status add(bl_files *files, const char *path, bl_err *err)
{
    char **paths = realloc(files->paths, (files->count + 1) * sizeof *paths);
    if (paths)
        files->paths = paths;
    char *copy = paths ? strdup(path) : NULL;
    if (!copy)
        return bl_fail(err, BL_NO_MEMORY, "no memory for a list of files");
    files->paths[files->count++] = copy;
    return BL_OK;
}

static bool is_script(const FTSENT *entry)
{
    size_t size = entry->fts_namelen;
    return entry->fts_level == 0 || (entry->fts_name[0] != '_' && size > 4 &&
                                     strcmp(entry->fts_name + size - 4, ".lua") == 0);
}

static int by_name(const FTSENT **a, const FTSENT **b)
{
    return strcmp((*a)->fts_name, (*b)->fts_name);
}

void bl_files_deinit(bl_files *files)
{
    for (size_t i = 0; i < files->count; i++)
        free(files->paths[i]);
    free(files->paths);
    *files = (bl_files){0};
}

bl_status bl_files_find(char **paths, int count, bl_files *out, bl_err *err)
{
    *out = (bl_files){0};
    bl_status status = BL_OK;
    for (int i = 0; status == BL_OK && i < count; i++) {
        char *roots[] = {paths[i], NULL};
        FTS *tree = fts_open(roots, FTS_LOGICAL | FTS_NOCHDIR, by_name);
        if (!tree)
            status = bl_fail(err, BL_NO_MEMORY, "no memory to read %s", paths[i]);
        for (FTSENT *entry; status == BL_OK && (entry = fts_read(tree));) {
            if (entry->fts_info == FTS_NS || entry->fts_info == FTS_DNR ||
                entry->fts_info == FTS_ERR)
                status = bl_fail(err, BL_NOT_FOUND, "%s: %s", entry->fts_path,
                                 strerror(entry->fts_errno));
            else if (entry->fts_info == FTS_F && is_script(entry))
                status = add(out, entry->fts_path, err);
        }
        if (tree)
            fts_close(tree);
    }
    if (status != BL_OK)
        bl_files_deinit(out);
    return status;
}

int bl_files_command(const bl_command *command, int count, char **arguments, const char *what,
                     int (*work)(const bl_files *files))
{
    char **rest;
    int exit_code;
    const bl_option options[] = {{0}};
    if (!bl_command_options(command, options, &count, arguments, &rest, &exit_code))
        return exit_code;
    if (count == 0)
        return bl_command_misused(command, "name files or folders of %s", what);
    bl_files files;
    bl_err err = {0};
    if (bl_files_find(rest, count, &files, &err) != BL_OK)
        return bl_command_failed(&err);
    exit_code = work(&files);
    bl_files_deinit(&files);
    return exit_code;
}

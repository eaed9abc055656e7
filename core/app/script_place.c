/* SPDX-License-Identifier: MIT */
#include "app/script_place.h"

#include <dirent.h>
#include <string.h>
#include <unistd.h>

/* The script in the folder policies whose name is nearest. */
static void nearest_script(const char *what, bl_buffer *out)
{
    DIR *folder = opendir("policies");
    bl_nearest nearest = bl_nearest_make(bl_text_of(what));
    nearest.unordered = true;
    for (struct dirent *entry; folder && (entry = readdir(folder)) != NULL;) {
        size_t size = strlen(entry->d_name);
        if (size <= 4 || strcmp(entry->d_name + size - 4, ".lua") != 0)
            continue;
        if (!bl_nearest_offer(&nearest, (bl_text){entry->d_name, size - 4}))
            continue;
        bl_buffer_clear(out);
        bl_buffer_add(out, entry->d_name, size - 4);
        nearest.word = bl_buffer_view(out);
    }
    if (folder)
        closedir(folder);
}

bl_status bl_script_find(const char *what, bl_buffer *path, bl_err *err)
{
    static const char *const places[][2] = {{"", ""}, {"policies/", ""}, {"policies/", ".lua"}};
    size_t count = strchr(what, '/') ? 1 : sizeof places / sizeof places[0];
    for (size_t i = 0; i < count; i++) {
        bl_buffer_clear(path);
        bl_buffer_format(path, "%s%s%s", places[i][0], what, places[i][1]);
        if (path->failed)
            return bl_buffer_status(path, err);
        size_t size = path->size;
        if (size > 4 && strcmp(path->at + size - 4, ".lua") == 0 && access(path->at, R_OK) == 0)
            return BL_OK;
    }
    bl_buffer nearest = {0};
    nearest_script(what, &nearest);
    bl_status status =
        nearest.size > 0
            ? bl_fail(err, BL_NOT_FOUND, "there is no policy \"%s\"; did you mean \"%s\"?", what,
                      nearest.at)
            : bl_fail(err, BL_NOT_FOUND, "there is no policy \"%s\": name its .lua file", what);
    bl_buffer_deinit(&nearest);
    return status;
}

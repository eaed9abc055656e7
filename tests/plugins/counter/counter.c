/* SPDX-License-Identifier: MIT
 * counter - a plugin with one of everything: what an interface in C must carry. Its events go to a
 * file with their numbers, a line each. */
#include <lauxlib.h>
#include <stdlib.h>
#include <string.h>

#include "host/plugin_interface.h"

static int l_twice(lua_State *L)
{
    lua_pushinteger(L, 2 * luaL_checkinteger(L, 1));
    return 1;
}

static int run_count(int count, char **arguments)
{
    printf("%s: %d\n", arguments[0], count - 1);
    return count == 1 ? 2 : 0;
}

static bool write_size(const char *kind, const char *json, FILE *to, char *why, size_t room)
{
    if (strcmp(kind, "answer") == 0)
        return fprintf(to, "%s of %zu bytes\n", kind, strlen(json)) > 0;
    snprintf(why, room, "only answers are measured");
    return false;
}

static void *open_numbers(const char *place, int64_t *last, char *why, size_t room)
{
    FILE *file = fopen(place, "a+");
    long long number = 0;
    if (!file) {
        snprintf(why, room, "%s can't be opened", place);
        return NULL;
    }
    while (fscanf(file, "%lld%*[^\n]", &number) == 1)
        *last = number;
    return file;
}

static bool take_numbers(void *place, const bl_plugin_event *list, size_t count, char *why,
                         size_t room)
{
    for (size_t i = 0; i < count; i++)
        fprintf(place, "%lld %s %s\n", (long long)list[i].number, list[i].kind, list[i].subject);
    if (fflush(place) == 0)
        return true;
    snprintf(why, room, "the file is full");
    return false;
}

static void close_numbers(void *place)
{
    fclose(place);
}

static const bl_plugin_function functions[] = {{"twice", l_twice}, {0}};
static const bl_plugin_command commands[] = {
    {"count-words", "Counts the words behind it.", "bylaw count-words a b", run_count}, {0}};
static const bl_plugin_output outputs[] = {{"size", "how long it is", write_size}, {0}};
static const bl_plugin_events events = {open_numbers, take_numbers, close_numbers};

const bl_plugin_offer bylaw_plugin = {
    .interface = BL_PLUGIN_INTERFACE,
    .about = "counts",
    .functions = functions,
    .commands = commands,
    .outputs = outputs,
    .events = &events,
};

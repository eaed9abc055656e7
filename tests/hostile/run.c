/* SPDX-License-Identifier: MIT
 * Runs each hostile script in a fresh state, twice, and then a harmless one.
 *
 * A script's first line says `-- expects: words`. It has to fail with these words, with its file
 * and a line named, within the memory limit, after the same number of steps both times. Time is
 * shown with
 * --time and never judged: machines differ. Sources too large or too odd to keep are made here. */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "host/sandbox.h"

#define PATH_MAX_BYTES 512

static const char trusted_name[] = "trusted.lua";
static const char expects_mark[] = "-- expects: ";

/* What a trusted library may hand to a notice, at its most careless. */
static const char trusted_module[] =
    "local shared = { limit = 5, list = { 3, 1, 2 } }\n"
    "shared.self = shared\n"
    "local function lying()\n"
    "  return setmetatable({}, { __len = function() return 2^53 end,\n"
    "                            __index = function() return 1 end })\n"
    "end\n"
    "local function loud()\n"
    "  return setmetatable({}, { __tostring = function() while true do end end })\n"
    "end\n"
    "return shared, { attempt = pcall, lying = lying, loud = loud,\n"
    "                 call = function(f) return (f()) end }\n";

typedef struct outcome {
    bl_status status;
    bl_err err;
    int64_t steps;
    size_t memory_peak;
    double seconds;
} outcome;

typedef struct tally {
    int scripts;
    int failures;
    double slowest;
    char slowest_name[PATH_MAX_BYTES];
    bool shows_time;
} tally;

static void swallow(void *context, bl_text line)
{
    *(size_t *)context += line.size;
}

static bl_status share_trusted(bl_state *state, bl_err *err)
{
    bl_status status = bl_state_load(state, trusted_name, bl_text_of(trusted_module), err);
    if (status == BL_OK)
        status = bl_state_call(state, 0, 2, err);
    if (status == BL_OK)
        status = bl_sandbox_share(state, "trusted", err);
    if (status == BL_OK)
        status = bl_sandbox_share(state, "shared", err);
    return status;
}

static double now(void)
{
    struct timespec at;
    (void)clock_gettime(CLOCK_MONOTONIC, &at);
    return (double)at.tv_sec + (double)at.tv_nsec / 1e9;
}

static outcome run_script(const char *name, bl_text text)
{
    outcome seen = {0};
    bl_state *state = NULL;
    size_t printed = 0;
    seen.status = bl_state_open(bl_limits_make_default(), &state, &seen.err);
    if (seen.status == BL_OK)
        seen.status = bl_sandbox_open(state, &seen.err);
    if (seen.status == BL_OK)
        seen.status = share_trusted(state, &seen.err);
    if (seen.status == BL_OK) {
        bl_sandbox_set_print(state, swallow, &printed);
        double start = now();
        seen.status = bl_sandbox_load(state, name, text, &seen.err);
        if (seen.status == BL_OK)
            seen.status = bl_state_call(state, 0, 0, &seen.err);
        seen.seconds = now() - start;
        seen.steps = bl_state_steps(state);
        seen.memory_peak = bl_state_memory_peak(state);
    }
    bl_state_close(state);
    return seen;
}

/* Whether the words begin with "name:digits: ". */
static bool names_place(const char *words, const char *name)
{
    size_t size = strlen(name);
    if (strncmp(words, name, size) != 0 || words[size] != ':')
        return false;
    size_t digits = strspn(words + size + 1, "0123456789");
    return digits > 0 && words[size + 1 + digits] == ':';
}

static const char *find_fault(const char *name, const char *expects, const outcome *first,
                              const outcome *second)
{
    static const char harmless[] =
        "local sum = 0 for i = 1, 10 do sum = sum + i end assert(sum == 55)";

    if (first->status != BL_SCRIPT && first->status != BL_NO_MEMORY)
        return "was not stopped";
    if (strstr(first->err.text, expects) == NULL)
        return "has other words";
    if (!names_place(first->err.text, name) && !names_place(first->err.text, trusted_name))
        return "does not name file and line";
    if (strcmp(first->err.text, second->err.text) != 0)
        return "has other words the second time";
    if (first->steps != second->steps)
        return "took another number of steps the second time";
    if (first->memory_peak > BL_STATE_MEMORY_MAX)
        return "went over the memory limit";
    if (run_script("harmless.lua", bl_text_of(harmless)).status != BL_OK)
        return "harmed the script after it";
    return NULL;
}

static void judge(tally *counts, const char *name, const char *expects, bl_text text)
{
    outcome first = run_script(name, text);
    outcome second = run_script(name, text);
    const char *fault = find_fault(name, expects, &first, &second);
    counts->scripts++;
    if (first.seconds > counts->slowest) {
        counts->slowest = first.seconds;
        (void)snprintf(counts->slowest_name, sizeof counts->slowest_name, "%s", name);
    }
    if (counts->shows_time)
        printf("%.3f s %9lld steps %6zu KiB  %s\n", first.seconds, (long long)first.steps,
               first.memory_peak >> 10, first.err.text);
    if (fault == NULL)
        return;
    counts->failures++;
    printf("%s %s\n  expected: %s\n  got: %s (status %d, %lld steps)\n  then: %s (%lld steps)\n",
           name, fault, expects, first.err.text, (int)first.status, (long long)first.steps,
           second.err.text, (long long)second.steps);
}

static void judge_file(tally *counts, const char *folder, const char *name)
{
    char path[PATH_MAX_BYTES];
    static char bytes[64u << 10];
    (void)snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "rb");
    size_t size = file == NULL ? 0 : fread(bytes, 1, sizeof bytes - 1, file);
    if (file != NULL)
        (void)fclose(file);
    bytes[size] = '\0';
    char *line_end = memchr(bytes, '\n', size);
    if (line_end == NULL || strncmp(bytes, expects_mark, strlen(expects_mark)) != 0) {
        printf("%s cannot be read or has no first line `%s...`\n", path, expects_mark);
        counts->failures++;
        return;
    }
    char expects[256];
    (void)snprintf(expects, sizeof expects, "%.*s",
                   (int)(line_end - bytes - (ptrdiff_t)strlen(expects_mark)),
                   bytes + strlen(expects_mark));
    judge(counts, name, expects, (bl_text){bytes, size});
}

static int is_script(const struct dirent *entry)
{
    size_t size = strlen(entry->d_name);
    return size > 4 && strcmp(entry->d_name + size - 4, ".lua") == 0;
}

static void judge_folder(tally *counts, const char *folder)
{
    struct dirent **entries = NULL;
    int count = scandir(folder, &entries, is_script, alphasort);
    for (int i = 0; i < count; i++) {
        judge_file(counts, folder, entries[i]->d_name);
        free(entries[i]);
    }
    free(entries);
}

typedef struct made {
    const char *name;
    const char *expects;
    const char *before;
    const char *repeated;
    size_t times;
    const char *after;
} made;

static const made made_scripts[] = {
    {"made_bytecode.lua", "this is bytecode", "\x1bLuaT", "", 1, ""},
    {"made_bytecode_after_a_mark.lua", "this is bytecode", "\xEF\xBB\xBF\x1bLua", "", 1, ""},
    {"made_nested_parentheses.lua", "nested too deeply", "local x =\n", "(", 100000, "1"},
    {"made_nested_tables.lua", "nested too deeply", "local x =\n", "{", 100000, ""},
    {"made_nested_functions.lua", "nested too deeply", "", "local function f() ", 1000, ""},
    {"made_nested_blocks.lua", "nested too deeply", "", "do ", 1000, ""},
    {"made_nested_not.lua", "nested too deeply", "local x = ", "not ", 100000, "1"},
    {"made_nested_concat.lua", "nested too deeply", "local x = ", "'a' ..\n", 1000, "'a'"},
    {"made_nested_power.lua", "nested too deeply", "local x = ", "2 ^\n", 1000, "2"},
    {"made_many_locals.lua", "too many local variables", "", "local a\n", 300, ""},
    {"made_many_arguments.lua", "function or expression needs too many registers",
     "local x = math.max(", "1, ", 300, "1)"},
    {"made_many_upvalues.lua", "too many local variables", "local function f() ", "local a = 1 ",
     300, "end"},
    {"made_many_lines.lua", "a script has at most 10000 lines", "", "local a = 1\n", 10001, ""},
    {"made_many_blank_lines.lua", "a script has at most 10000 lines", "", "\n", 10001, ""},
    {"made_many_lines_in_a_comment.lua", "a script has at most 10000 lines", "--[[", "\n", 20000,
     "]]"},
    {"made_huge.lua", "a script has at most", "", "local a = 1 ", 200000, ""},
    {"made_one_long_name.lua", "there is no `aaaa", "local x = ", "a", 1000000, ""},
    {"made_one_long_number.lua", "malformed number", "local x = ", "9.", 100000, ""},
    {"made_zero_bytes.lua", "unexpected symbol", "local x = 1 ", "@", 10, ""},
    {"made_not_text.lua", "Chinese goes into strings", "", "\xFF\xFE", 1000, ""},
};

static void judge_made(tally *counts)
{
    for (size_t i = 0; i < sizeof made_scripts / sizeof *made_scripts; i++) {
        const made *of = &made_scripts[i];
        bl_buffer text = {0};
        bl_buffer_add_text(&text, of->before);
        for (size_t n = 0; n < of->times; n++)
            bl_buffer_add_text(&text, of->repeated);
        bl_buffer_add_text(&text, of->after);
        judge(counts, of->name, of->expects, bl_buffer_view(&text));
        bl_buffer_deinit(&text);
    }
}

int main(int count, char **arguments)
{
    tally counts = {0};
    if (count < 2) {
        printf("usage: %s FOLDER [--time]\n", arguments[0]);
        return 1;
    }
    counts.shows_time = count > 2 && strcmp(arguments[2], "--time") == 0;
    judge_folder(&counts, arguments[1]);
    judge_made(&counts);
    printf("%d hostile scripts, %d failures", counts.scripts, counts.failures);
    if (counts.shows_time)
        printf("; slowest %s, %.3f s", counts.slowest_name, counts.slowest);
    printf("\n");
    return counts.failures > 0 || counts.scripts < 100 ? 1 : 0;
}

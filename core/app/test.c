/* SPDX-License-Identifier: MIT */
#include "app/test.h"

#include <inttypes.h>
#include <stdio.h>

#include "app/files.h"
#include "host/cases.h"

static void report(void *context, const char *sentence, const char *failure)
{
    const char *path = context;
    if (failure)
        printf("FAILED %s: %s\n  %s\n", path, sentence, failure);
}

static int run_files(const bl_files *files)
{
    bl_cases_result total = {0};
    for (size_t i = 0; i < files->count; i++) {
        bl_cases_result result = {0};
        bl_err err = {0};
        if (bl_cases_run(files->paths[i], (bl_cases_ear){report, NULL, files->paths[i]}, &result,
                         &err) != BL_OK) {
            printf("FAILED %s\n  %s\n", files->paths[i], err.text);
            result.failed++;
        }
        total.passed += result.passed;
        total.failed += result.failed;
    }
    printf("%" PRId64 " passed, %" PRId64 " failed\n", total.passed, total.failed);
    return total.failed == 0 ? BL_EXIT_DONE : BL_EXIT_NOT_HELD;
}

static int run_test(const bl_command *command, int count, char **arguments)
{
    return bl_files_command(command, count, arguments, "worked cases", run_files);
}

const bl_command bl_command_test = {"test", "PATH...", "Runs worked cases written in Lua.",
                                    "bylaw test tests/policies", run_test};

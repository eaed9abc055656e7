/* SPDX-License-Identifier: MIT */
#include "app/check.h"

#include <inttypes.h>
#include <stdio.h>

#include "app/files.h"
#include "host/lint.h"

static void report(void *context, bl_lint_kind kind, const char *words)
{
    int64_t *findings = context;
    *findings += kind == BL_LINT_FINDING;
    puts(words);
}

static int check_files(const bl_files *files)
{
    int64_t findings = 0;
    for (size_t i = 0; i < files->count; i++) {
        bl_err err = {0};
        bl_status status = bl_lint_run(files->paths[i], report, &findings, &err);
        if (status == BL_NO_MEMORY || status == BL_IO)
            return bl_command_failed(&err);
    }
    printf("%zu checked, %" PRId64 " findings\n", files->count, findings);
    return findings == 0 ? BL_EXIT_DONE : BL_EXIT_NOT_HELD;
}

static int run_check(const bl_command *command, int count, char **arguments)
{
    return bl_files_command(command, count, arguments, "notices", check_files);
}

const bl_command bl_command_check = {
    "check", "PATH...",
    "Tells errors of notices with their line, unknown fields, rules and refusals without a cite;"
    " notes which rules stay row by row, and why.",
    "bylaw check policies", run_check};

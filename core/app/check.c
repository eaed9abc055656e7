#include "app/check.h"

#include <inttypes.h>
#include <stdio.h>

#include "app/files.h"
#include "host/lint.h"

static void report(void *context, const char *finding)
{
    int64_t *findings = context;
    ++*findings;
    puts(finding);
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
    char **rest;
    int exit_code;
    const bl_option options[] = {{0}};
    if (!bl_command_options(command, options, &count, arguments, &rest, &exit_code))
        return exit_code;
    if (count == 0)
        return bl_command_misused(command, "name files or folders of notices");
    bl_files files;
    bl_err err = {0};
    if (bl_files_find(rest, count, &files, &err) != BL_OK)
        return bl_command_failed(&err);
    exit_code = check_files(&files);
    bl_files_deinit(&files);
    return exit_code;
}

const bl_command bl_command_check = {
    "check", "PATH...",
    "Tells errors of notices with their line, unknown fields, rules and refusals without a cite.",
    "bylaw check policies", run_check};

/* SPDX-License-Identifier: MIT
 * main.c - `bylaw`: picks the sub-command and runs it. */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "app/audit.h"
#include "app/call.h"
#include "app/check.h"
#include "app/events.h"
#include "app/import.h"
#include "app/made.h"
#include "app/params.h"
#include "app/plugins.h"
#include "app/rehearse.h"
#include "app/repl.h"
#include "app/report.h"
#include "app/run.h"
#include "app/search.h"
#include "app/show.h"
#include "app/status.h"
#include "app/table.h"
#include "app/test.h"
#include "app/whatif.h"

static const bl_command *const commands[] = {
    &bl_command_call,   &bl_command_whatif, &bl_command_rehearse, &bl_command_test,
    &bl_command_check,  &bl_command_table,  &bl_command_params,   &bl_command_population,
    &bl_command_run,    &bl_command_status, &bl_command_repl,     &bl_command_report,
    &bl_command_import, &bl_command_show,   &bl_command_search,   &bl_command_audit,
    &bl_command_events, &bl_command_plugins};

#define COMMAND_COUNT (sizeof commands / sizeof commands[0])

static void print_help(FILE *out)
{
    fputs("bylaw turns policy notices, written as Lua scripts, into programs.\n\n"
          "usage: bylaw COMMAND [ARGUMENTS]\n\ncommands:\n",
          out);
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        fprintf(out, "  %-10s %s\n", commands[i]->name, commands[i]->summary);
    fputs("\n`bylaw COMMAND --help` tells more, with an example; plugins may add commands.\n"
          "exit codes: 0 done, 1 could not start, 2 ran and something did not hold, 130 "
          "interrupted\n",
          out);
}

static int unknown_command(const char *name)
{
    bl_nearest nearest = bl_nearest_make(bl_text_of(name));
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        bl_nearest_offer(&nearest, bl_text_of(commands[i]->name));
    fprintf(stderr, "bylaw: there is no command \"%s\"; did you mean \"%s\"?\n", name,
            nearest.word.at);
    return BL_EXIT_NOT_STARTED;
}

static int run(int count, char **arguments)
{
    if (count < 2) {
        print_help(stderr);
        return BL_EXIT_NOT_STARTED;
    }
    const char *name = arguments[1];
    if (strcmp(name, "--help") == 0 || strcmp(name, "-h") == 0 || strcmp(name, "help") == 0) {
        print_help(stdout);
        return BL_EXIT_DONE;
    }
    if (strcmp(name, "--version") == 0) {
        puts("bylaw " BYLAW_VERSION);
        return BL_EXIT_DONE;
    }
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        if (strcmp(name, commands[i]->name) == 0)
            return commands[i]->run(commands[i], count - 1, arguments + 1);
    int exit_code;
    return bl_plugins_run(count - 1, arguments + 1, &exit_code) ? exit_code : unknown_command(name);
}

/* What was printed must have reached its place, or the run is no success. */
int main(int count, char **arguments)
{
    int exit_code = run(count, arguments);
    if (fflush(stdout) == 0 && !ferror(stdout))
        return exit_code;
    fprintf(stderr, "bylaw: can't write what there is to tell: %s\n", strerror(errno));
    return BL_EXIT_NOT_STARTED;
}

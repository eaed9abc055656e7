/* SPDX-License-Identifier: MIT */
#include "app/run.h"

#include <signal.h>

#include "app/runner.h"

#define CLIENTS_MAX 10000
#define SPEED_MAX   1000000

/* What is wrong with the options, in words; NULL: nothing. */
static const char *misuse(const bl_runner_setting *set, int64_t speed, bl_option_time at)
{
    if (set->path_count == 0)
        return "name notices, or folders of them";
    if (!set->db)
        return "name the register with --db FILE";
    if (set->server.port == 0 || set->server.port > 65535)
        return "--port is 1 to 65535";
    if (set->server.clients < 1 || set->server.clients > CLIENTS_MAX)
        return "--clients is 1 to 10000";
    if (speed < 1 || speed > SPEED_MAX)
        return "--speed is 1 to 1000000";
    if (speed > 1 && !at.given)
        return "--speed is for a clock of its own: say where it starts with --at";
    return NULL;
}

static int run_run(const bl_command *command, int count, char **arguments)
{
    bl_runner_setting set = {.server = {.port = -1, .clients = 1000}};
    bl_option_time at = {0};
    int64_t speed = 1;
    int exit_code;
    const bl_option options[] = {
        {"db", BL_OPTION_TEXT, &set.db, "FILE", "the register; made when there is none"},
        {"socket", BL_OPTION_TEXT, &set.server.path, "PATH", "answers `bylaw call --to PATH`"},
        {"port", BL_OPTION_COUNT, &set.server.port, "N", "the same on 127.0.0.1"},
        {"clients", BL_OPTION_COUNT, &set.server.clients, "N", "at most so many at once (1000)"},
        {"events", BL_OPTION_TEXTS, &set.events, "PLUGIN:PLACE",
         "hands on what is recorded as it happens; may be given again"},
        {"at", BL_OPTION_TIME, &at, "TIME", "a clock of its own that starts there (now)"},
        {"speed", BL_OPTION_COUNT, &speed, "N", "and goes so many times as fast (1)"},
        {0}};
    if (!bl_command_options(command, options, &count, arguments, &set.paths, &exit_code))
        return exit_code;
    set.path_count = count;
    const char *wrong = misuse(&set, speed, at);
    if (wrong)
        return bl_command_misused(command, "%s", wrong);
    if (!bl_command_names_register(command, set.db))
        return BL_EXIT_NOT_STARTED;
    set.clock = at.given ? bl_clock_make_moving(at.moment.ns, speed) : bl_clock_make_real();
    signal(SIGPIPE, SIG_IGN);
    bl_err err = {0};
    /* What went wrong is in its log: stderr is read line by line. */
    return bl_runner_run(&set, &err) == BL_OK ? BL_EXIT_DONE : BL_EXIT_NOT_STARTED;
}

const bl_command bl_command_run = {
    "run",
    "PATH... --db FILE [--socket PATH] [--port N] [--clients N] [--events PLUGIN:PLACE]\n"
    "       [--at TIME [--speed N]]",
    "Runs notices until stopped: what they do by themselves when it falls due, and requests.",
    "bylaw run policies --db register.db --socket bylaw.socket", run_run};

/* SPDX-License-Identifier: MIT */
#include "app/audit.h"

#include <inttypes.h>
#include <stdio.h>

#include "app/progress.h"
#include "domain/audit.h"

static void show_progress(int64_t done, int64_t of)
{
    bl_progress_show("entries", done, of);
}

static int run_audit(const bl_command *command, int count, char **arguments)
{
    const char *db = NULL;
    char **rest;
    int exit_code;
    const bl_option options[] = {{"db", BL_OPTION_TEXT, &db, "FILE", "the register"}, {0}};
    if (!bl_command_options(command, options, &count, arguments, &rest, &exit_code))
        return exit_code;
    if (!db || count > 0)
        return bl_command_misused(command, "name the register with --db FILE");
    if (!bl_command_names_register(command, db))
        return BL_EXIT_NOT_STARTED;
    bl_audit audit;
    bl_err err = {0};
    bl_status status = bl_audit_run(db, show_progress, &audit, &err);
    bl_progress_clear();
    if (status != BL_OK)
        return bl_command_failed(&err);
    if (!audit.holds) {
        printf("%s: does not hold: %s\n", db, audit.finding);
        return BL_EXIT_NOT_HELD;
    }
    printf("%s: holds: %" PRId64 " entries, every table is what they make; head ", db,
           audit.entries);
    for (int i = 0; i < BL_HASH_SIZE; i++)
        printf("%02x", audit.head[i]);
    putchar('\n');
    return BL_EXIT_DONE;
}

const bl_command bl_command_audit = {
    "audit", "--db FILE",
    "Recomputes every balance, stock, limit and the hash chain of a register from its log alone.",
    "bylaw audit --db season.db", run_audit};

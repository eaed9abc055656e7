/* SPDX-License-Identifier: MIT */
#include "app/made.h"

#include "app/interrupt.h"
#include "app/progress.h"
#include "app/sample.h"

#define FLUSH_SIZE (256u << 10)

static bl_status print_rows(bl_sample *sample, int64_t rows, bl_err *err)
{
    bl_buffer out = {0};
    bl_status status = BL_OK;
    bl_sample_head(sample, &out);
    for (int64_t i = 0; status == BL_OK && i < rows && !bl_interrupted(); i++) {
        bl_sample_row(sample, &out);
        if (out.size < FLUSH_SIZE)
            continue;
        status = bl_buffer_status(&out, err);
        if (status == BL_OK)
            status = bl_command_write(&out, err);
        bl_progress_show("rows", i, rows);
    }
    bl_progress_clear();
    if (status == BL_OK)
        status = bl_buffer_status(&out, err);
    if (status == BL_OK)
        status = bl_command_write(&out, err);
    bl_buffer_deinit(&out);
    return status;
}

static int print_population(const bl_command *command, const char *policy, const char *name,
                            int64_t rows, int64_t seed)
{
    bl_notice *notice = NULL;
    bl_sample *sample = NULL;
    bl_err err = {0};
    bl_interrupt_catch();
    if (bl_notice_open(policy, &notice, &err) != BL_OK)
        return bl_command_failed(&err);
    const bl_function *function;
    if (bl_notice_find(notice, name, &function, &err) != BL_OK) {
        bl_notice_close(notice);
        return bl_command_misused(command, "%s", err.text);
    }
    bl_status status = bl_sample_open(notice, function, (uint64_t)seed, &sample, &err);
    if (status == BL_OK)
        status = print_rows(sample, rows, &err);
    bl_sample_close(sample);
    bl_notice_close(notice);
    if (status != BL_OK)
        return bl_command_failed(&err);
    return bl_interrupted() ? BL_EXIT_STOPPED : BL_EXIT_DONE;
}

static int run_population(const bl_command *command, int count, char **arguments)
{
    int64_t rows = 1000, seed = 1;
    char **rest;
    int exit_code;
    const bl_option options[] = {
        {"rows", BL_OPTION_COUNT, &rows, "N", "how many (1000)"},
        {"seed", BL_OPTION_COUNT, &seed, "S", "the same seed gives the same rows (1)"},
        {0}};
    if (!bl_command_options(command, options, &count, arguments, &rest, &exit_code))
        return exit_code;
    if (count < 1 || count > 2)
        return bl_command_misused(command, "name a policy, and a function unless it is award");
    return print_population(command, rest[0], count > 1 ? rest[1] : "award", rows, seed);
}

const bl_command bl_command_population = {
    "population", "POLICY [FUNCTION] [--rows N] [--seed S] > FILE.csv",
    "Makes up rows for --over: plausible, and on both sides of every threshold.",
    "bylaw population policies/industrial_economy.lua --rows 100000 --seed 7 > enterprises.csv",
    run_population};

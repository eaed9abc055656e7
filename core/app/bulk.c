/* SPDX-License-Identifier: MIT */
#include "app/bulk.h"

#include <stdlib.h>

#include "app/interrupt.h"

typedef struct worker {
    bl_notice *notice;
    const bl_function *function;
    bl_moment at;
} worker;

bl_status bl_bulk_open(const bl_bulk *bulk, bl_notice **notice, const bl_function **function,
                       bl_err *err)
{
    bl_status status = bl_notice_open(bulk->policy, notice, err);
    if (status == BL_OK)
        status = bl_notice_find(*notice, bulk->function, function, err);
    if (status != BL_OK)
        return status;
    if ((*function)->effect != BL_EFFECT_PURE)
        return bl_fail(err, BL_INVALID, "%s uses the register; --over is for pure functions",
                       bulk->function);
    return BL_OK;
}

static bl_status answer(void *context, bl_batch *batch, bl_err *err)
{
    worker *w = context;
    bl_status status = BL_OK;
    for (size_t i = 0; status == BL_OK && i < batch->count; i++) {
        bl_text row = bl_batch_row(batch, i);
        if (batch->refused[i]) {
            bl_buffer words = {0};
            bl_buffer_add(&words, row.at, row.size);
            bl_function_refuse("bad_input", "-", words.at ? words.at : "", &batch->answers);
            bl_buffer_deinit(&words);
        } else {
            status = bl_notice_answer(w->notice, w->function, row, w->at, &batch->answers, err);
        }
        bl_buffer_add_char(&batch->answers, '\n');
    }
    return status;
}

static bl_status print(void *context, bl_batch *batch, bl_err *err)
{
    (void)context;
    return bl_command_write(&batch->answers, err);
}

static bl_status answer_all(const bl_bulk *bulk, worker *workers, bl_err *err)
{
    bl_population *population = NULL;
    bl_crew crew = {.count = bulk->threads, .work = answer, .take = print};
    bl_status status = BL_OK;
    for (size_t i = 0; status == BL_OK && i < bulk->threads; i++) {
        workers[i].at = bulk->at;
        status = bl_bulk_open(bulk, &workers[i].notice, &workers[i].function, err);
        crew.workers[i] = &workers[i];
    }
    if (status == BL_OK)
        status = bl_population_open(bulk->over, workers[0].notice, workers[0].function, &population,
                                    err);
    if (status == BL_OK)
        status = bl_crew_run(&crew, population, err);
    bl_population_close(population);
    for (size_t i = 0; i < bulk->threads; i++)
        bl_notice_close(workers[i].notice);
    return status;
}

int bl_bulk_answer(const bl_bulk *bulk)
{
    worker *workers = calloc(bulk->threads, sizeof *workers);
    bl_err err = {0};
    bl_interrupt_catch();
    bl_status status = workers ? answer_all(bulk, workers, &err)
                               : bl_fail(&err, BL_NO_MEMORY, "no memory for the workers");
    free(workers);
    if (status == BL_STOPPED)
        return BL_EXIT_STOPPED;
    return status == BL_OK ? BL_EXIT_DONE : bl_command_failed(&err);
}

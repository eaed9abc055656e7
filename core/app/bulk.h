/* SPDX-License-Identifier: MIT
 * bulk.h - a pure function's answers for a whole population, one a line.
 *
 * Each answer has the bytes that the row would get as a request by itself. All rows are judged at
 * one moment.
 *
 * Layer: app. Uses: app/crew, app/command.
 */
#pragma once

#include "app/command.h"
#include "app/crew.h"

typedef struct bl_bulk {
    const char *policy;
    const char *function;
    const char *over;
    size_t threads;
    bl_moment at;
} bl_bulk;

/* Prints the answers in the order of the rows; gives the exit code. */
int bl_bulk_answer(const bl_bulk *bulk);

/* Opens the notice once more, for one worker, and finds the function in it, which must be pure.
 * BL_NOT_FOUND with the nearest. The caller closes what is not NULL. */
BL_MUST_USE bl_status bl_bulk_open(const bl_bulk *bulk, bl_notice **notice,
                                   const bl_function **function, bl_err *err);

/* SPDX-License-Identifier: MIT
 * cases.h - worked cases: a test file in Lua, run against the notice that it names.
 *
 * The words of a test file are told in lua/bylaw/cases.lua. Each case has a register of its own, in
 * memory.
 *
 * Layer: host. Uses: host/notice.
 */
#pragma once

#include "host/notice.h"

typedef struct bl_cases_result {
    int64_t passed;
    int64_t failed;
} bl_cases_result;

/* Hears of each case; `failure` is NULL when it held. */
typedef void bl_cases_report(void *context, const char *sentence, const char *failure);
/* Hears of each answer, before its case is reported. */
typedef void bl_cases_answer(void *context, const bl_notice *notice, const bl_function *function,
                             const json_t *answer);

typedef struct bl_cases_ear {
    bl_cases_report *report;
    bl_cases_answer *answer; /* may be NULL */
    void *context;
} bl_cases_ear;

/* Runs the file at `path`. BL_NOT_FOUND, BL_SCRIPT when the file or its notice can't be loaded. */
BL_MUST_USE bl_status bl_cases_run(const char *path, bl_cases_ear ear, bl_cases_result *out,
                                   bl_err *err);

/* SPDX-License-Identifier: MIT
 * lint.h - what can be told of a notice without asking it anything.
 *
 * Loading it tells syntax errors, unknown words and keys, rules without a cite. Then the text of
 * each function's rules is read: a field of the request that the function does not declare is a
 * finding. A rule that could not be explored into a table works all the same; why is a note.
 *
 * Layer: host. Uses: host/rulebook.
 */
#pragma once

#include "host/notice.h"

typedef enum bl_lint_kind { BL_LINT_FINDING, BL_LINT_NOTE } bl_lint_kind;

/* Hears of each finding, "file:line: words", and of each note, "file: words". */
typedef void bl_lint_report(void *context, bl_lint_kind kind, const char *words);

/* BL_OK when the notice could be judged; what is wrong with it goes to `report`. */
BL_MUST_USE bl_status bl_lint_run(const char *path, bl_lint_report *report, void *context,
                                  bl_err *err);

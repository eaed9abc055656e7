/* SPDX-License-Identifier: MIT
 * planned.h - the plan of a notice's award, as lua/bylaw/plan.lua tells it.
 *
 * It holds for the parameters that are in force when it is opened, and its notice answers what the
 * plan asks, so a plan is used by the thread that uses its notice, and closed before it.
 *
 * Layer: host. Uses: host/notice, host/bind_rule, rule/plan.
 */
#pragma once

#include "host/notice.h"
#include "rule/plan.h"

typedef struct bl_planned bl_planned;

/* `*out` is NULL, and all is well, when rows of the function have no plan. `like` is NULL, or the
 * plan of the same notice with the same parameters, opened for another thread: its tables serve
 * here, too, so it is closed later. BL_SCRIPT when the script fails. */
BL_MUST_USE bl_status bl_planned_open(bl_notice *notice, const bl_function *function,
                                      const bl_planned *like, bl_planned **out, bl_err *err);
/* NULL is fine. */
void bl_planned_close(bl_planned *planned);

bl_plan *bl_planned_plan(bl_planned *planned);
/* The field of the request that one of the plan's lists is. Field 0 of the plan is field 1 of the
 * function's record, behind `at`. */
const bl_field *bl_planned_list(const bl_planned *planned, int list);
/* The measures whose lines may depend on a parameter, a bit each; of a plan that was opened without
 * another. */
uint32_t bl_planned_readers(const bl_planned *planned, const char *parameter);

/* SPDX-License-Identifier: MIT
 * report_text.h - how plans stand, as it is shown: a report is JSON made by app/report.
 *
 *   {"on": DAY, "by": "chapter"|"department",
 *    "plans": [{"document", "title", "groups": [{"group", "name", "items": [ITEM...]}]}],
 *    "overview": {"plans": [COUNTS...], "departments": [COUNTS...]}}
 *
 * ITEM is what the plan's `progress` tells, and "state_name"; COUNTS has "code", "name" and a
 * number by each standing.
 *
 * Layer: app. Uses: app/chart, app/csv, app/reply.
 */
#pragma once

#include <jansson.h>

#include "base/text.h"

#define BL_STANDINGS 5

typedef struct bl_standing {
    const char *code; /* of a verdict, see lua/bylaw/indicator.lua */
    const char *head;
    const char *name;
    const char *colour; /* in SVG */
} bl_standing;

extern const bl_standing bl_standings[BL_STANDINGS];

void bl_report_write_pretty(const json_t *report, bool coloured, bl_buffer *out);
/* A row an item; in a report by department one with several stands under each. */
void bl_report_write_csv(const json_t *report, bl_buffer *out);
void bl_report_write_svg(const json_t *report, bl_buffer *out);

/* SPDX-License-Identifier: MIT
 * season.h - what a rehearsal found, as one JSON object.
 *
 * Members: `rehearsal` (what was rehearsed), `jobs`, `requests` with their refusals, `repeated`,
 * `log`, `holds`; of a voucher campaign also `rounds`, `accounts`, `cash`, `funders`, `laws`. Money
 * and counts are the notice's own answers (campaign, report, status, audit); only requests and the
 * figures of the charts are counted from answers.
 *
 * Nothing in it depends on the clock on the wall or on where the register lies.
 *
 * Layer: app. Uses: app/crowd, domain/audit.
 */
#pragma once

#include "app/crowd.h"
#include "domain/audit.h"

typedef struct bl_season_setting {
    const char *policy;
    int64_t seed;
    int64_t people;
    int64_t merchants;
} bl_season_setting;

/* The season so far; the register is still open. `crowd` may be NULL. */
BL_MUST_USE bl_status bl_season_gather(bl_rehearsal *rehearsal, const bl_crowd *crowd,
                                       const bl_season_setting *setting, json_t **out, bl_err *err);
/* Adds what the audit of the register file said, and whether everything holds. */
BL_MUST_USE bl_status bl_season_conclude(json_t *season, const bl_audit *audit, bl_err *err);
bool bl_season_holds(const json_t *season);

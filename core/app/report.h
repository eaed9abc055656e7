/* SPDX-License-Identifier: MIT
 * report.h - `bylaw report`: how the indicators of plans stand on a day, and an overview over all.
 *
 * A plan is a notice with indicators (lua/bylaw/indicator.lua), whose function `progress` answers.
 *
 * Layer: app. Uses: app/command, app/report_text, host/notice.
 */
#pragma once

#include "app/command.h"

#define BL_REPORT_PLANS_MAX 16

extern const bl_command bl_command_report;

/* SPDX-License-Identifier: MIT
 * season_text.h - what a rehearsal found, for people.
 *
 * Layer: app. Uses: app/season, app/chart.
 */
#pragma once

#include "app/chart.h"
#include "app/season.h"

/* Appends the report of a concluded season. */
void bl_season_write(const json_t *season, bool coloured, bl_buffer *out);

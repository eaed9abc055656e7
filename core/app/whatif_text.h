/* SPDX-License-Identifier: MIT
 * whatif_text.h - what a comparison found, for people, programs and spreadsheets.
 *
 * Layer: app. Uses: app/compare, app/chart.
 */
#pragma once

#include "app/chart.h"
#include "app/compare.h"

/* A comparison with what it was asked, in words. */
typedef struct bl_whatif {
    const bl_reform *question;
    const bl_comparison *result;
    const json_t *parameters; /* as bl_parameters_list gives them */
} bl_whatif;

/* A page for a terminal. */
void bl_whatif_write(const bl_whatif *whatif, bool coloured, bl_buffer *out);
/* One JSON object; its `scenarios` are as `simulate` gives them. */
void bl_whatif_write_json(const bl_whatif *whatif, bl_buffer *out);
/* By measure, a line each; or the rows that changed, if some were asked for. */
void bl_whatif_write_csv(const bl_whatif *whatif, bl_buffer *out);

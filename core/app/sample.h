/* SPDX-License-Identifier: MIT
 * sample.h - made-up requests to a function of a notice, from one seed.
 *
 * They are made from what the notice declares: the fields with their types, bounds and codes, and
 * the parameters that share a word with a field, around which its amounts and counts lie. Each
 * threshold is met exactly, missed by the smallest step, and passed, again and again; what is
 * optional is sometimes left out; what is rare among firms (something already paid, a score of a
 * panel) is rare here.
 *
 * The same notice and seed give the same requests.
 *
 * Layer: app. Uses: app/chance, app/csv, host/notice.
 */
#pragma once

#include "app/chance.h"
#include "host/notice.h"

typedef struct bl_sample bl_sample;

/* The notice must stay open as long. BL_NO_MEMORY, BL_SCRIPT. */
BL_MUST_USE bl_status bl_sample_open(bl_notice *notice, const bl_function *function, uint64_t seed,
                                     bl_sample **out, bl_err *err);
/* NULL is fine. */
void bl_sample_close(bl_sample *sample);

/* Appends the names of the columns, or one more row, as CSV with its line end. */
void bl_sample_head(const bl_sample *sample, bl_buffer *out);
void bl_sample_row(bl_sample *sample, bl_buffer *out);
/* Appends one more request as a JSON object. */
void bl_sample_request(bl_sample *sample, bl_buffer *out);

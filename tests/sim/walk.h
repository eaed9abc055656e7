/* SPDX-License-Identifier: MIT
 * walk.h - what a season's people, merchants and offices might ask next, made by chance.
 *
 * Moments lie mostly near those at which something opens or ends, amounts near thresholds and
 * limits, and who asks mostly has something to ask for: without that, chance would meet little but
 * refusals.
 */
#pragma once

#include "accounts.h"
#include "base/text.h"
#include "dice.h"

typedef struct walk {
    dice chance;
    int64_t now;
} walk;

void walk_begin(walk *w, uint64_t seed);
request walk_next(walk *w, const accounts *a);

/* The function's name. */
const char *request_function(const request *r);
/* Appends the JSON object, without a line end. */
void write_request(const request *r, int id, bl_buffer *out);

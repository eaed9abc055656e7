/* SPDX-License-Identifier: MIT
 * completion.h - what may stand where somebody types.
 *
 * Orders by their name and then what they want; in Lua words, the functions of a policy, the fields
 * of a request, nested ones too, and the codes of a field.
 *
 * Layer: app. Uses: app/orders.
 */
#pragma once

#include "app/orders.h"

#define BL_CANDIDATES_MAX 256

/* Words that may stand in place of what was begun, in byte order. */
typedef struct bl_candidates {
    size_t start; /* where what was begun starts within the text */
    char *list[BL_CANDIDATES_MAX];
    size_t count;
} bl_candidates;

/* `text` is all that was typed, up to the cursor. */
void bl_complete(bl_session *session, bl_text text, bl_candidates *out);
void bl_candidates_deinit(bl_candidates *candidates);
/* How many bytes all of them begin with alike. */
size_t bl_candidates_common(const bl_candidates *candidates);

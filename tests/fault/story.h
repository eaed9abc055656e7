/* SPDX-License-Identifier: MIT
 * story.h - a short season of consumption vouchers, as requests in groups.
 *
 * Told to an empty register it passes through every function that changes something, with
 * acceptances, refusals, repeated requests and bad input.
 */
#pragma once

#include <stddef.h>

typedef struct story_line {
    int group; /* lines of one group, which stand together, share a transaction */
    const char *function;
    const char *request;
} story_line;

extern const story_line story[];
extern const size_t story_count;
/* Reads everything when the story is over; group 0 of its own. */
extern const story_line story_readings[];
extern const size_t story_reading_count;

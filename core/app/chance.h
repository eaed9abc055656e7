/* SPDX-License-Identifier: MIT
 * chance.h - chance that repeats: the same seed gives the same numbers on every machine.
 *
 * xoshiro256** seeded by splitmix64 (Blackman and Vigna). Whole numbers only, so that nothing
 * depends on how a machine rounds.
 *
 * Layer: app. Uses: base/err.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct bl_chance {
    uint64_t state[4];
} bl_chance;

bl_chance bl_chance_make(uint64_t seed);
uint64_t bl_chance_next(bl_chance *chance);
/* 0 to n - 1, each as likely; n > 0. */
int64_t bl_chance_below(bl_chance *chance, int64_t n);
/* `least` to `most`, each as likely. */
int64_t bl_chance_between(bl_chance *chance, int64_t least, int64_t most);
/* True `per_mille` times in a thousand. */
bool bl_chance_hits(bl_chance *chance, int64_t per_mille);
/* A place in `weights`, each as likely as its weight; their sum is above 0. */
size_t bl_chance_pick(bl_chance *chance, const int64_t *weights, size_t count);
/* A wait that is half as likely each `half` later; half > 0. At most 64 halves. */
int64_t bl_chance_wait(bl_chance *chance, int64_t half);

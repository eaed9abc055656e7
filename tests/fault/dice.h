/* SPDX-License-Identifier: MIT
 * dice.h - numbers by chance that a seed repeats, for tests only. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

typedef struct dice {
    uint64_t state;
} dice;

/* splitmix64. */
static inline uint64_t dice_next(dice *d)
{
    uint64_t z = d->state += UINT64_C(0x9e3779b97f4a7c15);
    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    return z ^ (z >> 31);
}

/* 0 to count - 1. */
static inline int64_t dice_below(dice *d, int64_t count)
{
    return (int64_t)(dice_next(d) % (uint64_t)count);
}

static inline bool dice_one_in(dice *d, int64_t count)
{
    return dice_below(d, count) == 0;
}

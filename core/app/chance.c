/* SPDX-License-Identifier: MIT */
#include "app/chance.h"

#include "base/err.h"

bl_chance bl_chance_make(uint64_t seed)
{
    bl_chance chance;
    for (size_t i = 0; i < 4; i++) {
        uint64_t z = seed += UINT64_C(0x9e3779b97f4a7c15);
        z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
        z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
        chance.state[i] = z ^ (z >> 31);
    }
    return chance;
}

static uint64_t turn(uint64_t x, int bits)
{
    return (x << bits) | (x >> (64 - bits));
}

uint64_t bl_chance_next(bl_chance *chance)
{
    uint64_t *s = chance->state;
    uint64_t result = turn(s[1] * 5, 7) * 9, kept = s[1] << 17;
    s[2] ^= s[0];
    s[3] ^= s[1];
    s[1] ^= s[2];
    s[0] ^= s[3];
    s[2] ^= kept;
    s[3] = turn(s[3], 45);
    return result;
}

int64_t bl_chance_below(bl_chance *chance, int64_t n)
{
    BL_REQUIRE(n > 0);

    /* Numbers past the last whole multiple of n would favour the small results. */
    uint64_t bound = (uint64_t)n, number, excess = (UINT64_MAX - bound + 1) % bound;
    do
        number = bl_chance_next(chance);
    while (number < excess);
    return (int64_t)(number % bound);
}

int64_t bl_chance_between(bl_chance *chance, int64_t least, int64_t most)
{
    BL_REQUIRE(least <= most);
    return least + bl_chance_below(chance, most - least + 1);
}

bool bl_chance_hits(bl_chance *chance, int64_t per_mille)
{
    return bl_chance_below(chance, 1000) < per_mille;
}

size_t bl_chance_pick(bl_chance *chance, const int64_t *weights, size_t count)
{
    int64_t sum = 0;
    for (size_t i = 0; i < count; i++)
        sum += weights[i];
    int64_t left = bl_chance_below(chance, sum);
    size_t place = 0;
    while (left >= weights[place])
        left -= weights[place++];
    return place;
}

/* The number of heads before the first tail says which half-life; within it the likelihood
 * falls in a straight line to one half, so the steps join without a break. */
int64_t bl_chance_wait(bl_chance *chance, int64_t half)
{
    BL_REQUIRE(half > 0);

    int64_t halves = 0, within;
    for (uint64_t coins = bl_chance_next(chance); (coins & 1) && halves < 63; coins >>= 1)
        halves++;
    do
        within = bl_chance_below(chance, half);
    while (bl_chance_below(chance, 2 * half) < within);
    return halves * half + within;
}

/* SPDX-License-Identifier: MIT
 * w1.h - enterprises in columns, made by chance from a seed, and the five rules over them by hand.
 *
 * Layer: tests.
 */
#pragma once

#include <stddef.h>
#include <stdint.h>

/* Amounts in fen; codes by their place in tests/bench/w1.lua. */
typedef struct firms {
    size_t count;
    int64_t *equipment_investment, *prior_max_revenue, *revenue;
    uint8_t *sector, *takes_loan_discount, *recognition, *green_level, *mu_grade;
} firms;

/* Made by chance from a seed; ends the program where there is no memory. */
firms make_firms(size_t count, uint64_t seed);
void free_firms(firms *f);

/* What a firm gets by each rule of the notice, and in all. */
typedef struct awards {
    int64_t upgrade, milestone, recognition, yield_rating;
} awards;

/* The sums over the firms from `first` up to `past`: a loop as one writes it in C. */
awards loop_by_hand(const firms *f, size_t first, size_t past);

/* SPDX-License-Identifier: MIT
 * kernel.h - loops over a batch of numbers, without branches.
 *
 * Each works on the first `count` elements of its arrays, which do not overlap, and each is a loop
 * that the compiler turns into vector instructions. None checks for overflow: who calls has proven
 * that there is none.
 *
 * Layer: rule. Uses: rule/expression.
 */
#pragma once

#include "rule/expression.h"

#define BL_BATCH_ROWS 1024

/* Adds `unit` to a cell for each of four floors that its number is larger than. */
void bl_kernel_pass(int count, const int64_t *numbers, const int64_t floors[4], int64_t unit,
                    int64_t *cells);
/* Adds the code, shifted, to its cell. */
void bl_kernel_code(int count, const uint8_t *codes, int shift, int64_t *cells);
/* Adds `unit` where the bit is set; with codes, instead of the code there. */
void bl_kernel_absent(int count, const uint64_t *absent, int64_t unit, int64_t *cells);
void bl_kernel_absent_code(int count, const uint8_t *codes, const uint64_t *absent, int shift,
                           int absent_place, int64_t *cells);
/* Adds nothing, one or two units: left < right, left == right, left > right. */
void bl_kernel_sign(int count, const int64_t *left, const int64_t *right, int64_t unit,
                    int64_t *cells);

/* Arithmetic: the operation of a node with two operands, but for BL_OP_SHARE. */
void bl_kernel_combine(bl_operation operation, int count, const int64_t *left, const int64_t *right,
                       int64_t *out);
/* The civil years of days from the year 0 on. */
void bl_kernel_year(int count, const int64_t *days, int64_t *out);
/* left x by, rounded any way but half to even. */
void bl_kernel_scale(int count, const int64_t *left, bl_ratio by, bl_rounding rounding,
                     int64_t *out);

/* The entry of `list` that each cell names. */
void bl_kernel_look_up(int count, const int64_t *list, const int64_t *cells, int64_t *out);
/* Where the mask of its cell is all ones, adds the number to `out`, which is 0 there. */
void bl_kernel_choose(int count, const int64_t *masks, const int64_t *cells, const int64_t *numbers,
                      int64_t *out);

/* The largest of the codes, 0 when there are none. */
uint8_t bl_kernel_largest_code(int count, const uint8_t *codes);
/* The smallest and the largest of at least one number. */
bl_range bl_kernel_range(int count, const int64_t *numbers);
int64_t bl_kernel_sum(int count, const int64_t *numbers);

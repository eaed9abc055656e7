/* SPDX-License-Identifier: MIT
 * product.h - products of fractions, compared however large they are.
 *
 * Growth over years is a product that soon leaves 64 bits, while only which of two is larger is
 * asked.
 *
 * Layer: value. Uses: value/ratio.
 */
#pragma once

#include <stddef.h>

#include "value/ratio.h"

#define BL_PRODUCT_FACTORS_MAX 32 /* on both sides together */

/* Sign of the product of `left` less that of `right`, exact; a product of nothing is 1. */
int bl_product_compare(const bl_ratio *left, size_t left_count, const bl_ratio *right,
                       size_t right_count);

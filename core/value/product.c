/* SPDX-License-Identifier: MIT */
#include "value/product.h"

#define LIMBS_MAX ((size_t)2 * BL_PRODUCT_FACTORS_MAX)

/* A natural number above zero, its lowest limb first, the highest one not 0. */
typedef struct product {
    uint32_t limbs[LIMBS_MAX];
    size_t size;
} product;

static void multiply_limb(product *number, uint32_t factor, product *into, size_t shift)
{
    uint64_t carry = 0;
    for (size_t i = 0; i < number->size || carry > 0; i++) {
        uint64_t sum = carry + into->limbs[i + shift];
        if (i < number->size)
            sum += (uint64_t)number->limbs[i] * factor;
        into->limbs[i + shift] = (uint32_t)sum;
        carry = sum >> 32;
    }
}

static void multiply(product *number, uint64_t factor)
{
    product result = {.size = number->size + 2};
    BL_REQUIRE(result.size <= LIMBS_MAX);
    multiply_limb(number, (uint32_t)factor, &result, 0);
    multiply_limb(number, (uint32_t)(factor >> 32), &result, 1);
    while (result.size > 1 && result.limbs[result.size - 1] == 0)
        result.size--;
    *number = result;
}

static int compare(const product *a, const product *b)
{
    if (a->size != b->size)
        return a->size < b->size ? -1 : 1;
    for (size_t i = a->size; i-- > 0;)
        if (a->limbs[i] != b->limbs[i])
            return a->limbs[i] < b->limbs[i] ? -1 : 1;
    return 0;
}

static int sign_of(const bl_ratio *factors, size_t count)
{
    int sign = 1;
    for (size_t i = 0; i < count; i++)
        sign *= (factors[i].numerator > 0) - (factors[i].numerator < 0);
    return sign;
}

/* Takes factors into the product that their numerators, and the one that their denominators, go
 * to. */
static void gather(const bl_ratio *factors, size_t count, product *above, product *below)
{
    for (size_t i = 0; i < count; i++) {
        int64_t number = factors[i].numerator;
        multiply(above, number < 0 ? 0 - (uint64_t)number : (uint64_t)number);
        multiply(below, (uint64_t)factors[i].denominator);
    }
}

int bl_product_compare(const bl_ratio *left, size_t left_count, const bl_ratio *right,
                       size_t right_count)
{
    BL_REQUIRE(left_count <= BL_PRODUCT_FACTORS_MAX);
    BL_REQUIRE(right_count < BL_PRODUCT_FACTORS_MAX - left_count);
    int sign = sign_of(left, left_count), other = sign_of(right, right_count);
    if (sign != other)
        return sign < other ? -1 : 1;
    if (sign == 0)
        return 0;
    product a = {{1}, 1}, b = {{1}, 1};
    gather(left, left_count, &a, &b);
    gather(right, right_count, &b, &a);
    return sign * compare(&a, &b);
}

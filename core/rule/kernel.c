/* SPDX-License-Identifier: MIT */
/* Division by a constant is a multiplication: for 0 <= n < 2^63 and d > 1, with
 * l = ceil(log2 d) and m = floor(2^(63 + l) / d) + 1, n / d is the product m * n shifted right by
 * 63 + l (Granlund and Montgomery, 1994). */
#include "rule/kernel.h"

__extension__ typedef unsigned __int128 natural;

/* One loop, compiled for several processors; the right one is taken when the program starts. The
 * sanitizers want to see a plain function. */
#if defined(__x86_64__) && defined(__linux__) && defined(__GNUC__) && !defined(__clang__) &&       \
    !defined(__SANITIZE_ADDRESS__)
#define KERNEL __attribute__((target_clones("avx2", "default")))
#else
#define KERNEL
#endif

KERNEL void bl_kernel_pass(int count, const int64_t *restrict numbers, const int64_t floors[4],
                           int64_t unit, int64_t *restrict cells)
{
    int64_t a = floors[0], b = floors[1], c = floors[2], d = floors[3];
    for (int i = 0; i < count; i++) {
        int64_t x = numbers[i];
        int64_t sum = cells[i];
        sum += x > a ? unit : 0;
        sum += x > b ? unit : 0;
        sum += x > c ? unit : 0;
        sum += x > d ? unit : 0;
        cells[i] = sum;
    }
}

KERNEL void bl_kernel_code(int count, const uint8_t *restrict codes, int shift,
                           int64_t *restrict cells)
{
    for (int i = 0; i < count; i++)
        cells[i] += (int64_t)codes[i] << shift;
}

static bool bit(const uint64_t *bits, int i)
{
    return bits[i / 64] >> (i % 64) & 1;
}

void bl_kernel_absent(int count, const uint64_t *restrict absent, int64_t unit,
                      int64_t *restrict cells)
{
    for (int i = 0; i < count; i++)
        cells[i] += bit(absent, i) ? unit : 0;
}

void bl_kernel_absent_code(int count, const uint8_t *restrict codes,
                           const uint64_t *restrict absent, int shift, int absent_place,
                           int64_t *restrict cells)
{
    for (int i = 0; i < count; i++)
        cells[i] += (int64_t)(bit(absent, i) ? absent_place : codes[i]) << shift;
}

KERNEL void bl_kernel_sign(int count, const int64_t *restrict left, const int64_t *restrict right,
                           int64_t unit, int64_t *restrict cells)
{
    for (int i = 0; i < count; i++) {
        int64_t sum = cells[i];
        sum += left[i] >= right[i] ? unit : 0;
        sum += left[i] > right[i] ? unit : 0;
        cells[i] = sum;
    }
}

KERNEL static void add(int count, const int64_t *restrict left, const int64_t *restrict right,
                       int64_t *restrict out)
{
    for (int i = 0; i < count; i++)
        out[i] = left[i] + right[i];
}

KERNEL static void subtract(int count, const int64_t *restrict left, const int64_t *restrict right,
                            int64_t *restrict out)
{
    for (int i = 0; i < count; i++)
        out[i] = left[i] - right[i];
}

KERNEL static void multiply(int count, const int64_t *restrict left, const int64_t *restrict right,
                            int64_t *restrict out)
{
    for (int i = 0; i < count; i++)
        out[i] = left[i] * right[i];
}

KERNEL static void least(int count, const int64_t *restrict left, const int64_t *restrict right,
                         int64_t *restrict out)
{
    for (int i = 0; i < count; i++)
        out[i] = left[i] < right[i] ? left[i] : right[i];
}

KERNEL static void most(int count, const int64_t *restrict left, const int64_t *restrict right,
                        int64_t *restrict out)
{
    for (int i = 0; i < count; i++)
        out[i] = left[i] > right[i] ? left[i] : right[i];
}

void bl_kernel_combine(bl_operation operation, int count, const int64_t *left, const int64_t *right,
                       int64_t *out)
{
    switch (operation) {
    case BL_OP_ADD:
        add(count, left, right, out);
        return;
    case BL_OP_SUBTRACT:
        subtract(count, left, right, out);
        return;
    case BL_OP_MULTIPLY:
        multiply(count, left, right, out);
        return;
    case BL_OP_LEAST:
        least(count, left, right, out);
        return;
    default:
        BL_REQUIRE(operation == BL_OP_MOST);
        most(count, left, right, out);
    }
}

/* Years of March to February, in cycles of four hundred and of four, with the day in each as
 * quarters (Neri and Schneider, 2022). */
KERNEL void bl_kernel_year(int count, const int64_t *restrict days, int64_t *restrict out)
{
    for (int i = 0; i < count; i++) {
        uint32_t quarters = 4 * (uint32_t)(days[i] + 719468) + 3; /* since 0000-03-01 */
        uint32_t century = quarters / 146097;
        uint32_t rest = quarters % 146097 / 4 * 4 + 3;
        uint32_t year = rest / 1461;
        uint32_t day = rest % 1461 / 4;
        out[i] = 100 * (int64_t)century + year + (day >= 306);
    }
}

static int64_t bias_of(bl_rounding rounding, int64_t divisor)
{
    return rounding == BL_ROUND_DOWN ? 0 : rounding == BL_ROUND_UP ? divisor - 1 : divisor / 2;
}

void bl_kernel_scale(int count, const int64_t *restrict left, bl_ratio by, bl_rounding rounding,
                     int64_t *restrict out)
{
    BL_REQUIRE(by.denominator > 0);
    BL_REQUIRE(rounding != BL_ROUND_HALF_EVEN);
    int64_t factor = by.numerator, divisor = by.denominator;
    if (divisor == 1) {
        for (int i = 0; i < count; i++)
            out[i] = left[i] * factor;
        return;
    }
    int log = 1;
    while (log < 63 && INT64_C(1) << log < divisor)
        log++;
    uint64_t magic = (uint64_t)(((natural)1 << (63 + log)) / (uint64_t)divisor + 1);
    uint64_t bias = (uint64_t)bias_of(rounding, divisor);
    for (int i = 0; i < count; i++) {
        int64_t product = left[i] * factor;
        int64_t sign = product >> 63; /* 0, or -1 below zero */
        uint64_t size = (uint64_t)((product ^ sign) - sign) + bias;
        uint64_t quotient = (uint64_t)((natural)size * magic >> 64) >> (log - 1);
        out[i] = ((int64_t)quotient ^ sign) - sign;
    }
}

KERNEL void bl_kernel_look_up(int count, const int64_t *restrict list,
                              const int64_t *restrict cells, int64_t *restrict out)
{
    for (int i = 0; i < count; i++)
        out[i] = list[cells[i]];
}

KERNEL void bl_kernel_choose(int count, const int64_t *restrict masks,
                             const int64_t *restrict cells, const int64_t *restrict numbers,
                             int64_t *restrict out)
{
    for (int i = 0; i < count; i++)
        out[i] |= masks[cells[i]] & numbers[i];
}

KERNEL uint8_t bl_kernel_largest_code(int count, const uint8_t *codes)
{
    uint8_t most = 0;
    for (int i = 0; i < count; i++)
        most = codes[i] > most ? codes[i] : most;
    return most;
}

KERNEL bl_range bl_kernel_range(int count, const int64_t *numbers)
{
    int64_t low = numbers[0], high = numbers[0];
    for (int i = 1; i < count; i++) {
        low = numbers[i] < low ? numbers[i] : low;
        high = numbers[i] > high ? numbers[i] : high;
    }
    return (bl_range){low, high};
}

KERNEL int64_t bl_kernel_sum(int count, const int64_t *numbers)
{
    int64_t sum = 0;
    for (int i = 0; i < count; i++)
        sum += numbers[i];
    return sum;
}

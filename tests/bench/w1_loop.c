/* SPDX-License-Identifier: MIT */
#include "w1.h"

#define YUAN INT64_C(100)

static int64_t upgrade(const firms *f, size_t i)
{
    int64_t amount = f->equipment_investment[i] / 20;
    if (f->sector[i] != 0 || f->equipment_investment[i] < 10000000 * YUAN ||
        f->takes_loan_discount[i])
        return 0;
    return amount < 10000000 * YUAN ? amount : 10000000 * YUAN;
}

static int64_t milestone(const firms *f, size_t i)
{
    static const int64_t above[] = {INT64_C(10000000000) * YUAN, INT64_C(5000000000) * YUAN,
                                    INT64_C(3000000000) * YUAN, INT64_C(1000000000) * YUAN,
                                    INT64_C(500000000) * YUAN};
    static const int64_t amounts[] = {1000000 * YUAN, 500000 * YUAN, 300000 * YUAN, 200000 * YUAN,
                                      100000 * YUAN};
    for (int k = 0; k < 5; k++)
        if (f->revenue[i] > above[k] && f->prior_max_revenue[i] <= above[k])
            return amounts[k];
    return 0;
}

static int64_t recognition(const firms *f, size_t i)
{
    static const int64_t recognised[] = {0, 1000000 * YUAN, 500000 * YUAN, 500000 * YUAN,
                                         200000 * YUAN};
    static const int64_t green[] = {0, 500000 * YUAN, 200000 * YUAN, 50000 * YUAN};
    int64_t a = recognised[f->recognition[i]], b = green[f->green_level[i]];
    return a > b ? a : b;
}

awards loop_by_hand(const firms *f, size_t first, size_t past)
{
    awards sum = {0};
    for (size_t i = first; i < past; i++) {
        sum.upgrade += upgrade(f, i);
        sum.milestone += milestone(f, i);
        sum.recognition += recognition(f, i);
        sum.yield_rating += f->mu_grade[i] == 0 ? 30000 * YUAN : 0;
    }
    return sum;
}

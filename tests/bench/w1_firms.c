/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "w1.h"

static uint64_t chance_state;

static uint64_t chance(uint64_t below)
{
    chance_state ^= chance_state << 13;
    chance_state ^= chance_state >> 7;
    chance_state ^= chance_state << 17;
    return (chance_state >> 11) % below;
}

/* From 1 yuan to 2^34, each size as likely, odd fen and round thresholds among them. */
static int64_t amount_by_chance(void)
{
    int64_t fen = (int64_t)(chance(UINT64_C(1) << (7 + chance(34))) + 100);
    return chance(50) == 0 ? INT64_C(1000000000) * (int64_t)(1 + chance(1000)) : fen;
}

static void *column(size_t count, size_t size)
{
    void *cells = aligned_alloc(64, (count * size + 63) / 64 * 64);
    if (!cells)
        exit(1);
    return cells;
}

firms make_firms(size_t count, uint64_t seed)
{
    firms f = {.count = count};
    chance_state = seed * UINT64_C(2654435761) + 88172645463325252;
    f.equipment_investment = column(count, sizeof(int64_t));
    f.prior_max_revenue = column(count, sizeof(int64_t));
    f.revenue = column(count, sizeof(int64_t));
    uint8_t **small[] = {&f.sector, &f.takes_loan_discount, &f.recognition, &f.green_level,
                         &f.mu_grade};
    for (size_t i = 0; i < sizeof small / sizeof small[0]; i++)
        *small[i] = column(count, 1);
    for (size_t i = 0; i < count; i++) {
        f.equipment_investment[i] = amount_by_chance();
        f.prior_max_revenue[i] = amount_by_chance();
        f.revenue[i] = amount_by_chance();
        f.sector[i] = chance(5) ? 0 : (uint8_t)(1 + chance(3));
        f.takes_loan_discount[i] = chance(10) == 0;
        f.recognition[i] = chance(10) ? 0 : (uint8_t)chance(5);
        f.green_level[i] = chance(10) ? 0 : (uint8_t)chance(4);
        f.mu_grade[i] = (uint8_t)chance(4);
    }
    return f;
}

void free_firms(firms *f)
{
    free(f->equipment_investment);
    free(f->prior_max_revenue);
    free(f->revenue);
    free(f->sector);
    free(f->takes_loan_discount);
    free(f->recognition);
    free(f->green_level);
    free(f->mu_grade);
}

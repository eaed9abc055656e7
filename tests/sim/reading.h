/* SPDX-License-Identifier: MIT
 * reading.h - what the register should answer to who reads it, if the accounts are right. */
#pragma once

#include <jansson.h>

#include "accounts.h"

/* Each gives the members that an answer must have, as a new reference. Reasons and words, which a
 * notice is free to choose, are left out. */
json_t *expect_status(const accounts *a, int64_t at);
json_t *expect_report(const accounts *a, int64_t at, int round);
json_t *expect_merchant(const accounts *a, int number);
json_t *expect_voucher(const accounts *a, int64_t at, int round, int face, int serial);
json_t *expect_refusal(const char *code);

/* Whether `answer` has all that is expected, numbers equal to the hundredth. */
bool reading_agrees(const json_t *expected, const json_t *answer);

/* "2021-12-03T10:00:00.001+08:00" */
#define TIME_SIZE 32
void write_time(int64_t at, char out[TIME_SIZE]);

extern const char *const sectors[MERCHANT_COUNT];
extern const char *const kinds[MERCHANT_COUNT];

/* SPDX-License-Identifier: MIT
 * cells.h - one column of facts, and how plainly written facts become its cells.
 *
 * A fact is plain where it is written as people write it: whole numbers and decimals without an
 * exponent, days, codes, yes and no, within the bounds of their field. What is read so is what a
 * request with that fact would give. A field whose facts depend on others has no plain ones.
 *
 * Layer: app. Uses: host/notice, rule/sweep.
 */
#pragma once

#include <string.h>

#include "host/notice.h"
#include "rule/sweep.h"

/* A column. Codes are found by a hash first: a list has few, and most facts are one of them. */
typedef struct bl_cells {
    const bl_field *field;               /* lent; its notice outlives the column */
    bl_text *codes;                      /* into their texts */
    uint32_t hashes[BL_TABLE_CODES_MAX]; /* of the codes */
    size_t code_count;                   /* 0 of what is no code */
    bl_buffer code_texts;
    int64_t least, most; /* cells within the bounds of the field */
    bool may_be_absent;  /* else a fact that is not given is no plain one */
    bool is_small;       /* cells are bytes */
    void *cells;         /* else int64_t; zeros at first */
    uint64_t *absent;    /* a bit for each cell that holds no fact */
} bl_cells;

/* Opens a column with room for `count` facts. `*plain` says whether the field has plain ones; else
 * there is no room. What was opened is to be closed on a failure, too. */
BL_MUST_USE bl_status bl_cells_open(lua_State *L, const bl_field *field, size_t count,
                                    bl_cells *out, bool *plain, bl_err *err);
/* Of one that was never opened, all zeros, it does nothing. */
void bl_cells_close(bl_cells *cells);

/* The rest is what readers do for each fact, so it is here, for the compiler to put in place. */

/* Puts a cell; whoever reads sees to the bit that says it is absent. */

static inline void bl_cells_put(const bl_cells *c, size_t i, int64_t value)
{
    if (c->is_small)
        ((uint8_t *)c->cells)[i] = (uint8_t)value;
    else
        ((int64_t *)c->cells)[i] = value;
}

/* Adds a byte of a code to its hash, which begins as 0. */
static inline uint32_t bl_cells_hash(uint32_t hash, char byte)
{
    return hash * 8 + (unsigned char)byte; /* one step of the processor */
}

/* Reads a number from its first byte, without a needless zero before it, in units of 10^-decimals;
 * gives the place behind it, or NULL. It ends at the first byte that is no part of one. */
static inline const char *bl_cells_number(const char *at, int digits, int decimals, int64_t *out)
{
    uint64_t value = 0; /* of too many digits it is wrong, and is not used */
    const char *from = at;
    for (; *at >= '0' && *at <= '9'; at++)
        value = value * 10 + (uint64_t)(*at - '0');
    if (at == from || at - from > digits || (*from == '0' && at - from > 1))
        return NULL;
    if (*at == '.' && decimals > 0) {
        from = ++at;
        for (; *at >= '0' && *at <= '9' && decimals > 0; at++, decimals--)
            value = value * 10 + (uint64_t)(*at - '0');
        if (at == from)
            return NULL;
    }
    for (; decimals > 0; decimals--)
        value *= 10;
    *out = (int64_t)value;
    return at;
}

/* The place of a code with that hash in its list, or -1. */
static inline int64_t bl_cells_code(const bl_cells *c, bl_text text, uint32_t hash)
{
    for (size_t i = 0; i < c->code_count; i++)
        if (c->hashes[i] == hash && c->codes[i].size == text.size &&
            memcmp(c->codes[i].at, text.at, text.size) == 0)
            return (int64_t)i;
    return -1;
}

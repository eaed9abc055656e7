/* SPDX-License-Identifier: MIT
 * pool.h - the memory of one Lua state.
 *
 * Small blocks are cut from chunks and go back to a list of their size; they return to the system
 * only with the whole pool. Lua makes tens of thousands of them before a notice answers at all, and
 * always says how large the block is that it gives back, so none needs a head. Larger blocks are
 * those of malloc.
 *
 * Layer: host.
 */
#pragma once

#include <stddef.h>

#define BL_POOL_STEP      16u  /* sizes are rounded up to multiples of this */
#define BL_POOL_SMALL_MAX 512u /* bytes of the largest block that is cut from a chunk */
#define BL_POOL_CHUNK     (32u << 10)

/* All zero is an empty one. */
typedef struct bl_pool {
    void
        *free[BL_POOL_SMALL_MAX / BL_POOL_STEP]; /* blocks of each size, each leading to the next */
    char *rest;                                  /* of the newest chunk, uncut */
    size_t rest_size;
    void *chunks; /* each leads to the one before it */
} bl_pool;

/* A new block if `block` is NULL, else that block of `held` bytes moved to one of `size`, which is
 * not 0. NULL without memory, and the block is then as it was. */
void *bl_pool_resize(bl_pool *pool, void *block, size_t held, size_t size);
/* Takes back a block of `held` bytes. */
void bl_pool_free(bl_pool *pool, void *block, size_t held);
/* Gives back every chunk; blocks larger than the small ones must have been freed. */
void bl_pool_deinit(bl_pool *pool);

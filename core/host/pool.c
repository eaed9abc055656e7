/* SPDX-License-Identifier: MIT */
#include "host/pool.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#define HEAD BL_POOL_STEP /* bytes of a chunk that lead to the one before it */

/* Under the sanitizer each block is malloc's, so that it watches each. */
#if defined(__SANITIZE_ADDRESS__)
#define CUTS false
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define CUTS false
#endif
#endif
#ifndef CUTS
#define CUTS true
#endif

static bool is_small(size_t size)
{
    return CUTS && size <= BL_POOL_SMALL_MAX;
}

/* Which list a small size belongs to. */
static size_t list_of(size_t size)
{
    return (size - 1) / BL_POOL_STEP;
}

static void put(bl_pool *pool, void *block, size_t list)
{
    memcpy(block, &pool->free[list], sizeof(void *));
    pool->free[list] = block;
}

/* A new chunk; what is left of the last one becomes a block of its size. */
static bool add_chunk(bl_pool *pool)
{
    char *chunk = malloc(BL_POOL_CHUNK);
    if (chunk == NULL)
        return false;
    if (pool->rest_size > 0)
        put(pool, pool->rest, list_of(pool->rest_size));
    memcpy(chunk, &pool->chunks, sizeof(void *));
    pool->chunks = chunk;
    pool->rest = chunk + HEAD;
    pool->rest_size = BL_POOL_CHUNK - HEAD;
    return true;
}

static void *take(bl_pool *pool, size_t size)
{
    size_t list = list_of(size);
    void *block = pool->free[list];
    if (block != NULL) {
        memcpy(&pool->free[list], block, sizeof(void *));
        return block;
    }
    size_t whole = (list + 1) * BL_POOL_STEP;
    if (pool->rest_size < whole && !add_chunk(pool))
        return NULL;
    block = pool->rest;
    pool->rest += whole;
    pool->rest_size -= whole;
    return block;
}

void *bl_pool_resize(bl_pool *pool, void *block, size_t held, size_t size)
{
    if (block == NULL)
        return is_small(size) ? take(pool, size) : malloc(size);
    if (!is_small(held) && !is_small(size))
        return realloc(block, size);
    if (is_small(held) && is_small(size) && list_of(held) == list_of(size))
        return block;
    void *moved = is_small(size) ? take(pool, size) : malloc(size);
    if (moved == NULL)
        return NULL;
    memcpy(moved, block, held < size ? held : size);
    bl_pool_free(pool, block, held);
    return moved;
}

void bl_pool_free(bl_pool *pool, void *block, size_t held)
{
    if (block != NULL && is_small(held))
        put(pool, block, list_of(held));
    else
        free(block);
}

void bl_pool_deinit(bl_pool *pool)
{
    while (pool->chunks != NULL) {
        void *chunk = pool->chunks;
        memcpy(&pool->chunks, chunk, sizeof(void *));
        free(chunk);
    }
    *pool = (bl_pool){0};
}

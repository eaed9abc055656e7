/* SPDX-License-Identifier: MIT */
#include "base/arena.h"

#include <stdlib.h>
#include <string.h>

#define BLOCK_SIZE ((size_t)64 * 1024)
#define ALIGNED    16
#define SIZE_LIMIT ((size_t)PTRDIFF_MAX / 2) /* no object is so large */

struct bl_arena_block {
    struct bl_arena_block *before;
    size_t used;
    size_t room;
    _Alignas(ALIGNED) char bytes[];
};

static struct bl_arena_block *new_block(bl_arena *arena, size_t size)
{
    size_t room = size > BLOCK_SIZE ? size : BLOCK_SIZE;
    struct bl_arena_block *block = calloc(1, sizeof *block + room);
    if (!block) {
        arena->failed = true;
        return NULL;
    }
    block->before = arena->last;
    block->room = room;
    arena->last = block;
    return block;
}

void *bl_arena_new(bl_arena *arena, size_t size)
{
    struct bl_arena_block *block = arena->last;
    if (size > SIZE_LIMIT) {
        arena->failed = true;
        return NULL;
    }
    size = (size + ALIGNED - 1) & ~(size_t)(ALIGNED - 1);
    if (!block || block->room - block->used < size)
        block = new_block(arena, size);
    if (!block)
        return NULL;
    void *at = block->bytes + block->used;
    block->used += size;
    return at;
}

bl_text bl_arena_copy(bl_arena *arena, bl_text text)
{
    char *at = bl_arena_new(arena, text.size + 1);
    if (!at)
        return (bl_text){"", 0};
    if (text.size > 0)
        memcpy(at, text.at, text.size);
    return (bl_text){at, text.size};
}

bl_status bl_arena_status(const bl_arena *arena, bl_err *err)
{
    return arena->failed ? bl_fail(err, BL_NO_MEMORY, "memory ran out") : BL_OK;
}

void bl_arena_deinit(bl_arena *arena)
{
    for (struct bl_arena_block *block = arena->last; block;) {
        struct bl_arena_block *before = block->before;
        free(block);
        block = before;
    }
    *arena = (bl_arena){0};
}

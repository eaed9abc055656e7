/* SPDX-License-Identifier: MIT
 * arena.h - memory that is given back all at once.
 *
 * What is taken from an arena stays where it is until the arena ends. It never fails in the
 * middle: when memory runs out it remembers, gives nothing, and bl_arena_status says so at the end.
 * A zeroed arena is empty.
 *
 * Layer: base. Uses: base/text.
 */
#pragma once

#include "base/text.h"

typedef struct bl_arena {
    struct bl_arena_block *last;
    bool failed;
} bl_arena;

/* Zeroed and aligned for anything; NULL when memory ran out. */
void *bl_arena_new(bl_arena *arena, size_t size);
/* The same bytes and a NUL behind them; of nothing when memory ran out. */
bl_text bl_arena_copy(bl_arena *arena, bl_text text);
/* BL_OK, or BL_NO_MEMORY if anything was lost. */
BL_MUST_USE bl_status bl_arena_status(const bl_arena *arena, bl_err *err);
/* Gives all of it back; the arena is then empty and may be used again. */
void bl_arena_deinit(bl_arena *arena);

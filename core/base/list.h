/* SPDX-License-Identifier: MIT
 * list.h - room in lists that grow.
 *
 * A list is whatever malloc gave for its elements, or NULL, and how many it has room for. It
 * doubles, so what is added costs the same however long it gets. Its owner counts the elements and
 * frees it.
 *
 * Layer: base. Uses: base/err.
 */
#pragma once

#include <stddef.h>

#include "base/err.h"

/* The list with room for one more than `count` elements of `size` bytes, at its old place or a new
 * one; `*room` follows. NULL when memory ran out: the list is then as it was. */
BL_MUST_USE void *bl_list_with_room(void *list, size_t count, size_t *room, size_t size);

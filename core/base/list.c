/* SPDX-License-Identifier: MIT */
#include "base/list.h"

#include <stdint.h>
#include <stdlib.h>

#define ROOM_AT_FIRST 64

void *bl_list_with_room(void *list, size_t count, size_t *room, size_t size)
{
    BL_REQUIRE(count <= *room);
    if (count < *room)
        return list;
    size_t more = *room > 0 ? 2 * *room : ROOM_AT_FIRST;
    void *grown = more <= SIZE_MAX / size ? realloc(list, more * size) : NULL;
    if (grown)
        *room = more;
    return grown;
}

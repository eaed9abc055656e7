/* SPDX-License-Identifier: MIT */
#include "store/schema.h"

int bl_schema_count(void)
{
    int count = 0;
    while (bl_schema_migrations[count].name)
        count++;
    return count;
}

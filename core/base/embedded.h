/* SPDX-License-Identifier: MIT
 * embedded.h - a file that the build put into the program.
 *
 * Layer: base. Uses: base/text.
 */
#pragma once

#include "base/text.h"

typedef struct bl_embedded {
    const char *name; /* NULL ends a table of them */
    bl_text bytes;
} bl_embedded;

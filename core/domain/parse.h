/* SPDX-License-Identifier: MIT
 * parse.h - JSON text read into memory, also where there is little of it.
 *
 * Where memory runs out, jansson finds mistakes in the text, loses bytes of it and goes on, or
 * aborts. Here nobody is refused for what the machine lacks: any allocation that failed makes the
 * whole reading fail, and says so.
 *
 * Layer: domain. Uses: base/text.
 */
#pragma once

#include <jansson.h>

#include "base/text.h"

/* As json_loadb. NULL for lack of memory has the code json_error_out_of_memory in `trouble`. */
json_t *bl_json_read(bl_text text, size_t flags, json_error_t *trouble);

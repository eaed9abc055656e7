/* SPDX-License-Identifier: MIT
 * request.h - a request read by the fields that a function declares.
 *
 * The JSON object of a request becomes a Lua table of typed values: money, percent, number, date
 * and moment as exact values, counts as integers, codes as the listed value, a record in the record
 * as a table of the same kind, a list as a table from 1. Anything that does not fit names its field
 * (`projects[2].score`), and the first trouble in the order of the declaration is the one told.
 *
 * The canonical form of a request is its given fields in byte order of their names, exact values
 * in their one way of writing, `at` and `request_id` left out: two requests with the same fields
 * have the same bytes.
 *
 * Layer: host. Uses: host/record.
 */
#pragma once

#include <jansson.h>

#include "host/record.h"

/* No amount of a request is larger, so that what was accepted can be added up. */
#define BL_REQUEST_YUAN_MAX INT64_C(1000000000000)

#define BL_TEXT_SIZE_MAX (64u << 10) /* bytes of a text in a request */

#define BL_BAD_FIELD_MAX 160

/* What is wrong with a request. */
typedef struct bl_bad_input {
    char field[BL_BAD_FIELD_MAX];
    char message[256];
} bl_bad_input;

/* Pushes nothing, the field and the message, for trusted modules; gives 3. */
int bl_push_bad_input(lua_State *L, const bl_bad_input *bad);
/* The JSON of a request, as bl_json_read; no key may stand twice. A number that no integer holds is
 * for its field to refuse: as a real it gets there. */
json_t *bl_request_parse(bl_text line, json_error_t *trouble);
/* Reads `object` and pushes the record; true when it fits. When not, pushes nothing and fills
 * `bad`. `canonical`, if not NULL, is replaced by the canonical form. May raise only for want of
 * memory. */
bool bl_request_read(lua_State *L, const bl_record *record, const json_t *object,
                     bl_buffer *canonical, bl_bad_input *bad);
/* Appends the canonical form of the fields that the table at `index` has. Raises. */
void bl_request_write(lua_State *L, const bl_record *record, int index, bl_buffer *out);
/* Reads one value as a field's and pushes it. */
bool bl_request_read_value(lua_State *L, const bl_field *field, const json_t *value,
                           bl_bad_input *bad);
/* Appends the value on top of the stack, a field's, in its one form; nothing is null. Raises. */
void bl_request_write_value(lua_State *L, const bl_field *field, bl_buffer *out);

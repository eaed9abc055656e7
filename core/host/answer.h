/* SPDX-License-Identifier: MIT
 * answer.h - what a function's answers look like, and how one is written.
 *
 * A shape names the fields of an answer in their order:
 *   round value lines[merchant_id payable] total{payable} why?
 * A field in {} is an object, in [] a list of objects ([] alone: of plain values), any other a
 * plain value. A field marked ? is left out when the answer has none; any other is then null, and
 * so is one that is given as null (core.null, the NULL of light userdata). Plain values are
 * booleans, integers, text, money (yuan), percent and ratio (a number, as it was rounded), date,
 * time. An answer with a field that its shape lacks is an error of the script.
 *
 * Layer: host. Uses: host/bind_value, host/json.
 */
#pragma once

#include <lua.h>

#include "base/text.h"

typedef struct bl_shape bl_shape;

#define BL_SHAPE_SIZE_MAX 4096

/* Reads a shape. BL_INVALID with words, also when a name stands twice or is one that every answer
 * has (ok, reasons, error, code). */
BL_MUST_USE bl_status bl_shape_open(const char *text, bl_shape **out, bl_err *err);
/* NULL is fine. */
void bl_shape_close(bl_shape *shape);

/* Writes the members of the table at `index` in the shape's order, a comma before each but one that
 * comes right after "{". Raises when the table does not fit the shape. */
void bl_answer_write(lua_State *L, int index, const bl_shape *shape, bl_buffer *out);
/* Writes one plain value. Raises for anything else; `name` is for the words. */
void bl_answer_write_value(lua_State *L, int index, const char *name, bl_buffer *out);
/* The same, or a list of plain values. */
void bl_answer_write_values(lua_State *L, int index, const char *name, bl_buffer *out);

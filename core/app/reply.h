/* SPDX-License-Identifier: MIT
 * reply.h - members of the JSON that a notice gives, its answers first of all.
 *
 * What a reader can't do without is BL_SCRIPT when it is not there; what is only shown is empty
 * then. Texts are views that die with the JSON.
 *
 * Layer: app. Uses: value/date, value/money.
 */
#pragma once

#include <jansson.h>

#include "value/date.h"
#include "value/money.h"

/* Whether the request was granted. */
bool bl_reply_ok(const json_t *answer);
/* The code of a refusal, its cite, its message; "" for an answer that is ok. */
const char *bl_reply_code(const json_t *answer);
const char *bl_reply_cite(const json_t *answer);
const char *bl_reply_message(const json_t *answer);

/* A member that has to be there. */
BL_MUST_USE bl_status bl_reply_text(const json_t *object, const char *name, const char **out,
                                    bl_err *err);
BL_MUST_USE bl_status bl_reply_moment(const json_t *object, const char *name, bl_moment *out,
                                      bl_err *err);
BL_MUST_USE bl_status bl_reply_money(const json_t *object, const char *name, bl_money *out,
                                     bl_err *err);

/* A text to be shown; "" when there is none. */
const char *bl_reply_word(const json_t *object, const char *name);
/* The same, of a list of texts as well, which are then parted by commas. */
void bl_reply_words(const json_t *object, const char *name, char *out, size_t room);
/* The amount that a number is. */
BL_MUST_USE bl_status bl_reply_amount(const json_t *number, bl_money *out, bl_err *err);
/* Appends the value as JSON; without memory for it the buffer has failed. */
void bl_reply_write(const json_t *value, bl_buffer *out);

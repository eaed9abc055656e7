/* SPDX-License-Identifier: MIT
 * order.h - what an order of the shell is, and how its words are read.
 *
 * An order is one line, ":name words"; what it says is appended to the session's output.
 *
 * Layer: app. Uses: app/session, host/rulebook.
 */
#pragma once

#include "app/session.h"
#include "host/rulebook.h"

/* What its first word names, for completion. */
typedef enum bl_order_wants {
    BL_WANTS_NOTHING,
    BL_WANTS_ORDER,
    BL_WANTS_POLICY,
    BL_WANTS_FUNCTION,
    BL_WANTS_RULE,
    BL_WANTS_PARAMETER,
    BL_WANTS_FIELD, /* of the last request's function */
    BL_WANTS_FILE
} bl_order_wants;

typedef struct bl_order {
    const char *name; /* without the colon; NULL ends a table */
    const char *arguments;
    const char *summary;
    const char *example;
    bl_order_wants wants;
    bl_status (*run)(bl_session *session, bl_text words, bl_err *err);
} bl_order;

/* Takes the next word off the text, without the blanks around it; of nothing at the end. */
bl_text bl_order_word(bl_text *text);
/* The text without blanks at its ends. */
bl_text bl_order_trim(bl_text text);
/* A copy that ends in NUL, in the buffer, which is emptied first. */
const char *bl_order_string(bl_text text, bl_buffer *out);

/* Find what is named, with or without a policy in front: BL_NOT_FOUND with the nearest. */
BL_MUST_USE bl_status bl_order_function(bl_session *session, bl_text name, bl_policy **policy,
                                        const bl_function **out, bl_err *err);
BL_MUST_USE bl_status bl_order_rule(bl_session *session, bl_text name, bl_policy **policy,
                                    bl_rulebook_entry *out, bl_err *err);
/* The entry of the parameter in the policy's figures. */
BL_MUST_USE bl_status bl_order_parameter(bl_session *session, bl_text name, bl_policy **policy,
                                         const json_t **out, bl_err *err);
/* BL_INVALID for a function that uses the register. */
BL_MUST_USE bl_status bl_order_pure(const bl_function *function, bl_err *err);

/* SPDX-License-Identifier: MIT
 * rules.h - the orders about rules: their tables, their cliffs, why one does not give, their text.
 *
 * Tables are those of the values that are set.
 *
 * Layer: app. Uses: app/order, host/lexer.
 */
#pragma once

#include "app/order.h"

/* :table [RULE] */
BL_MUST_USE bl_status bl_rules_table(bl_session *session, bl_text words, bl_err *err);
/* :cliffs RULE [FIELD] */
BL_MUST_USE bl_status bl_rules_cliffs(bl_session *session, bl_text words, bl_err *err);
/* :whynot FUNCTION { FIELDS } */
BL_MUST_USE bl_status bl_rules_why_not(bl_session *session, bl_text words, bl_err *err);
/* :source RULE */
BL_MUST_USE bl_status bl_rules_source(bl_session *session, bl_text words, bl_err *err);

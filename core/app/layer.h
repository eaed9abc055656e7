/* SPDX-License-Identifier: MIT
 * layer.h - the orders about figures: what they are, and what is set instead.
 *
 * A value that is set is told with what reads it; one that nothing reads, or that is what the
 * notice says anyway, is told at once.
 *
 * Layer: app. Uses: app/order, app/params, app/readers.
 */
#pragma once

#include "app/order.h"

/* :params [PATTERN] */
BL_MUST_USE bl_status bl_layer_params(bl_session *session, bl_text words, bl_err *err);
/* :set [NAME=VALUE] */
BL_MUST_USE bl_status bl_layer_set(bl_session *session, bl_text words, bl_err *err);
/* :unset [NAME] */
BL_MUST_USE bl_status bl_layer_unset(bl_session *session, bl_text words, bl_err *err);
/* :diff, the layer, and the last pure answer with it and without */
BL_MUST_USE bl_status bl_layer_diff(bl_session *session, bl_text words, bl_err *err);

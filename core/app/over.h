/* SPDX-License-Identifier: MIT
 * over.h - the orders about many: a population under the values that are set, a rehearsed season.
 *
 * Layer: app. Uses: app/order, app/rehearse, app/whatif_text.
 */
#pragma once

#include "app/order.h"

/* :over [FILE [FUNCTION]]; without a file the last one again */
BL_MUST_USE bl_status bl_over_run(bl_session *session, bl_text words, bl_err *err);
/* :rehearse FROM UNTIL [PEOPLE [POLICY]]; prints by itself */
BL_MUST_USE bl_status bl_over_rehearse(bl_session *session, bl_text words, bl_err *err);

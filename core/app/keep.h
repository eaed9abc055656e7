/* SPDX-License-Identifier: MIT
 * keep.h - :save FILE, a session as a worked case or as a script.
 *
 * A file that ends in .lua becomes a test file of `bylaw test`, with the requests that were
 * answered by one policy, at their moments, and what they were answered. Any other becomes a list
 * of what was entered, for `bylaw repl < FILE` and :load.
 *
 * Layer: app. Uses: app/order.
 */
#pragma once

#include "app/order.h"

BL_MUST_USE bl_status bl_keep_save(bl_session *session, bl_text words, bl_err *err);

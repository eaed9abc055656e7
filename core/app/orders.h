/* SPDX-License-Identifier: MIT
 * orders.h - the orders of the shell, by name.
 *
 * ":help" tells of them. The beginning of a name is enough where only one order begins so.
 *
 * Layer: app. Uses: app/order and the rooms that do them.
 */
#pragma once

#include "app/order.h"

/* In the order in which help tells them. */
extern const bl_order bl_orders[];

/* Runs ":name words". BL_NOT_FOUND with the nearest name. */
BL_MUST_USE bl_status bl_orders_run(bl_session *session, bl_text entry, bl_err *err);

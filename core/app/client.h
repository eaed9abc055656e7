/* SPDX-License-Identifier: MIT
 * client.h - requests from standard input to a runner's socket, answers to standard output.
 *
 * Layer: app. Uses: app/command, app/interrupt, app/lines.
 */
#pragma once

#include "app/command.h"

/* Asks the function, "notice.function", of the runner that listens at `to`: the path of a socket,
 * or 127.0.0.1:PORT. BL_NOT_FOUND when the runner has no such function or nobody listens, BL_IO
 * when it went away before every request had its answer: what has none may have been done, and may
 * be sent again with its request_id. BL_STOPPED when interrupted; what was sent has its answers
 * then. */
BL_MUST_USE bl_status bl_client_call(const char *to, const char *target, bl_err *err);

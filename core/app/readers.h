/* SPDX-License-Identifier: MIT
 * readers.h - which functions of a notice read a parameter.
 *
 * Each pure function is asked about made-up requests, and who reads the parameter then is told. A
 * function that uses the register is not tried, and one may read it for rarer requests than those.
 *
 * Layer: app. Uses: app/sample, host/rulebook.
 */
#pragma once

#include "base/err.h"
#include "base/text.h"
#include "value/date.h"

/* Appends the readers among the notice of the file `policy`, "a; b (x, y)", with the measures that
 * were judged; `probes` requests for each function. BL_STOPPED when interrupted. */
BL_MUST_USE bl_status bl_readers_find(const char *policy, const char *name, bl_moment at,
                                      int probes, bl_buffer *out, bl_err *err);

/* SPDX-License-Identifier: MIT
 * judging.h - a notice's own declarations, judged by the rules of the notice on normative
 * documents.
 *
 * The rules are that notice's: its function "judge" is asked with what the judged one declares (see
 * lua/bylaw/notice.lua), as of a day.
 *
 * Layer: app. Uses: app/chart, host/notice.
 */
#pragma once

#include "host/notice.h"

/* What the judging notice is called, beside the judged one. */
#define BL_JUDGING_SCRIPT "normative_documents.lua"

/* The answer to "judge", as JSON that is the caller's to json_decref. `at` NULL: the day on which
 * the notice was issued; one that says when it was published is judged as of then. BL_NOT_FOUND
 * when the judging notice has no such function; BL_INVALID for declarations that it does not take,
 * with the field. */
BL_MUST_USE bl_status bl_judging_ask(bl_notice *judge, bl_notice *judged, const bl_moment *at,
                                     json_t **out, bl_err *err);
/* How many rules are broken: by what the Regulation says of that day. */
size_t bl_judging_failed(const json_t *answer);
/* Appends it for people, or as a line of JSON. */
void bl_judging_write(const json_t *answer, bl_buffer *out);
void bl_judging_write_json(const json_t *answer, const char *path, bl_buffer *out);

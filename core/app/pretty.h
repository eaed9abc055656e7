/* SPDX-License-Identifier: MIT
 * pretty.h - an answer as people read it.
 *
 * The function with its Chinese name and whether it was granted; a refusal says its code, article
 * and message. Then the fields in lines, names beside their Chinese labels, lists of alike things
 * as tables, amounts with separators and 元, codes with their terms; then the reasons. It shows
 * what the answer holds and judges nothing. What has no label is shown by its name.
 *
 * Layer: app. Uses: app/chart, host/notice.
 */
#pragma once

#include <jansson.h>

#include "app/chart.h"
#include "host/notice.h"

/* Appends `answer`, one JSON object, in lines. `labels` are bl_notice_labels'. */
void bl_pretty_write(const bl_function *function, const json_t *labels, const json_t *answer,
                     bool coloured, bl_buffer *out);
/* The same with `most` reasons, as a tree beneath their articles; of a refusal the last ones. What
 * is left out is counted. */
void bl_pretty_write_short(const bl_function *function, const json_t *labels, const json_t *answer,
                           bool coloured, size_t most, bl_buffer *out);
/* Appends the value of a field that is called `name`, neither an object nor a list. */
void bl_pretty_write_value(const char *name, const json_t *labels, const json_t *value,
                           bl_buffer *out);
/* Appends a part of an answer, an object or a list that is called `name` there. */
void bl_pretty_write_part(const char *name, const json_t *labels, json_t *part, bl_buffer *out);

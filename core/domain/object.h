/* object.h - a JSON object read from its text.
 *
 * Almost all requests and facts are flat: members that are text without escapes, whole numbers,
 * true, false or null. Those are read here, in a fifth of the time that jansson takes. It reads
 * whatever is not, and all that is wrong is told in its words.
 *
 * Layer: domain. Uses: base/text.
 */
#pragma once

#include <jansson.h>

#include "base/text.h"

/* The value that json_loadb gives for the text and flags, which may be 0 or
 * JSON_REJECT_DUPLICATES; NULL with `trouble` filled when it gives none. To be released with
 * json_decref. */
json_t *bl_object_read(bl_text text, size_t flags, json_error_t *trouble);

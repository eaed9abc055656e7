/* SPDX-License-Identifier: MIT
 * sheets.h - plain requests to an award as columns of facts, for its plan.
 *
 * A request is plain where it is an object of the fields of the function with plain facts
 * (cells.h), texts without an escape, and lists of records of the same kind, and where nothing
 * stands twice. Any other is odd, as is one for which there is no room: it is for the path that
 * reads requests.
 *
 * Layer: app. Uses: app/cells, host/planned.
 */
#pragma once

#include "app/cells.h"
#include "host/planned.h"

typedef struct bl_sheets bl_sheets;

/* Columns for requests to the function. `*out` is NULL, and all is well, when one of its fields
 * can't be read plainly. The notice outlives them. */
BL_MUST_USE bl_status bl_sheets_open(bl_notice *notice, const bl_function *function,
                                     const bl_planned *planned, bl_sheets **out, bl_err *err);
/* NULL is fine. */
void bl_sheets_close(bl_sheets *sheets);

/* Begins with no rows. */
void bl_sheets_clear(bl_sheets *sheets);
/* Reads one more request, of BL_SCHEME_ROWS_MAX at most; there is a byte behind it that is part of
 * no number. False for an odd one, which takes a row without anything in its lists. */
bool bl_sheets_add(bl_sheets *sheets, bl_text request);
/* What was read since they were cleared. */
const bl_scheme_rows *bl_sheets_rows(const bl_sheets *sheets);

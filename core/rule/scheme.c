/* SPDX-License-Identifier: MIT */
#include "rule/scheme.h"

static bool is_needless(const bl_scheme_shown *shown, const bl_column *columns, size_t i)
{
    if (shown->asked_by == BL_SCHEME_NONE)
        return false;
    int code = bl_cell_code(&columns[shown->asked_by], i);
    return code > 0 && shown->needless[code - 1];
}

int bl_scheme_code(const bl_scheme_shown *shown, const bl_column *columns, size_t i)
{
    if (shown->place == BL_SCHEME_NONE || is_needless(shown, columns, i))
        return 0;
    return bl_cell_code(&columns[shown->place], i);
}

int64_t bl_scheme_text(const bl_scheme_shown *shown, const bl_column *columns, size_t i)
{
    return shown->place == BL_SCHEME_NONE ? 0 : bl_cell_number(&columns[shown->place], i);
}

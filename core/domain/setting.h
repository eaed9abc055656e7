/* SPDX-License-Identifier: MIT
 * setting.h - what an office sets itself: values of a notice's parameters, each from a day on.
 *
 * The text of a notice leaves figures open, and the office fills them in. Of several settings of a
 * parameter the one with the latest day holds; a new one for the same day stands in place of the
 * old one, which only the log then still has. The value is JSON, null when what the notice says is
 * to hold again. What it means, and whether it fits, is for whoever knows the notice.
 *
 * The settings belong to the register's own book (0), so no notice's events have to wait for the
 * moment at which something was set.
 *
 * Layer: domain. Uses: domain/ledger.
 */
#pragma once

#include "domain/ledger.h"

#define BL_SETTING_NAME_MAX  128         /* bytes of a parameter's name */
#define BL_SETTING_WORDS_MAX 1000        /* of who and of why           */
#define BL_SETTING_VALUE_MAX (64 * 1024) /* of the JSON                 */

/* Its texts are views. */
typedef struct bl_setting {
    bl_text name;
    bl_date from;
    bl_text value; /* JSON, not checked when it is put */
    bl_text who;
    bl_text why;
    bl_moment at;
} bl_setting;

/* BL_INVALID when a text is longer than its limit, or there is no name or no reason. */
BL_MUST_USE bl_status bl_setting_put(bl_ledger *ledger, bl_text notice, const bl_setting *setting,
                                     bl_err *err);

/* The entry that last set something of the notice; 0 when nothing ever was. */
BL_MUST_USE bl_status bl_setting_last(bl_ledger *ledger, bl_text notice, int64_t *entry,
                                      bl_err *err);
/* Asks for all settings of a notice, by name and day; bl_setting_row reads the row at hand, whose
 * texts die with it. */
BL_MUST_USE bl_status bl_setting_query(bl_ledger *ledger, bl_text notice, bl_query *query,
                                       bl_err *err);
BL_MUST_USE bl_status bl_setting_row(const bl_query *query, bl_setting *out, bl_err *err);

extern const bl_kind bl_setting_kinds[];

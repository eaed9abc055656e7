/* SPDX-License-Identifier: MIT
 * params.h - `bylaw params`: what a notice's figures are, and what an office sets itself.
 *
 * Lists each parameter with its values, their days and articles, and beside them the values that
 * the office keeps in its register. Sets such a value, which the functions that read or change that
 * register use from its day on.
 *
 * Layer: app. Uses: app/command.
 */
#pragma once

#include <jansson.h>

#include "app/command.h"

extern const bl_command bl_command_params;

/* Appends a table of parameters, entries as bl_parameters_list gives them, with what the office set
 * itself where an entry has `own` and it is asked for. */
void bl_params_write(const json_t *list, bool with_own, bl_buffer *out);
/* Appends a value of an entry with its unit. */
void bl_params_write_value(const json_t *entry, const json_t *value, bl_buffer *out);

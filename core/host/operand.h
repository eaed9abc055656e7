/* SPDX-License-Identifier: MIT
 * operand.h - what stands beside an operator or in a call, checked.
 *
 * What doesn't fit raises with the line of the script, in words that show how it is written.
 *
 * Layer: host. Uses: host/value.
 */
#pragma once

#include "host/value.h"

/* The value at `index`; raises with `example` unless it is of the kind. */
bl_value bl_operand_check(lua_State *L, int index, bl_value_kind kind, const char *example);
/* A whole number from -bound to bound; raises with `example` otherwise. */
int64_t bl_operand_check_integer(lua_State *L, int index, int64_t bound, const char *example);
/* The text at 1, for the word of the sandbox that makes a value of it; raises with `example`. */
bl_text bl_operand_check_text(lua_State *L, const char *word, const char *example);
/* Raises with the words of `err` unless the status is BL_OK. */
void bl_operand_check_status(lua_State *L, bl_status status, const bl_err *err);
/* Raises "yuan + percent: these do not mix; " and `advice`, for arguments 1 and 2. */
int bl_operand_refuse_mix(lua_State *L, const char *sign, const char *advice);

/* "half_up" "half_even" "down" "up" at `index`; half_up when absent. Raises for other words. */
bl_rounding bl_operand_check_rounding(lua_State *L, int index);
/* What an amount may be multiplied by: an integer, a percent or a ratio. */
bool bl_operand_factor(const bl_value *value, bl_ratio *out);
/* Pushes the amount times the factor, rounded to a whole fen. Raises when it leaves the range. */
int bl_operand_push_scaled(lua_State *L, bl_money amount, bl_ratio by, bl_rounding rounding);

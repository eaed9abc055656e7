/* SPDX-License-Identifier: MIT
 * sandbox_lint.h - what a notice's text may not contain.
 *
 * Bitwise operators: Debian's Lua 5.4.4 computes wrong numbers with them in large functions.
 * `_ENV`: it would swap the listed words for others. Texts past the limits below.
 * Strings and comments are not looked into; a text that is not Lua at all is left to the parser.
 *
 * Layer: host. Uses: base, host/lexer.
 */
#pragma once

#include "base/err.h"
#include "base/text.h"

#define BL_SANDBOX_LINES_MAX 10000
#define BL_SANDBOX_BYTES_MAX (1u << 20)

/* BL_SCRIPT with "name:line: words". `*divides` tells whether the text has the operator `%`. */
BL_MUST_USE bl_status bl_sandbox_lint(const char *name, bl_text text, bool *divides, bl_err *err);

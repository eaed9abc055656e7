/* SPDX-License-Identifier: MIT
 * lexer.h - the text of a Lua script cut into words and marks.
 *
 * Comments, strings and blanks are passed over, strings in quotes only if they are not asked for. A
 * number is a word, or words around dots. What is no Lua is cut all the same; the parser refuses
 * it.
 *
 * Layer: host. Uses: base/text.
 */
#pragma once

#include <stdbool.h>

#include "base/text.h"

/* Stands somewhere in a text, which is lent. */
typedef struct bl_lexer {
    const char *at;
    const char *end;
    int line;         /* from 1 */
    bool with_quoted; /* a string in quotes is a token too, with its quotes */
} bl_lexer;

bl_lexer bl_lexer_make(bl_text text);
/* Cuts the next token: a word, one of `..` `...` `~=` `<<` `>>`, or any other one byte. `*line` is
 * where it begins. False at the end of the text. */
bool bl_lexer_next(bl_lexer *lexer, bl_text *token, int *line);

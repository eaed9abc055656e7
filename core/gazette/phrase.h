/* SPDX-License-Identifier: MIT
 * phrase.h - what one line of a gazette is by itself: a sentence that ends, a date, a 文号.
 *
 * Nothing here knows what stands before or behind the line.
 *
 * Layer: gazette. Uses: gazette/mark, value/date.
 */
#pragma once

#include "base/text.h"
#include "value/date.h"

/* A line that a page's end cut in two is at least this wide; what is narrower and has no full stop
 * is a heading. Columns of a terminal: 20 Chinese characters. */
#define BL_PHRASE_CUT_WIDTH 40

/* Ends as a sentence does, or with a colon; brackets and quotes behind that do not matter. */
bool bl_phrase_is_ended(bl_text text);
/* Goes on for certain: ends with a comma, or inside of brackets. */
bool bl_phrase_is_open(bl_text text);
/* Has a full stop or a semicolon before its end. */
bool bl_phrase_has_sentences(bl_text text);
/* Whether the words stand in it. */
bool bl_phrase_has(bl_text text, const char *words);
/* Short, without comma, colon or full stop: a title, a heading, the name of an office. */
bool bl_phrase_is_title(bl_text text);

/* The whole line is a day: 2021年12月3日, 2021 年 12 月 3 日, 二〇二一年十二月三日. */
bool bl_phrase_date(bl_text text, bl_date *out);
/* The whole text is the number of a document (文号); `out` gets it as 某政发〔2021〕3号, whatever
 * its brackets, digits and blanks were. */
bool bl_phrase_number(bl_text text, bl_buffer *out);
/* The next such number inside brackets at or behind `*at`, which is left behind it. */
bool bl_phrase_next_number(bl_text text, size_t *at, bl_buffer *out);
/* The text without blanks that only fill a line: those at a Chinese character. */
void bl_phrase_squeeze(bl_text text, bl_buffer *out);

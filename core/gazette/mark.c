/* SPDX-License-Identifier: MIT */
#include "gazette/mark.h"

#include <string.h>

#include "gazette/numeral.h"

#define BRACKETED_MAX 199 /* more in brackets is a year or an amount */

static const struct {
    const char *word; /* 第...章 */
    bl_rank rank;
} units[] = {{"编", BL_RANK_PART},
             {"章", BL_RANK_CHAPTER},
             {"节", BL_RANK_SECTION},
             {"条", BL_RANK_ARTICLE},
             {NULL, BL_RANK_NONE}};

bool bl_mark_at(bl_text text, size_t at, const char *words)
{
    size_t size = strlen(words);
    return at <= text.size && text.size - at >= size && memcmp(text.at + at, words, size) == 0;
}

size_t bl_mark_skip_blanks(bl_text text, size_t at)
{
    static const char *const blanks[] = {" ", "\t", "　", "\xC2\xA0"};
    for (size_t i = 0; i < sizeof blanks / sizeof blanks[0];)
        if (bl_mark_at(text, at, blanks[i])) {
            at += strlen(blanks[i]);
            i = 0;
        } else {
            i++;
        }
    return at;
}

/* Takes one of the words at `*at`. */
static bool take(bl_text text, size_t *at, const char *const *words)
{
    for (; *words; words++)
        if (bl_mark_at(text, *at, *words)) {
            *at += strlen(*words);
            return true;
        }
    return false;
}

static const char *const opening[] = {"(", "（", NULL}, *const closing[] = {")", "）", NULL};
static const char *const stops[] = {"、", ".", "．", NULL};

/* 第三章, 第十条之一 */
static bool read_unit(bl_text line, bl_mark *out)
{
    size_t at = strlen("第"), i = 0;
    if (!bl_mark_at(line, 0, "第"))
        return false;
    at = bl_mark_skip_blanks(line, at);
    if (!bl_numeral_read(line, &at, &out->number))
        return false;
    at = bl_mark_skip_blanks(line, at);
    while (units[i].word && !bl_mark_at(line, at, units[i].word))
        i++;
    if (!units[i].word)
        return false;
    at += strlen(units[i].word);
    size_t behind = at + strlen("之");
    if (bl_mark_at(line, at, "之") && bl_numeral_read(line, &behind, &out->insert))
        at = behind;
    out->rank = units[i].rank;
    out->label = at;
    out->size = bl_mark_skip_blanks(line, at);
    out->is_firm = out->size > at || at == line.size;
    return true;
}

/* (一), （1）, (二）, ( 三 ) */
static bool read_bracketed(bl_text line, bl_mark *out)
{
    size_t at = 0;
    if (!take(line, &at, opening))
        return false;
    at = bl_mark_skip_blanks(line, at);
    bl_numeral kind = bl_numeral_read(line, &at, &out->number);
    at = bl_mark_skip_blanks(line, at);
    if (!kind || out->number > BRACKETED_MAX || !take(line, &at, closing))
        return false;
    out->rank = kind == BL_NUMERAL_CHINESE ? BL_RANK_ITEM : BL_RANK_SUBPOINT;
    out->label = at;
    return true;
}

/* One character that is a mark by itself: ㈠ ⑴ ⒈ ① */
static bool read_enclosed(bl_text line, bl_mark *out)
{
    static const struct {
        int32_t first, last;
        bl_rank rank;
    } runs[] = {{0x3220, 0x3229, BL_RANK_ITEM},
                {0x2474, 0x2487, BL_RANK_SUBPOINT},
                {0x2488, 0x249B, BL_RANK_POINT},
                {0x2460, 0x2473, BL_RANK_BIT}};
    int32_t code;
    if (line.size == 0)
        return false;
    out->label = bl_text_next(line, 0, &code);
    for (size_t i = 0; i < sizeof runs / sizeof runs[0]; i++)
        if (code >= runs[i].first && code <= runs[i].last) {
            out->number = code - runs[i].first + 1;
            out->rank = runs[i].rank;
            return true;
        }
    return false;
}

/* 一、 1. 1) but not 1.5 */
static bool read_stopped(bl_text line, bl_mark *out)
{
    size_t at = 0, behind;
    int ignored;
    bl_numeral kind = bl_numeral_read(line, &at, &out->number);
    if (!kind || out->number > BRACKETED_MAX)
        return false;
    at = bl_mark_skip_blanks(line, at);
    if (kind == BL_NUMERAL_DIGITS && take(line, &at, closing)) {
        out->rank = BL_RANK_SUBPOINT;
    } else if (take(line, &at, stops)) {
        behind = at;
        if (kind == BL_NUMERAL_DIGITS && !bl_mark_at(line, at - strlen("、"), "、") &&
            bl_numeral_read(line, &behind, &ignored) == BL_NUMERAL_DIGITS)
            return false;
        out->rank = kind == BL_NUMERAL_CHINESE ? BL_RANK_HEADING : BL_RANK_POINT;
    } else {
        return false;
    }
    out->label = at;
    return true;
}

/* 专栏 4, 表一 */
static bool read_captioned(bl_text line, bl_mark *out)
{
    static const char *const box[] = {"专栏", NULL}, *const table[] = {"表", NULL};
    size_t at = 0;
    if (take(line, &at, box))
        out->rank = BL_RANK_BOX;
    else if (take(line, &at, table))
        out->rank = BL_RANK_TABLE;
    else
        return false;
    at = bl_mark_skip_blanks(line, at);
    if (!bl_numeral_read(line, &at, &out->number))
        return false;
    out->label = at;
    out->size = bl_mark_skip_blanks(line, at);
    out->is_firm = out->size > at || at == line.size;
    return true;
}

/* "(二)项规定的", "(1)目" speak of a mark. */
static bool is_reference(bl_text line, size_t at)
{
    return bl_mark_at(line, at, "项") || bl_mark_at(line, at, "款") || bl_mark_at(line, at, "目");
}

bool bl_mark_read(bl_text line, bl_mark *out)
{
    *out = (bl_mark){0};
    if (read_unit(line, out) || read_captioned(line, out))
        return out->number > 0;
    *out = (bl_mark){.is_firm = true};
    if (!read_bracketed(line, out) && !read_enclosed(line, out) && !read_stopped(line, out))
        return false;
    out->size = bl_mark_skip_blanks(line, out->label);
    return out->number > 0 && !is_reference(line, out->label);
}

void bl_mark_cite(const bl_mark *mark, bl_buffer *out)
{
    static const char *const before[] = {
        [BL_RANK_PART] = "第",    [BL_RANK_CHAPTER] = "第", [BL_RANK_SECTION] = "第",
        [BL_RANK_ARTICLE] = "第", [BL_RANK_HEADING] = "",   [BL_RANK_ITEM] = "("};
    static const char *const behind[] = {
        [BL_RANK_PART] = "编",    [BL_RANK_CHAPTER] = "章", [BL_RANK_SECTION] = "节",
        [BL_RANK_ARTICLE] = "条", [BL_RANK_HEADING] = "",   [BL_RANK_ITEM] = ")"};
    switch (mark->rank) {
    case BL_RANK_BOX:
        bl_buffer_format(out, "专栏%d", mark->number);
        break;
    case BL_RANK_TABLE:
        bl_buffer_format(out, "表%d", mark->number);
        break;
    case BL_RANK_POINT:
        bl_buffer_format(out, "%d", mark->number);
        break;
    case BL_RANK_SUBPOINT:
        bl_buffer_format(out, "(%d)", mark->number);
        break;
    case BL_RANK_BIT:
        bl_buffer_format(out, "[%d]", mark->number);
        break;
    default:
        BL_REQUIRE(mark->rank > BL_RANK_NONE && mark->rank <= BL_RANK_ITEM);
        bl_buffer_add_text(out, before[mark->rank]);
        bl_numeral_write(mark->number, out);
        bl_buffer_add_text(out, behind[mark->rank]);
    }
    if (mark->insert > 0) {
        bl_buffer_add_text(out, "之");
        bl_numeral_write(mark->insert, out);
    }
}

const char *bl_rank_name(bl_rank rank)
{
    static const char *const names[] = {"document", "part", "chapter", "section", "article",
                                        "heading",  "box",  "item",    "point",   "subpoint",
                                        "bit",      "text", "table",   "row",     "annex"};
    BL_REQUIRE(rank >= BL_RANK_NONE && rank <= BL_RANK_ANNEX);
    return names[rank];
}

/* 第二款, 第(二)项, 第1目; and 第十七条, 第三章. */
static bool plain_unit(bl_text text, size_t *at, bl_buffer *out)
{
    size_t end = *at + strlen("第");
    int number;
    if (!bl_mark_at(text, *at, "第"))
        return false;
    end = bl_mark_skip_blanks(text, end);
    take(text, &end, opening);
    if (!bl_numeral_read(text, &end, &number) || number == 0)
        return false;
    take(text, &end, closing);
    end = bl_mark_skip_blanks(text, end);
    size_t i = 0;
    while (units[i].word && !bl_mark_at(text, end, units[i].word))
        i++;
    bl_mark mark = {.rank = units[i].rank, .number = number};
    if (bl_mark_at(text, end, "项"))
        mark.rank = BL_RANK_ITEM;
    else if (bl_mark_at(text, end, "目"))
        mark.rank = BL_RANK_POINT;
    if (mark.rank != BL_RANK_NONE) {
        bl_mark_cite(&mark, out);
    } else if (bl_mark_at(text, end, "款") && number > 1) {
        bl_buffer_add_text(out, "第");
        bl_numeral_write(number, out);
        bl_buffer_add_text(out, "款");
    } else if (!bl_mark_at(text, end, "款")) {
        return false;
    }
    *at = end + strlen("条"); /* each of these words has as many bytes */
    return true;
}

/* Half width for brackets and digits; blanks and the stops behind numbers are left out. */
static size_t plain_character(bl_text text, size_t at, bl_buffer *out)
{
    int32_t code;
    size_t size = bl_text_next(text, at, &code);
    size_t behind = bl_mark_skip_blanks(text, at);
    if (behind > at)
        return behind - at;
    if (code == '(' || code == 0xFF08)
        bl_buffer_add_char(out, '(');
    else if (code == ')' || code == 0xFF09)
        bl_buffer_add_char(out, ')');
    else if (code >= 0xFF10 && code <= 0xFF19)
        bl_buffer_add_char(out, (char)('0' + code - 0xFF10));
    else if (code >= 0x2460 && code <= 0x2473)
        bl_buffer_format(out, "[%d]", (int)(code - 0x2460 + 1));
    else if (code != 0x3001 && code != '.' && code != 0xFF0E)
        bl_buffer_add(out, text.at + at, size);
    return size;
}

void bl_mark_plain_cite(bl_text text, bl_buffer *out)
{
    for (size_t at = 0; at < text.size;)
        if (!plain_unit(text, &at, out))
            at += plain_character(text, at, out);
}

/* 第十条, 第十条之一, 第二款 */
static bool is_cite_unit(bl_text text, size_t *at)
{
    static const char *const behind[] = {"编", "章", "节", "条", "款", NULL};
    size_t end = *at + strlen("第"), insert;
    int number;
    if (!bl_mark_at(text, *at, "第") ||
        bl_numeral_read(text, &end, &number) != BL_NUMERAL_CHINESE || number == 0 ||
        !take(text, &end, behind))
        return false;
    insert = end + strlen("之");
    if (bl_mark_at(text, end, "之") && bl_numeral_read(text, &insert, &number))
        end = insert;
    *at = end;
    return true;
}

/* (二), (2), [2], 2, 二 */
static bool is_cite_number(bl_text text, size_t *at)
{
    char opens = *at < text.size ? text.at[*at] : '\0';
    char closes = opens == '(' ? ')' : opens == '[' ? ']' : '\0';
    size_t end = *at + (closes != '\0');
    int number;
    if (!bl_numeral_read(text, &end, &number) || number == 0)
        return false;
    if (closes != '\0' && (end >= text.size || text.at[end++] != closes))
        return false;
    *at = end;
    return true;
}

bool bl_mark_is_cite(bl_text text)
{
    static const char *const words[] = {"专栏", "表头", "表",   "附件", "通知", "导语",
                                        "正文", "附文", "末段", "解释", NULL};
    size_t at = 0;
    while (at < text.size &&
           (is_cite_unit(text, &at) || take(text, &at, words) || is_cite_number(text, &at)))
        continue;
    return text.size > 0 && at == text.size;
}

bool bl_mark_leave_out_paragraph(bl_buffer *cite)
{
    char *end = cite->at ? strstr(cite->at, "款(") : NULL;
    char *from = NULL;
    for (char *at = cite->at; end && at < end; at++)
        if (strncmp(at, "第", strlen("第")) == 0)
            from = at;
    if (!from)
        return false;
    end += strlen("款");
    memmove(from, end, strlen(end) + 1);
    bl_buffer_cut(cite, strlen(cite->at));
    return true;
}

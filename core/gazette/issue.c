/* SPDX-License-Identifier: MIT */
#define _GNU_SOURCE /* memmem */
#include "gazette/issue.h"

#include <stdio.h>
#include <string.h>

#include "gazette/numeral.h"
#include "gazette/parts.h"

#define PREFIX_MAX     32
#define NAME_WIDTH_MAX 60

typedef struct reader {
    bl_issue *issue;
    bl_lines lines;
    bl_buffer contents; /* numbers that the contents list, each followed by a line's end */
    int contents_line;
} reader;

static bl_text copy_of(reader *r, const bl_buffer *buffer)
{
    bl_text text = buffer->at ? bl_buffer_view(buffer) : (bl_text){"", 0};
    return bl_arena_copy(&r->issue->arena, text);
}

/* The lines as one, without the blanks that fill them. */
static bl_text joined(reader *r, bl_span span, size_t skip)
{
    bl_buffer whole = {0}, out = {0};
    for (size_t i = span.from; i < span.to; i++, skip = 0) {
        bl_text text = bl_lines_text(&r->lines, i);
        bl_buffer_add_char(&whole, ' ');
        bl_buffer_add(&whole, text.at + skip, text.size - skip);
    }
    if (whole.at)
        bl_phrase_squeeze(bl_buffer_view(&whole), &out);
    bl_text copy = copy_of(r, &out);
    bl_buffer_deinit(&whole);
    bl_buffer_deinit(&out);
    return copy;
}

/* What stands before the first notice: the gazette's name, its issue, the contents. */
static void read_front(reader *r, size_t end)
{
    bl_buffer text = {0};
    bool in_contents = false;
    for (size_t i = 0; i < end; i++) {
        bl_text line = bl_lines_text(&r->lines, i), quote = bl_complaint_quote(line);
        bool names = bl_text_width(line) <= NAME_WIDTH_MAX &&
                     (bl_phrase_has(line, "公报") || bl_phrase_has(line, "期"));
        if (bl_parts_is_contents(line)) {
            in_contents = true;
            r->contents_line = r->lines.at[i].number;
        } else if (in_contents) {
            bl_buffer_add(&text, line.at, line.size);
            bl_buffer_add_char(&text, ' ');
        } else if (!names) {
            bl_complaint_add(&r->issue->complaints, &r->issue->arena, r->lines.at[i].number,
                             "it belongs to no document: %.*s", (int)quote.size, quote.at);
        }
    }
    for (size_t at = 0; text.at && bl_phrase_next_number(bl_buffer_view(&text), &at, &r->contents);)
        bl_buffer_add_char(&r->contents, '\n');
    bl_buffer_deinit(&text);
}

static bool has_document(const bl_issue *issue, bl_text number)
{
    for (const bl_issued *each = issue->first; each; each = each->next)
        if (each->number.size >= number.size &&
            memcmp(each->number.at, number.at, number.size) == 0 &&
            (each->number.size == number.size || each->number.at[number.size] == '('))
            return true;
    return false;
}

/* What the contents list must be there. */
static void check_contents(reader *r)
{
    const char *at = r->contents.at;
    for (const char *end; at && (end = strchr(at, '\n')); at = end + 1) {
        bl_text number = {at, (size_t)(end - at)};
        if (!has_document(r->issue, number))
            bl_complaint_add(&r->issue->complaints, &r->issue->arena, r->contents_line,
                             "the contents list %.*s, which the issue does not have",
                             (int)number.size, number.at);
    }
}

/* 某政发〔2021〕3号, with (二) behind it when it is the second of several. */
static bl_text number_of(reader *r, const bl_parts *parts, int place)
{
    bl_text text = bl_lines_text(&r->lines, parts->number);
    bl_buffer out = {0};
    bool is_number = bl_phrase_number(text, &out);
    size_t at = 0;
    if (!is_number)
        is_number = bl_phrase_next_number(text, &at, &out);
    BL_REQUIRE(is_number);
    if (place > 0) {
        bl_buffer_add_char(&out, '(');
        bl_numeral_write(place, &out);
        bl_buffer_add_char(&out, ')');
    }
    bl_text copy = copy_of(r, &out);
    bl_buffer_deinit(&out);
    return copy;
}

/* The office in front of 关于 in the title, else who signs. */
static bl_text issuer_of(reader *r, bl_text title, const bl_parts *parts)
{
    const char *about =
        title.size > 0 ? memmem(title.at, title.size, "关于", strlen("关于")) : NULL;
    if (about && about > title.at)
        return (bl_text){title.at, (size_t)(about - title.at)};
    return joined(r, parts->signers, 0);
}

static void complain_of_head(reader *r, const bl_issued *document)
{
    bl_text quote = document->number;
    if (document->notice.size == 0)
        bl_complaint_add(&r->issue->complaints, &r->issue->arena, document->line,
                         "no title before the number %.*s", (int)quote.size, quote.at);
    if (document->issuer.size == 0)
        bl_complaint_add(&r->issue->complaints, &r->issue->arena, document->line,
                         "nobody is named who issues %.*s", (int)quote.size, quote.at);
}

static bl_issued *add_document(reader *r, const bl_parts *parts, int place)
{
    bl_issued *made = bl_arena_new(&r->issue->arena, sizeof *made);
    if (!made)
        return NULL;
    made->number = number_of(r, parts, place);
    made->notice = joined(r, parts->title, 0);
    made->title = made->notice;
    made->issuer = issuer_of(r, made->notice, parts);
    made->addressed = joined(r, parts->addressed, 0);
    made->has_signed = parts->has_date;
    made->signed_on = parts->signed_on;
    made->line = r->lines.at[parts->number].number;
    if (r->issue->last)
        r->issue->last->next = made;
    else
        r->issue->first = made;
    r->issue->last = made;
    r->issue->count++;
    if (place <= 1)
        complain_of_head(r, made);
    return made;
}

static bl_status outline(reader *r, const bl_outline *style, bl_span span, bl_issued *document,
                         bl_err *err)
{
    return bl_outline_read(style, &r->lines, span.from, span.to, &r->issue->arena,
                           &r->issue->complaints, &document->provisions, err);
}

/* An annex: its title, which has a citation of its own, and its text. */
static bl_status add_annex(reader *r, const bl_piece *piece, int unnumbered, bl_issued *document,
                           bl_err *err)
{
    char prefix[PREFIX_MAX];
    bl_provision *row = bl_arena_new(&r->issue->arena, sizeof *row);
    if (!row)
        return bl_arena_status(&r->issue->arena, err);
    int number = piece->number > 0 ? piece->number : unnumbered > 1 ? unnumbered : 0;
    snprintf(prefix, sizeof prefix, number > 0 ? "附件%d" : "附件", number);
    row->rank = BL_RANK_ANNEX;
    row->line =
        r->lines.at[piece->title.from < piece->title.to ? piece->title.from : piece->title.from - 1]
            .number;
    row->cite = bl_arena_copy(&r->issue->arena, bl_text_of(prefix));
    row->label = row->cite;
    row->text = joined(r, piece->title, piece->title_skip);
    if (document->provisions.last)
        document->provisions.last->next = row;
    else
        document->provisions.first = row;
    document->provisions.last = row;
    document->provisions.count++;
    bl_outline style = {
        .within = row, .prefix = prefix, .plain = "正文", .row = "", .row_in_brackets = number > 0};
    return outline(r, &style, piece->body, document, err);
}

static bl_status add_annexes(reader *r, const bl_parts *parts, size_t from, bl_issued *document,
                             bl_err *err)
{
    int unnumbered = 0;
    bl_status status = BL_OK;
    for (size_t i = from; status == BL_OK && i < parts->count && parts->pieces[i].is_annex; i++) {
        unnumbered += parts->pieces[i].number == 0;
        status = add_annex(r, &parts->pieces[i], unnumbered, document, err);
    }
    return status;
}

/* The notice's own paragraphs. Numbers that what it brings has as well get 通知 in front. */
static bl_status add_own(reader *r, const bl_parts *parts, bool brings, bl_issued *document,
                         bl_err *err)
{
    bool numbered = brings && bl_parts_is_numbered(&r->lines, parts->own);
    bl_outline style = {
        .prefix = numbered ? "通知" : "", .plain = "正文", .row = "表", .row_in_brackets = true};
    return outline(r, &style, parts->own, document, err);
}

static bl_status add_brought(reader *r, const bl_parts *parts, size_t index, int place, bl_err *err)
{
    static const bl_outline style = {
        .prefix = "", .plain = "附文", .row = "表", .row_in_brackets = true};
    const bl_piece *piece = &parts->pieces[index];
    bl_issued *document = add_document(r, parts, place);
    if (!document)
        return bl_arena_status(&r->issue->arena, err);
    bl_text title = joined(r, piece->title, piece->title_skip);
    document->title = title.size > 0 ? title : document->notice;
    bl_status status = add_own(r, parts, true, document, err);
    if (status == BL_OK)
        status = outline(r, &style, piece->body, document, err);
    if (status == BL_OK)
        status = add_annexes(r, parts, index + 1, document, err);
    return status;
}

/* Its only annex is what a notice brings that numbers nothing itself. */
static void promote_annex(const reader *r, bl_parts *parts)
{
    if (parts->count == 1 && parts->pieces[0].is_annex &&
        !bl_parts_is_numbered(&r->lines, parts->own) &&
        bl_parts_is_numbered(&r->lines, parts->pieces[0].body))
        parts->pieces[0].is_annex = false;
}

static bl_status add_notice(reader *r, bl_parts *parts, bl_err *err)
{
    int brought = 0, place = 0;
    bl_status status = BL_OK;
    promote_annex(r, parts);
    for (size_t i = 0; i < parts->count; i++)
        brought += !parts->pieces[i].is_annex;
    for (size_t i = 0; status == BL_OK && i < parts->count; i++)
        if (!parts->pieces[i].is_annex)
            status = add_brought(r, parts, i, brought > 1 ? ++place : 0, err);
    if (brought > 0 || status != BL_OK)
        return status;
    bl_issued *document = add_document(r, parts, 0);
    if (!document)
        return bl_arena_status(&r->issue->arena, err);
    status = add_own(r, parts, false, document, err);
    return status == BL_OK ? add_annexes(r, parts, 0, document, err) : status;
}

static bl_status read_notices(reader *r, bl_err *err)
{
    bl_parts parts;
    bl_status status = BL_OK;
    size_t from = 0;
    while (status == BL_OK && bl_parts_next(&r->lines, from, &parts)) {
        if (from == 0)
            read_front(r, parts.title.from);
        from = parts.to;
        bl_parts_read(&r->lines, &r->issue->arena, &r->issue->complaints, &parts);
        status = add_notice(r, &parts, err);
    }
    if (status == BL_OK && r->issue->count == 0)
        return bl_fail(err, BL_INVALID,
                       "no document: none of %zu lines is a number such as 某政发〔2021〕3号",
                       r->lines.count);
    return status;
}

bl_status bl_issue_read(bl_text text, bl_issue *out, bl_err *err)
{
    reader r = {.issue = out};
    bl_status status = bl_lines_read(text, &out->arena, &out->complaints, &r.lines, err);
    if (status == BL_OK) {
        bl_parts_drop_contents(&r.lines, &out->arena, &out->complaints);
        out->name = r.lines.name.at ? r.lines.name : (bl_text){"", 0};
        out->left_out = r.lines.left_out;
        status = read_notices(&r, err);
    }
    if (status == BL_OK) {
        check_contents(&r);
        status = bl_buffer_status(&r.contents, err);
    }
    bl_complaints_sort(&out->complaints);
    bl_buffer_deinit(&r.contents);
    return status == BL_OK ? bl_arena_status(&out->arena, err) : status;
}

void bl_issue_deinit(bl_issue *issue)
{
    bl_arena_deinit(&issue->arena);
    *issue = (bl_issue){0};
}

/* SPDX-License-Identifier: MIT */
#include "gazette/parts.h"

#include <string.h>

#include "gazette/numeral.h"

#define TITLE_LINES_MAX   8
#define ADDRESS_LINES_MAX 6
#define SIGNERS_MAX       8
#define NAME_WIDTH_MAX    60
#define CONTENTS_MAX      2000 /* lines of contents inside of a notice          */
#define MISSES_MAX        50   /* contents whose end is looked for and not found */

/* What the parting works on. */
typedef struct work {
    const bl_lines *lines;
    bl_arena *arena;
    bl_complaints *complaints;
} work;

/* What has been seen of the piece that is being read. */
typedef struct scan {
    bl_piece *piece;
    bl_rank widest; /* rank of a mark */
    bool has_articles;
} scan;

static bl_text text_at(const bl_lines *lines, size_t line)
{
    return bl_lines_text(lines, line);
}

static void complain_of(const work *w, size_t line, const char *words)
{
    bl_text quote = bl_complaint_quote(text_at(w->lines, line));
    bl_complaint_add(w->complaints, w->arena, w->lines->at[line].number, "%s: %.*s", words,
                     (int)quote.size, quote.at);
}

static bool ends_with(bl_text text, const char *words)
{
    size_t size = strlen(words);
    return text.size >= size && bl_mark_at(text, text.size - size, words);
}

static bool is_addressed(bl_text text)
{
    return ends_with(text, "：") || ends_with(text, ":");
}

static bool is_marked(bl_text text)
{
    bl_mark mark;
    return bl_mark_read(text, &mark);
}

/* The number of a notice; in brackets only where the line behind begins a notice's text. */
static bool is_number(const bl_lines *lines, size_t line)
{
    bl_text text = text_at(lines, line), next = text_at(lines, line + 1);
    bl_buffer out = {0};
    static const char *const open[] = {"(", "（"}, *const close[] = {")", "）"};
    for (size_t i = 0; i < 2; i++)
        if (bl_mark_at(text, 0, open[i]) &&
            (ends_with(text, close[0]) || ends_with(text, close[1])))
            if (is_addressed(next) || is_marked(next)) {
                size_t behind = ends_with(text, close[0]) ? strlen(close[0]) : strlen(close[1]);
                text = (bl_text){text.at + strlen(open[i]), text.size - strlen(open[i]) - behind};
            }
    bool fits = bl_phrase_number(text, &out);
    bl_buffer_deinit(&out);
    return fits;
}

static bool is_date(bl_text text)
{
    bl_date date;
    return bl_phrase_date(text, &date);
}

/* "（此件公开发布）", "抄送：...", "...办公室 2021年12月1日印发". */
static bool is_colophon(bl_text text)
{
    return bl_mark_at(text, 0, "（此件") || bl_mark_at(text, 0, "(此件") ||
           bl_mark_at(text, 0, "抄送") || bl_mark_at(text, 0, "主送") ||
           (ends_with(text, "印发") && bl_phrase_has(text, "日") &&
            bl_text_width(text) <= NAME_WIDTH_MAX && !is_marked(text));
}

/* "附件", "附件：", "附件 2：title": `*title` is where what stands behind begins. */
static bool is_annex(bl_text text, int *number, size_t *title)
{
    size_t at = strlen("附件");
    *number = 0;
    if (!bl_mark_at(text, 0, "附件"))
        return false;
    at = bl_mark_skip_blanks(text, at);
    bl_numeral_read(text, &at, number);
    at = bl_mark_skip_blanks(text, at);
    size_t colon = bl_mark_at(text, at, "：") ? strlen("：") : bl_mark_at(text, at, ":") ? 1 : 0;
    if (colon == 0 && at < text.size && *number == 0)
        return false;
    *title = bl_mark_skip_blanks(text, at + colon);
    return *title == text.size ||
           bl_phrase_is_title((bl_text){text.at + *title, text.size - *title});
}

/* Ends with a page's number behind dots or a bracket, as a line of contents does. */
static bool is_of_contents(bl_text text)
{
    static const char *const leads[] = {")", "）", ".", "…", "·", "\t", " ", "．", "》", "知"};
    size_t end = text.size;
    while (end > 0 && text.at[end - 1] >= '0' && text.at[end - 1] <= '9')
        end--;
    for (size_t i = 0; end < text.size && i < sizeof leads / sizeof leads[0]; i++)
        if (ends_with((bl_text){text.at, end}, leads[i]))
            return true;
    return false;
}

/* "（2021年11月1日第3次会议通过）" stands under a title and is none. */
static bool is_note(bl_text text)
{
    return (bl_mark_at(text, 0, "（") || bl_mark_at(text, 0, "(")) &&
           (bl_phrase_has(text, "通过") || bl_phrase_has(text, "公布") ||
            bl_phrase_has(text, "发布"));
}

static bool may_be_title(const bl_lines *lines, size_t line)
{
    bl_text text = text_at(lines, line);
    int number;
    size_t title;
    return !bl_phrase_is_ended(text) && bl_phrase_is_title(text) && !is_date(text) &&
           !is_number(lines, line) && !is_colophon(text) && !is_marked(text) && !is_note(text) &&
           !is_of_contents(text) && !bl_mark_at(text, 0, "【") && !bl_parts_is_contents(text) &&
           !is_annex(text, &number, &title);
}

/* The lines just before `end` that read as a title; none before `floor`. */
static bl_span title_before(const bl_lines *lines, size_t end, size_t floor)
{
    bl_span title = {end, end};
    while (title.from > floor && title.to - title.from < TITLE_LINES_MAX &&
           may_be_title(lines, title.from - 1))
        title.from--;
    return title;
}

/* The lines from `from` on that read as a title. */
static bl_span title_behind(const bl_lines *lines, size_t from, size_t to)
{
    bl_span title = {from, from};
    while (title.to < to && title.to - from < TITLE_LINES_MAX && may_be_title(lines, title.to))
        title.to++;
    return title;
}

bool bl_parts_is_contents(bl_text text)
{
    bl_buffer out = {0};
    bl_phrase_squeeze(text, &out);
    bool is_head = out.at && (strcmp(out.at, "目录") == 0 || strcmp(out.at, "目次") == 0);
    bl_buffer_deinit(&out);
    return is_head;
}

bool bl_parts_is_numbered(const bl_lines *lines, bl_span span)
{
    bl_mark mark;
    for (size_t i = span.from; i < span.to; i++)
        if (bl_mark_read(text_at(lines, i), &mark) && mark.rank <= BL_RANK_HEADING && mark.is_firm)
            return true;
    return false;
}

/* Where the contents at `head` end: where their first line comes again; 0 when it does not. */
static size_t contents_end(const bl_lines *lines, size_t head)
{
    bl_mark mark, again;
    if (!bl_mark_read(text_at(lines, head + 1), &mark) || mark.rank > BL_RANK_HEADING)
        return 0;
    size_t end = lines->count - head > CONTENTS_MAX ? head + CONTENTS_MAX : lines->count;
    for (size_t i = head + 2; i < end && !is_number(lines, i); i++)
        if (bl_mark_read(text_at(lines, i), &again) && again.rank == mark.rank &&
            again.number == mark.number)
            return i;
    return 0;
}

void bl_parts_drop_contents(bl_lines *lines, bl_arena *arena, bl_complaints *complaints)
{
    work w = {lines, arena, complaints};
    bool in_notice = false;
    size_t count = 0;
    int misses = 0;
    for (size_t i = 0; i < lines->count;) {
        in_notice = in_notice || is_number(lines, i);
        bool is_head = in_notice && bl_parts_is_contents(text_at(lines, i));
        size_t end = is_head && misses < MISSES_MAX ? contents_end(lines, i) : 0;
        misses += is_head && end == 0;
        if (is_head && end == 0)
            complain_of(&w, i, "contents without the text they list");
        lines->left_out += end > 0 ? end - i : 0;
        if (end > 0)
            i = end;
        else
            lines->at[count++] = lines->at[i++];
    }
    lines->count = count;
}

bool bl_parts_next(const bl_lines *lines, size_t from, bl_parts *out)
{
    size_t next;
    *out = (bl_parts){.number = from};
    while (out->number < lines->count && !is_number(lines, out->number))
        out->number++;
    if (out->number >= lines->count)
        return false;
    out->title = title_before(lines, out->number, from);
    for (next = out->number + 1; next < lines->count && !is_number(lines, next);)
        next++;
    out->to = next < lines->count ? title_before(lines, next, out->number + 1).from : next;
    return true;
}

/* To whom the notice goes: its first lines, when they end with a colon. */
static bl_span addressed(const bl_lines *lines, size_t from, size_t to)
{
    for (size_t i = from; i < to && i < from + ADDRESS_LINES_MAX; i++) {
        bl_text text = text_at(lines, i);
        if (is_marked(text) || bl_phrase_has(text, "。"))
            break;
        if (is_addressed(text))
            return (bl_span){from, i + 1};
    }
    return (bl_span){from, from};
}

/* The first date on a line of its own, and the names before it. */
static size_t read_signature(const bl_lines *lines, bl_parts *parts, size_t from, size_t to)
{
    size_t date = from;
    while (date < to && !bl_phrase_date(text_at(lines, date), &parts->signed_on))
        date++;
    parts->has_date = date < to;
    parts->signers = (bl_span){date, date};
    while (parts->has_date && parts->signers.from > from &&
           date - parts->signers.from < SIGNERS_MAX &&
           may_be_title(lines, parts->signers.from - 1) &&
           bl_text_width(text_at(lines, parts->signers.from - 1)) <= NAME_WIDTH_MAX)
        parts->signers.from--;
    parts->own = (bl_span){from, parts->signers.from};
    return parts->has_date ? date + 1 : to;
}

/* Begins a piece; what it has no room for goes on in the one before. */
static void begin_piece(const work *w, bl_parts *parts, scan *s, size_t line, bl_piece piece)
{
    if (s->piece && parts->count == BL_PIECES_MAX) {
        complain_of(w, line, "one more piece than a notice may have");
        return;
    }
    if (s->piece)
        s->piece->body.to = piece.title.from;
    parts->pieces[parts->count] = piece;
    *s = (scan){&parts->pieces[parts->count++], BL_RANK_TEXT, false};
}

/* Whether the numbering of the widest kind begins again: 第一条 or 第一章 behind an article, 一、
 * behind a title where there are no articles. */
static bool begins_again(const work *w, const scan *s, size_t line)
{
    bl_mark mark;
    if (!s->piece || !bl_mark_read(text_at(w->lines, line), &mark) || mark.number != 1)
        return false;
    bool titled = title_before(w->lines, line, s->piece->body.from).from < line;
    if (mark.rank == BL_RANK_ARTICLE)
        return s->has_articles && mark.insert == 0 && (mark.is_firm || titled);
    if (mark.rank == BL_RANK_CHAPTER)
        return s->has_articles && s->widest >= BL_RANK_CHAPTER && (mark.is_firm || titled);
    return mark.rank == BL_RANK_HEADING && s->widest == BL_RANK_HEADING && titled;
}

static size_t begin_annex(const work *w, bl_parts *parts, scan *s, size_t line, int number,
                          size_t skip)
{
    bool titled = skip < text_at(w->lines, line).size;
    bl_span title = title_behind(w->lines, line + 1, parts->to);
    bl_piece piece = {.is_annex = true,
                      .number = number,
                      .title = {titled ? line : title.from, title.to},
                      .title_skip = titled ? skip : 0,
                      .body = {title.to, title.to}};
    begin_piece(w, parts, s, line, piece);
    s->piece->body.to = title.to;
    return title.to;
}

static void begin_again(const work *w, bl_parts *parts, scan *s, size_t line)
{
    bl_span title = title_before(w->lines, line, s->piece->body.from);
    if (title.from == line)
        complain_of(w, line, "a numbering begins again without a title");
    begin_piece(w, parts, s, line, (bl_piece){.title = title, .body = {line, line}});
}

/* Reads one line behind the signature; gives the next one. */
static size_t scan_line(const work *w, bl_parts *parts, scan *s, size_t line)
{
    bl_mark mark;
    int number;
    size_t skip;
    if (is_annex(text_at(w->lines, line), &number, &skip)) {
        size_t before = line;
        size_t next = begin_annex(w, parts, s, line, number, skip);
        if (s->piece->title.from > before && s->piece != parts->pieces)
            s->piece[-1].body.to = before;
        return next;
    }
    if (!s->piece) {
        bl_span title = title_behind(w->lines, line, parts->to);
        begin_piece(w, parts, s, line, (bl_piece){.title = title, .body = {title.to, title.to}});
        return title.to;
    }
    if (begins_again(w, s, line))
        begin_again(w, parts, s, line);
    if (bl_mark_read(text_at(w->lines, line), &mark)) {
        s->widest = mark.rank < s->widest ? mark.rank : s->widest;
        s->has_articles = s->has_articles || mark.rank == BL_RANK_ARTICLE;
    }
    return line + 1;
}

void bl_parts_read(const bl_lines *lines, bl_arena *arena, bl_complaints *complaints,
                   bl_parts *parts)
{
    work w = {lines, arena, complaints};
    scan s = {0};
    size_t to = parts->to;
    while (to > parts->number + 1 && is_colophon(text_at(lines, to - 1)))
        to--;
    parts->to = to;
    parts->addressed = addressed(lines, parts->number + 1, to);
    size_t tail = read_signature(lines, parts, parts->addressed.to, to);
    if (!parts->has_date)
        complain_of(&w, parts->number, "no date of signing behind the number");
    while (tail < to && is_colophon(text_at(lines, tail)))
        tail++;
    for (size_t line = tail; line < to;)
        line = scan_line(&w, parts, &s, line);
    if (s.piece)
        s.piece->body.to = to;
}

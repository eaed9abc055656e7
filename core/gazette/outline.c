/* SPDX-License-Identifier: MIT
 *
 * One pass over the lines. The provisions that are open are kept by rank; a mark closes those of
 * its own rank and narrower ones. Where a paragraph belongs that stands behind items is only known
 * when the next mark comes: until then such paragraphs are loose. */
#include "gazette/outline.h"

#include <stdio.h>
#include <string.h>

#include "gazette/numeral.h"

#define SIBLING_WIDTH_MAX 64 /* a heading that ends with a full stop is no wider */
#define HEADING_BYTES_MAX 240
#define EXPLAINS_WIDTH    80

/* An open provision of some rank, and what has been seen in it. */
typedef struct level {
    bl_provision *row;
    int number;
    int paragraphs;    /* its own text counts, if it has any               */
    unsigned series;   /* ranks of which a series has begun in it, as bits */
    int extra;         /* paragraphs of its own behind what is in it       */
    int sibling_extra; /* of the one before it in its series               */
    bool has_text;     /* it is no mere heading                            */
    bool is_sentence;  /* its text is more than a heading with a full stop */
    bool was_sentence; /* that of the one before it                        */
    bool has_sibling;
    size_t base; /* bytes of its citation that its whole series shares */
} level;

typedef struct builder {
    const bl_outline *style;
    const bl_lines *lines;
    bl_arena *arena;
    bl_complaints *complaints;
    bl_provisions *out;
    level levels[BL_RANK_COUNT]; /* at NONE: the text itself */
    bl_rank deepest;
    bl_provision *last;  /* the one whose text is being joined */
    bl_rank last_level;  /* the level it opened; NONE for a paragraph or a row */
    bl_buffer words;     /* its text so far */
    bool is_indented;    /* its first line was */
    bl_provision *loose; /* the first of those that wait */
    int loose_count;
    int article, box;
    int explained, tail;
    bl_provision *caption; /* of the table that may follow or is being read */
    const char *head;      /* of that table */
    size_t head_size;
    int rows, cells;
    bl_err *err;
    bl_status status;
} builder;

static bl_text words_of(const builder *b)
{
    return b->words.at ? bl_buffer_view(&b->words) : (bl_text){"", 0};
}

/* A heading without the blanks that spread it over its line. */
static bl_text squeezed(builder *b, bl_text text)
{
    bl_buffer out = {0};
    bl_phrase_squeeze(text, &out);
    bl_text copy = bl_arena_copy(b->arena, out.at ? bl_buffer_view(&out) : (bl_text){"", 0});
    bl_buffer_deinit(&out);
    return copy;
}

/* Ends the provision whose text was being joined. */
static void close_last(builder *b)
{
    if (!b->last)
        return;
    bl_text text = words_of(b);
    bl_rank rank = b->last->rank;
    bool heading = rank <= BL_RANK_SECTION || rank == BL_RANK_BOX || rank == BL_RANK_TABLE;
    b->last->text = heading ? squeezed(b, text) : bl_arena_copy(b->arena, text);
    if (b->last_level != BL_RANK_NONE) {
        level *own = &b->levels[b->last_level];
        own->has_text = !heading && bl_phrase_is_ended(text);
        own->paragraphs = own->has_text ? 1 : 0;
        own->is_sentence = bl_phrase_has_sentences(text) ||
                           (bl_phrase_is_ended(text) && bl_text_width(text) > SIBLING_WIDTH_MAX);
    }
    b->last = NULL;
    b->last_level = BL_RANK_NONE;
    bl_buffer_clear(&b->words);
}

static bl_provision *append(builder *b, bl_rank rank, const bl_line *line, bl_text label,
                            bl_text text)
{
    close_last(b);
    bl_provision *row = bl_arena_new(b->arena, sizeof *row);
    if (!row)
        return NULL;
    *row = (bl_provision){.rank = rank, .line = line->number};
    row->label = bl_arena_copy(b->arena, label);
    if (b->out->last)
        b->out->last->next = row;
    else
        b->out->first = row;
    b->out->last = row;
    b->out->count++;
    b->last = row;
    b->is_indented = line->is_indented;
    bl_buffer_add(&b->words, text.at, text.size);
    return row;
}

static void set_parent(bl_provision *row, const bl_provision *parent)
{
    row->parent = parent;
    row->depth = parent ? parent->depth + 1 : 0;
}

static void set_cite(builder *b, bl_provision *row, const bl_buffer *cite)
{
    row->cite = bl_arena_copy(b->arena, cite->at ? bl_buffer_view(cite) : (bl_text){"", 0});
}

static void add_cite(const builder *b, bl_rank rank, bl_buffer *out)
{
    const bl_provision *row = b->levels[rank].row;
    if (row)
        bl_buffer_add(out, row->cite.at, row->cite.size);
    else
        bl_buffer_add_text(out, b->style->prefix);
}

static void add_paragraph(bl_buffer *out, int number)
{
    bl_buffer_add_text(out, "第");
    bl_numeral_write(number <= BL_NUMERAL_MAX ? number : BL_NUMERAL_MAX, out);
    bl_buffer_add_text(out, "款");
}

/* A paragraph of the document itself is cited by a word. */
static void cite_by_word(const char *word, int number, bl_buffer *out)
{
    bl_buffer_add_text(out, word);
    if (number > 1)
        add_paragraph(out, number);
}

/* Places a paragraph in the open provision of that rank. */
static void place(builder *b, bl_provision *row, bl_rank rank)
{
    level *at = &b->levels[rank];
    bl_buffer cite = {0};
    bl_text text = row == b->last ? words_of(b) : row->text;
    at->paragraphs++;
    set_parent(row, at->row);
    add_cite(b, rank, &cite);
    if (rank != BL_RANK_NONE)
        add_paragraph(&cite, at->paragraphs);
    else if (!b->out->is_numbered)
        cite_by_word("导语", at->paragraphs, &cite);
    else if (bl_phrase_has(text, "负责解释") && bl_text_width(text) <= EXPLAINS_WIDTH)
        cite_by_word("解释", ++b->explained, &cite);
    else
        cite_by_word("末段", ++b->tail, &cite);
    set_cite(b, row, &cite);
    bl_buffer_deinit(&cite);
}

static bl_rank wider(const builder *b, bl_rank rank)
{
    do
        rank--;
    while (rank > BL_RANK_NONE && !b->levels[rank].row);
    return rank;
}

/* Where loose paragraphs belong when a mark of that rank and number comes; NONE: at the end. */
static bl_rank home_of_loose(const builder *b, bl_rank rank, int number)
{
    for (bl_rank at = b->deepest;; at = wider(b, at)) {
        const level *each = &b->levels[at];
        bool is_next = rank == at && number == each->number + 1;
        bool begins_again = rank == at && number == 1;
        if (at <= BL_RANK_ARTICLE || rank > at || is_next)
            return at;
        if (!begins_again && each->sibling_extra >= b->loose_count)
            return at;
    }
}

static void settle(builder *b, bl_rank rank, int number)
{
    if (!b->loose)
        return;
    bl_rank home = home_of_loose(b, rank, number);
    for (bl_provision *row = b->loose; row; row = row->next)
        if (row->rank == BL_RANK_TEXT)
            place(b, row, home);
    b->levels[home].extra += b->loose_count;
    b->loose = NULL;
    b->loose_count = 0;
}

static bool is_expected(const builder *b, const bl_mark *mark)
{
    if (mark->rank == BL_RANK_ARTICLE)
        return mark->number == b->article + 1 || (mark->insert > 0 && mark->number == b->article);
    if (mark->rank == BL_RANK_BOX)
        return mark->number == b->box + 1;
    return mark->number == 1 || mark->number == b->levels[mark->rank].number + 1;
}

/* Whether the text so far is wide enough, with its number, to have been cut by a page's end; a long
 * one is not measured. */
static bool is_wide(const builder *b, bl_text text)
{
    return text.size > HEADING_BYTES_MAX ||
           bl_text_width(text) + bl_text_width(b->last->label) >= BL_PHRASE_CUT_WIDTH;
}

/* Whether a heading without a full stop stands where a text could: what came before in its series
 * tells. */
static bool is_heading(const builder *b, bl_text text)
{
    const level *own = &b->levels[b->last_level];
    if (!is_wide(b, text))
        return true;
    if (text.size > HEADING_BYTES_MAX)
        return false;
    if (b->levels[BL_RANK_ARTICLE].row || bl_phrase_has_sentences(text))
        return false;
    if (own->has_sibling)
        return !own->was_sentence;
    return b->last_level == BL_RANK_HEADING || bl_phrase_is_title(text);
}

/* Whether the text so far goes on in the next line. */
static bool is_cut(const builder *b)
{
    bl_text text = words_of(b);
    if (!b->last || b->last->rank == BL_RANK_ROW || b->last->rank == BL_RANK_TABLE)
        return false;
    if (text.size == 0)
        return true;
    if (bl_phrase_is_ended(text))
        return false;
    if (b->last_level == BL_RANK_NONE)
        return bl_phrase_is_open(text) || is_wide(b, text);
    if (b->last_level <= BL_RANK_SECTION || b->last_level == BL_RANK_BOX)
        return false;
    return bl_phrase_is_open(text) || !is_heading(b, text);
}

static void join(builder *b, const bl_line *line, bl_text text)
{
    bl_text before = words_of(b);
    bool latin = before.size > 0 && (unsigned char)before.at[before.size - 1] < 0x80 &&
                 text.size > 0 && (unsigned char)text.at[0] < 0x80;
    if (latin && before.at[before.size - 1] != ' ')
        bl_buffer_add_char(&b->words, ' ');
    bl_buffer_add(&b->words, text.at, text.size);
    if (b->words.size > BL_PROVISION_BYTES_MAX)
        b->status = bl_fail(b->err, BL_INVALID,
                            "line %d ends a paragraph of more than %d bytes: no notice has one",
                            line->number, BL_PROVISION_BYTES_MAX);
}

static void begin_paragraph(builder *b, const bl_line *line)
{
    bl_provision *row = append(b, BL_RANK_TEXT, line, (bl_text){"", 0}, line->text);
    const level *deepest = &b->levels[b->deepest];
    b->caption = NULL;
    if (!row)
        return;
    if (b->loose || (b->deepest != BL_RANK_NONE && (deepest->has_text || deepest->series))) {
        b->loose = b->loose ? b->loose : row;
        b->loose_count++;
        return;
    }
    place(b, row, b->deepest);
}

static void complain_of_order(builder *b, const bl_line *line, const bl_mark *mark, int before)
{
    bl_buffer now = {0}, then = {0};
    bl_mark last = {.rank = mark->rank, .number = before};
    bl_mark_cite(mark, &now);
    if (before > 0)
        bl_mark_cite(&last, &then);
    if (before > 0)
        bl_complaint_add(b->complaints, b->arena, line->number, "%s stands behind %s: %.*s", now.at,
                         then.at, (int)bl_complaint_quote(line->text).size, line->text.at);
    else
        bl_complaint_add(b->complaints, b->arena, line->number, "%s is the first of its kind: %.*s",
                         now.at, (int)bl_complaint_quote(line->text).size, line->text.at);
    bl_buffer_deinit(&now);
    bl_buffer_deinit(&then);
}

/* The part of a citation that a new series shares: that of what it stands in, and its paragraph
 * when an earlier paragraph had a series of this rank already. */
static void cite_base(builder *b, const bl_line *line, const bl_mark *mark, bl_rank parent,
                      bl_buffer *out)
{
    level *within = &b->levels[parent];
    unsigned bit = 1u << mark->rank;
    bool is_absolute = mark->rank == BL_RANK_ARTICLE || mark->rank == BL_RANK_BOX;
    if (is_absolute) {
        bl_buffer_add_text(out, b->style->prefix);
        return;
    }
    add_cite(b, parent, out);
    if ((within->series & bit) && within->paragraphs > 1 && parent != BL_RANK_NONE)
        add_paragraph(out, within->paragraphs);
    else if (within->series & bit)
        bl_complaint_add(b->complaints, b->arena, line->number, "the numbering begins again: %.*s",
                         (int)bl_complaint_quote(line->text).size, line->text.at);
    within->series |= bit;
}

/* The level that the mark opens, with what it has of the one before it in its series. */
static level next_level(builder *b, const bl_line *line, const bl_mark *mark, bl_rank parent,
                        bl_buffer *cite)
{
    const level *before = &b->levels[mark->rank];
    level made = {.number = mark->number};
    if (before->row && mark->number > before->number) {
        bl_buffer_add(cite, before->row->cite.at, before->base);
        made.has_sibling = true;
        made.was_sentence = before->is_sentence;
        made.sibling_extra = before->extra;
    } else {
        cite_base(b, line, mark, parent, cite);
    }
    made.base = cite->size;
    return made;
}

static int number_before(const builder *b, const bl_mark *mark)
{
    if (mark->rank == BL_RANK_ARTICLE)
        return b->article;
    return mark->rank == BL_RANK_BOX ? b->box : b->levels[mark->rank].number;
}

static void begin_marked(builder *b, const bl_line *line, const bl_mark *mark)
{
    bl_text text = {line->text.at + mark->size, line->text.size - mark->size};
    bl_buffer cite = {0};
    if (!is_expected(b, mark))
        complain_of_order(b, line, mark, number_before(b, mark));
    settle(b, mark->rank, mark->number);
    bl_provision *row = append(b, mark->rank, line, (bl_text){line->text.at, mark->label}, text);
    bl_rank parent = wider(b, mark->rank);
    level made = next_level(b, line, mark, parent, &cite);
    b->caption = NULL;
    if (row) {
        bl_mark_cite(mark, &cite);
        set_cite(b, row, &cite);
        set_parent(row, b->levels[parent].row);
        made.row = row;
        memset(&b->levels[mark->rank], 0, (BL_RANK_COUNT - mark->rank) * sizeof *b->levels);
        b->levels[mark->rank] = made;
        b->deepest = b->last_level = mark->rank;
        b->out->is_numbered = b->out->is_numbered || mark->rank <= BL_RANK_HEADING;
        if (mark->rank == BL_RANK_ARTICLE)
            b->article = mark->number;
        if (mark->rank == BL_RANK_ARTICLE)
            b->out->articles++;
        if (mark->rank == BL_RANK_BOX)
            b->box = mark->number;
    }
    bl_buffer_deinit(&cite);
}

static void begin_caption(builder *b, const bl_line *line, const bl_mark *mark)
{
    bl_text text = {line->text.at + mark->size, line->text.size - mark->size};
    bl_buffer cite = {0};
    settle(b, BL_RANK_BIT, 1);
    bl_provision *row = append(b, BL_RANK_TABLE, line, (bl_text){line->text.at, mark->label}, text);
    if (row) {
        bl_buffer_add_text(&cite, b->style->prefix);
        bl_mark_cite(mark, &cite);
        set_cite(b, row, &cite);
        set_parent(row, b->levels[b->deepest].row);
        b->rows = b->cells = 0;
    }
    b->caption = row;
    bl_buffer_deinit(&cite);
}

static int count_cells(bl_text text)
{
    int count = 1;
    for (size_t i = 0; i < text.size; i++)
        count += text.at[i] == '\t';
    return count;
}

/* "(9) ...", "9": the number that a row gives itself; 0 when it gives none. */
static int row_number(bl_text text)
{
    const char *tab = memchr(text.at, '\t', text.size);
    bl_text cell = {text.at, tab ? (size_t)(tab - text.at) : text.size};
    bl_mark mark;
    size_t at = 0;
    int number = 0;
    if (bl_mark_read(cell, &mark) && mark.rank >= BL_RANK_ITEM)
        return mark.number;
    if (bl_numeral_read(cell, &at, &number) != BL_NUMERAL_DIGITS || at != cell.size)
        return 0;
    return number;
}

/* Whether the first row of a table is its head: it has no number and the next row has one. */
static bool is_table_head(const builder *b, size_t index)
{
    return row_number(bl_lines_text(b->lines, index)) == 0 &&
           memchr(bl_lines_text(b->lines, index + 1).at, '\t',
                  bl_lines_text(b->lines, index + 1).size) != NULL;
}

static void cite_row(builder *b, bl_text text, bool is_head, bl_buffer *cite)
{
    int number = row_number(text);
    if (b->caption)
        bl_buffer_add(cite, b->caption->cite.at, b->caption->cite.size);
    else
        add_cite(b, b->deepest, cite);
    if (is_head)
        bl_buffer_add_text(cite, "表头");
    else if (b->caption)
        bl_buffer_format(cite, "(%d)", number > 0 ? number : b->rows);
    else
        bl_buffer_format(cite, b->style->row_in_brackets ? "%s(%d)" : "%s%d", b->style->row,
                         number > 0 ? number : b->rows);
}

static void begin_row(builder *b, size_t index)
{
    const bl_line *line = &b->lines->at[index];
    bool goes_on = b->last && b->last->rank == BL_RANK_ROW;
    bl_buffer cite = {0};
    settle(b, BL_RANK_BIT, 1);
    if (!goes_on) {
        b->rows = 0;
        b->cells = count_cells(line->text);
        b->head = NULL;
    }
    bool is_head = !goes_on && is_table_head(b, index);
    if (is_head) {
        b->head = line->text.at;
        b->head_size = line->text.size;
    } else if (b->head && bl_text_equal(line->text, (bl_text){b->head, b->head_size})) {
        return; /* repeated at the top of a page */
    }
    if (count_cells(line->text) != b->cells)
        bl_complaint_add(b->complaints, b->arena, line->number,
                         "a row of %d cells in a table of %d: %.*s", count_cells(line->text),
                         b->cells, (int)bl_complaint_quote(line->text).size, line->text.at);
    b->rows += is_head ? 0 : 1;
    bl_provision *row = append(b, BL_RANK_ROW, line, (bl_text){"", 0}, line->text);
    if (row) {
        cite_row(b, line->text, is_head, &cite);
        set_cite(b, row, &cite);
        set_parent(row, b->caption ? b->caption : b->levels[b->deepest].row);
    }
    bl_buffer_deinit(&cite);
}

static bool is_caption(const bl_line *line, const bl_mark *mark)
{
    return (mark->rank == BL_RANK_BOX || mark->rank == BL_RANK_TABLE) &&
           bl_phrase_is_title(line->text);
}

/* Whether the mark begins a provision here, and is not running text. */
static bool is_meant(const builder *b, const bl_line *line, const bl_mark *mark)
{
    bool cut = is_cut(b);
    if (mark->rank == BL_RANK_BOX || mark->rank == BL_RANK_TABLE)
        return is_caption(line, mark) && !(cut && bl_phrase_is_open(words_of(b)));
    bool empty = b->last && words_of(b).size == 0;
    if (is_expected(b, mark))
        return !(cut && !empty && bl_phrase_is_open(words_of(b)) && !mark->is_firm);
    return mark->is_firm && (!cut || empty);
}

/* A line without indent goes on with what began with one, where no blank line is between. */
static bool goes_on_by_indent(const builder *b, const bl_line *line)
{
    return b->last && b->last->rank != BL_RANK_ROW && b->is_indented && !line->is_indented &&
           !line->after_blank && b->last->rank >= BL_RANK_ARTICLE;
}

static void read_line(builder *b, size_t index)
{
    const bl_line *line = &b->lines->at[index];
    bl_mark mark;
    bool is_row = memchr(line->text.at, '\t', line->text.size) != NULL;
    bool is_marked = bl_mark_read(line->text, &mark);
    if (is_row && !(is_marked && mark.rank <= BL_RANK_ARTICLE)) {
        begin_row(b, index);
    } else if (is_marked && is_meant(b, line, &mark)) {
        if (mark.rank == BL_RANK_TABLE)
            begin_caption(b, line, &mark);
        else
            begin_marked(b, line, &mark);
    } else if (is_cut(b) || (b->last && words_of(b).size == 0) || goes_on_by_indent(b, line)) {
        join(b, line, line->text);
    } else {
        begin_paragraph(b, line);
    }
}

/* Where nothing is numbered the paragraphs before the first number are all there is. */
static void rename_plain(builder *b, const bl_provision *before)
{
    if (b->out->is_numbered)
        return;
    int count = 0;
    for (bl_provision *row = before ? before->next : b->out->first; row; row = row->next)
        if (row->rank == BL_RANK_TEXT && row->parent == b->style->within) {
            bl_buffer cite = {0};
            bl_buffer_add_text(&cite, b->style->prefix);
            cite_by_word(b->style->plain, ++count, &cite);
            set_cite(b, row, &cite);
            bl_buffer_deinit(&cite);
        }
}

bl_status bl_outline_read(const bl_outline *outline, const bl_lines *lines, size_t from, size_t to,
                          bl_arena *arena, bl_complaints *complaints, bl_provisions *out,
                          bl_err *err)
{
    builder b = {.style = outline,
                 .lines = lines,
                 .arena = arena,
                 .complaints = complaints,
                 .out = out,
                 .err = err,
                 .status = BL_OK};
    const bl_provision *before = out->last;
    b.levels[BL_RANK_NONE].row = outline->within;
    bool was_numbered = out->is_numbered;
    out->is_numbered = false;
    for (size_t i = from; b.status == BL_OK && i < to; i++)
        read_line(&b, i);
    settle(&b, BL_RANK_NONE, 0);
    if (b.last && is_cut(&b) && to > from && !bl_mark_at(words_of(&b), 0, "附件"))
        bl_complaint_add(
            complaints, arena, lines->at[to - 1].number, "the text ends inside a sentence: %.*s",
            (int)bl_complaint_quote(lines->at[to - 1].text).size, lines->at[to - 1].text.at);
    close_last(&b);
    rename_plain(&b, before);
    out->is_numbered = out->is_numbered || was_numbered;
    if (b.status == BL_OK)
        b.status = bl_buffer_status(&b.words, err);
    bl_buffer_deinit(&b.words);
    return b.status == BL_OK ? bl_arena_status(arena, err) : b.status;
}

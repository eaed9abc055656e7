/* SPDX-License-Identifier: MIT */
#include "app/show.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "app/chart.h"
#include "app/documents.h"

#define OUTLINE_BYTES 60 /* of a text in the outline */
#define DEPTH_MAX     16 /* of provisions; there are fewer ranks */

typedef struct task {
    const bl_command *command;
    bl_ledger *ledger;
    bl_buffer number; /* as the register has it */
    bl_buffer cite;   /* of nothing: the whole document */
    int64_t version;
    bool outline;
    bl_buffer out;
    size_t shown; /* provisions */
    bl_nearest nearest;
    bl_buffer nearest_word;
} task;

/* Offers a word that dies soon. */
static void offer(task *t, bl_text word)
{
    if (!bl_nearest_offer(&t->nearest, word))
        return;
    bl_buffer_clear(&t->nearest_word);
    bl_buffer_add(&t->nearest_word, word.at, word.size);
    t->nearest.word = bl_buffer_view(&t->nearest_word);
}

static void write_head(task *t, const bl_document *d)
{
    bl_buffer heading = {0}, day = {0};
    bl_buffer_format(&heading, "%.*s  %.*s", (int)d->number.size, d->number.at, (int)d->title.size,
                     d->title.at);
    bl_chart_paint(BL_PAINT_HEADING, bl_chart_coloured(), heading.at, &t->out);
    bl_date_write(bl_moment_date(d->at), &day);
    bl_buffer_format(&t->out, "\n  %.*s %.*s; version %" PRId64 " of %" PRId64 ", imported %s",
                     (int)d->issuer.size, d->issuer.at, (int)d->signed_on.size,
                     d->signed_on.at ? d->signed_on.at : "", d->version, d->versions, day.at);
    if (d->source.size > 0)
        bl_buffer_format(&t->out, "; %.*s", (int)d->source.size, d->source.at);
    bl_buffer_add_text(&t->out, "\n");
    if (!bl_text_equal(d->notice, d->title))
        bl_buffer_format(&t->out, "  %.*s\n", (int)d->notice.size, d->notice.at);
    bl_buffer_deinit(&heading);
    bl_buffer_deinit(&day);
}

static bool is_one_of(bl_text rank, const char *const *names)
{
    for (; *names; names++)
        if (bl_text_equal(rank, bl_text_of(*names)))
            return true;
    return false;
}

/* A line that shows how a provision begins. */
static void write_beginning(const bl_document_line *line, int64_t depth, bl_buffer *out)
{
    bl_document_line cut = *line;
    cut.text = bl_text_view_head(line->text, OUTLINE_BYTES);
    bl_documents_write_line(&cut, depth, out);
    if (cut.text.size < line->text.size) {
        bl_buffer_cut(out, out->size - 1);
        bl_buffer_add_text(out, "…\n");
    }
}

static void write_outline_line(task *t, const bl_document_line *line)
{
    static const char *const ranks[] = {"part", "chapter", "section", "article", "heading",
                                        "box",  "table",   "annex",   "item",    NULL};
    bool in_article =
        bl_text_equal(line->rank, bl_text_of("item")) && bl_phrase_has(line->cite, "条");
    if (in_article || !is_one_of(line->rank, ranks))
        return;
    write_beginning(line, 0, &t->out);
    t->shown++;
}

/* The beginnings of what a provision stands under, as they are passed. */
typedef struct trail {
    bl_buffer at[DEPTH_MAX];
    int64_t found; /* depth of the provision that is being shown; -1: none */
} trail;

static void note(trail *way, const bl_document_line *line)
{
    if (line->depth >= DEPTH_MAX)
        return;
    for (int64_t i = line->depth; i < DEPTH_MAX; i++)
        bl_buffer_clear(&way->at[i]);
    write_beginning(line, line->depth, &way->at[line->depth]);
}

/* Shows the line when it is the one that was asked for, or stands within it. */
static void take(task *t, trail *way, const bl_document *d, const bl_document_line *line,
                 bl_text cite)
{
    if (way->found >= 0 && line->depth <= way->found)
        way->found = -1;
    if (way->found < 0 && bl_text_equal(line->cite, cite)) {
        if (t->shown > 0)
            bl_buffer_add_char(&t->out, '\n');
        write_head(t, d);
        for (int64_t i = 0; i < line->depth && i < DEPTH_MAX; i++)
            bl_buffer_format(&t->out, "%s%s", way->at[i].size > 0 ? "  " : "",
                             way->at[i].size > 0 ? way->at[i].at : "");
        bl_buffer_add_char(&t->out, '\n');
        way->found = line->depth;
    }
    if (way->found >= 0) {
        bl_documents_write_line(line, way->found, &t->out);
        t->shown++;
    }
    offer(t, line->cite);
    note(way, line);
}

static bl_status each_line(task *t, const bl_document *d, bl_text cite, bl_err *err)
{
    bl_query query = {0};
    bool row = true;
    trail way = {.found = -1};
    bl_status status = bl_document_lines(t->ledger, d->number, d->version, &query, err);
    while (status == BL_OK) {
        bl_document_line line;
        status = bl_document_line_next(&query, &line, &row, err);
        if (status != BL_OK || !row)
            break;
        if (cite.size > 0)
            take(t, &way, d, &line, cite);
        else if (t->outline)
            write_outline_line(t, &line);
        else
            bl_documents_write_line(&line, 0, &t->out);
    }
    for (size_t i = 0; i < DEPTH_MAX; i++)
        bl_buffer_deinit(&way.at[i]);
    bl_query_close(&query);
    return status;
}

static bl_status show_document(task *t, const bl_document *d, bl_err *err)
{
    bl_text cite = t->cite.at ? bl_buffer_view(&t->cite) : (bl_text){"", 0};
    if (cite.size == 0) {
        write_head(t, d);
        bl_buffer_add_char(&t->out, '\n');
    }
    return each_line(t, d, cite, err);
}

/* Calls `work` for each document asked for; gives how many there were. */
static bl_status each_document(task *t, bl_status (*work)(task *, const bl_document *, bl_err *),
                               size_t *count, bl_err *err)
{
    bl_query query = {0};
    bool row = true;
    bl_text number = t->number.at ? bl_buffer_view(&t->number) : (bl_text){"", 0};
    bl_status status = bl_document_query(t->ledger, number, t->version, &query, err);
    while (status == BL_OK) {
        bl_document document;
        status = bl_document_next(&query, &document, &row, err);
        if (status != BL_OK || !row)
            break;
        status = work(t, &document, err);
        ++*count;
    }
    bl_query_close(&query);
    return status;
}

static bl_status list_document(task *t, const bl_document *d, bl_err *err)
{
    (void)err;
    bl_buffer_format(&t->out, "%.*s  %.*s  %" PRId64 "/%" PRId64 "  %.*s\n", (int)d->number.size,
                     d->number.at, d->signed_on.at ? (int)d->signed_on.size : 1,
                     d->signed_on.at ? d->signed_on.at : "-", d->version, d->versions,
                     (int)d->title.size, d->title.at);
    return BL_OK;
}

static bl_status offer_number(task *t, const bl_document *d, bl_err *err)
{
    (void)err;
    offer(t, d->number);
    return BL_OK;
}

static bl_status no_document(task *t, bl_err *err)
{
    size_t count = 0;
    t->nearest = bl_nearest_make(bl_buffer_view(&t->number));
    bl_buffer number = t->number;
    t->number = (bl_buffer){0};
    bl_status status = each_document(t, offer_number, &count, err);
    t->number = number;
    if (status != BL_OK)
        return status;
    if (t->version > 0)
        return bl_fail(err, BL_NOT_FOUND, "there is no version %" PRId64 " of %s", t->version,
                       t->number.at);
    if (count == 0)
        return bl_fail(err, BL_NOT_FOUND, "the register has no documents yet");
    return bl_fail(err, BL_NOT_FOUND, "there is no document %s; did you mean %s?", t->number.at,
                   t->nearest.word.at);
}

static bl_status show(task *t, bl_err *err)
{
    size_t count = 0;
    bool named = t->number.at != NULL;
    if (t->cite.at)
        t->nearest = bl_nearest_make(bl_buffer_view(&t->cite));
    bl_status status = each_document(t, named ? show_document : list_document, &count, err);
    if (status == BL_OK && count == 0)
        return no_document(t, err);
    if (status == BL_OK && t->cite.at && t->shown == 0 && bl_mark_leave_out_paragraph(&t->cite))
        return show(t, err);
    if (status == BL_OK && t->cite.at && t->shown == 0)
        return bl_fail(err, BL_NOT_FOUND, "%s has no %s; did you mean %s?", t->number.at,
                       t->cite.at, t->nearest.word.at);
    return status;
}

static int run_show(const bl_command *command, int count, char **arguments)
{
    const char *db = NULL;
    task t = {.command = command, .nearest = bl_nearest_make((bl_text){"", 0})};
    char **rest;
    int exit_code;
    bl_err err = {0};
    const bl_option options[] = {
        {"db", BL_OPTION_TEXT, &db, "FILE", "the register"},
        {"outline", BL_OPTION_FLAG, &t.outline, NULL, "the headings and how each article begins"},
        {"version", BL_OPTION_COUNT, &t.version, "N", "an earlier version (the last)"},
        {0}};
    if (!bl_command_options(command, options, &count, arguments, &rest, &exit_code))
        return exit_code;
    if (count > 2 || (t.outline && count != 1))
        return bl_command_misused(command, "name a document, and a provision or --outline");
    if (!bl_documents_open(command, db, &t.ledger, &exit_code))
        return exit_code;
    if (count > 0)
        bl_document_plain_number(bl_text_of(rest[0]), &t.number);
    if (count > 1)
        bl_mark_plain_cite(bl_text_of(rest[1]), &t.cite);
    bl_status status = show(&t, &err);
    if (status == BL_OK && t.out.size > 0)
        status = bl_command_write(&t.out, &err);
    bl_documents_close(t.ledger);
    bl_buffer_deinit(&t.number);
    bl_buffer_deinit(&t.cite);
    bl_buffer_deinit(&t.out);
    bl_buffer_deinit(&t.nearest_word);
    return status == BL_OK ? BL_EXIT_DONE : bl_command_failed(&err);
}

const bl_command bl_command_show = {
    "show", "[NUMBER [CITATION]] --db FILE [--outline]",
    "Prints a document of a register, or one provision of it; without a number lists them all.",
    "bylaw show 临兰政发〔2021〕3号 '第四十六条' --db register.db", run_show};

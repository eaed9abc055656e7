/* SPDX-License-Identifier: MIT */
#include "app/search.h"

#include <stdio.h>

#include "app/chart.h"
#include "app/documents.h"
#include "base/fold.h"

#define WORDS_MAX    16
#define BEFORE_BYTES 75 /* of the text around what was found */
#define BEHIND_BYTES 150

typedef struct task {
    bl_fold words[WORDS_MAX];
    size_t count;
    bl_fold text; /* of the provision at hand */
    bool coloured;
    bl_buffer out;
    size_t found;
} task;

/* The first match of any word at or behind a byte. */
static bool next_match(const task *t, size_t from, bl_fold_match *out)
{
    bool any = false;
    for (size_t i = 0; i < t->count; i++) {
        bl_fold_match match;
        if (!bl_fold_find(&t->text, &t->words[i], from, &match))
            continue;
        bool better =
            !any || match.from < out->from || (match.from == out->from && match.to > out->to);
        if (better)
            *out = match;
        any = true;
    }
    return any;
}

static bool holds_all(const task *t)
{
    bl_fold_match match;
    for (size_t i = 0; i < t->count; i++)
        if (!bl_fold_find(&t->text, &t->words[i], 0, &match))
            return false;
    return true;
}

static size_t character_at(bl_text text, size_t at)
{
    while (at > 0 && at < text.size && ((unsigned char)text.at[at] & 0xC0u) == 0x80u)
        at--;
    return at;
}

static void write_marked(task *t, bl_text text)
{
    bl_buffer copy = {0};
    bl_documents_write_cells(text, &copy);
    bl_chart_paint(BL_PAINT_GOOD, t->coloured, copy.at ? copy.at : "", &t->out);
    bl_buffer_deinit(&copy);
}

/* The text around the first match, with every match in it marked. */
static void write_around(task *t, bl_text text)
{
    bl_fold_match match = {0};
    if (!next_match(t, 0, &match))
        return;
    size_t at = match.from > BEFORE_BYTES ? character_at(text, match.from - BEFORE_BYTES) : 0;
    size_t end = text.size - match.to > BEHIND_BYTES ? character_at(text, match.to + BEHIND_BYTES)
                                                     : text.size;
    bl_buffer_add_text(&t->out, at > 0 ? "  …" : "  ");
    while (next_match(t, at, &match) && match.from < end) {
        bl_documents_write_cells((bl_text){text.at + at, match.from - at}, &t->out);
        write_marked(t, (bl_text){text.at + match.from, match.to - match.from});
        at = match.to;
    }
    if (at < end)
        bl_documents_write_cells((bl_text){text.at + at, end - at}, &t->out);
    bl_buffer_add_text(&t->out, end < text.size ? "…\n" : "\n");
}

static bl_status look_at(task *t, const bl_document_line *line, bl_err *err)
{
    bl_buffer heading = {0};
    bl_status status = bl_fold_text(&t->text, line->text, err);
    if (status != BL_OK || !holds_all(t))
        return status;
    t->found++;
    bl_buffer_format(&heading, "%.*s %.*s", (int)line->number.size, line->number.at,
                     (int)line->cite.size, line->cite.at);
    bl_chart_paint(BL_PAINT_HEADING, t->coloured, heading.at, &t->out);
    bl_buffer_format(&t->out, "  %.*s\n", (int)line->title.size, line->title.at);
    write_around(t, line->text);
    bl_buffer_deinit(&heading);
    return bl_command_write(&t->out, err);
}

static bl_status search(task *t, bl_ledger *ledger, bl_err *err)
{
    bl_query query = {0};
    bool row = true;
    bl_status status = bl_document_all_lines(ledger, &query, err);
    while (status == BL_OK) {
        bl_document_line line;
        status = bl_document_line_next(&query, &line, &row, err);
        if (status != BL_OK || !row)
            break;
        status = look_at(t, &line, err);
    }
    bl_query_close(&query);
    return status;
}

static bl_status take_words(task *t, char **words, size_t count, bl_err *err)
{
    bl_status status = BL_OK;
    for (size_t i = 0; status == BL_OK && i < count; i++) {
        status = bl_fold_text(&t->words[t->count++], bl_text_of(words[i]), err);
        if (status == BL_OK && t->words[i].bytes.size == 0)
            status = bl_fail(err, BL_INVALID, "a word without letters finds nothing");
    }
    return status;
}

static int run_search(const bl_command *command, int count, char **arguments)
{
    const char *db = NULL;
    task t = {.coloured = bl_chart_coloured()};
    bl_ledger *ledger = NULL;
    bl_err err = {0};
    char **rest;
    int exit_code;
    const bl_option options[] = {{"db", BL_OPTION_TEXT, &db, "FILE", "the register"}, {0}};
    if (!bl_command_options(command, options, &count, arguments, &rest, &exit_code))
        return exit_code;
    if (count < 1 || count > WORDS_MAX)
        return bl_command_misused(command, "name 1 to %d words", WORDS_MAX);
    if (!bl_documents_open(command, db, &ledger, &exit_code))
        return exit_code;
    bl_status status = take_words(&t, rest, (size_t)count, &err);
    if (status == BL_OK)
        status = search(&t, ledger, &err);
    bl_documents_close(ledger);
    for (size_t i = 0; i < t.count; i++)
        bl_fold_deinit(&t.words[i]);
    bl_fold_deinit(&t.text);
    bl_buffer_deinit(&t.out);
    if (status != BL_OK)
        return bl_command_failed(&err);
    if (t.found == 0)
        fprintf(stderr, "bylaw: no provision holds %s%s\n", rest[0],
                count > 1 ? " and the rest" : "");
    return t.found > 0 ? BL_EXIT_DONE : BL_EXIT_NOT_HELD;
}

const bl_command bl_command_search = {
    "search", "WORD... --db FILE",
    "Finds the provisions that hold all of the words, in the last version of each document.\n\n"
    "Full and half width, case and blanks do not count. The exit code is 2 when nothing is found.",
    "bylaw search 登记号 --db register.db", run_search};

/* SPDX-License-Identifier: MIT
 * The fields that a script reads of its request are found in its text: wherever the first parameter
 * of a function of the notice is followed by a dot and a name. A file of the notice is read when
 * the first function that stands in it is met. */
#include "host/lint.h"

#include <lauxlib.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/list.h"
#include "host/lexer.h"
#include "host/rulebook.h"
#include "host/script.h"

typedef struct token {
    bl_text text;
    int line;
} token;

typedef struct tokens {
    token *at;
    size_t count;
    size_t room;
} tokens;

/* The script, or a part of it. */
typedef struct file {
    char *path;
    bl_buffer text;
    tokens tokens;
} file;

typedef struct lint {
    const bl_notice *notice;
    lua_State *L;
    const char *path;
    file *files;
    size_t file_count, file_room;
    bl_err failed; /* the first file that can't be read */
    bl_lint_report *report;
    void *context;
} lint;

static bool add_token(tokens *list, bl_text text, int line)
{
    token *at = bl_list_with_room(list->at, list->count, &list->room, sizeof *at);
    if (!at)
        return false;
    list->at = at;
    list->at[list->count++] = (token){text, line};
    return true;
}

static bool cut(bl_text text, tokens *out)
{
    bl_lexer lexer = bl_lexer_make(text);
    token next;
    while (bl_lexer_next(&lexer, &next.text, &next.line))
        if (!add_token(out, next.text, next.line))
            return false;
    return true;
}

static bool is(const token *word, const char *text)
{
    return bl_text_equal(word->text, bl_text_of(text));
}

static file *read_file(lint *l, const char *path)
{
    file *files = bl_list_with_room(l->files, l->file_count, &l->file_room, sizeof *files);
    char *copy = strdup(path);
    if (!files || !copy) {
        free(copy);
        l->files = files ? files : l->files;
        bl_fail(&l->failed, BL_NO_MEMORY, "no memory to read %s", path);
        return NULL;
    }
    l->files = files;
    file *new = &files[l->file_count++];
    *new = (file){.path = copy};
    if (bl_script_read(path, &new->text, &l->failed) == BL_OK &&
        !cut(bl_buffer_view(&new->text), &new->tokens))
        bl_fail(&l->failed, BL_NO_MEMORY, "no memory to read %s", path);
    return new;
}

static const file *find_file(lint *l, const char *path)
{
    for (size_t i = 0; i < l->file_count; i++)
        if (strcmp(l->files[i].path, path) == 0)
            return &l->files[i];
    return read_file(l, path);
}

static void close_files(lint *l)
{
    for (size_t i = 0; i < l->file_count; i++) {
        free(l->files[i].path);
        free(l->files[i].tokens.at);
        bl_buffer_deinit(&l->files[i].text);
    }
    free(l->files);
}

static void check_access(lint *l, const char *path, const bl_function *function, const token *read)
{
    char name[128];
    bl_buffer words = {0};
    snprintf(name, sizeof name, "%.*s", (int)read->text.size, read->text.at);
    if (bl_record_field(&function->record, name))
        return;
    bl_buffer_format(&words, "%s:%d: %s has no field \"%s\"; did you mean \"%s\"?", path,
                     read->line, function->name, name, bl_record_nearest(&function->record, name));
    if (bl_buffer_status(&words, &l->failed) == BL_OK)
        l->report(l->context, BL_LINT_FINDING, words.at);
    bl_buffer_deinit(&words);
}

/* Reads the text of one Lua function, given by its registry reference. */
static void check_function(lint *l, const bl_function *function, int reference)
{
    lua_Debug where;
    if (reference == LUA_NOREF)
        return;
    lua_rawgeti(l->L, LUA_REGISTRYINDEX, reference);
    const char *request = lua_getlocal(l->L, NULL, 1);
    lua_getinfo(l->L, ">S", &where);
    if (!request || *where.source != '@' || bl_script_is_trusted(where.short_src))
        return;
    const file *text = find_file(l, where.source + 1);
    const token *at = text ? text->tokens.at : NULL;
    for (size_t i = 0; text && i + 2 < text->tokens.count; i++) {
        if (at[i].line < where.linedefined || at[i].line > where.lastlinedefined)
            continue;
        bool chained = i > 0 && (is(&at[i - 1], ".") || is(&at[i - 1], ":"));
        if (!chained && is(&at[i], request) && is(&at[i + 1], "."))
            check_access(l, text->path, function, &at[i + 2]);
    }
}

static void check_functions(lint *l)
{
    for (size_t i = 0; i < bl_notice_function_count(l->notice); i++) {
        const bl_function *function = bl_notice_function_at(l->notice, i);
        check_function(l, function, function->given);
        check_function(l, function, function->act);
        for (size_t r = 0; r < function->rule_count; r++) {
            check_function(l, function, function->rules[r].when);
            check_function(l, function, function->rules[r].test);
        }
    }
}

static bl_status note_rules(const lint *l, bl_notice *notice, bl_err *err)
{
    for (size_t i = 0; i < bl_rulebook_count(notice); i++) {
        bl_rulebook_entry entry;
        bl_err trouble = {0};
        bool found = false;
        char words[768];
        bl_text name = bl_text_of(bl_rulebook_name(notice, i));
        bl_status status = bl_rulebook_find(notice, name, &entry, &found, &trouble);
        if (status == BL_SCRIPT)
            l->report(l->context, BL_LINT_FINDING, trouble.text);
        else if (status != BL_OK)
            return bl_fail(err, status, "%s", trouble.text);
        if (!found || !entry.reason)
            continue;
        snprintf(words, sizeof words, "%s: note: %s stays row by row, because %s", l->path,
                 entry.name, entry.reason);
        l->report(l->context, BL_LINT_NOTE, words);
    }
    return BL_OK;
}

bl_status bl_lint_run(const char *path, bl_lint_report *report, void *context, bl_err *err)
{
    bl_notice *notice = NULL;
    bl_err trouble = {0};
    bl_status status = bl_notice_open(path, &notice, &trouble);
    if (status == BL_SCRIPT || status == BL_INVALID || status == BL_NOT_FOUND) {
        report(context, BL_LINT_FINDING, trouble.text);
        return BL_OK;
    }
    if (status != BL_OK)
        return bl_fail(err, status, "%s", trouble.text);
    lint l = {.notice = notice,
              .L = bl_notice_lua(notice),
              .path = path,
              .report = report,
              .context = context};
    check_functions(&l);
    status = l.failed.status == BL_OK ? note_rules(&l, notice, err)
                                      : bl_fail(err, l.failed.status, "%s", l.failed.text);
    close_files(&l);
    bl_notice_close(notice);
    return status;
}

/* SPDX-License-Identifier: MIT */
#include "app/rules.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>

#include "app/pretty.h"
#include "app/reply.h"
#include "host/lexer.h"
#include "host/script.h"

static bl_status write_rule(bl_session *s, bl_text name, bl_rulebook_form form, const char *fact,
                            bl_err *err)
{
    bl_policy *policy;
    bl_rulebook_entry entry;
    bl_status status = bl_order_rule(s, name, &policy, &entry, err);
    if (status == BL_OK)
        status = bl_notice_suppose_at(policy->notice, bl_session_now(s), err);
    if (status == BL_OK)
        status = bl_rulebook_write_in_force(policy->notice, &entry, form, fact, &s->out, err);
    return status;
}

bl_status bl_rules_table(bl_session *s, bl_text words, bl_err *err)
{
    bl_text name = bl_order_word(&words);
    if (name.size > 0)
        return write_rule(s, name, BL_RULEBOOK_ALIGNED, NULL, err);
    bl_status status = BL_OK;
    for (size_t i = 0; status == BL_OK && i < s->policy_count; i++)
        if (s->policies[i].notice && bl_rulebook_count(s->policies[i].notice) > 0)
            status = bl_rulebook_write_list(s->policies[i].notice, &s->out, err);
    return status;
}

bl_status bl_rules_cliffs(bl_session *s, bl_text words, bl_err *err)
{
    bl_text name = bl_order_word(&words), fact = bl_order_word(&words);
    bl_buffer copy = {0};
    if (name.size == 0)
        return bl_fail(err, BL_INVALID, "expected :cliffs RULE [FIELD]");
    bl_status status = write_rule(s, name, BL_RULEBOOK_CLIFFS,
                                  fact.size > 0 ? bl_order_string(fact, &copy) : NULL, err);
    bl_buffer_deinit(&copy);
    return status;
}

/* Why not */

/* The rules of an award that a request to it does not get. */
static bl_status tell_measures(bl_session *s, bl_policy *policy, bl_text request, bl_err *err)
{
    size_t before = s->out.size;
    bl_status status = BL_OK;
    for (size_t i = 0; status == BL_OK && i < bl_rulebook_count(policy->notice); i++) {
        bl_rulebook_entry entry;
        bl_err own = {0};
        bool found;
        bl_text name = bl_text_of(bl_rulebook_name(policy->notice, i));
        status = bl_rulebook_find(policy->notice, name, &entry, &found, err);
        if (status != BL_OK || entry.function)
            continue;
        status =
            bl_rulebook_why_not(policy->notice, &entry, request, bl_session_now(s), &s->out, &own);
        if (status == BL_NOT_FOUND) {
            bl_buffer_format(&s->out, "%s\n", own.text);
            status = BL_OK;
        } else if (status != BL_OK) {
            bl_fail(err, status, "%s", own.text);
        }
    }
    if (status == BL_OK && s->out.size == before)
        bl_buffer_add_text(&s->out, "nothing is refused 没有不予给付的条目\n");
    return status;
}

static bl_status tell_rule(bl_session *s, bl_policy *policy, const bl_rulebook_entry *entry,
                           bl_text request, bl_err *err)
{
    size_t before = s->out.size;
    bl_status status =
        bl_rulebook_why_not(policy->notice, entry, request, bl_session_now(s), &s->out, err);
    if (status == BL_OK && s->out.size == before)
        bl_buffer_format(&s->out, "%s gives: nothing is missing 已符合\n", entry->name);
    return status;
}

/* A function without a table is asked, and the rule that refused is told. */
static bl_status tell_refusal(bl_session *s, bl_policy *policy, const bl_function *function,
                              bl_text request, bl_err *err)
{
    bl_buffer answer = {0};
    bl_status status = bl_session_ask(s, policy, function, request, &answer, err);
    json_t *object = status == BL_OK ? json_loadb(answer.at, answer.size, 0, NULL) : NULL;
    if (object && bl_reply_ok(object))
        bl_buffer_format(&s->out, "%s is granted: nothing is missing 已通过\n", function->name);
    else if (object)
        bl_pretty_write_short(function, policy->labels, object, s->coloured, 1, &s->out);
    if (object && !bl_reply_ok(object))
        bl_buffer_format(&s->out, "  %s has no decision table, so no smallest change is told\n",
                         function->name);
    json_decref(object);
    bl_buffer_deinit(&answer);
    return status;
}

static bool has_measures(bl_policy *policy)
{
    bl_err err = {0};
    bool found;
    for (size_t i = 0; i < bl_rulebook_count(policy->notice); i++) {
        bl_rulebook_entry entry;
        bl_text name = bl_text_of(bl_rulebook_name(policy->notice, i));
        if (bl_rulebook_find(policy->notice, name, &entry, &found, &err) == BL_OK &&
            !entry.function)
            return true;
    }
    return false;
}

static bl_status tell(bl_session *s, bl_text name, bl_text request, bl_err *err)
{
    bl_policy *policy;
    bl_rulebook_entry entry;
    const bl_function *function;
    bl_err not_a_rule = {0};
    bl_status status = bl_order_rule(s, name, &policy, &entry, &not_a_rule);
    if (status == BL_OK)
        return tell_rule(s, policy, &entry, request, err);
    if (status != BL_NOT_FOUND)
        return bl_fail(err, status, "%s", not_a_rule.text);
    status = bl_order_function(s, name, &policy, &function, err);
    if (status != BL_OK)
        return status;
    if (strcmp(function->name, "award") == 0 && has_measures(policy))
        return tell_measures(s, policy, request, err);
    return tell_refusal(s, policy, function, request, err);
}

bl_status bl_rules_why_not(bl_session *s, bl_text words, bl_err *err)
{
    size_t size = 0;
    bl_shell_trouble trouble = {0};
    bl_buffer request = {0};
    words = bl_order_trim(words);
    while (size < words.size && !strchr(" \t\n{", words.at[size]))
        size++;
    bl_text name = {words.at, size};
    bl_text table = bl_order_trim((bl_text){words.at + size, words.size - size});
    const bl_asked *last = bl_session_last(s);
    if (name.size == 0)
        return bl_fail(err, BL_INVALID, "expected :whynot FUNCTION { field = value, ... }");
    if (table.size == 0 && last)
        bl_buffer_add_text(&request, last->request);
    bl_shell_end end =
        table.size > 0 ? bl_shell_read(s->shell, table, &request, &trouble) : BL_SHELL_DONE;
    bl_status status;
    if (end == BL_SHELL_STOPPED)
        status = bl_fail(err, BL_STOPPED, "stopped");
    else if (end != BL_SHELL_DONE)
        status =
            bl_fail(err, BL_INVALID, "column %d of the table: %s", trouble.column, trouble.words);
    else
        status = tell(s, name, request.size > 0 ? bl_buffer_view(&request) : bl_text_of("{}"), err);
    bl_buffer_deinit(&request);
    return status;
}

/* Source */

/* Where the line of `at` begins. */
static size_t line_start(bl_text text, size_t at)
{
    while (at > 0 && text.at[at - 1] != '\n')
        at--;
    return at;
}

/* Where the declaration ends that begins at `from`: behind the bracket that closes its first. */
static size_t declaration_end(bl_text text, size_t from)
{
    bl_lexer lexer = bl_lexer_make((bl_text){text.at + from, text.size - from});
    bl_text token;
    int line, depth = 0;
    while (bl_lexer_next(&lexer, &token, &line)) {
        depth += *token.at == '{' || *token.at == '(';
        if (*token.at != '}' && *token.at != ')')
            continue;
        if (--depth == 0)
            return (size_t)(token.at - text.at) + 1;
    }
    return text.size;
}

/* Finds `:word "name" {`, the form of all declarations. */
static bool find_declaration(bl_text text, bl_text name, size_t *from)
{
    for (size_t at = 1; at + name.size + 1 < text.size; at++) {
        if (text.at[at - 1] != '"' || text.at[at + name.size] != '"' ||
            memcmp(text.at + at, name.at, name.size) != 0)
            continue;
        size_t behind = at + name.size + 1;
        while (behind < text.size && strchr(" \t\n)", text.at[behind]))
            behind++;
        size_t start = line_start(text, at);
        bl_text line = {text.at + start, at - start};
        if (behind < text.size && text.at[behind] == '{' && memchr(line.at, ':', line.size)) {
            *from = start;
            return true;
        }
    }
    return false;
}

static void write_lines(bl_text text, size_t from, size_t end, bl_buffer *out)
{
    int line = 1;
    for (size_t i = 0; i < from; i++)
        line += text.at[i] == '\n';
    while (from < end) {
        size_t stop = from;
        while (stop < end && text.at[stop] != '\n')
            stop++;
        bl_buffer_format(out, "%5d  %.*s\n", line++, (int)(stop - from), text.at + from);
        from = stop + 1;
    }
}

/* Writes the declaration if the file has it. */
static bool write_from(const char *path, bl_text name, bl_buffer *out)
{
    bl_buffer file = {0};
    bl_err err = {0};
    size_t from = 0;
    bool found = bl_script_read(path, &file, &err) == BL_OK &&
                 find_declaration(bl_buffer_view(&file), name, &from);
    if (found) {
        bl_text text = bl_buffer_view(&file);
        bl_buffer_format(out, "%s\n", path);
        write_lines(text, from, declaration_end(text, from), out);
    }
    bl_buffer_deinit(&file);
    return found;
}

/* The parts of a notice lie in the folder beside it that has its name. */
static bool write_from_parts(const bl_policy *policy, bl_text name, bl_buffer *out)
{
    bl_buffer folder = {0}, path = {0};
    bl_buffer_add(&folder, policy->path, strlen(policy->path) - strlen(".lua"));
    DIR *list = folder.failed ? NULL : opendir(folder.at);
    bool found = false;
    for (struct dirent *entry; list && !found && (entry = readdir(list)) != NULL;) {
        bl_buffer_clear(&path);
        bl_buffer_format(&path, "%s/%s", folder.at, entry->d_name);
        found = strstr(entry->d_name, ".lua") && !path.failed && write_from(path.at, name, out);
    }
    if (list)
        closedir(list);
    bl_buffer_deinit(&folder);
    bl_buffer_deinit(&path);
    return found;
}

bl_status bl_rules_source(bl_session *s, bl_text words, bl_err *err)
{
    bl_text name = bl_order_word(&words);
    bl_policy *policy;
    bl_rulebook_entry entry;
    const bl_function *function;
    bl_err not_a_rule = {0};
    if (name.size == 0)
        return bl_fail(err, BL_INVALID, "expected :source RULE");
    bl_status status = bl_order_rule(s, name, &policy, &entry, &not_a_rule);
    if (status != BL_OK)
        status = bl_order_function(s, name, &policy, &function, err);
    if (status != BL_OK)
        return status;
    const char *dot = memchr(name.at, '.', name.size);
    if (dot)
        name = (bl_text){dot + 1, name.size - (size_t)(dot - name.at) - 1};
    if (write_from(policy->path, name, &s->out) || write_from_parts(policy, name, &s->out))
        return BL_OK;
    bl_buffer_format(&s->out, "%.*s is made by the library of notices: %s does not spell it out\n",
                     (int)name.size, name.at, policy->path);
    return BL_OK;
}

/* SPDX-License-Identifier: MIT */
#include "host/citations.h"

#include <jansson.h>
#include <stdio.h>
#include <string.h>

#include "gazette/mark.h"
#include "gazette/numeral.h"
#include "host/lexer.h"
#include "host/script.h"

#define DEPTH_MAX      64 /* of tables that a citation stands in */
#define TABLE_NAME_MAX 64 /* bytes of the name of one */

static bool is_known(const bl_citations *citations, const bl_citation *new)
{
    for (const bl_citation *at = citations->first; at; at = at->next)
        if (at->by == new->by && bl_text_equal(at->cite, new->cite) &&
            bl_text_equal(at->who, new->who) && bl_text_equal(at->where, new->where))
            return true;
    return false;
}

/* Adds one that is not known yet. */
static void add_one(bl_citations *citations, bl_citation new)
{
    bl_citation *kept =
        is_known(citations, &new) ? NULL : bl_arena_new(&citations->arena, sizeof *kept);
    if (!kept)
        return;
    *kept = (bl_citation){.by = new.by,
                          .cite = bl_arena_copy(&citations->arena, new.cite),
                          .who = bl_arena_copy(&citations->arena, new.who),
                          .where = bl_arena_copy(&citations->arena, new.where)};
    *(citations->last ? &citations->last->next : &citations->first) = kept;
    citations->last = kept;
}

/* The size of (三) at a byte of a citation; 0 when something else stands there. */
static size_t item_size(bl_text cite, size_t at)
{
    size_t end = at + 1;
    int number;
    bool is_item = at < cite.size && cite.at[at] == '(' &&
                   bl_numeral_read(cite, &end, &number) == BL_NUMERAL_CHINESE &&
                   bl_mark_at(cite, end, ")");
    return is_item ? end + 1 - at : 0;
}

/* An item does not stand in an item: 二(三)(四) are two, 二(三) and 二(四). False when there is but
 * one citation. */
static bool add_items(bl_citations *citations, bl_citation new)
{
    size_t first = 0, size, at;
    while (first < new.cite.size &&
           ((size = item_size(new.cite, first)) == 0 || item_size(new.cite, first + size) == 0))
        first++;
    for (at = first; (size = item_size(new.cite, at)) > 0; at += size) {
        bl_buffer one = {0};
        bl_citation item = new;
        bl_buffer_add(&one, new.cite.at, first);
        bl_buffer_add(&one, new.cite.at + at, size);
        item.cite = one.at ? bl_buffer_view(&one) : new.cite;
        citations->arena.failed |= one.failed;
        add_one(citations, item);
        bl_buffer_deinit(&one);
    }
    return at > first;
}

/* "-" cites nothing. */
static void add(bl_citations *citations, bl_cited_by by, bl_text cite, bl_text who, bl_text where)
{
    bl_buffer plain = {0};
    bl_citation new = {.by = by, .cite = cite, .who = who, .where = where};
    if (bl_text_equal(cite, bl_text_of("-")) || cite.size == 0)
        return;
    bl_mark_plain_cite(cite, &plain);
    if (plain.size > 0 && bl_mark_is_cite(bl_buffer_view(&plain)))
        new.cite = bl_buffer_view(&plain);
    if (!add_items(citations, new))
        add_one(citations, new);
    citations->arena.failed |= plain.failed;
    bl_buffer_deinit(&plain);
}

static bl_text text_in(const json_t *object, const char *key)
{
    return bl_text_of(json_string_value(json_object_get(object, key)));
}

static const bl_text nothing = {"", 0};

/* What the notice declares */

static bl_status add_parameters(bl_citations *citations, bl_notice *notice, bl_err *err)
{
    bl_buffer text = {0};
    size_t i, j;
    json_t *entry, *change;
    bl_status status = bl_parameters_list(bl_notice_parameters(notice), &text, err);
    json_t *list = status == BL_OK ? json_loadb(text.at, text.size, 0, NULL) : NULL;
    json_array_foreach(list, i, entry)
    {
        bl_text name = text_in(entry, "name");
        add(citations, BL_CITED_BY_PARAMETER, text_in(entry, "cite"), name, nothing);
        json_array_foreach(json_object_get(entry, "changes"), j, change)
        {
            add(citations, BL_CITED_BY_PARAMETER, text_in(change, "cite"), name, nothing);
        }
    }
    json_decref(list);
    bl_buffer_deinit(&text);
    return status;
}

/* function.rule */
static void join(const char *function, bl_text rule, bl_buffer *out)
{
    bl_buffer_clear(out);
    bl_buffer_add_text(out, function);
    if (rule.size > 0)
        bl_buffer_add_char(out, '.');
    bl_buffer_add(out, rule.at, rule.size);
}

static void add_rules(bl_citations *citations, const bl_notice *notice)
{
    bl_buffer who = {0};
    for (size_t i = 0; i < bl_notice_function_count(notice); i++) {
        const bl_function *function = bl_notice_function_at(notice, i);
        for (size_t r = 0; r < function->rule_count; r++) {
            join(function->name, bl_text_of(function->rules[r].refusal), &who);
            add(citations, BL_CITED_BY_RULE, bl_text_of(function->rules[r].cite),
                bl_buffer_view(&who), nothing);
        }
    }
    citations->arena.failed |= who.failed;
    bl_buffer_deinit(&who);
}

static bl_status add_prose(bl_citations *citations, bl_notice *notice, bl_err *err)
{
    json_t *list = NULL, *entry;
    size_t i;
    bl_status status = bl_notice_says(notice, "prose", &list, err);
    json_array_foreach(list, i, entry)
    {
        add(citations, BL_CITED_AS_PROSE, text_in(entry, "cite"), text_in(entry, "why"), nothing);
    }
    json_decref(list);
    return status;
}

/* The text of its script */

/* A table that is open: its own name, if it has one. */
typedef struct table {
    char name[TABLE_NAME_MAX];
} table;

typedef struct reader {
    bl_citations *citations;
    const char *path;
    table tables[DEPTH_MAX];
    size_t depth;      /* of the tables that are open, also of those past the most that are kept */
    bl_text before[2]; /* the last tokens, the latest first */
} reader;

/* What stands between the quotes of a token that has some. */
static bool unquote(bl_text token, bl_text *out)
{
    bool quoted = token.size >= 2 && (token.at[0] == '"' || token.at[0] == '\'');
    *out = quoted ? (bl_text){token.at + 1, token.size - 2} : token;
    return quoted;
}

static bool is(bl_text token, const char *word)
{
    return bl_text_equal(token, bl_text_of(word));
}

/* Whether the text can be nothing but a citation. */
static bool looks_like_a_cite(bl_text text)
{
    static const char *const words[] = {"通知", "附件", "表", "专栏", "表头"};
    bool has_chinese = false;
    for (size_t i = 0; i < text.size; i++)
        has_chinese |= (text.at[i] & 0x80) != 0;
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (is(text, words[i]))
            return false;
    return has_chinese && bl_mark_is_cite(text);
}

static table *innermost(reader *r)
{
    return r->depth > 0 && r->depth <= DEPTH_MAX ? &r->tables[r->depth - 1] : NULL;
}

static void add_place(reader *r, bl_text cite, int line)
{
    bl_buffer who = {0}, where = {0};
    for (size_t i = 0; i < r->depth && i < DEPTH_MAX; i++)
        if (r->tables[i].name[0])
            bl_buffer_format(&who, "%s%s", who.size > 0 ? "." : "", r->tables[i].name);
    bl_buffer_format(&where, "%s:%d", r->path, line);
    r->citations->arena.failed |= who.failed || where.failed;
    if (!where.failed)
        add(r->citations, BL_CITED_BY_PLACE, cite, who.at ? bl_buffer_view(&who) : nothing,
            bl_buffer_view(&where));
    bl_buffer_deinit(&who);
    bl_buffer_deinit(&where);
}

static void take_string(reader *r, bl_text text, int line)
{
    table *within = innermost(r);
    if (looks_like_a_cite(text))
        add_place(r, text, line);
    else if (within && (is(r->before[0], "{") || (is(r->before[0], "=") && is(r->before[1], "of"))))
        bl_text_copy(text, within->name, sizeof within->name);
}

static void open_table(reader *r)
{
    bl_text name;
    r->depth++;
    table *within = innermost(r);
    if (within)
        bl_text_copy(unquote(r->before[0], &name) ? name : nothing, within->name,
                     sizeof within->name);
}

static void take(reader *r, bl_text token, int line)
{
    bl_text text;
    if (unquote(token, &text))
        take_string(r, text, line);
    else if (is(token, "{"))
        open_table(r);
    else if (is(token, "}") && r->depth > 0)
        r->depth--;
    r->before[1] = r->before[0];
    r->before[0] = token;
}

static bl_status read_script(bl_citations *citations, const char *path, bl_err *err)
{
    bl_buffer text = {0};
    bl_text token;
    int line;
    reader r = {.citations = citations, .path = path};
    bl_status status = bl_script_read(path, &text, err);
    if (status == BL_OK && text.at) {
        bl_lexer lexer = bl_lexer_make(bl_buffer_view(&text));
        lexer.with_quoted = true;
        while (bl_lexer_next(&lexer, &token, &line))
            take(&r, token, line);
    }
    bl_buffer_deinit(&text);
    return status;
}

static bl_status read_parts(bl_citations *citations, const bl_notice *notice, bl_err *err)
{
    bl_text left = bl_notice_parts(notice);
    bl_status status = BL_OK;
    while (left.size > 0 && status == BL_OK) {
        const char *end = memchr(left.at, '\n', left.size);
        bl_text path =
            bl_arena_copy(&citations->arena, (bl_text){left.at, (size_t)(end - left.at)});
        left = (bl_text){end + 1, left.size - path.size - 1};
        if (citations->arena.failed)
            break;
        status = read_script(citations, path.at, err);
    }
    return status;
}

bl_status bl_citations_read(bl_citations *citations, bl_notice *notice, const char *path,
                            bl_err *err)
{
    bl_status status = add_parameters(citations, notice, err);
    if (status == BL_OK)
        status = add_prose(citations, notice, err);
    add_rules(citations, notice);
    if (status == BL_OK)
        status = read_script(citations, path, err);
    if (status == BL_OK)
        status = read_parts(citations, notice, err);
    return status == BL_OK ? bl_arena_status(&citations->arena, err) : status;
}

/* Its worked cases */

typedef struct hearing {
    bl_citations *citations;
    const char *name;
    json_t *answers; /* of the running case: [function, answer, ...] */
    bool is_other;   /* the cases are another notice's */
} hearing;

static void hear_answer(void *context, const bl_notice *notice, const bl_function *function,
                        const json_t *answer)
{
    hearing *h = context;
    h->is_other = strcmp(bl_notice_name(notice), h->name) != 0;
    if (h->is_other)
        return;
    if (json_array_append_new(h->answers, json_string(function->name)) != 0 ||
        json_array_append(h->answers, (json_t *)answer) != 0)
        h->citations->arena.failed = true;
}

/* Everything in an answer that cites. */
static void add_cites(bl_citations *citations, const char *function, const json_t *value)
{
    static const char *const names[] = {"rule", "code", "duty", NULL};
    bl_text cite = text_in(value, "cite"), rule = nothing;
    const char *key;
    json_t *member;
    size_t i;
    for (i = 0; names[i] && rule.size == 0; i++)
        rule = text_in(value, names[i]);
    if (cite.size > 0) {
        bl_buffer who = {0};
        join(function, rule, &who);
        add(citations, BL_CITED_BY_CASE, cite, bl_buffer_view(&who), nothing);
        bl_buffer_deinit(&who);
    }
    json_array_foreach(value, i, member)
    {
        add_cites(citations, function, member);
    }
    json_object_foreach((json_t *)value, key, member)
    {
        add_cites(citations, function, member);
    }
}

/* The answers of a case that did not hold show nothing. */
static void hear_report(void *context, const char *sentence, const char *failure)
{
    (void)sentence;
    hearing *h = context;
    size_t count = json_array_size(h->answers);
    for (size_t i = 0; !failure && i + 1 < count; i += 2)
        add_cites(h->citations, json_string_value(json_array_get(h->answers, i)),
                  json_array_get(h->answers, i + 1));
    json_array_clear(h->answers);
}

bl_status bl_citations_run(bl_citations *citations, const char *name, const char *path, bl_err *err)
{
    hearing h = {.citations = citations, .name = name, .answers = json_array()};
    bl_cases_result result = {0};
    bl_cases_ear ear = {hear_report, hear_answer, &h};
    bl_status status = h.answers ? bl_cases_run(path, ear, &result, err)
                                 : bl_fail(err, BL_NO_MEMORY, "no memory to run %s", path);
    if (!h.is_other) {
        citations->cases += result.passed + result.failed;
        citations->failed += result.failed;
    }
    json_decref(h.answers);
    return status == BL_OK ? bl_arena_status(&citations->arena, err) : status;
}

void bl_citations_deinit(bl_citations *citations)
{
    bl_arena_deinit(&citations->arena);
    *citations = (bl_citations){0};
}

/* SPDX-License-Identifier: MIT */
#include "app/completion.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>

#define DEPTH_MAX 16 /* of tables within tables */

/* What is being completed. */
typedef struct wish {
    bl_session *session;
    bl_text begun;
    const char *before; /* a candidate is this, the name and `behind` */
    const char *behind;
    bl_candidates *out;
} wish;

static void offer(void *context, bl_text name)
{
    wish *w = context;
    bl_buffer word = {0};
    bl_buffer_add_text(&word, w->before ? w->before : "");
    bl_buffer_add(&word, name.at, name.size);
    bl_buffer_add_text(&word, w->behind ? w->behind : "");
    if (!word.failed && word.size >= w->begun.size && w->out->count < BL_CANDIDATES_MAX &&
        memcmp(word.at, w->begun.at, w->begun.size) == 0)
        w->out->list[w->out->count++] = word.at;
    else
        bl_buffer_deinit(&word);
}

static void offer_string(wish *w, const char *name)
{
    offer(w, bl_text_of(name));
}

static bool is_name_byte(char byte)
{
    return byte == '_' || (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') ||
           (byte >= 'A' && byte <= 'Z');
}

/* Where the word begins that ends where the text does; `also` are more bytes that a word has. */
static size_t word_start(bl_text text, const char *also)
{
    size_t at = text.size;
    while (at > 0 && (is_name_byte(text.at[at - 1]) || (unsigned char)text.at[at - 1] >= 0x80 ||
                      (*also && strchr(also, text.at[at - 1]))))
        at--;
    return at;
}

static void begin_at(wish *w, bl_text text, size_t start)
{
    w->out->start = start;
    w->begun = (bl_text){text.at + start, text.size - start};
}

/* Orders */

/* "policy." in front where what was begun has it, or where there are several. */
static void offer_of_policies(wish *w, void (*names)(wish *w, const bl_policy *policy))
{
    for (size_t i = 0; i < w->session->policy_count; i++) {
        const bl_policy *policy = &w->session->policies[i];
        if (!policy->notice)
            continue;
        bl_buffer head = {0};
        names(w, policy);
        bl_buffer_format(&head, "%s.", policy->word);
        w->before = head.at;
        if (memchr(w->begun.at, '.', w->begun.size))
            names(w, policy);
        w->before = NULL;
        bl_buffer_deinit(&head);
    }
}

static void functions_of(wish *w, const bl_policy *policy)
{
    for (size_t i = 0; i < bl_notice_function_count(policy->notice); i++)
        offer_string(w, bl_notice_function_at(policy->notice, i)->name);
}

static void rules_of(wish *w, const bl_policy *policy)
{
    for (size_t i = 0; i < bl_rulebook_count(policy->notice); i++)
        offer_string(w, bl_rulebook_name(policy->notice, i));
}

static void both_of(wish *w, const bl_policy *policy)
{
    functions_of(w, policy);
    for (size_t i = 0; i < bl_rulebook_count(policy->notice); i++) {
        const char *name = bl_rulebook_name(policy->notice, i);
        if (!bl_notice_function(policy->notice, bl_text_of(name)))
            offer_string(w, name);
    }
}

static void figures_of(wish *w, const bl_policy *policy)
{
    size_t i;
    json_t *entry;
    json_array_foreach(policy->figures, i, entry)
    {
        offer_string(w, json_string_value(json_object_get(entry, "name")));
    }
}

static void fields_of_last(wish *w)
{
    const bl_asked *last = bl_session_last(w->session);
    const bl_function *function =
        last && last->policy->notice
            ? bl_notice_function(last->policy->notice, bl_text_of(last->function))
            : NULL;
    for (size_t i = 0; function && i < function->record.count; i++)
        offer_string(w, function->record.fields[i].name);
}

/* The files of the folder that was begun. */
static void files(wish *w)
{
    size_t head = w->begun.size;
    while (head > 0 && w->begun.at[head - 1] != '/')
        head--;
    bl_buffer folder = {0};
    bl_buffer_add(&folder, w->begun.at, head);
    w->before = head > 0 ? folder.at : NULL;
    DIR *list = opendir(head > 0 && !folder.failed ? folder.at : ".");
    for (struct dirent *entry; list && (entry = readdir(list)) != NULL;) {
        if (entry->d_name[0] == '.')
            continue;
        w->behind = entry->d_type == DT_DIR ? "/" : NULL;
        offer_string(w, entry->d_name);
    }
    if (list)
        closedir(list);
    w->before = w->behind = NULL;
    bl_buffer_deinit(&folder);
}

static void codes_of_figure(wish *w, bl_text name)
{
    bl_policy *policy;
    const json_t *entry;
    bl_err err = {0};
    size_t i;
    json_t *code;
    if (bl_order_parameter(w->session, bl_order_trim(name), &policy, &entry, &err) != BL_OK)
        return;
    json_array_foreach(json_object_get(entry, "codes"), i, code)
    {
        offer_string(w, json_string_value(code));
    }
}

static void orders(wish *w)
{
    for (const bl_order *order = bl_orders; order->name; order++)
        offer_string(w, order->name);
}

static void wanted(wish *w, const bl_order *order)
{
    w->behind = NULL;
    switch (order->wants) {
    case BL_WANTS_ORDER:
        orders(w);
        offer_of_policies(w, functions_of);
        break;
    case BL_WANTS_POLICY:
        for (size_t i = 0; i < w->session->policy_count; i++)
            offer_string(w, w->session->policies[i].word);
        break;
    case BL_WANTS_FUNCTION:
        offer_of_policies(w, both_of);
        break;
    case BL_WANTS_RULE:
        offer_of_policies(w, rules_of);
        break;
    case BL_WANTS_PARAMETER:
        w->behind = strcmp(order->name, "set") == 0 ? "=" : NULL;
        offer_of_policies(w, figures_of);
        break;
    case BL_WANTS_FIELD:
        fields_of_last(w);
        break;
    case BL_WANTS_FILE:
        files(w);
        break;
    case BL_WANTS_NOTHING:
        break;
    }
}

static void complete_order(wish *w, bl_text text)
{
    bl_text rest = {text.at + 1, text.size - 1};
    size_t size = 0;
    while (size < rest.size && is_name_byte(rest.at[size]))
        size++;
    if (size == rest.size) {
        begin_at(w, text, 1);
        w->behind = " ";
        orders(w);
        return;
    }
    size_t start = text.size;
    while (start > 0 && text.at[start - 1] != ' ')
        start--;
    begin_at(w, text, start);
    const char *equals = memchr(w->begun.at, '=', w->begun.size);
    if (equals) {
        bl_text name = {w->begun.at, (size_t)(equals - w->begun.at)};
        begin_at(w, text, start + name.size + 1);
        codes_of_figure(w, name);
        return;
    }
    for (const bl_order *order = bl_orders; order->name; order++)
        if (bl_text_equal(bl_text_of(order->name), (bl_text){rest.at, size}))
            wanted(w, order);
}

/* Lua */

/* The tables that are open at the end of a text. */
typedef struct open_tables {
    size_t at[DEPTH_MAX]; /* of their brackets */
    size_t depth;
    char quote;       /* the text ends within a string; else 0 */
    size_t quoted_at; /* where it begins */
} open_tables;

static open_tables find_open(bl_text text)
{
    open_tables open = {0};
    for (size_t i = 0; i < text.size; i++) {
        char byte = text.at[i];
        if (open.quote) {
            i += byte == '\\';
            if (byte == open.quote)
                open.quote = 0;
        } else if (byte == '"' || byte == '\'') {
            open.quote = byte;
            open.quoted_at = i;
        } else if (byte == '{' && open.depth < DEPTH_MAX) {
            open.at[open.depth++] = i;
        } else if (byte == '}' && open.depth > 0) {
            open.depth--;
        }
    }
    return open;
}

/* The word before a place, over blanks and `over`; of nothing when there is none. */
static bl_text word_before(bl_text text, size_t at, const char *over, const char *also)
{
    while (at > 0 && strchr(over, text.at[at - 1]))
        at--;
    size_t start = word_start((bl_text){text.at, at}, also);
    return (bl_text){text.at + start, at - start};
}

static const bl_field *field_named(const bl_record *record, bl_text name)
{
    for (size_t i = 0; record && i < record->count; i++)
        if (bl_text_equal(name, bl_text_of(record->fields[i].name)))
            return &record->fields[i];
    return NULL;
}

/* The record that the innermost open table is; NULL when it is none of a request. */
static const bl_record *record_at(bl_session *s, bl_text text, const open_tables *open,
                                  bl_policy **policy)
{
    const bl_function *function;
    bl_err err = {0};
    if (open->depth == 0)
        return NULL;
    bl_text name = word_before(text, open->at[0], " (\t\n", ".");
    if (name.size == 0 || bl_order_function(s, name, policy, &function, &err) != BL_OK)
        return NULL;
    const bl_record *record = &function->record;
    for (size_t i = 1; record && i < open->depth; i++) {
        bl_text inner = word_before(text, open->at[i], " =\t\n", "");
        const bl_field *field = field_named(record, inner);
        if (inner.size > 0)
            record = field ? field->record : NULL;
    }
    return record;
}

static void codes_of_field(wish *w, const bl_policy *policy, const bl_field *field)
{
    lua_State *L = bl_notice_lua(policy->notice);
    for (size_t i = 0; i < bl_field_code_count(L, field); i++) {
        bl_buffer code = {0};
        bl_field_code_write(L, field, i, &code);
        offer_string(w, code.at ? code.at : "");
        bl_buffer_deinit(&code);
    }
}

static void values_of_field(wish *w, const bl_policy *policy, const bl_field *field)
{
    if (field->type == BL_TYPE_BOOL) {
        offer_string(w, "true");
        offer_string(w, "false");
    } else if (field->type == BL_TYPE_CODE) {
        w->before = w->behind = "\"";
        codes_of_field(w, policy, field);
    }
}

/* Within a request. */
static void complete_request(wish *w, bl_text text, const open_tables *open, bl_policy *policy,
                             const bl_record *record)
{
    size_t start = open->quote ? open->quoted_at : word_start(text, "");
    bl_text name = word_before(text, start, " =\t\n", "");
    size_t gap = (size_t)(text.at + start - (name.at + name.size));
    bool assigned = name.size > 0 && memchr(name.at + name.size, '=', gap) != NULL;
    const bl_field *field = assigned ? field_named(record, name) : NULL;
    begin_at(w, text, start);
    if (field) {
        values_of_field(w, policy, field);
    } else if (!open->quote && !assigned) {
        w->behind = " = ";
        for (size_t i = 0; i < record->count; i++)
            if (i == 0 || strcmp(record->fields[i].name, record->fields[i - 1].name) != 0)
                offer_string(w, record->fields[i].name);
    }
}

static void complete_lua(wish *w, bl_text text)
{
    bl_policy *policy = NULL;
    bl_err err = {0};
    const open_tables open = find_open(text);
    const bl_record *record = record_at(w->session, text, &open, &policy);
    size_t start = word_start(text, "");
    if (record) {
        complete_request(w, text, &open, policy, record);
    } else if (!open.quote && start > 0 && text.at[start - 1] == '.') {
        policy = bl_session_policy(w->session, word_before(text, start - 1, "", ""));
        begin_at(w, text, start);
        w->behind = " {";
        if (policy)
            functions_of(w, policy);
    } else if (!open.quote) {
        begin_at(w, text, start);
        if (bl_shell_names(w->session->shell, offer, w, &err) != BL_OK)
            bl_candidates_deinit(w->out);
    }
}

static int by_bytes(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static void sort(bl_candidates *out)
{
    size_t kept = 0;
    if (out->count > 0)
        qsort(out->list, out->count, sizeof *out->list, by_bytes);
    for (size_t i = 0; i < out->count; i++) {
        if (kept > 0 && strcmp(out->list[kept - 1], out->list[i]) == 0)
            free(out->list[i]);
        else
            out->list[kept++] = out->list[i];
    }
    out->count = kept;
}

void bl_complete(bl_session *s, bl_text text, bl_candidates *out)
{
    *out = (bl_candidates){.start = text.size};
    wish w = {.session = s, .begun = bl_text_of(""), .out = out};
    bool is_order = text.size > 0 && (text.at[0] == ':' || text.at[0] == '.');
    if (is_order && !memchr(text.at, '{', text.size))
        complete_order(&w, text);
    else
        complete_lua(&w, text);
    sort(out);
}

void bl_candidates_deinit(bl_candidates *candidates)
{
    for (size_t i = 0; i < candidates->count; i++)
        free(candidates->list[i]);
    candidates->count = 0;
}

size_t bl_candidates_common(const bl_candidates *candidates)
{
    if (candidates->count == 0)
        return 0;
    size_t common = strlen(candidates->list[0]);
    for (size_t i = 1; i < candidates->count; i++) {
        size_t same = 0;
        while (same < common && candidates->list[0][same] == candidates->list[i][same])
            same++;
        common = same;
    }
    while (common > 0 && ((unsigned char)candidates->list[0][common] & 0xc0) == 0x80)
        common--;
    return common;
}

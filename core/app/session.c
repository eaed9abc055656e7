/* SPDX-License-Identifier: MIT */
#include "app/session.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/chart.h"
#include "app/interrupt.h"
#include "app/pretty.h"
#include "app/script_place.h"
#include "host/rulebook.h"

#define ASKED_MAX       10000
#define ASKED_BYTES_MAX (64u << 20) /* of requests and answers */
#define FLUSH_SIZE      (64u << 10)
#define REASONS_MOST    8
#define LAYER_WIDTH     32 /* of a value in the prompt, with its name */

bl_moment bl_session_now(const bl_session *s)
{
    bl_clock clock = bl_command_clock(s->at);
    return (bl_moment){bl_clock_now(&clock)};
}

const bl_asked *bl_session_last(const bl_session *s)
{
    return s->asked_count > 0 ? &s->asked[s->asked_count - 1] : NULL;
}

size_t bl_session_layer(const bl_session *s)
{
    size_t count = 0;
    for (size_t i = 0; i < s->policy_count; i++)
        count += json_object_size(s->policies[i].supposed);
    return count;
}

bl_policy *bl_session_policy(bl_session *s, bl_text word)
{
    for (size_t i = 0; i < s->policy_count; i++)
        if (s->policies[i].notice && bl_text_equal(word, bl_text_of(s->policies[i].word)))
            return &s->policies[i];
    return NULL;
}

bl_status bl_session_find(bl_session *s, bl_text text, bool (*has)(bl_policy *, bl_text),
                          bl_policy **policy, bl_text *name, bl_err *err)
{
    const char *dot = memchr(text.at, '.', text.size);
    size_t head = dot ? (size_t)(dot - text.at) : 0;
    *policy = dot ? bl_session_policy(s, (bl_text){text.at, head}) : NULL;
    if (*policy) {
        *name = (bl_text){dot + 1, text.size - head - 1};
        return has(*policy, *name) ? BL_OK : BL_NOT_FOUND;
    }
    size_t count = 0;
    *name = text;
    for (size_t i = 0; i < s->policy_count; i++)
        if (s->policies[i].notice && has(&s->policies[i], text)) {
            *policy = &s->policies[i];
            count++;
        }
    if (count > 1)
        return bl_fail(err, BL_INVALID, "several policies have %.*s: say which, as in %s.%.*s",
                       (int)text.size, text.at, (*policy)->word, (int)text.size, text.at);
    return count == 1 ? BL_OK : BL_NOT_FOUND;
}

/* The register */

static const char *folder_for_copies(void)
{
    const char *folder = getenv("TMPDIR");
    return folder && *folder ? folder : "/tmp";
}

static bl_status take_copy(bl_session *s, bl_err *err)
{
    bl_buffer path = {0};
    bl_buffer_format(&path, "%s/bylaw-snapshot-XXXXXX", folder_for_copies());
    s->snapshot = path.at;
    bl_status status = bl_buffer_status(&path, err);
    if (status != BL_OK)
        return status;
    int file = mkstemp(s->snapshot);
    if (file < 0)
        return bl_fail(err, BL_IO, "can't make %s: %s", s->snapshot, strerror(errno));
    close(file);
    return bl_db_copy(s->db, s->snapshot, err);
}

static void drop_copy(bl_session *s)
{
    static const char *const ends[] = {"", "-wal", "-shm"};
    for (size_t i = 0; s->snapshot && i < sizeof ends / sizeof ends[0]; i++) {
        bl_buffer path = {0};
        bl_buffer_format(&path, "%s%s", s->snapshot, ends[i]);
        if (!path.failed)
            unlink(path.at);
        bl_buffer_deinit(&path);
    }
    free(s->snapshot);
    s->snapshot = NULL;
}

static bl_status open_register(bl_session *s, bl_err *err)
{
    if (s->ledger)
        return BL_OK;
    if (!s->db)
        return bl_ledger_open(":memory:", BL_DB_CREATE, &s->ledger, err);
    if (s->writes)
        return bl_ledger_open(s->db, BL_DB_WRITE, &s->ledger, err);
    return bl_ledger_open(s->snapshot, BL_DB_WRITE, &s->ledger, err);
}

static bl_status attach(bl_session *s, bl_policy *policy, bl_err *err)
{
    bl_status status = open_register(s, err);
    if (status == BL_OK && !policy->attached)
        bl_notice_attach(policy->notice, s->ledger);
    policy->attached = status == BL_OK;
    return status;
}

/* Asking */

static void forget_asked(bl_asked *asked)
{
    free(asked->function);
    free(asked->request);
    free(asked->answer);
    json_decref(asked->layer);
}

/* Half of what was asked. */
static void forget_oldest(bl_session *s)
{
    size_t count = (s->asked_count + 1) / 2;
    for (size_t i = 0; i < count; i++)
        forget_asked(&s->asked[i]);
    s->asked_count -= count;
    if (s->asked_count > 0)
        memmove(s->asked, s->asked + count, s->asked_count * sizeof *s->asked);
    s->asked_bytes = 0;
    for (size_t i = 0; i < s->asked_count; i++)
        s->asked_bytes += strlen(s->asked[i].request) + strlen(s->asked[i].answer);
}

static void remember(bl_session *s, bl_policy *policy, const char *function, bl_text request,
                     const bl_buffer *answer, bl_moment at)
{
    if (s->asked_count == ASKED_MAX || s->asked_bytes > ASKED_BYTES_MAX)
        forget_oldest(s);
    s->asked_bytes += request.size + answer->size;
    json_t *layer = json_object_size(policy->supposed) > 0 ? json_copy(policy->supposed) : NULL;
    bl_asked *grown = realloc(s->asked, (s->asked_count + 1) * sizeof *grown);
    if (!grown) {
        json_decref(layer);
        return;
    }
    s->asked = grown;
    grown[s->asked_count++] = (bl_asked){policy,
                                         strdup(function),
                                         strndup(request.at, request.size),
                                         strndup(answer->at ? answer->at : "", answer->size),
                                         at,
                                         layer};
}

static bl_status answer_in_register(bl_session *s, bl_policy *policy, const bl_function *function,
                                    bl_text request, bl_moment at, bl_buffer *answer, bl_err *err)
{
    bool writing = function->effect == BL_EFFECT_CHANGES;
    if (writing && s->writes && json_object_size(policy->supposed) > 0)
        return bl_fail(err, BL_INVALID,
                       "%s would write into %s what is only supposed; :unset first, or :write off",
                       function->name, s->db);
    bl_status status = attach(s, policy, err);
    if (status == BL_OK)
        status = bl_notice_begin(policy->notice, writing, err);
    if (status != BL_OK)
        return status;
    status = bl_notice_answer(policy->notice, function, request, at, answer, err);
    if (status == BL_OK && writing)
        return bl_notice_commit(policy->notice, err);
    bl_notice_rollback(policy->notice);
    return status;
}

/* On a copy nobody needs to make up an id for a change. */
static bl_status with_id(const bl_session *s, bl_text request, bl_buffer *out, bl_err *err)
{
    json_t *object = json_loadb(request.at, request.size, 0, NULL);
    if (!json_is_object(object) || json_object_get(object, "request_id")) {
        bl_buffer_add(out, request.at, request.size);
    } else {
        bl_buffer_format(out, "{\"request_id\":\"what-if/%d/%zu\"%s", (int)getpid(), s->asked_count,
                         json_object_size(object) > 0 ? "," : "");
        bl_buffer_add(out, request.at + 1, request.size - 1);
    }
    json_decref(object);
    return bl_buffer_status(out, err);
}

static bl_status watch(bl_policy *policy, bl_err *err)
{
    const char *name;
    json_t *value;
    bl_status status = BL_OK;
    json_object_foreach(policy->supposed, name, value)
    {
        if (status == BL_OK)
            status = bl_parameters_watch(bl_notice_parameters(policy->notice), name, err);
    }
    return status;
}

static bl_status note_unread(bl_session *s, bl_policy *policy, const bl_function *function,
                             bl_err *err)
{
    const char *name;
    json_t *value;
    bl_status status = BL_OK;
    json_object_foreach(policy->supposed, name, value)
    {
        bl_buffer measures = {0};
        bool read = false;
        if (status == BL_OK)
            status = bl_parameters_readers(bl_notice_parameters(policy->notice), name, &read,
                                           &measures, err);
        if (status == BL_OK && !read)
            status = bl_rulebook_decides_by(policy->notice, function, name, &read, err);
        if (status == BL_OK && !read)
            bl_buffer_format(&s->notes,
                             "note: %s did not read %s: its value changes nothing here\n",
                             function->name, name);
        bl_buffer_deinit(&measures);
    }
    return status;
}

bl_status bl_session_ask(bl_session *s, bl_policy *policy, const bl_function *function,
                         bl_text request, bl_buffer *answer, bl_err *err)
{
    bl_buffer with = {0};
    bl_moment at = bl_session_now(s);
    bl_status status = BL_OK;
    if (function->effect == BL_EFFECT_CHANGES && !s->writes) {
        status = with_id(s, request, &with, err);
        request = bl_buffer_view(&with);
    }
    if (status == BL_OK)
        status = watch(policy, err);
    if (status == BL_OK)
        status = function->effect == BL_EFFECT_PURE
                     ? bl_notice_answer(policy->notice, function, request, at, answer, err)
                     : answer_in_register(s, policy, function, request, at, answer, err);
    if (status == BL_OK)
        status = note_unread(s, policy, function, err);
    if (status == BL_OK)
        remember(s, policy, function->name, request, answer, at);
    bl_buffer_deinit(&with);
    return status;
}

static bl_status answer(void *context, const char *word, const char *name, bl_text request,
                        bl_buffer *out, bl_err *err)
{
    bl_session *s = context;
    bl_policy *policy = bl_session_policy(s, bl_text_of(word));
    const bl_function *function;
    if (!policy)
        return bl_fail(err, BL_NOT_FOUND, "%s is not loaded any more", word);
    bl_status status = bl_notice_find(policy->notice, name, &function, err);
    return status == BL_OK ? bl_session_ask(s, policy, function, request, out, err) : status;
}

/* Showing */

/* A flood is let go of piece by piece. */
static void flush(bl_session *s)
{
    bl_err err = {0};
    if (s->out.size >= FLUSH_SIZE && bl_command_write(&s->out, &err) != BL_OK)
        bl_buffer_clear(&s->out);
}

static void show(void *context, const char *word, const char *name, const char *part, bl_text json)
{
    bl_session *s = context;
    bl_policy *policy = bl_session_policy(s, bl_text_of(word));
    const bl_function *function =
        policy ? bl_notice_function(policy->notice, bl_text_of(name)) : NULL;
    json_t *value = json_loadb(json.at, json.size, JSON_ALLOW_NUL | JSON_DECODE_ANY, NULL);
    if (!function || !value)
        bl_buffer_add(&s->out, json.at, json.size);
    else if (*part)
        bl_pretty_write_part(part, policy->labels, value, &s->out);
    else
        bl_pretty_write_short(function, policy->labels, value, s->coloured, REASONS_MOST, &s->out);
    json_decref(value);
    flush(s);
}

static void print(void *context, bl_text line)
{
    bl_session *s = context;
    bl_buffer_add(&s->out, line.at, line.size);
    bl_buffer_add_char(&s->out, '\n');
    flush(s);
}

/* Notices */

static void close_policy(bl_policy *policy)
{
    bl_notice_close(policy->notice);
    json_decref(policy->labels);
    json_decref(policy->figures);
    policy->notice = NULL;
    policy->labels = policy->figures = NULL;
    policy->attached = false;
}

static void forget_policy(bl_policy *policy)
{
    close_policy(policy);
    json_decref(policy->supposed);
    free(policy->path);
    free(policy->word);
    *policy = (bl_policy){0};
}

static bl_status read_figures(bl_policy *policy, bl_err *err)
{
    bl_buffer list = {0};
    bl_status status = bl_parameters_list(bl_notice_parameters(policy->notice), &list, err);
    if (status == BL_OK)
        policy->figures = json_loadb(list.at, list.size, 0, NULL);
    bl_buffer_deinit(&list);
    if (status == BL_OK && !policy->figures)
        policy->figures = json_array();
    return status;
}

static bl_status add_word(bl_session *s, const bl_policy *policy, bl_err *err)
{
    const char *names[BL_FUNCTIONS_MAX];
    size_t count = bl_notice_function_count(policy->notice);
    for (size_t i = 0; i < count; i++)
        names[i] = bl_notice_function_at(policy->notice, i)->name;
    return bl_shell_add_policy(s->shell, policy->word, names, count, err);
}

/* Opens the notice of a path into an empty policy. */
static bl_status open_policy(bl_session *s, const char *path, bl_policy *out, bl_err *err)
{
    bl_status status = bl_notice_open(path, &out->notice, err);
    if (status == BL_OK)
        status = bl_notice_labels(out->notice, &out->labels, err);
    if (status == BL_OK)
        status = read_figures(out, err);
    if (status == BL_OK)
        bl_notice_set_traces(out->notice, s->debug);
    return status;
}

static const json_t *figure_named(const bl_policy *policy, const char *name)
{
    size_t i;
    json_t *entry;
    json_array_foreach(policy->figures, i, entry)
    {
        const char *own = json_string_value(json_object_get(entry, "name"));
        if (own && strcmp(own, name) == 0)
            return entry;
    }
    return NULL;
}

/* What is set stays set, but for what the notice has no longer. */
static void keep_layer(bl_session *s, bl_policy *policy)
{
    const char *name;
    json_t *value;
    void *next;
    json_object_foreach_safe(policy->supposed, next, name, value)
    {
        if (figure_named(policy, name))
            continue;
        bl_buffer_format(&s->out, "%s has no %s any more: it is not set\n", policy->word, name);
        json_object_del(policy->supposed, name);
    }
    bl_parameters_suppose(bl_notice_parameters(policy->notice), policy->supposed);
}

static bl_status reopen(bl_session *s, bl_policy *policy, bl_err *err)
{
    bl_policy fresh = {0};
    bl_status status = open_policy(s, policy->path, &fresh, err);
    if (status != BL_OK) {
        close_policy(&fresh);
        return status;
    }
    close_policy(policy);
    policy->notice = fresh.notice;
    policy->labels = fresh.labels;
    policy->figures = fresh.figures;
    keep_layer(s, policy);
    return add_word(s, policy, err);
}

bl_status bl_session_reload(bl_session *s, bl_err *err)
{
    bl_status status = BL_OK;
    for (size_t i = 0; i < s->policy_count; i++) {
        bl_err own = {0};
        bl_status one = reopen(s, &s->policies[i], &own);
        if (one != BL_OK && status == BL_OK)
            status = bl_fail(err, one, "%s", own.text);
    }
    return status;
}

/* The name of a notice as a word of Lua. */
static char *word_of(const char *name)
{
    char *word = strdup(name);
    for (char *at = word; at && *at; at++)
        if (!((*at >= 'a' && *at <= 'z') || (*at >= 'A' && *at <= 'Z') || *at == '_' ||
              (*at >= '0' && *at <= '9' && at > word)))
            *at = '_';
    return word;
}

bl_status bl_session_load(bl_session *s, const char *what, bl_err *err)
{
    bl_buffer path = {0};
    bl_policy fresh = {0};
    bl_status status = bl_script_find(what, &path, err);
    for (size_t i = 0; status == BL_OK && i < s->policy_count; i++)
        if (strcmp(s->policies[i].path, path.at) == 0) {
            bl_buffer_deinit(&path);
            return reopen(s, &s->policies[i], err);
        }
    if (status == BL_OK && s->policy_count == BL_POLICIES_MAX)
        status = bl_fail(err, BL_INVALID, "a session has at most %d policies", BL_POLICIES_MAX);
    if (status == BL_OK)
        status = open_policy(s, path.at, &fresh, err);
    if (status == BL_OK) {
        fresh.word = word_of(bl_notice_name(fresh.notice));
        fresh.path = strdup(path.at);
        fresh.supposed = json_object();
        if (!fresh.word || !fresh.path || !fresh.supposed)
            status = bl_fail(err, BL_NO_MEMORY, "no memory for %s", what);
    }
    if (status == BL_OK && bl_session_policy(s, bl_text_of(fresh.word)))
        status = bl_fail(err, BL_INVALID, "there is a %s already", fresh.word);
    if (status == BL_OK)
        status = add_word(s, &fresh, err);
    if (status == BL_OK)
        s->policies[s->policy_count++] = fresh;
    else
        forget_policy(&fresh);
    bl_buffer_deinit(&path);
    return status;
}

bl_status bl_session_open(const char *db, bl_option_time at, bl_session *s, bl_err *err)
{
    *s = (bl_session){.db = db, .at = at};
    const bl_shell_desk desk = {s, answer, show, print};
    s->coloured = bl_chart_coloured();
    bl_status status = bl_shell_open(&desk, &s->shell, err);
    if (status == BL_OK && db)
        status = take_copy(s, err);
    return status;
}

/* The notices let the register go before it is closed. */
static void close_register(bl_session *s)
{
    for (size_t i = 0; i < s->policy_count; i++)
        close_policy(&s->policies[i]);
    bl_ledger_close(s->ledger);
    s->ledger = NULL;
}

void bl_session_close(bl_session *s)
{
    close_register(s);
    for (size_t i = 0; i < s->policy_count; i++)
        forget_policy(&s->policies[i]);
    for (size_t i = 0; i < s->asked_count; i++)
        forget_asked(&s->asked[i]);
    free(s->asked);
    free(s->over);
    free(s->over_function);
    json_decref(s->spread);
    bl_shell_close(s->shell);
    drop_copy(s);
    bl_buffer_deinit(&s->out);
    bl_buffer_deinit(&s->notes);
    bl_buffer_deinit(&s->script);
}

bl_status bl_session_write(bl_session *s, bool writes, bl_err *err)
{
    if (!s->db)
        return bl_fail(err, BL_INVALID, "there is no register: start with --db FILE");
    if (writes == s->writes)
        return BL_OK;
    bl_status status = BL_OK;
    close_register(s);
    drop_copy(s);
    s->writes = writes;
    if (!writes)
        status = take_copy(s, err);
    bl_status loaded = bl_session_reload(s, err);
    return status == BL_OK ? loaded : status;
}

void bl_session_debug(bl_session *s, bool debug)
{
    s->debug = debug;
    bl_shell_set_traces(s->shell, debug);
    for (size_t i = 0; i < s->policy_count; i++)
        if (s->policies[i].notice)
            bl_notice_set_traces(s->policies[i].notice, debug);
}

/* Entries */

/* Without the place in the library of notices, which nobody typed. */
static const char *own_words(const bl_session *s, const char *words)
{
    const char *place = s->debug ? NULL : strstr(words, ": ");
    if (place && strncmp(words, "lua/bylaw/", strlen("lua/bylaw/")) == 0)
        return place + strlen(": ");
    return words;
}

void bl_session_complain(bl_session *s, const bl_err *err)
{
    s->failures++;
    bl_buffer_format(&s->out, "%s\n", own_words(s, err->text));
}

/* Where the entry has what the words quote first; 0 when it has not. */
static int column_of(bl_text entry, const char *words)
{
    const char *quote = strchr(words, '"');
    size_t size = quote ? strcspn(quote + 1, "\"") : 0;
    for (size_t at = 0; size > 0 && at + size <= entry.size; at++)
        if (memcmp(entry.at + at, quote + 1, size) == 0) {
            int column = 1;
            int32_t code;
            for (size_t i = 0; i < at; i += bl_text_next(entry, i, &code))
                column++;
            return column;
        }
    return 0;
}

/* An order is one line; what it names is told with its column. */
static void complain_of_order(bl_session *s, bl_text entry, int line, const bl_err *err)
{
    const char *words = own_words(s, err->text);
    int column = column_of(entry, words);
    s->failures++;
    if (column > 0)
        bl_buffer_format(&s->out, "line %d, column %d: %s\n", line, column, words);
    else
        bl_buffer_format(&s->out, "line %d: %s\n", line, words);
}

static void say_trouble(bl_session *s, bl_shell_end end, const bl_shell_trouble *trouble, int line)
{
    s->failures++;
    if (end == BL_SHELL_STOPPED)
        bl_buffer_add_text(&s->out, "stopped 已中止\n");
    else if (trouble->line > 0)
        bl_buffer_format(&s->out, "line %d, column %d: %s\n", line + trouble->line - 1,
                         trouble->column, trouble->words);
    else
        bl_buffer_format(&s->out, "%s\n", own_words(s, trouble->words));
}

/* ".5" is a number, and "::a::" a place to go to. */
static bool is_order(bl_text entry)
{
    char mark = entry.size > 0 ? entry.at[0] : ' ', next = entry.size > 1 ? entry.at[1] : ' ';
    return (mark == ':' && next != ':') ||
           (mark == '.' && ((next >= 'a' && next <= 'z') || (next >= 'A' && next <= 'Z')));
}

/* What a script of the session does without: it is told elsewhere, or only for once. */
static bool is_aside(const bl_session *s, bl_text entry)
{
    static const char *const asides[] = {":save", ":quit", ":help"};
    bool found = s->depth > 0;
    for (size_t i = 0; i < sizeof asides / sizeof asides[0]; i++) {
        size_t size = strlen(asides[i]);
        found = found || (is_order(entry) && entry.size >= size &&
                          memcmp(entry.at + 1, asides[i] + 1, size - 1) == 0);
    }
    return found;
}

bool bl_session_enter(bl_session *s, bl_text entry, int line)
{
    int failures = s->failures;
    bl_shell_trouble trouble = {0};
    bl_err err = {0};
    while (entry.size > 0 && strchr(" \t\r\n", entry.at[0])) {
        line += entry.at[0] == '\n';
        entry.at++;
        entry.size--;
    }
    if (entry.size == 0)
        return true;
    bl_buffer_clear(&s->notes);
    if (is_order(entry)) {
        bl_status status = s->order(s, entry, &err);
        if (status == BL_STOPPED)
            say_trouble(s, BL_SHELL_STOPPED, &trouble, line);
        else if (status != BL_OK)
            complain_of_order(s, entry, line, &err);
    } else {
        bl_shell_end end = bl_shell_run(s->shell, entry, &trouble);
        if (end == BL_SHELL_UNFINISHED)
            return false;
        if (end != BL_SHELL_DONE)
            say_trouble(s, end, &trouble, line);
    }
    bl_buffer_add(&s->out, s->notes.at, s->notes.size);
    if (s->failures == failures && !is_aside(s, entry)) {
        bl_buffer_add(&s->script, entry.at, entry.size);
        bl_buffer_add_char(&s->script, '\n');
    }
    return true;
}

/* Prompt */

static void write_layer(const bl_session *s, bl_buffer *out)
{
    size_t count = bl_session_layer(s);
    for (size_t i = 0; i < s->policy_count; i++) {
        const char *name;
        json_t *value;
        json_object_foreach(s->policies[i].supposed, name, value)
        {
            char *text =
                json_dumps(value, JSON_ENCODE_ANY | JSON_COMPACT | JSON_REAL_PRECISION(15));
            if (count == 1 && text && strlen(name) + strlen(text) <= LAYER_WIDTH)
                bl_buffer_format(out, " {%s=%s}", name, text);
            free(text);
            if (count == 1 && out->size > 0 && out->at[out->size - 1] == '}')
                return;
        }
    }
    if (count > 0)
        bl_buffer_format(out, " {%zu set}", count);
}

void bl_session_prompt(const bl_session *s, bl_buffer *out)
{
    bl_buffer at = {0};
    bl_buffer_add_text(out, "bylaw");
    if (s->at.given) {
        bl_moment_write(s->at.moment, &at);
        bool midnight = at.size > 19 && strncmp(at.at + 10, "T00:00:00+08:00", 15) == 0;
        bl_buffer_format(out, " @%.*s", midnight ? 10 : 16, at.at ? at.at : "");
        bl_buffer_deinit(&at);
    }
    write_layer(s, out);
    bl_buffer_format(out, "%s> ", s->writes ? " WRITE" : "");
}

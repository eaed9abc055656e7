/* SPDX-License-Identifier: MIT */
#include "app/caller.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define READ_SIZE (64u << 10)

void bl_caller_deinit(bl_caller *caller)
{
    bl_watch_close(caller->watch);
    close(caller->file);
    bl_lines_deinit(&caller->lines);
    bl_buffer_deinit(&caller->output);
}

static size_t unsent(const bl_caller *s)
{
    return s->output.size - s->sent;
}

/* No more is read while enough waits to be answered, or to be taken. */
static void want(bl_caller *s)
{
    if (s->lost)
        return;
    bool has_room =
        unsent(s) <= BL_CALLER_BEHIND_MAX && bl_lines_size(&s->lines) <= BL_LINE_MAX + READ_SIZE;
    bl_watch_want(s->watch, has_room && !s->ended && !s->deaf, s->sent < s->committed);
}

static void lose(bl_caller *s)
{
    s->lost = s->ended = true;
    bl_watch_want(s->watch, false, false);
}

void bl_caller_read(bl_caller *caller)
{
    static char block[READ_SIZE];
    ssize_t size = recv(caller->file, block, sizeof block, 0);
    if (size > 0)
        bl_lines_add(&caller->lines, block, (size_t)size);
    else if (size == 0)
        caller->ended = true;
    else if (errno != EAGAIN && errno != EINTR)
        lose(caller);
    if (caller->lines.bytes.failed)
        lose(caller);
    want(caller);
}

void bl_caller_send(bl_caller *caller)
{
    while (!caller->lost && caller->sent < caller->committed) {
        ssize_t size = send(caller->file, caller->output.at + caller->sent,
                            caller->committed - caller->sent, MSG_NOSIGNAL | MSG_DONTWAIT);
        if (size < 0 && (errno == EAGAIN || errno == EINTR))
            break;
        if (size < 0)
            lose(caller);
        else
            caller->sent += (size_t)size;
    }
    if (caller->sent == caller->output.size) {
        bl_buffer_clear(&caller->output);
        caller->sent = caller->committed = 0;
    }
    want(caller);
}

bool bl_caller_waits(const bl_caller *caller)
{
    const bl_lines *lines = &caller->lines;
    size_t size = bl_lines_size(lines);
    return size > 0 && unsent(caller) <= BL_CALLER_BEHIND_MAX &&
           (caller->ended || size > BL_LINE_MAX ||
            memchr(lines->bytes.at + lines->taken, '\n', size));
}

static void refuse(bl_caller *s, const char *field, const char *words)
{
    bl_function_refuse("bad_input", field, words, &s->output);
    bl_buffer_add_char(&s->output, '\n');
}

/* Says why there is no such target. */
static void refuse_target(bl_caller *s, const bl_target *target, const char *dot)
{
    char words[400];
    if (!dot)
        snprintf(words, sizeof words, "\"call\" names a notice and its function: NOTICE.FUNCTION");
    else if (!target->play)
        snprintf(words, sizeof words, "no notice \"%.*s\" is running", (int)(dot - target->name),
                 target->name);
    else
        snprintf(words, sizeof words, "%s has no function \"%s\"; did you mean \"%s\"?",
                 bl_notice_name(target->play->notice), dot + 1,
                 bl_notice_nearest(target->play->notice, bl_text_of(dot + 1)));
    refuse(s, "call", words);
}

/* Looks the target up by its name; false after a refusal that says what is wrong with it. */
static bool look_up(bl_caller *s, bl_target *target, bl_playbill *playbill)
{
    const char *dot = strchr(target->name, '.');
    target->changes = playbill->changes;
    target->function = NULL;
    target->play = NULL;
    if (dot)
        target->play =
            bl_playbill_find(playbill, (bl_text){target->name, (size_t)(dot - target->name)});
    if (target->play)
        target->function = bl_notice_function(target->play->notice, bl_text_of(dot + 1));
    if (!target->function)
        refuse_target(s, target, dot);
    return target->function != NULL;
}

static char *skip_blank(char *from, const char *end)
{
    while (from < end && (*from == ' ' || *from == '\t' || *from == '\r'))
        from++;
    return from;
}

/* Behind the word and the blanks around it; NULL when something else stands there. */
static char *skip_word(char *from, const char *end, const char *word)
{
    size_t size = strlen(word);
    from = skip_blank(from, end);
    if ((size_t)(end - from) < size || memcmp(from, word, size) != 0)
        return NULL;
    return skip_blank(from + size, end);
}

/* Where the name of a line that begins with "call" ends; NULL for another line. */
static char *find_call(char *line, size_t size, bl_text *name)
{
    static const char *const words[] = {"{", "\"call\"", ":"};
    char *at = line, *end = line + size;
    for (size_t i = 0; at && i < sizeof words / sizeof words[0]; i++)
        at = skip_word(at, end, words[i]);
    if (!at || at == end || *at != '"')
        return NULL;
    char *close = memchr(at + 1, '"', (size_t)(end - at) - 1);
    if (!close)
        return NULL;
    *name = (bl_text){at + 1, (size_t)(close - at) - 1};
    return close + 1;
}

static void select_target(bl_caller *s, const bl_target *target)
{
    s->target = *target;
    bl_buffer_add_text(&s->output, "{\"ok\":true,\"call\":");
    bl_buffer_add_json(&s->output, bl_text_of(target->name));
    bl_buffer_add_text(&s->output, "}\n");
}

/* A line that says whom it asks: what stands behind that is the request. */
static void take_call(bl_caller *s, bl_playbill *playbill, bl_text name, bl_text rest,
                      bl_errand *out)
{
    bl_target target = {0};
    char *end = (char *)rest.at + rest.size, *from = skip_blank((char *)rest.at, end);
    bool is_over = from < end && *from == '}' && skip_blank(from + 1, end) == end;
    if (name.size >= sizeof target.name || from == end || (!is_over && *from != ',')) {
        refuse(s, "call", "\"call\" names a notice and its function: NOTICE.FUNCTION");
        return;
    }
    bl_text_copy(name, target.name, sizeof target.name);
    if (!look_up(s, &target, playbill))
        return;
    if (is_over) {
        select_target(s, &target);
        return;
    }
    *from = '{';
    *out = (bl_errand){target.play, target.function, {from, (size_t)(end - from)}};
}

bl_effect bl_caller_effect(bl_caller *caller, const bl_playbill *playbill)
{
    const bl_target *target = &caller->target;
    const bl_lines *lines = &caller->lines;
    char *next = lines->bytes.at + lines->taken;
    bl_text name;
    bool is_known = target->function && target->changes == playbill->changes;
    bool is_next = !lines->skips && *next == '{'; /* no blank line, nor the rest of a long one */
    if (!is_known || !is_next || find_call(next, bl_lines_size(lines), &name))
        return BL_EFFECT_CHANGES;
    return target->function->effect;
}

bool bl_caller_take(bl_caller *caller, bl_playbill *playbill, bl_errand *out)
{
    bl_caller *s = caller;
    char *line;
    size_t size;
    *out = (bl_errand){0};
    if (unsent(s) > BL_CALLER_BEHIND_MAX)
        return false;
    bl_lines_found found = bl_lines_next(&s->lines, s->ended, &line, &size);
    if (found == BL_LINES_NONE)
        return false;
    if (found == BL_LINES_OVERLONG) {
        refuse(s, "-", "the line is longer than a request may be");
        return true;
    }
    bl_text name;
    const char *rest = find_call(line, size, &name);
    if (rest)
        take_call(s, playbill, name, (bl_text){rest, size - (size_t)(rest - line)}, out);
    else if (!s->target.name[0])
        refuse(s, "call", "say first which function is asked: {\"call\":\"NOTICE.FUNCTION\"}");
    else if ((s->target.changes == playbill->changes && s->target.function) ||
             look_up(s, &s->target, playbill))
        *out = (bl_errand){s->target.play, s->target.function, {line, size}};
    return true;
}

/* SPDX-License-Identifier: MIT */
#include "app/repl.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>

#include "app/completion.h"
#include "app/editor.h"
#include "app/interrupt.h"

typedef struct shell {
    bl_session session;
    bl_console *console;
    bl_editor *editor;
    bl_buffer entry;          /* what was typed of it so far */
    bl_candidates candidates; /* lent to the editor */
    int line;                 /* of the input, read last */
    int first;                /* line of the entry */
    bool finished;            /* the entry was, when it was tried last */
    bool interrupted;         /* while it ran */
} shell;

static void signalled(void *context)
{
    (void)context;
    bl_interrupt_raise();
}

static void complete(void *context, bl_text line, bl_completion *out)
{
    shell *s = context;
    bl_buffer text = {0};
    bl_buffer_add(&text, s->entry.at, s->entry.size);
    bl_buffer_add(&text, line.at, line.size);
    if (!text.failed)
        bl_complete(&s->session, bl_buffer_view(&text), &s->candidates);
    if (s->candidates.start >= s->entry.size)
        *out = (bl_completion){s->candidates.start - s->entry.size, s->candidates.list,
                               s->candidates.count, bl_candidates_common(&s->candidates)};
    bl_buffer_deinit(&text);
}

static void done(void *context)
{
    shell *s = context;
    bl_candidates_deinit(&s->candidates);
}

/* In a thread of its own. */
static void run_entry(void *context)
{
    shell *s = context;
    s->finished = bl_session_enter(&s->session, bl_buffer_view(&s->entry), s->first);
}

static bl_status say(shell *s, bl_err *err)
{
    bl_status status = bl_buffer_status(&s->session.out, err);
    return status == BL_OK ? bl_command_write(&s->session.out, err) : status;
}

static bl_status enter(shell *s, bl_err *err)
{
    bl_interrupt_forget();
    bl_status status = bl_console_work(s->console, run_entry, s, err);
    s->interrupted = bl_interrupted();
    bl_interrupt_forget();
    if (status == BL_OK && s->finished) {
        bl_editor_remember(s->editor, bl_buffer_view(&s->entry));
        bl_buffer_clear(&s->entry);
    }
    return status == BL_OK ? say(s, err) : status;
}

/* What is left when the input ends in the middle of an entry. */
static bl_status end_entry(shell *s, bl_err *err)
{
    if (s->entry.size > 0) {
        bl_err words = {0};
        bl_fail(&words, BL_INVALID, "line %d: this is not finished when the input ends", s->first);
        bl_session_complain(&s->session, &words);
    }
    return say(s, err);
}

static void write_prompt(const shell *s, bl_buffer *out)
{
    bl_buffer_clear(out);
    if (s->entry.size == 0)
        bl_session_prompt(&s->session, out);
    else
        bl_buffer_add_text(out, "   >> ");
}

static bl_status take_line(shell *s, bl_text line, bl_err *err)
{
    if (s->entry.size == 0)
        s->first = bl_editor_is_terminal(s->editor) ? 1 : s->line;
    else
        bl_buffer_add_char(&s->entry, '\n');
    bl_buffer_add(&s->entry, line.at, line.size);
    return enter(s, err);
}

static bl_status talk(shell *s, bl_err *err)
{
    bl_buffer prompt = {0}, line = {0};
    bl_line_end end = BL_LINE;
    bl_status status = BL_OK;
    while (status == BL_OK && end != BL_LINE_END && !s->session.left) {
        write_prompt(s, &prompt);
        end = bl_editor_read(s->editor, prompt.at ? prompt.at : "", &line);
        s->line++;
        if (end == BL_LINE)
            status = take_line(s, bl_buffer_view(&line), err);
        else if (end == BL_LINE_INTERRUPTED)
            bl_buffer_clear(&s->entry);
        bool stops = end == BL_LINE_INTERRUPTED || s->interrupted;
        if (status == BL_OK && stops && !bl_editor_is_terminal(s->editor))
            status = bl_fail(err, BL_STOPPED, "interrupted");
    }
    if (status == BL_OK)
        status = end_entry(s, err);
    if (status == BL_OK && end == BL_LINE_END && bl_editor_is_terminal(s->editor))
        puts("");
    bl_buffer_deinit(&prompt);
    bl_buffer_deinit(&line);
    return status;
}

static bl_status open_shell(shell *s, const char *db, bl_option_time at, bl_err *err)
{
    const bl_completer completer = {s, complete, done};
    bl_status status = bl_session_open(db, at, &s->session, err);
    s->session.order = bl_orders_run;
    if (status == BL_OK)
        status = bl_console_open(0, signalled, s, &s->console, err);
    if (status == BL_OK)
        status = bl_editor_open(s->console, &completer, &s->editor, err);
    return status;
}

static void close_shell(shell *s)
{
    bl_editor_close(s->editor);
    bl_console_close(s->console);
    bl_session_close(&s->session);
    bl_buffer_deinit(&s->entry);
}

static void greet(shell *s)
{
    if (!bl_editor_is_terminal(s->editor))
        return;
    bl_buffer_add_text(&s->session.out, "bylaw " BYLAW_VERSION ", a shell for what-if; :help tells "
                                        "more, :quit leaves\n");
    for (size_t i = 0; i < s->session.policy_count; i++)
        bl_buffer_format(&s->session.out, "  %s\n", s->session.policies[i].word);
}

static int run_repl(const bl_command *command, int count, char **arguments)
{
    static shell s;
    const char *db = NULL;
    bl_option_time at = {0};
    char **rest;
    int exit_code;
    bl_err err = {0};
    const bl_option options[] = {
        {"db", BL_OPTION_TEXT, &db, "FILE", "a register, of which a copy is used"},
        {"at", BL_OPTION_TIME, &at, "TIME", "the moment of requests that carry none (now)"},
        {0}};
    if (!bl_command_options(command, options, &count, arguments, &rest, &exit_code))
        return exit_code;
    if (db && !bl_command_names_register(command, db))
        return BL_EXIT_NOT_STARTED;
    signal(SIGPIPE, SIG_IGN);
    bl_state_stop_when(bl_interrupted);
    bl_status status = open_shell(&s, db, at, &err);
    for (int i = 0; status == BL_OK && i < count; i++)
        status = bl_session_load(&s.session, rest[i], &err);
    if (status == BL_OK) {
        greet(&s);
        status = say(&s, &err);
    }
    if (status == BL_OK)
        status = talk(&s, &err);
    bool failed = s.session.failures > 0 && s.editor && !bl_editor_is_terminal(s.editor);
    close_shell(&s);
    if (status == BL_STOPPED)
        return BL_EXIT_STOPPED;
    if (status != BL_OK)
        return bl_command_failed(&err);
    return failed ? BL_EXIT_NOT_HELD : BL_EXIT_DONE;
}

const bl_command bl_command_repl = {
    "repl", "[POLICY...] [--db FILE] [--at TIME]",
    "A shell for what-if: asks notices, supposes other figures, shows what changes.",
    "bylaw repl policies/consumption_vouchers.lua --at 2021-12-03\n"
    "  bylaw> consumption_vouchers.quote { order_amount = 220 }\n"
    "  bylaw> :set voucher.30.threshold=80",
    run_repl};

/* SPDX-License-Identifier: MIT */
#define _GNU_SOURCE /* wcwidth, by which libedit measures */
#include "app/editor.h"

#include <errno.h>
#include <histedit.h>
#include <langinfo.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include <wchar.h>

#define BLOCK_SIZE 4096
#define TICK_MS    250  /* between looks at the size of the terminal */
#define GAP        2    /* between candidates in columns */
#define DRAWN_MAX  4096 /* characters of a line that is drawn whole */

struct bl_editor {
    bl_console *console;
    bl_completer completer;
    bl_history history;
    HistoryW *recalled;
    EditLine *line; /* NULL: no terminal */
    wchar_t *prompt;
    char bytes[BLOCK_SIZE]; /* read and not taken yet: from `taken` to `filled` */
    size_t taken;
    size_t filled;
    bool interrupted;
    bool ended;
    bool reads;  /* somebody may be typing */
    bool pastes; /* what comes is between the marks of a paste */
    struct winsize size;
    wchar_t drawn[DRAWN_MAX]; /* the line as it stands on the terminal */
    size_t drawn_size;
};

/* Wide characters and bytes */

static wchar_t *widen(bl_text text)
{
    wchar_t *wide = calloc(text.size + 1, sizeof *wide);
    size_t count = 0;
    for (size_t at = 0; wide && at < text.size;) {
        int32_t code;
        at += bl_text_next(text, at, &code);
        wide[count++] = code < 0 ? L'?' : (wchar_t)code;
    }
    return wide;
}

static void add_wide(wchar_t code, bl_buffer *out)
{
    unsigned long c = (unsigned long)code;
    char bytes[4];
    size_t size = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    for (size_t i = size - 1; i > 0; i--) {
        bytes[i] = (char)(0x80 | (c & 0x3f));
        c >>= 6;
    }
    static const unsigned char leads[] = {0, 0x00, 0xc0, 0xe0, 0xf0};
    bytes[0] = (char)(leads[size] | c);
    bl_buffer_add(out, bytes, size);
}

static void narrow(const wchar_t *wide, size_t count, bl_buffer *out)
{
    for (size_t i = 0; i < count; i++)
        add_wide(wide[i], out);
}

/* Input */

static size_t waiting(const bl_editor *e)
{
    return e->filled - e->taken;
}

/* Waits for more bytes; false when there are none: `interrupted` or `ended`. */
static bool fill(bl_editor *e)
{
    memmove(e->bytes, e->bytes + e->taken, waiting(e));
    e->filled -= e->taken;
    e->taken = 0;
    while (!e->ended) {
        bl_heard heard = bl_console_wait(e->console);
        e->interrupted = heard == BL_HEARD_INTERRUPT;
        e->ended = heard == BL_HEARD_END;
        if (e->interrupted || e->ended)
            return false;
        ssize_t size = read(STDIN_FILENO, e->bytes + e->filled, sizeof e->bytes - e->filled);
        if (size < 0 && (errno == EINTR || errno == EAGAIN))
            continue;
        e->ended = size <= 0;
        e->filled += size > 0 ? (size_t)size : 0;
        if (size > 0)
            return true;
    }
    return false;
}

static size_t size_of(unsigned char lead)
{
    return lead < 0xc0 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
}

/* Takes a mark if it comes next and is there whole. */
static bool take_mark(bl_editor *e, const char *mark)
{
    size_t size = strlen(mark);
    if (waiting(e) < size || memcmp(e->bytes + e->taken, mark, size) != 0)
        return false;
    e->taken += size;
    return true;
}

/* A terminal that was asked puts marks around what is pasted. */
static void take_marks(bl_editor *e)
{
    bool more = true;
    while (more) {
        bool begins = take_mark(e, "\x1b[200~"), ends = !begins && take_mark(e, "\x1b[201~");
        if (begins || ends)
            e->pastes = begins;
        more = begins || ends;
    }
}

/* A tab with a whole line behind it was not typed either. */
static bool is_pasted(const bl_editor *e)
{
    const char *at = e->bytes + e->taken;
    return e->pastes || memchr(at, '\n', waiting(e)) || memchr(at, '\r', waiting(e));
}

/* The next character of the input; false as `fill`. */
static bool next_character(bl_editor *e, wchar_t *out)
{
    int32_t code;
    do {
        if (waiting(e) == 0 && !fill(e))
            return false;
        take_marks(e);
    } while (waiting(e) == 0);
    while (waiting(e) < size_of((unsigned char)e->bytes[e->taken]))
        if (!fill(e))
            return false;
    bl_text text = {e->bytes + e->taken, waiting(e)};
    e->taken += bl_text_next(text, 0, &code);
    *out = code < 0 ? L'?' : (wchar_t)code;
    return true;
}

static bl_editor *editor_of(EditLine *line)
{
    void *own = NULL;
    el_wget(line, EL_CLIENTDATA, &own);
    return own;
}

/* A terminal that got another size is drawn anew. */
static void follow_size(bl_editor *e)
{
    struct winsize now;
    if (ioctl(STDIN_FILENO, TIOCGWINSZ, &now) != 0 ||
        (now.ws_col == e->size.ws_col && now.ws_row == e->size.ws_row))
        return;
    e->size = now;
    el_resize(e->line);
}

/* Where the cursor stands behind some characters that follow others, in rows and columns. */
static void advance(const wchar_t *at, const wchar_t *end, int columns, int *row, int *column)
{
    for (; at < end; at++) {
        int width = wcwidth(*at);
        if (*at == L'\n' || *column + (width > 0 ? width : 0) > columns) {
            ++*row;
            *column = 0;
        }
        *column += width > 0 ? width : 0;
        if (*column >= columns) {
            ++*row;
            *column = 0;
        }
    }
}

static bool has_wide(const LineInfoW *info)
{
    for (const wchar_t *at = info->buffer; at < info->lastchar; at++)
        if (wcwidth(*at) > 1)
            return true;
    return false;
}

/* libedit takes the second column of one wide character for that of another when it looks for what
 * stayed the same, and then misplaces the cursor. So a line with such characters is drawn whole. */
static void draw_wide(bl_editor *e)
{
    const LineInfoW *info = el_wline(e->line);
    size_t size = (size_t)(info->lastchar - info->buffer);
    int row = 0, column = 0, columns = e->size.ws_col > 0 ? e->size.ws_col : 80;
    bool same = size == e->drawn_size && wmemcmp(info->buffer, e->drawn, size) == 0;
    if (same || size > DRAWN_MAX)
        return;
    wmemcpy(e->drawn, info->buffer, size);
    e->drawn_size = size;
    if (!has_wide(info))
        return;
    advance(e->prompt, e->prompt + wcslen(e->prompt), columns, &row, &column);
    advance(info->buffer, info->cursor, columns, &row, &column);
    fputc('\r', stdout);
    if (row > 0)
        printf("\x1b[%dA", row);
    fputs("\x1b[J", stdout);
    fflush(stdout);
    el_wset(e->line, EL_REFRESH);
}

/* What libedit reads with: -1 and 0 end the line. */
static int get_character(EditLine *line, wchar_t *out)
{
    bl_editor *e = editor_of(line);
    if (waiting(e) == 0)
        draw_wide(e);
    if (!next_character(e, out)) {
        errno = EINTR;
        return e->interrupted ? -1 : 0;
    }
    follow_size(e);
    if (*out == L'\t' && is_pasted(e))
        *out = L' ';
    return 1;
}

/* The loop's, while the prompt waits. */
static void tick(void *context)
{
    bl_editor *e = context;
    if (e->reads)
        follow_size(e);
}

static wchar_t *get_prompt(EditLine *line)
{
    return editor_of(line)->prompt;
}

/* Completion */

static void show_candidates(const bl_editor *e, const bl_completion *found)
{
    size_t widest = 0, columns = e->size.ws_col > 0 ? e->size.ws_col : 80;
    for (size_t i = 0; i < found->count; i++) {
        size_t width = bl_text_width(bl_text_of(found->list[i]));
        widest = width > widest ? width : widest;
    }
    size_t across = columns / (widest + GAP);
    across = across > 0 ? across : 1;
    size_t rows = (found->count + across - 1) / across;
    bl_buffer out = {0};
    for (size_t row = 0; row < rows; row++) {
        bl_buffer_add_char(&out, '\n');
        for (size_t i = row; i < found->count; i += rows)
            bl_buffer_pad(&out, bl_text_of(found->list[i]), widest + GAP, false);
        bl_buffer_trim(&out);
    }
    bl_buffer_add_char(&out, '\n');
    fwrite(out.at, 1, out.size, stdout);
    fflush(stdout);
    bl_buffer_deinit(&out);
}

static unsigned char complete(EditLine *line, wint_t key)
{
    (void)key;
    bl_editor *e = editor_of(line);
    const LineInfoW *info = el_wline(line);
    bl_buffer text = {0};
    bl_completion found = {0};
    unsigned char result = CC_ERROR;
    narrow(info->buffer, (size_t)(info->cursor - info->buffer), &text);
    e->completer.complete(e->completer.context, bl_buffer_view(&text), &found);
    size_t begun = text.size - found.start;
    if (found.count > 0 && found.common > begun) {
        wchar_t *wide = widen((bl_text){found.list[0] + begun, found.common - begun});
        if (wide && el_winsertstr(line, wide) == 0)
            result = CC_REFRESH;
        free(wide);
    } else if (found.count > 1) {
        show_candidates(e, &found);
        result = CC_REDISPLAY;
    }
    e->completer.done(e->completer.context);
    bl_buffer_deinit(&text);
    return result;
}

/* History */

static void recall(void *context, bl_text entry)
{
    bl_editor *e = context;
    HistEventW event;
    wchar_t *wide = widen(entry);
    if (wide)
        history_w(e->recalled, &event, H_ENTER, wide);
    free(wide);
}

void bl_editor_remember(bl_editor *e, bl_text entry)
{
    while (entry.size > 0 && entry.at[entry.size - 1] == '\n')
        entry.size--;
    if (!e->line || entry.size == 0 || entry.at[0] == ' ')
        return;
    recall(e, entry);
    bl_history_add(&e->history, entry);
}

/* Opening */

/* Wide characters need a locale of UTF-8; numbers stay those of C. */
static void set_locale(void)
{
    setlocale(LC_CTYPE, "");
    if (strcmp(nl_langinfo(CODESET), "UTF-8") != 0)
        setlocale(LC_CTYPE, "C.UTF-8");
}

static bl_status open_line(bl_editor *e, bl_err *err)
{
    HistEventW event;
    set_locale();
    e->recalled = history_winit();
    e->line = el_init("bylaw", stdin, stdout, stderr);
    if (!e->recalled || !e->line)
        return bl_fail(err, BL_NO_MEMORY, "no memory to edit lines");
    history_w(e->recalled, &event, H_SETSIZE, BL_HISTORY_MAX);
    history_w(e->recalled, &event, H_SETUNIQUE, 1);
    el_wset(e->line, EL_CLIENTDATA, e);
    el_wset(e->line, EL_GETCFN, get_character);
    el_wset(e->line, EL_PROMPT, get_prompt);
    el_wset(e->line, EL_EDITOR, L"emacs");
    el_wset(e->line, EL_HIST, history_w, e->recalled);
    el_wset(e->line, EL_ADDFN, L"bylaw-complete", L"completes a word", complete);
    el_wset(e->line, EL_BIND, L"\t", L"bylaw-complete", NULL);
    el_wset(e->line, EL_BIND, L"^R", L"em-inc-search-prev", NULL);
    el_wset(e->line, EL_BIND, L"\\e[1~", L"ed-move-to-beg", NULL);
    el_wset(e->line, EL_BIND, L"\\e[4~", L"ed-move-to-end", NULL);
    el_wset(e->line, EL_BIND, L"\\e[3~", L"ed-delete-next-char", NULL);
    el_source(e->line, NULL);
    bl_history_open(&e->history, recall, e);
    bl_console_every(e->console, TICK_MS, tick, e);
    return BL_OK;
}

bl_status bl_editor_open(bl_console *console, const bl_completer *completer, bl_editor **out,
                         bl_err *err)
{
    bl_editor *e = calloc(1, sizeof *e);
    if (!e)
        return bl_fail(err, BL_NO_MEMORY, "no memory to read lines");
    e->console = console;
    e->completer = *completer;
    e->history.file = -1;
    bl_status status = BL_OK;
    if (isatty(STDIN_FILENO) && isatty(STDOUT_FILENO))
        status = open_line(e, err);
    if (status != BL_OK) {
        bl_editor_close(e);
        return status;
    }
    *out = e;
    return BL_OK;
}

void bl_editor_close(bl_editor *e)
{
    if (!e)
        return;
    if (e->line)
        el_end(e->line);
    if (e->recalled)
        history_wend(e->recalled);
    bl_history_close(&e->history);
    free(e->prompt);
    free(e);
}

bool bl_editor_is_terminal(const bl_editor *e)
{
    return e->line != NULL;
}

/* Reading */

static bl_line_end read_plain(bl_editor *e, bl_buffer *out)
{
    for (;;) {
        const char *at = e->bytes + e->taken, *end = memchr(at, '\n', waiting(e));
        size_t size = end ? (size_t)(end - at) : waiting(e);
        bl_buffer_add(out, at, size);
        e->taken += size + (end ? 1 : 0);
        if (end)
            return BL_LINE;
        if (!fill(e))
            return e->interrupted ? BL_LINE_INTERRUPTED : out->size > 0 ? BL_LINE : BL_LINE_END;
    }
}

/* Asks for marks around what is pasted, or for none. */
static void ask_for_marks(bool wanted)
{
    const char *terminal = getenv("TERM");
    if (!terminal || strcmp(terminal, "dumb") == 0)
        return;
    fputs(wanted ? "\x1b[?2004h" : "\x1b[?2004l", stdout);
    fflush(stdout);
}

static bl_line_end read_edited(bl_editor *e, const char *prompt, bl_buffer *out)
{
    int count = 0;
    free(e->prompt);
    e->prompt = widen(bl_text_of(prompt));
    if (!e->prompt)
        return BL_LINE_END;
    follow_size(e);
    e->drawn_size = 0;
    ask_for_marks(true);
    e->reads = true;
    const wchar_t *line = el_wgets(e->line, &count);
    e->reads = false;
    ask_for_marks(false);
    if (e->interrupted) {
        fputs("^C\n", stdout);
        fflush(stdout);
        return BL_LINE_INTERRUPTED;
    }
    if (!line || count <= 0)
        return BL_LINE_END;
    narrow(line, (size_t)count, out);
    if (out->size > 0 && out->at[out->size - 1] == '\n')
        bl_buffer_cut(out, out->size - 1);
    return BL_LINE;
}

bl_line_end bl_editor_read(bl_editor *e, const char *prompt, bl_buffer *out)
{
    bl_buffer_clear(out);
    e->interrupted = false;
    return e->line ? read_edited(e, prompt, out) : read_plain(e, out);
}

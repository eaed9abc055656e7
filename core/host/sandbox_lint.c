#include "host/sandbox_lint.h"

#include <string.h>

typedef struct scan {
    const char *at;
    const char *end;
    int line;
    bool divides; /* `%` was seen */
} scan;

static size_t left(const scan *from)
{
    return (size_t)(from->end - from->at);
}

/* The byte `ahead` of where the scan stands, 0 past the end. */
static char peek(const scan *from, size_t ahead)
{
    return ahead < left(from) ? from->at[ahead] : '\0';
}

static void step(scan *from, size_t count)
{
    for (; count > 0 && from->at < from->end; count--, from->at++)
        from->line += *from->at == '\n';
}

static bool is_name_byte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

static size_t name_size(const scan *from)
{
    const char *at = from->at;
    while (at < from->end && is_name_byte(*at))
        at++;
    return (size_t)(at - from->at);
}

/* At a long bracket, steps past all of it; otherwise stays and says no. */
static bool skip_long(scan *from)
{
    size_t level = 0;
    if (peek(from, 0) != '[')
        return false;
    while (peek(from, 1 + level) == '=')
        level++;
    if (peek(from, 1 + level) != '[')
        return false;
    step(from, level + 2);
    const char *bracket;
    while ((bracket = memchr(from->at, ']', left(from))) != NULL) {
        size_t equals = 0;
        step(from, (size_t)(bracket - from->at));
        while (equals < level && peek(from, 1 + equals) == '=')
            equals++;
        bool is_end = equals == level && peek(from, 1 + equals) == ']';
        step(from, is_end ? level + 2 : 1 + equals);
        if (is_end)
            return true;
    }
    step(from, left(from));
    return true;
}

static void skip_quoted(scan *from)
{
    char quote = peek(from, 0);
    step(from, 1);
    while (from->at < from->end && *from->at != quote && *from->at != '\n') {
        if (*from->at != '\\') {
            from->at++;
            continue;
        }
        bool skips_space = peek(from, 1) == 'z';
        step(from, 2);
        while (skips_space && from->at < from->end && strchr(" \t\r\n\v\f", peek(from, 0)))
            step(from, 1);
    }
    if (peek(from, 0) == quote)
        step(from, 1);
}

static void skip_comment(scan *from)
{
    step(from, 2);
    if (skip_long(from))
        return;
    const char *end = memchr(from->at, '\n', left(from));
    from->at = end != NULL ? end : from->end;
}

/* How many bytes the bitwise operator here has, 0 if none is here. */
static size_t bitwise_size(const scan *from)
{
    char c = peek(from, 0);
    char next = peek(from, 1);
    if ((c == '<' || c == '>') && next == c)
        return 2;
    return c == '&' || c == '|' || (c == '~' && next != '=') ? 1 : 0;
}

static bl_status check_token(const char *name, scan *from, bl_err *err)
{
    size_t size = name_size(from);
    if (size == 4 && memcmp(from->at, "_ENV", 4) == 0)
        return bl_fail(err, BL_SCRIPT, "%s:%d: there is no `_ENV` in a notice", name, from->line);
    if (size > 0) {
        from->at += size;
        return BL_OK;
    }
    size_t bitwise = bitwise_size(from);
    if (bitwise > 0)
        return bl_fail(err, BL_SCRIPT,
                       "%s:%d: `%.*s` works on bits, which notices do not; say and, or, not", name,
                       from->line, (int)bitwise, from->at);
    from->divides |= peek(from, 0) == '%';
    /* `~=` is one token; of anything else the next byte may begin another */
    step(from, peek(from, 0) == '~' ? 2 : 1);
    return BL_OK;
}

bl_status bl_sandbox_lint(const char *name, bl_text text, bool *divides, bl_err *err)
{
    BL_REQUIRE(name != NULL);

    if (text.size > BL_SANDBOX_BYTES_MAX)
        return bl_fail(err, BL_SCRIPT, "%s:1: a script has at most %u KiB, this one has %zu", name,
                       BL_SANDBOX_BYTES_MAX >> 10, text.size >> 10);
    scan from = {.at = text.at, .end = text.at + text.size, .line = 1};
    bl_status status = BL_OK;
    while (status == BL_OK && from.at < from.end) {
        char c = *from.at;
        if (c == ' ' || c == '\n')
            step(&from, 1);
        else if (c == '-' && peek(&from, 1) == '-')
            skip_comment(&from);
        else if (c == '"' || c == '\'')
            skip_quoted(&from);
        else if (!skip_long(&from))
            status = check_token(name, &from, err);
        if (status == BL_OK && from.line > BL_SANDBOX_LINES_MAX + 1)
            return bl_fail(err, BL_SCRIPT, "%s:%d: a script has at most %d lines", name,
                           BL_SANDBOX_LINES_MAX + 1, BL_SANDBOX_LINES_MAX);
    }
    *divides = from.divides;
    return status;
}

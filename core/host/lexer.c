/* SPDX-License-Identifier: MIT */
#include "host/lexer.h"

#include <string.h>

/* The byte `ahead` of where the lexer stands, 0 past the end. */
static char peek(const bl_lexer *lexer, size_t ahead)
{
    return ahead < (size_t)(lexer->end - lexer->at) ? lexer->at[ahead] : '\0';
}

static void step(bl_lexer *lexer, size_t count)
{
    for (; count > 0 && lexer->at < lexer->end; count--, lexer->at++)
        lexer->line += *lexer->at == '\n';
}

static bool is_name_byte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

static bool is_blank(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static bool is_quote(char c)
{
    return c == '"' || c == '\'';
}

/* At a long bracket, steps past all of it; otherwise stays and says no. */
static bool skip_long(bl_lexer *lexer)
{
    size_t level = 0;
    if (peek(lexer, 0) != '[')
        return false;
    while (peek(lexer, 1 + level) == '=')
        level++;
    if (peek(lexer, 1 + level) != '[')
        return false;
    step(lexer, level + 2);
    while (lexer->at < lexer->end) {
        size_t equals = 0;
        if (peek(lexer, 0) == ']') {
            while (equals < level && peek(lexer, 1 + equals) == '=')
                equals++;
            if (equals == level && peek(lexer, 1 + equals) == ']') {
                step(lexer, level + 2);
                return true;
            }
        }
        step(lexer, 1 + equals);
    }
    return true;
}

static void skip_quoted(bl_lexer *lexer)
{
    char quote = peek(lexer, 0);
    step(lexer, 1);
    while (lexer->at < lexer->end && peek(lexer, 0) != quote && peek(lexer, 0) != '\n') {
        bool skips_space = peek(lexer, 0) == '\\' && peek(lexer, 1) == 'z';
        step(lexer, peek(lexer, 0) == '\\' ? 2 : 1);
        while (skips_space && lexer->at < lexer->end && is_blank(peek(lexer, 0)))
            step(lexer, 1);
    }
    if (peek(lexer, 0) == quote)
        step(lexer, 1);
}

static void skip_comment(bl_lexer *lexer)
{
    step(lexer, 2);
    if (skip_long(lexer))
        return;
    const char *end = memchr(lexer->at, '\n', (size_t)(lexer->end - lexer->at));
    lexer->at = end ? end : lexer->end;
}

/* Past what is no token; stays and says no where one begins. */
static bool skip_one(bl_lexer *lexer)
{
    char c = peek(lexer, 0);
    if (c == '-' && peek(lexer, 1) == '-')
        skip_comment(lexer);
    else if (is_quote(c) && !lexer->with_quoted)
        skip_quoted(lexer);
    else if (is_blank(c))
        step(lexer, 1);
    else
        return skip_long(lexer);
    return true;
}

static size_t size_of_token(const bl_lexer *lexer)
{
    char c = peek(lexer, 0), next = peek(lexer, 1);
    size_t size = 0;
    while (is_name_byte(peek(lexer, size)))
        size++;
    if (size > 0)
        return size;
    if (c == '.' && next == '.')
        return peek(lexer, 2) == '.' ? 3 : 2;
    return (c == '~' && next == '=') || ((c == '<' || c == '>') && next == c) ? 2 : 1;
}

bl_lexer bl_lexer_make(bl_text text)
{
    return (bl_lexer){.at = text.at, .end = text.at + text.size, .line = 1};
}

bool bl_lexer_next(bl_lexer *lexer, bl_text *token, int *line)
{
    while (lexer->at < lexer->end && skip_one(lexer))
        continue;
    if (lexer->at == lexer->end)
        return false;
    const char *from = lexer->at;
    *line = lexer->line;
    if (is_quote(*from))
        skip_quoted(lexer);
    else
        step(lexer, size_of_token(lexer));
    *token = (bl_text){from, (size_t)(lexer->at - from)};
    return true;
}

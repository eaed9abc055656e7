/* SPDX-License-Identifier: MIT */
#include "host/sandbox_lint.h"

#include "host/lexer.h"

static bool is_bitwise(bl_text token)
{
    static const char *const operators[] = {"&", "|", "~", "<<", ">>"};
    for (size_t i = 0; i < sizeof operators / sizeof operators[0]; i++)
        if (bl_text_equal(token, bl_text_of(operators[i])))
            return true;
    return false;
}

static bl_status check_token(const char *name, bl_text token, int line, bl_err *err)
{
    if (token.size <= 2 && is_bitwise(token))
        return bl_fail(err, BL_SCRIPT,
                       "%s:%d: `%.*s` works on bits, which notices do not; say and, or, not", name,
                       line, (int)token.size, token.at);
    if (bl_text_equal(token, bl_text_of("_ENV")))
        return bl_fail(err, BL_SCRIPT, "%s:%d: there is no `_ENV` in a notice", name, line);
    return BL_OK;
}

bl_status bl_sandbox_lint(const char *name, bl_text text, bool *divides, bl_err *err)
{
    BL_REQUIRE(name != NULL);

    *divides = false;
    if (text.size > BL_SANDBOX_BYTES_MAX)
        return bl_fail(err, BL_SCRIPT, "%s:1: a script has at most %u KiB, this one has %zu", name,
                       BL_SANDBOX_BYTES_MAX >> 10, text.size >> 10);
    bl_lexer lexer = bl_lexer_make(text);
    bl_text token;
    int line;
    bl_status status = BL_OK;
    bool more = true;
    while (status == BL_OK && more) {
        more = bl_lexer_next(&lexer, &token, &line);
        if (lexer.line > BL_SANDBOX_LINES_MAX + 1)
            return bl_fail(err, BL_SCRIPT, "%s:%d: a script has at most %d lines", name,
                           BL_SANDBOX_LINES_MAX + 1, BL_SANDBOX_LINES_MAX);
        if (!more)
            break;
        *divides |= *token.at == '%';
        status = check_token(name, token, line, err);
    }
    return status;
}

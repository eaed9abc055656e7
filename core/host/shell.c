/* SPDX-License-Identifier: MIT */
#include "host/shell.h"

#include <jansson.h>
#include <lauxlib.h>
#include <stdlib.h>
#include <string.h>

#include "host/bind_value.h"
#include "host/binding.h"
#include "host/json.h"
#include "host/lexer.h"
#include "host/modules.h"
#include "host/sandbox_base.h"
#include "host/script.h"

#define STEPS_MAX   INT64_C(1000000000) /* of one statement: ten seconds or so */
#define CHUNK       "input"
#define COLUMNS_MAX 8192 /* bytes of text in which the place of an error is looked for */

struct bl_shell {
    bl_shell_desk desk;
    bl_state *state;
    int words; /* registry reference: what lua/bylaw/shell.lua gives */
};

static bl_shell *shell_of(lua_State *L)
{
    return bl_state_context(L);
}

/* core.answer(policy, function, request) -> answer as a table, answer as text; or nil and why */
static int l_answer(lua_State *L)
{
    const bl_shell_desk *desk = &shell_of(L)->desk;
    bl_buffer *request = bl_new_buffer(L), *answer = bl_new_buffer(L);
    bl_err err = {0};
    bl_json_write(L, 3, request);
    bl_status status = desk->answer(desk->context, luaL_checkstring(L, 1), luaL_checkstring(L, 2),
                                    bl_buffer_view(request), answer, &err);
    if (status != BL_OK) {
        lua_pushnil(L);
        lua_pushstring(L, err.text);
        return 2;
    }
    json_t *object = json_loadb(answer->at, answer->size, JSON_ALLOW_NUL, NULL);
    if (!object)
        return luaL_error(L, "no memory for an answer");
    bl_json_push(L, object);
    json_decref(object);
    lua_pushlstring(L, answer->at, answer->size);
    return 2;
}

/* core.show_answer(policy, function, name, json) */
static int l_show_answer(lua_State *L)
{
    const bl_shell_desk *desk = &shell_of(L)->desk;
    bl_text json;
    json.at = luaL_checklstring(L, 4, &json.size);
    desk->show(desk->context, luaL_checkstring(L, 1), luaL_checkstring(L, 2),
               luaL_checkstring(L, 3), json);
    return 0;
}

/* core.print(line): as it is, however long */
static int l_print(lua_State *L)
{
    const bl_shell_desk *desk = &shell_of(L)->desk;
    bl_text line;
    line.at = luaL_checklstring(L, 1, &line.size);
    desk->print(desk->context, line);
    return 0;
}

/* core.json(value) -> text */
static int l_json(lua_State *L)
{
    bl_buffer *text = bl_new_buffer(L);
    bl_json_write(L, 1, text);
    lua_pushlstring(L, text->at, text->size);
    return 1;
}

/* core.text(value) -> what tostring says */
static int l_text(lua_State *L)
{
    bl_sandbox_base_push_text(L, 1);
    return 1;
}

/* core.nearest(name, list) -> the text in the list most like the name */
static int l_nearest(lua_State *L)
{
    bl_nearest nearest = bl_nearest_make(bl_text_of(luaL_checkstring(L, 1)));
    for (lua_Integer i = 1; i <= (lua_Integer)lua_rawlen(L, 2); i++) {
        lua_rawgeti(L, 2, i);
        bl_nearest_offer(&nearest, bl_text_of(lua_tostring(L, -1)));
        lua_pop(L, 1);
    }
    lua_pushstring(L, nearest.word.at);
    return 1;
}

static int l_open_core(lua_State *L)
{
    static const luaL_Reg functions[] = {
        {"answer", l_answer}, {"show_answer", l_show_answer}, {"print", l_print}, {"json", l_json},
        {"text", l_text},     {"nearest", l_nearest},         {NULL, NULL}};
    luaL_newlib(L, functions);
    bl_json_set_words(L);
    lua_setglobal(L, "core");
    return 0;
}

static void push_word(lua_State *L, const char *word)
{
    lua_rawgeti(L, LUA_REGISTRYINDEX, shell_of(L)->words);
    lua_getfield(L, -1, word);
    lua_remove(L, -2);
}

static bl_status share(bl_shell *shell, const char *word, bl_err *err)
{
    push_word(bl_state_lua(shell->state), word);
    return bl_sandbox_share(shell->state, word, err);
}

static bl_status open_words(bl_shell *shell, bl_err *err)
{
    lua_State *L = bl_state_lua(shell->state);
    bl_status status = bl_sandbox_open(shell->state, err);
    if (status == BL_OK)
        status = bl_bind_values(shell->state, err);
    if (status == BL_OK) {
        lua_pushcfunction(L, l_open_core);
        status = bl_state_call(shell->state, 0, 0, err);
    }
    if (status == BL_OK)
        status = bl_state_load_trusted(shell->state, bl_shell_module, err);
    if (status == BL_OK)
        status = bl_state_call(shell->state, 0, 1, err);
    if (status != BL_OK)
        return status;
    shell->words = luaL_ref(L, LUA_REGISTRYINDEX);
    status = share(shell, "null", err);
    if (status == BL_OK)
        status = share(shell, "empty", err);
    return status == BL_OK ? bl_sandbox_keep_globals(shell->state, err) : status;
}

bl_status bl_shell_open(const bl_shell_desk *desk, bl_shell **out, bl_err *err)
{
    bl_shell *shell = calloc(1, sizeof *shell);
    if (!shell)
        return bl_fail(err, BL_NO_MEMORY, "no memory for a shell");
    shell->desk = *desk;
    bl_limits limits = bl_limits_make_default();
    limits.steps_max = STEPS_MAX;
    bl_status status = bl_state_open(limits, &shell->state, err);
    if (status == BL_OK) {
        bl_state_set_context(shell->state, shell);
        status = open_words(shell, err);
    }
    if (status != BL_OK) {
        bl_shell_close(shell);
        return status;
    }
    bl_sandbox_set_print(shell->state, desk->print, desk->context);
    *out = shell;
    return BL_OK;
}

void bl_shell_close(bl_shell *shell)
{
    if (!shell)
        return;
    bl_state_close(shell->state);
    free(shell);
}

void bl_shell_set_traces(bl_shell *shell, bool traces)
{
    bl_state_set_traces(shell->state, traces);
}

/* The name, the list of functions and their number as light userdata and integer. */
static int l_make_policy(lua_State *L)
{
    const char *const *functions = lua_touserdata(L, 2);
    lua_Integer count = lua_tointeger(L, 3);
    push_word(L, "policy");
    lua_pushstring(L, lua_touserdata(L, 1));
    lua_createtable(L, (int)count, 0);
    for (lua_Integer i = 0; i < count; i++) {
        lua_pushstring(L, functions[i]);
        lua_rawseti(L, -2, i + 1);
    }
    lua_call(L, 2, 1);
    return 1;
}

bl_status bl_shell_add_policy(bl_shell *shell, const char *name, const char *const *functions,
                              size_t count, bl_err *err)
{
    lua_State *L = bl_state_lua(shell->state);
    lua_pushcfunction(L, l_make_policy);
    lua_pushlightuserdata(L, (void *)(uintptr_t)name);
    lua_pushlightuserdata(L, (void *)(uintptr_t)functions);
    lua_pushinteger(L, (lua_Integer)count);
    bl_status status = bl_state_call(shell->state, 3, 1, err);
    return status == BL_OK ? bl_sandbox_share(shell->state, name, err) : status;
}

/* Places of what is wrong */

static bool ends_in_eof(const char *words)
{
    size_t size = strlen(words), mark = strlen("<eof>");
    return size >= mark && strcmp(words + size - mark, "<eof>") == 0;
}

/* The line of "input:LINE: words", and the words. An expression's call leaves no line of its own:
 * what a trusted module says then is taken for the first; 0 and all of it when there is neither. */
static int take_line(const char *text, const char **words)
{
    bool is_typed = strncmp(text, CHUNK ":", strlen(CHUNK ":")) == 0;
    *words = text;
    if (!is_typed && !bl_script_is_trusted(text))
        return 0;
    char *end;
    long line = strtol(strchr(text, ':') + 1, &end, 10);
    if (strncmp(end, ": ", 2) != 0)
        return 0;
    *words = end + 2;
    return is_typed ? (int)line : 1;
}

static void set_place(bl_text text, size_t offset, bl_shell_trouble *out)
{
    int32_t code;
    out->line = out->column = 1;
    for (size_t at = 0; at < offset && at < text.size; at += bl_text_next(text, at, &code)) {
        out->column++;
        if (text.at[at] == '\n') {
            out->line++;
            out->column = 1;
        }
    }
}

static bool compiles(bl_shell *shell, bl_text text, bl_err *err)
{
    *err = (bl_err){0};
    if (bl_sandbox_load(shell->state, CHUNK, text, err) != BL_OK)
        return false;
    lua_pop(bl_state_lua(shell->state), 1);
    return true;
}

/* Where the token begins that the parser did not want: the text up to it can be gone on with, the
 * text with it can't. `head` bytes in front were not typed. */
static size_t offset_of_error(bl_shell *shell, bl_text text, size_t head)
{
    bl_lexer lexer = bl_lexer_make(text);
    bl_text token;
    int line;
    size_t from = head;
    while (text.size <= COLUMNS_MAX && bl_lexer_next(&lexer, &token, &line)) {
        bl_err err;
        size_t end = (size_t)(token.at - text.at) + token.size;
        if (end <= head)
            continue;
        if (!compiles(shell, (bl_text){text.at, end}, &err) && !ends_in_eof(err.text)) {
            /* What the lexer passed over, such as text, may be what is wrong. */
            bl_text before = {text.at, (size_t)(token.at - text.at)};
            if (!compiles(shell, before, &err) && !ends_in_eof(err.text))
                break;
            return (size_t)(token.at - text.at);
        }
        from = end;
    }
    while (from < text.size && strchr(" \t\r\n", text.at[from]))
        from++;
    return from;
}

static bool is_name_byte(char byte)
{
    return byte == '_' || (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') ||
           (byte >= 'A' && byte <= 'Z');
}

/* The name between the first quotes of the words; of nothing when there is none. */
static bl_text quoted_name(const char *words)
{
    const char *at = strpbrk(words, "`'\"");
    if (!at)
        return bl_text_of("");
    size_t size = strcspn(at + 1, "`'\"");
    return (bl_text){at + 1, size};
}

/* The column of a name on a line; of the first thing there when it is not on it. */
static void place_name(bl_text text, int line, bl_text name, bl_shell_trouble *out)
{
    size_t at = 0;
    for (int i = 1; i < line && at < text.size; at++)
        i += text.at[at] == '\n';
    size_t end = at;
    while (end < text.size && text.at[end] != '\n')
        end++;
    size_t found = at;
    while (found < end && strchr(" \t", text.at[found]))
        found++;
    for (size_t i = at; name.size > 0 && i + name.size <= end; i++)
        if (memcmp(text.at + i, name.at, name.size) == 0 &&
            (i == at || !is_name_byte(text.at[i - 1])) &&
            (i + name.size == end || !is_name_byte(text.at[i + name.size]))) {
            found = i;
            break;
        }
    set_place(text, found, out);
}

static void set_words(const char *words, bl_shell_trouble *out)
{
    bl_text_copy(bl_text_of(words), out->words, sizeof out->words);
}

/* Running */

/* The text with "return " before it, without a "=" that stood there. */
static void add_return(bl_text text, size_t *skipped, bl_buffer *out)
{
    size_t at = 0;
    while (at < text.size && strchr(" \t\r\n", text.at[at]))
        at++;
    *skipped = at < text.size && text.at[at] == '=' ? at + 1 : 0;
    bl_buffer_add_text(out, "return ");
    bl_buffer_add(out, text.at + *skipped, text.size - *skipped);
    bl_buffer_add_char(out, '\n');
}

/* Which of the two ways to read it got further, and what stopped it. */
static void tell_syntax(bl_shell *shell, bl_text text, bl_text expression, size_t skipped,
                        const bl_err *as_statement, const bl_err *as_expression,
                        bl_shell_trouble *out)
{
    size_t head = strlen("return ");
    size_t statement = skipped > 0 ? 0 : offset_of_error(shell, text, 0);
    size_t other = offset_of_error(shell, expression, head) - head + skipped;
    bool further = skipped > 0 || other > statement;
    const char *words;
    take_line(further ? as_expression->text : as_statement->text, &words);
    set_words(words, out);
    set_place(text, further ? other : statement, out);
}

/* Leaves the function on the stack when it is done. */
static bl_shell_end load(bl_shell *shell, bl_text text, bl_shell_trouble *trouble)
{
    bl_buffer expression = {0}, statement = {0};
    bl_err as_expression = {0}, as_statement = {0};
    size_t skipped;
    bl_shell_end end = BL_SHELL_FAILED;
    add_return(text, &skipped, &expression);
    bl_buffer_add(&statement, text.at, text.size);
    bl_buffer_add_char(&statement, '\n'); /* a string ends with its line */
    if (expression.failed || statement.failed)
        set_words("no memory for what was typed", trouble);
    else if (bl_sandbox_load(shell->state, CHUNK, bl_buffer_view(&expression), &as_expression) ==
             BL_OK)
        end = BL_SHELL_DONE;
    else if (skipped == 0 && bl_sandbox_load(shell->state, CHUNK, bl_buffer_view(&statement),
                                             &as_statement) == BL_OK)
        end = BL_SHELL_DONE;
    else if (ends_in_eof(as_expression.text) || ends_in_eof(as_statement.text))
        end = BL_SHELL_UNFINISHED;
    else
        tell_syntax(shell, text, bl_buffer_view(&expression), skipped, &as_statement,
                    &as_expression, trouble);
    if (end == BL_SHELL_UNFINISHED) {
        set_words("this is not finished: the end is missing", trouble);
        set_place(text, text.size, trouble);
    }
    bl_buffer_deinit(&expression);
    bl_buffer_deinit(&statement);
    return end;
}

/* Calls the function below its `arguments`, the first of which is the chunk. */
static bl_shell_end call(bl_shell *shell, bl_text text, int arguments, bl_shell_trouble *trouble)
{
    bl_err err = {0};
    const char *words;
    bl_status status = bl_state_call(shell->state, arguments, 0, &err);
    if (status == BL_OK)
        return BL_SHELL_DONE;
    trouble->line = trouble->column = 0;
    int line = take_line(err.text, &words);
    set_words(words, trouble);
    if (line > 0)
        place_name(text, line, quoted_name(words), trouble);
    lua_State *L = bl_state_lua(shell->state);
    lua_gc(L, LUA_GCCOLLECT);
    if (status == BL_NO_MEMORY && lua_gc(L, LUA_GCCOUNT) > (int)(BL_STATE_MEMORY_MAX >> 11)) {
        bl_sandbox_forget_globals(L); /* else nothing could be typed any more, nor taken back */
        lua_gc(L, LUA_GCCOLLECT);
        set_words("memory was full, so every name was forgotten", trouble);
    }
    return status == BL_STOPPED ? BL_SHELL_STOPPED : BL_SHELL_FAILED;
}

/* Takes the chunk. */
static int l_run(lua_State *L)
{
    lua_call(L, 0, LUA_MULTRET);
    int count = lua_gettop(L);
    if (count == 0)
        return 0;
    lua_pushvalue(L, 1);
    bl_sandbox_set_global(L, "_");
    push_word(L, "show");
    lua_insert(L, 1);
    lua_call(L, count, 0);
    return 0;
}

bl_shell_end bl_shell_run(bl_shell *shell, bl_text text, bl_shell_trouble *trouble)
{
    bl_shell_end end = load(shell, text, trouble);
    if (end != BL_SHELL_DONE)
        return end;
    lua_State *L = bl_state_lua(shell->state);
    lua_pushcfunction(L, l_run);
    lua_insert(L, -2);
    return call(shell, text, 1, trouble);
}

/* Takes the chunk and the buffer. */
static int l_read(lua_State *L)
{
    lua_pushvalue(L, 1);
    lua_call(L, 0, 1);
    bl_json_write(L, -1, lua_touserdata(L, 2));
    return 0;
}

bl_shell_end bl_shell_read(bl_shell *shell, bl_text text, bl_buffer *out, bl_shell_trouble *trouble)
{
    bl_shell_end end = load(shell, text, trouble);
    if (end != BL_SHELL_DONE)
        return end;
    lua_State *L = bl_state_lua(shell->state);
    lua_pushcfunction(L, l_read);
    lua_insert(L, -2);
    lua_pushlightuserdata(L, out);
    return call(shell, text, 2, trouble);
}

static int l_push_names(lua_State *L)
{
    bl_sandbox_push_names(L);
    return 1;
}

bl_status bl_shell_names(bl_shell *shell, void (*tell)(void *context, bl_text name), void *context,
                         bl_err *err)
{
    lua_State *L = bl_state_lua(shell->state);
    lua_pushcfunction(L, l_push_names);
    bl_status status = bl_state_call(shell->state, 0, 1, err);
    if (status != BL_OK)
        return status;
    for (lua_Integer i = 1; i <= (lua_Integer)lua_rawlen(L, -1); i++) {
        bl_text name;
        lua_rawgeti(L, -1, i);
        name.at = lua_tolstring(L, -1, &name.size);
        tell(context, name);
        lua_pop(L, 1);
    }
    lua_pop(L, 1);
    return BL_OK;
}

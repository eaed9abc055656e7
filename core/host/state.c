/* SPDX-License-Identifier: MIT
 * The hook and the allocator share one counter. Neither may raise at any moment: the allocator only
 * notes that the budget is spent and asks for a hook at the next instruction, which raises. */
#include "host/state.h"

#include <lauxlib.h>
#include <lualib.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "host/pool.h"

#define QUANTUM       1000
#define STRING_STEP   256         /* bytes of string that cost an instruction one step more */
#define SHORT_STRING  65          /* bytes of the largest string of which Lua keeps one copy */
#define BLOCK_FREE    4096        /* blocks below this are not charged */
#define WALK_FREE     (16u << 10) /* a table this wide is walked without extra charge */
#define WALK_BYTES    256         /* of a wider one that are passed over in a step */
#define OBJECT_STEPS  2           /* for making and collecting a table or function */
#define ARGUMENTS_MAX 255
#define PLACE_MAX     (LUA_IDSIZE + 32)
#define LEVELS_MAX    64 /* calls looked at to find the line that an error belongs to */
#define OWN_MAX       2  /* the stack and the table of short strings */
#define OWN_BYTES_MIN 512

struct bl_state {
    lua_State *L;
    bl_pool pool;
    void *context;
    bl_limits limits;
    size_t memory;
    size_t memory_peak;
    int64_t spent;
    int64_t price;      /* steps for one instruction                */
    size_t widest;      /* bytes of the widest block that is no string */
    int depth;          /* entries from C that are running            */
    void *own[OWN_MAX]; /* blocks that Lua made for itself on opening */
    bl_status noted;
    bool string_refused;
    bool starved;          /* the machine itself had no memory      */
    bool stopped;          /* somebody asked it to stop             */
    bool traces;           /* errors carry the calls that led there */
    char place[PLACE_MAX]; /* "file:line: " where memory was last refused, or "" */
};

static bool never(void)
{
    return false;
}

/* Asked between instructions of every state. */
static bool (*is_stop_wanted)(void) = never;

void bl_state_stop_when(bool (*wanted)(void))
{
    BL_REQUIRE(wanted != NULL);

    is_stop_wanted = wanted;
}

void bl_state_set_traces(bl_state *state, bool traces)
{
    BL_REQUIRE(state != NULL);

    state->traces = traces;
}

bl_limits bl_limits_make_default(void)
{
    return (bl_limits){.memory_max = BL_STATE_MEMORY_MAX, .steps_max = BL_STATE_STEPS_MAX};
}

lua_State *bl_state_lua(bl_state *state)
{
    BL_REQUIRE(state != NULL);

    return state->L;
}

bl_state *bl_state_of(lua_State *L)
{
    bl_state *state;
    memcpy(&state, lua_getextraspace(L), sizeof state);
    return state;
}

void bl_state_set_context(bl_state *state, void *context)
{
    BL_REQUIRE(state != NULL);

    state->context = context;
}

void *bl_state_context(lua_State *L)
{
    return bl_state_of(L)->context;
}

int64_t bl_state_steps(const bl_state *state)
{
    BL_REQUIRE(state != NULL);

    return state->spent;
}

bool bl_state_starved(const bl_state *state)
{
    BL_REQUIRE(state != NULL);

    return state->starved;
}

void bl_state_note(lua_State *L, bl_status status)
{
    bl_state_of(L)->noted = status;
}

bl_status bl_state_noted(const bl_state *state)
{
    BL_REQUIRE(state != NULL);

    return state->noted;
}

int bl_state_raise_starved(lua_State *L, const char *words)
{
    bl_state_of(L)->starved = true;
    return luaL_error(L, "%s", words);
}

size_t bl_state_memory_peak(const bl_state *state)
{
    BL_REQUIRE(state != NULL);

    return state->memory_peak;
}

/* Writes "file:line: " of the innermost call at or above `level` that has a line, or "". Allocates
 * nothing, so that it can be asked even while memory is being refused. */
static void find_place(lua_State *L, int level, char place[PLACE_MAX])
{
    lua_Debug ar;
    place[0] = '\0';
    for (int end = level + LEVELS_MAX; level < end && lua_getstack(L, level, &ar); level++) {
        if (lua_getinfo(L, "Sl", &ar) && ar.currentline > 0) {
            (void)snprintf(place, PLACE_MAX, "%s:%d: ", ar.short_src, ar.currentline);
            return;
        }
    }
}

static bool is_spent(const bl_state *state)
{
    return state->spent > state->limits.steps_max;
}

static void add_steps(bl_state *state, int64_t steps)
{
    if (steps > INT64_MAX - state->spent)
        steps = INT64_MAX - state->spent;
    state->spent += steps;
}

/* luaL_error would name the caller's line when the hook raises. `words` holds one %I. */
static void raise_here(lua_State *L, const char *words, int64_t number)
{
    char place[PLACE_MAX];
    find_place(L, 0, place);
    lua_pushstring(L, place);
    lua_pushfstring(L, words, (LUAI_UACINT)number);
    lua_concat(L, 2);
    lua_error(L);
}

static void raise_spent(lua_State *L, const bl_state *state)
{
    if (state->stopped)
        raise_here(L, "stopped", 0);
    raise_here(L, "the script took more than %I steps", state->limits.steps_max);
}

/* Trouble that a look at the running function shows. */
static void check_function(lua_State *L, lua_Debug *ar)
{
    lua_Debug deep;
    if (lua_getstack(L, BL_STATE_DEPTH_MAX, &deep))
        raise_here(L, "calls are nested more than %I deep", BL_STATE_DEPTH_MAX);
    /* Each `...` copies its values in one instruction, so their number is held down. */
    if (lua_getlocal(L, ar, -(ARGUMENTS_MAX + 1)) != NULL)
        raise_here(L, "`...` holds more than %I values", ARGUMENTS_MAX);
}

static void count_hook(lua_State *L, lua_Debug *ar)
{
    bl_state *state = bl_state_of(L);
    bool whole = lua_gethookcount(L) == QUANTUM;
    if (!is_spent(state) && whole)
        add_steps(state, QUANTUM * state->price);
    if (is_stop_wanted()) {
        state->stopped = true;
        state->spent = INT64_MAX;
    }
    if (is_spent(state)) {
        lua_sethook(L, count_hook, LUA_MASKCOUNT, 1);
        raise_spent(L, state);
    }
    if (!whole) /* a coroutine that an earlier entry left at every instruction */
        lua_sethook(L, count_hook, LUA_MASKCOUNT, QUANTUM);
    check_function(L, ar);
}

void bl_state_charge(lua_State *L, int64_t steps)
{
    BL_REQUIRE(steps >= 0);

    bl_state *state = bl_state_of(L);
    add_steps(state, steps);
    if (is_spent(state)) {
        lua_sethook(L, count_hook, LUA_MASKCOUNT, 1);
        lua_sethook(state->L, count_hook, LUA_MASKCOUNT, 1);
        raise_spent(L, state);
    }
}

void bl_state_raise_price(bl_state *state, int64_t steps)
{
    BL_REQUIRE(state != NULL);

    if (steps > state->price)
        state->price = steps;
}

void bl_state_charge_walk(lua_State *L)
{
    const bl_state *state = bl_state_of(L);
    if (state->widest > WALK_FREE)
        bl_state_charge(L, (int64_t)(state->widest / WALK_BYTES));
}

/* Work that no instruction counts: copying into strings, growing and rehashing tables. */
static void charge_block(bl_state *state, bool is_string, size_t size)
{
    if (is_string && size > BL_STATE_STRING_FREE) {
        bl_state_raise_price(state, 1 + (int64_t)(size / STRING_STEP));
    }
    if (!is_string && size > state->widest)
        state->widest = size;
    if (state->depth == 0)
        return;
    add_steps(state, (int64_t)(is_string ? size / 4 : size / 16));
    if (is_spent(state))
        lua_sethook(state->L, count_hook, LUA_MASKCOUNT, 1);
}

/* A refusal makes Lua collect everything at once and ask again, so it costs what is held. */
static void *refuse(bl_state *state, bool is_string)
{
    if (state->depth == 0)
        return NULL;
    state->string_refused = is_string;
    find_place(state->L, 0, state->place);
    add_steps(state, (int64_t)(state->memory / 16));
    if (is_spent(state))
        lua_sethook(state->L, count_hook, LUA_MASKCOUNT, 1);
    return NULL;
}

/* Lua's own two blocks grow and shrink with what was collected when, so they are never charged: the
 * same script must cost the same each time. Where `block`, or a new one, is kept as such; or NULL.
 */
static void **find_own(bl_state *state, const void *block, int kind, size_t size)
{
    bool is_opening = state->L == NULL && kind == LUA_TNIL && size >= OWN_BYTES_MIN;
    for (int i = 0; i < OWN_MAX && (block != NULL || is_opening); i++)
        if (state->own[i] == block)
            return &state->own[i];
    return NULL;
}

/* `kind` is what a new block is for, LUA_TNIL if it is no object. */
static void charge_growth(bl_state *state, int kind, size_t size)
{
    if (kind == LUA_TTABLE || kind == LUA_TFUNCTION)
        add_steps(state, OBJECT_STEPS);
    else if (kind == LUA_TSTRING ? size > SHORT_STRING : size >= BLOCK_FREE)
        charge_block(state, kind == LUA_TSTRING, size);
}

static void *starve(bl_state *state)
{
    state->starved = true;
    return refuse(state, false);
}

static void *allocate(void *owner, void *block, size_t old_size, size_t size)
{
    bl_state *state = owner;
    int kind = block == NULL ? (int)old_size : LUA_TNIL;
    size_t held = block == NULL ? 0 : old_size;
    if (size == 0) {
        bl_pool_free(&state->pool, block, held);
        state->memory -= held;
        return NULL;
    }
    bool too_long = kind == LUA_TSTRING && size > BL_STATE_STRING_MAX;
    if (too_long || (size > held && size - held > state->limits.memory_max - state->memory))
        return refuse(state, too_long);
    void **own = find_own(state, block, kind, size);
    void *moved = bl_pool_resize(&state->pool, block, held, size);
    if (moved == NULL)
        return starve(state);
    state->memory += size - held;
    if (state->memory > state->memory_peak)
        state->memory_peak = state->memory;
    if (own != NULL)
        *own = moved;
    else
        charge_growth(state, kind, size);
    return moved;
}

static int panic(lua_State *L)
{
    (void)L;
    bl_require_failed("every entry into Lua is protected", __FILE__, __LINE__);
}

static int l_open_libraries(lua_State *L)
{
    static const luaL_Reg libraries[] = {
        {LUA_GNAME, luaopen_base},       {LUA_STRLIBNAME, luaopen_string},
        {LUA_TABLIBNAME, luaopen_table}, {LUA_MATHLIBNAME, luaopen_math},
        {LUA_UTF8LIBNAME, luaopen_utf8}, {NULL, NULL},
    };
    /* xpcall: an error that the hook raises is handled with hooks off, where a handler in Lua could
     * run for ever. */
    static const char *const without[] = {"dofile", "loadfile", "collectgarbage", "warn", "xpcall"};

    for (const luaL_Reg *library = libraries; library->name != NULL; library++) {
        luaL_requiref(L, library->name, library->func, 1);
        lua_pop(L, 1);
    }
    for (size_t i = 0; i < sizeof without / sizeof *without; i++) {
        lua_pushnil(L);
        lua_setglobal(L, without[i]);
    }
    return 0;
}

bl_status bl_state_open(bl_limits limits, bl_state **out, bl_err *err)
{
    BL_REQUIRE(out != NULL);
    BL_REQUIRE(limits.memory_max > 0);
    BL_REQUIRE(limits.steps_max > 0);

    bl_state *made = calloc(1, sizeof *made);
    if (made == NULL)
        return bl_fail(err, BL_NO_MEMORY, "no memory for a script's state");
    made->limits = limits;
    made->price = 1;
    made->L = lua_newstate(allocate, made);
    if (made->L == NULL) {
        bl_pool_deinit(&made->pool);
        free(made);
        return bl_fail(err, BL_NO_MEMORY, "no memory for a script's state");
    }
    memcpy(lua_getextraspace(made->L), &made, sizeof made);
    lua_atpanic(made->L, panic);
    lua_pushcfunction(made->L, l_open_libraries);
    bl_status status = bl_state_call(made, 0, 0, err);
    if (status != BL_OK) {
        bl_state_close(made);
        return status;
    }
    *out = made;
    return BL_OK;
}

void bl_state_close(bl_state *state)
{
    if (state == NULL)
        return;
    lua_close(state->L);
    bl_pool_deinit(&state->pool);
    free(state);
}

/* Whether words begin with "file:line: ". */
static bool has_place(const char *words)
{
    for (const char *colon = strchr(words, ':'); colon != NULL; colon = strchr(colon + 1, ':')) {
        size_t digits = strspn(colon + 1, "0123456789");
        if (digits > 0 && colon[1 + digits] == ':' && colon[2 + digits] == ' ')
            return colon - words < LUA_IDSIZE;
    }
    return false;
}

/* The message handler: runs where the error was raised, so it can still see the line. It asks
 * nothing of an error object, whose metamethods could do anything. */
static int l_describe(lua_State *L)
{
    char place[PLACE_MAX];
    find_place(L, 1, place);
    if (lua_type(L, 1) == LUA_TNUMBER)
        lua_tostring(L, 1);
    if (lua_type(L, 1) != LUA_TSTRING)
        lua_pushfstring(L, "%serror object is a %s value", place, luaL_typename(L, 1));
    else if (!has_place(lua_tostring(L, 1)))
        lua_pushfstring(L, "%s%s", place, lua_tostring(L, 1));
    else
        lua_settop(L, 1);
    if (bl_state_of(L)->traces)
        luaL_traceback(L, L, lua_tostring(L, -1), 1);
    return 1;
}

static bl_status fail_memory(const bl_state *state, bl_err *err)
{
    if (state->starved)
        return bl_fail(err, BL_NO_MEMORY, "%sthe machine has no memory left", state->place);
    if (state->string_refused)
        return bl_fail(err, BL_NO_MEMORY, "%sa string would be longer than %u KiB", state->place,
                       BL_STATE_STRING_MAX >> 10);
    return bl_fail(err, BL_NO_MEMORY, "%sthe script needs more than %zu KiB of memory",
                   state->place, state->limits.memory_max >> 10);
}

static const char *words_at_top(lua_State *L)
{
    return lua_type(L, -1) == LUA_TSTRING ? lua_tostring(L, -1) : "error object is not a string";
}

bl_status bl_state_call(bl_state *state, int arguments, int results, bl_err *err)
{
    BL_REQUIRE(state != NULL);
    BL_REQUIRE(arguments >= 0);
    BL_REQUIRE(results >= 0);

    lua_State *L = state->L;
    int function = lua_gettop(L) - arguments;
    BL_REQUIRE(function >= 1);

    if (state->depth == 0) {
        state->spent = QUANTUM * state->price; /* the first thousand is paid before it runs */
        state->place[0] = '\0';
        state->string_refused = state->starved = state->stopped = false;
        state->noted = BL_OK;
        lua_sethook(L, count_hook, LUA_MASKCOUNT, QUANTUM);
    }
    if (!lua_checkstack(L, results + LUA_MINSTACK)) {
        lua_settop(L, function - 1);
        return fail_memory(state, err);
    }
    lua_pushcfunction(L, l_describe);
    lua_insert(L, function);
    state->depth++;
    int code = lua_pcall(L, arguments, results, function);
    state->depth--;
    lua_remove(L, function);
    if (code == LUA_OK) {
        BL_REQUIRE(lua_gettop(L) == function - 1 + results);
        return BL_OK;
    }
    /* An error handler that finds no memory ends as another error, and so does C that has none. */
    bl_status status = state->stopped ? bl_fail(err, BL_STOPPED, "stopped")
                       : code == LUA_ERRMEM || state->starved
                           ? fail_memory(state, err)
                           : bl_fail(err, BL_SCRIPT, "%s", words_at_top(L));
    lua_settop(L, function - 1);
    return status;
}

/* Text handed to the parser line by line, so that the line is known when it gives up without one.
 */
typedef struct source {
    bl_text left;
    int line;
} source;

static const char *read_line(lua_State *L, void *data, size_t *size)
{
    (void)L;
    source *from = data;
    if (from->left.size == 0)
        return NULL;
    const char *line = from->left.at;
    const char *end = memchr(line, '\n', from->left.size);
    *size = end == NULL ? from->left.size : (size_t)(end - line) + 1;
    from->left.at += *size;
    from->left.size -= *size;
    from->line++;
    return line;
}

/* The lexer shows a byte it cannot use as '<\228>'. */
static bool is_about_foreign_byte(const char *words)
{
    const char *near = strstr(words, "near '<\\");
    return near != NULL && strtol(near + strlen("near '<\\"), NULL, 10) >= 0x80;
}

bl_status bl_state_load(bl_state *state, const char *name, bl_text text, bl_err *err)
{
    BL_REQUIRE(state != NULL);
    BL_REQUIRE(name != NULL);
    BL_REQUIRE(strlen(name) <= BL_STATE_NAME_MAX);

    lua_State *L = state->L;
    char shown[BL_STATE_NAME_MAX + 2];
    (void)snprintf(shown, sizeof shown, "@%s", name);
    if (text.size >= 3 && memcmp(text.at, "\xEF\xBB\xBF", 3) == 0)
        text = (bl_text){text.at + 3, text.size - 3};
    if (text.size > 0 && text.at[0] == LUA_SIGNATURE[0])
        return bl_fail(err, BL_SCRIPT, "%s:1: this is bytecode; a script is text", name);
    if (!lua_checkstack(L, LUA_MINSTACK))
        return bl_fail(err, BL_NO_MEMORY, "%s:1: no memory to read the script", name);

    source from = {.left = text, .line = 0};
    int code = lua_load(L, read_line, &from, shown, "t");
    if (code == LUA_OK)
        return BL_OK;
    const char *words = words_at_top(L);
    bl_status status;
    if (code == LUA_ERRMEM)
        status = bl_fail(err, BL_NO_MEMORY, "%s:%d: no memory to read the script", name, from.line);
    else if (!has_place(words))
        status = bl_fail(err, BL_SCRIPT, "%s:%d: nested too deeply (%s)", name, from.line, words);
    else if (is_about_foreign_byte(words))
        status =
            bl_fail(err, BL_SCRIPT,
                    "%s (names and signs in scripts are ASCII; Chinese goes into strings)", words);
    else
        status = bl_fail(err, BL_SCRIPT, "%s", words);
    lua_pop(L, 1);
    return status;
}

static const char *read_whole(lua_State *L, void *data, size_t *size)
{
    (void)L;
    bl_text *left = data;
    bl_text text = *left;
    *left = (bl_text){0};
    *size = text.size;
    return text.at;
}

/* The head of bytecode tells versions apart, not releases of one; and what a loader takes for good
 * it runs. So the release must be the one that compiled it, on the machine that built the program.
 */
static bool is_release_built_with(void)
{
    static const char ours[] = "$LuaVersion: " LUA_RELEASE " ";
    return strncmp(lua_ident, ours, sizeof ours - 1) == 0;
}

bl_status bl_state_load_trusted(bl_state *state, const bl_embedded *module, bl_err *err)
{
    BL_REQUIRE(state != NULL);
    BL_REQUIRE(module != NULL);

    lua_State *L = state->L;
    if (!is_release_built_with())
        return bl_fail(err, BL_VERSION,
                       "built with " LUA_RELEASE
                       " and started with another release of it: it must be built again");
    if (!lua_checkstack(L, LUA_MINSTACK))
        return bl_fail(err, BL_NO_MEMORY, "%s: no memory to read the module", module->name);

    bl_text left = module->bytes;
    int code = lua_load(L, read_whole, &left, module->name, "b");
    if (code == LUA_OK)
        return BL_OK;
    BL_REQUIRE(code == LUA_ERRMEM); /* the build saw it compile */
    lua_pop(L, 1);
    return bl_fail(err, BL_NO_MEMORY, "%s: no memory to read the module", module->name);
}

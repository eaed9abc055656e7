/* SPDX-License-Identifier: MIT */
#include "host/plugin.h"

#include <errno.h>
#include <lauxlib.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "host/bind_value.h"
#include "host/binding.h"
#include "host/json.h"
#include "host/notice.h"
#include "host/outbox.h"

#define MEMORY_MAX ((size_t)256 << 20)
#define STEPS_MAX  INT64_C(200000000)

struct bl_plugin {
    const bl_plugin_file *file;
    const bl_plugin_offer *offer; /* of one written in C */
    bl_state *state;              /* of one written in Lua */
    int table;                    /* registry reference: what init.lua filled */
    char *about;
    bl_plugin_item *items;
    size_t item_count;
    void *place; /* of events: the plugin's own, or an outbox */
};

static bl_plugin *plugin_of(lua_State *L)
{
    return bl_state_context(L);
}

static bl_status no_memory(bl_err *err)
{
    return bl_fail(err, BL_NO_MEMORY, "no memory for a plugin");
}

static bl_status add_item(bl_plugin *plugin, bl_plugin_part part, const char *name,
                          const char *summary, const char *example, bl_err *err)
{
    bl_plugin_item *items = realloc(plugin->items, (plugin->item_count + 1) * sizeof *items);
    if (!items)
        return no_memory(err);
    plugin->items = items;
    bl_plugin_item *new = &items[plugin->item_count++];
    *new = (bl_plugin_item){part, strdup(name), strdup(summary ? summary : ""),
                            strdup(example ? example : "")};
    return new->name &&new->summary &&new->example ? BL_OK : no_memory(err);
}

static int by_part_and_name(const void *a, const void *b)
{
    const bl_plugin_item *one = a, *other = b;
    return one->part != other->part ? (one->part > other->part) - (one->part < other->part)
                                    : strcmp(one->name, other->name);
}

static bl_status read_offer(bl_plugin *plugin, bl_err *err)
{
    const bl_plugin_offer *offer = plugin->offer;
    bl_status status = BL_OK;
    plugin->about = strdup(offer->about ? offer->about : "");
    if (!plugin->about)
        return no_memory(err);
    const bl_plugin_function *function = offer->functions;
    for (; status == BL_OK && function && function->name; function++)
        status = add_item(plugin, BL_PLUGIN_FUNCTION, function->name, NULL, NULL, err);
    const bl_plugin_command *command = offer->commands;
    for (; status == BL_OK && command && command->name; command++)
        status = add_item(plugin, BL_PLUGIN_COMMAND, command->name, command->summary,
                          command->example, err);
    const bl_plugin_output *output = offer->outputs;
    for (; status == BL_OK && output && output->name; output++)
        status = add_item(plugin, BL_PLUGIN_OUTPUT, output->name, output->summary, NULL, err);
    if (status == BL_OK && offer->events)
        status = add_item(plugin, BL_PLUGIN_EVENTS, plugin->file->name, NULL, NULL, err);
    return status;
}

/* Raises unless the table on top has, under `name`, a value of the type. */
static void check_field(lua_State *L, const char *whose, const char *name, int type)
{
    if (lua_getfield(L, -1, name) != type)
        luaL_error(L, "%s: %s.%s is %s, not %s", plugin_of(L)->file->path, whose, name,
                   luaL_typename(L, -1), lua_typename(L, type));
}

/* Adds what the table under `name` of the one at index 1 has; each is a function, or a table with
 * a summary and a function called `work`. */
static void read_items(lua_State *L, const char *name, bl_plugin_part part, const char *work)
{
    bl_err err = {0};
    lua_settop(L, 1);
    if (lua_getfield(L, 1, name) == LUA_TNIL)
        return;
    for (lua_pushnil(L); lua_next(L, 2) != 0; lua_settop(L, 3)) {
        if (lua_type(L, 3) != LUA_TSTRING)
            luaL_error(L, "%s: a name in plugin.%s is no text", plugin_of(L)->file->path, name);
        const char *item = lua_tostring(L, 3), *summary = NULL, *example = NULL;
        if (work) {
            luaL_argcheck(L, lua_istable(L, 4), 1, "what a plugin adds is a table");
            check_field(L, item, work, LUA_TFUNCTION);
            lua_pop(L, 1);
            check_field(L, item, "summary", LUA_TSTRING);
            summary = lua_tostring(L, -1);
            lua_getfield(L, 4, "example");
            example = lua_tostring(L, -1);
        } else {
            luaL_argcheck(L, lua_isfunction(L, 4), 1, "a function of a plugin is a function");
        }
        if (add_item(plugin_of(L), part, item, summary, example, &err) != BL_OK)
            luaL_error(L, "%s", err.text);
    }
}

/* Runs init.lua, keeps its table and reads what it adds. */
static int l_open(lua_State *L)
{
    bl_plugin *plugin = plugin_of(L);
    bl_err err = {0};
    lua_settop(L, 0);
    bl_plugin_push(L, plugin->file);
    lua_getfield(L, 1, "about");
    plugin->about = strdup(lua_tostring(L, -1));
    if (!plugin->about)
        luaL_error(L, "no memory for a plugin");
    read_items(L, "functions", BL_PLUGIN_FUNCTION, NULL);
    read_items(L, "commands", BL_PLUGIN_COMMAND, "run");
    read_items(L, "outputs", BL_PLUGIN_OUTPUT, "write");
    lua_settop(L, 1);
    if (lua_getfield(L, 1, "events") != LUA_TNIL &&
        add_item(plugin, BL_PLUGIN_EVENTS, plugin->file->name, NULL, NULL, &err) != BL_OK)
        luaL_error(L, "%s", err.text);
    lua_settop(L, 1);
    plugin->table = luaL_ref(L, LUA_REGISTRYINDEX);
    return 0;
}

/* Calls a C function with a pointer in the plugin's state. */
static bl_status enter(bl_plugin *plugin, lua_CFunction function, void *pointer, bl_err *err)
{
    lua_State *L = bl_state_lua(plugin->state);
    lua_pushcfunction(L, function);
    lua_pushlightuserdata(L, pointer);
    bl_status status = bl_state_call(plugin->state, 1, 0, err);
    if (status == BL_SCRIPT && bl_state_noted(plugin->state) != BL_OK)
        return bl_state_noted(plugin->state);
    return status;
}

static bl_status open_state(bl_plugin *plugin, bl_err *err)
{
    bl_status status = bl_state_open((bl_limits){.memory_max = MEMORY_MAX, .steps_max = STEPS_MAX},
                                     &plugin->state, err);
    if (status != BL_OK)
        return status;
    bl_state_set_context(plugin->state, plugin);
    status = bl_sandbox_open(plugin->state, err);
    if (status == BL_OK)
        status = bl_bind_values(plugin->state, err);
    return status == BL_OK ? enter(plugin, l_open, NULL, err) : status;
}

bl_status bl_plugin_open(const bl_plugin_file *file, bl_plugin **out, bl_err *err)
{
    bl_plugin *plugin = calloc(1, sizeof *plugin);
    *out = NULL;
    if (!plugin)
        return no_memory(err);
    plugin->file = file;
    bl_status status;
    if (file->library) {
        status = bl_plugin_file_open(file, &plugin->offer, err);
        if (status == BL_OK)
            status = read_offer(plugin, err);
    } else {
        status = open_state(plugin, err);
    }
    if (status != BL_OK) {
        bl_plugin_close(plugin);
        return status;
    }
    if (plugin->item_count > 0)
        qsort(plugin->items, plugin->item_count, sizeof *plugin->items, by_part_and_name);
    *out = plugin;
    return BL_OK;
}

void bl_plugin_close(bl_plugin *plugin)
{
    if (!plugin)
        return;
    if (plugin->place && plugin->offer)
        plugin->offer->events->close(plugin->place);
    else
        bl_outbox_close(plugin->place);
    bl_state_close(plugin->state);
    for (size_t i = 0; i < plugin->item_count; i++) {
        free(plugin->items[i].name);
        free(plugin->items[i].summary);
        free(plugin->items[i].example);
    }
    free(plugin->items);
    free(plugin->about);
    free(plugin);
}

const char *bl_plugin_about(const bl_plugin *plugin)
{
    return plugin->about;
}

const bl_plugin_item *bl_plugin_items(const bl_plugin *plugin, size_t *count)
{
    *count = plugin->item_count;
    return plugin->items;
}

const bl_plugin_item *bl_plugin_find(const bl_plugin *plugin, bl_plugin_part part, const char *name)
{
    for (size_t i = 0; i < plugin->item_count; i++)
        if (plugin->items[i].part == part && strcmp(plugin->items[i].name, name) == 0)
            return &plugin->items[i];
    return NULL;
}

/* Pushes plugin.LIST.NAME.WORK. */
static void push_work(lua_State *L, const char *list, const char *name, const char *work)
{
    lua_rawgeti(L, LUA_REGISTRYINDEX, plugin_of(L)->table);
    lua_getfield(L, -1, list);
    lua_getfield(L, -1, name);
    lua_getfield(L, -1, work);
}

/* The text that a plugin's function gave, on top of the stack; nil is no text at all. */
static bl_text check_given(lua_State *L, int index, const char *whose)
{
    bl_text text = {"", 0};
    if (lua_isnil(L, index))
        return text;
    if (lua_type(L, index) != LUA_TSTRING)
        luaL_error(L, "%s: %s gave a %s, not text", plugin_of(L)->file->path, whose,
                   luaL_typename(L, index));
    text.at = lua_tolstring(L, index, &text.size);
    return text;
}

static void check_written(lua_State *L, bl_text text, FILE *to)
{
    if (fwrite(text.at, 1, text.size, to) == text.size && fflush(to) == 0)
        return;
    bl_state_note(L, BL_IO);
    luaL_error(L, "can't write what the plugin gave: %s", strerror(errno));
}

static void push_json(lua_State *L, const char *text, size_t size)
{
    json_error_t wrong;
    json_t **box = bl_new_json_box(L);
    *box = json_loadb(text, size, JSON_ALLOW_NUL, &wrong);
    if (!*box)
        luaL_error(L, "what there is to report is no JSON: %s", wrong.text);
    bl_json_push(L, *box);
    lua_remove(L, -2);
}

/* An open notice with its register and the texts of one question, that the collector closes. */
typedef struct desk {
    bl_notice *notice;
    bl_ledger *ledger;
    bl_buffer request;
    bl_buffer answer;
} desk;

static int close_desk(lua_State *L)
{
    desk *d = lua_touserdata(L, 1);
    bl_notice_close(d->notice);
    bl_ledger_close(d->ledger);
    bl_buffer_deinit(&d->request);
    bl_buffer_deinit(&d->answer);
    *d = (desk){0};
    return 0;
}

static bl_status ask(desk *d, const bl_function *function, bl_err *err)
{
    bl_clock wall = bl_clock_make_real();
    bl_moment now = {bl_clock_now(&wall)};
    bool changes = function->effect == BL_EFFECT_CHANGES;
    bl_status status = d->ledger ? bl_notice_begin(d->notice, changes, err) : BL_OK;
    if (status == BL_OK)
        status = bl_notice_answer(d->notice, function, bl_buffer_view(&d->request), now, &d->answer,
                                  err);
    if (!d->ledger)
        return status;
    if (status == BL_OK && changes)
        return bl_notice_commit(d->notice, err);
    bl_notice_rollback(d->notice);
    return status;
}

static void check(lua_State *L, bl_status status, const bl_err *err)
{
    if (status == BL_OK)
        return;
    bl_state_note(L, status);
    luaL_error(L, "%s", err->text);
}

/* call(policy, function, request [, register]) -> the answer */
static int l_call(lua_State *L)
{
    bl_err err = {0};
    const bl_function *function;
    const char *policy = luaL_checkstring(L, 1), *name = luaL_checkstring(L, 2);
    const char *db = luaL_optstring(L, 4, NULL);
    luaL_checktype(L, 3, LUA_TTABLE);
    desk *d = bl_new_box(L, sizeof *d, "desk", close_desk);
    bl_json_write(L, 3, &d->request);
    check(L, bl_notice_open(policy, &d->notice, &err), &err);
    check(L, bl_notice_find(d->notice, name, &function, &err), &err);
    if (function->effect != BL_EFFECT_PURE && !db)
        return luaL_error(L, "%s needs a register", name);
    if (db) {
        check(L, bl_ledger_open(db, BL_DB_CREATE, &d->ledger, &err), &err);
        bl_notice_attach(d->notice, d->ledger);
    }
    check(L, ask(d, function, &err), &err);
    push_json(L, d->answer.at, d->answer.size);
    return 1;
}

typedef struct order {
    int count;
    char **arguments;
    int exit_code;
} order;

static int l_run(lua_State *L)
{
    order *o = lua_touserdata(L, 1);
    push_work(L, "commands", o->arguments[0], "run");
    lua_createtable(L, o->count, 0);
    for (int i = 1; i < o->count; i++) {
        lua_pushstring(L, o->arguments[i]);
        lua_rawseti(L, -2, i);
    }
    lua_pushcfunction(L, l_call);
    lua_call(L, 2, 2);
    check_written(L, check_given(L, -2, o->arguments[0]), stdout);
    o->exit_code = (int)luaL_optinteger(L, -1, 0);
    return 0;
}

bl_status bl_plugin_run(bl_plugin *plugin, int count, char **arguments, int *exit_code, bl_err *err)
{
    order o = {count, arguments, 0};
    BL_REQUIRE(bl_plugin_find(plugin, BL_PLUGIN_COMMAND, arguments[0]));
    if (plugin->state) {
        bl_status status = enter(plugin, l_run, &o, err);
        *exit_code = o.exit_code;
        return status;
    }
    const bl_plugin_command *command = plugin->offer->commands;
    while (strcmp(command->name, arguments[0]) != 0)
        command++;
    *exit_code = command->run(count, arguments);
    return BL_OK;
}

typedef struct page {
    const char *output;
    const char *kind;
    const char *json;
    FILE *to;
} page;

static int l_write(lua_State *L)
{
    const page *p = lua_touserdata(L, 1);
    push_work(L, "outputs", p->output, "write");
    lua_pushstring(L, p->kind);
    push_json(L, p->json, strlen(p->json));
    lua_call(L, 2, 1);
    check_written(L, check_given(L, -1, p->output), p->to);
    return 0;
}

/* What a plugin written in C says when it fails. */
static bl_status failed(const bl_plugin *plugin, const char *why, bl_err *err)
{
    return bl_fail(err, BL_IO, "%s: %s", plugin->file->name, *why ? why : "it failed");
}

bl_status bl_plugin_write(bl_plugin *plugin, const char *output, const char *kind, const char *json,
                          FILE *to, bl_err *err)
{
    page p = {output, kind, json, to};
    char why[BL_ERR_TEXT_MAX] = "";
    BL_REQUIRE(bl_plugin_find(plugin, BL_PLUGIN_OUTPUT, output));
    if (plugin->state)
        return enter(plugin, l_write, &p, err);
    const bl_plugin_output *each = plugin->offer->outputs;
    while (strcmp(each->name, output) != 0)
        each++;
    return each->write(kind, json, to, why, sizeof why) ? BL_OK : failed(plugin, why, err);
}

bl_status bl_plugin_open_place(bl_plugin *plugin, const char *place, int64_t *last, bl_err *err)
{
    char why[BL_ERR_TEXT_MAX] = "";
    BL_REQUIRE(!plugin->place && bl_plugin_find(plugin, BL_PLUGIN_EVENTS, plugin->file->name));
    *last = 0;
    if (plugin->state) {
        bl_outbox *box;
        bl_status status = bl_outbox_open(place, &box, err);
        if (status == BL_OK)
            *last = bl_outbox_last(box);
        plugin->place = box;
        return status;
    }
    plugin->place = plugin->offer->events->open(place, last, why, sizeof why);
    return plugin->place ? BL_OK : failed(plugin, why, err);
}

typedef struct batch {
    const bl_plugin_event *list;
    size_t count;
} batch;

static void set_field(lua_State *L, const char *name, const char *text)
{
    if (!text)
        return;
    lua_pushstring(L, text);
    lua_setfield(L, -2, name);
}

static void push_event(lua_State *L, const bl_plugin_event *event)
{
    lua_createtable(L, 0, 9);
    lua_pushinteger(L, event->number);
    lua_setfield(L, -2, "number");
    set_field(L, "at", event->at);
    set_field(L, "notice", event->notice);
    set_field(L, "kind", event->kind);
    set_field(L, "subject", event->subject);
    set_field(L, "facts", event->facts);
    set_field(L, "from", event->from);
    set_field(L, "to", event->to);
    set_field(L, "amount", event->amount);
}

static int l_take(lua_State *L)
{
    const batch *b = lua_touserdata(L, 1);
    bl_outbox *box = plugin_of(L)->place;
    bl_err err = {0};
    lua_rawgeti(L, LUA_REGISTRYINDEX, plugin_of(L)->table);
    lua_getfield(L, -1, "events");
    lua_createtable(L, (int)b->count, 0);
    for (size_t i = 0; i < b->count; i++) {
        push_event(L, &b->list[i]);
        lua_rawseti(L, -2, (lua_Integer)i + 1);
    }
    lua_pushboolean(L, bl_outbox_last(box) == 0);
    lua_call(L, 2, 1);
    bl_text text = check_given(L, -1, "events");
    check(L, bl_outbox_add(box, text, b->list[b->count - 1].number, &err), &err);
    return 0;
}

bl_status bl_plugin_take(bl_plugin *plugin, const bl_plugin_event *list, size_t count, bl_err *err)
{
    char why[BL_ERR_TEXT_MAX] = "";
    batch b = {list, count};
    BL_REQUIRE(plugin->place && count > 0);
    if (plugin->state)
        return enter(plugin, l_take, &b, err);
    bool taken = plugin->offer->events->take(plugin->place, list, count, why, sizeof why);
    return taken ? BL_OK : failed(plugin, why, err);
}

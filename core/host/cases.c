/* SPDX-License-Identifier: MIT */
#include "host/cases.h"

#include <jansson.h>
#include <lauxlib.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "host/bind_value.h"
#include "host/json.h"
#include "host/modules.h"
#include "host/sandbox.h"
#include "host/script.h"
#include "host/state.h"

typedef struct run {
    const char *path; /* of the test file */
    bl_state *state;
    bl_notice *notice;
    bl_ledger *ledger;
    bl_buffer request;
    bl_buffer answer;
    bl_cases_ear ear;
    bl_cases_result result;
    int words; /* registry reference: what lua/bylaw/cases.lua gives */
} run;

static run *run_of(lua_State *L)
{
    return bl_state_context(L);
}

static void check(lua_State *L, bl_status status, const bl_err *err)
{
    if (status != BL_OK)
        luaL_error(L, "%s", err->text);
}

static const bl_function *check_function(lua_State *L, int index)
{
    run *r = run_of(L);
    bl_text name = bl_text_of(luaL_checkstring(L, index));
    const bl_function *function = bl_notice_function(r->notice, name);
    if (!function)
        luaL_error(L, "there is no function \"%s\"; did you mean \"%s\"?", name.at,
                   bl_notice_nearest(r->notice, name));
    return function;
}

/* core.changes(function) -> whether it takes a request_id */
static int l_changes(lua_State *L)
{
    lua_pushboolean(L, check_function(L, 1)->effect == BL_EFFECT_CHANGES);
    return 1;
}

/* core.fresh(): an empty register for the next case */
static int l_fresh(lua_State *L)
{
    run *r = run_of(L);
    bl_err err = {0};
    bl_ledger_close(r->ledger);
    r->ledger = NULL;
    check(L, bl_ledger_open(":memory:", BL_DB_CREATE, &r->ledger, &err), &err);
    bl_notice_attach(r->notice, r->ledger);
    return 0;
}

static bl_status answer(run *r, const bl_function *function, bl_err *err)
{
    bool writing = function->effect == BL_EFFECT_CHANGES;
    bl_moment epoch = {0};
    bl_status status = bl_notice_begin(r->notice, writing, err);
    if (status != BL_OK)
        return status;
    status =
        bl_notice_answer(r->notice, function, bl_buffer_view(&r->request), epoch, &r->answer, err);
    if (status == BL_OK && writing)
        return bl_notice_commit(r->notice, err);
    bl_notice_rollback(r->notice);
    return status;
}

/* core.answer(function, request) -> answer as a table, answer as text */
static int l_answer(lua_State *L)
{
    run *r = run_of(L);
    const bl_function *function = check_function(L, 1);
    bl_err err = {0};
    bl_buffer_clear(&r->request);
    bl_buffer_clear(&r->answer);
    bl_json_write(L, 2, &r->request);
    check(L, answer(r, function, &err), &err);
    json_t *object = json_loadb(r->answer.at, r->answer.size, 0, NULL);
    if (!object)
        return luaL_error(L, "the answer is not JSON: %s", r->answer.at);
    if (r->ear.answer)
        r->ear.answer(r->ear.context, r->notice, function, object);
    bl_json_push(L, object);
    json_decref(object);
    lua_pushlstring(L, r->answer.at, r->answer.size);
    return 2;
}

static bl_status set(run *r, bl_setting setting, bl_err *err)
{
    bl_text name = bl_text_of(bl_notice_name(r->notice));
    bl_status status = bl_ledger_begin(r->ledger, true, err);
    bl_buffer_clear(&r->answer);
    if (status == BL_OK)
        status = bl_parameters_set(bl_notice_parameters(r->notice), r->ledger, name, setting,
                                   &r->answer, err);
    if (status == BL_OK)
        status = bl_ledger_keep(r->ledger, err);
    if (status == BL_OK)
        return bl_ledger_commit(r->ledger, err);
    bl_ledger_rollback(r->ledger);
    return status;
}

/* core.set(name, value as a person writes it, date as text): what an office sets itself */
static int l_set(lua_State *L)
{
    bl_err err = {0};
    bl_setting setting = {.name = bl_text_of(luaL_checkstring(L, 1)),
                          .value = bl_text_of(luaL_checkstring(L, 2)),
                          .who = bl_text_of(""),
                          .why = bl_text_of("case")};
    check(L, bl_date_from_text(bl_text_of(luaL_checkstring(L, 3)), &setting.from, &err), &err);
    check(L, set(run_of(L), setting, &err), &err);
    return 0;
}

/* core.show(value) -> it as JSON */
static int l_show(lua_State *L)
{
    run *r = run_of(L);
    bl_buffer_clear(&r->request);
    bl_json_write(L, 1, &r->request);
    lua_pushlstring(L, r->request.at, r->request.size);
    return 1;
}

static int l_report(lua_State *L)
{
    run *r = run_of(L);
    const char *failure = luaL_optstring(L, 2, NULL);
    r->ear.report(r->ear.context, luaL_checkstring(L, 1), failure);
    *(failure ? &r->result.failed : &r->result.passed) += 1;
    return 0;
}

/* `path` as told in the test file, which lies in the same folder. */
static bl_status beside(const run *r, const char *path, bl_buffer *out, bl_err *err)
{
    const char *slash = strrchr(r->path, '/');
    if (slash && path[0] != '/')
        bl_buffer_add(out, r->path, (size_t)(slash - r->path) + 1);
    bl_buffer_add_text(out, path);
    return bl_buffer_status(out, err);
}

/* include(path) -> what the file gives: words that several test files share */
static int l_include(lua_State *L)
{
    run *r = run_of(L);
    bl_buffer full = {0}, text = {0};
    bl_err err = {0};
    bl_status status = beside(r, luaL_checkstring(L, 1), &full, &err);
    if (status == BL_OK)
        status = bl_script_read(full.at, &text, &err);
    if (status == BL_OK)
        status = bl_sandbox_load(r->state, full.at, bl_buffer_view(&text), &err);
    bl_buffer_deinit(&full);
    bl_buffer_deinit(&text);
    check(L, status, &err);
    lua_call(L, 0, 1);
    return 1;
}

static int l_open_core(lua_State *L)
{
    static const luaL_Reg functions[] = {
        {"changes", l_changes}, {"fresh", l_fresh}, {"answer", l_answer}, {"include", l_include},
        {"show", l_show},       {"set", l_set},     {NULL, NULL}};
    luaL_newlib(L, functions);
    bl_json_set_words(L);
    lua_setglobal(L, "core");
    return 0;
}

/* Keeps the module's words and shares those that a test file may say. */
static bl_status open_words(run *r, bl_err *err)
{
    static const char *const shared[] = {"policy", "case", "refused", "bad",    "with",
                                         "own",    "null", "empty",   "include"};
    lua_State *L = bl_state_lua(r->state);
    lua_pushcfunction(L, l_open_core);
    bl_status status = bl_state_call(r->state, 0, 0, err);
    if (status == BL_OK)
        status = bl_state_load_trusted(r->state, bl_cases_module, err);
    if (status == BL_OK)
        status = bl_state_call(r->state, 0, 1, err);
    if (status != BL_OK)
        return status;
    r->words = luaL_ref(L, LUA_REGISTRYINDEX);
    for (size_t i = 0; status == BL_OK && i < sizeof shared / sizeof shared[0]; i++) {
        lua_rawgeti(L, LUA_REGISTRYINDEX, r->words);
        lua_getfield(L, -1, shared[i]);
        lua_remove(L, -2);
        status = bl_sandbox_share(r->state, shared[i], err);
    }
    return status;
}

static void push_word(run *r, const char *word)
{
    lua_State *L = bl_state_lua(r->state);
    lua_rawgeti(L, LUA_REGISTRYINDEX, r->words);
    lua_getfield(L, -1, word);
    lua_remove(L, -2);
}

static bl_status open_policy(run *r, bl_err *err)
{
    lua_State *L = bl_state_lua(r->state);
    push_word(r, "policy_path");
    bl_status status = bl_state_call(r->state, 0, 1, err);
    if (status != BL_OK)
        return status;
    const char *policy = lua_tostring(L, -1);
    if (!policy)
        return bl_fail(err, BL_SCRIPT, "%s names no policy; begin with: policy \"FILE\"", r->path);
    bl_buffer full = {0};
    status = beside(r, policy, &full, err);
    if (status == BL_OK)
        status = bl_notice_open(full.at, &r->notice, err);
    bl_buffer_deinit(&full);
    lua_pop(L, 1);
    return status;
}

#define CASES_STEPS_MAX INT64_C(100000000) /* a second or two; no step of a notice counts */

static bl_status run_file(run *r, bl_err *err)
{
    bl_limits limits = bl_limits_make_default();
    limits.steps_max = CASES_STEPS_MAX;
    bl_status status = bl_state_open(limits, &r->state, err);
    if (status != BL_OK)
        return status;
    bl_state_set_context(r->state, r);
    status = bl_sandbox_open(r->state, err);
    if (status == BL_OK)
        status = bl_bind_values(r->state, err);
    if (status == BL_OK)
        status = open_words(r, err);
    if (status == BL_OK)
        status = bl_script_run(r->state, r->path, err);
    if (status == BL_OK)
        status = open_policy(r, err);
    if (status != BL_OK)
        return status;
    push_word(r, "run");
    lua_pushcfunction(bl_state_lua(r->state), l_report);
    return bl_state_call(r->state, 1, 0, err);
}

bl_status bl_cases_run(const char *path, bl_cases_ear ear, bl_cases_result *out, bl_err *err)
{
    run r = {.path = path, .ear = ear};
    bl_status status = run_file(&r, err);
    *out = r.result;
    bl_notice_close(r.notice);
    bl_ledger_close(r.ledger);
    bl_state_close(r.state);
    bl_buffer_deinit(&r.request);
    bl_buffer_deinit(&r.answer);
    return status;
}

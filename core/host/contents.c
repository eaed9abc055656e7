/* SPDX-License-Identifier: MIT */
#include "host/contents.h"

#include <lauxlib.h>
#include <stdlib.h>
#include <string.h>

#include "host/binding.h"
#include "host/script.h"

static bl_contents *contents_of(lua_State *L)
{
    return lua_touserdata(L, lua_upvalueindex(1));
}

/* The contents, while the script runs for the first time: what it declares is then complete. */
static bl_contents *check_loading(lua_State *L)
{
    bl_contents *contents = contents_of(L);
    if (contents->complete)
        bl_complain(L, "a notice declares while it is loaded, not while it answers");
    return contents;
}

const bl_function *bl_contents_function(const bl_contents *contents, bl_text name)
{
    for (size_t i = 0; i < contents->function_count; i++)
        if (bl_text_equal(name, bl_text_of(contents->functions[i].name)))
            return &contents->functions[i];
    return NULL;
}

const char *bl_contents_nearest(const bl_contents *contents, bl_text name)
{
    bl_nearest nearest = bl_nearest_make(name);
    for (size_t i = 0; i < contents->function_count; i++)
        bl_nearest_offer(&nearest, bl_text_of(contents->functions[i].name));
    return nearest.word.at;
}

/* core.declare(function) */
static int l_declare(lua_State *L)
{
    bl_contents *contents = check_loading(L);
    luaL_checktype(L, 1, LUA_TTABLE);
    if (contents->function_count == BL_FUNCTIONS_MAX)
        return luaL_error(L, "a notice has at most %d functions", BL_FUNCTIONS_MAX);
    lua_settop(L, 1);
    bl_function *function = &contents->functions[contents->function_count++];
    bl_err err = {0};
    if (bl_function_declare(L, function, &err) != BL_OK)
        return bl_complain(L, lua_pushfstring(L, "%s: %s", function->name, err.text));
    if (bl_record_field(&function->record, "params"))
        bl_complain(L, "a field can't be called params: a request replaces parameters with that");
    return 0;
}

/* core.parameters(list, enter, unset) */
static int l_parameters(lua_State *L)
{
    bl_contents *contents = check_loading(L);
    if (contents->parameters.record.fields)
        bl_complain(L, "a notice lists its parameters once");
    lua_settop(L, 3);
    bl_parameters_declare(L, &contents->parameters);
    return 0;
}

/* core.labels(a function that gives them) */
static int l_labels(lua_State *L)
{
    luaL_checktype(L, 1, LUA_TFUNCTION);
    lua_settop(L, 1);
    contents_of(L)->labels = luaL_ref(L, LUA_REGISTRYINDEX);
    return 0;
}

/* core.issued(time) */
static int l_issued(lua_State *L)
{
    check_loading(L)->issued = bl_check_moment(L, 1);
    return 0;
}

/* core.looks_back() */
static int l_looks_back(lua_State *L)
{
    check_loading(L)->looks_back = true;
    return 0;
}

/* core.fund(account, yuan) */
static int l_fund(lua_State *L)
{
    bl_contents *contents = check_loading(L);
    bl_text account = bl_check_text(L, 1);
    if (contents->funds.count == BL_FUNDS_MAX || account.size >= BL_ACCOUNT_NAME_MAX)
        return bl_complain(L, "too many funds, or too long a name");
    if (bl_check_money(L, 2).fen <= 0)
        return bl_complain(L, "a fund is more than 0 yuan");
    bl_fund *new = &contents->funds.list[contents->funds.count++];
    memcpy(new->account, account.at, account.size + 1);
    new->amount = bl_check_money(L, 2);
    return 0;
}

/* core.job(name, time, function, fields or a function that gives them) */
static int l_job(lua_State *L)
{
    bl_contents *contents = check_loading(L);
    bl_text function = bl_check_text(L, 3);
    if (contents->job_count == BL_JOBS_MAX)
        return luaL_error(L, "a notice has at most %d jobs", BL_JOBS_MAX);
    bl_notice_job *job = &contents->jobs[contents->job_count];
    job->function = bl_contents_function(contents, function);
    if (!job->function)
        return luaL_error(L,
                          "the schedule calls \"%s\", which is no function; did you mean \"%s\"?",
                          function.at, bl_contents_nearest(contents, function));
    job->due = bl_check_moment(L, 2);
    job->name = strdup(luaL_checkstring(L, 1));
    if (!job->name)
        return luaL_error(L, "no memory for a job");
    contents->job_count++;
    lua_settop(L, 4);
    job->fields = luaL_ref(L, LUA_REGISTRYINDEX);
    return 0;
}

/* Whether a path leads into a folder beside the script, and not out of it again. */
static bool leads_inside(const char *path)
{
    return path[0] != '/' && strchr(path, '/') && !strstr(path, "..");
}

/* core.part(path, value) runs the file at that path from the folder of the script; it gets the
 * value as its "..." */
static int l_part(lua_State *L)
{
    bl_contents *contents = check_loading(L);
    lua_settop(L, 2);
    const char *path = luaL_checkstring(L, 1), *slash = strrchr(contents->path, '/');
    if (!leads_inside(path))
        return bl_complain(L, "a part of a notice lies in a folder beside it");
    bl_buffer *full = bl_new_buffer(L), *text = bl_new_buffer(L);
    bl_err err = {0};
    if (slash)
        bl_buffer_add(full, contents->path, (size_t)(slash - contents->path) + 1);
    bl_buffer_add_text(full, path);
    bl_buffer_format(&contents->parts, "%s\n", full->at);
    bl_binding_check(L, bl_buffer_status(full, &err), &err);
    bl_binding_check(L, bl_buffer_status(&contents->parts, &err), &err);
    bl_binding_check(L, bl_script_read(full->at, text, &err), &err);
    bl_binding_check(L, bl_sandbox_load(contents->state, full->at, bl_buffer_view(text), &err),
                     &err);
    lua_pushvalue(L, 2);
    lua_call(L, 1, 0);
    return 0;
}

void bl_bind_contents(lua_State *L, bl_contents *contents)
{
    static const luaL_Reg functions[] = {{"declare", l_declare},
                                         {"parameters", l_parameters},
                                         {"labels", l_labels},
                                         {"issued", l_issued},
                                         {"looks_back", l_looks_back},
                                         {"fund", l_fund},
                                         {"job", l_job},
                                         {"part", l_part},
                                         {NULL, NULL}};
    lua_pushlightuserdata(L, contents);
    luaL_setfuncs(L, functions, 1);
    bl_bind_parameters(L, &contents->parameters);
}

void bl_contents_init(bl_contents *contents, bl_state *state)
{
    contents->labels = LUA_NOREF;
    contents->state = state;
    bl_parameters_init(&contents->parameters, state);
}

void bl_contents_deinit(bl_contents *contents)
{
    for (size_t i = 0; i < contents->function_count; i++)
        bl_function_deinit(&contents->functions[i]);
    for (size_t i = 0; i < contents->job_count; i++)
        free(contents->jobs[i].name);
    bl_buffer_deinit(&contents->parts);
    bl_parameters_deinit(&contents->parameters);
}

/* SPDX-License-Identifier: MIT */
#include "host/contents.h"

#include <lauxlib.h>
#include <stdlib.h>
#include <string.h>

#include "host/bind_value.h"
#include "host/binding.h"
#include "host/plugin_file.h"
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

const char *const bl_missed_words[] = {"skip", "once", "all", NULL};

/* When a job is due: a time, or words that say so. */
static bl_status read_when(lua_State *L, int index, bl_notice_job *job, bl_err *err)
{
    bl_moment once;
    if (lua_type(L, index) == LUA_TSTRING) {
        bl_text words = bl_check_text(L, index);
        job->words = strdup(words.at);
        return bl_timetable_read(words, &job->when, err);
    }
    if (!bl_to_moment(L, index, &once))
        return bl_fail(err, BL_INVALID,
                       "when is a time, or words such as \"every friday at 10:00\"");
    bl_buffer text = {0};
    bl_moment_write(once, &text);
    job->when = bl_timetable_make_once(once);
    job->words = text.at;
    return BL_OK;
}

static bl_status read_missed(lua_State *L, int index, bl_missed *out, bl_err *err)
{
    const char *word = luaL_optstring(L, index, bl_missed_words[BL_MISSED_ONCE]);
    for (int i = 0; bl_missed_words[i]; i++)
        if (strcmp(word, bl_missed_words[i]) == 0) {
            *out = (bl_missed)i;
            return BL_OK;
        }
    return bl_fail(err, BL_INVALID, "missed is \"skip\", \"once\" or \"all\", not \"%s\"", word);
}

static bl_status read_function(lua_State *L, int index, const bl_contents *contents,
                               const bl_function **out, bl_err *err)
{
    if (lua_isnil(L, index))
        return BL_OK;
    bl_text name = bl_check_text(L, index);
    *out = bl_contents_function(contents, name);
    if (*out)
        return BL_OK;
    return bl_fail(err, BL_INVALID, "there is no function \"%s\"; did you mean \"%s\"?", name.at,
                   bl_contents_nearest(contents, name));
}

static bl_status read_name(const bl_contents *contents, bl_text name, bl_err *err)
{
    if (contents->job_count == BL_JOBS_MAX)
        return bl_fail(err, BL_INVALID, "a notice has at most %d jobs", BL_JOBS_MAX);
    if (name.size < 1 || name.size > BL_JOB_NAME_MAX)
        return bl_fail(err, BL_INVALID, "a job's name has 1 to %d bytes", BL_JOB_NAME_MAX);
    for (size_t i = 0; i < contents->job_count; i++)
        if (strcmp(contents->jobs[i].name, name.at) == 0)
            return bl_fail(err, BL_INVALID, "two jobs have this name");
    return BL_OK;
}

static bl_status read_job(lua_State *L, const bl_contents *contents, bl_notice_job *job,
                          bl_err *err)
{
    bl_status status = read_function(L, 3, contents, &job->function, err);
    if (status == BL_OK && !lua_isnil(L, 4) && !lua_istable(L, 4) && !lua_isfunction(L, 4))
        status = bl_fail(err, BL_INVALID, "its request is a table, or a function that gives one");
    if (status == BL_OK)
        status = read_missed(L, 5, &job->missed, err);
    if (status == BL_OK)
        status = read_when(L, 2, job, err);
    if (status == BL_OK && (!job->name || !job->words))
        status = bl_fail(err, BL_NO_MEMORY, "no memory for it");
    return status;
}

/* core.job(name, time or words, function or nil, fields or a function that gives them, missed) */
static int l_job(lua_State *L)
{
    bl_contents *contents = check_loading(L);
    bl_text name = bl_check_text(L, 1);
    bl_err err = {0};
    lua_settop(L, 5);
    bl_status status = read_name(contents, name, &err);
    if (status == BL_OK) {
        /* What it owns is freed with the contents. */
        bl_notice_job *job = &contents->jobs[contents->job_count++];
        *job = (bl_notice_job){.fields = LUA_NOREF, .name = strdup(name.at)};
        status = read_job(L, contents, job, &err);
        lua_settop(L, 4);
        job->fields = luaL_ref(L, LUA_REGISTRYINDEX);
    }
    if (status != BL_OK)
        return bl_complain(L, lua_pushfstring(L, "job %s: %s", name.at, err.text));
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

/* core.use(name) -> the functions that a plugin adds to scripts */
static int l_use(lua_State *L)
{
    check_loading(L);
    return bl_plugin_use(L);
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
                                         {"use", l_use},
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
        free(contents->jobs[i].name), free(contents->jobs[i].words);
    bl_buffer_deinit(&contents->parts);
    bl_parameters_deinit(&contents->parameters);
}

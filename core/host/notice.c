/* SPDX-License-Identifier: MIT */
#include "host/notice.h"

#include <jansson.h>
#include <lauxlib.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "domain/journal.h"
#include "host/bind_campaign.h"
#include "host/bind_chronicle.h"
#include "host/bind_kit.h"
#include "host/bind_ledger.h"
#include "host/bind_record.h"
#include "host/bind_roster.h"
#include "host/bind_rule.h"
#include "host/bind_subsidy.h"
#include "host/bind_value.h"
#include "host/binding.h"
#include "host/json.h"
#include "host/modules.h"
#include "host/sandbox.h"
#include "host/script.h"
#include "host/state.h"

#define NAME_MAX_SIZE 64

/* The request being answered. */
typedef struct request {
    const bl_function *function;
    json_t *object;
    bl_moment at;
    char id[BL_ID_SIZE_MAX + 1];
    size_t id_size;
    bool remember; /* the answer is the id's first */
    bool accepted; /* no rule refused */
} request;

struct bl_notice {
    bl_binding binding; /* first: bindings find it through the state's context */
    char name[NAME_MAX_SIZE];
    bl_state *state;
    bl_contents contents;
    bool funds_checked;  /* against the book of the register at hand */
    bool settings_known; /* what the office set was taken over in the running transaction */
    request request;
    bl_bad_input refused; /* by the script itself, while it answers */
    bl_buffer answer;
    bl_buffer canonical;
    bl_buffer reasons;
    bl_buffer label; /* "notice.function", scratch */
};

static bl_notice *notice_of(lua_State *L)
{
    return bl_state_context(L);
}

/* core.moment() -> time, the running request's; nothing while the notice is loaded */
static int l_moment(lua_State *L)
{
    bl_notice *notice = notice_of(L);
    if (!notice->contents.complete)
        return 0;
    bl_push_moment(L, notice->request.at);
    return 1;
}

/* core.refuse_input(field, words): ends the request as bad input. */
static int l_refuse_input(lua_State *L)
{
    bl_bad_input *refused = &notice_of(L)->refused;
    snprintf(refused->field, sizeof refused->field, "%s", luaL_checkstring(L, 1));
    snprintf(refused->message, sizeof refused->message, "%s", luaL_checkstring(L, 2));
    return luaL_error(L, "%s", refused->message);
}

/* The table of everything that the trusted modules reach in C. */
static int l_open_core(lua_State *L)
{
    static const luaL_Reg functions[] = {
        {"moment", l_moment}, {"refuse_input", l_refuse_input}, {NULL, NULL}};
    luaL_newlib(L, functions);
    bl_bind_kit(L);
    bl_bind_record(L);
    bl_bind_ledger(L);
    bl_bind_roster(L);
    bl_bind_campaign(L);
    bl_bind_contents(L, &notice_of(L)->contents);
    bl_bind_chronicle(L);
    bl_bind_subsidy(L);
    bl_bind_rule(L);
    lua_setglobal(L, "core");
    return 0;
}

static bl_status open_core(bl_notice *notice, bl_err *err)
{
    lua_pushcfunction(bl_state_lua(notice->state), l_open_core);
    return bl_state_call(notice->state, 0, 0, err);
}

/* Runs the trusted modules in their order; the last one's value is the notices' word `bylaw`. */
static bl_status open_modules(bl_notice *notice, bl_err *err)
{
    bl_status status = BL_OK;
    for (const bl_embedded *module = bl_modules; status == BL_OK && module->name; module++) {
        status = bl_state_load_trusted(notice->state, module, err);
        if (status == BL_OK)
            status = bl_state_call(notice->state, 0, module[1].name ? 0 : 1, err);
    }
    if (status == BL_OK)
        status = bl_sandbox_share(notice->state, "bylaw", err);
    if (status == BL_OK)
        status = bl_bind_rule_words(notice->state, err);
    return status;
}

static bl_status name_notice(bl_notice *notice, const char *path, bl_err *err)
{
    const char *base = strrchr(path, '/');
    base = base ? base + 1 : path;
    size_t size = strlen(base);
    if (size > 4 && strcmp(base + size - 4, ".lua") == 0)
        size -= 4;
    if (size == 0 || size >= sizeof notice->name)
        return bl_fail(err, BL_INVALID, "%s: a notice's name has 1 to %zu bytes", path,
                       sizeof notice->name - 1);
    memcpy(notice->name, base, size);
    return BL_OK;
}

bl_status bl_notice_open(const char *path, bl_notice **out, bl_err *err)
{
    bl_notice *notice = calloc(1, sizeof *notice);
    if (!notice)
        return bl_fail(err, BL_NO_MEMORY, "no memory to load %s", path);
    bl_status status = name_notice(notice, path, err);
    if (status == BL_OK)
        status = bl_state_open(bl_limits_make_default(), &notice->state, err);
    if (status == BL_OK) {
        bl_state_set_context(notice->state, notice);
        bl_contents_init(&notice->contents, notice->state);
        status = bl_sandbox_open(notice->state, err);
    }
    if (status == BL_OK)
        status = bl_bind_values(notice->state, err);
    if (status == BL_OK)
        status = open_core(notice, err);
    if (status == BL_OK)
        status = open_modules(notice, err);
    notice->contents.path = path;
    if (status == BL_OK)
        status = bl_script_run(notice->state, path, err);
    notice->contents.path = NULL; /* parts are read while the script is, and no later */
    if (status == BL_OK && notice->contents.function_count == 0)
        status = bl_fail(err, BL_SCRIPT, "%s declares no function", path);
    if (status != BL_OK) {
        bl_notice_close(notice);
        return status;
    }
    notice->contents.complete = true;
    *out = notice;
    return BL_OK;
}

void bl_notice_close(bl_notice *notice)
{
    if (!notice)
        return;
    bl_state_close(notice->state);
    bl_contents_deinit(&notice->contents);
    bl_buffer_deinit(&notice->answer);
    bl_buffer_deinit(&notice->canonical);
    bl_buffer_deinit(&notice->reasons);
    bl_buffer_deinit(&notice->label);
    free(notice);
}

const char *bl_notice_name(const bl_notice *notice)
{
    return notice->name;
}

bl_moment bl_notice_issued(const bl_notice *notice)
{
    return notice->contents.issued;
}

bl_text bl_notice_parts(const bl_notice *notice)
{
    const bl_buffer *parts = &notice->contents.parts;
    return parts->at ? bl_buffer_view(parts) : (bl_text){"", 0};
}

lua_State *bl_notice_lua(bl_notice *notice)
{
    return bl_state_lua(notice->state);
}

size_t bl_notice_function_count(const bl_notice *notice)
{
    return notice->contents.function_count;
}

bl_parameters *bl_notice_parameters(bl_notice *notice)
{
    return &notice->contents.parameters;
}

void bl_notice_set_moment(bl_notice *notice, bl_moment at)
{
    notice->request.at = at;
}

static int l_suppose(lua_State *L)
{
    bl_bad_input bad = {0};
    if (!bl_parameters_enter(L, &notice_of(L)->contents.parameters, NULL, false, &bad))
        return luaL_error(L, "%s: %s", bad.field, bad.message);
    return 0;
}

bl_status bl_notice_suppose_at(bl_notice *notice, bl_moment at, bl_err *err)
{
    bl_notice_set_moment(notice, at);
    lua_pushcfunction(bl_state_lua(notice->state), l_suppose);
    return bl_state_call(notice->state, 0, 0, err);
}

void bl_notice_set_traces(bl_notice *notice, bool traces)
{
    bl_state_set_traces(notice->state, traces);
}

const bl_function *bl_notice_function_at(const bl_notice *notice, size_t place)
{
    BL_REQUIRE(place < notice->contents.function_count);
    return &notice->contents.functions[place];
}

const bl_function *bl_notice_function(const bl_notice *notice, bl_text name)
{
    return bl_contents_function(&notice->contents, name);
}

const char *bl_notice_nearest(const bl_notice *notice, bl_text name)
{
    return bl_contents_nearest(&notice->contents, name);
}

bl_status bl_notice_find(const bl_notice *notice, const char *name, const bl_function **out,
                         bl_err *err)
{
    *out = bl_notice_function(notice, bl_text_of(name));
    if (*out)
        return BL_OK;
    return bl_fail(err, BL_NOT_FOUND, "%s has no function \"%s\"; did you mean \"%s\"?",
                   notice->name, name, bl_notice_nearest(notice, bl_text_of(name)));
}

void bl_notice_attach(bl_notice *notice, bl_ledger *ledger)
{
    notice->binding.ledger = ledger;
    notice->binding.book = 0;
    notice->funds_checked = false;
    notice->contents.parameters.own_entry = -1;
}

/* Opens the notice's book and brings its funds in, within the running transaction. */
static bl_status enrol(bl_notice *notice, bl_err *err)
{
    bl_ledger *ledger = notice->binding.ledger;
    int64_t book = 0;
    bl_status status = bl_funds_bring(&notice->contents.funds, ledger, notice->name,
                                      notice->contents.issued, &book, err);
    if (status == BL_OK)
        status = bl_ledger_keep(ledger, err);
    notice->binding.book = book;
    return status;
}

/* Another script of the same name would make false accounts of the book. */
static bl_status check_funds(bl_notice *notice, bl_err *err)
{
    bl_status status = BL_OK;
    if (!notice->funds_checked)
        status = bl_funds_check(&notice->contents.funds, notice->binding.ledger,
                                notice->binding.book, err);
    notice->funds_checked = status == BL_OK;
    return status;
}

/* Finds the notice's book in the running transaction. */
static bl_status find_book(bl_notice *notice, bl_err *err)
{
    notice->settings_known = false;
    bl_status status =
        bl_book_find(notice->binding.ledger, notice->name, &notice->binding.book, err);
    if (status == BL_OK && notice->binding.book != 0)
        status = check_funds(notice, err);
    return status;
}

bl_status bl_notice_begin(bl_notice *notice, bool writing, bl_err *err)
{
    bl_ledger *ledger = notice->binding.ledger;
    BL_REQUIRE(ledger);
    bl_status status = bl_ledger_begin(ledger, writing, err);
    if (status == BL_OK)
        status = find_book(notice, err);
    if (status == BL_OK && notice->binding.book == 0) {
        /* A reading transaction sees the book as its first change would make it. */
        if (!writing) {
            bl_ledger_rollback(ledger);
            status = bl_ledger_begin(ledger, true, err);
        }
        if (status == BL_OK)
            status = enrol(notice, err);
    }
    if (status != BL_OK)
        bl_ledger_rollback(ledger);
    return status;
}

bl_status bl_notice_join(bl_notice *notice, bl_err *err)
{
    BL_REQUIRE(notice->binding.ledger);
    bl_status status = find_book(notice, err);
    return status == BL_OK && notice->binding.book == 0 ? enrol(notice, err) : status;
}

bl_status bl_notice_commit(bl_notice *notice, bl_err *err)
{
    return bl_ledger_commit(notice->binding.ledger, err);
}

void bl_notice_rollback(bl_notice *notice)
{
    bl_ledger_rollback(notice->binding.ledger);
}

static bl_text canonical_of(const bl_notice *notice)
{
    return bl_buffer_view(&notice->canonical);
}

static bl_text label_of(bl_notice *notice)
{
    bl_buffer_clear(&notice->label);
    bl_buffer_add_text(&notice->label, notice->name);
    bl_buffer_add_char(&notice->label, '.');
    bl_buffer_add_text(&notice->label, notice->request.function->name);
    return bl_buffer_view(&notice->label);
}

/* Puts in force what the office set itself. */
static bool enter_settings(lua_State *L, bl_notice *notice, bl_bad_input *bad)
{
    if (!notice->settings_known && notice->contents.parameters.record.fields)
        bl_parameters_load(L, &notice->contents.parameters, notice->binding.ledger,
                           bl_text_of(notice->name));
    notice->settings_known = true;
    return bl_parameters_enter(L, &notice->contents.parameters, NULL, true, bad);
}

/* Puts in force what holds for this call: the request's own values for a pure function, the
 * office's for any other. */
static bool accept_parameters(lua_State *L, bl_notice *notice, bl_bad_input *bad)
{
    request *r = &notice->request;
    if (r->function->effect != BL_EFFECT_PURE)
        return enter_settings(L, notice, bad);
    json_t *params = json_incref(json_object_get(r->object, "params"));
    json_object_del(r->object, "params");
    bool fits = bl_parameters_enter(L, &notice->contents.parameters, params, false, bad);
    json_decref(params);
    return fits;
}

/* The moment and the id of the record on top of the stack. */
static void take_request_keys(lua_State *L, request *r)
{
    bl_moment own;
    lua_getfield(L, -1, "at");
    if (bl_to_moment(L, -1, &own))
        r->at = own;
    lua_pop(L, 1);
    r->id_size = 0;
    if (r->function->effect == BL_EFFECT_CHANGES) {
        lua_getfield(L, -1, "request_id");
        size_t size = 0;
        const char *id = lua_tolstring(L, -1, &size);
        if (id)
            memcpy(r->id, id, size);
        r->id_size = size;
        lua_pop(L, 1);
    }
}

/* Reading answers from everything recorded: its `at`, which says how things stand by the clock, is
 * never before the last event, unless the notice looks back. The figures in force are those of the
 * moment asked about. */
static void settle_moment(lua_State *L, bl_notice *notice)
{
    request *r = &notice->request;
    bl_moment at = r->at;
    if (r->function->effect == BL_EFFECT_READS && !notice->contents.looks_back) {
        bl_moment last;
        bl_err err = {0};
        bl_binding_check(
            L, bl_book_last_at(notice->binding.ledger, notice->binding.book, &last, &err), &err);
        if (at.ns < last.ns)
            at = last;
    }
    bl_push_moment(L, at);
    lua_setfield(L, -2, "at");
}

/* What became of the id before; the answer is there if it was this very request. */
static bl_recall recall(lua_State *L, bl_notice *notice)
{
    request *r = &notice->request;
    bl_recall found = BL_RECALL_NEW;
    if (r->id_size == 0)
        return found;
    bl_err err = {0};
    bl_text id = {r->id, r->id_size};
    bl_text label = label_of(notice);
    bl_binding_check(L, bl_buffer_status(&notice->canonical, &err), &err);
    bl_binding_check(L, bl_buffer_status(&notice->label, &err), &err);
    bl_binding_check(L,
                     bl_journal_recall(notice->binding.ledger, id, label, canonical_of(notice),
                                       &found, &notice->answer, &err),
                     &err);
    r->remember = found == BL_RECALL_NEW;
    return found;
}

/* Answers notice->request. Everything that may raise happens in here. */
static int l_answer(lua_State *L)
{
    bl_notice *notice = notice_of(L);
    request *r = &notice->request;
    bl_bad_input bad = {0};
    if (!accept_parameters(L, notice, &bad) ||
        !bl_request_read(L, &r->function->record, r->object, &notice->canonical, &bad)) {
        bl_function_refuse("bad_input", bad.field, bad.message, &notice->answer);
        return 0;
    }
    take_request_keys(L, r);
    /* What may be wrong with a request on another day is not asked of one answered before. */
    bl_recall found = recall(L, notice);
    if (found == BL_RECALL_SAME)
        return 0;
    bl_function_check(L, r->function, -1);
    if (found == BL_RECALL_OTHER) {
        bl_function_refuse("request_id_reused", NULL,
                           "this request_id was used for another function or with other fields",
                           &notice->answer);
        return 0;
    }
    settle_moment(L, notice);
    r->accepted = bl_function_decide(L, r->function, -1, &notice->reasons, &notice->answer);
    return 0;
}

/* Keeps what the request changed, and its answer with it. */
static bl_status keep(bl_notice *notice, bl_err *err)
{
    request *r = &notice->request;
    bl_status status = bl_buffer_status(&notice->reasons, err);
    if (r->function->effect != BL_EFFECT_CHANGES || status != BL_OK)
        return status;
    bl_ledger *ledger = notice->binding.ledger;
    bl_text label = label_of(notice);
    status = bl_buffer_status(&notice->answer, err);
    if (status == BL_OK)
        status = bl_buffer_status(&notice->label, err);
    if (status == BL_OK && !r->accepted) /* a refusal changes nothing, whatever was looked up */
        status = bl_ledger_undo(ledger, err);
    if (status == BL_OK && r->remember) {
        bl_text answer = bl_buffer_view(&notice->answer);
        bl_text id = {r->id, r->id_size};
        status = bl_journal_keep(ledger, r->at, id, label, canonical_of(notice), answer, err);
    }
    if (status == BL_OK)
        status = bl_ledger_keep(ledger, err);
    return status;
}

/* Whether the request gave anything that the script reckoned with. */
static bool comes_from_request(const bl_notice *notice)
{
    return notice->contents.parameters.replaced || notice->canonical.size > strlen("{}");
}

/* What left the range of what is kept, without the place in the script where that was seen. */
static const char *overflow_words(const char *text)
{
    const char *words = text;
    while ((words = strchr(words, ':')) != NULL) {
        size_t digits = strspn(words + 1, "0123456789");
        if (digits > 0 && strncmp(words + 1 + digits, ": ", 2) == 0)
            return words + digits + 3;
        words++;
    }
    return text;
}

/* What a failed call answers: a script's own error is an answer, the world's failure is not. What
 * is too large for anything that is kept is bad input where the request gave something. */
static bl_status answer_failure(bl_notice *notice, bl_status status, const bl_err *trouble,
                                bl_err *err)
{
    request *r = &notice->request;
    bl_status world = notice->binding.trouble.status;
    lua_gc(bl_state_lua(notice->state), LUA_GCCOLLECT); /* ends the queries that the error left */
    bl_buffer_clear(&notice->answer);
    bool own = status == BL_SCRIPT || (status == BL_NO_MEMORY && !bl_state_starved(notice->state));
    if (!own ||
        (world != BL_OK && world != BL_CONFLICT && world != BL_INVALID && world != BL_OVERFLOW))
        return bl_fail(err, world != BL_OK ? world : status, "%s", trouble->text);
    if (r->function->effect == BL_EFFECT_CHANGES) {
        bl_status undone = bl_ledger_undo(notice->binding.ledger, err);
        if (undone != BL_OK)
            return undone;
    }
    if (notice->refused.field[0])
        bl_function_refuse("bad_input", notice->refused.field, notice->refused.message,
                           &notice->answer);
    else if (comes_from_request(notice) &&
             (world == BL_OVERFLOW || bl_state_noted(notice->state) == BL_OVERFLOW))
        bl_function_refuse("bad_input", notice->contents.parameters.replaced ? "params" : "-",
                           overflow_words(trouble->text), &notice->answer);
    else
        bl_function_refuse("script_error", NULL, trouble->text, &notice->answer);
    return BL_OK;
}

static bl_status answer_object(bl_notice *notice, bl_err *err)
{
    request *r = &notice->request;
    bl_err trouble = {0};
    bl_binding_start(&notice->binding);
    notice->refused.field[0] = '\0';
    notice->binding.may_change = r->function->effect == BL_EFFECT_CHANGES;
    lua_pushcfunction(bl_state_lua(notice->state), l_answer);
    bl_status status = bl_state_call(notice->state, 0, 0, &trouble);
    notice->binding.may_change = false;
    if (status != BL_OK)
        return answer_failure(notice, status, &trouble, err);
    return keep(notice, err);
}

bl_status bl_notice_answer(bl_notice *notice, const bl_function *function, bl_text line,
                           bl_moment at, bl_buffer *out, bl_err *err)
{
    BL_REQUIRE(function->effect == BL_EFFECT_PURE || notice->binding.ledger);
    json_error_t trouble;
    json_t *object = bl_request_parse(line, &trouble);
    if (!object && json_error_code(&trouble) == json_error_out_of_memory)
        return bl_fail(err, BL_NO_MEMORY, "no memory to read a request");
    if (!json_is_object(object)) {
        char words[sizeof trouble.text + 64];
        snprintf(words, sizeof words, "the request is not a JSON object%s%s", object ? "" : ": ",
                 object ? "" : trouble.text);
        bl_function_refuse("bad_input", "-", words, out);
        json_decref(object);
        return BL_OK;
    }
    notice->request = (request){.function = function, .object = object, .at = at};
    bl_buffer_clear(&notice->answer);
    bl_status status = answer_object(notice, err);
    if (status == BL_OK)
        status = bl_buffer_status(&notice->answer, err);
    if (status == BL_OK)
        bl_buffer_add(out, notice->answer.at, notice->answer.size);
    json_decref(object);
    notice->request.object = NULL;
    return status;
}

/* Takes the buffer as light userdata. */
static int l_write_labels(lua_State *L)
{
    lua_rawgeti(L, LUA_REGISTRYINDEX, notice_of(L)->contents.labels);
    lua_call(L, 0, 1);
    bl_json_write(L, -1, lua_touserdata(L, 1));
    return 0;
}

/* Takes the buffer and the name of a member of kit as light userdata. */
static int l_write_said(lua_State *L)
{
    lua_getglobal(L, "kit");
    if (lua_getfield(L, -1, lua_touserdata(L, 2)) == LUA_TNIL)
        lua_newtable(L);
    bl_json_write(L, -1, lua_touserdata(L, 1));
    return 0;
}

/* The JSON that `write` makes. */
static bl_status write_json(bl_notice *notice, lua_CFunction write, const char *what, json_t **out,
                            bl_err *err)
{
    lua_State *L = bl_state_lua(notice->state);
    bl_buffer text = {0};
    lua_pushcfunction(L, write);
    lua_pushlightuserdata(L, &text);
    lua_pushlightuserdata(L, (void *)what);
    bl_status status = bl_state_call(notice->state, 2, 0, err);
    if (status == BL_OK)
        status = bl_buffer_status(&text, err);
    *out = status == BL_OK ? json_loadb(text.at, text.size, 0, NULL) : NULL;
    if (status == BL_OK && !*out)
        status = bl_fail(err, BL_NO_MEMORY, "no memory for the %s of %s", what, notice->name);
    bl_buffer_deinit(&text);
    return status;
}

bl_status bl_notice_says(bl_notice *notice, const char *what, json_t **out, bl_err *err)
{
    return write_json(notice, l_write_said, what, out, err);
}

bl_status bl_notice_labels(bl_notice *notice, json_t **out, bl_err *err)
{
    return write_json(notice, l_write_labels, "labels", out, err);
}

size_t bl_notice_job_count(const bl_notice *notice)
{
    return notice->contents.job_count;
}

const bl_notice_job *bl_notice_job_at(const bl_notice *notice, size_t place)
{
    BL_REQUIRE(place < notice->contents.job_count);
    return &notice->contents.jobs[place];
}

/* What is asked for. */
typedef struct job_request {
    const bl_notice_job *job;
    bl_moment due;
    const bl_awaited *event;
    bl_buffer *out;
} job_request;

/* The event that a job follows, as its function of fields sees it: { kind, id, at }. */
static int push_event(lua_State *L, const bl_awaited *event)
{
    if (!event)
        return 0;
    lua_createtable(L, 0, 3);
    lua_pushstring(L, event->kind);
    lua_setfield(L, -2, "kind");
    lua_pushstring(L, event->subject);
    lua_setfield(L, -2, "id");
    bl_push_moment(L, event->at);
    lua_setfield(L, -2, "at");
    return 1;
}

static void push_request_id(lua_State *L, const bl_notice *notice, const job_request *j)
{
    bl_buffer *id = bl_new_buffer(L);
    bl_buffer_format(id, "schedule/%s/%s/", notice->name, j->job->name);
    bl_moment_write(j->due, id);
    if (j->event)
        bl_buffer_format(id, "/%lld", (long long)j->event->entry);
    lua_pushlstring(L, id->at, id->size);
    lua_remove(L, -2);
}

/* Takes the job_request as light userdata. */
static int l_job_request(lua_State *L)
{
    const job_request *j = lua_touserdata(L, 1);
    bl_notice *notice = notice_of(L);
    bl_bad_input bad = {0};
    notice->request.at = j->due;
    enter_settings(L, notice, &bad);
    lua_rawgeti(L, LUA_REGISTRYINDEX, j->job->fields);
    if (lua_isfunction(L, -1)) {
        bl_push_moment(L, j->due);
        lua_call(L, 1 + push_event(L, j->event), 1);
    }
    lua_newtable(L);
    if (lua_isnil(L, -2))
        lua_copy(L, -1, -2);
    if (!lua_istable(L, -2))
        luaL_error(L, "the request of a job is a table, not a %s", luaL_typename(L, -2));
    int given = lua_gettop(L) - 1;
    lua_pushnil(L);
    while (lua_next(L, given)) {
        lua_pushvalue(L, -2);
        lua_insert(L, -2);
        lua_rawset(L, given + 1);
    }
    if (j->job->function->effect == BL_EFFECT_CHANGES) {
        push_request_id(L, notice, j);
        lua_setfield(L, given + 1, "request_id");
    }
    bl_push_moment(L, j->due);
    lua_setfield(L, given + 1, "at");
    bl_json_write(L, given + 1, j->out);
    return 0;
}

bl_status bl_notice_job_request(bl_notice *notice, const bl_notice_job *job, bl_moment due,
                                const bl_awaited *event, bl_buffer *out, bl_err *err)
{
    BL_REQUIRE(job->function);
    lua_State *L = bl_state_lua(notice->state);
    job_request asked = {job, due, event, out};
    bl_binding_start(&notice->binding);
    lua_pushcfunction(L, l_job_request);
    lua_pushlightuserdata(L, &asked);
    bl_status status = bl_state_call(notice->state, 1, 0, err);
    if (status == BL_SCRIPT && notice->binding.trouble.status != BL_OK)
        return notice->binding.trouble.status;
    return status;
}

/* SPDX-License-Identifier: MIT */
#include "host/state.h"

#include <lauxlib.h>
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#define STEPS  INT64_C(1000000)
#define MEMORY ((size_t)1 << 20)

static int open_state(void **out)
{
    bl_state *state = NULL;
    bl_limits limits = {.memory_max = MEMORY, .steps_max = STEPS};
    if (bl_state_open(limits, &state, NULL) != BL_OK)
        return -1;
    *out = state;
    return 0;
}

static int close_state(void **state)
{
    bl_state_close(*state);
    return 0;
}

static bl_status load(bl_state *state, const char *text, bl_err *err)
{
    return bl_state_load(state, "here.lua", bl_text_of(text), err);
}

static bl_status run(bl_state *state, const char *text, bl_err *err)
{
    bl_status status = load(state, text, err);
    return status == BL_OK ? bl_state_call(state, 0, 0, err) : status;
}

static void assert_fails(bl_state *state, bl_status status, const char *text, const char *words)
{
    bl_err err = {0};
    int height = lua_gettop(bl_state_lua(state));
    assert_int_equal(run(state, text, &err), status);
    assert_string_equal(err.text, words);
    assert_int_equal(lua_gettop(bl_state_lua(state)), height);
}

static void call_leaves_exactly_the_results_asked_for(void **given)
{
    bl_state *state = *given;
    lua_State *L = bl_state_lua(state);
    lua_pushinteger(L, 7);
    assert_int_equal(load(state, "local a, b = ... return a + b", NULL), BL_OK);
    lua_pushinteger(L, 2);
    lua_pushinteger(L, 3);
    assert_int_equal(bl_state_call(state, 2, 3, NULL), BL_OK);
    assert_int_equal(lua_gettop(L), 4);
    assert_int_equal(lua_tointeger(L, 1), 7);
    assert_int_equal(lua_tointeger(L, 2), 5);
    assert_true(lua_isnil(L, 4));
}

static void call_that_fails_leaves_none(void **given)
{
    bl_state *state = *given;
    lua_State *L = bl_state_lua(state);
    lua_pushinteger(L, 7);
    assert_fails(state, BL_SCRIPT, "error('no')", "here.lua:1: no");
    assert_int_equal(lua_gettop(L), 1);
}

static void error_names_file_and_line(void **given)
{
    assert_fails(*given, BL_SCRIPT, "local a\n\na.b = 1",
                 "here.lua:3: attempt to index a nil value (local 'a')");
}

static void error_without_a_line_is_given_one(void **given)
{
    assert_fails(*given, BL_SCRIPT, "\nerror('bare', 0)", "here.lua:2: bare");
}

static void error_object_is_described_by_its_type(void **given)
{
    assert_fails(*given, BL_SCRIPT,
                 "error(setmetatable({}, {__tostring = function() while true do end end}))",
                 "here.lua:1: error object is a table value");
    assert_fails(*given, BL_SCRIPT, "error(nil)", "here.lua:1: error object is a nil value");
    assert_fails(*given, BL_SCRIPT, "error(42)", "here.lua:1: 42");
}

static void syntax_error_names_file_and_line(void **given)
{
    assert_fails(*given, BL_SCRIPT, "local a =\n=", "here.lua:2: unexpected symbol near '='");
}

static void syntax_error_at_a_chinese_name_says_where_chinese_goes(void **given)
{
    bl_err err = {0};
    assert_int_equal(run(*given, "local 年龄 = 1", &err), BL_SCRIPT);
    assert_non_null(strstr(err.text, "here.lua:1: "));
    assert_non_null(strstr(err.text, "Chinese goes into strings"));
}

static void nesting_too_deep_to_parse_names_its_line(void **given)
{
    bl_err err = {0};
    char text[600] = "\n\n";
    memset(text + 2, '{', sizeof text - 3);
    text[0] = 'x';
    text[1] = '=';
    assert_int_equal(run(*given, text, &err), BL_SCRIPT);
    assert_string_equal(err.text, "here.lua:1: nested too deeply (C stack overflow)");
}

static void byte_order_mark_is_skipped(void **given)
{
    assert_int_equal(run(*given, "\xEF\xBB\xBFlocal a = 1", NULL), BL_OK);
}

static void bytecode_is_refused(void **given)
{
    assert_fails(*given, BL_SCRIPT, "\x1bLuaT", "here.lua:1: this is bytecode; a script is text");
}

static void empty_text_is_a_script(void **given)
{
    assert_int_equal(bl_state_load(*given, "here.lua", (bl_text){NULL, 0}, NULL), BL_OK);
    assert_int_equal(bl_state_call(*given, 0, 0, NULL), BL_OK);
}

static void loop_ends_when_its_steps_are_spent(void **given)
{
    assert_fails(*given, BL_SCRIPT, "\nwhile true do end",
                 "here.lua:2: the script took more than 1000000 steps");
}

static void spent_budget_cannot_be_swallowed(void **given)
{
    assert_fails(*given, BL_SCRIPT, "while true do pcall(function() while true do end end) end",
                 "here.lua:1: the script took more than 1000000 steps");
}

static void each_entry_has_a_fresh_budget(void **given)
{
    bl_state *state = *given;
    assert_int_equal(run(state, "while true do end", NULL), BL_SCRIPT);
    for (int i = 0; i < 5; i++)
        assert_int_equal(run(state, "for i = 1, 600000 do end", NULL), BL_OK);
}

static void steps_are_the_same_on_every_run(void **given)
{
    bl_state *state = *given;
    const char *text = "local t = {} for i = 1, 1500 do t['k' .. i] = {} end";
    assert_int_equal(run(state, text, NULL), BL_OK);
    int64_t steps = bl_state_steps(state);
    assert_true(steps > 1500);
    for (int i = 0; i < 3; i++) {
        assert_int_equal(run(state, text, NULL), BL_OK);
        assert_int_equal(bl_state_steps(state), steps);
    }
}

static int l_work(lua_State *L)
{
    bl_state_charge(L, luaL_checkinteger(L, 1));
    return 0;
}

static void work_of_c_functions_is_charged(void **given)
{
    bl_state *state = *given;
    lua_State *L = bl_state_lua(state);
    lua_register(L, "work", l_work);
    assert_int_equal(run(state, "work(50000)", NULL), BL_OK);
    assert_true(bl_state_steps(state) >= 50000);
    assert_fails(state, BL_SCRIPT, "work(600000) work(600000)",
                 "here.lua:1: the script took more than 1000000 steps");
    assert_fails(state, BL_SCRIPT, "work(math.maxinteger) work(math.maxinteger)",
                 "here.lua:1: the script took more than 1000000 steps");
}

static int l_inner(lua_State *L)
{
    bl_state *state = bl_state_of(L);
    lua_settop(L, 1);
    lua_pushinteger(L, bl_state_call(state, 0, 0, NULL));
    return 1;
}

static void call_inside_a_call_spends_the_outer_budget(void **given)
{
    bl_state *state = *given;
    lua_register(bl_state_lua(state), "inner", l_inner);
    assert_int_equal(run(state, "assert(inner(function() end) == 0)", NULL), BL_OK);
    assert_fails(state, BL_SCRIPT,
                 "for i = 1, 3 do inner(function() for j = 1, 400000 do end end) end",
                 "here.lua:1: the script took more than 1000000 steps");
}

static void coroutine_made_in_c_spends_the_same_budget(void **given)
{
    bl_state *state = *given;
    lua_State *L = bl_state_lua(state);
    assert_ptr_equal(bl_state_of(lua_newthread(L)), state);
    lua_State *thread = lua_tothread(L, -1);
    assert_int_equal(load(state, "while true do end", NULL), BL_OK);
    lua_xmove(L, thread, 1);
    assert_int_equal(lua_pcall(thread, 0, 0, 0), LUA_ERRRUN);
}

static void memory_past_the_limit_is_refused_with_its_line(void **given)
{
    assert_fails(*given, BL_NO_MEMORY, "local t = {}\nfor i = 1, 1e6 do t[i] = i end",
                 "here.lua:2: the script needs more than 1024 KiB of memory");
    assert_true(bl_state_memory_peak(*given) <= MEMORY);
}

static void memory_is_given_back_after_a_refusal(void **given)
{
    bl_state *state = *given;
    for (int i = 0; i < 3; i++)
        assert_int_equal(run(state, "local t = {} for i = 1, 1e6 do t[i] = i end", NULL),
                         BL_NO_MEMORY);
    assert_int_equal(run(state, "local t = {} for i = 1, 1000 do t[i] = i end", NULL), BL_OK);
}

static void string_past_the_limit_is_refused(void **unused)
{
    (void)unused;
    bl_state *state = NULL;
    assert_int_equal(bl_state_open(bl_limits_make_default(), &state, NULL), BL_OK);
    assert_fails(state, BL_NO_MEMORY, "\nlocal s = ('x'):rep(1 << 20)",
                 "here.lua:2: a string would be longer than 1024 KiB");
    bl_state_close(state);
}

static void long_strings_make_instructions_cost_more(void **given)
{
    bl_state *state = *given;
    const char *loop = "for i = 1, 500000 do end";
    assert_int_equal(run(state, loop, NULL), BL_OK);
    assert_int_equal(run(state, "long = ('x'):rep(10000)", NULL), BL_OK);
    assert_int_equal(run(state, loop, NULL), BL_SCRIPT);
}

static void state_too_small_to_open_is_out_of_memory(void **unused)
{
    (void)unused;
    for (size_t size = 1; size < 16384; size += 97) {
        bl_state *state = NULL;
        bl_limits limits = {.memory_max = size, .steps_max = STEPS};
        bl_status status = bl_state_open(limits, &state, NULL);
        assert_true(status == BL_NO_MEMORY || (status == BL_OK && state != NULL));
        bl_state_close(state);
    }
}

static void recursion_is_held_down(void **given)
{
    assert_fails(*given, BL_SCRIPT, "local function f() return 1 + f() end\nf()",
                 "here.lua:1: calls are nested more than 1000 deep");
}

static void context_is_found_from_any_coroutine(void **given)
{
    bl_state *state = *given;
    int context = 0;
    bl_state_set_context(state, &context);
    assert_ptr_equal(bl_state_context(lua_newthread(bl_state_lua(state))), &context);
}

static void trusted_modules_have_no_files(void **given)
{
    assert_int_equal(
        run(*given,
            "for _, name in ipairs{'io', 'os', 'debug', 'package', 'require', 'dofile',"
            " 'loadfile', 'coroutine', 'collectgarbage', 'xpcall'} do"
            " assert(_G[name] == nil, name) end",
            NULL),
        BL_OK);
}

static void closing_nothing_is_fine(void **unused)
{
    (void)unused;
    bl_state_close(NULL);
}

#define FACT(name) cmocka_unit_test_setup_teardown(name, open_state, close_state)

static bool stop_wanted;

static bool is_stop_wanted(void)
{
    return stop_wanted;
}

static void script_is_stopped_on_request_and_cannot_swallow_it(void **state)
{
    bl_err err = {0};
    bl_state_stop_when(is_stop_wanted);
    stop_wanted = true;
    assert_int_equal(run(*state, "while true do pcall(function() while true do end end) end", &err),
                     BL_STOPPED);
    stop_wanted = false;
    err = (bl_err){0};
    assert_int_equal(run(*state, "for i = 1, 10000 do end", &err), BL_OK);
}

static void error_carries_its_calls_when_asked(void **state)
{
    bl_err err = {0};
    bl_state_set_traces(*state, true);
    assert_int_equal(run(*state, "error 'here'", &err), BL_SCRIPT);
    assert_non_null(strstr(err.text, "here.lua:1: here\nstack traceback:"));
    bl_state_set_traces(*state, false);
    assert_fails(*state, BL_SCRIPT, "error 'here'", "here.lua:1: here");
}

int main(void)
{
    const struct CMUnitTest facts[] = {
        FACT(call_leaves_exactly_the_results_asked_for),
        FACT(call_that_fails_leaves_none),
        FACT(error_names_file_and_line),
        FACT(error_without_a_line_is_given_one),
        FACT(error_object_is_described_by_its_type),
        FACT(syntax_error_names_file_and_line),
        FACT(syntax_error_at_a_chinese_name_says_where_chinese_goes),
        FACT(nesting_too_deep_to_parse_names_its_line),
        FACT(byte_order_mark_is_skipped),
        FACT(bytecode_is_refused),
        FACT(empty_text_is_a_script),
        FACT(loop_ends_when_its_steps_are_spent),
        FACT(spent_budget_cannot_be_swallowed),
        FACT(each_entry_has_a_fresh_budget),
        FACT(steps_are_the_same_on_every_run),
        FACT(work_of_c_functions_is_charged),
        FACT(call_inside_a_call_spends_the_outer_budget),
        FACT(coroutine_made_in_c_spends_the_same_budget),
        FACT(memory_past_the_limit_is_refused_with_its_line),
        FACT(memory_is_given_back_after_a_refusal),
        FACT(long_strings_make_instructions_cost_more),
        FACT(recursion_is_held_down),
        FACT(context_is_found_from_any_coroutine),
        FACT(trusted_modules_have_no_files),
        FACT(script_is_stopped_on_request_and_cannot_swallow_it),
        FACT(error_carries_its_calls_when_asked),
        cmocka_unit_test(string_past_the_limit_is_refused),
        cmocka_unit_test(state_too_small_to_open_is_out_of_memory),
        cmocka_unit_test(closing_nothing_is_fine),
    };
    return cmocka_run_group_tests(facts, NULL, NULL);
}

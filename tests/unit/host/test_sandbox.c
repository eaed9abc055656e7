/* SPDX-License-Identifier: MIT */
#include "host/sandbox.h"

#include <lauxlib.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "host/sandbox_lint.h"

static const char trusted[] =
    "local shared = { limit = 5, list = { 30, 10, 20 }, map = { b = 2, a = 1 } }\n"
    "shared.self = shared\n"
    "function shared.double(n) return n * 2 end\n"
    "function shared.count(t) local n = 0 for _ in pairs(t) do n = n + 1 end return n end\n"
    "function shared.named() return setmetatable({}, { __name = 'money' }) end\n"
    "function shared.spoken() return setmetatable({}, { __tostring = function() return 'said' end "
    "}) "
    "end\n"
    "return setmetatable(shared, { __call = function(_, n) return n + 1 end,\n"
    "                              __index = { inherited = 'yes' } })\n";

static int open_sandbox(void **out)
{
    bl_state *state = NULL;
    if (bl_state_open(bl_limits_make_default(), &state, NULL) != BL_OK ||
        bl_sandbox_open(state, NULL) != BL_OK ||
        bl_state_load(state, "trusted.lua", bl_text_of(trusted), NULL) != BL_OK ||
        bl_state_call(state, 0, 1, NULL) != BL_OK ||
        bl_sandbox_share(state, "shared", NULL) != BL_OK)
        return -1;
    *out = state;
    return 0;
}

static int close_sandbox(void **state)
{
    bl_state_close(*state);
    return 0;
}

static bl_status run(bl_state *state, const char *text, bl_err *err)
{
    bl_status status = bl_sandbox_load(state, "here.lua", bl_text_of(text), err);
    return status == BL_OK ? bl_state_call(state, 0, 0, err) : status;
}

static void assert_holds(bl_state *state, const char *fact)
{
    char text[1024];
    bl_err err = {0};
    (void)snprintf(text, sizeof text, "assert(%s)", fact);
    bl_status status = run(state, text, &err);
    if (status != BL_OK)
        fail_msg("%s: %s", fact, err.text);
}

static void assert_refused(bl_state *state, const char *text, const char *words)
{
    bl_err err = {0};
    char placed[BL_ERR_TEXT_MAX];
    (void)snprintf(placed, sizeof placed, "here.lua:1: %s", words);
    assert_int_equal(run(state, text, &err), BL_SCRIPT);
    assert_string_equal(err.text, placed);
}

static void plain_words_work(void **state)
{
    assert_holds(*state, "assert(1, 2) == 1");
    assert_holds(*state, "select('#', 1, nil) == 2 and select(2, 'a', 'b') == 'b'");
    assert_holds(*state, "type({}) == 'table' and type(nil) == 'nil' and type(1) == 'number'");
    assert_holds(*state, "tonumber('12') == 12 and tonumber('ff', 16) == 255");
    assert_holds(*state, "tonumber('1 2') == nil and tonumber(('9'):rep(201)) == nil");
    assert_holds(*state, "tostring(12) == '12' and tostring(nil) == 'nil' and tostring(1 == 1) == "
                         "'true'");
}

static void errors_name_their_line(void **state)
{
    assert_refused(*state, "error 'no'", "no");
    assert_refused(*state, "error('no', 0)", "no");
    assert_refused(*state, "error({})", "error object is a table value");
    assert_refused(*state, "local function f() error('yours', 2) end f()", "yours");
    assert_refused(*state, "assert(false)", "assertion failed");
    assert_refused(*state, "assert(nil, 'because')", "because");
}

static void math_words_work(void **state)
{
    assert_holds(*state, "math.floor(1.5) == 1 and math.ceil(1.5) == 2 and math.abs(-1) == 1");
    assert_holds(*state, "math.max(1, 3, 2) == 3 and math.min(2, 1) == 1");
    assert_holds(*state, "math.tointeger(3.0) == 3 and math.type(1) == 'integer'");
    assert_holds(*state, "math.maxinteger + 1 == math.mininteger and math.huge > 1e308");
    assert_holds(*state, "math.fmod(-7, 3) == -1 and math.ult(1, -1)");
}

static void string_words_work(void **state)
{
    assert_holds(*state, "('abc'):len() == 3 and ('abc'):sub(2, 3) == 'bc'");
    assert_holds(*state, "('aB'):upper() == 'AB' and ('aB'):lower() == 'ab'");
    assert_holds(*state, "('abc'):reverse() == 'cba' and ('ab'):rep(2, '-') == 'ab-ab'");
    assert_holds(*state, "('ab'):rep(0) == '' and ('ab'):rep(-1) == '' and (''):rep(1e18) == ''");
    assert_holds(*state, "string.char(97, 98) == 'ab' and ('ab'):byte(-1) == 98");
    assert_holds(*state, "select('#', ('ab'):byte(1, -1)) == 2 and ('ab'):byte(5) == nil");
}

static void plain_text_is_searched_without_patterns(void **state)
{
    assert_holds(*state, "('海淀区中关村'):starts_with('海淀') and ('abc'):ends_with('bc')");
    assert_holds(*state, "('a.c'):contains('.') and not ('abc'):contains('.')");
    assert_holds(*state, "(''):contains('') and not ('a'):starts_with('ab')");
    assert_holds(*state, "not ('a'):ends_with('ba') and ('a'):ends_with('')");
}

static void format_takes_numbers_and_text(void **state)
{
    assert_holds(*state,
                 "string.format('%5.2f|%d|%s|%%|%x', 1.5, 3, 'x', 255) == ' 1.50|3|x|%|ff'");
    assert_holds(*state, "string.format('%s %s %s', nil, true, {}) == 'nil true table'");
    assert_holds(*state, "('%03d'):format(7) == '007'");
    assert_refused(*state, "string.format('%p', {})", "string.format has no `%p` in a notice");
    assert_refused(*state, "string.format('%q', 1)", "string.format has no `%q` in a notice");
}

static void utf8_words_work(void **state)
{
    assert_holds(*state, "utf8.len('消费券') == 3 and utf8.char(20013) == '中'");
    assert_holds(*state, "utf8.len('\\xFF') == nil");
}

static void table_words_work(void **state)
{
    assert_holds(*state, "(function() local t = {1, 3} table.insert(t, 2, 2) table.insert(t, 4) "
                         "return table.concat(t, ',') end)() == '1,2,3,4'");
    assert_holds(*state, "(function() local t = {1, 2, 3} local a, b = table.remove(t, 1), "
                         "table.remove(t) return a == 1 and b == 3 and #t == 1 end)()");
    assert_holds(*state, "table.remove({}) == nil and table.remove({}, 0) == nil");
    assert_holds(*state, "table.concat({1, 'a', 2.5}, '-', 2, 3) == 'a-2.5'");
    assert_holds(*state, "table.concat({}) == '' and table.concat({}, ',', 2, 1) == ''");
    assert_holds(*state, "select('#', table.unpack({1, nil, 3}, 1, 3)) == 3");
    assert_holds(*state, "table.pack(1, nil).n == 2");
    assert_holds(*state, "table.concat(table.move({1, 2, 3}, 1, 3, 2), ',') == '1,1,2,3'");
    assert_holds(*state, "table.concat(table.move({1, 2, 3}, 2, 3, 1), ',') == '2,3,3'");
    assert_holds(*state, "#table.move({1, 2}, 1, 2, 1, {}) == 2");
}

static void sort_sorts_and_is_stable(void **state)
{
    assert_holds(*state, "(function() local t = {3, 1, 2, 5, 4} table.sort(t) "
                         "return table.concat(t) end)() == '12345'");
    assert_holds(*state, "(function() local t = {'b', 'a', 'c'} table.sort(t, function(a, b) "
                         "return a > b end) return table.concat(t) end)() == 'cba'");
    assert_holds(*state,
                 "(function() local t = {'b1', 'a1', 'b2', 'a2'} table.sort(t, function(a, "
                 "b) return a:sub(1, 1) < b:sub(1, 1) end) return table.concat(t) end)() == "
                 "'a1a2b1b2'");
    assert_holds(*state, "(function() local t = {} table.sort(t) return #t end)() == 0");
}

static void pairs_goes_in_one_order(void **state)
{
    const char *walk = "(function() local t = {} for k in pairs({ b = 1, a = 1, [2] = 1, [1] = 1, "
                       "[-1] = 1, [1.5] = 1, [true] = 1, [false] = 1, [''] = 1 }) do t[#t + 1] = "
                       "tostring(k) end return table.concat(t, ' ') end)() == "
                       "'-1 1 1.5 2  a b false true'";
    assert_holds(*state, walk);
    assert_holds(*state, "next({}) == nil and next({ b = 1, a = 2 }) == 'a'");
    assert_holds(*state, "next({ b = 1, a = 2 }, 'a') == 'b' and next({ b = 1 }, 'b') == nil");
    assert_refused(*state, "for k in pairs({ [{}] = 1 }) do end",
                   "keys that are a table have no order");
}

static void pairs_passes_over_what_was_removed_on_the_way(void **state)
{
    assert_holds(*state,
                 "(function() local t, n = { 1, 2, 3, 4 }, 0 for k in pairs(t) do t[k + 1] = "
                 "nil n = n + 1 end return n end)() == 2");
}

static void tostring_shows_no_address(void **state)
{
    assert_holds(*state, "tostring({}) == 'table' and tostring(print) == 'function'");
    assert_holds(*state, "tostring(shared.named()) == 'money'");
    assert_holds(*state, "tostring(shared.spoken()) == 'said'");
    assert_holds(*state, "tostring(0 / 0) == 'nan' and tostring(-(0 / 0)) == 'nan'");
}

static void missing_word_is_answered_with_the_nearest(void **state)
{
    assert_refused(*state, "prnt(1)", "there is no `prnt` in a notice; did you mean `print`?");
    assert_refused(*state, "Pairs({})", "there is no `Pairs` in a notice; did you mean `pairs`?");
    assert_refused(*state, "xpcall()", "there is no `xpcall` in a notice");
    assert_refused(*state, "math.flor(1)",
                   "there is no `math.flor` in a notice; did you mean `math.floor`?");
    assert_refused(*state, "('x'):match('x')", "there is no `string.match` in a notice");
}

static void dangerous_words_are_not_there(void **state)
{
    static const char *const absent[] = {
        "_G",
        "_VERSION",
        "collectgarbage",
        "coroutine",
        "debug",
        "dofile",
        "getmetatable",
        "io",
        "load",
        "loadfile",
        "os",
        "package",
        "pcall",
        "rawequal",
        "rawget",
        "rawlen",
        "rawset",
        "require",
        "setmetatable",
        "warn",
        "xpcall",
        "arg",
        "math.random",
        "string.dump",
        "string.find",
        "string.gmatch",
        "string.gsub",
        "string.match",
        "string.pack",
        "string.unpack",
        "utf8.codes",
        "utf8.charpattern",
    };

    for (size_t i = 0; i < sizeof absent / sizeof *absent; i++) {
        char text[64];
        char words[96];
        bl_err err = {0};
        (void)snprintf(text, sizeof text, "local x = %s", absent[i]);
        (void)snprintf(words, sizeof words, "here.lua:1: there is no `%s` in a notice", absent[i]);
        assert_int_equal(run(*state, text, &err), BL_SCRIPT);
        assert_memory_equal(err.text, words, strlen(words));
    }
}

static void globals_are_to_be_declared_local(void **state)
{
    assert_refused(*state, "rate = 1",
                   "`rate` would be seen everywhere: declare it local (local rate = ...)");
    assert_refused(*state, "function pairs() end",
                   "`pairs` is a word of every notice and cannot be changed");
    assert_refused(*state, "math.floor = nil",
                   "this table is shared and cannot be changed (at `floor`)");
    assert_refused(*state, "local e = _ENV", "there is no `_ENV` in a notice");
}

static void shared_table_reads_like_any_other(void **state)
{
    assert_holds(*state, "shared.limit == 5 and shared.absent == nil and type(shared) == 'table'");
    assert_holds(*state, "#shared.list == 3 and shared.list[1] == 30 and shared.double(2) == 4");
    assert_holds(*state, "shared.self.self.limit == 5 and shared.self == shared");
    assert_holds(*state, "shared(1) == 2 and shared.inherited == 'yes'");
    assert_holds(*state, "table.concat(shared.list, ',') == '30,10,20'");
    assert_holds(*state, "select(3, table.unpack(shared.list)) == 20");
    assert_holds(*state, "next(shared.map) == 'a' and next(shared.map, 'a') == 'b'");
    assert_holds(*state,
                 "(function() local s = '' for k, v in pairs(shared.map) do s = s .. k .. v "
                 "end for _, v in ipairs(shared.list) do s = s .. v end return s end)() == "
                 "'a1b2301020'");
    assert_holds(*state, "shared.count(shared.map) == 2");
    assert_holds(*state, "table.concat(table.move(shared.list, 1, 3, 1, {}), ',') == '30,10,20'");
}

static void shared_table_cannot_be_changed(void **state)
{
    const char *words = "this table is shared and cannot be changed";
    assert_refused(*state, "shared.limit = 6",
                   "this table is shared and cannot be changed (at `limit`)");
    assert_refused(*state, "shared.list[1] = 6",
                   "this table is shared and cannot be changed (at `number`)");
    assert_refused(*state, "shared = 1",
                   "`shared` is a word of every notice and cannot be changed");
    assert_refused(*state, "table.insert(shared.list, 1)", words);
    assert_refused(*state, "table.remove(shared.list)", words);
    assert_refused(*state, "table.sort(shared.list)", words);
    assert_refused(*state, "table.move({1}, 1, 1, 1, shared.list)", words);
    assert_holds(*state, "table.concat(shared.list, ',') == '30,10,20' and shared.limit == 5");
}

static void later_changes_by_the_owner_are_not_seen(void **given)
{
    bl_state *state = *given;
    lua_State *L = bl_state_lua(state);
    lua_newtable(L);
    lua_pushvalue(L, -1);
    assert_int_equal(bl_sandbox_share(state, "early", NULL), BL_OK);
    lua_pushinteger(L, 1);
    lua_setfield(L, -2, "late");
    lua_pop(L, 1);
    assert_holds(state, "early.late == nil");
}

static void share_takes_its_value(void **given)
{
    bl_state *state = *given;
    lua_State *L = bl_state_lua(state);
    lua_pushinteger(L, 42);
    assert_int_equal(bl_sandbox_share(state, "answer", NULL), BL_OK);
    assert_int_equal(lua_gettop(L), 0);
    assert_holds(state, "answer == 42");
}

static void sharing_tables_nested_too_deep_is_refused(void **given)
{
    bl_state *state = *given;
    bl_err err = {0};
    assert_int_equal(
        bl_state_load(state, "deep.lua",
                      bl_text_of("local t = {} for i = 1, 100 do t = { t } end return t"), NULL),
        BL_OK);
    assert_int_equal(bl_state_call(state, 0, 1, NULL), BL_OK);
    assert_int_equal(bl_sandbox_share(state, "deep", &err), BL_SCRIPT);
    assert_string_equal(err.text, "a shared table holds tables more than 32 deep");
}

static void trusted_modules_keep_the_real_globals(void **given)
{
    bl_state *state = *given;
    const char *text = "made = pcall(error) assert(string.find('abc', 'b') == 2) made = nil "
                       "assert(getmetatable('') == false and ('x').rep ~= string.rep)";
    assert_int_equal(bl_state_load(state, "trusted.lua", bl_text_of(text), NULL), BL_OK);
    assert_int_equal(bl_state_call(state, 0, 0, NULL), BL_OK);
}

static void text_has_no_arithmetic(void **state)
{
    assert_refused(*state, "local n = '1' + 1",
                   "attempt to perform arithmetic on a string value (constant '1')");
}

static void keep_line(void *context, bl_text line)
{
    (void)snprintf(context, BL_SANDBOX_PRINT_MAX + 1, "%.*s", (int)line.size, line.at);
}

static void print_goes_where_the_host_says(void **given)
{
    char line[BL_SANDBOX_PRINT_MAX + 1] = "";
    bl_sandbox_set_print(*given, keep_line, line);
    assert_int_equal(run(*given, "print(1, 'a', nil, {})", NULL), BL_OK);
    assert_string_equal(line, "1\ta\tnil\ttable");
    assert_int_equal(run(*given, "print()", NULL), BL_OK);
    assert_string_equal(line, "");
}

static void print_is_bounded(void **given)
{
    char line[BL_SANDBOX_PRINT_MAX + 1] = "";
    bl_sandbox_set_print(*given, keep_line, line);
    assert_int_equal(run(*given, "print(('x'):rep(100000), 'y')", NULL), BL_OK);
    assert_int_equal(strlen(line), BL_SANDBOX_PRINT_MAX);
}

static void bitwise_operators_are_refused_outside_text(void **state)
{
    bl_err err = {0};
    assert_int_equal(run(*state,
                         "local a = '1 | 2' -- & \n--[[ ~ ]] local b = 1 ~= 2 and 7 // 2\n"
                         "local c = [==[ << ]] ]==] local d = \"\\\"|\\z\n   |\"",
                         NULL),
                     BL_OK);
    assert_int_equal(run(*state, "\n\nlocal a = 1 | 2", &err), BL_SCRIPT);
    assert_string_equal(err.text,
                        "here.lua:3: `|` works on bits, which notices do not; say and, or, not");
    static const char *const operators[] = {"1 & 2", "~1", "1 ~ 2", "1 << 2", "1 >> 2"};
    for (size_t i = 0; i < sizeof operators / sizeof *operators; i++) {
        char text[64];
        (void)snprintf(text, sizeof text, "local a = %s", operators[i]);
        assert_int_equal(run(*state, text, NULL), BL_SCRIPT);
    }
}

static void lines_are_limited(void **unused)
{
    (void)unused;
    static char text[BL_SANDBOX_LINES_MAX + 2];
    bool divides = true;
    memset(text, '\n', sizeof text);
    assert_int_equal(
        bl_sandbox_lint("x.lua", (bl_text){text, BL_SANDBOX_LINES_MAX}, &divides, NULL), BL_OK);
    assert_false(divides);
    assert_int_equal(
        bl_sandbox_lint("x.lua", (bl_text){text, BL_SANDBOX_LINES_MAX + 1}, &divides, NULL),
        BL_SCRIPT);
}

/* The same loop costs more steps once the text has the operator. */
static void remainder_makes_every_instruction_dearer(void **unused)
{
    (void)unused;
    static const char *const texts[] = {
        "for i = 1, 10000 do local x = i + 2 end",
        "for i = 1, 10000 do local x = i % 2 end",
        "for i = 1, 10000 do local x = i + 2 end -- 7 % 2",
        "for i = 1, 10000 do local x = i + 2 end local s = '7 % 2'",
    };
    int64_t steps[4];
    for (int i = 0; i < 4; i++) {
        bl_state *made = NULL;
        bl_err why = {0};
        assert_int_equal(bl_state_open(bl_limits_make_default(), &made, &why), BL_OK);
        assert_int_equal(bl_sandbox_open(made, &why), BL_OK);
        assert_int_equal(bl_sandbox_load(made, "x.lua", bl_text_of(texts[i]), &why), BL_OK);
        assert_int_equal(bl_state_call(made, 0, 0, &why), BL_OK);
        steps[i] = bl_state_steps(made);
        bl_state_close(made);
    }
    assert_true(steps[1] > 10 * steps[0]);
    assert_int_equal(steps[2], steps[0]);
    assert_int_equal(steps[3], steps[0]);
}

#define FACT(name) cmocka_unit_test_setup_teardown(name, open_sandbox, close_sandbox)

int main(void)
{
    const struct CMUnitTest facts[] = {
        FACT(plain_words_work),
        FACT(errors_name_their_line),
        FACT(math_words_work),
        FACT(string_words_work),
        FACT(plain_text_is_searched_without_patterns),
        FACT(format_takes_numbers_and_text),
        FACT(utf8_words_work),
        FACT(table_words_work),
        FACT(sort_sorts_and_is_stable),
        FACT(pairs_goes_in_one_order),
        FACT(pairs_passes_over_what_was_removed_on_the_way),
        FACT(tostring_shows_no_address),
        FACT(missing_word_is_answered_with_the_nearest),
        FACT(dangerous_words_are_not_there),
        FACT(globals_are_to_be_declared_local),
        FACT(shared_table_reads_like_any_other),
        FACT(shared_table_cannot_be_changed),
        FACT(later_changes_by_the_owner_are_not_seen),
        FACT(share_takes_its_value),
        FACT(sharing_tables_nested_too_deep_is_refused),
        FACT(trusted_modules_keep_the_real_globals),
        FACT(text_has_no_arithmetic),
        FACT(print_goes_where_the_host_says),
        FACT(print_is_bounded),
        FACT(bitwise_operators_are_refused_outside_text),
        cmocka_unit_test(lines_are_limited),
        cmocka_unit_test(remainder_makes_every_instruction_dearer),
    };
    return cmocka_run_group_tests(facts, NULL, NULL);
}

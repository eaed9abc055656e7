/* SPDX-License-Identifier: MIT */
#include "host/answer.h"

#include "bench.h"

static const bl_shape *shape;
static bl_buffer out;

static int l_write(lua_State *from)
{
    bl_answer_write(from, 1, shape, &out);
    return 0;
}

/* Writes the table on top of the stack into the shape; the members, or the error's words. */
static const char *written_top(const char *text)
{
    bl_shape *read = NULL;
    if (bl_shape_open(text, &read, &err) != BL_OK)
        fail_msg("%s", err.text);
    shape = read;
    bl_buffer_clear(&out);
    bl_buffer_add_char(&out, '{');
    bool fits = attempt(l_write);
    bl_shape_close(read);
    bl_buffer_add_char(&out, '}');
    return fits ? out.at : err.text;
}

/* The same of what a script returns. */
static const char *written(const char *text, const char *script)
{
    evaluate(script);
    return written_top(text);
}

#define assert_shape(shape, script, expected) assert_string_equal(written(shape, script), expected)

static void assert_raises(const char *text, const char *script, const char *words)
{
    const char *heard = written(text, script);
    if (err.status == BL_OK || !strstr(heard, words))
        fail_msg("expected %s, not %s", words, heard);
}

static int leave_out(void **unused)
{
    bl_buffer_deinit(&out);
    return leave(unused);
}

#define answer_fact(name) cmocka_unit_test_setup_teardown(name, enter, leave_out)

static void members_come_in_the_order_of_the_shape(void **unused)
{
    (void)unused;
    assert_shape("b a c", "return { a = 1, c = 3, b = 2 }", "{\"b\":2,\"a\":1,\"c\":3}");
    assert_shape(" \n b\ta ", "return { a = 1, b = 2 }", "{\"b\":2,\"a\":1}");
    assert_shape("", "return {}", "{}");
}

static void absent_member_is_null_or_left_out(void **unused)
{
    (void)unused;
    assert_shape("a b? c", "return {}", "{\"a\":null,\"c\":null}");
    assert_shape("a? b", "return { b = 2 }", "{\"b\":2}");
    assert_shape("a? b?", "return {}", "{}");
    assert_shape("a b?", "return { b = false }", "{\"a\":null,\"b\":false}");
    assert_shape("t{x} l[x] m[]", "return {}", "{\"t\":null,\"l\":null,\"m\":null}");
    assert_shape("t{x}? l[x]?", "return {}", "{}");
}

static void member_given_as_null_is_told(void **unused)
{
    (void)unused;
    static const char *const names[] = {"a", "b", "d"};
    evaluate("return { e = { 1 } }");
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        lua_pushlightuserdata(L, NULL);
        lua_setfield(L, -2, names[i]);
    }
    lua_getfield(L, -1, "e");
    lua_pushlightuserdata(L, NULL);
    lua_rawseti(L, -2, 2);
    lua_pop(L, 1);
    assert_string_equal(written_top("a? b{c}? d[]? e[] f?"),
                        "{\"a\":null,\"b\":null,\"d\":null,\"e\":[1,null]}");
}

static void members_nest(void **unused)
{
    (void)unused;
    assert_shape("t{x y?} l[a m{b}] p[]",
                 "return { t = { x = 1 }, l = { { a = 1 }, { a = 2, m = { b = 3 } } },"
                 " p = { 1, 'x', true } }",
                 "{\"t\":{\"x\":1},\"l\":[{\"a\":1,\"m\":null},{\"a\":2,\"m\":{\"b\":3}}],"
                 "\"p\":[1,\"x\",true]}");
    assert_shape("l[a] p[]", "return { l = {}, p = {} }", "{\"l\":[],\"p\":[]}");
}

static void plain_values_are_written_exactly(void **unused)
{
    (void)unused;
    assert_shape("v", "return { v = math.mininteger }", "{\"v\":-9223372036854775808}");
    assert_shape("v", "return { v = yuan '83.33' }", "{\"v\":83.33}");
    assert_shape("v", "return { v = yuan(30) }", "{\"v\":30}");
    assert_shape("v", "return { v = percent '12.5' }", "{\"v\":12.5}");
    assert_shape("v", "return { v = yuan(1) / yuan(3) }", "{\"v\":0.333333333}");
    assert_shape("v", "return { v = yuan(2) / yuan(3) }", "{\"v\":0.666666667}");
    assert_shape("v", "return { v = date '2021-12-03' }", "{\"v\":\"2021-12-03\"}");
    assert_shape("v", "return { v = time '2021-12-03T02:00:00Z' }",
                 "{\"v\":\"2021-12-03T10:00:00+08:00\"}");
    assert_shape("v", "return { v = '名\\n\\0\"' }", "{\"v\":\"名\\n\\u0000\\\"\"}");
    assert_shape("v", "return { v = '\\xff' }", "{\"v\":\"\xEF\xBF\xBD\"}");
}

static void member_that_the_shape_lacks_is_named(void **unused)
{
    (void)unused;
    assert_raises("a", "return { a = 1, b = 2 }", "field \"b\" that its shape lacks");
    assert_raises("t{a}", "return { t = { b = 1 } }", "field \"b\"");
    assert_raises("l[a]", "return { l = { { a = 1 }, { c = 1 } } }", "field \"c\"");
    assert_raises("a", "return { 1 }", "that its shape lacks");
}

static void value_of_no_plain_kind_is_named(void **unused)
{
    (void)unused;
    assert_raises("a", "return { a = {} }", "\"a\" is a table");
    assert_raises("a", "return { a = print }", "\"a\" is a");
    assert_raises("a", "return { a = 0.5 }", "\"a\" is a fraction");
    assert_raises("a", "return { a = 1e300 }", "\"a\" is a fraction");
    assert_raises("t{a}", "return { t = 7 }", "\"t\" must be a table");
    assert_raises("l[a]", "return { l = 'x' }", "\"l\" must be a table");
    assert_raises("l[]", "return { l = { {} } }", "\"l\" is a table");
}

static void shape_that_cannot_be_read_is_refused(void **unused)
{
    (void)unused;
    static const char *const shapes[] = {"a{",   "a{b", "a[b", "a}",
                                         "]",    "A",   "a,b", "a ? b",
                                         "a{b]", "?",   "{}",  "a{b{c{d{e{f{g{h{i{j}}}}}}}}}"};
    for (size_t i = 0; i < sizeof shapes / sizeof shapes[0]; i++) {
        bl_shape *none = NULL;
        assert_refused(bl_shape_open(shapes[i], &none, &err), BL_INVALID);
        assert_null(none);
    }
    bl_shape_close(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        answer_fact(members_come_in_the_order_of_the_shape),
        answer_fact(absent_member_is_null_or_left_out),
        answer_fact(member_given_as_null_is_told),
        answer_fact(members_nest),
        answer_fact(plain_values_are_written_exactly),
        answer_fact(member_that_the_shape_lacks_is_named),
        answer_fact(value_of_no_plain_kind_is_named),
        answer_fact(shape_that_cannot_be_read_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

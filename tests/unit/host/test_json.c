/* SPDX-License-Identifier: MIT */
#include "host/json.h"

#include "bench.h"

static bl_buffer out;

static int l_write(lua_State *from)
{
    bl_json_write(from, 1, &out);
    return 0;
}

static const char *written(void)
{
    bl_buffer_clear(&out);
    return attempt(l_write) ? out.at : err.text;
}

static void assert_json(const char *script, const char *expected)
{
    evaluate(script);
    assert_string_equal(written(), expected);
}

static void assert_raises(const char *script, const char *words)
{
    evaluate(script);
    const char *heard = written();
    if (err.status == BL_OK || !strstr(heard, words))
        fail_msg("expected %s, not %s", words, heard);
}

/* What is pushed is written again. */
static void assert_through(const char *json, const char *expected)
{
    json_t *value = json_loads(json, JSON_DECODE_ANY, NULL);
    assert_non_null(value);
    bl_json_push(L, value);
    json_decref(value);
    assert_string_equal(written(), expected);
}

static int leave_out(void **unused)
{
    bl_buffer_deinit(&out);
    return leave(unused);
}

#define json_fact(name) cmocka_unit_test_setup_teardown(name, enter, leave_out)

static void plain_values_are_written(void **unused)
{
    (void)unused;
    assert_json("return nil", "null");
    assert_json("return true", "true");
    assert_json("return 'a\"\\n名'", "\"a\\\"\\n名\"");
    assert_json("return math.maxinteger", "9223372036854775807");
    assert_json("return 0.1", "0.1");
    assert_json("return percent '12.5'", "12.5");
    assert_json("return ratio(1, 8)", "0.125");
    assert_json("return 1e300", "1e+300");
    assert_json("return 0.1 + 0.2", "0.30000000000000004");
}

static void exact_values_become_what_a_request_carries(void **unused)
{
    (void)unused;
    assert_json("return { yuan '0.5', date '2021-12-03', time '2021-12-03T02:00:00Z' }",
                "[0.5,\"2021-12-03\",\"2021-12-03T10:00:00+08:00\"]");
}

static void keys_come_in_byte_order(void **unused)
{
    (void)unused;
    assert_json("return { b = 1, a = 2, B = 3, ['名'] = 4, aa = 5, [''] = 6 }",
                "{\"\":6,\"B\":3,\"a\":2,\"aa\":5,\"b\":1,\"名\":4}");
}

static void table_of_a_sequence_is_an_array_and_any_other_an_object(void **unused)
{
    (void)unused;
    assert_json("return { 1, { 2 }, {} }", "[1,[2],{}]");
    assert_json("return {}", "{}");
    assert_json("return { a = { b = {} } }", "{\"a\":{\"b\":{}}}");
    assert_raises("return { [true] = 1 }", "only text for keys");
    assert_raises("return { [0.5] = 1 }", "only text for keys");
}

static void light_userdata_is_null(void **unused)
{
    (void)unused;
    lua_pushlightuserdata(L, NULL);
    assert_string_equal(written(), "null");
}

static void what_json_cannot_say_raises(void **unused)
{
    (void)unused;
    assert_raises("return { a = function() end }", "function");
    assert_raises("return 1 / 0", "infinite");
    assert_raises("return 0 / 0", "infinite");
    assert_raises("local t = {} t.t = t return t", "nests deeper than 32");
    assert_raises("return days(5)", "JSON can't hold");
}

static void json_comes_as_plain_lua(void **unused)
{
    (void)unused;
    assert_through("{\"a\":[1,1.5,\"x\",true,false,{\"b\":{}}]}",
                   "{\"a\":[1,1.5,\"x\",true,false,{\"b\":{}}]}");
    assert_through("{\"a\":null,\"b\":1}", "{\"b\":1}");
    assert_through("null", "null");
    assert_through("9223372036854775807", "9223372036854775807");
    assert_through("\"\\u540d\\ud83d\\ude00\"", "\"名\xF0\x9F\x98\x80\"");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        json_fact(plain_values_are_written),
        json_fact(exact_values_become_what_a_request_carries),
        json_fact(keys_come_in_byte_order),
        json_fact(table_of_a_sequence_is_an_array_and_any_other_an_object),
        json_fact(light_userdata_is_null),
        json_fact(what_json_cannot_say_raises),
        json_fact(json_comes_as_plain_lua),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

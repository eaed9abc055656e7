/* SPDX-License-Identifier: MIT */
#include "../fact.h"
#include "domain/object.h"

static const char *const flat[] = {
    "{}",
    " {\t}\r\n",
    "{\"a\":1}",
    "{ \"a\" : -1 , \"b\" : 0 }",
    "{\"a\":9223372036854775807,\"b\":-9223372036854775807}",
    "{\"a\":true,\"b\":false,\"c\":null}",
    "{\"person\":\"p1\",\"name\":\"李雷\",\"empty\":\"\",\"\":\"no name\",\"del\":\"\x7f\"}",
};

static const char *const others[] = {
    "",
    " ",
    "null",
    "[1]",
    "\"a\"",
    "{",
    "}",
    "{\"a\"}",
    "{\"a\":}",
    "{\"a\":1,}",
    "{,}",
    "{\"a\":1 \"b\":2}",
    "{\"a\":1}}",
    "{\"a\":1} x",
    "{a:1}",
    "{\"a\":01}",
    "{\"a\":-}",
    "{\"a\":-0}",
    "{\"a\":+1}",
    "{\"a\":1.5,\"b\":1e3,\"c\":-0.0}",
    "{\"a\":1x}",
    "{\"a\":truer}",
    "{\"a\":tru",
    "{\"a\":nul}",
    "{\"a\":9223372036854775808}",
    "{\"a\":-9223372036854775808}",
    "{\"a\":\"\\u674e\\n\\\"\",\"\\u0061\":2}",
    "{\"a\":\"\\ud800\"}",
    "{\"a\":\"a\nb\"}",
    "{\"a\":\"\xff\"}",
    "{\"\xc3\":1}",
    "{\"a\":1,\"a\":2}",
    "{\"a\":1,\"\\u0061\":2}",
    "{\"a\":{\"b\":[1,{}]},\"c\":[]}",
    "{\"a\":\"open}",
    "\xEF\xBB\xBF{}",
};

static void assert_as_jansson(bl_text text, size_t flags)
{
    json_error_t trouble = {0}, expected_trouble = {0};
    json_t *object = bl_object_read(text, flags, &trouble);
    json_t *expected = json_loadb(text.at, text.size, flags, &expected_trouble);
    char *written = json_dumps(object, JSON_ENCODE_ANY);
    char *expected_written = json_dumps(expected, JSON_ENCODE_ANY);
    assert_int_equal(object == NULL, expected == NULL);
    assert_string_equal(trouble.text, expected_trouble.text);
    if (expected)
        assert_string_equal(written, expected_written);
    free(written);
    free(expected_written);
    json_decref(object);
    json_decref(expected);
}

static void flat_objects_are_read_as_jansson_reads_them(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof flat / sizeof *flat; i++)
        assert_as_jansson(bl_text_of(flat[i]), JSON_REJECT_DUPLICATES);
}

static void everything_else_too(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        assert_as_jansson(bl_text_of(others[i]), JSON_REJECT_DUPLICATES);
        assert_as_jansson(bl_text_of(others[i]), 0);
    }
    assert_as_jansson(T("{\"a\":1}\0"), 0);
    assert_as_jansson(T("\0{\"a\":1}"), 0);
    assert_as_jansson(T("{\"a\":\"x\0y\"}"), 0);
}

/* One byte of a good object is lost, doubled or becomes another. */
static void objects_with_a_wrong_byte_are_read_as_jansson_reads_them(void **state)
{
    (void)state;
    static const char bytes[] = "{}\",:\\ \n\t0-+.eE19tfnul\x01\x7f\x80\xe6";
    for (size_t i = 0; i < sizeof flat / sizeof *flat; i++) {
        size_t size = strlen(flat[i]);
        char *text = malloc(size + 1);
        for (size_t at = 0; at < size; at++) {
            memcpy(text, flat[i], at);
            memcpy(text + at, flat[i] + at + 1, size - at);
            assert_as_jansson((bl_text){text, size - 1}, JSON_REJECT_DUPLICATES);
            memcpy(text + at + 1, flat[i] + at, size - at);
            text[at] = flat[i][at];
            assert_as_jansson((bl_text){text, size + 1}, JSON_REJECT_DUPLICATES);
            memcpy(text, flat[i], size);
            for (size_t b = 0; b < sizeof bytes; b++) {
                text[at] = bytes[b];
                assert_as_jansson((bl_text){text, size}, JSON_REJECT_DUPLICATES);
            }
        }
        free(text);
    }
}

static void members_keep_their_order(void **state)
{
    (void)state;
    json_error_t trouble;
    json_t *object = bl_object_read(T("{\"b\":1,\"a\":\"x\",\"c\":true}"), 0, &trouble);
    char *written = json_dumps(object, JSON_COMPACT);
    assert_string_equal(written, "{\"b\":1,\"a\":\"x\",\"c\":true}");
    free(written);
    json_decref(object);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        fact(flat_objects_are_read_as_jansson_reads_them),
        fact(everything_else_too),
        fact(objects_with_a_wrong_byte_are_read_as_jansson_reads_them),
        fact(members_keep_their_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

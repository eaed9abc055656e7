/* SPDX-License-Identifier: MIT */
#include "../fact.h"

static void text_of_null_is_nothing(void **state)
{
    (void)state;
    assert_int_equal(bl_text_of(NULL).size, 0);
    assert_true(bl_text_equal(bl_text_of(NULL), T("")));
}

static void equal_texts_have_the_same_bytes(void **state)
{
    (void)state;
    assert_true(bl_text_equal(T("a\0b"), T("a\0b")));
    assert_false(bl_text_equal(T("a\0b"), T("a\0c")));
    assert_false(bl_text_equal(T("a"), T("ab")));
}

static void texts_stand_in_byte_order_and_a_prefix_first(void **state)
{
    (void)state;
    assert_true(bl_text_compare(T("a"), T("b")) < 0);
    assert_true(bl_text_compare(T("\x7f"), T("\x80")) < 0);
    assert_true(bl_text_compare(T("a"), T("ab")) < 0);
    assert_true(bl_text_compare(T("ab"), T("a")) > 0);
    assert_true(bl_text_compare(T(""), T("")) == 0);
}

static void head_ends_at_a_character(void **state)
{
    (void)state;
    assert_int_equal(bl_text_view_head(T("元元"), 6).size, 6);
    assert_int_equal(bl_text_view_head(T("元元"), 5).size, 3);
    assert_int_equal(bl_text_view_head(T("元元"), 3).size, 3);
    assert_int_equal(bl_text_view_head(T("元元"), 2).size, 0);
}

static void wide_characters_take_two_columns_and_marks_none(void **state)
{
    (void)state;
    assert_int_equal(bl_text_width(T("abc")), 3);
    assert_int_equal(bl_text_width(T("消费券")), 6);
    assert_int_equal(bl_text_width(T("（一）")), 6);
    assert_int_equal(bl_text_width(T("e\xCC\x81")), 1);
    assert_int_equal(bl_text_width(T("")), 0);
}

static size_t distance(bl_text meant, bl_text word)
{
    bl_nearest nearest = bl_nearest_make(meant);
    bl_nearest_offer(&nearest, word);
    return nearest.distance;
}

static void distance_counts_single_edits(void **state)
{
    (void)state;
    assert_int_equal(distance(T("claim"), T("claim")), 0);
    assert_int_equal(distance(T("claim"), T("clam")), 1);
    assert_int_equal(distance(T("claim"), T("cliam")), 1);
    assert_int_equal(distance(T("ca"), T("abc")), 3);
    assert_int_equal(distance(T(""), T("abc")), 3);
    assert_int_equal(distance(T("abc"), T("")), 3);
    assert_int_equal(distance(T("kitten"), T("sitting")), 3);
    assert_int_equal(distance(T("兰山区"), T("山兰区")), 1);
}

static void nearest_word_is_the_first_of_those_equally_near(void **state)
{
    (void)state;
    bl_nearest nearest = bl_nearest_make(T("clam"));
    assert_string_equal(nearest.word.at, "");
    assert_true(bl_nearest_offer(&nearest, T("clamp")));
    assert_false(bl_nearest_offer(&nearest, T("settle")));
    assert_false(bl_nearest_offer(&nearest, T("claim")));
    assert_true(bl_text_equal(nearest.word, T("clamp")));
    nearest.unordered = true;
    assert_true(bl_nearest_offer(&nearest, T("claim")));
    assert_false(bl_nearest_offer(&nearest, T("clams")));
    assert_true(bl_text_equal(nearest.word, T("claim")));
    assert_int_equal(nearest.distance, 1);
    assert_true(bl_nearest_offer(&nearest, T("clam")));
}

static void distance_ends_for_long_texts(void **state)
{
    (void)state;
    char a[1000];
    memset(a, 'a', sizeof a);
    bl_text text = {a, sizeof a};
    assert_int_equal(distance(text, text), 0);
    assert_true(distance(text, T("")) > 0);
}

static void buffer_grows_and_ends_in_nul(void **state)
{
    (void)state;
    bl_buffer out = {0};
    for (int i = 0; i < 10000; i++) {
        bl_buffer_add_char(&out, 'x');
        assert_int_equal(out.at[out.size], '\0');
    }
    assert_int_equal(out.size, 10000);
    bl_err err = {0};
    assert_ok(bl_buffer_status(&out, &err));
    bl_buffer_clear(&out);
    assert_int_equal(bl_buffer_view(&out).size, 0);
    assert_string_equal(out.at, "");
    bl_buffer_deinit(&out);
    assert_null(out.at);
}

static void buffer_is_cut_to_what_it_has(void **state)
{
    (void)state;
    assert_written((bl_buffer_add_text(&out, "abc"), bl_buffer_cut(&out, 1)), "a");
    bl_buffer none = {0};
    assert_aborts(bl_buffer_cut(&none, 1));
}

static void buffer_remembers_that_memory_ran_out(void **state)
{
    (void)state;
    bl_buffer out = {0};
    bl_err err = {0};
    bl_buffer_add_text(&out, "kept");
    bl_buffer_add(&out, "", SIZE_MAX - 2);
    bl_buffer_add_text(&out, "ignored");
    assert_string_equal(out.at, "kept");
    assert_refused(bl_buffer_status(&out, &err), BL_NO_MEMORY);
    bl_buffer_clear(&out);
    assert_ok(bl_buffer_status(&out, &err));
    bl_buffer_deinit(&out);
}

static void integers_are_written_to_their_ends(void **state)
{
    (void)state;
    assert_written(bl_buffer_add_int(&out, 0), "0");
    assert_written(bl_buffer_add_int(&out, INT64_MAX), "9223372036854775807");
    assert_written(bl_buffer_add_int(&out, INT64_MIN), "-9223372036854775808");
}

static void integer_is_read_up_to_18_digits(void **state)
{
    (void)state;
    bl_text text = T("3-0042x1234567890123456789");
    size_t at = 0;
    int64_t number;
    assert_true(bl_text_read_int(text, &at, &number) && number == 3 && at == 1);
    assert_false(bl_text_read_int(text, &at, &number));
    at = 2;
    assert_true(bl_text_read_int(text, &at, &number) && number == 42 && at == 6);
    at = 7;
    assert_true(bl_text_read_int(text, &at, &number) && at == 25);
    assert_int_equal(number, INT64_C(123456789012345678));
    at = text.size;
    assert_false(bl_text_read_int(text, &at, &number));
}

static void copy_keeps_what_has_room(void **state)
{
    (void)state;
    char out[4];
    bl_text_copy(T("abc"), out, sizeof out);
    assert_string_equal(out, "abc");
    bl_text_copy(T("wxyz"), out, sizeof out);
    assert_string_equal(out, "wxy");
    bl_text_copy(bl_text_of(NULL), out, sizeof out);
    assert_string_equal(out, "");
}

static void format_adds_behind_what_is_there(void **state)
{
    (void)state;
    assert_written((bl_buffer_add_text(&out, "a"), bl_buffer_format(&out, "%d%100s", 7, "z"),
                    bl_buffer_cut(&out, 3)),
                   "a7 ");
}

static void json_escapes_what_it_must(void **state)
{
    (void)state;
    assert_written(bl_buffer_add_json(&out, T("")), "\"\"");
    assert_written(bl_buffer_add_json(&out, T("a\"b\\c/\n\r\t\b\f")),
                   "\"a\\\"b\\\\c/\\n\\r\\t\\b\\f\"");
    assert_written(bl_buffer_add_json(&out, T("\0\x1f\x7f")), "\"\\u0000\\u001f\x7f\"");
    assert_written(bl_buffer_add_json(&out, T("元 \xF0\x9F\x8E\x81")), "\"元 \xF0\x9F\x8E\x81\"");
}

static void json_replaces_bytes_that_are_not_utf8(void **state)
{
    (void)state;
    assert_written(bl_buffer_add_json(&out, T("a\x80\xE5\x85z")),
                   "\"a\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBDz\"");
}

static void pad_counts_columns(void **state)
{
    (void)state;
    assert_written(bl_buffer_pad(&out, T("元"), 4, false), "元  ");
    assert_written(bl_buffer_pad(&out, T("元"), 4, true), "  元");
    assert_written(bl_buffer_pad(&out, T("消费券"), 4, true), "消费券");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        fact(text_of_null_is_nothing),
        fact(equal_texts_have_the_same_bytes),
        fact(texts_stand_in_byte_order_and_a_prefix_first),
        fact(head_ends_at_a_character),
        fact(wide_characters_take_two_columns_and_marks_none),
        fact(distance_counts_single_edits),
        fact(nearest_word_is_the_first_of_those_equally_near),
        fact(distance_ends_for_long_texts),
        fact(buffer_grows_and_ends_in_nul),
        fact(buffer_is_cut_to_what_it_has),
        fact(buffer_remembers_that_memory_ran_out),
        fact(integers_are_written_to_their_ends),
        fact(integer_is_read_up_to_18_digits),
        fact(copy_keeps_what_has_room),
        fact(format_adds_behind_what_is_there),
        fact(json_escapes_what_it_must),
        fact(json_replaces_bytes_that_are_not_utf8),
        fact(pad_counts_columns),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

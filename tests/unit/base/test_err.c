/* SPDX-License-Identifier: MIT */
#include "../fact.h"

static void fail_gives_the_status_back_and_keeps_the_words(void **state)
{
    (void)state;
    bl_err err = {0};
    assert_int_equal(bl_fail(&err, BL_BUSY, "%s holds it", "somebody"), BL_BUSY);
    assert_int_equal(err.status, BL_BUSY);
    assert_string_equal(err.text, "somebody holds it");
}

static void first_failure_wins(void **state)
{
    (void)state;
    bl_err err = {0};
    bl_fail(&err, BL_BUSY, "first");
    assert_int_equal(bl_fail(&err, BL_IO, "second"), BL_IO);
    assert_int_equal(err.status, BL_BUSY);
    assert_string_equal(err.text, "first");
}

static void fail_takes_no_err(void **state)
{
    (void)state;
    assert_int_equal(bl_fail(NULL, BL_IO, "nobody listens"), BL_IO);
}

static void words_that_just_fit_are_kept_whole(void **state)
{
    (void)state;
    char words[BL_ERR_TEXT_MAX];
    memset(words, 'x', sizeof words - 1);
    words[sizeof words - 1] = '\0';
    bl_err err = {0};
    bl_fail(&err, BL_IO, "%s", words);
    assert_string_equal(err.text, words);
}

/* A character of three bytes stands across the end at each of its places. */
static void words_too_long_are_cut_at_a_character(void **state)
{
    (void)state;
    for (int shift = 0; shift < 3; shift++) {
        char words[2 * BL_ERR_TEXT_MAX] = "";
        for (int i = 0; i < shift; i++)
            strcat(words, "a");
        while (strlen(words) + 3 < sizeof words)
            strcat(words, "元");
        bl_err err = {0};
        bl_fail(&err, BL_IO, "%s", words);
        size_t size = strlen(err.text);
        assert_int_equal((size - (size_t)shift) % 3, 0);
        assert_true(size >= BL_ERR_TEXT_MAX - 3 && size < BL_ERR_TEXT_MAX);
        assert_memory_equal(err.text, words, size);
    }
}

static void fail_with_ok_is_wrong_code(void **state)
{
    (void)state;
    assert_aborts(bl_fail(NULL, BL_OK, "not a failure"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        fact(fail_gives_the_status_back_and_keeps_the_words),
        fact(first_failure_wins),
        fact(fail_takes_no_err),
        fact(words_that_just_fit_are_kept_whole),
        fact(words_too_long_are_cut_at_a_character),
        fact(fail_with_ok_is_wrong_code),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

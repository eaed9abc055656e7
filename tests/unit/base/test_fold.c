/* SPDX-License-Identifier: MIT */
#include "../fact.h"
#include "base/arena.h"
#include "base/fold.h"

static bl_err err;

/* What of `text` matches `words` first, at or behind a byte; "" when nothing does. */
static const char *found(const char *text, const char *words, size_t from)
{
    static char out[200];
    bl_fold in = {0}, what = {0};
    bl_fold_match match = {0, 0};
    assert_ok(bl_fold_text(&in, bl_text_of(text), &err));
    assert_ok(bl_fold_text(&what, bl_text_of(words), &err));
    if (!bl_fold_find(&in, &what, from, &match))
        match = (bl_fold_match){0, 0};
    memcpy(out, text + match.from, match.to - match.from);
    out[match.to - match.from] = '\0';
    bl_fold_deinit(&in);
    bl_fold_deinit(&what);
    return out;
}

static void words_of_one_character_are_found(void **state)
{
    (void)state;
    assert_string_equal(found("每人一张券", "券", 0), "券");
    assert_string_equal(found("每人一张券", "票", 0), "");
}

static void width_case_and_blanks_do_not_count(void **state)
{
    (void)state;
    assert_string_equal(found("共 30 日内", "30日", 0), "30 日");
    assert_string_equal(found("用ＡＰＰ领", "app", 0), "ＡＰＰ");
    assert_string_equal(found("甲（试行）乙", "(试行)", 0), "（试行）");
    assert_string_equal(found("桥 梁", "桥　梁", 0), "桥 梁");
}

static void search_goes_on_behind_a_match(void **state)
{
    (void)state;
    assert_string_equal(found("甲乙甲", "甲", 3), "甲");
    assert_string_equal(found("甲乙甲", "甲", 7), "");
}

static void character_of_many_is_shown_whole(void **state)
{
    (void)state;
    assert_string_equal(found("约㎡计", "m", 0), "㎡");
}

static void nothing_finds_nothing(void **state)
{
    (void)state;
    assert_string_equal(found("甲", "", 0), "");
    assert_string_equal(found("", "甲", 0), "");
    assert_string_equal(found("\xff\xfe", "甲", 0), "");
}

static void what_an_arena_gave_stays_as_more_is_taken(void **state)
{
    (void)state;
    bl_arena arena = {0};
    bl_text first = bl_arena_copy(&arena, T("first"));
    for (int i = 0; i < 5000; i++)
        assert_non_null(bl_arena_new(&arena, 100));
    char *large = bl_arena_new(&arena, 1000000);
    assert_non_null(large);
    assert_int_equal(large[999999], 0);
    assert_string_equal(first.at, "first");
    assert_ok(bl_arena_status(&arena, &err));
    bl_arena_deinit(&arena);
}

static void arena_that_lacks_memory_says_so(void **state)
{
    (void)state;
    bl_arena arena = {0};
    assert_null(bl_arena_new(&arena, SIZE_MAX));
    assert_null(bl_arena_new(&arena, SIZE_MAX - 64));
    assert_refused(bl_arena_status(&arena, &err), BL_NO_MEMORY);
    bl_arena_deinit(&arena);
    assert_ok(bl_arena_status(&arena, &err));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        fact(words_of_one_character_are_found),
        fact(width_case_and_blanks_do_not_count),
        fact(search_goes_on_behind_a_match),
        fact(character_of_many_is_shown_whole),
        fact(nothing_finds_nothing),
        fact(what_an_arena_gave_stays_as_more_is_taken),
        fact(arena_that_lacks_memory_says_so),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: MIT */
#include "domain/setting.h"
#include "season.h"

static bl_status put_for(const char *notice, const char *name, const char *from, const char *value,
                         const char *why)
{
    bl_setting setting = {.name = bl_text_of(name),
                          .value = bl_text_of(value),
                          .who = T("王"),
                          .why = bl_text_of(why),
                          .at = at(5)};
    must(bl_date_from_text(bl_text_of(from), &setting.from, &err));
    return bl_setting_put(ledger, bl_text_of(notice), &setting, &err);
}

static bl_status put(const char *name, const char *from, const char *value)
{
    return put_for("n", name, from, value, "文件\"1\"号");
}

/* All settings of a notice, one a line. */
static const char *all_of(const char *notice)
{
    static bl_buffer text;
    bl_query query = {0};
    bool row = true;
    bl_buffer_clear(&text);
    must(bl_setting_query(ledger, bl_text_of(notice), &query, &err));
    for (;;) {
        bl_setting setting;
        must(bl_query_next(&query, &row, &err));
        if (!row)
            break;
        must(bl_setting_row(&query, &setting, &err));
        assert_int_equal(setting.at.ns, at(5).ns);
        bl_buffer_add(&text, setting.name.at, setting.name.size);
        bl_buffer_add_char(&text, ' ');
        bl_date_write(setting.from, &text);
        bl_buffer_add_char(&text, ' ');
        bl_buffer_add(&text, setting.value.at, setting.value.size);
        bl_buffer_add_char(&text, '\n');
    }
    bl_query_close(&query);
    return text.at ? text.at : "";
}

static int64_t last_of(const char *notice)
{
    int64_t entry = -1;
    must(bl_setting_last(ledger, bl_text_of(notice), &entry, &err));
    return entry;
}

static void settings_come_by_name_and_day(void **state)
{
    (void)state;
    keep(put("units", "2022-01-01", "[\"甲\",\"乙\"]"));
    keep(put("rate", "2023-01-01", "6.10"));
    keep(put("rate", "2022-01-01", "5"));
    assert_string_equal(all_of("n"), "rate 2022-01-01 5\nrate 2023-01-01 6.10\n"
                                     "units 2022-01-01 [\"甲\",\"乙\"]\n");
}

static void later_setting_of_a_day_stands_in_place_of_the_first(void **state)
{
    (void)state;
    keep(put("rate", "2022-01-01", "5"));
    int64_t first = last_of("n");
    keep(put("rate", "2022-01-01", "null"));
    assert_string_equal(all_of("n"), "rate 2022-01-01 null\n");
    assert_int_equal(last_of("n"), first + 1);
    assert_int_equal(number("SELECT count(*) FROM entry WHERE kind = 'set'"), 2);
}

static void notices_have_their_own_settings(void **state)
{
    (void)state;
    keep(put("rate", "2022-01-01", "5"));
    assert_string_equal(all_of("other"), "");
    assert_int_equal(last_of("other"), 0);
}

static void setting_tells_who_and_why(void **state)
{
    (void)state;
    keep(put("rate", "2022-01-01", "5"));
    bl_query query = {0};
    bool row = false;
    bl_setting setting;
    must(bl_setting_query(ledger, T("n"), &query, &err));
    must(bl_query_next(&query, &row, &err));
    must(bl_setting_row(&query, &setting, &err));
    assert_true(bl_text_equal(setting.who, T("王")));
    assert_true(bl_text_equal(setting.why, T("文件\"1\"号")));
    bl_query_close(&query);
}

static void setting_does_not_touch_a_book(void **state)
{
    (void)state;
    bl_moment before, after;
    must(bl_book_last_at(ledger, book, &before, &err));
    keep(put("rate", "2022-01-01", "5"));
    must(bl_book_last_at(ledger, book, &after, &err));
    assert_int_equal(before.ns, after.ns);
}

static void setting_that_is_undone_never_was(void **state)
{
    (void)state;
    must(put("rate", "2022-01-01", "5"));
    must(bl_ledger_undo(ledger, &err));
    assert_string_equal(all_of("n"), "");
}

static void texts_have_their_limits(void **state)
{
    (void)state;
    char words[BL_SETTING_WORDS_MAX + 2];
    memset(words, 'a', sizeof words - 1);
    words[sizeof words - 1] = '\0';
    assert_refused(put_for("n", "rate", "2022-01-01", "5", words), BL_INVALID);
    assert_refused(put_for("n", "rate", "2022-01-01", "5", ""), BL_INVALID);
    assert_refused(put_for("n", "", "2022-01-01", "5", "x"), BL_INVALID);
    words[BL_SETTING_NAME_MAX + 1] = '\0';
    assert_refused(put_for("n", words, "2022-01-01", "5", "x"), BL_INVALID);
    words[BL_SETTING_NAME_MAX] = '\0';
    keep(put_for("n", words, "2022-01-01", "5", "x"));
}

static void value_that_is_no_json_is_refused(void **state)
{
    (void)state;
    assert_refused(put("rate", "2022-01-01", "{"), BL_CORRUPT);
    must(bl_ledger_undo(ledger, &err));
    assert_string_equal(all_of("n"), "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        fact(settings_come_by_name_and_day),
        fact(later_setting_of_a_day_stands_in_place_of_the_first),
        fact(notices_have_their_own_settings),
        fact(setting_tells_who_and_why),
        fact(setting_does_not_touch_a_book),
        fact(setting_that_is_undone_never_was),
        fact(texts_have_their_limits),
        fact(value_that_is_no_json_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

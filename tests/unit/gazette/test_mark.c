/* SPDX-License-Identifier: MIT */
#include "../fact.h"
#include "gazette/mark.h"
#include "gazette/numeral.h"
#include "gazette/phrase.h"

/* A number read from the front of a text; -1 for none. */
static int number(const char *text)
{
    size_t at = 0;
    int out = -1;
    bl_numeral_read(bl_text_of(text), &at, &out);
    return out;
}

static void numbers_are_read_in_chinese_and_digits(void **state)
{
    (void)state;
    assert_int_equal(number("三"), 3);
    assert_int_equal(number("十"), 10);
    assert_int_equal(number("十二"), 12);
    assert_int_equal(number("二十"), 20);
    assert_int_equal(number("一百零三"), 103);
    assert_int_equal(number("一百一十"), 110);
    assert_int_equal(number("一千〇五"), 1005);
    assert_int_equal(number("二〇二一年"), 2021);
    assert_int_equal(number("12"), 12);
    assert_int_equal(number("１２３"), 123);
}

static void numerals_that_are_no_number_are_refused_whole(void **state)
{
    (void)state;
    assert_int_equal(number("十十"), -1);
    assert_int_equal(number("一二百"), -1);
    assert_int_equal(number("百"), -1);
    assert_int_equal(number("一百零"), -1);
    assert_int_equal(number("12345"), -1);
    assert_int_equal(number("一二三四五"), -1);
    assert_int_equal(number("甲"), -1);
    assert_int_equal(number(""), -1);
}

static void written_numbers_are_read_again(void **state)
{
    (void)state;
    for (int i = 1; i <= BL_NUMERAL_MAX; i++) {
        bl_buffer out = {0};
        bl_numeral_write(i, &out);
        assert_int_equal(number(out.at), i);
        bl_buffer_deinit(&out);
    }
    assert_written(bl_numeral_write(110, &out), "一百一十");
    assert_written(bl_numeral_write(12, &out), "十二");
    assert_written(bl_numeral_write(1005, &out), "一千零五");
}

/* The citation that a line's mark makes, and behind it what stands behind the mark. */
static const char *mark(const char *line)
{
    static bl_buffer out;
    bl_mark read;
    bl_buffer_clear(&out);
    if (!bl_mark_read(bl_text_of(line), &read))
        return "none";
    bl_mark_cite(&read, &out);
    bl_buffer_format(&out, "|%s", line + read.size);
    return out.at;
}

static void marks_are_read_whatever_their_brackets(void **state)
{
    (void)state;
    assert_string_equal(mark("第十七条 甲"), "第十七条|甲");
    assert_string_equal(mark("第一百零三条甲"), "第一百零三条|甲");
    assert_string_equal(mark("第 3 条　甲"), "第三条|甲");
    assert_string_equal(mark("第十条之二 甲"), "第十条之二|甲");
    assert_string_equal(mark("第二章 总 则"), "第二章|总 则");
    assert_string_equal(mark("二、甲"), "二|甲");
    assert_string_equal(mark("（三）甲"), "(三)|甲");
    assert_string_equal(mark("(三）甲"), "(三)|甲");
    assert_string_equal(mark("（ 十一 ) 甲"), "(十一)|甲");
    assert_string_equal(mark("㈢甲"), "(三)|甲");
    assert_string_equal(mark("1. 甲"), "1|甲");
    assert_string_equal(mark("１．甲"), "1|甲");
    assert_string_equal(mark("1、2021年"), "1|2021年");
    assert_string_equal(mark("（2）甲"), "(2)|甲");
    assert_string_equal(mark("2）甲"), "(2)|甲");
    assert_string_equal(mark("③甲"), "[3]|甲");
    assert_string_equal(mark("专栏 4 甲"), "专栏4|甲");
    assert_string_equal(mark("表一 甲"), "表1|甲");
}

static void running_text_has_no_mark(void **state)
{
    (void)state;
    assert_string_equal(mark("1.5万元"), "none");
    assert_string_equal(mark("（2021）甲"), "none");
    assert_string_equal(mark("（二）项规定的"), "none");
    assert_string_equal(mark("第三方"), "none");
    assert_string_equal(mark("（试行）"), "none");
    assert_string_equal(mark("一些"), "none");
    assert_string_equal(mark("第零条 甲"), "none");
    assert_string_equal(mark(""), "none");
}

static void citations_are_brought_to_one_form(void **state)
{
    (void)state;
    assert_written(bl_mark_plain_cite(T("第19条第（二）项"), &out), "第十九条(二)");
    assert_written(bl_mark_plain_cite(T(" 第十九条 （二） "), &out), "第十九条(二)");
    assert_written(bl_mark_plain_cite(T("第四十七条第一款第三项第2目"), &out), "第四十七条(三)2");
    assert_written(bl_mark_plain_cite(T("第四十七条第二款"), &out), "第四十七条第二款");
    assert_written(bl_mark_plain_cite(T("二、（一）2."), &out), "二(一)2");
    assert_written(bl_mark_plain_cite(T("附件２(3)"), &out), "附件2(3)");
    assert_written(bl_mark_plain_cite(T("末段"), &out), "末段");
}

static void citations_are_told_from_other_words(void **state)
{
    (void)state;
    static const char *const cites[] = {"第十九条(二)",   "第四十七条第二款",
                                        "二(一)2",        "五(四)",
                                        "第三章第一节一", "附件2第三条",
                                        "表1(9)",         "专栏4",
                                        "第十条之一(三)", "末段第二款",
                                        "第二条1[2]",     "导语",
                                        "附件表头",       "正文",
                                        "解释",           "通知"};
    static const char *const others[] = {"",       "-",   "第十九", "第条",           "第零条",
                                         "第19条", "(二", "解释权", "《甲法》第一条", "二 (一)",
                                         "part"};
    for (size_t i = 0; i < sizeof cites / sizeof cites[0]; i++)
        if (!bl_mark_is_cite(bl_text_of(cites[i])))
            fail_msg("%s is a citation", cites[i]);
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
        if (bl_mark_is_cite(bl_text_of(others[i])))
            fail_msg("\"%s\" is no citation", others[i]);
}

static bool ended(const char *text)
{
    return bl_phrase_is_ended(bl_text_of(text));
}

static void sentences_end_with_a_stop_and_what_closes_it(void **state)
{
    (void)state;
    assert_true(ended("甲。"));
    assert_true(ended("甲。”"));
    assert_true(ended("甲。）"));
    assert_true(ended("甲："));
    assert_true(ended("甲;"));
    assert_false(ended("甲）"));
    assert_false(ended("甲，"));
    assert_false(ended("3."));
    assert_false(ended(""));
    assert_true(bl_phrase_is_open(T("甲《乙")));
    assert_true(bl_phrase_is_open(T("甲，")));
    assert_false(bl_phrase_is_open(T("甲《乙》")));
}

static void numbers_of_documents_come_in_one_form(void **state)
{
    (void)state;
    assert_written(bl_phrase_number(T("河府发〔2021〕3号"), &out), "河府发〔2021〕3号");
    assert_written(bl_phrase_number(T("河府发[2021] 3 号"), &out), "河府发〔2021〕3号");
    assert_written(bl_phrase_number(T("河府 发（２０２１）第３号"), &out), "河府发〔2021〕3号");
    bl_buffer out = {0};
    assert_false(bl_phrase_number(T("河府发〔2021〕3号文件"), &out));
    assert_false(bl_phrase_number(T("〔2021〕3号"), &out));
    assert_false(bl_phrase_number(T("河府发〔21〕3号"), &out));
    assert_int_equal(out.size, 0);
    bl_buffer_deinit(&out);
}

static void dates_are_whole_lines(void **state)
{
    (void)state;
    bl_date date;
    assert_true(bl_phrase_date(T("2021 年 12 月 3 日"), &date));
    assert_written(bl_date_write(date, &out), "2021-12-03");
    assert_true(bl_phrase_date(T("二〇二一年十二月三日"), &date));
    assert_written(bl_date_write(date, &out), "2021-12-03");
    assert_false(bl_phrase_date(T("2021年12月3日起"), &date));
    assert_false(bl_phrase_date(T("2021年2月30日"), &date));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        fact(numbers_are_read_in_chinese_and_digits),
        fact(numerals_that_are_no_number_are_refused_whole),
        fact(written_numbers_are_read_again),
        fact(marks_are_read_whatever_their_brackets),
        fact(running_text_has_no_mark),
        fact(citations_are_brought_to_one_form),
        fact(citations_are_told_from_other_words),
        fact(sentences_end_with_a_stop_and_what_closes_it),
        fact(numbers_of_documents_come_in_one_form),
        fact(dates_are_whole_lines),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

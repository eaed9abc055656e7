/* SPDX-License-Identifier: MIT */
#include "issue_kit.h"

#define ISSUE                                                                                      \
    "河湾区人民政府公报\n\n2021 年第 2 期\n\n目录\n\n【区政府文件】\n\n"      \
    "河湾区人民政府 关于修缮桥梁的意见（河府发〔2021〕3 号）1\n\n"         \
    "河湾区人民政府 关于印发《桥梁修缮办法》的通知(河府发〔2021〕4号).....\t5\n\n"

static void issue_is_parted_into_its_documents(void **state)
{
    (void)state;
    read_issue(ISSUE OWN("一、甲\n\n乙。") BROUGHT("第一条 丙。\n"));
    assert_int_equal(issue.count, 2);
    assert_string_equal(document(0)->number.at, "河府发〔2021〕3号");
    assert_string_equal(document(0)->title.at, "河湾区人民政府关于修缮桥梁的意见");
    assert_true(bl_text_equal(document(0)->issuer, T("河湾区人民政府")));
    assert_string_equal(document(0)->addressed.at, "各镇：");
    assert_written(bl_date_write(document(0)->signed_on, &out), "2021-05-06");
    assert_string_equal(document(1)->number.at, "河府发〔2021〕4号");
    assert_string_equal(document(1)->title.at, "桥梁修缮办法");
    assert_string_equal(document(1)->notice.at, "河湾区人民政府关于印发《桥梁修缮办法》的通知");
    assert_string_equal(provisions(1), "正文 现印发给你们。\n第一条 丙。\n");
    assert_string_equal(complaints(), "");
}

static void document_that_only_the_contents_have_is_missed(void **state)
{
    (void)state;
    read_issue(ISSUE OWN("一、甲\n\n乙。"));
    assert_string_equal(complaints(),
                        "5 the contents list 河府发〔2021〕4号, which the issue does not have\n");
}

static void notice_that_brings_two_texts_is_two_documents(void **state)
{
    (void)state;
    read_issue(BROUGHT("第一章 总则\n\n第一条 甲。\n\n第二条 乙。\n\n浮桥拆除\n办法（试行）\n\n"
                       "第一章 总则\n\n第一条 丙。\n"));
    assert_int_equal(issue.count, 2);
    assert_string_equal(document(0)->number.at, "河府发〔2021〕4号(一)");
    assert_string_equal(document(1)->number.at, "河府发〔2021〕4号(二)");
    assert_string_equal(document(1)->title.at, "浮桥拆除办法（试行）");
    assert_string_equal(provisions(1), "正文 现印发给你们。\n第一章 总则\n第一条 丙。\n");
    assert_string_equal(complaints(), "");
}

static void second_text_is_found_where_blanks_are_missing(void **state)
{
    (void)state;
    read_issue(BROUGHT("第一章总则\n第一条甲。\n浮桥拆除办法\n第一章总则\n第一条丙。\n"));
    assert_int_equal(issue.count, 2);
    assert_string_equal(provisions(1), "正文 现印发给你们。\n第一章 总则\n第一条 丙。\n");
    assert_string_equal(complaints(), "");
}

static void annex_is_cited_by_its_number(void **state)
{
    (void)state;
    read_issue(
        OWN("一、甲\n\n乙。") "\n附件1\n\n桥梁名录\n\n序号\t桥梁\n1\t东桥\n2\t西桥\n\n附件 2："
                              "检查办法\n\n第一条 丙。\n");
    assert_string_equal(provisions(0), "一 甲\n一第一款 乙。\n附件1 桥梁名录\n"
                                       "附件1表头 序号\t桥梁\n附件1(1) 1\t东桥\n附件1(2) 2\t西桥\n"
                                       "附件2 检查办法\n附件2第一条 丙。\n");
    assert_string_equal(complaints(), "");
}

static void only_annex_with_articles_is_what_the_notice_brings(void **state)
{
    (void)state;
    read_issue(OWN("现予公布。\n\n附件：检查办法") "\n附件\n\n检查办法\n\n第一条 丙。\n");
    assert_string_equal(document(0)->title.at, "检查办法");
    assert_string_equal(provisions(0), "正文 现予公布。\n正文第二款 附件：检查办法\n第一条 丙。\n");
}

static void only_annex_that_is_a_table_stays_one(void **state)
{
    (void)state;
    read_issue(OWN("现予公布。") "\n附件：\n\n桥梁名录\n\n序号\t桥梁\n1\t东桥\n");
    assert_string_equal(provisions(0), "正文 现予公布。\n附件 桥梁名录\n附件表头 序号\t桥梁\n"
                                       "附件1 1\t东桥\n");
}

static void page_heads_and_numbers_are_left_out(void **state)
{
    (void)state;
    read_issue(
        "某刊 1\n\n" OWN("一、甲\n\n桥梁管理单位应当每年对辖区内全部桥梁进行检查并\n\n某刊 2\n\n"
                         "— 2 —\n\n及时报告，按照规定的时限完成修缮任务和隐患整改，\n\n某刊 3\n\n"
                         "- 3 -\n\n不得拖延。"));
    assert_string_equal(provisions(0),
                        "一 甲\n一第一款 桥梁管理单位应当每年对辖区内全部桥梁进行检查并及时报告，"
                        "按照规定的时限完成修缮任务和隐患整改，不得拖延。\n");
    assert_int_equal(issue.left_out, 5);
    assert_string_equal(complaints(), "");
}

static void named_heads_name_the_issue(void **state)
{
    (void)state;
    read_issue("河湾区人民政府公报 2021 年第 2 期（总第 9 期）\n\n" OWN("一、甲\n\n乙。"));
    assert_string_equal(issue.name.at, "河湾区人民政府公报2021年第2期（总第9期）");
}

static void signatures_that_return_are_no_page_heads(void **state)
{
    (void)state;
    read_issue(OWN("一、甲\n\n乙。") BROUGHT("第一条 丙。\n") BROUGHT("第一条 丙。\n"));
    assert_int_equal(issue.count, 3);
    assert_int_equal(issue.left_out, 0);
}

static void line_ends_and_marks_of_conversion_are_no_trouble(void **state)
{
    (void)state;
    read_issue("\xEF\xBB\xBF河湾区人民政府关于修缮桥梁的意见\r\n\f河府发[２０２１] 3 号\r\n"
               "各镇：\r\n# 一、**甲**\r\n- （一）乙；\r\n* （二）丙。\r\n河湾区人民政府\r\n"
               "二〇二一年五月六日\r\n");
    assert_string_equal(document(0)->number.at, "河府发〔2021〕3号");
    assert_string_equal(provisions(0), "一 甲\n一(一) 乙；\n一(二) 丙。\n");
    assert_written(bl_date_write(document(0)->signed_on, &out), "2021-05-06");
    assert_string_equal(complaints(), "");
}

static void what_a_head_lacks_is_complained_of(void **state)
{
    (void)state;
    read_issue("无关的一行。\n\n河府发〔2021〕3号\n\n一、甲\n\n乙。\n");
    assert_string_equal(complaints(), "1 it belongs to no document: 无关的一行。\n"
                                      "3 no date of signing behind the number: 河府发〔2021〕3号\n"
                                      "3 no title before the number 河府发〔2021〕3号\n"
                                      "3 nobody is named who issues 河府发〔2021〕3号\n");
}

static void number_in_running_text_begins_no_notice(void **state)
{
    (void)state;
    read_issue(
        OWN("一、甲\n\n根据有关文件（河府发〔2020〕1号）和\n（河府发〔2020〕2号）要求办理。"));
    assert_int_equal(issue.count, 1);
}

static bl_status read_bytes(const char *bytes, size_t size)
{
    bl_issue_deinit(&issue);
    return bl_issue_read((bl_text){bytes, size}, &issue, &err);
}

static void what_is_no_issue_is_refused(void **state)
{
    (void)state;
    assert_refused(read_bytes("", 0), BL_INVALID);
    assert_refused(read_bytes("abc\n", 4), BL_INVALID);
    assert_refused(read_bytes("a\0b\n", 4), BL_INVALID);
    assert_refused(read_bytes("\xff\xfe\n", 3), BL_INVALID);
}

static void limits_are_held(void **state)
{
    (void)state;
    size_t size = (size_t)BL_GAZETTE_BYTES_MAX + 1;
    char *bytes = malloc(size);
    assert_non_null(bytes);
    memset(bytes, 'a', size);
    assert_refused(read_bytes(bytes, size), BL_INVALID);
    assert_refused(read_bytes(bytes, size - 1), BL_INVALID);
    for (size_t i = 1; i < size; i += 2)
        bytes[i] = '\n';
    assert_refused(read_bytes(bytes, size - 1), BL_INVALID);
    free(bytes);
}

static void nesting_and_repetition_end(void **state)
{
    (void)state;
    bl_buffer text = {0};
    bl_buffer_add_text(&text, BROUGHT(""));
    for (int i = 0; i < 3000; i++)
        bl_buffer_add_text(&text, "第一章 甲\n第一条 甲\n附件\n目录\n（一）（一）甲\n1. 1. 甲\n");
    assert_ok(read_bytes(text.at, text.size));
    assert_true(issue.complaints.count > 0);
    bl_buffer_deinit(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        fact(issue_is_parted_into_its_documents),
        fact(document_that_only_the_contents_have_is_missed),
        fact(notice_that_brings_two_texts_is_two_documents),
        fact(second_text_is_found_where_blanks_are_missing),
        fact(annex_is_cited_by_its_number),
        fact(only_annex_with_articles_is_what_the_notice_brings),
        fact(only_annex_that_is_a_table_stays_one),
        fact(page_heads_and_numbers_are_left_out),
        fact(named_heads_name_the_issue),
        fact(signatures_that_return_are_no_page_heads),
        fact(line_ends_and_marks_of_conversion_are_no_trouble),
        fact(what_a_head_lacks_is_complained_of),
        fact(number_in_running_text_begins_no_notice),
        fact(what_is_no_issue_is_refused),
        fact(limits_are_held),
        fact(nesting_and_repetition_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: MIT */
#include "issue_kit.h"

static void articles_have_items_and_paragraphs(void **state)
{
    (void)state;
    read_issue(
        BROUGHT("第一章 总 则\n\n第一条 桥梁的修缮，适用本办法。\n\n本办法不适用于浮桥。\n\n"
                "第二条 修缮分为：\n\n（一）小修；\n\n(二) 大修：\n\n1. 换板；\n\n2、换墩。\n\n"
                "大修须公示。\n\n第二章 附 则\n\n第三条 本办法自公布之日起施行。\n"));
    assert_string_equal(provisions(0), "正文 现印发给你们。\n"
                                       "第一章 总则\n"
                                       "第一条 桥梁的修缮，适用本办法。\n"
                                       "第一条第二款 本办法不适用于浮桥。\n"
                                       "第二条 修缮分为：\n"
                                       "第二条(一) 小修；\n"
                                       "第二条(二) 大修：\n"
                                       "第二条(二)1 换板；\n"
                                       "第二条(二)2 换墩。\n"
                                       "第二条第二款 大修须公示。\n"
                                       "第二章 附则\n"
                                       "第三条 本办法自公布之日起施行。\n");
    assert_string_equal(complaints(), "");
    assert_int_equal(document(0)->provisions.articles, 3);
}

static void notices_without_articles_number_headings(void **state)
{
    (void)state;
    read_issue(
        OWN("为修缮桥梁，提出意见。\n\n一、总体要求\n\n安全第一。\n\n二、任务\n\n（一）小修\n\n"
            "每年一次。\n\n1. 查看桥面。\n\n2. 查看桥墩。\n\n（二）大修。十年一次。\n\n"
            "本意见自公布之日起施行。\n\n本意见由交通局负责解释。"));
    assert_string_equal(provisions(0), "导语 为修缮桥梁，提出意见。\n"
                                       "一 总体要求\n"
                                       "一第一款 安全第一。\n"
                                       "二 任务\n"
                                       "二(一) 小修\n"
                                       "二(一)第一款 每年一次。\n"
                                       "二(一)1 查看桥面。\n"
                                       "二(一)2 查看桥墩。\n"
                                       "二(二) 大修。十年一次。\n"
                                       "末段 本意见自公布之日起施行。\n"
                                       "解释 本意见由交通局负责解释。\n");
    assert_string_equal(complaints(), "");
}

static void sentence_cut_by_a_page_is_joined(void **state)
{
    (void)state;
    read_issue(BROUGHT("第一条 桥梁管理单位应当每年对辖区内桥梁进行检查并\n\n"
                       "将检查结果报交通局。\n\n第二条 桥梁管理单位应当按照《河湾区桥梁\n\n"
                       "检查规程》的要求，使用\n\nGB 5768 标准，\n\n"
                       "第一条规定的检查除外。\n\n第三条 本办法自公布之日起施行。\n"));
    assert_string_equal(
        provisions(0), "正文 现印发给你们。\n"
                       "第一条 桥梁管理单位应当每年对辖区内桥梁进行检查并将检查结果报交通局。\n"
                       "第二条 桥梁管理单位应当按照《河湾区桥梁检查规程》的要求，使用GB 5768 标准，"
                       "第一条规定的检查除外。\n"
                       "第三条 本办法自公布之日起施行。\n");
    assert_string_equal(complaints(), "");
}

static void blank_behind_an_article_may_be_missing(void **state)
{
    (void)state;
    read_issue(
        BROUGHT("第一条桥梁应当牢固。\n\n第二条桥面应当平整。\n\n第一条所称桥梁不含浮桥。\n"));
    assert_string_equal(provisions(0), "正文 现印发给你们。\n"
                                       "第一条 桥梁应当牢固。\n"
                                       "第二条 桥面应当平整。\n"
                                       "第二条第二款 第一条所称桥梁不含浮桥。\n");
}

static void numbers_past_a_hundred_go_on(void **state)
{
    (void)state;
    bl_buffer text = {0};
    bl_buffer_add_text(&text, BROUGHT(""));
    static const char *const tens[] = {"",     "十",   "二十", "三十", "四十", "五十",
                                       "六十", "七十", "八十", "九十", "一百"};
    static const char *const ones[] = {"", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
    for (int i = 1; i <= 104; i++)
        bl_buffer_format(&text, "第%s%s%s条 甲。\n", tens[i / 10], i > 100 ? "零" : "",
                         ones[i % 10]);
    read_issue(text.at);
    bl_buffer_deinit(&text);
    assert_int_equal(document(0)->provisions.articles, 104);
    assert_string_equal(document(0)->provisions.last->cite.at, "第一百零四条");
    assert_string_equal(complaints(), "");
}

static void number_out_of_order_is_complained_of(void **state)
{
    (void)state;
    read_issue(BROUGHT("第一条 甲。\n\n第三条 乙。\n\n（二）丙。\n"));
    assert_string_equal(complaints(), "19 第三条 stands behind 第一条: 第三条 乙。\n"
                                      "21 (二) is the first of its kind: （二）丙。\n");
    assert_int_equal(document(0)->provisions.articles, 2);
}

static void second_series_is_cited_with_its_paragraph(void **state)
{
    (void)state;
    read_issue(BROUGHT(
        "第一条 应当：\n\n（一）甲；\n\n（二）乙。\n\n不得：\n\n（一）丙；\n\n（二）丁。\n"));
    assert_string_equal(provisions(0), "正文 现印发给你们。\n"
                                       "第一条 应当：\n"
                                       "第一条(一) 甲；\n"
                                       "第一条(二) 乙。\n"
                                       "第一条第二款 不得：\n"
                                       "第一条第二款(一) 丙；\n"
                                       "第一条第二款(二) 丁。\n");
    assert_string_equal(complaints(), "");
}

static void paragraphs_of_each_item_stay_with_it(void **state)
{
    (void)state;
    read_issue(BROUGHT("第一条 处理如下：\n\n（一）一般损坏，维修。\n\n费用由区承担。\n\n"
                       "（二）严重损坏，重建。\n\n费用由市承担。\n\n第二条 甲。\n"));
    assert_string_equal(provisions(0), "正文 现印发给你们。\n"
                                       "第一条 处理如下：\n"
                                       "第一条(一) 一般损坏，维修。\n"
                                       "第一条(一)第二款 费用由区承担。\n"
                                       "第一条(二) 严重损坏，重建。\n"
                                       "第一条(二)第二款 费用由市承担。\n"
                                       "第二条 甲。\n");
}

static void plans_have_chapters_boxes_and_tables(void **state)
{
    (void)state;
    read_issue(
        BROUGHT("目 录\n\n第一章 现状\n\n第一节 基础\n\n第二章 目标\n\n第一章 现状\n\n"
                "第一节 基础\n\n一、桥梁众多\n\n全区有桥。\n\n专栏 1 重点桥梁\n\n东桥、西桥等。\n\n"
                "第二章 目标\n\n表 1 指标\n\n指标\t2020年\t2025年\n(1) 桥梁\t3\t4\n"
                "(2) 浮桥\t1\t-\n指标\t2020年\t2025年\n(3) 便桥\t1\n\n安全通行。\n"));
    assert_string_equal(provisions(0), "正文 现印发给你们。\n"
                                       "第一章 现状\n"
                                       "第一章第一节 基础\n"
                                       "第一章第一节一 桥梁众多\n"
                                       "第一章第一节一第一款 全区有桥。\n"
                                       "专栏1 重点桥梁\n"
                                       "专栏1第一款 东桥、西桥等。\n"
                                       "第二章 目标\n"
                                       "表1 指标\n"
                                       "表1表头 指标\t2020年\t2025年\n"
                                       "表1(1) (1) 桥梁\t3\t4\n"
                                       "表1(2) (2) 浮桥\t1\t-\n"
                                       "表1(3) (3) 便桥\t1\n"
                                       "第二章第一款 安全通行。\n");
    assert_string_equal(complaints(), "45 a row of 2 cells in a table of 3: (3) 便桥\t1\n");
}

static void indents_tell_paragraphs_from_wrapped_lines(void **state)
{
    (void)state;
    read_issue(BROUGHT("　　第一条 桥梁应当牢固。\n桥面应当平整。\n　　桥墩应当稳定。\n"));
    assert_string_equal(provisions(0), "正文 现印发给你们。\n"
                                       "第一条 桥梁应当牢固。桥面应当平整。\n"
                                       "第一条第二款 桥墩应当稳定。\n");
}

static void text_that_ends_inside_a_sentence_is_complained_of(void **state)
{
    (void)state;
    read_issue(BROUGHT("第一条 桥梁管理单位应当每年对辖区内全部桥梁进行检查并\n"));
    assert_non_null(strstr(complaints(), "17 the text ends inside a sentence: 第一条"));
}

static void overlong_paragraph_is_refused(void **state)
{
    (void)state;
    bl_buffer text = {0};
    bl_buffer_add_text(&text, BROUGHT("第一条 "));
    for (int i = 0; i < 3000; i++)
        bl_buffer_add_text(&text, "桥梁管理单位应当，\n");
    assert_refused(bl_issue_read(bl_buffer_view(&text), &issue, &err), BL_INVALID);
    bl_buffer_deinit(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        fact(articles_have_items_and_paragraphs),
        fact(notices_without_articles_number_headings),
        fact(sentence_cut_by_a_page_is_joined),
        fact(blank_behind_an_article_may_be_missing),
        fact(numbers_past_a_hundred_go_on),
        fact(number_out_of_order_is_complained_of),
        fact(second_series_is_cited_with_its_paragraph),
        fact(paragraphs_of_each_item_stay_with_it),
        fact(plans_have_chapters_boxes_and_tables),
        fact(indents_tell_paragraphs_from_wrapped_lines),
        fact(text_that_ends_inside_a_sentence_is_complained_of),
        fact(overlong_paragraph_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

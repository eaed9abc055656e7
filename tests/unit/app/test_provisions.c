/* SPDX-License-Identifier: MIT */
#include "app/provisions.h"

#include "../gazette/issue_kit.h"

static bl_provision_list list;

static int forget(void **state)
{
    bl_provision_list_deinit(&list);
    return leave(state);
}

#undef fact
#define fact(name) cmocka_unit_test_teardown(name, forget)

static void read_list(const char *text, const char *number)
{
    bl_provision_list_deinit(&list);
    read_issue(text);
    if (bl_provision_list_read(&issue, bl_text_of(number), &list, &err) != BL_OK)
        fail_msg("%s", err.text);
}

/* "cite<whole" of each that is counted; ":" in place of "<" where it does not lean on its whole. */
static const char *counted(void)
{
    bl_buffer_clear(&shown);
    bl_buffer_add_text(&shown, "");
    for (size_t i = 0; i < list.count; i++) {
        const bl_counted *at = &list.at[i];
        if (!at->is_counted)
            continue;
        bl_buffer_format(&shown, "%s%s", shown.size > 0 ? " " : "", at->cite.at);
        if (at->whole != BL_NO_PROVISION)
            bl_buffer_format(&shown, "%s%s", at->leans ? "<" : ":", list.at[at->whole].cite.at);
    }
    return shown.at;
}

static const char *found(const char *cite)
{
    bool several;
    size_t place = bl_provision_list_find(&list, bl_text_of(cite), &several);
    return several ? "several" : place == BL_NO_PROVISION ? "none" : list.at[place].cite.at;
}

static void items_lean_on_their_article_and_paragraphs_do_not(void **state)
{
    (void)state;
    read_list(
        BROUGHT(
            "第一章 总则\n\n第一条 分为：\n\n（一）甲；\n\n（二）乙。\n\n第二条 一。\n\n二。\n"),
        "河府发〔2021〕4号");
    assert_string_equal(counted(), "正文 第一条<第一章 第一条(一)<第一条 第一条(二)<第一条"
                                   " 第二条<第一章 第二条第二款:第二条");
    assert_true(bl_provision_list_within(&list, list.count - 1, 1));
    assert_false(bl_provision_list_within(&list, 1, list.count - 1));
    assert_true(bl_provision_list_within(&list, 2, 2));
}

static void first_paragraph_of_a_heading_is_the_heading(void **state)
{
    (void)state;
    read_list(OWN("一、范围\n\n全区桥梁。\n\n二、办法\n\n（一）检查。\n\n（二）修缮。"),
              "河府发〔2021〕3号");
    assert_string_equal(counted(), "一 二 二(一)<二 二(二)<二");
    assert_string_equal(found("一"), "一");
    assert_non_null(strstr(list.at[0].words.at, "全区桥梁"));
}

static void paragraph_before_an_item_may_be_left_out(void **state)
{
    (void)state;
    read_list(BROUGHT("第一条 甲。\n\n分为：\n\n（一）乙；\n\n（二）丙。\n"), "河府发[2021]4号");
    assert_string_equal(found("第一条(一)"), found("第一条第二款(一)"));
    assert_string_equal(found("第一条(三)"), "none");
    assert_string_equal(found("第一条第三款"), "none");
}

static void hash_is_of_the_words_not_of_their_print(void **state)
{
    (void)state;
    char hash[BL_DOCUMENT_HASH_SIZE];
    read_list(BROUGHT("第一条 费用 500 元（含税）。\n"), "河府发〔2021〕4号");
    memcpy(hash, list.at[list.count - 1].hash, sizeof hash);
    assert_int_equal(strlen(hash), BL_DOCUMENT_HASH_SIZE - 1);
    read_list(BROUGHT("第一条　费用５００元(含税)。\n"), "河府发〔2021〕4号");
    assert_string_equal(list.at[list.count - 1].hash, hash);
    read_list(BROUGHT("第一条 费用 501 元（含税）。\n"), "河府发〔2021〕4号");
    assert_string_not_equal(list.at[list.count - 1].hash, hash);
}

static void number_that_is_not_there_names_the_nearest(void **state)
{
    (void)state;
    read_issue(OWN("一、甲。"));
    assert_refused(bl_provision_list_read(&issue, bl_text_of("河府发〔2021〕5号"), &list, &err),
                   BL_NOT_FOUND);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        fact(items_lean_on_their_article_and_paragraphs_do_not),
        fact(first_paragraph_of_a_heading_is_the_heading),
        fact(paragraph_before_an_item_may_be_left_out),
        fact(hash_is_of_the_words_not_of_their_print),
        fact(number_that_is_not_there_names_the_nearest),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

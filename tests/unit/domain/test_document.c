/* SPDX-License-Identifier: MIT */
#include "domain/document.h"
#include "season.h"

#define HEAD "河湾区人民政府关于修缮桥梁的意见\n\n河府发〔2021〕3号\n\n"
#define TAIL "\n\n河湾区人民政府\n\n2021年5月6日\n"

/* Puts the issue's only document; gives what that did. */
static bl_document_change put(const char *text, int64_t seconds)
{
    bl_issue issue = {0};
    bl_document_change change;
    must(bl_issue_read(bl_text_of(text), &issue, &err));
    assert_int_equal(issue.count, 1);
    keep(bl_document_put(ledger, issue.first, T("公报第2期"), at(seconds), &change, &err));
    bl_issue_deinit(&issue);
    return change;
}

/* "cite text" of each provision of a version, a line each. */
static const char *lines(int64_t version)
{
    static bl_buffer out;
    bl_query query = {0};
    bool row = true;
    bl_buffer_clear(&out);
    must(bl_document_lines(ledger, T("河府发〔2021〕3号"), version, &query, &err));
    for (;;) {
        bl_document_line line;
        must(bl_document_line_next(&query, &line, &row, &err));
        if (!row)
            break;
        bl_buffer_format(&out, "%.*s %.*s\n", (int)line.cite.size, line.cite.at,
                         (int)line.text.size, line.text.at);
    }
    bl_query_close(&query);
    return out.at ? out.at : "";
}

static void document_is_kept_with_its_provisions(void **state)
{
    (void)state;
    bl_query query = {0};
    bool row = false;
    bl_document document;
    assert_int_equal(put(HEAD "一、甲\n\n乙。" TAIL, 5), BL_DOCUMENT_NEW);
    assert_string_equal(lines(1), "一 甲\n一第一款 乙。\n");
    must(bl_document_query(ledger, T("河府发〔2021〕3号"), 0, &query, &err));
    must(bl_document_next(&query, &document, &row, &err));
    assert_true(row);
    assert_true(bl_text_equal(document.title, T("河湾区人民政府关于修缮桥梁的意见")));
    assert_true(bl_text_equal(document.issuer, T("河湾区人民政府")));
    assert_true(bl_text_equal(document.signed_on, T("2021-05-06")));
    assert_true(bl_text_equal(document.source, T("公报第2期")));
    assert_int_equal(document.at.ns, at(5).ns);
    assert_int_equal(document.provisions, 2);
    bl_query_close(&query);
}

static void same_text_again_changes_nothing(void **state)
{
    (void)state;
    put(HEAD "一、甲\n\n乙。" TAIL, 5);
    int64_t entries = number("SELECT count(*) FROM entry");
    assert_int_equal(put("\n\n" HEAD "一、甲\n\n\n乙。" TAIL, 6), BL_DOCUMENT_SAME);
    assert_int_equal(number("SELECT count(*) FROM entry"), entries);
}

static void changed_text_is_a_new_version_and_the_old_one_stays(void **state)
{
    (void)state;
    put(HEAD "一、甲\n\n乙。" TAIL, 5);
    assert_int_equal(put(HEAD "一、甲\n\n丙。" TAIL, 6), BL_DOCUMENT_CHANGED);
    assert_string_equal(lines(1), "一 甲\n一第一款 乙。\n");
    assert_string_equal(lines(2), "一 甲\n一第一款 丙。\n");
    assert_int_equal(put(HEAD "一、甲\n\n乙。" TAIL, 7), BL_DOCUMENT_CHANGED);
    assert_int_equal(number("SELECT max(version) FROM document"), 3);
}

static void long_text_takes_several_entries(void **state)
{
    (void)state;
    bl_buffer text = {0};
    bl_buffer_add_text(&text, HEAD "一、甲\n\n");
    for (int i = 0; i < 40000; i++)
        bl_buffer_add_text(&text, "桥梁应当牢固。\n\n");
    bl_buffer_add_text(&text, TAIL);
    assert_int_equal(put(text.at, 5), BL_DOCUMENT_NEW);
    bl_buffer_deinit(&text);
    assert_int_equal(number("SELECT count(*) FROM provision"), 40001);
    assert_int_equal(number("SELECT max(n) FROM provision"), 40001);
    assert_true(number("SELECT count(*) FROM entry WHERE kind = 'document text'") > 3);
    assert_true(number("SELECT max(length(CAST(facts AS BLOB))) FROM entry") < 1024 * 1024);
}

static void parts_are_found_by_their_notices_number(void **state)
{
    (void)state;
    bl_issue issue = {0};
    bl_document_change change;
    must(bl_issue_read(
        bl_text_of(HEAD "现印发给你们。" TAIL "甲办法\n第一条 甲。\n乙办法\n第一条 乙。\n"), &issue,
        &err));
    assert_int_equal(issue.count, 2);
    for (const bl_issued *each = issue.first; each; each = each->next)
        keep(bl_document_put(ledger, each, T(""), at(5), &change, &err));
    bl_issue_deinit(&issue);
    bl_query query = {0};
    bool row = true;
    int count = 0;
    must(bl_document_query(ledger, T("河府发〔2021〕3号"), 0, &query, &err));
    for (;; count++) {
        must(bl_query_next(&query, &row, &err));
        if (!row)
            break;
    }
    bl_query_close(&query);
    assert_int_equal(count, 2);
}

static void numbers_are_brought_to_the_form_that_is_kept(void **state)
{
    (void)state;
    assert_written(bl_document_plain_number(T("河府发[2021] 3 号（二）"), &out),
                   "河府发〔2021〕3号(二)");
    assert_written(bl_document_plain_number(T(" 河 府"), &out), "河府");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        fact(document_is_kept_with_its_provisions),
        fact(same_text_again_changes_nothing),
        fact(changed_text_is_a_new_version_and_the_old_one_stays),
        fact(long_text_takes_several_entries),
        fact(parts_are_found_by_their_notices_number),
        fact(numbers_are_brought_to_the_form_that_is_kept),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

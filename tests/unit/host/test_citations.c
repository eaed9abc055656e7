/* SPDX-License-Identifier: MIT */
#include "host/citations.h"

#include "desk.h"

static bl_citations citations;
static bl_buffer shown;

static int forget(void **state)
{
    bl_citations_deinit(&citations);
    bl_buffer_deinit(&shown);
    return leave(state);
}

#undef fact
#define fact(name) cmocka_unit_test_setup_teardown(name, enter, forget)

/* "kind cite who" of each, a line each; a place has its line behind it. */
static const char *told(void)
{
    static const char *const kinds[] = {"parameter", "rule", "place", "case", "prose"};
    bl_buffer_clear(&shown);
    bl_buffer_add_text(&shown, "");
    for (const bl_citation *at = citations.first; at; at = at->next) {
        const char *line = at->where.size > 0 ? strrchr(at->where.at, ':') : "";
        bl_buffer_format(&shown, "%s %s %s%s\n", kinds[at->by], at->cite.at, at->who.at, line);
    }
    return shown.at;
}

static const char *read_of(const char *text)
{
    bl_citations_deinit(&citations);
    load(text);
    assert_ok(bl_citations_read(&citations, notice, script, &err));
    return told();
}

#define ANY "notice:pure 'f' { answers = '', act = function() end }\n"

static void parameters_cite_with_each_of_their_values(void **state)
{
    (void)state;
    assert_string_equal(
        read_of("notice:parameters { { 'a', 1, cite = '三(一)', changes = { { date '2022-01-01', 2,"
                " cite = '四' } } }, { 'b', 1, cite = '-' } }\n" ANY),
        "parameter 三(一) a\nparameter 四 a\nplace 三(一) a:3\nplace 四 a:3\n");
}

static void rules_cite_with_what_they_refuse(void **state)
{
    (void)state;
    assert_string_equal(read_of("notice:pure 'f' { answers = '', rules = {\n"
                                "  { 'r', '第十条(二)', 'bad_thing', 'm', function() end },\n"
                                "  { 's', '第十条第三项', 'worse', 'm', function() end } },\n"
                                "  act = function() end }"),
                        "rule 第十条(二) f.bad_thing\nrule 第十条(三) f.worse\n"
                        "place 第十条(二) f.r:4\n");
}

static void prose_comes_with_its_why(void **state)
{
    (void)state;
    assert_string_equal(read_of("notice:prose [[ 第六条 what is meant ]]\n" ANY),
                        "prose 第六条 what is meant\n");
}

static void only_whole_strings_cite_in_a_script(void **state)
{
    (void)state;
    assert_string_equal(read_of("local s = '见第六条' .. [[第七条]] -- '第八条'\n" ANY), "");
    assert_string_equal(read_of("local n, w = '3', { '表', '附件', '通知' }\n" ANY), "");
    assert_string_equal(read_of("local s = \"第六条\"\n" ANY), "place 第六条 :3\n");
}

static void strings_are_called_by_the_tables_they_stand_in(void **state)
{
    (void)state;
    assert_string_equal(read_of("local t = { a = { 'x', '第一条' }, { of = 'y', { 'z', '二' } } }\n"
                                "local u = '三'\n" ANY),
                        "place 第一条 x:3\nplace 二 y.z:3\nplace 三 :4\n");
}

static void items_side_by_side_are_several(void **state)
{
    (void)state;
    assert_string_equal(read_of("local s = '第六条(一)(三)'\n" ANY),
                        "place 第六条(一) :3\nplace 第六条(三) :3\n");
    assert_string_equal(read_of("local s = '第六条(一)(3)'\n" ANY), "place 第六条(一)(3) :3\n");
    assert_string_equal(read_of("local s = '六(一)(二)(三)'\n" ANY),
                        "place 六(一) :3\nplace 六(二) :3\nplace 六(三) :3\n");
}

static void parts_are_read_too(void **state)
{
    (void)state;
    char command[128];
    snprintf(command, sizeof command, "mkdir %s/n && echo \"local s = { '第九条' }\" >%s/n/_p.lua",
             folder, folder);
    assert_int_equal(system(command), 0);
    assert_string_equal(read_of("bylaw.part('n/_' .. 'p.lua')\n" ANY), "place 第九条 :1\n");
}

static const char asked[] =
    "notice:pure 'f' { fields = 'n* count', answers = 'list[cite duty] other{cite}',\n"
    "  rules = { { 'few', '一', 'too_many', 'm', function(q) return q.n < 3 end } },\n"
    "  act = function(q)\n"
    "    return { list = { { cite = '二', duty = 'd' } }, other = { cite = '三' } },\n"
    "      { { '四', 'r', q.n }, { '-', 's' } } end }\n";

static void run(const char *text)
{
    char cases[80];
    bl_citations_deinit(&citations);
    load(asked);
    snprintf(cases, sizeof cases, "%s/c.lua", folder);
    FILE *file = fopen(cases, "w");
    assert_non_null(file);
    fprintf(file, "policy 'n.lua'\n%s", text);
    fclose(file);
    assert_ok(bl_citations_run(&citations, "n", cases, &err));
}

static void answers_cite_wherever_they_say_so(void **state)
{
    (void)state;
    run("case 'a' { { 'f', { n = 1 }, { ok = true } } }");
    assert_string_equal(told(), "case 二 f.d\ncase 三 f\ncase 一 f.few\ncase 四 f.r\n");
    assert_int_equal(citations.cases, 1);
    run("case 'b' { { 'f', { n = 3 }, refused('too_many', '一') } }");
    assert_string_equal(told(), "case 一 f.too_many\ncase 一 f.few\n");
}

static void cases_that_fail_cite_nothing(void **state)
{
    (void)state;
    run("case 'a' { { 'f', { n = 1 }, { ok = false } } }\n"
        "case 'b' { { 'f', { n = 3 }, refused('too_many', '一') } }");
    assert_string_equal(told(), "case 一 f.too_many\ncase 一 f.few\n");
    assert_int_equal(citations.cases, 2);
    assert_int_equal(citations.failed, 1);
}

static void cases_of_another_notice_do_not_count(void **state)
{
    (void)state;
    char cases[80];
    run("case 'a' { { 'f', { n = 1 }, { ok = true } } }");
    bl_citations_deinit(&citations);
    snprintf(cases, sizeof cases, "%s/c.lua", folder);
    assert_ok(bl_citations_run(&citations, "m", cases, &err));
    assert_string_equal(told(), "");
    assert_int_equal(citations.cases, 0);
    assert_int_equal(bl_citations_run(&citations, "n", "/nowhere/c.lua", &err), BL_NOT_FOUND);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        fact(parameters_cite_with_each_of_their_values),
        fact(rules_cite_with_what_they_refuse),
        fact(prose_comes_with_its_why),
        fact(only_whole_strings_cite_in_a_script),
        fact(strings_are_called_by_the_tables_they_stand_in),
        fact(items_side_by_side_are_several),
        fact(parts_are_read_too),
        fact(answers_cite_wherever_they_say_so),
        fact(cases_that_fail_cite_nothing),
        fact(cases_of_another_notice_do_not_count),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

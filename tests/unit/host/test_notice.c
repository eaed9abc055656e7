/* SPDX-License-Identifier: MIT */
#include "desk.h"

/* A notice with a fund and one function of each kind. */
#define COUNTER                                                                                    \
    "local p = notice:parameters { { 'rate', percent(5), cite = '一' },\n"                        \
    "  { 'most', yuan(10), cite = '二', least = yuan(1), most = yuan(99) },\n"                    \
    "  { 'rounds', 4, cite = '三', least = 1, most = 4 } }\n"                                     \
    "local season = notice:campaign { total = yuan(1000), rounds = 2, faces = { 30, 100 },\n"      \
    "  funders = { { 'district', yuan(1000) } }, order = function() return 'proportional' end,\n"  \
    "  terms = function() return { opens_at = time '2021-12-03T10:00:00+08:00',\n"                 \
    "    claim_closes_at = time '2021-12-04T00:00:00+08:00',\n"                                    \
    "    valid_until = time '2021-12-10T10:00:00+08:00' } end }\n"                                 \
    "local stores = notice:roster 'stores'\n"                                                      \
    "notice:pure 'share' { fields = 'amount* money', answers = 'share most rounds',\n"             \
    "  act = function(q) return { share = q.amount * p 'rate', most = p 'most',\n"                 \
    "    rounds = p 'rounds' } end }\n"                                                            \
    "notice:reads 'store' { fields = 'id* id', answers = 'at active available',\n"                 \
    "  act = function(q) local s = stores:find(q.id)\n"                                            \
    "    return { at = q.at, active = s ~= nil and s.active,\n"                                    \
    "      available = season:available() } end }\n"                                               \
    "notice:changes 'join' { fields = 'id* id\\nbreak_it bool\\namount money',\n"                  \
    "  answers = 'id at', act = function(q)\n"                                                     \
    "    stores:join(q.at, q.id, 'x', { n = q.amount and 1 or 2 })\n"                              \
    "    if q.break_it then error 'broken' end\n"                                                  \
    "    return { id = q.id, at = q.at } end }\n"

static void notice_is_called_by_the_name_of_its_file(void **state)
{
    (void)state;
    load(COUNTER);
    assert_string_equal(bl_notice_name(notice), "n");
}

static void functions_come_in_the_order_of_their_declaration(void **state)
{
    (void)state;
    load(COUNTER);
    assert_int_equal(bl_notice_function_count(notice), 3);
    assert_string_equal(bl_notice_function_at(notice, 0)->name, "share");
    assert_string_equal(bl_notice_function_at(notice, 2)->name, "join");
    assert_null(bl_notice_function(notice, T("joint")));
    assert_string_equal(bl_notice_nearest(notice, T("joint")), "join");
    assert_aborts((void)bl_notice_function_at(notice, 3));
}

static void script_that_is_missing_or_says_nothing_is_refused(void **state)
{
    (void)state;
    bl_notice *none = NULL;
    assert_refused(bl_notice_open("/nowhere/n.lua", &none, &err), BL_NOT_FOUND);
    assert_not_loaded("", "declares no function");
    bl_notice_close(NULL);
}

static void mistake_in_a_declaration_names_its_line(void **state)
{
    (void)state;
    assert_not_loaded("\nnotice:pure 'f' { answers = '', akt = 1 }",
                      "n.lua:4: f has no \"akt\"; did you mean \"act\"?");
    assert_not_loaded("notice:pure 'f' {\n  answers = '',\n  rules = { { 'r' } },\n"
                      "  act = function() end }",
                      ": rule r of f has no cite");
    assert_not_loaded("notice:pure 'f' { answers = '', rules = { { 'r', '' } },"
                      " act = function() end }",
                      "n.lua:3: rule r of f has no cite");
    assert_not_loaded("notice:pure 'f' { answers = '', fields = 'a cuont', act = function() end }",
                      "n.lua:3: field a: \"cuont\" is no type");
    assert_not_loaded("notice:pure 'f' { answers = '', fields = 'a count\\na bool',"
                      " act = function() end }",
                      "n.lua:3: field a stands twice");
    assert_not_loaded("notice:pure 'f' { answers = '', fields = 'a money >> 1',"
                      " act = function() end }",
                      "n.lua:3: ");
    assert_not_loaded("notice:pure 'f' { answers = 'a{', act = function() end }", "n.lua:3: ");
    assert_not_loaded("notice:pure 'f' { act = function() end }", "n.lua:3: ");
    assert_not_loaded("notice:pure 'f' { answers = '' }", "n.lua:3: f's act must be a function");
    assert_not_loaded("notice:pure 'f' { answers = '', act = function() end }\n"
                      "notice:reads 'f' { answers = '', act = function() end }",
                      "n.lua:4: f is declared twice");
    assert_not_loaded("notice:parameters { { 'rate', percent(5) } }",
                      "n.lua:3: parameter rate has no cite");
    assert_not_loaded("notice:parameters { { 'rate', 0.5, cite = '一' } }",
                      "n.lua:3: parameter rate: number is no exact value");
    assert_not_loaded("local a =\n\n= 1", "n.lua:5: ");
    assert_not_loaded("nonsense()", "n.lua:3: ");
}

static void test_that_names_no_field_is_not_loaded(void **state)
{
    (void)state;
    static const char *const tests[] = {"'sector'", "'not sector'", "'sector == x'",
                                        "function() end, when = 'sector ~= x'"};
    for (size_t i = 0; i < sizeof tests / sizeof tests[0]; i++) {
        char text[300];
        snprintf(text, sizeof text,
                 "notice:pure 'f' { answers = '', fields = 'sectors text', act = function() end,\n"
                 "  rules = { { 'r', '一', 'no', 'no', %s } } }",
                 tests[i]);
        assert_not_loaded(text, ": f has no field \"sector\"; did you mean \"sectors\"?");
    }
}

static void test_may_compare_a_field(void **state)
{
    (void)state;
    load("notice:codes [[\n  city a 甲, b 乙,\n  c\n  face 30, 50\n  both city, 7\n]]\n"
         "notice:pure 'f' { fields = 'city* city\\nface face\\nboth both', answers = 'city',\n"
         "  act = function(q) return { city = q.city } end, rules = {\n"
         "  { 'is', '一', 'no_a', 'not a', 'city == a' },\n"
         "  { 'not', '二', 'is_30', 'is 30', 'face ~= 30', when = 'both == 7' } } }");
    assert_answer("f", "{\"city\":\"a\",\"face\":30}",
                  "{\"ok\":true,\"city\":\"a\",\"reasons\":[{\"cite\":\"一\",\"rule\":\"is\","
                  "\"value\":\"a\"}]}");
    assert_says("f", "{\"city\":\"c\"}", "\"code\":\"no_a\"");
    assert_says("f", "{\"city\":\"a\",\"face\":30,\"both\":7}", "\"code\":\"is_30\"");
    assert_says("f", "{\"city\":\"a\",\"face\":50,\"both\":7}", "\"ok\":true");
    assert_bad("f", "{\"city\":\"a\",\"both\":\"d\"}", "both", "expected one of a, b, c, 7");
}

static void soft_rule_gives_way_to_a_reason_and_warns(void **state)
{
    (void)state;
    load("notice:pure 'f' { fields = 'planned bool\\nexception_reason text',\n"
         "  answers = 'warnings[code cite]', given = function() return { warnings = {} } end,\n"
         "  rules = { { 'plan', '一', 'not_planned', 'is in no plan', 'planned', soft = true } },\n"
         "  act = function(_, s) return { warnings = s.warnings } end }");
    assert_says("f", "{\"planned\":true,\"exception_reason\":\"x\"}", "\"warnings\":[]");
    assert_says("f", "{\"planned\":false,\"exception_reason\":\"省级新规\"}",
                "\"warnings\":[{\"code\":\"not_planned\",\"cite\":\"一\"}]");
    assert_says("f", "{\"planned\":false}", "\"code\":\"not_planned\"");
    assert_says("f", "{\"planned\":false,\"exception_reason\":\" \"}", "\"code\":\"not_planned\"");
    assert_says("f", "{\"planned\":false,\"exception_reason\":\"　\"}", "\"code\":\"not_planned\"");
}

static void dealing_that_there_is_not_names_the_nearest(void **state)
{
    (void)state;
    assert_not_loaded(COUNTER "season:changes 'clam' {}",
                      "a campaign knows no \"clam\"; did you mean \"claim\"?");
}

static void dealing_without_what_it_needs_is_not_loaded(void **state)
{
    (void)state;
    assert_not_loaded(COUNTER "season:changes 'plan_round' {}", ": plan_round needs floor");
    assert_not_loaded(COUNTER "season:changes 'refund' {}", ": refund needs lost");
    assert_not_loaded(COUNTER "season:changes 'settle' { act = function() end }",
                      ": settle has no \"act\"");
}

static void list_of_no_codes_is_not_loaded(void **state)
{
    (void)state;
    assert_not_loaded("notice:codes 'city'", "n.lua:3: codes: nothing stands behind \"city\"");
}

static void mistake_in_the_head_names_its_line(void **state)
{
    (void)state;
    bl_notice *none = NULL;
    write_script("", "\nbylaw.notice { documnt = '1' }");
    assert_int_equal(bl_notice_open(script, &none, &err), BL_SCRIPT);
    assert_non_null(strstr(err.text, "n.lua:2: a notice has no \"documnt\"; did you mean"
                                     " \"document\"?"));
}

static void prose_is_a_citation_and_why(void **state)
{
    (void)state;
    load(COUNTER "notice:prose [[\n  第九条(二)  who reviews\n\n  解释  who interprets\n]]\n");
    assert_not_loaded("notice:prose [[ 第九条 ]]", "n.lua:3: prose: 第九条 does not say why");
    assert_not_loaded("notice:prose [[ Article9 words ]]",
                      "n.lua:3: prose: \"Article9\" is no citation");
    assert_not_loaded("notice:prose [[ 第九条 a\n 第九条第一款 b ]]",
                      "prose: 第九条第一款 stands twice");
    assert_not_loaded("notice:prose {}", "n.lua:3: prose must be a string, not table");
}

static void schedule_that_calls_no_function_names_the_nearest(void **state)
{
    (void)state;
    assert_not_loaded(COUNTER "notice:schedule { { 'j', time '2021-12-03T10:00:00+08:00',"
                              " 'joim', {}, cite = '一' } }",
                      "did you mean \"join\"?");
    assert_not_loaded(COUNTER "notice:schedule { { 'j', time '2021-12-03T10:00:00+08:00',"
                              " 'join', {} } }",
                      "job j has no cite");
}

static void endless_script_and_memory_bomb_are_not_loaded(void **state)
{
    (void)state;
    assert_not_loaded("while true do end", "n.lua:3: ");
    bl_notice *none = NULL;
    write_script(HEAD, "local t = {} for i = 1, 1e9 do t[i] = { i } end");
    assert_int_not_equal(bl_notice_open(script, &none, &err), BL_OK);
    assert_non_null(strstr(err.text, "n.lua:3: "));
}

static void request_that_is_no_object_is_bad_input(void **state)
{
    (void)state;
    load(COUNTER);
    static const char *const lines[] = {"",
                                        "[]",
                                        "7",
                                        "null",
                                        "\"x\"",
                                        "{",
                                        "{}{}",
                                        "{\"a\":}",
                                        "{'a':1}",
                                        "{} x",
                                        "\xff",
                                        "{\"amount\":1,\"amount\":2}",
                                        "{\"amount\":NaN}",
                                        "{\"amount\":1e999}",
                                        "{\"a\\u0000\":1}"};
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++)
        assert_bad("share", lines[i], "-", "the request is not a JSON object");
}

static void number_past_64_bits_and_zero_byte_name_their_field(void **state)
{
    (void)state;
    load("notice:pure 'f' { fields = 'a money\\nb count\\nc percent\\nd text\\ne date\\n"
         "g bool\\nh id\\ni time', answers = 'b d', act = function(q) return { b = q.b, d = q.d }\n"
         "  end }");
    static const char *const huge[] = {"9223372036854775808", "-9223372036854775809",
                                       "100000000000000000000000000000000000000000000000000"};
    static const char fields[] = "abcdeghi";
    char request[200], name[2] = "";
    for (size_t i = 0; i < sizeof fields - 1; i++) {
        name[0] = fields[i];
        for (size_t j = 0; j < sizeof huge / sizeof huge[0]; j++) {
            snprintf(request, sizeof request, "{\"%s\":%s}", name, huge[j]);
            assert_bad("f", request, name, "");
        }
        snprintf(request, sizeof request, "{\"%s\":\"1\\u0000\"}", name);
        assert_bad("f", request, name, "");
    }
    assert_bad("f", "{\"x\":9223372036854775808}", "x", "did you mean");
    assert_bad("f", "{\"d\":\"\\u0000\"}", "d", "U+0000");
    assert_bad("f", "{\"b\":9223372036854775808,\"b\":1}", "-", "duplicate");
    assert_says("f", "{\"b\":9223372036854775807}", "\"b\":9223372036854775807");
}

static void text_has_at_most_64_kib(void **state)
{
    (void)state;
    load("notice:codes 'list a, b'\n"
         "notice:pure 'f' { fields = 'd text\\nc list', answers = 'd', act = function(q)\n"
         "  return { d = q.d } end }");
    char *request = malloc((2u << 20) + 16);
    static const int sizes[] = {65536, 65537, 1 << 20, 2 << 20};
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        int size = sprintf(request, "{\"d\":\"");
        memset(request + size, 'x', (size_t)sizes[i]);
        strcpy(request + size + sizes[i], "\"}");
        if (i == 0)
            assert_says("f", request, "\"ok\":true");
        else
            assert_bad("f", request, "d", "expected at most 65536 bytes");
        request[2] = 'c';
        assert_bad("f", request, "c", "expected one of a, b");
    }
    free(request);
}

static void params_whose_arithmetic_overflows_are_bad_input(void **state)
{
    (void)state;
    load("local p = notice:parameters { { 'rate', percent(5), cite = '一' },\n"
         "  { 'base', yuan(5), cite = '一' } }\n"
         "notice:pure 'f' { answers = 'a', act = function()\n"
         "  return { a = p 'base' * p 'rate' * 100000 } end }\n"
         "notice:pure 'g' { answers = 'a', act = function()\n"
         "  return { a = yuan(1000000000000) * 1000000000000 } end }\n");
    assert_says("f", "{}", "\"a\":25000");
    assert_bad("f", "{\"params\":{\"base\":1000000000000,\"rate\":1000000}}", "params", "");
    assert_says("f", "{\"params\":{\"base\":6}}", "\"a\":30000");
    assert_says("g", "{\"params\":{}}", "\"code\":\"script_error\"");
    assert_says("g", "{}", "\"code\":\"script_error\"");
}

static void request_whose_arithmetic_overflows_is_bad_input(void **state)
{
    (void)state;
    load("notice:pure 'f' { fields = 'n count', answers = 'a', act = function(q)\n"
         "  return { a = yuan(1000000000000) * (q.n or 1000000000000) } end }\n"
         "notice:changes 'g' { fields = 'd* date', answers = 'd', act = function(q)\n"
         "  return { d = q.d + 1 } end }\n");
    assert_says("f", "{\"n\":2}", "\"a\":2000000000000");
    assert_bad("f", "{\"n\":9223372036854775807}", "-", "too large");
    assert_says("f", "{}", "\"code\":\"script_error\"");
    assert_bad("g", "{\"d\":\"9999-12-31\"}", "-", "the years 1 to 9999");
}

static void misspelt_field_is_answered_with_the_nearest(void **state)
{
    (void)state;
    load(COUNTER);
    assert_bad("share", "{\"amuont\":1}", "amuont", "did you mean \\\"amount\\\"?");
    assert_bad("share", "{\"request_id\":\"r\",\"amount\":1}", "request_id", "there is no field");
    assert_bad("store", "{\"id\":\"x\",\"params\":{}}", "params", "there is no field");
}

static void pure_function_needs_no_register(void **state)
{
    (void)state;
    load(COUNTER);
    bl_notice_attach(notice, NULL);
    assert_answer("share", "{\"amount\":20}",
                  "{\"ok\":true,\"share\":1,\"most\":10,\"rounds\":4,\"reasons\":[]}");
    bl_notice_attach(notice, ledger);
    assert_int_equal(entries(), 0);
}

static void params_replace_values_for_one_call(void **state)
{
    (void)state;
    load(COUNTER);
    assert_says("share", "{\"amount\":20,\"params\":{\"rate\":10,\"rounds\":2}}",
                "\"share\":2,\"most\":10,\"rounds\":2");
    assert_says("share", "{\"amount\":20}", "\"share\":1,\"most\":10,\"rounds\":4");
    assert_says("share", "{\"amount\":20,\"params\":{}}", "\"share\":1,");
    assert_says("share", "{\"amount\":20,\"params\":null}", "\"share\":1,");
}

static void params_of_a_refused_call_do_not_last(void **state)
{
    (void)state;
    load(COUNTER);
    assert_bad("share", "{\"amount\":\"x\",\"params\":{\"rate\":10}}", "amount", "");
    assert_says("share", "{\"amount\":20}", "\"share\":1,");
    assert_says("share", "{\"amount\":20,\"params\":{\"rate\":10}}", "\"share\":2,");
    assert_bad("share", "{\"amount\":20,\"params\":{\"rate\":50,\"most\":0}}", "params.most", "");
    assert_says("share", "{\"amount\":20}", "\"share\":1,");
}

static void params_that_do_not_fit_are_named(void **state)
{
    (void)state;
    load(COUNTER);
    assert_bad("share", "{\"amount\":1,\"params\":[]}", "params", "expected an object");
    assert_bad("share", "{\"amount\":1,\"params\":7}", "params", "expected an object");
    assert_bad("share", "{\"amount\":1,\"params\":{\"rte\":1}}", "params.rte",
               "did you mean \\\"rate\\\"?");
    assert_bad("share", "{\"amount\":1,\"params\":{\"rate\":\"x\"}}", "params.rate", "");
    assert_bad("share", "{\"amount\":1,\"params\":{\"rate\":-1}}", "params.rate", "");
    assert_bad("share", "{\"amount\":1,\"params\":{\"most\":100}}", "params.most", "");
    assert_bad("share", "{\"amount\":1,\"params\":{\"rounds\":5}}", "params.rounds", "");
}

static void parameter_taken_away_is_named_where_it_is_needed(void **state)
{
    (void)state;
    load(COUNTER);
    assert_bad("share", "{\"amount\":1,\"params\":{\"rate\":null}}", "params.rate", "needed here");
    assert_says("share", "{\"amount\":20}", "\"share\":1,");
}

static void reading_sees_a_book_never_opened_and_leaves_no_trace(void **state)
{
    (void)state;
    bl_buffer before = {0}, after = {0};
    bl_ledger_close(ledger);
    ledger = NULL;
    assert_ok(bl_ledger_open(path, BL_DB_CREATE, &ledger, &err));
    bl_ledger_close(ledger);
    for (int round = 0; round < 2; round++) {
        FILE *file = fopen(path, "rb");
        for (int c; (c = fgetc(file)) != EOF;)
            bl_buffer_add_char(round ? &after : &before, (char)c);
        fclose(file);
        if (round == 1)
            break;
        assert_ok(bl_ledger_open(path, BL_DB_WRITE, &ledger, &err));
        load(COUNTER);
        assert_says("store", "{\"id\":\"S1\"}", "\"active\":false,\"available\":1000");
        assert_int_equal(entries(), 0);
        bl_ledger_close(ledger);
    }
    ledger = NULL;
    assert_true(bl_text_equal(bl_buffer_view(&before), bl_buffer_view(&after)));
    bl_buffer_deinit(&before);
    bl_buffer_deinit(&after);
}

static void first_change_opens_the_book_and_brings_its_funds_once(void **state)
{
    (void)state;
    load(COUNTER);
    assert_says("join", "{\"id\":\"S1\"}", "\"ok\":true");
    assert_int_equal(entries(), 4);
    assert_says("join", "{\"id\":\"S2\"}", "\"ok\":true");
    assert_int_equal(entries(), 5);
    assert_says("store", "{\"id\":\"S1\"}", "\"active\":true,\"available\":1000");
}

static void request_carries_its_own_moment_or_is_given_one(void **state)
{
    (void)state;
    load(COUNTER);
    assert_says("join", "{\"id\":\"S1\"}", "\"at\":\"2021-12-03T10:00:00+08:00\"");
    assert_says("join", "{\"id\":\"S2\",\"at\":\"2021-12-03T03:00:00Z\"}",
                "\"at\":\"2021-12-03T11:00:00+08:00\"");
    assert_bad("join", "{\"id\":\"S3\",\"at\":\"2021-12-03\"}", "at", "");
}

static void reading_is_never_before_the_last_event(void **state)
{
    (void)state;
    load(COUNTER);
    (void)ask("join", "{\"id\":\"S1\",\"at\":\"2021-12-03T11:00:00+08:00\"}");
    assert_says("store", "{\"id\":\"S1\",\"at\":\"2021-12-01T00:00:00+08:00\"}",
                "\"at\":\"2021-12-03T11:00:00+08:00\"");
    assert_says("store", "{\"id\":\"S1\",\"at\":\"2021-12-04T00:00:00+08:00\"}",
                "\"at\":\"2021-12-04T00:00:00+08:00\"");
}

static void same_request_gets_the_same_answer_and_changes_nothing(void **state)
{
    (void)state;
    load(COUNTER);
    char first[400];
    strcpy(first, ask("join", "{\"id\":\"名\\\"1\",\"request_id\":\"r1\",\"amount\":20}"));
    int64_t before = entries();
    static const char *const again[] = {
        "{\"id\":\"名\\\"1\",\"request_id\":\"r1\",\"amount\":20}",
        "{\"amount\":20.00,\"request_id\":\"r1\",\"id\":\"\\u540d\\u00221\"}",
        "{\"amount\":\"20\",\"request_id\":\"r1\",\"id\":\"名\\\"1\",\"break_it\":null}",
        "{\"at\":\"2022-01-01T00:00:00+08:00\",\"id\":\"名\\\"1\",\"request_id\":\"r1\","
        "\"amount\":2e1}"};
    for (size_t i = 0; i < sizeof again / sizeof again[0]; i++)
        assert_answer("join", again[i], first);
    assert_int_equal(entries(), before);
}

static void request_id_with_other_fields_is_refused(void **state)
{
    (void)state;
    load(COUNTER);
    (void)ask("join", "{\"id\":\"S1\",\"request_id\":\"r1\"}");
    int64_t before = entries();
    assert_answer("join", "{\"id\":\"S2\",\"request_id\":\"r1\"}",
                  "{\"ok\":false,\"error\":{\"code\":\"request_id_reused\",\"message\":\"this"
                  " request_id was used for another function or with other fields\",\"cite\":\"-\"}"
                  ",\"reasons\":[]}");
    assert_int_equal(entries(), before);
}

static void bad_input_is_not_remembered(void **state)
{
    (void)state;
    load(COUNTER);
    assert_bad("join", "{\"request_id\":\"r1\"}", "id", "missing");
    assert_says("join", "{\"id\":\"S1\",\"request_id\":\"r1\"}", "\"ok\":true");
}

static void error_of_the_script_is_an_answer_and_changes_nothing(void **state)
{
    (void)state;
    load(COUNTER);
    (void)ask("join", "{\"id\":\"S0\"}");
    int64_t before = entries();
    assert_says("join", "{\"id\":\"S1\",\"request_id\":\"r1\",\"break_it\":true}",
                "{\"ok\":false,\"error\":{\"code\":\"script_error\",\"message\":\"");
    assert_non_null(strstr(answer.at, "n.lua:22: broken\""));
    assert_int_equal(entries(), before);
    assert_says("store", "{\"id\":\"S1\"}", "\"active\":false");
    assert_says("join", "{\"id\":\"S1\",\"request_id\":\"r1\"}", "\"ok\":true");
}

static void refusal_undoes_what_was_done_before_it(void **state)
{
    (void)state;
    load("local shops = notice:roster 'shops'\n"
         "notice:changes 'leak' { fields = 'id* id', answers = 'x?',\n"
         "  given = function(q) shops:join(q.at, q.id, 'k', {}) end,\n"
         "  rules = { { 'no', '-', 'refused', 'never', function() return false end } },\n"
         "  act = function() return {} end }\n"
         "notice:reads 'look' { fields = 'id* id', answers = 'there',\n"
         "  act = function(q) return { there = shops:find(q.id) ~= nil } end }\n");
    assert_says("leak", "{\"id\":\"S1\",\"request_id\":\"r1\"}", "\"code\":\"refused\"");
    assert_says("look", "{\"id\":\"S1\"}", "\"there\":false");
    assert_says("leak", "{\"id\":\"S1\",\"request_id\":\"r1\"}", "\"code\":\"refused\"");
}

static void function_that_reads_may_not_change(void **state)
{
    (void)state;
    load("local shops = notice:roster 'shops'\n"
         "notice:reads 'look' { fields = 'id* id', answers = 'x?',\n"
         "  act = function(q) shops:join(q.at, q.id, 'k', {}) return {} end }\n");
    assert_says("look", "{\"id\":\"S1\"}", "may change the register");
}

static void field_that_speaks_of_no_other_is_not_loaded(void **state)
{
    (void)state;
    assert_not_loaded("notice:pure 'f' { fields = 'a money 0..bb', answers = 'x?',\n"
                      "  act = function() return {} end }\n",
                      "\"bb\"");
}

static void error_takes_few_fields_and_may_replace_its_own(void **state)
{
    (void)state;
    load("local function say(more)\n"
         "  return { rules = { { 'no', '-', 'r', 'm', function()\n"
         "    return false, 1, 2, more end } }, answers = 'x?', act = function() return {} end }\n"
         "end\n"
         "local many = {}\n"
         "for i = 1, 17 do many['k' .. i] = i end\n"
         "notice:pure 'many' (say(many))\n"
         "notice:pure 'own' (say { code = 'yes', cite = '\344\272\214', missing = { 'a' } })\n"
         "notice:pure 'wrong' (say { cite = 2 })\n"
         "notice:pure 'quoted' (say { ['a\\\"b'] = 1 })\n");
    assert_says("many", "{}", "at most 16");
    assert_says(
        "own", "{}",
        "{\"code\":\"yes\",\"message\":\"m\",\"cite\":\"\344\272\214\",\"missing\":[\"a\"]}");
    assert_says("wrong", "{}", "string expected");
    assert_says("quoted", "{}", "\"a\\\"b\":1");
}

static void records_of_a_list_are_tested_one_after_the_other(void **state)
{
    (void)state;
    load("notice:record('part', 'id* text\\nsize count')\n"
         "notice:pure 'f' { fields = 'parts list of part', answers = '', rules = {\n"
         "  notice:each('parts', '一', 'parts', 'id', {\n"
         "    { 'twice', '-', 'stands twice', function(part, _, _, before)\n"
         "      return not before[part.id] end },\n"
         "    { 'no_size', '二', 'has no size', function(part) return part.size end } }) },\n"
         "  act = function() return {} end }\n");
    assert_says("f", "{}", "{\"ok\":true,\"reasons\":[]}");
    assert_says("f", "{\"parts\":[]}", "{\"ok\":true,\"reasons\":[]}");
    assert_says("f", "{\"parts\":[{\"id\":\"a\",\"size\":1},{\"id\":\"b\"},{\"id\":\"a\"}]}",
                "{\"code\":\"no_size\",\"message\":\"has no size\",\"cite\":\"二\","
                "\"field\":\"parts[2]\"}");
    assert_says("f", "{\"parts\":[{\"id\":\"a\",\"size\":1},{\"id\":\"a\"}]}",
                "\"code\":\"twice\",\"message\":\"stands twice\",\"cite\":\"-\"");
}

static void conflict_is_an_error_of_the_script_that_did_not_ask_first(void **state)
{
    (void)state;
    load(COUNTER);
    (void)ask("join", "{\"id\":\"S1\"}");
    assert_says("join", "{\"id\":\"S1\",\"request_id\":\"r2\"}", "S1 is already in the roster");
    assert_says("join", "{\"id\":\"S2\",\"request_id\":\"r2\"}", "\"ok\":true");
}

static void request_that_breaks_leaves_the_rest_of_its_group(void **state)
{
    (void)state;
    load(COUNTER);
    const bl_function *join = bl_notice_function(notice, T("join"));
    bl_moment at = {0};
    assert_ok(bl_notice_begin(notice, true, &err));
    assert_ok(bl_notice_answer(notice, join, T("{\"id\":\"S1\"}"), at, &answer, &err));
    assert_ok(
        bl_notice_answer(notice, join, T("{\"id\":\"S2\",\"break_it\":true}"), at, &answer, &err));
    assert_ok(bl_notice_answer(notice, join, T("{\"id\":\"S3\"}"), at, &answer, &err));
    assert_ok(bl_notice_commit(notice, &err));
    assert_says("store", "{\"id\":\"S1\"}", "\"active\":true");
    assert_says("store", "{\"id\":\"S2\"}", "\"active\":false");
    assert_says("store", "{\"id\":\"S3\"}", "\"active\":true");
}

static void what_is_rolled_back_was_not_answered(void **state)
{
    (void)state;
    load(COUNTER);
    const bl_function *join = bl_notice_function(notice, T("join"));
    assert_ok(bl_notice_begin(notice, true, &err));
    assert_ok(bl_notice_answer(notice, join, T("{\"id\":\"S1\",\"request_id\":\"r1\"}"),
                               (bl_moment){0}, &answer, &err));
    bl_notice_rollback(notice);
    assert_int_equal(entries(), 0);
    assert_says("join", "{\"id\":\"S2\",\"request_id\":\"r1\"}", "\"id\":\"S2\"");
}

static void endless_act_stops_by_its_budget(void **state)
{
    (void)state;
    load("notice:pure 'f' { answers = '', act = function() while true do end end }\n"
         "notice:pure 'g' { answers = '', act = function() return {} end }\n");
    assert_says("f", "{}", "\"code\":\"script_error\",\"message\":\"");
    assert_non_null(strstr(answer.at, "n.lua:3: "));
    assert_answer("g", "{}", "{\"ok\":true,\"reasons\":[]}");
}

static void memory_bomb_is_an_answer_and_the_notice_lives_on(void **state)
{
    (void)state;
    load("notice:pure 'f' { answers = '', act = function()\n"
         "  local t = {} for i = 1, 1e9 do t[i] = { i } end end }\n"
         "notice:pure 'g' { answers = '', act = function() return {} end }\n");
    assert_says("f", "{}", "\"code\":\"script_error\"");
    assert_non_null(strstr(answer.at, "n.lua:4: "));
    assert_answer("g", "{}", "{\"ok\":true,\"reasons\":[]}");
}

static void field_that_the_request_lacks_is_an_error_of_the_script(void **state)
{
    (void)state;
    load("notice:pure 'f' { fields = 'amount money', answers = 'n',\n"
         "  act = function(q) return { n = q.amuont } end }");
    assert_says("f", "{}",
                "n.lua:4: the request has no field \\\"amuont\\\"; did you mean"
                " \\\"amount\\\"?");
}

static void campaign_asked_for_nonsense_gives_an_error_and_no_crash(void **state)
{
    (void)state;
    static const char *const calls[] = {
        "season:claim(q.at, 1, 30, 'x')",
        "season:claim(q.at, 1, 0, 'x')",
        "season:claim(q.at, 1, -5, 'x')",
        "season:claim(q.at, 1, 30, string.rep('x', 500))",
        "season:redeem(q.at, '1-30-1', {})",
        "season:refund(q.at, '1-30-1/1', yuan(1), 'standing')",
        "season:cancel(q.at, '1-30-1/1', 'x')",
        "season:close(q.at, 1)",
        "season:settle(q.at, 1)",
        "season:recover(q.at, 'S1', yuan(5))",
        "season:recover(q.at, 'S1', yuan(-5))",
        "season:recover(q.at, string.rep('x', 500), yuan(5))",
        "season:due_back(string.rep('x', 500))",
        "season:plan(q.at, season:draft(1, { [30] = -1, [100] = 0 }))",
        "season:plan(q.at, season:draft(1, { [30] = 9007199254740992, [100] = 0 }))",
        "season:plan(q.at, season:draft(1, { [30] = math.maxinteger, [100] = 0 }))",
        "season:plan(q.at, { round = { number = 1 }, counts = { [30] = math.maxinteger,"
        " [100] = math.mininteger }, claim_closes_at = q.at, valid_until = q.at })",
        "season:stock('x', {})",
        "stores:join(q.at, string.rep('x', 500), 'k', {})",
        "stores:join(q.at, 'x', 'k', function() end)",
        "stores:leave(q.at, 'x', 'gone')",
        "stores:touch(q.at, nil)",
    };
    for (size_t i = 0; i < sizeof calls / sizeof calls[0]; i++) {
        char text[3000];
        snprintf(text, sizeof text,
                 COUNTER "notice:changes 'f' { answers = '', act = function(q) %s return {} end }",
                 calls[i]);
        load(text);
        pid_t child = fork();
        if (child == 0) {
            (void)ask("f", "{}");
            _exit(strstr(answer.at, "{\"ok\":") != answer.at);
        }
        int ended = 0;
        assert_int_equal(waitpid(child, &ended, 0), child);
        if (!WIFEXITED(ended) || WEXITSTATUS(ended) != 0)
            fail_msg("%s", calls[i]);
    }
}

static void fund_of_nothing_or_less_is_not_loaded(void **state)
{
    (void)state;
    static const char *const totals[] = {"yuan(0)", "yuan(-5)"};
    for (size_t i = 0; i < 2; i++) {
        char text[600];
        snprintf(text, sizeof text,
                 "notice:campaign { total = %s, rounds = 1, faces = { 30 }, funders = {},\n"
                 "  order = function() end, terms = function() end }\n"
                 "notice:changes 'f' { answers = '', act = function() return {} end }",
                 totals[i]);
        assert_not_loaded(text, "n.lua:");
    }
}

static void change_without_its_required_id_is_bad_input(void **state)
{
    (void)state;
    write_script("local notice = bylaw.notice { document = '1', title = 't', issuer = 'i',\n"
                 "  issued = date '2021-11-24', request_id = 'required' }\n",
                 "notice:changes 'f' { answers = '', act = function() return {} end }");
    assert_ok(bl_notice_open(script, &notice, &err));
    bl_notice_attach(notice, ledger);
    char id[131], request[200];
    assert_bad("f", "{}", "request_id", "missing");
    assert_bad("f", "{\"request_id\":\"\"}", "request_id", "1 to 128 bytes");
    memset(id, 'x', 130);
    id[129] = '\0';
    snprintf(request, sizeof request, "{\"request_id\":\"%s\"}", id);
    assert_bad("f", request, "request_id", "1 to 128 bytes");
    id[128] = '\0';
    snprintf(request, sizeof request, "{\"request_id\":\"%s\"}", id);
    assert_says("f", request, "\"ok\":true");
}

static void function_that_is_not_pure_without_a_register_is_wrong_code(void **state)
{
    (void)state;
    load(COUNTER);
    bl_notice_attach(notice, NULL);
    assert_aborts((void)!bl_notice_begin(notice, false, &err));
    assert_aborts((void)!bl_notice_answer(notice, bl_notice_function(notice, T("store")), T("{}"),
                                          (bl_moment){0}, &answer, &err));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        fact(notice_is_called_by_the_name_of_its_file),
        fact(functions_come_in_the_order_of_their_declaration),
        fact(script_that_is_missing_or_says_nothing_is_refused),
        fact(mistake_in_a_declaration_names_its_line),
        fact(test_that_names_no_field_is_not_loaded),
        fact(test_may_compare_a_field),
        fact(soft_rule_gives_way_to_a_reason_and_warns),
        fact(dealing_that_there_is_not_names_the_nearest),
        fact(dealing_without_what_it_needs_is_not_loaded),
        fact(list_of_no_codes_is_not_loaded),
        fact(mistake_in_the_head_names_its_line),
        fact(prose_is_a_citation_and_why),
        fact(schedule_that_calls_no_function_names_the_nearest),
        fact(endless_script_and_memory_bomb_are_not_loaded),
        fact(request_that_is_no_object_is_bad_input),
        fact(number_past_64_bits_and_zero_byte_name_their_field),
        fact(text_has_at_most_64_kib),
        fact(params_whose_arithmetic_overflows_are_bad_input),
        fact(request_whose_arithmetic_overflows_is_bad_input),
        fact(misspelt_field_is_answered_with_the_nearest),
        fact(pure_function_needs_no_register),
        fact(params_replace_values_for_one_call),
        fact(params_of_a_refused_call_do_not_last),
        fact(params_that_do_not_fit_are_named),
        fact(parameter_taken_away_is_named_where_it_is_needed),
        fact(reading_sees_a_book_never_opened_and_leaves_no_trace),
        fact(first_change_opens_the_book_and_brings_its_funds_once),
        fact(request_carries_its_own_moment_or_is_given_one),
        fact(reading_is_never_before_the_last_event),
        fact(same_request_gets_the_same_answer_and_changes_nothing),
        fact(request_id_with_other_fields_is_refused),
        fact(bad_input_is_not_remembered),
        fact(error_of_the_script_is_an_answer_and_changes_nothing),
        fact(refusal_undoes_what_was_done_before_it),
        fact(function_that_reads_may_not_change),
        fact(field_that_speaks_of_no_other_is_not_loaded),
        fact(error_takes_few_fields_and_may_replace_its_own),
        fact(records_of_a_list_are_tested_one_after_the_other),
        fact(conflict_is_an_error_of_the_script_that_did_not_ask_first),
        fact(request_that_breaks_leaves_the_rest_of_its_group),
        fact(what_is_rolled_back_was_not_answered),
        fact(endless_act_stops_by_its_budget),
        fact(memory_bomb_is_an_answer_and_the_notice_lives_on),
        fact(field_that_the_request_lacks_is_an_error_of_the_script),
        fact(campaign_asked_for_nonsense_gives_an_error_and_no_crash),
        fact(fund_of_nothing_or_less_is_not_loaded),
        fact(change_without_its_required_id_is_bad_input),
        fact(function_that_is_not_pure_without_a_register_is_wrong_code),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

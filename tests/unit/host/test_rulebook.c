/* SPDX-License-Identifier: MIT */
#include "host/rulebook.h"

#include "desk.h"
#include "rule/sweep.h"

#define ROWS 20000

/* Codes, thresholds, pairs, rounding, absent facts, results of several kinds, calls of rules. */
#define RULES                                                                                      \
    "notice:codes 's x, y, z'\n"                                                                   \
    "local p = notice:parameters { { 'rate', percent '12.5', cite = '1' },\n"                      \
    "  { 'day', date '2021-06-30', cite = '2' }, { 'unread', 3, cite = '3' } }\n"                  \
    "local base = notice:rule 'base' { cite = '3', fields = 's s\\na* money -1000..1000',\n"       \
    "  results = 'amount money', function(f)\n"                                                    \
    "  if f.s == 'x' then return f.a * p 'rate' end\n"                                             \
    "  return f.a:times(ratio(1, 3), f.s and 'up' or 'down') end }\n"                              \
    "notice:rule 'whole' { cite = '4', results = 'amount money\\nbig bool\\ndays count\\nk s',\n"  \
    "  fields = 's s\\na* money -1000..1000\\nb money -1000..1000\\nd* date\\nn* count\\nok bool " \
    "= true', function(f)\n"                                                                       \
    "  local amount, late = base(f), f.d > p 'day'\n"                                              \
    "  if f.b and f.b - f.a >= yuan(50) then amount = amount + at_least(f.b, f.a * 2) end\n"       \
    "  if late and not f.ok then return nil, false, f.d - p 'day', f.s end\n"                      \
    "  return at_most(amount * 3 + yuan(1) * f.n, yuan(900)), amount > f.a, f.n + 7,\n"            \
    "    late and 'y' or f.s end }\n"                                                              \
    "notice:rule 'text' { cite = '5', fields = 't* text', results = 'long bool',\n"                \
    "  function(f) return #f.t > 3 end }\n"

static uint8_t s[ROWS], ok[ROWS];
static int64_t a[ROWS], b[ROWS], d[ROWS], n[ROWS];
static uint64_t no_s[ROWS / 64 + 1], no_b[ROWS / 64 + 1];
static int64_t results[4][ROWS];
static uint64_t none[4][ROWS / 64 + 1];

static uint64_t state_of_chance = 88172645463325252;

static int64_t chance(int64_t below)
{
    state_of_chance ^= state_of_chance << 13;
    state_of_chance ^= state_of_chance >> 7;
    state_of_chance ^= state_of_chance << 17;
    return (int64_t)(state_of_chance >> 12) % below;
}

static bool bit(const uint64_t *bits, int i)
{
    return bits[i / 64] >> (i % 64) & 1;
}

static void make_rows(void)
{
    memset(no_s, 0, sizeof no_s);
    memset(no_b, 0, sizeof no_b);
    for (int i = 0; i < ROWS; i++) {
        s[i] = (uint8_t)chance(3);
        ok[i] = (uint8_t)chance(2);
        a[i] = chance(2) ? chance(40000) - 5000 : chance(100) * 100;
        b[i] = chance(3) ? chance(40000) : a[i] + 4999 + chance(3);
        d[i] = 18808 + chance(5) - 2; /* 2021-06-30 and the days around it */
        n[i] = chance(2000);
        no_s[i / 64] |= (uint64_t)(chance(6) == 0) << (i % 64);
        no_b[i / 64] |= (uint64_t)(chance(4) == 0) << (i % 64);
    }
}

static bool find(const char *name, bl_rulebook_entry *out)
{
    bool found = false;
    assert_ok(bl_rulebook_find(notice, bl_text_of(name), out, &found, &err));
    return found;
}

static void sweep_whole(int workers)
{
    const bl_column columns[] = {{s, no_s}, {a, NULL}, {b, no_b}, {d, NULL}, {n, NULL}, {ok, NULL}};
    bl_output outputs[4] = {0};
    bl_rulebook_entry entry;
    bl_sweep *sweep = NULL;
    assert_true(find("whole", &entry));
    assert_non_null(entry.table);
    assert_ok(bl_sweep_open(entry.table, &sweep, &err));
    assert_int_equal(bl_sweep_how(sweep), BL_SWEEP_WALK);
    for (int i = 0; i < 4; i++)
        outputs[i] = (bl_output){.cells = results[i], .absent = none[i]};
    bl_task task = {sweep, columns, outputs};
    assert_ok(bl_sweep_run(&task, 1, ROWS, workers, &err));
    bl_sweep_close(sweep);
}

/* What `bylaw call` answers, as far as the results go. */
static void write_answer(int i, bl_buffer *out)
{
    static const char *const codes[] = {"x", "y", "z"};
    bl_buffer_add_text(out, "{\"ok\":true,\"amount\":");
    if (bit(none[0], i))
        bl_buffer_add_text(out, "null");
    else
        bl_money_write((bl_money){results[0][i]}, out);
    bl_buffer_format(out, ",\"big\":%s,\"days\":%d,\"k\":", results[1][i] ? "true" : "false",
                     (int)results[2][i]);
    if (bit(none[3], i))
        bl_buffer_add_text(out, "null");
    else
        bl_buffer_format(out, "\"%s\"", codes[results[3][i]]);
}

static void write_request(int i, bl_buffer *out)
{
    static const char *const codes[] = {"x", "y", "z"};
    bl_buffer_add_text(out, "{\"a\":");
    bl_money_write((bl_money){a[i]}, out);
    if (!bit(no_s, i))
        bl_buffer_format(out, ",\"s\":\"%s\"", codes[s[i]]);
    if (!bit(no_b, i)) {
        bl_buffer_add_text(out, ",\"b\":");
        bl_money_write((bl_money){b[i]}, out);
    }
    bl_buffer_add_text(out, ",\"d\":\"");
    bl_date_write((bl_date){(int32_t)d[i]}, out);
    bl_buffer_format(out, "\",\"n\":%d,\"ok\":%s}", (int)n[i], ok[i] ? "true" : "false");
}

static void assert_answered_alike(void)
{
    bl_buffer request = {0}, expected = {0};
    for (int i = 0; i < ROWS; i++) {
        bl_buffer_clear(&request);
        bl_buffer_clear(&expected);
        write_request(i, &request);
        write_answer(i, &expected);
        if (strncmp(ask("whole", request.at), expected.at, expected.size) != 0)
            fail_msg("%s: expected %s in %s", request.at, expected.at, answer.at);
    }
    bl_buffer_deinit(&request);
    bl_buffer_deinit(&expected);
}

static void a_population_is_answered_as_one_by_one(void **state)
{
    (void)state;
    load(RULES);
    make_rows();
    sweep_whole(2);
    assert_answered_alike();
}

/* Without its table the rule is answered by its function, which knows nothing of tables. */
static void a_population_is_answered_as_by_the_function(void **state)
{
    (void)state;
    load(RULES);
    make_rows();
    sweep_whole(1);
    lua_State *L = bl_notice_lua(notice);
    lua_getglobal(L, "kit");
    lua_getfield(L, -1, "rules");
    lua_getfield(L, -1, "whole");
    lua_pushnil(L);
    lua_setfield(L, -2, "explored");
    lua_settop(L, 0);
    assert_answered_alike();
}

static void rules_are_found_with_what_they_are(void **state)
{
    (void)state;
    bl_rulebook_entry entry;
    load(RULES);
    assert_int_equal(bl_rulebook_count(notice), 3);
    assert_string_equal(bl_rulebook_name(notice, 1), "whole");
    assert_false(find("hole", &entry));
    assert_true(find("text", &entry));
    assert_null(entry.table);
    assert_non_null(strstr(entry.reason, "the text t"));
    assert_true(find("whole", &entry));
    assert_null(entry.reason);
    assert_string_equal(bl_rulebook_result(notice, &entry, 2), "days");
    assert_string_equal(entry.function->record.fields[1].name, "s");
    assert_int_equal(bl_table_view(entry.table)->field_count, 6);
}

static void a_rule_knows_the_parameters_that_it_read(void **state)
{
    (void)state;
    bl_rulebook_entry entry;
    load(RULES);
    assert_true(find("whole", &entry));
    assert_true(bl_rulebook_reads(notice, &entry, "rate"));
    assert_true(bl_rulebook_reads(notice, &entry, "day"));
    assert_false(bl_rulebook_reads(notice, &entry, "unread"));
    assert_true(find("base", &entry));
    assert_false(bl_rulebook_reads(notice, &entry, "day"));
}

static void other_parameters_have_a_table_of_their_own(void **state)
{
    (void)state;
    bl_rulebook_entry entry;
    const bl_table *table = NULL;
    int64_t cells[] = {0, 1000}, out = 0;
    bool there = false;
    int row = 0;
    load(RULES);
    assert_true(find("base", &entry));
    assert_ok(bl_rulebook_in_force(notice, &entry, &table, &err));
    assert_ptr_equal(table, entry.table);
    ask("base", "{\"a\":1,\"params\":{\"rate\":20}}");
    assert_ok(bl_rulebook_in_force(notice, &entry, &table, &err));
    assert_ptr_not_equal(table, entry.table);
    assert_ok(bl_table_row(table, (bl_facts){cells, NULL}, &row, &err));
    assert_ok(bl_table_result(table, row, 0, (bl_facts){cells, NULL}, &out, &there, &err));
    assert_int_equal(out, 200);
    ask("base", "{\"a\":1}");
    assert_ok(bl_rulebook_in_force(notice, &entry, &table, &err));
    assert_ptr_equal(table, entry.table);
    assert_true(find("text", &entry));
    assert_ok(bl_rulebook_in_force(notice, &entry, &table, &err));
    assert_null(table);
}

static void a_notice_without_rules_has_none(void **state)
{
    (void)state;
    load("notice:pure 'f' { fields = '', answers = '', act = function() return {} end }");
    assert_int_equal(bl_rulebook_count(notice), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        fact(a_population_is_answered_as_one_by_one),
        fact(a_population_is_answered_as_by_the_function),
        fact(rules_are_found_with_what_they_are),
        fact(a_rule_knows_the_parameters_that_it_read),
        fact(other_parameters_have_a_table_of_their_own),
        fact(a_notice_without_rules_has_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

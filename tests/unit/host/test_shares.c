/* SPDX-License-Identifier: MIT */
#include <stdio.h>

#include "desk.h"

/* A campaign in which one store was paid 30 yuan that it owes back in full. */
#define OWING                                                                                      \
    "local opens = time '2021-12-03T10:00:00+08:00'\n"                                             \
    "local season = notice:campaign { total = total, rounds = 1, faces = { 30 },\n"                \
    "  funders = funders, order = function() return order end,\n"                                  \
    "  terms = function() return { opens_at = opens, claim_closes_at = opens + hours(1),\n"        \
    "    valid_until = opens + hours(2) } end }\n"                                                 \
    "notice:changes 'pay' { answers = 'shares[fen]', act = function(q)\n"                          \
    "  season:plan(q.at, season:draft(1, { [30] = 1 }))\n"                                         \
    "  local id = season:claim(q.at, season:round(1), 30, 'ann')\n"                                \
    "  local use = season:redeem(q.at, id, { merchant = 'S1', order = 'o', sector = 'retail',\n"   \
    "    tested = yuan(100), paid = yuan(70) })\n"                                                 \
    "  season:close(q.at, 1)\n"                                                                    \
    "  local lines = season:settle(q.at, 1)\n"                                                     \
    "  season:cancel(q.at, use.id, 'cheating')\n"                                                  \
    "  local list = {}\n"                                                                          \
    "  for i, f in ipairs(funders) do list[i] = { fen = lines[1][f[1]] } end\n"                    \
    "  return { shares = list } end }\n"                                                           \
    "notice:changes 'recover' { fields = 'amount* money', answers = 'shares[fen]',\n"              \
    "  act = function(q)\n"                                                                        \
    "    local named, list = season:recover(q.at, 'S1', q.amount), {}\n"                           \
    "    for i, f in ipairs(funders) do list[i] = { fen = named[f[1]] } end\n"                     \
    "    return { shares = list } end }\n"                                                         \
    "notice:reads 'left' { answers = 'due spent', act = function()\n"                              \
    "  return { due = season:due_back 'S1', spent = season:spent() } end }\n"

static void open_campaign(const char *order, const char *const *amounts, size_t count)
{
    char text[6000];
    int size = snprintf(text, sizeof text, "local order = '%s'\nlocal total = yuan(0)\n", order);
    for (size_t i = 0; i < count; i++)
        size += snprintf(text + size, sizeof text - (size_t)size, "total = total + yuan '%s'\n",
                         amounts[i]);
    size += snprintf(text + size, sizeof text - (size_t)size, "local funders = {\n");
    for (size_t i = 0; i < count; i++)
        size += snprintf(text + size, sizeof text - (size_t)size, "  { 'f%d', yuan '%s' },\n",
                         (int)i, amounts[i]);
    snprintf(text + size, sizeof text - (size_t)size, "}\n" OWING);
    bl_ledger_close(ledger);
    assert_ok(bl_ledger_open(":memory:", BL_DB_CREATE, &ledger, &err));
    load(text);
}

static size_t read_shares(const char *said, double out[8])
{
    size_t count = 0;
    for (const char *at = said; (at = strstr(at, "{\"fen\":")) != NULL; at++)
        out[count++] = strtod(at + strlen("{\"fen\":"), NULL);
    return count;
}

/* Everything goes back fen by fen: each is one funder's, and each funder has in the end just what
 * it gave. */
static void assert_shared(const char *order, const char *const *amounts, size_t count)
{
    double given[8], part[8], back[8] = {0};
    open_campaign(order, amounts, count);
    assert_int_equal(read_shares(ask("pay", "{}"), given), count);
    for (int fen = 0; fen < 3000; fen++) {
        assert_int_equal(read_shares(ask("recover", "{\"amount\":0.01}"), part), count);
        for (size_t i = 0; i < count; i++) {
            assert_true(part[i] == 0 || part[i] == 0.01);
            back[i] += part[i];
        }
    }
    for (size_t i = 0; i < count; i++)
        assert_true(back[i] > given[i] - 0.001 && back[i] < given[i] + 0.001);
    assert_says("left", "{}", "\"due\":0,\"spent\":0");
}

static void no_funders_share_shrinks_however_small_the_step(void **state)
{
    (void)state;
    static const char *const lists[][8] = {
        {"50", "10"},
        {"20", "20", "20"},
        {"33.33", "33.33", "33.34"},
        {"7", "11", "13"},
        {"500", "100", "3.17", "0.01"},
        {"10", "10", "10", "10", "10"},
        {"1.01", "2.03", "3.05", "5.07", "7.11", "11.13", "13.17", "17.19"},
    };
    for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++) {
        size_t count = 0;
        while (count < 8 && lists[i][count])
            count++;
        assert_shared("proportional", lists[i], count);
    }
    assert_shared("f1_first", (const char *const[]){"10", "10", "10", "7"}, 4);
    assert_shared("f2_first", (const char *const[]){"50", "17", "13"}, 3);
}

static void two_funders_share_by_rounding_the_sum_half_up(void **state)
{
    (void)state;
    open_campaign("proportional", (const char *const[]){"50", "10"}, 2);
    assert_says("pay", "{}", "[{\"fen\":25},{\"fen\":5}]");
    assert_says("recover", "{\"amount\":0.02}", "[{\"fen\":0.02},{\"fen\":0}]");
    assert_says("recover", "{\"amount\":0.01}", "[{\"fen\":0},{\"fen\":0.01}]");
    assert_says("recover", "{\"amount\":0.03}", "[{\"fen\":0.03},{\"fen\":0}]");
}

static void commitments_are_spent_to_the_fen(void **state)
{
    (void)state;
    open_campaign("proportional", (const char *const[]){"9.99", "12.34", "7.67"}, 3);
    assert_says("pay", "{}", "[{\"fen\":9.99},{\"fen\":12.34},{\"fen\":7.67}]");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        fact(no_funders_share_shrinks_however_small_the_step),
        fact(two_funders_share_by_rounding_the_sum_half_up),
        fact(commitments_are_spent_to_the_fen),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

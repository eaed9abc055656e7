/* SPDX-License-Identifier: MIT */
#include "desk.h"

/* What is owed on a day, of duties without and with a last day, as the notice lists them. */
#define OWED                                                                                       \
    "notice:pure 'due' { fields = 'day* date', answers = 'items[name item by state days_left]',\n" \
    "  act = function(q)\n"                                                                        \
    "    local late = date '2021-12-31'\n"                                                         \
    "    local items, reasons = notice:due(q.day, {\n"                                             \
    "      { duty = 'z', name = 'none', item = 'b', cite = '一' },\n"                             \
    "      { duty = 'y', name = 'late', item = 'b', by = late, cite = '二', from = late },\n"     \
    "      { duty = 'x', name = 'late', item = 'a', by = late, cite = '三' },\n"                  \
    "      { duty = 'w', name = 'early', item = 'c', by = late - 1, cite = '四' },\n"             \
    "      { duty = 'v', name = 'none', cite = '五' } }, { 'item' })\n"                           \
    "    for _, item in ipairs(items) do\n"                                                        \
    "      item.duty, item.cite, item.from = nil, nil, nil end\n"                                  \
    "    return { items = items }, reasons end }\n"

static void duties_come_by_their_last_day_and_by_the_values_named(void **state)
{
    (void)state;
    load(OWED);
    assert_answer(
        "due", "{\"day\":\"2021-12-31\"}",
        "{\"ok\":true,\"items\":["
        "{\"name\":\"early\",\"item\":\"c\",\"by\":\"2021-12-30\",\"state\":\"overdue\","
        "\"days_left\":-1},"
        "{\"name\":\"late\",\"item\":\"a\",\"by\":\"2021-12-31\",\"state\":\"open\","
        "\"days_left\":0},"
        "{\"name\":\"late\",\"item\":\"b\",\"by\":\"2021-12-31\",\"state\":\"open\","
        "\"days_left\":0},"
        "{\"name\":\"none\",\"item\":null,\"by\":null,\"state\":\"open\",\"days_left\":null},"
        "{\"name\":\"none\",\"item\":\"b\",\"by\":null,\"state\":\"open\",\"days_left\":null}],"
        "\"reasons\":[{\"cite\":\"四\",\"rule\":\"w\",\"needed\":\"2021-12-30\"},"
        "{\"cite\":\"三\",\"rule\":\"x\",\"needed\":\"2021-12-31\"},"
        "{\"cite\":\"二\",\"rule\":\"y\",\"value\":\"2021-12-31\",\"needed\":\"2021-12-31\"},"
        "{\"cite\":\"五\",\"rule\":\"v\"},{\"cite\":\"一\",\"rule\":\"z\"}]}");
}

static void duty_is_overdue_from_the_day_after_its_last(void **state)
{
    (void)state;
    load(OWED);
    assert_says("due", "{\"day\":\"2021-12-30\"}", "\"state\":\"open\",\"days_left\":0");
    assert_says("due", "{\"day\":\"2022-01-01\"}", "\"state\":\"overdue\",\"days_left\":-2");
}

static void slip_of_the_notice_is_told_with_its_line(void **state)
{
    (void)state;
    load("notice:pure 'due' { answers = '', act = function()\n"
         "  notice:due(date '2021-12-31', {}) return {} end }\n");
    assert_says("due", "{}", "n.lua:4: the values that duties are ordered by must be a table");
    assert_not_loaded("notice:each('parts', '一', 'parts', 'id', { { 'no', '-', 'm' } })",
                      "n.lua:3: a test of rule parts must be a function, not nil");
    assert_not_loaded("notice:each('parts', '一', 'parts', 'id', {})",
                      "n.lua:3: a first test of rule parts must be a table, not nil");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        fact(duties_come_by_their_last_day_and_by_the_values_named),
        fact(slip_of_the_notice_is_told_with_its_line),
        fact(duty_is_overdue_from_the_day_after_its_last),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: MIT */
#include "desk.h"
#include "domain/chronicle.h"

/* Records events of any kind, and reads them in every way. */
#define CLERK                                                                                      \
    "local chronicle = notice:chronicle()\n"                                                       \
    "local function told(events)\n"                                                                \
    "  local list = {}\n"                                                                          \
    "  for i, e in ipairs(events) do list[i] = e.id .. '.' .. e.name end\n"                        \
    "  return table.concat(list, ' ')\n"                                                           \
    "end\n"                                                                                        \
    "notice:changes 'note' { fields = 'id* text\\nname* text\\nvolume text\\nserial count',\n"     \
    "  answers = 'next', act = function(q)\n"                                                      \
    "    chronicle:record(q.at, 'doc', q.id, q.name, { by = date '2021-12-31', sum = yuan(5) },\n" \
    "      { volume = q.volume, series = q.serial and '001', year = q.serial and 2022,\n"          \
    "        serial = q.serial })\n"                                                               \
    "    return { next = chronicle:next_serial('001', 2022) } end }\n"                             \
    "notice:reads 'tell' { fields = 'id* text', answers = 'at all last firsts volume "             \
    "in_volume',\n"                                                                                \
    "  act = function(q)\n"                                                                        \
    "    local last = chronicle:last('doc', q.id, q.at)\n"                                         \
    "    local in_volume = chronicle:last_of_volume('v', q.at)\n"                                  \
    "    return { at = q.at, all = told(chronicle:events('doc', q.id, q.at)),\n"                   \
    "      last = last and last.name, firsts = told(chronicle:firsts('doc', q.at)),\n"             \
    "      volume = told(chronicle:volume('v', q.at)),\n"                                          \
    "      in_volume = in_volume and in_volume.name } end }\n"                                     \
    "notice:reads 'facts' { fields = 'id* text', answers = 'by sum kind volume serial',\n"         \
    "  act = function(q)\n"                                                                        \
    "    local e = chronicle:last('doc', q.id)\n"                                                  \
    "    return { by = e.facts.by + 1, sum = e.facts.sum + yuan(1), kind = e.kind,\n"              \
    "      volume = e.volume, serial = e.serial } end }\n"

#define AT(clock) "\"at\":\"2021-12-03T" clock ":00+08:00\""

static void note(const char *fields)
{
    char request[200];
    snprintf(request, sizeof request, "{%s}", fields);
    assert_says("note", request, "\"ok\":true");
}

static void notice_with_a_chronicle_answers_as_of_the_moment_asked(void **state)
{
    (void)state;
    load(CLERK);
    note("\"id\":\"D2\",\"name\":\"opened\",\"volume\":\"v\"," AT("10:00"));
    note("\"id\":\"D1\",\"name\":\"opened\",\"volume\":\"v\"," AT("11:00"));
    note("\"id\":\"D2\",\"name\":\"signed\"," AT("12:00"));
    assert_says("tell", "{\"id\":\"D2\"," AT("09:59") "}",
                "{\"ok\":true,\"at\":\"2021-12-03T09:59:00+08:00\",\"all\":\"\",\"last\":null,"
                "\"firsts\":\"\",\"volume\":\"\",\"in_volume\":null,");
    assert_says("tell", "{\"id\":\"D2\"," AT("11:00") "}",
                "\"all\":\"D2.opened\",\"last\":\"opened\",\"firsts\":\"D2.opened D1.opened\","
                "\"volume\":\"D2.opened D1.opened\",\"in_volume\":\"opened\"");
    assert_says("tell", "{\"id\":\"D2\"," AT("12:00") "}",
                "\"all\":\"D2.opened D2.signed\",\"last\":\"signed\"");
}

static void facts_come_back_exact(void **state)
{
    (void)state;
    load(CLERK);
    note("\"id\":\"D1\",\"name\":\"opened\",\"volume\":\"v\",\"serial\":3");
    assert_says("facts", "{\"id\":\"D1\"}",
                "\"by\":\"2022-01-01\",\"sum\":6,\"kind\":\"doc\",\"volume\":\"v\",\"serial\":3");
}

static void next_serial_follows_the_highest(void **state)
{
    (void)state;
    load(CLERK);
    assert_says("note", "{\"id\":\"D1\",\"name\":\"x\"}", "\"next\":1");
    assert_says("note", "{\"id\":\"D1\",\"name\":\"x\",\"serial\":9}", "\"next\":10");
    assert_says("note", "{\"id\":\"D2\",\"name\":\"x\",\"serial\":9}", "script_error");
    assert_says("note", "{\"id\":\"D2\",\"name\":\"x\",\"serial\":4}", "\"next\":10");
}

static void what_no_event_can_be_is_refused(void **state)
{
    (void)state;
    load(CLERK);
    assert_says("note", "{\"id\":\"\",\"name\":\"x\"}", "the id of a subject has 1 to 256 bytes");
    assert_says("note", "{\"id\":\"D1\",\"name\":\"\"}", "the name of an event has 1 to 128");
    load("local chronicle = notice:chronicle()\n"
         "local function act(more, facts)\n"
         "  return { answers = '', act = function(q)\n"
         "    chronicle:record(q.at, 'doc', 'D1', 'x', facts or {}, more) return {} end }\n"
         "end\n"
         "notice:changes 'odd' (act { volum = 'v' })\n"
         "notice:changes 'list' (act({}, { 1 }))\n"
         "local read = act {}\n"
         "notice:reads 'read' (read)\n");
    assert_says("odd", "{}", "an event has no \\\"volum\\\"; did you mean \\\"volume\\\"?");
    assert_says("list", "{}", "the facts of an event have names");
    assert_says("read", "{}", "may change the register");
}

/* What the notice "papers" recorded in the same register. */
static void record(const char *name, const char *facts, int64_t second)
{
    bl_event event = {.kind = T("doc"),
                      .subject = T("D1"),
                      .name = bl_text_of(name),
                      .at = {INT64_C(1638496800) * BL_SECOND + second * BL_SECOND},
                      .facts = bl_text_of(facts)};
    int64_t other;
    assert_ok(bl_ledger_begin(ledger, true, &err));
    assert_ok(bl_book_open(ledger, "papers", event.at, &other, &err));
    assert_ok(bl_chronicle_add(ledger, other, &event, &err));
    assert_ok(bl_ledger_keep(ledger, &err));
    assert_ok(bl_ledger_commit(ledger, &err));
}

static void another_notices_chronicle_is_read_by_its_name(void **state)
{
    (void)state;
    load("local papers = notice:chronicle 'papers'\n"
         "notice:reads 'last' { answers = 'name', act = function(q)\n"
         "  local last = papers:last('doc', 'D1', q.at)\n"
         "  return { name = last and last.name } end }\n"
         "notice:changes 'meddle' { answers = '', act = function(q)\n"
         "  papers:record(q.at, 'doc', 'D1', 'x', {}) return {} end }\n");
    assert_says("last", "{}", "\"name\":null");
    record("opened", "{}", 0);
    assert_says("last", "{}", "\"name\":\"opened\"");
    assert_says("last", "{\"at\":\"2021-12-03T09:59:59+08:00\"}", "\"name\":null");
    assert_says("meddle", "{}", "only papers itself records in its chronicle");
}

#define ISSUE(published, effective, expires)                                                       \
    "{\"published\":{\"$date\":\"" published "\"}" effective expires "}"
#define EFFECTIVE(day) ",\"effective\":{\"$date\":\"" day "\"}"
#define EXPIRES(day)   ",\"expires\":{\"$date\":\"" day "\"}"

static void document_has_its_stage_and_its_standing_of_the_day(void **state)
{
    (void)state;
    load("local papers = notice:documents 'papers'\n"
         "notice:reads 'find' { fields = 'on* date', answers = 'stage standing',\n"
         "  act = function(q) return papers:find('D1', q.on:start()) or {} end }\n");
    assert_says("find", "{\"on\":\"2022-01-01\"}", "\"stage\":null,\"standing\":null");
    record("opened", "{\"stage\":\"drafting\"}", 0);
    assert_says("find", "{\"on\":\"2022-01-01\"}", "\"stage\":\"drafting\",\"standing\":\"none\"");
    record("published",
           "{\"stage\":\"published\",\"issues\":[" ISSUE("2021-12-03", EFFECTIVE("2022-02-01"),
                                                         EXPIRES("2025-01-31")) "]}",
           1);
    assert_says("find", "{\"on\":\"2022-01-31\"}",
                "\"stage\":\"published\",\"standing\":\"pending\"");
    assert_says("find", "{\"on\":\"2022-02-01\"}", "\"standing\":\"in_force\"");
    assert_says("find", "{\"on\":\"2025-01-31\"}", "\"standing\":\"in_force\"");
    assert_says("find", "{\"on\":\"2025-02-01\"}", "\"standing\":\"expired\"");
    record("ended", "{\"stage\":\"published\",\"ended\":\"repealed\",\"issues\":[{}]}", 2);
    assert_says("find", "{\"on\":\"2022-02-01\"}", "\"standing\":\"repealed\"");
}

static void renewed_document_is_in_force_by_either_issue(void **state)
{
    (void)state;
    load("local papers = notice:documents 'papers'\n"
         "notice:reads 'find' { fields = 'on* date', answers = 'stage standing',\n"
         "  act = function(q) return papers:find('D1', q.on:start()) or {} end }\n");
    record("renewed",
           "{\"stage\":\"published\",\"issues\":[" ISSUE(
               "2021-12-01", EFFECTIVE("2021-12-01"),
               EXPIRES("2022-01-31")) "," ISSUE("2021-12-03", EFFECTIVE("2022-03-01"), "") "]}",
           0);
    assert_says("find", "{\"on\":\"2022-01-31\"}", "\"standing\":\"in_force\"");
    assert_says("find", "{\"on\":\"2022-02-28\"}", "\"standing\":\"pending\"");
    assert_says("find", "{\"on\":\"2099-01-01\"}", "\"standing\":\"in_force\"");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        fact(notice_with_a_chronicle_answers_as_of_the_moment_asked),
        fact(facts_come_back_exact),
        fact(next_serial_follows_the_highest),
        fact(what_no_event_can_be_is_refused),
        fact(another_notices_chronicle_is_read_by_its_name),
        fact(document_has_its_stage_and_its_standing_of_the_day),
        fact(renewed_document_is_in_force_by_either_issue),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

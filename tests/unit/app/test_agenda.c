/* SPDX-License-Identifier: MIT */
#include "app/agenda.h"

#include "../host/desk.h"

/* A notice whose jobs put a member on a list for each moment; what fails does so at will. */
#define SCRIPT                                                                                     \
    "local stores = notice:roster 'stores'\n"                                                      \
    "local chronicle = notice:chronicle()\n"                                                       \
    "notice:changes 'join' { fields = 'id* id', answers = 'id',\n"                                 \
    "  rules = { { 'new', '一', 'known', 'is in already',\n"                                      \
    "    function(q) return stores:find(q.id) == nil, q.id end } },\n"                             \
    "  act = function(q) stores:join(q.at, q.id, 'x', {}) return { id = q.id } end }\n"            \
    "notice:changes 'sign' { fields = 'doc* id', answers = 'doc', act = function(q)\n"             \
    "  chronicle:record(q.at, 'doc', q.doc, 'signed', {}) return { doc = q.doc } end }\n"          \
    "notice:reads 'owed' { fields = '', answers = 'items[duty by state]', act = function(q)\n"     \
    "  return { items = { { duty = 'file', by = q.at:date(), state = 'open' } } } end }\n"         \
    "notice:changes 'stumble' { fields = 'id id', answers = 'id', act = function(q)\n"             \
    "  if not stores:find 'fixed' then error 'no' end\n"                                           \
    "  stores:join(q.at, 's' .. q.id, 'x', {}) return { id = q.id } end }\n"                       \
    "local function by_day(due) return { id = tostring(due) } end\n"

static bl_agenda *agenda;
static char told[4000]; /* of each doing, a line: outcome, due, count */

static void tell(void *context, const bl_doing *doing)
{
    bl_buffer line = {0};
    (void)context;
    bl_buffer_format(&line, "%s %s ", doing->note->name, bl_outcome_words[doing->note->outcome]);
    bl_moment_write(doing->note->due, &line);
    if (doing->note->count != 1)
        bl_buffer_format(&line, " x%d", (int)doing->note->count);
    strncat(told, line.at, sizeof told - strlen(told) - 2);
    strcat(told, doing->missed ? "!\n" : "\n");
    bl_buffer_deinit(&line);
}

static bl_moment at(const char *text)
{
    bl_moment moment;
    bl_buffer whole = {0};
    bl_buffer_format(&whole, "%.10sT%s:00+08:00", text, text + 11);
    if (bl_moment_from_text(bl_buffer_view(&whole), &moment, &err) != BL_OK)
        fail_msg("%s", err.text);
    bl_buffer_deinit(&whole);
    return moment;
}

static void open_agenda(const char *since)
{
    bl_agenda_close(agenda);
    assert_ok(bl_agenda_open(ledger, tell, NULL, &agenda, &err));
    assert_ok(bl_ledger_begin(ledger, true, &err));
    if (bl_agenda_add(agenda, notice, at(since), &err) != BL_OK)
        fail_msg("%s", err.text);
    assert_ok(bl_ledger_commit(ledger, &err));
}

/* The notice with this schedule, as somebody starts to run it. */
static void start(const char *schedule, const char *since)
{
    bl_buffer text = {0};
    bl_buffer_format(&text, "%snotice:schedule { %s }\n", SCRIPT, schedule);
    bl_agenda_close(agenda);
    agenda = NULL;
    load(text.at);
    bl_buffer_deinit(&text);
    open_agenda(since);
}

/* All that is due by then. */
static void be_at(bl_moment now)
{
    bool found;
    told[0] = '\0';
    assert_ok(bl_ledger_begin(ledger, true, &err));
    while (bl_agenda_next(agenda, &found).ns <= now.ns && found)
        if (bl_agenda_step(agenda, now, &err) != BL_OK)
            fail_msg("%s", err.text);
    assert_ok(bl_ledger_commit(ledger, &err));
}

static void assert_told(const char *when, const char *expected)
{
    be_at(at(when));
    assert_string_equal(told, expected);
}

static int end(void **state)
{
    bl_agenda_close(agenda);
    agenda = NULL;
    return leave(state);
}

static void each_moment_is_done_once(void **state)
{
    (void)state;
    start("{ 'a', 'every day at 10:00', 'join', by_day, cite = '一' }", "2021-12-03 10:00");
    assert_told("2021-12-04 09:59", "");
    assert_told("2021-12-04 10:00", "a done 2021-12-04T10:00:00+08:00\n");
    assert_told("2021-12-04 10:00", "");
    open_agenda("2021-12-04 10:01"); /* as after a restart */
    assert_told("2021-12-04 10:01", "");
    assert_told("2021-12-05 10:00", "a done 2021-12-05T10:00:00+08:00\n");
}

static void clock_that_is_set_back_does_nothing_again(void **state)
{
    (void)state;
    start("{ 'a', 'every day at 10:00', 'join', by_day, cite = '一' }", "2021-12-03 10:00");
    assert_told("2021-12-04 10:00", "a done 2021-12-04T10:00:00+08:00\n");
    assert_told("2021-12-01 00:00", "");
    open_agenda("2021-12-01 00:00");
    assert_told("2021-12-04 10:00", "");
    assert_told("2021-12-05 10:00", "a done 2021-12-05T10:00:00+08:00\n");
}

#define MISSED(word)                                                                               \
    "{ 'a', 'every day at 10:00', 'join', by_day, cite = '一', missed = '" word "' }"

static void missed_moments_are_skipped(void **state)
{
    (void)state;
    start(MISSED("skip"), "2021-12-03 10:00");
    assert_told("2021-12-07 09:00", "a skipped 2021-12-06T10:00:00+08:00 x3!\n");
    assert_told("2021-12-07 10:00", "a done 2021-12-07T10:00:00+08:00\n");
    assert_told("2021-12-09 10:00", "a skipped 2021-12-08T10:00:00+08:00!\n"
                                    "a done 2021-12-09T10:00:00+08:00\n");
}

static void missed_moments_are_made_up_once(void **state)
{
    (void)state;
    start(MISSED("once"), "2021-12-03 10:00");
    assert_told("2021-12-07 09:00", "a done 2021-12-06T10:00:00+08:00 x3!\n");
    assert_told("2021-12-07 10:00", "a done 2021-12-07T10:00:00+08:00\n");
}

static void missed_moments_are_all_made_up(void **state)
{
    (void)state;
    start(MISSED("all"), "2021-12-30 10:00");
    assert_told("2022-01-02 09:00", "a done 2021-12-31T10:00:00+08:00!\n"
                                    "a done 2022-01-01T10:00:00+08:00!\n");
}

static void moment_within_the_grace_is_not_missed(void **state)
{
    (void)state;
    start(MISSED("skip"), "2021-12-03 10:00");
    be_at((bl_moment){at("2021-12-04 10:01").ns - 1});
    assert_string_equal(told, "a done 2021-12-04T10:00:00+08:00\n");
    be_at((bl_moment){at("2021-12-05 10:01").ns});
    assert_string_equal(told, "a skipped 2021-12-05T10:00:00+08:00!\n");
}

static void moments_before_a_job_was_there_are_not_owed(void **state)
{
    (void)state;
    start("{ 'a', time '2021-12-03T10:00:00+08:00', 'join', { id = 'x' }, cite = '一' },"
          "{ 'b', 'on 2021-12-03 at 10:01', 'join', { id = 'y' }, cite = '一' }",
          "2021-12-03 10:00");
    assert_told("2021-12-04 10:00", "b done 2021-12-03T10:01:00+08:00!\n");
}

static void refusal_settles_its_moment(void **state)
{
    (void)state;
    start("{ 'a', 'every day at 10:00', 'join', { id = 'x' }, cite = '一' }", "2021-12-03 10:00");
    assert_told("2021-12-04 10:00", "a done 2021-12-04T10:00:00+08:00\n");
    assert_told("2021-12-05 10:00", "a refused 2021-12-05T10:00:00+08:00\n");
    assert_told("2021-12-05 11:00", "");
}

static void failure_is_tried_again_and_keeps_nobody_waiting(void **state)
{
    (void)state;
    bool found;
    start("{ 'a', 'every day at 10:00', 'stumble', by_day, cite = '一', missed = 'all' },"
          "{ 'b', 'every day at 10:00', 'join', by_day, cite = '一' }",
          "2021-12-03 10:00");
    bl_moment due = at("2021-12-04 10:00");
    assert_told("2021-12-04 10:00", "a failed 2021-12-04T10:00:00+08:00\n"
                                    "b done 2021-12-04T10:00:00+08:00\n");
    for (int64_t pause = 1; pause <= 4; pause *= 2) {
        assert_int_equal(bl_agenda_next(agenda, &found).ns, due.ns + pause * BL_SECOND);
        due.ns += pause * BL_SECOND;
        be_at(due);
        assert_string_equal(told, "a failed 2021-12-04T10:00:00+08:00\n");
    }
    open_agenda("2021-12-04 10:00"); /* a restart remembers it */
    assert_int_equal(bl_agenda_next(agenda, &found).ns, due.ns + 8 * BL_SECOND);
    ask("join", "{\"request_id\":\"f\",\"id\":\"fixed\"}");
    assert_told("2021-12-04 10:30", "a done 2021-12-04T10:00:00+08:00\n");
}

static void pause_grows_to_an_hour_and_no_more(void **state)
{
    (void)state;
    bool found;
    start("{ 'a', 'on 2021-12-04', 'stumble', by_day, cite = '一' }", "2021-12-03 10:00");
    bl_moment now = at("2021-12-04 00:00"), next = now;
    for (int i = 0; i < 20; i++) {
        now = next;
        be_at(now);
        next = bl_agenda_next(agenda, &found);
    }
    assert_int_equal(next.ns - now.ns, BL_HOUR);
}

static void clock_that_is_set_back_makes_no_pause_longer(void **state)
{
    (void)state;
    bool found;
    start("{ 'a', 'on 2021-12-04', 'stumble', by_day, cite = '一', missed = 'all' }",
          "2021-12-03 10:00");
    assert_told("2022-12-04 00:00", "a failed 2021-12-04T00:00:00+08:00!\n");
    bl_agenda_mind_clock(agenda, at("2021-12-04 08:00"));
    assert_int_equal(bl_agenda_next(agenda, &found).ns, at("2021-12-04 08:00").ns + BL_SECOND);
    assert_told("2021-12-04 08:01", "a failed 2021-12-04T00:00:00+08:00\n");
    bl_agenda_mind_clock(agenda, at("2021-12-03 08:00"));
    assert_int_equal(bl_agenda_next(agenda, &found).ns, at("2021-12-04 00:00").ns);
}

static void what_failed_is_tried_at_once_when_the_notice_is_another(void **state)
{
    (void)state;
    bool found;
    start("{ 'a', 'on 2021-12-04', 'stumble', by_day, cite = '一', missed = 'all' }",
          "2021-12-03 10:00");
    assert_told("2021-12-04 08:00", "a failed 2021-12-04T00:00:00+08:00!\n");
    bl_moment now = at("2021-12-04 08:00");
    bl_agenda_retry(agenda, NULL, now);
    assert_int_equal(bl_agenda_next(agenda, &found).ns, now.ns + BL_SECOND);
    bl_agenda_retry(agenda, notice, now);
    assert_int_equal(bl_agenda_next(agenda, &found).ns, now.ns);
    bl_agenda_retry(agenda, notice, at("2021-12-04 09:00"));
    assert_int_equal(bl_agenda_next(agenda, &found).ns, now.ns);
    bl_agenda_retry(agenda, notice, at("2021-12-03 08:00"));
    assert_int_equal(bl_agenda_next(agenda, &found).ns, at("2021-12-04 00:00").ns);
}

#define FOLLOWS                                                                                    \
    "{ 'a', '3 working days after signed', 'join', function(due, event)\n"                         \
    "  return { id = event.kind .. event.id } end, cite = '一' }"

static void look(const char *now)
{
    assert_ok(bl_ledger_begin(ledger, true, &err));
    assert_ok(bl_agenda_look(agenda, notice, at(now), &err));
    assert_ok(bl_ledger_commit(ledger, &err));
}

static void job_follows_each_event_once(void **state)
{
    (void)state;
    start(FOLLOWS, "2021-12-03 10:00");
    ask("sign", "{\"doc\":\"D1\",\"at\":\"2021-12-03T11:00:00+08:00\"}");
    ask("sign", "{\"doc\":\"D2\",\"at\":\"2021-12-03T12:00:00+08:00\"}");
    look("2021-12-03 12:00");
    open_agenda("2021-12-03 13:00");
    assert_told("2021-12-07 23:59", "");
    assert_told("2021-12-08 00:00", "a done 2021-12-08T00:00:00+08:00\n"
                                    "a done 2021-12-08T00:00:00+08:00\n");
    look("2021-12-08 00:00");
    open_agenda("2021-12-08 00:00");
    assert_told("2021-12-31 00:00", "");
    assert_non_null(strstr(ask("join", "{\"id\":\"docD1\"}"), "known"));
    assert_non_null(strstr(ask("join", "{\"id\":\"docD2\"}"), "known"));
}

static void event_from_before_the_job_counts_if_it_is_due_later(void **state)
{
    (void)state;
    load(SCRIPT);
    ask("sign", "{\"doc\":\"D1\",\"at\":\"2021-11-01T11:00:00+08:00\"}");
    ask("sign", "{\"doc\":\"D2\",\"at\":\"2021-12-03T12:00:00+08:00\"}");
    start(FOLLOWS, "2021-12-04 10:00");
    assert_told("2021-12-08 00:00", "a done 2021-12-08T00:00:00+08:00\n");
    assert_non_null(strstr(ask("join", "{\"id\":\"docD2\"}"), "known"));
}

static void moments_alone_are_told(void **state)
{
    (void)state;
    start("{ 'a', 'every friday', cite = '一' }", "2021-12-03 10:00");
    assert_told("2021-12-10 00:00", "a done 2021-12-10T00:00:00+08:00\n");
}

static void answer_of_a_reading_job_is_kept(void **state)
{
    (void)state;
    bl_query query = {0};
    bl_diary_row row;
    bool more;
    start("{ 'a', 'every day at 08:00', 'owed', {}, cite = '一' }", "2021-12-03 10:00");
    assert_told("2021-12-04 08:00", "a done 2021-12-04T08:00:00+08:00\n");
    assert_ok(bl_diary_open(&query, ledger, &err));
    assert_ok(bl_diary_next(&query, &row, &more, &err));
    assert_true(more);
    assert_non_null(strstr(row.answer.at, "\"duty\":\"file\",\"by\":\"2021-12-04\""));
    assert_int_equal(row.next.ns, at("2021-12-05 08:00").ns);
    bl_query_close(&query);
}

static void job_with_other_words_owes_what_comes_later(void **state)
{
    (void)state;
    start("{ 'a', 'every day at 10:00', 'join', by_day, cite = '一' }", "2021-12-03 10:00");
    assert_told("2021-12-04 10:00", "a done 2021-12-04T10:00:00+08:00\n");
    start("{ 'a', 'every day at 12:00', 'join', by_day, cite = '一' }", "2021-12-06 11:00");
    assert_told("2021-12-06 12:00", "a done 2021-12-06T12:00:00+08:00\n");
    start("{ 'b', 'every day at 12:00', 'join', by_day, cite = '一' }", "2021-12-06 13:00");
    start("{ 'a', 'every day at 12:00', 'join', by_day, cite = '一' }", "2021-12-07 13:00");
    assert_told("2021-12-08 11:00", ""); /* it was gone, and is new */
}

static void wrong_jobs_are_not_loaded(void **state)
{
    (void)state;
    assert_not_loaded(SCRIPT
                      "notice:schedule { { 'a', 'every freitag', 'join', {}, cite = '一' } }",
                      "n.lua:17: job a: \"every freitag\": expected day");
    assert_not_loaded(SCRIPT "notice:schedule { { 'a', 'every day', 'joni', {}, cite = '一' } }",
                      "did you mean \"join\"");
    assert_not_loaded(SCRIPT "notice:schedule { { 'a', 'every day', cite = '一' },"
                             " { 'a', 'every day', cite = '一' } }",
                      "job a: two jobs have this name");
    assert_not_loaded(SCRIPT "notice:schedule { { 'a', 'every day', cite = '一', missed = 'x' } }",
                      "missed is \"skip\", \"once\" or \"all\", not \"x\"");
    assert_not_loaded(SCRIPT "notice:schedule { { 'a', 5, cite = '一' } }", "when is a time, or");
    assert_not_loaded(SCRIPT "notice:schedule { { {}, 'every day', cite = '一' } }",
                      "a job's name must be a string");
    assert_not_loaded(SCRIPT "notice:schedule { { 'a', 'every day', 'join', 'x', cite = '一' } }",
                      "its request is a table, or");
    assert_not_loaded(SCRIPT "notice:schedule { { 'a', 'every day' } }", "job a has no cite");
}

#undef fact
#define fact(name) cmocka_unit_test_setup_teardown(name, enter, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        fact(each_moment_is_done_once),
        fact(clock_that_is_set_back_does_nothing_again),
        fact(missed_moments_are_skipped),
        fact(missed_moments_are_made_up_once),
        fact(missed_moments_are_all_made_up),
        fact(moment_within_the_grace_is_not_missed),
        fact(moments_before_a_job_was_there_are_not_owed),
        fact(refusal_settles_its_moment),
        fact(failure_is_tried_again_and_keeps_nobody_waiting),
        fact(pause_grows_to_an_hour_and_no_more),
        fact(clock_that_is_set_back_makes_no_pause_longer),
        fact(what_failed_is_tried_at_once_when_the_notice_is_another),
        fact(job_follows_each_event_once),
        fact(event_from_before_the_job_counts_if_it_is_due_later),
        fact(moments_alone_are_told),
        fact(answer_of_a_reading_job_is_kept),
        fact(job_with_other_words_owes_what_comes_later),
        fact(wrong_jobs_are_not_loaded),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

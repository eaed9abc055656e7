/* SPDX-License-Identifier: MIT */
#include "desk.h"

/* A notice that joins stores by itself; the last job can't say what it asks. */
#define JOBS                                                                                       \
    "local stores = notice:roster 'stores'\n"                                                      \
    "notice:changes 'join' { fields = 'id* id\\namount money',\n"                                  \
    "  answers = 'id at', act = function(q)\n"                                                     \
    "    stores:join(q.at, q.id, 'x', { n = q.amount and 1 or 2 })\n"                              \
    "    return { id = q.id, at = q.at } end }\n"                                                  \
    "notice:schedule {\n"                                                                          \
    "  { 'one', time '2021-12-05T10:00:00+08:00', 'join', { id = 'S1' }, cite = '一' },\n"        \
    "  { 'two', time '2021-12-06T10:00:00.5+08:00', 'join', function()\n"                          \
    "    return { id = 'S' .. 2, amount = yuan '0.50' } end, cite = '二' },\n"                    \
    "  { 'bad', time '2021-12-07T10:00:00+08:00', 'join', function() error 'no' end,\n"            \
    "    cite = '三' } }\n"

static bl_status request_of(size_t place, bl_buffer *out)
{
    const bl_notice_job *job = bl_notice_job_at(notice, place);
    return bl_notice_job_request(notice, job, job->when.moment, NULL, out, &err);
}

static void job_is_a_request_with_its_moment_and_an_id_of_its_own(void **state)
{
    (void)state;
    load(JOBS);
    assert_int_equal(bl_notice_job_count(notice), 3);
    assert_ok(bl_notice_begin(notice, true, &err));
    bl_buffer out = {0};
    assert_ok(request_of(0, &out));
    assert_string_equal(out.at, "{\"at\":\"2021-12-05T10:00:00+08:00\",\"id\":\"S1\","
                                "\"request_id\":\"schedule/n/one/2021-12-05T10:00:00+08:00\"}");
    bl_buffer_clear(&out);
    assert_ok(request_of(1, &out));
    assert_string_equal(out.at, "{\"amount\":0.5,\"at\":\"2021-12-06T10:00:00.5+08:00\","
                                "\"id\":\"S2\","
                                "\"request_id\":\"schedule/n/two/2021-12-06T10:00:00.5+08:00\"}");
    bl_notice_rollback(notice);
    bl_buffer_deinit(&out);
    assert_aborts((void)bl_notice_job_at(notice, 3));
}

static void job_happens_once(void **state)
{
    (void)state;
    load(JOBS);
    bl_buffer out = {0};
    char first[400];
    assert_ok(bl_notice_begin(notice, true, &err));
    assert_ok(request_of(0, &out));
    bl_notice_rollback(notice);
    strcpy(first, ask("join", out.at));
    assert_non_null(strstr(first, "\"ok\":true"));
    int64_t before = entries();
    assert_answer("join", out.at, first);
    assert_int_equal(entries(), before);
    bl_buffer_deinit(&out);
}

static void job_whose_script_fails_says_where(void **state)
{
    (void)state;
    load(JOBS);
    bl_buffer out = {0};
    assert_ok(bl_notice_begin(notice, true, &err));
    assert_int_equal(request_of(2, &out), BL_SCRIPT);
    assert_non_null(strstr(err.text, "n.lua:12: no"));
    bl_notice_rollback(notice);
    bl_buffer_deinit(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        fact(job_is_a_request_with_its_moment_and_an_id_of_its_own),
        fact(job_happens_once),
        fact(job_whose_script_fails_says_where),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

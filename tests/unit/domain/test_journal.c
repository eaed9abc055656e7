/* SPDX-License-Identifier: MIT */
#include "domain/journal.h"
#include "season.h"

static bl_status answered(const char *id, const char *function, const char *request,
                          const char *answer)
{
    return bl_journal_keep(ledger, at(1), bl_text_of(id), bl_text_of(function), bl_text_of(request),
                           bl_text_of(answer), &err);
}

/* What a request is recalled as; an answer must come with BL_RECALL_SAME and only then. */
static bl_recall recalled(const char *id, const char *function, const char *request,
                          const char *answer)
{
    bl_recall found;
    bl_buffer given = {0};
    must(bl_journal_recall(ledger, bl_text_of(id), bl_text_of(function), bl_text_of(request),
                           &found, &given, &err));
    assert_true(bl_text_equal(bl_buffer_view(&given), bl_text_of(answer)));
    bl_buffer_deinit(&given);
    return found;
}

static void request_never_answered_is_new(void **state)
{
    (void)state;
    assert_int_equal(recalled("r1", "n.claim", "{}", ""), BL_RECALL_NEW);
    keep(answered("r1", "n.claim", "{}", "{\"ok\":true}"));
    assert_int_equal(recalled("r2", "n.claim", "{}", ""), BL_RECALL_NEW);
    assert_int_equal(recalled("r", "n.claim", "{}", ""), BL_RECALL_NEW);
}

static void same_request_gets_its_answer_byte_for_byte(void **state)
{
    (void)state;
    static const char *const answers[] = {
        "{}",
        "{\"ok\":true}",
        "{\"a\": 1.50 , \"b\":[ ]}",
        "{\"名\":\"津贴\\u0001\\\"\\\\/\"}",
        "{\"x\":\"\xF0\x9F\x98\x80\"}",
        "{\"answer\":{\"answer\":\"}\"}}",
    };
    for (size_t i = 0; i < sizeof answers / sizeof answers[0]; i++) {
        char id[8];
        snprintf(id, sizeof id, "r%zu", i);
        keep(answered(id, "n.f", "{\"a\":\"人\\n\\u0007\"}", answers[i]));
        assert_int_equal(recalled(id, "n.f", "{\"a\":\"人\\n\\u0007\"}", answers[i]),
                         BL_RECALL_SAME);
    }
}

static void ids_are_compared_byte_by_byte(void **state)
{
    (void)state;
    keep(answered("号码-1 \"'\\", "n.f", "{}", "{\"ok\":true}"));
    assert_int_equal(recalled("号码-1 \"'\\", "n.f", "{}", "{\"ok\":true}"), BL_RECALL_SAME);
    keep(answered("R", "n.f", "{}", "{\"ok\":true}"));
    assert_int_equal(recalled("r", "n.f", "{}", ""), BL_RECALL_NEW);
}

static void other_function_or_other_fields_are_told_apart(void **state)
{
    (void)state;
    keep(answered("r1", "n.claim", "{\"a\":1}", "{\"ok\":true}"));
    assert_int_equal(recalled("r1", "n.redeem", "{\"a\":1}", ""), BL_RECALL_OTHER);
    assert_int_equal(recalled("r1", "m.claim", "{\"a\":1}", ""), BL_RECALL_OTHER);
    assert_int_equal(recalled("r1", "n.claim", "{\"a\":2}", ""), BL_RECALL_OTHER);
    assert_int_equal(recalled("r1", "n.claim", "{}", ""), BL_RECALL_OTHER);
    assert_int_equal(recalled("r1", "n.claim", "{\"a\":1,\"b\":1}", ""), BL_RECALL_OTHER);
    assert_int_equal(
        recalled("r1", "n", "{\"a\":1,\"a long one\":\"longer than what was kept\"}", ""),
        BL_RECALL_OTHER);
}

static void second_answer_of_an_id_is_a_conflict(void **state)
{
    (void)state;
    keep(answered("r1", "n.f", "{}", "{\"ok\":true}"));
    assert_conflict(answered("r1", "n.f", "{}", "{\"ok\":false}"));
    assert_conflict(answered("r1", "n.g", "{\"a\":1}", "{\"ok\":false}"));
    assert_int_equal(recalled("r1", "n.f", "{}", "{\"ok\":true}"), BL_RECALL_SAME);
}

static void answer_that_is_undone_was_never_given(void **state)
{
    (void)state;
    must(answered("r1", "n.f", "{}", "{\"ok\":true}"));
    must(bl_ledger_undo(ledger, &err));
    assert_int_equal(recalled("r1", "n.f", "{}", ""), BL_RECALL_NEW);
}

static void id_without_bytes_or_with_too_many_is_wrong_code(void **state)
{
    (void)state;
    char id[BL_ID_SIZE_MAX + 2];
    memset(id, 'x', sizeof id - 1);
    id[sizeof id - 1] = '\0';
    assert_aborts((void)!answered("", "n.f", "{}", "{}"));
    assert_aborts((void)!answered(id, "n.f", "{}", "{}"));
    id[BL_ID_SIZE_MAX] = '\0';
    keep(answered(id, "n.f", "{}", "{}"));
    assert_int_equal(recalled(id, "n.f", "{}", "{}"), BL_RECALL_SAME);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        fact(request_never_answered_is_new),
        fact(same_request_gets_its_answer_byte_for_byte),
        fact(ids_are_compared_byte_by_byte),
        fact(other_function_or_other_fields_are_told_apart),
        fact(second_answer_of_an_id_is_a_conflict),
        fact(answer_that_is_undone_was_never_given),
        fact(id_without_bytes_or_with_too_many_is_wrong_code),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

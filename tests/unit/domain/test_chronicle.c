/* SPDX-License-Identifier: MIT */
#include "domain/chronicle.h"
#include "season.h"

static bl_event a_doc(const char *id, const char *name, int64_t when)
{
    return (bl_event){.kind = T("doc"),
                      .subject = bl_text_of(id),
                      .name = bl_text_of(name),
                      .at = at(when),
                      .facts = T("{}")};
}

static bl_status add(bl_event event)
{
    return bl_chronicle_add(ledger, book, &event, &err);
}

static bl_status add_doc(const char *id, const char *name, int64_t when, const char *volume,
                         const char *facts)
{
    bl_event event = a_doc(id, name, when);
    event.volume = bl_text_of(volume);
    event.facts = bl_text_of(facts);
    return add(event);
}

static bl_status add_number(const char *id, const char *series, int64_t year, int64_t serial)
{
    bl_event event = a_doc(id, "registered", 5);
    event.series = bl_text_of(series);
    event.year = year;
    event.serial = serial;
    return add(event);
}

/* The events of a query that was just opened, as "id.name id.name"; closes it. */
static const char *taken(bl_query *query, bl_status status)
{
    static bl_buffer text;
    bl_event event;
    bool row = false;
    must(status);
    bl_buffer_clear(&text);
    for (;;) {
        must(bl_chronicle_next(query, &event, &row, &err));
        if (!row)
            break;
        bl_buffer_format(&text, "%s%.*s.%.*s", text.size > 0 ? " " : "", (int)event.subject.size,
                         event.subject.at, (int)event.name.size, event.name.at);
    }
    bl_query_close(query);
    return text.size > 0 ? text.at : "";
}

static const char *of(const char *id, bl_moment until)
{
    bl_query query = {0};
    return taken(&query,
                 bl_chronicle_open(&query, ledger, book, T("doc"), bl_text_of(id), until, &err));
}

static const char *last_of(const char *id, bl_moment until)
{
    bl_query query = {0};
    return taken(&query, bl_chronicle_open_last(&query, ledger, book, T("doc"), bl_text_of(id),
                                                until, &err));
}

static const char *firsts(const char *kind, bl_moment until)
{
    bl_query query = {0};
    return taken(&query,
                 bl_chronicle_open_firsts(&query, ledger, book, bl_text_of(kind), until, &err));
}

static const char *volume(const char *name, bl_moment until)
{
    bl_query query = {0};
    return taken(&query,
                 bl_chronicle_open_volume(&query, ledger, book, bl_text_of(name), until, &err));
}

static const char *last_of_volume(const char *name, bl_moment until)
{
    bl_query query = {0};
    return taken(
        &query, bl_chronicle_open_volume_last(&query, ledger, book, bl_text_of(name), until, &err));
}

static int64_t serial(const char *series, int64_t year)
{
    int64_t last = -1;
    must(bl_chronicle_serial(ledger, book, bl_text_of(series), year, &last, &err));
    return last;
}

static void event_is_read_as_it_was_recorded(void **state)
{
    (void)state;
    bl_event event = a_doc("文\"7\"", "opened", 5), found;
    event.volume = T("2021");
    event.facts = T("{\"a\":{\"$yuan\":\"83.33\"},\"title\":\"甲\\\"乙\"}");
    event.series = T("001");
    event.year = 2022;
    event.serial = 7;
    keep(add(event));
    bl_query query = {0};
    bool row = false;
    must(bl_chronicle_open(&query, ledger, book, T("doc"), T("文\"7\""), BL_MOMENT_LAST, &err));
    must(bl_chronicle_next(&query, &found, &row, &err));
    assert_true(row);
    assert_true(bl_text_equal(found.kind, event.kind));
    assert_true(bl_text_equal(found.subject, event.subject));
    assert_true(bl_text_equal(found.name, event.name));
    assert_int_equal(found.at.ns, event.at.ns);
    assert_true(bl_text_equal(found.volume, event.volume));
    assert_true(bl_text_equal(found.facts, event.facts));
    assert_true(bl_text_equal(found.series, event.series));
    assert_int_equal(found.year, 2022);
    assert_int_equal(found.serial, 7);
    bl_query_close(&query);
}

static void event_without_volume_and_number_has_none(void **state)
{
    (void)state;
    bl_event found;
    bl_query query = {0};
    bool row = false;
    keep(add(a_doc("D1", "opened", 5)));
    must(bl_chronicle_open(&query, ledger, book, T("doc"), T("D1"), BL_MOMENT_LAST, &err));
    must(bl_chronicle_next(&query, &found, &row, &err));
    assert_null(found.volume.at);
    assert_null(found.series.at);
    assert_int_equal(found.serial, 0);
    bl_query_close(&query);
}

static void events_are_read_up_to_a_moment_that_one_included(void **state)
{
    (void)state;
    keep(add(a_doc("D1", "opened", 5)));
    keep(add(a_doc("D1", "signed", 7)));
    keep(add(a_doc("D2", "opened", 6)));
    assert_string_equal(of("D1", (bl_moment){at(5).ns - 1}), "");
    assert_string_equal(of("D1", at(5)), "D1.opened");
    assert_string_equal(of("D1", (bl_moment){at(7).ns - 1}), "D1.opened");
    assert_string_equal(of("D1", at(7)), "D1.opened D1.signed");
    assert_string_equal(of("D1", BL_MOMENT_LAST), "D1.opened D1.signed");
    assert_string_equal(last_of("D1", at(6)), "D1.opened");
    assert_string_equal(last_of("D1", at(7)), "D1.signed");
    assert_string_equal(last_of("D1", at(4)), "");
}

static void events_of_one_moment_are_in_the_order_of_recording(void **state)
{
    (void)state;
    keep(add(a_doc("D1", "z", 5)));
    keep(add(a_doc("D1", "a", 5)));
    keep(add(a_doc("D1", "early", 4)));
    assert_string_equal(of("D1", BL_MOMENT_LAST), "D1.early D1.z D1.a");
    assert_string_equal(last_of("D1", BL_MOMENT_LAST), "D1.a");
}

static void subjects_of_a_kind_come_by_their_first_events(void **state)
{
    (void)state;
    keep(add(a_doc("D2", "opened", 6)));
    keep(add(a_doc("D3", "opened", 6)));
    keep(add(a_doc("D2", "signed", 7)));
    keep(add(a_doc("D1", "opened", 8)));
    keep(add(a_doc("D0", "opened", 5)));
    assert_string_equal(firsts("doc", BL_MOMENT_LAST), "D0.opened D2.opened D3.opened D1.opened");
    assert_string_equal(firsts("doc", at(6)), "D0.opened D2.opened D3.opened");
    assert_string_equal(firsts("doc", at(4)), "");
    assert_string_equal(firsts("unit", BL_MOMENT_LAST), "");
}

static void volume_gathers_events_of_several_subjects(void **state)
{
    (void)state;
    keep(add_doc("D1", "added", 5, "2021", "{}"));
    keep(add_doc("D2", "added", 5, "2021", "{}"));
    keep(add_doc("D2", "linked", 7, "2021", "{}"));
    keep(add_doc("D3", "added", 6, "2022", "{}"));
    keep(add(a_doc("D1", "noted", 6)));
    assert_string_equal(volume("2021", at(6)), "D1.added D2.added");
    assert_string_equal(volume("2021", BL_MOMENT_LAST), "D1.added D2.added D2.linked");
    assert_string_equal(last_of_volume("2021", at(6)), "D2.added");
    assert_string_equal(last_of_volume("2021", at(7)), "D2.linked");
    assert_string_equal(last_of_volume("2022", BL_MOMENT_LAST), "D3.added");
    assert_string_equal(last_of_volume("2023", BL_MOMENT_LAST), "");
}

static void serials_rise_within_series_and_year(void **state)
{
    (void)state;
    assert_int_equal(serial("001", 2022), 0);
    keep(add_number("D1", "001", 2022, 1));
    keep(add_number("D2", "001", 2022, 17));
    keep(add_number("D3", "015", 2022, 3));
    keep(add_number("D4", "001", 2023, 1));
    assert_int_equal(serial("001", 2022), 17);
    assert_int_equal(serial("015", 2022), 3);
    assert_int_equal(serial("001", 2023), 1);
    assert_int_equal(serial("015", 2023), 0);
}

static void number_is_given_out_once(void **state)
{
    (void)state;
    keep(add_number("D1", "001", 2022, 1));
    assert_conflict(add_number("D1", "001", 2022, 1));
    assert_conflict(add_number("D2", "001", 2022, 1));
    keep(add_number("D2", "001", 2022, 2));
}

static void undone_event_never_was(void **state)
{
    (void)state;
    keep(add(a_doc("D1", "opened", 5)));
    must(add_number("D1", "001", 2022, 1));
    must(bl_ledger_undo(ledger, &err));
    assert_string_equal(of("D1", BL_MOMENT_LAST), "D1.opened");
    assert_int_equal(serial("001", 2022), 0);
}

static void another_books_chronicle_is_its_own(void **state)
{
    (void)state;
    bl_event event = a_doc("D1", "opened", 5);
    int64_t first = book, other = 0;
    keep(add(event));
    must(bl_book_open(ledger, "other", at(0), &other, &err));
    keep(bl_chronicle_add(ledger, other, &event, &err));
    event.name = T("signed");
    keep(bl_chronicle_add(ledger, other, &event, &err));
    assert_string_equal(of("D1", BL_MOMENT_LAST), "D1.opened");
    book = other;
    assert_string_equal(of("D1", BL_MOMENT_LAST), "D1.opened D1.signed");
    keep(add_number("D1", "001", 2022, 1));
    book = first;
    assert_int_equal(serial("001", 2022), 0);
    keep(add_number("D1", "001", 2022, 1));
}

static void text_that_has_not_its_size_is_refused(void **state)
{
    (void)state;
    char long_text[BL_SUBJECT_SIZE_MAX + 2];
    memset(long_text, 'x', sizeof long_text - 1);
    long_text[sizeof long_text - 1] = '\0';
    bl_text long_id = {long_text, BL_SUBJECT_SIZE_MAX + 1};
    bl_text long_word = {long_text, BL_ID_SIZE_MAX + 1};
    bl_event event = a_doc("", "opened", 5);
    assert_refused(add(event), BL_INVALID);
    event.subject = long_id;
    assert_refused(add(event), BL_INVALID);
    event.subject.size--;
    keep(add(event));
    event.kind = long_word;
    assert_refused(add(event), BL_INVALID);
    event.kind = T("");
    assert_refused(add(event), BL_INVALID);
    event = a_doc("D1", "", 5);
    assert_refused(add(event), BL_INVALID);
    event.name = long_word;
    assert_refused(add(event), BL_INVALID);
    event = a_doc("D1", "opened", 5);
    event.volume = T("");
    assert_refused(add(event), BL_INVALID);
    event.volume = long_id;
    assert_refused(add(event), BL_INVALID);
    assert_string_equal(of("D1", BL_MOMENT_LAST), "");
}

static void number_that_can_be_none_is_refused(void **state)
{
    (void)state;
    assert_refused(add_number("D1", "", 2022, 1), BL_INVALID);
    assert_refused(add_number("D1", "001", -1, 1), BL_INVALID);
    assert_refused(add_number("D1", "001", 2022, 0), BL_INVALID);
    keep(add_number("D1", "001", 0, 1));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        fact(event_is_read_as_it_was_recorded),
        fact(event_without_volume_and_number_has_none),
        fact(events_are_read_up_to_a_moment_that_one_included),
        fact(events_of_one_moment_are_in_the_order_of_recording),
        fact(subjects_of_a_kind_come_by_their_first_events),
        fact(volume_gathers_events_of_several_subjects),
        fact(serials_rise_within_series_and_year),
        fact(number_is_given_out_once),
        fact(undone_event_never_was),
        fact(another_books_chronicle_is_its_own),
        fact(text_that_has_not_its_size_is_refused),
        fact(number_that_can_be_none_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

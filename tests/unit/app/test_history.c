/* SPDX-License-Identifier: MIT */
#include "app/history.h"

#include <stdio.h>
#include <sys/stat.h>

#include "../fact.h"

static char folder[32];
static char path[64];
static bl_buffer told; /* an entry a line, after its number */
static int count;

static int enter(void **state)
{
    (void)state;
    strcpy(folder, "/tmp/bylaw-past-XXXXXX");
    if (!mkdtemp(folder))
        return -1;
    snprintf(path, sizeof path, "%s/bylaw/history", folder);
    return setenv("XDG_STATE_HOME", folder, 1);
}

static int leave(void **state)
{
    char command[64];
    (void)state;
    bl_buffer_deinit(&told);
    snprintf(command, sizeof command, "rm -rf %s", folder);
    return system(command);
}

static void tell(void *context, bl_text entry)
{
    (void)context;
    count++;
    bl_buffer_clear(&told);
    bl_buffer_add(&told, entry.at, entry.size);
}

static int entries(void)
{
    bl_history history;
    count = 0;
    bl_history_open(&history, tell, NULL);
    bl_history_close(&history);
    return count;
}

static void entry_of_many_lines_comes_back_whole(void **state)
{
    bl_history history;
    (void)state;
    bl_history_open(&history, tell, NULL);
    bl_history_add(&history, T("x = 1"));
    bl_history_add(&history, T("x = {\n  \"\xe9\xab\x98\", \\t }"));
    bl_history_close(&history);
    assert_int_equal(entries(), 2);
    assert_string_equal(told.at, "x = {\n  \"\xe9\xab\x98\", \\t }");
}

static void file_is_its_owners_only(void **state)
{
    struct stat info;
    (void)state;
    assert_int_equal(entries(), 0);
    assert_int_equal(stat(path, &info), 0);
    assert_int_equal(info.st_mode & 0777, 0600);
}

static void lines_that_are_no_entries_are_passed_over(void **state)
{
    (void)state;
    assert_int_equal(entries(), 0);
    FILE *file = fopen(path, "w");
    fputs("\"a\"\nnot one\n{}\n\n\"b\"\n\"cut", file);
    fclose(file);
    assert_int_equal(entries(), 2);
    assert_string_equal(told.at, "b");
}

static void oldest_entries_are_dropped(void **state)
{
    (void)state;
    assert_int_equal(entries(), 0);
    FILE *file = fopen(path, "w");
    for (int i = 0; i < 2 * BL_HISTORY_MAX + 10; i++)
        fprintf(file, "\"entry %06d\"\n", i);
    fclose(file);
    assert_in_range(entries(), BL_HISTORY_MAX, BL_HISTORY_MAX + 1);
    assert_string_equal(told.at, "entry 020009");
    struct stat info;
    assert_int_equal(stat(path, &info), 0);
    assert_true(info.st_size < 17 * (BL_HISTORY_MAX + 2));
    assert_int_equal(info.st_mode & 0777, 0600);
}

static void place_that_cannot_be_used_is_no_failure(void **state)
{
    bl_history history;
    (void)state;
    setenv("XDG_STATE_HOME", "/dev/null", 1);
    bl_history_open(&history, tell, NULL);
    bl_history_add(&history, T("x"));
    bl_history_close(&history);
    assert_int_equal(history.file, -1);
}

#undef fact
#define fact(name) cmocka_unit_test_setup_teardown(name, enter, leave)

int main(void)
{
    const struct CMUnitTest facts[] = {
        fact(entry_of_many_lines_comes_back_whole),      fact(file_is_its_owners_only),
        fact(lines_that_are_no_entries_are_passed_over), fact(oldest_entries_are_dropped),
        fact(place_that_cannot_be_used_is_no_failure),
    };
    return cmocka_run_group_tests(facts, NULL, NULL);
}

/* SPDX-License-Identifier: MIT */
#include "base/list.h"

#include "../fact.h"

static void list_doubles_and_keeps_its_elements(void **state)
{
    (void)state;
    size_t room = 0;
    int *list = NULL;
    for (int i = 0; i < 1000; i++) {
        int *grown = bl_list_with_room(list, (size_t)i, &room, sizeof *list);
        assert_non_null(grown);
        list = grown;
        list[i] = i;
    }
    assert_int_equal(room, 1024);
    assert_int_equal(list[0] + list[64] + list[999], 1063);
    free(list);
}

static void list_with_room_stays_where_it_is(void **state)
{
    (void)state;
    size_t room = 2;
    int list[2];
    assert_ptr_equal(bl_list_with_room(list, 1, &room, sizeof *list), list);
    assert_int_equal(room, 2);
}

static void list_past_all_memory_is_refused(void **state)
{
    (void)state;
    size_t room = SIZE_MAX / 4;
    int list[1];
    assert_null(bl_list_with_room(list, room, &room, sizeof *list));
    assert_int_equal(room, SIZE_MAX / 4);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        fact(list_doubles_and_keeps_its_elements),
        fact(list_with_room_stays_where_it_is),
        fact(list_past_all_memory_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

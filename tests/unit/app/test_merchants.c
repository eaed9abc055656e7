/* SPDX-License-Identifier: MIT */
#include "../fact.h"

#include "app/merchants.h"

static bl_merchants made(size_t count, uint64_t seed)
{
    bl_merchants merchants;
    bl_err err = {0};
    bl_chance chance = bl_chance_make(seed);
    assert_ok(bl_merchants_init(&merchants, count, &chance, &err));
    return merchants;
}

static void seed_makes_the_same_merchants(void **state)
{
    (void)state;
    bl_merchants one = made(50, 1), same = made(50, 1), other = made(50, 2);
    size_t alike = 0;
    for (size_t i = 0; i < 50; i++) {
        assert_string_equal(one.all[i].id, same.all[i].id);
        assert_string_equal(one.all[i].name, same.all[i].name);
        alike += strcmp(one.all[i].name, other.all[i].name) == 0;
    }
    assert_true(alike < 10);
    bl_merchants_deinit(&one);
    bl_merchants_deinit(&same);
    bl_merchants_deinit(&other);
}

static void no_more_than_52_are_sample_firms(void **state)
{
    (void)state;
    bl_merchants merchants = made(1000, 1);
    size_t samples = 0, lacking = 0;
    for (size_t i = 0; i < merchants.count; i++) {
        samples += strcmp(merchants.all[i].kind, "sample") == 0;
        lacking += merchants.all[i].lacks >= 0;
    }
    assert_int_equal(samples, 52);
    assert_int_equal(lacking, 40);
    bl_merchants_deinit(&merchants);
}

static void request_says_everything_that_a_merchant_is_asked(void **state)
{
    (void)state;
    bl_date day;
    bl_merchant merchant = {
        .id = "M0001", .name = "青禾里面馆", .sector = "catering", .kind = "sample", .lacks = 5};
    assert_ok(bl_date_make(2021, 11, 26, &day, NULL));
    assert_written(bl_merchant_write_fields(&merchant, day, &out),
                   "\"merchant_id\":\"M0001\",\"name\":\"青禾里面馆\","
                   "\"sector\":\"catering\",\"kind\":\"sample\",\"published_on\":\"2021-11-26\","
                   "\"on_statistics_list\":true,\"tax_registered_in_lanshan\":true,"
                   "\"trades_in_lanshan\":true,\"licences_complete\":true,\"tax_compliant\":true,"
                   "\"negative_record\":true,\"honest_trading\":true,\"rules_accepted\":true,"
                   "\"own_discount\":true,\"publicity_agreed\":true,\"epidemic_control\":true,"
                   "\"unionpay_enabled\":true,\"unionpay_tested\":true");
}

static void people_nearly_always_go_to_listed_merchants(void **state)
{
    (void)state;
    bl_merchants merchants = made(10, 1);
    bl_chance chance = bl_chance_make(3);
    int visits[10] = {0};
    for (size_t i = 0; i < 10; i += 2)
        merchants.all[i].listed = true;
    for (int i = 0; i < 1000; i++)
        visits[bl_merchants_pick(&merchants, &chance)]++;
    int unlisted = 0;
    for (size_t i = 1; i < 10; i += 2)
        unlisted += visits[i];
    assert_true(unlisted > 0 && unlisted < 50);
    assert_true(visits[0] > visits[8]);
    bl_merchants_deinit(&merchants);
}

static void nobody_listed_is_still_a_place_to_go(void **state)
{
    (void)state;
    bl_merchants merchants = made(1, 1);
    bl_chance chance = bl_chance_make(3);
    assert_int_equal(bl_merchants_pick(&merchants, &chance), 0);
    bl_merchants_deinit(&merchants);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        fact(seed_makes_the_same_merchants),
        fact(no_more_than_52_are_sample_firms),
        fact(request_says_everything_that_a_merchant_is_asked),
        fact(people_nearly_always_go_to_listed_merchants),
        fact(nobody_listed_is_still_a_place_to_go),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

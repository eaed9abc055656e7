/* SPDX-License-Identifier: MIT */
#include "app/merchants.h"

#include <stdio.h>
#include <stdlib.h>

#define SAMPLE_MAX         52
#define SAMPLE_EVERY       5
#define SAMPLE_PLACE       3
#define LACKS_EVERY        25
#define LACKS_PLACE        17
#define DISHONEST_EVERY    60
#define DISHONEST_PLACE    11
#define UNLISTED_PER_MILLE 20 /* who goes to a merchant that is not on the list */
#define PICKS_MAX          16

typedef struct criterion {
    const char *name;
    const char *held;
    const char *lacked;
} criterion;

static const criterion criteria[] = {
    {"on_statistics_list", "true", "false"}, {"tax_registered_in_lanshan", "true", "false"},
    {"trades_in_lanshan", "true", "false"},  {"licences_complete", "true", "false"},
    {"tax_compliant", "true", "false"},      {"negative_record", "false", "true"},
    {"honest_trading", "true", "false"},     {"rules_accepted", "true", "false"},
    {"own_discount", "true", "false"},       {"publicity_agreed", "true", "false"},
    {"epidemic_control", "true", "false"},   {"unionpay_enabled", "true", "false"},
    {"unionpay_tested", "true", "false"},
};

#define CRITERION_COUNT (sizeof criteria / sizeof criteria[0])

typedef struct sector {
    const char *code;
    int64_t weight;
    const char *trades[6];
} sector;

static const sector sectors[] = {
    {"catering", 40, {"酒楼", "饭庄", "面馆", "火锅店", "小吃铺", "餐厅"}},
    {"lodging", 15, {"宾馆", "客栈", "酒店", "旅舍", "民宿", "公寓酒店"}},
    {"retail", 45, {"超市", "商场", "百货店", "服装店", "家电城", "书店"}},
};

static const char *const first_names[] = {"青禾", "云岫", "松月", "听雨", "半山", "拾光",
                                          "麦田", "初晴", "远帆", "归燕", "竹影", "星桥",
                                          "暖阳", "望舒", "小满", "南风"};
static const char *const last_names[] = {"里", "阁", "坊", "轩", "苑", "居", "记", "家"};

#define COUNT_OF(table) (sizeof(table) / sizeof(table)[0])

static const char *one_of(const char *const *names, size_t count, bl_chance *chance)
{
    return names[bl_chance_below(chance, (int64_t)count)];
}

static void make(bl_merchant *merchant, size_t place, size_t *samples, bl_chance *chance)
{
    int64_t weights[COUNT_OF(sectors)];
    for (size_t i = 0; i < COUNT_OF(sectors); i++)
        weights[i] = sectors[i].weight;
    const sector *in = &sectors[bl_chance_pick(chance, weights, COUNT_OF(sectors))];
    bool lacks = place % LACKS_EVERY == LACKS_PLACE;
    bool sample = place % SAMPLE_EVERY == SAMPLE_PLACE && *samples < SAMPLE_MAX;
    *samples += sample;
    *merchant = (bl_merchant){
        .sector = in->code,
        .kind = sample ? "sample" : "above_scale",
        .lacks = lacks ? (int)bl_chance_below(chance, CRITERION_COUNT) : -1,
        .dishonest = place % DISHONEST_EVERY == DISHONEST_PLACE,
    };
    snprintf(merchant->id, sizeof merchant->id, "M%04zu", place + 1);
    const char *first = one_of(first_names, COUNT_OF(first_names), chance);
    const char *last = one_of(last_names, COUNT_OF(last_names), chance);
    const char *trade = one_of(in->trades, COUNT_OF(in->trades), chance);
    snprintf(merchant->name, sizeof merchant->name, "%s%s%s", first, last, trade);
}

bl_status bl_merchants_init(bl_merchants *merchants, size_t count, bl_chance *chance, bl_err *err)
{
    BL_REQUIRE(count > 0);

    *merchants = (bl_merchants){calloc(count, sizeof(bl_merchant)), count};
    if (!merchants->all)
        return bl_fail(err, BL_NO_MEMORY, "no memory for %zu merchants", count);
    size_t samples = 0;
    for (size_t i = 0; i < count; i++)
        make(&merchants->all[i], i, &samples, chance);
    return BL_OK;
}

void bl_merchants_deinit(bl_merchants *merchants)
{
    free(merchants->all);
    *merchants = (bl_merchants){0};
}

void bl_merchant_write_fields(const bl_merchant *merchant, bl_date published, bl_buffer *out)
{
    bl_buffer_format(out,
                     "\"merchant_id\":\"%s\",\"name\":\"%s\",\"sector\":\"%s\","
                     "\"kind\":\"%s\",\"published_on\":\"",
                     merchant->id, merchant->name, merchant->sector, merchant->kind);
    bl_date_write(published, out);
    bl_buffer_add_char(out, '"');
    for (size_t i = 0; i < CRITERION_COUNT; i++)
        bl_buffer_format(out, ",\"%s\":%s", criteria[i].name,
                         merchant->lacks == (int)i ? criteria[i].lacked : criteria[i].held);
}

/* The lower a merchant's place, the more people know it. */
size_t bl_merchants_pick(const bl_merchants *merchants, bl_chance *chance)
{
    size_t place = 0;
    for (int i = 0; i < PICKS_MAX; i++) {
        int64_t reach = bl_chance_below(chance, (int64_t)merchants->count) + 1;
        place = (size_t)bl_chance_below(chance, reach);
        if (merchants->all[place].listed || bl_chance_hits(chance, UNLISTED_PER_MILLE))
            break;
    }
    return place;
}

/* SPDX-License-Identifier: MIT */
#include "story.h"

const story_line story[] = {
    {0, "plan_round",
     "{\"request_id\":\"p0\",\"at\":\"2021-11-30T09:00:00+08:00\",\"round\":1,\"count_30\":1,"
     "\"count_50\":1,\"count_100\":1}"},
    {0, "plan_round",
     "{\"request_id\":\"p1\",\"at\":\"2021-11-30T09:00:00+08:00\",\"round\":1,\"count_30\":5,"
     "\"count_50\":29989,\"count_100\":4}"},
    {1, "merchant_register",
     "{\"request_id\":\"m1\",\"at\":\"2021-12-01T09:00:00+08:00\",\"merchant_id\":\"S1\","
     "\"name\":\"S1\",\"sector\":\"lodging\",\"kind\":\"above_scale\",\"on_statistics_list\":true,"
     "\"published_on\":\"2021-11-26\",\"tax_registered_in_lanshan\":true,"
     "\"trades_in_lanshan\":true,\"licences_complete\":true,\"tax_compliant\":true,"
     "\"negative_record\":false,\"honest_trading\":true,\"rules_accepted\":true,"
     "\"own_discount\":true,\"publicity_agreed\":true,\"epidemic_control\":true,"
     "\"unionpay_enabled\":true,\"unionpay_tested\":true}"},
    {1, "merchant_register",
     "{\"request_id\":\"m2\",\"at\":\"2021-12-01T09:00:00+08:00\",\"merchant_id\":\"S2\","
     "\"name\":\"S2\",\"sector\":\"retail\",\"kind\":\"above_scale\",\"on_statistics_list\":true,"
     "\"published_on\":\"2021-11-26\",\"tax_registered_in_lanshan\":true,"
     "\"trades_in_lanshan\":true,\"licences_complete\":true,\"tax_compliant\":true,"
     "\"negative_record\":false,\"honest_trading\":true,\"rules_accepted\":true,"
     "\"own_discount\":true,\"publicity_agreed\":true,\"epidemic_control\":true,"
     "\"unionpay_enabled\":true,\"unionpay_tested\":true}"},
    {1, "merchant_register",
     "{\"request_id\":\"m3\",\"at\":\"2021-12-01T09:00:00+08:00\",\"merchant_id\":\"S3\","
     "\"name\":\"S3\",\"sector\":\"retail\",\"kind\":\"above_scale\",\"on_statistics_list\":true,"
     "\"published_on\":\"2021-11-26\",\"tax_registered_in_lanshan\":true,"
     "\"trades_in_lanshan\":true,\"licences_complete\":true,\"tax_compliant\":false,"
     "\"negative_record\":false,\"honest_trading\":true,\"rules_accepted\":true,"
     "\"own_discount\":true,\"publicity_agreed\":true,\"epidemic_control\":true,"
     "\"unionpay_enabled\":true,\"unionpay_tested\":true}"},
    {2, "claim",
     "{\"request_id\":\"c1\",\"at\":\"2021-12-03T10:00:00+08:00\",\"round\":1,"
     "\"denomination\":100,\"person_id\":\"P1\",\"channel\":\"app\",\"city\":\"linyi\"}"},
    {2, "claim",
     "{\"request_id\":\"c2\",\"at\":\"2021-12-03T10:00:00+08:00\",\"round\":1,"
     "\"denomination\":100,\"person_id\":\"P2\",\"channel\":\"app\",\"city\":\"linyi\"}"},
    {2, "claim",
     "{\"request_id\":\"c3\",\"at\":\"2021-12-03T10:00:00+08:00\",\"round\":1,"
     "\"denomination\":100,\"person_id\":\"P3\",\"channel\":\"app\",\"city\":\"linyi\"}"},
    {2, "claim",
     "{\"request_id\":\"c4\",\"at\":\"2021-12-03T10:00:00+08:00\",\"round\":1,"
     "\"denomination\":100,\"person_id\":\"P4\",\"channel\":\"app\",\"city\":\"linyi\"}"},
    {2, "claim",
     "{\"request_id\":\"c5\",\"at\":\"2021-12-03T10:00:00+08:00\",\"round\":1,"
     "\"denomination\":100,\"person_id\":\"P5\",\"channel\":\"app\",\"city\":\"linyi\"}"},
    {2, "claim",
     "{\"request_id\":\"c1\",\"at\":\"2021-12-03T10:00:04+08:00\",\"round\":1,"
     "\"denomination\":100,\"person_id\":\"P1\",\"channel\":\"app\",\"city\":\"linyi\"}"},
    {2, "claim",
     "{\"request_id\":\"c6\",\"at\":\"2021-12-03T10:00:00+08:00\",\"round\":1,"
     "\"denomination\":100,\"person_id\":\"P1\",\"channel\":\"app\",\"city\":\"linyi\"}"},
    {2, "claim",
     "{\"request_id\":\"c7\",\"at\":\"2021-12-03T10:00:00+08:00\",\"round\":1,\"denomination\":40,"
     "\"person_id\":\"P1\",\"channel\":\"app\",\"city\":\"linyi\"}"},
    {3, "claim",
     "{\"request_id\":\"c8\",\"at\":\"2021-12-03T10:00:00+08:00\",\"round\":1,\"denomination\":30,"
     "\"person_id\":\"P1\",\"channel\":\"app\",\"city\":\"linyi\"}"},
    {3, "claim",
     "{\"request_id\":\"c9\",\"at\":\"2021-12-03T10:00:00+08:00\",\"round\":1,\"denomination\":50,"
     "\"person_id\":\"P2\",\"channel\":\"app\",\"city\":\"linyi\"}"},
    {4, "redeem",
     "{\"request_id\":\"r1\",\"at\":\"2021-12-04T12:00:00+08:00\",\"voucher_id\":\"1-100-1\","
     "\"person_id\":\"P1\",\"merchant_id\":\"S1\",\"order_id\":\"A-1\",\"order_amount\":600,"
     "\"channel\":\"store\",\"merchant_discount\":20.01}"},
    {4, "redeem",
     "{\"request_id\":\"r2\",\"at\":\"2021-12-04T12:00:00+08:00\",\"voucher_id\":\"1-100-2\","
     "\"person_id\":\"P2\",\"merchant_id\":\"S2\",\"order_id\":\"B-1\",\"order_amount\":500,"
     "\"channel\":\"store\"}"},
    {4, "redeem",
     "{\"request_id\":\"r3\",\"at\":\"2021-12-04T12:00:00+08:00\",\"voucher_id\":\"1-100-3\","
     "\"person_id\":\"P3\",\"merchant_id\":\"S2\",\"order_id\":\"B-2\",\"order_amount\":888.88,"
     "\"channel\":\"store\",\"merchant_discount\":88.88}"},
    {4, "redeem",
     "{\"request_id\":\"r4\",\"at\":\"2021-12-04T12:00:00+08:00\",\"voucher_id\":\"1-100-4\","
     "\"person_id\":\"P3\",\"merchant_id\":\"S2\",\"order_id\":\"B-3\",\"order_amount\":500,"
     "\"channel\":\"store\"}"},
    {4, "redeem",
     "{\"request_id\":\"r5\",\"at\":\"2021-12-04T12:00:00+08:00\",\"voucher_id\":\"1-30-1\","
     "\"person_id\":\"P1\",\"merchant_id\":\"S1\",\"order_id\":\"A-1\",\"order_amount\":120,"
     "\"channel\":\"store\"}"},
    {5, "redeem",
     "{\"request_id\":\"r6\",\"at\":\"2021-12-04T12:00:00+08:00\",\"voucher_id\":\"1-30-1\","
     "\"person_id\":\"P1\",\"merchant_id\":\"S1\",\"order_id\":\"A-2\",\"order_amount\":120,"
     "\"channel\":\"store\"}"},
    {5, "refund",
     "{\"request_id\":\"f1\",\"at\":\"2021-12-05T10:00:00+08:00\",\"redemption_id\":\"1-30-1/1\","
     "\"refund_amount\":90}"},
    {5, "refund",
     "{\"request_id\":\"f2\",\"at\":\"2021-12-05T10:00:00+08:00\",\"redemption_id\":\"1-100-2/1\","
     "\"refund_amount\":100}"},
    {6, "redeem",
     "{\"request_id\":\"r7\",\"at\":\"2021-12-06T10:00:00+08:00\",\"voucher_id\":\"1-30-1\","
     "\"person_id\":\"P1\",\"merchant_id\":\"S2\",\"order_id\":\"B-4\",\"order_amount\":150,"
     "\"channel\":\"store\"}"},
    {6, "cancel_redemption",
     "{\"request_id\":\"q1\",\"at\":\"2021-12-07T10:00:00+08:00\",\"redemption_id\":\"1-100-3/1\","
     "\"finding\":\"cash_out\"}"},
    {7, "close_round",
     "{\"request_id\":\"k1\",\"at\":\"2021-12-10T09:59:59.999+08:00\",\"round\":1}"},
    {7, "close_round", "{\"request_id\":\"k2\",\"at\":\"2021-12-10T10:00:00+08:00\",\"round\":1}"},
    {7, "plan_round",
     "{\"request_id\":\"p2\",\"at\":\"2021-12-10T10:00:00+08:00\",\"round\":2,\"count_30\":0,"
     "\"count_50\":30000,\"count_100\":0}"},
    {8, "settle", "{\"request_id\":\"s1\",\"at\":\"2021-12-10T15:00:00+08:00\",\"round\":1}"},
    {8, "refund",
     "{\"request_id\":\"f3\",\"at\":\"2021-12-10T16:00:00+08:00\",\"redemption_id\":\"1-30-1/2\","
     "\"refund_amount\":120}"},
    {9, "cancel_redemption",
     "{\"request_id\":\"q2\",\"at\":\"2021-12-11T10:00:00+08:00\",\"redemption_id\":\"1-100-1/1\","
     "\"finding\":\"false_transaction\"}"},
    {9, "recover",
     "{\"request_id\":\"v1\",\"at\":\"2021-12-12T10:00:00+08:00\",\"merchant_id\":\"S1\","
     "\"amount\":60.01}"},
    {9, "recover",
     "{\"request_id\":\"v2\",\"at\":\"2021-12-12T10:00:00+08:00\",\"merchant_id\":\"S1\","
     "\"amount\":40}"},
    {10, "merchant_deregister",
     "{\"request_id\":\"d1\",\"at\":\"2021-12-12T12:00:00+08:00\",\"merchant_id\":\"S1\","
     "\"reason\":\"cash_out\"}"},
    {10, "merchant_register",
     "{\"request_id\":\"m4\",\"at\":\"2021-12-13T09:00:00+08:00\",\"merchant_id\":\"S1\","
     "\"name\":\"S1\",\"sector\":\"retail\",\"kind\":\"above_scale\",\"on_statistics_list\":true,"
     "\"published_on\":\"2021-11-26\",\"tax_registered_in_lanshan\":true,"
     "\"trades_in_lanshan\":true,\"licences_complete\":true,\"tax_compliant\":true,"
     "\"negative_record\":false,\"honest_trading\":true,\"rules_accepted\":true,"
     "\"own_discount\":true,\"publicity_agreed\":true,\"epidemic_control\":true,"
     "\"unionpay_enabled\":true,\"unionpay_tested\":true}"},
    {10, "claim",
     "{\"request_id\":\"c10\",\"at\":\"2021-12-10T11:00:00+08:00\",\"round\":2,"
     "\"denomination\":50,\"person_id\":\"P1\",\"channel\":\"app\",\"city\":\"linyi\"}"},
    {10, "claim",
     "{\"request_id\":\"c11\",\"at\":\"2021-12-10T11:00:00+08:00\",\"round\":2,"
     "\"denomination\":50,\"person_id\":\"P2\",\"channel\":\"app\",\"city\":\"linyi\"}"},
    {11, "redeem",
     "{\"request_id\":\"r8\",\"at\":\"2021-12-11T11:00:00+08:00\",\"voucher_id\":\"2-50-1\","
     "\"person_id\":\"P1\",\"merchant_id\":\"S2\",\"order_id\":\"B-9\",\"order_amount\":300,"
     "\"channel\":\"store\"}"},
    {11, "close_round", "{\"request_id\":\"k3\",\"at\":\"2021-12-17T10:00:00+08:00\",\"round\":2}"},
    {11, "settle", "{\"request_id\":\"s2\",\"at\":\"2021-12-17T15:00:00+08:00\",\"round\":2}"},
};

const size_t story_count = sizeof story / sizeof *story;

const story_line story_readings[] = {
    {0, "status", "{\"at\":\"2021-12-20T12:00:00+08:00\"}"},
    {0, "audit", "{\"at\":\"2021-12-20T12:00:00+08:00\"}"},
    {0, "report", "{\"at\":\"2021-12-20T12:00:00+08:00\",\"round\":1}"},
    {0, "report", "{\"at\":\"2021-12-20T12:00:00+08:00\",\"round\":2}"},
    {0, "merchant", "{\"at\":\"2021-12-20T12:00:00+08:00\",\"merchant_id\":\"S1\"}"},
    {0, "merchant", "{\"at\":\"2021-12-20T12:00:00+08:00\",\"merchant_id\":\"S2\"}"},
    {0, "vouchers", "{\"at\":\"2021-12-20T12:00:00+08:00\",\"person_id\":\"P1\"}"},
    {0, "voucher", "{\"at\":\"2021-12-20T12:00:00+08:00\",\"voucher_id\":\"1-30-1\"}"},
};

const size_t story_reading_count = sizeof story_readings / sizeof *story_readings;

/* SPDX-License-Identifier: MIT */
#include "host/request.h"

#include "bench.h"

static bl_record record;
static bl_buffer canonical;
static bl_bad_input bad;
static const char *request;
static char said[512];

static int l_declare(lua_State *to)
{
    bl_record_declare(to, 1, &record);
    return 0;
}

static void declare(const char *fields)
{
    evaluate(fields);
    if (!attempt(l_declare))
        fail_msg("%s", err.text);
}

/* Leaves the record as the global `q` of trusted code. */
static int l_read(lua_State *to)
{
    json_t *object = json_loads(request, 0, NULL);
    BL_REQUIRE(object);
    int top = lua_gettop(to);
    bool fits = bl_request_read(to, &record, object, &canonical, &bad);
    json_decref(object);
    BL_REQUIRE(lua_gettop(to) == top + fits);
    if (fits)
        lua_setglobal(to, "q");
    snprintf(said, sizeof said, "%s%s%s", fits ? canonical.at : bad.field, fits ? "" : ": ",
             fits ? "" : bad.message);
    return 0;
}

/* The canonical form, or "FIELD: what is wrong". */
static const char *take(const char *json)
{
    request = json;
    bad = (bl_bad_input){0};
    lua_pushnil(L);
    if (!attempt(l_read))
        fail_msg("%s", err.text);
    return said;
}

#define assert_read(json, expected) assert_string_equal(take(json), expected)

static void assert_bad(const char *json, const char *field, const char *words)
{
    const char *heard = take(json);
    if (strcmp(bad.field, field) != 0 || !strstr(bad.message, words))
        fail_msg("%s: expected %s: %s, not %s", json, field, words, heard);
}

static int leave_record(void **unused)
{
    bl_record_deinit(&record);
    bl_buffer_deinit(&canonical);
    return leave(unused);
}

#define record_fact(name) cmocka_unit_test_setup_teardown(name, enter, leave_record)

#define EVERY_TYPE                                                                                 \
    "return { { name = 'money', type = 'money' }, { name = 'percent', type = 'percent' },"         \
    " { name = 'date', type = 'date' }, { name = 'time', type = 'time' },"                         \
    " { name = 'count', type = 'count' }, { name = 'text', type = 'text' },"                       \
    " { name = 'id', type = 'id' }, { name = 'bool', type = 'bool' },"                             \
    " { name = 'code', type = 'code', codes = { 'catering', 'lodging', 'retail' } },"              \
    " { name = 'face', type = 'code', codes = { 30, 50, 100 } },"                                  \
    " { name = 'at', type = 'time' }, { name = 'request_id', type = 'id' } }"

static void order_of_fields_does_not_matter(void **unused)
{
    (void)unused;
    declare(EVERY_TYPE);
    assert_read("{\"text\":\"x\",\"bool\":true,\"count\":1}",
                "{\"bool\":true,\"count\":1,\"text\":\"x\"}");
    assert_read("{\"count\":1,\"text\":\"x\",\"bool\":true}",
                "{\"bool\":true,\"count\":1,\"text\":\"x\"}");
}

static void ways_of_writing_a_value_do_not_matter(void **unused)
{
    (void)unused;
    declare(EVERY_TYPE);
    static const char *const same[][2] = {
        {"{\"money\":20}", "{\"money\":20}"},
        {"{\"money\":20.00}", "{\"money\":20}"},
        {"{\"money\":2e1}", "{\"money\":20}"},
        {"{\"money\":0.1}", "{\"money\":0.1}"},
        {"{\"money\":0.10}", "{\"money\":0.1}"},
        {"{\"money\":-0.0}", "{\"money\":0}"},
        {"{\"percent\":12.5}", "{\"percent\":12.5}"},
        {"{\"percent\":5}", "{\"percent\":5}"},
        {"{\"percent\":5.0}", "{\"percent\":5}"},
        {"{\"count\":5.0}", "{\"count\":5}"},
        {"{\"count\":5e0}", "{\"count\":5}"},
        {"{\"face\":50.0}", "{\"face\":50}"},
        {"{\"time\":\"2021-12-03T10:00:00+08:00\"}", "{\"time\":\"2021-12-03T10:00:00+08:00\"}"},
        {"{\"time\":\"2021-12-03T02:00:00.000Z\"}", "{\"time\":\"2021-12-03T10:00:00+08:00\"}"},
        {"{\"text\":\"\\u540d\\/\"}", "{\"text\":\"名/\"}"},
        {"{\"text\":\"名/\"}", "{\"text\":\"名/\"}"},
        {"{\"text\":\"\\ud83d\\ude00\\u0001\\\"\"}", "{\"text\":\"\xF0\x9F\x98\x80\\u0001\\\"\"}"},
    };
    for (size_t i = 0; i < sizeof same / sizeof same[0]; i++)
        assert_read(same[i][0], same[i][1]);
}

static void null_is_absent_and_neither_is_written(void **unused)
{
    (void)unused;
    declare(EVERY_TYPE);
    assert_read("{}", "{}");
    assert_read("{\"money\":null,\"code\":null,\"bool\":null}", "{}");
}

static void moment_and_id_of_the_request_are_left_out(void **unused)
{
    (void)unused;
    declare(EVERY_TYPE);
    assert_read("{\"request_id\":\"r\",\"at\":\"2021-12-03T02:00:00Z\",\"count\":1}",
                "{\"count\":1}");
}

static void get(const char *name)
{
    lua_settop(L, 0);
    lua_getglobal(L, "q");
    lua_getfield(L, 1, name);
}

static void values_come_as_their_kinds(void **unused)
{
    (void)unused;
    bl_money money;
    bl_ratio ratio;
    bl_date date;
    bl_moment moment;
    bool percent;
    declare(EVERY_TYPE);
    (void)take("{\"money\":0.5,\"percent\":5,\"date\":\"1970-01-02\",\"count\":3,\"text\":\"x\","
               "\"time\":\"1970-01-01T08:00:01+08:00\",\"bool\":false,\"face\":30.0}");
    get("money");
    assert_true(bl_to_money(L, 2, &money) && money.fen == 50);
    get("percent");
    assert_true(bl_to_ratio(L, 2, &ratio, &percent) && percent && ratio.denominator == 20);
    get("date");
    assert_true(bl_to_date(L, 2, &date) && date.days == 1);
    get("time");
    assert_true(bl_to_moment(L, 2, &moment) && moment.ns == BL_SECOND);
    get("count");
    assert_true(lua_isinteger(L, 2));
    get("face");
    assert_true(lua_isinteger(L, 2));
    get("bool");
    assert_true(lua_isboolean(L, 2) && !lua_toboolean(L, 2));
    get("at");
    assert_true(lua_isnil(L, 2));
    lua_settop(L, 0);
}

static void value_of_another_type_is_refused(void **unused)
{
    (void)unused;
    declare(EVERY_TYPE);
    static const char *const fields[] = {"money", "percent", "date", "time", "count",
                                         "text",  "id",      "bool", "code", "face"};
    static const char *const wrong[] = {"[1]", "{\"a\":1}", "[]"};
    char json[80];
    for (size_t f = 0; f < sizeof fields / sizeof fields[0]; f++)
        for (size_t i = 0; i < 3; i++) {
            snprintf(json, sizeof json, "{\"%s\":%s}", fields[f], wrong[i]);
            assert_bad(json, fields[f], fields[f]);
        }
    assert_bad("{\"money\":true}", "money", "in yuan");
    assert_bad("{\"percent\":\"5\"}", "percent", "percentage");
    assert_bad("{\"date\":20211203}", "date", "a date such as");
    assert_bad("{\"time\":\"2021-12-03\"}", "time", "time");
    assert_bad("{\"date\":\"2021-02-29\"}", "date", "date");
    assert_bad("{\"date\":\"2021-12-03T00:00:00Z\"}", "date", "date");
    assert_bad("{\"count\":\"1\"}", "count", "whole number");
    assert_bad("{\"count\":1.5}", "count", "whole number");
    assert_bad("{\"count\":-1}", "count", "0 or more");
    assert_bad("{\"count\":1e300}", "count", "whole number");
    assert_bad("{\"text\":1}", "text", "expected text");
    assert_bad("{\"bool\":0}", "bool", "true or false");
    assert_bad("{\"bool\":\"true\"}", "bool", "true or false");
}

static void amount_that_is_not_whole_fen_is_refused(void **unused)
{
    (void)unused;
    declare(EVERY_TYPE);
    assert_bad("{\"money\":0.001}", "money", "money: ");
    assert_bad("{\"money\":83.333}", "money", "money: ");
    assert_bad("{\"money\":1e300}", "money", "money: ");
    assert_bad("{\"money\":9223372036854775807}", "money", "money: ");
}

static void amount_as_text_is_no_amount(void **unused)
{
    (void)unused;
    declare(EVERY_TYPE);
    assert_bad("{\"money\":\"20\"}", "money", "an amount in yuan");
    assert_bad("{\"money\":\"1,234.50\"}", "money", "an amount in yuan");
    assert_bad("{\"money\":\"\"}", "money", "an amount in yuan");
}

static void id_has_1_to_128_bytes(void **unused)
{
    (void)unused;
    declare(EVERY_TYPE);
    char id[130], json[160];
    assert_bad("{\"id\":\"\"}", "id", "1 to 128 bytes, not 0");
    memset(id, 'x', 129);
    id[129] = '\0';
    snprintf(json, sizeof json, "{\"id\":\"%s\"}", id);
    assert_bad(json, "id", "1 to 128 bytes, not 129");
    id[128] = '\0';
    snprintf(json, sizeof json, "{\"id\":\"%s\"}", id);
    assert_read(json, json);
    assert_read("{\"text\":\"\"}", "{\"text\":\"\"}");
}

static void bounds_of_a_text_count_its_characters(void **unused)
{
    (void)unused;
    declare("return { { name = 't', type = 'text', least = 1, most = 3 } }");
    assert_bad("{\"t\":\"\"}", "t", "at least 1 characters long");
    assert_bad("{\"t\":\"abcd\"}", "t", "at most 3 characters long");
    assert_bad("{\"t\":\"文件甲乙\"}", "t", "at most 3 characters long");
    assert_read("{\"t\":\"文件甲\"}", "{\"t\":\"文件甲\"}");
    assert_read("{\"t\":\"\\ud83d\\ude00bc\"}", "{\"t\":\"\xF0\x9F\x98\x80\x62\x63\"}");
}

static void code_off_the_list_names_the_list_and_the_nearest(void **unused)
{
    (void)unused;
    declare(EVERY_TYPE);
    assert_bad("{\"code\":\"caterring\"}", "code",
               "expected one of catering, lodging, retail; did you mean \"catering\"?");
    assert_bad("{\"code\":\"RETAIL\"}", "code", "expected one of");
    assert_bad("{\"code\":1}", "code", "expected one of catering, lodging, retail");
    assert_bad("{\"face\":31}", "face", "expected one of 30, 50, 100");
    assert_bad("{\"face\":\"30\"}", "face", "expected one of 30, 50, 100");
    assert_bad("{\"face\":30.5}", "face", "expected one of 30, 50, 100");
    assert_bad("{\"face\":true}", "face", "expected one of 30, 50, 100");
}

static void unknown_field_names_the_nearest(void **unused)
{
    (void)unused;
    declare(EVERY_TYPE);
    assert_bad("{\"monye\":1}", "monye", "did you mean \"money\"?");
    assert_bad("{\"\":1}", "", "there is no field");
    assert_bad("{\"Money\":1}", "Money", "did you mean \"money\"?");
    assert_non_null(bl_record_field(&record, "money"));
    assert_null(bl_record_field(&record, "mone"));
    assert_string_equal(bl_record_nearest(&record, "tiem"), "time");
}

static void first_trouble_in_the_order_of_the_declaration_is_told(void **unused)
{
    (void)unused;
    declare("return { { name = 'z', type = 'count', required = true },"
            " { name = 'b', type = 'money', required = true }, { name = 'a', type = 'bool' } }");
    assert_bad("{\"a\":7}", "z", "missing");
    assert_bad("{\"a\":7,\"z\":1}", "b", "missing");
    assert_bad("{\"a\":7,\"b\":1,\"z\":1}", "a", "true or false");
}

static void required_field_must_be_given_and_not_null(void **unused)
{
    (void)unused;
    declare("return { { name = 'a', type = 'count', required = true },"
            " { name = 'b', type = 'date', required = true, nullable = true } }");
    assert_bad("{\"b\":null}", "a", "missing");
    assert_bad("{\"a\":null,\"b\":null}", "a", "missing");
    assert_bad("{\"a\":1}", "b", "missing");
    assert_read("{\"a\":1,\"b\":null}", "{\"a\":1}");
}

static void field_is_required_with_a_value_of_another(void **unused)
{
    (void)unused;
    declare("return { { name = 'channel', type = 'code', codes = { 'app', 'store' } },"
            " { name = 'city', type = 'text', with_field = 'channel', with_value = 'app' } }");
    assert_bad("{\"channel\":\"app\"}", "city", "missing");
    assert_bad("{\"channel\":\"app\",\"city\":null}", "city", "missing");
    assert_read("{\"channel\":\"store\"}", "{\"channel\":\"store\"}");
    assert_read("{}", "{}");
}

static void bounds_include_themselves_unless_above(void **unused)
{
    (void)unused;
    declare("return { { name = 'm', type = 'money', above = yuan(0), most = yuan '9.99' },"
            " { name = 'n', type = 'count', least = 1, most = 4 },"
            " { name = 'p', type = 'percent', least = 0, most = 100 },"
            " { name = 'd', type = 'money', least = yuan(0), most_field = 'm' } }");
    assert_bad("{\"m\":0}", "m", "more than 0 yuan");
    assert_bad("{\"m\":-1}", "m", "more than 0 yuan");
    assert_read("{\"m\":0.01}", "{\"m\":0.01}");
    assert_read("{\"m\":9.99}", "{\"m\":9.99}");
    assert_bad("{\"m\":10}", "m", "at most 9.99 yuan");
    assert_bad("{\"n\":0}", "n", "at least 1");
    assert_read("{\"n\":4}", "{\"n\":4}");
    assert_bad("{\"n\":5}", "n", "at most 4");
    assert_bad("{\"p\":-0.5}", "p", "at least 0");
    assert_read("{\"p\":100}", "{\"p\":100}");
    assert_bad("{\"p\":100.5}", "p", "at most 100");
    assert_read("{\"m\":2,\"d\":2}", "{\"d\":2,\"m\":2}");
    assert_bad("{\"m\":2,\"d\":2.01}", "d", "at most m");
}

static void value_when_absent_is_given_and_not_written(void **unused)
{
    (void)unused;
    declare("return { { name = 'n', type = 'count', fallback = 7 } }");
    assert_read("{}", "{}");
    lua_getglobal(L, "q");
    lua_getfield(L, -1, "n");
    assert_int_equal(lua_tointeger(L, -1), 7);
    assert_read("{\"n\":7}", "{\"n\":7}");
}

static int l_look(lua_State *to)
{
    lua_getglobal(to, "q");
    lua_getfield(to, -1, lua_tostring(to, 1));
    BL_REQUIRE(lua_isnil(to, -1));
    return 0;
}

static void record_knows_its_fields_and_raises_for_others(void **unused)
{
    (void)unused;
    declare(EVERY_TYPE);
    (void)take("{}");
    lua_pushstring(L, "money");
    assert_true(attempt(l_look));
    lua_pushstring(L, "monye");
    assert_false(attempt(l_look));
    assert_non_null(strstr(err.text, "has no field \"monye\"; did you mean \"money\"?"));
}

static void assert_not_declared(const char *fields)
{
    evaluate(fields);
    assert_false(attempt(l_declare));
    bl_record_deinit(&record);
}

static void declaration_that_makes_no_sense_raises(void **unused)
{
    (void)unused;
    assert_not_declared("return { { type = 'count' } }");
    assert_not_declared("return { { name = 'a' } }");
    assert_not_declared("return { { name = 'a', type = 'cuont' } }");
    assert_not_declared("return { { name = 'a', type = 'code' } }");
    assert_not_declared("return { { name = 'a', type = 'count', least = 'x' } }");
    assert_not_declared("return { 7 }");
}

#define NESTED                                                                                     \
    "return { { name = 'firm', type = 'id', required = true },"                                    \
    " { name = 'projects', type = 'record', list = true, unique_by = 'name', fields = {"           \
    "   { name = 'name', type = 'id', required = true }, { name = 'cost', type = 'money' },"       \
    "   { name = 'at', type = 'date' },"                                                           \
    "   { name = 'level', type = 'text', with_field = 'name', with_value = 'p|q', unless = true }" \
    " } },"                                                                                        \
    " { name = 'sales', type = 'money', list = true, least = yuan(0) },"                           \
    " { name = 'ids', type = 'id', list = true, unique = true },"                                  \
    " { name = 'score', type = 'number' }, { name = 'extra', type = 'object' },"                   \
    " { name = 'due', type = 'month_day' },"                                                       \
    " { name = 'boss', type = 'record', fields = { { name = 'age', type = 'count' } } } }"

static void records_and_lists_are_read_and_written_in_one_form(void **unused)
{
    (void)unused;
    declare(NESTED);
    assert_read("{\"projects\":[{\"cost\":2.50,\"name\":\"p\"},{\"name\":\"q\"}],\"firm\":\"f\"}",
                "{\"firm\":\"f\",\"projects\":[{\"cost\":2.5,\"name\":\"p\"},{\"name\":\"q\"}]}");
    assert_read("{\"firm\":\"f\",\"sales\":[1,2.50],\"boss\":{\"age\":40}}",
                "{\"boss\":{\"age\":40},\"firm\":\"f\",\"sales\":[1,2.5]}");
    assert_read("{\"firm\":\"f\",\"ids\":[],\"score\":91.50}",
                "{\"firm\":\"f\",\"ids\":[],\"score\":91.5}");
    assert_read("{\"firm\":\"f\",\"extra\":{\"b\":1,\"a\":\"x\"}}",
                "{\"extra\":{\"a\":\"x\",\"b\":1},\"firm\":\"f\"}");
}

static void day_of_each_year_is_month_and_day(void **unused)
{
    (void)unused;
    static const char *const wrong[] = {"\"02-29\"", "\"13-31\"", "\"1-5\"", "\"01-05 \"", "105"};
    declare(NESTED);
    assert_read("{\"firm\":\"f\",\"due\":\"02-28\"}", "{\"due\":\"02-28\",\"firm\":\"f\"}");
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        char text[80];
        snprintf(text, sizeof text, "{\"firm\":\"f\",\"due\":%s}", wrong[i]);
        assert_bad(text, "due", "expected a day of each year such as \"01-05\"");
    }
}

static void moment_of_a_record_in_the_record_is_its_own(void **unused)
{
    (void)unused;
    declare(NESTED);
    assert_read("{\"firm\":\"f\",\"projects\":[{\"name\":\"p\",\"at\":\"2021-12-03\"}]}",
                "{\"firm\":\"f\",\"projects\":[{\"at\":\"2021-12-03\",\"name\":\"p\"}]}");
}

static void element_that_does_not_fit_is_named_by_its_place(void **unused)
{
    (void)unused;
    declare(NESTED);
    assert_bad("{\"firm\":\"f\",\"projects\":7}", "projects", "expected a list");
    assert_bad("{\"firm\":\"f\",\"projects\":[{\"name\":\"p\"},7]}", "projects[2]", "an object");
    assert_bad("{\"firm\":\"f\",\"projects\":[{\"cost\":1}]}", "projects[1].name", "is missing");
    assert_bad("{\"firm\":\"f\",\"projects\":[{\"name\":\"p\",\"cots\":1}]}", "projects[1].cots",
               "did you mean \"cost\"");
    assert_bad("{\"firm\":\"f\",\"sales\":[1,-1]}", "sales[2]", "at least 0");
    assert_bad("{\"firm\":\"f\",\"sales\":[null]}", "sales[1]", "expected an amount");
    assert_bad("{\"firm\":\"f\",\"boss\":{\"age\":-1}}", "boss.age", "0 or more");
    assert_bad("{\"firm\":\"f\",\"boss\":[]}", "boss", "expected an object");
    assert_bad("{\"firm\":\"f\",\"extra\":[]}", "extra", "expected an object");
    assert_bad("{\"firm\":\"f\",\"score\":\"1\"}", "score", "expected a number");
}

static void element_may_not_stand_twice(void **unused)
{
    (void)unused;
    declare(NESTED);
    assert_bad("{\"firm\":\"f\",\"ids\":[\"a\",\"b\",\"a\"]}", "ids[3]", "already");
    assert_bad("{\"firm\":\"f\",\"projects\":[{\"name\":\"p\"},{\"name\":\"p\"}]}",
               "projects[2].name", "already");
}

static void field_is_required_without_a_value_of_another(void **unused)
{
    (void)unused;
    declare(NESTED);
    assert_bad("{\"firm\":\"f\",\"projects\":[{\"name\":\"r\"}]}", "projects[1].level",
               "is missing");
    assert_read("{\"firm\":\"f\",\"projects\":[{\"name\":\"q\"}]}",
                "{\"firm\":\"f\",\"projects\":[{\"name\":\"q\"}]}");
}

#define BELONGING                                                                                  \
    "return { { name = 'rule', type = 'text' },"                                                   \
    " { name = 'from', type = 'date', required = true, belongs = true, with_field = 'rule',"       \
    "   with_value = 'review|filing' },"                                                           \
    " { name = 'days', type = 'count', belongs = true, with_field = 'rule',"                       \
    "   with_value = 'challenge' } }"

static void field_that_belongs_to_a_value_of_another_goes_with_no_other(void **unused)
{
    (void)unused;
    declare(BELONGING);
    assert_bad("{\"rule\":\"filing\"}", "from", "is missing");
    assert_bad("{\"rule\":\"filing\",\"from\":null}", "from", "is missing");
    assert_bad("{\"rule\":\"file\",\"from\":\"2022-03-01\"}", "from", "does not go with this rule");
    assert_bad("{\"from\":\"2022-03-01\"}", "from", "does not go with this rule");
    assert_bad("{\"rule\":\"filing\",\"from\":\"2022-03-01\",\"days\":1}", "days",
               "does not go with this rule");
    assert_read("{\"rule\":\"review\",\"from\":\"2022-03-01\",\"days\":null}",
                "{\"from\":\"2022-03-01\",\"rule\":\"review\"}");
    assert_read("{\"rule\":\"challenge\"}", "{\"rule\":\"challenge\"}");
    assert_read("{\"rule\":\"challenge\",\"days\":1}", "{\"days\":1,\"rule\":\"challenge\"}");
}

static void what_is_wrong_with_an_element_of_a_whole_list_is_told_of_the_list(void **unused)
{
    (void)unused;
    declare("return { { name = 'traits', type = 'code', codes = { 'trade', 'secret' },"
            " list = true, unique = true, whole = true } }");
    assert_bad("{\"traits\":[\"trade\",\"secrets\"]}", "traits", "did you mean \"secret\"?");
    assert_bad("{\"traits\":[\"trade\",\"trade\"]}", "traits", "stands in the list already");
    assert_bad("{\"traits\":[null]}", "traits", "expected one of");
    assert_read("{\"traits\":[\"trade\",\"secret\"]}", "{\"traits\":[\"trade\",\"secret\"]}");
}

static void record_of_no_fields_takes_the_empty_request(void **unused)
{
    (void)unused;
    declare("return {}");
    assert_read("{}", "{}");
    assert_bad("{\"a\":1}", "a", "there is no field");
    assert_string_equal(bl_record_nearest(&record, "a"), "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        record_fact(order_of_fields_does_not_matter),
        record_fact(ways_of_writing_a_value_do_not_matter),
        record_fact(null_is_absent_and_neither_is_written),
        record_fact(moment_and_id_of_the_request_are_left_out),
        record_fact(values_come_as_their_kinds),
        record_fact(value_of_another_type_is_refused),
        record_fact(amount_that_is_not_whole_fen_is_refused),
        record_fact(amount_as_text_is_no_amount),
        record_fact(id_has_1_to_128_bytes),
        record_fact(bounds_of_a_text_count_its_characters),
        record_fact(code_off_the_list_names_the_list_and_the_nearest),
        record_fact(unknown_field_names_the_nearest),
        record_fact(first_trouble_in_the_order_of_the_declaration_is_told),
        record_fact(required_field_must_be_given_and_not_null),
        record_fact(field_is_required_with_a_value_of_another),
        record_fact(bounds_include_themselves_unless_above),
        record_fact(value_when_absent_is_given_and_not_written),
        record_fact(record_knows_its_fields_and_raises_for_others),
        record_fact(declaration_that_makes_no_sense_raises),
        record_fact(records_and_lists_are_read_and_written_in_one_form),
        record_fact(day_of_each_year_is_month_and_day),
        record_fact(moment_of_a_record_in_the_record_is_its_own),
        record_fact(element_that_does_not_fit_is_named_by_its_place),
        record_fact(element_may_not_stand_twice),
        record_fact(field_is_required_without_a_value_of_another),
        record_fact(field_that_belongs_to_a_value_of_another_goes_with_no_other),
        record_fact(what_is_wrong_with_an_element_of_a_whole_list_is_told_of_the_list),
        record_fact(record_of_no_fields_takes_the_empty_request),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

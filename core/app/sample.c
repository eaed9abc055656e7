/* SPDX-License-Identifier: MIT */
#include "app/sample.h"

#include <inttypes.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "app/csv.h"
#include "value/date.h"

#define ANCHORS_MAX  24 /* parameters that one field goes by */
#define FIELDS_MAX   256
#define ELEMENTS_MAX 4 /* of a list */

/* A number that decides something about a field: fen of money, else a thousandth. */
typedef struct anchors {
    const bl_field *field;
    int64_t list[ANCHORS_MAX];
    size_t count;
} anchors;

struct bl_sample {
    bl_notice *notice;
    const bl_function *function;
    bl_chance chance;
    anchors fields[FIELDS_MAX];
    size_t count;
    int64_t row;
    int year;
    int depth; /* of records within records */
    bl_buffer cell;
};

static int64_t unit_of(const bl_field *field)
{
    return field->type == BL_TYPE_MONEY ? 100 : 1000;
}

static bool is_amount(const bl_field *field)
{
    return field->type == BL_TYPE_MONEY || field->type == BL_TYPE_COUNT ||
           field->type == BL_TYPE_NUMBER;
}

/* The first word of `text` at or behind `*at`, of letters. */
static bl_text next_word(const char *text, size_t *at)
{
    while (text[*at] && strchr("_.0123456789", text[*at]))
        ++*at;
    size_t from = *at;
    while (text[*at] && !strchr("_.0123456789", text[*at]))
        ++*at;
    return (bl_text){text + from, *at - from};
}

/* Whether the names share a word; of two words one may be the other's plural. */
static bool share_word(const char *a, const char *b)
{
    size_t i = 0;
    for (bl_text one = next_word(a, &i); one.size > 0; one = next_word(a, &i)) {
        size_t j = 0;
        for (bl_text other = next_word(b, &j); other.size > 0; other = next_word(b, &j)) {
            size_t size = one.size < other.size ? one.size : other.size;
            if (size > 3 && one.size <= size + 1 && other.size <= size + 1 &&
                memcmp(one.at, other.at, size) == 0)
                return true;
        }
    }
    return false;
}

static void find_anchors(const bl_field *field, const json_t *parameters, anchors *out)
{
    size_t i;
    json_t *entry;
    *out = (anchors){.field = field};
    json_array_foreach((json_t *)parameters, i, entry)
    {
        const char *name = json_string_value(json_object_get(entry, "name"));
        const char *type = json_string_value(json_object_get(entry, "type"));
        const json_t *value = json_object_get(entry, "value");
        bool is_money = type && strcmp(type, "money") == 0;
        if (!json_is_number(value) || is_money != (field->type == BL_TYPE_MONEY) ||
            !share_word(field->name, name) || out->count == ANCHORS_MAX)
            continue;
        double number = json_number_value(value) * (double)unit_of(field);
        if (number >= 1 && number < 1e15)
            out->list[out->count++] = (int64_t)(number + 0.5);
    }
}

static void add_fields(bl_sample *s, const bl_record *record, const json_t *parameters)
{
    for (size_t i = 0; i < record->count; i++) {
        const bl_field *field = &record->fields[i];
        if (is_amount(field) && s->count < FIELDS_MAX)
            find_anchors(field, parameters, &s->fields[s->count++]);
        if (field->record)
            add_fields(s, field->record, parameters);
    }
}

bl_status bl_sample_open(bl_notice *notice, const bl_function *function, uint64_t seed,
                         bl_sample **out, bl_err *err)
{
    bl_buffer text = {0};
    bl_sample *s = calloc(1, sizeof *s);
    if (!s)
        return bl_fail(err, BL_NO_MEMORY, "no memory for a sample");
    *s = (bl_sample){.notice = notice, .function = function, .chance = bl_chance_make(seed)};
    int month, day;
    bl_date_parts(bl_moment_date(bl_notice_issued(notice)), &s->year, &month, &day);
    bl_status status = bl_parameters_list(bl_notice_parameters(notice), &text, err);
    if (status == BL_OK) {
        json_t *parameters = json_loadb(text.at, text.size, 0, NULL);
        add_fields(s, &function->record, parameters);
        json_decref(parameters);
    }
    bl_buffer_deinit(&text);
    if (status != BL_OK) {
        bl_sample_close(s);
        return status;
    }
    *out = s;
    return BL_OK;
}

void bl_sample_close(bl_sample *s)
{
    if (!s)
        return;
    bl_buffer_deinit(&s->cell);
    free(s);
}

static const anchors *anchors_of(const bl_sample *s, const bl_field *field)
{
    for (size_t i = 0; i < s->count; i++)
        if (s->fields[i].field == field)
            return &s->fields[i];
    return NULL;
}

/* Between two numbers, each size as likely: firms are many small ones and few large. */
static int64_t spread(bl_sample *s, int64_t least, int64_t most)
{
    int64_t low = least < 1 ? 1 : least, high = most < low ? low : most;
    int doublings = 0;
    while (doublings < 62 && low << doublings < high && low << doublings > 0)
        doublings++;
    int64_t from = low << bl_chance_below(&s->chance, doublings + 1);
    int64_t value = bl_chance_between(&s->chance, from / 2, from < high ? from : high);
    return value < low ? low : value > high ? high : value;
}

/* A number around what decides: on it, one step beside it, or anywhere between far below and far
 * above. */
static int64_t amount_of(bl_sample *s, const bl_field *field)
{
    const anchors *a = anchors_of(s, field);
    int64_t step = field->type == BL_TYPE_COUNT ? 1000 : 1;
    if (!a || a->count == 0)
        return spread(s, unit_of(field),
                      1000 * unit_of(field) * (field->type == BL_TYPE_MONEY ? 1000000 : 1));
    int64_t anchor = a->list[bl_chance_below(&s->chance, (int64_t)a->count)];
    switch (bl_chance_below(&s->chance, 12)) {
    case 0:
        return anchor;
    case 1:
        return anchor - step;
    case 2:
        return anchor + step;
    default:
        return spread(s, anchor / 8, anchor > INT64_MAX / 64 ? anchor : 8 * anchor);
    }
}

static int64_t in_bounds(bl_sample *s, const bl_field *field, int64_t number)
{
    bool is_money = field->type == BL_TYPE_MONEY;
    int64_t unit = unit_of(field);
    int64_t least = is_money ? field->least : unit * field->least;
    int64_t most = is_money ? field->most : unit * field->most;
    if (field->bounded_above && number > most)
        number = most <= 1000 * unit
                     ? bl_chance_between(&s->chance, field->bounded_below ? least : 0, most)
                     : most;
    if (field->bounded_below && number < least + field->above)
        number = least + (field->above ? unit : 0);
    return number;
}

static void write_amount(bl_sample *s, const bl_field *field, bl_buffer *out)
{
    if (strstr(field->name, "year") && field->type == BL_TYPE_COUNT) {
        bool is_own = field->required || bl_chance_hits(&s->chance, 300);
        bl_buffer_add_int(out, s->year - !is_own + bl_chance_hits(&s->chance, 50));
        return;
    }
    if (strstr(field->name, "score")) {
        bl_buffer_format(out, "%" PRId64 ".%" PRId64, bl_chance_between(&s->chance, 60, 99),
                         bl_chance_below(&s->chance, 10));
        return;
    }
    int64_t number = in_bounds(s, field, amount_of(s, field));
    if (field->type == BL_TYPE_MONEY) {
        /* Books are mostly kept in whole yuan. */
        bool whole = number > 100000 && number % 100 > 1 && number % 100 < 99;
        bl_money_write((bl_money){whole ? number - number % 100 : number}, out);
    } else if (field->type == BL_TYPE_COUNT) {
        bl_buffer_add_int(out, number / 1000);
    } else {
        bl_buffer_format(out, "%" PRId64 ".%03" PRId64, number / 1000, number % 1000);
    }
}

static void write_date(bl_sample *s, const bl_field *field, bl_buffer *out)
{
    bl_date issued = bl_moment_date(bl_notice_issued(s->notice));
    int64_t days = bl_chance_hits(&s->chance, 100) ? bl_chance_between(&s->chance, -1, 1)
                                                   : bl_chance_between(&s->chance, -500, 400);
    if (strstr(field->name, "birth"))
        days = bl_chance_between(&s->chance, -60 * 365, -17 * 365);
    bl_date date = {issued.days + (int32_t)days};
    bl_date_write(date, out);
}

/* Of an applicant the first codes of a list are the likelier: they are whom the notice is for. */
static void write_code(bl_sample *s, const bl_field *field, bl_buffer *out)
{
    lua_State *L = bl_notice_lua(s->notice);
    int64_t count = (int64_t)bl_field_code_count(L, field);
    int64_t place = bl_chance_below(&s->chance, count);
    if (s->depth == 0)
        place = bl_chance_below(&s->chance, place + 1);
    bl_field_code_write(L, field, (size_t)place, out);
}

/* What would shut nearly everybody out if it were as likely as what lets people in. */
static bool is_rare(const bl_field *field)
{
    return bl_field_has_fallback(field) || strstr(field->name, "dishonest");
}

/* Without the quotes that JSON needs around it. */
static void write_plain(bl_sample *s, const bl_field *field, bl_buffer *out)
{
    switch (field->type) {
    case BL_TYPE_MONEY:
    case BL_TYPE_COUNT:
    case BL_TYPE_NUMBER:
        write_amount(s, field, out);
        return;
    case BL_TYPE_PERCENT:
        bl_buffer_format(out, "%" PRId64 ".%02" PRId64, bl_chance_below(&s->chance, 20),
                         bl_chance_below(&s->chance, 100));
        return;
    case BL_TYPE_DATE:
        write_date(s, field, out);
        return;
    case BL_TYPE_TIME:
        write_date(s, field, out);
        bl_buffer_add_text(out, "T10:00:00+08:00");
        return;
    case BL_TYPE_BOOL:
        bl_buffer_add_text(out, bl_chance_hits(&s->chance, is_rare(field) ? 80 : 900) ? "true"
                                                                                      : "false");
        return;
    case BL_TYPE_CODE:
        write_code(s, field, out);
        return;
    default:
        bl_buffer_format(out, "%.4s-%" PRId64, field->name, bl_chance_between(&s->chance, 1, 16));
    }
}

static bool is_bare(const bl_field *field, const bl_buffer *text)
{
    return field->type <= BL_TYPE_PERCENT || field->type == BL_TYPE_COUNT ||
           field->type == BL_TYPE_NUMBER || field->type == BL_TYPE_BOOL ||
           (field->type == BL_TYPE_CODE && text->at[0] >= '0' && text->at[0] <= '9');
}

static void write_members(bl_sample *s, const bl_record *record, int64_t element, bl_buffer *out);

/* As JSON; `element` is its place in a list, from 1. */
static void write_value(bl_sample *s, const bl_field *field, int64_t element, bl_buffer *out)
{
    if (field->type == BL_TYPE_RECORD) {
        write_members(s, field->record, element, out);
        return;
    }
    bl_buffer plain = {0};
    if (field->type == BL_TYPE_ID)
        bl_buffer_format(&plain, "%c%" PRId64 "-%" PRId64, field->name[0], s->row, element);
    else
        write_plain(s, field, &plain);
    if (!plain.at || is_bare(field, &plain))
        bl_buffer_add(out, plain.at, plain.size);
    else
        bl_buffer_add_json(out, bl_buffer_view(&plain));
    bl_buffer_deinit(&plain);
}

static void write_list(bl_sample *s, const bl_field *field, bl_buffer *out)
{
    static const int64_t of_records[] = {0, 70, 20, 10}, of_values[] = {0, 25, 25, 50};
    int64_t size =
        (int64_t)bl_chance_pick(&s->chance, field->record ? of_records : of_values, ELEMENTS_MAX);
    if (!field->record && size == 3 && !field->unique)
        size = spread(s, 3, 60);
    bl_buffer_add_char(out, '[');
    for (int64_t i = 1; i <= size; i++) {
        if (i > 1)
            bl_buffer_add_char(out, ',');
        write_value(s, field, i, out);
    }
    bl_buffer_add_char(out, ']');
}

/* Whether the records speak of what somebody paid: few firms have those. */
static bool tells_payments(const bl_record *record)
{
    for (size_t i = 0; record && i < record->count; i++)
        if (record->fields[i].type == BL_TYPE_MONEY && record->fields[i].required)
            return true;
    return false;
}

static bool is_given(bl_sample *s, const bl_field *field)
{
    if (field->required || field->with_field)
        return true;
    if (strstr(field->name, "score") || tells_payments(field->record))
        return bl_chance_hits(&s->chance, 30);
    if (field->type == BL_TYPE_BOOL && !bl_field_has_fallback(field))
        return bl_chance_hits(&s->chance, 950);
    if (strstr(field->name, "prize") || strstr(field->name, "place"))
        return bl_chance_hits(&s->chance, 2);
    if (is_amount(field) && is_rare(field))
        return bl_chance_hits(&s->chance, 100);
    return bl_chance_hits(&s->chance, field->list ? 450 : 700);
}

static bool is_protocol(const bl_field *field)
{
    return strcmp(field->name, "at") == 0;
}

static void write_members(bl_sample *s, const bl_record *record, int64_t element, bl_buffer *out)
{
    bool first = true;
    s->depth += element > 0;
    bl_buffer_add_char(out, '{');
    for (size_t i = 0; i < record->count; i++) {
        const bl_field *field = &record->fields[i];
        if (is_protocol(field) || !is_given(s, field))
            continue;
        bl_buffer_format(out, "%s\"%s\":", first ? "" : ",", field->name);
        if (field->list)
            write_list(s, field, out);
        else
            write_value(s, field, element, out);
        first = false;
    }
    bl_buffer_add_char(out, '}');
    s->depth -= element > 0;
}

void bl_sample_request(bl_sample *s, bl_buffer *out)
{
    s->row++;
    write_members(s, &s->function->record, 0, out);
}

void bl_sample_head(const bl_sample *s, bl_buffer *out)
{
    const bl_record *record = &s->function->record;
    bool first = true;
    for (size_t i = 0; i < record->count; i++) {
        if (is_protocol(&record->fields[i]))
            continue;
        bl_buffer_format(out, "%s%s", first ? "" : ",", record->fields[i].name);
        first = false;
    }
    bl_buffer_add_char(out, '\n');
}

void bl_sample_row(bl_sample *s, bl_buffer *out)
{
    const bl_record *record = &s->function->record;
    bool first = true;
    s->row++;
    for (size_t i = 0; i < record->count; i++) {
        const bl_field *field = &record->fields[i];
        if (is_protocol(field))
            continue;
        if (!first)
            bl_buffer_add_char(out, ',');
        first = false;
        if (!is_given(s, field))
            continue;
        bl_buffer_clear(&s->cell);
        if (field->list)
            write_list(s, field, &s->cell);
        else if (field->type == BL_TYPE_ID)
            bl_buffer_format(&s->cell, "%c%07" PRId64, field->name[0], s->row);
        else if (field->type == BL_TYPE_RECORD)
            write_value(s, field, 1, &s->cell);
        else
            write_plain(s, field, &s->cell);
        if (s->cell.at)
            bl_csv_write_cell(bl_buffer_view(&s->cell), out);
    }
    bl_buffer_add_char(out, '\n');
}

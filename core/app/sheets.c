/* SPDX-License-Identifier: MIT */
#include "app/sheets.h"

#include <stdlib.h>
#include <string.h>

#define FIELDS_MAX 64  /* of one record */
#define TEXTS_MAX  128 /* of the lists of one row */
#define DIGITS     15  /* that a number keeps on the way through a request */

typedef enum form { FORM_FACT, FORM_TEXT, FORM_CODES, FORM_RECORDS } form;

/* A field of a record. */
typedef struct member {
    bl_text name;
    form form;
    const bl_field *field;
    bl_field single; /* of a list of codes: one of them */
    bl_cells cells;  /* numbers for texts, counts for lists */
    int64_t fallback;
    int list;                                  /* of records */
    int asked_by;                              /* the code that asks for it, or BL_SCHEME_NONE */
    bool is_asked_for[BL_TABLE_CODES_MAX + 1]; /* by the code */
} member;

/* The columns of the request, or of a list of records. */
typedef struct sheet {
    member members[FIELDS_MAX];
    bl_column columns[FIELDS_MAX];
    size_t count;
    uint64_t required;
    uint32_t *starts; /* of a list: where the elements of each row begin */
    size_t elements;  /* of a list, in all rows */
    int unique_by;    /* or BL_SCHEME_NONE */
} sheet;

struct bl_sheets {
    sheet request;
    sheet lists[BL_SCHEME_LISTS_MAX];
    int list_count;
    bl_scheme_rows rows;
    bl_text texts[TEXTS_MAX]; /* of the row that is read; its number is one more than its place */
    size_t text_count;
    const char *past; /* the end of the request that is read */
};

/* Opening */

static int place_of(const sheet *s, const char *name)
{
    for (size_t i = 0; i < s->count; i++)
        if (strcmp(s->members[i].field->name, name) == 0)
            return (int)i;
    return BL_SCHEME_NONE;
}

static bool is_listed(bl_text code, const char *list)
{
    for (const char *at = list;; at++) {
        size_t size = strcspn(at, "|");
        if (size == code.size && memcmp(at, code.at, size) == 0)
            return true;
        at += size;
        if (!*at)
            return false;
    }
}

/* Finds which codes of another field ask for this one. */
static bool read_asking(const sheet *s, member *m)
{
    m->asked_by = BL_SCHEME_NONE;
    if (!m->field->with_field)
        return true;
    m->asked_by = place_of(s, m->field->with_field);
    if (m->asked_by == BL_SCHEME_NONE)
        return false;
    const bl_cells *other = &s->members[m->asked_by].cells;
    for (size_t i = 0; i < other->code_count; i++)
        m->is_asked_for[i] = is_listed(other->codes[i], m->field->with_value) != m->field->unless;
    return other->code_count > 0 && !other->may_be_absent;
}

/* What stands for an absent fact; only yes, no and the empty text can. */
static bool read_fallback(lua_State *L, member *m)
{
    if (!bl_field_has_fallback(m->field))
        return true;
    lua_rawgeti(L, LUA_REGISTRYINDEX, m->field->fallback);
    bool is_truth = m->form == FORM_FACT && m->field->type == BL_TYPE_BOOL;
    bool is_known = is_truth || (m->form == FORM_TEXT && lua_rawlen(L, -1) == 0);
    m->fallback = is_truth && lua_toboolean(L, -1);
    lua_pop(L, 1);
    return is_known;
}

/* Room for numbers, of a field that has no cells of its own. */
static bl_status open_numbers(member *m, size_t count, bl_err *err)
{
    m->cells.may_be_absent = !m->field->required && !bl_field_has_fallback(m->field);
    m->cells.cells = calloc(count, sizeof(int64_t));
    m->cells.absent = calloc((count + 63) / 64, sizeof(uint64_t));
    return m->cells.cells && m->cells.absent ? BL_OK
                                             : bl_fail(err, BL_NO_MEMORY, "no memory for columns");
}

static bl_status open_codes(lua_State *L, member *m, size_t count, bool *plain, bl_err *err)
{
    bl_cells codes = {0};
    m->single = *m->field;
    m->single.list = false;
    *plain = !m->field->unique && !m->field->bounded_below && !m->field->bounded_above;
    bl_status status = *plain ? bl_cells_open(L, &m->single, 1, &codes, plain, err) : BL_OK;
    free(codes.cells);
    free(codes.absent);
    codes.cells = NULL;
    codes.absent = NULL;
    codes.is_small = false;
    m->cells = codes;
    return status == BL_OK && *plain ? open_numbers(m, count, err) : status;
}

static bl_status open_member(lua_State *L, const bl_planned *planned, const bl_field *field,
                             member *m, size_t count, bool *plain, bl_err *err)
{
    const bl_plan *plan = bl_planned_plan((bl_planned *)planned);
    bl_status status = BL_OK;
    m->field = field;
    m->name = bl_text_of(field->name);
    bool is_text = field->type == BL_TYPE_TEXT || field->type == BL_TYPE_ID;
    *plain = !field->nullable && !field->belongs && !field->twin;
    if (!*plain)
        return BL_OK;
    if (field->type == BL_TYPE_RECORD && field->list) {
        m->form = FORM_RECORDS;
        m->list = BL_SCHEME_NONE;
        for (int i = 0; i < bl_plan_view(plan)->list_count; i++)
            m->list = bl_planned_list(planned, i) == field ? i : m->list;
        *plain = m->list != BL_SCHEME_NONE;
        status = open_numbers(m, count, err);
    } else if (field->type == BL_TYPE_CODE && field->list) {
        m->form = FORM_CODES;
        status = open_codes(L, m, count, plain, err);
    } else if (is_text && !field->list) {
        m->form = FORM_TEXT;
        *plain = !field->bounded_below && !field->bounded_above;
        status = open_numbers(m, count, err);
    } else {
        status = bl_cells_open(L, field, count, &m->cells, plain, err);
        *plain = *plain && !(field->type == BL_TYPE_CODE && bl_field_has_numbers(L, field));
    }
    if (status == BL_OK && *plain)
        *plain = read_fallback(L, m);
    return status;
}

static bl_status open_sheet(lua_State *L, const bl_planned *planned, const bl_field *fields,
                            size_t field_count, size_t room, sheet *s, bool *plain, bl_err *err)
{
    bl_status status = BL_OK;
    s->unique_by = BL_SCHEME_NONE;
    *plain = field_count <= FIELDS_MAX;
    for (; *plain && status == BL_OK && s->count < field_count; s->count++) {
        member *m = &s->members[s->count];
        status = open_member(L, planned, &fields[s->count], m, room, plain, err);
        s->required |= (uint64_t)m->field->required << s->count;
        s->columns[s->count] =
            (bl_column){m->cells.cells, m->cells.may_be_absent ? m->cells.absent : NULL};
    }
    for (size_t i = 0; *plain && status == BL_OK && i < s->count; i++)
        *plain = read_asking(s, &s->members[i]);
    return status;
}

static bl_status open_all(lua_State *L, const bl_function *function, const bl_planned *planned,
                          bl_sheets *sheets, bool *plain, bl_err *err)
{
    const bl_scheme *parts = bl_plan_view(bl_planned_plan((bl_planned *)planned));
    sheets->list_count = parts->list_count;
    bl_status status =
        open_sheet(L, planned, &function->record.fields[1], (size_t)parts->request_count,
                   BL_SCHEME_ROWS_MAX, &sheets->request, plain, err);
    sheets->rows.request = sheets->request.columns;
    for (int i = 0; *plain && status == BL_OK && i < parts->list_count; i++) {
        const bl_field *list = bl_planned_list(planned, i);
        sheet *s = &sheets->lists[i];
        s->starts = calloc(BL_SCHEME_ROWS_MAX + 1, sizeof *s->starts);
        if (!s->starts)
            return bl_fail(err, BL_NO_MEMORY, "no memory for columns");
        status = open_sheet(L, planned, list->record->fields, list->record->count,
                            BL_SCHEME_ELEMENTS_MAX, s, plain, err);
        if (list->unique_by)
            s->unique_by = place_of(s, list->unique_by);
        *plain = *plain && !list->unique && !list->bounded_below && !list->bounded_above &&
                 (!list->unique_by ||
                  (s->unique_by != BL_SCHEME_NONE && s->members[s->unique_by].form == FORM_TEXT));
        sheets->rows.elements[i] = s->columns;
        sheets->rows.starts[i] = s->starts;
    }
    return status;
}

bl_status bl_sheets_open(bl_notice *notice, const bl_function *function, const bl_planned *planned,
                         bl_sheets **out, bl_err *err)
{
    bool plain = true;
    bl_sheets *sheets = calloc(1, sizeof *sheets);
    *out = NULL;
    if (!sheets)
        return bl_fail(err, BL_NO_MEMORY, "no memory for columns");
    bl_status status = open_all(bl_notice_lua(notice), function, planned, sheets, &plain, err);
    if (status == BL_OK && plain)
        *out = sheets;
    else
        bl_sheets_close(sheets);
    return status;
}

static void close_sheet(sheet *s)
{
    for (size_t i = 0; i < s->count; i++)
        bl_cells_close(&s->members[i].cells);
    free(s->starts);
}

void bl_sheets_close(bl_sheets *sheets)
{
    if (!sheets)
        return;
    close_sheet(&sheets->request);
    for (int i = 0; i < BL_SCHEME_LISTS_MAX; i++)
        close_sheet(&sheets->lists[i]);
    free(sheets);
}

void bl_sheets_clear(bl_sheets *sheets)
{
    sheets->rows.count = 0;
    for (int i = 0; i < sheets->list_count; i++)
        sheets->lists[i].elements = 0;
}

const bl_scheme_rows *bl_sheets_rows(const bl_sheets *sheets)
{
    return &sheets->rows;
}

/* Reading. Each reader takes what stands at `at` and gives the place behind it; NULL when it is not
 * plainly written. None runs past the request but over digits, and those end there. */

static inline const char *skip(const bl_sheets *r, const char *at)
{
    while (at < r->past && (*at == ' ' || *at == '\t'))
        at++;
    return at;
}

/* Behind the byte, and the blanks on both sides of it. */
static inline const char *take(const bl_sheets *r, const char *at, char byte)
{
    at = at ? skip(r, at) : NULL;
    return at && at < r->past && *at == byte ? skip(r, at + 1) : NULL;
}

static inline bool is_next(const bl_sheets *r, const char *at, char byte)
{
    return at && at < r->past && *at == byte;
}

/* A text without escapes. */
static inline const char *read_string(const bl_sheets *r, const char *at, bl_text *out)
{
    bool is_ascii = true;
    if (!is_next(r, at, '"'))
        return NULL;
    const char *from = ++at;
    for (; at < r->past && *at != '"'; at++) {
        if (*at == '\\' || (unsigned char)*at < ' ')
            return NULL;
        is_ascii = is_ascii && (unsigned char)*at < 0x80;
    }
    *out = (bl_text){from, (size_t)(at - from)};
    return at < r->past && (is_ascii || bl_text_is_utf8(*out)) ? at + 1 : NULL;
}

static inline const char *read_word(const bl_sheets *r, const char *at, const char *word,
                                    size_t size)
{
    return (size_t)(r->past - at) >= size && memcmp(at, word, size) == 0 ? at + size : NULL;
}

static const char *read_truth(const bl_sheets *r, const char *at, int64_t *out)
{
    const char *past = read_word(r, at, "true", 4);
    *out = past != NULL;
    return past ? past : read_word(r, at, "false", 5);
}

static const char *read_day(const bl_sheets *r, const char *at, int64_t *out)
{
    bl_text text;
    bl_date date;
    at = read_string(r, at, &text);
    if (!at || bl_date_from_text(text, &date, NULL) != BL_OK)
        return NULL;
    *out = date.days;
    return at;
}

static const char *read_code(const bl_sheets *r, const bl_cells *cells, const char *at,
                             int64_t *out)
{
    uint32_t hash = 0;
    if (!is_next(r, at, '"'))
        return NULL;
    const char *from = ++at;
    for (; at < r->past && *at != '"'; at++)
        hash = bl_cells_hash(hash, *at);
    *out = bl_cells_code(cells, (bl_text){from, (size_t)(at - from)}, hash);
    return at < r->past && *out >= 0 ? at + 1 : NULL;
}

static const char *read_signed(const bl_cells *cells, const char *at, int decimals, int64_t *out)
{
    bool is_below = *at == '-' && !cells->field->bounded_below;
    at = bl_cells_number(at + is_below, DIGITS - decimals, decimals, out);
    if (is_below && at && *out > 0) {
        *out = -*out;
        return at;
    }
    return at && !is_below && *out >= cells->least && *out <= cells->most ? at : NULL;
}

/* An amount may stand in quotes. */
static const char *read_money(const bl_sheets *r, const char *at, int64_t *out)
{
    bool is_quoted = is_next(r, at, '"');
    at = bl_cells_number(at + is_quoted, DIGITS - 2, 2, out);
    return !is_quoted ? at : is_next(r, at, '"') ? at + 1 : NULL;
}

static const char *read_fact(const bl_sheets *r, const bl_cells *cells, const char *at,
                             int64_t *out)
{
    switch (cells->field->type) {
    case BL_TYPE_MONEY:
        at = read_money(r, at, out);
        break;
    case BL_TYPE_COUNT:
        at = bl_cells_number(at, DIGITS, 0, out);
        break;
    case BL_TYPE_PERCENT:
        return read_signed(cells, at, 9, out);
    case BL_TYPE_NUMBER:
        return read_signed(cells, at, 6, out);
    case BL_TYPE_DATE:
        return read_day(r, at, out);
    case BL_TYPE_BOOL:
        return read_truth(r, at, out);
    default:
        return read_code(r, cells, at, out);
    }
    return at && *out >= cells->least && *out <= cells->most ? at : NULL;
}

/* The number of a text among those of the row; -1 when there are too many. */
static int64_t number_of(bl_sheets *r, bl_text text)
{
    if (text.size == 0)
        return 0;
    for (size_t i = 0; i < r->text_count; i++)
        if (bl_text_equal(r->texts[i], text))
            return (int64_t)i + 1;
    if (r->text_count == TEXTS_MAX)
        return -1;
    r->texts[r->text_count++] = text;
    return (int64_t)r->text_count;
}

static const char *read_text(bl_sheets *r, const member *m, const char *at, bool in_list,
                             int64_t *out)
{
    bl_text text;
    at = read_string(r, at, &text);
    if (!at || text.size > BL_TEXT_SIZE_MAX ||
        (m->field->type == BL_TYPE_ID && (text.size < 1 || text.size > BL_ID_SIZE_MAX)))
        return NULL;
    *out = in_list ? number_of(r, text) : 0;
    return *out >= 0 ? at : NULL;
}

static const char *read_codes(const bl_sheets *r, const member *m, const char *at, int64_t *count)
{
    int64_t code;
    *count = 0;
    at = take(r, at, '[');
    if (at && is_next(r, at, ']'))
        return at + 1;
    for (; at; at = take(r, at, ',')) {
        at = read_code(r, &m->cells, at, &code);
        *count += 1;
        at = at ? skip(r, at) : NULL;
        if (is_next(r, at, ']'))
            return at + 1;
    }
    return NULL;
}

static const char *read_records(bl_sheets *r, int list, const char *at, int64_t *count);

static const char *read_member(bl_sheets *r, sheet *s, size_t place, const char *at, size_t i)
{
    const member *m = &s->members[place];
    int64_t value = 0;
    switch (m->form) {
    case FORM_FACT:
        at = read_fact(r, &m->cells, at, &value);
        break;
    case FORM_TEXT:
        at = read_text(r, m, at, s != &r->request, &value);
        break;
    case FORM_CODES:
        at = read_codes(r, m, at, &value);
        break;
    case FORM_RECORDS:
        at = read_records(r, m->list, at, &value);
        break;
    }
    if (!at)
        return NULL;
    bl_cells_put(&m->cells, i, value);
    m->cells.absent[i / 64] &= ~(UINT64_C(1) << (i % 64));
    return at;
}

/* The member that a name is of, most likely the one behind the last. */
static size_t find_member(const sheet *s, bl_text name, size_t likely)
{
    for (size_t k = 0; k < s->count; k++) {
        size_t i = (likely + k) % s->count;
        if (bl_text_equal(s->members[i].name, name))
            return i;
    }
    return s->count;
}

/* Whether all that is needed was given. */
static bool is_whole(const sheet *s, size_t i, uint64_t given)
{
    if ((given & s->required) != s->required)
        return false;
    for (size_t k = 0; k < s->count; k++) {
        int other = s->members[k].asked_by;
        if (other != BL_SCHEME_NONE && !(given >> k & 1) &&
            s->members[k].is_asked_for[((const uint8_t *)s->members[other].cells.cells)[i]])
            return false;
    }
    return true;
}

static const char *read_object(bl_sheets *r, sheet *s, const char *at, size_t i)
{
    uint64_t given = 0;
    size_t likely = 0;
    bl_text name;
    for (size_t k = 0; k < s->count; k++) {
        bl_cells_put(&s->members[k].cells, i, s->members[k].fallback);
        s->members[k].cells.absent[i / 64] |= UINT64_C(1) << (i % 64);
    }
    at = take(r, at, '{');
    if (at && is_next(r, at, '}'))
        return is_whole(s, i, given) ? at + 1 : NULL;
    for (; at; at = take(r, at, ',')) {
        at = take(r, read_string(r, at, &name), ':');
        size_t place = at ? find_member(s, name, likely) : s->count;
        if (place == s->count || given >> place & 1)
            return NULL;
        given |= UINT64_C(1) << place;
        likely = place + 1;
        at = read_member(r, s, place, at, i);
        at = at ? skip(r, at) : NULL;
        if (is_next(r, at, '}'))
            return is_whole(s, i, given) ? at + 1 : NULL;
    }
    return NULL;
}

/* Whether no element of the row has the same text as another. */
static bool are_unique(const sheet *s, size_t from)
{
    const int64_t *numbers = s->members[s->unique_by].cells.cells;
    for (size_t i = from; i < s->elements; i++)
        for (size_t k = from; k < i; k++)
            if (numbers[i] == numbers[k])
                return false;
    return true;
}

static const char *read_records(bl_sheets *r, int list, const char *at, int64_t *count)
{
    sheet *s = &r->lists[list];
    size_t from = s->elements;
    *count = 0;
    at = take(r, at, '[');
    if (at && is_next(r, at, ']'))
        return at + 1;
    for (; at; at = take(r, at, ',')) {
        if (s->elements == BL_SCHEME_ELEMENTS_MAX || s->elements - from == BL_SCHEME_LENGTH_MAX)
            return NULL;
        at = read_object(r, s, at, s->elements);
        s->elements++;
        at = at ? skip(r, at) : NULL;
        if (!is_next(r, at, ']'))
            continue;
        *count = (int64_t)(s->elements - from);
        return s->unique_by == BL_SCHEME_NONE || are_unique(s, from) ? at + 1 : NULL;
    }
    return NULL;
}

bool bl_sheets_add(bl_sheets *r, bl_text request)
{
    size_t row = r->rows.count;
    BL_REQUIRE(row < BL_SCHEME_ROWS_MAX);
    size_t starts[BL_SCHEME_LISTS_MAX];
    for (int i = 0; i < r->list_count; i++)
        starts[i] = r->lists[i].elements;
    r->text_count = 0;
    r->past = request.at + request.size;
    const char *at = read_object(r, &r->request, skip(r, request.at), row);
    bool is_plain = at && skip(r, at) == r->past;
    for (int i = 0; i < r->list_count; i++) {
        if (!is_plain)
            r->lists[i].elements = starts[i];
        r->lists[i].starts[row] = (uint32_t)starts[i];
        r->lists[i].starts[row + 1] = (uint32_t)r->lists[i].elements;
    }
    r->rows.count++;
    return is_plain;
}

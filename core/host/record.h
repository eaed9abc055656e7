/* SPDX-License-Identifier: MIT
 * record.h - a request read by the fields that a function declares.
 *
 * The JSON object of a request becomes a Lua table of typed values: money, percent, number, date
 * and moment as exact values, counts as integers, codes as the listed value, a record in the record
 * as a table of the same kind, a list as a table from 1. Anything that does not fit names its field
 * (`projects[2].score`), and the first trouble in the order of the declaration is the one told.
 *
 * The canonical form of a request is its given fields in byte order of their names, exact values
 * in their one way of writing, `at` and `request_id` left out: two requests with the same fields
 * have the same bytes.
 *
 * Layer: host. Uses: host/bind_value.
 */
#pragma once

#include <jansson.h>
#include <lua.h>

#include "base/text.h"
#include "value/date.h"
#include "value/money.h"

/* No amount of a request is larger, so that what was accepted can be added up. */
#define BL_REQUEST_YUAN_MAX INT64_C(1000000000000)

#define BL_TEXT_SIZE_MAX (64u << 10) /* bytes of a text in a request */

typedef enum bl_type {
    BL_TYPE_MONEY,
    BL_TYPE_PERCENT,
    BL_TYPE_DATE,
    BL_TYPE_TIME,
    BL_TYPE_COUNT,
    BL_TYPE_TEXT,
    BL_TYPE_ID, /* text of 1 to 128 bytes */
    BL_TYPE_BOOL,
    BL_TYPE_CODE,   /* one of a closed list of texts or integers */
    BL_TYPE_NUMBER, /* an exact ratio */
    BL_TYPE_RECORD, /* a record in the record */
    BL_TYPE_OBJECT  /* any JSON object, kept as its text */
} bl_type;

typedef struct bl_record bl_record;

typedef struct bl_field {
    char *name;
    bl_type type;
    bool list;         /* of values of the type */
    bool unique;       /* no two elements of the list are the same */
    char *unique_by;   /* no two records of the list have the same value of that field; or NULL */
    bl_record *record; /* of BL_TYPE_RECORD, owned */
    bool required;
    bool nullable;      /* must be given, null is a value */
    bool bounded_below; /* `least` holds: fen for money, characters for text */
    bool bounded_above;
    bool above; /* `least` itself is excluded */
    int64_t least;
    int64_t most;
    char *most_field; /* the field whose value is the most, or NULL */
    char *with_field; /* required when that field has one of the values, or NULL */
    char *with_value; /* parted by "|" */
    bool unless;      /* required when it has none of them */
    int codes;        /* registry reference of the list of codes, or LUA_NOREF */
    int fallback;     /* registry reference of the value when absent, or LUA_NOREF */
} bl_field;

struct bl_record {
    bl_field *fields;
    size_t count;
    size_t *by_name; /* places in `fields`, in byte order of names */
    int metatable;   /* registry reference: what a record's table raises for unknown names */
};

#define BL_BAD_FIELD_MAX 160

/* What is wrong with a request. */
typedef struct bl_bad_input {
    char field[BL_BAD_FIELD_MAX];
    char message[256];
} bl_bad_input;

/* Reads the declaration at `index`, an array of tables with the keys name, type, list, unique,
 * unique_by, fields (of a record, such an array), required, nullable, least, above, most,
 * most_field, with_field, with_value, unless, codes, fallback. Raises for what it can't
 * understand. */
void bl_record_declare(lua_State *L, int index, bl_record *out);
void bl_record_deinit(bl_record *record);

/* The field of that name or NULL; the name most like it ("" when there are no fields). */
const bl_field *bl_record_field(const bl_record *record, const char *name);
const char *bl_record_nearest(const bl_record *record, const char *name);

/* Reads `object` and pushes the record; true when it fits. When not, pushes nothing and fills
 * `bad`. `canonical`, if not NULL, is replaced by the canonical form. May raise only for want of
 * memory. */
bool bl_record_read(lua_State *L, const bl_record *record, const json_t *object,
                    bl_buffer *canonical, bl_bad_input *bad);
/* Appends the canonical form of the fields that the table at `index` has. Raises. */
void bl_record_write(lua_State *L, const bl_record *record, int index, bl_buffer *out);
/* The codes of a field of BL_TYPE_CODE: how many, and one of them as text. */
size_t bl_field_code_count(lua_State *L, const bl_field *field);
void bl_field_code_write(lua_State *L, const bl_field *field, size_t place, bl_buffer *out);
/* Whether it has a value when absent. */
bool bl_field_has_fallback(const bl_field *field);
/* Whether its values are written as JSON numbers, amounts aside: those may be text as well. */
bool bl_field_has_numbers(lua_State *L, const bl_field *field);
/* Appends the value on top of the stack, a field's, in its one form; nothing is null. Raises. */
void bl_field_write(lua_State *L, const bl_field *field, bl_buffer *out);
/* Reads one value as a field's and pushes it. */
bool bl_field_read(lua_State *L, const bl_field *field, const json_t *value, bl_bad_input *bad);

/* SPDX-License-Identifier: MIT
 * record.h - the fields that a function declares for its requests.
 *
 * They stand in the order of their declaration, each with its type, its bounds and when it must be
 * given. A record owns its names and the records in it; its codes and values when absent lie in the
 * state that declared it, as long as that is open. Nothing changes it once it is declared.
 *
 * A declaration is a trusted module's: what is wrong with it raises.
 *
 * Layer: host. Uses: host/bind_value, host/declared.
 */
#pragma once

#include <lua.h>

#include "base/text.h"

typedef enum bl_type {
    BL_TYPE_MONEY,
    BL_TYPE_PERCENT,
    BL_TYPE_DATE,
    BL_TYPE_TIME,
    BL_TYPE_COUNT,
    BL_TYPE_TEXT,
    BL_TYPE_ID, /* text of 1 to 128 bytes */
    BL_TYPE_BOOL,
    BL_TYPE_CODE,     /* one of a closed list of texts or integers */
    BL_TYPE_NUMBER,   /* an exact ratio */
    BL_TYPE_RECORD,   /* a record in the record */
    BL_TYPE_OBJECT,   /* any JSON object, kept as its text */
    BL_TYPE_MONTH_DAY /* a day that each year has, as text: 01-05 */
} bl_type;

typedef struct bl_record bl_record;

typedef struct bl_field {
    char *name;
    bl_type type;
    bool list;         /* of values of the type */
    bool unique;       /* no two elements of the list are the same */
    bool whole;        /* what is wrong with an element is told of the list */
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
    bool twin;        /* another field has the name, for other values of with_field */
    bool belongs;     /* refused otherwise, and required then only if `required` says so */
    int codes;        /* registry reference of the list of codes, or LUA_NOREF */
    int fallback;     /* registry reference of the value when absent, or LUA_NOREF */
} bl_field;

struct bl_record {
    bl_field *fields;
    size_t count;
    size_t *by_name; /* places in `fields`, in byte order of names */
    int metatable;   /* registry reference: what a record's table raises for unknown names */
};

/* Reads the declaration at `index`, an array of tables with the keys name, type, list, unique,
 * unique_by, whole, fields (of a record, such an array), required, nullable, least, above, most,
 * most_field, with_field, with_value, unless, belongs, codes, fallback. Raises for what it can't
 * understand. */
void bl_record_declare(lua_State *L, int index, bl_record *out);
void bl_record_deinit(bl_record *record);

/* The field of that name or NULL; the name most like it ("" when there are no fields). */
const bl_field *bl_record_field(const bl_record *record, const char *name);
const char *bl_record_nearest(const bl_record *record, const char *name);

/* As a declaration writes it. */
const char *bl_type_name(bl_type type);
/* The codes of a field of BL_TYPE_CODE: how many, and one of them as text. */
size_t bl_field_code_count(lua_State *L, const bl_field *field);
void bl_field_code_write(lua_State *L, const bl_field *field, size_t place, bl_buffer *out);
/* Whether it has a value when absent. */
bool bl_field_has_fallback(const bl_field *field);
/* Whether its values are written as JSON numbers. */
bool bl_field_has_numbers(lua_State *L, const bl_field *field);

/* SPDX-License-Identifier: MIT
 * scheme.h - an award as data: its measures, with what they have to do with one another.
 *
 * A row is a request: facts in columns, and lists whose elements lie in columns of their own, those
 * of a row behind those of the row before. A measure has a decision table over a list's elements
 * and the request, or over the request alone. A text of a list is a number by which the texts of
 * one row are told apart; 0 is empty or absent.
 *
 * Places of fields, measures, lists, facts and names count from 0; BL_SCHEME_NONE is no place.
 *
 * Layer: rule. Uses: rule/sweep.
 */
#pragma once

#include "rule/sweep.h"

#define BL_SCHEME_MEASURES_MAX 32
#define BL_SCHEME_LISTS_MAX    4    /* of records, in a request */
#define BL_SCHEME_FACTS_MAX    8    /* that are made */
#define BL_SCHEME_NAMES_MAX    4    /* codes, and texts, by which lines are told apart */
#define BL_SCHEME_ITEMS_MAX    64   /* codes of items */
#define BL_SCHEME_ROWS_MAX     4096 /* of a batch */
#define BL_SCHEME_ELEMENTS_MAX 8192 /* of one list in a batch */
#define BL_SCHEME_LENGTH_MAX   64   /* elements of one list in a row; a row with more is odd */
#define BL_SCHEME_NONE         (-1)

/* A fact of an element as a line has it: not where a code of the element makes it needless. */
typedef struct bl_scheme_shown {
    int place;                             /* or BL_SCHEME_NONE: the line has no such fact */
    int asked_by;                          /* the code's place, or BL_SCHEME_NONE */
    bool needless[BL_TABLE_CODES_MAX + 1]; /* by the code */
} bl_scheme_shown;

/* Facts by which lines and awards are told apart. */
typedef struct bl_scheme_names {
    bl_scheme_shown codes[BL_SCHEME_NAMES_MAX]; /* such as a title, a level */
    bl_scheme_shown texts[BL_SCHEME_NAMES_MAX]; /* such as a project's name */
} bl_scheme_names;

/* A fact that is made of others, each a place in the request or, for a list, in its element. */
typedef struct bl_made_fact {
    enum { BL_MADE_ANY, BL_MADE_GIVEN, BL_MADE_GROWTH } kind;
    int list;   /* any: is it true of an element */
    int field;  /* any: of the element; given: the fact, else what is asked of its year; growth: */
    int before; /* the growth from this one ... */
    int above;  /* ... is above this fact, made before */
} bl_made_fact;

typedef enum bl_scheme_once {
    BL_ONCE_NEVER,  /* no award made before excludes a line */
    BL_ONCE_ALIKE,  /* one that is alike does */
    BL_ONCE_TIER,   /* one of this tier, the table's third result, or higher */
    BL_ONCE_PARTS,  /* those for all parts */
    BL_ONCE_UNKNOWN /* that is not known: a row that has one is odd */
} bl_scheme_once;

/* Which awards made before are taken off a line of their kind. */
typedef enum bl_scheme_window { BL_WINDOW_NONE, BL_WINDOW_YEAR, BL_WINDOW_ASKED } bl_scheme_window;

typedef struct bl_scheme_measure {
    const bl_table *table; /* over the element, made facts and the request; verdict, sum, tier */
    int list;              /* or BL_SCHEME_NONE */
    int facts[BL_SCHEME_FACTS_MAX]; /* made ones, in the order of the table */
    int fact_count;
    int counted; /* the list among the facts that must not be empty, or BL_SCHEME_NONE */
    bool is_one; /* one line for all elements */
    int part;    /* the text that tells its parts apart, each of which is paid; or BL_SCHEME_NONE */
    int prior_part; /* which of the names' texts that is in an award made before */
    int score;      /* the fact with which a pending line waits for a contest; or BL_SCHEME_NONE */
    int tier;       /* the result; or BL_SCHEME_NONE */
    bool remains;   /* what awards made before left of the sum is paid */
    bl_scheme_once once;
    bool once_a_year;                     /* one of another year is not alike */
    bool once_codes[BL_SCHEME_NAMES_MAX]; /* that must be alike, among the names */
    bool once_texts[BL_SCHEME_NAMES_MAX]; /* the same of texts */
    bl_scheme_names names;                /* of its lines */
} bl_scheme_measure;

/* Elements that must differ, or have a text where a code has a value: a row that does not hold is
 * odd. */
typedef struct bl_scheme_check {
    int list;
    bool must_differ; /* by some of the names */
    bl_scheme_names names;
    int filled;      /* the text, or BL_SCHEME_NONE */
    int filled_by;   /* the code ... */
    int filled_code; /* ... and its value */
} bl_scheme_check;

/* What an award is. All that it points to is lent. */
typedef struct bl_scheme {
    const bl_fact_kind *request; /* of each field; what no table asks, lists and texts, as counts */
    int request_count;
    const bl_fact_kind *elements[BL_SCHEME_LISTS_MAX]; /* the same of each list's records */
    int element_counts[BL_SCHEME_LISTS_MAX];
    int list_count;
    int year; /* the field of the award year */
    bl_scheme_measure measures[BL_SCHEME_MEASURES_MAX];
    int measure_count;
    bl_made_fact facts[BL_SCHEME_FACTS_MAX];
    int fact_count;
    bl_scheme_check checks[BL_SCHEME_LISTS_MAX];
    int check_count;
    int measures_of[BL_SCHEME_ITEMS_MAX];             /* of each code of an item, or none */
    bl_scheme_window windows[BL_SCHEME_MEASURES_MAX]; /* of awards made for each measure */
    int no_line, qualified, pending;                  /* verdicts */
    struct {                                /* awards made before; `list` may be BL_SCHEME_NONE */
        int list, item, year, amount, tier; /* its places; `tier` may be none */
        bl_scheme_names names;              /* in the order of those of each measure */
    } priors;
    struct {                               /* better rules of others */
        int list, item, amount, issued_on; /* `list` may be none */
    } superiors;
    bool awards_once, is_superseded, stacks; /* the stages there are */
} bl_scheme;

/* Rows in columns. Cells that are absent hold 0; a list field's cell is how many elements it has.
 * Row i's elements of a list lie from starts[i] up to starts[i + 1]. */
typedef struct bl_scheme_rows {
    size_t count;
    const bl_column *request;                       /* a column for each field */
    const bl_column *elements[BL_SCHEME_LISTS_MAX]; /* the same of each list's records */
    const uint32_t *starts[BL_SCHEME_LISTS_MAX];    /* one more than rows */
} bl_scheme_rows;

/* Cells: whether there is none; a number; one more than a code, 0 when there is none. */
static inline bool bl_cell_is_absent(const bl_column *column, size_t i)
{
    return column->absent && column->absent[i / 64] >> (i % 64) & 1;
}

static inline int64_t bl_cell_number(const bl_column *column, size_t i)
{
    return ((const int64_t *)column->cells)[i];
}

static inline int bl_cell_code(const bl_column *column, size_t i)
{
    return bl_cell_is_absent(column, i) ? 0 : 1 + ((const uint8_t *)column->cells)[i];
}

/* A fact as a line has it, of the element at `i` of the columns: a code as above, a text. */
int bl_scheme_code(const bl_scheme_shown *shown, const bl_column *columns, size_t i);
int64_t bl_scheme_text(const bl_scheme_shown *shown, const bl_column *columns, size_t i);

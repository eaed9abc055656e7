/* SPDX-License-Identifier: MIT
 * plan.h - a whole award over columns: the tables of its measures, and what follows from the lines.
 *
 * A row is a request: facts in columns, and lists whose elements lie in columns of their own, those
 * of a row behind those of the row before. Each measure has a decision table over a list's elements
 * and the request, or over the request alone. Then, in this order, an award made before is not made
 * again, a better rule of others takes a line out, and of one kind only the highest line is paid,
 * less what was paid of that kind before.
 *
 * What depends on a few codes and a year only (of which kind a line is, whether a year is in force)
 * is asked of whoever opened the plan, when a row first needs it, and kept. A row of which the plan
 * can't say what it gets is odd: it is for the path that judges requests one by one.
 *
 * A text of a list is a number by which the texts of one row are told apart; 0 is empty or absent.
 *
 * Layer: rule. Uses: rule/sweep.
 */
#pragma once

#include "rule/sweep.h"

#define BL_PLAN_MEASURES_MAX 32
#define BL_PLAN_LISTS_MAX    4
#define BL_PLAN_FACTS_MAX    8
#define BL_PLAN_NAMES_MAX    4 /* codes, and texts, by which lines are told apart */
#define BL_PLAN_ITEMS_MAX    64
#define BL_PLAN_ROWS_MAX     4096 /* of a batch */
#define BL_PLAN_ELEMENTS_MAX 8192 /* of one list in a batch */
#define BL_PLAN_LENGTH_MAX   64   /* elements of one list in a row; a row with more is odd */
#define BL_PLAN_NONE         (-1)

/* A fact of an element as a line has it: not where a code of the element makes it needless. */
typedef struct bl_plan_shown {
    int place;    /* or BL_PLAN_NONE: the line has no such fact */
    int asked_by; /* the code's place, or BL_PLAN_NONE */
    bool needless[BL_TABLE_CODES_MAX + 1]; /* by the code */
} bl_plan_shown;

/* Facts by which lines and awards are told apart. */
typedef struct bl_plan_names {
    bl_plan_shown codes[BL_PLAN_NAMES_MAX];
    bl_plan_shown texts[BL_PLAN_NAMES_MAX];
} bl_plan_names;

/* A fact that is made of others, each a place in the request or, for a list, in its element. */
typedef struct bl_plan_fact {
    enum { BL_MADE_ANY, BL_MADE_GIVEN, BL_MADE_GROWTH } kind;
    int list;   /* any: is it true of an element */
    int field;  /* any: of the element; given: the fact, else what is asked of its year; growth: */
    int before; /* the growth from this one ... */
    int above;  /* ... is above this fact, made before */
} bl_plan_fact;

typedef enum bl_plan_once {
    BL_ONCE_NEVER,  /* no award made before excludes a line */
    BL_ONCE_ALIKE,  /* one that is alike does */
    BL_ONCE_TIER,   /* one of this tier, the table's third result, or higher */
    BL_ONCE_PARTS,  /* those for all parts */
    BL_ONCE_UNKNOWN /* that is not known: a row that has one is odd */
} bl_plan_once;

/* Which awards made before are taken off a line of their kind. */
typedef enum bl_plan_window { BL_WINDOW_NONE, BL_WINDOW_YEAR, BL_WINDOW_ASKED } bl_plan_window;

typedef struct bl_plan_measure {
    const bl_table *table; /* over the element, made facts and the request; verdict, sum, tier */
    int list;              /* or BL_PLAN_NONE */
    int facts[BL_PLAN_FACTS_MAX];
    int fact_count;
    int counted;  /* the list among the facts that must not be empty, or BL_PLAN_NONE */
    bool is_one;  /* one line for all elements */
    int part;     /* the text that tells its parts apart, each of which is paid; or BL_PLAN_NONE */
    int prior_part; /* which of the names' texts that is in an award made before */
    int score;    /* the fact with which a pending line waits for a contest; or BL_PLAN_NONE */
    int tier;     /* the result; or BL_PLAN_NONE */
    bool remains; /* what awards made before left of the sum is paid */
    bl_plan_once once;
    bool once_a_year;
    bool once_codes[BL_PLAN_NAMES_MAX]; /* that must be alike, among the names */
    bool once_texts[BL_PLAN_NAMES_MAX];
    bl_plan_names names;
} bl_plan_measure;

/* Elements that must differ, or have a text where a code has a value: a row that does not hold is
 * odd. */
typedef struct bl_plan_check {
    int list;
    bl_plan_names names;
    int filled; /* the text, or BL_PLAN_NONE */
    int filled_by;
    int filled_code;
} bl_plan_check;

typedef struct bl_plan_parts {
    const bl_fact_kind *request; /* of each field; lists and texts, which no table asks, as counts */
    int request_count;
    const bl_fact_kind *elements[BL_PLAN_LISTS_MAX];
    int element_counts[BL_PLAN_LISTS_MAX];
    int list_count;
    int year; /* the field of the award year */
    bl_plan_measure measures[BL_PLAN_MEASURES_MAX];
    int measure_count;
    bl_plan_fact facts[BL_PLAN_FACTS_MAX];
    int fact_count;
    bl_plan_check checks[BL_PLAN_LISTS_MAX];
    int check_count;
    int measures_of[BL_PLAN_ITEMS_MAX]; /* the measure of each code of an item, or BL_PLAN_NONE */
    bl_plan_window windows[BL_PLAN_MEASURES_MAX];
    int no_line, qualified, pending; /* verdicts */
    struct {                         /* awards made before; `list` may be BL_PLAN_NONE */
        int list, item, year, amount, tier;
        bl_plan_names names;
    } priors;
    struct { /* better rules of others */
        int list, item, amount, issued_on;
    } superiors;
    bool awards_once, is_superseded, stacks; /* the stages there are */
} bl_plan_parts;

/* What a row needs to know. */
typedef struct bl_plan_question {
    enum {
        BL_ASKS_IN_FORCE, /* whether requests of a year are taken          */
        BL_ASKS_AT_END,   /* what a given fact is at the end of a year     */
        BL_ASKS_SINCE,    /* the day after which a rule of others is newer */
        BL_ASKS_LIFETIME, /* whether an award of any year is taken off     */
        BL_ASKS_KIND      /* the kind of a line                            */
    } kind;
    int64_t year;
    int fact;
    int measure;
    int codes[BL_PLAN_NAMES_MAX]; /* one more than the code, 0: none  */
    unsigned texts;               /* a bit for each that is not empty */
} bl_plan_question;

typedef struct bl_plan_answer {
    bool is_known; /* else the row is odd */
    bool is_present;
    int64_t value;
    int text; /* of a kind: the text that tells its lines apart further, or BL_PLAN_NONE */
} bl_plan_answer;

typedef void bl_plan_ask(void *context, const bl_plan_question *question, bl_plan_answer *answer);

typedef struct bl_plan bl_plan;

/* Copies the parts; tables, kinds and the context must outlive the plan. BL_INVALID for parts that
 * make none. */
BL_MUST_USE bl_status bl_plan_open(const bl_plan_parts *parts, bl_plan_ask *ask, void *context,
                                   bl_plan **out, bl_err *err);
/* NULL is fine. */
void bl_plan_close(bl_plan *plan);
const bl_plan_parts *bl_plan_view(const bl_plan *plan);

/* Rows in columns. Cells that are absent hold 0; a list field's cell is how many elements it has.
 * Row i's elements of a list lie from starts[i] up to starts[i + 1]. */
typedef struct bl_plan_rows {
    size_t count;
    const bl_column *request;
    const bl_column *elements[BL_PLAN_LISTS_MAX];
    const uint32_t *starts[BL_PLAN_LISTS_MAX];
} bl_plan_rows;

typedef struct bl_plan_sum {
    int64_t lines, qualified, displaced;
    int64_t gross, amount; /* fen; `gross` also of displaced lines */
} bl_plan_sum;

/* Judges the lines of rows. Sets `odd` and `waits`, for a contest, where rows are; those that are
 * odd already are left out. The columns must stay until they are added. */
void bl_plan_judge(bl_plan *plan, const bl_plan_rows *rows, bool *odd, bool *waits);
/* Whether a row that was judged has a line of the measure. */
bool bl_plan_has_line(const bl_plan *plan, size_t row, int measure);
/* What follows from the lines: the total of each row, 0 of odd and waiting ones. May set `odd`. */
void bl_plan_settle(bl_plan *plan, bool *odd, const bool *waits, int64_t *totals);
/* Adds what the rows that are neither odd nor waiting come to, by measure. */
void bl_plan_add(const bl_plan *plan, const bool *odd, const bool *waits, bl_plan_sum *sums);

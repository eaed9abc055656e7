/* SPDX-License-Identifier: MIT
 * answers.h - what depends on a few codes and a year only, asked once and kept.
 *
 * Whoever knows the award answers; where it can't be said, the row that asks is odd.
 *
 * Layer: rule. Uses: rule/scheme.
 */
#pragma once

#include "rule/scheme.h"

#define BL_ANSWERS_MAX 4096 /* room, a power of two; half of it is filled */

/* What a row needs to know. Members that a question is not about are 0, so that equal questions
 * are kept once. */
typedef enum bl_scheme_question_kind {
    BL_ASKS_IN_FORCE, /* whether requests of a year are taken          */
    BL_ASKS_AT_END,   /* what a given fact is at the end of a year     */
    BL_ASKS_SINCE,    /* the day after which a rule of others is newer */
    BL_ASKS_LIFETIME, /* whether an award of any year is taken off     */
    BL_ASKS_KIND      /* the kind of a line                            */
} bl_scheme_question_kind;

typedef struct bl_scheme_question {
    bl_scheme_question_kind kind;
    int64_t year;
    int fact;
    int measure;                    /* that a line is for, or an award was */
    int codes[BL_SCHEME_NAMES_MAX]; /* one more than the code, 0: none  */
    unsigned texts;                 /* a bit for each that is not empty */
} bl_scheme_question;

typedef struct bl_scheme_answer {
    bool is_known;   /* else the row is odd */
    bool is_present; /* else there is no value */
    int64_t value;
    int text; /* of a kind: the text that tells its lines apart further, or BL_SCHEME_NONE */
} bl_scheme_answer;

typedef void bl_scheme_ask(void *context, const bl_scheme_question *question,
                           bl_scheme_answer *answer);

/* An answer by its question. */
typedef struct bl_kept_answer {
    uint64_t key; /* 0: none */
    bl_scheme_answer answer;
} bl_kept_answer;

/* Begins as zeros but for the first two. */
typedef struct bl_answers {
    bl_scheme_ask *ask;
    void *context;
    bl_kept_answer list[BL_ANSWERS_MAX];
    size_t count;
} bl_answers;

/* The answer; one that is not known when there is no room. */
bl_scheme_answer bl_answers_to(bl_answers *answers, const bl_scheme_question *question);
/* To a question of that kind about a fact in a year. */
bl_scheme_answer bl_answers_of_year(bl_answers *answers, bl_scheme_question_kind kind, int fact,
                                    int64_t year);

/* SPDX-License-Identifier: MIT
 * diary.h - what the jobs of notices did at their moments.
 *
 * A job is known by its notice and name. Moments up to `through` are settled: done, refused, or
 * skipped. A note settles a moment in the transaction of what the job did then, so that neither is
 * there without the other. A moment that failed is not settled; the note says when it is tried
 * again. Of a job that follows events each event is awaited once, and settled by itself.
 *
 * What is written belongs to the register's own book (0).
 *
 * Layer: domain. Uses: domain/ledger.
 */
#pragma once

#include "domain/ledger.h"

#define BL_DIARY_ANSWER_MAX  (64u << 10) /* bytes of an answer that a note keeps */
#define BL_DIARY_SUBJECT_MAX 257

/* How far a job is. */
typedef struct bl_diary_mark {
    int64_t entry;      /* that listed it */
    bl_moment since;    /* moments up to it were never owed */
    bl_moment through;  /* moments up to it are settled */
    int64_t seen;       /* the last entry that it awaited something after */
    int64_t tries;      /* failed in a row */
    bl_moment retry_at; /* of a failed moment; else long ago */
} bl_diary_mark;

/* A job as its notice declares it. */
typedef struct bl_listing {
    const char *notice;
    const char *name;
    const char *words;
    const char *missed;
    const bl_moment *next; /* after the moment of listing, if it is known */
} bl_listing;

/* An event that a job follows. */
typedef struct bl_awaited {
    int64_t entry; /* that recorded it */
    bl_moment at;
    bl_moment due;                 /* what it brings about */
    char kind[BL_ID_SIZE_MAX + 1]; /* of its subject */
    char subject[BL_DIARY_SUBJECT_MAX];
} bl_awaited;

typedef enum bl_outcome {
    BL_OUTCOME_DONE,
    BL_OUTCOME_REFUSED, /* the notice said no to itself */
    BL_OUTCOME_FAILED,  /* in the script; the moment stays owed */
    BL_OUTCOME_SKIPPED  /* missed, and not made up for */
} bl_outcome;

extern const char *const bl_outcome_words[]; /* by it */

/* What became of a moment, or of several at once. */
typedef struct bl_note {
    const char *notice;
    const char *name;
    bl_moment due;
    const bl_awaited *event; /* NULL: the job follows none */
    bl_outcome outcome;
    const char *code; /* of a refusal, or the words of a failure; may be NULL */
    int64_t count;    /* of the moments that it settles, with `due` the last of them */
    int64_t tries;    /* of a failure: in a row */
    bl_moment retry_at;
    const bl_moment *next; /* due next, if it is known */
    bl_text answer;        /* of a reading function, or none */
} bl_note;

/* Finds the job, or lists it: as of `at`, a new one owes what comes later; so does one whose words
 * are others now. */
BL_MUST_USE bl_status bl_diary_list(bl_ledger *ledger, bl_moment at, const bl_listing *listing,
                                    bl_diary_mark *out, bl_err *err);
/* Forgets a job that its notice declares no more. */
BL_MUST_USE bl_status bl_diary_drop(bl_ledger *ledger, bl_moment at, bl_text notice, bl_text name,
                                    bl_err *err);
BL_MUST_USE bl_status bl_diary_note(bl_ledger *ledger, bl_moment at, const bl_note *note,
                                    bl_err *err);

/* The first event of that name that a book's chronicle recorded after entry `seen`, without its due
 * moment. */
BL_MUST_USE bl_status bl_diary_find_event(bl_ledger *ledger, int64_t book, int64_t seen,
                                          const char *name, bl_awaited *out, bool *found,
                                          bl_err *err);
BL_MUST_USE bl_status bl_diary_await(bl_ledger *ledger, bl_moment at, const char *notice,
                                     const char *job, const bl_awaited *event, bl_err *err);
/* The one due first. */
BL_MUST_USE bl_status bl_diary_first_awaited(bl_ledger *ledger, const char *notice, const char *job,
                                             bl_awaited *out, bool *found, bl_err *err);

/* One job, for who wants to see them. Texts are views that die with the row; moments that are none
 * are 0. */
typedef struct bl_diary_row {
    bl_text notice, name, words, missed, outcome, code, answer;
    bl_moment next, due, at, retry_at;
    int64_t count, tries, waiting; /* awaited moments */
} bl_diary_row;

/* All jobs, by notice and name. */
BL_MUST_USE bl_status bl_diary_open(bl_query *query, bl_ledger *ledger, bl_err *err);
BL_MUST_USE bl_status bl_diary_next(bl_query *query, bl_diary_row *out, bool *row, bl_err *err);

extern const bl_kind bl_diary_kinds[];

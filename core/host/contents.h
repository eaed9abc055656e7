/* SPDX-License-Identifier: MIT
 * contents.h - what the script of a notice declares.
 *
 * The script declares while it runs for the first time; whoever loads it then sets `complete`, and
 * from there on the contents don't change. A slip is told with the line of the notice.
 *
 * Functions and jobs stand in the order of their declaration and stay where they are, so that
 * others may keep a pointer to one.
 *
 * Layer: host. Uses: host/function, host/parameters, host/script, domain/fund, value/timetable.
 */
#pragma once

#include "domain/fund.h"
#include "host/function.h"
#include "host/parameters.h"
#include "value/timetable.h"

#define BL_FUNCTIONS_MAX 64
#define BL_JOBS_MAX      256
#define BL_JOB_NAME_MAX  48 /* bytes */

/* What becomes of moments that came while nobody ran the notice. */
typedef enum bl_missed {
    BL_MISSED_SKIP, /* none of them is made up for */
    BL_MISSED_ONCE, /* the last of them is         */
    BL_MISSED_ALL   /* each is, in order           */
} bl_missed;

extern const char *const bl_missed_words[]; /* by it, then NULL */

/* What a notice does by itself: at its moments, a request to one of its own functions. */
typedef struct bl_notice_job {
    char *name;
    char *words; /* that say when, as the script has them */
    bl_timetable when;
    bl_missed missed;
    const bl_function *function; /* NULL: its moments are told, and nothing is done */
    int fields; /* registry reference: the request's fields, or a function that gives them */
} bl_notice_job;

typedef struct bl_contents {
    bool complete; /* nothing more is declared */
    bl_function functions[BL_FUNCTIONS_MAX];
    size_t function_count;
    bl_notice_job jobs[BL_JOBS_MAX];
    size_t job_count;
    bl_funds funds;   /* that the notice brings in */
    bl_moment issued; /* the beginning of its day */
    bl_state *state;
    const char *path;         /* of the script, while it is loaded */
    bl_buffer parts;          /* the paths of its parts, a line each */
    bool looks_back;          /* what it reads is as of the moment asked, also of one long past */
    bl_parameters parameters; /* its figures */
    int labels; /* registry reference: gives the words that people read beside names */
} bl_contents;

/* The contents are zeros; the state outlives what is asked of them. */
void bl_contents_init(bl_contents *contents, bl_state *state);
/* After the state is closed; of zeros as well. */
void bl_contents_deinit(bl_contents *contents);
/* Adds the words that declare to the table on top of the stack. */
void bl_bind_contents(lua_State *L, bl_contents *contents);

/* The function of that name or NULL; the name most like it ("" when there are no functions). */
const bl_function *bl_contents_function(const bl_contents *contents, bl_text name);
const char *bl_contents_nearest(const bl_contents *contents, bl_text name);

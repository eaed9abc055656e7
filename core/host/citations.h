/* SPDX-License-Identifier: MIT
 * citations.h - which provisions of its text a notice cites, and with what.
 *
 * They are found in its parameters and in the rules of its functions, in the text of its script and
 * the parts of it, and in the answers of its worked cases; and in what it says is prose. A citation
 * stands as the register has it (第十九条(二)); one that is none of a provision, such as that of
 * another law, stands as it was written.
 *
 * In the text of a script a citation is a string in quotes that is nothing else, in that form. It
 * is called by the names of the tables it stands in: "deadline.extension" in notice:pure "deadline"
 * { rules = { { "extension", ... } } }.
 *
 * Layer: host. Uses: host/cases.
 */
#pragma once

#include "base/arena.h"
#include "host/cases.h"

typedef enum bl_cited_by {
    BL_CITED_BY_PARAMETER, /* who: its name               */
    BL_CITED_BY_RULE,      /* who: function.rule          */
    BL_CITED_BY_PLACE,     /* who: names, where: path:line */
    BL_CITED_BY_CASE,      /* who: function.rule, of a reason or refusal in an answer */
    BL_CITED_AS_PROSE      /* who: why                    */
} bl_cited_by;

typedef struct bl_citation {
    struct bl_citation *next;
    bl_cited_by by;
    bl_text cite;
    bl_text who;
    bl_text where; /* of nothing but for a place */
} bl_citation;

/* Zeroed, they are empty. */
typedef struct bl_citations {
    bl_arena arena;
    bl_citation *first, *last; /* each once, in the order in which they were found */
    int64_t cases;             /* that were run */
    int64_t failed;            /* of them; their answers cite nothing */
} bl_citations;

/* Adds what the notice declares and what stands in its script at `path`. */
BL_MUST_USE bl_status bl_citations_read(bl_citations *citations, bl_notice *notice,
                                        const char *path, bl_err *err);
/* Adds what the answers of a file of worked cases cite, if they are of a notice of that name. */
BL_MUST_USE bl_status bl_citations_run(bl_citations *citations, const char *name, const char *path,
                                       bl_err *err);
void bl_citations_deinit(bl_citations *citations);

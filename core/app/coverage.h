/* SPDX-License-Identifier: MIT
 * coverage.h - what of a text a notice encodes, provision by provision.
 *
 * Each provision has one state: encoded and tested (the answer of a worked case cited it), encoded,
 * declared prose, or forgotten. It has it from its own citation. If nothing cites it, it has the
 * best state of the parts that lean on it: the rule on 第七条(二) reads the words that 第七条
 * begins with, but one on 第三条第二款 says nothing of the paragraph before. Without such parts it
 * has the state of the narrowest whole that is cited: 第七条 stands for its items, 第三章 for its
 * articles.
 *
 * A hash beside the script holds what a provision said when it was encoded. Whoever cites it, its
 * whole or a part that leans on it rests on its words.
 *
 * Layer: app. Uses: app/accepted, host/citations.
 */
#pragma once

#include "app/accepted.h"
#include "host/citations.h"

typedef enum bl_covered {
    BL_FORGOTTEN,
    BL_COVERED_AS_PROSE,
    BL_ENCODED,
    BL_ENCODED_AND_TESTED
} bl_covered;

typedef enum bl_covered_by {
    BL_COVERED_ITSELF,
    BL_COVERED_BY_PART,
    BL_COVERED_BY_WHOLE
} bl_covered_by;

typedef struct bl_coverage_row {
    bl_covered own; /* by its own citation */
    bl_covered state;
    bl_covered_by by;
    size_t through; /* the place of the part or the whole; else its own */
    bool changed;   /* its text is not the one that was accepted */
} bl_coverage_row;

typedef struct bl_coverage {
    const char *path;   /* of the script */
    bl_buffer document; /* its number */
    bl_provision_list provisions;
    bl_citations citations;
    size_t *meant; /* for each citation, the place of its provision or BL_NO_PROVISION */
    bl_accepted accepted;
    bl_coverage_row *rows; /* as many as provisions */
    bl_buffer findings;    /* a line each */
    size_t finding_count;
    bl_buffer notes;                          /* what is no finding, a line each */
    size_t counts[BL_ENCODED_AND_TESTED + 1]; /* of counted provisions, by state */
    size_t total;
    bl_rank unit; /* articles, or headings where there are none */
    size_t units, units_done;
} bl_coverage;

/* Compares the notice with the issue, running the files of worked cases. What is wrong goes to
 * `findings`: citations that the text does not have, prose that is cited, cases that fail, words
 * that changed, a document that the issue lacks. The rest fails: BL_IO, BL_NO_MEMORY, BL_SCRIPT.
 * `out` is zeroed and to be ended in any case. */
BL_MUST_USE bl_status bl_coverage_read(bl_notice *notice, const char *path, const bl_issue *issue,
                                       char *const *cases, size_t case_count, bl_coverage *out,
                                       bl_err *err);
/* Compares with what was accepted, and adds what differs to the findings. */
BL_MUST_USE bl_status bl_coverage_compare(bl_coverage *coverage, bl_err *err);
/* Accepts the text as it is; `told` is how many lines changed. BL_IO. */
BL_MUST_USE bl_status bl_coverage_accept(bl_coverage *coverage, bl_buffer *told, bl_err *err);
void bl_coverage_deinit(bl_coverage *coverage);

/* Whether at least so many percent of the provisions are accounted for. */
bool bl_coverage_reaches(const bl_coverage *coverage, int64_t percent);
/* The provision's citations, one after the other: the first behind `after`, or of all for NULL. */
const bl_citation *bl_coverage_cited(const bl_coverage *coverage, size_t place,
                                     const bl_citation *after);

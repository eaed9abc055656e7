/* SPDX-License-Identifier: MIT
 * rulebook.h - the rules of a notice, as they were explored.
 *
 * A rule is a pure function of the notice, or a measure of its award, and a decision table unless
 * it could not be explored. The fields of a function's table stand in the order of its record
 * behind `at`: field 0 of the table is field 1 of the record. What is told here holds for the
 * parameters as the notice has them. A measure is explored, and proven, when it is first asked for.
 *
 * Layer: host. Uses: rule/table, host/notice.
 */
#pragma once

#include "host/notice.h"
#include "rule/table.h"

/* One rule; all of it lives as long as the notice. */
typedef struct bl_rulebook_entry {
    const char *name;
    const bl_function *function; /* NULL: a measure         */
    const bl_table *table;       /* NULL: it stays row by row */
    const char *reason;          /* why it does; else NULL  */
} bl_rulebook_entry;

size_t bl_rulebook_count(bl_notice *notice);
const char *bl_rulebook_name(bl_notice *notice, size_t place);
/* `*found` is false when the notice has no rule of that name. BL_SCRIPT when it is found wrong. */
BL_MUST_USE bl_status bl_rulebook_find(bl_notice *notice, bl_text name, bl_rulebook_entry *out,
                                       bool *found, bl_err *err);

/* What a result of the rule is called. */
const char *bl_rulebook_result(bl_notice *notice, const bl_rulebook_entry *entry, int result);
/* Whether the rule read a parameter while it was explored: what a what-if must know. */
bool bl_rulebook_reads(bl_notice *notice, const bl_rulebook_entry *entry, const char *parameter);

/* Whether a function of the notice is a rule that did so: what decides it by its table does not ask
 * for the parameter again. `*read` is left as it is if not. */
BL_MUST_USE bl_status bl_rulebook_decides_by(bl_notice *notice, const bl_function *function,
                                             const char *parameter, bool *read, bl_err *err);

/* The rule's table for the parameters that are in force, such as those of the last call that
 * replaced some; explored and proven when they are new. NULL for a rule that stays row by row. It
 * lives until other parameters are in force. BL_SCRIPT when the rule fails with them. */
BL_MUST_USE bl_status bl_rulebook_in_force(bl_notice *notice, const bl_rulebook_entry *entry,
                                           const bl_table **out, bl_err *err);

/* Appends the list of rules, each with its label and article, for people. */
BL_MUST_USE bl_status bl_rulebook_write_list(bl_notice *notice, bl_buffer *out, bl_err *err);

/* How a rule is shown; lua/bylaw/table_*.lua makes each. */
typedef enum bl_rulebook_form {
    BL_RULEBOOK_ALIGNED,  /* for people                                 */
    BL_RULEBOOK_MARKDOWN, /* the same as a Markdown table               */
    BL_RULEBOOK_SQL,      /* one SELECT, for SQLite and PostgreSQL      */
    BL_RULEBOOK_CLIFFS,   /* every jump                                 */
    BL_RULEBOOK_CASES     /* its boundaries as worked cases, a test file */
} bl_rulebook_form;

/* Appends the text; `path` is what a test file calls the notice. BL_SCRIPT when the rule can't be
 * shown so. */
BL_MUST_USE bl_status bl_rulebook_write(bl_notice *notice, const bl_rulebook_entry *entry,
                                        bl_rulebook_form form, const char *path, bl_buffer *out,
                                        bl_err *err);
/* The same for the parameters that are in force, people's forms only; of cliffs those of one fact,
 * called by its name or label, unless `fact` is NULL. */
BL_MUST_USE bl_status bl_rulebook_write_in_force(bl_notice *notice, const bl_rulebook_entry *entry,
                                                 bl_rulebook_form form, const char *fact,
                                                 bl_buffer *out, bl_err *err);
/* Appends, for people, what a request to the rule lacks and which single changes turn it, exact for
 * the parameters in force; nothing when it is given. A measure's request is one to the award.
 * BL_INVALID for a request that does not fit, BL_NOT_FOUND when the rule has no table. */
BL_MUST_USE bl_status bl_rulebook_why_not(bl_notice *notice, const bl_rulebook_entry *entry,
                                          bl_text request, bl_moment at, bl_buffer *out,
                                          bl_err *err);

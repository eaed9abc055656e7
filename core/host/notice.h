/* SPDX-License-Identifier: MIT
 * notice.h - a policy notice that answers.
 *
 * A notice is a script in a sandboxed state of its own. It declares functions; a function takes
 * a request (one JSON object) and gives an answer (another). Pure functions need no register,
 * reading ones change nothing, changing ones are remembered by their request id (journal.h).
 *
 * Whatever a request holds, the answer is a JSON object: bad input, a refusal and an error of the
 * script are answers. Only the world's failures (disk, memory, a register that others hold) are
 * statuses, and after one the transaction must be rolled back.
 *
 * Layer: host. Uses: host/contents, domain/diary, domain/journal.
 */
#pragma once

#include "domain/diary.h"
#include "host/contents.h"

typedef struct bl_notice bl_notice;

/* Loads the script at `path`; the notice is called by the file's name without ".lua".
 * BL_NOT_FOUND, BL_SCRIPT with file and line. */
BL_MUST_USE bl_status bl_notice_open(const char *path, bl_notice **out, bl_err *err);
/* NULL is fine. */
void bl_notice_close(bl_notice *notice);
const char *bl_notice_name(const bl_notice *notice);
/* The beginning of its day. */
bl_moment bl_notice_issued(const bl_notice *notice);

/* The paths of the parts of its script, a line each. */
bl_text bl_notice_parts(const bl_notice *notice);

/* The notice's state, for rooms of this layer that read its functions. */
lua_State *bl_notice_lua(bl_notice *notice);

bl_parameters *bl_notice_parameters(bl_notice *notice);
/* The moment that the script sees outside of requests. */
void bl_notice_set_moment(bl_notice *notice, bl_moment at);
/* Puts in force what a pure request of that moment without parameters of its own begins with. */
BL_MUST_USE bl_status bl_notice_suppose_at(bl_notice *notice, bl_moment at, bl_err *err);
/* See bl_state_set_traces. */
void bl_notice_set_traces(bl_notice *notice, bool traces);

/* The functions in the order of their declaration. */
size_t bl_notice_function_count(const bl_notice *notice);
const bl_function *bl_notice_function_at(const bl_notice *notice, size_t place);
/* NULL when there is none of that name; bl_notice_nearest is then the likeliest one meant. */
const bl_function *bl_notice_function(const bl_notice *notice, bl_text name);
const char *bl_notice_nearest(const bl_notice *notice, bl_text name);
/* The same for a person's command: BL_NOT_FOUND says which was likely meant. */
BL_MUST_USE bl_status bl_notice_find(const bl_notice *notice, const char *name,
                                     const bl_function **out, bl_err *err);

/* Lends the notice a register, in which it gets a book of its own at its first change. Close the
 * notice first: an error in a script may leave queries to the collector. */
void bl_notice_attach(bl_notice *notice, bl_ledger *ledger);
/* A transaction for any number of requests. One that is not `writing` is for pure and reading
 * functions and can only be rolled back. BL_CONFLICT when the notice's book was opened with other
 * funds than the notice declares. */
BL_MUST_USE bl_status bl_notice_begin(bl_notice *notice, bool writing, bl_err *err);
/* The same within a writing transaction that another notice, or the ledger, began. */
BL_MUST_USE bl_status bl_notice_join(bl_notice *notice, bl_err *err);
BL_MUST_USE bl_status bl_notice_commit(bl_notice *notice, bl_err *err);
void bl_notice_rollback(bl_notice *notice);

/* Answers one request; `at` is its moment unless it carries its own. Appends the answer to `out`,
 * without a line end. A function that is not pure needs a register and a transaction. */
BL_MUST_USE bl_status bl_notice_answer(bl_notice *notice, const bl_function *function,
                                       bl_text request, bl_moment at, bl_buffer *out, bl_err *err);

/* What the notice says of itself, as JSON: "head", the facts of its document; "prose", a list of
 * {cite, why}. `*out` is the caller's to json_decref; {} when it says nothing. */
BL_MUST_USE bl_status bl_notice_says(bl_notice *notice, const char *what, json_t **out,
                                     bl_err *err);

/* The Chinese words for people: {"names": {name: [label, kind]}, "codes": {list: {code: term}}},
 * see lua/bylaw/labels.lua. `*out` is the caller's to json_decref. */
BL_MUST_USE bl_status bl_notice_labels(bl_notice *notice, json_t **out, bl_err *err);

/* What the notice does by itself. */
size_t bl_notice_job_count(const bl_notice *notice);
const bl_notice_job *bl_notice_job_at(const bl_notice *notice, size_t place);
/* Appends the request of a job that has a function, for the moment at which it is due. Its id is
 * made of the notice, the job, its moment and its event, so each happens once. `event` is NULL for
 * a job that follows none. Needs a transaction. BL_SCRIPT when the script fails to say the fields.
 */
BL_MUST_USE bl_status bl_notice_job_request(bl_notice *notice, const bl_notice_job *job,
                                            bl_moment due, const bl_awaited *event, bl_buffer *out,
                                            bl_err *err);

/* SPDX-License-Identifier: MIT
 * session.h - what somebody explores: notices, a moment, a what-if layer, a register's snapshot.
 *
 * Every request goes to the notices as a request of `bylaw call` would, under the values that are
 * set (the layer) and at the moment that is set. What uses the register works on a copy that was
 * taken when the session began; the register itself is only written while that is asked for, and
 * never under a layer.
 *
 * All that is said is appended to `out`. A session is used by one thread at a time.
 *
 * Layer: app. Uses: app/command, app/pretty, host/notice, host/shell.
 */
#pragma once

#include <jansson.h>

#include "app/command.h"
#include "host/notice.h"
#include "host/shell.h"

#define BL_POLICIES_MAX 16

/* A notice that is loaded. */
typedef struct bl_policy {
    char *path; /* of its script */
    char *word; /* what the shell calls it: its name, as a word of Lua */
    bl_notice *notice;
    json_t *labels;   /* as bl_notice_labels gives them */
    json_t *figures;  /* as bl_parameters_list gives them */
    json_t *supposed; /* the layer: values by name */
    bool attached;    /* to the session's ledger */
} bl_policy;

/* A request that was answered. */
typedef struct bl_asked {
    bl_policy *policy;
    char *function; /* its name */
    char *request;  /* as it was typed, JSON */
    char *answer;   /* JSON */
    bl_moment at;   /* when it was asked */
    json_t *layer;  /* the values that were set, or NULL */
} bl_asked;

typedef struct bl_session {
    bl_policy policies[BL_POLICIES_MAX];
    size_t policy_count;
    const char *db;    /* NULL: an empty register in memory */
    char *snapshot;    /* the copy's path, or NULL */
    bl_ledger *ledger; /* of the copy, or of the register; opened when it is needed */
    bool writes;       /* the register itself is used */
    bool debug;        /* errors show the calls that led to them */
    bl_option_time at; /* not given: now */
    bl_shell *shell;
    bool coloured;
    bl_buffer out;    /* what is to be shown */
    bl_buffer notes;  /* to be said behind what is shown */
    bl_buffer script; /* what was entered, to be saved */
    bl_asked *asked;
    size_t asked_bytes;  /* of them together */
    size_t asked_count;  /* the oldest ones are forgotten */
    char *over;          /* the population */
    char *over_function; /* and what it is for */
    json_t *spread;      /* of the last population: [least, most, rows, loses], fen; or NULL */
    int depth;           /* scripts that are being run by scripts */
    int failures;        /* entries that failed */
    bool left;           /* it is over */
    /* Runs an entry that begins with ":" or "."; the opener's. */
    bl_status (*order)(struct bl_session *session, bl_text entry, bl_err *err);
} bl_session;

/* Takes the copy of the register; `db` may be NULL. */
BL_MUST_USE bl_status bl_session_open(const char *db, bl_option_time at, bl_session *out,
                                      bl_err *err);
/* Also after an open that failed. Takes the copy away. */
void bl_session_close(bl_session *session);

/* Loads a notice by its path, or by its name from the folder policies; one that is loaded already
 * is loaded anew. */
BL_MUST_USE bl_status bl_session_load(bl_session *session, const char *what, bl_err *err);
/* Loads all of them anew, under the same layer. A notice that can't be loaded stays as it was. */
BL_MUST_USE bl_status bl_session_reload(bl_session *session, bl_err *err);
/* From now on the register itself is used, or a new copy of it. */
BL_MUST_USE bl_status bl_session_write(bl_session *session, bool writes, bl_err *err);
void bl_session_debug(bl_session *session, bool debug);

/* Runs one entry, an order or a statement, which began on the given line; what it says, troubles
 * included, is appended to `out`. False when it is not finished; nothing was run then. */
bool bl_session_enter(bl_session *session, bl_text entry, int line);
/* Says that an entry failed. */
void bl_session_complain(bl_session *session, const bl_err *err);
/* Answers a request. */
BL_MUST_USE bl_status bl_session_ask(bl_session *session, bl_policy *policy,
                                     const bl_function *function, bl_text request,
                                     bl_buffer *answer, bl_err *err);

bl_moment bl_session_now(const bl_session *session);
/* The last request that was answered, or NULL. */
const bl_asked *bl_session_last(const bl_session *session);
/* How many values are set, in all notices. */
size_t bl_session_layer(const bl_session *session);
/* The notice that is called so; NULL when none is. */
bl_policy *bl_session_policy(bl_session *session, bl_text word);
/* Parts "policy.name" into the notice and the name. Without a notice in front it is one that `has`
 * the name. BL_NOT_FOUND when none has; BL_INVALID when several have it. */
BL_MUST_USE bl_status bl_session_find(bl_session *session, bl_text text,
                                      bool (*has)(bl_policy *policy, bl_text name),
                                      bl_policy **policy, bl_text *name, bl_err *err);
/* Appends the prompt. */
void bl_session_prompt(const bl_session *session, bl_buffer *out);

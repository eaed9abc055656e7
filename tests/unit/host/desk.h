/* SPDX-License-Identifier: MIT
 * desk.h - a notice written by a test, and somebody who asks it.
 *
 * The notice is a file in a folder of its own, removed afterwards; its head is written for it, so
 * the test's own lines begin at line 3. Its register is in memory unless a test opens another.
 */
#pragma once

#include <stdio.h>

#include "../fact.h"
#include "host/notice.h"

#undef fact
#define fact(name) cmocka_unit_test_setup_teardown(name, enter, leave)

#define HEAD                                                                                       \
    "local notice = bylaw.notice { document = '1', title = 't', issuer = 'i',\n"                   \
    "  issued = date '2021-11-24' }\n"

static bl_err err;
static char folder[32];
static char script[64];
static char path[64]; /* of a register, for who needs a file */
static bl_notice *notice;
static bl_ledger *ledger;
static bl_buffer answer;

static inline int enter(void **state)
{
    (void)state;
    err = (bl_err){0};
    strcpy(folder, "/tmp/bylaw-desk-XXXXXX");
    if (!mkdtemp(folder))
        return -1;
    snprintf(script, sizeof script, "%s/n.lua", folder);
    snprintf(path, sizeof path, "%s/x.db", folder);
    return bl_ledger_open(":memory:", BL_DB_CREATE, &ledger, &err) != BL_OK;
}

static inline int leave(void **state)
{
    (void)state;
    char command[64];
    bl_notice_close(notice);
    bl_ledger_close(ledger);
    notice = NULL;
    ledger = NULL;
    bl_buffer_deinit(&answer);
    snprintf(command, sizeof command, "rm -rf %s", folder);
    return system(command);
}

static inline void write_script(const char *head, const char *text)
{
    FILE *file = fopen(script, "w");
    assert_non_null(file);
    fprintf(file, "%s%s", head, text);
    fclose(file);
}

static inline void load(const char *text)
{
    write_script(HEAD, text);
    bl_notice_close(notice);
    notice = NULL;
    if (bl_notice_open(script, &notice, &err) != BL_OK)
        fail_msg("%s", err.text);
    bl_notice_attach(notice, ledger);
}

/* The notice is not loaded, and the words say this. */
static inline void assert_not_loaded(const char *text, const char *words)
{
    bl_notice *none = NULL;
    write_script(HEAD, text);
    assert_int_equal(bl_notice_open(script, &none, &err), BL_SCRIPT);
    if (!strstr(err.text, words))
        fail_msg("expected %s, not: %s", words, err.text);
    err = (bl_err){0};
}

/* Asks as `bylaw call` does: a transaction a request, committed when the function changes. */
static inline const char *ask(const char *name, const char *request)
{
    const bl_function *function = bl_notice_function(notice, bl_text_of(name));
    bl_moment at = {INT64_C(1638496800) * BL_SECOND};
    bool needs = function->effect != BL_EFFECT_PURE;
    bool changes = function->effect == BL_EFFECT_CHANGES;
    bl_buffer_clear(&answer);
    if (needs)
        assert_ok(bl_notice_begin(notice, changes, &err));
    bl_status status = bl_notice_answer(notice, function, bl_text_of(request), at, &answer, &err);
    if (status != BL_OK)
        fail_msg("%s", err.text);
    if (changes)
        assert_ok(bl_notice_commit(notice, &err));
    else if (needs)
        bl_notice_rollback(notice);
    return answer.at;
}

#define assert_answer(name, request, expected) assert_string_equal(ask(name, request), expected)

#define assert_says(name, request, words)                                                          \
    do {                                                                                           \
        if (!strstr(ask(name, request), words))                                                    \
            fail_msg("expected %s in %s", words, answer.at);                                       \
    } while (0)

/* Bad input at this field, and the words. */
static inline void assert_bad(const char *name, const char *request, const char *field,
                              const char *words)
{
    char named[80];
    snprintf(named, sizeof named, "\"field\":\"%s\"", field);
    const char *said = ask(name, request);
    if (!strstr(said, "\"code\":\"bad_input\"") || !strstr(said, named) || !strstr(said, words))
        fail_msg("expected %s and %s in %s", named, words, said);
}

static inline int64_t entries(void)
{
    int64_t count = -1;
    bool found;
    assert_ok(
        bl_db_int(bl_ledger_db(ledger), &err, &count, &found, "SELECT count(*) FROM entry", ""));
    return count;
}

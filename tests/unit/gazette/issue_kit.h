/* SPDX-License-Identifier: MIT
 * issue_kit.h - an issue read from a text of a test's own, and what was made of it as text.
 */
#pragma once

#include "../fact.h"
#include "gazette/issue.h"

static bl_err err;
static bl_issue issue;
static bl_buffer shown;

static inline int leave(void **state)
{
    (void)state;
    bl_issue_deinit(&issue);
    bl_buffer_deinit(&shown);
    err = (bl_err){0};
    return 0;
}

#undef fact
#define fact(name) cmocka_unit_test_teardown(name, leave)

static inline void read_issue(const char *text)
{
    bl_issue_deinit(&issue);
    if (bl_issue_read(bl_text_of(text), &issue, &err) != BL_OK)
        fail_msg("%s", err.text);
}

static inline const bl_issued *document(size_t index)
{
    const bl_issued *at = issue.first;
    while (at && index-- > 0)
        at = at->next;
    assert_non_null(at);
    return at;
}

/* "cite text" of each provision, a line each. */
static inline const char *provisions(size_t index)
{
    bl_buffer_clear(&shown);
    for (const bl_provision *at = document(index)->provisions.first; at; at = at->next)
        bl_buffer_format(&shown, "%s %.*s\n", at->cite.at, (int)at->text.size, at->text.at);
    return shown.at ? shown.at : "";
}

/* "line words" of each complaint, a line each. */
static inline const char *complaints(void)
{
    bl_buffer_clear(&shown);
    for (const bl_complaint *at = issue.complaints.first; at; at = at->next)
        bl_buffer_format(&shown, "%d %s\n", at->line, at->words.at);
    return shown.at ? shown.at : "";
}

/* A notice in which `body` is its own text. */
#define OWN(body)                                                                                  \
    "河湾区人民政府\n\n关于修缮桥梁的意见\n\n河府发〔2021〕3号\n\n各镇：\n\n" body                 \
    "\n\n河湾区人民政府\n\n2021年5月6日\n"
/* A notice that brings `body`, from line 17 on. */
#define BROUGHT(body) BROUGHT_HEAD BROUGHT_FRAME BROUGHT_TITLE body
#define BROUGHT_HEAD  "河湾区人民政府关于印发《桥梁修缮办法》的通知\n\n河府发〔2021〕4号\n\n"
#define BROUGHT_FRAME "各镇：\n\n现印发给你们。\n\n河湾区人民政府\n\n2021年5月6日\n\n"
#define BROUGHT_TITLE "（此件公开发布）\n\n桥梁修缮办法\n\n"

/* SPDX-License-Identifier: MIT
 * err.h - how a call says that the world went wrong.
 *
 * A status says which kind of trouble, a bl_err owned by the caller says it in words.
 * The first failure wins: a bl_err that holds words keeps them.
 *
 * Wrong code is not reported: BL_REQUIRE aborts, in every build.
 * An applicant who doesn't qualify is not trouble: that is an answer with its reasons.
 *
 * Layer: base.
 */
#pragma once

#include <stdbool.h>

#define BL_ERR_TEXT_MAX 512

#define BL_MUST_USE             __attribute__((warn_unused_result))
#define BL_PRINTF(words, first) __attribute__((format(printf, words, first)))

typedef enum bl_status {
    BL_OK = 0,
    BL_INVALID,   /* what was given cannot be read as what was asked for      */
    BL_OVERFLOW,  /* exact arithmetic would leave the range                   */
    BL_NOT_FOUND, /* no such thing                                            */
    BL_CONFLICT,  /* a constraint of the register would be broken             */
    BL_BUSY,      /* somebody else holds it; trying again may succeed         */
    BL_CORRUPT,   /* stored data is not what was written                      */
    BL_VERSION,   /* not a register, or one of a newer program                */
    BL_IO,        /* the disk or the system failed                            */
    BL_NO_MEMORY, /* memory ran out                                           */
    BL_STOPPED,   /* interrupted on request                                   */
    BL_SCRIPT     /* a script raised an error; the words carry file and line  */
} bl_status;

typedef struct bl_err {
    bl_status status;
    char text[BL_ERR_TEXT_MAX];
} bl_err;

/* Records the failure in `err` (which may be NULL) unless it already holds one,
 * cuts words that are too long at a character, and gives `status` back. */
bl_status bl_fail(bl_err *err, bl_status status, const char *format, ...) BL_PRINTF(3, 4);

/* Always-on check of a fact that only wrong code can break. */
#define BL_REQUIRE(fact) ((fact) ? (void)0 : bl_require_failed(#fact, __FILE__, __LINE__))

_Noreturn void bl_require_failed(const char *fact, const char *file, int line);

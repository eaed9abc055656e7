/* SPDX-License-Identifier: MIT
 * function.h - one function of a notice: its fields, its rules, its answer.
 *
 * Rules are tested in their order and each leaves a reason: cite, name, and what it saw. A test may
 * tell a cite in place of the rule's. The first that fails refuses. When all hold, the function's
 * act gives the answer.
 *
 * Layer: host. Uses: host/record, host/answer.
 */
#pragma once

#include "host/answer.h"
#include "host/record.h"

/* What a function may do with the register. */
typedef enum bl_effect { BL_EFFECT_PURE, BL_EFFECT_READS, BL_EFFECT_CHANGES } bl_effect;

typedef struct bl_rule {
    char *name;
    char *cite;
    bl_buffer reason; /* how its reasons begin: cite and name, as JSON */
    char *refusal;    /* code */
    char *message;
    bool quiet; /* leaves a reason only when it refuses                                       */
    int when;   /* registry reference: whether the rule is tested; LUA_NOREF: always       */
    int test;   /* registry reference: holds, what it saw, what it needs, more for the error */
} bl_rule;

typedef struct bl_function {
    char *name;
    char *label; /* the Chinese name, maybe empty */
    bl_effect effect;
    bl_record record; /* its fields */
    int check;        /* registry reference: finds bad input that fields can't tell; or LUA_NOREF */
    int given;        /* registry reference: what is looked up before the rules; or LUA_NOREF */
    bl_rule *rules;   /* in the order in which they are tested */
    size_t rule_count;
    int act;         /* registry reference: the answer, then more reasons */
    bl_shape *shape; /* of its answers */
} bl_function;

/* Reads the declaration on top of the stack, a table checked by lua/bylaw but for the shape of its
 * answers: BL_INVALID with what is wrong with that. Raises. */
BL_MUST_USE bl_status bl_function_declare(lua_State *L, bl_function *out, bl_err *err);
/* Releases what the declaration took, but not its registry references: they go with the state. */
void bl_function_deinit(bl_function *function);

/* Judges the record at `index`: writes the whole answer to `out`, which is empty; false when a rule
 * refused. `reasons` is scratch. Raises what the script raises, and when the answer is longer than
 * BL_JSON_SIZE_MAX. */
bool bl_function_decide(lua_State *L, const bl_function *function, int index, bl_buffer *reasons,
                        bl_buffer *out);
/* Runs the function's check of the record at `index`, which raises when it finds bad input. */
void bl_function_check(lua_State *L, const bl_function *function, int index);
/* Appends a refusal that no rule made. */
void bl_function_refuse(const char *code, const char *field, const char *message, bl_buffer *out);

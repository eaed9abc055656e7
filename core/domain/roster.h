/* SPDX-License-Identifier: MIT
 * roster.h - a list whose members join and leave, with its history.
 *
 * A member is in the roster for spells: from the moment of joining (in) to the moment of leaving
 * (out). Each spell has a kind, the roster's own sorting of its members. A member's events come in
 * order of time; whoever records one asks bl_member.last_at first.
 *
 * Layer: domain. Uses: domain/ledger.
 */
#pragma once

#include "domain/ledger.h"

typedef struct bl_member {
    bool active;       /* in the roster after its last event */
    bl_moment since;   /* of the state it is in              */
    bl_moment last_at; /* of its last event                  */
    char reason[64];   /* of leaving; empty while active     */
    char kind[64];     /* of its last spell                  */
} bl_member;

/* A member as it stands after everything recorded; `facts` receives what it last joined with. */
BL_MUST_USE bl_status bl_member_find(bl_ledger *ledger, int64_t book, const char *roster,
                                     bl_text id, bl_member *out, bl_buffer *facts, bool *found,
                                     bl_err *err);
/* Whether it was in the roster at a moment. */
BL_MUST_USE bl_status bl_member_active_at(bl_ledger *ledger, int64_t book, const char *roster,
                                          bl_text id, bl_moment at, bool *out, bl_err *err);
/* How many different members ever joined as `kind`, the member `id` left out. */
BL_MUST_USE bl_status bl_roster_count(bl_ledger *ledger, int64_t book, const char *roster,
                                      const char *kind, bl_text id, int64_t *out, bl_err *err);

/* `facts` is a JSON object. BL_CONFLICT when it is in already. */
BL_MUST_USE bl_status bl_roster_join(bl_ledger *ledger, int64_t book, const char *roster,
                                     bl_text id, bl_moment at, const char *kind, bl_text facts,
                                     bl_err *err);
/* BL_CONFLICT when it is not in. */
BL_MUST_USE bl_status bl_roster_leave(bl_ledger *ledger, int64_t book, const char *roster,
                                      bl_text id, bl_moment at, const char *reason, bl_err *err);
/* Another event about a member, so that earlier ones come too late. */
BL_MUST_USE bl_status bl_roster_touch(bl_ledger *ledger, int64_t book, const char *roster,
                                      bl_text id, bl_moment at, bl_err *err);

extern const bl_kind bl_roster_kinds[];

/* SPDX-License-Identifier: MIT */
#include "host/bind_value.h"

#include "host/bind_date.h"
#include "host/bind_moment.h"
#include "host/bind_money.h"
#include "host/bind_ratio.h"
#include "host/sandbox.h"

static const luaL_Reg words[] = {{"yuan", bl_word_yuan},       {"fen", bl_word_fen},
                                 {"percent", bl_word_percent}, {"ratio", bl_word_ratio},
                                 {"date", bl_word_date},       {"time", bl_word_time},
                                 {"days", bl_word_days},       {"hours", bl_word_hours}};

static int l_make_kinds(lua_State *L)
{
    bl_bind_money(L);
    bl_bind_ratio(L);
    bl_bind_date(L);
    bl_bind_moment(L);
    return 0;
}

bl_status bl_bind_values(bl_state *state, bl_err *err)
{
    lua_State *L = bl_state_lua(state);
    lua_pushcfunction(L, l_make_kinds);
    bl_status status = bl_state_call(state, 0, 0, err);
    for (size_t i = 0; i < sizeof words / sizeof words[0] && status == BL_OK; i++) {
        lua_pushcfunction(L, words[i].func);
        status = bl_sandbox_share(state, words[i].name, err);
    }
    return status;
}

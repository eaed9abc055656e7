/* SPDX-License-Identifier: MIT */
#include "host/bind_ledger.h"

#include <lauxlib.h>

#include "host/bind_value.h"
#include "host/binding.h"

/* balance(account) -> yuan */
static int l_balance(lua_State *L)
{
    bl_binding *b = bl_binding_of(L);
    bl_money amount;
    bl_err err = {0};
    bl_binding_check(
        L, bl_ledger_balance(b->ledger, b->book, luaL_checkstring(L, 1), &amount, &err), &err);
    bl_push_money(L, amount);
    return 1;
}

/* sum(path) -> yuan in all accounts beneath "path/" */
static int l_sum(lua_State *L)
{
    bl_binding *b = bl_binding_of(L);
    bl_text path = bl_check_text(L, 1);
    luaL_argcheck(L,
                  path.size > 0 && path.size < BL_ACCOUNT_NAME_MAX && path.at[path.size - 1] == '/',
                  1, "expected a path of accounts that ends in /");
    bl_money amount;
    bl_err err = {0};
    bl_binding_check(L, bl_ledger_sum(b->ledger, b->book, luaL_checkstring(L, 1), &amount, &err),
                     &err);
    bl_push_money(L, amount);
    return 1;
}

int bl_push_laws(lua_State *L, const bl_law *laws, int count)
{
    lua_createtable(L, count, 0);
    for (int i = 0; i < count; i++) {
        lua_createtable(L, 0, 4);
        bl_set_text(L, "law", bl_text_of(laws[i].name));
        if (laws[i].sums) {
            bl_set_money(L, "left", (bl_money){laws[i].left});
            bl_set_money(L, "right", (bl_money){laws[i].right});
        } else {
            bl_set_int(L, "left", laws[i].left);
            bl_set_int(L, "right", laws[i].right);
        }
        bl_set_bool(L, "holds", laws[i].holds);
        lua_rawseti(L, -2, i + 1);
    }
    return 1;
}

void bl_bind_ledger(lua_State *L)
{
    static const luaL_Reg functions[] = {{"balance", l_balance}, {"sum", l_sum}, {NULL, NULL}};
    luaL_setfuncs(L, functions, 0);
}

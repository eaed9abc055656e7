/* SPDX-License-Identifier: MIT
 *
 * smallest - the least that a program with bylaw's libraries does: a Lua state, a database in
 * memory, a loop, and the end.
 */
#include <jansson.h>
#include <lauxlib.h>
#include <lualib.h>
#include <nettle/sha2.h>
#include <sqlite3.h>
#include <utf8proc.h>
#include <uv.h>

int main(void)
{
    uv_loop_t loop;
    sqlite3 *db;
    struct sha256_ctx hash;
    lua_State *L = luaL_newstate();
    if (!L || sqlite3_open(":memory:", &db) != SQLITE_OK || uv_loop_init(&loop) != 0)
        return 1;
    luaL_openlibs(L);
    sha256_init(&hash);
    json_decref(json_object());
    int width = utf8proc_charwidth('a');
    uv_loop_close(&loop);
    sqlite3_close(db);
    lua_close(L);
    return width == 1 ? 0 : 1;
}

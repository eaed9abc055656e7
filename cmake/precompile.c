/* SPDX-License-Identifier: MIT
 *
 * precompile - Lua modules as C data.
 *
 * precompile OUT.c NAME FILES...: writes a table `const bl_embedded NAME[]` of what Lua makes of
 * the files, which ends with an entry whose name is NULL. Their lines and names stay in it, so
 * errors are told as if the text had been read.
 */
#include <lauxlib.h>
#include <stdio.h>

static int write_bytes(lua_State *L, const void *bytes, size_t size, void *out)
{
    (void)L;
    for (size_t i = 0; i < size; i++)
        fprintf(out, "%u,", ((const unsigned char *)bytes)[i]);
    return ferror(out);
}

static int write_module(lua_State *L, const char *path, int index, FILE *out)
{
    if (luaL_loadfilex(L, path, "t") != LUA_OK) {
        fprintf(stderr, "precompile: %s\n", lua_tostring(L, -1));
        return 1;
    }
    fprintf(out, "static const unsigned char code_%d[] = {", index);
    int failed = lua_dump(L, write_bytes, out, 0);
    fputs("};\n", out);
    lua_pop(L, 1);
    return failed;
}

static int write_all(lua_State *L, const char *name, int count, char **paths, FILE *out)
{
    fputs("/* Made by the build from the modules it names. */\n#include \"base/embedded.h\"\n\n",
          out);
    for (int i = 0; i < count; i++)
        if (write_module(L, paths[i], i, out) != 0)
            return 1;
    fprintf(out, "\nconst bl_embedded %s[] = {\n", name);
    for (int i = 0; i < count; i++)
        fprintf(out, "    {\"%s\", {(const char *)code_%d, sizeof code_%d}},\n", paths[i], i, i);
    fputs("    {0, {0, 0}},\n};\n", out);
    return ferror(out);
}

int main(int count, char **arguments)
{
    if (count < 4) {
        fputs("usage: precompile OUT.c NAME FILES...\n", stderr);
        return 1;
    }
    lua_State *L = luaL_newstate();
    FILE *out = fopen(arguments[1], "w");
    if (!L || !out) {
        perror(arguments[1]);
        return 1;
    }
    int failed = write_all(L, arguments[2], count - 3, arguments + 3, out);
    lua_close(L);
    return fclose(out) != 0 || failed;
}

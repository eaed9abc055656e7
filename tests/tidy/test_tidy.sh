#!/bin/sh
# test_tidy.sh - each check of tidy.lua fires on a violation planted in a small house, and only
# then.
set -eu

here=$(dirname "$(readlink -f "$0")")
top=$(mktemp -d)
trap 'rm -rf "$top"' EXIT
passed=0
failed=0

# licensed MARKS: the text on standard input, its licence in front, as a comment between MARKS.
licensed()
{
    printf '%s SPDX-License-Identifier: MIT%s\n' "$1" "${2:-}"
    cat
}

header() # path, then lines of code on standard input
{
    name=${1##*/}
    { printf '/* SPDX-License-Identifier: MIT\n'
      printf ' * %s - a thing of the small house.\n *\n * It stands here\n' "$name"
      printf ' * to be looked at.\n *\n * Layer: any.\n */\n#pragma once\n\n'; cat; } >"$1"
}

small_house()
{
    rm -rf "$top/house"
    mkdir -p "$top/house/core/low" "$top/house/core/store" "$top/house/core/host" \
        "$top/house/policies" "$top/house/tests/unit/low" "$top/house/tests/hostile/scripts"
    cd "$top/house"
    cp "$here/../../.luacheckrc" "$here/../../.clang-format" .
    cat >CMakeLists.txt <<'END'
bl_layer(low ROOMS a b SOURCES x.c) # bl_layer(no ROOMS z)
bl_layer(store ROOMS db
         LIBRARIES PkgConfig::SQLITE)
bl_layer(host ROOMS state)
END
    echo 'int a(int x);' | header core/low/a.h
    printf '#include "low/a.h"\n\nint b(int x);\n' | header core/low/b.h
    printf '#include "low/a.h"\n\ntypedef int words;\n' | header core/low/words.h
    printf '#include "low/a.h"\n\nint a(int x)\n{\n    return x;\n}\n' |
        licensed '/*' ' */' >core/low/a.c
    printf '#include "low/b.h"\n\n#include "low/words.h"\n\nint b(int x)\n{\n' |
        licensed '/*' ' */' >core/low/b.c
    printf '    return a(x); /* 分 */\n}\n' >>core/low/b.c
    printf '#include <sqlite3.h>\n\n#include "low/b.h"\n' | licensed '/*' ' */' >core/store/db.c
    printf '#include <lua.h>\n#include <uv.h>\n\n#include "low/b.h"\n' |
        licensed '/*' ' */' >core/host/state.c
    echo 'return bylaw.notice { title = "分" }' | licensed -- >policies/one.lua
    printf '#include "low/b.h"\n' | licensed '/*' ' */' >tests/unit/low/test_a.c
    printf '\tos.exit(1) ' >tests/hostile/scripts/bad.lua
}

tidy()
{
    lua5.4 "$here/tidy.lua" "$top/house" >"$top/out" 2>&1
}

result() # is it right (0 or 1), name
{
    if [ "$1" = 0 ]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "FAILED: $2"
        cat "$top/out"
    fi
}

# finds NAME WANTED: after what the caller planted, tidy says WANTED (a basic regular expression at
# the start of a line) and nothing else.
finds()
{
    right=0
    ! tidy || right=1
    grep -q "^$2" "$top/out" || right=1
    [ "$(grep -v '^tidy: ' "$top/out" | grep -vc "^$2")" = 0 ] || right=1
    result $right "$1"
    small_house
}

lines() # count, text
{
    awk -v n="$1" -v text="$2" 'BEGIN { for (i = 0; i < n; i++) print text }'
}

small_house
right=0
tidy || right=1
result $right "a clean house has no findings"

printf '#include "store/db.h"\n' >>core/low/b.c
echo 'int db(int x);' | header core/store/db.h
finds "a layer above" 'core/low/b.c:10: store/db.h is of a layer above'

printf '#include "low/b.h"\n' >>core/low/a.c
finds "a later room" 'core/low/a.c:8: low/b.h does not stand before a in core/low'

printf '#include "low/words.h"\n' >>core/low/a.c
finds "a header behind the room it includes" 'core/low/a.c:8: low/words.h does not stand before a'

printf '#include "low/two.h"\n\ntypedef int one;\n' | header core/low/one.h
printf '#include "low/one.h"\n\ntypedef int two;\n' | header core/low/two.h
finds "headers in a ring" 'core/low/[a-z]*.h:11: low/[a-z]*.h does not stand before'

printf '#include "a.h"\n' >>core/low/b.c
finds "an include that does not start at core" 'core/low/b.c:10: a.h: not a file of a layer'

mkdir core/odd && echo 'int odd(void);' | header core/odd/odd.h
finds "a folder that is no layer" 'core/odd/odd.h:1: core/odd is no layer'

printf '#include <sqlite3.h>\n' >>core/host/state.c
finds "sqlite outside of store" 'core/host/state.c:6: only core/store includes sqlite3.h'

printf '#include <lua.h>\n' >>core/store/db.c
finds "Lua outside of host" 'core/store/db.c:5: only core/host includes lua.h'

printf '#include <uv.h>\n' >>core/store/db.c
finds "libuv outside of host" 'core/store/db.c:5: only core/host includes uv.h'

echo 'int db(int x);' | header core/store/db.h
printf '#include "store/db.h"\n' >>tests/unit/low/test_a.c
finds "a unit test that looks up" 'tests/unit/low/test_a.c:3: store/db.h is of a layer above'

{ printf '\nint c(int x)\n{\n'; lines 69 '    x++;'; printf '}\n'; } >>core/low/b.c
finds "a function of 71 lines" 'core/low/b.c:12: a function of 71 lines, at most 70'

{ printf '\nint c(int x)\n{\n'; lines 68 '    x++;'; printf '}\n'; } >>core/low/b.c
right=0
tidy || right=1
result $right "a function of 70 lines is none too long"
small_house

lines 792 'int c(int x);' >>core/low/b.c
finds "a file of 801 lines" 'core/low/b.c:801: 801 lines, a file has at most 800'

lines 140 '/* more */' >>core/low/b.h
finds "a header of over 150 lines" 'core/low/b.h:151: 153 lines, a header has at most 150'

lines 799 '-- more' >>policies/one.lua
finds "a policy of 801 lines" 'policies/one.lua:801: 801 lines, a file has at most 800'

printf -- '-- %s\n' "$(lines 98 分 | tr -d '\n')" >>policies/one.lua
finds "a line of 101 characters" 'policies/one.lua:3: 101 columns, at most 100'

printf -- '-- %s\n' "$(lines 97 分 | tr -d '\n')" >>policies/one.lua
right=0
tidy || right=1
result $right "a line of 100 characters in 300 bytes is none too long"
small_house

sed -i '2s/b.h/c.h/' core/low/b.h
finds "a header that opens otherwise" 'core/low/b.h:2: the second line must open with'

lines 8 'int more(int x);' >>core/low/b.h
finds "a header that says too little" 'core/low/b.h:1: 7 lines of comment for 9 of code'

echo 'return 1' >policies/two.lua
finds "a script without its licence" 'policies/two.lua:1: the first line must be'

sed -i 1d core/low/b.c
finds "a source without its licence" 'core/low/b.c:1: the first line must be'

printf -- '--\ta tab\n' >>policies/one.lua
finds "a tab" 'policies/one.lua:3: a tab'

printf -- '-- blank \n' >>policies/one.lua
finds "a blank at the end" 'policies/one.lua:3: a blank at the end of the line'

for word in "TO"DO "FIX"ME "X"XX; do
    echo "-- $word: later" >>policies/one.lua
    finds "unfinished work, $word" "policies/one.lua:3: $word: unfinished work stays out"
done

printf -- '-- no newline' >>policies/one.lua
finds "no newline at the end" 'policies/one.lua:3: no newline at the end of the file'

printf -- '-- \377\n' >>policies/one.lua
finds "a byte that is not UTF-8" 'policies/one.lua:3: not UTF-8'

printf 'extern int 分;\n' >>core/low/b.c
finds "a name that is not ASCII" 'core/low/b.c:10: not ASCII outside of texts and comments'

printf -- '-- see /wo''rk/here\n' >>tests/hostile/scripts/bad.lua
finds "a path of one machine" \
    'tests/hostile/scripts/bad.lua:[0-9]*: /wo''rk/: a path of one machine'

printf 'extern unknown c;\n' >>core/low/b.h
finds "a header that needs another" 'core/low/b.h:1: does not compile alone: .*unknown'

if command -v luacheck >/dev/null; then
    echo 'return os.exit' | licensed -- >policies/one.lua
    finds "a word that notices have not" 'policies/one.lua:2: .*undefined variable .os'
    echo 'local left = 1' | licensed -- >policies/two.lua
    finds "a local that nobody uses" 'policies/two.lua:2: .*unused variable .left'
fi

if clang-format --version 2>/dev/null | grep -q 'version 14\.'; then
    printf 'int  c(void);\n' >>core/low/b.c
    finds "a form that is not clang-format's" 'core/low/b.c:10: not in clang-format.s form'
fi

if command -v shellcheck >/dev/null; then
    printf '#!/bin/sh\nfor word; do\n    ls $%s\ndone\n' word >script
    finds "a word that the shell splits" 'script:[0-9]*: .*SC'
fi

echo "$passed passed, $failed failed"
[ "$failed" = 0 ]

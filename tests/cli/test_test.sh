#!/bin/sh
# test_test.sh PROGRAM - worked cases that pass, that fail, and files that cannot be run.
# shellcheck source=tests/cli/kit.sh
. "$(dirname "$0")/kit.sh"
write_notice n.lua

mkdir cases
cat >cases/good.lua <<'LUA'
policy "../n.lua"
case "twice two is four" { { "double", { amount = 2 }, { amount = 4 } } }
case "nobody joins twice" {
  at = "2021-12-03T10:00:00+08:00",
  { "join", { id = "a" } },
  { "join", { id = "a" }, refused("known", "一") },
}
LUA
cat >cases/wrong.lua <<'LUA'
policy "../n.lua"
case "twice two is five" { { "double", { amount = 2 }, { amount = 5 } } }
case "twice three is six" { { "double", { amount = 3 }, { amount = 6 } } }
LUA
cp cases/good.lua "cases/also.lua"

fact "cases that pass end with 0" ends 0 test cases/good.lua
fact "the last line counts them" last_line out "2 passed, 0 failed"
fact "and is the only one" has_lines out 1
fact "a case that fails ends with 2" ends 2 test cases/wrong.lua
fact "it is told with its file and sentence" says out "FAILED cases/wrong.lua: twice two is five"
fact "with what differs" says out "double.amount is 4, expected 5"
fact "and the whole answer" says out '{"ok":true,"amount":4,'
fact "the last line counts it" last_line out "1 passed, 1 failed"
fact "a folder stands for its files" ends 2 test cases
fact "which are counted together" last_line out "5 passed, 1 failed"

echo 'policy "../n.lua"' >cases/empty.lua
fact "a file without cases passes" ends 0 test cases/empty.lua
fact "and counts none" last_line out "0 passed, 0 failed"
echo 'case "x" = 1' >cases/broken.lua
fact "a file that does not load ends with 2" ends 2 test cases/broken.lua cases/good.lua
fact "it is told with its line" says out "cases/broken.lua:1:"
fact "and counts as failed" last_line out "2 passed, 1 failed"
echo 'policy "../missing.lua"' >cases/astray.lua
fact "a file whose notice is missing ends with 2" ends 2 test cases/astray.lua
fact "it names the notice" says out "missing.lua"
fact "and counts as failed" last_line out "0 passed, 1 failed"
cat >cases/name.lua <<'LUA'
policy "../n.lua"
case "a slip" { { "duoble", { amount = 2 } } }
LUA
fact "a misspelt function ends with 2" ends 2 test cases/name.lua
fact "and is named with the nearest" says out 'did you mean "double"?'

fact "a path that is missing ends with 1" refuses 1 "nowhere" test nowhere
fact "no path is wrong use" refuses 1 "usage: bylaw test PATH..." test
fact "--help is no trouble" ends 0 test --help
fact "and shows an example" says out "bylaw test tests/policies"

printf 'policy "n.lua"\nwhile true do local x = {} end\n' >endless.lua
fact "an endless test file is stopped" ends 2 test endless.lua
fact "at its line" says out "endless.lua:2: the script took more than 100000000 steps"
{
    echo 'policy "n.lua"'
    echo 'for i = 1, 2000 do case ("double " .. i) {'
    echo '  { "double", { amount = i }, { amount = 2 * i } } } end'
} >long.lua
fact "a long one is not" ends 0 test long.lua
fact "each case of it holds" last_line out "2000 passed, 0 failed"

finish

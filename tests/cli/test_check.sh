#!/bin/sh
# test_check.sh PROGRAM PROJECT - notices without a slip, and planted slips with their lines.
project=$2
# shellcheck source=tests/cli/kit.sh
. "$(dirname "$0")/kit.sh"
write_notice n.lua

fact "the project's notices have no slip" ends 0 check "$project/policies"
fact "and are counted" grep -qE '^[1-9][0-9]* checked, 0 findings$' out
fact "a file stands for itself" ends 0 check n.lua
fact "and is counted" last_line out "1 checked, 0 findings"

# planted NAME LINE TEXT: the notice with that line in place of its own.
planted()
{
    mkdir -p slips
    awk -v line="$2" -v text="$3" 'NR == line { print text; next } { print }' n.lua >"slips/$1.lua"
}
planted syntax 3 'local a = = 1'
planted word 3 'local stores = nonsense()'
planted field 7 '  act = function(q) return { amount = q.amont } end,'
planted key 6 '  fidels = "amount* money", answers = "amount at",'
planted cite 21 '    { "new", "", "known", "is in already",'
planted kind 6 '  fields = "amount* mony", answers = "amount at",'
for slip in syntax:3 word:3 field:7 kind: cite: key:; do
    name=${slip%:*}
    fact "a slip ends with 2: $name" ends 2 check "slips/$name.lua"
    fact "it is told with its file and line: $name" says out "slips/$name.lua:${slip#*:}"
    fact "and counted: $name" last_line out "1 checked, 1 findings"
done
fact "a misspelt field is named with the nearest" ends 2 check slips/field.lua
fact "of its function" says out 'double has no field "amont"; did you mean "amount"?'

mkdir slips/deeper
cp n.lua slips/deeper/good.lua
echo nonsense >slips/notes.txt
fact "a folder stands for its scripts" ends 2 check slips
fact "in its folders too" last_line out "7 checked, 6 findings"
fact "several paths are checked together" ends 2 check n.lua slips/word.lua
fact "and counted together" last_line out "2 checked, 1 findings"

cat >odd.lua <<'LUA'
local notice = bylaw.notice { document = "1", title = "t", issuer = "i",
  issued = date "2021-11-24" }
notice:rule "odd" { cite = "一", fields = "n* count", results = "yes bool",
  function(f) return f.n == 3 end }
LUA
fact "a rule that stays row by row is no slip" ends 0 check odd.lua
fact "but says why" line 1 "odd.lua: note: odd stays row by row, because beside the count n"
fact "and where" line 1 "the function at odd.lua:4 compares with =="
fact "and is not counted" last_line out "1 checked, 0 findings"

fact "a path that is missing ends with 1" refuses 1 "nowhere" check nowhere
fact "no path is wrong use" refuses 1 "usage: bylaw check PATH..." check
fact "--help is no trouble" ends 0 check --help
fact "and shows an example" says out "bylaw check policies"

finish

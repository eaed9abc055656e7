#!/bin/sh
# test_repl.sh PROGRAM PROJECT - the shell for what-if, as it runs what comes from a pipe.
project=$2
# shellcheck source=tests/cli/kit.sh
. "$(dirname "$0")/kit.sh"
w1=$project/tests/bench/w1.lua
vouchers=$project/policies/consumption_vouchers.lua
industry=$project/policies/industrial_economy.lua
moment=2021-12-03T10:00:00+08:00

# enters CODE POLICY LINES...: the lines, run by a shell with that policy, end with that code.
enters()
{
    wanted_code=$1 policy=$2
    shift 2
    printf '%s\n' "$@" >in
    ends "$wanted_code" repl "$policy" --at $moment
}

# Lua's own conventions.
fact "an expression gives its value" enters 0 "$w1" '1 + 2'
fact "and nothing else is printed" last_line out 3
fact "without a policy, too" ends 0 repl
fact "an equals sign before it is let pass" enters 0 "$w1" '= 6 * 7'
fact "with the value" last_line out 42
fact "several values stand side by side" enters 0 "$w1" '1, "two", nil'
fact "on one line" last_line out "$(printf '1\ttwo\tnil')"
fact "a statement gives none" enters 0 "$w1" 'x = 5'
fact "and prints nothing" empty out
fact "a name keeps what it is given" enters 0 "$w1" 'x = 5' 'x * yuan "2.50"'
fact "for later entries" last_line out "12.50"
fact "the last value is _" enters 0 "$w1" '20' '_ + 1'
fact "which is used again" last_line out 21
fact "what is not finished goes on" enters 0 "$w1" 'for i = 1, 2 do' 'print(i)' 'end'
fact "until it is" last_line out 2
fact "tables are written out" enters 0 "$w1" '{ 1, { b = "x" }, ["é"] = true }'
fact "in one order" last_line out '{ 1, { b = "x" }, ["é"] = true }'
fact "no word of the house can be changed" enters 2 "$w1" 'print = 1'
fact "which is told" says out "line 1, column 1: \`print\` is a word of every notice"
fact "there are no files" enters 2 "$w1" 'io.open("x")'
fact "as in a notice" says out "there is no \`io\`"
fact "what never ends is ended" enters 2 "$w1" 'while true do end' '1'
fact "with words" line 1 'line 1, column 1: the script took more than'
fact "and the session goes on" last_line out 1
fact "so is what takes all memory" enters 2 "$w1" 'local t = {} for i = 1, 1e8 do t[i] = {} end'
fact "with other words" says out 'more than 65536 KiB of memory'

# What is wrong, and where.
fact "a sign that does not fit" enters 2 "$w1" '' 'local y = = 3'
fact "is told with its line and column" last_line out \
    "line 2, column 11: unexpected symbol near '='"
fact "in an expression as well" enters 2 "$w1" '1 + * 2'
fact "at the sign" says out 'line 1, column 5: '
fact "columns count characters" enters 2 "$w1" '"高龄" + * 2'
fact "not bytes" says out 'line 1, column 8: '
fact "Chinese is no name" enters 2 "$w1" 'local 补贴 = 1'
fact "and it is told where it goes" says out 'line 1, column 7: '
fact "namely" says out 'Chinese goes into strings'
fact "a line of a longer entry" enters 2 "$w1" 'x = {' '1,' '2 = }' '}'
fact "is counted from the first" says out 'line 3, column 3: '
fact "an end that never comes" enters 2 "$w1" 'x = {'
fact "is told" says out 'line 1: this is not finished when the input ends'
fact "a word that there is not" enters 2 "$w1" 'upgrede = w1' 'pirnt(1)'
fact "is told with the nearest" says out \
    "line 2, column 1: there is no \`pirnt\`; did you mean \`print\`?"
fact "a function" enters 2 "$w1" 'w1.upgrede {}'
fact "likewise" says out 'column 4: w1 has no function "upgrede"; did you mean "upgrade"?'
fact "an order" enters 2 "$w1" ':tabel upgrade'
fact "likewise" says out 'there is no order ":tabel"; did you mean ":table"?'
fact "a parameter" enters 2 "$w1" ':set upgrade.rat=3'
fact "likewise, with its column" last_line out \
    'line 1, column 6: there is no parameter "upgrade.rat"; did you mean "upgrade.rate"?'
fact "a rule" enters 2 "$w1" ':table upgrad'
fact "likewise" says out 'there is no rule "upgrad"; did you mean "upgrade"?'
fact "a field of a request is in the answer" enters 0 "$w1" 'w1.upgrade { sectr = "park" }'
fact "likewise" says out 'did you mean "sector"?'
fact "a policy" refuses 1 'there is no policy "nosuch"' repl nosuch
fact "no trace of calls is shown" enters 2 "$w1" 'function f() error("here") end' 'f()'
fact "unless it is asked for" not says out "traceback"
fact "as by this" enters 2 "$w1" ':debug on' 'function f() error("here") end' 'f()'
fact "then it is" says out "traceback"

# Answers.
request='w1.upgrade { sector = "manufacturing", equipment_investment = 10000000,'
request="$request takes_loan_discount = false }"
fact "a call is answered for people" enters 0 "$w1" "$request"
fact "with the verdict" line 1 'upgrade 设备更新补贴  ok 通过'
fact "its reasons beneath their article" line 4 '    二(一)2'
fact "with what was seen and needed" line 6 '10,000,000     needed 界限 10,000,000'
fact "an answer is a table" enters 0 "$w1" "a = $request" 'a.amount + 1'
fact "whose fields can be used" last_line out 500001
fact "a list of an answer is a table of lines" enters 0 "$vouchers" \
    'consumption_vouchers.quote { order_amount = 220 }.vouchers'
fact "with its labels" line 2 '面额       实付'
many='consumption_vouchers.status {}'
fact "functions that use a register have an empty one" enters 0 "$vouchers" "$many"
fact "made from the notice" says out '6,000,000.00 元'
fact "why tells all reasons" enters 0 "$w1" "$request" ':why'
fact "a line each, with its article" says out '二(一)2  upgrade.sector'

# Orders.
fact "help tells of all orders" enters 0 "$w1" ':help'
fact "each with its words" says out ':whynot FUNCTION {..}'
fact "the dot does as the colon" enters 0 "$w1" '.help set'
fact "but before a number" enters 0 "$w1" '.5 + 1' '::a:: x = 1'
fact "it is Lua's own" last_line out 1.5
fact "an order" enters 0 "$w1" '.help set'
fact "of one it tells an example" last_line out '  example: :set equipment_upgrade.rate=8'
fact "of a function its fields and codes" enters 0 "$w1" ':help upgrade'
fact "with those that must be given" says out \
    'sector*  code  manufacturing | other_industry | non_industry | park'
fact "the beginning of a name is enough" enters 0 "$w1" ':pol'
fact "where it is one only" says out "$w1"
fact "functions are listed" enters 0 "$w1" ':functions'
fact "with their labels" says out '设备更新补贴'
fact "parameters by what they hold" enters 0 "$w1" ':params rate'
fact "those only" not says out 'upgrade.least'
fact "a table" enters 0 "$w1" ':table upgrade'
fact "is that of the notice" says out '≥ 10,000,000'
fact "with values that are set" enters 0 "$w1" ':set upgrade.least=7000000' ':table upgrade'
fact "it is the table for them" says out '≥ 7,000,000'
fact "cliffs" enters 0 "$w1" ':cliffs milestone revenue'
fact "are those of the field" not says out '以往最高营业收入 500'
fact "and all of them" says out '年营业收入 500,000,000 → 500,000,000.01: amount 0 → 100,000'
fact "the text of a rule" enters 0 "$w1" ':source upgrade'
fact "is shown with its lines" says out 'local upgrade = notice:rule "upgrade" {'
fact "to its end" last_line out '   36  }'
fact "the moment" enters 0 "$w1" ':at 2022-01-01' ':at'
fact "is told" last_line out 'requests happen at 2022-01-01T00:00:00+08:00'

# Why not.
short='{ sector = "manufacturing", equipment_investment = 9999999.99,'
short="$short takes_loan_discount = false }"
fact "why not" enters 0 "$w1" ":whynot upgrade $short"
fact "tells what decided" says out '二(一)2  设备投资额  9,999,999.99  needed 界限 10,000,000'
fact "and the smallest change" last_line out \
    '    设备投资额  9,999,999.99  →  10,000,000  (+0.01)  amount 500,000'
fact "exact under values that are set" enters 0 "$w1" ':set upgrade.least=20000000.01' \
    ":whynot w1.upgrade $short"
fact "to the fen" last_line out \
    '    设备投资额  9,999,999.99  →  20,000,000.01  (+10,000,000.02)  amount 1,000,000'
fact "a code that turns it" enters 0 "$w1" \
    ":whynot upgrade $(echo "$short" | sed 's/manufacturing/park/; s/9999999.99/10000000/')"
fact "is told" says out '行业  园区  →  制造业    amount 500,000'
fact "and only that" not says out '设备投资额  10'
fact "a number that must shrink" enters 0 "$w1" \
    ':whynot milestone { prior_max_revenue = 500000000.01, revenue = 600000000 }'
fact "is told with its sign" says out \
    '以往最高营业收入  500,000,000.01  →  500,000,000       (-0.01)            amount 100,000'
fact "beside the one that may grow" says out \
    '年营业收入        600,000,000     →  1,000,000,000.01'
fact "what is given lacks nothing" enters 0 "$w1" ":whynot ${request#w1.}"
fact "which is told" says out 'nothing is missing'
firm='{ enterprise_id = "e1", award_year = 2021, sector = "manufacturing", above_scale = true,'
firm="$firm in_district = true, annual_revenue = 480000000, max_prior_revenue = 100000000,"
firm="$firm yield_rating = \"b\", projects = { { project_id = \"p1\", technical_upgrade = true,"
firm="$firm equipment_investment = 9999999.99 } } }"
fact "an award is told measure by measure" enters 0 "$industry" "f = $firm" ':whynot award f'
fact "with the change of each" says out \
    '营业收入  480,000,000  →  500,000,000.01  (+20,000,000.01)  金额 100,000'
fact "where one change is not enough, the first" says out \
    '先 设备投资原值（不含税） 9,999,999.99 → 10,000,000'
fact "and what is missing then" says out '再缺 手续完备 formalities_complete'
fact "a function without a table" enters 0 "$vouchers" \
    ':whynot claim { person_id = "1", denomination = 30 }'
fact "tells its refusal" says out 'refused 不予办理'
fact "a request that does not fit" enters 2 "$w1" ':whynot upgrade { sector = "parc" }'
fact "is told by its field" says out 'sector: '

# The layer.
fact "a value that is set" enters 0 "$w1" ':set upgrade.rate=8' "$request"
fact "is told with what it was" line 1 'upgrade.rate    二(一)2  5 % → 8 %'
fact "and what reads it" line 2 '  read by: upgrade'
fact "counts in what follows" says out 'amount    800,000'
fact "what a request says itself comes first" enters 0 "$w1" ':set upgrade.rate=8' \
    "$(echo "$request" | sed 's/}/, params = { ["upgrade.rate"] = 6 } }/')"
fact "before what is set" says out 'amount    600,000'
fact "diff shows both" enters 0 "$w1" "$request" ':set upgrade.rate=8' ':diff'
fact "of the last answer" last_line out '  amount   500,000  800,000'
fact "unset takes it away" enters 0 "$w1" ':set upgrade.rate=8' ':unset upgrade.rate' "$request"
fact "so it is the notice's" says out 'amount    500,000'
fact "what is that already changes nothing" enters 0 "$w1" ':set upgrade.rate=5'
fact "which is told" last_line out 'upgrade.rate is that already: this changes nothing'
fact "a value that a call does not read" enters 0 "$industry" ':set publicity.working_days=7' \
    "industrial_economy.award $firm.total"
fact "is told at once" last_line out \
    'note: award did not read publicity.working_days: its value changes nothing here'
fact "with what does read it" line 2 'read by: publicity_end'
fact "one that is read is not" enters 0 "$industry" ':set equipment_upgrade.min_equipment=9000000' \
    "industrial_economy.award $firm.total"
fact "complained about" not says out 'note:'
fact "nor is it the second time" enters 0 "$w1" ':set upgrade.rate=8' "$request" "$request"
fact "that a table answers" not says out 'note:'
cp "$w1" notice.lua
fact "reload keeps what is set" enters 0 notice.lua ':set upgrade.rate=8' ':reload' \
    "$(echo "$request" | sed s/w1/notice/)"
fact "in the new notice" says out 'amount    800,000'

# Many.
"$bylaw" population "$w1" upgrade --rows 3000 --seed 3 >firms.csv
fact "a population" enters 0 "$w1" ':set upgrade.rate=8' ':over firms.csv upgrade'
fact "is judged in both worlds" says out '3,000 rows'
cp out by_repl
fact "as whatif does" \
    ends 0 whatif "$w1" upgrade --over firms.csv --set upgrade.rate=8 --rows 5 --at $moment
tail -n +3 by_repl >repl_lines
fact "in the same words" same repl_lines out
fact "without values that are set as well" enters 0 "$w1" ':over firms.csv upgrade'
fact "as the notice is" not says out parameter
fact "a sweep is a chart" enters 0 "$w1" "$request" ':plot equipment_investment 0 300000000'
fact "as high as the cap" says out '10,000,000 │'
fact "and a picture" enters 0 "$w1" "$request" ':plot equipment_investment 0 300000000 sweep.svg'
fact "of one line" says sweep.svg '<polyline'
fact "the changes of a population are a chart" enters 0 "$w1" ':set upgrade.rate=8' \
    ':over firms.csv upgrade' ':plot'
fact "from the largest loss to the largest gain" last_line out \
    "$(grep -F '+2,000,000 .. +5,000,000' out | tail -n 1)"
fact "and a picture" enters 0 "$w1" ':set upgrade.rate=8' ':over firms.csv upgrade' \
    ':plot changes.svg'
fact "of bars" says changes.svg '<rect x='
fact "where there was none" enters 2 "$w1" ':plot'
fact "it is asked for" says out ':over FILE first'
TMPDIR=$PWD
export TMPDIR
fact "a season" enters 0 "$vouchers" ':rehearse 2021-12-01 2021-12-12 20'
fact "is rehearsed" says out 'Every yuan accounted for'

# Saving.
fact "a session is saved" enters 0 "$w1" ':set upgrade.rate=8' "$request" ':save case.lua' \
    ':save s.txt'
fact "as a worked case" ends 0 test case.lua
fact "that holds" last_line out "1 passed, 0 failed"
fact "and as a script" ends 0 repl "$w1" <s.txt
fact "that is loaded" enters 0 "$w1" ':load s.txt'
fact "with what it answered" says out 'amount    800,000'
fact "its troubles end it" enters 2 "$w1" ':load nosuch.txt'
fact "with words" says out 'nosuch.txt'

# The register.
first='{"request_id":"p1","at":"2021-11-30T09:00:00+08:00","round":1,"count_30":15000,'
given '%s\n' "$first\"count_50\":9000,\"count_100\":6000}"
"$bylaw" call "$vouchers" plan_round --db season.db <in >out 2>err
cp season.db before.db
plan='consumption_vouchers.plan_round { at = "2021-12-01T09:00:00+08:00", round = 2,'
plan="$plan count_30 = 15000, count_50 = 9000, count_100 = 6000"
printf '%s\n' "$plan }.ok" "$many.accounts.available" >in
mkdir copies
TMPDIR=$PWD/copies
export TMPDIR
fact "what changes" ends 0 repl "$vouchers" --db season.db
fact "is seen in the session" last_line out 3000000
fact "and not in the register" same season.db before.db
fact "nor is the copy left" rmdir copies
mkdir copies
printf '%s\n' ':set voucher.30.threshold=80' ':write on' "$plan, request_id = 'p2' }.ok" >in
fact "the register is not written" ends 2 repl "$vouchers" --db season.db
fact "what is only supposed" says out 'would write into season.db what is only supposed'
fact "so it is as it was" same season.db before.db
printf '%s\n' ':write on' "$plan, request_id = 'p2' }.ok" >in
fact "it is written when that is asked for" ends 0 repl "$vouchers" --db season.db
fact "and holds" ends 0 audit --db season.db
fact "with one entry more" not same season.db before.db
fact "a register that is not there" refuses 1 'nosuch.db' repl "$vouchers" --db nosuch.db
fact "is not made" not test -e nosuch.db

finish

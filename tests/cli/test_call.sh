#!/bin/sh
# test_call.sh PROGRAM HOUSE - requests in, answers out, and how the command ends.
# shellcheck source=tests/cli/kit.sh
. "$(dirname "$0")/kit.sh"
write_notice n.lua

doubled='{"ok":true,"amount":'

given '%s\n' '{"amount":1}' '{"amount":2}' '{"amount":3}'
fact "requests are answered with 0" ends 0 call n.lua double
fact "one line each" has_lines out 3
fact "the first first" line 1 "${doubled}2,"
fact "the last last" line 3 "${doubled}6,"
fact "and nothing else is said" empty err

given '\n \t\n{"amount":1}\r\n\r\n\n{"amount":2}'
fact "blank lines, CRLF and a last line without its end are fine" ends 0 call n.lua double
fact "blank lines get no answer" has_lines out 2
fact "a line that ends with CRLF is answered" line 1 "${doubled}2,"
fact "a last line without its end is answered" line 2 "${doubled}4,"

given ''
fact "no request is no trouble" ends 0 call n.lua double
fact "and gets no answer" empty out

given '%s\n' 'nonsense' '[1]' '{"amount":1}' '{"amount":' '{"amont":1}' '{"amount":"x"}'
fact "bad lines do not end the run" ends 0 call n.lua double
fact "each has its answer" has_lines out 6
fact "what is not JSON is bad input" line 1 '"code":"bad_input"'
fact "so is what is no object" line 2 '"code":"bad_input"'
fact "the line behind is answered" line 3 "${doubled}2,"
fact "a broken object is bad input" line 4 '"field":"-"'
fact "a misspelt field is named with the nearest" line 5 'did you mean \"amount\"?'
fact "a wrong value names its field" line 6 '"field":"amount"'

given '\000\n\000{"amount":1}\n{"amount":1}\n'
fact "zero bytes are read" ends 0 call n.lua double
fact "and are no blanks" has_lines out 3
fact "but bad input" line 1 '"code":"bad_input"'

# A line of COUNT bytes, its end not counted, which is a good request but for its length.
long_line() { printf '{"amount":1%*s}\n' $(($1 - 12)) ''; }
limit=1048576
long_line $limit >in
fact "a line of the greatest length is read" ends 0 call n.lua double
fact "and answered" line 1 "${doubled}2,"
for more in 1 1000 300000 3000000; do
    { echo '{"amount":1}'; long_line $((limit + more)); echo '{"amount":3}'; } >in
    fact "a line $more bytes too long is read" ends 0 call n.lua double
    fact "a line $more bytes too long has one answer" has_lines out 3
    fact "a line $more bytes too long is answered in its place" line 2 \
        'longer than a request may be'
    fact "the line before one $more bytes too long is answered" line 1 "${doubled}2,"
    fact "the line behind one $more bytes too long is answered" line 3 "${doubled}6,"
done
{ long_line $limit | tr -d '\n'; printf x; } >in
fact "a last line too long, without its end, is read" ends 0 call n.lua double
fact "and has one answer" has_lines out 1
fact "which is bad input" line 1 '"code":"bad_input"'

given '{"amount":1}'
fact "--at is the moment" ends 0 call n.lua double --at 2021-12-03T02:00:00Z
fact "at +08:00" line 1 '"at":"2021-12-03T10:00:00+08:00"'
fact "--at takes a day for its start" ends 0 call n.lua double --at=2021-12-03
fact "which is midnight" line 1 '"at":"2021-12-03T00:00:00+08:00"'
fact "--at in no form it knows is refused" refuses 1 "2021-12-03T10:00:00+08:00" \
    call n.lua double --at yesterday
fact "--at without its time is refused" refuses 1 "--at needs its TIME" call n.lua double --at
given '{"amount":1,"at":"2021-12-04T00:00:00+08:00"}'
fact "a request's own moment comes first" ends 0 call n.lua double --at 2021-12-03
fact "as it says" line 1 '"at":"2021-12-04T00:00:00+08:00"'

given '{"amount":0.1}'
fact "--format pretty is for people" ends 0 call n.lua double --format pretty --at 2021-12-03
fact "it says that all is well" line 1 'double  ok'
fact "a name without a label stands alone" line 2 '  amount        0.2'
fact "a moment is without its offset" says out '2021-12-03 00:00:00'
fact "--format json is one line" ends 0 call n.lua double --format json
fact "exactly one" has_lines out 1
fact "another format is refused" refuses 1 "--format is json or pretty" \
    call n.lua double --format xml

cat >p.lua <<'LUA'
local notice = bylaw.notice { document = "1", title = "t", issuer = "i",
  issued = date "2021-11-24" }
notice:codes "trade  inn 旅馆, shop 商店"
notice:labels [[
  money  income 收入, grant 补助, least 起点
  人     people 人数
  trade  trade 行业,
         list 名单
]]
notice:pure "grant" {
  label = "补助", fields = "income* money\ntrade* trade\nnote text", answers = [[grant trade note
    people whole{income} list[trade income people?] plain[] mixed[a? b?] none[a] ]],
  rules = { { "least", "一", "too_little", "too little (不足)",
    function(q) return q.income >= yuan(1000), q.income, yuan(1000), { income = q.income } end } },
  act = function(q)
    return { grant = q.income * percent(10), trade = q.trade, note = q.note, people = 12345,
      whole = { income = q.income }, list = { { trade = "inn", income = yuan(1) },
        { trade = "shop", income = yuan(1234567), people = 3 } }, plain = { 1, "shop" },
      mixed = { { a = 1 }, { b = 2 } }, none = {} }, { { "二", "list", { q.trade, "inn" } } }
  end,
}
LUA
cat >expected <<'TEXT'
grant 补助  ok 通过
  grant   补助  1,234.50 元
  trade   行业  shop 商店
  note          -
  people  人数  12,345 人
  none          -
  whole
    income  收入  12,345.00 元
  list  名单
    trade               income  people
    行业                  收入    人数
    inn 旅馆           1.00 元       -
    shop 商店  1,234,567.00 元    3 人
  plain
    1  1
    2  shop
  mixed
    1
      a    1
    2
      b    2
  reasons  理由
    一  least  起点  12,345.00 元         needed 界限 1,000.00 元
    二  list   名单  shop 商店, inn 旅馆
TEXT
given '%s\n' '{"income":12345,"trade":"shop"}'
fact "an answer has its labels, units, terms and tables" ends 0 call p.lua grant --format pretty
fact "all of them in their place" same out expected
cat >expected <<'TEXT'
grant 补助  refused 不予办理  too_little  一
  too little (不足)
  income  收入  999.99 元
  reasons  理由
    一  least  起点  999.99 元  needed 界限 1,000.00 元
grant 补助  refused 不予办理  bad_input  -
  trade: expected one of inn, shop; did you mean "shop"?
  trade  行业
TEXT
given '%s\n' '{"income":999.99,"trade":"shop"}' '{"income":1,"trade":"shot"}'
fact "a refusal first says why" ends 0 call p.lua grant --format pretty
fact "with code, article and words" same out expected
given '%s\n' '{"income":2000,"trade":"inn","note":"\u001b[2J"}' \
    '{"income":2000,"trade":"inn","note":"2021-12-03T10:00:00-05:00"}'
fact "what a requester wrote is shown" ends 0 call p.lua grant --format pretty
fact "without steering the terminal" says out 'note          "\u001b[2J"'
fact "and as it is" says out 'note          2021-12-03T10:00:00-05:00'
given '%s\n' '{"enterprise_id":"A","award_year":2021,"sector":"manufacturing","above_scale":true,
"first_inclusion_year":2020,"output_value":5000,"prior_output_value":4000}'
tr -d '\n' <in >one && mv one in
fact "a year is written as people write it" \
    ends 0 call "$2/policies/industrial_economy.lua" award --format pretty
fact "not in thousands" grep -qE 'award_year +2021$' out
fact "also where a rule saw it" grep -qE 'first_inclusion_next_year +2020 +- +yes' out
fact "other numbers are" grep -qE 'min_output +5,000 +100,000,000 +no' out
long_line 1048577 >in
fact "a line that is too long is answered for people too" ends 0 call n.lua double --format pretty
fact "as a refusal" line 1 'double  refused 不予办理  bad_input'

fact "a function that needs a register says so" refuses 1 "--db FILE" call n.lua join
fact "so does one that only reads" refuses 1 "--db FILE" call n.lua store
fact "a register in memory keeps no promise" refuses 1 "name a file" \
    call n.lua join --db :memory:
fact "a URI is no file" refuses 1 "names a file, not a URI" call n.lua join --db file:x.db
fact "and makes none" [ ! -e file:x.db ]
fact "a folder is no file" refuses 1 ". is a folder" call n.lua join --db .
fact "nor for who reads" refuses 1 ". is a folder" call n.lua store --db .
fact "an option given twice is wrong use" refuses 1 "--db is given twice" \
    call n.lua join --db x.db --db y.db
fact "also in its other form" refuses 1 "--format is given twice" \
    call n.lua double --format=json --format json
fact "and with the same value" refuses 1 "usage: bylaw call" \
    call n.lua double --at 2021-12-03 --at 2021-12-03
fact "and makes no register" [ ! -e y.db ]
fact "a misspelt function is named with the nearest" refuses 1 'did you mean "double"?' \
    call n.lua duoble
fact "a misspelt option is named with the nearest" refuses 1 "did you mean --format?" \
    call n.lua double --fromat json
fact "a misspelt command is named with the nearest" refuses 1 'did you mean "call"?' cal n.lua
fact "too few words are refused with the usage" refuses 1 "usage: bylaw call" call n.lua
fact "too many too" refuses 1 "usage: bylaw call" call n.lua double more
fact "a notice that is missing is named" refuses 1 "m.lua" call m.lua double
echo 'local a = = 1' >broken.lua
fact "a notice that does not load names its line" refuses 1 "broken.lua:1:" call broken.lua double
fact "a register that cannot be made is named" refuses 1 "nowhere/x.db" \
    call n.lua join --db nowhere/x.db
fact "a register that is none is named" refuses 1 "n.lua" call n.lua join --db n.lua
fact "no command is wrong use" ends 1
fact "which is told on stderr" says err "usage: bylaw COMMAND"

cp n.lua ./--odd.lua
given '{"amount":1}'
fact "words behind -- are no options" ends 0 call -- --odd.lua double
fact "options may come first" ends 0 call --format json n.lua double

fact "--help is no trouble" ends 0 call --help
fact "it shows an example" says out "bylaw call policies/consumption_vouchers.lua quote"
fact "and every option" says out "--format json|pretty"
fact "bylaw --help lists the commands" ends 0 --help
fact "with their exit codes" says out "exit codes: 0 done, 1 could not start, 2 ran"
fact "all of them" says out "did not hold, 130 interrupted"
fact "bylaw --version says it" ends 0 --version
fact "as a number" says out "bylaw 0."

given '%s\n' '{"id":"a","request_id":"1"}' '{"id":"b"}' '{"id":"a","request_id":"2"}' \
    '{"id":"a","request_id":"1"}' '{"id":"c","request_id":"1"}'
fact "changes are answered" ends 0 call n.lua join --db x.db --at 2021-12-03
cp out first
fact "a refusal is an answer" line 3 '"code":"known"'
fact "a request answered before gets its answer" [ "$(sed -n 1p out)" = "$(sed -n 4p out)" ]
fact "its id with other fields is refused" line 5 '"code":"request_id_reused"'
given '{"id":"a","request_id":"1"}'
fact "another process answers too" ends 0 call n.lua join --db x.db --at 2022-01-01
fact "with the very bytes" [ "$(sed -n 1p first)" = "$(cat out)" ]
given '%s\n' '{"id":"b"}' '{"id":"z"}'
fact "what was written is read" ends 0 call n.lua store --db x.db
fact "whoever joined is in" line 1 '"active":true'
fact "and nobody else" line 2 '"active":false'

# funded YUAN: a notice with that fund, whose file is called f.lua.
funded()
{
    cat >f.lua <<LUA
local notice = bylaw.notice { document = "1", title = "t", issuer = "i",
  issued = date "2021-11-24" }
notice:campaign { total = yuan($1), rounds = 1, faces = { 30 }, funders = { { "x", yuan($1) } },
  terms = function() return {} end, order = function() return "proportional" end }
notice:changes "touch" { answers = "", act = function() return {} end }
notice:reads "look" { answers = "", act = function() return {} end }
LUA
}
funded 500
given '{"request_id":"1"}'
fact "a notice opens its book with its funds" ends 0 call f.lua touch --db f.db
cp f.db f.before
funded 600
given '{"request_id":"2"}'
fact "another of its name does not join the book" refuses 1 \
    '500 yuan in "available", but the notice declares 600 yuan' call f.lua touch --db f.db
fact "nor reads it" refuses 1 'but the notice declares 600 yuan' call f.lua look --db f.db
fact "and nothing is changed" same f.db f.before
funded 500
fact "the first goes on" ends 0 call f.lua touch --db f.db

# requests NAME COUNT: as many stores that join, each with an id of its own.
requests()
{
    awk -v name="$1" -v count="$2" 'BEGIN { for (i = 1; i <= count; i++)
        printf "{\"id\":\"%s%d\",\"request_id\":\"%s/%d\"}\n", name, i, name, i }'
}
requests a 400 >a.in
requests b 400 >b.in
"$bylaw" call n.lua join --db two.db --at 2021-12-03 <a.in >a.out &
first=$!
"$bylaw" call n.lua join --db two.db --at 2021-12-03 <b.in >b.out &
second=$!
fact "one of two processes on a register ends well" wait $first
fact "so does the other" wait $second
fact "the one answered all" [ "$(grep -c '"ok":true' a.out)" -eq 400 ]
fact "the other too" [ "$(grep -c '"ok":true' b.out)" -eq 400 ]
fact "the register holds" ends 0 audit --db two.db
fact "with every entry" says out "1601 entries"

cat a.in b.in >all.in
sort -r all.in >back.in
"$bylaw" call n.lua join --db two.db --at 2021-12-04 <all.in >all.out &
first=$!
"$bylaw" call n.lua join --db two.db --at 2021-12-05 <back.in >back.out &
second=$!
wait $first $second
sort all.out >all.sorted
sort back.out >back.sorted
cat a.out b.out | sort >once.sorted
fact "the same requests again get the same answers" same all.sorted once.sorted
fact "in another order too" same back.sorted once.sorted

# Files may grow to about 40 KiB only, so that the commit of a large group cannot be written.
requests c 2000 >in
"$bylaw" call n.lua join --db small.db </dev/null
(
    trap '' XFSZ
    ulimit -f 80
    "$bylaw" call n.lua join --db small.db <in >out 2>err
)
fact "a commit that fails ends with 1" [ $? -eq 1 ]
fact "prints no answer" empty out
fact "says what failed" says err "small.db"
fact "and leaves the register whole" ends 0 audit --db small.db
fact "without the group" says out "0 entries"

mkfifo pipe
"$bylaw" call n.lua join --db live.db <pipe >live.out 2>live.err &
waiting=$!
exec 9>pipe
echo '{"id":"a"}' >&9
tries=0
until [ -s live.out ] || [ $tries -eq 100 ]; do
    sleep 0.1
    tries=$((tries + 1))
done
fact "a line is answered while more may come" says live.out '"ok":true'
printf '{"id":' >&9
sleep 0.2
kill -INT $waiting
wait $waiting
fact "an interrupt ends the wait with 130" [ $? -eq 130 ]
exec 9>&-
fact "without a word" empty live.err
fact "and without an answer to half a line" has_lines live.out 1
fact "the register is whole" ends 0 audit --db live.db

requests d 3000 >in
{
    "$bylaw" call n.lua join --db closed.db <in 2>err
    echo $? >code
} | head -n 1 >/dev/null
fact "a reader that goes away ends the run with 1" [ "$(cat code)" -eq 1 ]
fact "and says so" says err "can't write the answers"
fact "the register is whole after it" ends 0 audit --db closed.db

"$bylaw" call n.lua double <in >/dev/full 2>err
fact "a full disk behind stdout ends with 1" [ $? -eq 1 ]
fact "and is named" says err "can't write the answers"

# What a table of Lua can't tell: the order of an answer, and a list that is empty.
live=$2/policies/livestream_commerce.lua
given '{"award_year":2021,"candidates":[]}\n'
fact "a ranking is answered" ends 0 call "$live" rank
fact "whom it leaves out before what is left over" \
    line 1 '"ties":[],"not_selected":[],"ineligible":[],"unfilled":{'
given '%s%s%s%s\n' '{"request_id":"a","actor":"applicant","applicant_id":"A","award_year":2021,' \
    '"entity_type":"legal_person","registered_in_district":true,"livestream_business":true,' \
    '"sound_finance":true,"serious_dishonesty":false,"unit":"u","line_id":"training",' \
    '"trainees":1000,"bases":[]}'
fact "an application is answered" ends 0 call "$live" apply --db live8.db
given '{"actor":"anyone","claim_id":"LS-2021-000001"}\n'
fact "and its facts" ends 0 call "$live" status --db live8.db
fact "with the lists that were given empty" line 1 '"bases":[]'
plan=$2/policies/five_year_plan.lua
given '%s\n' '{"id":"t01"}' '{"id":"m01"}'
fact "rows of a plan are answered" ends 0 call "$plan" targets
fact "a blank cell of a target is null" line 1 '"strength":null,"cite":"第二章第四节","base":null,'
fact "a blank cell of a milestone too" line 2 '"verb":null,'
fact "a target has no columns of a milestone" not line 1 '"verb"'
fact "a milestone has none of a target" not line 2 '"strength"'

finish

#!/bin/sh
# test_params.sh PROGRAM HOUSE - figures listed, and an office's own set beside them.
# shellcheck source=tests/cli/kit.sh
. "$(dirname "$0")/kit.sh"
cat >n.lua <<'LUA'
local notice = bylaw.notice { document = "1", title = "t", issuer = "i",
  issued = date "2021-11-24" }
notice:list("shortage", { { "queue", "排队" }, { "prorate", "按比例" } })
local p = notice:parameters {
  { "fund.ceiling", yuan(50000000), cite = "一", label = "资金总额" },
  { "fund.shortage", "queue", codes = "shortage", cite = "一" },
  { "fee", yuan "5.50", cite = "二", to = date "2023-12-31",
    changes = { { date "2023-01-01", yuan(6), cite = "三" } } },
  { "growth", type = "percent", signed = true, cite = "四" },
  { "units", type = "text", list = true, cite = "五" },
  { "due", "01-05", type = "month_day", cite = "六" },
}
local function act()
  return { fee = p "fee", growth = p "growth", units = table.concat(p "units" or {}, "|") }
end
notice:pure "say" { answers = "fee growth units", act = act }
notice:reads "read" { answers = "fee growth units", act = act }
notice:changes "change" { answers = "fee growth units", act = act }
LUA

fact "figures are listed" ends 0 params n.lua
fact "under their heads" line 1 "name           label"
fact "in two languages" line 2 "参数           名称"
fact "with value, unit and article" line 3 "fund.ceiling   资金总额  50,000,000  money 元"
fact "codes with their list" line 4 "queue  code queue|prorate  一"
fact "what has dates with them" line 5 "5.50  money 元            二       to 2023-12-31"
fact "and its changes" line 6 "6                      三       from 2023-01-01"
fact "what the text leaves open with a dash" line 7 "-  percent %"
fact "and no more" has_lines out 9
fact "nothing about own values" not says out "own value"
fact "nothing else is said" empty err

set_units() { ends 0 params n.lua --set "units=半程镇|义堂镇" --set growth=-3.5 \
    --from 2022-01-01 --why "兰工信〔2022〕1号" --by 王 --at 2022-01-05T09:00:00+08:00 --db x.db; }
fact "an office sets its own" set_units
fact "and is told what" line 1 'units = ["半程镇","义堂镇"] from 2022-01-01'
fact "of each" line 2 'growth = -3.5 from 2022-01-01'
fact "a later one may change it" ends 0 params n.lua --set growth=4 --from 2023-01-01 --why x \
    --by 李 --db x.db
fact "own values are listed" ends 0 params n.lua --db x.db
fact "beside the notice's" says out "半程镇|义堂镇  from 2022-01-01  兰工信〔2022〕1号  王"
fact "one after the other" grep -qE '^ +4  from 2023-01-01  x +李$' out
fact "the register holds" ends 0 audit --db x.db
fact "it has an entry for each" says out "holds: 3 entries"

fact "as JSON too" ends 0 params n.lua --db x.db --format json
fact "a line for each" has_lines out 6
fact "with what was set" line 5 '"own":[{"from":"2022-01-01","value":["半程镇","义堂镇"],'
fact "by whom, why and when" line 5 \
    '"who":"王","why":"兰工信〔2022〕1号","at":"2022-01-05T09:00:00+08:00"}]'
fact "and the notice's own" line 3 '"value":5.5,"cite":"二","from":null,"to":"2023-12-31",'
fact "with its changes" line 3 '"changes":[{"value":6,"cite":"三","from":"2023-01-01"}]'

given '{"at":"2022-06-01T09:00:00+08:00"}\n{"at":"2023-06-01T09:00:00+08:00"}\n'
fact "what changes the register uses them" ends 0 call n.lua change --db x.db
fact "from their day on" line 1 '"fee":5.5,"growth":-3.5,"units":"半程镇|义堂镇"'
fact "the last one that began" line 2 '"fee":6,"growth":4,"units":"半程镇|义堂镇"'
fact "so does what reads it" ends 0 call n.lua read --db x.db
fact "on its day" line 2 '"growth":4'
fact "a day earlier too" line 1 '"growth":-3.5'
fact "what is set from before the notice's day" ends 0 params n.lua --set fee=2 \
    --from 2021-06-01 --why x --db w.db
given '{"at":"2021-05-31T09:00:00+08:00"}\n{"at":"2021-06-01T09:00:00+08:00"}\n'
fact "is read by the day that is asked about" ends 0 call n.lua read --db w.db
fact "not set before it" line 1 '"fee":5.5'
fact "and set from it on" line 2 '"fee":2'
given '{"at":"2022-06-01T09:00:00+08:00"}\n{"at":"2023-06-01T09:00:00+08:00"}\n'
fact "a pure function does not" ends 0 call n.lua say --db x.db
fact "but answers from the notice" line 1 '"fee":5.5,"growth":null,"units":""'

fact "what was set is taken back" ends 0 params n.lua --unset growth --from 2023-01-01 --why y \
    --db x.db
fact "and told" line 1 'growth = null from 2023-01-01'
fact "what the notice says holds again" ends 0 call n.lua read --db x.db
fact "from that day on" line 2 '"growth":null'
fact "the register holds still" ends 0 audit --db x.db
sqlite3 x.db "UPDATE setting SET value = '9' WHERE since = '2022-01-01' AND name = 'growth'"
fact "what is edited is found" ends 2 audit --db x.db
fact "and named" says out 'setting {"notice":"n","name":"growth","since":"2022-01-01","value":"9"'

set_wrong() # WORDS_SAID SETTING...
{
    words=$1
    shift
    refuses 1 "$words" params n.lua "$@" --from 2022-01-01 --why x --db y.db
}
fact "an unknown name is answered with the nearest" \
    set_wrong 'did you mean "growth"?' --set grwoth=5
fact "to take back as well" set_wrong 'did you mean "growth"?' --unset grwoth
fact "a value out of range is refused" set_wrong "fee must be at least 0" --set fee=-1
fact "one of another type" set_wrong "growth: expected a percentage" --set growth=x
fact "a day that no year has" set_wrong "due: expected a day of each year" --set due=13-31
fact "or only some" set_wrong "due: expected a day of each year" --set due=02-29
fact "a code that is on no list" set_wrong 'did you mean "prorate"?' --set fund.shortage=prorated
fact "what has no value" set_wrong "expected NAME=VALUE" --set fee
fact "all or nothing is set" set_wrong "fee must be" --set growth=5 --set fee=-1
fact "nothing was" not test -e y.db
fact "nor in a register that is there" refuses 1 "fee must be" params n.lua --set growth=5 \
    --set fee=-1 --from 2022-01-01 --why x --db x.db
fact "indeed" ends 0 params n.lua --db x.db
fact "it has what it had" not grep -qE "^ +5  from 2022-01-01" out

set_fee() # WORDS_SAID WORDS...
{
    words=$1
    shift
    refuses 1 "$words" params n.lua --set fee=1 "$@"
}
fact "what is set needs its reason" set_fee "--why TEXT" --from 2022-01-01 --db y.db
fact "its day" set_fee "--from DATE" --why x --db y.db
fact "and a register" set_fee "--db FILE" --from 2022-01-01 --why x
fact "a day is a date" set_fee "expected a date" --from 2022 --why x --db y.db
fact "a reason goes with something" refuses 1 "go with --set" params n.lua --why x
fact "a missing register is not listed" refuses 1 "nowhere.db" params n.lua --db nowhere.db
fact "nor made" not test -e nowhere.db
fact "no policy is wrong use" refuses 1 "usage: bylaw params" params
fact "a misspelt option is named" refuses 1 "did you mean --unset?" params n.lua --unste fee
fact "so is a format" refuses 1 "pretty or json" params n.lua --format csv
fact "--help is no trouble" ends 0 params --help
fact "and shows an example" says out "territory.units=半程镇|义堂镇"

never() # WORDS_SAID WORDS...: refused, and no register is made
{
    words=$1
    shift
    refuses 1 "$words" params n.lua "$@" --from 2022-01-01 --db z.db && not test -e z.db
}
fact "what is refused makes no register" never "fee must be" --why x --set fee=-1
fact "whatever is wrong with it" never "say why in 1 to 1000 bytes" --set fee=1 \
    --why "$(printf '%01001d' 0)"
fact "also one taken back" never 'did you mean "fee"?' --why x --unset fees
fact "one name is set or taken back, not both" never "fee is set or taken back twice" --why x \
    --set fee=1 --unset fee
fact "nor set twice" never "twice" --why x --set fee=1 --set growth=1 --set fee=2
fact "nor taken back twice" never "twice" --why x --unset fee --unset fee

own_units() { ends 0 params n.lua --set "units=$1" --from 2022-01-01 --why x --by y --db u.db; }
fact "a list may be JSON" own_units '["a|b", "c"]'
fact "so that a bar is a sign like others" line 1 'units = ["a|b","c"]'
fact "an empty one too" own_units '[]'
fact "is nothing" line 1 'units = []'
fact "what only begins like JSON is a text" own_units '[a|b'
fact "parted as ever" line 1 'units = ["[a","b"]'
fact "an element of another type is refused" refuses 1 "units: expected text" \
    params n.lua --set 'units=["a",1]' --from 2022-01-01 --why x --db u.db

unset USER
fact "an amount may be grouped" ends 0 params n.lua --set 'fee=1,234.50' --from 2023-01-01 --why x \
    --by y --db grouped.db
fact "and is a number then" ends 0 params n.lua --db grouped.db --at 2023-06-01 --format json
fact "of so much" says out '1234.5'
fact "who sets is known without the environment" ends 0 params n.lua --set fee=1 \
    --from 2022-01-01 --why x --db u.db
fact "as" ends 0 params n.lua --db u.db --format json
fact "the system calls him" says out "\"who\":\"$(id -un)\""

fact "figures cite the articles that the text has for them" \
    ends 0 params "$2/policies/industrial_economy.lua"
fact "one article" grep -qE '^revenue_milestone.multi_tier .* 二\(二\)2 *$' out
fact "several" grep -qE '^recognition.not_before .* 二\(三\)\(四\)\(五\) *$' out
fact "a dash where it has none" grep -qE '^fund.shortage_rule .* - *$' out

full() # WORDS...: with no room behind stdout it ends with 1 and says so
{
    status=0
    "$bylaw" "$@" >/dev/full 2>err || status=$?
    [ $status -eq 1 ] && says err "No space left"
}
fact "a list that can't be written is no success" full params n.lua
fact "nor one in JSON" full params n.lua --format json
fact "nor what was found wrong or right" full check n.lua
fact "nor a table" full table "$2/policies/industrial_economy.lua" yield_rating
fact "nor a population" full population "$2/policies/industrial_economy.lua" --rows 1
fact "nor help" full --help
finish

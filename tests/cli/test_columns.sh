#!/bin/sh
# test_columns.sh PROGRAM PROJECT - what-ifs over a rule: columns of plain lines as requests.
# shellcheck source=tests/cli/kit.sh
. "$(dirname "$0")/kit.sh"

cat >rules.lua <<'LUA'
local notice = bylaw.notice { document = "1", title = "t", issuer = "i",
  issued = date "2021-11-24" }
notice:codes [[
  sector  making 制造, trade 商业, other 其他
  size    30, 50, 100
]]
local p = notice:parameters { { "rate", percent(5), cite = "一" },
  { "most", yuan(9000), cite = "一" }, { "unread", yuan(1), cite = "二" } }
notice:rule "share" { label = "补助", cite = "一", results = "large bool\namount money", fields = [[
    sector*  sector
    size     size
    cost*    money 0..1000000
    growth   percent
    staff*   count 0..500
    since    date
    is_new   bool
  ]], function(f)
    if f.sector == "other" or f.staff > 400 then return false, nil end
    if f.growth and f.growth > percent(3) and f.since and f.since < date "2020-01-01" then
      return true, at_most(f.cost * p "rate", p "most")
    end
    if equal(f.size, 50) and f.is_new then return false, f.cost * percent(1) end
    return nil, yuan(10) * f.staff
  end }
notice:rule "length" { cite = "一", results = "amount money", fields = "name* text",
  function(f) return p "most" * #f.name end }
notice:rule "yes" { cite = "一", results = "good bool", fields = "a* money",
  function(f) return f.a > p "most" end }
LUA

# Two rows of three have cells that fit; the others have what only a request can judge or refuse.
mkdir plain quoted crlf
awk 'function one(list, fit, n, words) {
        n = split(list, words, ",")
        return words[1 + int(rand() * (fit ? fit : n))]
    }
    BEGIN {
    srand(11)
    print "sector,size,cost,growth,staff,since,is_new"
    for (i = 1; i <= 9000; i++) {
        fit = i % 3 > 0
        cost = fit ? int(rand() * 100000000) / 100 \
            : one("0,0.01,1000000,1000000.01,12.5,12.345,-1,1e3,007,.5,5.,,180000,180000.01,x")
        staff = fit ? int(rand() * 501) : one("0,400,401,500,501,12.0,,99999999999999999999,7e1")
        printf "%s,%s,%s,%s,%s,%s,%s%s\n", one("making,trade,other,making,trade,none,", fit * 5),
            one("30,50,100,,50,31,050,5O", fit * 5), cost,
            one("3,3.000000001,2.999999999,,4,-4,100,3.0000000001,1234567890,0", fit * 5), staff,
            one("2019-12-31,2020-01-01,,2020-02-30,2019-1-1,1999-05-06", fit * 3),
            one("true,false,1,0,,是,yes", fit * 5), i % 500 == 0 ? ",too many" : ""
        if (i % 700 == 0) print ""
    }
}' >plain/rows.csv
sed 's/^\([^,]*\),/"\1",/' plain/rows.csv >quoted/rows.csv
sed 's/$/\r/' plain/rows.csv >crlf/rows.csv

# told FOLDER WORDS...: the what-if over the rows of a folder, as `FOLDER/told` has it.
told()
{
    folder=$1
    shift
    (cd "$folder" && "$bylaw" whatif ../rules.lua share --over rows.csv --set rate=8 \
        --at 2022-01-01T00:00:00+08:00 "$@" >told 2>err)
}
for words in "--rows 20" "--format json --rows 50" "--format csv --ceiling 2000000"; do
    # shellcheck disable=SC2086 # several words
    fact "rows in quotes are weighed as requests: $words" told quoted $words
    # shellcheck disable=SC2086
    fact "plain ones by columns: $words" told plain $words --threads 1
    fact "to the same bytes: $words" same plain/told quoted/told
    # shellcheck disable=SC2086
    fact "by three threads: $words" told plain $words --threads 3
    fact "to the same: $words" same plain/told quoted/told
    # shellcheck disable=SC2086
    fact "with line ends of two bytes: $words" told crlf $words
    fact "to the same, too: $words" same crlf/told quoted/told
done
fact "for the rule is a table" ends 0 table rules.lua share
fact "a row that gains is shown as it is" ends 0 whatif rules.lua share --over plain/rows.csv \
    --set rate=8 --format json --rows 1
fact "with what it gets in both worlds" says out '"rows":9000'

fact "a value that the rule does not read changes nothing" ends 2 \
    whatif rules.lua share --over plain/rows.csv --set unread=2
fact "and that is said" says err "no rule that share came to over these rows read unread"

printf 'name\nab\nabc\n' >names.csv
fact "a rule that stays row by row is asked row by row" ends 0 \
    whatif rules.lua length --over names.csv --set most=1 --format csv
fact "for all rows" says out ',45000,5,-44995'
fact "a rule without an amount has no what-if" refuses 1 "does not say what an applicant gets" \
    whatif rules.lua yes --over names.csv --set most=1

printf 'sector,staff,cost\nmaking,3,5\n' >some.csv
fact "cells that are not given are absent" ends 0 whatif rules.lua share --over some.csv \
    --set rate=8 --format json
fact "as in a request" says out '"demand":30,'
printf 'sector,staff\nmaking,3\n' >few.csv
fact "a field that is needed and not given refuses each row" ends 0 whatif rules.lua share \
    --over few.csv --set rate=8 --format json
fact "and names it" says out '{"row":1,"field":"cost"}'
printf 'sector,staff,cost,at\nmaking,3,5,2022-01-01T00:00:00+08:00\n' >moment.csv
fact "a row may bring its own moment" ends 0 whatif rules.lua share --over moment.csv \
    --set rate=8 --format json
finish

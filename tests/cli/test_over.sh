#!/bin/sh
# test_over.sh PROGRAM HOUSE - a population answered row by row: call --over, and its files.
# shellcheck source=tests/cli/kit.sh
. "$(dirname "$0")/kit.sh"
house=$2
industry=$house/policies/industrial_economy.lua
write_notice n.lua
cat >m.lua <<'LUA'
local notice = bylaw.notice { document = "1", title = "t", issuer = "i",
  issued = date "2021-11-24" }
notice:codes "shop other 其他, food 餐饮\nface 30, 50"
notice:record("part", "part_id* id\ncost money")
notice:pure "echo" {
  fields = [[
    id*    id
    cost   money
    share  percent
    count  count
    day    date
    open   bool
    shop   shop
    face   face
    tags   list of text
    costs  list of money
    parts  list of part
  ]],
  answers = "id cost share count day open shop face tags[] sum parts",
  act = function(q)
    local sum = yuan(0)
    for _, cost in ipairs(q.costs or {}) do sum = sum + cost end
    return { id = q.id, cost = q.cost, share = q.share, count = q.count, day = q.day,
      open = q.open, shop = q.shop, face = q.face, tags = q.tags or {}, sum = sum,
      parts = #(q.parts or {}) }
  end,
}
LUA

over() # FILE WORDS...
{
    file=$1
    shift
    ends 0 call m.lua echo --at 2021-12-03 --over "$file" "$@"
}

cat >a.csv <<'CSV'
id,cost,share,count,day,open,shop,face,tags,costs,parts
a,1234567890.07,12.5,3,2021-12-03,TRUE,food,30,x|y,1.10|2,"[{""part_id"":""p"",""cost"":5}]"
"b, ""c""
d",,,,,否,,,,"[0.1,0.2]",
CSV
fact "rows of CSV are answered" over a.csv
fact "one line each" has_lines out 2
fact "cells are read as their fields say, amounts to the fen" line 1 \
    '"id":"a","cost":1234567890.07,"share":12.5,"count":3,"day":"2021-12-03","open":true,"shop"'
fact "codes, numbers among them, and lists" \
    line 1 '"food","face":30,"tags":["x","y"],"sum":3.1,"parts":1'
fact "quotes hold commas, quotes and lines; empty cells are absent" line 2 \
    '"id":"b, \"c\"\nd","cost":null'
fact "no is no in Chinese too" line 2 '"open":false'
cp out plain
fact "a byte order mark is passed over" sh -c 'printf "\357\273\277" >bom.csv; cat a.csv >>bom.csv'
fact "with the same answers" over bom.csv
fact "to the byte" same out plain
iconv -f UTF-8 -t GB18030 a.csv >gb.csv
fact "GB18030 is known" over gb.csv
fact "by its bytes" same out plain
sed 's/$/\r/' a.csv >crlf.csv
fact "lines may end as on Windows" over crlf.csv
fact "which a cell keeps" line 2 '"id":"b, \"c\"\r\nd"'
printf 'id,cost,costs\na,"1,234.50","1,000|2"\nb,"12,34",\n' >grouped.csv
fact "amounts may be grouped, as spreadsheets write them" over grouped.csv
fact "to the fen, in a list too" line 1 '"cost":1234.5,'
fact "each of the list" line 1 '"sum":1002,'
fact "but not out of place" line 2 '"field":"cost"'
printf '{"id":"a"}\n\n {"id":"b","open":true}\n{"id":\n' >a.jsonl
fact "JSON Lines are requests as they stand" over a.jsonl
fact "an empty line is none" has_lines out 3
fact "one that is no JSON is answered" line 3 '"code":"bad_input"'
sqlite3 a.db "CREATE TABLE firm(id TEXT, cost, open INTEGER, tags);
    INSERT INTO firm VALUES('a', 20000000.5, 1, 'x|y'), ('b', NULL, 0, '')"
fact "a table of SQLite" over a.db:firm
fact "gives its rows" line 1 '"id":"a","cost":20000000.5,"share":null'
fact "yes and no among them" line 1 '"open":true'
fact "each" line 2 '"id":"b","cost":null'
cp a.csv in
fact "standard input is -" over -
fact "and the same" same out plain
: >in

printf 'id,cost\na,x\nb\nc,1,2\nd,-1\ne,7\n' >bad.csv
fact "what does not fit is answered like any request" over bad.csv
fact "by its field" line 1 '"field":"cost"'
fact "a short row with its line" line 2 'line 3 has 1 cells, the header 2'
fact "a long one too" line 3 'line 4 has 3 cells'
fact "an amount out of bounds" line 4 'cost must be at least 0'
fact "and the rest goes on" line 5 '"cost":7'

stops() # WORDS_SAID TEXT
{
    # shellcheck disable=SC2059 # the text is the test's own
    printf "$2" >x.csv
    refuses 1 "$1" call m.lua echo --over x.csv
}
fact "a quote that never closes is told with its place" \
    stops 'x.csv: line 2, column 2: the quote that opens here is never closed' 'id,cost\nb,"2\n3\n'
printf 'id,cost\na,1\nb,"2\n' >x.csv
fact "what stands before it" ends 1 call m.lua echo --over x.csv
fact "is answered" line 1 '"id":"a","cost":1'
fact "so is one inside a cell" stops 'line 2, column 1: a quote stands inside' 'id\na"b\n'
fact "and what stands behind one" stops 'line 2, column 1: something stands behind' 'id\n"a"b\n'
fact "an unknown column is answered with the nearest" \
    stops 'column 2 is called "csot", but echo has no such field; did you mean "cost"?' 'id,csot\n'
fact "one that stands twice is named" stops 'columns 1 and 3 are both called "id"' 'id,cost,id\n'
fact "nothing is no population" stops 'x.csv is empty' ''
fact "nor is what is no text" stops 'neither UTF-8 nor GB18030' 'id\na\377\377\n'
fact "nor what holds U+0000" stops 'U+0000' 'id\na\000\n'
fact "a missing file is named" refuses 1 "nowhere.csv" call m.lua echo --over nowhere.csv
fact "a table too, with those there are" refuses 1 'no table "firms"; it has: firm' \
    call m.lua echo --over a.db:firms
fact "an SQLite file needs its table" refuses 1 "a.db:TABLE" call m.lua echo --over a.db
fact "--over is for pure functions" refuses 1 "uses the register" call n.lua join --over a.csv
fact "an unknown function is answered with the nearest" refuses 1 'did you mean "echo"?' \
    call m.lua ecko --over a.csv
fact "a register is not needed" refuses 1 "need no --db" call m.lua echo --over a.csv --db x.db

# A made-up population, answered row by row, by one thread and by several, has the same bytes.
"$bylaw" population "$industry" --rows 100000 --seed 11 >p.csv
"$bylaw" population "$industry" --rows 100000 --seed 11 >again.csv
fact "the same seed makes the same population" same p.csv again.csv
fact "with a header" has_lines p.csv 100001
# As requests, made by another hand: SQLite reads the CSV and writes the JSON.
sqlite3 -batch :memory: >p.jsonl <<'SQL'
.import --csv p.csv p
SELECT json_patch('{}', json_object('enterprise_id', enterprise_id,
  'award_year', json(award_year), 'sector', sector, 'above_scale', json(above_scale),
  'in_district', json(nullif(in_district, '')), 'unit', nullif(unit, ''),
  'annual_revenue', json(nullif(annual_revenue, '')),
  'max_prior_revenue', json(nullif(max_prior_revenue, '')),
  'first_inclusion_year', json(nullif(first_inclusion_year, '')),
  'output_value', json(nullif(output_value, '')),
  'prior_output_value', json(nullif(prior_output_value, '')),
  'district_output_growth', json(nullif(district_output_growth, '')),
  'yield_rating', nullif(yield_rating, ''),
  'loan_discount_enterprise', json(nullif(loan_discount_enterprise, '')),
  'projects', json(nullif(projects, '')), 'recognitions', json(nullif(recognitions, '')),
  'prior_awards', json(nullif(prior_awards, '')),
  'superior_rules', json(nullif(superior_rules, '')))) FROM p;
SQL
cp p.jsonl in
fact "rows are answered one by one" ends 0 call "$industry" award --at 2021-12-03
cp out one
: >in
fact "a CSV of them, by three threads" ends 0 call "$industry" award --at 2021-12-03 --over p.csv \
    --threads 3
fact "has the same bytes in every row" same out one
head -n 3001 p.csv >few.csv
head -n 3000 p.jsonl >few.jsonl
head -n 3000 one >few
fact "one thread too" ends 0 call "$industry" award --at 2021-12-03 --over few.csv --threads 1
fact "in the same order" same out few
fact "and JSON Lines" ends 0 call "$industry" award --at 2021-12-03 --over few.jsonl
fact "the same again" same out few
for item in equipment_upgrade scale_up_entry revenue_milestone internet_application \
    integration_certification innovative_enterprise green_site green_design_product yield_rating
do
    fact "$item occurs" \
        grep -q "\"item\":\"$item\",\"cite\":\"[^\"]*\",\"status\":\"qualified\"" one
done
fact "an unknown function has no population" refuses 1 'did you mean "award"?' \
    population "$industry" awrad
finish

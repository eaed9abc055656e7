#!/bin/sh
# test_table.sh PROGRAM PROJECT - a rule as a table, as SQL that answers alike, its edges.
project=$2
# shellcheck source=tests/cli/kit.sh
. "$(dirname "$0")/kit.sh"
notice=$project/tests/bench/w1.lua

fact "a rule is shown as a table" ends 0 table "$notice" upgrade
fact "with its label and article" line 1 '设备更新补贴  upgrade  二(一)2'
fact "with the labels of its facts" line 3 '行业      设备投资额    享受贷款贴息  amount'
fact "and a row for each case" \
    line 5 '制造业    ≥ 10,000,000  否            at_most(设备投资额 * 5%, 10,000,000)'
fact "codes that lead to the same stand together" line 8 '≠ 制造业                              0'

fact "a number between two bounds" ends 0 table "$notice" milestone --markdown
fact "stands in one cell" says out '| > 500,000,000, ≤ 1,000,000,000 | ≤ 500,000,000 | 100,000 |'

fact "cliffs are told" ends 0 table "$notice" upgrade --cliffs
fact "with position, side, size, article and where" last_line out \
    '设备投资额 9,999,999.99 → 10,000,000: amount 0 → 500,000 (+500,000)  二(一)2  [行业 制造业, 享受贷款贴息 否]'
fact "and no others" has_lines out 1
fact "a milestone" ends 0 table "$notice" milestone --cliffs
fact "can be missed, too" says out \
    '以往最高营业收入 500,000,000 → 500,000,000.01: amount 100,000 → 0 (-100,000)'

for rule in upgrade milestone recognition yield_rating; do
    fact "boundaries are worked cases: $rule" ends 0 table "$notice" $rule --cases
    cp out "cases_$rule.lua"
    fact "that bylaw test runs: $rule" ends 0 test "cases_$rule.lua"
done

# The same made-up records as requests and as rows.
awk 'BEGIN {
    srand(7)
    split("manufacturing other_industry non_industry park", sectors, " ")
    split("none unicorn little_giant national provincial", recognitions, " ")
    split("none national provincial municipal", greens, " ")
    for (i = 1; i <= 500; i++) {
        sector = sectors[1 + int(rand() * 4)]; loan = int(rand() * 2)
        for (k = 1; k <= 3; k++)
            m[k] = rand() < 0.3 ? 50000000000 * int(1 + rand() * 20) + int(rand() * 3) - 1 \
                : int(exp(rand() * 26))
        recognition = recognitions[1 + int(rand() * 5)]; green = greens[1 + int(rand() * 4)]
        printf "{\"sector\":\"%s\",\"equipment_investment\":%.2f,\"takes_loan_discount\":%s}\n", \
            sector, m[1] / 100, loan ? "true" : "false" >"upgrade.requests"
        printf "{\"prior_max_revenue\":%.2f,\"revenue\":%.2f}\n", m[2] / 100, m[3] / 100 \
            >"milestone.requests"
        printf "{\"recognition\":\"%s\",\"green_level\":\"%s\"}\n", recognition, green \
            >"recognition.requests"
        printf "INSERT INTO records VALUES (%d, \x27%s\x27, %.0f, %d, %.0f, %.0f, \x27%s\x27, " \
            "\x27%s\x27);\n", i, sector, m[1], loan, m[2], m[3], recognition, green >"rows.sql"
    }
}'
{
    echo "CREATE TABLE records (id bigint, sector text, equipment_investment bigint,"
    echo "  takes_loan_discount bigint, prior_max_revenue bigint, revenue bigint,"
    echo "  recognition text, green_level text);"
    cat rows.sql
} >records.sql

amounts() { sed 's/.*"amount":\([0-9.]*\).*/\1/' | awk '{ printf "%.0f\n", $1 * 100 }'; }

if command -v sqlite3 >found; then
    for rule in upgrade milestone recognition; do
        fact "a rule is SQL: $rule" ends 0 table "$notice" $rule --sql
        { cat records.sql out; } >query.sql
        cp "$rule.requests" in
        sqlite3 -list :memory: <query.sql | sed 's/.*|//' >by_sql
        fact "the records are answered: $rule" ends 0 call "$notice" $rule
        amounts <out >by_bylaw
        fact "SQLite answers alike: $rule" same by_sql by_bylaw
        fact "all of them: $rule" has_lines by_sql 500
    done
fi
: >in

soe=$project/policies/soe_financing.lua
fact "a decision is a table, too" ends 0 table "$soe" guarantee_decision
fact "each of its rows tells why" says out '超过累计担保额上限'
fact "its cliffs are told" ends 0 table "$soe" guarantee_decision --cliffs
fact "with their article" says out '持股比例 33.999999999% → 34%: 决定 禁止 → 允许  第十七条'
fact "what an article bars is a table" ends 0 table "$soe" debtor_bar
fact "with a row for each of its cases" says out '对象为境外企业'
for rule in debtor_bar guarantee_decision bond_decision; do
    fact "boundaries of a decision are worked cases: $rule" ends 0 table "$soe" $rule --cases
    cp out "cases_$rule.lua"
    fact "that hold: $rule" ends 0 test "cases_$rule.lua"
done

industry=$project/policies/industrial_economy.lua
fact "a measure of an award is a table, too" ends 0 table "$industry" revenue_milestone
fact "with the labels of the request" says out '营业收入'
fact "and a verdict beside the sum" says out '符合    1,000,000'
fact "without a rule they are listed" ends 0 table "$industry"
fact "one a line, with label and article" line 5 'loan_interest_discount     重点技术改造项目贷款贴息  二(一)3'
fact "a form needs a rule" refuses 1 "name the rule" table "$industry" --sql
fact "what a measure makes of lists is a fact" ends 0 table "$industry" equipment_upgrade --cliffs
fact "and its cliffs are told" says out \
    '设备投资原值（不含税） 9,999,999.99 → 10,000,000: 金额 0 → 500,000 (+500,000)  二(一)2'
fact "but its boundaries are no requests" refuses 2 "rests on lists" \
    table "$industry" equipment_upgrade --cases

for rule in benchmark_project revenue_milestone internet_application integration_certification \
    innovative_enterprise green_site yield_rating; do
    fact "boundaries of a measure are requests: $rule" ends 0 table "$industry" $rule --cases
    cp out "cases_$rule.lua"
    fact "that the award answers alike: $rule" ends 0 test "cases_$rule.lua"
done
livestream=$project/policies/livestream_commerce.lua
for rule in new_base operating_base wholesale_market training local_producer activity; do
    fact "boundaries of a measure are requests: $rule" ends 0 table "$livestream" $rule --cases
    cp out "cases_$rule.lua"
    fact "that the award answers alike: $rule" ends 0 test "cases_$rule.lua"
    fact "and there are some: $rule" not last_line out "0 passed, 0 failed"
done
fact "an area is cut to the millionth" ends 0 table "$livestream" wholesale_market --cliffs
fact "below its threshold" says out '直播使用面积 999.999999 → 1000: 金额 0 → 30,000 (+30,000)'
fact "ways that lack facts are counted" ends 0 table "$livestream" operating_base
fact "below the table" says out '另有 57 行'
fact "every measure of both notices is a table" ends 0 check "$livestream" "$industry"
fact "so nothing is said of them" not says out "row by row"

# Recognitions by day and year, as requests and as rows.
awk 'BEGIN {
    split("digital_factory ai_cluster green_park unicorn", titles, " ")
    split("national provincial municipal", levels, " ")
    for (i = 1; i <= 400; i++) {
        title = titles[1 + i % 4]; level = levels[1 + i % 3]; new = i % 5 > 0; year = 2021 + i % 3
        day = 18626 + i * 3 % 1100 # 2020-12-30 and on
        print title, level, new, year, day
    }
}' >recognitions
while read -r title level new year day; do
    [ "$new" = 1 ] && new=true || new=false
    printf '{"enterprise_id":"e","award_year":%d,"sector":"manufacturing",' "$year"
    printf '"above_scale":true,"recognitions":[{"title":"%s","level":"%s",' "$title" "$level"
    printf '"is_new":%s,"recognised_on":"%s"}]}\n' "$new" "$(date -u -d "@$((day * 86400))" +%F)"
done <recognitions >in
fact "recognitions are answered" ends 0 call "$industry" award
sed 's/.*"item":"\([a-z_]*\)".*"status":"\([a-z_]*\)","gross":\([0-9]*\).*/\1 \2 \3/' out |
    awk '{ print $1 == "internet_application" ? $2 "|" $3 * 100 : "no_line|0" }' >by_bylaw
: >in
if command -v sqlite3 >found; then
    fact "a measure is SQL" ends 0 table "$industry" internet_application --sql
    {
        echo "CREATE TABLE records (title text, level text, is_new bigint, award_year bigint,"
        echo "  recognised_on bigint, in_district bigint);"
        awk '{ printf "INSERT INTO records VALUES (\x27%s\x27, \x27%s\x27, %d, %d, %d, 1);\n", \
            $1, $2, $3, $4, $5 }' recognitions
        cat out
    } >query.sql
    sqlite3 -list :memory: <query.sql | sed 's/.*|\([a-z_]*|[0-9]*\)$/\1/' >by_sql
    fact "SQLite answers as the award does" same by_sql by_bylaw
    fact "for all recognitions" has_lines by_sql 400
fi

cat >odd.lua <<'LUA'
local notice = bylaw.notice { document = "1", title = "t", issuer = "i",
  issued = date "2021-11-24" }
notice:rule "named" { cite = "一", fields = "name* text", results = "long bool",
  function(f) return #f.name > 3 end }
LUA
fact "a rule without a table ends with 2" ends 2 table odd.lua named
fact "and says why" \
    says err "named has no table: it stays row by row, because it reads the text name"
fact "an unknown rule is answered with the nearest" \
    refuses 1 'there is no rule "upgrad"; did you mean "upgrade"?' table "$notice" upgrad
write_notice n.lua
fact "a notice without rules says so" refuses 1 "n.lua declares no rules" table n.lua double
fact "one form at a time" refuses 1 "one form at a time" table "$notice" upgrade --sql --cases
fact "a notice must be named" refuses 1 "give a notice" table
fact "--help is no trouble" ends 0 table --help
fact "and shows an example" says out "industrial_economy.lua equipment_upgrade --cliffs"

finish

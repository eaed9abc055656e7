#!/bin/sh
# test_report.sh PROGRAM PROJECT - every kind of report is one page that fetches nothing.
. "$2/tests/cli/kit.sh"
vouchers=$2/policies/consumption_vouchers.lua

given '{"order_amount":520}\n'
fact "an answer is taken" ends 0 call "$vouchers" quote --format html
fact "as a page" says out '<!doctype html>'
given ''
fact "a rehearsal is a page with charts" ends 0 rehearse "$vouchers" --from 2021-12-01 \
    --until 2021-12-05 --people 500 --merchants 10 --db season.db --format html
fact "with its rounds" says out "第1轮"
fact "with pictures in it" says out "<svg"
fact "and nothing from elsewhere" not grep -qE '(src|href)=' out
given '{"<b>":1}\n'
fact "what a request brought in" ends 0 call "$vouchers" quote --format html
fact "is text" says out '&lt;b&gt;'
fact "and no markup" not says out '<b>'
firms=$2/policies/industrial_economy.lua
"$bylaw" population "$firms" --rows 300 --seed 7 >firms.csv
fact "a what-if is a page with both worlds" ends 0 whatif "$firms" award --over firms.csv \
    --set equipment_upgrade.rate=8 --format html
fact "measure by measure" says out equipment_upgrade
fact "with bars" says out 'class="more"'
plan=$2/policies/fitness_plan.lua
fact "a plan is a page" ends 0 report "$plan" --db season.db --at 2023-12-31 --format html
fact "with its indicators" says out '<td>f01</td>'
fact "and the state of each" says out '无数据'
finish

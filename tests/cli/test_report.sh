#!/bin/sh
# test_report.sh PROGRAM HOUSE - how plans stand: tables, JSON, CSV and a picture.
# shellcheck source=tests/cli/kit.sh
. "$(dirname "$0")/kit.sh"
fitness=$2/policies/fitness_plan.lua
plan=$2/policies/five_year_plan.lua

# record ID POLICY DAY FIELDS: a value, in the register.
record()
{
    given '{"request_id":"%s","at":"%sT09:00:00+08:00",%s}\n' "$1" "$3" "$4"
    ends 0 call "$2" record --db x.db && says out '"ok":true'
}
report() { ends 0 report "$@" --db x.db --at 2023-12-31; }

fact "a value of the one plan is recorded" \
    record a "$fitness" 2023-01-10 '"id":"f11","value":127,"measured_on":"2022-12-31"'
fact "a plan that recorded nothing is reported" report "$plan"
fact "as one without data" says out "纲要       0         0       0      160           5"
fact "and the register stays as it was" ends 0 audit --db x.db
fact "with one plan in it" says out "holds: 3 entries"
fact "and values of the other" record b "$plan" 2024-02-01 '"id":"h11","year":2023,"value":6.31'
fact "one that is met" record c "$plan" 2024-02-01 '"id":"h19","year":2023,"value":12.2'

fact "a plan is reported" report "$fitness"
fact "under its title, number and day" line 1 \
    "兰山区全民健身实施计划（2021-2025年）  临兰政字〔2021〕102号  2023-12-31"
fact "by chapter" line 2 "  二"
fact "with heads in two languages" says out "编号  指标"
fact "an indicator has its figures, a bar and its state" says out \
    "127     253  126.4134  ██████████  50 %  符合进度    三(一)2"
fact "what was not measured has a dash" says out "-       1                              无数据"
fact "a department that answers for none is not counted" not says out "区财政局"
fact "the others are, by what stands how" says out \
    "区教育和体育局            0         1       0       16           3"
fact "nothing else is said" empty err

fact "two plans have one overview" report "$fitness" "$plan"
fact "with a line each" says out \
    "兰山区全民健身实施计划（2021-2025年）                                    0         1"
fact "that counts 165 of the plan" says out "纲要       1         0       1      158           5"
fact "what nobody answers for is counted too" says out "未列责任部门              1"
fact "a terminal's colours are not in a file" not says out "$(printf '\033')"

fact "indicators may be grouped by department" report "$fitness" --by department
fact "under each that answers" line 2 "  未列责任部门"
fact "by name" says out "  区综合行政执法局"

fact "a report may be JSON" report "$fitness" "$plan" --format json
fact "on one line" has_lines out 1
fact "with the day" says out '{"on": "2023-12-31", "by": "chapter"'
fact "and each indicator" says out '"id": "h11", "name": "每千人拥有职业医生数"'
fact "and the counts" says out \
    '"met": 1, "on_track": 0, "behind": 1, "no_data": 158, "not_judged": 5'

fact "a report may be CSV" report "$fitness" --format csv
fact "with its heads" line 1 \
    "document,group,id,name,departments,attribute,state,standing,actual,target"
fact "a row an indicator" has_lines out 22
fact "with its figures" says out ",f11,行政村健身设施更新,education_sports|development_reform|"
fact "its state, target and citation" says out \
    "on_track,on_track,127,253,126.4134,个,2024-12-31,50,三(一)2"
fact "by department a row for each of them" report "$fitness" --format csv --by department
fact "which are more" not has_lines out 22

fact "a report may be a picture" report "$fitness" "$plan" --format svg
fact "that begins as one" line 1 '<svg xmlns="http://www.w3.org/2000/svg"'
fact "and ends" last_line out "</svg>"
fact "with a bar half full" says out 'width="150" height="12" fill="#1976d2"'

fact "before a value was measured there is none" \
    ends 0 report "$fitness" --db x.db --at 2022-12-30
fact "then nothing is on track" not says out "符合进度  三(一)2"
fact "the plan's year is the last one that is over" ends 0 report "$plan" --db x.db --at 2023-12-30
fact "so 2023 is not judged on its last day but one" not says out "6.31"

fact "a register is named" refuses 1 "name the register with --db FILE" report "$fitness"
fact "and there" refuses 1 "none.db" report "$fitness" --db none.db
fact "a plan is named" refuses 1 "name 1 to 16 plans" report --db x.db
fact "that has indicators" refuses 1 "major_decisions has no indicators" \
    report "$2/policies/major_decisions.lua" --db x.db
fact "a plan that is not there is told" refuses 1 "gone.lua" report gone.lua --db x.db
fact "groups are two" refuses 1 "--by is chapter or department" \
    report "$fitness" --db x.db --by kind
fact "forms are four" refuses 1 "--format is pretty, json, csv or svg" \
    report "$fitness" --db x.db --format pdf
fact "help has an example" ends 0 report --help
fact "with two plans" says out "five_year_plan.lua --db plans.db"
finish

#!/bin/sh
# test_award.sh PROGRAM HOUSE - what-ifs over a whole award: its plan, and its functions row by row.
# shellcheck source=tests/cli/kit.sh
. "$(dirname "$0")/kit.sh"
house=$2
industry=$house/policies/industrial_economy.lua
rows=$house/tests/cli/rows.awk

# A text with an escape is for the path that reads requests, so `slow` has the same rows for it.
mkdir plain slow
make() # SEED ODD
{
    awk -v seed="$1" -v rows=500 -v odd="$2" -f "$rows" >plain/rows.jsonl
    sed '/"unit"/!s/^{/{"unit":"\\u0042",/' plain/rows.jsonl >slow/rows.jsonl
    "$bylaw" population "$industry" --rows 500 --seed "$1" |
        awk -F, -v OFS=, 'NR > 1 && NR % 9 == 0 { $7 = "1.005" } { print }' >plain/rows.csv
    awk -F, -v OFS=, 'NR > 1 { $6 = "\"a\"\"b\"" } { print }' plain/rows.csv >slow/rows.csv
}

# told FOLDER FILE WORDS...: the what-if over the rows of a folder, as `FOLDER/told` has it.
told()
{
    folder=$1 file=$2
    shift 2
    code=0
    (cd "$folder" && "$bylaw" whatif "$industry" award --over "$file" --at 2022-01-01 "$@" \
        --rows 500 --format json >told 2>err) || code=$?
    [ $code -le 2 ] && echo "ends with $code" >>"$folder/told"
}
both() # FILE WORDS...
{
    told slow "$@" --threads 1 && told plain "$@" --threads 3 && same plain/told slow/told &&
        same plain/err slow/err
}
for case in "1 0" "2 9"; do
    # shellcheck disable=SC2086 # a seed and how many are odd
    make $case
    while read -r words; do
        # shellcheck disable=SC2086 # several words
        fact "rows $case: $words" both rows.jsonl $words
    done <<'WORDS'
--set equipment_upgrade.rate=8
--set stacking.scheme=none
--set stacking.scheme=by_section --set stacking.window=lifetime
--set stacking.scheme=by_title --set revenue_milestone.multi_tier=cumulative
--set equipment_upgrade.loan_discount_scope=project --set equipment_upgrade.cap=3000000.01
--set scale_up_entry.district_growth=-1.5 --ceiling 3000000
--set programme.effective_from=2020-06-01 --set green_design_product.per_batch=70000
--set benchmark_project.strategic_min_investment=40000000 --set benchmark_project.min_score=91
--set recognition.not_before=2021-06-01 --set yield_rating.in_force=false
--set programme.first_award_year=2022
--set fund.shortage_rule=prorate --set internet_application.national=1
WORDS
    fact "rows $case of CSV" both rows.csv --set equipment_upgrade.rate=8
    fact "rows $case of CSV, stacked otherwise" both rows.csv --set stacking.scheme=by_section
done

fact "a parameter that no row came to is told by both" both rows.csv --set publicity.working_days=7
printf '{"enterprise_id":"e","award_year":2021,"sector":"park","above_scale":true%s}\n' '' \
    ',"projects":[]' ',"annual_revenue":1' >plain/few.jsonl
sed 's/^{/{"unit":"\\u0042",/' plain/few.jsonl >slow/few.jsonl
for name in revenue_milestone.tier_1.above=2 revenue_milestone.in_force=true \
    equipment_upgrade.rate=8 stacking.scheme=none stacking.window=lifetime \
    programme.effective_from=2022-01-01 scale_up_entry.district_growth=1; do
    fact "also whether a row came to ${name%=*}" both few.jsonl --set $name
done

# More rows wait for the contest than are kept, the best among the first and among the last.
awk 'BEGIN { for (i = 1; i <= 4500; i++) printf "{\"enterprise_id\":\"e%d\",\"award_year\":2021," \
    "\"sector\":\"manufacturing\",\"above_scale\":true,\"yield_rating\":\"a\",\"projects\":[{" \
    "\"project_id\":\"p\",\"technical_upgrade\":true,\"annual_investment\":60000000," \
    "\"benchmark_score\":%s}]}\n", i, (i == 7 ? 99 : i > 4491 ? i / 50 : i % 80) }' >many.jsonl
fact "a contest of many rows is held" ends 0 whatif "$industry" award --over many.jsonl \
    --at 2022-01-01 --set benchmark_project.first.amount=2000000 --rows 3 --format json
fact "the best win" says out \
    '{"item":"benchmark_project","qualified":10,"displaced":0,"gross":3700000,"amount":3700000}'
fact "all others have what else they get" says out '"demand":138700000,'
fact "the money runs out where it did in their order" says out '"exhausted_at_row":1634,'
fact "and the first prize is that of the row" says out \
    '"changed_rows":[{"row":7,"applicant":"e7","baseline":1030000,"reform":2030000'
finish

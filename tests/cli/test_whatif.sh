#!/bin/sh
# test_whatif.sh PROGRAM HOUSE - a population in two worlds: as `simulate` has it, and what changed.
# shellcheck source=tests/cli/kit.sh
. "$(dirname "$0")/kit.sh"
house=$2
industry=$house/policies/industrial_economy.lua
live=$house/policies/livestream_commerce.lua
at="--at 2021-12-03"

# Two firms at the threshold, one fen apart; one waits for the contest; one is refused.
upgrade='"technical_upgrade":true,"formalities_complete":true,"applies_four_new":true'
upgrade=$upgrade',"matches_direction":true'
firm() # ID RATING PROJECT_WITHOUT_ITS_ID
{
    printf '{"enterprise_id":"%s","award_year":2021,"sector":"manufacturing"' "$1"
    printf ',"above_scale":true%s,"projects":[{"project_id":"p-%s",%s}]}\n' "$2" "$1" "$3"
}
{
    firm e1 ',"yield_rating":"a"' "$upgrade,\"equipment_investment\":10000000"
    firm e2 '' "$upgrade,\"equipment_investment\":9999999.99"
    firm e3 '' '"technical_upgrade":true,"annual_investment":50000000,"benchmark_score":91.5'
    echo '{"enterprise_id":"e4","award_year":2021,"sector":"factory","above_scale":true}'
} >firms.jsonl
scenarios='{"name":"baseline"},{"name":"reform","params":{"equipment_upgrade.rate":8}}'
printf '{"rows":[%s],"ceiling":600000,"scenarios":[%s]}\n' "$(paste -sd, firms.jsonl)" \
    "$scenarios" >rows.json

whatif() # CODE WORDS...
{
    code=$1
    shift
    # shellcheck disable=SC2086 # a word and its value
    ends "$code" whatif "$industry" award --over firms.jsonl $at "$@"
}
fact "a population runs in two worlds" \
    whatif 0 --set equipment_upgrade.rate=8 --ceiling 600000 --rows 3
fact "the parameter is named in Chinese, with its article" \
    grep -qE "equipment_upgrade.rate +传统产业转型升级补贴 +二\(一\)2 +5 % +8 %" out
fact "the money asked for" \
    grep -qE "demand +申请金额 +1,530,000.00 +1,830,000.00 +\+300,000.00" out
fact "where it runs out" grep -qE "exhausted at row +资金用尽于第几行 +3 +1 +-2" out
fact "each measure with its article" grep -qE \
    "equipment_upgrade +传统产业转型升级补贴 +二\(一\)2 +1 +1 +500,000.00 +800,000.00 +.300" out
fact "who gains" grep -qE "winners +受益 +1 +\+300,000.00" out
fact "the rest is unchanged" grep -qE "unchanged +不变 +3" out
fact "by how much, as a chart" grep -qE "\+200,000 .. 500,000 +1 +█+" out
fact "and the row itself" \
    grep -qE "1 +e1 +equipment_upgrade .* 500,000.00 +800,000.00 +\+300,000.00" out

fact "as JSON too" whatif 0 --set equipment_upgrade.rate=8 --ceiling 600000 --format json
sed 's/.*"scenarios":\(.*\),"change":.*/\1/' out >ours
cp rows.json in
# shellcheck disable=SC2086 # a word and its value
fact "simulate runs the same" ends 0 call "$industry" simulate $at
sed 's/.*"scenarios":\(.*\),"reasons":.*/\1/' out >theirs
: >in
fact "and says the same, to the byte" same ours theirs
fact "the contest included" says ours \
    '"benchmark_project","qualified":1,"displaced":0,"gross":1000000'
fact "and who was refused" says ours '"bad_rows":[{"row":4,"field":"sector"}]'
fact "as CSV by measure" whatif 0 --set equipment_upgrade.rate=8 --format csv
fact "a line each" says out \
    'equipment_upgrade,"传统产业转型升级补贴","二(一)2",1,1,500000,800000,300000'
fact "or by row" whatif 0 --set equipment_upgrade.rate=8 --format csv --rows 1
fact "with before and after" line 2 '1,"e1",equipment_upgrade,500000,800000,300000'
fact "losers are told as well" whatif 0 --set yield_rating.amount=10000
fact "with what they lose" grep -qE "losers +受损 +1 +-20,000.00" out
fact "the fund is one of the parameters" whatif 0 --set fund.ceiling=500000
fact "that changes who is paid" grep -qE "ceiling +资金上限 +50,000,000.00 +500,000.00" out
fact "a measure that ends is one too" whatif 0 --set yield_rating.in_force=false

fact "a value that no rule read ends with 2" whatif 2 --set green_site.national=1
fact "and no zeros" empty out
fact "it is named" says err "no rule that award came to over these rows read green_site.national"
fact "with what does read it" grep -qE "read by: award \(green_site\); measures" err
fact "also in another function" whatif 2 --set publicity.working_days=7
fact "which is named" says err "read by: publicity_end"
fact "beside others that were read" whatif 2 --set publicity.working_days=7 \
    --set equipment_upgrade.rate=8
fact "what those change is shown" says out "+300,000.00"

wrong() # WORDS_SAID WORDS...
{
    words=$1
    shift
    refuses 1 "$words" whatif "$industry" award --over firms.jsonl "$@"
}
fact "an unknown parameter is answered with the nearest" \
    wrong 'did you mean "equipment_upgrade.rate"?' --set equipment_upgrade.rat=8
fact "a wrong value with its field's words" wrong "expected a percentage such as 5" \
    --set equipment_upgrade.rate=x
fact "one out of bounds" wrong "must be at least 0" --set equipment_upgrade.rate=-1
fact "one that is set twice" wrong "set twice" --set yield_rating.amount=1 \
    --set yield_rating.amount=2
fact "one without a value" wrong "NAME=VALUE" --set yield_rating.amount
fact "a what-if sets something" wrong "needs --over FILE and --set" --rows 3
fact "a ceiling is an amount" wrong "--ceiling x" --ceiling x --set yield_rating.amount=1
fact "formats are three" wrong "pretty, json or csv" --format xml --set yield_rating.amount=1
fact "a function says what an applicant gets" refuses 1 "such as award" \
    whatif "$industry" rank --over firms.jsonl --set yield_rating.amount=1
fact "--help is no trouble" ends 0 whatif --help
fact "and shows an example" says out "--set equipment_upgrade.rate=8"

# Made-up populations: the same result as simulate, whatever the threads.
compare() # POLICY SEED NAME VALUE CEILING
{
    # shellcheck disable=SC2086 # a word and its value
    "$bylaw" population "$1" --rows 400 --seed "$2" >p.csv &&
        ends 0 call "$1" award --over p.csv $at &&
        ends 0 whatif "$1" award --over p.csv --threads 1 $at --set "$3=$4" --ceiling "$5" \
            --format json && cp out w1 &&
        ends 0 whatif "$1" award --over p.csv --threads 4 $at --set "$3=$4" --ceiling "$5" \
            --format json && same out w1 &&
        sed 's/.*"scenarios":\(.*\),"change":.*/\1/' out >ours && rows_of "$1" >in &&
        ends 0 call "$1" simulate $at && : >in &&
        sed 's/.*"scenarios":\(.*\),"reasons":.*/\1/' out >theirs && same ours theirs
}
# The CSV as one request, written by SQLite: a cell is JSON where it is one, else text.
rows_of()
{
    cell="CASE WHEN & = '' THEN NULL WHEN json_valid(&) THEN json(&) ELSE json_quote(&) END"
    columns=$(head -n 1 p.csv | tr , '\n' | sed "s/.*/'&', $cell/" | paste -sd,)
    sqlite3 -batch :memory: <<SQL
.import --csv p.csv p
SELECT '{"rows":[' || group_concat(json_patch('{}', json_object($columns)), ',')
  || '],"ceiling":$ceiling,"scenarios":[{"name":"baseline"},'
  || '{"name":"reform","params":{"$name":$value}}]}' FROM p;
SQL
}
name=equipment_upgrade.rate value=8 ceiling=20000000
for seed in 1 2 3; do
    fact "industry, seed $seed, is as simulate says" compare "$industry" $seed $name $value $ceiling
done
name=local_producer.amount_per_step value=30000 ceiling=3000000
for seed in 1 2 3; do
    fact "live streams, seed $seed, too" compare "$live" $seed $name $value $ceiling
done

# What a row may not say, as for simulate, and how losses are shown.
{
    firm e1 ',"yield_rating":"a","at":"2021-12-03T10:00:00+08:00"' ''
    firm e2 ',"yield_rating":"a","params":{}' ''
    firm e3 ',"yield_rating":"a","at":null,"x":1' ''
    firm e4 ',"yield_rating":"a"' '"technical_upgrade":true'
} | sed 's/,"projects":\[{"project_id":"p-e[123]",}\]//' >odd.jsonl
printf '{"rows":[%s],"scenarios":[{"name":"baseline"},%s]}\n' "$(paste -sd, odd.jsonl)" \
    '{"name":"reform","params":{"yield_rating.amount":10000}}' >in
# shellcheck disable=SC2086 # a word and its value
fact "simulate takes no moment and no values in a row" ends 0 call "$industry" simulate $at
sed 's/.*"scenarios":\(.*\),"reasons":.*/\1/' out >theirs
: >in
odd() # WORDS...
{
    # shellcheck disable=SC2086 # a word and its value
    ends 0 whatif "$industry" award --over odd.jsonl $at --set yield_rating.amount=10000 "$@"
}
fact "nor does a what-if" odd --format json
sed 's/.*"scenarios":\(.*\),"change":.*/\1/' out >ours
fact "it refuses the same rows" same ours theirs
fact "by their fields" says ours \
    '[{"row":1,"field":"at"},{"row":2,"field":"params"},{"row":3,"field":"at"}]'
fact "for people too" odd
fact "a loss is a band of numbers below nothing, the smaller first" \
    grep -qE "^ +-50,000 \.\. -10,000 +1 +(█)+$" out
fact "and the last one ends at nothing" grep -qE "^ +-1,000 \.\. 0 +0$" out
fact "no band has a nothing with a sign" not says out "-0"
printf '%s\n' '{"enterprise_id":"e","award_year":2021,"sector":"manufacturing","above_scale":true,
"first_inclusion_year":2020,"output_value":200000000,"prior_output_value":100000000}' |
    paste -sd '' >firms.jsonl
fact "a percentage that the notice leaves open" whatif 0 --set scale_up_entry.district_growth=3
fact "is shown by a dash alone" \
    grep -qE "scale_up_entry.district_growth +全区平均增幅 +二\(二\)1 +- +3 %" out
fact "a ceiling below nothing is wrong use" wrong "--ceiling -1" --ceiling -1 \
    --set yield_rating.amount=1
fact "so is one a fen below" wrong "--ceiling -0.01" --ceiling -0.01 --set yield_rating.amount=1
finish

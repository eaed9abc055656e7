#!/bin/sh
# test_rehearse.sh PROGRAM PROJECT - a season repeats from its seed, its register stands an audit,
# and what it should refuse it does.
bylaw=$1
notice=$2/policies/consumption_vouchers.lua
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
export TMPDIR="$place"
passed=0
failed=0

# held CODE SENTENCE: the command before ended with 0.
held()
{
    if [ "$1" -eq 0 ]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        printf 'FAILED: %s\n' "$2"
        sed 's/^/ | /' "$place/err" 2>/dev/null || :
    fi
}

# ends CODE ARGUMENTS: the program ends with that code; what it said is in out and err.
ends()
{
    wanted=$1
    shift
    "$bylaw" "$@" >"$place/out" 2>"$place/err"
    [ $? -eq "$wanted" ]
}

# season SEED NAME: keeps NAME.db, NAME.out, NAME.err.
season()
{
    "$bylaw" rehearse "$notice" --from 2021-12-01 --until 2022-01-05 --people 2000 --merchants 20 \
        --seed "$1" --db "$place/$2.db" >"$place/$2.out" 2>"$place/$2.err"
}

# days CODE OPTIONS: a few days of a small crowd end with that code.
days()
{
    code=$1
    shift
    ends "$code" rehearse "$notice" --people 50 --merchants 5 "$@"
}

says() { grep -qF -- "$1" "$place/$2"; }
same() { cmp -s "$place/$1" "$place/$2"; }
head_of() { "$bylaw" audit --db "$place/$1.db" | sed 's/.*; head //'; }

season 1 one
held $? "a season is rehearsed"
season 1 two
held $? "and once more"
season 2 other
held $? "and from another seed"
same one.out two.out
held $? "one seed prints the same bytes"
[ "$(head_of one)" = "$(head_of two)" ]
held $? "one seed makes the same register"
! same one.out other.out
held $? "another seed prints others"
[ "$(head_of one)" != "$(head_of other)" ]
held $? "another seed makes another register"
ends 0 audit --db "$place/one.db"
held $? "the register stands an audit"
says "head $(head_of one)" one.out
held $? "the head of the log is the one that the audit finds"
! grep -qF -e "$place" -e "took" "$place/one.out"
held $? "the report has no path and no time of its own in it"
says "took" one.err
held $? "how long it took is told beside it"
! grep -q "$(printf '\033')" "$place/one.out"
held $? "a report that goes to no terminal is plain"
says "made up" one.out
held $? "the report says that the merchants are made up"
says "临兰政办发〔2021〕24号" one.out
held $? "the report has the notice's number"

days 0 --from 2021-12-01 --until 2021-12-04 --db "$place/shared.db"
held $? "a register has room for a rehearsal"
cp "$notice" "$place/second.lua"
ends 0 rehearse "$place/second.lua" --people 50 --merchants 5 --from 2021-12-01 \
    --until 2021-12-04 --db "$place/shared.db"
held $? "and for one of another notice that asks the same"
! says "request_id_reused" out
held $? "which gets answers of its own"

days 1 --from 2021-12-01 --until 2021-12-04 --db "$place/one.db"
held $? "a register with events of the notice is refused"
says "already has events of consumption_vouchers" err
held $? "with words"
[ "$(head_of one)" = "$(head_of two)" ]
held $? "and is left as it was"
days 1 --from 2021-12-01
held $? "a time without an end is refused"
days 1 --from 2021-12-02 --until 2021-12-01
held $? "an end before the start is refused"
days 1 --from 2021-12-01 --until 2021-12-04 --people 0
held $? "a crowd of nobody is refused"
days 1 --from 2021-12-01 --until 2021-12-04 --format xml
held $? "an unknown format is refused"
ends 1 rehearse "$place/none.lua" --from 2021-12-01 --until 2021-12-04
held $? "a notice that isn't there is refused"
ends 0 rehearse --help && says "bylaw rehearse policies/" out
held $? "help has an example"

days 0 --from 2021-12-08 --until 2021-12-09 && says "skipped: due before" out
held $? "jobs due before the start are skipped with a word"
says "$place/bylaw-rehearsal-" err
held $? "a register of its own is named"
ends 0 audit --db "$(echo "$place"/bylaw-rehearsal-??????)"
held $? "and kept"
days 0 --from 2021-12-01 --until 2021-12-11 --format json && says '"holds": true' out
held $? "the same report comes as one object"

# both NAME: all notices of the project together.
both()
{
    "$bylaw" rehearse "$2/policies" --from 2021-03-01 --until 2022-03-01 --people 500 \
        --merchants 10 --db "$place/$1.db" >"$place/$1.out" 2>"$place/$1.err"
}
both all "$2"
held $? "a year of all notices is rehearsed together"
both again "$2"
same all.out again.out
held $? "with the same bytes each time"
[ "$(head_of all)" = "$(head_of again)" ]
held $? "and the same register"
says "duties  done, the last of 250" all.out
held $? "working days have their duties looked at, days of rest do not"
"$bylaw" rehearse "$notice" --from 2021-03-01 --until 2022-03-01 --people 500 --merchants 10 \
    >"$place/alone.out" 2>"$place/err"
grep -A30 "^Requests" "$place/alone.out" >"$place/alone"
grep -A30 "^Requests" "$place/all.out" | head -31 >"$place/among"
same alone among
held $? "a notice does among others what it does alone"
ends 0 rehearse "$2/policies" --people 50 --merchants 5 --from 2021-12-01 --until 2021-12-03 \
    --format json && says '"policy": "major_decisions"' out
held $? "several notices are a list of objects"

# A crowd large enough not to be through before the signal comes.
"$bylaw" rehearse "$notice" --from 2021-12-01 --until 2022-01-05 --people 60000 \
    --db "$place/cut.db" >"$place/out" 2>"$place/err" &
sleep 2
kill -INT $!
wait $!
[ $? -eq 130 ]
held $? "Ctrl-C ends it with 130"
says "holds everything up to then" err
held $? "and it says how far it came"
ends 0 audit --db "$place/cut.db"
held $? "what was done by then stands an audit"

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]

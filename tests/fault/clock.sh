#!/bin/sh
# clock.sh PROGRAM WALL_CLOCK - the wall clock of a living runner is set forward over moments that
# are due and back behind moments that are done; each happens once, as its job says, and the log
# says how. WALL_CLOCK is the shared object of wall_clock.c. Prints `N passed, N failed`.
set -u
shim=$(readlink -f "$2")
# shellcheck source=tests/cli/kit.sh
. "$(dirname "$0")/../cli/kit.sh"
runner=
trap '[ -z "$runner" ] || kill -9 "$runner"; rm -rf "$place"' EXIT

cat >n.lua <<'LUA'
local notice = bylaw.notice { document = "1", title = "t", issuer = "i",
  issued = date "2021-11-24" }
local stores = notice:roster "stores"
local fields = { fields = "id* id", answers = "id",
  rules = { { "new", "一", "known", "is in already",
    function(q) return stores:find(q.id) == nil, q.id end } },
  act = function(q) stores:join(q.at, q.id, "x", {}) return { id = q.id } end }
notice:changes "join" (fields)
notice:changes "stumble" { fields = "id* id", answers = "id",
  act = function(q)
    if not stores:find "open" then error "closed" end
    stores:join(q.at, q.id, "x", {})
    return { id = q.id }
  end }
local function by(letter)
  return function(due) return { id = letter .. tostring(due) } end
end
notice:schedule {
  { "all", "every hour", "join", by "a", cite = "一", missed = "all" },
  { "once", "every hour", "join", by "o", cite = "一", missed = "once" },
  { "skip", "every hour", "join", by "s", cite = "一", missed = "skip" },
  { "frail", "on 2021-12-31 at 15:00", "stumble", { id = "frail" }, cite = "一" },
}
LUA

# at TIME: the runner's clock is set to that time of 2021-12-31, or of a day that is named.
at()
{
    echo $(($(date -d "${2:-2021-12-31} $1 +0800" +%s) - $(date +%s))) >next
    mv next step
}

start()
{
    WALL_CLOCK=$place/step LD_PRELOAD=$shim "$bylaw" run n.lua --db x.db --socket s 2>>log &
    runner=$!
}

sql() { sqlite3 x.db "$1"; }
jobs() { grep -c 'event=job .*outcome=\(done\|skipped\|refused\)' log; }

# awaits COUNT: so many moments have been told of, within ten seconds.
awaits()
{
    tries=0
    until [ "$(jobs)" -ge "$1" ]; do
        [ $((tries += 1)) -le 200 ] || return 1
        sleep 0.05
    done
}

# Two looks at the clock later there are as many as before.
stays_at()
{
    sleep 2.2
    [ "$(jobs)" -eq "$1" ]
}

# told JOB TIME WORDS: the log has the moment of 2021-12-31, once, with these words.
told()
{
    [ "$(grep -c "job=$1 due=2021-12-31T$2:00+08:00 outcome=[drs]" log)" -eq 1 ] &&
        grep -q "job=$1 due=2021-12-31T$2:00+08:00 outcome=$3\$" log
}

joins()
{
    printf '{"request_id":"%s","id":"%s"}\n' "$1" "$1" | "$bylaw" call n join --to s >answer
    grep -q '"ok":true' answer
}

: >log
at 09:59:59
start
fact "what is due comes in its time" awaits 3
for job in all once skip; do
    fact "$job: as ever" told $job 10:00 "done"
done

at 14:30:00
fact "the clock is set forward over four moments" awaits 9
for hour in 11 12 13 14; do
    fact "all of them are made up where the job says so" \
        told all $hour:00 "done missed=all moments=1"
done
fact "once for all of them" told once 14:00 "done missed=once moments=4"
fact "or not at all" told skip 14:00 "skipped missed=skip moments=4"

at 09:59:59
fact "set back behind moments that are done, it does none again" stays_at 9
fact "and who asks is answered" joins x

at 14:59:59
fact "what was to come comes in its time" awaits 12
for job in all once skip; do
    fact "$job: once" told $job 15:00 "done"
done
fact "what failed then" grep -q 'job=frail .*outcome=failed words="n.lua:11: closed"' log
at 14:59:58
fact "a clock set back by seconds passes the hour again, and nothing comes of it" stays_at 12

kill -9 "$runner"
wait "$runner" 2>err
at 12:00:00
start
fact "nor in a runner that starts on a clock that was set back" stays_at 12
at 17:30:00
fact "which makes up what it then misses" awaits 16
fact "as its jobs" told all 16:00 "done missed=all moments=1"
fact "say" told all 17:00 "done missed=all moments=1"
fact "each" told once 17:00 "done missed=once moments=2"
fact "in its way" told skip 17:00 "skipped missed=skip moments=2"

at 15:30:00
joins open
fact "what failed is tried again soon after the clock is set back" awaits 17
fact "and done" told frail 15:00 "done missed=once moments=1"

at 23:59:59
fact "a year ends" awaits 27
sleep 1
at 00:30:00 2021-12-31
fact "and begins once more for who set the clock back to it" stays_at 27
fact "without another word" [ "$(grep -c outcome=refused log)" -eq 0 ]
fact "no moment was noted twice" \
    [ "$(sql "SELECT count(*) FROM (SELECT subject, facts ->> '\$.due' FROM entry WHERE
        kind = 'job noted' AND facts ->> '\$.outcome' <> 'failed'
        GROUP BY 1, 2 HAVING count(*) > 1)")" -eq 0 ]
fact "each that was owed is settled" \
    [ "$(sql "SELECT group_concat(total) FROM (SELECT sum(facts ->> '\$.count') total FROM entry
        WHERE kind = 'job noted' AND facts ->> '\$.outcome' <> 'failed' AND subject <> 'frail'
        GROUP BY subject)")" = 15,15,15 ]
kill "$runner"
code=0
wait "$runner" || code=$?
runner=
fact "the runner ends well" [ $code -eq 0 ]
audits() { "$bylaw" audit --db x.db >report; }
fact "the register stands an audit" audits
finish

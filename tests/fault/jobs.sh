#!/bin/sh
# jobs.sh PROGRAM KILLS [SEED] - a runner is killed again and again while jobs fall due, on a clock
# that goes on meanwhile; in the end each moment has happened once, and none is missing.
#
# Two jobs put a member on a list for each of their moments, one by the clock, one after events; a
# third may only be done once for all it missed. Prints `N passed, N failed`.
set -u
kills=$2 seed=${3:-$$}
# shellcheck source=tests/cli/kit.sh
. "$(dirname "$0")/../cli/kit.sh"
runner=
trap '[ -z "$runner" ] || kill -9 "$runner"; rm -rf "$place"' EXIT

sql() { sqlite3 x.db "$1"; }

cat >n.lua <<'LUA'
local notice = bylaw.notice { document = "1", title = "t", issuer = "i",
  issued = date "2021-11-24" }
local stores = notice:roster "stores"
local chronicle = notice:chronicle()
notice:changes "join" {
  fields = "id* id", answers = "id",
  rules = { { "new", "一", "known", "is in already",
    function(q) return stores:find(q.id) == nil, q.id end } },
  act = function(q)
    stores:join(q.at, q.id, "x", {})
    chronicle:record(q.at, "store", q.id, string.sub(q.id, 1, 1), {})
    return { id = q.id }
  end,
}
notice:schedule {
  { "clock", "every minute", "join", function(due) return { id = "c" .. tostring(due) } end,
    cite = "一", missed = "all" },
  { "event", "2 hours after c", "join", function(_, event) return { id = "e" .. event.id } end,
    cite = "一", missed = "all" },
  { "once", "every minute", "join", function(due) return { id = "o" .. tostring(due) } end,
    cite = "一" },
}
LUA

speed=60000
from=1640966400 # 2022-01-01T00:00:00+08:00
began=$(date +%s%N)

# Seconds since 1970 on the clock of the test.
now() { echo $((from + ($(date +%s%N) - began) * speed / 1000000000)); }
start()
{
    "$bylaw" run n.lua --db x.db --at "$(date -u -d "@$(now)" +%Y-%m-%dT%H:%M:%SZ)" \
        --speed $speed 2>>log &
    runner=$!
}

awk -v seed="$seed" -v n="$kills" \
    'BEGIN { srand(seed); for (i = 0; i < n; i++) printf "%.3f\n", rand() * 0.08 }' >pauses
while read -r pause; do
    start
    sleep "$pause"
    kill -9 "$runner" && wait "$runner" 2>>errors
done <pauses

# The last one lives until all that fell due before it is done.
end=$(now)
start
tries=0
until [ "$(sql "SELECT through / 1000000000 FROM job WHERE name = 'clock'")" -ge "$end" ] ||
    [ $((tries += 1)) -ge 600 ]; do
    sleep 0.1
done
kill "$runner"
code=0
wait "$runner" || code=$?
runner=
fact "the last runner ends well" [ $code -eq 0 ]

audits() { "$bylaw" audit --db x.db >report; }
since=$(sql "SELECT since FROM job WHERE name = 'clock'")
through=$(sql "SELECT through FROM job WHERE name = 'clock'")
minute=60000000000
owed=$((through / minute - since / minute))
fact "there was something to do" [ $owed -gt "$kills" ]
fact "each minute happened" \
    [ "$(sql "SELECT count(*) FROM member WHERE id LIKE 'c%'")" -eq $owed ]
fact "each event was followed, but for those that are not due" \
    [ $(($(sql "SELECT count(*) FROM member WHERE id LIKE 'ec%'") + \
        $(sql "SELECT count(*) FROM awaited"))) -eq $owed ]
fact "no moment was tried again after it was done" \
    [ "$(sql "SELECT count(*) FROM entry WHERE kind = 'job noted' AND
        facts ->> '\$.outcome' <> 'done'")" -eq 0 ]
fact "no moment was noted twice" \
    [ "$(sql "SELECT count(*) FROM (SELECT subject, facts ->> '\$.due', facts ->> '\$.event' FROM
        entry WHERE kind = 'job noted' GROUP BY 1, 2, 3 HAVING count(*) > 1)")" -eq 0 ]
fact "what is made up once settles what it stands for" \
    [ "$(sql "SELECT sum(facts ->> '\$.count') FROM entry WHERE kind = 'job noted' AND
        subject = 'once'")" -eq \
      $(($(sql "SELECT through FROM job WHERE name = 'once'") / minute - since / minute)) ]
fact "the register stands an audit" audits
echo "$kills kills, $owed minutes, $(wc -l <log) lines of log, seed $seed" >&2
finish

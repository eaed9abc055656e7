#!/bin/sh
# test_run_events.sh PROGRAM PROJECT PLUGINS - what is recorded goes to places as it happens, in
# order and without a gap, and a place that fails keeps nobody from anything.
shipped=$(dirname "$1")/plugins
in_c=$3
# shellcheck source=tests/cli/kit.sh
. "$2/tests/cli/kit.sh"
trap 'stop_all; rm -rf "$place"' EXIT
export BYLAW_PLUGINS="$shipped:$in_c:$place/own"
runner=

stop_all() { [ -z "$runner" ] || kill -9 "$runner" 2>err; }

# starts WORDS...: a runner in the background, whose log is in `log`; true when it is ready.
starts()
{
    : >log
    "$bylaw" run n.lua --db x.db --socket s "$@" 2>log &
    runner=$!
    awaits says log "event=ready"
}

# awaits COMMAND...: it holds within ten seconds.
awaits()
{
    tries=0
    until "$@"; do
        [ $((tries += 1)) -le 200 ] || return 1
        sleep 0.05
    done
}

ended() # SIGNAL
{
    kill "-$1" "$runner" 2>err
    code=0
    wait "$runner" 2>err || code=$?
    runner=
}

# joins FROM TO: so many members by as many requests, each answered with yes.
joins()
{
    seq "$1" "$2" | sed 's/.*/{"request_id":"r&","id":"m&"}/' >in
    ends 0 call n join --to s && has_lines out $(($2 - $1 + 1)) && not says out '"ok":false'
}

# The numbers of all events of the register, and those that a place has.
recorded() { sqlite3 x.db "SELECT seq FROM entry WHERE book <> 0 ORDER BY seq" 2>err; }
has_all() # FILE
{
    tail -n +2 "$1" 2>err | cut -d\" -f2 >has
    recorded >wanted && cmp -s has wanted
}

write_notice n.lua
fact "a runner hands events on to two places" \
    starts --events csv-outbox:one.csv --events counter:numbers
fact "while it is asked" joins 1 20
fact "they go out as they happen" awaits has_all one.csv
fact "each place has them" awaits sh -c 'cut -d" " -f1 numbers | cmp -s - wanted'
fact "another process writes" ends 0 call n.lua join --db x.db
given '{"request_id":"a","id":"a"}\n'
fact "and what it recorded" ends 0 call n.lua join --db x.db
fact "goes out as well" awaits has_all one.csv
fact "a place has one writer" \
    refuses 1 "one.csv is being written by another program" events csv-outbox:one.csv --db x.db
joins 21 30
ended TERM
fact "what was answered before the end" [ "$code" = 0 ]
fact "has gone out by then" has_all one.csv
fact "which is told" says log "event=events place=csv-outbox:one.csv outcome=ended passed="

starts --events csv-outbox:one.csv
fact "behind a crash" joins 31 1030
ended KILL
fact "the next runner" starts --events csv-outbox:one.csv
fact "goes on without a gap and without a double" awaits has_all one.csv
ended TERM

fact "a place that is not there" starts --events csv-outbox:later/two.csv
fact "is told" awaits says log "event=events place=csv-outbox:later/two.csv outcome=failed"
fact "with its words" says log "can't open later/two.csv: No such file or directory"
fact "and tried again" awaits says log "tries=2"
fact "while others are answered" joins 1031 1040
mkdir later
fact "once it is there it gets everything" awaits has_all later/two.csv
fact "which is told" says log "outcome=resumed tries=2"
ended TERM

mkdir -p own/frail
cat >own/frail/init.lua <<'LUA'
local plugin = ...
plugin.interface = 1
plugin.about = "fails"
plugin.events = function() error "the office is closed" end
LUA
fact "a plugin that fails" starts --events frail:three --events csv-outbox:one.csv
fact "is told" awaits says log "the office is closed"
fact "while others are answered" joins 1041 1050
fact "and other places get theirs" awaits has_all one.csv
cat >own/frail/init.lua <<'LUA'
local plugin = ...
plugin.interface = 1
plugin.about = "mended"
plugin.events = function(list)
  local lines = {}
  for i, event in ipairs(list) do lines[i] = "x\"" .. event.number .. "\"\n" end
  return table.concat(lines)
end
LUA
numbers_of() { cut -d\" -f2 "$1" >has 2>err; recorded >wanted && cmp -s has wanted; }
fact "it goes on once it is mended" awaits numbers_of three
ended TERM

if [ -w /dev/full ]; then
    ln -s /dev/full full
    fact "a place that is full" starts --events counter:full
    fact "is told" awaits says log "place=counter:full outcome=failed"
    fact "with what the plugin says" says log "counter: the file is full"
    fact "while others are answered" joins 1051 1060
    ended TERM
    fact "and the runner ends in time" [ "$code" = 0 ]
fi
mkfifo stuck
fact "a place that never comes back" starts --events counter:stuck
fact "keeps nobody waiting" joins 1061 1070
fact "nor the end" ended TERM
fact "which is in time" [ "$code" = 0 ]
fact "and says what it left" says log "event=events_left words=counter:stuck"
fact "the register stands an audit" ends 0 audit --db x.db

: >in
fact "a plugin that is not there is refused at once" refuses 1 'did you mean \"csv-outbox\"' \
    run n.lua --db x.db --events csv-outbx:x
fact "and one that events do not go to" refuses 1 "no plugin that events go to" \
    run n.lua --db x.db --events report:x
fact "and what is no place" refuses 1 "is not PLUGIN:PLACE" run n.lua --db x.db --events report
finish

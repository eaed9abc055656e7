#!/bin/sh
# test_run.sh PROGRAM PROJECT - notices that live: jobs in time, clients at a socket, signals.
# shellcheck source=tests/cli/kit.sh
. "$2/tests/cli/kit.sh"
trap 'stop_all; rm -rf "$place"' EXIT
runner=
port=$((10000 + $$ % 20000)) # another run's is another one

stop_all() { [ -z "$runner" ] || kill -9 "$runner" 2>err; }

# starts WORDS...: a runner in the background, whose log is in `log`; true when it is ready.
starts()
{
    : >log
    "$bylaw" run "$@" 2>log &
    runner=$!
    awaits log "event=ready"
}

# awaits FILE WORDS: they come within ten seconds.
awaits()
{
    tries=0
    until says "$1" "$2"; do
        [ $((tries += 1)) -le 200 ] || return 1
        sleep 0.05
    done
}

# stopped SIGNAL CODE: the runner ends with that code after the signal.
stopped()
{
    kill "-$1" "$runner"
    code=0
    wait "$runner" || code=$?
    runner=
    [ $code -eq "$2" ]
}

# stops_within SECONDS: the runner ends in time after a SIGTERM.
stops_within()
{
    began=$(date +%s)
    stopped TERM 0 && [ $(($(date +%s) - began)) -le "$1" ]
}

# count_done REGISTER: how many moments of jobs are noted as done.
count_done()
{
    sqlite3 "$1" "SELECT count(*) FROM entry
        WHERE kind = 'job noted' AND facts LIKE '%\"outcome\":\"done\"%'"
}

mkdir notices
write_notice notices/small.lua
cat >>notices/small.lua <<'LUA'
notice:schedule {
  { "count", "every 10 minutes", "join", function(due) return { id = tostring(due) } end,
    cite = "一", missed = "all" },
}
LUA
cat >notices/bad.lua <<'LUA'
local notice = bylaw.notice { document = "2", title = "t", issuer = "i",
  issued = date "2021-11-24" }
local function loop() while true do end end
notice:changes "spin" { fields = "", answers = "", act = loop }
notice:changes "grow" { fields = "", answers = "", act = function()
  local all = {}
  while true do all[#all + 1] = string.rep("x", 100000) .. #all end
end }
notice:changes "need" { fields = "id* id", answers = "", act = loop }
notice:changes "fall" { fields = "", answers = "", act = function() error "no" end }
notice:schedule {
  { "spin", "every 10 minutes", "spin", {}, cite = "一" },
  { "grow", "every 10 minutes", "grow", {}, cite = "一" },
  { "fall", "every 10 minutes", "fall", {}, cite = "一" },
  { "need", "every 10 minutes", "need", {}, cite = "一" },
}
LUA
echo 'local notice = bylaw.notice {' >notices/broken.lua

fact "a runner starts, whatever is wrong with one script" \
    starts notices --db x.db --socket s --port "$port" --at 2021-12-31T22:00:00+08:00 --speed 600
fact "and says which one it is" says log "event=not_loaded path=notices/broken.lua"
given '{"request_id":"a","id":"S1"}\n{"request_id":"a","id":"S1"}\n{"id":"S1"}\n'
fact "a client asks as with call" ends 0 call notices/small.lua join --to s
fact "and has an answer a line" has_lines out 3
fact "in order" line 1 '"ok":true,"id":"S1"'
fact "a request_id has one answer" [ "$(sed -n 1p out)" = "$(sed -n 2p out)" ]
fact "and what the notice refuses is refused" line 3 '"code":"known"'
given '{"amount":2}'
fact "the notice's name will do, and TCP" ends 0 call small double --to "127.0.0.1:$port"
fact "with the answer of call" line 1 '"amount":4'
# talk LINES: says what is in `in` to the port, and takes so many answers.
talk()
{
    bash -c 'exec 3<>"/dev/tcp/127.0.0.1/$1"; cat >&3; timeout 10 head -n "$2" <&3' - "$port" \
        "$1" <in >out
}
given ' { "call" :\t"small.double" , "amount":4 }\n{"call":"small.double"} x\n'
fact "a client may put blanks where JSON has them" talk 2
fact "and is answered" line 1 '"amount":8'
fact "but nothing behind the end" line 2 '"code":"bad_input"'
given '{"id":"S1"}'
fact "what only reads sees it" ends 0 call small store --to s
fact "as it is" line 1 '"active":true'
given '{}'
fact "an unknown function is told with its nearest" \
    refuses 1 'did you mean "join"' call small jion --to s
fact "an unknown notice as well" refuses 1 'no notice "smal" is running' call smal join --to s
fact "--to and --db do not go together" refuses 1 "--to asks a runner" call small join --to s --db x
fact "where nobody is, that is said" refuses 1 "nobody answers at none" call small join --to none
head -c 1100000 /dev/zero | tr '\0' 'x' >in
printf '\n{"amount":3}\nno json\n' >>in
fact "a line that is too long is refused, and the next one answered" \
    ends 0 call small double --to s
fact "each with its line" has_lines out 3
fact "the long one" line 1 '"code":"bad_input"'
fact "the next one" line 2 '"amount":6'
fact "and one that is no JSON" line 3 '"code":"bad_input"'
: >in
fact "a second runner on the register is refused" \
    refuses 1 "x.db: another runner has it" run notices --db x.db
fact "in lines of a log alone" [ "$(cut -c 1-3 err | sort -u)" = at= ]
fact "the first is not disturbed" [ -S s ]
awaits log "due=2021-12-31T22:30:00+08:00" || :
fact "jobs happen in their time" \
    says log "notice=small job=count due=2021-12-31T22:10:00+08:00 outcome=done"
fact "an endless loop is stopped and told" \
    says log 'job=spin due=2021-12-31T22:10:00+08:00 outcome=failed'
fact "hunger for memory too" \
    says log 'job=grow due=2021-12-31T22:10:00+08:00 outcome=failed'
fact "and an error" \
    says log 'job=fall due=2021-12-31T22:10:00+08:00 outcome=failed'
fact "what is refused is told with its reason" \
    says log 'outcome=refused code=bad_input words="id is missing"'
fact "they are tried again" says log "tries=2"
fact "beside them others go on" \
    says log "notice=small job=count due=2021-12-31T22:30:00+08:00 outcome=done"

sed -i 's/q.amount \* 2/q.amount * 3/' notices/small.lua
write_notice notices/broken.lua
fact "scripts are read anew after SIGHUP" kill -HUP "$runner"
fact "with those that were broken" awaits log "event=loaded path=notices/broken.lua"
given '{"amount":2}'
fact "and the changed one" ends 0 call small double --to s
fact "answers by the new script" line 1 '"amount":6'
echo 'local x = ' >notices/small.lua
kill -HUP "$runner"
fact "one that breaks" awaits log "event=kept path=notices/small.lua"
fact "leaves the old one" ends 0 call small double --to s
fact "to answer" line 1 '"amount":6'
rm notices/broken.lua
kill -HUP "$runner"
fact "a script that is gone" awaits log "event=removed path=notices/broken.lua"
: >in
fact "goes" refuses 1 'no notice "broken" is running' call broken double --to s
: >in
fact "the register can be read meanwhile" ends 0 status --db x.db
fact "its status names the job and its moments" says out "count  every 10 minutes"
fact "and what failed" says out "failed: notices/bad.lua:3"
fact "as JSON too" ends 0 status --db x.db --format json
fact "with the next moment" says out '"next": "202'
mkdir notices/moved
write_notice notices/wander.lua
kill -HUP "$runner"
awaits log "event=loaded path=notices/wander.lua" || :
mv notices/wander.lua notices/moved/
kill -HUP "$runner"
fact "a script that moved" awaits log "event=loaded path=notices/moved/wander.lua"
given '{"amount":2}'
fact "is there at once" ends 0 call wander double --to s
for n in $(seq 257); do echo >"notices/n$n.lua"; done
kill -HUP "$runner"
fact "more notices than there is room for" awaits log "event=not_reloaded"
fact "leave it all as it was" ends 0 call wander double --to s
rm -r notices/n*.lua notices/moved
fact "SIGTERM ends it" stopped TERM 0
fact "with a word" says log "event=ended"
fact "and takes its socket away" [ ! -e s ]
fact "the register stands an audit" ends 0 audit --db x.db

write_notice notices/small.lua
cat >>notices/small.lua <<'LUA'
notice:schedule {
  { "count", "every 10 minutes", "join", function(due) return { id = tostring(due) } end,
    cite = "一", missed = "all" },
  { "skips", "every hour", cite = "一", missed = "skip" },
}
LUA
rm notices/bad.lua
first=$(sqlite3 x.db "SELECT count(*) FROM member")
fact "after days without a runner one starts" \
    starts notices --db x.db --socket s --at 2022-01-02T22:05:00+08:00
awaits log "due=2022-01-02T22:00:00+08:00 outcome=done missed=all" || :
fact "what was missed is made up for, all of it where the job says so" \
    [ "$(sqlite3 x.db "SELECT count(DISTINCT id) FROM member")" -gt $((first + 250)) ]
fact "and each of it once" not says log "outcome=refused"
kill -9 "$runner"
wait "$runner" 2>err
fact "what a killed runner leaves does not stop the next one" \
    starts notices --db x.db --socket s --at 2022-01-03T22:05:00+08:00
awaits log "job=skips" || :
fact "what was missed is skipped where the job says so" \
    says log "job=skips due=2022-01-03T22:00:00+08:00 outcome=skipped missed=skip moments=24"
fact "SIGINT ends it too" stopped INT 0

# A slow notice: each answer takes nearly all the steps that it may.
cat >slow.lua <<'LUA'
local notice = bylaw.notice { document = "3", title = "t", issuer = "i",
  issued = date "2021-11-24" }
local function work()
  local list = {}
  for i = 1, 4300 do table.insert(list, 1, i) end
  return {}
end
notice:changes "work" { fields = "", answers = "", act = work }
notice:pure "think" { fields = "", answers = "", act = work }
notice:schedule { { "work", "every minute", "work", {}, cite = "一", missed = "all" } }
LUA
starts slow.lua --db slow.db --at 2022-01-01
stopped TERM 0
fact "slow jobs that were missed are made up for" \
    starts slow.lua --db slow.db --socket s --at 2022-01-10
awaits log "event=job"
given '{}\n'
fact "clients are answered between them" timeout 5 "$bylaw" call slow think --to s <in >out
fact "and SIGTERM is heard" stops_within 5
fact "what was told of them is all there" \
    [ "$(grep -c outcome=done log)" -eq "$(count_done slow.db)" ]
starts slow.lua --db none.db --socket s
yes '{}' | head -n 3000 >in
"$bylaw" call slow think --to s <in >out 2>err &
asked=$!
awaits out '"ok":true'
fact "nor do slow answers that are asked for keep a runner from its end" stops_within 5
wait $asked

# A register that can't grow: a transaction fails, and what it did is not told.
starts notices --db full.db --at 2022-01-02
stopped TERM 0
(
    trap '' XFSZ
    ulimit -f 1200
    exec timeout 60 "$bylaw" run notices --db full.db --at 2022-02-02 2>log
)
fact "a runner whose register can't be written ends" says log "level=error event=ended"
fact "and told of no job that is not done" \
    [ "$(grep -c outcome=done log)" -eq "$(count_done full.db)" ]
fact "though of some" says log outcome=done

# A job that failed till its pause was an hour, and its script mended then.
write_frail() # WHAT_IT_DOES
{
    cat >frail.lua <<LUA
local notice = bylaw.notice { document = "4", title = "t", issuer = "i",
  issued = date "2021-11-24" }
notice:changes "fall" { fields = "", answers = "", act = function() $1 end }
notice:schedule { { "fall", "on 2022-02-02", "fall", {}, cite = "一" } }
LUA
}
write_frail 'error "no"'
starts frail.lua --db frail.db --at 2022-02-01 --speed 20000
awaits log "tries=13" || :
stopped TERM 0
hour=$(sed -n 's/^at=\([^ ]*\) .* outcome=failed .*/\1/p' log | tail -n 1)
starts frail.lua --db frail.db --at "$hour"
write_frail 'return {}'
kill -HUP "$runner"
fact "what failed is tried at once by the script that is mended" \
    awaits log "job=fall due=2022-02-02T00:00:00+08:00 outcome=done"
stopped TERM 0

JOURNAL_STREAM=1:2 starts notices --db y.db
fact "priorities are for the journal alone" [ "$(cut -c 1-3 log | sort -u)" = at= ]
stopped TERM 0

: >in
fact "a runner needs a register" refuses 1 "name the register with --db FILE" run notices
fact "and notices" refuses 1 "name notices" run --db y.db
fact "that are there" refuses 1 "none.lua" run none.lua --db new.db
mkdir empty
fact "at least one" refuses 1 "there is no notice in empty" run empty --db new.db
fact "or no register is made" [ ! -e new.db ]
fact "a register is made where there is a folder" \
    refuses 1 "can't be made in its folder: No such file" run notices --db none/y.db
fact "a register in memory keeps no promise" refuses 1 "keeps no promise" run notices --db :memory:
fact "a socket's place must be free" refuses 1 "something is there already" \
    run notices --db y.db --socket notices
fact "a port is one that can be listened at" \
    refuses 1 "--port is 1 to 65535" run notices --db y.db --port 0
fact "as the one that is asked" \
    refuses 1 "127.0.0.1:70000: a port is 1 to 65535" call small join --to 127.0.0.1:70000
fact "a status is of one register" refuses 1 '"z" is too much' status --db x.db z
fact "a speed wants a clock" refuses 1 "say where it starts" run notices --db y.db --speed 2
fact "help has an example" ends 0 run --help
fact "of a runner" says out "bylaw run policies"
finish

#!/bin/sh
# test_plugins.sh PROGRAM PROJECT PLUGINS - plugins add what they say, events go to their places
# once and in order, and a plugin that does not fit is refused with words. PLUGINS has those written
# in C.
shipped=$(dirname "$1")/plugins
project=$2
in_c=$3
. "$2/tests/cli/kit.sh"
export BYLAW_PLUGINS="$shipped:$in_c:$place/own"

# own NAME: standard input is its init.lua.
own()
{
    mkdir -p "own/$1"
    cat >"own/$1/init.lua"
}

vouchers=$project/policies/consumption_vouchers.lua

fact "plugins are listed by name with what they add" ends 0 plugins
fact "one written in C too" says out "command   count-words"
fact "and one written in Lua" says out "format    html"
fact "one of another interface is left out with words" \
    says err "is made for interface 2 of plugins, and this program has interface 1"
fact "one plugin is shown with its place" ends 0 plugins report
fact "where it lies" says out "$shipped/report/init.lua"
fact "a misspelt name is answered with the nearest" \
    refuses 1 'no plugin "reprot"; did you mean "report"' plugins reprot

fact "a plugin's command gets its words and gives the exit code" ends 0 count-words a b
fact "which it counted" last_line out "count-words: 2"
fact "its exit code is the program's" ends 2 count-words
fact "its help has the example" ends 0 count-words --help
fact "as it says" says out "bylaw count-words a b"
fact "a command nobody has is answered with the nearest" \
    refuses 1 'did you mean "call"' cal

given '{"order_amount":520}\n'
fact "a plugin's format takes an answer" ends 0 call "$vouchers" quote --format html
fact "in C as well" ends 0 call "$vouchers" quote --format size
fact "which measured it" says out "answer of "
given ''
fact "a plugin that fails" ends 1 rehearse "$vouchers" --from 2021-12-01 --until 2021-12-02 \
    --people 10 --merchants 5 --db short.db --format size
fact "says why" says err "counter: only answers are measured"
fact "a format nobody adds is refused with those there are" \
    refuses 1 "or a plugin's: size, html" rehearse "$vouchers" --from 2021-12-01 \
    --until 2021-12-02 --format htm

write_notice n.lua
sed -i '1i local counter = bylaw.use "counter"' n.lua
sed -i 's/q.amount \* 2/q.amount * counter.twice(1)/' n.lua
given '{"amount":5}\n'
fact "a script calls a function of a plugin" ends 0 call n.lua double
fact "and gets what it gives" says out '"amount":10'
sed 's/"counter"/"counted"/' n.lua >m.lua
fact "a plugin that is not there is refused with the line" \
    refuses 1 'm.lua:1: there is no plugin "counted"; did you mean "counter"?' call m.lua double
sed 's/"counter"/"report"/' n.lua >m.lua
fact "so is one that adds no functions" \
    refuses 1 "m.lua:1: the plugin report adds no functions" call m.lua double
sed 's/"counter"/"stale"/' n.lua >m.lua
fact "and one of another interface" refuses 1 "is made for interface 2" call m.lua double

fact "a season" ends 0 rehearse "$vouchers" --from 2021-12-01 --until 2021-12-05 --people 500 \
    --merchants 10 --db season.db
fact "goes to a file" ends 0 events csv-outbox:first.csv --db season.db
fact "a place in C gets each event" ends 0 events counter:numbers --db season.db
fact "and goes on behind its last" sh -c \
    'head -n 40 numbers >n && mv n numbers && cp numbers before'
fact "when it is asked again" ends 0 events counter:numbers --db season.db
fact "without a gap" sh -c \
    'tail -n +2 first.csv | cut -d\" -f2 >a; cut -d" " -f1 numbers >b; cmp a b'
given '{"request_id":"1","id":"s1"}\n'
fact "another register" ends 0 call n.lua join --db other.db
fact "has its own place" refuses 1 "it belongs to another register" \
    events counter:numbers --db other.db
fact "events need a plugin and a place" refuses 1 "is not PLUGIN:PLACE" \
    events csv-outbox --db season.db
fact "of a plugin that takes them" refuses 1 "no plugin that events go to" \
    events report:x --db season.db
fact "and a register" refuses 1 "--db" events csv-outbox:x

own wrong <<'LUA'
local plugin = ...
plugin.interface = 1
plugin.about = "wrong"
plugin.comands = {}
LUA
fact "a misspelt part is told with the nearest" ends 0 plugins
fact "by name" says err 'plugin.comands is no part of a plugin; did you mean "commands"?'
own wrong <<'LUA'
local plugin = ...
plugin.interface = 1
plugin.about = "wrong"
plugin.commands = { say = { summary = "says", run = 3 } }
LUA
fact "a part of another type too" ends 0 plugins
fact "with its types" says err "say.run is number, not function"
own wrong <<'LUA'
local plugin = ...
plugin.interface = 1
plugin.about = "loops"
plugin.commands = { loop = { summary = "for ever", run = function() while true do end end },
  number = { summary = "gives no text", run = function() return 3 end } }
LUA
fact "a command that never ends is stopped" refuses 1 "own/wrong/init.lua:4" loop
fact "one that gives no text is told" refuses 1 "number gave a number, not text" number
own wrong <<'LUA'
local plugin = ...
plugin.interface = 7
plugin.about = "of tomorrow"
LUA
fact "Lua of another interface is refused as well" ends 0 plugins
fact "with words" says err "init.lua is made for interface 7"
rm -r own/wrong
mkdir -p own/none
echo text >own/none/none.so
fact "what is no shared object is left out" ends 0 plugins
fact "with words" says err "own/none/none.so can't be opened"
BYLAW_PLUGINS=nowhere
fact "without plugins there is nothing to list" ends 0 plugins
fact "at all" empty out
fact "which is said of one asked for" \
    refuses 1 'there is no plugin "report", nor any other' plugins report
finish

#!/bin/sh
# test_repl_screen.sh PROGRAM PROJECT - the shell for what-if on a terminal, screen by screen.
#
# tmux is the terminal: keys go in, and what then stands on the screen is waited for, however long
# it takes. Its server is this test's own.
project=$2
# shellcheck source=tests/cli/kit.sh
. "$(dirname "$0")/kit.sh"
export LC_ALL=C.UTF-8
server=0
terminal() { tmux -u -L "bylaw-$$-$server" -f /dev/null "$@"; }
trap 'terminal kill-server 2>/dev/null; rm -rf "$place"' EXIT

patience=600 # looks at the screen, 20 a second
prompt='bylaw @2021-12-03>'
mkdir state home
# starts WIDTH: a shell with the notice and the register, on a terminal so wide.
starts()
{
    terminal kill-server 2>/dev/null
    server=$((server + 1))
    terminal new-session -d -s shell -x "$1" -y 30 \
        "cd '$place'; HOME='$place/home' XDG_STATE_HOME='$place/state' NO_COLOR=1 \
        '$bylaw' repl '$project/policies/consumption_vouchers.lua' --db season.db \
        --at 2021-12-03; echo \"ended \$?\"; sleep 1000"
    ready "$prompt"
}
screen() { terminal capture-pane -p -t shell >out; }
# shows WORDS: the words come to stand on the screen.
shows()
{
    tries=0
    until screen && grep -qF -- "$1" out; do
        tries=$((tries + 1))
        [ $tries -lt $patience ] || return 1
        sleep 0.05
    done
}
# ready TEXT: the last line on the screen is the prompt with that text.
ready()
{
    tries=0
    until screen && [ "$(grep -v '^$' out | tail -n 1)" = "$1" ]; do
        tries=$((tries + 1))
        [ $tries -lt $patience ] || return 1
        sleep 0.05
    done
}
keys() { terminal send-keys -t shell "$@"; }
text() { terminal send-keys -t shell -l "$1"; }
# cursor COLUMN: it comes to stand there.
cursor()
{
    tries=0
    until [ "$(terminal display-message -p -t shell '#{cursor_x}')" = "$1" ]; do
        tries=$((tries + 1))
        [ $tries -lt $patience ] || return 1
        sleep 0.05
    done
}

first='{"request_id":"p1","at":"2021-11-30T09:00:00+08:00","round":1,"count_30":15000,'
given '%s\n' "$first\"count_50\":9000,\"count_100\":6000}"
"$bylaw" call "$project/policies/consumption_vouchers.lua" plan_round --db season.db <in >out
sha256sum season.db >before

fact "the shell greets" starts 100
fact "with the policies that are loaded" shows '  consumption_vouchers'

# Completion.
text 'cons'; keys Tab
fact "a policy is completed" ready "$prompt consumption_vouchers"
text '.quo'; keys Tab
fact "its function with the bracket" ready "$prompt consumption_vouchers.quote {"
text ' ord'; keys Tab
fact "a field with its sign" ready "$prompt consumption_vouchers.quote { order_amount ="
text '220 }'; keys Enter
fact "the call is answered" shows '最优面额      50 元'
text 'consumption_vouchers.plan_round { coun'; keys Tab
fact "what is common is put in" ready "$prompt consumption_vouchers.plan_round { count_"
keys Tab
fact "and then the choice is shown" shows 'count_100 =   count_30 =    count_50 ='
keys C-u
text ':se'; keys Tab
fact "an order is completed" ready "$prompt :set"
text 'threshold.b'; keys Tab
fact "a parameter" ready "$prompt :set threshold.basis="
text 'b'; keys Tab
fact "and its code" ready "$prompt :set threshold.basis=before_merchant_discount"
keys C-u

# Wide characters.
text '"高龄补贴"'
fact "wide characters are drawn" ready "$prompt \"高龄补贴\""
fact "and take two columns" cursor $((19 + 10))
keys Left Left Left
fact "the cursor steps over whole ones" cursor $((19 + 5))
keys BSpace
fact "one is taken out whole" ready "$prompt \"高补贴\""
fact "with its two columns" cursor $((19 + 3))
text '寿'
keys Enter
fact "and another put in" shows '高寿补贴'
fact "in a narrow terminal" starts 40
text '"高龄补贴高龄补贴高龄补贴高龄补贴高龄"'
fact "they wrap whole" shows '补贴高龄补贴高龄"'
keys Home; text '#'
fact "and are edited across rows" shows '龄补贴高龄补贴高龄"'
keys C-c
fact "Ctrl-C gives up the line" shows '^C'
terminal resize-window -t shell -x 60 -y 30
text '"高龄补贴高龄补贴高龄补贴高龄补贴高龄"'
fact "a terminal that grew is used to its end" shows "$prompt \"高龄补贴高龄补贴高龄补贴高龄补贴高龄\""
keys C-c

# Entries of many lines.
fact "in a wide terminal again" starts 100
text 'x = {'; keys Enter
fact "what is not finished goes on" ready "   >>"
text '  41, 2 }'; keys Enter
fact "until it is" ready "$prompt"
text 'x[1] + 1'; keys Enter
fact "and counts" shows '42'
keys Up Up
fact "it comes back from history as one" shows '  41, 2 }'
fact "of two lines" grep -qF "$prompt x = {" out
keys BSpace; text ', 7 }'; keys Enter
text '#x'; keys Enter
fact "and is edited as one" ready "$prompt"
keys Up Up; screen
fact "the change is kept" shows '  41, 2 , 7 }'
keys C-c
printf 'y = 1\ny = y +\n\t10\ny * 100\n' >lines
terminal load-buffer lines
terminal paste-buffer -t shell
fact "many lines are pasted" shows '1100'
printf 'z = "a\tb"\n{ z, y }\n' >lines
terminal load-buffer lines
terminal paste-buffer -p -t shell
fact "between marks, too, and a tab completes nothing" shows '{ "a b", 11 }'
fact "history is its owner's" test "$(stat -c %a state/bylaw/history)" = 600
text ' secret = 1'; keys Enter
text 'secret'; keys Enter
fact "a line with a blank before it" ready "$prompt"
fact "is not in it" not grep -q 'secret = 1' state/bylaw/history
fact "a later session" starts 100
keys Up
fact "begins with it" ready "$prompt secret"
keys C-c
fact "or gives it up" ready "$prompt"

# Stopping.
text 'while true do end'; keys Enter
fact "what runs is no prompt" shows 'while true do end'
keys C-c
fact "Ctrl-C stops it" shows 'stopped 已中止'
fact "and the prompt is back" ready "$prompt"
text '6 * 7'; keys Enter
fact "the session goes on" shows '42'

# The layer, and the register.
keys C-l
text ':set voucher.30.threshold=300'; keys Enter
fact "what is set is in the prompt" ready 'bylaw @2021-12-03 {voucher.30.threshold=300}>'
fact "with what reads it" shows '  read by: quote; campaign'
text ':set funding.order=government_first'; keys Enter
fact "several are counted" ready 'bylaw @2021-12-03 {2 set}>'
text 'consumption_vouchers.quote { order_amount = 220 }'; keys Enter
fact "a value that nothing read is told at once" shows \
    'note: quote did not read funding.order: its value changes nothing here'
text ':unset'; keys Enter
fact "and can be taken away" ready "$prompt"
text 'consumption_vouchers.plan_round { at = "2021-12-01T09:00:00+08:00", round = 2,'; keys Enter
text 'count_30 = 15000, count_50 = 9000, count_100 = 6000 }.ok'; keys Enter
fact "a change is made in a copy" shows 'true'
text ':quit'; keys Enter
fact "and the shell ends well" shows 'ended 0'
sha256sum season.db >after
fact "the register is as it was, byte for byte" same before after
fact "the end of input ends it, too" starts 100
keys C-d
fact "well" shows 'ended 0'

finish

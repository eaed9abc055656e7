#!/bin/sh
# test_ask.sh PROGRAM PROJECT - a question without JSON.
. "$2/tests/cli/kit.sh"
vouchers=$2/policies/consumption_vouchers.lua

fact "a command written in Lua asks a notice" ends 0 ask "$vouchers" quote order_amount=520
fact "and is told what it answers" last_line out yes
fact "a refusal is told and is exit code 2" ends 2 ask "$vouchers" quote order_amount=-1
fact "with its words" says out "no, "
finish

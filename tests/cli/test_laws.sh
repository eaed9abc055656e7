#!/bin/sh
# test_laws.sh PROGRAM HOUSE - what a notice's own audit says of a register that somebody edited.
# shellcheck source=tests/cli/kit.sh
. "$(dirname "$0")/kit.sh"
industry=$2/policies/industrial_economy.lua

apply() # BATCH...: a firm applies for its batches, and the claim is made a binding one by hand
{
    list=
    for batch; do
        list="$list,{\"title\":\"green_design_product\",\"level\":\"national\",\"ref\":\"$batch\""
        list="$list,\"recognised_on\":\"2021-06-01\"}"
    done
    {
        printf '{"at":"2022-03-01T09:00:00+08:00","request_id":"%s","actor":"enterprise"' "$*"
        printf ',"enterprise_id":"E1","award_year":2021,"sector":"manufacturing"'
        printf ',"above_scale":true,"line_id":"green_design_product","unit":"u"'
        printf ',"recognitions":[%s]}\n' "${list#,}"
    } >in
    ends 0 call "$industry" apply --db x.db && says out '"state":"applied"' &&
        sqlite3 x.db "UPDATE claim SET state = 'confirmed', payable = gross"
}
law() # NAME HOLDS: what the notice's audit says of it
{
    given '{"actor":"anyone"}\n'
    ends 0 call "$industry" audit --db x.db && says out "{\"law\":\"$1\",\"holds\":$2}"
}
fact "a firm claims a batch" apply b1
fact "L5 holds" law L5 true
fact "and claims it again with another" apply b1 b2
fact "L5 holds of two claims of which each has its own batch" law L5 true
sqlite3 x.db "UPDATE claim SET notes = (SELECT notes FROM claim WHERE serial = 2)"
fact "L5 does not hold of claims that share all their batches" law L5 false
finish

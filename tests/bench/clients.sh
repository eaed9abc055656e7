#!/bin/sh
# clients.sh PROGRAM ROUNDS - claims and redemptions of many clients at once: PROGRAM as a runner
# beside bare.c and, where they are installed, Redis and PostgreSQL. A part of tests/bench/run.
set -eu
bylaw=$1 rounds=$2
here=$(cd "$(dirname "$0")" && pwd)
# shellcheck disable=SC1091 # it lies beside this one
. "$here/cluster.sh"
policy=$(cd "$here/../.." && pwd)/policies/consumption_vouchers.lua
place=$(mktemp -d "${TMPDIR:-/tmp}/bylaw-clients.XXXXXX")
server=
trap '[ -z "$server" ] || kill "$server"; rm -rf "$place"' EXIT
trap 'exit 130' INT TERM
cd "$place"

plan_season()
{
    echo '{"request_id":"p","at":"2021-11-30T09:00:00+08:00","round":1,"count_30":50000,' \
        '"count_50":0,"count_100":0}' | "$bylaw" call "$policy" plan_round --db season.db >answers
    echo '{"request_id":"m","at":"2021-12-01T09:00:00+08:00","merchant_id":"S1","name":"S1",' \
        '"sector":"retail","kind":"above_scale","on_statistics_list":true,' \
        '"published_on":"2021-11-26","tax_registered_in_lanshan":true,"trades_in_lanshan":true,' \
        '"licences_complete":true,"tax_compliant":true,"negative_record":false,' \
        '"honest_trading":true,"rules_accepted":true,"own_discount":true,' \
        '"publicity_agreed":true,"epidemic_control":true,"unionpay_enabled":true,' \
        '"unionpay_tested":true}' |
        "$bylaw" call "$policy" merchant_register --db season.db >>answers
    ! grep -v '^{"ok":true' answers
}

# Starts afresh: what one measurement left must not slow the next one.
serve() # KIND
{
    rm -rf served && mkdir served
    case $1 in
    bylaw)
        cp season.db served/x.db
        "$bylaw" run "$policy" --db served/x.db --socket served/s \
            --at 2021-12-03T11:00:00+08:00 2>log &
        ;;
    bare) ./bare served/x.db served/s 2>log & ;;
    redis)
        redis-server --port 0 --unixsocket "$place/served/s" --appendonly yes \
            --appendfsync always --dir "$place/served" --save '' >log &
        ;;
    esac
    server=$!
    tries=0
    until [ -S served/s ] || [ $((tries += 1)) -gt 100 ]; do sleep 0.05; done
}

end_server()
{
    kill "$server"
    wait "$server" 2>>log || true # told there that it was ended
    server=
}

# A voucher claimed and redeemed: two operations, each its own transaction.
write_voucher()
{
    cat >voucher <<'SQL'
\set n random(1, 1000000000000)
SELECT substring(claim('r' || :n, 'p' || :n) from '1-50-[0-9]+') AS voucher \gset
SELECT redeem('s' || :n, 'p' || :n, :voucher);
SQL
}

middle() { sort -n "$1" | awk '{ line[NR] = $0 } END { print line[int((NR + 1) / 2)] }'; }

# The middle one of the rounds of each kind: operations a second, p50, p99.
show() # CLIENTS
{
    ours=$(middle "bylaw.$1")
    for kind in $kinds; do
        echo "$ours $(middle "$kind.$1")" | awk -v many="$1" -v kind="$kind" '{
            printf "  %3d %-6s %6d a second, half within %d us, 99 of 100 within %d us", many,
                kind, $4, $5, $6
            if (kind != "bylaw")
                printf "; bylaw does %.2f of it, with a p99 of %.2f", $1 / $4, $3 / $6
            print ""
        }'
    done
    [ -s "postgres.$1" ] || return 0
    echo "$ours $(middle "postgres.$1")" | awk -v many="$1" '{
        printf "  %3d %-6s %6d a second; bylaw does %.2f of it\n", many, "postgres", $4, $1 / $4
    }'
}

plan_season
cc -O2 -o clients "$here/clients.c"
# shellcheck disable=SC2046 # one word a flag
cc -O2 -o bare "$here/bare.c" $(pkg-config --cflags --libs sqlite3)
export REDIS_SCRIPTS="$here"
kinds='bylaw bare redis'
command -v redis-server >found || kinds='bylaw bare'
postgres=
if pg_start "$place" "$here/postgres.sql" 1000000; then
    postgres=yes
    trap '[ -z "$server" ] || kill "$server"; pg_stop; rm -rf "$place"' EXIT
    write_voucher
fi
echo "clients: claims and redemptions at a runner's socket, $rounds rounds"
for many in 1 16 128; do
    round=0
    while [ $((round += 1)) -le "$rounds" ]; do
        for kind in $kinds; do
            serve "$kind"
            ./clients "$kind" served/s "$many" 2 >>"$kind.$many"
            end_server
        done
        [ -z "$postgres" ] || echo $((2 * $(pg_rate voucher "$many" 2))) >>"postgres.$many"
    done
    show "$many"
done
echo "  (1.00 of redis and 0.70 of bare are wanted, and at most 2.00 of the p99 of redis;"
echo "  4.00 of postgres)"
